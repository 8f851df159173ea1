#include "engine/families/worker_absence.h"

#include <algorithm>
#include <set>

#include "engine/families/authority.h"
#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

/// The last row of a worker that begins on `day` or before, and that day.
template <class StretchTable>
std::optional<std::pair<Day, typename StretchTable::Row>> LastBegun(const State& state, const std::string& worker, Day day) {
  const auto last = state.rows().LastWithin(StretchTable::Key(worker, day), StretchTable::Key(worker));
  if (!last) return std::nullopt;
  std::string of;
  Day from;
  StretchTable::Read(last->first, of, from);
  return std::pair{from, DecodedOrBroken<typename StretchTable::Row>(last->second)};
}

bool IsReportedAway(const State& state, const std::string& worker, Day day) {
  const auto last = LastBegun<AbsenceTable>(state, worker, day);
  return last && day < last->second.until;
}

/// The days themselves, for who reports or covers them.
std::optional<Decision> CheckDays(const Intent& intent, std::string_view worker, std::int32_t until) {
  if (auto answer = FirstOf(CheckText("/worker", worker, kMaxWorkerBytes), CheckUntil(intent.effective_on, until))) return answer;
  if (until == 0) return Malformed("/until", "is missing", "the first day back");
  if (Day{until} - intent.effective_on > kMaxAbsenceDays) {
    return Malformed("/until", "is too far away", "at most " + std::to_string(kMaxAbsenceDays) + " days of absence");
  }
  return std::nullopt;
}

/// No other absence of theirs has a day of this one; the same first day is this one, told again.
std::optional<Decision> CheckNotReported(const State& state, const std::string& worker, Day from, Day until) {
  std::optional<Decision> answer;
  state.Scan<AbsenceTable>(AbsenceTable::Key(worker), [&](std::string_view bytes, const AbsenceRow& row) {
    std::string of;
    Day begun;
    AbsenceTable::Read(bytes, of, begun);
    const bool is_another = begun != from || row.until == until;
    if (is_another && begun < until && from < row.until) {
      answer = Refusal{Rule::kAbsenceReported, {{"from", FormatDay(begun)}, {"until", FormatDay(row.until)}}};
    }
    return !answer;
  });
  return answer;
}

template <class StretchTable>
void AddWorkersOf(const State& state, std::set<std::string>& workers) {
  state.Scan<StretchTable>(StretchTable::Key(), [&](std::string_view bytes, const auto&) {
    std::string worker;
    StretchTable::Read(bytes, worker);
    workers.insert(std::move(worker));
    return true;
  });
}

/// How it stands with the worker on that day alone; none: at work.
std::optional<AwayDays> AwayOn(const State& state, const std::string& worker, Day day) {
  AwayDays away{worker, day, day + 1, WhoWorksFor(state, worker, day)};
  if (away.substitute == worker) away.substitute.clear();
  if (away.substitute.empty() && !IsReportedAway(state, worker, day)) return std::nullopt;
  away.is_substitute_away = !away.substitute.empty() && (IsReportedAway(state, away.substitute, day) ||
                                                          WhoWorksFor(state, away.substitute, day) != away.substitute);
  return away;
}

bool GoesOn(const AwayDays& last, const AwayDays& next) {
  return last.worker == next.worker && last.until == next.from && last.substitute == next.substitute &&
         last.is_substitute_away == next.is_substitute_away;
}

template <class StretchTable>
bool PutStretch(const schema::Event& event, std::string_view worker, typename StretchTable::Row row, StateEditor& editor) {
  const Day from{event.effective_on()};
  if (worker.empty() || worker.size() > kMaxWorkerBytes || !IsInterval(from, row.until)) return false;
  editor.Put<StretchTable>(std::move(row), std::string(worker), from);
  return true;
}

}  // namespace

std::string WhoWorksFor(const State& state, std::string_view worker, Day day) {
  const std::string name(worker);
  const auto cover = LastBegun<CoverTable>(state, name, day);
  return cover && day < cover->second.until ? cover->second.substitute : name;
}

const std::string& Covers::WhoWorksFor(const std::string& worker) const {
  const auto [known, is_new] = known_.try_emplace(worker);
  if (is_new) known->second = engine::WhoWorksFor(state_, worker, day_);
  return known->second;
}

std::vector<AwayDays> AwayWithin(const State& state, Day from, Day until) {
  std::set<std::string> workers;
  AddWorkersOf<AbsenceTable>(state, workers);
  AddWorkersOf<CoverTable>(state, workers);
  const Day end = std::min(until, from + kMaxAwayHorizon);
  std::vector<AwayDays> all;
  for (const std::string& worker : workers) {
    for (Day day = from; day < end; ++day) {
      auto away = AwayOn(state, worker, day);
      if (!away) continue;
      if (!all.empty() && GoesOn(all.back(), *away)) {
        all.back().until = away->until;
      } else {
        all.push_back(*std::move(away));
      }
    }
  }
  return all;
}

Decision Decide(const State& state, const Intent& intent, const schema::ReportAbsence& command) {
  const std::string worker(Text(command.worker()));
  if (auto answer = CheckDays(intent, worker, command.until())) return *std::move(answer);
  if (auto answer = CheckNotReported(state, worker, intent.effective_on, Day{command.until()})) return *std::move(answer);
  schema::AbsenceReportedT reported;
  reported.worker = worker;
  reported.until = command.until();
  return OneFact(intent, AuthorityEntity(), schema::EntityKind::authority, std::move(reported));
}

Decision Decide(const State& state, const Intent& intent, const schema::CoverAbsence& command) {
  const std::string worker(Text(command.worker()));
  const std::string_view substitute = Text(command.substitute());
  if (auto answer = FirstOf(CheckDays(intent, worker, command.until()), CheckText("/substitute", substitute, kMaxWorkerBytes),
                            CheckText("/reason", Text(command.reason())))) {
    return *std::move(answer);
  }
  if (worker == substitute) return Malformed("/substitute", "is the absent worker", "another worker");
  for (Day day = intent.effective_on; day < Day{command.until()}; ++day) {
    const std::string who = WhoWorksFor(state, worker, day);
    if (who == worker) continue;
    return Refusal{Rule::kAlreadyCovered, {{"substitute", who}, {"on", FormatDay(day)}}};
  }
  schema::AbsenceCoveredT covered;
  covered.worker = worker;
  covered.substitute = substitute;
  covered.until = command.until();
  covered.reason = Text(command.reason());
  return OneFact(intent, AuthorityEntity(), schema::EntityKind::authority, std::move(covered));
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AbsenceReported& fact, StateEditor& editor) {
  return PutStretch<AbsenceTable>(event, Text(fact.worker()), {Day{fact.until()}}, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AbsenceCovered& fact, StateEditor& editor) {
  return PutStretch<CoverTable>(event, Text(fact.worker()), {std::string(Text(fact.substitute())), Day{fact.until()}}, editor);
}

}  // namespace fascicolo::engine
