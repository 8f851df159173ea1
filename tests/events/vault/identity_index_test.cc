// The index of identities: what leads to whom, what is forgotten, and what the files hold.
#include "events/vault/identity_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "events/store/memory_rows.h"
#include "events/store/rocks_rows.h"
#include "tests/events/store/temporary_directory.h"

namespace fascicolo::vault {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::uint8_t kName = 0x11;   ///< leads
constexpr std::uint8_t kOther = 0x12;  ///< the same field, only compared
constexpr std::uint8_t kDay = 0x21;    ///< another field, only compared

const IndexPlan kPlan{"1", {kName}};

events::Key Secret(std::uint8_t number = 7) {
  events::Key key;
  key.fill(number);
  return key;
}
EntityId Subject(std::uint8_t number) {
  EntityId id;
  id.bytes.fill(static_cast<std::uint8_t>(number + 1));  // no zeros: files are full of them
  return id;
}
KeyId Key(std::uint8_t number) {
  KeyId id;
  id.bytes.fill(number);
  return id;
}
FormSource At(std::uint64_t position) { return {Position{position}, 0}; }

IdentityIndex OpenOn(store::RowStore& rows, const events::Key& secret = Secret(), IndexPlan plan = kPlan) {
  auto index = IdentityIndex::Open(rows, secret, std::move(plan));
  EXPECT_TRUE(index.ok());
  return std::move(index).value();
}

class IdentityIndexTest : public ::testing::Test {
 protected:
  [[nodiscard]] BlindForm Form(const std::vector<std::string>& names, const std::string& day = {}) const {
    std::vector<Feature> features;
    for (const std::string& name : names) features.push_back({kName, kName, name});
    if (!day.empty()) features.push_back({kDay, kDay, day});
    return index_.Blind(features);
  }
  void Add(std::uint8_t subject, std::uint64_t position, const BlindForm& form, const std::vector<KeyId>& keys = {}) {
    ASSERT_TRUE(index_.Add(Subject(subject), At(position), keys, form).ok());
  }
  [[nodiscard]] std::vector<EntityId> LedToBy(const std::string& name) const {
    return index_.FindCandidates(Form({name})).subjects;
  }
  [[nodiscard]] store::RowBatch AllRows() const {
    store::RowBatch all;
    for (auto cursor = rows_.Seek({}); cursor->valid(); cursor->Next()) {
      all.push_back({std::string(cursor->key()), std::string(cursor->value())});
    }
    return all;
  }
  static bool IsSame(const store::RowBatch& one, const store::RowBatch& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const auto& a, const auto& b) { return a.key == b.key && a.value == b.value; });
  }

  store::MemoryRows rows_;
  IdentityIndex index_ = OpenOn(rows_);
};

TEST_F(IdentityIndexTest, LeadsFromATokenToItsSubjects) {
  Add(1, 10, Form({"rossi"}));
  Add(2, 11, Form({"rossi", "bianchi"}));
  EXPECT_THAT(LedToBy("rossi"), UnorderedElementsAre(Subject(1), Subject(2)));
  EXPECT_THAT(LedToBy("bianchi"), ElementsAre(Subject(2)));
  EXPECT_THAT(LedToBy("verdi"), IsEmpty());
}

TEST_F(IdentityIndexTest, LeadsFromLeadingAspectsOnly) {
  Add(1, 10, Form({"rossi"}, "12"));
  EXPECT_THAT(index_.FindCandidates(Form({}, "12")).subjects, IsEmpty());
}

TEST_F(IdentityIndexTest, PutsFirstWhomMostAndRarestTokensLeadTo) {
  for (std::uint8_t i = 10; i < 60; ++i) Add(i, i, Form({"maria"}));
  Add(1, 1, Form({"maria"}));
  Add(2, 2, Form({"maria", "zulejka"}));
  Add(3, 3, Form({"zulejka"}));
  const auto found = index_.FindCandidates(Form({"maria", "zulejka"})).subjects;
  ASSERT_EQ(found.size(), 53U);
  EXPECT_THAT(std::vector(found.begin(), found.begin() + 3), ElementsAre(Subject(2), Subject(3), Subject(1)));
}

