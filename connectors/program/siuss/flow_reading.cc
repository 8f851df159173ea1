#include "connectors/program/siuss/flow_reading.h"

#include "connectors/program/reading_sizes.h"
#include "connectors/program/siuss/sealed_place.h"
#include "events/acceptance.h"

#include <array>

namespace fascicolo::program {
namespace {

constexpr std::string_view kOwnIdPurpose = "fascicolo siuss minor";
using OwnId = std::array<std::uint8_t, 10>;  // 20 digits: what IDBeneficiario holds

}  // namespace

Status FlowReading::Begin() {
  if (follower_) return {};
  auto folded = engine::FoldedState::Open(rows_, node_.identity().origin);
  if (!folded) return folded.error();
  folded_ = std::move(folded).value();
  auto follower = events::Follower::Open(node_.log(), folded_->point().follow());
  if (!follower) return follower.error();
  follower_.emplace(std::move(follower).value());
  return {};
}

Result<bool> FlowReading::CatchUp(std::optional<int> pieces) {
  if (Status begun = Begin(); !begun) return begun.error();
  const auto take = [this](const events::AcceptedCommit& accepted) -> Status {
    if (last_ && *last_ < accepted.header.position) return {};
    const auto commit = events::CommitReading::Open(accepted.entry.record, accepted.header);
    if (!commit) return commit.error();
    folded_->Fold(accepted, *commit);
    book_.Take(*commit, folded_->AtHead());
    return {};
  };
  for (int done = 0; !pieces || done < *pieces; ++done) {
    const Status polled = follower_->Poll(kReadBytes, take, [](const auto&, const auto&) {});
    if (!polled) return polled.error();
    if (folded_->bytes() >= kHeldBytes) {
      if (Status written = folded_->WriteOut(); !written) return written.error();
    }
    if (!follower_->at_end()) continue;
    if (Status views = node_.CatchUpViews(); !views) return views.error();
    return true;
  }
  return false;
}

std::string FlowReading::OwnIdOf(EntityId minor) {
  events::Key secret = node_.authority().vault().FeedSecret();
  events::KeyedHash hash(secret, kOwnIdPurpose);
  const auto id = hash.Add(minor.bytes).Finish<OwnId>();
  events::Wipe(secret);
  return ToHex(id.data(), id.size());
}

Result<WrittenFlow> FlowReading::Write(const siuss::Flow& flow, const siuss::Transmitter& transmitter) {
  if (flow.is_sinba()) {
    const siuss::MinorRecord& minor = *std::get<1>(flow.record);
    return WrittenFlow{siuss::XmlOf(flow, minor, OwnIdOf(minor.person), transmitter), {}};
  }
  const siuss::BenefitRecord& record = *std::get<0>(flow.record);
  siuss::OpenedPerson person;
  for (const auto& [place, text] : {std::pair{&record.who.surname, &person.surname}, {&record.who.name, &person.name},
                                    {&record.who.fiscal_code, &person.fiscal_code}, {&record.who.birthplace, &person.birthplace}}) {
    if (!*place) continue;
    auto opened = OpenPlace(node_, **place);
    if (!opened) return opened.error();
    if (!*opened) return WrittenFlow{{}, siuss::Reason::kErased};
    *text = std::move(**opened);
  }
  auto xml = siuss::XmlOf(flow, record, person, transmitter);
  if (!xml) return WrittenFlow{{}, xml.error()};
  return WrittenFlow{std::move(xml).value(), {}};
}

}  // namespace fascicolo::program
