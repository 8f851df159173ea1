// Who finds what: a ledger attacked in every way that we thought of, and each tool asked about it, cell by cell. A cell that
// says *cannot* is tested too: what a tool promises less of than it keeps would be believed by nobody.
//
// The row of an attack is run with state and views as they stood (kept), or thrown away, as who can write the log can do;
// they are then folded again from the attacked log. Held against a checkpoint are the headers alone here, so that the
// column says what the checkpoint finds. Rows for forged, replayed and split checkpoints belong to the program that reads
// published folders, beside which they stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <random>

#include "connectors/program/program.h"
#include "engine/refusals.h"
#include "engine/seed.h"
#include "engine/state/tables.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "events/proof/checkpoint.h"
#include "events/tree.h"
#include "faults/audit/forging.h"
#include "projections/view_rows.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using events::Forged;
using events::Record;

enum class Tool { kVerify, kQuick, kRequests, kAgainst, kReadjudicate };
constexpr Tool kTools[] = {Tool::kVerify, Tool::kQuick, Tool::kRequests, Tool::kAgainst, Tool::kReadjudicate};

const char* NameOf(Tool tool) {
  switch (tool) {
    case Tool::kVerify:
      return "verify";
    case Tool::kQuick:
      return "verify_quick";
    case Tool::kRequests:
      return "verify_requests";
    case Tool::kAgainst:
      return "verify_against";
    case Tool::kReadjudicate:
      return "readjudicate";
  }
  return "";
}

/// A checkpoint of the town as it was, and who signed it.
struct Kept {
  fs::path note;
  std::string key;
};

std::vector<std::string> WordsOf(Tool tool, const Kept& kept) {
  switch (tool) {
    case Tool::kVerify:
      return {"verify", "--json"};
    case Tool::kQuick:
      return {"verify", "--json", "--quick"};
    case Tool::kRequests:
      return {"verify", "--json", "--requests"};
    case Tool::kAgainst:
      return {"verify", "--json", "--quick", "--against", kept.note.string(), "--signed-by", kept.key};
    case Tool::kReadjudicate:
      return {"readjudicate", "--json"};
  }
  return {};
}

std::string OriginOf(const fs::path& data) {
  std::ifstream file(data / "authority.json");
  return nlohmann::json::parse(file).at("origin");
}

std::vector<Record> LogOf(const fs::path& data) {
  auto ledger = events::SegmentLedger::Open((data / "ledger").string(), events::LedgerIdOf(OriginOf(data))).value();
  return events::RecordsOf(*ledger);
}

/// The records as a log of their own, cleanly closed.
void WriteLog(const fs::path& data, const std::vector<Record>& records) {
  fs::remove_all(data / "ledger" / "segments");
  auto ledger = events::SegmentLedger::Open((data / "ledger").string(), events::LedgerIdOf(OriginOf(data)), {.create = true})
                    .value();
  ASSERT_TRUE(ledger->Append(records).ok());
  ASSERT_TRUE(ledger->Settle().ok());
  ASSERT_TRUE(ledger->Close().ok());
}

void ThrowCachesAway(const fs::path& data) {
  fs::remove_all(data / "state");
  fs::remove_all(data / "views");
}

/// Somebody outside keeps what was signed over the whole ledger.
Kept KeepACheckpoint(const fs::path& data, const fs::path& note) {
  const auto records = LogOf(data);
  events::Frontier tree;
  for (const Record& record : records) tree.Append(events::LeafOf(record.view().header()));
  const std::string origin = OriginOf(data);
  const proof::SignerKey signer(origin, proof::KeyType::kEd25519, proof::Seed{7});
  const std::string text = proof::Checkpoint{origin, records.size(), tree.Root()}.ToString();
  std::ofstream(note) << proof::SignedNote{text, {proof::SignText(text, signer)}}.ToString();
  return {note, signer.verifier().ToString()};
}

// --- the attacks ---

void FlipABit(const fs::path& data, std::uint64_t seed) {
  std::uint64_t end = 0;
  {
    const auto ledger = events::SegmentLedger::Open((data / "ledger").string(), events::LedgerIdOf(OriginOf(data))).value();
    end = ledger->end().value;
    ASSERT_TRUE(ledger->Close().ok());
  }
  const fs::path file = data / "ledger" / "segments" / "0000000000000000.seg";
  std::mt19937_64 random(seed);
  const auto at = static_cast<std::streamoff>(random() % end);
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(at);
  const int byte = stream.get();
  stream.seekp(at);
  stream.put(static_cast<char>(byte ^ (1 << (random() % 8))));
  ASSERT_TRUE(stream.good());
}

