// What signing and proving cost, beside what the processor can do at most, and what the tree costs those who write.
#include <algorithm>

#include "connectors/program/receipts/proving.h"
#include "events/acceptance.h"
#include "events/proof/tree_files.h"
#include "events/segments/segment_ledger.h"
#include "ops/bench/benches.h"
#include "ops/bench/office.h"

namespace fascicolo::bench {
namespace {

constexpr const char* kOrigin = "bench.example/fascicolo";
constexpr int kSignatures = 20'000;
constexpr int kHashes = 500'000;
constexpr int kCheckpoints = 500;
constexpr std::size_t kProven = 500;  ///< at most: events, cases
constexpr int kTurns = 5;
constexpr double kTurnSeconds = 1;
constexpr std::size_t kClients = 256;

double PerSecond(std::size_t count, double seconds) { return static_cast<double>(count) / seconds; }

proof::Checkpoint CheckpointOf(std::uint64_t size) { return {kOrigin, size, Hash{}}; }

/// The same text again and again, and nothing kept.
double SignaturesPerSecond(const proof::SignerKey& key) {
  const std::string text = CheckpointOf(1).ToString();
  return PerSecond(kSignatures, Seconds([&] {
                     for (int i = 0; i < kSignatures; ++i) (void)key.Sign(text);
                   }));
}

double HashesPerSecond() {
  events::Bytes header(events::kHeaderBytes, 1);
  return PerSecond(kHashes, Seconds([&] {
                     for (int i = 0; i < kHashes; ++i) header[0] = events::LeafOf(header).bytes[0];
                   }));
}

/// Signed, and remembered on the disk before anybody would hear of it.
double CheckpointsPerSecond(const proof::SignerKey& key, const std::filesystem::path& dir) {
  auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), dir / "signed").value();
  return PerSecond(kCheckpoints, Seconds([&] {
                     for (std::uint64_t size = 1; size <= kCheckpoints; ++size) {
                       const std::string text = CheckpointOf(size).ToString();
                       FASCICOLO_CHECK(kept.Keep({text, {proof::SignText(text, key)}}).ok());
                     }
                   }));
}

/// Receipts of one kind from an authority that is open.
struct Receipts {
  double made = 0;     ///< a second
  double checked = 0;  ///< a second
  double kilobytes = 0;
  std::size_t count = 0;
};
Receipts MakeAll(std::size_t count, program::Proving& proving,
                 const std::function<Result<proof::Receipt>(std::size_t)>& make) {
  std::vector<proof::Receipt> receipts;
  const double made = Seconds([&] {
    for (std::size_t i = 0; i < count; ++i) {
      if (auto receipt = make(i)) receipts.push_back(std::move(receipt).value());  // else a refusal, which has no event
    }
  });
  FASCICOLO_CHECK(!receipts.empty());
  count = receipts.size();
  const double checked = Seconds([&] {
    for (const auto& receipt : receipts) FASCICOLO_CHECK(proving.Check(receipt).ok());
  });
  double bytes = 0;
  for (const auto& receipt : receipts) bytes += static_cast<double>(receipt.ToString().size());
  return {PerSecond(count, made), PerSecond(count, checked), bytes / 1024 / static_cast<double>(count), count};
}

std::vector<EntityId> SomeCases(const engine::State& state) {
  std::vector<EntityId> cases;
  state.Scan<engine::CaseTable>(engine::CaseTable::Key(), [&](std::string_view bytes, const auto&) {
    store::KeyReader key(bytes);
    FASCICOLO_CHECK(key.Read(cases.emplace_back()));
    return cases.size() < kProven;
  });
  return cases;
}

std::string Sized(const Receipts& receipts, const char* what) {
  return std::to_string(receipts.count) + " " + what + ", " +
         std::to_string(static_cast<int>(receipts.kilobytes)) + " KiB each";
}

