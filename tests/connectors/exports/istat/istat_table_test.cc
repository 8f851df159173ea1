// ISTAT's table and SIOSS, of a small town told command by command.
#include "connectors/exports/istat/istat_table.h"

#include "connectors/exports/istat/sioss.h"
#include "engine/kit.h"
#include "engine/told_commands.h"
#include "engine/told_households.h"
#include "projections/statistics/suppression.h"

#include <gmock/gmock.h>

namespace fascicolo::istat {
namespace {

using projections::Key;
using testing::ElementsAre;
using testing::HasSubstr;

class IstatKit : public engine::Kit {
 public:
  IstatKit() {
    OnRecord([this](const events::Record& record) {
      const auto header = events::DecodeHeader(record.view().header());
      const auto reading = events::CommitReading::Open(record.view(), *header);
      projections::TakeCommit(careers, *reading);
    });
    for (const auto* sheet : {"laundry", "open_centre_elderly", "youth_centre"}) Given(engine::AdoptSheet(engine::BuiltInText(sheet)));
  }
  EntityId Service(EntityId case_file, const char* service) {
    const EntityId application = Given(engine::Apply(case_file, service));
    Given(engine::Start(application, Given(engine::OpenUnit(service, 10, today())), today()));
    return application;
  }
  [[nodiscard]] std::int64_t At(const projections::FigureTable& table, const Key& key, Column column) const {
    const auto row = table.rows.find(key);
    return row == table.rows.end() ? -1 : row->second.at(static_cast<std::size_t>(column)).value;
  }
  projections::Careers careers;
};

TEST(IstatTable, CountsAPersonOnceInEachRowAndTotal) {
  IstatKit kit;
  const EntityId one = engine::CaseInCharge(kit);
  kit.Service(one, "laundry");
  kit.Service(one, "open_centre_elderly");
  kit.Service(engine::CaseInCharge(kit), "laundry");
  kit.Service(engine::CaseInCharge(kit), "youth_centre");
  const auto table = IstatTable(kit.careers, kit.state(), 2026);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(kit.At(*table, {"elderly", "laundry"}, Column::kUsers), 2);
  EXPECT_EQ(kit.At(*table, {"elderly", "open_centre_elderly"}, Column::kUsers), 1);
  EXPECT_EQ(kit.At(*table, {"elderly", "*"}, Column::kUsers), 2);
  EXPECT_EQ(kit.At(*table, {"*", "*"}, Column::kUsers), 3);
  EXPECT_TRUE(table->Breaches().empty());
}

TEST(IstatTable, TellsWhoIsServedAtTheYearsEndApart) {
  IstatKit kit;
  const EntityId ended = kit.Service(engine::CaseInCharge(kit), "laundry");
  kit.Service(engine::CaseInCharge(kit), "laundry");
  kit.PassUntil(kit.today() + 30);
  kit.Given(engine::End(ended, kit.today()));
  const auto table = IstatTable(kit.careers, kit.state(), 2026);
  EXPECT_EQ(kit.At(*table, {"elderly", "laundry"}, Column::kUsers), 2);
  EXPECT_EQ(kit.At(*table, {"elderly", "laundry"}, Column::kUsersAtYearEnd), 1);
  EXPECT_EQ(kit.At(*IstatTable(kit.careers, kit.state(), 2025), {"elderly", "laundry"}, Column::kUsers), -1) << "nobody, the year before";
}

TEST(IstatTable, WritesLinesThatNameMacroAreaAndManagement) {
  IstatKit kit;
  kit.Service(engine::CaseInCharge(kit), "open_centre_elderly");
  const auto lines = IstatCsv(*IstatTable(kit.careers, kit.state(), 2026), kit.state(), 2026);
  EXPECT_EQ(lines.front(), "year,area,service,macro_area,management,users,users_at_year_end,gross,users_share,health_share,net,minutes");
  EXPECT_THAT(lines, testing::Contains(HasSubstr("2026,elderly,open_centre_elderly,structures,")));
  EXPECT_THAT(lines[1], HasSubstr("2026,,,,,1,1,0.00,0.00,0.00,0.00,0")) << "all of them";
}

TEST(IstatTable, SuppressesSmallCellsForOthers) {
  IstatKit kit;
  for (int i = 0; i < 7; ++i) kit.Service(engine::CaseInCharge(kit), "laundry");
  kit.Service(engine::CaseInCharge(kit), "youth_centre");
  auto table = IstatTable(kit.careers, kit.state(), 2026);
  ASSERT_TRUE(table->Complete());
  ASSERT_TRUE(projections::Protect(*table));
  EXPECT_TRUE(table->rows.at({"families_minors", "youth_centre"})[0].is_suppressed);
  EXPECT_TRUE(projections::GivenAway(*table).empty());
  const auto lines = IstatCsv(*table, kit.state(), 2026);
  EXPECT_THAT(lines, testing::Contains(HasSubstr("youth_centre,structures,entrusted,suppressed")));
}

TEST(Sioss, TellsCasesPersonsAndWorkersAndLeavesOpenWhatIsNotKnown) {
  IstatKit kit;
  engine::CaseInCharge(kit);
  const EntityId other = kit.Given(engine::Contact(schema::Area::disabled));
  kit.Given(engine::TakeInCharge(other, "verdi"));
  const auto lines = SiossCsv(kit.careers, kit.state(), 2026);
  EXPECT_THAT(lines, ElementsAre("year,indicator,area,value", "2026,social_workers_leading_cases,,2",
                                 "2026,social_workers_full_time_equivalents,,", "2026,cases_in_charge,,2",
                                 "2026,cases_in_charge,disabled,1", "2026,cases_in_charge,elderly,1",
                                 "2026,persons_in_charge,,2", "2026,persons_in_charge,disabled,1",
                                 "2026,persons_in_charge,elderly,1"));
}

}  // namespace
}  // namespace fascicolo::istat
