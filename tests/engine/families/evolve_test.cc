// Evolving is total: whatever a ledger says, the answer is yes or no, never a crash; and after it deciders still answer.
#include <gtest/gtest.h>

#include "engine/deciders.h"
#include "engine/families/activation.h"
#include "engine/families/random_work.h"
#include "engine/loop/drafting.h"

namespace fascicolo::engine {
namespace {

constexpr int kFacts = 20'000;

/// A table of any type without a single field.
flatbuffers::DetachedBuffer EmptyTable() {
  flatbuffers::FlatBufferBuilder builder;
  const auto start = builder.StartTable();
  builder.Finish(flatbuffers::Offset<schema::DayOpened>(builder.EndTable(start)));
  return builder.Release();
}

TEST(Deciders, AnswerACommandInWhichEverythingIsMissing) {
  Kit kit;
  AdoptCatalogue(kit);
  const auto empty = EmptyTable();
  const Intent intent = IntentOf(OwnRequest(CommandId{}, schema::ClaimTermT{}), {Instant{}, kit.today()});
  for (const auto type : schema::EnumValuesCommandPayload()) {
    const auto* payload = flatbuffers::GetRoot<schema::DayOpened>(empty.data());
    const Decision decision = DecidePayload(kit.state(), intent, type, payload);
    const bool is_no = !std::holds_alternative<std::vector<EventDraft>>(decision);
    using Type = schema::CommandPayload;
    const bool asks_nothing = type == Type::OpenLedger || type == Type::ClaimTerm || type == Type::Fulfil ||
                              type == Type::RegisterPerson;  // somebody of whom nothing is known yet
    EXPECT_EQ(is_no, !asks_nothing) << schema::EnumNameCommandPayload(type);
  }
}

/// A family's member of the union of all commands, with an empty table of one of its own types.
template <class Type, class Create>
flatbuffers::DetachedBuffer NestedEmpty(Type type, Create create) {
  flatbuffers::FlatBufferBuilder builder;
  const auto table = builder.StartTable();
  const flatbuffers::Offset<void> payload(builder.EndTable(table));
  builder.Finish(create(builder, type, payload));
  return builder.Release();
}

/// None of a family's own types is accepted when everything in it is missing.
template <class Outer, class Type, std::size_t kCount>
void ExpectNoneAccepted(schema::CommandPayload member, const Type (&types)[kCount],
                        flatbuffers::Offset<Outer> (*create)(flatbuffers::FlatBufferBuilder&, Type,
                                                             flatbuffers::Offset<void>)) {
  Kit kit;
  const Intent intent = IntentOf(OwnRequest(CommandId{}, schema::ClaimTermT{}), {Instant{}, kit.today()});
  for (const auto type : types) {
    const auto empty = NestedEmpty(type, create);
    const Decision decision = DecidePayload(kit.state(), intent, member, flatbuffers::GetRoot<Outer>(empty.data()));
    EXPECT_FALSE(std::holds_alternative<std::vector<EventDraft>>(decision)) << static_cast<int>(type);
  }
}

TEST(Deciders, AnswerACommandOfAFamilysOwnUnionInWhichEverythingIsMissing) {
  using Type = schema::CommandPayload;
  ExpectNoneAccepted<schema::HousingCommand>(Type::HousingCommand, schema::EnumValuesHousingCommandPayload(),
                                             schema::CreateHousingCommand);
  ExpectNoneAccepted<schema::PlanCommand>(Type::PlanCommand, schema::EnumValuesPlanCommandPayload(),
                                          schema::CreatePlanCommand);
  ExpectNoneAccepted<schema::GrantCommand>(Type::GrantCommand, schema::EnumValuesGrantCommandPayload(),
                                           schema::CreateGrantCommand);
  ExpectNoneAccepted<schema::AccessCommand>(Type::AccessCommand, schema::EnumValuesAccessCommandPayload(),
                                            schema::CreateAccessCommand);
  ExpectNoneAccepted<schema::TransmissionCommand>(
      Type::TransmissionCommand, schema::EnumValuesTransmissionCommandPayload(), schema::CreateTransmissionCommand);
}

TEST(Evolvers, AnswerAFactInWhichEverythingIsMissing) {
  Kit kit;
  const auto empty = EmptyTable();
  store::MemoryRows rows;
  for (const auto type : schema::EnumValuesEventPayload()) {
    if (type == schema::EventPayload::NONE) continue;
    flatbuffers::FlatBufferBuilder builder;
    const auto table = builder.StartTable();
    const auto payload = builder.EndTable(table);
    builder.Finish(schema::CreateEvent(builder, nullptr, schema::EntityKind::none, 0, 0, 0, false, 0, type, payload));
    store::Overlay overlay(rows);
    StateEditor editor(overlay);
    const events::Header header;
    static_cast<void>(Evolve({header, 0}, *flatbuffers::GetRoot<schema::Event>(builder.GetBufferPointer()), editor));
  }
}

/// Any fact about any of these entities, with any numbers.
class RandomFacts {
 public:
  RandomFacts(Kit& kit, Chance& chance, std::vector<EntityId> entities)
      : kit_(kit), chance_(chance), entities_(std::move(entities)) {}

