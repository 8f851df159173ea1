// Brings a feed's records to its target, each once and in order, whatever dies in between: it goes on behind what the
// target itself holds last, and nothing else remembers how far it came.
#pragma once

#include "connectors/feed/target.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::feed {

class Publisher {
 public:
  /// `target` must outlive it. kDamaged: it holds the feed of another ledger or consumer, or one begun under another
  /// key.
  static Result<Publisher> Open(Target& target, std::string source, std::string key_id);

  /// Behind which the target ends; none: it is empty.
  [[nodiscard]] const std::optional<Sequence>& last() const { return last_; }
  /// Whether the commit in the place of the last record is the one that it was of: `check` is its Feed::CheckOf, of
  /// which it is asked only in that place. kDamaged: the target was fed from another history of this ledger.
  [[nodiscard]] Status CheckCommit(Lineage lineage, Position position, const std::function<std::string()>& check) const;
  /// Takes a record, unless the target has it. In ascending order.
  void Take(FeedRecord record);
  /// Everything taken is durable. Each record names the one before it (`ce_previous`), so that a gap would show. After
  /// kUnavailable the same call goes on, where the target says that it ends.
  Status Flush();
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  [[nodiscard]] std::uint64_t published() const { return published_; }

 private:
  Publisher(Target& target, std::string source, std::string key_id)
      : target_(&target), source_(std::move(source)), key_id_(std::move(key_id)) {}

  /// Asks the target how far it came, and forgets what it has.
  Status Resume();

  Target* target_;
  std::string source_;
  std::string key_id_;
  std::optional<Sequence> last_;
  std::string last_commit_;
  std::vector<FeedRecord> waiting_;
  std::uint64_t published_ = 0;
  bool is_in_doubt_ = false;  ///< something was sent of which nobody said what became
};

}  // namespace fascicolo::feed
