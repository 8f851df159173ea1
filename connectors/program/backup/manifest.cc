#include "connectors/program/backup/manifest.h"

#include "connectors/program/authority/json_file.h"
#include "events/hash.h"
#include "events/json/value.h"

#include <algorithm>
#include <fstream>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

constexpr std::size_t kPieceBytes = 1U << 20;

Object FormOf(const BackupFile& file) {
  return std::move(Object().Add("file", file.file).Add("bytes", file.bytes).Add("sha256", file.sha256));
}

Value FormOf(const Manifest& manifest) {
  Value signing;
  if (manifest.signing) signing = FormOf(*manifest.signing).Done();
  Value::Array segments;
  for (const BackupFile& segment : manifest.segments) segments.push_back(FormOf(segment).Done());
  return Object()
      .Add("format", kBackupFormat)
      .Add("origin", manifest.origin)
      .Add("where", manifest.where)
      .Add("number", manifest.number)
      .Add("taken_at", manifest.taken_at)
      .Add("lineage", manifest.lineage)
      .Add("position", manifest.position())
      .Add("size", manifest.size)
      .Add("root", manifest.root)
      .Add("log", Object().Add("end", manifest.log_end).Add("segments", std::move(segments)))
      .Add("vault", FormOf(manifest.vault).Add("keys", manifest.keys))
      .Add("catalogue", FormOf(manifest.catalogue))
      .Add("signing", std::move(signing))
      .Add("source", Object().Add("next", manifest.source.next).Add("last_accepted", manifest.source.last_accepted))
      .Done();
}

/// Reads members, and remembers whether all were there.
class Members {
 public:
  explicit Members(const Value& document) : document_(&document) {}

  [[nodiscard]] bool whole() const { return whole_; }
  std::string Text(std::string_view key) {
    const std::string* text = TextIn(*document_, key);
    whole_ = whole_ && text != nullptr;
    return text == nullptr ? std::string() : *text;
  }
  std::uint64_t Number(std::string_view key) {
    const auto number = NumberIn(*document_, key);
    whole_ = whole_ && number && *number >= 0;
    return number ? static_cast<std::uint64_t>(*number) : 0;
  }
  Hash HashAt(std::string_view key) {
    const auto hash = NamedIn<Hash>(*document_, key);
    whole_ = whole_ && hash;
    return hash.value_or(Hash());
  }
  Instant InstantAt(std::string_view key) {
    const auto instant = ParseInstant(Text(key));
    whole_ = whole_ && instant;
    return instant.value_or(Instant());
  }
  /// Reads the object at `key` by `read`.
  template <class Read>
  auto In(std::string_view key, const Read& read) {
    static const Value kNone{};
    const Value* inner = MemberOf(*document_, key);
    Members members(inner == nullptr ? kNone : *inner);
    auto found = read(members);
    whole_ = whole_ && members.whole();
    return found;
  }
  /// The same; none where the member is missing or null.
  template <class Read>
  auto MaybeIn(std::string_view key, const Read& read) {
    const Value* inner = MemberOf(*document_, key);
    const bool is_there = inner != nullptr && inner->As<Value::Null>() == nullptr;
    return is_there ? std::optional(In(key, read)) : std::nullopt;
  }
  template <class Read>
  void ForEach(std::string_view key, const Read& read) {
    const Value* list = MemberOf(*document_, key);
    const auto* array = list == nullptr ? nullptr : list->As<Value::Array>();
    whole_ = whole_ && array != nullptr;
    if (array == nullptr) return;
    for (const Value& one : *array) {
      Members members(one);
      read(members);
      whole_ = whole_ && members.whole();
    }
  }

 private:
  const Value* document_;
  bool whole_ = true;
};

BackupFile FileIn(Members& members) { return {members.Text("file"), members.Number("bytes"), members.HashAt("sha256")}; }

