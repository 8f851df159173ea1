// What was pushed into a stream and is not sent yet: between those who push and the connection that sends.
#pragma once

#include "connectors/http/message.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace fascicolo::http {

/// From any thread; `wake` too, which is called without a lock whenever there is something to look at.
class Pieces final : public Stream {
 public:
  Pieces(std::size_t most_bytes, std::function<void()> wake) : most_bytes_(most_bytes), wake_(std::move(wake)) {}

  bool Push(std::string_view piece) override;
  void End() override;

  enum class Standing { kOpen, kEnded, kTooSlow, kGone };
  /// All that waits, which is none of theirs any more; and how the stream stands behind it.
  [[nodiscard]] std::pair<std::string, Standing> Take();
  /// The client is gone.
  void Break();

 private:
  const std::size_t most_bytes_;
  const std::function<void()> wake_;
  std::mutex mutex_;
  std::string waiting_;
  Standing standing_ = Standing::kOpen;
};

}  // namespace fascicolo::http
