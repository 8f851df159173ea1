// The simulated world: processes, clients, network and clocks, moved by one seeded generator in virtual time. What must
// hold is checked at every crash and at the end; the first complaint ends the run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulation/clients.h"
#include "simulation/process.h"

namespace fascicolo::simulation {

struct WorldResult {
  std::string complaint;  ///< empty: everything held
  std::uint64_t accepted = 0;
  std::uint64_t acknowledged = 0;
  std::uint64_t superseded = 0;
  std::uint64_t crashes = 0;
  std::uint64_t fulfilled = 0;
};

class World {
 public:
  World(std::uint64_t seed, Plant plant);
  WorldResult Run(int moves);

 private:
  void Move();
  void MoveWire(Process& process);
  void MoveClock(Process& process);
  void Send(Process& process);
  void Crash(Process& process);
  void LoseBrokerTail();
  void Quiesce();
  void Complain(std::string complaint);

  void CheckLedger();
  void CheckSealed(const events::CommitReading& commit, vault::Vault& vault);
  void CheckAcknowledged(const std::map<CommandId, Position>& accepted);
  void CheckReaders();
  void CheckViews();
  void CheckCutsAsOf();
  [[nodiscard]] std::string FoldTo(std::optional<Position> through, store::RowStore& rows);
  [[nodiscard]] std::size_t Pick(std::size_t below) { return random_() % below; }

  std::mt19937_64 random_;
  SharedLog log_;
  SharedKeys keys_;
  Clients clients_;
  Instant now_;
  std::vector<std::unique_ptr<Process>> processes_;
  WorldResult result_;
};

}  // namespace fascicolo::simulation
