#include "engine/loop/drafting.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/deciders.h"
#include "engine/payload_names.h"
#include "events/store/memory_rows.h"

namespace fascicolo::engine {
namespace {

/// A section as it was found, and what it says under its subject's key.
struct Opened {
  EntityId subject;
  std::string text;
};

/// One command without a past: decided, drafted, and its sections opened again.
class Sealing : public testing::Test {
 protected:
  template <class Payload>
  void Draft(Payload payload, std::vector<PersonalText> personal) {
    schema::CommandT command;
    command.id = std::make_unique<schema::Id>(events::ToSchema(id_));
    command.actor = "anna.bianchi";
    command.payload.Set(std::move(payload));
    auto request = MakeRequest(events::PackLeaf(command), std::move(personal));
    ASSERT_TRUE(request.ok());
    const Stamp stamp{StartOfDay(Day{20'089}), Day{20'089}};
    const State state(rows_);
    auto decision = DecidePayload(state, IntentOf(*request, stamp), request->view().payload_type(),
                                  request->view().payload());
    std::variant<std::vector<EventDraft>, Refusal> decided;
    if (auto* refusal = std::get_if<Refusal>(&decision)) {
      decided = *refusal;
    } else {
      ASSERT_TRUE(std::holds_alternative<std::vector<EventDraft>>(decision));
      decided = std::get<std::vector<EventDraft>>(std::move(decision));
    }
    auto drafted = DraftCommit(state, *request, stamp, std::move(decided), {vault_, random_, Term{1}});
    ASSERT_TRUE(drafted) << drafted.error().message;
    content_ = std::move(drafted).value();
  }

  /// The sections of the events, by event and field.
  std::map<std::string, Opened> InEvents() {
    std::map<std::string, Opened> found;
    for (const auto& bytes : content_.events) {
      const auto& event = *flatbuffers::GetRoot<schema::Event>(bytes.data());
      if (event.sections() == nullptr) continue;
      for (const auto* section : *event.sections()) {
        found[EventName(event) + std::string(Text(section->field()))] = Open(*section);
      }
    }
    return found;
  }
  std::map<std::string, Opened> InCommand() {
    std::map<std::string, Opened> found;
    for (const auto* section : *Recorded().sections()) found[std::string(Text(section->field()))] = Open(*section);
    return found;
  }

  CommandId id_ = NamedCommand();
  EntityId case_file_ = NewEntity(id_, 0);
  EntityId person_ = NewEntity(id_, 1);

 private:
  static CommandId NamedCommand() {
    CommandId id;
    id.bytes.fill(7);
    return id;
  }
  const schema::Recorded& Recorded() { return *flatbuffers::GetRoot<schema::Recorded>(content_.recorded.data()); }
  Opened Open(const schema::Section& section) {
    for (std::uint32_t i = 0; i < content_.ciphertexts.size(); ++i) {
      if (const auto text = vault_.Open(section, id_, i, content_.ciphertexts[i])) {
        return {events::Entity(section.subject()), *text};
      }
    }
    return {};
  }

  store::MemoryRows rows_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SeededRandom random_{1};
  events::CommitContent content_;
};

schema::RegisterContactT Contact() {
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::adults_elderly;
  contact.area = schema::Area::elderly;
  contact.reason = "loneliness";
  return contact;
}

template <class Payload>
schema::ImportFactT Foreign(EntityId case_file, Payload meaning) {
  schema::ImportFactT fact;
  fact.source = "old desk";
  fact.activity = "came";
  fact.case_file = std::make_unique<schema::Id>(events::ToSchema(case_file));
  fact.at = StartOfDay(Day{19'000}).micros;
  fact.meaning = std::make_unique<schema::MeaningT>();
  fact.meaning->payload.Set(std::move(meaning));
  return fact;
}

TEST_F(Sealing, GivesEachTextToTheEventThatItBelongsTo) {
  Draft(Contact(), {{"/surname", "Inventata"}, {"/narrative", "Vive sola."}});
  auto events = InEvents();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events["PersonRegistered/surname"].text, "Inventata");
  EXPECT_EQ(events["PersonRegistered/surname"].subject, person_);
  EXPECT_EQ(events["ContactRegistered/narrative"].text, "Vive sola.");
  EXPECT_EQ(events["ContactRegistered/narrative"].subject, case_file_);
}

TEST_F(Sealing, SealsWhatAnImportedFactMeansUnderTheSameSubjects) {
  Draft(Foreign(case_file_, Contact()),
        {{"/meaning/payload/surname", "Inventata"}, {"/meaning/payload/narrative", "Vive sola."}});
  auto events = InEvents();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events["PersonRegistered/surname"].text, "Inventata");
  EXPECT_EQ(events["PersonRegistered/surname"].subject, person_);
  EXPECT_EQ(events["ContactRegistered/narrative"].text, "Vive sola.");
  EXPECT_EQ(events["ContactRegistered/narrative"].subject, case_file_);
  auto command = InCommand();
  ASSERT_EQ(command.size(), 2U);
  EXPECT_EQ(command["/meaning/payload/surname"].text, "Inventata") << "the command keeps its own places";
  EXPECT_EQ(command["/meaning/payload/surname"].subject, person_);
}

TEST_F(Sealing, GivesAFactsOwnTextsToNoMeaning) {
  Draft(Foreign(case_file_, Contact()), {{"/surname", "Inventata"}});
  EXPECT_TRUE(InEvents().empty());
  EXPECT_EQ(InCommand()["/surname"].text, "Inventata");
}

TEST_F(Sealing, KeepsARefusedTextUnderAnIdOfItsOwn) {
  schema::OpenUnitT unit;  // of a service that nobody adopted
  unit.service = "laundry";
  unit.name = "Unit";
  unit.from = 20'089;
  Draft(unit, {{"/name", "Via Inventata 1"}});
  EXPECT_TRUE(InEvents().empty());
  EXPECT_EQ(InCommand()["/name"].text, "Via Inventata 1");
}

}  // namespace
}  // namespace fascicolo::engine
