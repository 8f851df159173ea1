// What every reader of a foreign history shares: limits, where events and errors go, and how a
// reading ends.
//
// Two kinds of fault. A *row error* spoils one event: it is handed out, and reading goes on. A
// *stop* ends the reading: the document is malformed, a limit was reached, or the world broke. What
// was handed out before a stop was read correctly. Neither quotes a value of the source, which may
// be personal; both name the line.
#pragma once

#include "connectors/intake/source_event.h"
#include "events/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace fascicolo::intake {

inline constexpr std::uint64_t kDefaultTotalBytes = 4ULL << 30U;  ///< of a file, uncompressed
inline constexpr std::uint64_t kDefaultEventsPerCase = 100'000;   ///< unreadable ones included
inline constexpr std::uint64_t kDefaultCases = 2'000'000;         ///< their ids are held in memory
inline constexpr std::size_t kMaxAttributeBytes =
    std::size_t{1} << 20U;  ///< name or value; an XML tag; a CSV field
inline constexpr std::size_t kMaxRowBytes =
    std::size_t{4} << 20U;  ///< all names and values of one case or one event
inline constexpr std::size_t kMaxAttributes = 1'024;  ///< of one case or one event; CSV columns
inline constexpr int kMaxXmlDepth = 32;               ///< open elements, <log> included

/// Limits that a caller may change. Running into one is a stop.
struct ReadLimits {
  std::uint64_t total_bytes = kDefaultTotalBytes;
  std::uint64_t events_per_case = kDefaultEventsPerCase;
  std::uint64_t cases = kDefaultCases;
};

/// Where a reading goes. All functions are called on the reading thread, in file order.
struct ReadSinks {
  /// Takes one event. A failure stops the reading and is its result. Required.
  std::function<Status(const SourceEvent&)> on_event;
  /// Takes one row error; `place` is "line N". Required.
  std::function<void(const FormError&)> on_row_error;
  /// Work done and work in all, in bytes of the file as stored (twice, where it is read twice). A
  /// failure stops the reading and is its result. May be empty.
  std::function<Status(std::uint64_t done, std::uint64_t total)> on_progress;
};

/// What a whole reading came to.
struct ReadSummary {
  std::uint64_t cases = 0;       ///< cases with at least one readable event
  std::uint64_t events = 0;      ///< handed to `on_event`
  std::uint64_t row_errors = 0;  ///< handed to `on_row_error`
  std::uint64_t bytes = 0;       ///< of the file, uncompressed
};

/// Why a reading ended early: the file is at fault, or the world is.
struct [[nodiscard]] ReadStop {
  ReadStop(FormError error) : form(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  ReadStop(Failure broken)                               // NOLINT(google-explicit-constructor)
      : is_failure(true), failure(std::move(broken)) {}

  bool is_failure = false;
  FormError form;   ///< unless is_failure; `place` is "line N"
  Failure failure;  ///< if is_failure

  /// One line for an operator.
  [[nodiscard]] std::string ToString() const {
    return is_failure ? failure.message : form.ToString();
  }
};

/// "line 7"
[[nodiscard]] std::string LinePlace(std::uint64_t line);

/// A FormError with `place` "line N".
[[nodiscard]] FormError ErrorAtLine(std::uint64_t line, std::string problem,
                                    std::string expected = {});

}  // namespace fascicolo::intake
