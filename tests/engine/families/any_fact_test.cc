// Evolving is total, and so is deciding: whatever a ledger says, in any order, the answer is yes or no, never a crash.
// FASCICOLO_SOAK=1: a million facts, in ledgers of 20,000 each, because places that are taken at random, and never freed,
// make a long one slower and slower.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "engine/deciders.h"
#include "engine/families/activation.h"
#include "engine/families/authority.h"
#include "engine/loop/drafting.h"
#include "engine/random_payloads.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

constexpr int kFactsOfALedger = 20'000;
int Ledgers() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 50 : 1; }

const std::vector<std::string> kWords{"rossi", "bianchi", "", "open_centre_elderly", "home_care_elderly", "barthel",
                                      "decision", "adi_pact", "check", "092009", "INPS-ISEE-2026-1", "{}", "rejected"};

/// Something of every kind that there is.
std::vector<EntityId> SomeEntities(Kit& kit) {
  AdoptCatalogue(kit);
  std::vector<EntityId> entities{AuthorityEntity(), ListOf("open_centre_elderly")};
  entities.push_back(kit.Given(OpenUnit("open_centre_elderly", 5, kit.today())));
  for (int i = 0; i < 4; ++i) {
    const EntityId case_file = CaseInCharge(kit);
    entities.push_back(case_file);
    entities.push_back(PersonOf(kit, case_file));
    entities.push_back(kit.Given(Apply(case_file, "open_centre_elderly")));
    entities.push_back(NewEntity({}, static_cast<std::uint32_t>(i)));  // of nothing yet
  }
  return entities;
}

/// A fact of any type but the ledger's opening and its days, which are the engine's own, and its catalogue, which is checked
/// before it is adopted.
schema::EventPayload AnyType(Chance& chance) {
  while (true) {
    const auto type = static_cast<schema::EventPayload>(
        1 + chance.Below(static_cast<std::size_t>(schema::EventPayload::MAX)));
    if (type != schema::EventPayload::DayOpened && type != schema::EventPayload::SheetAdopted) return type;
  }
}

/// One ledger that says anything.
class Nonsense {
 public:
  explicit Nonsense(Chance& chance) : chance_(chance) {}

  /// The type of a fact, and whether it was folded.
  std::pair<schema::EventPayload, bool> Fact() {
    const auto type = AnyType(chance_);
    flatbuffers::FlatBufferBuilder builder;
    const auto payload = payloads_.Payload(builder, "fascicolo.schema.EventPayload", static_cast<int>(type));
    const schema::Id entity = events::ToSchema(chance_.Of(entities_));
    const auto kind = static_cast<schema::EntityKind>(chance_.Below(12));
    builder.Finish(schema::CreateEvent(builder, &entity, kind, 1 + chance_.Below(3),
                                       kit_.today().days + static_cast<int>(chance_.From(-9, 9)), 0, chance_.OneIn(9), 0,
                                       type, flatbuffers::Offset<void>(payload)));
    schema::EventT event;
    flatbuffers::GetRoot<schema::Event>(builder.GetBufferPointer())->UnPackTo(&event);
    return {type, kit_.FoldsAlone(event)};
  }
  /// What becomes of any wish.
  Decision Wish(std::uint32_t number) {
    const auto asked = static_cast<schema::CommandPayload>(
        1 + chance_.Below(static_cast<std::size_t>(schema::CommandPayload::MAX)));
    flatbuffers::FlatBufferBuilder builder;
    builder.Finish(flatbuffers::Offset<schema::DayOpened>(
        payloads_.Payload(builder, "fascicolo.schema.CommandPayload", static_cast<int>(asked))));
    const Intent intent = IntentOf(OwnRequest(FulfilmentOf(NewEntity({}, number)), schema::ClaimTermT{}),
                                   {Instant{}, kit_.today()});
    return DecidePayload(kit_.state(), intent, asked,
                         flatbuffers::GetRoot<schema::DayOpened>(builder.GetBufferPointer()));
  }

 private:
  Chance& chance_;
  Kit kit_;
  std::vector<EntityId> entities_ = SomeEntities(kit_);
  RandomPayloads payloads_{chance_, entities_, kWords};
};

TEST(AnyFact, IsFoldedOrIsNotAndDecidersStillAnswer) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  std::map<std::string, int> folded;
  int answers = 0;
  for (int ledger = 0; ledger < Ledgers(); ++ledger) {
    Nonsense nonsense(chance);
    for (int i = 0; i < kFactsOfALedger; ++i) {
      const auto [type, is_folded] = nonsense.Fact();
      folded[schema::EnumNameEventPayload(type)] += is_folded;
      answers += static_cast<int>(nonsense.Wish(static_cast<std::uint32_t>(i)).index() < 3);
    }
  }
  EXPECT_GT(answers, 0);
  for (const char* name : {"PersonIdentified", "TakenInCharge", "UrgencySet", "AddressRecorded", "ActionProposed"}) {
    EXPECT_GT(folded[name], 0) << name << " was never a fact: this test sees nothing";
  }
}

}  // namespace
}  // namespace fascicolo::engine
