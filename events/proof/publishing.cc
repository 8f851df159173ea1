#include "events/proof/publishing.h"

#include <algorithm>

#include "events/proof/entry_bundles.h"
#include "events/proof/folder_writer.h"
#include "events/proof/whole_file.h"

namespace fascicolo::proof {
namespace {

const std::string kCheckpoint = "/checkpoint";

class Publication {
 public:
  Publication(events::LogFiles& files, const std::string& folder, const Checkpoint& checkpoint, const TreeFiles& tree,
              events::Ledger& ledger)
      : files_(files), folder_(folder), writer_(files, folder), checkpoint_(checkpoint), tree_(tree), nodes_(tree.NodesOf(checkpoint.size)),
        entries_(tree, ledger) {}

  /// How many commits the folder's own checkpoint is about; 0: it has none.
  Result<std::uint64_t> Begin() {
    if (Status made = writer_.Make(); !made) return made.error();
    const auto root = tree_.size() < checkpoint_.size ? Result<Hash>(Hash{}) : RootOf(nodes_, checkpoint_.size);
    if (!root) return root.error();
    if (*root != checkpoint_.root) return Failure{FailureCode::kDamaged, "the tree's files are not what was signed"};
    const auto bytes = ReadWhole(files_, folder_ + kCheckpoint, kMaxNoteBytes);
    if (bytes) return SizeBefore(std::string(bytes->begin(), bytes->end()));
    if (bytes.error().code != FailureCode::kNotFound) return bytes.error();
    if (Status free = CheckNothingElse(); !free) return free.error();
    return std::uint64_t{0};
  }

  Status Write(const Tile& tile) {
    const auto hashes = tree_.ReadTile(tile);
    if (!hashes) return hashes.error();
    if (Status right = CheckTile(tile, *hashes); !right) return right;
    if (tile.level == 0) {
      const auto entries = entries_.Of(tile);
      if (!entries) return entries.error();
      if (Status written = writer_.Write(EntriesPathOf(tile), *entries); !written) return written;
    }
    return writer_.Write(PathOf(tile), *hashes);
  }

  Status Finish(const SignedNote& note) {
    if (Status synced = writer_.Sync(); !synced) return synced;
    const std::string text = note.ToString();
    if (Status written = WriteWhole(files_, folder_ + kCheckpoint, events::AsBytes(text)); !written) return written;
    return SyncNames(files_, folder_);
  }

 private:
  [[nodiscard]] Failure Locked(const std::string& what) const { return {FailureCode::kLocked, folder_ + " " + what}; }

  Result<std::uint64_t> SizeBefore(const std::string& text) {
    const auto note = ReadNote(text);
    const auto before = note ? ReadCheckpoint(note->text) : Result<Checkpoint, FormError>(note.error());
    if (!before) return Locked("holds a checkpoint that cannot be read: " + before.error().ToString());
    if (before->origin != checkpoint_.origin) return Locked("is about " + before->origin);
    if (before->size > checkpoint_.size) {
      return Locked("is about " + std::to_string(before->size) + " commits already: more than there are here");
    }
    const auto root = RootOf(nodes_, before->size);
    if (!root) return root.error();
    if (*root != before->root) {
      return Failure{FailureCode::kDamaged, folder_ + " holds another history than this ledger's tree"};
    }
    return before->size;
  }

  /// A first publication that was interrupted leaves tiles behind.
  Status CheckNothingElse() {
    const auto names = files_.List(folder_);
    if (!names) return events::FailureOf(names.error(), folder_, "list");
    const bool is_ours = std::all_of(names->begin(), names->end(), [](const std::string& name) {
      return name == "tile" || name.starts_with("tile/") || name == "checkpoint.new";
    });
    return is_ours ? Status{} : Status(Locked("is not empty: a tree is published into a folder of its own"));
  }

  /// The right edge is covered by the root, all else by the level above.
  Status CheckTile(const Tile& tile, const Bytes& hashes) {
    if (tile.width < kTileWidth || tile.level == kMaxTileLevel) return {};
    const auto above = nodes_.Node(kTileHeight * (tile.level + 1), tile.index);
    if (!above) return above.error();
    if (TopOf(hashes) == *above) return {};
    return Failure{FailureCode::kDamaged, PathOf(tile) + ": the tree's files are not what was signed"};
  }

  events::LogFiles& files_;
  const std::string& folder_;
  FolderWriter writer_;
  const Checkpoint& checkpoint_;
  const TreeFiles& tree_;
  TileNodes nodes_;
  EntryBundles entries_;
};

}  // namespace

Result<std::uint64_t> Publish(events::LogFiles& files, const std::string& folder, const SignedNote& note,
                              const TreeFiles& tree, events::Ledger& ledger, const OnPublished& on_published) {
  const auto checkpoint = ReadCheckpoint(note.text);
  FASCICOLO_CHECK(checkpoint.ok());
  Publication publication(files, folder, *checkpoint, tree, ledger);
  const auto before = publication.Begin();
  if (!before) return before.error();
  std::uint64_t tiles = 0;
  const Status written = ForNewTiles(*before, checkpoint->size, [&](const Tile& tile) -> Status {
    if (Status one = publication.Write(tile); !one) return one;
    ++tiles;
    return on_published ? on_published(tiles) : Status{};
  });
  if (!written) return written.error();
  if (Status finished = publication.Finish(note); !finished) return finished.error();
  return tiles;
}

}  // namespace fascicolo::proof
