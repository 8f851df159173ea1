#include "connectors/program/sealing_keys.h"

#include "events/store/row_codec.h"

namespace fascicolo::program {
namespace {

using engine::SealingKeyTable;

/// Calls `visit` with each row's key and the sealing key, unless it was erased; it answers whether to go on.
template <class Visit>
void ForEachKey(const engine::State& state, const Visit& visit) {
  state.Scan<SealingKeyTable>(SealingKeyTable::Key(), [&](std::string_view key, const engine::SealingKeyRow& row) {
    return state.Find<engine::ErasedKeyTable>(row.key) || visit(key, row.key);
  });
}

}  // namespace

std::set<KeyId> AssignedKeys(const engine::State& state) {
  std::set<KeyId> keys;
  ForEachKey(state, [&](std::string_view, const KeyId& key) {
    keys.insert(key);
    return true;
  });
  return keys;
}

Result<MissingKeys> FindMissingKeys(const engine::State& state, vault::Vault& vault) {
  MissingKeys found;
  Status trouble;
  ForEachKey(state, [&](std::string_view row, const KeyId& id) {
    ++found.assigned;
    const auto key = vault.Find(id);
    if (key) return true;
    if (key.error().code != FailureCode::kNotFound) {
      trouble = key.error();
      return false;
    }
    ++found.missing;
    EntityId subject;
    store::KeyReader name(row);
    const bool is_new = name.Read(subject) && (found.subjects.empty() || found.subjects.back() != subject);
    if (is_new && found.subjects.size() < MissingKeys::kMaxSubjects) found.subjects.push_back(subject);
    return true;
  });
  if (!trouble) return trouble.error();
  return found;
}

}  // namespace fascicolo::program
