// Ledgers whose every written byte gets a bit flipped, one at a time.
//
// FASCICOLO_SOAK=1: every byte; else some, by a seed that is printed. What is opened a hundred thousand times does not wait for
// a disk where TMPDIR is in memory (/dev/shm).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "connectors/program/program.h"
#include "events/names.h"

namespace fascicolo::program_test {

/// A byte of a file, with the bit that is to flip.
struct Flip {
  std::string file;  ///< below the folder that is looked at
  std::uint64_t byte = 0;
  unsigned bit = 0;

  void In(const std::filesystem::path& folder) const;
};
[[nodiscard]] std::string ToString(const Flip& flip);

/// Where a log's file holds records; behind it are zeros, which are taken in strides.
struct LogEnd {
  std::uint64_t bytes = 0;
};

/// One of several tests that share the bytes of a folder among them.
struct Shard {
  std::size_t number = 0;
  std::size_t of = 1;
  std::size_t samples = 2;       ///< without the switch
  std::size_t soak_samples = 0;  ///< with it; 0: every byte
  bool is_always_whole = false;  ///< every byte, with the switch and without
};

/// The flips of a shard, in the files whose names begin so (none: in all). Fails the test where there is no byte at all.
[[nodiscard]] std::vector<Flip> FlipsOf(const Shard& shard, const std::filesystem::path& folder,
                                        const std::vector<const char*>& begins, LogEnd log_end = {});

/// A byte of these files may differ without anybody noticing.
struct Harmless {
  const char* file;  ///< how the name begins, or, after a '*', how it ends
  const char* why;
};
/// The rule that names this file; null: none does.
[[nodiscard]] const Harmless* RuleFor(const std::string& file, const std::vector<Harmless>& rules);

/// Replaces `to` by a copy of `from`.
void CopyAnew(const std::filesystem::path& from, const std::filesystem::path& to);

/// The newest ledger of schemas/released, in which everything happened that can, so that every kind of row stands in state and
/// views, as an authority's directory that the program has folded.
class GoldenOffice {
 public:
  GoldenOffice();
  [[nodiscard]] std::filesystem::path data() const { return desk_.data(); }
  [[nodiscard]] std::string origin() const { return origin_; }

 private:
  Desk desk_;
  std::string origin_;
};

/// Two contacts with something sealed and signed, searched for and backed up.
class SmallOffice {
 public:
  SmallOffice();
  [[nodiscard]] const Desk& desk() const { return desk_; }
  [[nodiscard]] std::filesystem::path data() const { return desk_.data(); }
  [[nodiscard]] std::filesystem::path backup() const { return desk_.root() / "backup"; }
  static constexpr const char* kOrigin = "prova";

 private:
  Desk desk_;
};

/// Where the log below an authority's, or a backup's, folder ends.
[[nodiscard]] LogEnd EndOfLog(const std::filesystem::path& log, const std::string& origin);

}  // namespace fascicolo::program_test
