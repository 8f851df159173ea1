#include "events/proof/super_log.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "contract/ledger/scratch.h"
#include "events/proof/folder_check.h"
#include "events/proof/proven_ledger.h"
#include "events/proof/receipt_check.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

using ::testing::HasSubstr;

class SuperLogTest : public ::testing::Test {
 protected:
  static Hash RootNamed(std::uint64_t number) {
    return events::Sha256(events::AsBytes(std::to_string(number)));
  }
  /// A ledger's checkpoint, signed by a key of its own.
  static SignedNote Note(const std::string& origin, std::uint64_t size, std::uint8_t key = 1) {
    return Note(origin, size, RootNamed(size), key);
  }
  static SignedNote Note(const std::string& origin, std::uint64_t size, const Hash& root, std::uint8_t key) {
    const SignerKey signer(origin, KeyType::kEd25519, Seed{key});
    const std::string text = Checkpoint{origin, size, root}.ToString();
    return {text, {SignText(text, signer)}};
  }
  [[nodiscard]] SignedNote SignedOf(const SuperLog& log) const {
    const std::string text = Checkpoint{node_.verifier().name, log.size(), log.Root()}.ToString();
    return {text, {SignText(text, node_)}};
  }
  [[nodiscard]] std::string Folder(const char* name = "log") const {
    return (std::filesystem::path(scratch_.path()) / name).string();
  }
  [[nodiscard]] Result<SuperLog> Open(const std::optional<Checkpoint>& was_signed = {}) const {
    return SuperLog::Open(events::SystemFiles(), Folder(), was_signed);
  }
  [[nodiscard]] Result<CheckedSuperLog, FormError> Check(const std::string& folder) const {
    const auto fetch = [&folder](const std::string& path) -> Result<Bytes> {
      std::ifstream in(folder + "/" + path, std::ios::binary);
      if (!in) return Failure{FailureCode::kNotFound, "is not there"};
      return Bytes(std::istreambuf_iterator<char>(in), {});
    };
    return CheckSuperLog(fetch, node_.verifier().name, node_.verifier());
  }

  const Scratch scratch_;
  const SignerKey node_{"ambito.example/nodo", KeyType::kEd25519, Seed{9}};
};

TEST_F(SuperLogTest, IsTheTreeOfItsEntriesBeyondOneTile) {
  constexpr std::uint64_t kEntries = 260;
  events::Frontier tree;
  auto log = Open();
  ASSERT_TRUE(log.ok());
  for (std::uint64_t size = 1; size <= kEntries; ++size) {
    const SignedNote note = Note("comune.example", size);
    ASSERT_EQ(log->Add(note).value(), true);
    tree.Append(events::TreeLeaf(SuperEntryOf(note)));
    ASSERT_EQ(log->Root(), tree.Root()) << size;
  }
  const SignedNote checkpoint = SignedOf(*log);
  ASSERT_TRUE(log->Finish(checkpoint).ok());
  const auto again = Open(Checkpoint{node_.verifier().name, kEntries, tree.Root()});
  ASSERT_TRUE(again.ok()) << again.error().message;
  for (const std::uint64_t size : std::initializer_list<std::uint64_t>{1, 100, 256, 257, 260}) {
    const Bytes entry = SuperEntryOf(Note("comune.example", size));
    const auto proof = again->Prove(entry, checkpoint);
    ASSERT_TRUE(proof.ok()) << proof.error().message;
    EXPECT_TRUE(VerifyTlogProof(*proof, entry, node_.verifier().name, node_.verifier()).ok()) << size;
  }
  ASSERT_TRUE(again->PublishInto(Folder("www"), checkpoint).ok());
  for (const std::string& folder : {Folder(), Folder("www")}) {
    const auto checked = Check(folder);
    ASSERT_TRUE(checked.ok()) << checked.error().ToString();
    EXPECT_EQ(checked->ledgers.newest().begin()->second.size, kEntries);
  }
}

TEST_F(SuperLogTest, IsPublishedOnFromWhatIsThere) {
  auto log = Open();
  ASSERT_TRUE(log->Add(Note("comune.example", 1)).ok());
  ASSERT_TRUE(log->PublishInto(Folder("www"), SignedOf(*log)).ok());
  ASSERT_TRUE(log->Add(Note("altro.example", 7)).ok());
  ASSERT_TRUE(log->PublishInto(Folder("www"), SignedOf(*log)).ok());
  EXPECT_EQ(Check(Folder("www")).value().ledgers.newest().size(), 2U);
  std::filesystem::remove_all(Folder());
  auto other = Open();
  ASSERT_TRUE(other->Add(Note("comune.example", 2)).ok());
  EXPECT_EQ(other->PublishInto(Folder("www"), SignedOf(*other)).error().code, FailureCode::kLocked);
}

