#include "faults/segments/faulty_files.h"

#include <algorithm>
#include <cerrno>

namespace fascicolo::events {
namespace {

constexpr std::uint64_t kSectorBytes = 512;

/// Copies one sector, as far as both sides have it.
void CopySector(const std::vector<std::uint8_t>& from, std::vector<std::uint8_t>& to,
                std::uint64_t sector) {
  const std::uint64_t begin = sector * kSectorBytes;
  const std::uint64_t end = std::min<std::uint64_t>({begin + kSectorBytes, from.size(), to.size()});
  for (std::uint64_t i = begin; i < end; ++i) to[i] = from[i];
}

class NoLock final : public DirectoryLock {};

}  // namespace

class FaultyFiles::OpenFile final : public LogFile {
 public:
  OpenFile(FaultyFiles& disk, std::string path, std::shared_ptr<Node> node)
      : disk_(disk), path_(std::move(path)), node_(std::move(node)) {}

  Result<std::size_t, IoError> ReadAt(std::uint64_t at, std::span<std::uint8_t> to) override {
    if (const int error = disk_.Meet(Operation::kRead, path_)) return IoError{error};
    const Bytes& bytes = node_->now;
    if (at >= bytes.size()) return std::size_t{0};
    const std::size_t count = disk_.Portion(std::min<std::uint64_t>(to.size(), bytes.size() - at));
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), count, to.begin());
    return count;
  }

  Result<std::size_t, IoError> WriteAt(std::uint64_t at, ConstBytes from) override {
    if (const int error = disk_.Meet(Operation::kWrite, path_)) return IoError{error};
    // A short write ends at a sector: the log relies on sectors being written whole or not at all.
    std::size_t count = disk_.Portion(from.size());
    const std::uint64_t behind_sector = (at + count) / kSectorBytes * kSectorBytes;
    if (count < from.size()) count = behind_sector > at ? behind_sector - at : from.size();
    Bytes& bytes = node_->now;
    if (at + count > bytes.size()) {
      const std::uint64_t used = disk_.used_bytes();
      const std::uint64_t left = disk_.space_bytes_ > used ? disk_.space_bytes_ - used : 0;
      const std::uint64_t reach = std::max<std::uint64_t>(at, bytes.size()) + left;
      count = std::min<std::uint64_t>(count, bytes.size() + left > at ? reach - at : 0);
      if (count == 0) return IoError{ENOSPC};
      if (at + count > bytes.size()) bytes.resize(at + count, 0);
    }
    disk_.WriteBackSome(*node_, at, count);
    std::copy_n(from.begin(), count, bytes.begin() + static_cast<std::ptrdiff_t>(at));
    for (std::uint64_t s = at / kSectorBytes; s <= (at + count - 1) / kSectorBytes; ++s) {
      node_->dirty.insert(s);
    }
    return count;
  }

  IoDone SyncData() override { return Sync(); }

  IoDone Sync() override {
    if (const int error = disk_.Meet(Operation::kSync, path_)) return IoError{error};
    node_->durable.resize(node_->now.size(), 0);
    for (const std::uint64_t sector : node_->dirty) CopySector(node_->now, node_->durable, sector);
    node_->dirty.clear();
    return {};
  }

  IoDone Truncate(std::uint64_t bytes) override {
    if (const int error = disk_.Meet(Operation::kTruncate, path_)) return IoError{error};
    node_->now.resize(bytes, 0);
    return {};
  }

  Result<std::uint64_t, IoError> Size() override { return std::uint64_t{node_->now.size()}; }

 private:
  FaultyFiles& disk_;
  std::string path_;
  std::shared_ptr<Node> node_;
};

int FaultyFiles::Meet(Operation operation, const std::string& path) {
  if (!has_power()) return EIO;
  if (operation != Operation::kRead && --until_cut_ == 0) return EIO;
  return fault_ ? fault_(operation, path) : 0;
}

std::size_t FaultyFiles::Portion(std::size_t bytes) {
  if (!halves_ || bytes < 2) return bytes;
  return std::uniform_int_distribution<std::size_t>(1, bytes)(random_);
}

void FaultyFiles::Step(std::function<void(Names&)> step) {
  step(now_);
  unsynced_steps_.push_back(std::move(step));
}

