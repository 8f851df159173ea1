// What a decider is given and what it answers (design D4, D11). A decider is pure: it sees the state, the command and
// what the loop stamped on it, and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/nested_payloads.h"
#include "engine/refusals.h"
#include "events/body.h"
#include "events/calendar.h"
#include "events/names.h"
#include "events/result.h"

namespace fascicolo::engine {

/// Raised by every change that makes a decider answer otherwise than before on the same state and command.
inline constexpr std::uint32_t kDeciderVersion = 8;

/// A rule said no. Recorded; a retry gets the same answer.
struct [[nodiscard]] Refusal {
  Rule rule = Rule::kCaseNotOpen;
  std::vector<std::pair<std::string, std::string>> facts;  ///< what the rule saw, in order; never personal data
};

enum class RejectionCode {
  kForm,             ///< malformed: mend it
  kUnknownEntity,    ///< names something that is not in the ledger, or is of another kind
  kVersionConflict,  ///< `expected` no longer holds
  kIdReused,         ///< the command id was used for another request
};

/// Answered, not recorded.
struct [[nodiscard]] Rejection {
  RejectionCode code = RejectionCode::kForm;
  FormError error;
};

/// A personal text of the command that belongs to an event, and whose it is.
struct SealedField {
  std::string place;  ///< JSON pointer within the command's payload: "/meaning/payload/text"
  std::string field;  ///< JSON pointer within what the event tells of: "/text"
  EntityId subject;
  schema::RetentionClass retention = schema::RetentionClass::ordinary;
};

/// One event to be, without the version, which the commit gives it.
struct EventDraft {
  EntityId entity;
  schema::EntityKind kind = schema::EntityKind::none;
  Day effective_on;
  EntityId act;  ///< by which it takes effect; zero: none
  schema::EventPayloadUnion payload;
  std::vector<SealedField> sealed;
};

using Decision = std::variant<std::vector<EventDraft>, Refusal, Rejection>;

/// The command as a decider sees it, beside its payload.
struct Intent {
  CommandId command;
  std::string_view actor;
  Position position;   ///< of the commit to be
  Instant now;         ///< recorded_at of the commit to be
  Day today;           ///< the last day opened
  Instant occurred_at;  ///< as the command says; else `now`
  Day effective_on;    ///< as the command says; else `today`
  bool imported = false;  ///< from a foreign history: state machine yes, capacity and points no
  schema::UseGround use = schema::UseGround::none;  ///< on what ground it adds to restricted texts
  EntityId act;  ///< which carries it, and has effect; zero: handed in by somebody (families/act.h)
  std::vector<std::string> personal;  ///< places of the personal texts that came with the command
  std::vector<std::pair<std::string, std::string>> findings;  ///< what other stores answered, in their order

  /// The command came with a personal text at `field`.
  [[nodiscard]] bool Brings(std::string_view field) const;
};

/// A finding: a person who looks like the one to be registered; its value is the id in hexadecimal digits.
inline constexpr std::string_view kFoundAlike = "alike";

/// The `ordinal`-th new entity of a command: first 16 bytes of SHA-256("fascicolo entity" || command || ordinal).
[[nodiscard]] EntityId NewEntity(const CommandId& command, std::uint32_t ordinal);
/// An entity that exists once per authority and name, such as a sheet: 16 bytes of SHA-256(kind || 0 || name).
[[nodiscard]] EntityId NamedEntity(schema::EntityKind kind, std::string_view name);

/// Collects the events of a decision.
class Drafts {
 public:
  explicit Drafts(const Intent& intent) : intent_(intent) {}

  /// `payload` is a plain struct of an event, for instance schema::CaseClosedT.
  template <class Payload>
  EventDraft& Add(EntityId entity, schema::EntityKind kind, Payload payload) {
    EventDraft& draft = drafts_.emplace_back();
    draft.entity = entity;
    draft.kind = kind;
    draft.effective_on = intent_.effective_on;
    draft.act = intent_.act;
    draft.payload = FactOf(std::move(payload));
    return draft;
  }
  /// Hands the personal text at `field` of the command over to the event, if the command brought it.
  void Seal(EventDraft& draft, std::string_view field, EntityId subject,
            schema::RetentionClass retention = schema::RetentionClass::ordinary) const;
  [[nodiscard]] bool empty() const { return drafts_.empty(); }
  [[nodiscard]] Decision Done() { return std::move(drafts_); }

 private:
  const Intent& intent_;
  std::vector<EventDraft> drafts_;
};

/// A decision that is one event.
template <class Fact>
[[nodiscard]] Decision OneFact(const Intent& intent, EntityId entity, schema::EntityKind kind, Fact fact) {
  Drafts drafts(intent);
  drafts.Add(entity, kind, std::move(fact));
  return drafts.Done();
}

/// Text of a FlatBuffers string that may be missing.
[[nodiscard]] inline std::string_view Text(const flatbuffers::String* text) {
  return text == nullptr ? std::string_view{} : std::string_view(text->data(), text->size());
}
[[nodiscard]] Rejection Malformed(std::string place, std::string problem, std::string expected = {});
[[nodiscard]] Rejection Unknown(std::string place, EntityId entity, std::string_view kind);

}  // namespace fascicolo::engine
