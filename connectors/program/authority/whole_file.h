// Small files, read and written whole; directories that are put in their place whole.
#pragma once

#include "events/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace fascicolo::program {

inline constexpr std::size_t kMaxKeyFileBytes = 4'096;  ///< of a master or signing key, one line

/// What the file system said, naming the place. kIo.
[[nodiscard]] Failure FailureOf(const std::filesystem::path& path, const std::error_code& error);

/// kNotFound, kIo, or kTooLarge: longer than `max_bytes`.
[[nodiscard]] Result<std::string> ReadWholeFile(const std::filesystem::path& file,
                                                std::size_t max_bytes);

enum class FileAccess { kEverybodyReads, kOwnerOnly };
/// Makes a file that was not there, whole and durable or not at all. kIo, kFull.
Status WriteNewFile(const std::filesystem::path& file, std::string_view text, FileAccess access);
/// Gives a file or directory that was made beside it its place, durable. A file replaces another, a directory an empty one. kIo.
Status MoveIntoPlace(const std::filesystem::path& made, const std::filesystem::path& place);

}  // namespace fascicolo::program
