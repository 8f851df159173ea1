// ISTAT's yearly survey of the social spending of municipalities ("Indagine sugli interventi e i servizi sociali dei
// comuni singoli o associati"): by user area and service, users and spending, with the users' and the health
// service's shares kept apart.
//
// - users: who was served on one day of the year at least, those served with an applicant as they are; each once in a
//   row, and once in each total, so that totals are less than the sum of their parts.
// - users_at_year_end: who is served on 31 December; of a year that is not over, on the last day opened.
// - gross: what was paid in the year, less what came back; users_share: charged for its months; health_share: what
//   the health authority bears of what was paid, as recorded for the service; net: gross less both.
// - minutes: delivered in the year, of services that are counted in minutes.
//
// The area of a row is the service's (its sheet's ISTAT area), never the person's. Spending that names no service is
// of none.
#pragma once

#include "engine/state/state.h"
#include "projections/statistics/careers.h"
#include "projections/statistics/table.h"

#include <string>
#include <vector>

namespace fascicolo::istat {

/// In this order in a row.
enum class Column { kUsers, kUsersAtYearEnd, kGross, kUsersShare, kHealthShare, kNet, kMinutes };

/// `careers` and `state` of the same position. kTooLarge: more cells than kMaxCells.
[[nodiscard]] Result<projections::FigureTable> IstatTable(const projections::Careers& careers, const engine::State& state,
                                                          int year);

/// RFC 4180 with a heading: year, area, service, macro-area, management, and the columns; a total's service is empty.
/// A cell that is suppressed says so.
[[nodiscard]] std::vector<std::string> IstatCsv(const projections::FigureTable& table, const engine::State& state, int year);

}  // namespace fascicolo::istat
