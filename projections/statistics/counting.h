// Counts what a query asks for out of careers. The rules, each once:
//
// - A step is a month, or, where months are not told apart, the whole period. The period's last day is its end; of a month
//   that is not over, the last day opened.
// - stocks, flows: a spell is open at the end of a step when it covers its last day; it came in, or went out, in the step in
//   which its event says so. Age band, citizenship and district are those of the first day of the spell.
//   A case that is dormant is not in charge.
// - users: a person is a user in a step when something was open for them on one of its days at least; each person once in each
//   row, however many services they have, and once in each total, so that totals are less than the sum of their parts. Who is
//   served with the applicant counts as they do. A merged duplicate is the person that it was merged with. Age band,
//   citizenship and district are those of the step's last day.
// - need: applications on lists, and what no capacity was free for.
// - spending: payments by the day on which they were ordered, less those that came back; users' shares by the month that they
//   are charged for. The health service's share is not recorded.
// - attendance: sessions of programmes by their day, and who came to those that were held: enrolled persons by name, others in
//   numbers by age band. Whoever comes twice is counted twice. A session itself is of no age, citizenship or district.
// - terms: deadlines by the day on which they began to run, and what became of them as far as anything is known. Area and person
//   are those of the case or application that they are about.
// - outcomes: cases in which a need level was found in the step and one before: it went down (better), up (worse) or neither.
#pragma once

#include "projections/statistics/careers.h"
#include "projections/statistics/query.h"
#include "projections/statistics/table.h"

namespace fascicolo::projections {

/// A failure (kTooLarge): more cells than kMaxCells.
[[nodiscard]] Result<FigureTable> Count(const Careers& careers, const FigureQuery& query);

/// The same question for values of one person and service, as rows show them.
[[nodiscard]] std::string AgeBandOn(const PersonFacts& person, Day day);
[[nodiscard]] std::string CitizenshipOn(const PersonFacts& person, Day day);

}  // namespace fascicolo::projections
