// A record of a feed: CloudEvents 1.0 in Kafka's binary mode. The attributes are headers (`ce_id` ...), the data is the
// value as it is, the key is the pseudonym of what the event is about, so that it stays when a topic is copied into one
// with partitions. https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
#pragma once

#include "connectors/feed/sequence.h"
#include "events/calendar.h"
#include "events/json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fascicolo::feed {

/// The types of records: an event's begins so, and ends with the event's own type.
inline constexpr std::string_view kEventTypePrefix = "it.fascicolo.event.";
/// A person's texts were erased (GDPR, art. 19): the consumer does with its copy what the notice says (the README of
/// the room).
inline constexpr std::string_view kPersonErased = "it.fascicolo.person.erased";
/// The ledger goes on from an older backup: records of lower lineages behind a position never happened.
inline constexpr std::string_view kLineageStarted = "it.fascicolo.lineage.started";

struct FeedRecord {
  std::string key;  ///< empty: about the ledger itself
  std::vector<std::pair<std::string, std::string>> headers;
  std::string value;  ///< JSON
  Instant at;         ///< the record's timestamp: as coarse as `ce_time`
  /// Empty: there is no such header.
  [[nodiscard]] std::string_view Header(std::string_view name) const;
  /// None: it is no record of a feed.
  [[nodiscard]] std::optional<Sequence> sequence() const;
};

/// What a record says beside its data.
struct Envelope {
  Sequence sequence;
  std::string_view source;
  std::string type;
  std::string subject;  ///< a pseudonym; empty: none
  std::string_view key_id;
  std::string_view commit{};  ///< Feed::CheckOf
  Instant at;
};

/// `data` must be an object; the sequence is put in front of it too, for sinks that lose headers.
[[nodiscard]] FeedRecord MakeRecord(const Envelope& envelope, events::json::Value data);

/// The same as one line in CloudEvents' JSON format, and back. None: it is no such line.
[[nodiscard]] std::string ToLine(const FeedRecord& record);
[[nodiscard]] std::optional<FeedRecord> FromLine(std::string_view line);

}  // namespace fascicolo::feed
