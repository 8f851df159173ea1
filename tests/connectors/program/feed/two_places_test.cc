// A directory that was copied, and written on in both places.
#include "connectors/program/feed/feed_desk.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

TEST_F(FeedCommand, StopsWhereALedgerWasWrittenOnInTwoPlaces) {
  const std::string consumer = Consumer();
  std::filesystem::copy(desk_.data(), desk_.root() / "twin", std::filesystem::copy_options::recursive);
  Submit(Contact("a7", "Settimi"));
  ASSERT_EQ(Feed(consumer).code, 0);
  const std::string twin = (desk_.root() / "twin").string();
  const auto other =
      desk_.RunBare({"submit", "-", "--data", twin, "--trust-clock", "--test-clock", "2026-03-02T09:00:00Z"},
                    Contact("a8", "Ottavi") + Contact("a9", "Noni"));
  ASSERT_EQ(other.code, 0) << other.err;
  const auto ran = desk_.RunBare({"feed", consumer, "--data", twin, "--to-file", Out().string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_TRUE(Says(ran.err, "two places")) << ran.err;
}

}  // namespace
}  // namespace fascicolo::program_test
