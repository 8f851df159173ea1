#include "projections/agenda.h"

#include <map>
#include <set>
#include <tuple>

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::RandomTown;
using testing::Says;

constexpr auto kOfActivation = schema::EntityKind::activation;

class AgendaTest : public testing::TownTest {
 protected:
  using Due = std::tuple<Day, DueKind, EntityId>;

  void SetUp() override {
    TownTest::SetUp();
    testing::ForEachEvent(ledger, [&](const events::Header&, std::uint32_t,
                                      const schema::Event& event) { Tell(event); });
    for (const auto& [what, day] : due) expected.emplace(day, what.second, what.first);
  }
  void Tell(const schema::Event& event) {
    const EntityId id = events::Entity(event.entity());
    const auto set = [&](DueKind kind, std::int32_t day) {
      due.erase({id, kind});
      if (day != 0) due[{id, kind}] = Day{day};
    };
    if (const auto* made = event.payload_as_OfferMade()) {
      set(DueKind::kOfferExpires, made->expires_on());
    }
    if (event.payload_as_OfferAccepted() || event.payload_as_OfferRefused()) {
      set(DueKind::kOfferExpires, 0);
    }
    if (const auto* started = event.payload_as_ServiceStarted()) {
      set(DueKind::kServiceEnds, started->until());
    }
    if (const auto* suspended = event.payload_as_ServiceSuspended()) {
      set(DueKind::kSuspensionEnds, suspended->until());
    }
    if (event.payload_as_ServiceResumed()) set(DueKind::kSuspensionEnds, 0);
    if (event.payload_as_ServiceEnded()) {
      for (const DueKind kind : kDueKinds) set(kind, 0);
    }
  }
  std::vector<Due> Paged(const AgendaFilter& filter, std::size_t size) {
    std::vector<Due> found;
    std::optional<DueKey> after;
    do {
      const AgendaPage page = Agenda(rows, filter, after, size);
      EXPECT_LE(page.items.size(), size);
      for (const DueItem& item : page.items) {
        EXPECT_EQ(item.overdue, item.key.due_on < builder.today());
        found.emplace_back(item.key.due_on, item.key.kind, item.key.about);
      }
      after = page.after;
    } while (after);
    return found;
  }

  std::map<std::pair<EntityId, DueKind>, Day> due;
  std::set<Due> expected;
};

TEST_F(AgendaTest, HoldsWhatIsStillDueByDay) {
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(Paged({}, 9), std::vector<Due>(expected.begin(), expected.end())) << "seed " << seed;
}

TEST_F(AgendaTest, ShowsTheDaysAndKindsThatAreAskedFor) {
  AgendaFilter filter;
  filter.from = builder.today() - 5;
  filter.until = builder.today() + 20;
  filter.kind = DueKind::kServiceEnds;
  std::vector<Due> wanted;
  for (const Due& one : expected) {
    if (std::get<0>(one) >= *filter.from && std::get<0>(one) <= *filter.until &&
        std::get<1>(one) == *filter.kind) {
      wanted.push_back(one);
    }
  }
  EXPECT_EQ(Paged(filter, 4), wanted) << "seed " << seed;
}

/// An event of public housing.
template <class Fact>
testing::Said OfHousing(EntityId tenancy, Fact fact) {
  schema::HousingEventT event;
  event.payload.Set(std::move(fact));
  return Says(tenancy, schema::EntityKind::tenancy, std::move(event));
}
template <class Fact>
testing::Said OfTenancy(EntityId tenancy, Fact fact) {
  return Says(tenancy, schema::EntityKind::tenancy, std::move(fact));
}

