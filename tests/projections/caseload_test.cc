#include "projections/caseload.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using engine::ActivationState;
using engine::CaseState;
using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::Says;

/// What a case is, straight from its events.
struct NaiveCase {
  CaseState state = CaseState::kContact;
  schema::Area area = schema::Area::none;
  schema::Urgency urgency = schema::Urgency::ordinary;
  std::string worker;
  Day last;
  bool imported = false;
  std::map<EntityId, std::string> services;
};

class CaseloadTest : public testing::TownTest {
 protected:
  void SetUp() override {
    TownTest::SetUp();
    testing::ForEachEvent(ledger, [&](const events::Header&, std::uint32_t,
                                      const schema::Event& event) { Tell(event); });
  }

  void Tell(const schema::Event& event) {
    const EntityId id = events::Entity(event.entity());
    EntityId about = id;
    if (event.kind() == schema::EntityKind::activation) {
      if (const auto* filed = event.payload_as_ApplicationFiled()) {
        case_of[id] = events::Entity(filed->case_file());
        naive[case_of[id]].services[id] = filed->service()->str();
      }
      about = case_of[id];
      if (event.payload_as_ServiceEnded() != nullptr) naive[about].services.erase(id);
    } else if (event.kind() != schema::EntityKind::case_file) {
      return;
    }
    NaiveCase& one = naive[about];
    one.last = std::max(one.last, Day{event.effective_on()});
    one.imported |= event.imported();
    if (const auto* contact = event.payload_as_ContactRegistered()) {
      one.area = contact->area();
      one.urgency = contact->urgency();
    }
    if (const auto* taken = event.payload_as_TakenInCharge()) {
      one.state = CaseState::kInCharge;
      one.worker = taken->worker()->str();
      one.urgency = taken->urgency();
    }
    if (const auto* assigned = event.payload_as_WorkerAssigned()) {
      one.worker = assigned->worker()->str();
    }
    if (const auto* set = event.payload_as_UrgencySet()) one.urgency = set->urgency();
    if (event.payload_as_CaseClosed() != nullptr) one.state = CaseState::kClosed;
    if (event.payload_as_CaseReopened() != nullptr) one.state = CaseState::kInCharge;
  }

  static bool Passes(const CaseFilter& filter, const NaiveCase& one) {
    if (filter.state ? one.state != *filter.state : one.state == CaseState::kClosed) return false;
    if (filter.worker && one.worker != *filter.worker) return false;
    if (filter.area && one.area != *filter.area) return false;
    if (filter.urgency && one.urgency != *filter.urgency) return false;
    if (!filter.service) return true;
    return std::any_of(one.services.begin(), one.services.end(),
                       [&](const auto& service) { return service.second == *filter.service; });
  }

  std::map<EntityId, NaiveCase> naive;
  std::map<EntityId, EntityId> case_of;
};

TEST_F(CaseloadTest, ShowsEveryCaseAsItsEventsSay) {
  ASSERT_FALSE(naive.empty());
  for (const auto& [id, expected] : naive) {
    const auto entry = FindCase(rows, id);
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->row.state, expected.state);
    EXPECT_EQ(entry->row.worker, expected.worker);
    EXPECT_EQ(entry->row.area, expected.area);
    EXPECT_EQ(entry->row.urgency, expected.urgency);
    EXPECT_EQ(entry->row.last_event_on, expected.last);
    EXPECT_EQ(entry->row.imported, expected.imported);
    std::map<EntityId, std::string> services;
    for (const auto& open : entry->row.services) services[open.activation] = open.service;
    EXPECT_EQ(services, expected.services);
  }
}

