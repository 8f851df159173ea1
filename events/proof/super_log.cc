#include "events/proof/super_log.h"

#include "events/proof/whole_file.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

constexpr const char* kCheckpoint = "checkpoint";
constexpr std::size_t kMaxBundleBytes = (kMaxNoteBytes + 2) * kTileWidth;  ///< each entry behind its length

Result<Checkpoint, FormError> CheckpointIn(const Bytes& bytes) {
  const auto note = ReadNote(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  return note ? ReadCheckpoint(note->text) : Result<Checkpoint, FormError>(note.error());
}

/// As it was before its last hash.
Tile OneNarrower(Tile tile) {
  --tile.width;
  return tile;
}

}  // namespace

Bytes SuperEntryOf(const SignedNote& checkpoint) {
  const auto read = ReadCheckpoint(checkpoint.text);
  SignedNote own{checkpoint.text, {}};
  for (const NoteSignature& line : checkpoint.signatures) {
    if (read && line.name == read->origin) own.signatures.push_back(line);
  }
  const std::string text = own.ToString();
  return {text.begin(), text.end()};
}

StatusOf<FormError> NotedLedgers::Take(ConstBytes entry) {
  const auto note = ReadNote(std::string_view(reinterpret_cast<const char*>(entry.data()), entry.size()));
  if (!note) return note.error();
  auto read = ReadCheckpoint(note->text);
  if (!read) return read.error();
  if (note->signatures.size() != 1 || note->signatures.front().name != read->origin) {
    return FormError{read->origin, "has not signed its checkpoint alone", ""};
  }
  const auto [found, is_new] = newest_.try_emplace({read->origin, note->signatures.front().key_id}, *read);
  Checkpoint& newest = found->second;
  if (read->size < newest.size) {
    return FormError{read->origin, "has a checkpoint of " + std::to_string(read->size) + " commits",
                     std::to_string(newest.size) + " or more, as before"};
  }
  if (read->size == newest.size && read->root != newest.root) {
    return FormError{read->origin, "has two roots for " + std::to_string(read->size) + " commits", ""};
  }
  newest = std::move(read).value();
  return {};
}

Result<SuperLog> SuperLog::Open(events::LogFiles& files, std::string folder, const std::optional<Checkpoint>& was_signed) {
  SuperLog log(files, std::move(folder));
  log.root_ = events::Frontier().Root();
  if (!was_signed) return log;
  if (Status taken = log.TakeUp(*was_signed); !taken) return taken.error();
  return log;
}

Status SuperLog::TakeUp(const Checkpoint& was_signed) {
  const Failure other{FailureCode::kDamaged, folder_ + " does not hold the super-log that was signed: put it back from a copy"};
  size_ = was_signed.size;
  for (std::uint64_t index = 0; index * kTileWidth < size_; ++index) {
    const auto bundle = Read(EntriesPathOf({0, index, WidthIn(size_, 0, index)}));
    if (!bundle) return bundle.error().code == FailureCode::kNotFound ? Status(other) : Status(bundle.error());
    const auto entries = ReadEntries(*bundle);
    if (!entries) return other;
    for (const Bytes& entry : *entries) {
      if (!ledgers_.Take(entry)) return other;
      places_.emplace(events::TreeLeaf(entry), places_.size());
    }
  }
  TileNodes nodes = NodesOf(size_);
  const auto root = RootOf(nodes, size_);
  if (!root || *root != was_signed.root || places_.size() != size_) return other;
  root_ = *root;
  return {};
}

Result<Bytes> SuperLog::Read(const std::string& path) const {
  return ReadWhole(*files_, folder_ + "/" + path, kMaxBundleBytes);
}

TileNodes SuperLog::NodesOf(std::uint64_t size) const {
  return TileNodes(size, [this](const Tile& tile) { return Read(PathOf(tile)); });
}

