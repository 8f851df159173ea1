// The tables of the state, each with its number, its row and its key.
#pragma once

#include <string>
#include <string_view>

#include "engine/state/access_rows.h"
#include "engine/state/act_rows.h"
#include "engine/state/case_rows.h"
#include "engine/state/person_rows.h"
#include "engine/state/figure_rows.h"
#include "engine/state/grant_rows.h"
#include "engine/state/plan_rows.h"
#include "engine/state/household_rows.h"
#include "engine/state/housing_rows.h"
#include "engine/state/means_rows.h"
#include "engine/state/money_rows.h"
#include "engine/state/ranking_rows.h"
#include "engine/state/placement_rows.h"
#include "engine/state/programme_rows.h"
#include "engine/state/rights_rows.h"
#include "engine/state/rows.h"
#include "engine/state/transmission_rows.h"
#include "engine/state/unit_running_rows.h"
#include "events/fold_point.h"
#include "events/store/row_codec.h"
#include "events/store/rows.h"

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
  /// Takes the parts of a key of this table, the first ones first. Throws StoreBroken.
  template <class... Wanted>
  static void Read(std::string_view bytes, Wanted&... parts) {
    store::KeyReader key(bytes);
    if (!(key.Read(parts) && ...)) throw store::StoreBroken("state row has a malformed key");
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
using CaseServiceTable = Table<0x22, MarkRow, EntityId, EntityId>;  ///< case, open activation, placement or plan

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
using RevalidationTable = Table<0x48, RevalidationRow, EntityId>;     ///< activation on a list that is revalidated

using ActTable = Table<0x50, ActRow, EntityId>;
using CarriedTable = Table<0x51, CarriedRow, EntityId, std::uint32_t>;  ///< act, number from 1
using ActNumberTable = Table<0x52, MarkRow, schema::ActKind, std::int32_t, std::string>;  ///< kind, year, number
using ProtocolTable = Table<0x53, ProtocolRow, std::string>;            ///< number

using ChapterTable = Table<0x54, ChapterRow, EntityId>;
using CommitmentTable = Table<0x55, CommitmentRow, EntityId, std::uint32_t>;    ///< chapter, number
using LiquidationTable = Table<0x56, LiquidationRow, EntityId, std::uint32_t>;  ///< chapter, number
using PayeeTable = Table<0x57, PayeeRow, EntityId>;
/// What for, bill or 0, month or none; of what is paid to several in one month, such as a plan or vouchers: whom. Else zero.
using PaidForTable = Table<0x58, PaidForRow, EntityId, std::uint32_t, Day, EntityId>;
using DebtCountTable = Table<0x59, DebtCountRow, EntityId>;                     ///< person
using DebtTable = Table<0x5A, DebtRow, EntityId, std::uint32_t>;                ///< person, number
using AllowanceTable = Table<0x5C, AllowanceRow, EntityId>;                      ///< activation
using ServiceAllowanceTable = Table<0x5D, MarkRow, std::string, EntityId>;      ///< service, activation
using EffectOfActTable = Table<0x5E, MarkRow, EntityId, EntityId>;               ///< act, service, placement or plan
using CostShareTable = Table<0x5F, CostSharesRow, EntityId>;                     ///< service or placement
using ChargedTable = Table<0x5B, MarkRow, EntityId, EntityId, Day>;             ///< person, activation, month

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
using AbsenceTable = Table<0x78, AbsenceRow, std::string, Day>;           ///< absent worker, from

using CallTable = Table<0x80, CallRow, EntityId>;
using RankingEntryTable = Table<0x81, RankingEntryRow, EntityId>;
using CallEntryTable = Table<0x82, MarkRow, EntityId, EntityId>;      ///< call, entry
using CaseEntryTable = Table<0x83, CaseEntryRow, EntityId, EntityId>;  ///< call, case
using RankTable = Table<0x84, RankRow, EntityId, std::uint32_t>;       ///< call, place on the final list, from 0
using LotTable = Table<0x85, LotRow, EntityId, EntityId>;              ///< call, entry
using PlacementTable = Table<0x90, PlacementRow, EntityId>;
using PersonPlacementTable = Table<0x91, MarkRow, EntityId, EntityId>;  ///< person, placement that has begun
using NightTable = Table<0x92, MarkRow, EntityId, Day>;                 ///< placement, night on which they came
using BanTable = Table<0x93, BanRow, EntityId, std::string, EntityId>;  ///< person, service, placement
using FosterFamilyTable = Table<0x94, FosterFamilyRow, EntityId>;       ///< unit
using ClosedUnitTable = Table<0x95, ClosedUnitRow, EntityId>;           ///< unit
using ProgrammeTable = Table<0xA0, ProgrammeRow, EntityId>;
using EnrolmentTable = Table<0xA1, EnrolmentRow, EntityId, std::uint32_t>;       ///< programme, number
using EnrolmentQueueTable = Table<0xA2, MarkRow, EntityId, std::uint32_t>;       ///< programme, number of who waits
using EnrolledPersonTable = Table<0xA3, EnrolledPersonRow, EntityId, EntityId>;  ///< programme, person
using SessionTable = Table<0xA4, SessionRow, EntityId, std::uint32_t>;           ///< programme, number
using WeekTable = Table<0xA5, WeekRow, EntityId, std::uint32_t, Day>;            ///< programme, enrolment, Monday
using TrainingTable = Table<0xA6, TrainingRow, std::string, std::uint32_t, EntityId>;  ///< worker, year, programme
using UndertakingTable = Table<0xA7, UndertakingRow, EntityId, std::uint32_t>;   ///< programme, number
using BodyTable = Table<0xA8, BodyRow, EntityId, std::uint32_t>;                 ///< programme, number
using UnitRunningTable = Table<0xA9, UnitRunningRow, EntityId>;                  ///< unit
using ContractTable = Table<0xAA, ContractRow, EntityId, std::uint32_t>;         ///< unit, number
using UnitMatterTable = Table<0xAB, UnitMatterRow, EntityId, std::uint32_t>;     ///< unit, number
using MovedServiceTable = Table<0xAC, MovedServiceRow, EntityId>;                ///< activation
using FigureTable = Table<0xE0, FigureRow, EntityId>;
using FigureOfQueryTable = Table<0xE1, FigureOfQueryRow, std::string>;  ///< query: the last figures published for it

using DwellingTable = Table<0xB0, DwellingRow, EntityId>;
using DwellingCodeTable = Table<0xB1, DwellingCodeRow, std::string>;        ///< code in the register
using TenancyTable = Table<0xB2, TenancyRow, EntityId>;
using PersonTenancyTable = Table<0xB3, MarkRow, EntityId, EntityId>;       ///< person, tenancy that is not over
using OfferedTable = Table<0xB4, MarkRow, EntityId, EntityId>;             ///< entry or tenancy to be changed, tenancy offered
using ChangeListTable = Table<0xB5, MarkRow, Instant, EntityId>;           ///< asked at, tenancy
using PlanTable = Table<0xC0, PlanRow, EntityId>;
using PlanYearTable = Table<0xC1, PlanYearRow, EntityId, std::uint32_t>;  ///< plan, year
using PlanMonthTable = Table<0xC2, PlanMonthRow, EntityId, Day>;          ///< plan, first day of the month
using PersonPlanTable = Table<0xC3, MarkRow, EntityId, EntityId>;         ///< person, plan that is not withdrawn or denied
using ServicePlanTable = Table<0xC4, MarkRow, std::string, EntityId>;     ///< service, plan that has run

using VouchersTable = Table<0xD0, VouchersRow, EntityId>;                         ///< activation
using VoucherTable = Table<0xD1, RedeemedRow, EntityId, std::uint32_t>;           ///< activation, number
using RedeemedTable = Table<0xD2, RedeemedRow, EntityId, Day, EntityId>;          ///< activation, month, payee
using VoucherMonthTable = Table<0xD3, VoucherMonthRow, EntityId, Day>;            ///< payee, month
using VoucherBillCountTable = Table<0xD4, VoucherBillCountRow, EntityId>;         ///< payee
using VoucherBillTable = Table<0xD5, VoucherBillRow, EntityId, std::uint32_t>;    ///< payee, number
using ServiceVouchersTable = Table<0xD6, MarkRow, std::string, EntityId>;         ///< service, activation
using SampleTable = Table<0xD7, SampleRow, EntityId>;
using DrawnGrantTable = Table<0xD8, MarkRow, EntityId, EntityId>;                 ///< sample, activation
using DeclarationTable = Table<0xD9, DeclarationRow, EntityId>;                   ///< activation

using SealTable = Table<0xE8, SealRow, EntityId>;                                 ///< case that is sealed
using EmergencyTable = Table<0xE9, EmergencyRow, EntityId, std::uint32_t>;        ///< case, number
using UnreviewedTable = Table<0xEA, MarkRow, std::string, EntityId, std::uint32_t>;  ///< worker, case, emergency
using AccessRequestTable = Table<0xEB, AccessRequestRow, EntityId, std::uint32_t>;  ///< case, number
using AccessGrantTable = Table<0xEC, AccessGrantRow, EntityId, std::uint32_t>;    ///< case or authority, number
using AccessCountsTable = Table<0xED, AccessCountsRow, EntityId>;                 ///< case or authority
using SenderTable = Table<0xF0, SenderRow, schema::FlowKind, Day>;                ///< kind, from
using FlowsReadTable = Table<0xF1, FlowsReadRow, schema::FlowKind>;
using FlowTable = Table<0xF2, FlowRow, EntityId>;

}  // namespace fascicolo::engine
