// What each fact about flows changes in its rows. A fact that does not fit the state is poison, never a crash.
#include "engine/families/evolving.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/transmission/flow_states.h"
#include "engine/families/transmission/transmission.h"

namespace fascicolo::engine {
namespace {

bool IsKind(schema::FlowKind kind) { return kind != schema::FlowKind::none && kind <= schema::FlowKind::MAX; }

void AwaitNothing(FlowRow& row, StateEditor& editor) {
  if (!row.obligation.is_zero()) editor.CloseObligation(row.obligation, row.obligation_due);
  row.obligation = {};
}

void AwaitMending(const EventContext& context, EntityId flow, FlowRow& row, StateEditor& editor) {
  ObligationRow mend;
  mend.kind = ObligationKind::kMendFlow;
  mend.entity = flow;
  mend.due = StartOfDay(row.mend_by + 1);
  row.obligation_due = mend.due;
  row.obligation = OpenBy(context, std::move(mend), editor);
}

/// A flow that is there takes a step, after which nothing is awaited of it.
bool Move(const schema::Event& event, FlowStep step, StateEditor& editor) {
  return EditRow<FlowTable>(event, editor, [&](FlowRow& row) {
    const auto next = NextState(FlowCycle(), row.state, step);
    if (!next) return false;
    AwaitNothing(row, editor);
    row.state = *next;
    return true;
  });
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::SenderNamed& fact, StateEditor& editor) {
  const Day from{event.effective_on()};
  SenderRow row{std::string(Text(fact.worker())), std::string(Text(fact.substitute())), std::string(Text(fact.act()))};
  const bool is_sound = IsKind(fact.kind()) && IsPossible(from) && !row.worker.empty() &&
                        row.worker.size() <= kMaxWorkerBytes && row.substitute.size() <= kMaxWorkerBytes &&
                        row.act.size() <= kMaxNameBytes;
  if (is_sound) editor.Put<SenderTable>(row, fact.kind(), from);
  return is_sound;
}

bool Evolve(const EventContext&, const schema::Event&, const schema::FlowsRead& fact, StateEditor& editor) {
  if (!IsKind(fact.kind())) return false;
  FlowsReadRow row = editor.Find<FlowsReadTable>(fact.kind()).value_or(FlowsReadRow{});
  if (fact.until() <= row.until.micros) return false;
  row.until = Instant{fact.until()};
  row.count += fact.count();
  editor.Put<FlowsReadTable>(row, fact.kind());
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::FlowOutcomeRecorded& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const bool is_accepted = fact.outcome() == schema::FlowOutcome::accepted;
  const bool is_rejected = fact.outcome() == schema::FlowOutcome::rejected;
  const bool is_sound = IsKind(fact.kind()) && (is_accepted || is_rejected) && IsFlowName(Text(fact.flow())) &&
                        FlowEntity(Text(fact.flow())) == id && Text(fact.code()).size() <= kMaxCodeBytes;
  if (!is_sound) return false;
  const auto before = editor.Find<FlowTable>(id);
  FlowRow row = before.value_or(FlowRow{});
  const FlowState first = is_accepted ? FlowState::kAccepted : FlowState::kRejected;
  const auto next = before ? NextState(FlowCycle(), row.state, is_accepted ? FlowStep::kAccept : FlowStep::kReject)
                           : std::optional(first);
  if (!next || (next == FlowState::kRejected && !IsPossible(Day{fact.mend_by()}))) return false;
  AwaitNothing(row, editor);
  row.flow = Text(fact.flow());
  row.kind = fact.kind();
  row.state = *next;
  row.code = Text(fact.code());
  row.acquired_at = Instant{fact.acquired_at()};
  row.about = events::Entity(fact.about());
  row.mend_by = Day{fact.mend_by()};
  if (row.state == FlowState::kRejected) AwaitMending(context, id, row, editor);
  editor.Put<FlowTable>(row, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::FlowMended&, StateEditor& editor) {
  return Move(event, FlowStep::kMend, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RejectOverdue&, StateEditor& editor) {
  return Move(event, FlowStep::kMiss, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::FlowGivenUp&, StateEditor& editor) {
  return Move(event, FlowStep::kGiveUp, editor);
}

}  // namespace fascicolo::engine
