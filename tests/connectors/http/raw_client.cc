#include "connectors/http/raw_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace fascicolo::http {

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::array<char, sizeof(sockaddr)> raw{};
  static_assert(sizeof(sockaddr_in) == sizeof(sockaddr));
  std::memcpy(raw.data(), &address, sizeof(address));
  sockaddr general{};
  std::memcpy(&general, raw.data(), raw.size());
  EXPECT_EQ(::connect(socket_, &general, sizeof(general)), 0) << std::strerror(errno);
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::Send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::FinishSending() const { ::shutdown(socket_, SHUT_WR); }

bool RawClient::ReadMore(std::chrono::milliseconds wait) {
  pollfd asked{socket_, POLLIN, 0};
  if (::poll(&asked, 1, static_cast<int>(wait.count())) <= 0) return false;
  std::array<char, 65'536> piece{};
  const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
  if (got <= 0) return false;
  read_.append(piece.data(), static_cast<std::size_t>(got));
  return true;
}

std::string RawClient::Answer(bool is_to_head, std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  const auto left = [&] {
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()));
  };
  std::size_t end = std::string::npos;
  while ((end = read_.find("\r\n\r\n")) == std::string::npos) {
    if (!ReadMore(left())) return {};
  }
  end += 4;
  std::size_t length = 0;
  const auto said = read_.find("Content-Length: ");
  if (!is_to_head && said < end) length = std::stoul(read_.substr(said + 16));
  while (read_.size() < end + length) {
    if (!ReadMore(left())) return {};
  }
  std::string answer = read_.substr(0, end + length);
  read_.erase(0, end + length);
  return answer;
}

std::string RawClient::ReadUntil(std::string_view text, std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  auto found = read_.find(text);
  while (found == std::string::npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0 || !ReadMore(left)) return {};
    found = read_.find(text);
  }
  std::string got = read_.substr(0, found + text.size());
  read_.erase(0, found + text.size());
  return got;
}

bool RawClient::IsClosedWithin(std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  while (std::chrono::steady_clock::now() < until) {
    pollfd asked{socket_, POLLIN, 0};
    if (::poll(&asked, 1, 20) <= 0) continue;
    if (!ReadMore(std::chrono::milliseconds(20))) return true;
  }
  return false;
}

int StatusOf(const std::string& answer) {
  return answer.starts_with("HTTP/1.") && answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}

std::string BodyOf(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string::npos ? std::string() : answer.substr(end + 4);
}

std::string Get(const std::string& path, const std::string& more_headers) {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more_headers + "\r\n";
}

std::string Post(const std::string& path, const std::string& body, const std::string& more_headers) {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         more_headers + "\r\n" + body;
}

Handler Echo() {
  return [](const Request& request, Answer answer) {
    answer.Send({200, {{"Content-Type", "text/plain"}}, request.method + " " + request.target + " " + request.body});
  };
}

std::unique_ptr<Server> StartedServer(Handler handler, const Limits& limits) {
  ServerOptions options;
  options.limits = limits;
  auto started = Server::Start(options, std::move(handler));
  EXPECT_TRUE(started.ok());
  return started ? std::move(started).value() : nullptr;
}

}  // namespace fascicolo::http
