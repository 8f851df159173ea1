#include "connectors/program/authority/folded_stores.h"

#include "connectors/program/authority/whole_file.h"

#include <utility>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMemtableBytes = 4U << 20;
constexpr const char* kState = "state";
constexpr const char* kViews = "views";

}  // namespace

Result<FoldedStores> FoldedStores::Open(const fs::path& root, std::vector<std::string>& notes) {
  FoldedStores stores(root);
  if (Status opened = stores.OpenOrSetAside(kState, stores.state_, notes); !opened) return opened.error();
  if (Status opened = stores.OpenOrSetAside(kViews, stores.views_, notes); !opened) return opened.error();
  return stores;
}

Result<FoldedStores::Rows> FoldedStores::OpenStore(const std::string& name) const {
  return store::RocksRows::Open(root_ / name, {.memory = memory_, .memtable_bytes = kMemtableBytes});
}

Status FoldedStores::OpenOrSetAside(const std::string& name, Rows& rows, std::vector<std::string>& notes) {
  auto opened = OpenStore(name);
  if (!opened && opened.error().code == FailureCode::kDamaged) {
    const fs::path dir = root_ / name;
    const fs::path aside = dir.string() + ".damaged";
    std::error_code error;
    fs::remove_all(aside, error);
    fs::rename(dir, aside, error);
    if (error) return FailureOf(dir, error);
    notes.push_back(name + " is damaged (" + opened.error().message + "): set aside as " + aside.string() +
                    ", folding it again from the ledger");
    opened = OpenStore(name);
  }
  if (!opened) return opened.error();
  rows = std::move(opened).value();
  return {};
}

Status FoldedStores::BeginAnew(const std::string& name, Rows& rows) {
  rows.reset();
  std::error_code error;
  fs::remove_all(root_ / name, error);
  if (error) return FailureOf(root_ / name, error);
  auto opened = OpenStore(name);
  if (!opened) return opened.error();
  rows = std::move(opened).value();
  return {};
}

// Between removing and renaming, a killed process leaves no store: the next one folds it again.
Status FoldedStores::Replace(const fs::path& by, const std::string& name, Rows& rows) {
  rows.reset();
  std::error_code error;
  fs::remove_all(root_ / name, error);
  if (!error) fs::rename(by, root_ / name, error);
  if (error) return FailureOf(root_ / name, error);
  auto opened = OpenStore(name);
  if (!opened) return opened.error();
  rows = std::move(opened).value();
  return {};
}

Status FoldedStores::BeginStateAnew() { return BeginAnew(kState, state_); }
Status FoldedStores::BeginViewsAnew() { return BeginAnew(kViews, views_); }
Status FoldedStores::ReplaceState(const fs::path& dir) { return Replace(dir, kState, state_); }
Status FoldedStores::ReplaceViews(const fs::path& dir) { return Replace(dir, kViews, views_); }

}  // namespace fascicolo::program
