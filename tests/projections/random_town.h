// A town whose social services do one thing after another, at random and yet in order: every event
// fits what was before it.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "projections/ledger_builder.h"

namespace fascicolo::projections::testing {

/// The same seed gives the same ledger.
class RandomTown {
 public:
  RandomTown(LedgerBuilder& ledger, std::uint64_t seed) : ledger_(ledger), chance_(seed) {}

  /// Opens the ledger and a few units.
  void Found(Day day);
  /// One commit, of one event or more; every now and then a new day.
  void Step();
  /// Steps until the ledger has at least so many events.
  void GrowTo(std::size_t events);
  [[nodiscard]] std::size_t events() const { return events_; }

  struct Activation {
    EntityId id;
    EntityId case_file;
    std::size_t service = 0;
    int state = 0;  ///< 0 filed, 1 scored, 2 waiting, 3 offered, 4 in force, 5 suspended, 6 over
    std::string sort_key;
    EntityId unit;
  };
  struct Case {
    EntityId id;
    std::string worker;  ///< empty: contact
    bool closed = false;
    int open = 0;  ///< activations
  };
  [[nodiscard]] const std::vector<Case>& cases() const { return cases_; }
  [[nodiscard]] const std::vector<Activation>& activations() const { return activations_; }
  [[nodiscard]] const std::vector<EntityId>& units() const { return units_; }
  [[nodiscard]] static EntityId ListOf(std::size_t service) { return EntityOf(100 + service); }
  [[nodiscard]] static std::string ServiceOf(std::size_t service);
  static constexpr std::size_t kServices = 3;

 private:
  std::uint64_t Below(std::uint64_t bound) { return chance_() % bound; }
  void Append(std::vector<Said> events);
  void Register();
  void WorkOnCase();
  void File();
  void MoveOn(Activation& activation);
  void Enter(Activation& activation);
  void Answer(Activation& activation);
  void Run(Activation& activation);
  std::string Worker() { return "worker-" + std::to_string(Below(12)); }

  LedgerBuilder& ledger_;
  std::mt19937_64 chance_;
  std::vector<Case> cases_;
  std::vector<Activation> activations_;
  std::vector<EntityId> units_;
  std::uint64_t next_id_ = 1'000;
  std::size_t events_ = 0;
  std::string actor_;
};

}  // namespace fascicolo::projections::testing
