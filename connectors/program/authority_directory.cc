#include "connectors/program/authority_directory.h"

#include "connectors/cli/json_form.h"
#include "connectors/program/whole_file.h"
#include "events/acceptance.h"

#include <utility>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;
using events::json::Value;

constexpr std::size_t kMemtableBytes = 4U << 20;

const std::string* TextMember(const Value& document, std::string_view key) {
  const auto* object = document.As<Value::Object>();
  if (object == nullptr) return nullptr;
  for (const auto& member : *object) {
    if (member.key == key) return member.value.As<std::string>();
  }
  return nullptr;
}

std::int64_t FormatOf(const Value& document) {
  if (const auto* object = document.As<Value::Object>()) {
    for (const auto& member : *object) {
      const auto* number = member.value.As<std::int64_t>();
      if (member.key == "format" && number != nullptr) return *number;
    }
  }
  return 0;
}

Status WriteKey(const fs::path& file, const std::optional<events::Key>& key) {
  if (!key) {
    if (auto made = events::SealingKeys::CreateFile(file); !made) return made.error();
    return {};
  }
  return WriteNewFile(file, ToHex(key->data(), key->size()) + "\n", FileAccess::kOwnerOnly);
}

Failure FailureOf(const fs::path& path, const std::error_code& error) {
  return {FailureCode::kIo, path.string() + ": " + error.message()};
}

}  // namespace

Result<AuthorityFile> ReadAuthorityFile(const AuthorityPaths& paths) {
  const std::string root = paths.root.string();
  std::error_code error;
  if (!fs::is_directory(paths.root, error)) {
    return Failure{FailureCode::kNotFound, root + " is not a directory"};
  }
  if (!fs::exists(paths.file(), error)) {
    return Failure{
        FailureCode::kNotFound,
        root +
            " is not an authority's directory: it has no authority.json; 'fascicolo init --data " +
            root + " --name NAME' makes one in an empty directory"};
  }
  auto text = ReadWholeFile(paths.file(), kMaxAuthorityFileBytes);
  if (!text) return text.error();
  const auto document = events::json::ParseJson(*text);
  if (!document) {
    return Failure{FailureCode::kDamaged,
                   paths.file().string() + ": " + document.error().ToString()};
  }
  if (FormatOf(*document) > kDirectoryFormat) {
    return Failure{FailureCode::kTooNew, paths.file().string() + " was written by a newer program"};
  }
  const auto* origin = TextMember(*document, "origin");
  const auto* name = TextMember(*document, "name");
  if (FormatOf(*document) != kDirectoryFormat || origin == nullptr || name == nullptr) {
    return Failure{FailureCode::kDamaged,
                   paths.file().string() + R"( is not {"format": 1, "origin": ..., "name": ...})"};
  }
  return AuthorityFile{*origin, *name};
}

AuthorityDirectory::AuthorityDirectory(AuthorityPaths paths, AuthorityFile authority,
                                       events::SealingKeys keys)
    : paths_(std::move(paths)), authority_(std::move(authority)), keys_(std::move(keys)) {}

Result<AuthorityDirectory> AuthorityDirectory::Create(const fs::path& root,
                                                      const AuthorityFile& authority,
                                                      const std::optional<events::Key>& key) {
  const AuthorityPaths paths{root};
  std::error_code error;
  if (fs::exists(paths.file(), error)) {
    return Failure{FailureCode::kLocked, root.string() + " is an authority's directory already"};
  }
  fs::create_directories(root, error);
  if (error) return FailureOf(root, error);
  const bool is_empty = fs::is_empty(root, error);
  if (error) return FailureOf(root, error);
  if (!is_empty) {
    return Failure{FailureCode::kLocked,
                   root.string() + " is not empty: an authority's directory is made in a new one"};
  }
  if (Status written = WriteKey(paths.key(), key); !written) return written.error();
  auto keys = events::SealingKeys::FromFile(paths.key());
  if (!keys) return keys.error();
  fs::create_directories(paths.ledger(), error);
  if (error) return FailureOf(paths.ledger(), error);
  AuthorityDirectory directory(paths, authority, std::move(keys).value());
  if (Status opened = directory.OpenParts(true); !opened) return opened.error();
  const std::string text = events::json::PrintJson(cli::Object()
                                                       .Add("format", kDirectoryFormat)
                                                       .Add("origin", authority.origin)
                                                       .Add("name", authority.name)
                                                       .Done(),
                                                   2);
  if (Status written = WriteNewFile(paths.file(), text + "\n", FileAccess::kEverybodyReads);
      !written) {
    return written.error();
  }
  return directory;
}

