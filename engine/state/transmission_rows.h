// The rows of what is handed to INPS: who answers for it, how far it was read, and what became of each flow.
#pragma once

#include <string>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Who answers for a kind of flow from a day on.
struct SenderRow {
  std::string worker;
  std::string substitute;  ///< empty: nobody
  std::string act;
  template <class V>
  void Visit(V& v) {
    v(worker, substitute, act);
  }
};

/// How far INPS has read the flows of a kind.
struct FlowsReadRow {
  Instant until;
  std::uint64_t count = 0;  ///< of all that it read so far
  template <class V>
  void Visit(V& v) {
    v(until, count);
  }
};

/// Values are stored.
enum class FlowState : std::uint8_t {
  kAccepted = 1,
  kRejected,  ///< to be put right
  kMended,    ///< a later flow says what it should have said
  kGivenUp,   ///< it is not sent again
};

/// A flow of which INPS told the outcome.
struct FlowRow {
  std::string flow;
  schema::FlowKind kind = schema::FlowKind::none;
  FlowState state = FlowState::kAccepted;
  std::string code;     ///< INPS's, of the last outcome
  Instant acquired_at;  ///< of the last outcome; 0: not told
  EntityId about;       ///< zero: not told
  Day mend_by;          ///< of kRejected: last day to put it right
  EntityId obligation;  ///< the open one; zero: nothing is awaited, or it was told to be late
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(flow, kind, state, code, acquired_at, about, mend_by, obligation, obligation_due);
  }
};

}  // namespace fascicolo::engine
