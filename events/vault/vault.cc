#include "events/vault/vault.h"

#include <algorithm>
#include <array>
#include <utility>

#include "events/big_endian.h"
#include "events/hash.h"
#include "events/vault/row_key_store.h"
#include "events/vault/wrapping.h"

namespace fascicolo::vault {
namespace {

using events::AsBytes;
using events::Bytes;
using events::ConstBytes;
using events::Key;
using events::RandomSource;

constexpr std::uint8_t kFormat = 1;
/// A process that seals one text makes few keys, one that seals many makes them in large batches.
constexpr std::size_t kFirstBatch = 8;
constexpr std::size_t kLargestBatch = 1'024;
constexpr std::size_t kRewrapBatch = 1'024;

constexpr RecordName kHeaderName{RecordKind::kHeader, {}};

RecordName RequestSecretName() {
  return {RecordKind::kSecret, IdFromHash<KeyId>(events::Sha256(AsBytes(std::string_view("fascicolo request secret"))))};
}

/// What a wrapped key is bound to, so that records cannot be exchanged, within a vault or between two.
Bytes Bound(const LedgerId& ledger, const RecordName& name, std::uint64_t sequence = 0) {
  Bytes bound;
  for (const char letter : std::string_view("fascicolo vault")) bound.push_back(static_cast<std::uint8_t>(letter));
  bound.push_back(static_cast<std::uint8_t>(name.kind));
  bound.insert(bound.end(), ledger.bytes.begin(), ledger.bytes.end());
  bound.insert(bound.end(), name.id.bytes.begin(), name.id.bytes.end());
  std::array<std::uint8_t, 8> number;
  events::PutBigEndian(number.data(), sequence);
  bound.insert(bound.end(), number.begin(), number.end());
  return bound;
}

Failure Malformed(const RecordName& name) {
  return {FailureCode::kDamaged, "vault record " + ToHex(name.id) +
                                     " does not decode: put the vault back from its backup; what it sealed stays closed"};
}

/// The bytes behind the format number; none: another format.
std::optional<ConstBytes> BodyOf(ConstBytes value) {
  if (value.empty() || value[0] != kFormat) return std::nullopt;
  return value.subspan(1);
}

struct WrappedRecord {
  KeyId wrapping;
  ConstBytes wrapped;
};
std::optional<WrappedRecord> ReadWrapped(ConstBytes value) {
  const auto body = BodyOf(value);
  WrappedRecord record;
  if (!body || body->size() != record.wrapping.bytes.size() + kWrappedBytes) return std::nullopt;
  std::copy_n(body->begin(), record.wrapping.bytes.size(), record.wrapping.bytes.begin());
  record.wrapped = body->subspan(record.wrapping.bytes.size());
  return record;
}

Bytes WithFormat(ConstBytes body, ConstBytes more = {}) {
  Bytes value{kFormat};
  value.insert(value.end(), body.begin(), body.end());
  value.insert(value.end(), more.begin(), more.end());
  return value;
}

}  // namespace

Vault::~Vault() {
  events::Wipe(master_);
  events::Wipe(request_secret_);
  for (events::SubjectKey& key : spare_.keys) events::Wipe(key.key);
}

// The header is written last: it marks a vault that is whole.
Result<Vault> Vault::Create(std::unique_ptr<KeyStore> store, const Key& master, const LedgerId& ledger,
                            RandomSource& random) {
  const auto header = store->Find(kHeaderName);
  if (!header) return header.error();
  if (*header) return Open(std::move(store), master, ledger);
  Vault vault(std::move(store), master, ledger);
  if (Status read = vault.ReadWrappingKeys(); !read) return read.error();
  if (vault.wrapping_.empty()) {
    if (Status added = vault.AddWrappingKey(random); !added) return added.error();
  }
  const std::array records{
      vault.WrappedBy(vault.current(), RequestSecretName(), random.Draw<Key>(), random),
      Record{kHeaderName, WithFormat(ledger.bytes)},
  };
  if (Status put = vault.store_->Put(records); !put) return put.error();
  if (Status read = vault.ReadSecrets(); !read) return read.error();
  return vault;
}

Result<Vault> Vault::Open(std::unique_ptr<KeyStore> store, const Key& master, const LedgerId& ledger) {
  const auto header = store->Find(kHeaderName);
  if (!header) return header.error();
  if (!*header) {
    return Failure{FailureCode::kNotFound,
                   "the vault is empty or half made: put it back from its backup; without it nothing sealed can be opened"};
  }
  const auto body = BodyOf(**header);
  if (!body) return Failure{FailureCode::kTooNew, "the vault was written by a newer program"};
  if (!std::equal(body->begin(), body->end(), ledger.bytes.begin(), ledger.bytes.end())) {
    return Failure{FailureCode::kLocked, "the vault is of another ledger, " + ToHex(body->data(), body->size())};
  }
  Vault vault(std::move(store), master, ledger);
  if (Status read = vault.ReadWrappingKeys(); !read) return read.error();
  if (vault.wrapping_.empty()) {
    return Failure{FailureCode::kDamaged, "the vault has no wrapping key: put it back from its backup"};
  }
  if (Status read = vault.ReadSecrets(); !read) return read.error();
  return vault;
}

Status Vault::ReadWrappingKeys() {
  std::set<WrappingKey> found;
  const Status read = store_->ForEach(RecordKind::kWrapping, [&](const KeyId& id, ConstBytes value) -> Status {
    const RecordName name{RecordKind::kWrapping, id};
    const auto body = BodyOf(value);
    if (!body || body->size() != 8 + kWrappedBytes) return Malformed(name);
    const auto sequence = events::GetBigEndian<std::uint64_t>(body->data());
    const auto key = Unwrap(body->subspan(8), master_, Bound(ledger_, name, sequence));
    if (!key) {
      return Failure{FailureCode::kDamaged,
                     "this master key does not open the vault: name the key file, or the passphrase, that it was made with"};
    }
    found.insert({sequence, id, *key});
    return {};
  });
  if (read) wrapping_ = std::move(found);
  return read;
}

Status Vault::ReadSecrets() {
  const RecordName name = RequestSecretName();
  const auto value = store_->Find(name);
  if (!value) return value.error();
  if (!*value) return Failure{FailureCode::kDamaged, "the vault lacks the secret of requests: put it back from its backup"};
  const auto secret = UnwrapRecord(name, **value);
  if (!secret) return secret.error();
  request_secret_ = *secret;
  return {};
}

Record Vault::UnderMaster(const WrappingKey& wrapping, const Key& master, RandomSource& random) const {
  const RecordName name{RecordKind::kWrapping, wrapping.id};
  std::array<std::uint8_t, 8> sequence;
  events::PutBigEndian(sequence.data(), wrapping.sequence);
  return {name, WithFormat(sequence, Wrap(wrapping.key, master, Bound(ledger_, name, wrapping.sequence), random))};
}

// Random names never meet. Those from a seed do, when a simulated process starts again: it draws on until it finds a new one.
Result<RecordName> Vault::NewName(RecordKind kind, RandomSource& random) {
  while (true) {
    const RecordName name{kind, {random.Draw<decltype(KeyId::bytes)>()}};
    const auto taken = store_->Find(name);
    if (!taken) return taken.error();
    if (!*taken) return name;
  }
}

Status Vault::AddWrappingKey(RandomSource& random) {
  WrappingKey added;
  added.sequence = wrapping_.empty() ? 1 : current().sequence + 1;
  const auto name = NewName(RecordKind::kWrapping, random);
  if (!name) return name.error();
  added.id = name->id;
  added.key = random.Draw<Key>();
  const std::array record{UnderMaster(added, master_, random)};
  if (Status put = store_->Put(record); !put) return put;
  wrapping_.insert(added);
  return {};
}

Record Vault::WrappedBy(const WrappingKey& wrapping, const RecordName& name, const Key& key,
                        RandomSource& random) const {
  return {name, WithFormat(wrapping.id.bytes, Wrap(key, wrapping.key, Bound(ledger_, name), random))};
}

Result<Key> Vault::UnwrapRecord(const RecordName& name, ConstBytes value) const {
  const auto record = ReadWrapped(value);
  if (!record) return Malformed(name);
  for (const WrappingKey& wrapping : wrapping_) {
    if (wrapping.id != record->wrapping) continue;
    const auto key = Unwrap(record->wrapped, wrapping.key, Bound(ledger_, name));
    if (!key) return Malformed(name);
    return *key;
  }
  return Failure{FailureCode::kNotFound, "vault record " + ToHex(name.id) + " is under a wrapping key that was destroyed"};
}

Status Vault::BeginKeys(Term term, RandomSource& random) {
  batch_ = std::clamp(batch_ * 2, kFirstBatch, kLargestBatch);
  std::vector<Record> records;
  Batch made{term, {}};
  while (made.keys.size() < batch_) {
    const auto name = NewName(RecordKind::kSubject, random);
    if (!name) return name.error();
    const Key key = random.Draw<Key>();
    records.push_back(WrappedBy(current(), *name, key, random));
    made.keys.push_back({name->id, key});
  }
  if (Status begun = store_->Begin(records); !begun) return begun;
  making_ = std::move(made);
  return {};
}

Status Vault::TakeMadeKeys() {
  const auto settled = store_->IsSettled();
  if (settled && !*settled) return {};
  Batch made = *std::exchange(making_, std::nullopt);
  if (!settled) return settled.error();
  if (made.term == spare_.term) spare_.keys.insert(spare_.keys.end(), made.keys.begin(), made.keys.end());
  return {};
}

Result<events::SubjectKey> Vault::NewKey(Term term, RandomSource& random) {
  if (term != spare_.term) spare_ = {term, {}};
  Status made;
  if (!making_ && spare_.keys.size() <= batch_ / 4) made = BeginKeys(term, random);
  if (made && making_) made = TakeMadeKeys();
  if (spare_.keys.empty()) {
    return made ? Failure{FailureCode::kUnavailable, "the vault's keys are being made"} : made.error();
  }
  const events::SubjectKey key = spare_.keys.front();
  spare_.keys.pop_front();
  return key;
}

void Vault::TakeBack(std::vector<events::SubjectKey> keys) {
  spare_.keys.insert(spare_.keys.begin(), keys.begin(), keys.end());
}

Result<Key> Vault::Find(const KeyId& id) {
  const RecordName name{RecordKind::kSubject, id};
  for (const bool again : {false, true}) {
    if (again) {  // another process may have made the key, or rotated
      if (Status heard = store_->Refresh(); !heard) return heard.error();
      if (Status read = ReadWrappingKeys(); !read) return read.error();
    }
    const auto value = store_->Find(name);
    if (!value) return value.error();
    if (!*value) continue;
    auto key = UnwrapRecord(name, **value);
    if (key || key.error().code != FailureCode::kNotFound) return key;
  }
  return Failure{FailureCode::kNotFound,
                 "key " + ToHex(id) + " is not in the vault: it was erased, or the vault is older than the ledger"};
}

Result<std::string> Vault::Open(const schema::Section& section, const CommandId& command, std::uint32_t ordinal,
                                ConstBytes ciphertext) {
  auto key = Find(events::FromSchema<KeyId>(section.key()));
  if (!key) return key.error();
  auto text = events::Open(*key, section, command, ordinal, ciphertext);
  events::Wipe(*key);
  return text;
}

Hash Vault::RequestHash(ConstBytes command, const std::vector<std::string>& personal) const {
  events::KeyedHash hash(request_secret_, "fascicolo request");
  hash.Add(command);
  for (const std::string& text : personal) hash.Add(AsBytes(text));
  return Hash{hash.Finish<Key>()};
}

Key Vault::IndexSecret() const { return events::KeyedHash(request_secret_, "fascicolo identity index").Finish<Key>(); }
Key Vault::FeedSecret() const { return events::KeyedHash(request_secret_, "fascicolo feeds").Finish<Key>(); }

Status Vault::Rotate(const IsAssigned& is_assigned, RandomSource& random, const Progress& progress) {
  if (Status heard = store_->Refresh(); !heard) return heard;
  if (Status read = ReadWrappingKeys(); !read) return read;
  if (!is_rotating()) {
    if (Status added = AddWrappingKey(random); !added) return added;
  }
  spare_.keys.clear();
  making_.reset();
  rewrapped_ = 0;
  const auto keep_all = [](const KeyId&) { return true; };
  if (Status secrets = Rewrap(RecordKind::kSecret, keep_all, random, progress); !secrets) return secrets;
  if (Status keys = Rewrap(RecordKind::kSubject, is_assigned, random, progress); !keys) return keys;
  return DestroyOldWrappingKeys();
}

Status Vault::Rewrap(RecordKind kind, const IsAssigned& keep, RandomSource& random, const Progress& progress) {
  std::vector<Record> rewrapped;
  std::vector<RecordName> dropped;
  const Status read = store_->ForEach(kind, [&](const KeyId& id, ConstBytes value) -> Status {
    const RecordName name{kind, id};
    if (!keep(id)) {
      dropped.push_back(name);
      return {};
    }
    const auto record = ReadWrapped(value);
    if (!record) return Malformed(name);
    if (record->wrapping == current().id) return {};
    auto key = UnwrapRecord(name, value);
    if (!key) return key.error();
    rewrapped.push_back(WrappedBy(current(), name, *key, random));
    events::Wipe(*key);
    return {};
  });
  if (!read) return read;
  for (std::size_t at = 0; at < rewrapped.size(); at += kRewrapBatch) {
    const auto batch = std::span<const Record>(rewrapped).subspan(at, std::min(kRewrapBatch, rewrapped.size() - at));
    if (Status put = store_->Put(batch); !put) return put;
    rewrapped_ += batch.size();
    if (progress) progress(rewrapped_);
  }
  return dropped.empty() ? Status{} : store_->Erase(dropped);
}

Status Vault::DestroyOldWrappingKeys() {
  std::vector<RecordName> old;
  for (const WrappingKey& wrapping : wrapping_) {
    if (wrapping != current()) old.push_back({RecordKind::kWrapping, wrapping.id});
  }
  if (Status erased = store_->Erase(old); !erased) return erased;
  wrapping_.erase(wrapping_.begin(), std::prev(wrapping_.end()));
  return {};
}

// One record, so that there is no moment at which neither key opens the vault.
Status Vault::ChangeMaster(const Key& master, RandomSource& random) {
  if (is_rotating()) {
    return Failure{FailureCode::kUnavailable, "a rotation of the vault's keys was begun: finish it first"};
  }
  const std::array record{UnderMaster(current(), master, random)};
  if (Status put = store_->Put(record); !put) return put;
  master_ = master;
  return {};
}

Status Vault::Erase(const std::vector<KeyId>& ids) {
  if (Status heard = store_->Refresh(); !heard) return heard;
  std::vector<RecordName> names;
  for (const KeyId& id : ids) {
    const RecordName name{RecordKind::kSubject, id};
    const auto found = store_->Find(name);
    if (!found) return found.error();
    if (*found) names.push_back(name);
  }
  return names.empty() ? Status{} : store_->Erase(names);
}

// The header last, as in Create.
Status Vault::CopyInto(KeyStore& other) {
  if (Status heard = store_->Refresh(); !heard) return heard;
  for (const RecordKind kind : {RecordKind::kWrapping, RecordKind::kSecret, RecordKind::kSubject, RecordKind::kHeader}) {
    std::vector<Record> records;
    const Status read = store_->ForEach(kind, [&](const KeyId& id, ConstBytes value) -> Status {
      records.push_back({{kind, id}, Bytes(value.begin(), value.end())});
      return {};
    });
    if (!read) return read;
    if (Status put = other.Put(records); !put) return put;
  }
  return {};
}

Status Vault::CopyInto(Vault& other) {
  if (Status copied = CopyInto(*other.store_); !copied) return copied;
  if (Status read = other.ReadWrappingKeys(); !read) return read;
  return other.ReadSecrets();
}

Vault VaultInMemory() {
  events::SeededRandom random(0);
  auto made = Vault::Create(RowKeyStore::InMemory(), Key{}, LedgerId{}, random);
  FASCICOLO_CHECK(made.ok());
  return std::move(made).value();
}

}  // namespace fascicolo::vault
