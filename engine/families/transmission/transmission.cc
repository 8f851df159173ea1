#include "engine/families/transmission/transmission.h"

#include <algorithm>

#include "engine/families/authority.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/schema_ids.h"
#include "engine/families/transmission/flow_states.h"

namespace fascicolo::engine {
namespace {

constexpr auto kFlowKind = schema::EntityKind::flow;

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Decision> CheckFlowName(std::string_view place, std::string_view flow) {
  if (IsFlowName(flow)) return std::nullopt;
  return Malformed(std::string(place), "is no flow's name", "EEEEE.TIPO.AAAAMMGG.NNNNNNN");
}

/// A flow that is rejected and waits to be put right.
std::optional<Decision> CheckRejected(const State& state, std::string_view flow) {
  const auto row = state.FindEntity<FlowTable>(FlowEntity(flow));
  if (row && row->state == FlowState::kRejected) return std::nullopt;
  return Refusal{Rule::kFlowNotRejected,
                 {{"flow", std::string(flow)}, {"state", std::string(row ? TextOf(row->state) : "none")}}};
}

std::optional<Decision> CheckOutcomeForm(const State& state, const schema::RecordFlowOutcome& command) {
  if (auto answer = FirstOf(CheckFlowName("/flow", Text(command.flow())), CheckWord("/kind", command.kind()),
                            CheckWord("/outcome", command.outcome()), CheckText("/code", Text(command.code())))) {
    return answer;
  }
  if (Text(command.acquisition()).size() > kMaxCodeBytes) return Malformed("/acquisition", "is too long");
  if (!Text(command.mends()).empty()) {
    if (auto answer = CheckFlowName("/mends", Text(command.mends()))) return answer;
    if (Text(command.mends()) == Text(command.flow())) return Malformed("/mends", "is the flow itself", "an earlier one");
  }
  const EntityId about = events::Entity(command.about());
  if (command.about() != nullptr && !state.Find<EntityTable>(about)) return Unknown("/about", about, "entity");
  return std::nullopt;
}

/// INPS tells an outcome again until it is answered.
std::optional<Decision> CheckNews(const std::optional<FlowRow>& row, const schema::RecordFlowOutcome& command) {
  const auto step = command.outcome() == schema::FlowOutcome::accepted ? FlowState::kAccepted : FlowState::kRejected;
  const bool is_known = row && row->acquired_at.micros == command.acquired_at() && row->code == Text(command.code()) &&
                        (row->state == FlowState::kAccepted) == (step == FlowState::kAccepted);
  if (!is_known) return std::nullopt;
  return Refusal{Rule::kFlowOutcomeKnown, {{"flow", row->flow}, {"state", std::string(TextOf(row->state))}}};
}

/// The outcome leaves the flow to be put right: neither accepted, nor mended or given up before.
bool IsOwed(const std::optional<FlowRow>& row, bool is_accepted) {
  return !is_accepted && (!row || NextState(FlowCycle(), row->state, FlowStep::kReject) == FlowState::kRejected);
}

/// The last day to put a rejected flow right.
Day MendBy(const Intent& intent, std::int32_t given) { return DayIfGiven(given).value_or(intent.today + kDaysToMend); }

}  // namespace

EntityId FlowEntity(std::string_view flow) { return NamedEntity(kFlowKind, flow); }

bool IsFlowName(std::string_view text) {
  if (text.size() > kMaxFlowNameBytes) return false;
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = text.find('.');
    const std::string_view one = text.substr(0, dot);
    const bool is_sound = !one.empty() && std::all_of(one.begin(), one.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!is_sound || (part == 2 && (one.size() != 8 || !IsDigits(one))) || (part == 3 && !IsDigits(one))) return false;
    if ((dot == std::string_view::npos) != (part == 3)) return false;
    text.remove_prefix(part == 3 ? text.size() : dot + 1);
  }
  return true;
}

std::optional<SenderRow> SenderOn(const State& state, schema::FlowKind kind, Day day) {
  const auto last = state.rows().LastWithin(SenderTable::Key(kind, day), SenderTable::Key(kind));
  return last ? std::optional(DecodedOrBroken<SenderRow>(last->second)) : std::nullopt;
}

