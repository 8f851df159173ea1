#include "connectors/oidc/fetching.h"

#include <curl/curl.h>

#include <memory>
#include <mutex>

namespace fascicolo::oidc {
namespace {

struct Received {
  std::string body{};
  bool is_too_long = false;
};

std::size_t Take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& received = *static_cast<Received*>(into);
  received.is_too_long = received.body.size() + size * count > kMaxFetchedBytes;
  if (received.is_too_long) return 0;
  received.body.append(bytes, size * count);
  return size * count;
}

/// Over an open line only what does not leave this machine.
bool IsOnLoopback(const std::string& url) {
  for (const char* begin : {"http://127.0.0.1:", "http://127.0.0.1/", "http://[::1]:", "http://[::1]/"}) {
    if (url.starts_with(begin)) return true;
  }
  return false;
}

}  // namespace

bool IsUrl(const std::string& text) { return text.starts_with("https://") || text.starts_with("http://"); }

Result<std::string> Fetched(const std::string& url) {
  if (!url.starts_with("https://") && !IsOnLoopback(url)) {
    return Failure{FailureCode::kUnavailable, url + ": keys are fetched by https alone"};
  }
  static std::once_flag begun;
  std::call_once(begun, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const std::unique_ptr<CURL, void (*)(CURL*)> getting(curl_easy_init(), curl_easy_cleanup);
  if (getting == nullptr) return Failure{FailureCode::kUnavailable, url + ": libcurl cannot begin"};
  Received received;
  curl_easy_setopt(getting.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(getting.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(getting.get(), CURLOPT_NOPROXY, "127.0.0.1,::1");
  curl_easy_setopt(getting.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(getting.get(), CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(getting.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(kFetchTime.count()));
  curl_easy_setopt(getting.get(), CURLOPT_WRITEFUNCTION, Take);
  curl_easy_setopt(getting.get(), CURLOPT_WRITEDATA, &received);
  const CURLcode got = curl_easy_perform(getting.get());
  if (received.is_too_long)
    return Failure{FailureCode::kTooLarge, url + ": more than " + std::to_string(kMaxFetchedBytes) + " bytes"};
  if (got != CURLE_OK) return Failure{FailureCode::kUnavailable, url + ": " + curl_easy_strerror(got)};
  return std::move(received.body);
}

}  // namespace fascicolo::oidc
