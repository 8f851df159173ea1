// Draws by a committed seed and a public number, replayed by a script that is not the engine's.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "contract/ledger/scratch.h"
#include "engine/families/ranking_lines.h"
#include "engine/told_rankings.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

struct Printed {
  std::string text;
  int status = -1;
};
Printed OutputOf(const std::string& command) {
  Printed printed;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return printed;
  std::array<char, 4096> buffer{};
  while (const std::size_t read = fread(buffer.data(), 1, buffer.size(), pipe)) printed.text.append(buffer.data(), read);
  printed.status = pclose(pipe);
  return printed;
}

Hash SomeSeed() {
  Hash seed;
  for (std::size_t i = 0; i < seed.bytes.size(); ++i) seed.bytes[i] = static_cast<std::uint8_t>(3 * i + 1);
  return seed;
}

/// What ops/draw/replay prints, of the codes in this order.
Printed Replayed(const Hash& commitment, const Hash& seed, const std::string& number, const std::vector<std::string>& codes) {
  const Scratch scratch;
  const std::string file = scratch.path() + "/codes";
  std::ofstream out(file);
  for (const std::string& code : codes) out << code << "\n";
  out.close();
  return OutputOf(std::string(FASCICOLO_SOURCE_DIR) + "/ops/draw/replay " + ToHex(commitment) + " " + ToHex(seed) + " '" +
                  number + "' < " + file + " 2>&1");
}

TEST(CommittedDraw, IsReplayedByAnybodyFromTheSeedThePublicNumberAndTheCodes) {
  // Given twenty who tie on a provisional list.
  Kit kit;
  AdoptCatalogue(kit);
  AdoptStays(kit);
  const EntityId call = StaysCall(kit);
  std::vector<EntityId> tied;
  for (int i = 0; i < 20; ++i) tied.push_back(AdmittedStay(kit, call));
  PublishProvisionalOf(kit, call);

  // When a seed is committed before the number is known, and revealed after.
  const Hash commitment = events::Sha256(SomeSeed().bytes);
  schema::CommitDrawT commit;
  commit.call = Ref(call);
  commit.seed_hash = RefOf(commitment);
  commit.public_source = "lotto, Cagliari";
  commit.public_on = (kit.today() + 2).days;
  const auto committed = kit.When(std::move(commit)).ThenEvents({"DrawCommitted"}).First<schema::DrawCommittedT>();
  EXPECT_EQ(committed.entries.size(), tied.size());
  kit.PassUntil(kit.today() + 2);
  schema::RevealDrawT reveal;
  reveal.call = Ref(call);
  reveal.seed = RefOf(SomeSeed());
  reveal.public_number = "17 4 88";
  const auto revealed = kit.When(std::move(reveal)).ThenEvents({"DrawRevealed"}).First<schema::DrawRevealedT>();

  // Then the script draws the same from what is public, in whatever order it reads the codes.
  std::string expected;
  for (const auto& entry : revealed.order) expected += ListCode(call, events::Entity(&entry)) + "\n";
  std::vector<std::string> codes;
  for (const EntityId entry : tied) codes.push_back(ListCode(call, entry));
  const Printed replayed = Replayed(commitment, SomeSeed(), "17 4 88", codes);
  EXPECT_EQ(replayed.status, 0) << replayed.text;
  EXPECT_EQ(replayed.text, expected);
  EXPECT_NE(Replayed(commitment, SomeSeed(), "17 4 89", codes).text, expected) << "another number, another order";
  EXPECT_NE(Replayed(commitment, Hash{}, "17 4 88", codes).status, 0) << "not the seed that was committed";

  // And the final list follows the draw.
  PublishFinalOf(kit, call);
  std::string listed;
  for (const EntityId entry : FinalOrder(kit, call)) listed += ListCode(call, entry) + "\n";
  EXPECT_EQ(listed, expected);
}

TEST(CommittedDraw, GivesNobodyAnotherPlaceBecauseSomebodyElseWithdraws) {
  std::vector<EntityId> entries;
  for (std::uint32_t i = 0; i < 30; ++i) entries.push_back(NewEntity({}, i));
  const auto all = DrawnOrder({}, entries, SomeSeed(), "5");
  entries.erase(entries.begin() + 7);
  auto without = all;
  std::erase(without, NewEntity({}, 7));
  EXPECT_EQ(DrawnOrder({}, entries, SomeSeed(), "5"), without);
}

}  // namespace
}  // namespace fascicolo::engine
