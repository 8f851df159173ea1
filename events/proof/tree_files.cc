#include "events/proof/tree_files.h"

#include <algorithm>
#include <utility>

#include "events/big_endian.h"
#include "events/proof/whole_file.h"
#include "events/store/row_codec.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

using events::FailureOf;

constexpr std::string_view kMagic = "FTR1";
constexpr std::size_t kMaxPointBytes = 64 * 1024;
constexpr std::size_t kStartBytes = 8;
constexpr std::size_t kReadBytes = 4U << 20;      ///< taken from the log at a time
constexpr std::size_t kUnwrittenBytes = 1U << 20;  ///< then the files are written

struct PointRow {
  events::FoldPointRow shared;
  events::ReaderRow reader;
  template <class V>
  void Visit(V& v) {
    v(shared, reader);
  }
};

// Magic, CRC-32 of the rest, then a row (events/store/row_codec.h).
Bytes EncodePoint(const events::FoldPoint& point) {
  const std::string row = store::EncodeRow(PointRow{point.shared(), point.reader()});
  Bytes bytes(kMagic.begin(), kMagic.end());
  bytes.resize(kMagic.size() + 4);
  events::PutBigEndian(&bytes[kMagic.size()], events::Crc32(events::AsBytes(row)));
  bytes.insert(bytes.end(), row.begin(), row.end());
  return bytes;
}

Result<events::FoldPoint> DecodePoint(const Bytes& bytes, std::string_view origin) {
  const Failure damaged{FailureCode::kDamaged, "the tree's point"};
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (bytes.size() < kMagic.size() + 4 || !text.starts_with(kMagic)) return damaged;
  const auto row = text.substr(kMagic.size() + 4);
  PointRow point;
  const auto sum = events::GetBigEndian<std::uint32_t>(&bytes[kMagic.size()]);
  if (sum != events::Crc32(events::AsBytes(row)) || !store::DecodeRow(row, point)) return damaged;
  return events::FoldPoint::FromRows(origin, 0, point.shared, point.reader);
}

std::uint64_t StartsOf(std::uint64_t size) { return (size + kTileWidth - 1) / kTileWidth; }

}  // namespace

TreeFiles::TreeFiles(events::LogFiles& files, std::string directory, std::string origin)
    : files_(files), directory_(std::move(directory)), origin_(std::move(origin)), point_(origin_) {
  for (unsigned level = 0; level < levels_.size(); ++level) {
    levels_[level].column.path = directory_ + "/hashes." + std::to_string(level);
  }
  starts_.path = directory_ + "/starts";
}

Result<std::unique_ptr<TreeFiles>> TreeFiles::Open(events::LogFiles& files, std::string directory, std::string origin) {
  std::unique_ptr<TreeFiles> tree(new TreeFiles(files, std::move(directory), std::move(origin)));
  if (auto made = files.MakeDirectory(tree->directory_); !made) return FailureOf(made.error(), tree->directory_, "mkdir");
  for (Level& level : tree->levels_) {
    if (Status opened = OpenIfThere(files, level.column); !opened) return opened.error();
  }
  if (Status opened = OpenIfThere(files, tree->starts_); !opened) return opened.error();
  if (tree->TakeUp()) return tree;
  if (Status anew = tree->BeginAnew(); !anew) return anew.error();
  return tree;
}

Status TreeFiles::OpenIfThere(events::LogFiles& files, Column& column) {
  auto file = files.Open(column.path, events::OpenMode::kReadWrite);
  if (file) {
    column.file = std::move(file).value();
    return {};
  }
  Failure why = FailureOf(file.error(), column.path, "open");
  return why.code == FailureCode::kNotFound ? Status{} : Status(std::move(why));
}

bool TreeFiles::TakeUp() {
  const auto bytes = ReadWhole(files_, directory_ + "/point", kMaxPointBytes);
  if (!bytes) return bytes.error().code == FailureCode::kNotFound;
  auto point = DecodePoint(*bytes, origin_);
  if (!point) return false;
  point_ = std::move(point).value();
  written_size_ = size();
  for (unsigned level = 0; level < levels_.size(); ++level) {
    const std::uint64_t nodes = NodesAt(level, size());
    const std::uint64_t partial = nodes % kTileWidth;
    auto right = ReadFrom(levels_[level].column, (nodes - partial) * kHashBytes, partial * kHashBytes);
    if (!right) return false;
    levels_[level].right = std::move(right).value();
  }
  return (size() == 0 || StartOf(StartsOf(size()) - 1).ok()) && IsRootRight();
}

bool TreeFiles::IsRootRight() const {
  TileNodes nodes = NodesOf(size());
  const auto root = RootOf(nodes, size());
  return root && *root == Root();
}

Hash TreeFiles::Root() const { return events::Frontier(size(), point_.shared().edge).Root(); }

void TreeFiles::Append(const events::AcceptedCommit& commit) {
  if (size() % kTileWidth == 0) {
    const std::size_t end = starts_.unwritten.size();
    starts_.unwritten.resize(end + kStartBytes);
    events::PutBigEndian(&starts_.unwritten[end], commit.entry.offset.value);
  }
  Put(0, commit.leaf.bytes);
  point_.Move(commit);
}

