// An assessment instrument as data: items with answers and their points, and the bands of their sum. Dated and replaced as
// rule sets are; the JSON form is described for the officer who writes one in schemas/catalogue/README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

struct InstrumentAnswer {
  std::string code{};
  Label name{};
  std::int64_t hundredths = 0;  ///< its points
  bool operator==(const InstrumentAnswer&) const = default;
};

struct InstrumentItem {
  std::string code{};
  Label name{};
  std::vector<InstrumentAnswer> answers{};  ///< at least two, each code once
  bool operator==(const InstrumentItem&) const = default;
};

/// The band of the sums from `from` up to the next band.
struct InstrumentBand {
  std::string code{};
  Label name{};
  std::int64_t from_hundredths = 0;
  bool operator==(const InstrumentBand&) const = default;
};

struct Instrument {
  std::string code{};
  std::string version{};  ///< code and version together are unique
  Day valid_from{};
  std::optional<Day> valid_to{};
  Label name{};
  DocumentStatus status = DocumentStatus::kSample;
  std::vector<Ground> ground{};
  std::vector<InstrumentItem> items{};  ///< at least one, each code once
  std::vector<InstrumentBand> bands{};  ///< ascending; the first is at or below the least possible sum
  bool operator==(const Instrument&) const = default;
};

/// Reads an instrument: a rule set of "kind" "instrument". All errors are found in one pass, each with its JSON pointer.
Result<Instrument, std::vector<FormError>> ParseInstrument(std::string_view json);

/// One item as it was answered.
struct AnswerGiven {
  std::string item;
  std::string answer;
  std::int64_t hundredths = 0;
  bool operator==(const AnswerGiven&) const = default;
};
struct InstrumentScore {
  std::vector<AnswerGiven> answers;  ///< in the order of the instrument's items
  std::int64_t hundredths = 0;
  std::string band;
  bool operator==(const InstrumentScore&) const = default;
};
/// What keeps answers from being a score.
struct AnswerProblem {
  enum class What { kMissing, kUnknownItem, kUnknownAnswer, kTwice };
  What what = What::kMissing;
  std::string item;
  bool operator==(const AnswerProblem&) const = default;
};
/// What answers come to while some are still to be given.
struct ScoreSoFar {
  InstrumentScore score;             ///< of the answers given; no band while an item is missing
  std::vector<std::string> missing;  ///< items, in the order of the instrument
};
/// No item twice, each by one of its answers. `answers`: item and answer, in any order.
Result<ScoreSoFar, AnswerProblem> ScoreSoFarOf(const Instrument& instrument,
                                               const std::vector<std::pair<std::string, std::string>>& answers);
/// The same, of all items.
Result<InstrumentScore, AnswerProblem> ScoreOf(const Instrument& instrument,
                                               const std::vector<std::pair<std::string, std::string>>& answers);

}  // namespace fascicolo::engine
