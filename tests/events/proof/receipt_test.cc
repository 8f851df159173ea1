#include "events/proof/receipt.h"

#include <gmock/gmock.h>

#include "events/proof/proven_ledger.h"
#include "events/proof/receipt_check.h"

namespace fascicolo::proof {
namespace {

class ReceiptTest : public ::testing::Test {
 protected:
  ReceiptTest() {
    for (const std::vector<std::uint8_t>& things : std::vector<std::vector<std::uint8_t>>{
             {9}, {1}, {1, 2, 1}, {3}, {2}, {3, 3, 3, 1}, {4}}) {
      ledger.Commit(things);
    }
  }
  [[nodiscard]] Result<CheckedReceipt, FormError> Check(const Receipt& receipt) const {
    return CheckReceipt(receipt, ProvenLedger::kOrigin, ledger.key());
  }
  /// What is wrong with it; empty: nothing.
  [[nodiscard]] std::string Wrong(const Receipt& receipt) const {
    const auto checked = Check(receipt);
    return checked ? "" : checked.error().ToString();
  }
  ProvenLedger ledger;
};

using ::testing::HasSubstr;

TEST_F(ReceiptTest, ProvesOneEvent) {
  const Receipt receipt = ledger.Making(ReceiptKind::kEvent, {4}).Done();
  const auto checked = Check(receipt);
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  ASSERT_EQ(checked->parts.size(), 2U) << "the command and its event";
  EXPECT_NE(checked->parts[0].recorded, nullptr);
  EXPECT_EQ(checked->parts[1].header.position, Position{6});
  EXPECT_EQ(events::Entity(checked->parts[1].event->entity()), Thing(4));
}

TEST_F(ReceiptTest, ProvesWholeHistories) {
  const auto receipt = ledger.ReceiptOf({1, 2});
  const auto checked = Check(receipt);
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  EXPECT_EQ(checked->statement->versions.at(Thing(1)), Version{4});
  const auto events = std::count_if(checked->parts.begin(), checked->parts.end(),
                                    [](const ProvenPart& part) { return part.event != nullptr; });
  EXPECT_EQ(events, 6);
}

TEST_F(ReceiptTest, ProvesARowWithTheEventsBehindIt) {
  auto making = ledger.Making(ReceiptKind::kRow, {2});
  making.State(ledger.Signed(ledger.StatementOf({2}, R"({"rank":3})").ToString()));
  const Receipt receipt = making.Done();
  const auto checked = Check(receipt);
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  EXPECT_EQ(checked->statement->row, R"({"rank":3})");
}

TEST_F(ReceiptTest, IsReadAsItWasWrittenAlsoOutOfAReport) {
  const auto receipt = ledger.ReceiptOf({1, 2});
  for (const std::string& text : {receipt.ToString(), "<pre>\n" + receipt.ToString() + "</pre>\n"}) {
    const auto read = ReadReceipt(text);
    ASSERT_TRUE(read.ok()) << read.error().ToString();
    EXPECT_EQ(read->commits, receipt.commits);
    EXPECT_EQ(read->ToString(), receipt.ToString());
  }
}

TEST_F(ReceiptTest, OfWhichAnyByteIsChangedIsRefused) {
  const std::string text = ledger.ReceiptOf({1, 2}).ToString();
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto read = ReadReceipt(changed);
    if (!read) continue;
    const auto checked = Check(*read);
    EXPECT_FALSE(checked.ok()) << "byte " << i << ": " << changed.substr(i < 30 ? 0 : i - 30, 60);
  }
}

TEST_F(ReceiptTest, IsMadeOfLinesInTheirOrder) {
  const std::string text = ledger.ReceiptOf({2}).ToString();
  EXPECT_FALSE(ReadReceipt("").ok());
  EXPECT_FALSE(ReadReceipt("fascicolo-receipt v1 poem\nend\n").ok());
  EXPECT_FALSE(ReadReceipt("fascicolo-receipt v1 case\nend\n").ok()) << "no checkpoint";
  const auto cut = ReadReceipt(text.substr(0, text.size() - 4));
  ASSERT_FALSE(cut.ok());
  EXPECT_THAT(cut.error().ToString(), HasSubstr("ends too early"));
  for (const char* line : {"checkpoint AA\n", "leaf 0 AA -\n", "commit * -\n", "poem\n"}) {
    const auto read = ReadReceipt("fascicolo-receipt v1 case\n" + std::string(line) + "end\n");
    ASSERT_FALSE(read.ok()) << line;
    EXPECT_EQ(read.error().place, "line 2");
  }
}

class ReceiptOfAnErasure : public ReceiptTest {
 protected:
  ReceiptOfAnErasure() {
    ledger.CommitSealed(1, kKey);
    ledger.CommitErasure(7, kKey);
    ledger.CommitSealed(1, kOther);
  }
  [[nodiscard]] Receipt Erasure() { return ledger.Making(ReceiptKind::kErasure, {7}).Done(); }
  /// The case of what was sealed, with the erasure of its text behind it, of which nothing is stated.
  [[nodiscard]] Receipt Case() {
    auto making = ledger.Making(ReceiptKind::kCase, {1, 7});
    making.State(ledger.Signed(ledger.StatementOf({1}).ToString()));
    return making.Done();
  }
  static constexpr KeyId kKey{{1, 2, 3}};
  static constexpr KeyId kOther{{4, 5, 6}};
};

TEST_F(ReceiptOfAnErasure, ProvesItFromItsProposalToItsCompletion) {
  const Receipt receipt = Erasure();
  const auto checked = Check(receipt);
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  const Absences absences = checked->absences();
  ASSERT_EQ(absences.erasures().size(), 1U);
  const ProvenErasure& erasure = absences.erasures().front();
  EXPECT_EQ(erasure.person, Thing(7));
  EXPECT_EQ(erasure.number, 1U);
  EXPECT_EQ(erasure.act, "scarto 12/2026");
  EXPECT_EQ(erasure.proposed_by, "anna.rossi");
  EXPECT_THAT(erasure.approved_by, ::testing::ElementsAre("dpo", "archivist"));
  EXPECT_EQ(erasure.keys, 1U);
  EXPECT_EQ(erasure.completed, Position{11});
}

TEST_F(ReceiptOfAnErasure, SaysOfEachTextOfACaseWhetherItWasErased) {
  const Receipt receipt = Case();
  const auto checked = Check(receipt);
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  const Absences absences = checked->absences();
  std::vector<std::string> acts;
  for (const ProvenPart& part : checked->parts) {
    if (part.sections() == nullptr) continue;
    const auto* erasure = absences.Of(*part.sections()->Get(0));
    acts.push_back(erasure == nullptr ? "" : erasure->act);
  }
  EXPECT_THAT(acts, ::testing::ElementsAre("scarto 12/2026", "")) << "the second text has another key";
}

TEST_F(ReceiptOfAnErasure, OfWhichAnyStepIsMissingIsRefused) {
  const std::size_t steps = Erasure().commits.size();
  ASSERT_EQ(steps, 4U);
  for (std::size_t step = 0; step < steps; ++step) {
    Receipt receipt = Erasure();
    receipt.commits.erase(receipt.commits.begin() + static_cast<std::ptrdiff_t>(step));
    EXPECT_THAT(Wrong(receipt), HasSubstr("from proposal to completion")) << "step " << step;
  }
  Receipt receipt = Erasure();
  auto& last = receipt.commits.back().leaves;
  last.erase(last.begin() + 1);
  EXPECT_THAT(Wrong(receipt), HasSubstr("names 0 keys"));
}

TEST_F(ReceiptOfAnErasure, OfAnotherPersonsCaseClaimsNoErasureThatItDoesNotProve) {
  Receipt receipt = Case();
  std::erase_if(receipt.commits, [](const ProvenCommit& commit) { return commit.header[39] == 9; });  // an approval
  const auto checked = Check(receipt);
  ASSERT_TRUE(checked.ok()) << checked.error().ToString();
  EXPECT_TRUE(checked->absences().erasures().empty());
}

TEST_F(ReceiptOfAnErasure, ThatWhoAskedHasApprovedIsNone) {
  schema::ErasureProposedT proposed;
  proposed.erasure = 2;
  proposed.signatory = "anna.rossi";
  schema::ErasureApprovedT by_who_asked;
  by_who_asked.erasure = 2;
  by_who_asked.signatory = "anna.rossi";
  schema::ErasureApprovedT by_another = by_who_asked;
  by_another.signatory = "dpo";
  schema::ErasureCompletedT completed;
  completed.erasure = 2;
  std::vector<schema::EventT> events;
  events.push_back(ProvenLedger::EventOf(8, proposed));
  for (const auto& approved : {by_who_asked, by_another, by_another}) events.push_back(ProvenLedger::EventOf(8, approved));
  events.push_back(ProvenLedger::EventOf(8, completed));
  ledger.CommitEvents(std::move(events));
  EXPECT_THAT(Wrong(ledger.Making(ReceiptKind::kErasure, {8}).Done()), HasSubstr("from proposal to completion"));
}

// --- attacks on a receipt by who may write what they like, but has no key ---

TEST_F(ReceiptTest, WithAnEventLeftOutIsRefused) {
  auto receipt = ledger.ReceiptOf({1, 2});
  receipt.commits.erase(receipt.commits.begin() + 1);
  EXPECT_THAT(Wrong(receipt), HasSubstr("one is missing"));
  receipt = ledger.ReceiptOf({1, 2});
  receipt.commits.pop_back();
  EXPECT_THAT(Wrong(receipt), HasSubstr("as stated"));
}

TEST_F(ReceiptTest, WithWhatBelongsToAnotherIsRefused) {
  auto receipt = ledger.Making(ReceiptKind::kCase, {1, 2});
  receipt.State(ledger.Signed(ledger.StatementOf({1}).ToString()));
  EXPECT_THAT(Wrong(receipt.Done()), HasSubstr("of which nothing is stated"));
}

TEST_F(ReceiptTest, WithLeavesOrCommitsExchangedIsRefused) {
  auto receipt = ledger.ReceiptOf({1, 2});
  std::swap(receipt.commits[0], receipt.commits[1]);
  EXPECT_NE(Wrong(receipt), "");
  receipt = ledger.ReceiptOf({1, 2});
  std::swap(receipt.commits[1].leaves[1].bytes, receipt.commits[1].leaves[2].bytes);
  EXPECT_THAT(Wrong(receipt), HasSubstr("is not what the commit holds"));
  receipt = ledger.ReceiptOf({1, 2});
  std::swap(receipt.commits[1].leaves[1], receipt.commits[1].leaves[2]);
  EXPECT_THAT(Wrong(receipt), HasSubstr("out of order"));
}

TEST_F(ReceiptTest, OfAnotherTreeLedgerOrKeyIsRefused) {
  const auto receipt = ledger.ReceiptOf({2});
  EXPECT_FALSE(CheckReceipt(receipt, "comune.example/altro", ledger.key()).ok());
  VerifierKey other = ledger.key();
  other.key[0] ^= 1;
  EXPECT_FALSE(CheckReceipt(receipt, ProvenLedger::kOrigin, other).ok());
  ledger.Commit({5});
  auto mixed = receipt;
  mixed.checkpoint = ledger.Signed(ledger.checkpoint().ToString());
  EXPECT_THAT(Wrong(mixed), HasSubstr("another tree"));
}

TEST_F(ReceiptTest, WhoseStatementNobodySignedIsRefused) {
  auto receipt = ledger.ReceiptOf({2});
  receipt.statement->text += "row {}\n";
  EXPECT_THAT(Wrong(receipt), HasSubstr("forged"));
  receipt.statement->signatures.clear();
  EXPECT_THAT(Wrong(receipt), HasSubstr("not signed"));
  receipt.statement.reset();
  EXPECT_THAT(Wrong(receipt), HasSubstr("statement"));
}

TEST_F(ReceiptTest, ACheckpointIsNoStatementAndAStatementNoCheckpoint) {
  auto receipt = ledger.ReceiptOf({2});
  std::swap(receipt.checkpoint, *receipt.statement);
  EXPECT_NE(Wrong(receipt), "");
}

TEST(StatementTest, IsReadAsItWasWritten) {
  Statement statement{"comune.example/prova", 7, Hash{}, {}, R"({"rank":1})"};
  statement.versions[Thing(1)] = Version{4};
  statement.versions[Thing(2)] = Version{1};
  const auto read = ReadStatement(statement.ToString());
  ASSERT_TRUE(read.ok()) << read.error().ToString();
  EXPECT_EQ(*read, statement);
  const std::string text = statement.ToString();
  EXPECT_FALSE(ReadStatement(text + "entity " + ToHex(Thing(3)) + " 1\n").ok()) << "behind the row";
  EXPECT_FALSE(ReadStatement(text.substr(0, text.size() - 1)).ok());
  statement.row.clear();
  EXPECT_FALSE(ReadStatement(statement.ToString() + "entity " + ToHex(Thing(1)) + " 5\n").ok()) << "twice";
  EXPECT_FALSE(ReadStatement(statement.ToString() + "entity " + ToHex(Thing(3)) + " 0\n").ok());
}

}  // namespace
}  // namespace fascicolo::proof