void FaultyFiles::WriteBackSome(Node& node, std::uint64_t at, std::size_t count) {
  const auto behind = node.dirty.upper_bound((at + count - 1) / kSectorBytes);
  for (auto sector = node.dirty.lower_bound(at / kSectorBytes); sector != behind; ++sector) {
    if (random_() % 2 == 0) CopySector(node.now, node.durable, *sector);
  }
}

void FaultyFiles::LoseUnsynced(Node& node) {
  Bytes kept = node.durable;
  if (random_() % 2 == 0) kept.resize(node.now.size(), 0);
  // The kernel writes back in any order; a prefix and a random choice are what disks most often
  // leave.
  const bool is_prefix = random_() % 2 == 0;
  const std::uint64_t prefix = node.dirty.empty() ? 0 : random_() % (node.dirty.size() + 1);
  std::uint64_t i = 0;
  for (const std::uint64_t sector : node.dirty) {
    const bool keep = is_prefix ? i < prefix : random_() % 2 == 0;
    if (keep) CopySector(node.now, kept, sector);
    ++i;
  }
  node.now = kept;
  node.durable = std::move(kept);
  node.dirty.clear();
}

void FaultyFiles::RestorePower() {
  const std::size_t kept = random_() % (unsynced_steps_.size() + 1);
  for (std::size_t i = 0; i < kept; ++i) unsynced_steps_[i](durable_);
  unsynced_steps_.clear();
  now_ = durable_;
  for (auto& [path, node] : now_) LoseUnsynced(*node);
  until_cut_ = std::numeric_limits<std::uint64_t>::max();
}

std::map<std::string, FaultyFiles::Bytes> FaultyFiles::Contents() const {
  std::map<std::string, Bytes> contents;
  for (const auto& [path, node] : now_) contents[path] = node->now;
  return contents;
}

void FaultyFiles::SetContents(const std::map<std::string, Bytes>& contents) {
  now_.clear();
  unsynced_steps_.clear();
  for (const auto& [path, bytes] : contents) {
    now_[path] = std::make_shared<Node>(Node{bytes, bytes, {}});
  }
  durable_ = now_;
}

std::uint64_t FaultyFiles::used_bytes() const {
  std::uint64_t used = 0;
  for (const auto& [path, node] : now_) used += node->now.size();
  return used;
}

Result<std::unique_ptr<LogFile>, IoError> FaultyFiles::Open(const std::string& path,
                                                            OpenMode mode) {
  if (mode == OpenMode::kCreate) {
    if (const int error = Meet(Operation::kDirectory, path)) return IoError{error};
    auto fresh = std::make_shared<Node>();
    Step([path, fresh](Names& names) { names[path] = fresh; });
  } else if (!has_power()) {
    return IoError{EIO};
  }
  const auto found = now_.find(path);
  if (found == now_.end()) return IoError{ENOENT};
  return std::unique_ptr<LogFile>(std::make_unique<OpenFile>(*this, path, found->second));
}

Result<std::unique_ptr<DirectoryLock>> FaultyFiles::Lock(const std::string&) {
  return std::unique_ptr<DirectoryLock>(std::make_unique<NoLock>());
}

IoDone FaultyFiles::MakeDirectory(const std::string&) { return {}; }

Result<std::vector<std::string>, IoError> FaultyFiles::List(const std::string& path) {
  if (!has_power()) return IoError{EIO};
  std::vector<std::string> names;
  for (const auto& [name, node] : now_) {
    if (name.starts_with(path + "/")) names.push_back(name.substr(path.size() + 1));
  }
  return names;
}

IoDone FaultyFiles::Rename(const std::string& from, const std::string& to) {
  if (const int error = Meet(Operation::kDirectory, from)) return IoError{error};
  Step([from, to](Names& names) {
    if (auto node = names.extract(from)) names[to] = node.mapped();
  });
  return {};
}

IoDone FaultyFiles::Remove(const std::string& path) {
  if (const int error = Meet(Operation::kDirectory, path)) return IoError{error};
  if (!now_.contains(path)) return IoError{ENOENT};
  Step([path](Names& names) { names.erase(path); });
  return {};
}

IoDone FaultyFiles::SyncDirectory(const std::string& path) {
  if (const int error = Meet(Operation::kSync, path)) return IoError{error};
  durable_ = now_;
  unsynced_steps_.clear();
  return {};
}

}  // namespace fascicolo::events
