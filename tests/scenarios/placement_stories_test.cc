// Stories that practitioners asked for about people who are placed: what goes wrong in real offices, told to the end.
#include "engine/families/person.h"
#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

TEST(Story1, AChildIsRemovedOnNewYearsEveAndTheCourtIsSilent) {
  // Given a night without anybody in the office: on 31 December at 22:40 a child is taken into a facility.
  const Day eve = DayFromCivil({.year = 2026, .month = 12, .day = 31});
  const Instant removed_at{StartOfDay(eve).micros + (22 * 60 + 40) * 60 * kMicrosPerSecond};
  Kit kit(eve);
  AdoptPlacing(kit);
  const EntityId facility = kit.Given(OpenUnit(kMinors, 2, eve - 100));
  const EntityId case_file = CaseOf(kit, 6);
  kit.PassUntil(eve + 1);
  auto removal = Removal(case_file, facility, removed_at);
  removal.noticed_at = removed_at.micros;
  const EntityId placement = kit.Given(std::move(removal));
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(facility, eve), 1) << "the bed was taken that night";

  // When the file goes out on New Year's Day at noon, then it is in time: holidays do not move the law's hours.
  kit.PassUntil(eve + 2);
  const Instant sent{StartOfDay(eve + 1).micros + 12 * 3'600 * kMicrosPerSecond};
  const auto file = kit.When(Step(placement, schema::MeasureStep::file_sent, sent));
  EXPECT_FALSE(file.First<schema::MeasureStepRecordedT>().late);

  // When the prosecutor asks for validation, and the court says nothing for two days, then the office is told.
  kit.PassUntil(eve + 4);
  kit.Given(Step(placement, schema::MeasureStep::validation_asked, StartOfDay(eve + 3)));
  const auto told = NamesOf(kit.PassUntil(eve + 6));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kInForce) << "the engine ends nothing";

  // When the lawyer has checked it, then the measure has lapsed, by whose word is on record, and the child goes home.
  const auto lapsed = kit.When(Lapse(placement)).ThenEvents({"MeasureLapsed", "DeadlineMet"}).First<schema::MeasureLapsedT>();
  EXPECT_EQ(lapsed.step, schema::MeasureStep::validated);
  EXPECT_EQ(lapsed.lawyer, "avv_neri");
  kit.When(EndStay(placement, kit.today(), "returned_home")).ThenEvents({"PlacementEnded", "PlaceFreed"});
  kit.When(CloseCase(case_file, "measure_lapsed")).ThenEvents({"CaseClosed"});
}

TEST(Story7, NineNightsUnderAnAliasThenAMergeAndAnUnmerge) {
  // Given a night shelter, somebody known for years, and a man who gives a nickname.
  Kit kit;
  AdoptPlacing(kit);
  const EntityId shelter = kit.Given(OpenUnit(kShelter, 3, kit.today()));
  const EntityId known = PersonOf(kit, CaseInCharge(kit));
  auto contact = Contact(schema::Area::poverty_adults);
  contact.naming = schema::Naming::alias;
  const EntityId alias_case = kit.Given(std::move(contact));
  const EntityId alias = PersonOf(kit, alias_case);
  kit.Given(TakeInCharge(alias_case));

  // When he sleeps there for nine nights, then nine are counted under the alias.
  const EntityId stay = kit.Given(Nights(alias_case, shelter, kit.today(), 9));
  for (int i = 0; i < 9; ++i) {
    kit.When(Night(stay, kit.today())).ThenEvents({"NightConfirmed"});
    if (i < 8) kit.PassUntil(kit.today() + 1);
  }

  // When he shows papers of the known man, then the two are one person, who cannot have a second bed that night.
  kit.When(Merge(known, alias)).ThenEvents({"MergedInto", "DuplicateMerged"});
  EXPECT_EQ(PersonBehind(kit.state(), alias), known);
  const EntityId known_case = kit.state().SecondsOf<PersonCaseTable>(known).front();
  kit.When(Nights(known_case, shelter, kit.today(), 1)).ThenRefused(Rule::kAlreadyPlaced, "placement", ToHex(stay));

  // When the papers prove to be his brother's, then each has his own again, and the nights are where they were.
  kit.When(Unmerge(alias)).ThenEvents({"UnmergedFrom", "DuplicateReleased"});
  EXPECT_EQ(PlacementOf(kit, stay).persons.at(0).person, alias);
  kit.When(Nights(known_case, shelter, kit.today(), 1)).ThenEvents({"PlacementRequested", "PlacementStarted", "PlaceTaken"});
  kit.When(Identify(alias)).ThenEvents({"PersonIdentified"});
  kit.PassUntil(kit.today() + 1);
  EXPECT_EQ(PlacementOf(kit, stay).state, PlacementState::kEnded) << "after nine nights";
}

TEST(Story10, AGuestNoLongerSelfSufficientWhoseFamilyRefusesTheTransfer) {
  // Given somebody who lives in a residence and cares for themselves in part.
  Kit kit;
  AdoptPlacing(kit);
  const EntityId residence = kit.Given(OpenUnit(kResidence, 1, kit.today()));
  const EntityId case_file = CaseOf(kit, 84);
  const EntityId guest = PersonOf(kit, case_file);
  const EntityId placement = AcceptedBy(kit, case_file, residence, {}, kResidence);
  kit.Given(TakeIn(placement, residence, kit.today()));
  kit.Given(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::partly));

  // When they no longer do, then a reassessment is due, and a transfer is proposed, not done.
  kit.Given(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::lost));
  EXPECT_TRUE(kit.state().Find<ProposalTable>(placement, schema::Proposal::transfer_placement));
  EXPECT_EQ(PlacementOf(kit, placement).hosts.size(), 1U);

  // When the family refuses, then that is recorded, and the guest stays.
  const auto declined = kit.When(DeclineMove(placement)).ThenEvents({"TransferDeclined"}).First<schema::TransferDeclinedT>();
  EXPECT_EQ(declined.party, schema::Party::family);
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kInForce);

  // When nobody assesses them for a month, then the office is told.
  const auto told = NamesOf(kit.PassUntil(kit.today() + 34));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);

  // When the office gives the proposal up, then it is gone, and the refusal stays on record.
  kit.When(Dismiss(placement, schema::Proposal::transfer_placement)).ThenEvents({"ProposalWithdrawn"});
  kit.When(DeclineMove(placement)).ThenRefused(Rule::kNothingProposed);
}

}  // namespace
}  // namespace fascicolo::engine
