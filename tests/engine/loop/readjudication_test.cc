// Decisions taken again from their commits alone; what a forger changes comes out otherwise.
#include "engine/loop/readjudication.h"

#include <gmock/gmock.h>

#include "engine/loop/folded_state.h"
#include "engine/loop/office.h"
#include "events/json/schema_codec.h"
#include "faults/audit/forging.h"

namespace fascicolo::engine {
namespace {

using events::Forged;

struct Found {
  Position position;
  Disagreement what;
};

/// The disagreements of a ledger, each decision taken on the state that the commits before it give.
std::vector<Found> DisagreementsIn(const std::vector<events::Record>& records) {
  events::MemoryLedger ledger;
  EXPECT_TRUE(ledger.Append(records).ok());
  EXPECT_TRUE(ledger.Settle().ok());
  store::MemoryRows rows;
  const auto state = FoldedState::Open(rows, Office::kOrigin).value();
  auto follower = events::Follower::Open(ledger, state->point().follow()).value();
  std::vector<Found> found;
  std::size_t accepted = 0;
  const auto take = [&](const events::AcceptedCommit& commit) -> Status {
    const auto reading = events::CommitReading::Open(commit.entry.record, commit.header).value();
    try {
      auto what = Compare(DerivationOf(reading), DecideAgain(state->AtHead(), reading), events::json::SchemaCodec());
      if (what) found.push_back({commit.header.position, *std::move(what)});
    } catch (const ReadsFrozen&) {
      // What a forgery froze nobody can decide about any more.
    }
    state->Fold(commit, reading);
    ++accepted;
    return {};
  };
  do {
    EXPECT_TRUE(follower.Poll(1 << 20, take, [](const auto&, const auto&) {}).ok());
  } while (!follower.at_end());
  EXPECT_EQ(accepted, records.size()) << "the chain is right";
  return found;
}

/// An office with a case in charge, its texts, an obligation that was executed, and a refusal.
class Readjudication : public testing::Test {
 protected:
  Readjudication() {
    office.Do(office.Command(1, office.Contact(), {{"/surname", "Inventata"}, {"/narrative", "Sola da aprile."}}));
    office.Do(office.Command(2, office.TakeInCharge(Office::CaseOf(1))));
    office.Do(office.Command(3, office.TakeInCharge(Office::CaseOf(1))));  // refused: it is in charge
    office.clock.now.micros += 24LL * 3'600 * kMicrosPerSecond;
    office.Reopen(true);  // a claim
    office.Rest();        // a day
    office.Do(office.Command(4, office.Contact()));
    records = events::RecordsOf(office.log);
  }
  std::size_t Of(schema::CommandPayload type, bool refused = false) const {
    return events::FirstThat(records, [&](const Forged& commit) {
      return commit.command.payload.type == type && (commit.recorded.refused != nullptr) == refused;
    });
  }
  /// The one disagreement that a forged ledger shows.
  Disagreement After(std::size_t at, const events::Forge& forge) const {
    const auto found = DisagreementsIn(events::Rechained(records, at, forge));
    EXPECT_FALSE(found.empty()) << "nothing was found";
    if (found.empty()) return {};
    EXPECT_EQ(found.front().position, Position{at});
    return found.front().what;
  }
  Office office;
  std::vector<events::Record> records;
};

TEST_F(Readjudication, OfAnHonestLedgerFindsNothing) {
  EXPECT_THAT(DisagreementsIn(records).size(), 0U);
  EXPECT_LT(Of(schema::CommandPayload::ClaimTerm), records.size());
  EXPECT_LT(Of(schema::CommandPayload::OpenDay), records.size());
  EXPECT_LT(Of(schema::CommandPayload::TakeInCharge, true), records.size());
}

TEST_F(Readjudication, FindsAnEventThatWasNotDecided) {
  const auto what = After(Of(schema::CommandPayload::TakeInCharge), [](Forged& forged) {
    forged.events.at(0).payload.AsTakenInCharge()->worker = "somebody.else";
  });
  EXPECT_EQ(what.place, "/events/0/payload/worker");
  EXPECT_EQ(what.recorded_value, "\"somebody.else\"");
  EXPECT_EQ(what.again_value, "\"paolo.verdi\"");
  EXPECT_EQ(what.recorded, std::vector<std::string>{"TakenInCharge"});
}

TEST_F(Readjudication, FindsAnEventThatIsMissing) {
  const auto what = After(Of(schema::CommandPayload::RegisterContact), [](Forged& forged) {
    forged.content.touched.clear();
    for (const auto& event : forged.events) {
      if (event.kind == schema::EntityKind::person) {
        forged.content.touched.push_back({events::Entity(event.entity.get()), event.kind, Version{event.version}});
      }
    }
    std::erase_if(forged.events, [](const auto& event) { return event.kind != schema::EntityKind::person; });
  });
  EXPECT_EQ(what.recorded, std::vector<std::string>{"PersonRegistered"});
  EXPECT_EQ(what.again, (std::vector<std::string>{"PersonRegistered", "ContactRegistered"}));
  EXPECT_EQ(what.place, "/events/1");
  EXPECT_EQ(what.recorded_value, "");
}

TEST_F(Readjudication, FindsARefusalThatShouldHaveBeenAnAcceptance) {
  const auto what = After(Of(schema::CommandPayload::TakeInCharge), [](Forged& forged) {
    forged.content.kind = events::CommitKind::kRefused;
    forged.recorded.refused = std::make_unique<schema::RefusedT>();
    forged.recorded.refused->code = TextOf(Rule::kCaseNotOpen).code;
    forged.recorded.refused->ground = TextOf(Rule::kCaseNotOpen).ground;
    forged.events.clear();
    forged.content.touched.clear();
  });
  EXPECT_EQ(what.place, "/outcome");
  EXPECT_EQ(what.recorded_value, "\"refused\"");
  EXPECT_EQ(what.again, std::vector<std::string>{"TakenInCharge"});
}

TEST_F(Readjudication, FindsAnotherGroundForARefusal) {
  const auto what = After(Of(schema::CommandPayload::TakeInCharge, true), [](Forged& forged) {
    forged.recorded.refused->ground = "because";
  });
  EXPECT_EQ(what.place, "/ground");
}

TEST_F(Readjudication, FindsAnAcceptanceOfWhatIsRefused) {
  const auto accepted = Of(schema::CommandPayload::TakeInCharge);
  const Forged model(records[accepted].view());
  const auto what = After(Of(schema::CommandPayload::TakeInCharge, true), [&](Forged& forged) {
    forged.content.kind = events::CommitKind::kDecided;
    forged.recorded.refused.reset();
    forged.events.push_back(model.events.at(0));
    forged.events[0].version += 1;
    forged.content.touched = model.content.touched;
    forged.content.touched[0].version = forged.content.touched[0].version.next();
  });
  EXPECT_EQ(what.recorded, std::vector<std::string>{"TakenInCharge"});
  EXPECT_THAT(what.again.at(0), testing::StartsWith("refused: "));
}

TEST_F(Readjudication, FindsACommandThatWasChangedWhereTheDecisionReadIt) {
  const auto what = After(Of(schema::CommandPayload::TakeInCharge), [](Forged& forged) {
    forged.command.payload.AsTakeInCharge()->worker = "somebody.else";
  });
  EXPECT_EQ(what.again_value, "\"somebody.else\"");
}

TEST_F(Readjudication, FindsAnotherDayOrTimeThanThoseOfTheMoment) {
  const auto at = Of(schema::CommandPayload::TakeInCharge);
  EXPECT_EQ(After(at, [](Forged& forged) { forged.recorded.stamp->today -= 1; }).place, "/today");
  EXPECT_EQ(After(at, [](Forged& forged) { forged.recorded.stamp->now -= 1; }).place, "/now");
}

TEST_F(Readjudication, FindsATextThatWasPutUnderAnothersKey) {
  const auto what = After(Of(schema::CommandPayload::RegisterContact), [](Forged& forged) {
    forged.recorded.sections.at(0)->subject = std::make_unique<schema::Id>(events::ToSchema(Office::CaseOf(9)));
  });
  EXPECT_NE(what.place, "");
}

TEST_F(Readjudication, FindsWhatShouldHaveBeenRejectedAsAConflictOfVersions) {
  const auto what = After(Of(schema::CommandPayload::TakeInCharge), [](Forged& forged) {
    forged.command.expected.push_back(std::make_unique<schema::ExpectedT>());
    forged.command.expected[0]->entity = std::make_unique<schema::Id>(events::ToSchema(Office::CaseOf(1)));
    forged.command.expected[0]->version = 7;
  });
  EXPECT_THAT(what.again.at(0), testing::HasSubstr("is at version 1"));
}

TEST_F(Readjudication, TakesBytesThatMeanTheSameAsTheSame) {
  const auto at = Of(schema::CommandPayload::TakeInCharge);
  const auto reading = [&](const events::Record& record) {
    return events::CommitReading::Open(record.view(), events::DecodeHeader(record.view().header()).value()).value();
  };
  Derivation one = DerivationOf(reading(records[at]));
  Derivation other = one;
  // The same event, packed by a builder that writes every default.
  flatbuffers::FlatBufferBuilder builder;
  builder.ForceDefaults(true);
  schema::EventT event;
  reading(records[at]).events().at(0)->UnPackTo(&event);
  builder.Finish(schema::Event::Pack(builder, &event));
  other.events[0].assign(builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize());
  ASSERT_NE(one.events[0], other.events[0]);
  EXPECT_FALSE(Compare(one, other, events::json::SchemaCodec()));
}

TEST(EmptyText, IsNoTextSoThatADecisionCanBeTakenAgain) {
  const auto request = Office::Command(1, schema::RegisterPersonT{}, {{"/surname", "Inventata"}, {"/fiscal_code", ""}});
  ASSERT_EQ(request.personal.size(), 1U);
  EXPECT_EQ(request.personal[0].field, "/surname");
}

}  // namespace
}  // namespace fascicolo::engine
