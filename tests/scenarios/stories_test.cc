// Stories that practitioners asked for: what goes wrong in real offices, told to the end.
#include "engine/families/activation.h"
#include "engine/kit.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

TEST(Story2, AProtectedAddressLeaksToNobody) {
  // Given a woman who fled, known at her old address with the man whom she fled.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId case_file = CaseInCharge(kit);
  const EntityId woman = PersonOf(kit, case_file);
  kit.Given(Address(woman, "092009"));

  // When her address is protected, then her new one is nowhere in the clear: neither street nor municipality.
  kit.Given(Protect(woman));
  kit.When(Address(woman, "090064")).ThenRejected(RejectionCode::kForm, "/municipality");
  const std::string street = "via Segretissima 7, Nessunluogo";
  kit.GivenTelling(Address(woman, ""), {{"/address", street}});
  EXPECT_FALSE(kit.StoresSay(street)) << "the rows hold no text";

  // When the man applies for a service of his own, then what he is told names neither her nor her case.
  const EntityId his_case = CaseInCharge(kit);
  const auto told = ToString(kit.When(Apply(his_case, "laundry")).ThenRefused(Rule::kServiceNotAdopted).told());
  EXPECT_EQ(told.find(ToHex(woman)), std::string::npos);
  EXPECT_EQ(told.find(ToHex(case_file)), std::string::npos);

  // When a judge lifts it, then the municipality may be told again.
  kit.Given(LiftProtection(woman));
  kit.When(Address(woman, "090064")).ThenEvents({"AddressRecorded"});
}

TEST(Story3, TwentyDaysInHospitalAreNotPaidForAlthoughTheyAreBilled) {
  // Given home care of two hours a week, given on Mondays, from the first of March 2026 on.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 120, kit.today()));
  const EntityId care = kit.Given(Apply(CaseInCharge(kit), kHomeCare, 120));
  kit.Given(Start(care, unit, kit.today()));
  kit.Given(Deliver(care, kit.today(), 120, "personal_hygiene"));

  // When the user is in hospital for twenty days, then the place is kept and nothing can be delivered.
  kit.PassUntil(kit.today() + 1);
  kit.Given(Suspend(care, kit.today(), kit.today() + 20));
  EXPECT_TRUE(kit.Activation(care)->suspensions.at(0).place_kept);
  kit.PassUntil(kit.today() + 7);
  kit.When(Deliver(care, kit.today(), 120, "personal_hygiene")).ThenRefused(Rule::kNotDeliverable);
  kit.PassUntil(kit.today() + 14);
  kit.Given(Deliver(care, kit.today(), 120, "personal_hygiene"));

  // When the provider bills the whole month all the same, then the bill shows what was delivered, and is not accepted.
  const Day march = DayFromCivil({.year = 2026, .month = 3, .day = 1});
  const auto billed = kit.When(Bill(care, march, 480)).ThenEvents({"BillRecorded"}).First<schema::BillRecordedT>();
  EXPECT_EQ(billed.delivered, 240);
  kit.When(AcceptBill(care, 1)).ThenRefused(Rule::kBilledMoreThanDelivered, "delivered", "240");
  const auto contested = kit.When(ContestBill(care, 1)).ThenEvents({"BillContested"}).First<schema::BillContestedT>();
  EXPECT_EQ(contested.excess, 240);

  // When it bills what it gave, then that is accepted, once.
  kit.Given(Bill(care, march, 240));
  kit.When(AcceptBill(care, 2)).ThenEvents({"BillAccepted"});
  kit.When(ContestBill(care, 2)).ThenRefused(Rule::kNothingOpen);
}

TEST(Story4, ThePlaceGoesPastTheDeadAndTheSilentAndBySignedExceptionOutOfTurn) {
  // Given an hour a week of a service that the office offers itself, and four who wait for it.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("alcohol_support")));
  const EntityId unit = kit.Given(OpenUnit("alcohol_support", 60, kit.today()));
  const auto waiting = [&] {
    const EntityId id = kit.Given(Apply(CaseInCharge(kit), "alcohol_support", 60));
    kit.Given(Enter(id));
    return id;
  };
  const EntityId first = waiting();
  const EntityId second = waiting();
  const EntityId third = waiting();
  const EntityId fourth = waiting();

  // When the first has died, then the office is asked to take them off the list, and the second is next.
  kit.Given(Death(kit.Activation(first)->person));
  kit.RunDue();
  EXPECT_TRUE(kit.state().Find<ProposalTable>(first, schema::Proposal::leave_list));
  kit.When(Offer(first, unit, kit.today())).ThenRefused(Rule::kPersonDeceased);
  kit.When(Offer(second, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});

  // When the second says nothing, then the offer lapses, and the office is told that the third is next.
  const auto lapsed = kit.PassUntil(*kit.Activation(second)->offer_expires_on + 1);
  EXPECT_THAT(NamesOf(lapsed), testing::IsSupersetOf({"OfferLapsed", "OfferProposed"}));

  // When the fourth is to come before the third, then that is refused without a signed act, and recorded with it.
  kit.When(Offer(fourth, unit, kit.today())).ThenRefused(Rule::kNotNextInLine, "first", ToHex(third));
  auto exception = Offer(fourth, unit, kit.today());
  exception.exception = "det. 77/2026";
  const auto offered = kit.When(std::move(exception)).ThenEvents({"OfferMade", "PlaceTaken"});
  EXPECT_EQ(offered.First<schema::OfferMadeT>().exception, "det. 77/2026");
  kit.When(Accept(fourth)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"});
}

TEST(Story8, TheWorkerIsTheApplicantsCousin) {
  // Given a case led by rossi, who has read and written in it.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId case_file = CaseInCharge(kit);
  kit.GivenTelling(In<schema::AddDiaryEntryT>(case_file), {{"/text", "testo inventato"}});
  const std::size_t before = kit.commits();

  // When she declares the kinship, then she leads the case no more, and cannot be put back.
  kit.When(Conflict(case_file, "rossi")).ThenEvents({"ConflictDeclared"});
  EXPECT_EQ(CaseRowOf(kit, case_file).worker, "");
  kit.When(Assign(case_file, "rossi")).ThenRefused(Rule::kWorkerInConflict);
  kit.When(Assign(case_file, "bianchi")).ThenEvents({"WorkerAssigned"});

  // And what she did before stays on record.
  EXPECT_EQ(kit.commits(), before + 3) << "declaration, refusal and assignment came behind it; nothing went away";

  // When it proves a mistake of names, then it is lifted, and says so.
  kit.When(LiftConflict(case_file, "rossi")).ThenEvents({"ConflictLifted"});
}

}  // namespace
}  // namespace fascicolo::engine
