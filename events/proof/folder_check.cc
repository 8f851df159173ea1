#include "events/proof/folder_check.h"

#include <array>

#include "events/acceptance.h"
#include "events/header.h"
#include "events/proof/tiles.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

Result<Bytes, FormError> FileAt(const FetchFile& fetch, const std::string& path) {
  auto bytes = fetch(path);
  if (!bytes) return FormError{path, bytes.error().message, ""};
  return std::move(bytes).value();
}

/// What an entry must be, in the order of entries.
using EntryRule = std::function<StatusOf<FormError>(ConstBytes entry)>;

/// Headers of commits, each of which continues the one before.
class ChainRule {
 public:
  explicit ChainRule(std::string_view origin) : head_(events::HeadOfEmpty(origin)) {}
  StatusOf<FormError> operator()(ConstBytes entry) {
    const auto header = events::DecodeHeader(entry);
    if (!header || entry.size() != events::kHeaderBytes) return FormError{"", "is no header of a commit", ""};
    if (events::Judge(head_, *header) != events::Verdict::kAccepted) {
      return FormError{"", "does not continue the commit before it", ""};
    }
    head_ = events::Advance(head_, *header, events::LeafOf(entry));
    return {};
  }

 private:
  events::Head head_;
};

/// Everything over the entries, made anew and held against the files.
class Replay {
 public:
  Replay(const FetchFile& fetch, EntryRule rule) : fetch_(fetch), rule_(std::move(rule)) {}

  /// The entries under a tile of level 0.
  StatusOf<FormError> Take(const Tile& tile) {
    const std::string path = EntriesPathOf(tile);
    const auto bundle = FileAt(fetch_, path);
    if (!bundle) return bundle.error();
    const auto entries = ReadEntries(*bundle);
    if (!entries) return FormError{path, entries.error().problem, ""};
    if (entries->size() != tile.width) return FormError{path, "holds another number of entries", std::to_string(tile.width)};
    for (const Bytes& entry : *entries) {
      if (auto taken = TakeEntry(path, entry); !taken) return taken;
    }
    return {};
  }
  /// The partial tiles of the right edge.
  StatusOf<FormError> End() {
    for (unsigned level = 0; level < levels_.size(); ++level) {
      if (auto held = Hold(level); !held) return held;
    }
    return {};
  }
  [[nodiscard]] std::uint64_t size() const { return tree_.size(); }
  [[nodiscard]] Hash Root() const { return tree_.Root(); }
  /// Remembers the root when the tree has `size` commits; none: it never had.
  void WatchFor(std::uint64_t size) { watched_size_ = size; }
  [[nodiscard]] const std::optional<Hash>& watched() const { return watched_; }

 private:
  StatusOf<FormError> TakeEntry(const std::string& path, const Bytes& entry) {
    if (auto right = rule_(entry); !right) {
      const FormError& wrong = right.error();
      return FormError{path + ", position " + std::to_string(tree_.size()),
                       (wrong.place.empty() ? "" : wrong.place + " ") + wrong.problem, wrong.expected};
    }
    const Hash leaf = events::TreeLeaf(entry);
    tree_.Append(leaf);
    if (tree_.size() == watched_size_) watched_ = tree_.Root();
    return Put(0, leaf.bytes);
  }
  StatusOf<FormError> Put(unsigned level, ConstBytes hash) {
    Level& at = levels_.at(level);
    at.right.insert(at.right.end(), hash.begin(), hash.end());
    if (at.right.size() < kTileWidth * kHashBytes) return {};
    if (auto held = Hold(level); !held) return held;
    const Hash top = TopOf(at.right);
    at.right.clear();
    ++at.index;
    return level == kMaxTileLevel ? StatusOf<FormError>{} : Put(level + 1, top.bytes);
  }
  /// The file of the tile that was made.
  StatusOf<FormError> Hold(unsigned level) {
    const Level& at = levels_.at(level);
    if (at.right.empty()) return {};
    const std::string path = PathOf({level, at.index, static_cast<std::uint32_t>(at.right.size() / kHashBytes)});
    const auto file = FileAt(fetch_, path);
    if (!file) return file.error();
    if (*file == at.right) return {};
    return FormError{path, "is not the tile over the entries", ""};
  }

  struct Level {
    std::uint64_t index = 0;
    Bytes right;
  };
  const FetchFile& fetch_;
  EntryRule rule_;
  events::Frontier tree_;
  std::array<Level, kMaxTileLevel + 1> levels_;
  std::uint64_t watched_size_ = 0;
  std::optional<Hash> watched_;
};

StatusOf<FormError> CheckContinues(const Replay& replay, const Checkpoint& against) {
  if (against.size > replay.size()) {
    return FormError{"checkpoint", "is about fewer commits than one that was signed before",
                     std::to_string(against.size) + " or more"};
  }
  const Hash root = against.size == 0 ? events::Frontier().Root() : replay.watched().value_or(Hash{});
  if (root == against.root) return {};
  return FormError{"position " + std::to_string(against.size), "another history was signed before, up to here", ""};
}

Result<Checkpoint, FormError> CheckEntries(const FetchFile& fetch, EntryRule rule, std::string_view origin,
                                           const VerifierKey& key, const std::optional<Checkpoint>& against,
                                           const OnChecked& on_checked) {
  const auto file = FileAt(fetch, "checkpoint");
  if (!file) return file.error();
  const auto note = ReadNote(std::string_view(reinterpret_cast<const char*>(file->data()), file->size()));
  if (!note) return note.error();
  auto checkpoint = VerifyCheckpoint(*note, origin, key);
  if (!checkpoint) return checkpoint;
  Replay replay(fetch, std::move(rule));
  if (against) replay.WatchFor(against->size);
  const std::uint64_t tiles = (checkpoint->size + kTileWidth - 1) / kTileWidth;
  for (std::uint64_t i = 0; i < tiles; ++i) {
    const Tile tile{0, i, WidthIn(checkpoint->size, 0, i)};
    if (auto taken = replay.Take(tile); !taken) return taken.error();
    if (on_checked) on_checked(replay.size(), checkpoint->size);
  }
  if (auto ended = replay.End(); !ended) return ended.error();
  if (replay.Root() != checkpoint->root) return FormError{"checkpoint", "is about another root than the entries'", ""};
  if (against) {
    if (auto continues = CheckContinues(replay, *against); !continues) return continues.error();
  }
  return checkpoint;
}

}  // namespace

Result<Checkpoint, FormError> CheckFolder(const FetchFile& fetch, std::string_view origin, const VerifierKey& key,
                                          const std::optional<Checkpoint>& against, const OnChecked& on_checked) {
  return CheckEntries(fetch, ChainRule(origin), origin, key, against, on_checked);
}

Result<CheckedSuperLog, FormError> CheckSuperLog(const FetchFile& fetch, std::string_view origin, const VerifierKey& key,
                                                 const std::optional<Checkpoint>& against) {
  CheckedSuperLog checked;
  const auto rule = [&ledgers = checked.ledgers](ConstBytes entry) { return ledgers.Take(entry); };
  auto checkpoint = CheckEntries(fetch, rule, origin, key, against, {});
  if (!checkpoint) return checkpoint.error();
  checked.checkpoint = std::move(checkpoint).value();
  return checked;
}

}  // namespace fascicolo::proof
