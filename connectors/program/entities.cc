#include "connectors/program/entities.h"

#include "connectors/program/command_json.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == '-') continue;
    digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return digits;
}

/// Every entity whose digits begin so, but no more than kMaxCandidates + 1.
std::vector<EntityId> Candidates(const engine::State& state, const std::string& digits,
                                 std::optional<schema::EntityKind> kind) {
  EntityId least;
  const std::string padded = digits + std::string(32 - digits.size(), '0');
  FASCICOLO_CHECK(FromHex(padded, least.bytes.data(), least.bytes.size()));
  std::vector<EntityId> found;
  for (auto cursor = state.rows().SeekWithin(engine::EntityTable::Key(least),
                                             engine::EntityTable::Key());
       cursor->valid(); cursor->Next()) {
    EntityId entity;
    engine::EntityTable::Read(cursor->key(), entity);
    if (!ToHex(entity).starts_with(digits)) break;
    const auto row = engine::DecodedOrBroken<engine::EntityRow>(cursor->value());
    if (!kind || row.kind == *kind) found.push_back(entity);
    if (found.size() > kMaxCandidates) break;
  }
  return found;
}

std::string NameOf(std::optional<schema::EntityKind> kind) {
  return kind ? schema::EnumNameEntityKind(*kind) : "entity";
}

}  // namespace

Result<EntityId, FormError> FindEntity(const engine::State& state, std::string_view text,
                                       std::string place, std::optional<schema::EntityKind> kind) {
  std::string digits = DigitsOf(text);
  if (const auto named = EntityOfReference(text)) digits = ToHex(*named);
  const bool are_digits = digits.find_first_not_of(kHexDigits) == std::string::npos;
  if (!are_digits || digits.size() < kMinPrefixDigits || digits.size() > 32) {
    return FormError{
        std::move(place), "is not an id",
        "the first " + std::to_string(kMinPrefixDigits) + " to 32 of its hexadecimal digits"};
  }
  const auto found = Candidates(state, digits, kind);
  if (found.size() == 1) return found.front();
  if (found.empty())
    return FormError{std::move(place), "no " + NameOf(kind) + " begins with " + digits, {}};
  std::string list;
  for (std::size_t i = 0; i < std::min(found.size(), kMaxCandidates); ++i)
    list += " " + ToHex(found[i]);
  if (found.size() > kMaxCandidates) list += " ...";
  return FormError{std::move(place), digits + " fits several", "more digits of one of" + list};
}

Result<std::size_t, FormError> FindWord(std::span<const char* const> names, std::string_view text,
                                        std::string place) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text == names[i] && text != "none") return i;
    if (std::string_view(names[i]) != "none") words.emplace_back(names[i]);
  }
  const auto near = engine::NearestWord(text, words);
  return FormError{std::move(place), "is unknown: '" + std::string(text) + "'",
                   near.empty() ? engine::OneOfThese(words) : "'" + std::string(near) + "'?"};
}

Result<Day, FormError> ReadDay(std::string_view text, std::string place) {
  const auto day = ParseDay(text);
  if (day) return *day;
  return FormError{std::move(place), "is not a day: '" + std::string(text) + "'",
                   "a day that exists, such as 2025-03-31"};
}

}  // namespace fascicolo::program
