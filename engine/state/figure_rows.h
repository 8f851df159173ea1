// The rows of published figures.
#pragma once

#include <string>

#include "events/calendar.h"
#include "events/names.h"

namespace fascicolo::engine {

struct FigureRow {
  std::string query;
  Day from;
  Day until;       ///< first day after
  Position as_of;  ///< the last commit that was counted
  Hash digest;     ///< SHA-256 of the result
  std::string signer;
  std::string act;
  Day published_on;
  EntityId restates;  ///< zero: none
  template <class V>
  void Visit(V& v) {
    v(query, from, until, as_of, digest, signer, act, published_on, restates);
  }
};

struct FigureOfQueryRow {
  EntityId figure;
  template <class V>
  void Visit(V& v) {
    v(figure);
  }
};

}  // namespace fascicolo::engine
