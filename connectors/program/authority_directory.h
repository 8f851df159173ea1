// The directory of one authority, as the embedded program keeps it:
//
//   authority.json   {"format": 1, "origin": ..., "name": ...}; written last, so it marks a
//   directory that is whole key              the master key of the sealed sections; without it
//   names stay closed for ever: back it up apart ledger/          the log
//   (events/segments/FORMAT.md): the truth state/, views/   folded from the log; caches that may be
//   thrown away
//
// One process at a time, by the ledger's lock.
#pragma once

#include "events/sealing.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

inline constexpr int kDirectoryFormat = 1;
inline constexpr std::size_t kMaxAuthorityFileBytes = 64 * 1024;

struct AuthorityFile {
  std::string origin;  ///< names the ledger for ever
  std::string name;    ///< for people
};

/// The paths of an authority's directory.
struct AuthorityPaths {
  std::filesystem::path root;
  [[nodiscard]] std::filesystem::path file() const { return root / "authority.json"; }
  [[nodiscard]] std::filesystem::path key() const { return root / "key"; }
  [[nodiscard]] std::filesystem::path ledger() const { return root / "ledger"; }
  [[nodiscard]] std::filesystem::path state() const { return root / "state"; }
  [[nodiscard]] std::filesystem::path views() const { return root / "views"; }
};

/// kNotFound: no such directory, or not an authority's. kDamaged: the file says something else.
/// kTooNew: a newer program's.
[[nodiscard]] Result<AuthorityFile> ReadAuthorityFile(const AuthorityPaths& paths);

class AuthorityDirectory {
 public:
  /// Makes a new one, whose ledger is empty. kLocked: there is something in `root` already, which
  /// is left as it is. `key`: the master key; none: a random one.
  static Result<AuthorityDirectory> Create(const std::filesystem::path& root,
                                           const AuthorityFile& authority,
                                           const std::optional<events::Key>& key = {});
  /// Opens and locks it. kNotFound, kDamaged, kTooNew, kLocked (names the process) say what to do.
  static Result<AuthorityDirectory> Open(const std::filesystem::path& root);

  [[nodiscard]] const AuthorityPaths& paths() const { return paths_; }
  [[nodiscard]] const AuthorityFile& authority() const { return authority_; }
  [[nodiscard]] const events::SealingKeys& keys() const { return keys_; }
  [[nodiscard]] events::SegmentLedger& ledger() { return *ledger_; }
  [[nodiscard]] store::RocksRows& state() { return *state_; }
  [[nodiscard]] store::RocksRows& views() { return *views_; }
  /// What was found out of order and put right, for people.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

  /// Throws away the state, or the views, and begins them anew: what is in the log is folded again.
  /// Nothing may use the old rows any more.
  Status BeginStateAnew();
  Status BeginViewsAnew();
  /// Puts the store in `dir` in the views', or the state's, place.
  Status ReplaceViews(const std::filesystem::path& dir);
  Status ReplaceState(const std::filesystem::path& dir);

 private:
  AuthorityDirectory(AuthorityPaths paths, AuthorityFile authority, events::SealingKeys keys);
  Status OpenParts(bool create);
  Status BeginAnew(const std::filesystem::path& dir, const char* what,
                   std::unique_ptr<store::RocksRows>& rows);
  Status Replace(const std::filesystem::path& by, const std::filesystem::path& dir,
                 const char* what, std::unique_ptr<store::RocksRows>& rows);
  Status OpenCache(const std::filesystem::path& dir, const char* what,
                   std::unique_ptr<store::RocksRows>& rows);

  AuthorityPaths paths_;
  AuthorityFile authority_;
  events::SealingKeys keys_;
  store::MemoryBudget memory_;
  std::unique_ptr<events::SegmentLedger> ledger_;
  std::unique_ptr<store::RocksRows> state_;
  std::unique_ptr<store::RocksRows> views_;
  std::vector<std::string> notes_;
};

}  // namespace fascicolo::program