Result<AuthorityDirectory> AuthorityDirectory::Open(const fs::path& root) {
  const AuthorityPaths paths{root};
  auto authority = ReadAuthorityFile(paths);
  if (!authority) return authority.error();
  std::error_code error;
  if (!fs::exists(paths.key(), error)) {
    return Failure{
        FailureCode::kNotFound,
        paths.key().string() +
            " is missing: put it back from its backup; without it nothing sealed can be opened"};
  }
  auto keys = events::SealingKeys::FromFile(paths.key());
  if (!keys) return keys.error();
  AuthorityDirectory directory(paths, std::move(authority).value(), std::move(keys).value());
  if (Status opened = directory.OpenParts(false); !opened) return opened.error();
  return directory;
}

Status AuthorityDirectory::OpenParts(bool create) {
  auto ledger = events::SegmentLedger::Open(
      paths_.ledger().string(), events::LedgerIdOf(authority_.origin), {.create = create});
  if (!ledger) return ledger.error();
  ledger_ = std::move(ledger).value();
  if (ledger_->dropped_bytes() > 0) {
    notes_.push_back(
        "ledger: " + std::to_string(ledger_->dropped_bytes()) +
        " bytes of an unfinished write were dropped; nothing acknowledged was among them");
  }
  std::error_code error;
  for (const auto& dir : {paths_.state(), paths_.views()}) {
    if (create || fs::exists(dir, error)) continue;
    notes_.push_back(dir.filename().string() + " is missing: folding it again from the ledger");
  }
  if (Status opened = OpenCache(paths_.state(), "state", state_); !opened) return opened;
  return OpenCache(paths_.views(), "views", views_);
}

// A store that fails its checksums is set aside, not deleted: somebody may want to know why.
Status AuthorityDirectory::OpenCache(const fs::path& dir, const char* what,
                                     std::unique_ptr<store::RocksRows>& rows) {
  const store::RocksOptions options{.memory = memory_, .memtable_bytes = kMemtableBytes};
  auto opened = store::RocksRows::Open(dir, options);
  if (!opened && opened.error().code == FailureCode::kDamaged) {
    const fs::path aside = dir.string() + ".damaged";
    std::error_code error;
    fs::remove_all(aside, error);
    fs::rename(dir, aside, error);
    if (error) return FailureOf(dir, error);
    notes_.push_back(std::string(what) + " is damaged (" + opened.error().message +
                     "): set aside as " + aside.string() + ", folding it again from the ledger");
    opened = store::RocksRows::Open(dir, options);
  }
  if (!opened) return opened.error();
  rows = std::move(opened).value();
  return {};
}

Status AuthorityDirectory::BeginAnew(const fs::path& dir, const char* what,
                                     std::unique_ptr<store::RocksRows>& rows) {
  rows.reset();
  std::error_code error;
  fs::remove_all(dir, error);
  if (error) return FailureOf(dir, error);
  return OpenCache(dir, what, rows);
}

// Between removing and renaming, a killed process leaves no store: the next one folds it again.
Status AuthorityDirectory::Replace(const fs::path& by, const fs::path& dir, const char* what,
                                   std::unique_ptr<store::RocksRows>& rows) {
  rows.reset();
  std::error_code error;
  fs::remove_all(dir, error);
  if (!error) fs::rename(by, dir, error);
  if (error) return FailureOf(dir, error);
  return OpenCache(dir, what, rows);
}

Status AuthorityDirectory::BeginStateAnew() { return BeginAnew(paths_.state(), "state", state_); }
Status AuthorityDirectory::BeginViewsAnew() { return BeginAnew(paths_.views(), "views", views_); }
Status AuthorityDirectory::ReplaceState(const fs::path& dir) {
  return Replace(dir, paths_.state(), "state", state_);
}
Status AuthorityDirectory::ReplaceViews(const fs::path& dir) {
  return Replace(dir, paths_.views(), "views", views_);
}

}  // namespace fascicolo::program