std::optional<Manifest> ManifestIn(const Value& document) {
  Members members(document);
  Manifest manifest;
  manifest.origin = members.Text("origin");
  manifest.where = members.Text("where");
  manifest.number = members.Number("number");
  manifest.taken_at = members.InstantAt("taken_at");
  manifest.lineage = Lineage{members.Number("lineage")};
  manifest.size = members.Number("size");
  manifest.root = members.HashAt("root");
  manifest.log_end = members.In("log", [&](Members& log) {
    log.ForEach("segments", [&](Members& segment) { manifest.segments.push_back(FileIn(segment)); });
    return events::LogOffset{log.Number("end")};
  });
  manifest.vault = members.In("vault", [&](Members& vault) {
    manifest.keys = vault.Number("keys");
    return FileIn(vault);
  });
  manifest.catalogue = members.In("catalogue", FileIn);
  manifest.signing = members.MaybeIn("signing", FileIn);
  manifest.source = members.In("source", [](Members& source) {
    return SourcePoint{{source.Number("next")}, {source.Number("last_accepted")}};
  });
  if (!members.whole() || manifest.size == 0) return std::nullopt;
  return manifest;
}

Failure Damaged(const std::filesystem::path& file, const std::string& what) {
  return {FailureCode::kDamaged, file.string() + ": " + what};
}

}  // namespace

Result<Manifest> ReadManifest(const BackupPaths& paths) {
  const auto document = ReadSummedFile(paths.manifest(), kBackupFormat, events::json::kMaxJsonBytes);
  if (!document) return document.error();
  auto manifest = ManifestIn(*document);
  if (!manifest) return Damaged(paths.manifest(), "is not a backup's manifest");
  return *std::move(manifest);
}

Status WriteManifest(const BackupPaths& paths, const Manifest& manifest) {
  if (manifest.segments.size() > kMaxBackupSegments) {
    return Failure{FailureCode::kTooLarge, paths.root.string() + ": a backup has at most " +
                                               std::to_string(kMaxBackupSegments) + " segments (kMaxBackupSegments)"};
  }
  return WriteSummedFile(paths.manifest(), FormOf(manifest));
}

Result<BackupFile> HashFile(const BackupPaths& paths, const std::string& file, std::optional<std::uint64_t> bytes,
                            const OnHashed& on_hashed) {
  const std::filesystem::path path = paths.root / file;
  std::error_code error;
  const auto there = std::filesystem::file_size(path, error);
  if (error) return Failure{FailureCode::kNotFound, path.string() + ": " + error.message()};
  const std::uint64_t wanted = bytes.value_or(there);
  std::ifstream in(path, std::ios::binary);
  std::vector<char> piece(kPieceBytes);
  events::Sha256Stream hash;
  for (std::uint64_t at = 0; at < wanted;) {
    const auto next = std::min<std::uint64_t>(kPieceBytes, wanted - at);
    in.read(piece.data(), static_cast<std::streamsize>(next));
    if (in.bad()) return Failure{FailureCode::kIo, path.string() + ": cannot be read at byte " + std::to_string(at)};
    if (static_cast<std::uint64_t>(in.gcount()) != next) {
      return Damaged(path, "has " + std::to_string(there) + " bytes, " + std::to_string(wanted) + " were written");
    }
    hash.Add(events::AsBytes(std::string_view(piece.data(), next)));
    at += next;
    if (Status going_on = on_hashed(next); !going_on) return going_on.error();
  }
  return BackupFile{file, wanted, hash.Finish()};
}

Status CheckFile(const BackupPaths& paths, const BackupFile& wanted, const OnHashed& on_hashed) {
  const auto found = HashFile(paths, wanted.file, wanted.bytes, on_hashed);
  if (!found) return found.error();
  if (*found == wanted) return {};
  return Damaged(paths.root / wanted.file, "is not what was written (SHA-256 " + ToHex(found->sha256) + " instead of " +
                                               ToHex(wanted.sha256) + ")");
}

}  // namespace fascicolo::program
