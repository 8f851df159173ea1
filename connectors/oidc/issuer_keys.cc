#include "connectors/oidc/issuer_keys.h"

#include <utility>

namespace fascicolo::oidc {
namespace {

Result<KeySet> KeysOf(const IssuerKeys::Fetch& fetch) {
  const auto text = fetch();
  if (!text) return text.error();
  auto keys = KeySet::Read(*text);
  if (!keys) return Failure{FailureCode::kDamaged, "the issuer's keys: " + keys.error().ToString()};
  return std::move(keys).value();
}

}  // namespace

Result<std::unique_ptr<IssuerKeys>> IssuerKeys::Fetched(Fetch fetch, std::chrono::milliseconds every) {
  auto first = KeysOf(fetch);
  if (!first) return first.error();
  auto keys = std::make_unique<IssuerKeys>(std::move(first).value());
  keys->fetch_ = std::move(fetch);
  keys->every_ = every;
  keys->fetched_at_ = std::chrono::steady_clock::now();
  keys->thread_ = std::thread([kept = keys.get()] { kept->KeepUp(); });
  return keys;
}

IssuerKeys::~IssuerKeys() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  wanted_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<const KeySet> IssuerKeys::Now() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

void IssuerKeys::Want() {
  {
    const std::lock_guard lock(mutex_);
    if (!fetch_ || std::chrono::steady_clock::now() - fetched_at_ < every_) return;
    is_wanted_ = true;
  }
  wanted_.notify_all();
}

void IssuerKeys::KeepUp() {
  std::unique_lock lock(mutex_);
  while (true) {
    wanted_.wait(lock, [this] { return is_wanted_ || is_ending_; });
    if (is_ending_) return;
    is_wanted_ = false;
    fetched_at_ = std::chrono::steady_clock::now();
    lock.unlock();
    auto fetched = KeysOf(fetch_);
    lock.lock();
    if (fetched) keys_ = std::make_shared<const KeySet>(std::move(fetched).value());
  }
}

}  // namespace fascicolo::oidc