  bool Step() {
    switch (chance_.Below(12)) {
      case 0:
        return Fold(Interval(schema::PlaceTakenT()));
      case 1:
        return Fold(Interval(schema::PlaceFreedT()));
      case 2:
        return Fold(Interval(OnUnit(schema::ServiceStartedT())));
      case 3:
        return Fold(Interval(OnUnit(schema::ServiceProposedT())));
      case 4: {
        auto offer = OnUnit(schema::OfferMadeT());
        offer.quantity = AnyNumber();
        offer.from = AnyDay();
        offer.expires_on = AnyDay();
        return Fold(std::move(offer));
      }
      case 5: {
        schema::OfferRefusedT refused;
        refused.penalty = AnyNumber();
        refused.effect = static_cast<schema::ListEffect>(chance_.Below(5));
        return Fold(std::move(refused));
      }
      case 6: {
        schema::EntryAddedT added;
        added.activation = Ref(Entity());
        added.quantity = AnyNumber();
        added.sort_key.resize(chance_.Below(600));
        return Fold(std::move(added));
      }
      case 7: {
        schema::EntryMovedT moved;
        moved.activation = Ref(Entity());
        moved.sort_key.resize(chance_.Below(300));
        return Fold(std::move(moved));
      }
      case 8: {
        schema::ServiceSuspendedT suspended;
        suspended.from = AnyDay();
        suspended.until = AnyDay();
        suspended.quantity_left = AnyNumber();
        return Fold(std::move(suspended));
      }
      case 9: {
        schema::ServiceVariedT varied;
        varied.from = AnyDay();
        varied.quantity = AnyNumber();
        return Fold(varied);
      }
      case 10: {
        schema::CapacitySetT set;
        set.from = AnyDay();
        set.capacity = AnyNumber();
        return Fold(set);
      }
      default: {
        schema::ServiceEndedT ended;
        ended.on = AnyDay();
        return Fold(std::move(ended));
      }
    }
  }

 private:
  template <class Fact>
  bool Fold(Fact fact) {
    return kit_.Folds(Entity(), schema::EntityKind::none, std::move(fact));
  }
  template <class Fact>
  Fact OnUnit(Fact fact) {
    fact.unit = Ref(Entity());
    return fact;
  }
  template <class Fact>
  Fact Interval(Fact fact) {
    fact.quantity = AnyNumber();
    fact.from = AnyDay();
    fact.until = chance_.OneIn(2) ? 0 : AnyDay();
    return fact;
  }
  EntityId Entity() { return chance_.Of(entities_); }
  std::int64_t AnyNumber() {
    return chance_.OneIn(5) ? chance_.From(INT64_MIN / 2, INT64_MAX / 2) : chance_.From(-2, 20);
  }
  std::int32_t AnyDay() {
    if (chance_.OneIn(5)) return static_cast<std::int32_t>(chance_.From(INT32_MIN, INT32_MAX));
    return kit_.today().days + static_cast<std::int32_t>(chance_.From(-50, 50));
  }

  Kit& kit_;
  Chance& chance_;
  std::vector<EntityId> entities_;
};

TEST(Evolvers, AnswerAnyFactAndDecidersGoOnAfterIt) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomWork work(kit, chance);
  for (int i = 0; i < 500; ++i) static_cast<void>(work.Step());
  std::vector<EntityId> entities = work.units();
  entities.insert(entities.end(), work.activations().begin(), work.activations().end());
  entities.push_back(ListOf(kCentre));
  entities.push_back({});
  RandomFacts facts(kit, chance, entities);
  int folded = 0;
  for (int i = 0; i < kFacts; ++i) folded += facts.Step();
  EXPECT_GT(folded, 100);
  for (const EntityId id : entities) {
    for (int i = 0; i < 3; ++i) {
      static_cast<void>(kit.When(Withdraw(id)));
      static_cast<void>(kit.When(Accept(id)));
      static_cast<void>(kit.When(End(id, kit.today())));
    }
  }
}

}  // namespace
}  // namespace fascicolo::engine