Decision Decide(const State& state, const Intent& intent, const schema::NameSender& command) {
  const std::string_view worker = Text(command.worker());
  const std::string_view substitute = Text(command.substitute());
  if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckText("/worker", worker, kMaxWorkerBytes),
                            CheckText("/act", Text(command.act()), kMaxNameBytes))) {
    return *std::move(answer);
  }
  if (!IsPossible(intent.effective_on)) return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  if (substitute.size() > kMaxWorkerBytes) return Malformed("/substitute", "is too long");
  if (substitute == worker) return Malformed("/substitute", "is who answers for it", "another worker");
  const auto former = SenderOn(state, command.kind(), intent.effective_on);
  if (former && former->worker == worker && former->substitute == substitute) {
    return Refusal{Rule::kSenderNamed, {{"act", former->act}}};
  }
  schema::SenderNamedT named;
  named.kind = command.kind();
  named.worker = worker;
  named.substitute = substitute;
  named.act = Text(command.act());
  if (former) named.previous = former->worker;
  return OneFact(intent, AuthorityEntity(), schema::EntityKind::authority, std::move(named));
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordFlowsRead& command) {
  const Instant until{command.until()};
  if (auto answer = CheckWord("/kind", command.kind())) return *std::move(answer);
  if (command.count() == 0) return Malformed("/count", "is missing", "how many were read");
  if (until > intent.now || until.micros <= 0) return Malformed("/until", "is no instant that has been");
  const auto sender = SenderOn(state, command.kind(), intent.today);
  if (!sender) return Refusal{Rule::kNoSender, {{"kind", schema::EnumNameFlowKind(command.kind())}}};
  const auto read = state.Find<FlowsReadTable>(command.kind());
  if (read && until <= read->until) {
    return Refusal{Rule::kFlowsReadBefore,
                   {{"until", FormatInstant(until)}, {"read_until", FormatInstant(read->until)}}};
  }
  schema::FlowsReadT fact;
  fact.kind = command.kind();
  fact.until = command.until();
  fact.count = command.count();
  fact.sender = sender->worker;
  return OneFact(intent, AuthorityEntity(), schema::EntityKind::authority, std::move(fact));
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordFlowOutcome& command) {
  if (auto answer = CheckOutcomeForm(state, command)) return *std::move(answer);
  const bool is_accepted = command.outcome() == schema::FlowOutcome::accepted;
  const bool mends = is_accepted && !Text(command.mends()).empty();
  const Day mend_by = MendBy(intent, command.mend_by());
  const auto row = state.FindEntity<FlowTable>(FlowEntity(Text(command.flow())));
  if (auto answer = CheckNews(row, command)) return *std::move(answer);
  if (mends) {
    if (auto answer = CheckRejected(state, Text(command.mends()))) return *std::move(answer);
  }
  if (!is_accepted && (!IsPossible(mend_by) || mend_by < intent.today)) {
    return Malformed("/mend_by", "is in the past, or out of range", "a day from today on");
  }
  schema::FlowOutcomeRecordedT recorded;
  recorded.flow = Text(command.flow());
  recorded.kind = command.kind();
  recorded.outcome = command.outcome();
  recorded.code = Text(command.code());
  recorded.flow_at = command.flow_at();
  recorded.acquired_at = command.acquired_at();
  recorded.acquisition = Text(command.acquisition());
  recorded.about = CopyOf(command.about());
  recorded.mend_by = IsOwed(row, is_accepted) ? mend_by.days : 0;
  Drafts drafts(intent);
  drafts.Add(FlowEntity(Text(command.flow())), kFlowKind, std::move(recorded));
  if (mends) {
    schema::FlowMendedT mended;
    mended.by_flow = Text(command.flow());
    drafts.Add(FlowEntity(Text(command.mends())), kFlowKind, std::move(mended));
  }
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::GiveUpFlow& command) {
  if (auto answer = FirstOf(CheckFlowName("/flow", Text(command.flow())), CheckText("/reason", Text(command.reason())))) {
    return *std::move(answer);
  }
  if (auto answer = CheckRejected(state, Text(command.flow()))) return *std::move(answer);
  schema::FlowGivenUpT given_up;
  given_up.reason = Text(command.reason());
  given_up.signatory = intent.actor;
  return OneFact(intent, FlowEntity(Text(command.flow())), kFlowKind, std::move(given_up));
}

Decision FulfilMendFlow(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<FlowTable>(due.entity);
  if (!row || row->obligation != obligation) return Dropped(intent, obligation, due, kFlowKind, "mend_flow", "mended");
  schema::RejectOverdueT overdue;
  overdue.mend_by = row->mend_by.days;
  return OneFact(intent, due.entity, kFlowKind, overdue);
}

}  // namespace fascicolo::engine
