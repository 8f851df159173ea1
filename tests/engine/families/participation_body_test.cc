// Participation bodies: election, term, quorum, majority, opinions.
#include "engine/families/participation_body.h"

#include "engine/catalogue/documents.h"
#include "engine/families/limits.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

class Body : public testing::Test {
 protected:
  Body() {
    AdoptProgrammes(kit);
    for (int i = 0; i < 6; ++i) people.push_back(kit.Given(Person(YearsAgo(kit, 40))));
    programme = kit.Given(OpenProgramme(kit, kPlanning));
  }
  /// A body of five members, the first five people.
  void Elected() {
    kit.Given(FormBody(programme, 5));
    kit.Given(Elect(programme, 1,
                    {{people[0], 50}, {people[1], 40}, {people[2], 30}, {people[3], 20}, {people[4], 10}, {people[5], 5}}));
  }
  std::vector<EntityId> FirstOf(std::size_t count) const {
    return {people.begin(), people.begin() + static_cast<std::ptrdiff_t>(count)};
  }
  BodyRow Row() { return *kit.state().Find<BodyTable>(programme, 1U); }
  Kit kit;
  std::vector<EntityId> people;
  EntityId programme;
};

TEST(MoreThan, IsTheLeastNumberAboveTheShare) {
  EXPECT_EQ(MoreThan(50, 5), 3U);
  EXPECT_EQ(MoreThan(50, 6), 4U) << "half is not more than half";
  EXPECT_EQ(MoreThan(0, 7), 1U);
  EXPECT_EQ(MoreThan(99, 100), 100U);
  EXPECT_EQ(MoreThan(66, 3), 2U);
}

TEST_F(Body, SeatsGoByVotes) {
  kit.Given(FormBody(programme, 2));
  const auto elected =
      kit.When(Elect(programme, 1, {{people[0], 10}, {people[1], 30}, {people[2], 20}})).First<schema::BodyElectedT>();
  ASSERT_EQ(elected.elected.size(), 2U);
  EXPECT_EQ(events::FromSchema<EntityId>(elected.elected[0]->person.get()), people[1]);
  EXPECT_EQ(events::FromSchema<EntityId>(elected.elected[1]->person.get()), people[2]);
  EXPECT_EQ(elected.not_elected.size(), 1U);
  EXPECT_EQ(Day{elected.until}, AddMonths(kit.today(), 36));
}

TEST_F(Body, EqualVotesForTheLastSeatAreSettledByADraw) {
  kit.Given(FormBody(programme, 1));
  auto tied = Elect(programme, 1, {{people[2], 7}, {people[1], 7}});
  kit.When(tied).ThenRefused(Rule::kElectionTied, "votes", "7");
  tied.draw = "minutes 4/2026";
  kit.When(tied).ThenEvents({"BodyElected"});
  EXPECT_EQ(Row().members, std::vector{people[2]}) << "as they stand in the draw's order";
}

TEST_F(Body, AnElectionIsCountedOfWhatThereIs) {
  kit.Given(FormBody(programme, 1));
  kit.When(Elect(programme, 1, {})).ThenRejected(RejectionCode::kForm, "/candidates");
  kit.When(Elect(programme, 1, {{people[0], 101}})).ThenRejected(RejectionCode::kForm, "/candidates");
  kit.When(Elect(programme, 1, {{people[0], 1}, {people[0], 2}})).ThenRejected(RejectionCode::kForm, "/candidates");
  kit.When(Elect(programme, 1, {{programme, 1}})).ThenRejected(RejectionCode::kUnknownEntity, "/candidates");
  auto crowded = Elect(programme, 1, std::vector<std::pair<EntityId, std::uint32_t>>(kMaxCandidates + 1));
  kit.When(crowded).ThenRejected(RejectionCode::kForm, "/candidates");
  auto stuffed = Elect(programme, 1, {{people[0], 1}});
  stuffed.ballots = 201;
  kit.When(stuffed).ThenRejected(RejectionCode::kForm, "/ballots");
  kit.When(FormBody(programme, kMaxBodyMembers + 1)).ThenRejected(RejectionCode::kForm, "/seats");
}

TEST_F(Body, DecidesWithAQuorumAndAMajorityAndSaysWhy) {
  Elected();
  auto meet = Meet(kit, programme, 1, FirstOf(3));
  meet.motions.push_back(Motion(2, 1));
  meet.motions.push_back(Motion(1, 1, 1));
  meet.motions.push_back(Motion(1, 0, 2));
  const auto met = kit.When(meet).ThenEvents({"BodyMet"}).First<schema::BodyMetT>();
  EXPECT_EQ(met.present_needed, 3U);
  EXPECT_TRUE(met.quorate);
  EXPECT_EQ(met.motions[0]->votes_needed, 2U);
  EXPECT_TRUE(met.motions[0]->carried);
  EXPECT_FALSE(met.motions[1]->carried) << "half of the votes is no majority";
  EXPECT_TRUE(met.motions[2]->carried) << "who abstains counts for the quorum alone";
}

