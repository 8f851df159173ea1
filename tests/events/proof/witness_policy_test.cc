#include "events/proof/witness_policy.h"

#include <gtest/gtest.h>

#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

constexpr std::uint64_t kTime = 1'700'000'000;

SignerKey Witness(std::uint8_t number) {
  Seed seed{};
  seed[0] = number;
  return {"witness.example/" + std::to_string(number), KeyType::kCosignature, seed};
}

std::string WitnessLine(std::uint8_t number) {
  return "witness W" + std::to_string(number) + " " + Witness(number).verifier().ToString() + "\n";
}

SignedNote CosignedBy(std::initializer_list<std::uint8_t> numbers) {
  auto note = ReadNote(vectors::kCheckpoint);
  EXPECT_TRUE(note);
  for (const std::uint8_t number : numbers) {
    note->signatures.push_back(CosignText(note->text, Witness(number), kTime + number));
  }
  return *note;
}

WitnessPolicy PolicyOf(const std::string& text) {
  auto policy = WitnessPolicy::Read(text);
  EXPECT_TRUE(policy) << (policy ? "" : policy.error().ToString());
  return policy ? std::move(policy).value() : WitnessPolicy();
}

const std::string kThree = WitnessLine(1) + WitnessLine(2) + WitnessLine(3);

TEST(WitnessPolicy, WantsKOfN) {
  const WitnessPolicy policy = PolicyOf(kThree + "group two 2 W1 W2 W3\nquorum two\n");
  EXPECT_FALSE(policy.Judge(CosignedBy({})).is_enough);
  EXPECT_FALSE(policy.Judge(CosignedBy({2})).is_enough);
  EXPECT_TRUE(policy.Judge(CosignedBy({1, 3})).is_enough);
  const Witnessing all = policy.Judge(CosignedBy({3, 2, 1}));
  EXPECT_TRUE(all.is_enough);
  EXPECT_EQ(all.cosigners, (std::vector<Cosigner>{{"W1", kTime + 1}, {"W2", kTime + 2}, {"W3", kTime + 3}}));
}

TEST(WitnessPolicy, CountsAWitnessOnceHoweverOftenItSigns) {
  const WitnessPolicy policy = PolicyOf(kThree + "group two 2 W1 W2 W3\nquorum two\n");
  EXPECT_FALSE(policy.Judge(CosignedBy({2, 2, 2})).is_enough);
}

TEST(WitnessPolicy, MayWantGroupsOfGroups) {
  const WitnessPolicy policy =
      PolicyOf("# two bodies\n\n" + kThree + "\tgroup region any W1 W2 \n" + "group both all region W3\nquorum both\n");
  EXPECT_FALSE(policy.Judge(CosignedBy({1, 2})).is_enough);
  EXPECT_FALSE(policy.Judge(CosignedBy({3})).is_enough);
  EXPECT_TRUE(policy.Judge(CosignedBy({3, 2})).is_enough);
}

TEST(WitnessPolicy, MayWantOneOrNobody) {
  EXPECT_TRUE(PolicyOf("quorum none\n").Judge(CosignedBy({})).is_enough);
  const WitnessPolicy one = PolicyOf(kThree + "quorum W2\n");
  EXPECT_FALSE(one.Judge(CosignedBy({1, 3})).is_enough);
  EXPECT_TRUE(one.Judge(CosignedBy({2})).is_enough);
}

TEST(WitnessPolicy, RefusesACheckpointWithAForgedCosignature) {
  const WitnessPolicy policy = PolicyOf(kThree + "group two 2 W1 W2 W3\nquorum two\n");
  SignedNote note = CosignedBy({1, 2, 3});
  note.signatures.back().signature.back() ^= 1;
  const Witnessing found = policy.Judge(note);
  EXPECT_FALSE(found.is_enough);
  EXPECT_EQ(found.forgers, std::vector<std::string>{"W3"});
}

TEST(WitnessPolicy, DoesNotCountWhoIsNotInIt) {
  const WitnessPolicy policy = PolicyOf(WitnessLine(1) + "quorum W1\n");
  EXPECT_FALSE(policy.Judge(CosignedBy({2, 3})).is_enough);
  EXPECT_TRUE(policy.Judge(CosignedBy({2, 1})).is_enough);
}

TEST(WitnessPolicy, NamesTheLogsThatItIsAbout) {
  const WitnessPolicy policy = PolicyOf("log " + vectors::kLogKey + " https://log.example\nquorum none");
  ASSERT_EQ(policy.logs().size(), 1U);
  EXPECT_EQ(policy.logs().front().ToString(), vectors::kLogKey);
}

TEST(WitnessPolicy, SaysWhichLineIsWrong) {
  const std::string log = "log " + vectors::kLogKey + "\n";
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"hello\nquorum none\n", "line 1"},
      {log + log + "quorum none\n", "line 2"},
      {"log " + vectors::kWitnessKey + "\nquorum none\n", "line 1"},
      {"witness W " + vectors::kLogKey + "\nquorum none\n", "line 1"},
      {"witness none " + vectors::kWitnessKey + "\nquorum none\n", "line 1"},
      {"witness W\nquorum W\n", "line 1"},
      {kThree + WitnessLine(1), "line 4"},
      {kThree + "group g 4 W1 W2 W3\nquorum g\n", "line 4"},
      {kThree + "group g 0 W1\nquorum g\n", "line 4"},
      {kThree + "group g some W1\nquorum g\n", "line 4"},
      {kThree + "group g all\nquorum g\n", "line 4"},
      {kThree + "group g all W9\nquorum g\n", "line 4"},
      {kThree + "group g any W1 W1\nquorum g\n", "line 4"},
      {kThree + "group g any W1\ngroup h any W1 g\nquorum h\n", "line 5"},
      {kThree + "group W1 any W2\nquorum W1\n", "line 4"},
      {"quorum W\n", "line 1"},
      {"quorum none\nquorum none\n", "line 2"},
      {"quorum none\x01\n", "line 1"},
      {"", ""}};
  for (const auto& [text, place] : wrong) {
    const auto policy = WitnessPolicy::Read(text);
    ASSERT_FALSE(policy) << text;
    EXPECT_EQ(policy.error().place, place) << text << policy.error().ToString();
  }
}

TEST(WitnessPolicy, HasLimits) {
  EXPECT_FALSE(WitnessPolicy::Read(std::string(kMaxPolicyBytes, '#')));
  std::string text = WitnessLine(1);
  std::string last = "W1";
  for (std::size_t i = 1; i < kMaxPolicyNames; ++i) {
    text += "group g" + std::to_string(i) + " any " + last + "\n";
    last = "g" + std::to_string(i);
  }
  EXPECT_TRUE(WitnessPolicy::Read(text + "quorum " + last + "\n"));
  EXPECT_FALSE(WitnessPolicy::Read(text + "group over any " + last + "\nquorum over\n"));
}

}  // namespace
}  // namespace fascicolo::proof
