// Persons: registered and identified, dated identifiers, protected address, death and what it proposes.
#include "engine/families/person.h"

#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

TEST(Person, IsRegisteredWithoutAContact) {
  Kit kit;
  const EntityId person = kit.Given(Person(YearsAgo(kit, 40)));
  EXPECT_EQ(PersonRowOf(kit, person).born, YearsAgo(kit, 40));
  EXPECT_TRUE(PersonRowOf(kit, person).first_case.is_zero());
}

TEST(Person, IsNotRegisteredTwiceUnseen) {
  Kit kit;
  const EntityId known = kit.Given(Person());
  kit.GivenFinding(kFoundAlike, ToHex(known));
  kit.When(Person()).ThenRefused(Rule::kLikelyDuplicate, "person", ToHex(known));
  auto other = Person();
  other.distinct_from = {events::ToSchema(known)};
  kit.When(std::move(other)).ThenEvents({"PersonRegistered"});
}

TEST(Person, UnderAnAliasIsIdentifiedLaterAndOnce) {
  Kit kit;
  const EntityId person = kit.Given(Person(std::nullopt, schema::Naming::alias));
  kit.When(Correct(person, YearsAgo(kit, 30))).ThenRefused(Rule::kNotIdentified);
  kit.When(Identify(person, YearsAgo(kit, 30))).ThenEvents({"PersonIdentified"});
  EXPECT_EQ(PersonRowOf(kit, person).naming, schema::Naming::identified);
  kit.When(Identify(person)).ThenRefused(Rule::kAlreadyIdentified);
  kit.When(Correct(person, YearsAgo(kit, 31))).ThenEvents({"PersonCorrected"});
  EXPECT_EQ(PersonRowOf(kit, person).born, YearsAgo(kit, 31));
}

TEST(Person, WithAFiscalCodeHasItAsTheFirstIdentifier) {
  Kit kit;
  const EntityId person = kit.GivenTelling(Person(), {{"/fiscal_code", "RSSMRA80A01Z999Y"}});
  ASSERT_EQ(PersonRowOf(kit, person).identifiers.size(), 1U);
  kit.When(AddIdentifier(person, schema::IdentifierKind::fiscal_code)).ThenRefused(Rule::kIdentifierInForce);
  kit.When(EndIdentifier(person, 1)).ThenEvents({"IdentifierEnded"});
  kit.When(AddIdentifier(person, schema::IdentifierKind::fiscal_code)).ThenEvents({"IdentifierAdded"});
  EXPECT_EQ(PersonRowOf(kit, person).identifiers.at(0).until, kit.today());
}

TEST(Person, HasAHealthCodeForSixMonthsUnlessItSaysOtherwise) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  kit.Given(AddIdentifier(person, schema::IdentifierKind::stp));
  kit.Given(AddIdentifier(person, schema::IdentifierKind::eni, kit.today() + 30));
  const auto identifiers = PersonRowOf(kit, person).identifiers;
  EXPECT_EQ(identifiers.at(0).until, AddMonths(kit.today(), 6));
  EXPECT_EQ(identifiers.at(1).until, kit.today() + 30);
}

TEST(Person, HasAtMostSoManyIdentifiers) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  for (std::size_t i = 0; i < kMaxIdentifiers; ++i) kit.Given(AddIdentifier(person, schema::IdentifierKind::other));
  kit.When(AddIdentifier(person, schema::IdentifierKind::other)).ThenRefused(Rule::kTooMany, "of", "identifiers");
}

TEST(Person, WhoseAddressIsProtectedShowsNoMunicipality) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  kit.When(Address(person, "092009")).ThenEvents({"AddressRecorded"});
  kit.Given(Protect(person, kit.today() + 30));
  const std::size_t before = kit.commits();
  kit.When(Address(person, "090064")).ThenRejected(RejectionCode::kForm, "/municipality");
  EXPECT_EQ(kit.commits(), before) << "a refusal would record the municipality";
  kit.When(Address(person, "")).ThenEvents({"AddressRecorded"});
  kit.PassUntil(kit.today() + 30);
  kit.When(Address(person, "090064")).ThenEvents({"AddressRecorded"});
  kit.When(LiftProtection(person)).ThenRefused(Rule::kAddressNotProtected);
}

