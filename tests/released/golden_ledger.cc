#include "released/golden_ledger.h"

#include <gtest/gtest.h>

#include "connectors/program/command_json.h"
#include "connectors/program/readjudication.h"
#include "connectors/program/verification.h"
#include "engine/kit.h"
#include "events/acceptance.h"
#include "events/store/memory_rows.h"
#include "projections/folded_views.h"
#include "projections/projector.h"

namespace fascicolo::engine {
namespace {

std::filesystem::path log_directory;

class GoldenLog final : public LogUnderTest {
 public:
  GoldenLog() : ledger_(LedgerIn(log_directory)) {}
  events::Ledger& ledger() override { return *ledger_; }

 private:
  const std::unique_ptr<events::SegmentLedger> ledger_;
};

}  // namespace

void LogKitsIn(std::filesystem::path directory) { log_directory = std::move(directory); }

std::unique_ptr<LogUnderTest> OpenLogUnderTest(LedgerId) { return std::make_unique<GoldenLog>(); }

std::unique_ptr<events::SegmentLedger> LedgerIn(const std::filesystem::path& directory) {
  auto opened = events::SegmentLedger::Open(directory.string(), events::LedgerIdOf(Kit::kOrigin), {.create = true});
  if (!opened) ADD_FAILURE() << opened.error().message;
  return std::move(opened).value();
}

Digests DigestsOfLedger(const std::filesystem::path& directory) {
  const auto ledger = LedgerIn(directory);
  Digests digests;
  program::LogProof proof;
  store::MemoryRows state;
  const Status proven = program::ProveLog(*ledger, Kit::kOrigin, {}, state, proof);
  EXPECT_TRUE(proven.ok()) << proven.error().message;
  if (!proven) return digests;
  digests.commits = proof.commits;
  digests.events = proof.events;
  digests.frozen = proof.frozen;
  digests.hashes["root"] = ToHex(proof.root);
  digests.hashes["state"] = ToHex(DigestState(state));

  store::MemoryRows views;
  EXPECT_TRUE(projections::Projector::Open(*ledger, Kit::kOrigin, views).value()->CatchUp().ok());
  for (const auto& [name, digest] : projections::DigestsOf(views)) digests.hashes["view " + std::string(name)] = ToHex(digest);

  store::MemoryRows again;
  const auto tally =
      program::Readjudicate({*ledger, Kit::kOrigin, again, program::SchemaCodec()}, {}, proof.position);
  EXPECT_TRUE(tally.ok());
  for (const auto& version : tally->versions) {
    if (version.decider == kDeciderVersion) digests.differences += version.differences;
  }
  for (const auto& row : program::DifferencesIn(again)) {
    digests.problems.push_back("position " + std::to_string(row.position.value) + ", " + row.command_type + " decided by " +
                               std::to_string(row.decider) + ": " + row.place + " was " + row.recorded_value + ", is " +
                               row.again_value);
  }
  for (const auto& problem : proof.problems) {
    digests.problems.push_back(problem.place + ": " + problem.what);
  }
  return digests;
}

}  // namespace fascicolo::engine
