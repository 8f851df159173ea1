#include "projections/household_statement.h"

#include <algorithm>

#include "engine/decision.h"
#include "engine/families/activation_charges.h"
#include "engine/families/household_days.h"
#include "engine/families/household_facts.h"
#include "engine/families/isee_facts.h"
#include "projections/activation_states.h"
#include "projections/ledger_rows.h"

namespace fascicolo::projections {
namespace {

using engine::Text;

template <class Fact>
bool Change(const FoldedEvent& event, const Fact& fact, ViewRows& rows) {
  auto row = rows.Find<StatementTable>(event.entity);
  const bool is_formed = std::is_same_v<Fact, schema::HouseholdFormed>;
  if (row.has_value() == is_formed) return false;
  if (is_formed) row.emplace();
  if (!engine::Apply(*row, fact)) return false;
  rows.Put<StatementTable>(*row, event.entity);
  for (const EntityId person : engine::PersonsOf(fact)) {
    rows.Mark<HouseholdOfPersonTable>(true, person, event.entity);
  }
  return true;
}

bool Attest(const FoldedEvent& event, const schema::IseeRecorded& fact, ViewRows& rows) {
  const auto row = engine::RowOf(fact, Version{event.event->version()});
  if (!row || !rows.Find<StatementTable>(event.entity)) return false;
  rows.Put<AttestedTable>(*row, event.entity, Text(fact.attestation()->protocol()));
  return true;
}

bool Correct(const FoldedEvent& event, const schema::IseeCorrected& fact, ViewRows& rows) {
  const std::string wrong(Text(fact.corrects()));
  auto corrected = rows.Find<AttestedTable>(event.entity, wrong);
  const auto row = engine::RowOf(fact, Version{event.event->version()});
  if (!row || !corrected) return false;
  const std::string protocol(Text(fact.attestation()->protocol()));
  corrected->corrected_by = protocol;
  rows.Put<AttestedTable>(*corrected, event.entity, wrong);
  rows.Put<AttestedTable>(*row, event.entity, protocol);
  return true;
}

bool FoldOnHousehold(const FoldedEvent& folded, ViewRows& rows) {
  using enum schema::EventPayload;
  const schema::Event& event = *folded.event;
  switch (event.payload_type()) {
    case HouseholdFormed: return Change(folded, *event.payload_as_HouseholdFormed(), rows);
    case MemberJoined: return Change(folded, *event.payload_as_MemberJoined(), rows);
    case MemberLeft: return Change(folded, *event.payload_as_MemberLeft(), rows);
    case ReferencePersonNamed: return Change(folded, *event.payload_as_ReferencePersonNamed(), rows);
    case HouseholdSplit: return Change(folded, *event.payload_as_HouseholdSplit(), rows);
    case HouseholdMoved: return Change(folded, *event.payload_as_HouseholdMoved(), rows);
    case HouseholdDissolved: return Change(folded, *event.payload_as_HouseholdDissolved(), rows);
    case IseeRecorded: return Attest(folded, *event.payload_as_IseeRecorded(), rows);
    case IseeCorrected: return Correct(folded, *event.payload_as_IseeCorrected(), rows);
    default: return true;
  }
}

void File(const FoldedEvent& event, const schema::ApplicationFiled& fact, ViewRows& rows) {
  ReceivedRow row;
  row.case_file = events::Entity(fact.case_file());
  row.person = events::Entity(fact.person());
  row.service = Text(fact.service());
  row.quantity = fact.quantity();
  row.applied_on = event.day();
  rows.Put<ReceivedTable>(row, event.entity);
  rows.Mark<ReceivedByPersonTable>(true, row.person, event.entity);
  if (fact.members() == nullptr) return;
  for (const auto* member : *fact.members()) {
    rows.Mark<ReceivedByPersonTable>(true, events::Entity(member), event.entity);
  }
}

std::optional<Day> DayIfGiven(std::int32_t days) {
  return days == 0 ? std::nullopt : std::optional(Day{days});
}

void TakeFee(ReceivedRow& row, const schema::Fee* fee, Day from, std::optional<Day> until) {
  if (fee == nullptr) return;
  engine::SetFee(row.fees, from, until, fee->amount());
  row.fee_per = Text(fee->per());
}

template <class Fact>
void Begin(ReceivedRow& row, const Fact& fact) {
  row.quantity = fact.quantity();
  row.from = Day{fact.from()};
  row.until = DayIfGiven(fact.until());
  TakeFee(row, fact.fee(), *row.from, std::nullopt);
}

void TakeFacts(ReceivedRow& row, const schema::Event& event) {
  if (const auto* fact = event.payload_as_ServiceProposed()) Begin(row, *fact);
  if (const auto* fact = event.payload_as_ServiceStarted()) Begin(row, *fact);
  if (const auto* fact = event.payload_as_ServiceVaried()) row.quantity = fact->quantity();
  if (const auto* fact = event.payload_as_ServiceEnded()) row.until = Day{fact->on()};
  if (const auto* fact = event.payload_as_FeeRecalculated()) {
    TakeFee(row, fact->fee(), Day{fact->from()}, DayIfGiven(fact->until()));
    row.owed += fact->owed();
  }
}

bool FoldOnActivation(const FoldedEvent& event, ViewRows& rows) {
  if (const auto* filed = event.event->payload_as_ApplicationFiled()) {
    File(event, *filed, rows);
    return true;
  }
  if (event.event->payload_type() == schema::EventPayload::ServiceDelivered) return true;
  auto row = rows.Find<ReceivedTable>(event.entity);
  if (!row) return false;
  ApplyState(*event.event, row->state, row->suspended);
  TakeFacts(*row, *event.event);
  rows.Put<ReceivedTable>(*row, event.entity);
  return true;
}

/// Calls `visit` with the second part of every key of `Table` that begins with `first`.
template <class Table, class Visit>
void ForEachOf(const store::Rows& rows, EntityId first, Visit visit) {
  ViewReader(rows).Scan<Table>(Table::Key(first), [&](std::string_view key, const auto&) {
    EntityId of;
    EntityId second;
    Table::Read(key, of, second);
    visit(second);
    return true;
  });
}

std::vector<AttestedMeans> AttestationsOf(const store::Rows& rows, EntityId household) {
  std::vector<AttestedMeans> all;
  ViewReader(rows).Scan<AttestedTable>(
      AttestedTable::Key(household), [&](std::string_view key, const engine::IseeRow& row) {
        EntityId of;
        AttestedMeans& one = all.emplace_back();
        AttestedTable::Read(key, of, one.protocol);
        one.row = row;
        return true;
      });
  return all;
}

}  // namespace

bool FoldHouseholds(const FoldedCommit& commit, ViewRows& rows) {
  return std::all_of(commit.events.begin(), commit.events.end(), [&](const FoldedEvent& event) {
    if (event.event->kind() == schema::EntityKind::household) return FoldOnHousehold(event, rows);
    if (event.event->kind() == schema::EntityKind::activation) return FoldOnActivation(event, rows);
    return true;
  });
}

std::vector<Received> ReceivedBy(const store::Rows& rows, EntityId person, Day day) {
  std::vector<Received> all;
  ForEachOf<ReceivedByPersonTable>(rows, person, [&](EntityId activation) {
    const auto row = ViewReader(rows).Find<ReceivedTable>(activation);
    if (!row) return;
    all.push_back({activation, *row, engine::FeeOn(row->fees, day), FrozenSince(rows, activation)});
  });
  std::stable_sort(all.begin(), all.end(), [](const Received& a, const Received& b) {
    return a.row.applied_on < b.row.applied_on;
  });
  return all;
}

std::vector<EntityId> HouseholdsOf(const store::Rows& rows, EntityId person, Day day) {
  std::vector<std::pair<schema::Composition, EntityId>> found;
  ForEachOf<HouseholdOfPersonTable>(rows, person, [&](EntityId household) {
    const auto row = ViewReader(rows).Find<StatementTable>(household);
    if (row && engine::MembershipOn(*row, person, day) != nullptr) {
      found.emplace_back(row->composition, household);
    }
  });
  std::sort(found.begin(), found.end());
  std::vector<EntityId> households;
  for (const auto& [composition, household] : found) households.push_back(household);
  return households;
}

std::optional<HouseholdStatement> StatementOf(const store::Rows& rows, EntityId household,
                                              Day day) {
  auto row = ViewReader(rows).Find<StatementTable>(household);
  if (!row) return std::nullopt;
  HouseholdStatement statement;
  statement.household = household;
  for (const engine::MembershipRow& stay : row->members) {
    if (engine::MembershipOn(*row, stay.person, day) != &stay) continue;
    statement.members.push_back({stay, ReceivedBy(rows, stay.person, day)});
  }
  if (!statement.members.empty()) statement.reference = engine::ReferenceOn(*row, day);
  statement.municipality = engine::MunicipalityOn(*row, day);
  statement.attestations = AttestationsOf(rows, household);
  statement.frozen_since = FrozenSince(rows, household);
  statement.row = *std::move(row);
  return statement;
}

}  // namespace fascicolo::projections
