#include "connectors/program/siuss/flow_writing.h"

#include "connectors/program/siuss/sealed_place.h"

#include <array>

namespace fascicolo::program {
namespace {

constexpr std::string_view kOwnIdPurpose = "fascicolo siuss minor";
using OwnId = std::array<std::uint8_t, 10>;  // 20 digits: what IDBeneficiario holds

std::string OwnIdOf(Node& node, EntityId minor) {
  events::Key secret = node.authority().vault().FeedSecret();
  events::KeyedHash hash(secret, kOwnIdPurpose);
  const auto id = hash.Add(minor.bytes).Finish<OwnId>();
  events::Wipe(secret);
  return ToHex(id.data(), id.size());
}

}  // namespace

Result<WrittenFlow> WriteFlow(Node& node, const siuss::Flow& flow, const siuss::Transmitter& transmitter) {
  if (flow.is_sinba()) {
    const siuss::MinorRecord& minor = *std::get<1>(flow.record);
    return WrittenFlow{siuss::XmlOf(flow, minor, OwnIdOf(node, minor.person), transmitter), {}};
  }
  const siuss::BenefitRecord& record = *std::get<0>(flow.record);
  siuss::OpenedPerson person;
  for (const auto& [place, text] : {std::pair{&record.who.surname, &person.surname}, {&record.who.name, &person.name},
                                    {&record.who.fiscal_code, &person.fiscal_code}, {&record.who.birthplace, &person.birthplace}}) {
    if (!*place) continue;
    auto opened = OpenPlace(node, **place);
    if (!opened) return opened.error();
    if (!*opened) return WrittenFlow{{}, siuss::Reason::kErased};
    *text = std::move(**opened);
  }
  auto xml = siuss::XmlOf(flow, record, person, transmitter);
  if (!xml) return WrittenFlow{{}, xml.error()};
  return WrittenFlow{std::move(xml).value(), {}};
}

}  // namespace fascicolo::program
