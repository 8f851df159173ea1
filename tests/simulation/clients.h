// The clients of the simulated world and the outside oracle: they make up commands, send them to any process, retry what
// failed under the same id, and keep a journal of every acknowledgement.
#pragma once

#include <map>
#include <random>
#include <vector>

#include "engine/loop/request.h"

namespace fascicolo::simulation {

/// What a client knows of one of its commands.
struct Journal {
  engine::Request request;
  std::optional<Position> accepted_at;  ///< acknowledged; refused counts: it is recorded too
  int answers = 0;
};

class Clients {
 public:
  explicit Clients(std::uint64_t seed) : random_(seed) {}

  /// The id of a command to send now: a new one, or one sent before whose outcome is not known.
  CommandId Next();
  [[nodiscard]] const engine::Request& RequestOf(const CommandId& id) const { return journal_.at(id).request; }
  /// Writes the outcome down. Returns a complaint when it contradicts an earlier one; empty otherwise.
  std::string Answer(const CommandId& id, const engine::Outcome& outcome);
  [[nodiscard]] const std::map<CommandId, Journal>& journal() const { return journal_; }

 private:
  template <class Payload>
  CommandId Make(Payload payload, std::vector<engine::PersonalText> personal = {});
  CommandId MakeCatalogue();
  CommandId MakeCaseWork();
  CommandId MakeServiceWork();
  [[nodiscard]] std::size_t Pick(std::size_t below) { return random_() % below; }
  [[nodiscard]] EntityId Any(const std::vector<EntityId>& entities) {
    return entities.empty() ? EntityId{} : entities[Pick(entities.size())];
  }

  std::mt19937_64 random_;
  std::uint64_t made_ = 0;
  std::map<CommandId, Journal> journal_;
  std::vector<CommandId> unanswered_;
  std::vector<EntityId> cases_;
  std::vector<EntityId> units_;
  std::vector<EntityId> activations_;
};

}  // namespace fascicolo::simulation
