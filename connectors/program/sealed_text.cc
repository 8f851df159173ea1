#include "connectors/program/sealed_text.h"

#include "events/sealing.h"

#include <cstring>

namespace fascicolo::program {
namespace {

/// The number of a section among those of its command, which is also the number of its ciphertext.
std::optional<std::uint32_t> NumberOf(const schema::Section& section, const schema::Recorded& recorded) {
  if (recorded.sections() == nullptr || section.ciphertext_hash() == nullptr) return std::nullopt;
  for (std::uint32_t i = 0; i < recorded.sections()->size(); ++i) {
    const auto* other = recorded.sections()->Get(i)->ciphertext_hash();
    if (other != nullptr && std::memcmp(other, section.ciphertext_hash(), sizeof *other) == 0) return i;
  }
  return std::nullopt;
}

/// The section's ciphertext; empty: it is not there any more.
events::ConstBytes CiphertextOf(const schema::Section& section, const events::CommitReading& commit,
                                std::optional<std::uint32_t> number) {
  const bool is_there = number && *number < commit.ciphertexts().size() &&
                        commit.ciphertexts()[*number].size() == section.length();
  return is_there ? commit.ciphertexts()[*number] : events::ConstBytes();
}

}  // namespace

Result<bool> OughtToOpen(const events::CommitReading& commit, const schema::Section& section, vault::Vault& vault) {
  if (CiphertextOf(section, commit, NumberOf(section, commit.recorded())).empty()) return false;
  auto key = vault.Find(events::FromSchema<KeyId>(section.key()));
  if (!key) return key.error().code == FailureCode::kNotFound ? Result<bool>(false) : Result<bool>(key.error());
  events::Wipe(*key);
  return true;
}

Result<std::optional<std::string>> OpenSealed(const events::CommitReading& commit, const schema::Section& section,
                                              vault::Vault& vault) {
  std::optional<std::string> closed;
  const auto number = NumberOf(section, commit.recorded());
  if (!number || *number >= commit.ciphertexts().size()) return closed;
  auto key = vault.Find(events::FromSchema<KeyId>(section.key()));
  if (!key && key.error().code == FailureCode::kNotFound) return closed;
  if (!key) return key.error();
  const auto text = events::Open(*key, section, commit.header().command, *number, commit.ciphertexts()[*number]);
  events::Wipe(*key);
  return text ? std::optional(*text) : closed;
}

}  // namespace fascicolo::program
