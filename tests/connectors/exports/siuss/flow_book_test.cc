// Which flows come about, in what order, and under which names and instants.
#include "connectors/exports/siuss/siuss_kit.h"

#include "engine/told_allowances.h"
#include "engine/told_money.h"

namespace fascicolo::siuss {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPlaces = "open_centre_elderly";

std::vector<std::string> Told(const FlowBook& book) {
  std::vector<std::string> told;
  for (const Flow& flow : book.flows()) {
    told.push_back(flow.is_sinba() ? "SINBA" : flow.operation == Operation::kInsert ? "I" : "C");
  }
  return told;
}

TEST(FlowBook, TellsABenefitOfTheYearThatItTouches) {
  SiussKit kit;
  kit.Service(kit.Case(), kPlaces);
  ASSERT_THAT(Told(kit.book), ElementsAre("I"));
  const BenefitRecord& record = kit.RecordOf(0);
  EXPECT_EQ(record.code, "A3.01");
  EXPECT_EQ(record.protocol, "2026/1");
  EXPECT_EQ(FormatDay(record.from), "2026-03-02");
  EXPECT_EQ(FormatDay(record.last), "2026-12-31");
  EXPECT_EQ(record.months, 10);
  EXPECT_TRUE(record.in_charge);
  EXPECT_EQ(record.who.municipality, engine::kSassari);
}

TEST(FlowBook, CancelsAndInsertsAfterALateIsee) {
  // Given a service that was told with the declaration of January.
  SiussKit kit;
  const EntityId id = kit.Case();
  const EntityId household = engine::IseeHousehold(kit, {engine::PersonOf(kit, id)}, kit.today() - 100);
  kit.Given(engine::RecordIsee(household, engine::Attestation("1", kit.today() - 40, 800'000)));
  kit.Service(id, "laundry", 2);
  ASSERT_THAT(Told(kit.book), ElementsAre("I"));
  // When INPS corrects it months later.
  kit.PassUntil(kit.today() + 200);
  kit.Given(engine::CorrectIsee(household, "1", engine::Attestation("2", kit.today(), 2'500'000)));
  // Then what was told is cancelled, as it was told, and inserted anew.
  ASSERT_THAT(Told(kit.book), ElementsAre("I", "C", "I"));
  EXPECT_EQ(kit.RecordOf(1), kit.RecordOf(0));
  EXPECT_EQ(kit.RecordOf(2).declaration->protocol, "INPS-ISEE-2026-2");
  EXPECT_EQ(kit.RecordOf(2).from, kit.RecordOf(0).from);
}

TEST(FlowBook, TellsAnEndByCancelAndInsertAndWhatNeverBeganByCancelAlone) {
  SiussKit kit;
  const EntityId ended = kit.Service(kit.Case(), kPlaces);
  kit.PassUntil(kit.today() + 30);
  kit.Given(engine::End(ended, kit.today()));
  ASSERT_THAT(Told(kit.book), ElementsAre("I", "C", "I"));
  EXPECT_EQ(kit.RecordOf(2).last, kit.today() - 1);
  const EntityId never = kit.Service(kit.Case(), kPlaces);
  kit.Given(engine::End(never, kit.today()));
  EXPECT_THAT(Told(kit.book), ElementsAre("I", "C", "I", "I", "C")) << "it ended before its first day was over";
}

TEST(FlowBook, TellsWhatGoesOnAgainInEachYear) {
  SiussKit kit;
  kit.Service(kit.Case(), kPlaces);
  kit.PassUntil(DayFromCivil({.year = 2027, .month = 1, .day = 2}));
  ASSERT_THAT(Told(kit.book), ElementsAre("I", "I"));
  EXPECT_EQ(FormatDay(kit.RecordOf(1).from), "2027-01-01");
  EXPECT_EQ(kit.RecordOf(1).months, 12);
}

TEST(FlowBook, TellsNothingAnewThatDidNotChange) {
  SiussKit kit;
  const EntityId id = kit.Case();
  const EntityId service = kit.Service(id, kPlaces);
  kit.Given(engine::Deliver(service, kit.today()));
  kit.Given(engine::RecordIsee(engine::IseeHousehold(kit, {engine::PersonOf(kit, id)}, kit.today() - 9),
                               engine::Attestation("7", kit.today(), 100)));
  EXPECT_THAT(Told(kit.book), ElementsAre("I")) << "the service looks at no ISEE, and deliveries change no record";
}

TEST(FlowBook, NamesFlowsByDayAndGivesInstantsThatOnlyIncrease) {
  SiussKit kit;
  for (int i = 0; i < 5; ++i) kit.Service(kit.Case(), kPlaces);
  kit.PassUntil(DayFromCivil({.year = 2027, .month = 1, .day = 1}));  // five flows of one commit
  ASSERT_EQ(kit.book.flows().size(), 10U);
  EXPECT_EQ(NameOf(kit.book.flows()[0], "B354"), "B354.PS.20260302.0000001");
  EXPECT_EQ(NameOf(kit.book.flows()[4], "B354"), "B354.PS.20260302.0000005");
  for (std::size_t i = 1; i < kit.book.flows().size(); ++i) {
    EXPECT_LT(kit.book.flows()[i - 1].at_ms, kit.book.flows()[i].at_ms);
  }
  std::set<std::string> names;
  for (const Flow& flow : kit.book.flows()) names.insert(NameOf(flow, "B354"));
  EXPECT_EQ(names.size(), 10U);
}

TEST(FlowBook, HandsOutWhatCameAfterAnInstant) {
  SiussKit kit;
  for (int i = 0; i < 3; ++i) kit.Service(kit.Case(), kPlaces);
  const auto& flows = kit.book.flows();
  EXPECT_EQ(kit.book.After(0), 0U);
  EXPECT_EQ(kit.book.After(flows[0].at_ms - 1), 0U);
  EXPECT_EQ(kit.book.After(flows[0].at_ms), 1U);
  EXPECT_EQ(kit.book.After(flows[2].at_ms), 3U);
}

/// Somebody of whom all is known asks for help.
engine::HelpAsked AskForHelp(SiussKit& kit) {
  kit.Given(engine::AdoptSheet(engine::BuiltInText(engine::kContinuousHelp)));
  engine::HelpAsked asked;
  asked.case_file = kit.Case();
  asked.person = engine::PersonOf(kit, asked.case_file);
  kit.Given(engine::RecordIsee(engine::IseeHousehold(kit, {asked.person}, kit.today() - 100),
                               engine::Attestation("1", kit.today() - 40, 300'000)));
  asked.application = kit.Given(engine::Apply(asked.case_file, engine::kContinuousHelp));
  kit.Protocol(asked.application);
  asked.chapter = kit.Given(engine::OpenChapter(10'000 * engine::kEuro));
  asked.payee = engine::PersonalPayee(kit, asked.person);
  return asked;
}

TEST(FlowBook, TellsAnAllowanceByItsMonths) {
  SiussKit kit;
  const auto asked = AskForHelp(kit);
  engine::GrantHelp(kit, asked, 20'000, 3);
  ASSERT_THAT(Told(kit.book), ElementsAre("I"));
  EXPECT_FALSE(kit.RecordOf(0).is_once);
  EXPECT_EQ(kit.RecordOf(0).amount, 20'000);
  EXPECT_EQ(kit.RecordOf(0).months, 3);
  EXPECT_EQ(FormatDay(kit.RecordOf(0).last), "2026-06-01");
  engine::EffectiveAct(kit, "101/2026", engine::ChangeAllowance(asked.application, 11'000, AddMonths(kit.today(), 2)));
  ASSERT_THAT(Told(kit.book), ElementsAre("I", "C", "I"));
  EXPECT_EQ(kit.RecordOf(2).amount, 17'000) << "two months of 200, one of 110";
}

TEST(FlowBook, TellsWhatIsPaidOnceWhenItIsPaidAndCancelsWhatCameBack) {
  SiussKit kit;
  const auto asked = AskForHelp(kit);
  const auto commitment = engine::GrantHelp(kit, asked, 40'000, 1);
  EXPECT_THAT(kit.book.flows(), IsEmpty()) << "granted, and not paid";
  EXPECT_THAT(kit.book.withheld(), IsEmpty());
  kit.PassUntil(kit.today() + 10);
  auto liquidate = engine::Liquidate(asked.chapter, commitment, 40'000, asked.payee);
  liquidate.month = DayFromCivil({.year = 2026, .month = 3, .day = 1}).days;
  engine::EffectiveWithVisa(kit, "200/2026", std::move(liquidate));
  kit.Given(engine::Pay(asked.chapter, 1));
  ASSERT_THAT(Told(kit.book), ElementsAre("I"));
  EXPECT_TRUE(kit.RecordOf(0).is_once);
  EXPECT_EQ(kit.RecordOf(0).amount, 40'000);
  EXPECT_EQ(kit.RecordOf(0).from, kit.today());
  kit.Given(engine::Bounce(asked.chapter, 1));
  EXPECT_THAT(Told(kit.book), ElementsAre("I", "C"));
}

TEST(FlowBook, TellsWhoAPersonIsByTheirMainEntryOnceTheyAreMerged) {
  SiussKit kit;
  const EntityId bare = kit.Case({.code = true});
  kit.Service(bare, kPlaces);
  ASSERT_THAT(kit.book.flows(), IsEmpty());
  const EntityId known = kit.Case();
  kit.Given(engine::Merge(engine::PersonOf(kit, known), engine::PersonOf(kit, bare)));
  ASSERT_THAT(Told(kit.book), ElementsAre("I"));
  EXPECT_EQ(kit.RecordOf(0).who.person, engine::PersonOf(kit, known));
}

}  // namespace
}  // namespace fascicolo::siuss