/// The log with something done to its records.
void Change(const fs::path& data, const std::function<void(std::vector<Record>&)>& change) {
  auto records = LogOf(data);
  change(records);
  WriteLog(data, records);
}
void SwapTwo(std::vector<Record>& records) { std::swap(records[records.size() / 2], records[records.size() / 2 + 1]); }
void RemoveOne(std::vector<Record>& records) {
  records.erase(records.begin() + static_cast<std::ptrdiff_t>(records.size() / 2));
}
void CutTail(std::vector<Record>& records) { records.resize(records.size() - 10); }

std::size_t FirstOf(const std::vector<Record>& records, schema::CommandPayload type) {
  return events::FirstThat(records, [&](const Forged& commit) {
    return commit.command.payload.type == type && commit.recorded.refused == nullptr;
  });
}
/// The last commit of this command whose entities nothing touches later, so that whatever stands there fits.
std::size_t LastFreeOf(const std::vector<Record>& records, schema::CommandPayload type) {
  std::set<EntityId> touched;
  for (std::size_t i = records.size(); i-- > 0;) {
    const Forged commit(records[i].view());
    bool is_free = commit.command.payload.type == type && commit.recorded.refused == nullptr;
    for (const auto& one : commit.content.touched) is_free = touched.insert(one.entity).second && is_free;
    if (is_free) return i;
  }
  return records.size();
}

void ForgeAt(std::vector<Record>& records, std::size_t at, const events::Forge& forge) {
  ASSERT_LT(at, records.size()) << "no such commit";
  records = events::Rechained(records, at, forge);
}
void AlterTheActor(std::vector<Record>& records) {
  ForgeAt(records, FirstOf(records, schema::CommandPayload::TakeInCharge),
          [](Forged& forged) { forged.command.actor = "somebody.else"; });
}
void AlterWhatWasDecidedOn(std::vector<Record>& records) {
  ForgeAt(records, FirstOf(records, schema::CommandPayload::TakeInCharge),
          [](Forged& forged) { forged.command.payload.AsTakeInCharge()->worker = "somebody.else"; });
}
void PlantADecision(std::vector<Record>& records) {
  ForgeAt(records, FirstOf(records, schema::CommandPayload::TakeInCharge),
          [](Forged& forged) { forged.events.at(0).payload.AsTakenInCharge()->worker = "somebody.else"; });
}
void RefuseWhatWasAccepted(std::vector<Record>& records) {
  ForgeAt(records, LastFreeOf(records, schema::CommandPayload::AddDiaryEntry), [](Forged& forged) {
    const auto& rule = engine::TextOf(engine::Rule::kCaseNotOpen);
    forged.content.kind = events::CommitKind::kRefused;
    forged.recorded.refused = std::make_unique<schema::RefusedT>();
    forged.recorded.refused->code = rule.code;
    forged.recorded.refused->ground = rule.ground;
    forged.events.clear();
    forged.content.touched.clear();
  });
}
void SkipAVersion(std::vector<Record>& records) {
  ForgeAt(records, LastFreeOf(records, schema::CommandPayload::AddDiaryEntry), [](Forged& forged) {
    ++forged.events.at(0).version;
    forged.content.touched.at(0).version = forged.content.touched.at(0).version.next();
  });
}
void GiveACommandTwice(std::vector<Record>& records) {
  const std::size_t first = FirstOf(records, schema::CommandPayload::AddDiaryEntry);
  const std::size_t at = LastFreeOf(records, schema::CommandPayload::AddDiaryEntry);
  ASSERT_LT(first, at);
  const Forged once(records[first].view());
  ForgeAt(records, at, [&](Forged& last) {
    last.content.command = once.content.command;
    last.command.id = std::make_unique<schema::Id>(events::ToSchema(once.content.command));
  });
}
/// So that another key would open the text to other words, which whoever has the key could then present.
void ForgeAKeyCommitment(std::vector<Record>& records) {
  const std::size_t at = events::FirstThat(records, [](const Forged& commit) {
    return !commit.events.empty() && !commit.events.front().sections.empty();
  });
  ForgeAt(records, at, [](Forged& forged) {
    const schema::Hash sealed = *forged.events.front().sections.front()->ciphertext_hash;
    const auto forge = [&sealed](auto& sections) {
      for (auto& section : sections) {
        const bool is_it = std::memcmp(section->ciphertext_hash.get(), &sealed, sizeof sealed) == 0;
        if (is_it) *section->commitment = sealed;
      }
    };
    forge(forged.recorded.sections);  // what the command brought, and what the event says of it
    for (auto& event : forged.events) forge(event.sections);
  });
}
/// The same by somebody who forgets what the command brought.
void ForgeAnEventsKeyCommitment(std::vector<Record>& records) {
  const std::size_t at = events::FirstThat(records, [](const Forged& commit) {
    return !commit.events.empty() && !commit.events.front().sections.empty();
  });
  ForgeAt(records, at, [](Forged& forged) {
    auto& section = *forged.events.front().sections.front();
    *section.commitment = *section.ciphertext_hash;
  });
}
/// Beside the leaves, where no hash of the chain reaches.
void ExchangeASealedText(std::vector<Record>& records) {
  for (Record& record : records) {
    const auto header = events::DecodeHeader(record.view().header()).value();
    const auto reading = events::CommitReading::Open(record.view(), header).value();
    if (reading.ciphertexts().empty()) continue;
    const auto bytes = record.view().bytes;
    std::vector<std::uint8_t> changed(bytes.begin(), bytes.end());
    changed[static_cast<std::size_t>(reading.ciphertexts()[0].data() - bytes.data())] ^= 1;
    record = Record(std::move(changed));
    return;
  }
  FAIL() << "nothing is sealed";
}

