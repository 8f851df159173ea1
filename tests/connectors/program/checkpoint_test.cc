// Checkpoints as the office, its auditors and its witnesses see them.
#include "connectors/program/program.h"
#include "events/proof/checkpoint.h"
#include "events/proof/tiles.h"
#include "events/proof/witness_policy.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

std::string Contact(int number) {
  return R"({"id":"000000000000000000000000000000)" + std::to_string(10 + number) +
         R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
         R"("reason":"home_help","surname":"Inventata","narrative":"Vive sola."}})"
         "\n";
}

void Put(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

class CheckpointOfAnOffice : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    Write(1);
  }
  void Write(int number) const {
    const auto ran = desk_.Run({"submit", "-"}, Contact(number));
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  /// With chance of its own, so that a new key is another key.
  [[nodiscard]] Ran Checkpoint(std::vector<std::string> words = {}, const std::string& in = {}) const {
    words.insert(words.begin(), "checkpoint");
    for (const auto& word : desk_.place().Words()) words.push_back(word);
    return desk_.RunBare(words, in);
  }
  [[nodiscard]] nlohmann::json Signed() const {
    const auto ran = Checkpoint({"--json"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  static proof::Checkpoint Verified(const nlohmann::json& answer) {
    const auto note = proof::ReadNote(answer.at("note").get<std::string>());
    const auto key = proof::ReadVerifierKey(answer.at("key").get<std::string>());
    EXPECT_TRUE(note && key) << answer;
    if (!note || !key) return {};
    auto checkpoint = proof::VerifyCheckpoint(*note, answer.at("origin").get<std::string>(), *key);
    EXPECT_TRUE(checkpoint) << (checkpoint ? "" : checkpoint.error().ToString());
    return checkpoint ? *checkpoint : proof::Checkpoint();
  }
  void ExpectNobodyWrites(const std::string& why) const {
    const auto ran = desk_.Run({"submit", "-"}, Contact(9));
    EXPECT_EQ(ran.code, 3);
    EXPECT_NE(ran.err.find(why), std::string::npos) << ran.err;
    EXPECT_EQ(Checkpoint().code, 3);
    EXPECT_EQ(desk_.Run({"caseload"}).code, 0) << "reading goes on";
    const auto doctor = desk_.Run({"doctor"});
    EXPECT_EQ(doctor.code, 3);
    EXPECT_NE(doctor.out.find(why), std::string::npos) << doctor.out;
  }

  Desk desk_;
};

TEST_F(CheckpointOfAnOffice, SignsWhatIsInTheLedger) {
  const auto answer = Signed();
  EXPECT_TRUE(answer.at("is_new"));
  const proof::Checkpoint checkpoint = Verified(answer);
  EXPECT_EQ(checkpoint.size, desk_.position() + 1);
  EXPECT_EQ(ToHex(checkpoint.root), desk_.Run({"caseload", "--json"}).json().at("root"));
  EXPECT_EQ(answer.at("root"), ToHex(checkpoint.root));
}

TEST_F(CheckpointOfAnOffice, SignsTheSameOnceAndMoreAnew) {
  const auto first = Signed();
  const auto again = Signed();
  EXPECT_FALSE(again.at("is_new"));
  EXPECT_EQ(again.at("note"), first.at("note"));
  Write(2);
  const auto second = Signed();
  EXPECT_TRUE(second.at("is_new"));
  EXPECT_EQ(second.at("key"), first.at("key"));
  EXPECT_GT(Verified(second).size, Verified(first).size);
}

TEST_F(CheckpointOfAnOffice, IsANoteOnTheStandardOutput) {
  const auto ran = Checkpoint({"--lang", "it"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(proof::ReadNote(ran.out)) << ran.out;
  EXPECT_NE(ran.err.find("firmati: "), std::string::npos) << ran.err;
  EXPECT_NE(Checkpoint({"--lang", "en"}).err.find("signed before: "), std::string::npos);
}

TEST_F(CheckpointOfAnOffice, ItsKeyIsItsOwnersAlone) {
  ASSERT_EQ(Checkpoint().code, 0);
  const auto about = fs::status(desk_.data() / "signing-key").permissions();
  EXPECT_EQ(about, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(BytesOf(desk_.data() / "signing-key").starts_with("PRIVATE+KEY+"));
}

TEST_F(CheckpointOfAnOffice, IsPublishedWithAllThatItPromises) {
  const auto folder = desk_.root() / "www";
  const auto ran = Checkpoint({"--publish", folder.string(), "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const proof::Checkpoint checkpoint = Verified(ran.json());
  EXPECT_EQ(ran.json().at("published").at("size"), checkpoint.size);
  EXPECT_EQ(BytesOf(folder / "checkpoint"), ran.json().at("note"));
  proof::TileNodes nodes(checkpoint.size, [&folder](const proof::Tile& tile) -> Result<proof::Bytes> {
    const std::string text = BytesOf(folder / PathOf(tile));
    return proof::Bytes(text.begin(), text.end());
  });
  const auto root = proof::RootOf(nodes, checkpoint.size);
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(*root, checkpoint.root);
  EXPECT_EQ(Checkpoint({"--publish", desk_.data().string()}).code, 3) << "a folder of its own";
}

TEST_F(CheckpointOfAnOffice, MakesItsTreeAgainWhereItIsGone) {
  const auto first = Signed();
  fs::remove_all(desk_.data() / "tree");
  EXPECT_EQ(Signed().at("note"), first.at("note"));
  fs::resize_file(desk_.data() / "tree" / "hashes.0", 40);
  EXPECT_EQ(Signed().at("note"), first.at("note"));
  std::fstream(desk_.data() / "tree" / "hashes.0", std::ios::binary | std::ios::in | std::ios::out).put('x');
  EXPECT_EQ(Checkpoint({"--publish", (desk_.root() / "www").string()}).code, 0);
}

TEST_F(CheckpointOfAnOffice, StopsTheWriterWhenAnOldBackupWasPutBack) {
  Put(desk_.data(), desk_.root() / "backup");
  Write(2);
  const auto before = Signed();
  for (const char* part : {"ledger", "state", "views", "vault"}) {
    Put(desk_.root() / "backup" / part, desk_.data() / part);
  }
  ExpectNobodyWrites("were signed: it was cut, or an older one put back");

  const auto lost = Checkpoint({"--accept-loss", "the disk died; its backup is of Monday"});
  EXPECT_EQ(lost.code, 0) << lost.err;
  Write(3);
  const auto after = Signed();
  EXPECT_NE(after.at("key"), before.at("key")) << "what the old key signed stays true of the old ledger";
  std::string kept;
  for (const auto& entry : fs::directory_iterator(desk_.data())) {
    if (entry.path().filename().string().starts_with("signed.lost-")) kept = entry.path().string();
  }
  ASSERT_FALSE(kept.empty());
  EXPECT_NE(BytesOf(fs::path(kept) / "why").find("its backup is of Monday"), std::string::npos);
  EXPECT_TRUE(fs::exists(fs::path(kept) / "signing-key"));
}

TEST_F(CheckpointOfAnOffice, StopsTheWriterOfAnotherHistory) {
  Put(desk_.data(), desk_.root() / "backup");
  Write(2);
  ASSERT_EQ(Checkpoint().code, 0);
  Put(desk_.data(), desk_.root() / "signed-one");
  Put(desk_.root() / "backup", desk_.data());
  for (int number : {3, 4, 5}) Write(number);
  Put(desk_.root() / "signed-one" / "signed", desk_.data() / "signed");
  Put(desk_.root() / "signed-one" / "signing-key", desk_.data() / "signing-key");
  ExpectNobodyWrites("not those that were signed");
}

TEST_F(CheckpointOfAnOffice, DoesNotForgetByDamage) {
  ASSERT_EQ(Checkpoint().code, 0);
  for (const auto& entry : fs::directory_iterator(desk_.data() / "signed")) fs::resize_file(entry.path(), 10);
  ExpectNobodyWrites("put it back from its backup");
  EXPECT_EQ(Checkpoint({"--accept-loss", "the memory itself is lost"}).code, 0);
  Write(2);
  EXPECT_TRUE(Signed().at("is_new"));
}

TEST_F(CheckpointOfAnOffice, AcceptsNoLossWhereNothingIsLost) {
  EXPECT_EQ(Checkpoint({"--accept-loss", "for fun"}).code, 2);
  ASSERT_EQ(Checkpoint().code, 0);
  EXPECT_EQ(Checkpoint({"--accept-loss", "for fun"}).code, 2);
  EXPECT_EQ(Checkpoint({"--accept-loss", "for fun", "--publish", "x"}).code, 2);
}

TEST_F(CheckpointOfAnOffice, IsNeverSignedByAnotherKeyUnnoticed) {
  const auto before = Signed();
  const auto key = desk_.data() / "signing-key";
  fs::rename(key, desk_.root() / "kept");
  Write(2);
  const auto missing = Checkpoint();
  EXPECT_EQ(missing.code, 3);
  EXPECT_NE(missing.err.find("is missing: the key that signed before"), std::string::npos) << missing.err;
  EXPECT_FALSE(fs::exists(key));

  std::ofstream(key) << "hello\n";
  EXPECT_EQ(Checkpoint().code, 3);
  proof::SignerKey other(before.at("origin").get<std::string>(), proof::KeyType::kEd25519, proof::Seed{7});
  std::ofstream(key) << other.ToString() << "\n";
  EXPECT_NE(Checkpoint().err.find("is not the key that signed before"), std::string::npos);

  fs::rename(desk_.root() / "kept", key);
  EXPECT_EQ(Signed().at("key"), before.at("key"));
}

class WitnessedOffice : public CheckpointOfAnOffice {
 protected:
  void SetUp() override {
    CheckpointOfAnOffice::SetUp();
    std::string policy = "# two of three\n";
    for (int i = 1; i <= 3; ++i) {
      policy += "witness W" + std::to_string(i) + " " + Witness(i).verifier().ToString() + "\n";
    }
    std::ofstream(desk_.data() / "witnesses") << policy << "group two 2 W1 W2 W3\nquorum two\n";
  }
  static proof::SignerKey Witness(int number) {
    return {"witness.example/" + std::to_string(number), proof::KeyType::kCosignature,
            proof::Seed{static_cast<std::uint8_t>(number)}};
  }
  /// What a witness answers to a checkpoint: a line.
  static std::string Answer(const std::string& note, int number) {
    const auto read = proof::ReadNote(note);
    EXPECT_TRUE(read) << note;
    const proof::SignedNote answer{"x\n", {proof::CosignText(read->text, Witness(number), 1'772'438'400)}};
    return answer.ToString().substr(3);
  }
};

TEST_F(WitnessedOffice, PublishesWhatEnoughWitnessesHaveSeen) {
  const std::string folder = (desk_.root() / "www").string();
  const auto before = Checkpoint({"--publish", folder});
  EXPECT_EQ(before.code, 1);
  EXPECT_FALSE(fs::exists(folder + "/checkpoint"));
  const std::string note = Signed().at("note");

  const auto first = Checkpoint({"--cosign", "-", "--json"}, Answer(note, 1));
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_FALSE(first.json().at("policy").at("is_enough"));
  const auto second = Checkpoint({"--cosign", "-", "--publish", folder, "--json"}, Answer(note, 3));
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_TRUE(second.json().at("policy").at("is_enough"));
  EXPECT_EQ(second.json().at("policy").at("cosigners").at(1).at("at"), "2026-03-02T08:00:00Z");
  EXPECT_EQ(BytesOf(folder + "/checkpoint"), second.json().at("note"));

  // What nobody has seen yet is signed, and waits.
  Write(2);
  const auto third = Checkpoint({"--publish", folder, "--json"});
  EXPECT_EQ(third.code, 0) << third.err;
  EXPECT_EQ(third.json().at("published").at("size"), Verified(second.json()).size);
  EXPECT_LT(third.json().at("published").at("size"), Verified(third.json()).size);
}

TEST_F(WitnessedOffice, TakesACosignatureOfAnEarlierCheckpointInItsNote) {
  const std::string note = Signed().at("note");
  Write(2);
  ASSERT_EQ(Checkpoint().code, 0);
  const auto file = desk_.root() / "answer";
  std::ofstream(file) << note << Answer(note, 2);
  const auto ran = Checkpoint({"--cosign", file.string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("W2 has cosigned"), std::string::npos) << ran.err;
}

TEST_F(WitnessedOffice, KeepsNothingThatDoesNotVerify) {
  const std::string note = Signed().at("note");
  Write(2);
  const std::string newer = Signed().at("note");
  const auto forged = Checkpoint({"--cosign", "-"}, Answer(note, 1));
  EXPECT_EQ(forged.code, 1);
  EXPECT_NE(forged.err.find("the cosignature of W1 does not verify"), std::string::npos) << forged.err;
  const auto unknown = Checkpoint({"--cosign", "-"}, Answer(newer, 4));
  EXPECT_EQ(unknown.code, 1);
  EXPECT_NE(unknown.err.find("nobody whom the policy names"), std::string::npos) << unknown.err;
  EXPECT_EQ(Checkpoint({"--cosign", "-"}, "hello\n").code, 1);
  proof::SignedNote other{"elsewhere.example\n1\n" + proof::ToBase64(Hash{}.bytes) + "\n", {}};
  other.signatures.push_back(proof::CosignText(other.text, Witness(1), 1));
  EXPECT_EQ(Checkpoint({"--cosign", "-"}, other.ToString()).code, 1);
  EXPECT_EQ(Signed().at("note"), newer);
}

TEST_F(WitnessedOffice, AsksAWitnessWithAProofFromWhatItHasSeen) {
  const auto old = Verified(Signed());
  const auto first = Checkpoint({"--for-witness", "0"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_TRUE(first.out.starts_with("old 0\n\n")) << first.out;
  EXPECT_EQ(Checkpoint({"--for-witness", "0", "--json"}).json().at("request"), first.out);
  for (int number : {2, 3, 4}) Write(number);

  const auto ran = Checkpoint({"--for-witness", std::to_string(old.size)});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto split = ran.out.find("\n\n");
  const auto now = proof::ReadCheckpoint(proof::ReadNote(ran.out.substr(split + 2))->text);
  ASSERT_TRUE(now);
  proof::Path path;
  std::istringstream lines(ran.out.substr(0, split));
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(line, "old " + std::to_string(old.size));
  while (std::getline(lines, line)) path.push_back(*proof::HashFromBase64(line));
  EXPECT_TRUE(proof::VerifyConsistency(old.size, old.root, now->size, now->root, path));
  EXPECT_EQ(Checkpoint({"--for-witness", std::to_string(now->size + 1)}).code, 2);
}

TEST_F(WitnessedOffice, NamesTheLineOfItsPolicyThatIsWrong) {
  std::ofstream(desk_.data() / "witnesses") << "quorum none\nhello\n";
  const auto ran = Checkpoint();
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("line 2"), std::string::npos) << ran.err;
  std::ofstream(desk_.data() / "witnesses")
      << "log " << proof::SignerKey("a", proof::KeyType::kEd25519, proof::Seed{1}).verifier().ToString() << "\nquorum none\n";
  EXPECT_NE(Checkpoint().err.find("about other logs"), std::string::npos);
}

TEST_F(CheckpointOfAnOffice, CannotCheckACosignatureOfNobodyThatItKnows) {
  const auto ran = Checkpoint({"--cosign", "-"}, "hello\n");
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("nobody is named as a witness"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace fascicolo::program_test
