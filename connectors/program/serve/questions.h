// The program's questions as resources: GET /v1/QUESTION[/SUBJECT]?PARAMETERS answers what `fascicolo QUESTION [SUBJECT]
// --json` does. One list says which, with which parameters.
#pragma once

#include "connectors/http/problem.h"
#include "connectors/program/serve/permissions.h"
#include "events/names.h"
#include "events/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kMaxParameters = 64;
inline constexpr std::size_t kMaxParameterBytes = 500;
inline constexpr std::uint64_t kMaxRows = 1'000;   ///< of one page
inline constexpr std::uint64_t kDefaultRows = 50;  ///< where the question pages by itself and nothing is said

/// How an answer comes in pages.
enum class Paging {
  kByItself,  ///< the command takes --limit and --skip
  kCut,       ///< whole, of which a part is shown where that is asked for
};

/// One that is served.
struct Question {
  std::string_view name;                     ///< as typed: "waiting-list"
  std::string_view subject;                  ///< what its one argument is called; empty: it takes none
  std::vector<std::string_view> parameters;  ///< "as_of" for --as-of; flags take "true". Beside them all take "fields",
                                             ///< "limit", "cursor" and "at_least"
  Paging paging = Paging::kCut;
  bool reads_log = false;  ///< all of it, for each answer
  std::vector<std::string_view> places{};    ///< of further arguments, in their order; they are parameters too
  std::vector<std::string_view> repeated{};  ///< parameters that may stand several times
};
[[nodiscard]] const std::vector<Question>& Questions();

/// A question that was asked.
struct AskedQuestion {
  const Question* question = nullptr;
  std::string subject{};
  std::vector<Parameter> parameters{};  ///< in the order in which they came
  std::vector<std::string> fields{};    ///< of each row of its list; empty: all
  std::optional<std::uint64_t> limit{};
  std::uint64_t skip = 0;  ///< rows, as the cursor says
  std::string cursor{};
  std::optional<Position> at_least{};
};

/// The members of a target's query, as sent: "a=b" and "c" of "/x?a=b&c".
[[nodiscard]] std::vector<std::string_view> QueryOf(std::string_view target);

/// Reads a target "/v1/QUESTION[/SUBJECT][?PARAMETERS]" (percent-encoding: RFC 3986). The problem to answer with: 404, or 400
/// naming every parameter that is wrong.
[[nodiscard]] Result<AskedQuestion, http::Problem> ReadQuestion(std::string_view target);

/// The words of the command that answers it, as JSON or as people read it.
[[nodiscard]] std::vector<std::string> WordsOf(const AskedQuestion& asked, bool as_json = true);
/// Rows of one page.
[[nodiscard]] std::uint64_t RowsOf(const AskedQuestion& asked);
/// It reads all of the log, or much of it.
[[nodiscard]] bool IsLong(const AskedQuestion& asked);
/// All that is asked, without position and page: the same text for the same question, whatever the order.
[[nodiscard]] std::string TextOf(const AskedQuestion& asked);
/// The target that asks this; for the page at `cursor`, where one is given.
[[nodiscard]] std::string TargetOf(const AskedQuestion& asked, std::string_view cursor = {});
/// Null: it is no question.
[[nodiscard]] const Question* FindQuestion(std::string_view name);

}  // namespace fascicolo::program
