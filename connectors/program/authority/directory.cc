#include "connectors/program/authority/directory.h"

#include "connectors/program/authority/json_file.h"
#include "connectors/program/authority/key_change.h"
#include "connectors/program/authority/whole_file.h"
#include "events/acceptance.h"
#include "events/segments/segment_ledger.h"
#include "events/vault/row_key_store.h"

#include <utility>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

Result<cli::Value> ReadDocument(const fs::path& file) {
  return ReadJsonFile(file, kDirectoryFormat, kMaxAuthorityFileBytes);
}

class DirectoryHome final : public LedgerHome {
 public:
  DirectoryHome(AuthorityPaths paths, std::unique_ptr<events::SegmentLedger> ledger)
      : paths_(std::move(paths)), ledger_(std::move(ledger)) {}

  events::Ledger& ledger() override { return *ledger_; }
  std::string where() const override { return paths_.ledger().string(); }
  SigningPaths signing() const override { return SigningInDirectory(paths_.root); }
  ReadsHome reads() const override { return {paths_.root / "reads", "here"}; }
  Result<std::unique_ptr<engine::Heartbeats>> OpenHeartbeats() override {
    return std::unique_ptr<engine::Heartbeats>();
  }
  Result<bool> IsCopyOf(Lineage at) override;
  Status CheckAll(const Progress& progress) override { return ledger_->CheckAll(progress); }
  Status Close() override { return ledger_->Close(); }

 private:
  AuthorityPaths paths_;
  std::unique_ptr<events::SegmentLedger> ledger_;
};

Result<bool> DirectoryHome::IsCopyOf(Lineage at) {
  std::error_code error;
  if (!fs::exists(paths_.copy(), error)) return false;
  const auto document = ReadDocument(paths_.copy());
  if (!document) return document.error();
  const auto lineage = NumberIn(*document, "lineage");
  const auto until = NumberIn(*document, "until");
  if (!lineage || until != *lineage + 1) {
    return Failure{FailureCode::kDamaged, paths_.copy().string() + R"( is not {"lineage": N, "until": N + 1})"};
  }
  return static_cast<std::uint64_t>(*lineage) == at.value;
}

/// `creation` null: what is there is opened.
Result<Authority> OpenParts(const AuthorityPaths& paths, AuthorityIdentity identity, vault::Vault vault,
                            const Creation* creation) {
  const bool create = creation != nullptr;
  auto ledger = events::SegmentLedger::Open(paths.ledger().string(), events::LedgerIdOf(identity.origin),
                                            {.create = create, .settles_durably = !create || !creation->can_be_made_again});
  if (!ledger) return ledger.error();
  std::vector<std::string> notes;
  if ((*ledger)->dropped_bytes() > 0) {
    notes.push_back("ledger: " + std::to_string((*ledger)->dropped_bytes()) +
                    " bytes of an unfinished write were dropped; nothing acknowledged was among them");
  }
  std::error_code error;
  for (const char* store : {"state", "views"}) {
    if (create || fs::exists(paths.root / store, error)) continue;
    notes.push_back(std::string(store) + " is missing: folding it again from the ledger");
  }
  auto stores = FoldedStores::Open(paths.root, notes);
  if (!stores) return stores.error();
  return Authority(std::move(identity), std::move(vault),
                   std::make_unique<DirectoryHome>(paths, std::move(ledger).value()), std::move(stores).value(),
                   std::move(notes));
}

Result<vault::Vault> CreateVault(const AuthorityPaths& paths, const AuthorityIdentity& identity,
                                 const Creation& creation) {
  const auto master = MakeMaster(paths.key(), creation);
  if (!master) return master.error();
  auto store = vault::RowKeyStore::InDirectory(paths.vault(), true);
  if (!store) return store.error();
  return MakeVault(std::move(store).value(), *master, events::LedgerIdOf(identity.origin), creation);
}

Result<vault::Vault> OpenVault(const AuthorityPaths& paths, const AuthorityIdentity& identity) {
  return OpenWithKeyFile(paths.key(), [&](const events::Key& master) -> Result<vault::Vault> {
    auto store = vault::RowKeyStore::InDirectory(paths.vault(), false);
    if (!store) return store.error();
    return vault::Vault::Open(std::move(store).value(), master, events::LedgerIdOf(identity.origin));
  });
}

Status MakeEmptyRoot(const AuthorityPaths& paths) {
  const fs::path& root = paths.root;
  std::error_code error;
  if (fs::exists(paths.file(), error)) {
    return Failure{FailureCode::kLocked, root.string() + " is an authority's directory already"};
  }
  fs::create_directories(root, error);
  if (error) return FailureOf(root, error);
  const bool is_empty = fs::is_empty(root, error);
  if (error) return FailureOf(root, error);
  if (is_empty) return {};
  return Failure{FailureCode::kLocked,
                 root.string() + " is not empty: an authority's directory is made in a new one"};
}

}  // namespace

Result<AuthorityIdentity> ReadAuthorityFile(const AuthorityPaths& paths) {
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
  const auto document = ReadDocument(paths.file());
  if (!document) return document.error();
  const auto* origin = TextIn(*document, "origin");
  const auto* name = TextIn(*document, "name");
  if (NumberIn(*document, "format") != kDirectoryFormat || origin == nullptr || name == nullptr) {
    return Failure{FailureCode::kDamaged,
                   paths.file().string() + R"( is not {"format": 1, "origin": ..., "name": ...})"};
  }
  return AuthorityIdentity{*origin, *name};
}

Result<Authority> CreateDirectory(const fs::path& root, const AuthorityIdentity& identity, const Creation& creation) {
  const AuthorityPaths paths{root};
  if (Status made = MakeEmptyRoot(paths); !made) return made.error();
  auto vault = CreateVault(paths, identity, creation);
  if (!vault) return vault.error();
  std::error_code error;
  fs::create_directories(paths.ledger(), error);
  if (error) return FailureOf(paths.ledger(), error);
  if (creation.copy_of) {
    const Status marked = WriteJsonFile(paths.copy(), cli::Object()
                                                          .Add("format", kDirectoryFormat)
                                                          .Add("lineage", *creation.copy_of)
                                                          .Add("until", creation.copy_of->value + 1)
                                                          .Done());
    if (!marked) return marked.error();
  }
  auto authority = OpenParts(paths, identity, std::move(vault).value(), &creation);
  if (!authority) return authority;
  const Status written = WriteJsonFile(
      paths.file(),
      cli::Object().Add("format", kDirectoryFormat).Add("origin", identity.origin).Add("name", identity.name).Done());
  if (!written) return written.error();
  return authority;
}

Result<Authority> OpenDirectory(const fs::path& root) {
  const AuthorityPaths paths{root};
  auto identity = ReadAuthorityFile(paths);
  if (!identity) return identity.error();
  std::error_code error;
  if (!fs::exists(paths.key(), error)) {
    return Failure{
        FailureCode::kNotFound,
        paths.key().string() +
            " is missing: put it back from its backup; without it nothing sealed can be opened"};
  }
  auto vault = OpenVault(paths, *identity);
  if (!vault) return vault.error();
  return OpenParts(paths, std::move(identity).value(), std::move(vault).value(), nullptr);
}

}  // namespace fascicolo::program
