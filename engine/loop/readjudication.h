// What a ledger says was decided, decided again (design D4, D11): the commit's leaf 0 holds the command and all that came to
// its decision from outside, the commits before it hold the state and the rules of its moment. So the same decision must
// come out, down to the bytes of its events; only the sealed texts are not made again, of which their places are enough.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/loop/drafting.h"
#include "events/json/json_codec.h"

namespace fascicolo::engine {

/// What a command came to: as its commit says, or as it comes out now.
struct Derivation {
  enum class Outcome { kAccepted, kRefused, kRejected };
  Outcome outcome = Outcome::kAccepted;
  events::CommitKind kind = events::CommitKind::kDecided;
  Instant now;  ///< of the stamp; the commit's own time
  Day today;    ///< of the stamp; the last day that was open
  std::vector<events::SealedFor> owners;  ///< of the personal texts, in their order
  std::string rule;                       ///< code of what refused it
  std::string ground;
  std::vector<std::pair<std::string, std::string>> facts;
  std::string rejection;  ///< place and problem
  std::vector<events::Bytes> events;
  std::vector<events::Touched> touched;
  bool operator==(const Derivation&) const = default;

  /// "ServiceStarted"; of what was not accepted "refused: no_free_place".
  [[nodiscard]] std::vector<std::string> Names() const;
};

/// As the commit says, which must be understood.
[[nodiscard]] Derivation DerivationOf(const events::CommitReading& commit);

/// As it comes out of the state before the commit. Throws ReadsFrozen and StoreBroken.
[[nodiscard]] Derivation DecideAgain(const State& before, const events::CommitReading& commit);

/// Two derivations of one command.
struct Disagreement {
  std::vector<std::string> recorded;  ///< Derivation::Names
  std::vector<std::string> again;
  std::string place;  ///< the first that differs, in JSON form: "/events/1/payload/points"
  std::string recorded_value;  ///< there; empty: nothing
  std::string again_value;
};

/// None: they agree, bytes that mean the same included.
[[nodiscard]] std::optional<Disagreement> Compare(const Derivation& recorded, const Derivation& again,
                                                  const events::json::JsonCodec& codec);

}  // namespace fascicolo::engine
