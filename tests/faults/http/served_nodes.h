// Several nodes of one ledger at their doors, each a process of the built program; and the check of what they answered
// against the log.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/server.h"
#include "connectors/kafka/broker.h"
#include "connectors/oidc/development_issuer.h"
#include "connectors/program/program.h"
#include "faults/http/http_clients.h"
#include "faults/kafka/log_seen.h"
#include "faults/kafka/node_process.h"

namespace fascicolo::kafka {

/// What a node says of itself at /status.
struct NodeStatus {
  bool is_well = false;
  bool writes = false;
  std::uint64_t term = 0;
  std::string holder;
};

/// How nodes are reached, by clients and by each other.
enum class Doors { kInTheClear, kTls };

class ServedNodes {
 public:
  /// Makes a ledger that nobody had before, on the brokers under test, with this replication there.
  explicit ServedNodes(Doors doors = Doors::kInTheClear);
  ~ServedNodes();

  /// Starts a node at a door of its own that it keeps; returns its number. `brokers`: by which it reaches the ledger.
  std::size_t Start(const std::string& brokers = BrokersUnderTest());
  /// The same for a node that takes other doors' certificates from nobody.
  std::size_t StartTrustingNobody();
  /// The node again, at its door and in its cache.
  void StartAgain(std::size_t node);
  /// kill -9.
  void Kill(std::size_t node);
  /// SIGTERM, and until it has ended well.
  void End(std::size_t node);

  [[nodiscard]] std::vector<std::string> doors() const;
  [[nodiscard]] const TopicUnderTest& topic() const { return topic_; }
  [[nodiscard]] NodeStatus StatusOf(std::size_t node) const;
  /// Until the node is well; until a node that runs says that it writes, and which.
  void AwaitWell(std::size_t node) const;
  [[nodiscard]] std::size_t AwaitWriter() const;
  [[nodiscard]] std::string Token() const;
  /// One command at a node's door.
  [[nodiscard]] http::Response HandIn(std::size_t node, std::uint64_t number,
                                      const std::vector<http::Header>& more = {}) const;

  /// Each of these stands in the log once, where it was told, and nobody wrote out of his term. Ends the nodes before.
  LogSeen CheckAgainstLog(const std::map<CommandId, Position>& accepted);

 private:
  struct Node {
    std::uint16_t port = 0;
    std::filesystem::path cache;
    std::string brokers;
    bool trusts_doors = true;
    std::unique_ptr<NodeProcess> process;  ///< none: it does not run
  };
  [[nodiscard]] std::vector<std::string> WordsFor(std::vector<std::string> words, const Node& node) const;
  void Launch(std::size_t node);
  [[nodiscard]] std::string UrlOf(const Node& node) const {
    return (tls_ ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(node.port);
  }
  [[nodiscard]] http::ClientOptions ClientOptions() const;

  const std::string origin_;
  TopicUnderTest topic_;
  TopicUnderTest heartbeat_topic_;
  program_test::Desk desk_;
  std::optional<http::TlsFiles> tls_;
  oidc::DevelopmentIssuer issuer_;
  std::vector<Node> nodes_;
};

}  // namespace fascicolo::kafka
