// One commit of a history, opened for a reader: who, when, under which command, and what changed.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/rights/text_access.h"
#include "engine/catalogue/words.h"
#include "engine/state/act_rows.h"
#include "events/body.h"
#include "projections/history.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// A personal text that belongs to an event or to a command.
struct SealedField {
  std::string field;
  ShownText shown;
  EntityId subject;  ///< whose text it is
  schema::RetentionClass retention = schema::RetentionClass::ordinary;
  std::optional<engine::RectificationRow> rectified;  ///< by the later event that says what is right
};

/// A field of an event: its name and its JSON value.
struct StepField {
  std::string name;
  events::json::Value value;
};

/// An event, or a commit as a whole.
struct Step {
  Position position;
  std::optional<std::uint32_t> event;  ///< none: the commit as a whole
  Instant recorded_at;
  Instant occurred_at;
  Day effective_on;
  std::string actor;
  CommandId command;
  std::string command_type;
  // of an event
  EntityId entity;
  std::string kind;
  std::uint64_t version = 0;
  std::string type;  ///< of the event; empty: a commit as a whole
  bool imported = false;
  EntityId act;  ///< by which it took effect; zero: none
  std::optional<engine::ActRow> by;  ///< what AddAct found of it
  std::vector<StepField> fields;
  std::vector<SealedField> sealed;
  // of a refused command
  std::string refused;  ///< code of the rule
  std::string ground;
  std::vector<std::pair<std::string, std::string>> facts;
  bool understood =
      true;  ///< false: written by a newer program; only position, time and command id are known
};

/// What an event or a command says: its type, and every other field.
struct PayloadFields {
  std::string type;
  std::vector<StepField> fields;
};
/// `table`: fascicolo.schema.Event or .Command, whose bytes these are. kDamaged: they do not decode.
[[nodiscard]] Result<PayloadFields> PayloadFieldsOf(std::string_view table, events::ConstBytes bytes);

/// `texts` null: sealed texts stay closed. kDamaged: the commit's leaves do not decode.
[[nodiscard]] Result<Step> StepOf(const events::CommitReading& commit, std::optional<std::uint32_t> event,
                                  TextAccess* texts);

/// What is known of the act by which the step took effect, if it did.
void AddAct(const engine::State& state, Step& step);

[[nodiscard]] events::json::Value FormOf(const Step& step, engine::Language language);
[[nodiscard]] events::json::Value ActForm(EntityId act, const engine::ActRow& by);
/// What these two write (connectors/cli/shape.h).
[[nodiscard]] std::string StepShape();
inline constexpr std::string_view kActShape =
    "{act: id, kind: word, number: text, signed_on: day?, signer: text, delegation: text, effective_from: day?}";
/// "determination 12/2026 of 2026-03-02, signed by bianchi, by delegation ...".
[[nodiscard]] std::string ActLine(engine::Language language, const engine::ActRow& by);
/// The text for people, or why it stays closed; and, where it was rectified, where.
[[nodiscard]] std::string ShownLine(engine::Language language, const SealedField& field);

}  // namespace fascicolo::program
