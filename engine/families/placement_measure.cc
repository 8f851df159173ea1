#include "engine/families/placement_measure.h"

#include <algorithm>

#include "engine/families/activation_deciding.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/life_course.h"
#include "engine/families/measure_states.h"
#include "engine/families/placement.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using schema::MeasureStep;

constexpr MeasureTerm kTerms[] = {
    {MeasureStep::file_sent, "file_to_prosecutor", Deadline::Unit::kHours, 24, false},
    {MeasureStep::validation_asked, "prosecutor_asks_validation", Deadline::Unit::kHours, 72},
    {MeasureStep::validated, "court_validates", Deadline::Unit::kHours, 48},
    {MeasureStep::heard, "court_hears", Deadline::Unit::kDays, 15},
    {MeasureStep::confirmed, "court_decides", Deadline::Unit::kDays, 15},
};

Deadline RuleOf(const MeasureTerm& term) {
  Deadline rule;
  rule.code = term.code;
  rule.unit = term.unit;
  rule.length = term.length;
  rule.ground = {.source = Ground::Source::kLaw, .title = "Codice civile", .article = "403"};
  return rule;
}

std::optional<Decision> CheckInstant(const Intent& intent, std::string_view place, Instant at) {
  if (!IsPossible(LocalDay(at))) return Malformed(std::string(place), "is missing or out of range", "an instant");
  if (at <= intent.now) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"at", FormatInstant(at)}, {"now", FormatInstant(intent.now)}}};
}

schema::RemovalRecordedT RemovalBy(const schema::RecordRemoval& command, const Sheet& sheet,
                                   const std::vector<EntityId>& persons) {
  schema::RemovalRecordedT removal;
  removal.case_file = CopyOf(command.case_file());
  removal.service = sheet.code;
  removal.persons = IdsOf(persons);
  removal.unit = IdOf(events::Entity(command.unit()));
  removal.at = command.at();
  removal.noticed_at = command.noticed_at();
  removal.body = Text(command.body());
  removal.payer = Text(command.payer());
  removal.daily_fee = command.daily_fee();
  return removal;
}

/// The step comes next by the table; the notice only where it was not given before.
bool IsNext(const State& state, EntityId id, const PlacementRow& row, MeasureStep step) {
  const bool is_allowed = Allows(MeasureCourse(), StateOf(row.measure), MoveOf(step));
  return is_allowed && (step != MeasureStep::oral_notice || FindDeadline(state, id, row.service, kOralNotice));
}

/// When what a step waits for is late; none: no term runs for it.
std::optional<Instant> DueOf(const State& state, EntityId id, const PlacementRow& row, std::string_view code) {
  const auto number = FindDeadline(state, id, row.service, code);
  const auto deadline = number ? state.Find<DeadlineTable>(id, *number) : std::nullopt;
  return deadline ? std::optional(deadline->due) : std::nullopt;
}

/// The step whose term was missed; none: nothing was.
MeasureStep Missed(const State& state, const Intent& intent, EntityId id, const PlacementRow& row) {
  if (row.measure.missed != MeasureStep::none) return row.measure.missed;
  const MeasureTerm* next = TermAfter(row.measure.last);
  const auto due = next == nullptr ? std::nullopt : DueOf(state, id, row, next->code);
  return due && *due < intent.now ? next->step : MeasureStep::none;
}

schema::MeasureStepRecordedT StepOf(const schema::RecordMeasureStep& command, bool is_late) {
  schema::MeasureStepRecordedT recorded;
  recorded.step = command.step();
  recorded.at = command.at();
  recorded.reference = Text(command.reference());
  const bool is_ours = command.step() == MeasureStep::oral_notice || command.step() == MeasureStep::file_sent;
  recorded.external = !is_ours;
  recorded.late = is_late;
  return recorded;
}

std::string_view CodeOf(MeasureStep step) {
  const MeasureTerm* term = TermOf(step);
  return term != nullptr ? term->code : kOralNotice;
}

std::optional<Decision> CheckRemoval(const Intent& intent, const schema::RecordRemoval& command) {
  if (auto answer = FirstOf(CheckInstant(intent, "/at", Instant{command.at()}), CheckText("/body", Text(command.body())),
                            CheckDigits("/payer", Text(command.payer()), kMunicipalityDigits),
                            CheckFees(command.daily_fee(), 0))) {
    return answer;
  }
  if (command.noticed_at() == 0) return std::nullopt;
  return CheckInstant(intent, "/noticed_at", Instant{command.noticed_at()});
}

