// A placement: on what it rests, its start (by an act, where the sheet wants one), extension, transfer and end.
#include <algorithm>

#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/placement.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/placement_shelter.h"
#include "engine/rules/deadlines.h"

namespace fascicolo::engine {
namespace {

/// The last day to which a placement goes without the juvenile court (L. 184/1983, art. 4 c. 4); none: no limit.
std::optional<Day> GreatestEnd(const Sheet& sheet, Day from) {
  const Deadline* rule = FindRule(sheet, kGreatestLength);
  if (rule == nullptr) return std::nullopt;
  return rule->unit == Deadline::Unit::kMonths ? AddMonths(from, rule->length) : from + rule->length;
}

std::optional<Decision> CheckLength(const Sheet& sheet, Day from, Day until, schema::Court court,
                                    std::string_view reference) {
  const auto greatest = GreatestEnd(sheet, from);
  const bool is_by_court = court == schema::Court::juvenile_court && !reference.empty();
  if (!greatest || until <= *greatest || is_by_court) return std::nullopt;
  return Refusal{Rule::kExtensionNeedsDecree, {{"greatest_end", FormatDay(*greatest)}}};
}

/// Who pays is known, and was told before people are taken in for good (L. 328/2000, art. 6 c. 4).
std::optional<Decision> CheckPayer(const Intent& intent, const Sheet& sheet, const schema::StartPlacement& command) {
  if (auto answer = CheckDigits("/payer", Text(command.payer()), kMunicipalityDigits)) return answer;
  const auto kind = sheet.placement->kind;
  if (intent.imported || (kind != PlacementKind::kResidential && kind != PlacementKind::kResidence)) return std::nullopt;
  if (Text(command.payer()).empty()) return Malformed("/payer", "is missing", "the municipality where they lived before");
  if (!command.payer_informed()) return Refusal{Rule::kPayerNotInformed, {{"payer", std::string(Text(command.payer()))}}};
  return std::nullopt;
}

/// Children of twelve and more were heard (L. 184/1983, art. 4 c. 1).
std::optional<Decision> CheckHeard(const State& state, const PlacementRow& row, const schema::StartPlacement& command) {
  const auto heard = EntitiesIn(command.heard());
  for (const PlacedRow& placed : row.persons) {
    const auto from = BirthdayOf(state, placed.person, kAgeHeard);
    if (!from || *from > Day{command.from()}) continue;
    if (std::find(heard.begin(), heard.end(), placed.person) != heard.end()) continue;
    return Refusal{Rule::kChildNotHeard, {{"person", ToHex(placed.person)}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckFosterTerms(const State& state, const PlacementRow& row,
                                         const schema::StartPlacement& command) {
  if (row.kind != PlacementKind::kFoster) return std::nullopt;
  return FirstOf(CheckWord("/kinship", command.kinship()), CheckWord("/care_time", command.care_time()),
                 CheckHeard(state, row, command));
}

schema::PlacementStartedT StartedBy(const schema::StartPlacement& command) {
  schema::PlacementStartedT started;
  started.unit = IdOf(events::Entity(command.unit()));
  started.from = command.from();
  started.until = command.until();
  started.daily_fee = command.daily_fee();
  started.monthly_contribution = command.monthly_contribution();
  started.payer = Text(command.payer());
  started.payer_informed = command.payer_informed();
  started.kinship = command.kinship();
  started.care_time = command.care_time();
  started.heard = IdsOf(EntitiesIn(command.heard()));
  return started;
}

/// Where the sheet wants an act, nobody is placed without one; a court's decree places by itself.
std::optional<Decision> CheckPlacedByAct(const Intent& intent, const PlacementRow& row, const Sheet& sheet) {
  return row.title == schema::PlacementTitle::decree ? std::nullopt : CheckByAct(intent, sheet);
}

/// May begin, but for days and room.
std::optional<Decision> CheckStart(const State& state, const Intent& intent, const PlacementRow& row, const Sheet& sheet,
                                   const schema::StartPlacement& command) {
  const EntityId unit = events::Entity(command.unit());
  if (auto answer = FirstOf(CheckPlacedByAct(intent, row, sheet),
                            CheckInterval(Day{command.from()}, DayIfGiven(command.until())),
                            CheckFees(command.daily_fee(), command.monthly_contribution()),
                            CheckHost(state, unit, sheet, Day{command.from()}))) {
    return answer;
  }
  if (!row.found.is_zero() && row.found != unit) return Refusal{Rule::kHostHasNotAccepted, {{"unit", ToHex(unit)}}};
  if (sheet.placement->needs_title && row.title == schema::PlacementTitle::none) return Refusal{Rule::kTitleMissing, {}};
  if (row.kind == PlacementKind::kSite && row.pact.empty()) return Refusal{Rule::kPactMissing, {}};
  return FirstOf(CheckPayer(intent, sheet, command), CheckFosterTerms(state, row, command));
}

Decision DecideStart(const State& state, const Intent& intent, EntityId id, const PlacementRow& row, const Sheet& sheet,
                     const schema::StartPlacement& command) {
  const Day from{command.from()};
  if (auto answer = CheckStart(state, intent, row, sheet, command)) return *std::move(answer);
  const auto until = DayIfGiven(command.until());
  if (until) {
    if (auto answer = CheckLength(sheet, from, *until, schema::Court::none, {})) return *std::move(answer);
  }
  PlacementRow after = row;
  BeginDays(after, {events::Entity(command.unit()), from, 0, 0}, std::nullopt);
  if (auto answer = CheckRoom(state, intent, id, row, after)) return *std::move(answer);
  Drafts drafts(intent);
  DraftOf(drafts, id, from, StartedBy(command));
  DraftPlacesOf(drafts, intent, id, row, after);
  TermDrafts terms = TermsOf(state, intent, drafts, id, row);
  if (until) terms.OpenOn(kPlannedEnd, from, *until);
  OpenReport(terms, row, sheet, from);
  terms.OpenBySheet(sheet, kGreatestLength, from);
  return drafts.Done();
}

schema::PlacementExtendedT ExtendedBy(const schema::ExtendPlacement& command, std::optional<Day> previous) {
  schema::PlacementExtendedT extended;
  extended.until = command.until();
  extended.previous = DaysOf(previous);
  extended.court = command.court();
  extended.reference = Text(command.reference());
  extended.person = IdOf(events::Entity(command.person()));
  return extended;
}

/// By night: more nights, within the sheet's limit unless an act says otherwise.
Decision DecideMoreNights(const State& state, const Intent& intent, EntityId id, const PlacementRow& row,
                          const Sheet& sheet, const schema::ExtendPlacement& command) {
  const Day until{command.until()};
  if (until - *FirstDay(row) > sheet.placement->max_nights && Text(command.reference()).empty()) {
    return Refusal{Rule::kTooManyNights, {{"max_nights", std::to_string(sheet.placement->max_nights)}}};
  }
  PlacementRow after = row;
  ProlongDays(after, until);
  if (auto answer = CheckRoom(state, intent, id, row, after)) return *std::move(answer);
  Drafts drafts(intent);
  DraftOf(drafts, id, row.until.value_or(until), ExtendedBy(command, row.until));
  DraftPlacesOf(drafts, intent, id, row, after);
  return drafts.Done();
}

/// Somebody stays after their 18th birthday, until 21 at most, by the juvenile court's decree.
Decision DecideProlonging(const State& state, const Intent& intent, EntityId id, const PlacementRow& row,
                          const schema::ExtendPlacement& command) {
  const EntityId person = events::Entity(command.person());
  if (auto answer = CheckThere(row, person, intent.effective_on)) return *std::move(answer);
  if (command.court() != schema::Court::juvenile_court || Text(command.reference()).empty()) {
    return Refusal{Rule::kExtensionNeedsDecree, {{"person", ToHex(person)}}};
  }
  const auto last = BirthdayOf(state, person, kLastProlonged);
  if (!last || Day{command.until()} > *last) {
    Refusal refusal{Rule::kBeyondTwentyOne, {{"person", ToHex(person)}}};
    if (last) refusal.facts.emplace_back("latest", FormatDay(*last));
    return refusal;
  }
  return OneEventOf(intent, id, row, ExtendedBy(command, FindPlaced(row, person)->prolonged));
}

Decision DecideExtension(const State& state, const Intent& intent, EntityId id, const PlacementRow& row,
                         const Sheet& sheet, const schema::ExtendPlacement& command) {
  const Day until{command.until()};
  if (auto answer = FirstOf(CheckKnownWord("/court", command.court()),
                            CheckInterval(row.until.value_or(*FirstDay(row)), until))) {
    return *std::move(answer);
  }
  if (Text(command.reference()).size() > kMaxNameBytes) return Malformed("/reference", "is too long", "500 bytes");
  const bool is_of_minors = row.kind == PlacementKind::kResidential || row.kind == PlacementKind::kFoster;
  if (!events::Entity(command.person()).is_zero()) {
    return is_of_minors ? DecideProlonging(state, intent, id, row, command) : Decision(OtherKind(row.kind));
  }
  if (row.kind == PlacementKind::kShelter) return DecideMoreNights(state, intent, id, row, sheet, command);
  if (auto answer = CheckLength(sheet, *FirstDay(row), until, command.court(), Text(command.reference()))) {
    return *std::move(answer);
  }
  Drafts drafts(intent);
  drafts.Add(id, kPlacement, ExtendedBy(command, row.until));
  TermDrafts terms = TermsOf(state, intent, drafts, id, row);
  terms.Meet(kPlannedEnd);
  const auto greatest = GreatestEnd(sheet, *FirstDay(row));
  if (greatest && until > *greatest) terms.Meet(kGreatestLength);
  terms.OpenOn(kPlannedEnd, intent.effective_on, until);
  return drafts.Done();
}

Decision DecideTransfer(const State& state, const Intent& intent, EntityId id, const PlacementRow& row,
                        const Sheet& sheet, const schema::TransferPlacement& command) {
  const EntityId unit = events::Entity(command.unit());
  const Day from{command.from()};
  if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckInterval(from, std::nullopt),
                            CheckFees(command.daily_fee(), command.monthly_contribution()),
                            CheckHost(state, unit, sheet, from))) {
    return *std::move(answer);
  }
  const HostRow& last = row.hosts.back();
  if (from < last.from) return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"there_since", FormatDay(last.from)}}};
  if (unit == last.unit) return Refusal{Rule::kSameUnit, {{"unit", ToHex(unit)}}};
  if (row.hosts.size() >= kMaxHosts) return Refusal{Rule::kTooMany, {{"of", "hosts"}, {"at_most", std::to_string(kMaxHosts)}}};
  PlacementRow after = row;
  MoveDays(after, {unit, from, 0, 0});
  if (auto answer = CheckRoom(state, intent, id, row, after)) return *std::move(answer);
  Drafts drafts(intent);
  schema::PlacementTransferredT transferred;
  transferred.unit = IdOf(unit);
  transferred.previous = IdOf(last.unit);
  transferred.from = from.days;
  transferred.daily_fee = command.daily_fee();
  transferred.monthly_contribution = command.monthly_contribution();
  transferred.reason = Text(command.reason());
  DraftOf(drafts, id, from, std::move(transferred));
  DraftPlacesOf(drafts, intent, id, row, after);
  return drafts.Done();
}

Decision DecideEnd(const State&, const Intent& intent, EntityId id, const PlacementRow& row, const Sheet& sheet,
                   const schema::EndPlacement& command) {
  const Day on{command.on()};
  const EntityId person = events::Entity(command.person());
  if (auto answer = FirstOf(CheckReason(Text(command.reason()), sheet.end_reasons), CheckPast(intent, "/on", on))) {
    return *std::move(answer);
  }
  if (!person.is_zero()) {
    if (auto answer = CheckThere(row, person, std::max(on - 1, *FirstDay(row)))) return *std::move(answer);
  }
  if (on < row.hosts.back().from) {
    return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(on)}, {"there_since", FormatDay(row.hosts.back().from)}}};
  }
  PlacementRow after = row;
  LeaveDays(after, person, on);
  Drafts drafts(intent);
  schema::PlacementEndedT ended;
  ended.on = on.days;
  ended.reason = Text(command.reason());
  if (IsAnybodyLeft(after, on)) ended.person = IdOf(person);  // who leaves last ends it for everybody
  DraftOf(drafts, id, on, std::move(ended));
  DraftPlacesOf(drafts, intent, id, row, after);
  return drafts.Done();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordDecree& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const bool is_decree = command.title() == schema::PlacementTitle::decree;
    if (auto answer = FirstOf(CheckWord("/title", command.title()), CheckKnownWord("/court", command.court()),
                              CheckText("/measure", Text(command.measure())),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes), CheckHappened(intent),
                              CheckUntil(intent.effective_on, command.until()))) {
      return *std::move(answer);
    }
    if (is_decree && command.court() == schema::Court::none) return Malformed("/court", "is missing", "who decreed it");
    if (command.report_months() > kMaxReportMonths) {
      return Malformed("/report_months", "is out of range", "0.." + std::to_string(kMaxReportMonths));
    }
    Drafts drafts(intent);
    schema::DecreeRecordedT recorded;
    recorded.title = command.title();
    recorded.court = command.court();
    recorded.measure = Text(command.measure());
    recorded.reference = Text(command.reference());
    recorded.until = command.until();
    recorded.report_months = command.report_months();
    drafts.Add(id, kPlacement, std::move(recorded));
    TermDrafts terms = TermsOf(state, intent, drafts, id, row);
    if (const auto until = DayIfGiven(command.until())) {
      terms.Meet(kDecreeEnds);
      terms.OpenOn(kDecreeEnds, intent.effective_on, *until);
    }
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kDecree, decide);
}

#define FASCICOLO_DECIDED_BY(Command, act, Decider)                                                     \
  Decision Decide(const State& state, const Intent& intent, const schema::Command& command) {           \
    return OnPlacement(state, intent, command.placement(), act,                                         \
                       [&](EntityId id, const PlacementRow& row, const Sheet& sheet) {                  \
                         return Decider(state, intent, id, row, sheet, command);                        \
                       });                                                                              \
  }
FASCICOLO_DECIDED_BY(ExtendPlacement, PlacementAct::kExtend, DecideExtension)
FASCICOLO_DECIDED_BY(TransferPlacement, PlacementAct::kTransfer, DecideTransfer)
FASCICOLO_DECIDED_BY(EndPlacement, PlacementAct::kEnd, DecideEnd)
#undef FASCICOLO_DECIDED_BY

Decision Decide(const State& state, const Intent& intent, const schema::StartPlacement& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet& sheet) {
    return row.kind == PlacementKind::kShelter ? DecideBed(state, intent, id, row, sheet, command)
                                               : DecideStart(state, intent, id, row, sheet, command);
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kStart, decide);
}

}  // namespace fascicolo::engine
