// The lives of what the families are about: drawn as pictures from the tables that the program goes by, walked, and kept to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/deciders.h"
#include "engine/families/act.h"
#include "engine/families/act_states.h"
#include "engine/families/activation_states.h"
#include "engine/families/bill_states.h"
#include "engine/families/case_deciding.h"
#include "engine/families/life_pictures.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/ranking_states.h"
#include "engine/families/referral_states.h"
#include "events/store/memory_rows.h"

namespace fascicolo::engine {
namespace {

const std::string kSource = FASCICOLO_SOURCE_DIR;

std::string TextIn(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::string Document() {
  std::string text = "# Life cycles\n\nDrawn from the tables by which deciders and evolvers go (`families/*_states.h`); a test compares "
                     "them, and writes\nthem anew with `FASCICOLO_DRAW=1`. An arrow is an event; what no arrow allows is refused. The tests "
                     "named with a picture\n(in `tests/engine/families`) hand in what moves that life, state by state.\n";
  for (const LifePicture& picture : LifePictures()) {
    text += "\n## " + picture.title + "\n\n";
    for (const Walked& walked : picture.walked) text += "`" + walked.test + "` (`" + walked.file + "`)\n";
    text += "\n" + picture.diagram;
  }
  return text;
}

TEST(LifeCycles, ArePicturedAsTheyAre) {
  const std::string file = kSource + "/engine/LIFE_CYCLES.md";
  if (std::getenv("FASCICOLO_DRAW") != nullptr) std::ofstream(file) << Document();
  EXPECT_EQ(TextIn(file), Document()) << "run this test with FASCICOLO_DRAW=1, and look at what changed";
}

TEST(LifeCycles, AreEachWalkedByANamedTest) {
  for (const LifePicture& picture : LifePictures()) {
    EXPECT_FALSE(picture.walked.empty()) << picture.title;
    for (const auto& [file, test] : picture.walked) {
      const std::size_t dot = test.find('.');
      const std::string in_source = "(" + test.substr(0, dot) + ", " + test.substr(dot + 1) + ")";
      EXPECT_THAT(TextIn(kSource + "/tests/engine/families/" + file), testing::HasSubstr(in_source)) << picture.title;
    }
  }
}

TEST(LifeCycles, OfWhichThereIsATableAreDrawn) {
  const std::string drawn = TextIn(kSource + "/tests/engine/families/life_pictures.cc") +
                            TextIn(kSource + "/tests/engine/families/life_arrows.cc") +
                            TextIn(kSource + "/tests/engine/families/life_arrows.h");
  int tables = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kSource + "/engine/families")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with("_states.h") && name != "undertaking_life.h") continue;
    ++tables;
    const std::string path = std::filesystem::relative(entry.path(), kSource).string();
    EXPECT_THAT(drawn, testing::HasSubstr("#include \"" + path + "\"")) << "its table has no picture";
  }
  EXPECT_GE(tables, 20);
}