/// Some row of a table gets another value.
void EditARow(const fs::path& store, std::string_view prefix) {
  const auto rows = store::RocksRows::Open(store).value();
  const auto cursor = rows->Scan(prefix);
  ASSERT_TRUE(cursor->valid());
  const std::string key(cursor->key());
  std::string value(cursor->value());
  value.back() = static_cast<char>(value.back() ^ 1);
  ASSERT_TRUE(rows->Write({{key, value}}).ok());
  ASSERT_TRUE(rows->Flush().ok());
}

// --- the table ---

enum class Caches { kKept, kThrownAway };
constexpr bool kFinds = true;
constexpr bool kCannot = false;

struct Attack {
  const char* name;
  std::function<void(const fs::path& data, std::uint64_t seed)> strike;
  Caches caches;
  bool found_by[std::size(kTools)];  ///< in the order of kTools
  int samples = 1;
};

Attack OnLog(const char* name, void (*change)(std::vector<Record>&), Caches caches, std::initializer_list<bool> found_by) {
  Attack attack{name, [change](const fs::path& data, std::uint64_t) { Change(data, change); }, caches, {}};
  std::copy(found_by.begin(), found_by.end(), std::begin(attack.found_by));
  return attack;
}

constexpr auto kKept = Caches::kKept;
constexpr auto kThrownAway = Caches::kThrownAway;

const Attack kAttacks[] = {
    // clang-format off
    //                                                              verify   quick    requests against  readjudicate
    {"OneFlippedBit", FlipABit, kKept,                             {kFinds,  kFinds,  kFinds,  kFinds,  kFinds}, 16},
    OnLog("TwoCommitsSwapped", SwapTwo, kKept,                     {kFinds,  kFinds,  kFinds,  kFinds,  kFinds}),
    OnLog("TwoCommitsSwappedAndFoldedAnew", SwapTwo, kThrownAway,  {kFinds,  kFinds,  kFinds,  kFinds,  kFinds}),
    OnLog("OneRemoved", RemoveOne, kKept,                          {kFinds,  kFinds,  kFinds,  kFinds,  kFinds}),
    OnLog("OneRemovedAndFoldedAnew", RemoveOne, kThrownAway,       {kFinds,  kFinds,  kFinds,  kFinds,  kFinds}),
    OnLog("TailCut", CutTail, kKept,                               {kFinds,  kFinds,  kFinds,  kFinds,  kFinds}),
    // An older copy of everything is the same: what is whole and older differs in nothing from what is whole.
    OnLog("OldCopyPutBack", CutTail, kThrownAway,                  {kCannot, kCannot, kCannot, kFinds,  kCannot}),
    {"RowOfAViewEdited", [](const fs::path& data, std::uint64_t) {
       EditARow(data / "views", store::KeyWriter(projections::ViewId::kCaseload).Take()); }, kKept,
                                                                   {kFinds,  kCannot, kFinds,  kCannot, kCannot}},
    {"RowOfTheStateEdited", [](const fs::path& data, std::uint64_t) {
       EditARow(data / "state", engine::PersonTable::Key()); }, kKept,
                                                                   {kFinds,  kCannot, kFinds,  kCannot, kCannot}},
    OnLog("CommandAltered", AlterTheActor, kThrownAway,            {kCannot, kCannot, kFinds,  kFinds,  kCannot}),
    OnLog("CommandAlteredWhereItDecides", AlterWhatWasDecidedOn, kThrownAway,
                                                                   {kCannot, kCannot, kFinds,  kFinds,  kFinds}),
    OnLog("WrongDecisionPlanted", PlantADecision, kThrownAway,     {kCannot, kCannot, kCannot, kFinds,  kFinds}),
    OnLog("AcceptanceMadeARefusal", RefuseWhatWasAccepted, kThrownAway,
                                                                   {kCannot, kCannot, kCannot, kFinds,  kFinds}),
    OnLog("VersionSkipped", SkipAVersion, kThrownAway,             {kFinds,  kCannot, kFinds,  kFinds,  kFinds}),
    OnLog("CommandAcceptedTwice", GiveACommandTwice, kThrownAway,  {kFinds,  kCannot, kFinds,  kFinds,  kCannot}),
    OnLog("KeyCommitmentForged", ForgeAKeyCommitment, kThrownAway, {kCannot, kCannot, kFinds,  kFinds,  kCannot}),
    OnLog("KeyCommitmentForgedInTheEvent", ForgeAnEventsKeyCommitment, kThrownAway,
                                                                   {kFinds,  kCannot, kFinds,  kFinds,  kFinds}),
    OnLog("SealedTextExchanged", ExchangeASealedText, kKept,       {kFinds,  kCannot, kFinds,  kCannot, kCannot}),
    // clang-format on
};

