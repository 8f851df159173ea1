#include "events/proof/statement.h"

#include "events/proof/decimal.h"
#include "events/proof/lines.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kFirst = "fascicolo statement v1";

FormError Wrong(std::string what, std::string expected) {
  return FormError{"statement", std::move(what), std::move(expected)};
}

/// "entity ID VERSION", behind those that came before.
bool TakeEntity(std::string_view line, Statement& statement) {
  constexpr std::size_t kIdDigits = 32;
  if (line.size() < kIdDigits + 2 || line[kIdDigits] != ' ') return false;
  const auto id = IdFromText<EntityId>(line.substr(0, kIdDigits));
  const auto version = ReadDecimal(line.substr(kIdDigits + 1));
  const bool ascends = id && (statement.versions.empty() || statement.versions.rbegin()->first < *id);
  if (!ascends || !version || *version == 0 || ToHex(*id) != line.substr(0, kIdDigits)) return false;
  statement.versions.emplace_hint(statement.versions.end(), *id, Version{*version});
  return true;
}

bool Take(std::string_view line, Statement& statement) {
  constexpr std::string_view kEntity = "entity ";
  constexpr std::string_view kRow = "row ";
  if (!statement.row.empty()) return false;
  if (line.starts_with(kEntity)) return TakeEntity(line.substr(kEntity.size()), statement);
  statement.row = line.starts_with(kRow) ? line.substr(kRow.size()) : std::string_view{};
  return !statement.row.empty();
}

}  // namespace

std::string Statement::ToString() const {
  std::string text = std::string(kFirst) + "\n" + origin + "\n" + std::to_string(size) + "\n" + ToBase64(root.bytes) + "\n";
  for (const auto& [entity, version] : versions) {
    text += "entity " + ToHex(entity) + " " + std::to_string(version.value) + "\n";
  }
  if (!row.empty()) text += "row " + row + "\n";
  return text;
}

Result<Statement, FormError> ReadStatement(std::string_view text) {
  const auto first = NextLine(text);
  const auto origin = NextLine(text);
  const auto size = NextLine(text);
  const auto root = NextLine(text);
  if (!root || *first != kFirst) return Wrong("has another beginning", std::string(kFirst) + ", origin, size and root");
  const auto count = ReadDecimal(*size);
  const auto hash = HashFromBase64(*root);
  if (!count || !hash) return Wrong("names no tree", "a number and a root in base64");
  Statement statement{std::string(*origin), *count, *hash, {}};
  while (!text.empty()) {
    const auto line = NextLine(text);
    if (!line || !Take(*line, statement)) return Wrong("has a line that does not belong there", "entities in order, then a row");
  }
  return statement;
}

}  // namespace fascicolo::proof
