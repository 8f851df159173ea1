// A synthetic municipality: the same twice, and all in order.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fascicolo::program_test {
namespace {

std::vector<std::string> Town(const Desk& desk) {
  return {"simulate", "--inhabitants", "500",    "--years",           "1", "--seed",
          "11",       "--json",        "--data", desk.data().string()};
}

TEST(Simulate, TwiceGivesEqualRootsAndDigests) {
  const Desk one;
  const Desk two;
  const auto first = one.RunBare(Town(one));
  const auto second = two.RunBare(Town(two));
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.json().at("root"), second.json().at("root"));
  const auto verified = one.RunBare({"verify", "--json", "--data", one.data().string()});
  EXPECT_EQ(verified.code, 0) << verified.out;
  EXPECT_EQ(verified.json().at("digests"),
            two.RunBare({"verify", "--json", "--data", two.data().string()}).json().at("digests"));
  EXPECT_EQ(verified.json().at("root"), first.json().at("root"));
}

TEST(Simulate, NeverWritesIntoAnotherLedger) {
  const Desk desk;
  desk.Init();
  const auto ran = desk.RunBare(Town(desk));
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("a ledger of its own"), std::string::npos) << ran.err;
}

TEST(Simulate, WithoutADirectoryWritesCommandsThatSubmitTakes) {
  const Desk desk;
  const auto lines = desk.RunBare({"simulate", "--inhabitants", "500", "--seed", "3"});
  ASSERT_EQ(lines.code, 0) << lines.err;
  ASSERT_EQ(desk.Run({"init", "--name", "N"}).code, 0);
  const auto submitted =
      desk.Run({"submit", "-"}, lines.out.substr(0, lines.out.find('\n', 20'000) + 1));
  ASSERT_FALSE(submitted.lines().empty());
  EXPECT_EQ(submitted.lines()[0].at("outcome"), "accepted") << submitted.lines()[0];
}

TEST(Simulate, PutsAMarkBeforeTextsWhereItIsToldTo) {
  const Desk desk;
  auto words = Town(desk);
  words.insert(words.end(), {"--mark", "<%>", "--mark-personal", "[%]"});
  const auto ran = desk.RunBare(words);
  ASSERT_EQ(ran.code, 0) << ran.err;

  const auto unit = desk.Run({"occupancy", "--json"}).json().at("units").at(0).at("name").get<std::string>();
  const auto answer = ran.json();
  const auto& marked = answer.at("marked");
  const auto named = std::find_if(marked.begin(), marked.end(), [](const auto& one) { return one.at("text") == "OpenUnit.name"; });
  ASSERT_NE(named, marked.end());
  EXPECT_GT(named->at("times"), 0);
  EXPECT_EQ(unit.substr(0, 4), named->at("mark"));
}

}  // namespace
}  // namespace fascicolo::program_test