TEST_F(IdentityIndexTest, LeavesOutATokenThatLeadsToMoreThanTheLimit) {
  for (std::uint8_t i = 0; i < 20; ++i) Add(i, i, Form({"maria"}));
  Add(30, 30, Form({"rossi"}));
  const auto asked = Form({"maria", "rossi"});
  EXPECT_EQ(index_.FindCandidates(asked, {.longest_list = 20}).subjects.size(), 21U);
  EXPECT_THAT(index_.FindCandidates(asked, {.longest_list = 19}).subjects, ElementsAre(Subject(30)));
}

TEST_F(IdentityIndexTest, TakesTheFirstOfTooManyWhereEveryTokenLeadsToMore) {
  for (std::uint8_t i = 0; i < 20; ++i) Add(i, i, Form({"maria"}));
  const auto found = index_.FindCandidates(Form({"maria"}), {.longest_list = 10, .most_candidates = 3});
  EXPECT_THAT(found.subjects, ElementsAre(Subject(0), Subject(1), Subject(2)));
  EXPECT_TRUE(found.is_cut);
}

TEST_F(IdentityIndexTest, GivesNoMoreCandidatesThanTheLimit) {
  for (std::uint8_t i = 0; i < 20; ++i) Add(i, i, Form({"maria"}));
  Add(30, 30, Form({"maria", "rossi"}));
  const auto found = index_.FindCandidates(Form({"maria", "rossi"}), {.most_candidates = 3});
  EXPECT_THAT(found.subjects, ElementsAre(Subject(30), Subject(0), Subject(1)));
  EXPECT_TRUE(found.is_cut);
  EXPECT_FALSE(index_.FindCandidates(Form({"maria", "rossi"})).is_cut);
}

TEST_F(IdentityIndexTest, KeepsTheFormsOfASubjectAndLeadsFromAllOfThem) {
  Add(1, 10, Form({"rossi"}), {Key(2)});
  Add(1, 20, Form({"bianchi"}), {Key(1), Key(2)});
  EXPECT_THAT(LedToBy("rossi"), ElementsAre(Subject(1)));
  EXPECT_THAT(LedToBy("bianchi"), ElementsAre(Subject(1)));
  const auto known = index_.Find(Subject(1));
  ASSERT_TRUE(known.has_value());
  ASSERT_EQ(known->forms.size(), 2U);
  EXPECT_EQ(known->forms[1].source, At(20));
  EXPECT_THAT(known->keys, ElementsAre(Key(1), Key(2)));
}

TEST_F(IdentityIndexTest, TakesOverTheFieldsThatALaterFormDoesNotSay) {
  Add(1, 10, Form({"rossi"}, "12"));
  Add(1, 20, Form({"bianchi"}));
  Add(1, 30, Form({}, "13"));
  const auto known = index_.Find(Subject(1));
  ASSERT_EQ(known->forms.size(), 3U);
  EXPECT_EQ(known->forms[1].tokens, Form({"bianchi"}, "12"));
  EXPECT_EQ(known->forms[2].tokens, Form({"bianchi"}, "13"));
}

TEST_F(IdentityIndexTest, TakesOverTheFieldsThatALaterFormOnlyDerives) {
  const std::array derived{FieldOf(kDay)};
  ASSERT_TRUE(index_.Add(Subject(1), At(10), {}, Form({"rossi"}, "12"), derived).ok());
  ASSERT_TRUE(index_.Add(Subject(1), At(20), {}, Form({"bianchi"}, "13"), derived).ok());
  const auto known = index_.Find(Subject(1));
  EXPECT_EQ(known->forms.at(0).tokens, Form({"rossi"}, "12")) << "nothing was known before";
  EXPECT_EQ(known->forms.at(1).tokens, Form({"bianchi"}, "12"));
}

