// What the intake tests share: files to read, and a place for what comes out.
#pragma once

#include "connectors/intake/reading.h"

#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace fascicolo::intake {

inline std::string FixturePath(const std::string& name) {
  return std::string(FASCICOLO_SOURCE_DIR) + "/tests/connectors/intake/fixtures/" + name;
}

inline std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// A file that is gone when the test is over.
class ScratchFile {
 public:
  explicit ScratchFile(std::string_view bytes) {
    std::string pattern = (std::filesystem::temp_directory_path() / "intake-XXXXXX").string();
    const int file = ::mkstemp(pattern.data());
    FASCICOLO_CHECK(file >= 0);
    ::close(file);
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// One gzip member that holds `bytes`.
inline std::string Gzip(std::string_view bytes) {
  z_stream stream{};
  FASCICOLO_CHECK(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string source(bytes);
  std::string packed(deflateBound(&stream, source.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  FASCICOLO_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

/// Everything that a reading hands out.
struct Collected {
  std::vector<SourceEvent> events;
  std::vector<std::string> row_errors;

  [[nodiscard]] ReadSinks sinks() {
    ReadSinks sinks;
    sinks.on_event = [this](const SourceEvent& event) {
      events.push_back(event);
      return Status();
    };
    sinks.on_row_error = [this](const FormError& error) { row_errors.push_back(error.ToString()); };
    return sinks;
  }
  /// "case-1/Intake first", one for each event.
  [[nodiscard]] std::vector<std::string> Told() const {
    std::vector<std::string> told;
    for (const SourceEvent& event : events) {
      told.push_back(event.case_id + "/" + event.activity + (event.is_first ? " first" : "") +
                     (event.is_last ? " last" : ""));
    }
    return told;
  }
};

/// Why a reading stopped, on one line; empty where it did not.
template <class T>
std::string StopOf(const Result<T, ReadStop>& result) {
  return result.ok() ? std::string() : result.error().ToString();
}

}  // namespace fascicolo::intake
