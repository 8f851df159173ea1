// The golden town, and how the next golden ledger is written (ops/release/golden).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "contract/ledger/scratch.h"
#include "faults/audit/forging.h"
#include "engine/payload_names.h"
#include "released/golden_ledger.h"
#include "released/golden_town.h"
#include "schemas/event_bfbs_generated.h"

namespace fascicolo::engine {
namespace {

void LiveIn(const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  LogKitsIn(directory);
  Kit kit;
  LiveGoldenTown(kit);
}

std::vector<std::string> MissingIn(const std::filesystem::path& directory) {
  TypesWanted wanted;
  const auto ledger = LedgerIn(directory);
  for (const auto& record : events::RecordsOf(*ledger)) {
    const auto header = events::DecodeHeader(record.view().header()).value();
    wanted.Note(events::CommitReading::Open(record.view(), header).value());
  }
  return wanted.missing();
}

TEST(GoldenTown, GivesEveryCommandAndMakesEveryEvent) {
  const Scratch scratch;
  LiveIn(scratch.path());
  EXPECT_THAT(MissingIn(scratch.path()), testing::IsEmpty())
      << "add what is missing to tests/released/golden_town.cc";
}

TEST(TypesWanted, NamesEveryTypeThatHasNotOccurred) {
  const auto missing = TypesWanted().missing();
  EXPECT_THAT(missing, testing::IsSupersetOf({"command MergePersons", "event DeathRecorded"}));
  EXPECT_EQ(missing.size(), CommandNames().size() + EventNames().size());
}

TEST(GoldenTown, IsTheSameTwice) {
  const Scratch one;
  const Scratch two;
  LiveIn(one.path());
  LiveIn(two.path());
  const Digests first = DigestsOfLedger(one.path());
  EXPECT_EQ(first.hashes, DigestsOfLedger(two.path()).hashes);
  EXPECT_THAT(first.problems, testing::IsEmpty());
  EXPECT_EQ(first.frozen, 0U);
}

/// Where ops/release/golden wants it; otherwise nowhere in particular.
std::filesystem::path OutOr(const std::filesystem::path& other) {
  const char* asked = std::getenv("FASCICOLO_GOLDEN_OUT");
  return asked != nullptr ? std::filesystem::path(asked) : other;
}

TEST(GoldenWriter, WritesALedgerOfEveryTypeWithItsDigestsAndItsSchema) {
  const Scratch scratch;
  const auto town = std::filesystem::path(scratch.path()) / "town";
  const auto out = OutOr(std::filesystem::path(scratch.path()) / "out");
  LiveIn(town);
  ASSERT_THAT(MissingIn(town), testing::IsEmpty()) << "add what is missing to tests/released/golden_town.cc";
  const Digests digests = DigestsOfLedger(town);
  ASSERT_THAT(digests.problems, testing::IsEmpty());
  std::filesystem::create_directories(out);
  std::filesystem::copy(town / "segments", out / "segments");
  std::ofstream(out / "event.bfbs", std::ios::binary)
      .write(reinterpret_cast<const char*>(schema::EventBinarySchema::data()),
             static_cast<std::streamsize>(schema::EventBinarySchema::size()));
  const nlohmann::ordered_json form{{"origin", Kit::kOrigin},     {"decider", kDeciderVersion},
                                    {"commits", digests.commits}, {"events", digests.events},
                                    {"digests", digests.hashes}};
  std::ofstream(out / "ledger.json") << form.dump(2) << '\n';
  EXPECT_TRUE(std::filesystem::exists(out / "segments" / "END"));
  EXPECT_GT(std::filesystem::file_size(out / "ledger.json"), 200U);
}

}  // namespace
}  // namespace fascicolo::engine