TEST_F(IdentityIndexTest, HoldsTheSameRowsWhenTheSameIsAddedAgain) {
  Add(1, 10, Form({"rossi"}, "12"), {Key(1)});
  Add(1, 20, Form({"bianchi"}), {Key(1)});
  const auto once = AllRows();
  Add(1, 10, Form({"rossi"}, "12"), {Key(1)});
  Add(1, 20, Form({"bianchi"}), {Key(1)});
  Add(1, 30, Form({"bianchi"}, "12"), {Key(1)});  // says nothing new
  EXPECT_TRUE(IsSame(once, AllRows()));
}

TEST_F(IdentityIndexTest, LetsTheOldestFormGoAboveTheLimit) {
  for (std::uint64_t i = 0; i <= kMostForms; ++i) Add(1, i, Form({"name" + std::to_string(i)}));
  EXPECT_EQ(index_.Find(Subject(1))->forms.size(), kMostForms);
  EXPECT_THAT(LedToBy("name0"), IsEmpty());
  EXPECT_THAT(LedToBy("name1"), ElementsAre(Subject(1)));
  const auto full = AllRows();
  Add(1, 0, Form({"name0"}));
  EXPECT_TRUE(IsSame(full, AllRows())) << "older than all that are kept";
}

TEST_F(IdentityIndexTest, WalksThroughItsSubjects) {
  Add(2, 11, Form({"rossi"}), {Key(2)});
  Add(1, 10, Form({"bianchi"}), {Key(1)});
  std::vector<std::pair<EntityId, std::vector<KeyId>>> seen;
  const auto see = [&](const EntityId& subject, const KnownSubject& known) -> Status {
    seen.emplace_back(subject, known.keys);
    return {};
  };
  ASSERT_TRUE(index_.ForEach(see).ok());
  EXPECT_THAT(seen, ElementsAre(std::pair(Subject(1), std::vector{Key(1)}), std::pair(Subject(2), std::vector{Key(2)})));
  const Status ended = index_.ForEach([](const auto&, const auto&) -> Status { return Failure{FailureCode::kIo, "enough"}; });
  EXPECT_FALSE(ended.ok());
}

TEST_F(IdentityIndexTest, ForgetsASubjectAndNobodyElse) {
  Add(2, 11, Form({"rossi", "verdi"}));
  const auto without = AllRows();
  Add(1, 10, Form({"rossi", "bianchi"}));
  Add(1, 12, Form({"neri"}));
  const std::array forgotten{Subject(1), Subject(9)};
  ASSERT_TRUE(index_.Forget(forgotten).ok());
  EXPECT_FALSE(index_.Find(Subject(1)).has_value());
  EXPECT_THAT(LedToBy("neri"), IsEmpty());
  EXPECT_THAT(LedToBy("rossi"), ElementsAre(Subject(2)));
  EXPECT_EQ(AllRows().size(), without.size());
}

TEST_F(IdentityIndexTest, MakesTokensThatOnlyItsSecretMakes) {
  store::MemoryRows rows;
  const auto other = OpenOn(rows, Secret(8));
  const std::vector<Feature> features{{kName, kName, "rossi"}};
  EXPECT_NE(index_.Blind(features), other.Blind(features));
  EXPECT_NE(index_.Blind(features), index_.Blind(std::vector<Feature>{{kName, kOther, "rossi"}})) << "another space";
  EXPECT_EQ(index_.Blind(features)[0].tokens,
            index_.Blind(std::vector<Feature>{{kOther, kName, "rossi"}})[0].tokens) << "another aspect, one space";
}

TEST_F(IdentityIndexTest, DropsRowsOfAnotherVersionOrSecret) {
  Add(1, 10, Form({"rossi"}));
  EXPECT_TRUE(OpenOn(rows_).Find(Subject(1)).has_value());
  EXPECT_FALSE(OpenOn(rows_, Secret(), {"2", {kName}}).Find(Subject(1)).has_value());
  Add(1, 10, Form({"rossi"}));
  EXPECT_FALSE(OpenOn(rows_, Secret(8), {"2", {kName}}).Find(Subject(1)).has_value());
}

