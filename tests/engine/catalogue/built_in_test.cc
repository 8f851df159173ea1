#include "engine/catalogue/built_in.h"

#include "engine/catalogue/sheet.h"
#include "engine/rules/dated_rules.h"

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
  return kind == BuiltInDocument::Kind::kSheet ? "services" : "rules";
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
  for (const char* folder : {"services", "rules"}) {
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
    } else {
      const auto rules = ParseDatedRules(document.json);
      ASSERT_TRUE(rules.ok()) << document.name << ": " << rules.error()[0].ToString();
      std::visit([&](const auto& one) { EXPECT_EQ(one.code + "-" + one.version, document.name); },
                 *rules);
    }
  }
}

TEST(BuiltInCatalogue, HoldsTheRuleSetsThatItsSheetsName) {
  std::set<std::string> codes;
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    const auto rules = ParseRuleSet(document.json);
    if (rules) codes.insert(rules->code);
  }
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    if (document.kind != BuiltInDocument::Kind::kSheet) continue;
    const auto sheet = ParseSheet(document.json);
    if (!sheet->waiting || sheet->waiting->policy != WaitingPolicy::kPoints) continue;
    EXPECT_TRUE(codes.contains(sheet->waiting->rule_set)) << document.name;
  }
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
    EXPECT_FALSE(sheet.ok() && rules.ok());
    EXPECT_TRUE(sheet.ok() || !sheet.error().empty());
    EXPECT_TRUE(rules.ok() || !rules.error().empty());
  }
}

TEST(BuiltInCatalogue, KnowsNoOtherName) { EXPECT_EQ(FindBuiltIn("home_care"), nullptr); }

}  // namespace
}  // namespace fascicolo::engine
