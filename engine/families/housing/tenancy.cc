// A tenancy: signed, begun with the keys, passed on to another tenant, ended with the keys.
#include "engine/families/activation_deciding.h"
#include "engine/families/applying.h"
#include "engine/families/household_days.h"
#include "engine/families/housing/housing_deciding.h"
#include "engine/families/person.h"
#include "engine/families/ranking.h"

namespace fascicolo::engine {
namespace {

std::optional<Decision> CheckKeys(std::uint32_t keys, std::uint32_t least) {
  if (keys >= least && keys <= kMaxKeys) return std::nullopt;
  return Malformed("/keys", "is out of range", std::to_string(least) + ".." + std::to_string(kMaxKeys));
}

/// What the household waited in is done: its entry has ended, or its former dwelling is given back.
void DraftMovedOut(Drafts& drafts, const State& state, const TenancyRow& row, Day day) {
  const auto entry = row.entry.is_zero() ? std::nullopt : state.FindEntity<RankingEntryTable>(row.entry);
  if (entry && entry->state == EntryState::kConfirmed) {
    schema::EntryEndedT ended;
    ended.reason = "assigned";
    drafts.Add(row.entry, kEntryKind, std::move(ended));
  }
  const auto old = row.replaces.is_zero() ? std::nullopt : state.FindEntity<TenancyTable>(row.replaces);
  if (old && old->IsLivedIn()) {
    schema::TenancyEndedT ended;
    ended.reason = "changed";
    DraftEnded(drafts, row.replaces, *old, std::move(ended), day);
  }
}

/// Both are members of one household on `day`.
bool LiveTogether(const State& state, EntityId one, EntityId other, Day day) {
  bool together = false;
  state.Scan<StaysTable>(StaysTable::Key(one, schema::Composition::registry), [&](std::string_view bytes, const StaysRow&) {
    EntityId person;
    schema::Composition composition = schema::Composition::none;
    EntityId household;
    StaysTable::Read(bytes, person, composition, household);
    const auto row = state.Find<HouseholdTable>(household);
    together = row && MembershipOn(*row, one, day) != nullptr && MembershipOn(*row, other, day) != nullptr;
    return !together;
  });
  return together;
}

/// The tenant has died, or left, so that somebody may take their place.
std::optional<Decision> CheckGone(const State& state, const Intent& intent, const TenancyRow& row,
                                  const schema::SucceedTenant& command) {
  if (auto answer = CheckWord("/cause", command.cause())) return answer;
  const bool is_gone = command.cause() == schema::SuccessionCause::death
                           ? DiedOn(state, row.person).has_value()
                           : !LiveTogether(state, row.person, events::Entity(command.person()), intent.effective_on);
  if (is_gone) return std::nullopt;
  return Refusal{Rule::kTenantStillThere, {{"cause", schema::EnumNameSuccessionCause(command.cause())}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::SignTenancy& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    if (auto answer = CheckText("/number", Text(command.number()))) return *std::move(answer);
    if (!row.contract.empty()) return Refusal{Rule::kContractExists, {{"number", row.contract}}};
    if (row.title == schema::TenancyTitle::provisional && !row.is_authorised) return Refusal{Rule::kNotAuthorised, {}};
    schema::TenancySignedT signed_now;
    signed_now.number = Text(command.number());
    return OneFact(intent, tenancy, kTenancyKind, std::move(signed_now));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kSign, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::HandOverKeys& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    TenancyRow after = row;
    after.state = TenancyState::kInForce;
    if (auto answer = FirstOf(CheckKeys(command.keys(), 1), CheckText("/minutes", Text(command.minutes()), kMaxNameBytes),
                              CheckAlive(state, intent, row.person), CheckNotHoused(state, tenancy, after))) {
      return *std::move(answer);
    }
    schema::KeysHandedOverT handed;
    handed.keys = command.keys();
    handed.minutes = Text(command.minutes());
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(handed));
    DraftMoved(drafts, row.dwelling, schema::DwellingState::occupied, tenancy, intent.effective_on);
    TenancyTerms(state, intent, drafts, tenancy, row).OpenBySheet(sheet, kCheckTerm, intent.effective_on);
    DraftMovedOut(drafts, state, row, intent.effective_on);
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kMoveIn, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ReleaseDwelling& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    const std::string reason(Text(command.reason()));
    if (auto answer = FirstOf(CheckReason(reason, sheet.end_reasons), CheckKeys(command.keys(), 0),
                              CheckText("/minutes", Text(command.minutes()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (intent.effective_on < row.from) {
      return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(*row.from)}, {"on", FormatDay(intent.effective_on)}}};
    }
    schema::TenancyEndedT ended;
    ended.reason = reason;
    ended.keys = command.keys();
    ended.minutes = Text(command.minutes());
    Drafts drafts(intent);
    DraftEnded(drafts, tenancy, row, std::move(ended), intent.effective_on);
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kRelease, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::SucceedTenant& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    const EntityId heir = events::Entity(command.person());
    if (heir == row.person || !row.IsMember(heir)) return Refusal{Rule::kNotASuccessor, {{"person", ToHex(heir)}}};
    if (auto answer = FirstOf(CheckGone(state, intent, row, command), CheckAlive(state, intent, heir))) {
      return *std::move(answer);
    }
    schema::TenantSucceededT succeeded;
    succeeded.person = CopyOf(command.person());
    succeeded.previous = IdOf(row.person);
    succeeded.cause = command.cause();
    return OneFact(intent, tenancy, kTenancyKind, std::move(succeeded));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kSucceed, decide);
}

}  // namespace fascicolo::engine
