// R25: figures for who governs, frozen as they were told. R51: whether need was overcome.
#include "counted_records.h"
#include "engine/told_case_work.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

const Day kMarchEnds = DayFromCivil({.year = 2026, .month = 4, .day = 1});
constexpr const char* kStocksOfMarch = "stocks --of services --by service --from 2026-03 --to 2026-03";

Position LastOf(const Kit& kit) { return Position{kit.commits() - 1}; }

/// The figures of March, as text.
std::string MarchOf(const CountedRecords& records, Position last) {
  const auto table = records.Table(kStocksOfMarch, last, kMarchEnds);
  std::string text = "{";
  for (const auto& [key, cells] : table.rows) {
    text += (text.size() > 1 ? ",\"" : "\"") + key.front() + "\":" + std::to_string(cells.back().value);
  }
  return text + "}";
}

schema::PublishFiguresT PublishMarch(const Kit& kit, std::string result) {
  auto publish = PublishFigures(kit, std::move(result));
  publish.query = kStocksOfMarch;
  publish.from = DayFromCivil({.year = 2026, .month = 3, .day = 1}).days;
  publish.until = kMarchEnds.days;
  return publish;
}

TEST(R25, FiguresForTheCouncilAreFrozenAndRestatedWhenSomethingComesLate) {
  // Given a centre with two users in March, and a study that the council asked for.
  Kit kit;
  CountedRecords records(kit);
  AdoptCatalogue(kit);
  AdoptProgrammes(kit);
  const EntityId studies = kit.Given(OpenProgramme(kit, kStudies));
  kit.Given(StartUndertaking(kit, studies, schema::UndertakingKind::study));
  const EntityId centre = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const Day early = kit.today() + 3;
  for (int i = 0; i < 2; ++i) kit.Given(Start(Applicant(kit), centre, kit.today()));
  const EntityId late = Applicant(kit);

  // When March is over and its figures are published, then the ledger keeps them with the position that they hold for.
  kit.PassUntil(kMarchEnds);
  const Position counted = LastOf(kit);
  const std::string told = MarchOf(records, counted);
  EXPECT_EQ(told, R"({"*":2,"open_centre_elderly":2})");
  const EntityId figures = kit.Given(PublishMarch(kit, told));
  auto data = Advance(kit, studies, 1, schema::UndertakingStep::record_data);
  data.data_position = counted.value;
  kit.When(data).ThenEvents({"UndertakingAdvanced"});

  // When it is recorded late that a third one came on the fifth, then the same position still gives the same figures,
  kit.Given(Start(late, centre, early));
  EXPECT_EQ(MarchOf(records, counted), told);

  // and today others: they are restated, not changed, and what was told stays.
  const std::string now = MarchOf(records, LastOf(kit));
  EXPECT_EQ(now, R"({"*":3,"open_centre_elderly":3})");
  kit.When(PublishMarch(kit, now)).ThenRefused(Rule::kFiguresPublished, "figure", ToHex(figures));
  auto restated = PublishMarch(kit, now);
  restated.restates = Ref(figures);
  kit.When(restated).ThenEvents({"FiguresPublished"});
  EXPECT_EQ(kit.state().Find<FigureTable>(figures)->as_of, counted);
}

TEST(R51, WhetherNeedIsOvercomeShowsFromOneFindingToTheNext) {
  // Given three projects at need level four.
  Kit kit;
  CountedRecords records(kit);
  AdoptCatalogue(kit);
  std::vector<EntityId> cases;
  for (int i = 0; i < 3; ++i) {
    cases.push_back(CaseInCharge(kit));
    kit.Given(Project(kit, cases.back(), {schema::Party::service}));
    kit.Given(Sign(cases.back(), 1, schema::Party::service));
  }

  // When reviews find one lighter, one heavier, and nobody looks at the third, and the first is closed as overcome.
  kit.PassUntil(kit.today() + 35);
  kit.Given(Review(cases[0], 1, 1, std::nullopt));
  kit.Given(Review(cases[1], 1, 5, kit.today() + 90));
  kit.Given(CloseCase(cases[0], "need_overcome"));

  // Then the figures of the year say so, area by area, and two goals were reached.
  const auto table = records.Table("outcomes --by area --from 2026-01 --to 2026-12", LastOf(kit), kit.today() + 300);
  EXPECT_EQ(Cell(table, {"elderly"}, "measured"), 2);
  EXPECT_EQ(Cell(table, {"elderly"}, "better"), 1);
  EXPECT_EQ(Cell(table, {"elderly"}, "worse"), 1);
  EXPECT_EQ(Cell(table, {"*"}, "goals_reached"), 2);
  EXPECT_EQ(Cell(table, {"*"}, "need_overcome"), 1);

  // And two cases are still in charge, of the three that were taken.
  const auto stocks = records.Table("stocks --of cases --by month --from 2026-01 --to 2026-12", LastOf(kit), kit.today() + 300);
  EXPECT_EQ(Cell(stocks, {"2026-03"}, "active"), 3);
  EXPECT_EQ(Cell(stocks, {"2026-04"}, "out"), 1);
  EXPECT_EQ(Cell(stocks, {"*"}, "active"), 2);
}

}  // namespace
}  // namespace fascicolo::engine
