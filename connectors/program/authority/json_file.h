// Small JSON files of this program's own: {"format": N, ...}.
#pragma once

#include "connectors/cli/json_form.h"
#include "events/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::program {

/// Null: there is no such text.
[[nodiscard]] const std::string* TextIn(const cli::Value& document, std::string_view key);
[[nodiscard]] std::optional<std::int64_t> NumberIn(const cli::Value& document, std::string_view key);
/// None as well where the text is not the hexadecimal form of an Id or Hash.
template <class Named>
[[nodiscard]] std::optional<Named> NamedIn(const cli::Value& document, std::string_view key) {
  const std::string* text = TextIn(document, key);
  Named named;
  if (text == nullptr || !FromHex(*text, named.bytes.data(), named.bytes.size())) return std::nullopt;
  return named;
}

/// kNotFound, kIo, kTooLarge; kDamaged: no JSON; kTooNew: its format is above `format`.
[[nodiscard]] Result<cli::Value> ReadJsonFile(const std::filesystem::path& file, std::int64_t format,
                                              std::size_t max_bytes);
/// Whole and durable or not at all; takes the place of what was there. kIo, kFull.
Status WriteJsonFile(const std::filesystem::path& file, const cli::Value& document);

/// The same, with a SHA-256 over everything else, compact, as its last member "sum"; kDamaged besides: it fails that.
[[nodiscard]] Result<cli::Value> ReadSummedFile(const std::filesystem::path& file, std::int64_t format,
                                                std::size_t max_bytes);
Status WriteSummedFile(const std::filesystem::path& file, cli::Value document);

}  // namespace fascicolo::program
