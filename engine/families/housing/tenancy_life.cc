// What happens while a household lives in a dwelling: guests, absences, checks of its requisites, and the wish for another one.
#include <algorithm>

#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/housing/housing_deciding.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::AdmitGuest& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    const EntityId person = events::Entity(command.person());
    if (!state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");
    if (auto answer = FirstOf(CheckText("/reference", Text(command.reference()), kMaxNameBytes),
                              CheckDay("/until", command.until()),
                              CheckUntil(intent.effective_on, command.until()))) {
      return *std::move(answer);
    }
    if (row.IsMember(person)) return Refusal{Rule::kGuestIsMember, {{"person", ToHex(person)}}};
    if (row.guests.size() >= kMaxGuests) {
      return Refusal{Rule::kTooMany, {{"of", "guests"}, {"at_most", std::to_string(kMaxGuests)}}};
    }
    schema::GuestAdmittedT admitted;
    admitted.person = CopyOf(command.person());
    admitted.until = command.until();
    admitted.reference = Text(command.reference());
    return OneFact(intent, tenancy, kTenancyKind, std::move(admitted));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kLive, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AuthoriseAbsence& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow&, const Sheet&) -> Decision {
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckDay("/until", command.until()),
                              CheckUntil(intent.effective_on, command.until()))) {
      return *std::move(answer);
    }
    schema::AbsenceAuthorisedT authorised;
    authorised.until = command.until();
    authorised.reason = Text(command.reason());
    return OneFact(intent, tenancy, kTenancyKind, std::move(authorised));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kLive, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::CheckRequisites& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    const std::string reason(Text(command.reason()));
    if (command.met() != reason.empty() || reason.size() > kMaxCodeBytes) {
      return Malformed("/reason", "says what is missing", "a code, if and only if the requisites are not met");
    }
    schema::RequisitesCheckedT checked;
    checked.met = command.met();
    checked.reason = reason;
    checked.reference = Text(command.reference());
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(checked));
    TermDrafts terms = TenancyTerms(state, intent, drafts, tenancy, row);
    terms.Meet(kCheckTerm);
    terms.OpenBySheet(sheet, kCheckTerm, intent.effective_on);
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kCheck, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RequestChange& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    auto named = GroundNamed(state, Text(command.service()), Text(command.ground()), Text(command.reference()));
    if (auto* answer = std::get_if<Decision>(&named)) return std::move(*answer);
    if (!row.change.service.empty()) return Refusal{Rule::kChangeAskedFor, {{"ground", row.change.ground}}};
    if (command.own_motion()) {
      if (auto answer = CheckByAct(intent, *std::get<NamedGround>(named).sheet)) return *std::move(answer);
    }
    schema::ChangeRequestedT requested;
    requested.service = Text(command.service());
    requested.ground = Text(command.ground());
    requested.own_motion = command.own_motion();
    requested.reference = Text(command.reference());
    return OneFact(intent, tenancy, kTenancyKind, std::move(requested));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kChange, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawChange& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (row.change.service.empty()) return Refusal{Rule::kNoChangeAsked, {}};
    schema::ChangeWithdrawnT withdrawn;
    withdrawn.reason = Text(command.reason());
    return OneFact(intent, tenancy, kTenancyKind, std::move(withdrawn));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kChange, decide);
}

}  // namespace fascicolo::engine
