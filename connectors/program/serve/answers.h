// What is asked again and again of one moment is answered once.
#pragma once

#include "connectors/http/message.h"
#include "events/names.h"

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

/// Bytes of answers that are kept for those who will ask the same of the newest moment.
inline constexpr std::size_t kMaxKeptAnswerBytes = 16U << 20;

/// From any thread.
class Answers {
 public:
  using Send = std::function<void(const http::Response&)>;
  /// `question`: its words and the form of the answer. True: nobody works on it, so that the caller must, and call Made
  /// in the end. Otherwise `send` was called, or will be by whoever works on it.
  [[nodiscard]] bool Join(Position moment, const std::string& question, Send send);
  /// The answer goes to all who joined, the caller included. Only what stands for good (200) is kept.
  void Made(Position moment, const std::string& question, const http::Response& response);

 private:
  using Key = std::pair<Position, std::string>;
  struct Entry {
    std::optional<http::Response> response{};  ///< none: somebody works on it
    std::vector<Send> joined{};
  };
  void ForgetBefore(Position moment);

  std::mutex mutex_;
  std::map<Key, Entry> entries_;
  Position newest_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace fascicolo::program