TEST(Agenda, HoldsTheTermsAndProposalsOfATenancyUntilItIsOver) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId tenancy = EntityOf(1);
  schema::TenancyOpenedT opened;
  opened.case_file = IdPtr(EntityOf(3));
  opened.service = "erp_assignment";
  schema::DeadlineOpenedT term;
  term.number = 1;
  term.service = "erp_assignment";
  term.deadline = "requisite_check";
  term.due_on = kFirstDay.days + 2;
  schema::ActionProposedT proposed;
  proposed.action = schema::Proposal::succeed_tenancy;
  builder.Decide("desk", {OfHousing(tenancy, std::move(opened)), OfTenancy(tenancy, std::move(term)),
                          OfTenancy(tenancy, std::move(proposed))});
  builder.OpenDay(kFirstDay + 3);

  // Given what is due about a tenancy, then it stands under its case.
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  const AgendaPage page = Agenda(rows, {});
  ASSERT_EQ(page.items.size(), 2u);
  for (const DueItem& item : page.items) EXPECT_EQ(item.row.case_file, EntityOf(3));

  // When somebody succeeds the tenant, then the term remains; when the keys are back, then nothing does.
  builder.Decide("anna", {OfHousing(tenancy, schema::TenantSucceededT{})});
  testing::FoldAll(ledger, rows);
  const AgendaPage now = Agenda(rows, {});
  ASSERT_EQ(now.items.size(), 1u);
  EXPECT_EQ(now.items[0].row.what, "requisite_check");
  EXPECT_TRUE(now.items[0].overdue);
  builder.Decide("anna", {OfHousing(tenancy, schema::TenancyEndedT{})});
  testing::FoldAll(ledger, rows);
  EXPECT_TRUE(Agenda(rows, {}).items.empty());
}

TEST(Agenda, HoldsUndertakingsUntilTheyAreDoneAlsoWhenTheyWereToldToBeLate) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId programme = EntityOf(1);
  const auto says = [&](auto fact) { return Says(programme, schema::EntityKind::programme, std::move(fact)); };
  schema::ProgrammeOpenedT opened;
  opened.service = "policy_briefings";
  schema::UndertakingStartedT started;
  started.number = 1;
  started.kind = schema::UndertakingKind::briefing;
  started.due = kFirstDay.days + 2;
  builder.Decide("desk", {says(std::move(opened)), says(std::move(started))});
  builder.OpenDay(kFirstDay + 3);
  schema::UndertakingLateT late;
  late.number = 1;
  builder.Decide("system", {says(late)});

  // Given a briefing that was told to be late, then it stands on its day, overdue.
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  const AgendaPage page = Agenda(rows, {});
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(page.items[0].key.kind, DueKind::kUndertaking);
  EXPECT_EQ(page.items[0].key.due_on, kFirstDay + 2);
  EXPECT_EQ(page.items[0].row.service, "policy_briefings");
  EXPECT_EQ(page.items[0].row.what, "briefing");
  EXPECT_TRUE(page.items[0].overdue);

  // When it is delivered, then it is done.
  schema::UndertakingAdvancedT delivered;
  delivered.number = 1;
  delivered.step = schema::UndertakingStep::deliver;
  builder.Decide("anna", {says(std::move(delivered))});
  testing::FoldAll(ledger, rows);
  EXPECT_TRUE(Agenda(rows, {}).items.empty());
}

TEST(Agenda, HoldsWhatOfAUnitEndsAndWhatIsToBeDoneAboutIt) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId unit = EntityOf(1);
  const auto says = [&](auto fact) { return Says(unit, schema::EntityKind::unit, std::move(fact)); };
  const auto contract = [](std::uint32_t number, Day from, Day until) {
    schema::ContractSignedT fact;
    fact.number = number;
    fact.from = from.days;
    fact.until = until.days;
    return fact;
  };
  schema::AccreditationSetT granted;
  granted.step = schema::AccreditationStep::grant;
  granted.until = kFirstDay.days + 30;
  schema::ComplaintReceivedT complaint;
  complaint.number = 2;
  complaint.answer_by = kFirstDay.days + 10;
  builder.Decide("desk", {says(schema::UnitOpenedT{}), says(std::move(granted)),
                          says(contract(1, kFirstDay, kFirstDay + 20)), says(std::move(complaint))});
  store::MemoryRows rows;
  const auto due = [&] {
    testing::FoldAll(ledger, rows);
    std::vector<std::pair<DueKind, int>> found;
    for (const DueItem& item : Agenda(rows, {}).items) found.emplace_back(item.key.kind, item.key.due_on - kFirstDay);
    return found;
  };
  using Found = std::vector<std::pair<DueKind, int>>;
  EXPECT_EQ(due(), (Found{{DueKind::kComplaint, 10}, {DueKind::kContractEnds, 20}, {DueKind::kAccreditationEnds, 30}}));

  // When the complaint is answered, and the contract goes on in another one, then that one's end stands alone.
  schema::ComplaintAnsweredT answered;
  answered.number = 2;
  builder.Decide("desk", {says(std::move(answered)), says(contract(3, kFirstDay + 20, kFirstDay + 90))});
  EXPECT_EQ(due(), (Found{{DueKind::kAccreditationEnds, 30}, {DueKind::kContractEnds, 90}}));
}