TEST_F(SuperLogTest, AddsNothingTwiceAndNothingThatFallsBehindOrContradicts) {
  auto log = Open();
  EXPECT_EQ(log->Add(Note("comune.example", 5)).value(), true);
  SignedNote cosigned = Note("comune.example", 5);
  const SignerKey witness("witness.example", KeyType::kCosignature, Seed{3});
  cosigned.signatures.push_back(CosignText(cosigned.text, witness, 1'772'438'400));
  EXPECT_EQ(log->Add(cosigned).value(), false) << "cosignatures are not part of an entry";
  EXPECT_EQ(log->Add(Note("altro.example", 3)).value(), true) << "another ledger counts for itself";
  EXPECT_EQ(log->Add(Note("comune.example", 4)).error().code, FailureCode::kLocked);
  const auto forked = log->Add(Note("comune.example", 5, RootNamed(99), 1));
  ASSERT_FALSE(forked.ok());
  EXPECT_THAT(forked.error().message, HasSubstr("two roots"));
  EXPECT_EQ(log->size(), 2U);
  EXPECT_EQ(log->Add(Note("comune.example", 4, 2)).value(), true) << "a loss that was accepted begins under a new key";
}

TEST_F(SuperLogTest, TakesOnlyWhatTheLedgerSigned) {
  auto log = Open();
  SignedNote unsigned_one = Note("comune.example", 5);
  unsigned_one.signatures.front().name = "somebody.else";
  EXPECT_EQ(log->Add(unsigned_one).error().code, FailureCode::kLocked);
  NotedLedgers ledgers;
  EXPECT_FALSE(ledgers.Take(events::AsBytes(std::string("hello\n"))).ok());
  const std::string foreign = unsigned_one.ToString();
  EXPECT_FALSE(ledgers.Take(events::AsBytes(foreign)).ok());
}

TEST_F(SuperLogTest, IsNotTakenUpWhenItIsNotWhatWasSigned) {
  auto log = Open();
  ASSERT_TRUE(log->Add(Note("comune.example", 1)).ok());
  ASSERT_TRUE(log->Add(Note("comune.example", 2)).ok());
  const Checkpoint right{node_.verifier().name, 2, log->Root()};
  EXPECT_TRUE(Open(right).ok());
  EXPECT_EQ(Open(Checkpoint{right.origin, 3, right.root}).error().code, FailureCode::kDamaged);
  EXPECT_EQ(Open(Checkpoint{right.origin, 2, RootNamed(1)}).error().code, FailureCode::kDamaged);
  std::filesystem::resize_file(Folder() + "/tile/entries/000.p/2", 20);
  EXPECT_EQ(Open(right).error().code, FailureCode::kDamaged);
}

TEST_F(SuperLogTest, WritesAgainWhatWasNeverSigned) {
  auto log = Open();
  ASSERT_TRUE(log->Add(Note("comune.example", 1)).ok());
  const Checkpoint was_signed{node_.verifier().name, 1, log->Root()};
  ASSERT_TRUE(log->Add(Note("comune.example", 2)).ok());  // and the process died before it signed
  auto again = Open(was_signed);
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(again->Add(Note("altro.example", 8)).ok());
  ASSERT_TRUE(again->Finish(SignedOf(*again)).ok());
  const auto checked = Check(Folder());
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  EXPECT_EQ(checked->checkpoint.size, 2U);
}

TEST_F(SuperLogTest, IsWhereAReceiptOfALedgerInItLeads) {
  ProvenLedger ledger;
  ledger.Commit({9});
  ledger.Commit({1});
  Receipt receipt = ledger.ReceiptOf({1});
  EXPECT_THAT(CheckSuper(receipt, node_.verifier()).error().ToString(), HasSubstr("does not lead into a super-log"));
  auto log = Open();
  ASSERT_TRUE(log->Add(Note("altro.example", 3)).ok());
  ASSERT_TRUE(log->Add(receipt.checkpoint).ok());
  receipt.super = log->Prove(SuperEntryOf(receipt.checkpoint), SignedOf(*log)).value();
  const auto read = ReadReceipt(receipt.ToString());
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  EXPECT_EQ(read->ToString(), receipt.ToString());
  ASSERT_TRUE(CheckReceipt(*read, ProvenLedger::kOrigin, ledger.key()).ok());
  const auto super = CheckSuper(*read, node_.verifier());
  ASSERT_TRUE(super.ok()) << super.error().ToString();
  EXPECT_EQ(super->size, 2U);
  receipt.super->index = 0;
  EXPECT_FALSE(CheckSuper(receipt, node_.verifier()).ok()) << "another's entry";
  EXPECT_FALSE(CheckSuper(*read, ledger.key()).ok()) << "another's key";
  EXPECT_FALSE(ReadReceipt("fascicolo-receipt v1 event\nsuper AA==\nend\n").ok());
}

TEST_F(SuperLogTest, ThatWasChangedAfterwardsDoesNotHold) {
  auto log = Open();
  ASSERT_TRUE(log->Add(Note("comune.example", 1)).ok());
  ASSERT_TRUE(log->Finish(SignedOf(*log)).ok());
  ASSERT_TRUE(Check(Folder()).ok());
  const std::string entries = Folder() + "/tile/entries/000.p/1";
  std::fstream(entries, std::ios::in | std::ios::out | std::ios::binary).seekp(40).put('x');
  EXPECT_FALSE(Check(Folder()).ok());
}

}  // namespace
}  // namespace fascicolo::proof
