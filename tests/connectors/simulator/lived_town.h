// A town that lives in memory, and what its ledger says afterwards.
#pragma once

#include "connectors/simulator/loop_desk.h"
#include "connectors/simulator/marking_desk.h"
#include "connectors/simulator/town.h"
#include "events/body.h"
#include "events/memory_ledger.h"
#include "events/store/memory_rows.h"
#include "events/tree.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::simulator {

/// Notes every command, its outcome and its personal texts on the way to the desk behind.
class NotingDesk final : public TownDesk {
 public:
  struct Noted {
    CommandId id;
    std::vector<engine::PersonalText> personal;
    std::vector<engine::Outcome> outcomes;
  };

  explicit NotingDesk(TownDesk& behind) : behind_(behind) {}
  void SetNow(Instant now) override { behind_.SetNow(now); }
  void Submit(engine::Request request, engine::Completion completion) override {
    const std::size_t index = noted_.size();
    noted_.push_back({request.id(), request.personal, {}});
    behind_.Submit(std::move(request), [this, index, completion](const engine::Outcome& outcome) {
      noted_[index].outcomes.push_back(outcome);
      completion(outcome);
    });
  }
  Status Settle() override { return behind_.Settle(); }
  const store::Rows& rows() const override { return behind_.rows(); }
  const std::vector<Noted>& noted() const { return noted_; }

 private:
  TownDesk& behind_;
  std::vector<Noted> noted_;
};

struct LivedTown {
  explicit LivedTown(const TownParameters& given, const std::optional<Marks>& marks = {}) : parameters(given) {
    auto opened = LoopDesk::Open({.ledger = ledger,
                                  .state = rows,
                                  .vault = vault,
                                  .origin = "fascicolo/simulated",
                                  .name = "Comune simulato",
                                  .seed = given.seed},
                                 FirstMoment(given));
    FASCICOLO_CHECK(opened.ok());
    desk = std::move(opened).value();
    if (marks) marking = std::make_unique<MarkingDesk>(*desk, *marks);
    noting = std::make_unique<NotingDesk>(marks ? static_cast<TownDesk&>(*marking) : *desk);
    auto lived = LiveThrough(given, *noting);
    FASCICOLO_CHECK(lived.ok());
    counts = std::move(lived).value();
  }

  /// Calls `visit` for every accepted commit, in order.
  void ForEachCommit(const std::function<void(const events::CommitReading&)>& visit) {
    const events::FoldPoint beginning("fascicolo/simulated");
    auto follower = events::Follower::Open(ledger, beginning.follow());
    FASCICOLO_CHECK(follower.ok());
    const auto on_accepted = [&](const events::AcceptedCommit& commit) -> Status {
      const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
      FASCICOLO_CHECK(reading.ok() && reading->understood());
      tree.Append(commit.leaf);
      visit(*reading);
      return {};
    };
    do {
      const Status read = follower->Poll(1 << 20, on_accepted, [](const auto&, const auto&) {});
      FASCICOLO_CHECK(read.ok());
    } while (!follower->at_end());
  }
  Hash Root() {
    tree = {};
    ForEachCommit([](const events::CommitReading&) {});
    return tree.Root();
  }

  TownParameters parameters;
  vault::Vault vault = vault::VaultInMemory();
  events::MemoryLedger ledger;
  store::MemoryRows rows;
  events::Frontier tree;
  std::unique_ptr<LoopDesk> desk;
  std::unique_ptr<MarkingDesk> marking;  ///< null: texts are as the town wrote them
  std::unique_ptr<NotingDesk> noting;
  TownCounts counts;
};

inline constexpr TownParameters kSmallTown{.inhabitants = 2'000, .years = 1, .seed = 4};

/// Lived once for all tests that only look.
inline LivedTown& SmallTown() {
  static LivedTown town(kSmallTown);
  return town;
}

/// Large enough that what is likely happens.
inline LivedTown& LargerTown() {
  static LivedTown town({.inhabitants = 10'000, .years = 1, .seed = 4});
  return town;
}

}  // namespace fascicolo::simulator
