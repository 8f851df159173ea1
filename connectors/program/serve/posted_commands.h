// The commands that came in at this door and are not answered yet: decided here where this node writes, else forwarded
// to the one that does; kept while nobody is known to write, so that a restart or a takeover fails no command.
#pragma once

#include "connectors/http/message.h"
#include "connectors/program/authority/node.h"
#include "connectors/program/serve/forwarder.h"
#include "engine/loop/request.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace fascicolo::program {

/// A lease, the random wait on top of it and a claim fit in; a server that stops waits longer
/// (http::Limits::stop_time).
inline constexpr std::chrono::milliseconds kWriterWait{20'000};
inline constexpr std::size_t kMaxKept = 1'000;  ///< commands that wait for a writer

/// How it is answered: by one of the last two, once.
struct PostedCommand {
  http::Request as_sent;  ///< forwarded whole
  engine::Request read;
  /// What to answer without deciding it, none: it may be decided. Asked where it is decided, and no sooner: a node that follows may
  /// not know yet what the command is about.
  std::function<std::optional<http::Response>()> why_not;
  std::function<void(const engine::Outcome&)> decided;  ///< here
  std::function<void(http::Response)> answered;         ///< by another node, or by none; on any thread
};

/// On the node's thread, but for what the forwarder gives back.
class PostedCommands {
 public:
  /// `client`, `secured_only`: as of Forwarder.
  PostedCommands(Node& node, http::ClientOptions client, bool secured_only)
      : node_(node), forwarder_(std::move(client), secured_only) {}

  void Take(PostedCommand command);
  /// A turn beside each step of the node: whoever waits is looked at again.
  void Turn();
  /// The node does not go on: whoever waits is told.
  void GiveUp();
  [[nodiscard]] std::uint64_t kept() const { return kept_count_; }  ///< that wait for a writer; from any thread
  [[nodiscard]] std::uint64_t forwarded() const { return forwarder_.forwarded(); }  ///< from any thread

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Open {
    PostedCommand command;
    Time until;
    Time again{};  ///< when it is tried next
    [[nodiscard]] bool was_forwarded() const;
  };
  using Shared = std::shared_ptr<Open>;
  void TakeReturned();
  void Try(const Shared& open);
  void Decide(const Shared& open);
  void Forward(const Shared& open, const std::string& door);
  void Keep(const Shared& open);
  void NoWriter(Open& open);

  Node& node_;
  std::list<Shared> kept_;
  std::atomic<std::uint64_t> kept_count_{0};
  std::atomic<std::uint64_t> term_{0};  ///< of the node's head: what was forwarded under another is called back
  std::mutex returning_;
  std::vector<Shared> returned_;  ///< by the forwarder, without an answer
  Forwarder forwarder_;           ///< ends first
};

}  // namespace fascicolo::program