TEST_F(IdentityIndexTest, StandsBeforeTheFirstCommitWhereItIsEmpty) {
  const auto point = index_.PointOf("comune.example/cases");
  ASSERT_TRUE(point.ok());
  EXPECT_EQ(point->head().next, Position{0});
}

// --- on disk ---

std::string BytesUnder(const std::filesystem::path& dir) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}
std::string TextOf(const BlindToken& token) { return {token.bytes.begin(), token.bytes.end()}; }

class IdentityFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::RocksRows::Open(
        dir_.path(), {.compression = store::Compression::kNone, .forgets_keys = true});
    ASSERT_TRUE(opened.ok());
    rows_ = std::move(opened).value();
  }
  /// Tokens of one whose names stand nowhere else.
  static std::vector<Feature> FeaturesOf(std::uint8_t number) {
    std::vector<Feature> features;
    for (int i = 0; i < 12; ++i) {
      features.push_back({kName, kName, "canary" + std::to_string(number) + "-" + std::to_string(i)});
    }
    return features;
  }
  /// How many of the subject's tokens some file holds.
  std::size_t Found(const IdentityIndex& index, std::uint8_t number) {
    const std::string bytes = BytesUnder(dir_.path());
    const BlindForm form = index.Blind(FeaturesOf(number));
    std::size_t found = 0;
    for (const BlindToken& token : form.at(0).tokens) {
      found += bytes.find(TextOf(token)) != std::string::npos ? 1U : 0U;
    }
    return found;
  }

  store::TemporaryDirectory dir_;
  std::unique_ptr<store::RocksRows> rows_;
};

TEST_F(IdentityFiles, HoldTokensAndNoText) {
  auto index = OpenOn(*rows_);
  for (std::uint8_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(index.Add(Subject(i), At(i), {}, index.Blind(FeaturesOf(i))).ok());
  }
  ASSERT_TRUE(rows_->Flush().ok());
  EXPECT_EQ(BytesUnder(dir_.path()).find("canary"), std::string::npos);
  EXPECT_EQ(Found(index, 17), 12U) << "else this test sees nothing";
}

TEST_F(IdentityFiles, HoldNothingOfTheForgotten) {
  auto index = OpenOn(*rows_);
  for (std::uint8_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(index.Add(Subject(i), At(i), {}, index.Blind(FeaturesOf(i))).ok());
    if (i % 10 == 9) {
      ASSERT_TRUE(rows_->Flush().ok());
    }
  }
  // All of them one after the other, so that those whose keys were the first and last of a file are among them.
  for (std::uint8_t i = 0; i < 50; ++i) {
    const std::array forgotten{Subject(i)};
    ASSERT_TRUE(index.Forget(forgotten).ok());
    EXPECT_EQ(Found(index, i), 0U) << int{i};
    const auto id = Subject(i);
    EXPECT_EQ(BytesUnder(dir_.path()).find(std::string(id.bytes.begin(), id.bytes.end())), std::string::npos) << int{i};
    if (i + 1 < 50) {
      EXPECT_EQ(Found(index, static_cast<std::uint8_t>(i + 1)), 12U) << "the next one is still there";
    }
  }
}

TEST_F(IdentityFiles, AreFoundAgainWhenOpenedAgain) {
  {
    auto index = OpenOn(*rows_);
    ASSERT_TRUE(index.Add(Subject(1), At(1), {}, index.Blind(FeaturesOf(1))).ok());
    ASSERT_TRUE(rows_->Flush().ok());
  }
  rows_.reset();
  SetUp();
  const auto index = OpenOn(*rows_);
  EXPECT_THAT(index.FindCandidates(index.Blind(FeaturesOf(1))).subjects, ElementsAre(Subject(1)));
}

}  // namespace
}  // namespace fascicolo::vault
