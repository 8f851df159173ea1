// Where the next page of an answer begins, as an opaque text that nobody else can make.
#pragma once

#include "events/keyed_hash.h"
#include "events/names.h"
#include "events/random.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::program {

struct PageStart {
  Position position;       ///< of the moment that all pages come from
  std::uint64_t skip = 0;  ///< rows before it
};

/// Of one process: its cursors mean nothing to the next one.
class Cursors {
 public:
  explicit Cursors(events::RandomSource& random) : key_(random.Draw<events::Key>()) {}
  /// For the question whose words these are, and for no other.
  [[nodiscard]] std::string Write(const PageStart& start, std::string_view question) const;
  /// None: it was not written by Write for this question.
  [[nodiscard]] std::optional<PageStart> Read(std::string_view cursor, std::string_view question) const;

 private:
  events::Key key_;
};

}  // namespace fascicolo::program
