#include "engine/catalogue/built_in.h"

#include "engine/catalogue/sheet.h"
#include "engine/rules/dated_rules.h"
#include "engine/rules/holidays.h"

#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <sstream>
#include <string>

namespace fascicolo::engine {
namespace {

const std::filesystem::path kCatalogue =
    std::filesystem::path(FASCICOLO_SOURCE_DIR) / "schemas/catalogue";

std::string FolderOf(BuiltInDocument::Kind kind) {
  switch (kind) {
    case BuiltInDocument::Kind::kSheet:
      return "services";
    case BuiltInDocument::Kind::kRuleSet:
      return "rules";
    case BuiltInDocument::Kind::kCalendar:
      return "calendars";
  }
  return {};
}

TEST(BuiltInCatalogue, HoldsEveryFileOfTheCatalogueByteForByte) {
  std::set<std::string> built_in;
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    const std::string file = FolderOf(document.kind) + "/" + std::string(document.name) + ".json";
    built_in.insert(file);
    std::ostringstream text;
    text << std::ifstream(kCatalogue / file, std::ios::binary).rdbuf();
    EXPECT_EQ(document.json, text.str()) << file;
  }
  std::set<std::string> files;
  for (const char* folder : {"services", "rules", "calendars"}) {
    for (const auto& entry : std::filesystem::directory_iterator(kCatalogue / folder)) {
      files.insert(std::string(folder) + "/" + entry.path().filename().string());
    }
  }
  EXPECT_EQ(built_in, files);
}

TEST(BuiltInCatalogue, HoldsOnlyDocumentsThatCanBeAdoptedAndAreNamedAsTheyAre) {
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    if (document.kind == BuiltInDocument::Kind::kSheet) {
      const auto sheet = ParseSheet(document.json);
      ASSERT_TRUE(sheet.ok()) << document.name << ": " << sheet.error()[0].ToString();
      EXPECT_EQ(sheet->code, document.name);
    } else if (document.kind == BuiltInDocument::Kind::kCalendar) {
      const auto calendar = ParseHolidayCalendar(document.json);
      ASSERT_TRUE(calendar.ok()) << document.name << ": " << calendar.error()[0].ToString();
    } else {
      const auto rules = ParseDatedRules(document.json);
      ASSERT_TRUE(rules.ok()) << document.name << ": " << rules.error()[0].ToString();
      std::visit([&](const auto& one) { EXPECT_EQ(one.code + "-" + one.version, document.name); },
                 *rules);
    }
  }
}

std::vector<Sheet> Sheets() {
  std::vector<Sheet> sheets;
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    if (document.kind == BuiltInDocument::Kind::kSheet) sheets.push_back(ParseSheet(document.json).value());
  }
  return sheets;
}

/// The codes of the built-in rules of one kind.
template <class Document>
std::set<std::string> CodesOf() {
  std::set<std::string> codes;
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    if (document.kind != BuiltInDocument::Kind::kRuleSet) continue;
    const DatedRules rules = ParseDatedRules(document.json).value();
    if (const auto* one = std::get_if<Document>(&rules)) codes.insert(one->code);
  }
  return codes;
}

TEST(BuiltInCatalogue, HoldsTheRulesThatItsSheetsName) {
  const std::set<std::string> points = CodesOf<RuleSet>();
  const std::set<std::string> fees = CodesOf<FeeRules>();
  for (const Sheet& sheet : Sheets()) {
    const bool by_points = sheet.waiting && sheet.waiting->policy == WaitingPolicy::kPoints;
    if (by_points) {
      EXPECT_TRUE(points.contains(sheet.waiting->rule_set)) << sheet.code;
    }
    if (!sheet.fee.empty()) {
      EXPECT_TRUE(fees.contains(sheet.fee)) << sheet.code;
    }
  }
  for (const std::string& code : fees) EXPECT_FALSE(points.contains(code)) << code << " names both";
}

TEST(BuiltInCatalogue, ServesEveryRowOfTheRequest) {
  std::set<std::string> served;
  for (const Sheet& sheet : Sheets()) {
    for (const std::string& row : sheet.rows) served.insert(row.substr(0, 3));
  }
  for (int row = 1; row <= 51; ++row) {
    const std::string name = (row < 10 ? "R0" : "R") + std::to_string(row);
    EXPECT_TRUE(served.contains(name)) << name;
  }
  EXPECT_EQ(served.size(), 51U) << "no row that was not asked for";
}

