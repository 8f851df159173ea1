// From a ledger's commits to a consumer's records. Pure: the same commits, the same file and the same key give the same
// records, so that what is sent twice is sent alike.
#pragma once

#include "connectors/feed/circle.h"
#include "connectors/feed/consumer.h"
#include "connectors/feed/mapping.h"
#include "connectors/feed/pseudonyms.h"
#include "connectors/feed/record.h"
#include "events/body.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fascicolo::feed {

class Feed {
 public:
  Feed(Consumer consumer, const LedgerId& ledger, const events::Key& secret);

  /// Each accepted commit of the ledger, from its first one on: what the consumer receives of it. kTooNew: this program
  /// does not understand it, and so cannot say what may leave. kDamaged: an event is none.
  [[nodiscard]] Result<std::vector<FeedRecord>> Take(const events::CommitReading& commit);

  /// What the records of this commit say of it (`ce_commit`): another history has another one in its place.
  [[nodiscard]] std::string CheckOf(const events::Header& commit) const;

  [[nodiscard]] const Consumer& consumer() const { return consumer_; }
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const std::string& key_id() const { return pseudonyms_.key_id(); }

 private:
  [[nodiscard]] Result<std::vector<events::json::Value>> Fold(const events::CommitReading& commit);
  [[nodiscard]] std::optional<FeedRecord> RecordOf(const Sequence& sequence, Day on, const events::json::Value& event);
  [[nodiscard]] FeedRecord Record(const Sequence& sequence, std::string_view type, std::string subject, Day on,
                                  events::json::Value data) const;
  [[nodiscard]] FeedRecord Notice(const Sequence& sequence, Day on, const events::json::Value& erasure) const;
  [[nodiscard]] FeedRecord LineageNotice(const Sequence& sequence, Day on) const;

  const Consumer consumer_;
  const std::string source_;
  const Pseudonyms pseudonyms_;
  Circle circle_;
  Mapping mapping_;
  std::string check_;                                          ///< of the commit that is taken
  std::unordered_map<std::string, std::uint64_t> records_of_;  ///< by pseudonym
};

}  // namespace fascicolo::feed
