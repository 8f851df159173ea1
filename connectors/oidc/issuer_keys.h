// The issuer's keys as they are now: a set that is replaced when the issuer has begun to sign by another key.
#pragma once

#include "connectors/oidc/key_set.h"
#include "events/result.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace fascicolo::oidc {

/// They are fetched again no sooner than this after the time before, whatever tokens name: nobody can make us ask more
/// often.
inline constexpr std::chrono::seconds kKeysEvery{60};

/// From any thread.
class IssuerKeys {
 public:
  using Fetch = std::function<Result<std::string>()>;
  /// A set that stays.
  explicit IssuerKeys(KeySet keys) : keys_(std::make_shared<const KeySet>(std::move(keys))) {}
  /// One that `fetch` gives as a JSON Web Key Set, now and whenever a new one is wanted, on a thread of its own. What
  /// it gives wrongly, or not at all, leaves the keys as they are; the first time it is a failure: kDamaged, or the
  /// fetch's own.
  static Result<std::unique_ptr<IssuerKeys>> Fetched(Fetch fetch, std::chrono::milliseconds every = kKeysEvery);
  ~IssuerKeys();
  IssuerKeys(const IssuerKeys&) = delete;
  IssuerKeys& operator=(const IssuerKeys&) = delete;

  [[nodiscard]] std::shared_ptr<const KeySet> Now() const;
  /// A token names a key that is not among them.
  void Want();

 private:
  void KeepUp();

  mutable std::mutex mutex_;
  std::condition_variable wanted_;
  std::shared_ptr<const KeySet> keys_;
  Fetch fetch_;  ///< none: they stay
  std::chrono::milliseconds every_{};
  std::chrono::steady_clock::time_point fetched_at_;
  bool is_wanted_ = false;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace fascicolo::oidc