TEST_F(CaseloadTest, FindsWhatAWalkOverAllCasesFinds) {
  std::mt19937_64 chance(seed);
  for (int i = 0; i < 200; ++i) {
    CaseFilter filter;
    if (chance() % 2) filter.worker = chance() % 5 ? "worker-" + std::to_string(chance() % 12) : "";
    if (chance() % 3 == 0) filter.area = static_cast<schema::Area>(1 + chance() % 6);
    if (chance() % 3 == 0) filter.urgency = static_cast<schema::Urgency>(chance() % 4);
    if (chance() % 3 == 0) filter.service = testing::RandomTown::ServiceOf(chance() % 3);
    if (chance() % 3 == 0) filter.state = static_cast<CaseState>(1 + chance() % 3);
    std::vector<EntityId> expected;
    for (const auto& [id, one] : naive) {
      if (Passes(filter, one)) expected.push_back(id);
    }
    std::vector<EntityId> found;
    std::optional<EntityId> after;
    const std::size_t page = 1 + chance() % 20;
    do {
      const CasePage cases = FindCases(rows, filter, after, page);
      ASSERT_LE(cases.cases.size(), page);
      for (const CaseEntry& entry : cases.cases) found.push_back(entry.case_file);
      after = cases.after;
    } while (after);
    ASSERT_EQ(found, expected) << "seed " << seed << ", query " << i;
  }
}

TEST_F(CaseloadTest, AddsUpWhatEachWorkerHas) {
  std::map<std::string, WorkerTotalsRow> expected;
  for (const auto& [id, one] : naive) {
    if (one.state == CaseState::kClosed) continue;
    WorkerTotalsRow& totals = expected[one.worker];
    ++totals.cases;
    ++totals.by_urgency[static_cast<std::size_t>(one.urgency)];
    totals.services += one.services.size();
  }
  std::set<std::string> seen;
  for (const WorkerTotals& worker : TotalsPerWorker(rows)) {
    seen.insert(worker.worker);
    EXPECT_EQ(worker.totals.cases, expected[worker.worker].cases);
    EXPECT_EQ(worker.totals.by_urgency, expected[worker.worker].by_urgency);
    EXPECT_EQ(worker.totals.services, expected[worker.worker].services);
  }
  EXPECT_EQ(seen.size(), expected.size());
}

TEST(Caseload, FollowsAnActivationFromItsApplicationToItsEnd) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId case_file = EntityOf(1);
  const EntityId activation = EntityOf(2);
  const auto on = [&](auto payload) {
    builder.Decide("anna", {Says(activation, schema::EntityKind::activation, std::move(payload))});
    store::MemoryRows rows;
    testing::FoldAll(ledger, rows);
    const auto entry = FindCase(rows, case_file);
    return entry->row.services.empty() ? OpenServiceRow{} : entry->row.services.front();
  };
  builder.Decide("desk", {Says(case_file, schema::EntityKind::case_file,
                               schema::ContactRegisteredT{})});
  schema::ApplicationFiledT filed;
  filed.case_file = IdPtr(case_file);
  filed.service = "home_care";
  EXPECT_EQ(on(std::move(filed)).state, ActivationState::kFiled);
  EXPECT_EQ(on(schema::ApplicationScoredT{}).state, ActivationState::kScored);
  EXPECT_EQ(on(schema::WaitingStartedT{}).state, ActivationState::kWaiting);
  EXPECT_EQ(on(schema::ApplicationScoredT{}).state, ActivationState::kWaiting);
  EXPECT_EQ(on(schema::OfferMadeT{}).state, ActivationState::kOffered);
  schema::OfferRefusedT refused;
  refused.effect = schema::ListEffect::penalised;
  EXPECT_EQ(on(std::move(refused)).state, ActivationState::kWaiting);
  EXPECT_EQ(on(schema::OfferMadeT{}).state, ActivationState::kOffered);
  EXPECT_EQ(on(schema::ServiceProposedT{}).state, ActivationState::kProposed);
  EXPECT_EQ(on(schema::ServiceStartedT{}).state, ActivationState::kInForce);
  EXPECT_TRUE(on(schema::ServiceSuspendedT{}).suspended);
  EXPECT_FALSE(on(schema::ServiceResumedT{}).suspended);
  EXPECT_EQ(on(schema::ServiceEndedT{}).activation, EntityId{});
}

}  // namespace
}  // namespace fascicolo::projections