/// Whether an event of this type, that says nothing, is folded about something in this state. What has a number within its
/// entity has none here.
template <class TableType, class State, class... Parts>
bool IsFolded(State state, schema::EventPayload type, Parts... parts) {
  store::MemoryRows rows;
  store::Overlay overlay(rows);
  StateEditor editor(overlay);
  const EntityId entity = NewEntity({}, 1);
  typename TableType::Row row;
  row.state = state;
  editor.Put<TableType>(row, entity, parts...);
  if constexpr (sizeof...(parts) > 0) editor.Put<ProgrammeTable>(ProgrammeRow{}, entity);
  flatbuffers::FlatBufferBuilder builder;
  const auto table = builder.StartTable();
  const auto payload = builder.EndTable(table);
  const schema::Id id = events::ToSchema(entity);
  builder.Finish(schema::CreateEvent(builder, &id, schema::EntityKind::none, 2, 20'500, 0, false, 0, type, payload));
  const events::Header header;
  return Evolve({header, 0}, *flatbuffers::GetRoot<schema::Event>(builder.GetBufferPointer()), editor);
}

template <class TableType, class State, class... Parts>
void ExpectPoisonElsewhere(std::span<const StateMove<State>> cycle, Parts... parts) {
  int elsewhere = 0;
  for (const auto& move : cycle) {
    const bool begins = move.from.empty();
    if (begins && (sizeof...(parts) > 0 || std::is_same_v<TableType, CaseTable>)) continue;  // another one
    for (unsigned number = 1; number < 32; ++number) {
      const auto state = static_cast<State>(number);
      if (StatesBefore(cycle, move.event).Has(state)) continue;
      ++elsewhere;
      EXPECT_FALSE((IsFolded<TableType>(state, move.event, parts...))) << schema::EnumNameEventPayload(move.event) << " in " << number;
    }
  }
  EXPECT_GT(elsewhere, 0);
}

TEST(LifeCycles, AnEventWhereItsTableDoesNotAllowItIsPoison) {
  ExpectPoisonElsewhere<ActTable>(ActCycle());
  ExpectPoisonElsewhere<ActivationTable>(ActivationCycle());
  ExpectPoisonElsewhere<CallTable>(CallCycle());
  ExpectPoisonElsewhere<RankingEntryTable>(EntryCycle());
  ExpectPoisonElsewhere<CaseTable>(CaseCycle());
  ExpectPoisonElsewhere<ProgrammeTable>(ProgrammeCycle());
  const std::uint32_t no_number = 0;
  ExpectPoisonElsewhere<ProjectTable>(ProjectCycle(), no_number);
  ExpectPoisonElsewhere<EnrolmentTable>(EnrolmentCycle(), no_number);
  ExpectPoisonElsewhere<SessionTable>(SessionCycle(), no_number);
  ExpectPoisonElsewhere<BodyTable>(BodyCycle(), no_number);
}

/// Rows in which one thing stands in a state, for evolvers alone.
struct OneThing {
  store::MemoryRows rows;
  store::Overlay overlay{rows};
  StateEditor editor{overlay};
  EntityId entity = NewEntity({}, 1);

  template <class Fact>
  [[nodiscard]] bool Folds(Fact fact) {
    schema::EventT event;
    event.entity = std::make_unique<schema::Id>(events::ToSchema(entity));
    event.effective_on = 20'500;
    event.payload = FactOf(std::move(fact));
    const auto bytes = events::PackLeaf(event);
    const events::Header header;
    return Evolve({header, 0}, *flatbuffers::GetRoot<schema::Event>(bytes.data()), editor);
  }
};

TEST(LifeCycles, AReferralGoesOnAsItsCourseSaysAndNotOtherwise) {
  for (const auto from : schema::EnumValuesReferralState()) {
    for (const auto to : schema::EnumValuesReferralState()) {
      OneThing one;
      ReferralRow row;
      row.state = from;
      one.editor.Put<ReferralTable>(row, one.entity, 1U);
      schema::ReferralUpdatedT updated;
      updated.number = 1;
      updated.state = to;
      EXPECT_EQ(one.Folds(updated), NextState(ReferralCourse(), from, to).has_value())
          << schema::EnumNameReferralState(from) << " to " << schema::EnumNameReferralState(to);
    }
  }
}

TEST(LifeCycles, ABillIsDecidedOnce) {
  for (const auto from : {BillState::kRecorded, BillState::kAccepted, BillState::kContested}) {
    OneThing one;
    one.editor.Put<BillTable>(BillRow{Day{20'454}, 1, from}, one.entity, 1U);
    schema::BillContestedT contested;
    contested.bill = 1;
    EXPECT_EQ(one.Folds(contested), from == BillState::kRecorded) << static_cast<int>(from);
    schema::BillAcceptedT accepted;
    accepted.bill = 1;
    EXPECT_FALSE(one.Folds(accepted)) << "it is decided now";
  }
}

}  // namespace
}  // namespace fascicolo::engine
