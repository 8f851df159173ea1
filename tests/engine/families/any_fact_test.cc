// Evolving is total, and so is deciding: whatever a ledger says, in any order, the answer is yes or no, never a crash.
// FASCICOLO_SOAK=1: ten times as many facts; places that are taken at random make them slower and slower.
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

int Facts() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 200'000 : 20'000; }

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

TEST(AnyFact, IsFoldedOrIsNotAndDecidersStillAnswer) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  const auto entities = SomeEntities(kit);
  RandomPayloads payloads(chance, entities, kWords);
  std::map<std::string, int> folded;
  int answers = 0;
  for (int i = 0; i < Facts(); ++i) {
    // The ledger's opening and its days are the engine's own, and its catalogue is checked before it is adopted.
    const auto type = static_cast<schema::EventPayload>(
        1 + chance.Below(static_cast<std::size_t>(schema::EventPayload::MAX)));
    if (type == schema::EventPayload::DayOpened || type == schema::EventPayload::SheetAdopted) continue;
    flatbuffers::FlatBufferBuilder builder;
    const auto payload = payloads.Payload(builder, "fascicolo.schema.EventPayload", static_cast<int>(type));
    const schema::Id entity = events::ToSchema(chance.Of(entities));
    const auto kind = static_cast<schema::EntityKind>(chance.Below(12));
    builder.Finish(schema::CreateEvent(builder, &entity, kind, 1 + chance.Below(3),
                                       kit.today().days + static_cast<int>(chance.From(-9, 9)), 0, chance.OneIn(9), 0,
                                       type, flatbuffers::Offset<void>(payload)));
    schema::EventT event;
    flatbuffers::GetRoot<schema::Event>(builder.GetBufferPointer())->UnPackTo(&event);
    folded[schema::EnumNameEventPayload(type)] += kit.FoldsAlone(event);

    const auto asked = static_cast<schema::CommandPayload>(
        1 + chance.Below(static_cast<std::size_t>(schema::CommandPayload::MAX)));
    flatbuffers::FlatBufferBuilder wish;
    wish.Finish(flatbuffers::Offset<schema::DayOpened>(
        payloads.Payload(wish, "fascicolo.schema.CommandPayload", static_cast<int>(asked))));
    const Intent intent = IntentOf(OwnRequest(FulfilmentOf(NewEntity({}, static_cast<std::uint32_t>(i))), schema::ClaimTermT{}), {Instant{}, kit.today()});
    const Decision decision = DecidePayload(kit.state(), intent, asked,
                                            flatbuffers::GetRoot<schema::DayOpened>(wish.GetBufferPointer()));
    answers += static_cast<int>(decision.index() < 3);
  }
  EXPECT_GT(answers, 0);
  for (const char* name : {"PersonIdentified", "TakenInCharge", "UrgencySet", "AddressRecorded", "ActionProposed"}) {
    EXPECT_GT(folded[name], 0) << name << " was never a fact: this test sees nothing";
  }
}

}  // namespace
}  // namespace fascicolo::engine
