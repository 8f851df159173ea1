// A disk in memory that can be broken: full, failing, writing less than asked, and losing what was
// not synced when the power goes. Sectors of 512 bytes are written whole or not at all; directory
// operations survive in order.
#pragma once

#include "events/segments/files.h"

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace fascicolo::events {

class FaultyFiles final : public LogFiles {
 public:
  using Bytes = std::vector<std::uint8_t>;
  enum class Operation { kRead, kWrite, kSync, kTruncate, kDirectory };

  /// Asked before each operation: an errno makes it fail without effect, 0 lets it pass.
  using Fault = std::function<int(Operation operation, const std::string& path)>;

  explicit FaultyFiles(std::uint64_t seed = 1) : random_(seed) {}

  void Break(Fault fault) { fault_ = std::move(fault); }
  /// All files together may hold this many bytes; a write goes as far as they last, then fails with
  /// ENOSPC.
  void LimitSpace(std::uint64_t bytes) { space_bytes_ = bytes; }
  /// Writes and reads do a random part of what they are asked.
  void DoThingsByHalves(bool halves) { halves_ = halves; }
  /// The power goes at the `operations`-th change from now: it and all later calls fail without
  /// effect.
  void CutPowerAfter(std::uint64_t operations) { until_cut_ = operations; }
  [[nodiscard]] bool has_power() const { return until_cut_ > 0; }
  /// Keeps a random part of what was not synced, and is there again. Handles from before are of no
  /// use.
  void RestorePower();

  /// Contents as they would be read now, by path.
  [[nodiscard]] std::map<std::string, Bytes> Contents() const;
  /// Replaces everything, durably.
  void SetContents(const std::map<std::string, Bytes>& contents);
  [[nodiscard]] std::uint64_t used_bytes() const;

  Result<std::unique_ptr<LogFile>, IoError> Open(const std::string& path, OpenMode mode) override;
  Result<std::unique_ptr<DirectoryLock>> Lock(const std::string& path) override;
  IoDone MakeDirectory(const std::string& path) override;
  Result<std::vector<std::string>, IoError> List(const std::string& path) override;
  IoDone Rename(const std::string& from, const std::string& to) override;
  IoDone Remove(const std::string& path) override;
  IoDone SyncDirectory(const std::string& path) override;

 private:
  /// What one name leads to: as it is read now, as the disk has it, and the sectors in which they
  /// differ.
  struct Node {
    Bytes now;
    Bytes durable;
    std::set<std::uint64_t> dirty;
  };
  using Names = std::map<std::string, std::shared_ptr<Node>>;
  class OpenFile;

  [[nodiscard]] int Meet(Operation operation, const std::string& path);
  [[nodiscard]] std::size_t Portion(std::size_t bytes);
  /// What is about to be overwritten may have reached the disk already, as the kernel likes.
  void WriteBackSome(Node& node, std::uint64_t at, std::size_t count);
  void LoseUnsynced(Node& node);
  /// Changes the names now, and remembers the step until the directory is synced.
  void Step(std::function<void(Names&)> step);

  std::mt19937_64 random_;
  Fault fault_;
  std::uint64_t space_bytes_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t until_cut_ = std::numeric_limits<std::uint64_t>::max();
  bool halves_ = false;
  Names now_;
  Names durable_;
  std::vector<std::function<void(Names&)>> unsynced_steps_;
};

}  // namespace fascicolo::events
