// What comes in at the front door, and what goes out.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "engine/decision.h"
#include "events/body.h"
#include "events/result.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxCommandBytes = 256 * 1024;
inline constexpr std::size_t kMaxPersonalBytes = 256 * 1024;  ///< personal texts of one command together
inline constexpr std::size_t kMaxActorBytes = 128;

/// A personal text that came with a command and must not enter the ledger in the clear.
struct PersonalText {
  std::string field;  ///< JSON pointer within the payload
  std::string text;   ///< not empty
};

/// A well-formed command: made by MakeRequest only.
struct Request {
  events::Bytes command;  ///< a finished, verified schema::Command without personal texts
  std::vector<PersonalText> personal;
  /// What other stores answered about it, such as kFoundAlike; recorded with it (design D11).
  std::vector<std::pair<std::string, std::string>> findings = {};

  [[nodiscard]] const schema::Command& view() const {
    return *flatbuffers::GetRoot<schema::Command>(command.data());
  }
  [[nodiscard]] CommandId id() const { return events::FromSchema<CommandId>(view().id()); }
};

/// Checks what every command must have, whatever its type: verified bytes, an id, an actor, a known payload, times that
/// make sense; that it is not one of those that only the loop itself gives; and the form of fiscal codes and other identifiers,
/// which no error repeats. An empty personal text is none: it is left out, because what is sealed keeps its place alone, from
/// which nobody could tell later that a decision had seen nothing there.
[[nodiscard]] Result<Request, FormError> MakeRequest(events::Bytes command, std::vector<PersonalText> personal);

/// The commit stands: its position, and the number of its events.
struct Accepted {
  Position position;
  std::uint32_t events = 0;
};
/// A rule said no, and the ledger says so at `position`.
struct Refused {
  Position position;
  Refusal refusal;
};
using Outcome = std::variant<Accepted, Refused, Rejection, Failure>;

/// Called once, on the loop's thread, when the outcome is certain.
using Completion = std::function<void(const Outcome&)>;

}  // namespace fascicolo::engine
