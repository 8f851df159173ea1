// The tree over a ledger's accepted commits, kept as tiles in files, so that a proof costs some reads and not a fold:
//
//   DIR/hashes.L   hashes of the nodes at tree level 8 * L, 32 bytes each, from the left: the tiles of level L, one behind
//                  the other. Only nodes over full tiles below are there, so that nothing is ever overwritten
//   DIR/starts     where in the log the first commit of each 256 lies, 8 bytes big-endian each
//   DIR/point      through which commit all that is there (EncodePoint in tree_files.cc); replaced whole, and last
//
// All of it comes from the log (FollowLog) and may be thrown away. Nothing above the point is ever read: a piece that was
// half written when the process died is written again. What lies below it and is not what it was is found when the tree is
// opened (the right edge) or read (by the hash that stands for a tile one level up), and the tree is begun anew.
//
// Some 32.3 bytes of disk for each commit; in memory a tile for each level, and what is not yet written.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>

#include "events/fold_point.h"
#include "events/proof/tiles.h"
#include "events/segments/files.h"

namespace fascicolo::proof {

/// One thread. Between Append and WriteOut nothing may be read.
class TreeFiles {
 public:
  /// Takes up what is in `directory`, which is made where it is not there; what is damaged is thrown away, so that the tree
  /// is empty again. `files` must outlive it. kIo, kFull.
  static Result<std::unique_ptr<TreeFiles>> Open(events::LogFiles& files, std::string directory, std::string origin);

  /// Through which commit the tree goes, and where in the log it goes on.
  [[nodiscard]] const events::FoldPoint& point() const { return point_; }
  [[nodiscard]] std::uint64_t size() const { return point_.head().next.value; }
  [[nodiscard]] Hash Root() const;

  /// The commit behind the point.
  void Append(const events::AcceptedCommit& commit);
  [[nodiscard]] std::size_t unwritten_bytes() const { return unwritten_bytes_; }
  /// Makes all that was appended durable. After a failure the tree is of no use any more: open it again.
  Status WriteOut();
  /// Throws everything away: the tree is empty.
  Status BeginAnew();

  /// A tile of this tree, or of one that it begins with. kNotFound: it has none such. kDamaged: the file is too short.
  [[nodiscard]] Result<Bytes> ReadTile(const Tile& tile) const;
  /// The nodes of the tree of the first `size` commits, for roots and proofs; must not outlive this.
  [[nodiscard]] TileNodes NodesOf(std::uint64_t size) const;
  /// Where in the log commit 256 * `index` lies. kNotFound: the tree does not go so far.
  [[nodiscard]] Result<events::LogOffset> StartOf(std::uint64_t index) const;

 private:
  /// A file that only grows.
  struct Column {
    std::string path;
    std::unique_ptr<events::LogFile> file{};  ///< null: not there yet
    Bytes unwritten{};
  };
  struct Level {
    Column column;
    Bytes right;  ///< the last tile, while it is not full
  };

  TreeFiles(events::LogFiles& files, std::string directory, std::string origin);
  /// False: what is there cannot be used.
  [[nodiscard]] bool TakeUp();
  [[nodiscard]] bool IsRootRight() const;
  static Status OpenIfThere(events::LogFiles& files, Column& column);
  Status WriteColumn(Column& column, std::uint64_t at);
  [[nodiscard]] static Result<Bytes> ReadFrom(const Column& column, std::uint64_t at, std::size_t count);
  void Put(unsigned level, ConstBytes hash);

  events::LogFiles& files_;
  std::string directory_;
  std::string origin_;
  events::FoldPoint point_;
  std::uint64_t written_size_ = 0;  ///< commits that the files on disk hold
  std::array<Level, kMaxTileLevel + 1> levels_;
  Column starts_;
  std::size_t unwritten_bytes_ = 0;
};

/// Called with where in the log the tree stands, and how many commits it holds.
using OnFollowed = std::function<void(events::LogOffset at, std::uint64_t size)>;

/// Appends what the log has behind the tree, and makes it durable. A tree of another history than the log's is begun anew.
/// Otherwise failures as Follower::Poll and WriteOut; what came before is kept if it can be.
Status FollowLog(TreeFiles& tree, events::Ledger& ledger, const OnFollowed& on_followed = {});

}  // namespace fascicolo::proof