Status SuperLog::Grow(const Tile& tile, Bytes& hash) {
  Bytes hashes;
  if (tile.width > 1) {
    auto before = Read(PathOf(OneNarrower(tile)));
    if (!before) return before.error();
    hashes = std::move(before).value();
  }
  hashes.insert(hashes.end(), hash.begin(), hash.end());
  if (tile.width == kTileWidth) {
    const Hash top = TopOf(hashes);
    hash.assign(top.bytes.begin(), top.bytes.end());
  }
  return writer_.Write(PathOf(tile), hashes);
}

Result<bool> SuperLog::Add(const SignedNote& checkpoint) {
  const Bytes entry = SuperEntryOf(checkpoint);
  const Hash leaf = events::TreeLeaf(entry);
  if (places_.contains(leaf)) return false;
  if (auto taken = ledgers_.Take(entry); !taken) return Failure{FailureCode::kLocked, taken.error().ToString()};
  Bytes hash(leaf.bytes.begin(), leaf.bytes.end());
  const Status grown = ForNewTiles(size_, size_ + 1, [&](const Tile& tile) -> Status {
    if (tile.level == 0) {
      auto bundle = tile.width > 1 ? Read(EntriesPathOf(OneNarrower(tile))) : Result<Bytes>(Bytes());
      if (!bundle) return bundle.error();
      AddEntry(*bundle, entry);
      if (Status written = writer_.Write(EntriesPathOf(tile), *bundle); !written) return written;
    }
    return Grow(tile, hash);
  });
  if (!grown) return grown.error();
  if (Status synced = writer_.Sync(); !synced) return synced.error();
  places_.emplace(leaf, size_++);
  TileNodes nodes = NodesOf(size_);
  const auto root = RootOf(nodes, size_);
  if (!root) return root.error();
  root_ = *root;
  return true;
}

Result<TlogProof> SuperLog::Prove(ConstBytes entry, const SignedNote& checkpoint) const {
  const auto place = places_.find(events::TreeLeaf(entry));
  if (place == places_.end()) return Failure{FailureCode::kNotFound, "the super-log has no such entry"};
  TileNodes nodes = NodesOf(size_);
  auto path = ProveInclusion(nodes, place->second, size_);
  if (!path) return path.error();
  return TlogProof{place->second, std::move(path).value(), checkpoint};
}

Status SuperLog::Finish(const SignedNote& checkpoint) {
  const std::string text = checkpoint.ToString();
  if (Status written = writer_.Write(kCheckpoint, events::AsBytes(text)); !written) return written;
  return writer_.Sync();
}

Status SuperLog::PublishInto(const std::string& folder, const SignedNote& checkpoint) const {
  std::uint64_t before = 0;
  if (const auto there = ReadWhole(*files_, folder + "/" + kCheckpoint, kMaxNoteBytes)) {
    const auto published = CheckpointIn(*there);
    TileNodes nodes = NodesOf(size_);
    const bool is_earlier = published && published->size <= size_;
    const auto root = is_earlier ? RootOf(nodes, published->size) : Result<Hash>(Hash{});
    if (!is_earlier || !root || *root != published->root) {
      return Failure{FailureCode::kLocked, folder + " holds something else than an earlier state of this super-log"};
    }
    before = published->size;
  }
  FolderWriter writer(*files_, folder);
  const auto copy = [&](const std::string& path) -> Status {
    const auto bytes = Read(path);
    return bytes ? writer.Write(path, *bytes) : Status(bytes.error());
  };
  const Status copied = ForNewTiles(before, size_, [&](const Tile& tile) -> Status {
    if (tile.level == 0) {
      if (Status entries = copy(EntriesPathOf(tile)); !entries) return entries;
    }
    return copy(PathOf(tile));
  });
  if (!copied) return copied;
  if (Status synced = writer.Sync(); !synced) return synced;
  const std::string text = checkpoint.ToString();
  if (Status written = writer.Write(kCheckpoint, events::AsBytes(text)); !written) return written;
  return writer.Sync();
}

}  // namespace fascicolo::proof
