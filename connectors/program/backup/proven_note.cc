#include "connectors/program/backup/proven_note.h"

#include "connectors/program/authority/json_file.h"
#include "events/json/value.h"

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

constexpr std::size_t kMostNoteBytes = 4'096;

Value FormOf(const ProvenBackup& proven) {
  return Object()
      .Add("at", proven.at)
      .Add("taken_at", proven.taken_at)
      .Add("number", proven.number)
      .Add("position", proven.position)
      .Add("root", proven.root)
      .Done();
}

std::optional<ProvenBackup> ProvenIn(const Value* document) {
  if (document == nullptr || document->As<Value::Object>() == nullptr) return std::nullopt;
  const auto instant = [&](const char* key) {
    const std::string* text = TextIn(*document, key);
    return text == nullptr ? std::nullopt : ParseInstant(*text);
  };
  const auto at = instant("at");
  const auto taken_at = instant("taken_at");
  const auto number = NumberIn(*document, "number");
  const auto position = NumberIn(*document, "position");
  const auto root = NamedIn<Hash>(*document, "root");
  if (!at || !taken_at || !number || *number < 0 || !position || *position < 0 || !root) return std::nullopt;
  return ProvenBackup{*at, *taken_at, static_cast<std::uint64_t>(*number), Position{static_cast<std::uint64_t>(*position)}, *root};
}

}  // namespace

Result<ProvenNote> ReadProvenNote(const std::filesystem::path& folder) {
  const auto file = folder / kProvenFile;
  const auto document = ReadSummedFile(file, kProvenFormat, kMostNoteBytes);
  if (!document) return document.error();
  const std::string* origin = TextIn(*document, "origin");
  const auto checked = ProvenIn(events::json::MemberOf(*document, "checked"));
  if (origin != nullptr && checked) return ProvenNote{*origin, *checked, ProvenIn(events::json::MemberOf(*document, "restored"))};
  return Failure{FailureCode::kDamaged, file.string() + ": is no note of a backup that was proven"};
}

Status TellProven(const std::filesystem::path& folder, const Manifest& manifest, bool is_restored, Instant now) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return Failure{FailureCode::kNotFound, folder.string() + ": is no folder"};
  const ProvenBackup proven{now, manifest.taken_at, manifest.number, manifest.position(), manifest.root};
  ProvenNote note{manifest.origin, proven, is_restored ? std::optional(proven) : std::nullopt};
  const auto before = ReadProvenNote(folder);  // one that cannot be read says nothing that could stay
  if (!is_restored && before && before->origin == note.origin) note.restored = before->restored;
  return WriteSummedFile(folder / kProvenFile, Object()
                                                   .Add("format", kProvenFormat)
                                                   .Add("origin", note.origin)
                                                   .Add("checked", FormOf(note.checked))
                                                   .Add("restored", note.restored ? FormOf(*note.restored) : Value{})
                                                   .Done());
}

}  // namespace fascicolo::program