void TreeFiles::Put(unsigned level, ConstBytes hash) {
  auto& [column, right] = levels_[level];
  column.unwritten.insert(column.unwritten.end(), hash.begin(), hash.end());
  unwritten_bytes_ += hash.size();
  right.insert(right.end(), hash.begin(), hash.end());
  if (right.size() < kTileWidth * kHashBytes) return;
  const Hash top = TopOf(right);
  right.clear();
  if (level < kMaxTileLevel) Put(level + 1, top.bytes);
}

Status TreeFiles::WriteColumn(Column& column, std::uint64_t at) {
  if (column.unwritten.empty()) return {};
  if (!column.file) {
    auto made = files_.Open(column.path, events::OpenMode::kCreate);
    if (!made) return FailureOf(made.error(), column.path, "create");
    column.file = std::move(made).value();
  }
  if (auto done = WriteFully(*column.file, at, column.unwritten); !done) {
    return FailureOf(done.error(), column.path, "write");
  }
  if (auto done = column.file->SyncData(); !done) return FailureOf(done.error(), column.path, "fdatasync");
  column.unwritten.clear();
  return {};
}

Status TreeFiles::WriteOut() {
  if (unwritten_bytes_ == 0) return {};
  for (unsigned level = 0; level < levels_.size(); ++level) {
    Status written = WriteColumn(levels_[level].column, NodesAt(level, written_size_) * kHashBytes);
    if (!written) return written;
  }
  if (Status written = WriteColumn(starts_, StartsOf(written_size_) * kStartBytes); !written) return written;
  if (Status written = WriteWhole(files_, directory_ + "/point", EncodePoint(point_)); !written) return written;
  written_size_ = size();
  unwritten_bytes_ = 0;
  return SyncNames(files_, directory_);
}

Status TreeFiles::BeginAnew() {
  const auto remove = [this](const std::string& path) -> Status {
    auto done = files_.Remove(path);
    Failure why = done ? Failure{} : FailureOf(done.error(), path, "remove");
    return done || why.code == FailureCode::kNotFound ? Status{} : Status(std::move(why));
  };
  // First of all what says that the rest is of use.
  if (Status removed = remove(directory_ + "/point"); !removed) return removed;
  if (Status synced = SyncNames(files_, directory_); !synced) return synced;
  for (Level& level : levels_) {
    if (Status removed = remove(level.column.path); !removed) return removed;
    level.column = {level.column.path};
    level.right.clear();
  }
  if (Status removed = remove(starts_.path); !removed) return removed;
  starts_ = {starts_.path};
  point_ = events::FoldPoint(origin_);
  written_size_ = 0;
  unwritten_bytes_ = 0;
  return {};
}

Result<Bytes> TreeFiles::ReadFrom(const Column& column, std::uint64_t at, std::size_t count) {
  Bytes bytes(count);
  if (count == 0) return bytes;
  if (!column.file) return Failure{FailureCode::kDamaged, column.path + " is missing"};
  const auto got = ReadFully(*column.file, at, bytes);
  if (!got) return FailureOf(got.error(), column.path, "read");
  if (*got < count) return Failure{FailureCode::kDamaged, column.path + " is too short"};
  return bytes;
}

Result<Bytes> TreeFiles::ReadTile(const Tile& tile) const {
  FASCICOLO_CHECK(unwritten_bytes_ == 0);
  if (tile.width == 0 || tile.width > WidthIn(size(), tile.level, tile.index)) {
    return Failure{FailureCode::kNotFound, PathOf(tile) + " is not of this tree"};
  }
  return ReadFrom(levels_[tile.level].column, tile.index * kTileWidth * kHashBytes, tile.width * kHashBytes);
}

TileNodes TreeFiles::NodesOf(std::uint64_t size) const {
  return {size, [this](const Tile& tile) { return ReadTile(tile); }};
}

Result<events::LogOffset> TreeFiles::StartOf(std::uint64_t index) const {
  FASCICOLO_CHECK(unwritten_bytes_ == 0);
  if (index >= StartsOf(size())) return Failure{FailureCode::kNotFound, "the tree does not go so far"};
  const auto bytes = ReadFrom(starts_, index * kStartBytes, kStartBytes);
  if (!bytes) return bytes.error();
  return events::LogOffset{events::GetBigEndian<std::uint64_t>(bytes->data())};
}

Status FollowLog(TreeFiles& tree, events::Ledger& ledger, const OnFollowed& on_followed) {
  auto follower = events::Follower::Open(ledger, tree.point().follow());
  if (!follower && follower.error().code == FailureCode::kDamaged && tree.size() > 0) {
    if (Status anew = tree.BeginAnew(); !anew) return anew;
    follower = events::Follower::Open(ledger, tree.point().follow());
  }
  if (!follower) return follower.error();
  const auto take = [&tree](const events::AcceptedCommit& commit) {
    tree.Append(commit);
    return Status{};
  };
  Status polled;
  do {
    polled = follower->Poll(kReadBytes, take, [](const auto&, const auto&) {});
    const bool is_end = !polled || follower->at_end();
    if (is_end || tree.unwritten_bytes() >= kUnwrittenBytes) {
      if (Status written = tree.WriteOut(); !written) return written;
    }
    if (on_followed) on_followed(follower->point().next, tree.size());
  } while (polled && !follower->at_end());
  return polled;
}

}  // namespace fascicolo::proof
