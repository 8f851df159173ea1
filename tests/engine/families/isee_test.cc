// Attestations of the ISEE: what is kept of them, and where their figure is taken by itself.
#include "engine/families/isee.h"

#include "engine/families/isee_facts.h"
#include "engine/families/isee_figures.h"
#include "engine/families/limits.h"
#include "engine/kit.h"
#include "engine/told_isee.h"

namespace fascicolo::engine {
namespace {

using schema::IseeType;

class Isee : public testing::Test {
 protected:
  Isee() : day(kit.today() - 50) {
    AdoptCatalogue(kit);
    case_file = CaseInCharge(kit);
    person = PersonOf(kit, case_file);
    household = IseeHousehold(kit, {person}, day - 300);
  }
  IseeRow Row(const std::string& number) {
    return kit.state().Find<IseeTable>(household, "INPS-ISEE-2026-" + number).value();
  }
  std::optional<std::int64_t> FigureOn(Day on) {
    const auto figure = IseeOn(kit.state(), person, on);
    return figure ? std::optional(figure->cents) : std::nullopt;
  }

  Kit kit;
  Day day;
  EntityId case_file;
  EntityId person;
  EntityId household;
};

TEST_F(Isee, IsKeptWithAllItsFigures) {
  // Income of 12,000 EUR and property of 20,000 EUR for three persons.
  auto attestation = Attestation("1", day, 784'314);
  attestation.isr = 1'200'000;
  attestation.isp = 2'000'000;
  attestation.ise = 1'600'000;
  attestation.scale = 204;
  attestation.discrepancies = true;
  const Then then = kit.When(RecordIsee(household, attestation));
  then.ThenEvents({"IseeRecorded"});
  EXPECT_EQ(then.told().events[0].effective_on, day.days);
  const IseeRow row = Row("1");
  EXPECT_EQ(row.isr, 1'200'000);
  EXPECT_EQ(row.isp, 2'000'000);
  EXPECT_EQ(row.ise, 1'600'000);
  EXPECT_EQ(row.scale, 204);
  EXPECT_EQ(row.isee, 784'314);
  EXPECT_TRUE(row.discrepancies);
  EXPECT_EQ(row.from, day);
  EXPECT_EQ(row.version, Version{2});
}

TEST_F(Isee, IsValidThroughTheYearUnlessItSaysOtherwise) {
  kit.Given(RecordIsee(household, Attestation("1", day, 100)));
  EXPECT_EQ(FormatDay(Row("1").until), "2026-12-31");
  kit.Given(RecordIsee(household, Attestation("2", day, 100, IseeType::current)));
  EXPECT_EQ(Row("2").until, AddMonths(day, 6));
  auto short_lived = Attestation("3", day, 100);
  short_lived.valid_until = (day + 10).days;
  kit.Given(RecordIsee(household, short_lived));
  EXPECT_EQ(Row("3").until, day + 10);
}

TEST_F(Isee, MayBeACentOffByItsOwnRounding) {
  auto attestation = Attestation("1", day, 784'313);
  attestation.isr = 1'200'000;
  attestation.isp = 2'000'001;
  attestation.ise = 1'600'001;
  attestation.scale = 204;
  kit.When(RecordIsee(household, attestation)).ThenEvents({"IseeRecorded"});
  attestation.protocol += "0";
  attestation.isee = 784'312;
  kit.When(RecordIsee(household, attestation)).ThenRefused(Rule::kIseeDoesNotAddUp, "figure", "isee");
  attestation.ise = 1'600'002;
  kit.When(RecordIsee(household, attestation)).ThenRefused(Rule::kIseeDoesNotAddUp, "expected_cents", "1600000");
}

TEST_F(Isee, ThatWasWrongIsKeptAndMarked) {
  kit.Given(RecordIsee(household, Attestation("1", day, 1'000'000)));
  const Then then = kit.When(CorrectIsee(household, "1", Attestation("2", kit.today(), 800'000)));
  then.ThenEvents({"IseeCorrected"});
  EXPECT_EQ(then.told().events[0].effective_on, day.days) << "from the wrong one's first day";
  EXPECT_EQ(Row("1").isee, 1'000'000);
  EXPECT_EQ(Row("1").corrected_by, "INPS-ISEE-2026-2");
  EXPECT_EQ(Row("2").corrects, "INPS-ISEE-2026-1");
  EXPECT_EQ(Row("2").from, day);
  EXPECT_EQ(Row("2").until, Row("1").until);
  EXPECT_EQ(FigureOn(day), 800'000);
  kit.Given(CorrectIsee(household, "2", Attestation("3", kit.today(), 700'000)));
  EXPECT_EQ(FigureOn(day), 700'000);
  EXPECT_TRUE(StoodIn(kit.state(), *IseeOn(kit.state(), person, day), 1'000'000)) << "two corrections ago";
  EXPECT_FALSE(StoodIn(kit.state(), *IseeOn(kit.state(), person, day), 999'999));
}

TEST_F(Isee, IsThatOfTheHouseholdOfTheDay) {
  kit.Given(RecordIsee(household, Attestation("1", day, 100)));
  EXPECT_EQ(FigureOn(day - 1), std::nullopt);
  EXPECT_EQ(FigureOn(day), 100);
  kit.Given(Leave(household, person, day + 20));
  const EntityId next = IseeHousehold(kit, {person}, day + 20);
  EXPECT_EQ(FigureOn(day + 19), 100);
  EXPECT_EQ(FigureOn(day + 20), std::nullopt);
  kit.Given(RecordIsee(next, Attestation("2", day + 30, 200)));
  EXPECT_EQ(FigureOn(day + 30), 200);
}

TEST_F(Isee, IsTheCurrentOneWhileItIsValid) {
  kit.Given(RecordIsee(household, Attestation("1", day, 100)));
  auto current = Attestation("2", day + 10, 50, IseeType::current);
  current.valid_until = (day + 19).days;
  kit.Given(RecordIsee(household, current));
  EXPECT_EQ(FigureOn(day + 9), 100);
  EXPECT_EQ(FigureOn(day + 10), 50);
  EXPECT_EQ(FigureOn(day + 19), 50);
  EXPECT_EQ(FigureOn(day + 20), 100);
}

TEST_F(Isee, ForParticularServicesIsNotTakenByItself) {
  for (const IseeType type : {IseeType::university, IseeType::sociohealth, IseeType::sociohealth_residential,
                              IseeType::minors}) {
    const std::string number = std::to_string(static_cast<int>(type));
    kit.When(RecordIsee(household, Attestation(number, day, 100, type))).ThenEvents({"IseeRecorded"});
    EXPECT_EQ(FigureOn(day), std::nullopt);
  }
}

// --- where a figure is wanted ---

TEST_F(Isee, ComesToAnApplicationByItselfAndNamesItsEvent) {
  kit.Given(RecordIsee(household, Attestation("1", day, 653'100)));
  const auto filed = kit.When(Apply(case_file, kHomeCare, 60)).First<schema::ApplicationFiledT>();
  ASSERT_EQ(filed.inputs.size(), 1U);
  EXPECT_EQ(filed.inputs[0]->name, "isee_cents");
  EXPECT_EQ(filed.inputs[0]->number, 653'100);
  EXPECT_EQ(events::Entity(filed.inputs[0]->source.get()), household);
  EXPECT_EQ(filed.inputs[0]->source_version, 2U);
  // And the points that it makes name it too.
  auto score = Score(kit.Made(), 35, 0);
  score.inputs.pop_back();
  const auto scored = kit.When(std::move(score)).First<schema::ApplicationScoredT>();
  EXPECT_EQ(scored.lines.at(4)->input, "653100");
  EXPECT_EQ(events::Entity(scored.lines.at(4)->source.get()), household);
  EXPECT_EQ(scored.lines.at(4)->source_version, 2U);
}

TEST_F(Isee, OfAnApplicationIsScoredAsItStandsMeanwhile) {
  const EntityId activation = kit.Given(Apply(case_file, kHomeCare, 60), day + 1);
  auto without = Score(activation, 35, 0);
  without.inputs.pop_back();
  kit.Given(RecordIsee(household, Attestation("1", day, 100)));
  kit.Given(RecordIsee(household, Attestation("2", kit.today(), 5'000'000)));
  const auto scored = kit.When(std::move(without)).First<schema::ApplicationScoredT>();
  EXPECT_EQ(scored.lines.at(4)->input, "100") << "the one that was valid on the day of the application";
  kit.Given(CorrectIsee(household, "1", Attestation("3", kit.today(), 300)));
  EXPECT_EQ(kit.When(Score(activation)).First<schema::ApplicationScoredT>().lines.at(4)->input, "300");
  const auto again = kit.When(Score(activation)).First<schema::ApplicationScoredT>();
  EXPECT_TRUE(again.inputs.empty()) << "it is known already";
}

TEST_F(Isee, BroughtByHandStands) {
  kit.Given(RecordIsee(household, Attestation("1", day, 653'100)));
  auto application = Apply(case_file, kHomeCare, 60);
  application.inputs.push_back(Number("isee_cents", 7));
  const auto filed = kit.When(std::move(application)).First<schema::ApplicationFiledT>();
  ASSERT_EQ(filed.inputs.size(), 1U);
  EXPECT_EQ(filed.inputs[0]->number, 7);
  EXPECT_EQ(filed.inputs[0]->source, nullptr);
}

TEST_F(Isee, IsNotAskedForWhereNothingGoesByIt) {
  kit.Given(RecordIsee(household, Attestation("1", day, 653'100)));
  EXPECT_TRUE(kit.When(Apply(case_file, kCentre)).First<schema::ApplicationFiledT>().inputs.empty());
}

TEST_F(Isee, IsNotPutIntoAForeignHistory) {
  kit.Given(RecordIsee(household, Attestation("1", day, 653'100)));
  const auto filed = kit.WhenImported(case_file, day + 1, Apply(case_file, kHomeCare, 60))
                         .First<schema::ApplicationFiledT>();
  EXPECT_TRUE(filed.inputs.empty());
}

TEST_F(Isee, ThatACommandSaysToBeTakenFromAnEventIsNotBelieved) {
  auto application = Apply(case_file, kHomeCare, 60);
  application.inputs.push_back(Number("isee_cents", 7));
  application.inputs[0]->source = Ref(household);
  kit.When(std::move(application)).ThenRejected(RejectionCode::kForm, "/inputs/0/source");
}

TEST_F(Isee, ComesWithinTheInputsThatAnApplicationMayHave) {
  kit.Given(RecordIsee(household, Attestation("1", day, 653'100)));
  auto application = Apply(case_file, kHomeCare, 60);
  for (std::size_t i = 0; i < kMaxInputs; ++i) application.inputs.push_back(Flag("fact" + std::to_string(i), true));
  kit.When(std::move(application)).ThenRejected(RejectionCode::kForm, "/inputs");
}

// --- what is no attestation ---

TEST_F(Isee, WantsAProtocolATypeAndFiguresThatCanBe) {
  const auto rejected = [&](std::string_view place, auto change) {
    auto attestation = Attestation("1", day, 100);
    change(attestation);
    kit.When(RecordIsee(household, attestation)).ThenRejected(RejectionCode::kForm, place);
  };
  for (const char* protocol : {"", "INPS-ISEE-2026-", "INPS-ISEE-26-0001", "INPS-2026-1", "INPS-ISEE-2026-a"}) {
    rejected("/attestation/protocol", [&](auto& one) { one.protocol = protocol; });
  }
  rejected("/attestation/protocol", [](auto& one) { one.protocol += std::string(kMaxCodeBytes, '1'); });
  rejected("/attestation/isee_type", [](auto& one) { one.isee_type = IseeType::none; });
  rejected("/attestation", [](auto& one) { one.isr = -1; });
  rejected("/attestation", [](auto& one) { one.isp = kMaxMeansCents + 1; });
  rejected("/attestation", [](auto& one) { one.scale = kLeastScale - 1; });
  rejected("/attestation", [](auto& one) { one.scale = kMostScale + 1; });
  rejected("/attestation/issued_on", [](auto& one) { one.issued_on = (kLastDay + 1).days; });
  rejected("/attestation/valid_until", [](auto& one) { one.valid_until = (kLastDay + 1).days; });
  schema::RecordIseeT nothing;
  nothing.household = Ref(household);
  kit.When(std::move(nothing)).ThenRejected(RejectionCode::kForm, "/attestation");
  kit.When(RecordIsee(person, Attestation("1", day, 100))).ThenRejected(RejectionCode::kUnknownEntity, "/household");
  kit.When(CorrectIsee(person, "1", Attestation("2", day, 100)))
      .ThenRejected(RejectionCode::kUnknownEntity, "/household");
}

TEST_F(Isee, IsCorrectedByOneOfItsType) {
  kit.Given(RecordIsee(household, Attestation("1", day, 100)));
  kit.When(CorrectIsee(household, "1", Attestation("2", kit.today(), 100, IseeType::minors)))
      .ThenRejected(RejectionCode::kForm, "/attestation/isee_type");
}

TEST_F(Isee, OfOneHouseholdIsAttestedSoOftenAndNoMore) {
  for (std::size_t i = 0; i < kMaxAttestations; ++i) {
    kit.Given(RecordIsee(household, Attestation(std::to_string(i), day, 100)));
  }
  kit.When(RecordIsee(household, Attestation("LAST", day, 100))).ThenRejected(RejectionCode::kForm, "/household");
  kit.When(CorrectIsee(household, "0", Attestation("LAST", kit.today(), 100)))
      .ThenRejected(RejectionCode::kForm, "/household");
}

TEST_F(Isee, IsPoisonWhereALedgerAttestsNonsense) {
  const auto recorded = [&](EntityId of, auto change) {
    schema::IseeRecordedT fact;
    fact.attestation = std::make_unique<schema::AttestationT>(Attestation("1", day, 100));
    fact.attestation->valid_until = (day + 10).days;
    change(fact);
    return kit.Folds(of, schema::EntityKind::household, std::move(fact));
  };
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation.reset(); }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation->protocol = "none"; }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation->isee = -1; }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation->scale = 0; }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation->issued_on = INT32_MAX; }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation->valid_until = 1; }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.attestation->isee_type = static_cast<IseeType>(99); }));
  EXPECT_FALSE(recorded(household, [](auto& fact) { fact.services.resize(kMaxRecalculations + 1); }));
  EXPECT_FALSE(recorded(person, [](auto&) {})) << "no household";
  EXPECT_FALSE(recorded(kit.Given(Form(Family({person}), day)), [](auto&) {})) << "of another composition";
  EXPECT_TRUE(recorded(household, [](auto&) {}));
  EXPECT_FALSE(recorded(household, [](auto&) {})) << "twice";
}

TEST_F(Isee, IsPoisonWhereALedgerCorrectsNonsense) {
  kit.Given(RecordIsee(household, Attestation("1", day, 100)));
  const auto corrected = [&](auto change) {
    schema::IseeCorrectedT fact;
    fact.corrects = "INPS-ISEE-2026-1";
    fact.from = day.days;
    fact.attestation = std::make_unique<schema::AttestationT>(Attestation("2", kit.today(), 50));
    fact.attestation->valid_until = kit.today().days;
    change(fact);
    return kit.Folds(household, schema::EntityKind::household, std::move(fact));
  };
  EXPECT_FALSE(corrected([](auto& fact) { fact.attestation.reset(); }));
  EXPECT_FALSE(corrected([](auto& fact) { fact.corrects = "INPS-ISEE-2026-9"; }));
  EXPECT_FALSE(corrected([](auto& fact) { fact.corrects = std::string(1'000, '1'); }));
  EXPECT_FALSE(corrected([](auto& fact) { ++fact.from; }));
  EXPECT_FALSE(corrected([](auto& fact) { fact.attestation->protocol = fact.corrects; }));
  EXPECT_TRUE(corrected([](auto&) {}));
  EXPECT_FALSE(corrected([](auto& fact) { fact.attestation->protocol += "0"; })) << "corrected already";
}

}  // namespace
}  // namespace fascicolo::engine
