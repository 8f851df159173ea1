#include "faults/http/dropping_proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <optional>

#include "connectors/http/raw_client.h"
#include "events/result.h"

namespace fascicolo::http {
namespace {

constexpr int kLookMs = 50;
constexpr std::uint64_t kLongestDelayMs = 200;
constexpr std::chrono::seconds kServerTime{30};

/// A whole request off the front of what came; none: it is not whole yet.
std::optional<std::string> TakeRequest(std::string& came) {
  const auto head = came.find("\r\n\r\n");
  if (head == std::string::npos) return std::nullopt;
  const auto length = came.find("Content-Length: ");
  const std::size_t whole = head + 4 + (length < head ? std::stoul(came.substr(length + 16)) : 0);
  if (came.size() < whole) return std::nullopt;
  std::string request = came.substr(0, whole);
  came.erase(0, whole);
  return request;
}

}  // namespace

DroppingProxy::DroppingProxy(std::uint16_t server_port, std::uint64_t seed) : server_port_(server_port), chance_(seed) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  FASCICOLO_CHECK(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  FASCICOLO_CHECK(::listen(listener_, 64) == 0);
  socklen_t size = sizeof address;
  FASCICOLO_CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

DroppingProxy::~DroppingProxy() {
  ends_ = true;
  accepting_.join();
  while (true) {  // what is late may come from a connection that ends now
    std::vector<std::thread> threads;
    {
      const std::lock_guard lock(mutex_);
      threads.swap(threads_);
    }
    if (threads.empty()) break;
    for (std::thread& thread : threads) thread.join();
  }
  ::close(listener_);
}

void DroppingProxy::Accept() {
  while (!ends_) {
    pollfd wait{listener_, POLLIN, 0};
    if (::poll(&wait, 1, kLookMs) <= 0) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const std::lock_guard lock(mutex_);
    threads_.emplace_back([this, client] { Serve(client); });
  }
}

void DroppingProxy::Serve(int client) {
  std::string came;
  bool goes_on = true;
  while (goes_on && !ends_) {
    if (const auto request = TakeRequest(came)) {
      const std::string answer = Meet(Draw(), *request);
      goes_on = !answer.empty() &&
                ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(answer.size());
      continue;
    }
    pollfd wait{client, POLLIN, 0};
    if (::poll(&wait, 1, kLookMs) <= 0) continue;
    std::array<char, 16'384> bytes{};
    const auto got = ::recv(client, bytes.data(), bytes.size(), 0);
    goes_on = got > 0;
    if (goes_on) came.append(bytes.data(), static_cast<std::size_t>(got));
  }
  ::close(client);
}

std::string DroppingProxy::AskServer(const std::string& request) const {
  RawClient server(server_port_);
  return server.Send(request) ? server.Answer(false, kServerTime) : std::string();
}

std::string DroppingProxy::Meet(Fate fate, const std::string& request) {
  switch (fate) {
    case Fate::kPass:
      return AskServer(request);
    case Fate::kDropRequest:
      return {};
    case Fate::kDropAnswer:
      (void)AskServer(request);
      return {};
    case Fate::kDouble: {
      std::thread twin([&] { (void)AskServer(request); });
      std::string answer = AskServer(request);
      twin.join();
      return answer;
    }
    case Fate::kDelay:
      std::this_thread::sleep_for(std::chrono::milliseconds(DrawBelow(kLongestDelayMs)));
      return AskServer(request);
    case Fate::kLate:
      Later(request);
      return {};
  }
  return {};
}

void DroppingProxy::Later(std::string request) {
  const std::chrono::milliseconds by(DrawBelow(kLongestDelayMs));
  const std::lock_guard lock(mutex_);
  threads_.emplace_back([this, by, request = std::move(request)] {
    std::this_thread::sleep_for(by);
    (void)AskServer(request);
  });
}

std::uint64_t DroppingProxy::DrawBelow(std::uint64_t limit) {
  const std::lock_guard lock(mutex_);
  return chance_() % limit;
}

DroppingProxy::Fate DroppingProxy::Draw() {
  const std::uint64_t drawn = DrawBelow(100);
  const std::lock_guard lock(mutex_);
  const auto take = [](std::uint64_t& count, Fate fate) { return ++count, fate; };
  if (drawn < 12) return take(figures_.requests_dropped, Fate::kDropRequest);
  if (drawn < 30) return take(figures_.answers_dropped, Fate::kDropAnswer);
  if (drawn < 40) return take(figures_.doubled, Fate::kDouble);
  if (drawn < 46) return take(figures_.delayed, Fate::kDelay);
  if (drawn < 52) return take(figures_.late, Fate::kLate);
  return take(figures_.passed, Fate::kPass);
}

ProxyFigures DroppingProxy::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

}  // namespace fascicolo::http
