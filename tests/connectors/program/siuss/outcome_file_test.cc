#include "connectors/program/siuss/outcome_store.h"


#include <gtest/gtest.h>

#include <fstream>
#include <unistd.h>

namespace fascicolo::program {
namespace {

siuss::FlowOutcome Outcome(const std::string& flow, siuss::OutcomeCode code) {
  return {flow, code, "2026-03-02T10:00:00.000Z", "detto \"da\" INPS\n", "22738"};
}

class OutcomeFiles : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(file_); }
  void TearDown() override { std::filesystem::remove(file_); }
  std::unique_ptr<OutcomeStore> Open() {
    auto opened = OpenOutcomeFile(file_);
    EXPECT_TRUE(opened.ok());
    return opened ? std::move(opened).value() : nullptr;
  }
  const std::filesystem::path file_ = std::filesystem::temp_directory_path() / ("fascicolo-outcomes-" + std::to_string(::getpid()));
};

TEST_F(OutcomeFiles, KeepTheLastOutcomeOfEachFlowForTheNextStart) {
  EXPECT_TRUE(Open()->last().empty()) << "before the first one";
  ASSERT_TRUE(Open()->Record({Outcome("a", siuss::OutcomeCode::kInvalid), Outcome("b", siuss::OutcomeCode::kOk)}));
  ASSERT_TRUE(Open()->Record({Outcome("a", siuss::OutcomeCode::kOk)}));
  const auto store = Open();
  ASSERT_EQ(store->last().size(), 2U);
  EXPECT_EQ(store->last().at("a"), Outcome("a", siuss::OutcomeCode::kOk));
}

TEST_F(OutcomeFiles, GrowByNothingThatWasToldAlready) {
  const auto store = Open();
  ASSERT_TRUE(store->Record({Outcome("a", siuss::OutcomeCode::kOk)}));
  const auto size = std::filesystem::file_size(file_);
  ASSERT_TRUE(store->Record({Outcome("a", siuss::OutcomeCode::kOk)}));
  EXPECT_EQ(std::filesystem::file_size(file_), size);
}

TEST_F(OutcomeFiles, WriteOverATornLineAndStopAtADamagedOne) {
  ASSERT_TRUE(Open()->Record({Outcome("a", siuss::OutcomeCode::kOk)}));
  std::ofstream(file_, std::ios::app) << R"({"flow":"b","outc)";
  ASSERT_EQ(Open()->last().size(), 1U);
  ASSERT_TRUE(Open()->Record({Outcome("c", siuss::OutcomeCode::kOk)}));
  EXPECT_EQ(Open()->last().size(), 2U);
  std::ofstream(file_, std::ios::app) << "nonsense\n";
  const auto damaged = OpenOutcomeFile(file_);
  ASSERT_FALSE(damaged.ok());
  EXPECT_EQ(damaged.error().code, FailureCode::kDamaged);
}

TEST_F(OutcomeFiles, AreReadByTheirOwnerAlone) {
  ASSERT_TRUE(Open()->Record({Outcome("a", siuss::OutcomeCode::kOk)}));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file_).permissions() & (perms::group_all | perms::others_all), perms::none);
}

}  // namespace
}  // namespace fascicolo::program
