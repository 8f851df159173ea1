// Stories that practitioners asked for: what goes wrong in real offices, told to the end.
#include "engine/families/activation.h"
#include "engine/families/person.h"
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
  kit.When(Address(woman, "090064")).ThenRefused(Rule::kAddressIsProtected);
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

TEST(Story4, ThePlaceGoesPastTheDeadAndTheSilentAndBySignedExceptionOutOfTurn) {
  // Given one place, and four who wait for it.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId first = Waiting(kit);
  const EntityId second = Waiting(kit);
  const EntityId third = Waiting(kit);
  const EntityId fourth = Waiting(kit);

  // When the first has died, then the office is asked to take them off the list, and the second is next.
  kit.Given(Death(kit.Activation(first)->person));
  kit.RunDue();
  EXPECT_TRUE(kit.state().Find<ProposalTable>(first, schema::Proposal::leave_list));
  kit.When(Offer(first, unit, kit.today())).ThenRefused(Rule::kPersonDeceased);
  kit.When(Offer(second, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});

  // When the second says nothing, then the offer lapses, and the office is told that the third is next.
  const auto lapsed = kit.PassUntil(kit.today() + 11);
  ASSERT_THAT(NamesOf(lapsed), testing::Contains("OfferLapsed"));

  // When the fourth is to come before the third, then that is refused without a signed act, and recorded with it.
  kit.When(Offer(fourth, unit, kit.today())).ThenRefused(Rule::kNotNextInLine, "first", ToHex(third));
  auto exception = Offer(fourth, unit, kit.today());
  exception.exception = "det. 77/2026";
  const auto offered = kit.When(std::move(exception)).ThenEvents({"OfferMade", "PlaceTaken"});
  EXPECT_EQ(offered.First<schema::OfferMadeT>().exception, "det. 77/2026");
  kit.When(Accept(fourth)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"});
}

TEST(Story7, NineNightsUnderAnAliasThenAMergeAndAnUnmerge) {
  // Given a shelter that gives food and showers by night, somebody known for years, and a man who gives a nickname.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("severe_marginality_support")));
  const EntityId shelter = kit.Given(OpenUnit("severe_marginality_support", 70, kit.today()));
  const EntityId known_case = CaseInCharge(kit);
  const EntityId known = PersonOf(kit, known_case);
  auto contact = Contact(schema::Area::poverty_adults);
  contact.naming = schema::Naming::alias;
  const EntityId alias_case = kit.Given(std::move(contact));
  const EntityId alias = PersonOf(kit, alias_case);
  kit.Given(TakeInCharge(alias_case));
  EXPECT_EQ(PersonRowOf(kit, alias).naming, schema::Naming::alias);

  // When he comes for nine nights, then nine are counted under the alias.
  const EntityId nights = kit.Given(Apply(alias_case, "severe_marginality_support", 7));
  kit.Given(Start(nights, shelter, kit.today()));
  for (int i = 0; i < 9; ++i) {
    kit.When(Deliver(nights, kit.today(), 1, "hygiene")).ThenEvents({"ServiceDelivered"});
    kit.OpenNextDay();
  }

  // When he shows papers of the known man, then the two are one person, and who asks finds both.
  kit.When(Merge(known, alias)).ThenEvents({"MergedInto", "DuplicateMerged"});
  EXPECT_EQ(PersonBehind(kit.state(), alias), known);
  kit.Given(Address(alias, "092009"));

  // When the papers prove to be his brother's, then each has his own again, and the nights are where they were.
  kit.When(Unmerge(alias)).ThenEvents({"UnmergedFrom", "DuplicateReleased"});
  EXPECT_EQ(PersonBehind(kit.state(), alias), alias);
  EXPECT_EQ(kit.Activation(nights)->person, alias);
  EXPECT_EQ(PersonOf(kit, known_case), known);
  kit.When(Identify(alias)).ThenEvents({"PersonIdentified"});
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