TEST(Agenda, HoldsReviewsOfAccessAlsoWhenTheCaseIsClosed) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId case_file = EntityOf(1);
  const auto says = [&](auto fact) { return Says(case_file, schema::EntityKind::case_file, std::move(fact)); };
  schema::CaseSealedT sealed;
  sealed.review_on = kFirstDay.days + 90;
  schema::EmergencyDeclaredT declared;
  declared.emergency = 1;
  declared.review_by = kFirstDay.days + 5;
  builder.Decide("desk", {says(schema::ContactRegisteredT{}), says(std::move(sealed)), says(std::move(declared)),
                          says(schema::CaseClosedT{})});
  store::MemoryRows rows;
  const auto due = [&] {
    testing::FoldAll(ledger, rows);
    std::vector<std::pair<std::string, int>> found;
    for (const DueItem& item : Agenda(rows, {}).items) found.emplace_back(item.row.what, item.key.due_on - kFirstDay);
    return found;
  };
  using Found = std::vector<std::pair<std::string, int>>;
  EXPECT_EQ(due(), (Found{{"emergency", 5}, {"seal", 90}}));

  schema::EmergencyReviewedT reviewed;
  reviewed.emergency = 1;
  builder.Decide("desk", {says(std::move(reviewed))});
  EXPECT_EQ(due(), (Found{{"seal", 90}}));
  builder.Decide("desk", {says(schema::CaseUnsealedT{})});
  EXPECT_TRUE(due().empty());
}

TEST(Agenda, HoldsARejectedFlowUntilItIsPutRight) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const auto says = [&](auto fact) { return Says(EntityOf(1), schema::EntityKind::flow, std::move(fact)); };
  schema::FlowOutcomeRecordedT rejected;
  rejected.flow = "H501.PS.20260302.0000001";
  rejected.mend_by = kFirstDay.days + 30;
  builder.Decide("inps", {says(std::move(rejected))});
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  const AgendaPage page = Agenda(rows, {});
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(page.items[0].key.kind, DueKind::kRejectedFlow);
  EXPECT_EQ(page.items[0].key.due_on, kFirstDay + 30);
  EXPECT_EQ(page.items[0].row.what, "H501.PS.20260302.0000001");
  builder.Decide("desk", {says(schema::FlowMendedT{})});
  testing::FoldAll(ledger, rows);
  EXPECT_TRUE(Agenda(rows, {}).items.empty());
}

TEST(Agenda, KeepsAProposalUntilThePlaceIsOfferedToWhomItNames) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId activation = EntityOf(1);
  const EntityId unit = EntityOf(2);
  schema::ApplicationFiledT filed;
  filed.case_file = IdPtr(EntityOf(3));
  filed.service = "home_care";
  builder.Decide("desk", {Says(EntityOf(3), schema::EntityKind::case_file,
                               schema::ContactRegisteredT{}),
                          Says(activation, kOfActivation, std::move(filed))});
  schema::OfferProposedT proposed;
  proposed.activation = IdPtr(activation);
  proposed.from = kFirstDay.days + 2;
  builder.Decide("system", {Says(unit, schema::EntityKind::unit, std::move(proposed))});
  builder.OpenDay(kFirstDay + 3);

  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  const AgendaPage page = Agenda(rows, {});
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(page.items[0].key.kind, DueKind::kOfferProposed);
  EXPECT_EQ(page.items[0].row.unit, unit);
  EXPECT_EQ(page.items[0].row.case_file, EntityOf(3));
  EXPECT_EQ(page.items[0].row.service, "home_care");
  EXPECT_TRUE(page.items[0].overdue);

  schema::OfferMadeT made;
  made.unit = IdPtr(unit);
  made.expires_on = kFirstDay.days + 3;
  builder.Decide("anna", {Says(activation, kOfActivation, std::move(made))});
  testing::FoldAll(ledger, rows);
  const AgendaPage now = Agenda(rows, {});
  ASSERT_EQ(now.items.size(), 1u);
  EXPECT_EQ(now.items[0].key.kind, DueKind::kOfferExpires);
  EXPECT_FALSE(now.items[0].overdue) << "the last day for an answer is not over";
}

}  // namespace
}  // namespace fascicolo::projections
