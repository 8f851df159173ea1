// The vault follows the ledger: what an accepted commit erases is destroyed, and nothing before.
#include <gtest/gtest.h>

#include "engine/loop/office.h"

namespace fascicolo::engine {
namespace {

constexpr std::uint8_t kRegistered = 1;

class Erasing : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(std::holds_alternative<Accepted>(
        office_.Do(Office::Command(kRegistered, schema::RegisterPersonT{}, {{"/surname", "Inventata"}}))));
    schema::ProposeErasureT proposal;
    proposal.person = Person();
    proposal.ground = schema::ErasureGround::objection;
    proposal.act = "scarto 1/2025";
    proposal.classes = {schema::RetentionClass::ordinary};
    ASSERT_TRUE(std::holds_alternative<Accepted>(office_.Do(Office::Command(2, std::move(proposal)))));
    ASSERT_TRUE(std::holds_alternative<Accepted>(office_.Do(Approval(3, "dpo"))));
  }
  static EntityId PersonId() { return Office::CaseOf(kRegistered); }  // what a command makes first
  static std::unique_ptr<schema::Id> Person() { return std::make_unique<schema::Id>(events::ToSchema(PersonId())); }
  static Request Approval(std::uint8_t number, const std::string& actor) {
    schema::ApproveErasureT approval;
    approval.person = Person();
    approval.erasure = 1;
    return Office::Command(number, std::move(approval), {}, actor);
  }
  KeyId Key() const {
    return State(office_.loop->rows())
        .Find<SealingKeyTable>(PersonId(), schema::RetentionClass::ordinary, 0U)
        .value_or(SealingKeyRow{})
        .key;
  }
  bool Opens() { return office_.vault.Find(Key()).ok(); }

  Office office_;
};

TEST_F(Erasing, FollowsTheCommitThatSaysSo) {
  ASSERT_TRUE(Opens());
  office_.Do(Approval(4, "archivist"));
  office_.Rest();
  EXPECT_FALSE(Opens());
  EXPECT_EQ(State(office_.loop->rows()).Find<ErasedKeyTable>(Key())->person, PersonId());
}

TEST_F(Erasing, DestroysNothingForACommitThatIsLost) {
  office_.ledger.append_fails = FailureCode::kFull;
  EXPECT_TRUE(std::holds_alternative<Failure>(office_.Do(Approval(4, "archivist"))));
  EXPECT_TRUE(Opens());
  office_.ledger.append_fails.reset();
  office_.Do(Approval(4, "archivist"));
  office_.Rest();
  EXPECT_FALSE(Opens());
}

TEST_F(Erasing, HappensAgainAtTheStartWhereTheVaultIsOlder) {
  vault::Vault older = vault::VaultInMemory();
  ASSERT_TRUE(office_.vault.CopyInto(older).ok());
  office_.Do(Approval(4, "archivist"));
  office_.Rest();
  for (const bool keep_state : {true, false}) {
    vault::Vault restored = vault::VaultInMemory();
    ASSERT_TRUE(older.CopyInto(restored).ok());
    office_.loop.reset();
    office_.vault = std::move(restored);
    ASSERT_TRUE(office_.vault.Find(State(*office_.state)
                                       .Find<SealingKeyTable>(PersonId(), schema::RetentionClass::ordinary, 0U)
                                       ->key)
                    .ok())
        << "else this test sees nothing";
    office_.Reopen(keep_state);
    EXPECT_FALSE(Opens()) << "state kept: " << keep_state;
  }
}

}  // namespace
}  // namespace fascicolo::engine
