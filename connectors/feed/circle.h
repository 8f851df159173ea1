// Whom an event concerns, beyond the entity that it is about: a case stands for its person, an application for its
// case, a placement for the persons in it. So that what is about a minor, an addiction or somebody who must not be told
// of is recognised wherever it turns up. Folded from the events alone, without names: the same ledger says the same.
//
// It leans to the careful side: what was once about a minor's case stays so, and a service without an adopted sheet is
// told to nobody.
#pragma once

#include "events/calendar.h"
#include "events/json/value.h"
#include "events/names.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fascicolo::feed {

[[nodiscard]] bool IsEventType(std::string_view name);
/// As sheets and contacts name them.
[[nodiscard]] bool IsArea(std::string_view name);

/// What an event touches.
struct Concern {
  std::set<std::string, std::less<>> areas{};
  bool minors = false;
  bool dependencies = false;  ///< addiction, mental distress: sheets that ISTAT's survey counts as dependencies
  /// Nobody is told: processing is restricted (GDPR, art. 18), an address is protected, texts were erased, or the
  /// service is unknown.
  bool is_closed = false;
};

class Circle {
 public:
  /// An event in its JSON form (events/json, schema Event).
  void Fold(const events::json::Value& event);
  /// An event of which nobody can say whom it names: nothing more is told of `entity`, unless it is everybody's.
  void FoldUnreadable(const EntityId& entity, std::string_view kind);
  /// Of an event recorded on `day`; behind all events of its commit.
  [[nodiscard]] Concern Of(const events::json::Value& event, Day day) const;
  /// Whether an adopted sheet or rule set has this word: what else stands where a code should is somebody's own text.
  [[nodiscard]] bool IsAdoptedWord(std::string_view text) const { return words_.find(text) != words_.end(); }
  /// The entities that stand for these persons and for nobody else: cases, applications, plans and the like. Ascending.
  [[nodiscard]] std::vector<EntityId> StandFor(const std::vector<EntityId>& persons) const;

 private:
  struct Known {
    std::string kind;
    std::set<std::string, std::less<>> areas;
    bool minors = false;
    bool dependencies = false;
    bool is_unknown_service = false;
    int restrictions = 0;
    bool is_protected = false;
    bool is_erased = false;
    bool is_unreadable = false;
    std::optional<Day> born;
    std::vector<EntityId> leans_on;
  };
  struct Service {
    std::string area;
    bool minors = false;
    bool dependencies = false;
  };
  void Adopt(std::string_view json, bool is_sheet);
  void NoteProtections(std::string_view type, const events::json::Value& payload, Known& known);
  void NoteTopics(const events::json::Value& payload, Known& known) const;
  void TouchService(std::string_view service, Concern& concern) const;
  void Touch(const Known& known, Day day, Concern& concern) const;
  [[nodiscard]] std::vector<EntityId> Around(std::vector<EntityId> ids) const;

  std::unordered_map<EntityId, Known, IdHash> known_;
  std::map<std::string, Service, std::less<>> services_;
  std::set<std::string, std::less<>> words_;
};

}  // namespace fascicolo::feed
