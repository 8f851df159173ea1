// The tables of the state, each with its number, its row and its key.
#pragma once

#include <string>

#include "engine/state/case_rows.h"
#include "engine/state/person_rows.h"
#include "engine/state/household_rows.h"
#include "engine/state/means_rows.h"
#include "engine/state/rights_rows.h"
#include "engine/state/rows.h"
#include "events/fold_point.h"
#include "events/store/row_codec.h"

namespace fascicolo::engine {

/// A table: `kNumber` is the first key byte, `Parts` make up the key.
template <std::uint8_t kNumber, class RowType, class... Parts>
struct Table {
  using Row = RowType;
  /// The key of one row, or, with fewer parts, the prefix that rows share.
  template <class... Given>
  static std::string Key(const Given&... parts) {
    static_assert(sizeof...(Given) <= sizeof...(Parts));
    store::KeyWriter key(kNumber);
    (key.Add(parts), ...);
    return key.Take();
  }
};

/// Everything from here on is the same in every copy of a ledger; below it is the copy's own affair.
inline constexpr std::uint8_t kFirstSharedTable = 0x01;

using ReaderTable = Table<0x00, events::ReaderRow>;
using LedgerTable = Table<0x01, LedgerRow>;
using EntityTable = Table<0x02, EntityRow, EntityId>;
using CommandTable = Table<0x03, CommandRow, CommandId>;
using FrozenTable = Table<0x04, FrozenRow, EntityId>;
using ObligationTable = Table<0x05, ObligationRow, Instant, EntityId>;  ///< due, id
using FoldPointTable = Table<0x06, events::FoldPointRow>;
using AuthorityTable = Table<0x07, AuthorityRow>;
using SealingKeyTable =
    Table<0x08, SealingKeyRow, EntityId, schema::RetentionClass, std::uint32_t>;  ///< subject, class, merge epoch

using ErasedKeyTable = Table<0x09, ErasedKeyRow, KeyId>;
using RefusedTextTable = Table<0x0A, MarkRow, EntityId, EntityId>;  ///< about whom, whose key seals the refused texts
using RightsTable = Table<0x26, RightsRow, EntityId>;
using RectificationTable = Table<0x27, RectificationRow, EntityId, std::uint64_t, std::string>;  ///< entity, version, field

using SheetTable = Table<0x10, SheetRow, std::string>;              ///< code
using RuleSetTable = Table<0x11, RuleSetRow, std::string, Day, std::string>;  ///< code, valid from, version
using CalendarTable = Table<0x12, CalendarRow>;

using PersonTable = Table<0x20, PersonRow, EntityId>;
using CaseTable = Table<0x21, CaseRow, EntityId>;
using PersonCaseTable = Table<0x23, MarkRow, EntityId, EntityId>;  ///< person, case
using RepresentedTable = Table<0x24, MarkRow, EntityId, EntityId>;  ///< representative, represented person
using ProposalTable = Table<0x25, ProposalRow, EntityId, schema::Proposal>;  ///< entity, what is proposed
using CaseServiceTable = Table<0x22, MarkRow, EntityId, EntityId>;  ///< case, open activation

using UnitTable = Table<0x30, UnitRow, EntityId>;
using CapacityTable = Table<0x31, StepRow, EntityId, Day>;  ///< unit, from
using TakenTable = Table<0x32, StepRow, EntityId, Day>;     ///< unit, from
using ServiceUnitTable = Table<0x33, MarkRow, std::string, EntityId>;  ///< service, unit

using ActivationTable = Table<0x40, ActivationRow, EntityId>;
using ListOrderTable = Table<0x41, ListEntryRow, EntityId, std::string>;  ///< list, sort key
using ListPlaceTable = Table<0x42, ListPlaceRow, EntityId, EntityId>;     ///< list, activation
using RemovedTable = Table<0x43, RemovedRow, EntityId, std::string, EntityId>;  ///< case, service, activation
using PersonServiceTable = Table<0x44, MarkRow, EntityId, EntityId>;  ///< person, activation not withdrawn or removed
using FeeTable = Table<0x45, FeesRow, EntityId>;
using DeliveredTable = Table<0x46, DeliveredRow, EntityId, Day>;      ///< activation, first day of the month
using BillTable = Table<0x47, BillRow, EntityId, std::uint32_t>;      ///< activation, number

using HouseholdTable = Table<0x60, HouseholdRow, EntityId>;
using StaysTable = Table<0x61, StaysRow, EntityId, schema::Composition, EntityId>;  ///< person, composition, household
using IseeTable = Table<0x62, IseeRow, EntityId, std::string>;  ///< household, protocol
using IseeProtocolTable = Table<0x63, IseeProtocolRow, std::string>;

using MeetingTable = Table<0x70, MeetingRow, EntityId, std::uint32_t>;    ///< case, number
using DocumentTable = Table<0x71, DocumentRow, EntityId, std::uint32_t>;  ///< case, number
using AssessmentTable = Table<0x72, AssessmentRow, EntityId, std::string>;  ///< case, instrument
using ProjectTable = Table<0x73, ProjectRow, EntityId, std::uint32_t>;    ///< case, number
using ReferralTable = Table<0x74, ReferralRow, EntityId, std::uint32_t>;  ///< case, number
using DeadlineTable = Table<0x75, DeadlineRow, EntityId, std::uint32_t>;  ///< case or application, number
using WorkerCaseTable = Table<0x76, MarkRow, std::string, EntityId>;      ///< worker, case that they lead
using CoverTable = Table<0x77, CoverRow, std::string, Day>;               ///< absent worker, from

}  // namespace fascicolo::engine