TEST(Person, IsProtectedByWhicheverEntryIsProtected) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  const EntityId duplicate = kit.Given(Person());
  kit.Given(Protect(duplicate));
  kit.When(Address(person, "090064")).ThenEvents({"AddressRecorded"});
  kit.Given(Merge(person, duplicate));
  kit.When(Address(person, "090064")).ThenRejected(RejectionCode::kForm, "/municipality");
}

TEST(Person, IsBornOnAPossibleDayAndNotTomorrow) {
  Kit kit;
  kit.When(Person(kit.today() + 1)).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(Person(Day{INT32_MAX})).ThenRejected(RejectionCode::kForm, "/born");
}

TEST(Person, HasACitizenshipOfThreeDigitsAndAPermitWithItsEnd) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  schema::RecordCitizenshipT command;
  command.person = Ref(person);
  command.citizenship = "ITA";
  kit.When(command).ThenRejected(RejectionCode::kForm, "/citizenship");
  command.citizenship = "504";
  command.permit = "asylum";
  command.permit_until = (kit.today() + 100).days;
  kit.When(command).ThenEvents({"CitizenshipRecorded"});
}

TEST(Person, SaysHowToBeReached) {
  Kit kit;
  schema::SetContactPreferencesT command;
  command.person = Ref(kit.Given(Person()));
  kit.When(command).ThenRejected(RejectionCode::kForm, "/preferred");
  command.preferred = schema::Channel::phone;
  command.interpreter = true;
  kit.When(command).ThenEvents({"ContactPreferencesSet"});
}

// --- death ---

