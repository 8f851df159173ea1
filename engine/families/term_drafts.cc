#include "engine/families/term_drafts.h"

#include <algorithm>

#include "engine/families/deadline_keeping.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {

const Deadline* FindRule(const Sheet& sheet, std::string_view code) {
  const auto found = std::find_if(sheet.deadlines.begin(), sheet.deadlines.end(),
                                  [&](const Deadline& one) { return one.code == code; });
  return found == sheet.deadlines.end() ? nullptr : &*found;
}

void TermDrafts::Add(schema::DeadlineOpenedT opened, Day start) {
  if (!IsPossible(LocalDay(Instant{opened.due}))) return;  // beyond the calendar it is due to nobody
  opened.number = ++last_;
  opened.service = of_.service;
  drafts_.Add(of_.entity, of_.kind, std::move(opened)).effective_on = start;
}

void TermDrafts::Open(const Deadline& rule, Day start, Instant at) {
  Intent from = intent_;
  from.effective_on = start;
  from.occurred_at = at;
  Add(OpeningOf(state_, from, of_.service, rule, last_), start);
}

void TermDrafts::OpenOn(std::string_view code, Day start, Day due_on) {
  schema::DeadlineOpenedT opened;
  opened.deadline = code;
  opened.due_on = due_on.days;
  opened.due = StartOfDay(due_on + 1).micros;
  opened.length = static_cast<std::uint32_t>(std::clamp(due_on - start, 1, kMaxDeadlineLength));
  Add(std::move(opened), start);
}

void TermDrafts::OpenAt(std::string_view code, Instant at, std::string_view ground) {
  schema::DeadlineOpenedT opened;
  opened.deadline = code;
  opened.due = at.micros;
  opened.in_hours = true;
  opened.by_law = true;
  opened.ground = ground;
  Add(std::move(opened), LocalDay(at));
}

void TermDrafts::OpenBySheet(const Sheet& sheet, std::string_view code, Day start) {
  if (const Deadline* rule = FindRule(sheet, code)) Open(*rule, start);
}

void TermDrafts::Meet(std::string_view code) {
  const auto number = FindDeadline(state_, of_.entity, of_.service, code);
  if (!number) return;
  schema::DeadlineMetT met;
  met.number = *number;
  drafts_.Add(of_.entity, of_.kind, met);
}

}  // namespace fascicolo::engine
