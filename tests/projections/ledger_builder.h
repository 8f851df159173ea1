// A ledger made by hand: accepted commits with the events one likes, day by day, without deciders.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/nested_payloads.h"
#include "events/acceptance.h"
#include "events/body.h"
#include "events/calendar.h"
#include "events/ledger.h"

namespace fascicolo::projections::testing {

inline constexpr std::string_view kOrigin = "comune.example/fascicolo";

/// An id that is easy to tell from others: `number` in its last bytes, a hash before.
EntityId EntityOf(std::uint64_t number);

/// One event to be.
struct Said {
  EntityId entity;
  schema::EntityKind kind = schema::EntityKind::none;
  schema::EventPayloadUnion payload;
  bool imported = false;
};

template <class Payload>
Said Says(EntityId entity, schema::EntityKind kind, Payload payload) {
  Said said;
  said.entity = entity;
  said.kind = kind;
  said.payload = engine::FactOf(std::move(payload));
  return said;
}
std::unique_ptr<schema::Id> IdPtr(EntityId id);

/// Appends commits that every reader accepts. Each is recorded a second after the one before.
class LedgerBuilder {
 public:
  explicit LedgerBuilder(events::Ledger& ledger);

  /// Position 0, and the first day.
  void Open(Day day);
  void OpenDay(Day day);
  [[nodiscard]] Day today() const { return today_; }

  /// A decided commit with these events, effective today.
  Position Decide(std::string_view actor, std::vector<Said> events,
                  schema::CommandPayloadUnion command = {});
  Position Refuse(std::string_view actor, schema::CommandPayloadUnion command);
  /// A commit with right hashes that no program of today understands.
  Position DecideUnreadably(const std::vector<std::pair<EntityId, schema::EntityKind>>& touched);
  /// A record that every reader passes over.
  void AppendSuperseded();
  Instant recorded_at() const { return now_; }
  [[nodiscard]] const events::Head& head() const { return head_; }

 private:
  events::Record Build(events::CommitContent content, const events::Head& at, bool real);
  Position Append(events::CommitContent content);
  events::CommitContent Content(std::string_view actor, schema::CommandPayloadUnion command);
  void AddEvent(events::CommitContent& content, const Said& said);

  events::Ledger& ledger_;
  events::Head head_;
  Day today_;
  Instant now_;
  std::uint64_t commands_ = 0;
  std::map<EntityId, std::uint64_t> versions_;
};

}  // namespace fascicolo::projections::testing
