// Who transmits to the SIUSS: the body as INPS knows it, and the workers whom the ledger names for each kind of flow (D.Lgs.
// 147/2017, art. 24; not to name them is grossly negligent: Corte dei conti, Veneto, 113/2023). What the ledger does not know of
// them stands in a file of the authority's:
//
//   {"format": 1, "body": "B354", "name": "Comune di Esempio", "seat": "B354",
//    "fiscal_codes": {"anna.rossi": "...", "bruno.verdi": "..."}}
#pragma once

#include "events/calendar.h"
#include "events/result.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::siuss {

inline constexpr std::size_t kMaxTransmitterBytes = 64 << 10;
inline constexpr std::size_t kMaxBodyBytes = 32;  ///< of EnteType's Codice
inline constexpr std::size_t kMaxBodyName = 100;  ///< characters of its Denominazione

/// Who answers for a kind of flow from a day on, until the next such day.
struct Sender {
  Day from{};
  std::string worker{};
  std::string substitute{};  ///< empty: nobody
  bool operator==(const Sender&) const = default;
};

struct Transmitter {
  std::string body{};  ///< the body's code: the first part of every flow's name
  std::string name{};
  std::string seat{};  ///< Belfiore code of the municipality of its seat
  std::map<std::string, std::string, std::less<>> fiscal_codes{};  ///< CFOperatore, by worker
  std::array<std::vector<Sender>, 2> senders{};  ///< of PS-PSA-SINA, of SINBA; ascending days

  /// Whose name a flow of this day bears; null: nobody was named yet.
  [[nodiscard]] const Sender* SenderOn(Day day, bool is_sinba) const;
  /// `worker` answers for this kind on the day, or stands in for who does.
  [[nodiscard]] bool MayTransmit(std::string_view worker, Day day, bool is_sinba) const;
  /// The fiscal code that a flow of this day bears: the sender's, or, before anybody was named, the first sender's. Empty: there
  /// is none, or the file does not say it.
  [[nodiscard]] std::string OperatorOn(Day day, bool is_sinba) const;
};

/// Reads the file's text: everything but the senders. The place of an error is a JSON pointer.
[[nodiscard]] Result<Transmitter, FormError> ReadTransmitter(std::string_view json);

/// As the schemas want a fiscal code: digits in the year and the day, or eleven digits (PS_PSA_SINA201812.xsd).
[[nodiscard]] bool FitsSchema(std::string_view fiscal_code);

}  // namespace fascicolo::siuss
