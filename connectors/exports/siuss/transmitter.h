// Who transmits to the SIUSS: the body as INPS knows it, and the workers who were named to do so (D.Lgs. 147/2017,
// art. 24; not to name them is grossly negligent: Corte dei conti, Veneto, 113/2023). A file of the authority's:
//
//   {"format": 1, "body": "B354", "name": "Comune di Esempio", "seat": "B354",
//    "senders": [{"worker": "anna.rossi", "fiscal_code": "...", "from": "2026-01-01", "act": "12/2026"}]}
#pragma once

#include "events/calendar.h"
#include "events/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::siuss {

inline constexpr std::size_t kMaxTransmitterBytes = 64 << 10;
inline constexpr std::size_t kMaxBodyBytes = 32;   ///< of EnteType's Codice
inline constexpr std::size_t kMaxBodyName = 100;   ///< characters of its Denominazione

/// Somebody who transmits, from a day on until the next such day, or beside the one before, as substitute, from the
/// same day.
struct Sender {
  std::string worker{};
  std::string fiscal_code{};  ///< CFOperatore
  Day from{};
  std::string act{};          ///< that named them
  bool operator==(const Sender&) const = default;
};

struct Transmitter {
  std::string body{};  ///< the body's code: the first part of every flow's name
  std::string name{};
  std::string seat{};  ///< Belfiore code of the municipality of its seat
  std::vector<Sender> senders{};  ///< ascending days; at least one

  /// Whose name a flow of this day bears: the first of those named last; null: nobody was named yet.
  [[nodiscard]] const Sender* SenderOn(Day day) const;
  /// `worker` is one of those named last by this day.
  [[nodiscard]] bool MayTransmit(std::string_view worker, Day day) const;
};

/// Reads the file's text. The place of an error is a JSON pointer.
[[nodiscard]] Result<Transmitter, FormError> ReadTransmitter(std::string_view json);

/// As the schemas want a fiscal code: digits in the year and the day, or eleven digits (PS_PSA_SINA201812.xsd).
[[nodiscard]] bool FitsSchema(std::string_view fiscal_code);

}  // namespace fascicolo::siuss
