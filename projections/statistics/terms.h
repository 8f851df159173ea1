// What became of deadlines (termini), told from their events alone. A fold beside the careers (careers.h).
//
// A term counts on the day on which it began to run. An application's decision is a term where the application says by
// when; so is that about a plan. It is met by a decision, or by what the office says was done (DeadlineMet), and not by
// what makes it pointless: a withdrawal, the end of a placement or a tenancy. What has passed may still be met, late.
#pragma once

#include "projections/statistics/careers.h"

namespace fascicolo::projections {

/// What an event says of terms; `taken` is careers that have taken it over. The day on which the term began, the earliest of
/// several; none: it says nothing of any.
std::optional<Day> TakeTerm(Careers& taken, const schema::Event& event);

}  // namespace fascicolo::projections
