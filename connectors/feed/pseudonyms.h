// What ids become on their way out: a keyed hash, under a key that each consumer of each authority has for itself. So
// no id of the ledger leaves, and the pseudonyms of two consumers have nothing in common.
#pragma once

#include "events/keyed_hash.h"
#include "events/names.h"

#include <string>
#include <string_view>

namespace fascicolo::feed {

class Pseudonyms {
 public:
  /// `secret` is the vault's for feeds (Vault::FeedSecret): it outlives rotations, and is in every copy of the vault.
  Pseudonyms(const events::Key& secret, std::string_view consumer);
  ~Pseudonyms();
  Pseudonyms(const Pseudonyms&) = delete;
  Pseudonyms& operator=(const Pseudonyms&) = delete;

  /// 32 hexadecimal digits, always the same.
  [[nodiscard]] std::string Of(const EntityId& id) const;
  /// Tells one commit from another in its place, without telling its hash: 16 hexadecimal digits.
  [[nodiscard]] std::string OfCommit(const Hash& leaf) const;
  /// Tells one key from another without telling the key: 16 hexadecimal digits.
  [[nodiscard]] const std::string& key_id() const { return key_id_; }

 private:
  events::Key key_;
  std::string key_id_;
};

}  // namespace fascicolo::feed
