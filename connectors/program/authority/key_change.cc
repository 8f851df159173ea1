#include "connectors/program/authority/key_change.h"

#include "connectors/program/authority/passphrase.h"
#include "events/vault/master.h"

#include <utility>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

fs::path Beside(const fs::path& file) { return file.string() + ".next"; }

Result<events::Key> WriteNext(const fs::path& next, bool from_passphrase, events::RandomSource& random) {
  if (from_passphrase) {
    auto passphrase = AskPassphrase();
    if (!passphrase) return passphrase.error();
    return vault::WritePassphraseMaster(next, *passphrase, random);
  }
  const auto key = random.Draw<events::Key>();
  if (Status written = vault::WriteMaster(next, key); !written) return written.error();
  return key;
}

Status TakePlace(const fs::path& file) {
  std::error_code error;
  fs::rename(Beside(file), file, error);
  if (!error) return {};
  return Failure{FailureCode::kIo, Beside(file).string() + " is the vault's key now, and cannot be renamed: " + error.message()};
}

}  // namespace

Status ChangeKeyFile(const fs::path& file, bool from_passphrase, vault::Vault& vault, events::RandomSource& random) {
  std::error_code ignored;
  fs::remove(Beside(file), ignored);  // of a change that was interrupted before it took effect: `file` opened the vault
  const auto key = WriteNext(Beside(file), from_passphrase, random);
  if (!key) return key.error();
  if (Status changed = vault.ChangeMaster(*key, random); !changed) return changed;
  return TakePlace(file);
}

Result<vault::Vault> OpenWithKeyFile(const fs::path& file,
                                     const std::function<Result<vault::Vault>(const events::Key& master)>& open) {
  const auto master = vault::ReadMaster(file, AskPassphrase);
  if (!master) return master.error();
  auto opened = open(*master);
  std::error_code error;
  if (opened || opened.error().code != FailureCode::kDamaged || !fs::exists(Beside(file), error)) return opened;
  const auto next = vault::ReadMaster(Beside(file), AskPassphrase);
  if (!next) return opened;
  auto with_next = open(*next);
  if (!with_next) return opened;
  if (Status taken = TakePlace(file); !taken) return taken.error();
  return with_next;
}

}  // namespace fascicolo::program
