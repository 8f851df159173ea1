// What may happen only by an act, only where nothing excludes it, or only once, counted from the events alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/families/who_is_who.h"
#include "engine/kit.h"

namespace fascicolo::engine {

/// Decisions that wait for an act: none has effect without one. That the act which an event names had taken effect before
/// is seen to by the books (books.h).
class ActGate {
 public:
  void Take(const std::vector<schema::EventT>& events);

 private:
  void TakeService(EntityId id, const schema::EventT& event);

  std::set<std::string> by_act_;               ///< services whose sheet in force wants acts
  std::map<EntityId, std::string> services_;  ///< of activations
};

/// Benefits that exclude each other: nobody begins with one who has the other on that day, under whichever entry.
class BenefitRecount {
 public:
  explicit BenefitRecount(const WhoIsWho& who) : who_(who) {}
  void Take(const std::vector<schema::EventT>& events);

 private:
  struct Benefit {
    EntityId person;
    std::string service;
    Day from;
    Day until;  ///< not after `from`: it never began
    bool imported = false;
  };
  void Begin(EntityId id, Day from, Day until, bool imported);

  const WhoIsWho& who_;
  std::map<std::string, std::set<std::string>> excluded_;  ///< by the sheets in force
  std::map<EntityId, Benefit> benefits_;
  std::map<std::string, std::vector<EntityId>> of_service_;
};

/// A deadline is met once, and passes once unless it is moved.
class DeadlineRecount {
 public:
  void Take(const std::vector<schema::EventT>& events);

 private:
  using Numbered = std::pair<EntityId, std::uint32_t>;

  std::set<Numbered> met_;
  std::set<Numbered> passed_;
};

}  // namespace fascicolo::engine
