#include "connectors/http/pieces.h"

#include <utility>

namespace fascicolo::http {

bool Pieces::Push(std::string_view piece) {
  bool is_open = false;
  {
    const std::lock_guard lock(mutex_);
    if (standing_ != Standing::kOpen) return false;
    if (waiting_.size() + piece.size() > most_bytes_) {
      standing_ = Standing::kTooSlow;
      waiting_ = {};
    } else {
      waiting_ += piece;
    }
    is_open = standing_ == Standing::kOpen;
  }
  wake_();
  return is_open;
}

void Pieces::End() {
  {
    const std::lock_guard lock(mutex_);
    if (standing_ == Standing::kOpen) standing_ = Standing::kEnded;
  }
  wake_();
}

std::pair<std::string, Pieces::Standing> Pieces::Take() {
  const std::lock_guard lock(mutex_);
  return {std::exchange(waiting_, {}), standing_};
}

void Pieces::Break() {
  const std::lock_guard lock(mutex_);
  if (standing_ == Standing::kOpen || standing_ == Standing::kEnded) standing_ = Standing::kGone;
}

}  // namespace fascicolo::http
