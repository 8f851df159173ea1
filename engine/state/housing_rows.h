// The rows of public housing.
#pragma once

#include <string>

#include "events/calendar.h"
#include "schemas/housing_generated.h"

namespace fascicolo::engine {

struct DwellingRow {
  std::string code;  ///< the owner's own
  schema::DwellingOwner owner = schema::DwellingOwner::none;
  std::uint8_t rooms = 0;
  std::uint16_t square_metres = 0;
  std::int8_t floor = 0;  ///< 0: ground floor
  bool accessible = false;
  std::string district;
  Day since;  ///< in the state in which it is
  template <class V>
  void Visit(V& v) {
    v(code, owner, rooms, square_metres, floor, accessible, district, since);
  }
};

}  // namespace fascicolo::engine