/// A town of invented people, lived once.
struct LivedTown {
  LivedTown() {
    const auto ran = desk.RunBare({"simulate", "--inhabitants", "500", "--seed", "3", "--data", desk.data().string()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    kept = KeepACheckpoint(desk.data(), desk.root() / "checkpoint.note");
  }
  Desk desk;
  Kept kept;
};
const LivedTown& Town() {
  static const LivedTown town;
  return town;
}

struct Cell {
  const Attack* attack;
  std::size_t tool;
};
void PrintTo(const Cell& cell, std::ostream* out) { *out << cell.attack->name << " by " << NameOf(kTools[cell.tool]); }
class AttackOn : public testing::TestWithParam<Cell> {};

TEST_P(AttackOn, IsFoundOrNotAsTheTableSays) {
  const auto& [attack, tool] = GetParam();
  static const std::uint64_t seed = engine::SeedOfThisRun();
  SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed));
  for (int sample = 0; sample < attack->samples; ++sample) {
    const Desk desk;
    fs::copy(Town().desk.data(), desk.data(), fs::copy_options::recursive);
    attack->strike(desk.data(), seed + static_cast<std::uint64_t>(sample));
    if (HasFatalFailure()) return;
    if (attack->caches == kThrownAway) ThrowCachesAway(desk.data());
    auto words = WordsOf(kTools[tool], Town().kept);
    words.insert(words.end(), {"--data", desk.data().string()});
    const Ran ran = desk.RunBare(words);
    EXPECT_EQ(ran.code != 0, attack->found_by[tool]) << "sample " << sample << ": " << ran.out << ran.err;
  }
}

std::vector<Cell> AllCells() {
  std::vector<Cell> cells;
  for (const Attack& attack : kAttacks) {
    for (std::size_t tool = 0; tool < std::size(kTools); ++tool) cells.push_back({&attack, tool});
  }
  return cells;
}
INSTANTIATE_TEST_SUITE_P(Table, AttackOn, testing::ValuesIn(AllCells()), [](const auto& cell) {
  return std::string(cell.param.attack->name) + "_" + NameOf(kTools[cell.param.tool]);
});

TEST(AttackTable, HasWhomToAskAboutEverything) {
  for (const Attack& attack : kAttacks) {
    EXPECT_NE(std::find(std::begin(attack.found_by), std::end(attack.found_by), kFinds), std::end(attack.found_by))
        << attack.name;
  }
}

TEST(AttackTable, StandsOnATownThatIsInOrder) {
  for (const Tool tool : kTools) {
    const Desk desk;
    fs::copy(Town().desk.data(), desk.data(), fs::copy_options::recursive);
    auto words = WordsOf(tool, Town().kept);
    words.insert(words.end(), {"--data", desk.data().string()});
    const Ran ran = desk.RunBare(words);
    EXPECT_EQ(ran.code, 0) << NameOf(tool) << ": " << ran.out << ran.err;
  }
}

}  // namespace
}  // namespace fascicolo::program_test
