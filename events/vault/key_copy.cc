#include "events/vault/key_copy.h"

#include <array>
#include <charconv>
#include <optional>

namespace fascicolo::vault {
namespace {

constexpr std::string_view kFirstWords = "fascicolo keys ";
constexpr std::string_view kFormat = "1 ";
constexpr std::array kKinds{RecordKind::kHeader, RecordKind::kWrapping, RecordKind::kSubject, RecordKind::kSecret};
constexpr std::size_t kPutAtOnce = 4'096;

std::optional<std::uint64_t> NumberIn(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Takes the text up to `mark` away from the front; nothing: there is no mark.
std::optional<std::string_view> TakeUpTo(char mark, std::string_view& text) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto front = text.substr(0, at);
  text.remove_prefix(at + 1);
  return front;
}

std::optional<Record> RecordIn(std::string_view line) {
  const auto kind = TakeUpTo(' ', line);
  const auto id = TakeUpTo(' ', line);
  if (!kind || !id || kind->size() != 1 || line.size() % 2 != 0) return std::nullopt;
  const auto number = NumberIn(*kind);
  const auto name = IdFromText<KeyId>(*id);
  if (!number || *number < 1 || *number > kKinds.size() || !name) return std::nullopt;
  Record record{{static_cast<RecordKind>(*number), *name}, events::Bytes(line.size() / 2)};
  if (record.value.empty() || record.value.size() > kMaxRecordBytes) return std::nullopt;
  if (!FromHex(line, record.value.data(), record.value.size())) return std::nullopt;
  return record;
}

Failure Malformed(std::uint64_t line) {
  return {FailureCode::kDamaged, "line " + std::to_string(line) + " is no record of a vault"};
}

}  // namespace

Result<KeyCopy> CopyKeys(KeyStore& store) {
  KeyCopy copy;
  std::string lines;
  std::uint64_t records = 0;
  for (const RecordKind kind : kKinds) {
    const std::string number = std::to_string(static_cast<int>(kind)) + " ";
    const Status read = store.ForEach(kind, [&](const KeyId& id, events::ConstBytes value) -> Status {
      lines += number + ToHex(id) + " " + ToHex(value.data(), value.size()) + "\n";
      ++records;
      if (kind == RecordKind::kSubject) ++copy.subjects;
      return {};
    });
    if (!read) return read.error();
  }
  copy.text = std::string(kFirstWords) + std::string(kFormat) + std::to_string(records) + "\n" + lines;
  return copy;
}

Result<std::unique_ptr<RowKeyStore>> ReadKeyCopy(std::string_view text) {
  if (!text.starts_with(kFirstWords)) return Malformed(1);
  text.remove_prefix(kFirstWords.size());
  if (!text.starts_with(kFormat)) return Failure{FailureCode::kTooNew, "the copy of a vault was written by a newer program"};
  text.remove_prefix(kFormat.size());
  const auto first = TakeUpTo('\n', text);
  const auto wanted = first ? NumberIn(*first) : std::nullopt;
  if (!wanted) return Malformed(1);
  auto store = RowKeyStore::InMemory();
  std::vector<Record> records;
  std::uint64_t found = 0;
  while (const auto line = TakeUpTo('\n', text)) {
    auto record = RecordIn(*line);
    if (!record) return Malformed(found + 2);
    records.push_back(*std::move(record));
    ++found;
    if (records.size() < kPutAtOnce) continue;
    if (Status put = store->Put(records); !put) return put.error();
    records.clear();
  }
  if (found != *wanted || !text.empty()) return Malformed(found + 2);
  if (Status put = store->Put(records); !put) return put.error();
  return store;
}

}  // namespace fascicolo::vault
