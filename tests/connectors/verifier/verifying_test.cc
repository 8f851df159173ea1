// The separate verifier, and the page of Python beside it, as their users run them. What one finds the other finds.
#include "connectors/verifier/verifying.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "events/proof/proven_ledger.h"

namespace fascicolo::verifier {
namespace {

namespace fs = std::filesystem;
using proof::ProvenLedger;
using proof::Receipt;
using proof::ReceiptKind;
using ::testing::HasSubstr;

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

class Verifying : public ::testing::Test {
 protected:
  Verifying() : root_(fs::temp_directory_path() / ("fascicolo-verifier-" + std::to_string(::getpid()))) {
    fs::create_directories(root_);
    for (const std::vector<std::uint8_t>& things :
         std::vector<std::vector<std::uint8_t>>{{9}, {1}, {1, 2, 1}, {3}, {2}, {3, 3, 3, 1}, {4}}) {
      ledger.Commit(things);
    }
  }
  ~Verifying() override { fs::remove_all(root_); }

  [[nodiscard]] fs::path Write(const std::string& text) const {
    const fs::path path = root_ / "receipt";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  [[nodiscard]] static Ran RunWith(const std::vector<std::string>& given) {
    std::vector<const char*> words{"fascicolo-verify"};
    for (const auto& word : given) words.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    const int code = verifier::Run(static_cast<int>(words.size()), words.data(), out, err);
    return {code, out.str(), err.str()};
  }
  [[nodiscard]] Ran Verify(const std::string& text) const {
    return RunWith({Write(text).string(), "--key", ledger.key().ToString(), "--lang", "en"});
  }
  /// The exit code of the page of Python.
  [[nodiscard]] int Python(const std::string& text) const {
    const std::string line = std::string(FASCICOLO_PYTHON) + " -B '" + FASCICOLO_SOURCE_DIR +
                             "/connectors/verifier/verify_receipt.py' '" + Write(text).string() + "' '" +
                             ledger.key().ToString() + "' >/dev/null 2>&1";
    return std::system(line.c_str());
  }
  [[nodiscard]] std::string SaidByPython(const std::string& text) const {
    const fs::path said = root_ / "said";
    const std::string line = std::string(FASCICOLO_PYTHON) + " -B '" + FASCICOLO_SOURCE_DIR +
                             "/connectors/verifier/verify_receipt.py' '" + Write(text).string() + "' '" +
                             ledger.key().ToString() + "' >'" + said.string() + "' 2>&1";
    EXPECT_EQ(std::system(line.c_str()), 0);
    std::ostringstream all;
    all << std::ifstream(said).rdbuf();
    return all.str();
  }
  void ExpectHolds(const std::string& text) const {
    const Ran ran = Verify(text);
    EXPECT_EQ(ran.code, kExitHolds) << ran.err;
    EXPECT_EQ(Python(text), 0);
  }
  void ExpectFound(const std::string& attack, const std::string& text) const {
    const Ran ran = Verify(text);
    EXPECT_EQ(ran.code, kExitDoesNotHold) << attack << "\n" << ran.out;
    EXPECT_THAT(ran.err, HasSubstr("does not hold")) << attack;
    EXPECT_NE(Python(text), 0) << attack << ": not found by the page of Python";
  }

  ProvenLedger ledger;
  fs::path root_;
};

TEST_F(Verifying, TellsWhatAReceiptProves) {
  const std::string text = ledger.ReceiptOf({1, 2}).ToString();
  ExpectHolds(text);
  const Ran english = Verify(text);
  EXPECT_THAT(english.out, HasSubstr("holds: comune.example/prova, 7 commits"));
  EXPECT_THAT(english.out, HasSubstr("whole histories of 2 entities"));
  EXPECT_THAT(english.out, HasSubstr("\"reason\":\"reason 4\""));
  const Ran italian = RunWith({Write(text).string(), "--key", ledger.key().ToString(), "--lang", "it"});
  EXPECT_THAT(italian.out, HasSubstr("valido: comune.example/prova"));
}

TEST_F(Verifying, KnowsEveryKindOfReceipt) {
  ExpectHolds(ledger.Making(ReceiptKind::kEvent, {4}).Done().ToString());
  auto row = ledger.Making(ReceiptKind::kRow, {2});
  row.State(ledger.Signed(ledger.StatementOf({2}, R"({"rank":3})").ToString()));
  const std::string text = row.Done().ToString();
  ExpectHolds(text);
  EXPECT_THAT(Verify(text).out, HasSubstr(R"(states this row: {"rank":3})"));
}

TEST_F(Verifying, AnotherReceiptShowsThatAStatementWasFalse) {
  const Receipt honest = ledger.ReceiptOf({2});
  Receipt lie = honest;  // nothing came after the first event, it says
  lie.commits.pop_back();
  auto statement = ledger.StatementOf({2});
  statement.versions[proof::Thing(2)] = Version{1};
  lie.statement = ledger.Signed(statement.ToString());
  ExpectHolds(lie.ToString());

  const auto beside = [this](const Receipt& one, const Receipt& other) {
    const fs::path path = root_ / "other";
    std::ofstream(path, std::ios::binary) << other.ToString();
    return RunWith({Write(one.ToString()).string(), "--beside", path.string(), "--key", ledger.key().ToString(), "--lang", "en"});
  };
  for (const auto& [one, other] : {std::pair(lie, honest), std::pair(honest, lie)}) {
    const Ran ran = beside(one, other);
    EXPECT_EQ(ran.code, kExitDoesNotHold) << ran.out;
    EXPECT_THAT(ran.err, HasSubstr("position 4: has version 2 of " + ToHex(proof::Thing(2))));
    EXPECT_THAT(ran.err, HasSubstr("the statement is false"));
  }
  const Ran both = beside(honest, ledger.ReceiptOf({1}));
  EXPECT_EQ(both.code, kExitHolds) << both.err;
  EXPECT_THAT(both.out, HasSubstr("the other receipt holds too, and does not contradict it"));
}

TEST_F(Verifying, AnotherReceiptShowsThatTwoHistoriesWereSigned) {
  ProvenLedger fork;
  for (std::uint8_t commit = 0; commit < 7; ++commit) fork.Commit({1});
  const fs::path other = root_ / "other";
  std::ofstream(other, std::ios::binary) << fork.ReceiptOf({1}).ToString();
  const Ran ran = RunWith({Write(ledger.ReceiptOf({2}).ToString()).string(), "--beside", other.string(), "--key",
                           ledger.key().ToString(), "--lang", "en"});
  EXPECT_EQ(ran.code, kExitDoesNotHold) << ran.out;
  EXPECT_THAT(ran.err, HasSubstr("two histories were signed"));
}

TEST_F(Verifying, TellsOfALawfulAbsenceByWhichActItCame) {
  const KeyId key{{1, 2, 3}};
  ledger.CommitSealed(1, key);
  ledger.CommitErasure(7, key);
  auto making = ledger.Making(ReceiptKind::kCase, {1, 7});
  making.State(ledger.Signed(ledger.StatementOf({1}).ToString()));
  const std::string text = making.Done().ToString();
  ExpectHolds(text);
  EXPECT_THAT(Verify(text).out, HasSubstr("/text: lawfully erased by act 'scarto 12/2026', proposed by anna.rossi, "
                                          "approved by dpo, archivist, completed at position 11"));
  const Ran italian = RunWith({Write(text).string(), "--key", ledger.key().ToString(), "--lang", "it"});
  EXPECT_THAT(italian.out, HasSubstr("/text: testo cancellato legittimamente con atto 'scarto 12/2026'"));
  EXPECT_THAT(SaidByPython(text), HasSubstr("erased: /text of position 7, by act 'scarto 12/2026', completed at position 11"));
}

TEST_F(Verifying, OpensACertificateOfAnErasureAndFindsAStepThatIsMissing) {
  ledger.CommitErasure(7, KeyId{{1, 2, 3}});
  const Receipt receipt = ledger.Making(ReceiptKind::kErasure, {7}).Done();
  ExpectHolds("<!doctype html>\n<pre>\n" + receipt.ToString() + "</pre>\n");
  EXPECT_THAT(Verify(receipt.ToString()).out, HasSubstr("erasure 1 of person 0707"));
  for (std::size_t step = 0; step < receipt.commits.size(); ++step) {
    Receipt changed = receipt;
    changed.commits.erase(changed.commits.begin() + static_cast<std::ptrdiff_t>(step));
    ExpectFound("step " + std::to_string(step) + " left out", changed.ToString());
  }
}

TEST_F(Verifying, OpensAReportAroundAReceipt) {
  ExpectHolds("<!doctype html>\n<p>Ricevuta</p><pre>\n" + ledger.ReceiptOf({1}).ToString() + "</pre>\n");
}

TEST_F(Verifying, FindsWhateverWasDoneToAReceipt) {
  using Attack = std::function<void(Receipt&)>;
  const std::map<std::string, Attack> attacks{
      {"an event left out", [](Receipt& r) { r.commits.erase(r.commits.begin() + 1); }},
      {"the end left out", [](Receipt& r) { r.commits.pop_back(); }},
      {"commits exchanged", [](Receipt& r) { std::swap(r.commits[0], r.commits[1]); }},
      {"leaves exchanged", [](Receipt& r) { std::swap(r.commits[1].leaves[1], r.commits[1].leaves[2]); }},
      {"a bit of an event", [](Receipt& r) { r.commits[0].leaves[1].bytes[40] ^= 1; }},
      {"a bit of a command", [](Receipt& r) { r.commits[0].leaves[0].bytes[8] ^= 1; }},
      {"a bit of a header", [](Receipt& r) { r.commits[0].header[97] ^= 1; }},
      {"a bit of a path", [](Receipt& r) { r.commits[0].path[0].bytes[0] ^= 1; }},
      {"a path that is too long", [](Receipt& r) { r.commits[0].path.emplace_back(); }},
      {"a checkpoint of another size",
       [](Receipt& r) { r.checkpoint.text.replace(r.checkpoint.text.find("\n7\n"), 3, "\n8\n"); }},
      {"a forged checkpoint", [](Receipt& r) { r.checkpoint.signatures[0].signature[5] ^= 1; }},
      {"a checkpoint without a signature", [](Receipt& r) { r.checkpoint.signatures[0].key_id ^= 1; }},
      {"a forged statement", [](Receipt& r) { r.statement->signatures[0].signature[40] ^= 1; }},
      {"a statement that says less",
       [](Receipt& r) { r.statement->text.replace(r.statement->text.rfind(" 4\n"), 3, " 3\n"); }},
      {"no statement", [](Receipt& r) { r.statement.reset(); }},
      {"nothing proven", [](Receipt& r) { r.commits.clear(); }},
  };
  for (const auto& [name, attack] : attacks) {
    Receipt receipt = ledger.ReceiptOf({1});
    attack(receipt);
    ExpectFound(name, receipt.ToString());
  }
}

TEST_F(Verifying, FindsAnOlderCheckpointUnderAStatement) {
  const Receipt before = ledger.ReceiptOf({1});
  ledger.Commit({1});
  Receipt replayed = ledger.ReceiptOf({1});
  replayed.checkpoint = before.checkpoint;
  ExpectFound("an older checkpoint", replayed.ToString());
}

TEST_F(Verifying, WantsTheRightKeyAndTheRightQuestion) {
  const std::string path = Write(ledger.ReceiptOf({1}).ToString()).string();
  EXPECT_EQ(RunWith({path}).code, kExitUsage);
  EXPECT_EQ(RunWith({path, "--key", "no key"}).code, kExitUsage);
  EXPECT_EQ(RunWith({path, "--key", ledger.key().ToString(), "--against", path}).code, kExitUsage);
  EXPECT_EQ(RunWith({path, "--key", ledger.key().ToString(), "--origin", "altro"}).code, kExitDoesNotHold);
  EXPECT_EQ(RunWith({"/nowhere", "--key", ledger.key().ToString()}).code, kExitDoesNotHold);
  proof::VerifierKey other = ledger.key();
  other.key[3] ^= 1;
  EXPECT_EQ(RunWith({path, "--key", other.ToString()}).code, kExitDoesNotHold);
}

}  // namespace
}  // namespace fascicolo::verifier
