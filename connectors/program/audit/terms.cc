#include "connectors/program/audit/terms.h"

#include "engine/catalogue/adopted.h"
#include "engine/decision.h"
#include "engine/families/deadline_keeping.h"
#include "engine/payload_names.h"
#include "engine/payload_types.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace fascicolo::program {
namespace {

/// How an event tells the ground of a term that has none.
constexpr std::string_view kNoGround = ", art. ";

/// What ends these ends their deadlines too, without meeting them.
constexpr std::array<std::string_view, 11> kFallingAway{
    "ApplicationWithdrawn", "PlacementEnded", "PlacementWithdrawn", "MeasureLapsed", "GuestBanned", "NightMissed",
    "CaseClosed", "PlanWithdrawn", "TenancyEnded", "DwellingAnswered", "AuthorisationRecorded"};

bool IsFallingAway(const schema::Event& event) {
  return std::find(kFallingAway.begin(), kFallingAway.end(), engine::EventName(event)) != kFallingAway.end();
}

void Tally(TermOutcome outcome, const std::vector<std::string>& causes, TermCounts& counts) {
  ++counts.outcomes[static_cast<std::size_t>(outcome)];
  for (const std::string& cause : causes) ++counts.suspensions[cause];
}

}  // namespace

const char* WordOf(TermOutcome outcome) {
  switch (outcome) {
    case TermOutcome::kOpen:
      return "open";
    case TermOutcome::kSuspended:
      return "suspended";
    case TermOutcome::kPassed:
      return "passed";
    case TermOutcome::kMetInTime:
      return "met_in_time";
    case TermOutcome::kMetLate:
      return "met_late";
    case TermOutcome::kFellAway:
      return "fell_away";
  }
  return "";
}

std::uint64_t TermCounts::opened() const {
  return std::accumulate(std::begin(outcomes), std::end(outcomes), std::uint64_t{0});
}

std::optional<std::uint64_t> TermCounts::ShareWithinTerm() const {
  const std::uint64_t in_time = Of(TermOutcome::kMetInTime);
  const std::uint64_t all = in_time + Of(TermOutcome::kMetLate) + Of(TermOutcome::kPassed);
  if (all == 0) return std::nullopt;
  return (in_time * 20'000 + all) / (2 * all);
}

void TermsInLog::See(const SeenEvent& seen) {
  if (const auto* filed = seen.event.payload_as_ApplicationFiled()) OpenDecision(seen, engine::Text(filed->service()));
  engine::VisitEvent(seen.event, [&](const auto& fact) {
    using Fact = std::decay_t<decltype(fact)>;
    if constexpr (std::is_same_v<Fact, schema::PlanRequested>) OpenDecision(seen, engine::Text(fact.service()));
  });
  if (const auto* opened = seen.event.payload_as_DeadlineOpened()) {
    Open(seen, opened->number(), std::string(engine::Text(opened->service())),
         std::string(engine::Text(opened->deadline())), std::string(engine::Text(opened->ground())));
  }
  if (const auto* suspended = seen.event.payload_as_DeadlineSuspended()) {
    if (Term* term = Find(seen.entity(), suspended->number())) {
      term->outcome = TermOutcome::kSuspended;
      term->causes.emplace_back(schema::EnumNameSuspensionCause(suspended->cause()));
    }
  }
  if (const auto* resumed = seen.event.payload_as_DeadlineResumed()) {
    if (Term* term = Find(seen.entity(), resumed->number())) term->outcome = TermOutcome::kOpen;
  }
  if (const auto* passed = seen.event.payload_as_DeadlinePassed()) {
    if (Term* term = Find(seen.entity(), passed->number())) {
      term->outcome = TermOutcome::kPassed;
      term->was_late = true;
    }
  }
  CloseThoseThatAreGone(seen);
}

void TermsInLog::Open(const SeenEvent& seen, std::uint32_t number, const std::string& service,
                      const std::string& deadline, const std::string& ground) {
  if (!scope_.period.Has(Day{seen.event.effective_on()}) || !scope_.Asks(service)) return;
  const auto sheet = engine::AdoptedSheet(seen.state, service);
  Term term;
  const std::string area(sheet ? engine::TextOf(sheet->area) : std::string_view{});
  term.kind = {deadline, ground == kNoGround ? std::string() : ground, area};
  running_[{seen.entity(), number}] = std::move(term);
}

void TermsInLog::OpenDecision(const SeenEvent& seen, std::string_view code) {
  const std::string service(code);
  const auto sheet = engine::AdoptedSheet(seen.state, service);
  if (!sheet || !seen.state.Find<engine::DeadlineTable>(seen.entity(), engine::kDecisionNumber)) return;
  const auto rule = engine::DecisionDeadlineOf(*sheet);
  Open(seen, engine::kDecisionNumber, service, rule.code, rule.ground.title + ", art. " + rule.ground.article);
}

TermsInLog::Term* TermsInLog::Find(EntityId entity, std::uint32_t number) {
  const auto found = running_.find({entity, number});
  return found == running_.end() ? nullptr : &found->second;
}

/// The row of a deadline goes when it is met, or when there is nothing any more that it was for.
void TermsInLog::CloseThoseThatAreGone(const SeenEvent& seen) {
  const EntityId entity = seen.entity();
  auto one = running_.lower_bound({entity, 0});
  while (one != running_.end() && one->first.first == entity) {
    if (seen.state.Find<engine::DeadlineTable>(entity, one->first.second)) {
      ++one;
      continue;
    }
    const TermOutcome met = one->second.was_late ? TermOutcome::kMetLate : TermOutcome::kMetInTime;
    const TermOutcome outcome = IsFallingAway(seen.event) ? TermOutcome::kFellAway : met;
    Tally(outcome, one->second.causes, over_[one->second.kind]);
    one = running_.erase(one);
  }
}

std::map<TermKind, TermCounts> TermsInLog::Count() const {
  auto counts = over_;
  for (const auto& [key, term] : running_) Tally(term.outcome, term.causes, counts[term.kind]);
  return counts;
}

}  // namespace fascicolo::program
