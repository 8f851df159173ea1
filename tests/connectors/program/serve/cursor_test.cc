#include "connectors/program/serve/cursor.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

TEST(PageCursor, IsReadAgainForItsOwnQuestionAlone) {
  events::SeededRandom random(1);
  const Cursors cursors(random);
  const std::string cursor = cursors.Write({Position{41}, 50}, "caseload");
  const auto read = cursors.Read(cursor, "caseload");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->position, Position{41});
  EXPECT_EQ(read->skip, 50U);
  EXPECT_FALSE(cursors.Read(cursor, "caseload of anna").has_value());
}

TEST(PageCursor, CannotBeForged) {
  events::SeededRandom random(1);
  const Cursors cursors(random);
  const std::string cursor = cursors.Write({Position{41}, 50}, "caseload");
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string changed = cursor;
    changed[i] = changed[i] == '0' ? '1' : '0';
    EXPECT_FALSE(cursors.Read(changed, "caseload").has_value()) << changed;
    EXPECT_FALSE(cursors.Read(cursor.substr(0, i), "caseload").has_value());
  }
  const Cursors others(random);
  EXPECT_FALSE(others.Read(cursor, "caseload").has_value()) << "another process has another key";
}

}  // namespace
}  // namespace fascicolo::program
