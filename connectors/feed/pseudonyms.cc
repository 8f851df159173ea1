#include "connectors/feed/pseudonyms.h"

#include <array>

namespace fascicolo::feed {

Pseudonyms::Pseudonyms(const events::Key& secret, std::string_view consumer)
    : key_(events::KeyedHash(secret, "fascicolo feed consumer").Add(events::AsBytes(consumer)).Finish<events::Key>()) {
  const auto told = events::KeyedHash(key_, "fascicolo feed key id").Finish<std::array<std::uint8_t, 8>>();
  key_id_ = ToHex(told.data(), told.size());
}

Pseudonyms::~Pseudonyms() { events::Wipe(key_); }

std::string Pseudonyms::Of(const EntityId& id) const {
  const auto name =
      events::KeyedHash(key_, "fascicolo feed pseudonym").Add(id.bytes).Finish<std::array<std::uint8_t, 16>>();
  return ToHex(name.data(), name.size());
}

std::string Pseudonyms::OfCommit(const Hash& leaf) const {
  const auto told =
      events::KeyedHash(key_, "fascicolo feed commit").Add(leaf.bytes).Finish<std::array<std::uint8_t, 8>>();
  return ToHex(told.data(), told.size());
}

}  // namespace fascicolo::feed