/// The children have a place from the day of the removal on, and the law's hours run from its instant.
Decision DecideRemoval(const State& state, const Intent& intent, const schema::RecordRemoval& command,
                       const Sheet& sheet, const std::vector<EntityId>& persons) {
  const Instant at{command.at()};
  const Day on = LocalDay(at);
  const EntityId id = NewEntity(intent.command, 0);
  PlacementRow before;
  before.service = sheet.code;
  before.kind = sheet.placement->kind;
  NamePersons(before, persons);
  PlacementRow after = before;
  BeginDays(after, {events::Entity(command.unit()), on, 0, 0}, std::nullopt);
  if (auto answer = CheckRoom(state, intent, id, before, after)) return *std::move(answer);
  Drafts drafts(intent);
  auto& removal = DraftOf(drafts, id, on, RemovalBy(command, sheet, persons));
  drafts.Seal(removal, "/text", events::Entity(command.case_file()), schema::RetentionClass::court);
  DraftPlacesOf(drafts, intent, id, before, after);
  TermDrafts terms = TermsOf(state, intent, drafts, id, before);
  if (command.noticed_at() == 0) terms.OpenAt(kOralNotice, at, kArticle403);
  terms.Open(RuleOf(kTerms[0]), on, at);
  return drafts.Done();
}

}  // namespace

std::span<const MeasureTerm> MeasureTerms() { return kTerms; }

const MeasureTerm* TermOf(MeasureStep step) {
  const auto found = std::find_if(std::begin(kTerms), std::end(kTerms),
                                  [&](const MeasureTerm& term) { return term.step == step; });
  return found == std::end(kTerms) ? nullptr : found;
}

const MeasureTerm* TermAfter(MeasureStep step) {
  if (step == MeasureStep::none || step == MeasureStep::oral_notice) return std::begin(kTerms);
  const MeasureTerm* term = TermOf(step);
  return term == nullptr || term + 1 == std::end(kTerms) ? nullptr : term + 1;
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordRemoval& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId, const CaseRow& row) -> Decision {
    if (auto answer = CheckRemoval(intent, command)) return *std::move(answer);
    auto found = PlacingSheet(state, Text(command.service()));
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Sheet& sheet = *std::get<0>(found);
    if (!KnowsAct(sheet.placement->kind, PlacementAct::kMeasureStep)) return OtherKind(sheet.placement->kind);
    const Day on = LocalDay(Instant{command.at()});
    std::vector<EntityId> persons;
    if (auto answer = CheckPersons(state, intent, command.persons(), row.person, persons)) return *std::move(answer);
    if (auto answer = FirstOf(CheckMinors(state, persons, on),
                              CheckHost(state, events::Entity(command.unit()), sheet, on))) {
      return *std::move(answer);
    }
    return DecideRemoval(state, intent, command, sheet, persons);
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordMeasureStep& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const auto step = command.step();
    const Instant at{command.at()};
    if (auto answer = FirstOf(CheckWord("/step", step), CheckInstant(intent, "/at", at))) return *std::move(answer);
    if (!row.measure.present) return Refusal{Rule::kNoMeasure, {}};
    if (Text(command.reference()).size() > kMaxNameBytes) return Malformed("/reference", "is too long", "500 bytes");
    if (!IsNext(state, id, row, step)) {
      return Refusal{Rule::kMeasureOutOfOrder, {{"last", schema::EnumNameMeasureStep(row.measure.last)}}};
    }
    const auto due = step == MeasureStep::revoked ? std::nullopt : DueOf(state, id, row, CodeOf(step));
    Drafts drafts(intent);
    DraftOf(drafts, id, LocalDay(at), StepOf(command, due && at > *due));
    TermDrafts terms = TermsOf(state, intent, drafts, id, row);
    if (step == MeasureStep::revoked) {
      const MeasureTerm* next = TermAfter(row.measure.last);
      if (next != nullptr) terms.Meet(next->code);
      return drafts.Done();
    }
    terms.Meet(CodeOf(step));
    const MeasureTerm* next = step == MeasureStep::oral_notice ? nullptr : TermAfter(step);
    if (next != nullptr) terms.Open(RuleOf(*next), LocalDay(at), at);
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kMeasureStep, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordMeasureLapse& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    if (auto answer = FirstOf(CheckText("/lawyer", Text(command.lawyer()), kMaxWorkerBytes),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (!Allows(MeasureCourse(), StateOf(row.measure), MeasureMove::kLapse)) return Refusal{Rule::kNoMeasure, {}};
    const MeasureStep missed = Missed(state, intent, id, row);
    if (missed == MeasureStep::none) return Refusal{Rule::kNoTermMissed, {}};
    Drafts drafts(intent);
    schema::MeasureLapsedT lapsed;
    lapsed.step = missed;
    lapsed.lawyer = Text(command.lawyer());
    lapsed.reference = Text(command.reference());
    drafts.Add(id, kPlacement, std::move(lapsed));
    TermDrafts terms = TermsOf(state, intent, drafts, id, row);
    const MeasureTerm* next = TermAfter(row.measure.last);
    if (next != nullptr) terms.Meet(next->code);
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kMeasureLapse, decide);
}

}  // namespace fascicolo::engine
