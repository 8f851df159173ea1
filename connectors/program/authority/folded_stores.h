// State and views of one authority on this machine, folded from its log: caches that may be thrown away.
//
//   state/, views/   a RocksDB database each
//   *.damaged        one that failed its checksums, set aside because somebody may want to know why
#pragma once

#include "events/store/rocks_rows.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fascicolo::program {

class FoldedStores {
 public:
  /// Opens both under `root`, made where they are not there. What was found out of order and put right is added to
  /// `notes`, for people. kLocked: another process has them open.
  static Result<FoldedStores> Open(const std::filesystem::path& root, std::vector<std::string>& notes);

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] store::RocksRows& state() { return *state_; }
  [[nodiscard]] store::RocksRows& views() { return *views_; }

  /// Throws away the state, or the views, and begins them anew: what is in the log is folded again.
  /// Nothing may use the old rows any more.
  Status BeginStateAnew();
  Status BeginViewsAnew();
  /// Puts the store in `dir` in the views', or the state's, place.
  Status ReplaceViews(const std::filesystem::path& dir);
  Status ReplaceState(const std::filesystem::path& dir);

 private:
  explicit FoldedStores(std::filesystem::path root) : root_(std::move(root)) {}
  using Rows = std::unique_ptr<store::RocksRows>;
  [[nodiscard]] Result<Rows> OpenStore(const std::string& name) const;
  Status OpenOrSetAside(const std::string& name, Rows& rows, std::vector<std::string>& notes);
  Status BeginAnew(const std::string& name, Rows& rows);
  Status Replace(const std::filesystem::path& by, const std::string& name, Rows& rows);

  std::filesystem::path root_;
  store::MemoryBudget memory_;
  Rows state_;
  Rows views_;
};

}  // namespace fascicolo::program
