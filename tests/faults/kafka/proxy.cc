#include "faults/kafka/proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <vector>

#include "events/big_endian.h"
#include "events/result.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kLengthBytes = 4;
constexpr std::uint16_t kProduce = 0;  ///< the API key, first in a request

int Socket() {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  FASCICOLO_CHECK(made >= 0);
  const int on = 1;
  ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return made;
}

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

const sockaddr* Plain(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

/// What can be read now, nothing if that is nothing; none when the other end is gone.
std::optional<std::string> ReadNow(int socket) {
  std::string bytes(64 * 1024, '\0');
  const auto got = ::recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (got < 0 && errno == EAGAIN) return std::string();
  if (got <= 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

}  // namespace

Proxy::Proxy(int listen_port, int target_port) : target_port_(target_port), listener_(Socket()) {
  const sockaddr_in address = Loopback(listen_port);
  FASCICOLO_CHECK(::bind(listener_, Plain(address), sizeof address) == 0);
  FASCICOLO_CHECK(::listen(listener_, 64) == 0);
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

Proxy::~Proxy() {
  thread_.request_stop();
  thread_.join();
  for (Link& link : links_) Close(link);
  ::close(listener_);
}

void Proxy::DelayRequests(milliseconds by) {
  const std::scoped_lock hold(guard_);
  request_delay_ = by;
}

void Proxy::DelayAnswers(milliseconds by) {
  const std::scoped_lock hold(guard_);
  answer_delay_ = by;
}

void Proxy::DuplicateProduce(bool on) {
  const std::scoped_lock hold(guard_);
  duplicate_ = on;
}

void Proxy::Cut(bool requests_arrive) {
  const std::scoped_lock hold(guard_);
  is_cut_ = true;
  for (Link& link : links_) {
    if (link.client >= 0) ::close(link.client);
    link.client = -1;
    link.to_client.clear();
    if (!requests_arrive) link.to_broker.clear();
  }
}

void Proxy::Mend() {
  const std::scoped_lock hold(guard_);
  is_cut_ = duplicate_ = false;
  request_delay_ = answer_delay_ = milliseconds(0);
}

std::uint64_t Proxy::duplicated() const {
  const std::scoped_lock hold(guard_);
  return duplicated_;
}

std::uint64_t Proxy::arrived_after_cut() const {
  const std::scoped_lock hold(guard_);
  return arrived_after_cut_;
}

void Proxy::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::vector<pollfd> waits{{listener_, POLLIN, 0}};
    bool is_delayed = false;
    {
      const std::scoped_lock hold(guard_);
      for (const Link& link : links_) {
        if (link.client >= 0) waits.push_back({link.client, POLLIN, 0});
        waits.push_back({link.broker, POLLIN, 0});
        is_delayed = is_delayed || !link.to_broker.empty() || !link.to_client.empty();
      }
    }
    ::poll(waits.data(), waits.size(), is_delayed ? 1 : 20);
    const std::scoped_lock hold(guard_);
    if ((waits.front().revents & POLLIN) != 0) Accept();
    for (auto link = links_.begin(); link != links_.end();) {
      if (Serve(*link)) {
        ++link;
      } else {
        Close(*link);
        link = links_.erase(link);
      }
    }
  }
}

void Proxy::Accept() {
  const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  const int broker = Socket();
  const sockaddr_in address = Loopback(target_port_);
  if (is_cut_ || ::connect(broker, Plain(address), sizeof address) != 0) {
    ::close(client);
    ::close(broker);
    return;
  }
  links_.push_back({client, broker, {}, {}, {}});
}

bool Proxy::Serve(Link& link) {
  if (link.client >= 0 && !TakeFromClient(link)) {
    ::close(link.client);
    link.client = -1;
    link.to_client.clear();
  }
  if (!TakeFromBroker(link) || !Deliver(link.to_broker, link.broker)) return false;
  if (link.client < 0) return !link.to_broker.empty();
  return Deliver(link.to_client, link.client);
}

bool Proxy::TakeFromClient(Link& link) {
  const auto bytes = ReadNow(link.client);
  if (!bytes) return false;
  link.unframed += *bytes;
  Frame(link);
  return true;
}

bool Proxy::TakeFromBroker(Link& link) {
  auto bytes = ReadNow(link.broker);
  if (!bytes) return false;
  if (!bytes->empty() && link.client >= 0) {
    link.to_client.push_back({std::move(*bytes), steady_clock::now() + answer_delay_});
  }
  return true;
}

void Proxy::Frame(Link& link) {
  const auto* at = reinterpret_cast<const std::uint8_t*>(link.unframed.data());
  std::size_t used = 0;
  while (link.unframed.size() - used >= kLengthBytes + 2) {
    const std::size_t length = kLengthBytes + events::GetBigEndian<std::uint32_t>(at + used);
    if (link.unframed.size() - used < length) break;
    const bool is_produce = events::GetBigEndian<std::uint16_t>(at + used + kLengthBytes) == kProduce;
    const Chunk frame{link.unframed.substr(used, length), steady_clock::now() + request_delay_};
    link.to_broker.push_back(frame);
    if (is_produce && duplicate_) {
      link.to_broker.push_back(frame);
      ++duplicated_;
    }
    used += length;
  }
  link.unframed.erase(0, used);
}

bool Proxy::Deliver(std::deque<Chunk>& chunks, int to) {
  while (!chunks.empty() && chunks.front().due <= steady_clock::now()) {
    const std::string& bytes = chunks.front().bytes;
    if (::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) return false;
    if (is_cut_) ++arrived_after_cut_;
    chunks.pop_front();
  }
  return true;
}

void Proxy::Close(Link& link) {
  if (link.client >= 0) ::close(link.client);
  ::close(link.broker);
}

}  // namespace fascicolo::kafka
