#include "connectors/program/remote/server_link.h"

#include "connectors/program/authority/whole_file.h"
#include "connectors/program/serve/submitting.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <thread>

namespace fascicolo::program {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPauseStep{50};

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool IsThisMachine(std::string_view url) {
  for (const std::string_view host : {"http://127.0.0.1", "http://[::1]", "http://localhost"}) {
    if (url.starts_with(host) && (url.size() == host.size() || url[host.size()] == ':')) return true;
  }
  return false;
}

StatusOf<FormError> CheckUrl(const std::string& url) {
  if (!http::IsServerUrl(url))
    return FormError{"--url", "is no URL of a server", "such as https://social.example:8443"};
  if (url.starts_with("https://") || IsThisMachine(url)) return {};
  return FormError{"--url", "would send the token without TLS", "https://, or an address of this machine"};
}

/// Without the line's end; empty: there is none.
Result<std::string, FormError> TokenOf(const ServerTyped& typed) {
  const FormError missing{"--token-file", "is missing", "a file with a bearer token, or FASCICOLO_TOKEN"};
  std::string token;
  if (typed.token_file.empty()) {
    const char* set = std::getenv("FASCICOLO_TOKEN");
    if (set == nullptr) return missing;
    token = set;
  } else {
    const auto text = ReadWholeFile(typed.token_file, kMaxTokenBytes);
    if (!text) return FormError{"--token-file", text.error().message, "a file with a bearer token"};
    token = *text;
  }
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' ')) token.pop_back();
  const bool is_plain = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (token.empty() || !is_plain) return missing;
  return token;
}

bool SaysNotNow(const http::Response& response) {
  const bool is_temporary =
      response.status == 429 || response.status == 502 || response.status == 503 || response.status == 504;
  return is_temporary && !http::ValueOf(response.headers, kExitCodeHeader);
}

milliseconds RetryAfter(const http::Response& response) {
  const auto told = http::ValueOf(response.headers, "Retry-After").value_or("");
  unsigned seconds = 0;
  std::from_chars(told.data(), told.data() + told.size(), seconds);
  return std::min(milliseconds(1'000) * seconds, kLongestPause);
}

}  // namespace

Result<ServerAddress, FormError> ServerAddressOf(const ServerTyped& typed) {
  ServerAddress address;
  address.urls = Split(typed.url);
  if (address.urls.size() > kMaxServers)
    return FormError{"--url", "names too many servers", "at most " + std::to_string(kMaxServers)};
  for (const std::string& url : address.urls) {
    if (const auto checked = CheckUrl(url); !checked) return checked.error();
  }
  auto token = TokenOf(typed);
  if (!token) return token.error();
  address.token = std::move(token).value();
  if (!typed.ca_file.empty()) address.client.ca_file = typed.ca_file;
  return address;
}

ServerLink::ServerLink(const ServerAddress& address, std::function<bool()> goes_on)
    : address_(address), goes_on_(std::move(goes_on)), client_(address.client) {}

Result<http::Response> ServerLink::Ask(http::Request request, std::chrono::seconds patience) {
  request.headers.push_back({"Authorization", "Bearer " + address_.token});
  const auto until = steady_clock::now() + patience;
  milliseconds pause = kFirstPause;
  while (true) {
    const std::string& url = address_.urls[at_];
    auto answer = client_.Send(url, request, goes_on_);
    if (answer && !SaysNotNow(*answer)) return std::move(answer).value();
    const std::string why = answer ? url + ": not now (" + std::to_string(answer->status) + ")" : answer.error().why;
    at_ = (at_ + 1) % address_.urls.size();
    const milliseconds told = answer ? RetryAfter(*answer) : milliseconds(0);
    if (steady_clock::now() + std::max(told, pause) > until || !Pause(std::max(told, pause))) {
      return Failure{FailureCode::kUnavailable, why};
    }
    pause = std::min(pause * 2, kLongestPause);
  }
}

bool ServerLink::Pause(milliseconds time) const {
  const auto until = steady_clock::now() + time;
  while (steady_clock::now() < until && goes_on_()) std::this_thread::sleep_for(kPauseStep);
  return goes_on_();
}

}  // namespace fascicolo::program
