// Which moment a question is answered from: one that has all that was answered before the question came, or that has
// the position which the question wants. Who asks for what is not there yet waits, without a thread, for so long.
#pragma once

#include "connectors/program/serve/moment.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace fascicolo::program {

/// For a position that is not there yet.
inline constexpr std::chrono::milliseconds kAwaitTime{5'000};
/// Questions that wait for a moment; one more is not taken.
inline constexpr std::size_t kMaxAwaiting = 1'000;
/// Views are moved at least so often while commits come in.
inline constexpr std::chrono::milliseconds kMomentEvery{1'000};
/// Moments that are kept for pages to come, and for how long.
inline constexpr std::size_t kMaxKeptMoments = 16;
inline constexpr std::chrono::minutes kKeepTime{5};

class Moments {
 public:
  using Pointer = std::shared_ptr<Moment>;
  /// With the moment, or why there is none: kUnavailable, that the position was not reached in time. On any thread;
  /// must be brief.
  using Then = std::function<void(Result<Pointer>)>;

  /// `wake`: tells the node's thread, from any thread, that a Turn is wanted.
  explicit Moments(std::function<void()> wake) : wake_(std::move(wake)) {}

  // --- from any thread ---

  /// At once, or when the node's thread has made one. `at_least` none: one with all that was answered so far. False:
  /// too many wait, and `then` is not called.
  [[nodiscard]] bool Ask(std::optional<Position> at_least, Then then);
  /// Somebody was answered, or told, that this commit stands.
  void Answered(Position position);
  /// Keeps the moment for whoever will ask for it by its position.
  void Keep(const Pointer& moment);
  /// Null: it is not kept any more, or never was.
  [[nodiscard]] Pointer Kept(Position position);
  /// The newest; null: there is none yet.
  [[nodiscard]] Pointer newest() const;
  [[nodiscard]] std::size_t awaiting() const;

  // --- from the node's thread ---

  /// Makes a moment where somebody waits for one, and answers who waits. Failures of the views are answered to those.
  void Turn(Node& node);
  /// Forgets all moments, and answers who waits: before the node ends.
  void Close();

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    std::uint64_t least = 0;  ///< commits that the moment must have
    Clock::time_point until;
    Then then;
  };
  struct KeptMoment {
    Pointer moment;
    Clock::time_point until;
  };
  [[nodiscard]] bool IsWanted(Position head) const;
  void AnswerAll(const Failure& why);
  void AnswerWhoMay();
  void DropStale();

  const std::function<void()> wake_;
  mutable std::mutex mutex_;  ///< of all below but `answered_`
  Pointer newest_;
  Clock::time_point made_at_;
  std::vector<Waiting> waiting_;
  std::deque<KeptMoment> kept_;  ///< the oldest first
  bool is_closed_ = false;
  std::atomic<std::uint64_t> answered_{0};  ///< commits that somebody was told of
};

}  // namespace fascicolo::program
