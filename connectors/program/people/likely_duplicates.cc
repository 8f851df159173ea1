#include "connectors/program/people/likely_duplicates.h"

#include "engine/families/limits.h"
#include "engine/identity/person_search.h"

#include <array>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMostNamed = 10;  ///< in one refusal

/// What a command tells of somebody new; none: it registers nobody.
std::optional<engine::PersonalData> NewPersonIn(const engine::Request& request) {
  const auto& command = request.view();
  const auto* contact = command.payload_as_RegisterContact();
  const auto* person = command.payload_as_RegisterPerson();
  const bool is_new = contact != nullptr && events::Entity(contact->person()).is_zero();
  if (!is_new && person == nullptr) return std::nullopt;
  engine::PersonalData data;
  if (const auto born = engine::DayIfGiven(is_new ? contact->born() : person->born())) data.born = CivilFromDay(*born);
  for (const engine::PersonalText& text : request.personal) {
    if (text.field == "/surname") data.surname = text.text;
    if (text.field == "/name") data.name = text.text;
    if (text.field == "/fiscal_code") data.fiscal_code = text.text;
  }
  if (data.surname.empty() && data.fiscal_code.empty()) return std::nullopt;
  return data;
}

}  // namespace

Result<std::unique_ptr<LikelyDuplicates>> LikelyDuplicates::Open(Node& node) {
  auto identities = Identities::Open(node.authority().stores().root(), node.identity().origin, node.authority().vault());
  if (!identities) return identities.error();
  return std::unique_ptr<LikelyDuplicates>(new LikelyDuplicates(node, std::move(identities).value()));
}

Status LikelyDuplicates::Find(engine::Request& request) {
  const auto data = NewPersonIn(request);
  if (!data) return {};
  if (Status drained = node_.Drain(); !drained) return drained;
  if (Status caught_up = identities_->CatchUp(node_.log()); !caught_up) return caught_up;
  vault::IdentityIndex& index = identities_->index();
  const std::array asked{index.Blind(engine::FeaturesOf(*data))};
  const auto found = engine::FindPersons(index, asked, engine::kLikelyScore);
  for (const engine::FoundPerson& one : found.persons) {
    if (request.findings.size() == kMostNamed) break;
    request.findings.emplace_back(engine::kFoundAlike, ToHex(one.person));
  }
  return {};
}

}  // namespace fascicolo::program
