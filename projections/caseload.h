// The caseload (carico di lavoro): one row per case, with who works on it and what it has open.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/state/case_rows.h"
#include "engine/state/rows.h"
#include "projections/view.h"

namespace fascicolo::projections {

/// An activation of a case that is neither over nor given up.
struct OpenServiceRow {
  EntityId activation;
  std::string service;
  engine::ActivationState state = engine::ActivationState::kFiled;
  bool suspended = false;
  template <class V>
  void Visit(V& v) {
    v(activation, service, state, suspended);
  }
  bool operator==(const OpenServiceRow&) const = default;
};

struct CaseloadRow {
  EntityId person;
  engine::CaseState state = engine::CaseState::kContact;
  schema::Area area = schema::Area::none;
  schema::Desk desk = schema::Desk::none;
  schema::Urgency urgency = schema::Urgency::ordinary;
  std::string worker;  ///< empty: nobody has taken it in charge yet
  Day opened_on;
  std::optional<Day> in_charge_since;  ///< the last taking in charge, or reopening
  std::optional<Day> closed_on;
  Day last_event_on;  ///< the latest day on which an event of case or activations took effect
  std::vector<OpenServiceRow> services;  ///< in the order of their applications
  bool imported = false;                 ///< some of its history comes from another system
  template <class V>
  void Visit(V& v) {
    v(person, state, area, desk, urgency, worker, opened_on, in_charge_since, closed_on,
      last_event_on, services, imported);
  }
  bool operator==(const CaseloadRow&) const = default;
  [[nodiscard]] bool is_open() const {
    return state != engine::CaseState::kClosed && state != engine::CaseState::kTransferred;
  }
};

/// Whose an activation is.
struct CaseActivationRow {
  EntityId case_file;
  std::string service;
  engine::ActivationState state = engine::ActivationState::kFiled;
  bool suspended = false;
  template <class V>
  void Visit(V& v) {
    v(case_file, service, state, suspended);
  }
  bool operator==(const CaseActivationRow&) const = default;
};

inline constexpr std::size_t kUrgencies = 4;

/// What a worker has: open cases, and on them open services. The empty name: cases that nobody has.
struct WorkerTotalsRow {
  std::uint64_t cases = 0;
  std::vector<std::uint64_t> by_urgency = std::vector<std::uint64_t>(kUrgencies);
  std::uint64_t services = 0;  ///< open: applied for, waiting, offered, running
  std::uint64_t running = 0;   ///< of these in force
  /// Sum over the cases of 1, the urgency (0 to 3) and 1 for each open service; a dormant case weighs nothing.
  std::uint64_t weight = 0;
  template <class V>
  void Visit(V& v) {
    v(cases, by_urgency, services, running, weight);
  }
  bool operator==(const WorkerTotalsRow&) const = default;
};

using CaseloadTable = ViewTable<ViewId::kCaseload, 0, CaseloadRow, EntityId>;
using CaseActivationTable = ViewTable<ViewId::kCaseload, 1, CaseActivationRow, EntityId>;
using WorkerTotalsTable = ViewTable<ViewId::kCaseload, 2, WorkerTotalsRow, std::string>;
// Open cases only: what is closed does not grow anybody's list.
using OpenCaseTable = ViewTable<ViewId::kCaseload, 3, PresentRow, EntityId>;
using CaseByWorkerTable = ViewTable<ViewId::kCaseload, 4, PresentRow, std::string, EntityId>;
using CaseByAreaTable = ViewTable<ViewId::kCaseload, 5, PresentRow, schema::Area, EntityId>;
using CaseByUrgencyTable = ViewTable<ViewId::kCaseload, 6, PresentRow, schema::Urgency, EntityId>;
using CaseByServiceTable = ViewTable<ViewId::kCaseload, 7, PresentRow, std::string, EntityId>;

bool FoldCaseload(const FoldedCommit& commit, ViewRows& rows);

/// All that is set must hold.
struct CaseFilter {
  std::optional<std::string> worker;   ///< empty text: cases that nobody has taken
  std::optional<schema::Area> area;
  std::optional<std::string> service;  ///< a service that the case has open
  std::optional<schema::Urgency> urgency;
  std::optional<engine::CaseState> state;  ///< none: every open one
};

struct CaseEntry {
  EntityId case_file;
  CaseloadRow row;
  std::optional<Position> frozen_since;  ///< what came later is not in `row`
};

struct CasePage {
  std::vector<CaseEntry> cases;     ///< in the order of their ids
  std::optional<EntityId> after;    ///< ask again with this; none: there are no more
};

/// Closed cases are found by walking all cases; open ones by the narrowest index of the filter.
[[nodiscard]] CasePage FindCases(const store::Rows& rows, const CaseFilter& filter,
                                 std::optional<EntityId> after = {},
                                 std::size_t page = kDefaultPage);
[[nodiscard]] std::optional<CaseEntry> FindCase(const store::Rows& rows, EntityId case_file);

struct WorkerTotals {
  std::string worker;
  WorkerTotalsRow totals;
};
/// In the order of the names; workers without an open case are left out. At most kMaxPage.
[[nodiscard]] std::vector<WorkerTotals> TotalsPerWorker(const store::Rows& rows,
                                                        const std::string& after = {});

}  // namespace fascicolo::projections
