// Forfeiture (decadenza): begun on a ground of the closed list, notified, answered, declared by an act or filed; then the
// eviction, ordered by an act.
//
//   begun -> notified -> observed -> declared (by act) -> eviction ordered (by act) -> [postponed ...] -> evicted
//       \______\____________\-> filed: nothing comes of it
#include "engine/families/act.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/housing/forfeiture_states.h"
#include "engine/families/housing/housing_deciding.h"

namespace fascicolo::engine {
namespace {

using Step = schema::ForfeitureStep;

bool HasDay(Step step) { return step == Step::eviction_ordered || step == Step::eviction_postponed; }
bool IsByAct(Step step) { return step == Step::declared || step == Step::eviction_ordered; }

TenancyStep StepOf(Step step) {
  if (step == Step::declared) return TenancyStep::kDeclare;
  return step == Step::evicted ? TenancyStep::kEvict : TenancyStep::kForfeit;
}

/// Nothing is declared before the tenant had the time to answer.
std::optional<Decision> CheckHeard(const State& state, const Intent& intent, EntityId tenancy, const ForfeitureRow& row) {
  if (row.step != Step::notified) return std::nullopt;
  const auto number = FindDeadline(state, tenancy, row.service, kObservationsTerm);
  const auto term = number ? state.Find<DeadlineTable>(tenancy, *number) : std::nullopt;
  if (!term || term->due <= StartOfDay(intent.today)) return std::nullopt;
  return Refusal{Rule::kObservationsRun, {{"until", FormatDay(LocalDay(term->due) - 1)}}};
}

std::optional<Decision> CheckEvictionDay(const Intent& intent, const schema::AdvanceForfeiture& command) {
  if (!HasDay(command.step())) return std::nullopt;
  if (auto answer = CheckDay("/on", command.on())) return answer;
  if (Day{command.on()} >= intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(Day{command.on()})}, {"today", FormatDay(intent.today)}}};
}

std::optional<Decision> CheckStep(const State& state, const Intent& intent, EntityId tenancy, const TenancyRow& row,
                                  const Sheet& sheet, const schema::AdvanceForfeiture& command) {
  const Step before = row.forfeiture.step;
  if (!NextState(ForfeitureCourse(), before, command.step()) || row.forfeiture.service.empty()) {
    return Refusal{Rule::kForfeitureOutOfOrder, {{"step", schema::EnumNameForfeitureStep(before)}}};
  }
  if (IsByAct(command.step())) {
    if (auto answer = CheckByAct(intent, sheet)) return answer;
  }
  if (command.step() == Step::declared) {
    if (auto answer = CheckHeard(state, intent, tenancy, row.forfeiture)) return answer;
  }
  return CheckEvictionDay(intent, command);
}

void DraftTerms(TermDrafts terms, const Intent& intent, const Sheet& sheet, Step step) {
  if (step == Step::notified) terms.OpenBySheet(sheet, kObservationsTerm, intent.effective_on);
  if (step == Step::observed || step == Step::filed || step == Step::declared) terms.Meet(kObservationsTerm);
  if (step == Step::declared) terms.OpenBySheet(sheet, kReleaseTerm, intent.effective_on);
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::StartForfeiture& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet&) -> Decision {
    auto named = GroundNamed(state, Text(command.service()), Text(command.ground()), Text(command.reference()));
    if (auto* answer = std::get_if<Decision>(&named)) return std::move(*answer);
    if (!row.forfeiture.service.empty()) {
      return Refusal{Rule::kForfeitureOutOfOrder, {{"step", schema::EnumNameForfeitureStep(row.forfeiture.step)}}};
    }
    const Ground& source = std::get<NamedGround>(named).ground->ground;
    schema::ForfeitureStartedT started;
    started.service = Text(command.service());
    started.ground = Text(command.ground());
    started.article = source.title + ", art. " + source.article;
    started.reference = Text(command.reference());
    return OneFact(intent, tenancy, kTenancyKind, std::move(started));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kForfeit, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AdvanceForfeiture& command) {
  if (auto answer = FirstOf(CheckWord("/step", command.step()),
                            CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
    return *std::move(answer);
  }
  const Step step = command.step();
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& own) -> Decision {
    auto found = row.forfeiture.service.empty() ? HousingSheet(state, own.code) : HousingSheet(state, row.forfeiture.service);
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Sheet& sheet = *std::get<0>(found);
    if (auto answer = CheckStep(state, intent, tenancy, row, sheet, command)) return *std::move(answer);
    schema::ForfeitureAdvancedT advanced;
    advanced.step = step;
    advanced.reference = Text(command.reference());
    advanced.on = HasDay(step) ? command.on() : 0;
    advanced.minors = HasDay(step) && command.minors();
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(advanced));
    DraftTerms(TenancyTerms(state, intent, drafts, tenancy, row, sheet.code), intent, sheet, step);
    if (step == Step::evicted) {
      schema::TenancyEndedT ended;
      ended.reason = "evicted";
      ended.minutes = Text(command.reference());
      DraftEnded(drafts, tenancy, row, std::move(ended), intent.effective_on);
    }
    return drafts.Done();
  };
  return OnTenancy(state, intent, command.tenancy(), StepOf(step), decide);
}

}  // namespace fascicolo::engine
