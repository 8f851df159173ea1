#include "connectors/program/serve/forwarder.h"

#include <array>
#include <utility>

namespace fascicolo::program {
namespace {

/// What a command consists of beside its body. What concerns one connection alone stays behind.
constexpr std::array<std::string_view, 8> kForwardedHeaders{"Authorization", "Idempotency-Key", "If-Match",
                                                            "Content-Type",  "Accept",          "Accept-Language",
                                                            "traceparent",   "tracestate"};
/// Of the answer.
constexpr std::array<std::string_view, 4> kAnsweredHeaders{"Content-Type", "Retry-After", "ETag", "WWW-Authenticate"};

template <std::size_t kCount>
std::vector<http::Header> Chosen(const std::vector<http::Header>& headers,
                                 const std::array<std::string_view, kCount>& names) {
  std::vector<http::Header> chosen;
  for (const std::string_view name : names) {
    if (const auto value = http::ValueOf(headers, name)) chosen.push_back({std::string(name), std::string(*value)});
  }
  return chosen;
}

}  // namespace

Forwarder::Forwarder(http::ClientOptions options, bool secured_only)
    : options_(std::move(options)), secured_only_(secured_only) {
  for (std::size_t i = 0; i < kForwardingThreads; ++i) threads_.emplace_back([this] { Run(); });
}

Forwarder::~Forwarder() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    came_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
}

http::Request Forwarder::Forwarded(const http::Request& request) {
  http::Request forwarded{request.method, request.target, Chosen(request.headers, kForwardedHeaders), request.body, {}};
  forwarded.headers.push_back({kForwardedHeader, "1"});
  return forwarded;
}

bool Forwarder::Put(std::string door, http::Request request, std::function<bool()> still_there, Done done) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || waiting_.size() >= kMaxToForward) return false;
  waiting_.push_back({std::move(door), std::move(request), std::move(still_there), std::move(done)});
  came_.notify_one();
  return true;
}

void Forwarder::Run() {
  http::Client client(options_);
  while (true) {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return is_closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const Errand errand = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    errand.done(Send(client, errand));
  }
}

std::optional<http::Response> Forwarder::Send(http::Client& client, const Errand& errand) {
  const bool may_go = http::IsServerUrl(errand.door) && (!secured_only_ || errand.door.starts_with("https://"));
  if (!may_go || !errand.still_there()) return std::nullopt;
  auto answer = client.Send(errand.door, errand.request, errand.still_there);
  if (!answer || http::ValueOf(answer->headers, kNoWriterHeader)) return std::nullopt;
  ++forwarded_;
  return http::Response{answer->status, Chosen(answer->headers, kAnsweredHeaders), std::move(answer->body)};
}

}  // namespace fascicolo::program