TEST(BuiltInCatalogue, NamesEachServiceOnceInEitherLanguage) {
  std::set<std::string> codes;
  std::set<std::string> italian;
  std::set<std::string> english;
  for (const Sheet& sheet : Sheets()) {
    EXPECT_TRUE(codes.insert(sheet.code).second) << sheet.code;
    EXPECT_TRUE(italian.insert(sheet.name.it).second) << sheet.name.it;
    EXPECT_TRUE(english.insert(sheet.name.en).second) << sheet.name.en;
  }
}

/// SIUSS knows three areas of users, ISTAT seven: minors are 1, disabled and elderly 2, the others 3.
int SiussAreaOf(IstatArea area) {
  switch (area) {
    case IstatArea::kFamiliesMinors:
      return 1;
    case IstatArea::kDisabled:
    case IstatArea::kElderly:
      return 2;
    default:
      return 3;
  }
}

TEST(BuiltInCatalogue, GivesTheAreaOfSiussThatFollowsFromTheAreaOfIstat) {
  for (const Sheet& sheet : Sheets()) {
    if (sheet.siuss) {
      EXPECT_EQ(sheet.siuss->area, SiussAreaOf(sheet.istat_area)) << sheet.code;
    }
  }
}

TEST(BuiltInCatalogue, SaysOfEveryServiceWhatTheReportsWant) {
  for (const Sheet& sheet : Sheets()) {
    ASSERT_TRUE(sheet.reporting.has_value()) << sheet.code;
    if (sheet.reporting->yearly_hours) {
      EXPECT_TRUE(sheet.unit == Unit::kMinutesPerWeek || sheet.unit == Unit::kPlaces) << sheet.code;
    }
    const bool is_paid_out = sheet.family == Family::kAllowance || sheet.family == Family::kPlan;
    if (is_paid_out) {
      EXPECT_EQ(sheet.reporting->macro_area, MacroArea::kMoney) << sheet.code;
    }
  }
}

TEST(BuiltInCatalogue, LetsNoActivationWaitForAnActThatNobodyCanSign) {
  for (const Sheet& sheet : Sheets()) {
    if (sheet.family == Family::kActivation) {
      EXPECT_EQ(sheet.act, ActKind::kNone) << sheet.code;
    }
  }
}

/// L. 241/1990 art. 10-bis does not apply to competitive procedures.
TEST(BuiltInCatalogue, GivesNoNoticeOfRefusalInARanking) {
  for (const Sheet& sheet : Sheets()) {
    if (sheet.family != Family::kRanking) continue;
    for (const Deadline& deadline : sheet.deadlines) {
      EXPECT_THAT(deadline.suspended_by, ::testing::Not(::testing::Contains(Suspends::kRefusalNotice))) << sheet.code;
    }
  }
}

TEST(BuiltInCatalogue, IsNeverTakenForMoreThanASample) {
  for (const Sheet& sheet : Sheets()) EXPECT_EQ(sheet.status, DocumentStatus::kSample) << sheet.code;
}

TEST(BuiltInCatalogue, DamagedAtRandomIsReadOrRefusedAndNothingWorse) {
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937_64 random(seed);
  constexpr std::string_view kLetters = "{}[]\",:0159-.eatz\\ \xff";
  for (int i = 0; i < 4'000; ++i) {
    const BuiltInDocument& document = BuiltInCatalogue()[random() % BuiltInCatalogue().size()];
    std::string json(document.json);
    for (std::size_t j = random() % 3 + 1; j > 0; --j) {
      json[random() % json.size()] = kLetters[random() % kLetters.size()];
    }
    const auto sheet = ParseSheet(json);
    const auto rules = ParseDatedRules(json);
    const auto calendar = ParseHolidayCalendar(json);
    EXPECT_LE(sheet.ok() + rules.ok() + calendar.ok(), 1);
    EXPECT_TRUE(calendar.ok() || !calendar.error().empty());
    EXPECT_TRUE(sheet.ok() || !sheet.error().empty());
    EXPECT_TRUE(rules.ok() || !rules.error().empty());
  }
}

TEST(BuiltInCatalogue, KnowsNoOtherName) { EXPECT_EQ(FindBuiltIn("home_care"), nullptr); }

}  // namespace
}  // namespace fascicolo::engine
