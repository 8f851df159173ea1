// The program's questions as resources: GET /v1/QUESTION[/SUBJECT]?PARAMETERS answers what `fascicolo QUESTION [SUBJECT]
// --json` does. One list says which, with which parameters.
#pragma once

#include "connectors/http/problem.h"
#include "connectors/program/serve/permissions.h"
#include "events/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kMaxParameters = 20;
inline constexpr std::size_t kMaxParameterBytes = 500;

/// One that is served.
struct Question {
  std::string_view name;                     ///< as typed: "waiting-list"
  std::string_view subject;                  ///< what its one argument is called; empty: it takes none
  std::vector<std::string_view> parameters;  ///< "as_of" for --as-of; flags take "true"
};
[[nodiscard]] const std::vector<Question>& Questions();

/// A question that was asked.
struct AskedQuestion {
  const Question* question = nullptr;
  std::string subject{};
  std::vector<Parameter> parameters{};  ///< in the order in which they came, each once
};

/// The members of a target's query, as sent: "a=b" and "c" of "/x?a=b&c".
[[nodiscard]] std::vector<std::string_view> QueryOf(std::string_view target);

/// Reads a target "/v1/QUESTION[/SUBJECT][?PARAMETERS]" (percent-encoding: RFC 3986). The problem to answer with: 404, or 400
/// naming every parameter that is wrong.
[[nodiscard]] Result<AskedQuestion, http::Problem> ReadQuestion(std::string_view target);

/// The words of the command that answers it.
[[nodiscard]] std::vector<std::string> WordsOf(const AskedQuestion& asked);

}  // namespace fascicolo::program
