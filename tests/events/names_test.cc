#include "events/names.h"

#include <gtest/gtest.h>

namespace fascicolo {
namespace {

TEST(Names, ReadsAnIdBackFromItsText) {
  const auto id = IdFromText<EntityId>("00112233-4455-6677-8899-AABBCCDDEEFF");
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(ToHex(*id), "00112233445566778899aabbccddeeff");
}

TEST(Names, RefusesTextThatIsNotSixteenBytes) {
  EXPECT_FALSE(IdFromText<EntityId>("0011"));
  EXPECT_FALSE(IdFromText<EntityId>("00112233445566778899aabbccddeeff00"));
  EXPECT_FALSE(IdFromText<EntityId>("0011223344556677889 aabbccddeeff0"));
  EXPECT_FALSE(IdFromText<EntityId>(""));
}

}  // namespace
}  // namespace fascicolo
