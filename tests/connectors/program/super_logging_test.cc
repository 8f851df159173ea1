// Two offices of one district, whose checkpoints go into one super-log, as somebody outside verifies it.
#include "connectors/program/program.h"
#include "connectors/program/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class SuperLogOfADistrict : public ::testing::Test {
 protected:
  void SetUp() override {
    Make(one_, "primo.example");
    Make(other_, "altro.example");
  }
  static void Make(const Desk& desk, const std::string& origin) {
    ASSERT_EQ(desk.Run({"init", "--name", "Comune di Prova", "--with-catalogue", "--origin", origin}).code, 0);
    Write(desk, 1);
  }
  static void Write(const Desk& desk, int number) {
    const auto ran = desk.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000)" + std::to_string(10 + number) +
                                                   R"(","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
                                                   R"("desk":"adults_elderly","area":"elderly","reason":"home_help",)"
                                                   R"("surname":"Inventata"}})"
                                                   "\n");
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  [[nodiscard]] Ran Checkpoint(const Desk& desk, const Words& more = {}) const {
    return desk.RunBare(And({"checkpoint", "--json", "--node", Node(), "--data", desk.data().string()}, more));
  }
  [[nodiscard]] Ran Begin() const { return Checkpoint(one_, {"--node-origin", "ambito.example/nodo"}); }
  [[nodiscard]] std::string Node() const { return (one_.root() / "node").string(); }
  /// What the separate verifier says; `holds_`: that it holds.
  std::string Verify(const fs::path& what, const std::string& words) {
    const fs::path out = one_.root() / "said";
    const std::string line = std::string("'") + FASCICOLO_VERIFIER + "' '" + what.string() + "' " + words + " --lang en >'" +
                             out.string() + "' 2>&1";
    holds_ = std::system(line.c_str()) == 0;
    return BytesOf(out);
  }

  const Desk one_;
  const Desk other_;
  bool holds_ = false;
};

TEST_F(SuperLogOfADistrict, HoldsTheCheckpointsOfBothLedgersInTheirOrder) {
  const auto begun = Begin();
  ASSERT_EQ(begun.code, 0) << begun.err;
  EXPECT_EQ(begun.json().at("super").at("origin"), "ambito.example/nodo");
  EXPECT_EQ(begun.json().at("super").at("size"), 1);
  const auto second = Checkpoint(other_);
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_EQ(second.json().at("super").at("size"), 2);
  EXPECT_EQ(second.json().at("super").at("key"), begun.json().at("super").at("key"));
  EXPECT_EQ(Checkpoint(one_).json().at("super").at("size"), 2) << "what is in it already is not added again";
  Write(one_, 2);
  EXPECT_EQ(Checkpoint(one_).json().at("super").at("size"), 3);
}

TEST_F(SuperLogOfADistrict, IsPublishedWithALedgerAndVerifiedOutside) {
  ASSERT_EQ(Begin().code, 0);
  const fs::path www = one_.root() / "www";
  const auto published = Checkpoint(other_, {"--publish", www.string()});
  ASSERT_EQ(published.code, 0) << published.err;
  const std::string key = "--key '" + published.json().at("super").at("key").get<std::string>() + "'";
  fs::copy_file(www / "node" / "checkpoint", one_.root() / "kept");
  EXPECT_THAT(Verify(www / "node", key + " --node"), HasSubstr("altro.example: "));
  EXPECT_TRUE(holds_);
  Write(one_, 2);
  ASSERT_EQ(Checkpoint(one_).code, 0);
  const auto again = Checkpoint(other_, {"--publish", www.string()});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(Verify(www / "node", key + " --node --against '" + (one_.root() / "kept").string() + "'"),
              HasSubstr("continues the checkpoint that you kept"));
  EXPECT_TRUE(holds_);
  (void)Verify(Node() + "/log", key + " --node");
  EXPECT_TRUE(holds_) << "it may be published as it stands";
  std::ofstream(www / "node" / "tile/entries/000.p/3", std::ios::binary | std::ios::app) << "x";
  (void)Verify(www / "node", key + " --node");
  EXPECT_FALSE(holds_);
}

TEST_F(SuperLogOfADistrict, IsWhereAReceiptLeadsTo) {
  const auto begun = Begin();
  ASSERT_EQ(begun.code, 0);
  ASSERT_EQ(Checkpoint(other_).code, 0);
  const fs::path file = one_.root() / "receipt.html";
  const auto ran = one_.RunBare(
      {"prove", "--event", "3.0", "--node", Node(), "--out", file.string(), "--data", one_.data().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const std::string key = "--key '" + begun.json().at("key").get<std::string>() + "'";
  const std::string node = " --node-key '" + begun.json().at("super").at("key").get<std::string>() + "'";
  EXPECT_THAT(Verify(file, key + node), HasSubstr("is in the super-log ambito.example/nodo, 2 entries"));
  EXPECT_TRUE(holds_);
  const std::string other = " --node-key '" + begun.json().at("key").get<std::string>() + "'";
  (void)Verify(file, key + other);
  EXPECT_FALSE(holds_) << "another's super-log";
  ASSERT_EQ(one_.RunBare({"prove", "--event", "3.0", "--out", (one_.root() / "plain").string(), "--data", one_.data().string()})
                .code,
            0);
  EXPECT_THAT(Verify(one_.root() / "plain", key + node), HasSubstr("does not lead into a super-log"));
}

TEST_F(SuperLogOfADistrict, RefusesALedgerThatFallsBehindWhatItSigned) {
  const fs::path older = one_.root() / "older";
  fs::copy(one_.data(), older, fs::copy_options::recursive);
  Write(one_, 2);
  ASSERT_EQ(Begin().code, 0);
  fs::copy_file(one_.data() / "signing-key", older / "signing-key");  // its memory is gone, its key is not
  const auto ran = one_.RunBare({"checkpoint", "--node", Node(), "--data", older.string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("or more, as before"));
}

TEST_F(SuperLogOfADistrict, IsNotGoneOnWithWhenItWasChangedOrForgotten) {
  EXPECT_EQ(Checkpoint(one_).code, 3) << "it was never begun, and nobody said how it is called";
  ASSERT_EQ(Begin().code, 0);
  EXPECT_EQ(Checkpoint(other_, {"--node-origin", "another.example"}).code, 3);
  std::ofstream(fs::path(Node()) / "log/tile/entries/000.p/1", std::ios::binary | std::ios::app) << "x";
  const auto changed = Checkpoint(other_);
  EXPECT_EQ(changed.code, 3);
  EXPECT_THAT(changed.err, HasSubstr("put it back from a copy"));
  EXPECT_EQ(one_.Run({"checkpoint", "--node-origin", "x"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
