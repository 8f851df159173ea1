// How a dwelling is assigned: offered, answered, given by an act.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/applying.h"
#include "engine/families/case_deciding.h"
#include "engine/families/housing/assignment_line.h"
#include "engine/families/ranking.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

/// To whom a dwelling is offered, and how.
struct Addressee {
  schema::TenancyTitle title = schema::TenancyTitle::none;
  std::shared_ptr<const Sheet> sheet;
  Household household;
  EntityId source;  ///< the entry, or the tenancy to be changed; zero: none
};
using Found = std::variant<Addressee, Decision>;

/// It is their turn, or an act says that they come out of turn.
std::optional<Decision> CheckNext(const schema::OfferDwelling& command, EntityId source,
                                  const std::variant<EntityId, Refusal>& next) {
  if (!Text(command.reference()).empty()) return std::nullopt;
  if (const auto* refusal = std::get_if<Refusal>(&next)) return *refusal;
  const EntityId first = std::get<EntityId>(next);
  if (first == source) return std::nullopt;
  return Refusal{Rule::kNotNextForDwelling, {{"first", first.is_zero() ? "nobody" : ToHex(first)}}};
}

Found Ranked(const State& state, const Intent& intent, const schema::OfferDwelling& command, EntityId dwelling,
             const DwellingRow& row) {
  const EntityId id = events::Entity(command.entry());
  const auto entry = state.FindEntity<RankingEntryTable>(id);
  if (!entry) return Unknown("/entry", id, "entry");
  if (entry->state != EntryState::kConfirmed) {
    return Refusal{Rule::kWrongEntryState, {{"state", std::string(TextOf(entry->state))}}};
  }
  const auto call = state.FindEntity<CallTable>(entry->call);
  if (!call) return Unknown("/entry", entry->call, "call");
  auto sheet = HousingSheet(state, call->service);
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  const auto& adopted = std::get<0>(sheet);
  const auto next = NextOfCall(state, intent, entry->call, *adopted, dwelling, row);
  if (auto answer = CheckNext(command, id, next)) return *std::move(answer);
  return Addressee{schema::TenancyTitle::ranking, adopted, HouseholdOf(*entry), id};
}

Found Changing(const State& state, const Intent& intent, const schema::OfferDwelling& command, EntityId dwelling,
               const DwellingRow& row) {
  const EntityId id = events::Entity(command.replaces());
  const auto old = state.FindEntity<TenancyTable>(id);
  if (!old) return Unknown("/replaces", id, "tenancy");
  if (old->change.service.empty() || old->state != TenancyState::kInForce) return Refusal{Rule::kNoChangeAsked, {}};
  auto sheet = HousingSheet(state, old->service);
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  const auto& adopted = std::get<0>(sheet);
  if (auto answer = CheckNext(command, id, NextForChange(state, intent, *adopted, dwelling, row))) {
    return *std::move(answer);
  }
  return Addressee{schema::TenancyTitle::change, adopted, HouseholdOf(*old), id};
}

/// A household of the group for which the dwelling is kept.
Found OfReserve(const State& state, const Intent& intent, const schema::OfferDwelling& command, const DwellingRow& row) {
  auto sheet = HousingSheet(state, Text(command.service()));
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  const auto& adopted = std::get<0>(sheet);
  if (row.reserve.empty()) return Refusal{Rule::kDwellingNotReserved, {}};
  if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
  auto household = HouseholdOf(state, intent, *adopted, command.case_file(), command.members());
  if (auto* answer = std::get_if<Decision>(&household)) return std::move(*answer);
  return Addressee{schema::TenancyTitle::reserve, adopted, std::get<Household>(std::move(household)), {}};
}

Found AddresseeOf(const State& state, const Intent& intent, const schema::OfferDwelling& command, EntityId dwelling,
                  const DwellingRow& row) {
  const int named = (command.entry() != nullptr) + (command.replaces() != nullptr) + (command.case_file() != nullptr);
  if (named != 1) return Malformed("/entry", "is not the one to whom it is offered", "one of entry, replaces, case_file");
  if (command.case_file() != nullptr) return OfReserve(state, intent, command, row);
  if (!row.reserve.empty()) return Refusal{Rule::kDwellingReserved, {{"reserve", row.reserve}}};
  return command.entry() != nullptr ? Ranked(state, intent, command, dwelling, row)
                                    : Changing(state, intent, command, dwelling, row);
}

std::optional<Decision> CheckWorker(const State& state, const Intent& intent, const Household& household) {
  const auto row = state.FindEntity<CaseTable>(household.case_file);
  return row ? CheckNoConflict(*row, intent.actor) : std::nullopt;
}

