// The household statement (quadro del nucleo): who belongs together on a day, by what means, and
// all that each of them receives or has applied for, whatever case it stands in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state/household_rows.h"
#include "engine/state/means_rows.h"
#include "engine/state/rows.h"
#include "projections/view.h"

namespace fascicolo::projections {

/// An application, and the service that it became.
struct ReceivedRow {
  EntityId case_file;
  EntityId person;  ///< who applied
  std::string service;
  engine::ActivationState state = engine::ActivationState::kFiled;
  bool suspended = false;
  std::int64_t quantity = 0;  ///< in the sheet's unit: asked for, then agreed
  Day applied_on;
  std::optional<Day> from;
  std::optional<Day> until;  ///< first day without it
  engine::FeesRow fees;      ///< cents for one unit
  std::string fee_per;       ///< what one unit of the fee is: "hour"
  std::int64_t owed = 0;     ///< cents, by recalculations so far; below 0: to be refunded
  template <class V>
  void Visit(V& v) {
    v(case_file, person, service, state, suspended, quantity, applied_on, from, until, fees,
      fee_per, owed);
  }
};

using StatementTable = ViewTable<ViewId::kHouseholds, 0, engine::HouseholdRow, EntityId>;
/// Person, household of which they are or were a member.
using HouseholdOfPersonTable =
    ViewTable<ViewId::kHouseholds, 1, PresentRow, EntityId, EntityId>;
using ReceivedTable = ViewTable<ViewId::kHouseholds, 2, ReceivedRow, EntityId>;
/// Person who applied, or is served beside who did; activation.
using ReceivedByPersonTable = ViewTable<ViewId::kHouseholds, 3, PresentRow, EntityId, EntityId>;
/// Household, protocol.
using AttestedTable = ViewTable<ViewId::kHouseholds, 4, engine::IseeRow, EntityId, std::string>;

bool FoldHouseholds(const FoldedCommit& commit, ViewRows& rows);

struct Received {
  EntityId activation;
  ReceivedRow row;
  std::optional<std::int64_t> fee;       ///< cents for one unit on the day; none: not known
  std::optional<Position> frozen_since;  ///< what came later is not in `row`
};

struct StatementMember {
  engine::MembershipRow stay;
  std::vector<Received> receives;  ///< by day of application, then by id
};

struct AttestedMeans {
  std::string protocol;
  engine::IseeRow row;
};

struct HouseholdStatement {
  EntityId household;
  engine::HouseholdRow row;
  EntityId reference;         ///< of the day; zero: there are no members
  std::string municipality;   ///< of the day; empty: not known, or protected
  std::vector<StatementMember> members;     ///< of the day, in the order in which they were recorded
  std::vector<AttestedMeans> attestations;  ///< all, in the order of their protocols
  std::optional<Position> frozen_since;     ///< what came later is not in all this
};

/// None: there is no such household.
[[nodiscard]] std::optional<HouseholdStatement> StatementOf(const store::Rows& rows,
                                                            EntityId household, Day day);
/// The households of which a person is a member on a day, in the order of their compositions.
[[nodiscard]] std::vector<EntityId> HouseholdsOf(const store::Rows& rows, EntityId person, Day day);
/// All that a person has applied for or is served with, with its fee on `day`.
[[nodiscard]] std::vector<Received> ReceivedBy(const store::Rows& rows, EntityId person, Day day);

}  // namespace fascicolo::projections
