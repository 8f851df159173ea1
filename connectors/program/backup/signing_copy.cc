#include "connectors/program/backup/signing_copy.h"

#include "connectors/program/authority/whole_file.h"
#include "events/proof/decimal.h"
#include "events/proof/lines.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKey = "signing-key";
constexpr std::string_view kWitnesses = "witnesses";
constexpr std::string_view kSigned = "signed/";
constexpr std::string_view kLost = "signed.lost-";
constexpr std::string_view kPart = "part ";
constexpr std::size_t kMaxPartBytes = std::max(proof::kMaxNoteBytes, proof::kMaxPolicyBytes);

/// A name of one level; drafts of files are none.
bool IsPlain(std::string_view name) {
  return !name.empty() && name.find('/') == std::string_view::npos && name != "." && name != ".." && !name.ends_with(".new");
}

bool IsName(std::string_view name) {
  if (name == kKey || name == kWitnesses) return true;
  if (name.starts_with(kSigned)) return IsPlain(name.substr(kSigned.size()));
  const auto slash = name.find('/');
  return name.starts_with(kLost) && slash != std::string_view::npos && IsPlain(name.substr(slash + 1));
}

fs::path PathOf(std::string_view name, const SigningPaths& paths) {
  if (name == kKey) return paths.key;
  if (name == kWitnesses) return paths.witnesses;
  return paths.kept.string() + std::string(name.substr(kSigned.size() - 1));  // what follows "signed"
}

Status AddFile(const fs::path& file, const std::string& name, SigningParts& parts) {
  auto text = ReadWholeFile(file, kMaxPartBytes);
  if (!text) return text.error().code == FailureCode::kNotFound ? Status() : Status(text.error());
  parts[name] = std::move(text).value();
  return {};
}

Status AddFolder(const fs::path& folder, const std::string& name, SigningParts& parts) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string part = name + entry.path().filename().string();
    if (!entry.is_regular_file() || !IsName(part)) continue;
    if (Status added = AddFile(entry.path(), part, parts); !added) return added;
  }
  const bool is_there = error != std::errc::no_such_file_or_directory;
  return error && is_there ? Status(Failure{FailureCode::kIo, folder.string() + ": " + error.message()}) : Status{};
}

}  // namespace

Result<SigningParts> ReadSigning(const SigningPaths& paths) {
  SigningParts parts;
  if (Status added = AddFolder(paths.kept, std::string(kSigned), parts); !added) return added.error();
  const std::string aside = paths.kept.filename().string() + ".lost-";
  std::error_code error;
  const fs::path beside = paths.kept.has_parent_path() ? paths.kept.parent_path() : ".";
  for (const auto& entry : fs::directory_iterator(beside, error)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || !name.starts_with(aside)) continue;
    const std::string part = std::string(kLost) + name.substr(aside.size()) + "/";
    if (Status added = AddFolder(entry.path(), part, parts); !added) return added.error();
  }
  // Behind the notes: a key is made before it signs.
  if (Status added = AddFile(paths.key, std::string(kKey), parts); !added) return added.error();
  if (Status added = AddFile(paths.witnesses, std::string(kWitnesses), parts); !added) return added.error();
  return parts;
}

std::string SigningCopyOf(const SigningParts& parts) {
  std::string text;
  for (const auto& [name, bytes] : parts) {
    text += std::string(kPart) + name + " " + std::to_string(bytes.size()) + "\n" + bytes;
  }
  return text;
}

Result<SigningParts> ReadSigningCopy(std::string_view text) {
  const Failure damaged{FailureCode::kDamaged, "is no copy of what was signed"};
  SigningParts parts;
  while (!text.empty()) {
    auto line = proof::NextLine(text);
    if (!line || !line->starts_with(kPart)) return damaged;
    line->remove_prefix(kPart.size());
    const auto space = line->rfind(' ');
    const auto bytes = space == std::string_view::npos ? std::nullopt : proof::ReadDecimal(line->substr(space + 1));
    const std::string_view name = line->substr(0, space);
    if (!bytes || *bytes > text.size() || !IsName(name)) return damaged;
    parts[std::string(name)] = text.substr(0, *bytes);
    text.remove_prefix(*bytes);
  }
  return parts;
}

std::optional<std::string> NewestNoteIn(const SigningParts& parts) {
  std::optional<std::string> newest;
  for (auto part = parts.lower_bound(std::string(kSigned)); part != parts.end() && part->first.starts_with(kSigned); ++part) {
    newest = part->second;  // sizes have as many digits: they are in order
  }
  return newest;
}

SigningParts WithEarlier(SigningParts now, const SigningParts& before) {
  const auto was_put_aside = [&now](std::string_view note) {
    return std::any_of(now.begin(), now.end(), [note](const auto& part) {
      return part.first.starts_with(kLost) && part.first.ends_with(note);
    });
  };
  bool forgot_notes = false;
  for (const auto& [name, bytes] : before) {
    const bool is_note = name.starts_with(kSigned);
    if (name == kKey || (is_note && was_put_aside(name.substr(kSigned.size() - 1)))) continue;
    const bool is_new = now.emplace(name, bytes).second;
    forgot_notes = forgot_notes || (is_new && is_note);
  }
  if (const auto key = before.find(std::string(kKey)); forgot_notes && key != before.end()) now.insert(*key);
  return now;
}

Status PutSigningBack(const SigningParts& parts, const SigningPaths& paths) {
  for (const auto& [name, bytes] : parts) {
    const fs::path file = PathOf(name, paths);
    const auto there = ReadWholeFile(file, kMaxPartBytes);
    if (there && name == kKey && *there != bytes) {
      return Failure{FailureCode::kLocked, file.string() + " is another key than the one that signed what was backed up"};
    }
    if (there) continue;
    if (there.error().code != FailureCode::kNotFound) return there.error();
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) return Failure{FailureCode::kIo, file.parent_path().string() + ": " + error.message()};
    const bool is_secret = file.filename() == paths.key.filename() || name.ends_with("/" + std::string(kKey));
    const FileAccess access = is_secret ? FileAccess::kOwnerOnly : FileAccess::kEverybodyReads;
    if (Status written = WriteNewFile(file, bytes, access); !written) return written;
  }
  return {};
}

}  // namespace fascicolo::program
