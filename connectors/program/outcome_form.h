// What became of a command, as JSON and for people.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/cli/terminal.h"
#include "engine/loop/request.h"

#include <string>
#include <string_view>

namespace fascicolo::program {

/// Adds "outcome" and what belongs to it:
///   accepted  position, events
///   refused   position, code, text, ground, facts
///   rejected  code, place, problem, expected: in English, for programs (form_error_text.h)
///   failed    code, text
void AddOutcome(cli::Object& object, const engine::Outcome& outcome, cli::Language language);
/// Of what was accepted, as a shape (connectors/cli/shape.h).
inline constexpr std::string_view kAcceptedShape = "{outcome: 'accepted', position: count, events: count}";
/// One line.
[[nodiscard]] std::string OutcomeText(const engine::Outcome& outcome, cli::Language language);
/// "accepted", "refused", "rejected", "failed".
[[nodiscard]] std::string_view OutcomeWord(const engine::Outcome& outcome);
[[nodiscard]] std::string_view TextOf(engine::RejectionCode code);
[[nodiscard]] std::string_view TextOf(FailureCode code);

/// The worst of several outcomes as an exit code.
class ExitCode {
 public:
  void Count(const engine::Outcome& outcome);
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_ = 0;
};

}  // namespace fascicolo::program