/// The entry leaves the list, or the household gives up its change, when it has declined too often.
void DraftGivenUp(Drafts& drafts, const TenancyRow& row, const std::string& reason) {
  if (row.title == schema::TenancyTitle::ranking) {
    schema::EntryWithdrawnT withdrawn;
    withdrawn.reason = reason;
    withdrawn.renounced = true;
    drafts.Add(row.entry, kEntryKind, std::move(withdrawn));
  } else if (row.title == schema::TenancyTitle::change) {
    schema::ChangeWithdrawnT withdrawn;
    withdrawn.reason = reason;
    drafts.Add(row.replaces, kTenancyKind, std::move(withdrawn));
  }
}

/// The entry, or the tenancy that would be changed, still waits for it.
bool Waits(const State& state, const TenancyRow& row) {
  if (row.title == schema::TenancyTitle::ranking) {
    const auto entry = state.FindEntity<RankingEntryTable>(row.entry);
    return entry && entry->state == EntryState::kConfirmed;
  }
  const auto old = state.FindEntity<TenancyTable>(row.replaces);
  return old && !old->change.service.empty() && NextState(old->title, old->state, TenancyStep::kChange).has_value();
}

Decision Declined(const State& state, const Intent& intent, EntityId tenancy, const TenancyRow& row, const Sheet& sheet,
                  const std::string& reason) {
  if (auto answer = CheckReason(reason, sheet.refusal_reasons)) return *std::move(answer);
  const auto& good = sheet.housing->good_reasons;
  schema::DwellingAnsweredT answered;
  answered.reason = reason;
  answered.counts = std::find(good.begin(), good.end(), reason) == good.end();
  const EntityId source = row.entry.is_zero() ? row.replaces : row.entry;
  const std::size_t before = source.is_zero() ? 0 : DeclinedBy(state, source);
  const bool is_one_too_many = answered.counts && before + 1 > static_cast<std::size_t>(sheet.housing->refusals);
  Drafts drafts(intent);
  TenancyTerms(state, intent, drafts, tenancy, row).Meet(kOfferTerm);
  drafts.Add(tenancy, kTenancyKind, std::move(answered));
  DraftMoved(drafts, row.dwelling, ready, tenancy, intent.effective_on);
  if (is_one_too_many && !source.is_zero() && Waits(state, row)) DraftGivenUp(drafts, row, reason);
  return drafts.Done();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::OfferDwelling& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    if (auto answer = FirstOf(CheckHappened(intent), CheckUse(row, schema::DwellingUse::public_housing),
                              CheckBecomes(row, offered))) {
      return *std::move(answer);
    }
    if (Text(command.reference()).size() > kMaxNameBytes) return Malformed("/reference", "is too long");
    auto found = AddresseeOf(state, intent, command, dwelling, row);
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Addressee& to = std::get<Addressee>(found);
    auto match = MatchOf(state, intent, *to.sheet, row, to.household);
    if (auto* refusal = std::get_if<Refusal>(&match)) return std::move(*refusal);
    auto opened = Opened(dwelling, to.title, *to.sheet, to.household);
    (to.title == schema::TenancyTitle::change ? opened.replaces : opened.entry) = IdOf(to.source);
    opened.reference = Text(command.reference());
    TakeMatch(opened, std::get<Match>(match));
    const EntityId tenancy = NewEntity(intent.command, 0);
    if (auto answer = FirstOf(CheckFits(std::get<Match>(match)), CheckWorker(state, intent, to.household),
                              CheckAlive(state, intent, to.household.person),
                              CheckNotHoused(state, tenancy, RowOf(opened, TenancyState::kOffered)))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(opened));
    DraftMoved(drafts, dwelling, offered, tenancy, intent.effective_on);
    TermDrafts(state, intent, drafts, {tenancy, kTenancyKind, to.sheet->code, 0})
        .OpenBySheet(*to.sheet, kOfferTerm, intent.effective_on);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AnswerDwelling& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    if (!command.accepted()) return Declined(state, intent, tenancy, row, sheet, std::string(Text(command.reason())));
    Drafts drafts(intent);
    TenancyTerms(state, intent, drafts, tenancy, row).Meet(kOfferTerm);
    schema::DwellingAnsweredT answered;
    answered.accepted = true;
    drafts.Add(tenancy, kTenancyKind, std::move(answered));
    return drafts.Done();
  };
  const TenancyStep step = command.accepted() ? TenancyStep::kAccept : TenancyStep::kDecline;
  return OnTenancy(state, intent, command.tenancy(), step, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AssignDwelling& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = FirstOf(CheckByAct(intent, sheet), CheckAlive(state, intent, row.person))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, schema::DwellingAssignedT{});
    DraftMoved(drafts, row.dwelling, assigned, tenancy, intent.effective_on);
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kAssign, decide);
}

}  // namespace fascicolo::engine
