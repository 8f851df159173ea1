// The lists: provisional and final, appeals between them, and a court's order.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/act.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/limits.h"
#include "engine/families/ranking_deciding.h"
#include "engine/families/ranking_lines.h"

namespace fascicolo::engine {
namespace {

using enum CallState;

/// Everybody who applied was admitted or excluded, and nobody's appeal is open.
std::optional<Decision> CheckAllDecided(const State& state, EntityId call) {
  for (const EntityId entry : EntriesOfCall(state, call)) {
    const auto row = state.FindEntity<RankingEntryTable>(entry);
    if (!row) continue;
    if (row->state == EntryState::kFiled || row->state == EntryState::kScored) {
      return Refusal{Rule::kEntriesUndecided, {{"entry", ToHex(entry)}, {"state", std::string(TextOf(row->state))}}};
    }
    if (!row->appeals.empty() && !row->appeals.back().is_decided) {
      return Refusal{Rule::kAppealPending, {{"entry", ToHex(entry)}}};
    }
  }
  return std::nullopt;
}

std::optional<Decision> CheckWindowOver(const Intent& intent, const CallRow& row) {
  if (intent.today > row.last_day) return std::nullopt;
  return Refusal{Rule::kWindowRuns, {{"last_day", FormatDay(row.last_day)}, {"today", FormatDay(intent.today)}}};
}

std::optional<Decision> CheckAppealsOver(const Intent& intent, const CallRow& row) {
  if (!row.appeals_until || intent.today > *row.appeals_until) return std::nullopt;
  return Refusal{Rule::kAppealsRun, {{"until", FormatDay(*row.appeals_until)}, {"today", FormatDay(intent.today)}}};
}

/// So many days after the publication, on a working day.
Day AppealsUntil(const State& state, const Intent& intent, const CallRow& row) {
  Deadline rule;
  rule.length = static_cast<int>(row.appeal_days);
  const auto last = LastDayOf(state, rule, intent.effective_on, {}, intent.today);
  return last ? *last : intent.effective_on + rule.length;
}

bool UsesSample(const CallRow& call, const Standings& standings) {
  const auto is_sample = [](const Standing& one) { return one.row.sample; };
  return call.sample || std::any_of(standings.ranked.begin(), standings.ranked.end(), is_sample) ||
         std::any_of(standings.excluded.begin(), standings.excluded.end(), is_sample);
}

/// What a provisional and a final list have alike.
template <class Fact>
Fact ListFact(EntityId call, const CallRow& row, std::string_view act, const Standings& standings, bool ties_share) {
  Fact fact;
  fact.edition = row.edition + 1;
  fact.act = act;
  fact.lines = LinesOf(standings, ties_share);
  fact.hash = RefOf(HashOfList(call, fact.lines));
  fact.sample = UsesSample(row, standings);
  return fact;
}

/// The list of the replaced call ends, if it is in force.
void DraftReplaced(const State& state, EntityId call, const CallRow& row, Drafts& drafts) {
  if (row.replaces.is_zero()) return;
  const auto old = state.FindEntity<CallTable>(row.replaces);
  if (!old || (old->state != kFinal && old->state != kExhausted && old->state != kExpired)) return;
  schema::RankingReplacedT replaced;
  replaced.by = IdOf(call);
  drafts.Add(row.replaces, kCallKind, std::move(replaced));
}

/// A list has effect through an act, where its sheet wants one; elsewhere it names on what it rests.
std::optional<Decision> CheckListAct(const State& state, const Intent& intent, const CallRow& row, std::string_view act) {
  const auto sheet = AdoptedSheet(state, row.service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", row.service}}};
  return sheet->act == ActKind::kNone ? CheckAct(act) : CheckByAct(intent, *sheet);
}

const AppealRow* OpenAppeal(const RankingEntryRow& row) {
  return row.appeals.empty() || row.appeals.back().is_decided ? nullptr : &row.appeals.back();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::PublishProvisional& command) {
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::ProvisionalListPublished), [&](EntityId id, const CallRow& row) -> Decision {
    if (auto answer = FirstOf(CheckListAct(state, intent, row, Text(command.act())), CheckWindowOver(intent, row),
                              CheckAllDecided(state, id))) {
      return *std::move(answer);
    }
    const Standings standings = StandingsOf(state, id);
    auto fact = ListFact<schema::ProvisionalListPublishedT>(id, row, Text(command.act()), standings, true);
    fact.appeals_until = AppealsUntil(state, intent, row).days;
    return OneFact(intent, id, kCallKind, std::move(fact));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::PublishFinal& command) {
  const auto decide = [&](EntityId id, const CallRow& row) -> Decision {
    const Day valid_until{command.valid_until()};
    if (!IsPossible(valid_until)) {
      return Malformed("/valid_until", "is missing or out of range", "a day of 1900 to 2200");
    }
    if (valid_until < intent.today) {
      return Refusal{Rule::kDateOutOfOrder, {{"valid_until", FormatDay(valid_until)}, {"today", FormatDay(intent.today)}}};
    }
    if (auto answer = FirstOf(CheckListAct(state, intent, row, Text(command.act())), CheckAppealsOver(intent, row),
                              CheckAllDecided(state, id))) {
      return *std::move(answer);
    }
    const Standings standings = StandingsOf(state, id);
    const auto undrawn = UndrawnTies(standings);
    if (!undrawn.empty()) return Refusal{Rule::kTiesNotDrawn, {{"entries", std::to_string(undrawn.size())}}};
    auto fact = ListFact<schema::FinalListPublishedT>(id, row, Text(command.act()), standings, false);
    fact.valid_until = valid_until.days;
    Drafts drafts(intent);
    drafts.Add(id, kCallKind, std::move(fact));
    DraftReplaced(state, id, row, drafts);
    return drafts.Done();
  };
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::FinalListPublished), decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::FileAppeal& command) {
  using enum EntryState;
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())),
                              CheckText("/protocol", Text(command.protocol()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (entry.call.appeals_until && intent.effective_on > *entry.call.appeals_until) {
      return Refusal{Rule::kAppealTooLate,
                     {{"filed_on", FormatDay(intent.effective_on)}, {"until", FormatDay(*entry.call.appeals_until)}}};
    }
    if (OpenAppeal(entry.row) != nullptr) return Refusal{Rule::kAppealPending, {{"entry", ToHex(entry.id)}}};
    if (entry.row.appeals.size() >= kMaxAppeals) {
      return Refusal{Rule::kTooMany, {{"appeals", std::to_string(kMaxAppeals)}}};
    }
    schema::AppealFiledT filed;
    filed.number = static_cast<std::uint32_t>(entry.row.appeals.size()) + 1;
    filed.reason = Text(command.reason());
    filed.protocol = Text(command.protocol());
    return OneFact(intent, entry.id, kEntryKind, std::move(filed));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::AppealFiled), {kProvisional}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::DecideAppeal& command) {
  using enum EntryState;
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckAct(Text(command.act())),
                              CheckMember(intent, entry))) {
      return *std::move(answer);
    }
    if (OpenAppeal(entry.row) == nullptr) return Refusal{Rule::kNoAppeal, {}};
    schema::AppealDecidedT decided;
    decided.number = static_cast<std::uint32_t>(entry.row.appeals.size());
    decided.upheld = command.upheld();
    decided.reason = Text(command.reason());
    decided.act = Text(command.act());
    return OneFact(intent, entry.id, kEntryKind, std::move(decided));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::AppealDecided), {kProvisional}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordCourtOrder& command) {
  using enum EntryState;
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    if (command.position() == 0 || command.position() > kMaxListLines) {
      return Malformed("/position", "is missing or out of range", "1.." + std::to_string(kMaxListLines));
    }
    schema::CourtOrderRecordedT recorded;
    recorded.reference = Text(command.reference());
    recorded.position = command.position();
    return OneFact(intent, entry.id, kEntryKind, std::move(recorded));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::CourtOrderRecorded), {kProvisional, kFinal, kExhausted},
                 decide);
}

}  // namespace fascicolo::engine
