#include "connectors/program/authority/authority.h"

#include "connectors/program/authority/passphrase.h"
#include "connectors/program/authority/whole_file.h"
#include "events/vault/master.h"

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;


Status WriteKeyFile(const fs::path& file, const Creation& creation) {
  events::SystemRandom random;
  if (creation.key_file) return WriteNewFile(file, *creation.key_file, FileAccess::kOwnerOnly);
  if (!creation.wants_passphrase) return vault::WriteMaster(file, random.Draw<events::Key>());
  const auto passphrase = AskPassphrase();
  if (!passphrase) return passphrase.error();
  const auto made = vault::WritePassphraseMaster(file, *passphrase, random);
  return made ? Status{} : Status(made.error());
}

}  // namespace

Result<events::Key> MakeMaster(const fs::path& file, const Creation& creation) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
    if (error) return Failure{FailureCode::kIo, file.parent_path().string() + ": " + error.message()};
    if (Status written = WriteKeyFile(file, creation); !written) return written.error();
  } else if (creation.key_file) {
    const auto there = ReadWholeFile(file, kMaxKeyFileBytes);
    if (!there) return there.error();
    if (*there != *creation.key_file) {
      return Failure{FailureCode::kLocked,
                     file.string() + " holds the key of another ledger: name another file by --key"};
    }
  }
  return vault::ReadMaster(file, AskPassphrase);
}

Result<vault::Vault> MakeVault(std::unique_ptr<vault::KeyStore> store, const events::Key& master, const LedgerId& ledger,
                               const Creation& creation) {
  events::SystemRandom system;
  events::RandomSource& random = creation.random != nullptr ? *creation.random : system;
  if (creation.vault_of == nullptr) return vault::Vault::Create(std::move(store), master, ledger, random);
  if (Status copied = creation.vault_of->CopyInto(*store); !copied) return copied.error();
  return vault::Vault::Open(std::move(store), master, ledger);
}

}  // namespace fascicolo::program
