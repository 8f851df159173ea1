#include "connectors/reads/reading.h"

#include "connectors/reads/told_reading.h"

#include <gtest/gtest.h>

namespace fascicolo::reads {
namespace {

std::vector<events::ConstBytes> ViewsOf(const std::vector<events::Bytes>& leaves) {
  return {leaves.begin(), leaves.end()};
}

TEST(ReadingAsLeaves, ComesBackAsItWas) {
  Reading reading = DiaryRead("anna.rossi", CaseNumber(7));
  reading.trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  reading.files.push_back({.kind = "person", .id = CaseNumber(9), .levels = {"find"}, .why = "row"});
  const auto leaves = LeavesOf(reading);
  ASSERT_EQ(leaves.size(), 3U) << "one of the question, one of each file";
  EXPECT_EQ(ReadingOf(ViewsOf(leaves)).value(), reading);
}

TEST(ReadingAsLeaves, IsTextThatNeedsNoProgram) {
  const auto leaves = LeavesOf(DiaryRead("anna.rossi", CaseNumber(7)));
  EXPECT_EQ(
      std::string(leaves[0].begin(), leaves[0].end()),
      R"({"who":"anna.rossi","roles":["worker"],"areas":["elderly"],"question":"history","position":41,"trace":"","use":""})");
  EXPECT_EQ(std::string(leaves[1].begin(), leaves[1].end()),
            R"({"kind":"case","id":"00000000000000000000000000000007","levels":["administrative","diary"],"why":"row",)"
            R"("policy":"sample","role":"worker","relation":"holder"})");
}

TEST(ReadingAsLeaves, IsNoneOfAnotherText) {
  for (const std::string text : {"", "[]", "{}", "{\"question\":5}", "{"}) {
    const events::Bytes leaf(text.begin(), text.end());
    EXPECT_EQ(ReadingOf({leaf}).error().code, FailureCode::kDamaged) << text;
  }
  auto leaves = LeavesOf(DiaryRead("anna.rossi", CaseNumber(7)));
  leaves[1] = leaves[0];
  EXPECT_EQ(ReadingOf(ViewsOf(leaves)).error().code, FailureCode::kDamaged) << "a file without its id";
  EXPECT_EQ(ReadingOf({}).error().code, FailureCode::kDamaged);
}

TEST(ReadingsForm, HasItsLimits) {
  Reading reading = DiaryRead("anna.rossi", CaseNumber(7));
  reading.files.resize(kMaxFiles, reading.files.front());
  EXPECT_TRUE(CheckForm(reading).ok());
  reading.files.push_back(reading.files.front());
  EXPECT_EQ(CheckForm(reading).error().code, FailureCode::kTooLarge);
  reading = DiaryRead(std::string(kMaxNameBytes + 1, 'a'), CaseNumber(7));
  EXPECT_EQ(CheckForm(reading).error().code, FailureCode::kTooLarge);
  reading = DiaryRead("anna.rossi", CaseNumber(7));
  reading.roles.assign(kMaxNames + 1, "worker");
  EXPECT_EQ(CheckForm(reading).error().code, FailureCode::kTooLarge);
}

}  // namespace
}  // namespace fascicolo::reads
