// Children who live with a foster family or in a community, and the old who live in a residence: asked for, searched for and
// accepted, taken in by decree or by act, visited, reported on, moved, and let go. Removals have an office of their own
// (removal_work.h), which hands the child over when the court has confirmed.
#pragma once

#include "connectors/simulator/signing.h"

#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace fascicolo::simulator {

class PlacementWork {
 public:
  /// By the order of the services in placement_work.cc.
  enum class Kind : std::uint8_t { kCommunity, kFoster, kResidence };

  PlacementWork(TownHall& hall, Signing& signing);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; subject of kAskPlacement: the kind, of kFollowPlacement: a placement's number here.
  void Do(const Errand& errand);
  /// A community that has room today; none: they are full, or not open yet.
  [[nodiscard]] std::optional<EntityId> CommunityWithRoom() { return HostWithRoom(Kind::kCommunity, {}); }
  /// A child of somebody's in charge who has none that is placed, and the case; none: nobody was found.
  struct ChildFound {
    std::uint32_t case_file = 0;
    std::uint32_t child = 0;
  };
  [[nodiscard]] std::optional<ChildFound> FindChild(int least_age, int most_age);
  /// Follows a placement that is in force from now on.
  void Follow(EntityId placement, const ChildFound& child);

 private:
  enum class Stage : std::uint8_t { kAsked, kHostAsked, kFound, kStarting, kPlaced, kOver };
  struct Placed {
    EntityId id;
    Kind kind = Kind::kCommunity;
    Stage stage = Stage::kAsked;
    std::uint32_t case_file = 0;
    std::uint32_t person = 0;      ///< a neighbour
    EntityId host;                 ///< asked, or where they are
    std::set<EntityId> refused;    ///< hosts
    int searches = 0;              ///< without a host
    int months = 0;                ///< there
    Day until;                     ///< as planned
    bool is_supervised = false;    ///< the parent's visits, by order
  };

  void OpenHosts();
  void OpenHost(Kind kind, std::string name, std::int64_t capacity);
  void Ask(Kind kind);
  void FollowOne(Placed& placed);
  [[nodiscard]] std::optional<EntityId> HostWithRoom(Kind kind, const std::set<EntityId>& but);
  void AskHost(Placed& placed);
  void TakeAnswer(Placed& placed);
  void Start(Placed& placed);
  void RecordTitle(const Placed& placed, bool is_decree);
  // while it lasts (placed_life.cc)
  void LiveMonth(Placed& placed);
  [[nodiscard]] bool EndsNow(Placed& placed);
  void End(Placed& placed, std::string_view reason);
  void Extend(Placed& placed);
  void Move(Placed& placed);
  void Visit(Placed& placed);
  void LookAfterChild(Placed& placed);
  void LookAfterOld(Placed& placed, const engine::PlacedRow& row);
  void GoOrReturn(const Placed& placed, const engine::PlacedRow& row);
  [[nodiscard]] std::string_view OfficeOf(Kind kind) const;
  [[nodiscard]] EntityId PersonOf(const Placed& placed) const { return hall_.neighbours[placed.person].id; }

  struct Host {
    EntityId unit;
    Kind kind = Kind::kCommunity;
  };
  TownHall& hall_;
  Signing& signing_;
  Chance chance_;  ///< of its own
  std::vector<Host> hosts_;
  std::vector<Placed> placed_;
  std::set<std::uint32_t> known_;  ///< neighbours whose child is placed, or who are placed
  std::uint64_t decrees_ = 0;      ///< so far; numbers them
};

}  // namespace fascicolo::simulator
