#include "connectors/http/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>

namespace fascicolo::http {
namespace {

constexpr std::size_t kMaxHeaderBytes = std::size_t{64} << 10;  ///< of an answer's headers together

struct SlistFree {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Slist = std::unique_ptr<curl_slist, SlistFree>;

/// What an answer is gathered in.
struct Gathered {
  Response response;
  std::size_t body_limit = 0;
  std::size_t header_bytes = 0;
  const std::function<bool()>* goes_on = nullptr;
};

std::size_t TakeBody(const char* bytes, std::size_t, std::size_t count, void* to) {
  auto& gathered = *static_cast<Gathered*>(to);
  if (gathered.response.body.size() + count > gathered.body_limit) return 0;
  gathered.response.body.append(bytes, count);
  return count;
}

/// A line of the head. A further status line begins another head: that of "100 Continue" is over.
std::size_t TakeHeader(const char* bytes, std::size_t, std::size_t count, void* to) {
  auto& gathered = *static_cast<Gathered*>(to);
  std::string_view line(bytes, count);
  gathered.header_bytes += count;
  if (gathered.header_bytes > kMaxHeaderBytes) return 0;
  if (line.starts_with("HTTP/")) gathered.response.headers.clear();
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return count;
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  gathered.response.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
  return count;
}

int Progress(void* from, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& goes_on = *static_cast<Gathered*>(from)->goes_on;
  return goes_on && !goes_on() ? 1 : 0;
}

bool MayHaveArrived(CURLcode code) {
  return code != CURLE_COULDNT_CONNECT && code != CURLE_COULDNT_RESOLVE_HOST &&
         code != CURLE_PEER_FAILED_VERIFICATION && code != CURLE_SSL_CONNECT_ERROR &&
         code != CURLE_SSL_CACERT_BADFILE && code != CURLE_URL_MALFORMAT;
}

}  // namespace

class Client::Impl {
 public:
  explicit Impl(ClientOptions options) : options_(std::move(options)) {
    static std::once_flag begun;
    std::call_once(begun, [] { FASCICOLO_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
    curl_.reset(curl_easy_init());
    FASCICOLO_CHECK(curl_ != nullptr);
  }

  Result<Response, NoAnswer> Send(const std::string& server, const Request& request,
                                  const std::function<bool()>& goes_on) {
    Gathered gathered;
    gathered.body_limit = options_.answer_bytes;
    gathered.goes_on = &goes_on;
    Slist headers = HeadersOf(request);
    Prepare(server, request, headers.get(), gathered);
    const CURLcode code = curl_easy_perform(curl_.get());
    if (code != CURLE_OK) return NoAnswer{MayHaveArrived(code), server + ": " + curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    gathered.response.status = static_cast<unsigned>(status);
    return std::move(gathered.response);
  }

 private:
  static Slist HeadersOf(const Request& request) {
    Slist list;
    const auto add = [&list](const std::string& line) {
      curl_slist* longer = curl_slist_append(list.get(), line.c_str());
      FASCICOLO_CHECK(longer != nullptr);
      (void)list.release();
      list.reset(longer);
    };
    add("Expect:");  // nobody waits to be told that a small body is welcome
    for (const Header& header : request.headers) add(header.name + ": " + header.value);
    return list;
  }

  void Prepare(const std::string& server, const Request& request, curl_slist* headers, Gathered& gathered) {
    CURL* curl = curl_.get();
    curl_easy_reset(curl);  // which leaves its connections
    curl_easy_setopt(curl, CURLOPT_URL, (server + request.target).c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (options_.ca_file) {
      curl_easy_setopt(curl, CURLOPT_CAINFO, options_.ca_file->c_str());
      curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_time.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.answer_time.count()));
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    if (!request.body.empty() || request.method == "POST") {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, TakeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &gathered);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, TakeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &gathered);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, Progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &gathered);
  }

  struct Free {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };
  ClientOptions options_;
  std::unique_ptr<CURL, Free> curl_;
};

bool IsServerUrl(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!url.starts_with(scheme)) continue;
    const std::string_view host = url.substr(scheme.size());
    const auto is_plain = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             std::string_view(".-:[]").find(c) != std::string_view::npos;
    };
    return !host.empty() && host.front() != ':' && std::all_of(host.begin(), host.end(), is_plain);
  }
  return false;
}

Client::Client(ClientOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Client::~Client() = default;
Client::Client(Client&& other) noexcept = default;

Result<Response, NoAnswer> Client::Send(const std::string& server, const Request& request,
                                        const std::function<bool()>& goes_on) {
  return impl_->Send(server, request, goes_on);
}

}  // namespace fascicolo::http