TEST_F(Body, WithoutAQuorumNothingIsCarried) {
  Elected();
  auto meet = Meet(kit, programme, 1, FirstOf(2));
  meet.motions.push_back(Motion(2, 0));
  const auto met = kit.When(meet).First<schema::BodyMetT>();
  EXPECT_FALSE(met.quorate);
  EXPECT_FALSE(met.motions[0]->carried);
}

TEST_F(Body, GivesTheOpinionThatAPlanAsksFor) {
  using Step = schema::UndertakingStep;
  Elected();
  kit.Given(StartUndertaking(kit, programme, schema::UndertakingKind::educational_plan));
  auto meet = Meet(kit, programme, 1, FirstOf(2));
  meet.motions.push_back(OpinionOn(2, 2, 0));
  kit.When(meet).ThenRefused(Rule::kUndertakingOutOfOrder, "state", "drafted");
  kit.Given(Advance(kit, programme, 2, Step::ask_opinion));
  kit.When(meet).ThenEvents({"BodyMet"});
  EXPECT_EQ(UndertakingOf(kit, programme, 2)->state, UndertakingState::kOpinionAsked) << "there was no quorum";
  auto again = Meet(kit, programme, 1, FirstOf(3));
  again.motions.push_back(OpinionOn(2, 1, 2));
  const auto given = kit.When(again).ThenEvents({"BodyMet", "UndertakingAdvanced"});
  EXPECT_FALSE(given.First<schema::UndertakingAdvancedT>().favourable);
  EXPECT_EQ(UndertakingOf(kit, programme, 2)->state, UndertakingState::kOpinionGiven);
}

TEST_F(Body, AMeetingTellsOnlyWhatCanBe) {
  Elected();
  kit.When(Meet(kit, programme, 1, {people[5]})).ThenRefused(Rule::kNotABodyMember);
  kit.When(Meet(kit, programme, 1, {people[0], people[0]})).ThenRejected(RejectionCode::kForm, "/members");
  auto stuffed = Meet(kit, programme, 1, FirstOf(3));
  stuffed.motions.push_back(Motion(3, 1));
  kit.When(stuffed).ThenRejected(RejectionCode::kForm, "/motions");
  auto nothing = Meet(kit, programme, 1, FirstOf(3));
  nothing.document = nullptr;
  kit.When(nothing).ThenRejected(RejectionCode::kForm, "/document");
  auto endless = Meet(kit, programme, 1, FirstOf(3));
  for (std::size_t i = 0; i <= kMaxMotions; ++i) endless.motions.push_back(Motion(1, 0));
  kit.When(endless).ThenRejected(RejectionCode::kForm, "/motions");
  auto tomorrow = Meet(kit, programme, 1, FirstOf(3));
  tomorrow.at = StartOfDay(kit.today() + 1).micros;
  kit.When(tomorrow).ThenRefused(Rule::kDateOutOfOrder);
}

/// Every state against every command.
TEST_F(Body, GoesOnlyWhereItsLifeAllows) {
  const auto told = [&](bool allowed, const Then& then, const std::string& state) {
    if (allowed) {
      EXPECT_FALSE(then.told().events.empty()) << ToString(then.told());
    } else {
      then.ThenRefused(Rule::kBodyOutOfOrder, "state", state);
    }
  };
  const auto elect = [&](std::uint32_t body) { return Elect(programme, body, {{people[0], 3}}); };
  const auto made = [&] { return kit.state().Find<ProgrammeTable>(programme)->parts; };
  const auto formed = [&] {
    kit.Given(FormBody(programme, 1));
    return made();
  };
  const auto in_office = [&] {
    const std::uint32_t body = formed();
    kit.Given(elect(body));
    return body;
  };
  const auto dissolved = [&] {
    const std::uint32_t body = formed();
    kit.Given(Dissolve(programme, body));
    return body;
  };
  told(true, kit.When(elect(formed())), "formed");
  told(false, kit.When(Meet(kit, programme, formed(), {people[0]})), "formed");
  told(true, kit.When(Dissolve(programme, formed())), "formed");
  told(true, kit.When(elect(in_office())), "in_office");
  told(true, kit.When(Meet(kit, programme, in_office(), {people[0]})), "in_office");
  told(true, kit.When(Dissolve(programme, in_office())), "in_office");
  told(false, kit.When(elect(dissolved())), "dissolved");
  told(false, kit.When(Meet(kit, programme, dissolved(), {people[0]})), "dissolved");
  told(false, kit.When(Dissolve(programme, dissolved())), "dissolved");
}

TEST_F(Body, MeetsWithinItsTerm) {
  kit.Given(AdoptSheet(With(kPlanning, "/programme/bodies/term_months", 1)));
  Elected();
  kit.PassUntil(AddMonths(kit.today(), 1));
  kit.When(Meet(kit, programme, 1, FirstOf(3))).ThenRefused(Rule::kBodyOutOfOrder, "state", "out_of_term");
  kit.Given(Elect(programme, 1, {{people[5], 9}}));
  kit.When(Meet(kit, programme, 1, {people[5]})).ThenEvents({"BodyMet"});
}

}  // namespace
}  // namespace fascicolo::engine
