// How a town's people hand commands in: with ids derived from the town and a running number, some
// of them twice, because a client that lost the answer asks again.
#pragma once

#include "connectors/simulator/chance.h"
#include "connectors/simulator/figures.h"
#include "connectors/simulator/town_desk.h"
#include "engine/nested_payloads.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::simulator {

struct TownCounts {
  std::uint64_t commands = 0;  ///< without repetitions
  std::uint64_t repeated = 0;  ///< sent a second time
  std::uint64_t accepted = 0;
  std::uint64_t events = 0;  ///< of the accepted commands; obligations make more
  std::uint64_t refused = 0;
  std::uint64_t rejected = 0;  ///< malformed, or about nothing: a town makes none
  std::map<std::string, std::uint64_t, std::less<>> refused_by;  ///< by the rule's code
  std::optional<std::string> first_rejection;
};

class FrontDoor {
 public:
  FrontDoor(const TownParameters& parameters, TownDesk& desk);
  FrontDoor(const FrontDoor&) = delete;
  FrontDoor& operator=(const FrontDoor&) = delete;

  /// Commands of the next group happen at `at`, and are recorded when it settles.
  void SetOccurredAt(Instant at) { occurred_at_ = at; }

  [[nodiscard]] Instant occurred_at() const { return occurred_at_; }

  /// Hands in a command whose payload is a plain struct of the schema, for instance
  /// schema::CloseCaseT. Returns its id, from which its new entities derive.
  template <class Payload>
  CommandId Send(std::string_view actor, Payload payload,
                 std::vector<engine::PersonalText> personal = {}) {
    return SendPayload(actor, engine::CommandOf(std::move(payload)), std::move(personal));
  }

  CommandId SendPayload(std::string_view actor, schema::CommandPayloadUnion payload,
                        std::vector<engine::PersonalText> personal = {});

  /// Settles the group at `now`. A failure is the desk's, or the first that a command was answered
  /// with.
  Status Settle(Instant now);

  [[nodiscard]] const TownCounts& counts() const { return counts_; }

 private:
  [[nodiscard]] CommandId NextId();
  void Count(const engine::Outcome& outcome);

  TownDesk& desk_;
  std::vector<std::uint8_t> town_;  ///< what tells this town from others, in bytes
  Chance slips_;                    ///< of its own, so that repetitions change nothing else
  Instant occurred_at_;
  TownCounts counts_;
  std::optional<Failure> failure_;
};

}  // namespace fascicolo::simulator
