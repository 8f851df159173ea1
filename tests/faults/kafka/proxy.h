// A link to a broker that can be cut, slowed and made to say things twice. It listens on loopback and forwards to a port
// there, Kafka frame by frame in the direction of the broker. The broker advertises the proxy's port on a listener of its
// own (ops/kafka/broker), so that a client that comes through the proxy stays on it.
#pragma once

#include <chrono>
#include <deque>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace fascicolo::kafka {

/// Its methods may be called from any thread.
class Proxy {
 public:
  Proxy(int listen_port, int target_port);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  /// What goes towards the broker, or comes from it, arrives so much later from now on.
  void DelayRequests(std::chrono::milliseconds by);
  void DelayAnswers(std::chrono::milliseconds by);
  /// Every produce request reaches the broker twice.
  void DuplicateProduce(bool on);
  /// Ends every connection and takes no new one until Mend. Requests on their way still reach the broker when their time
  /// comes, if `requests_arrive`: the client cannot know.
  void Cut(bool requests_arrive);
  /// All of the above is over.
  void Mend();

  [[nodiscard]] std::uint64_t duplicated() const;
  [[nodiscard]] std::uint64_t arrived_after_cut() const;

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Chunk {
    std::string bytes;
    Time due;
  };
  struct Link {
    int client = -1;  ///< -1: gone; what waits for the broker still goes there
    int broker = -1;
    std::string unframed;  ///< from the client, not yet a whole frame
    std::deque<Chunk> to_broker;
    std::deque<Chunk> to_client;
  };
  void Run(const std::stop_token& stop);
  void Accept();
  /// Moves what came in and what is due; false: the link is over.
  bool Serve(Link& link);
  bool TakeFromClient(Link& link);
  bool TakeFromBroker(Link& link);
  void Frame(Link& link);
  bool Deliver(std::deque<Chunk>& chunks, int to);
  static void Close(Link& link);

  const int target_port_;
  int listener_ = -1;
  mutable std::mutex guard_;
  std::list<Link> links_;
  std::chrono::milliseconds request_delay_{0};
  std::chrono::milliseconds answer_delay_{0};
  bool duplicate_ = false;
  bool is_cut_ = false;
  std::uint64_t duplicated_ = 0;
  std::uint64_t arrived_after_cut_ = 0;
  std::jthread thread_;
};

}  // namespace fascicolo::kafka
