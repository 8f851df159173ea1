// A feed in a file: a line for each record, in CloudEvents' JSON format. For consumers without Kafka, and for tests.
#pragma once

#include "connectors/feed/target.h"

#include <filesystem>
#include <memory>

namespace fascicolo::feed {

class FileTarget final : public Target {
 public:
  /// Makes the file, its owner's alone, where there is none. A last line without an end was cut by a crash: it is taken
  /// away. kIo: it cannot be opened. kLocked: another process feeds it.
  static Result<std::unique_ptr<FileTarget>> Open(const std::filesystem::path& file);
  ~FileTarget() override;
  FileTarget(const FileTarget&) = delete;
  FileTarget& operator=(const FileTarget&) = delete;

  Result<std::optional<FeedRecord>> Last() override;
  /// On the disk when it returns.
  Status Append(std::span<const FeedRecord> records) override;

 private:
  FileTarget(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}
  Status CutTornLine();
  [[nodiscard]] Failure Trouble(const char* what) const;
  /// From the last line feed but one, or the beginning, to the end: the last whole line, or what was cut.
  [[nodiscard]] Result<std::string> Tail(bool whole_line) const;

  std::filesystem::path file_;
  int descriptor_;
};

}  // namespace fascicolo::feed
