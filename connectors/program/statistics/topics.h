// What `fascicolo statistics TOPIC` answers, topic by topic.
#pragma once

#include "connectors/program/reading.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fascicolo::program {

/// As typed.
struct StatisticsOptions {
  std::string topic;
  std::optional<std::string> of;
  std::optional<std::string> by;
  std::optional<std::string> year;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> service;  ///< of terms
  std::optional<std::string> area;     ///< of terms
  std::optional<std::string> restates;  ///< published figures that these would take the place of
  std::optional<std::string> as_of;
  bool is_public = false;
  bool csv = false;
};

struct StatisticsTopic {
  std::string_view word;
  int (*show)(Session& session, Reading& reading, const StatisticsOptions& options);
};

/// Counted from careers, by one query (projections/statistics/query.h).
int ShowFigures(Session& session, Reading& reading, const StatisticsOptions& options);

/// Deadlines by kind, and what became of them; `from` and `to` are days.
/// What it answers in JSON is of this shape (connectors/cli/shape.h).
[[nodiscard]] std::string TermsShape();
int ShowTerms(Session& session, Reading& reading, const StatisticsOptions& options);

}  // namespace fascicolo::program