/// Somebody with a running service, an application on a list, and a person whom they represent.
struct Deceased {
  explicit Deceased(Kit& kit) {
    AdoptCatalogue(kit);
    const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
    case_file = CaseInCharge(kit);
    person = PersonOf(kit, case_file);
    running = kit.Given(Apply(case_file, kCentre));
    kit.Given(Start(running, unit, kit.today()));
    waiting = kit.Given(Apply(case_file, kHomeCare, 60));
    kit.Given(Score(waiting, 50, 500'000));
    kit.Given(Enter(waiting));
    represented = kit.Given(Person());
    kit.Given(Represent(represented, person, schema::RepresentationKind::delegate, {schema::Power::receive}));
    kit.RunDue();
  }
  EntityId case_file;
  EntityId person;
  EntityId running;
  EntityId waiting;
  EntityId represented;

  [[nodiscard]] std::size_t Proposals(const Kit& kit) const {
    using enum schema::Proposal;
    const auto is_there = [&](EntityId entity, schema::Proposal action) {
      return kit.state().Find<ProposalTable>(entity, action) ? 1U : 0U;
    };
    return is_there(running, end_service) + is_there(waiting, leave_list) + is_there(case_file, close_case) +
           is_there(represented, end_representation);
  }
};

TEST(Death, ProposesEndsAndExecutesNone) {
  Kit kit;
  const Deceased deceased(kit);
  kit.When(Death(deceased.person)).ThenEvents({"DeathRecorded"});
  EXPECT_EQ(NamesOf(kit.RunDue()), std::vector<std::string>({"ActionProposed", "ActionProposed", "ActionProposed",
                                                             "ActionProposed", "DeathFollowedUp"}));
  EXPECT_EQ(deceased.Proposals(kit), 4U);
  EXPECT_EQ(kit.Activation(deceased.running)->state, ActivationState::kInForce);
  EXPECT_EQ(kit.Activation(deceased.waiting)->state, ActivationState::kWaiting);
  EXPECT_EQ(CaseState::kInCharge, kit.state().Find<CaseTable>(deceased.case_file)->state);

  kit.Given(End(deceased.running, kit.today(), "deceased"));
  kit.Given(Withdraw(deceased.waiting));
  kit.Given(EndRepresentation(deceased.represented, 1));
  kit.Given(CloseCase(deceased.case_file));
  EXPECT_EQ(deceased.Proposals(kit), 0U) << "what is decided is not proposed any more";
}

TEST(Death, RevokedWithdrawsWhatStillStands) {
  Kit kit;
  const Deceased deceased(kit);
  kit.Given(Death(deceased.person));
  kit.RunDue();
  kit.Given(End(deceased.running, kit.today(), "deceased"));
  kit.RunDue();
  kit.When(RevokeDeath(deceased.person)).ThenEvents({"DeathRevoked"});
  EXPECT_EQ(NamesOf(kit.RunDue()), std::vector<std::string>({"ProposalWithdrawn", "ProposalWithdrawn",
                                                             "ProposalWithdrawn", "DeathFollowedUp"}));
  EXPECT_EQ(deceased.Proposals(kit), 0U);
}

TEST(Death, ProposesNothingAnyMoreThatTheOfficeDismissed) {
  Kit kit;
  const Deceased deceased(kit);
  kit.Given(Death(deceased.person));
  kit.RunDue();
  kit.When(Dismiss(deceased.case_file, schema::Proposal::none)).ThenRejected(RejectionCode::kForm, "/action");
  const auto withdrawn = kit.When(Dismiss(deceased.case_file, schema::Proposal::close_case))
                             .ThenEvents({"ProposalWithdrawn"}).First<schema::ProposalWithdrawnT>();
  EXPECT_EQ(withdrawn.ground, "dismissed");
  EXPECT_EQ(deceased.Proposals(kit), 3U);
  kit.When(Dismiss(deceased.case_file, schema::Proposal::close_case)).ThenRefused(Rule::kNothingProposed);
}

TEST(Death, OfOneEntryConcernsWhatTheOthersOfThePersonHave) {
  Kit kit;
  const Deceased deceased(kit);
  const EntityId other = kit.Given(Person());
  kit.Given(Merge(other, deceased.person));
  kit.Given(Death(other));
  kit.RunDue();
  EXPECT_EQ(deceased.Proposals(kit), 4U);
  kit.When(Apply(deceased.case_file, kCentre)).ThenEvents({"ApplicationFiled"});  // on the day itself
  kit.PassUntil(kit.today() + 1);
  kit.When(Apply(deceased.case_file, kCentre)).ThenRefused(Rule::kPersonDeceased);
}

TEST(Death, IsFollowedUpAgainWhenEntriesAreMergedAndUnmerged) {
  Kit kit;
  const Deceased alive(kit);
  const EntityId dead = kit.Given(Person());
  kit.Given(Death(dead));
  kit.RunDue();
  kit.Given(Merge(alive.person, dead));
  kit.RunDue();
  EXPECT_EQ(alive.Proposals(kit), 4U);
  schema::UnmergePersonsT apart;
  apart.duplicate = Ref(dead);
  apart.reason = "two persons";
  kit.Given(std::move(apart));
  kit.RunDue();
  EXPECT_EQ(alive.Proposals(kit), 0U) << "they live";
}

TEST(Death, OfSomebodyWithVeryManyCasesIsFollowedUpCommitByCommit) {
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId person = kit.Given(Person());
  for (std::uint32_t i = 0; i <= kMaxProposalsPerCommit; ++i) {
    auto contact = Contact();
    contact.person = Ref(person);
    kit.Given(std::move(contact));
  }
  kit.Given(Death(person));
  const auto names = NamesOf(kit.RunDue());
  EXPECT_EQ(std::count(names.begin(), names.end(), "ActionProposed"), kMaxProposalsPerCommit + 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "DeathFollowedUp"), 2);
}

TEST(Death, IsRecordedOnceAndNotBeforeBirth) {
  Kit kit;
  const EntityId person = kit.Given(Person(YearsAgo(kit, 1)));
  kit.When(Death(person), YearsAgo(kit, 2)).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(Death(person), kit.today() + 1).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(RevokeDeath(person)).ThenRefused(Rule::kPersonNotDeceased);
  kit.Given(Death(person));
  kit.When(Death(person)).ThenRefused(Rule::kPersonDeceased);
}

}  // namespace
}  // namespace fascicolo::engine