std::vector<Row> Proven(const std::filesystem::path& authority) {
  program::Session session;
  session.options.place.data = authority;
  FASCICOLO_CHECK(session.Begin());
  int code = 0;
  const auto reading = program::Reading::Begin(session, std::nullopt, code);
  FASCICOLO_CHECK(reading != nullptr);
  const auto proving = program::Proving::Begin(session, *reading).value();
  const auto cases = SomeCases(reading->node().state());
  const std::uint64_t commits = reading->standing().position.value + 1;
  const std::size_t events = std::min<std::size_t>(kProven, commits - 1);
  const Receipts of_events = MakeAll(events, *proving, [&](std::size_t i) {
    return proving->OfEvent(Position{1 + i * (commits - 1) / events}, 0);
  });
  const Receipts of_cases = MakeAll(cases.size(), *proving, [&](std::size_t i) { return proving->OfHistory(cases[i]); });
  (void)session.Leave(reading->node(), 0);
  return {
      {"prove an event", of_events.made, "1/s", "", 0, Sized(of_events, "receipts across the ledger")},
      {"check an event's receipt", of_events.checked, "1/s", "prove an event", of_events.checked / of_events.made, ""},
      {"prove a case", of_cases.made, "1/s", "", 0, Sized(of_cases, "receipts of cases with what they consist of")},
      {"check a case's receipt", of_cases.checked, "1/s", "prove a case", of_cases.checked / of_cases.made, ""},
  };
}

/// A ledger that is written; `tree`: and whose tree goes with it.
struct WrittenLedger {
  WrittenLedger(const std::filesystem::path& dir, bool with_tree)
      : ledger(events::SegmentLedger::Open(dir / "ledger", events::LedgerIdOf(kOrigin), {.create = true}).value()),
        office(*ledger, kOrigin, dir / "state") {
    if (with_tree) tree = proof::TreeFiles::Open(events::SystemFiles(), dir / "tree", kOrigin).value();
  }
  /// Decisions a second, for a turn.
  double Turn() {
    const Position before = office.next();
    double seconds = Seconds([&] { (void)office.Many(kClients, kTurnSeconds); });
    if (tree) seconds += Seconds([&] { FASCICOLO_CHECK(proof::FollowLog(*tree, *ledger).ok()); });
    return PerSecond(office.next().value - before.value, seconds);
  }
  std::unique_ptr<events::SegmentLedger> ledger;
  Office office;
  std::unique_ptr<proof::TreeFiles> tree;
};

std::vector<Row> TreeBesideWriting(const std::filesystem::path& dir) {
  for (const char* name : {"plain", "with-tree"}) std::filesystem::create_directories(dir / name);
  WrittenLedger plain(dir / "plain", false);
  WrittenLedger with_tree(dir / "with-tree", true);
  Durations without;
  Durations with;
  for (int turn = 0; turn < kTurns; ++turn) {  // in turn, so that the disk's moods hit both
    without.Add(plain.Turn());
    with.Add(with_tree.Turn());
  }
  const std::string turns = "256 clients, median of " + std::to_string(kTurns) + " turns of a second, each beside the other's";
  return {
      {"decisions without a tree", without.At(0.5), "1/s", "", 0, turns},
      {"decisions with the tree", with.At(0.5), "1/s", "decisions without a tree", with.At(0.5) / without.At(0.5),
       "and after each turn the tree is brought to the log's end, which reads the turn's records again"},
  };
}

}  // namespace

std::vector<Row> Proofs(const std::filesystem::path& authority, const std::filesystem::path& dir) {
  const proof::SignerKey key(kOrigin, proof::KeyType::kEd25519, proof::Seed{7});
  const double signatures = SignaturesPerSecond(key);
  const double checkpoints = CheckpointsPerSecond(key, dir);
  std::vector<Row> rows{
      {"Ed25519 signatures", signatures, "1/s", "", 0, "libsodium, one core: no signing is faster on this machine"},
      {"leaf hashes", HashesPerSecond(), "1/s", "", 0, "SHA-256 of 257 bytes, one core: no tree is made faster"},
      {"checkpoints signed", checkpoints, "1/s", "Ed25519 signatures", checkpoints / signatures,
       "each kept on the disk (two fsyncs of files, two of directories) before the next"},
  };
  for (const auto& more : {Proven(authority), TreeBesideWriting(dir)}) rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

}  // namespace fascicolo::bench
