#include "connectors/program/authority/signing.h"

#include "connectors/program/authority/whole_file.h"
#include "events/keyed_hash.h"

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;


Status MoveInto(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from, error)) return {};
  fs::rename(from, to, error);
  return error ? Status(Failure{FailureCode::kIo, from.string() + ": " + error.message()}) : Status{};
}

Result<proof::SignerKey> ReadSigningKey(const fs::path& file, const std::string& origin) {
  const auto text = ReadWholeFile(file, kMaxKeyFileBytes);
  if (!text) return text.error();
  auto key = proof::ReadSignerKey(std::string_view(*text).substr(0, text->find('\n')));
  if (key && key->verifier().name == origin && key->verifier().type == proof::KeyType::kEd25519) {
    return std::move(key).value();
  }
  return Failure{FailureCode::kDamaged, file.string() + " holds no key that signs for " + origin +
                                            ": put it back from its copy, or remove it where there is none"};
}

Result<proof::SignerKey> MakeSigningKey(const fs::path& file, const std::string& origin, events::RandomSource& random) {
  if (!proof::IsKeyName(origin)) {
    return Failure{FailureCode::kUnavailable, "the ledger's origin '" + origin +
                                                  "' has spaces or '+': no key can be called so, and nothing be signed"};
  }
  auto seed = random.Draw<proof::Seed>();
  proof::SignerKey key(origin, proof::KeyType::kEd25519, seed);
  const std::string text = key.ToString() + "\n";
  const Status written = WriteNewFile(file, text, FileAccess::kOwnerOnly);
  events::Wipe(seed);
  if (!written) return written.error();
  return key;
}

}  // namespace

SigningPaths SigningInDirectory(const fs::path& root) {
  return {root / "signing-key", root / "signed", root / "witnesses"};
}

SigningPaths SigningBesideKey(const fs::path& master_key) {
  const auto called = [&master_key](const char* suffix) { return fs::path(master_key).replace_extension(suffix); };
  return {called(".signing-key"), called(".signed"), called(".witnesses")};
}

Result<proof::SignerKey> ReadOrMakeSigningKey(const fs::path& file, const std::string& origin,
                                              events::RandomSource& random) {
  auto key = ReadSigningKey(file, origin);
  return !key && key.error().code == FailureCode::kNotFound ? MakeSigningKey(file, origin, random) : std::move(key);
}

Result<std::string> NameOfSigningKey(const fs::path& file) {
  const auto text = ReadWholeFile(file, kMaxKeyFileBytes);
  if (!text) return text.error();
  const auto key = proof::ReadSignerKey(std::string_view(*text).substr(0, text->find('\n')));
  if (!key) return Failure{FailureCode::kDamaged, file.string() + ": " + key.error().ToString()};
  return key->verifier().name;
}

Status CheckSigningKey(const fs::path& file, const std::string& origin, const proof::SignedCheckpoints& kept) {
  if (!kept.newest()) return {};
  const auto key = ReadSigningKey(file, origin);
  if (!key && key.error().code != FailureCode::kNotFound) return key.error();
  const auto& note = kept.newest()->note;
  if (key && proof::CheckSignature(note, key->verifier()).verdict == proof::SignatureVerdict::kGood) return {};
  return Failure{FailureCode::kDamaged,
                 file.string() + (key ? " is not the key" : " is missing: the key") +
                     " that signed before. Put it back from its copy; where it is lost for good, or somebody else may have "
                     "it, remove it, and 'fascicolo checkpoint --accept-loss REASON' says so for ever"};
}

Status CheckEverySignature(const fs::path& file, const std::string& origin, const proof::SignedCheckpoints& kept,
                           const proof::TreeFiles& tree) {
  if (Status newest = CheckSigningKey(file, origin, kept); !newest || !kept.newest()) return newest;
  const auto key = ReadSigningKey(file, origin);
  if (!key) return key.error();
  for (const std::uint64_t size : kept.sizes()) {
    const auto one = kept.Find(size);
    if (!one) return one.error();
    if (proof::CheckSignature(one->note, key->verifier()).verdict != proof::SignatureVerdict::kGood) {
      return Failure{FailureCode::kDamaged, "the checkpoint of " + std::to_string(size) +
                                                " commits is not as it was signed: put it back from the backup"};
    }
    if (Status continues = proof::CheckContinues(tree, one->checkpoint); !continues) return continues;
  }
  return {};
}

Result<std::optional<proof::WitnessPolicy>> ReadWitnesses(const fs::path& file) {
  const auto text = ReadWholeFile(file, proof::kMaxPolicyBytes);
  if (!text && text.error().code == FailureCode::kNotFound) return std::optional<proof::WitnessPolicy>();
  if (!text) return text.error();
  auto policy = proof::WitnessPolicy::Read(*text);
  if (!policy) return Failure{FailureCode::kDamaged, file.string() + ": " + policy.error().ToString()};
  return std::optional(std::move(policy).value());
}

Status PutSignedAside(const SigningPaths& paths, const std::string& suffix, const std::string& reason) {
  std::error_code error;
  fs::create_directories(paths.kept, error);
  if (error) return Failure{FailureCode::kIo, paths.kept.string() + ": " + error.message()};
  const Status written = WriteNewFile(paths.kept / "why", reason + "\n", FileAccess::kEverybodyReads);
  if (!written) return written;
  if (Status moved = MoveInto(paths.key, paths.kept / "signing-key"); !moved) return moved;
  return MoveInto(paths.kept, paths.kept.string() + ".lost-" + suffix);
}

}  // namespace fascicolo::program
