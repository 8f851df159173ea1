// Several nodes of one ledger, each a process of the built program that is ready to write, under a load of commands;
// and the check of what all of them answered against the log.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/program/program.h"
#include "faults/kafka/log_seen.h"
#include "faults/kafka/node_process.h"

namespace fascicolo::kafka {

class NodesOffice {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct Answer {
    Position position;
    std::size_t node = 0;  ///< that gave it first
    Time at;
  };

  /// Makes a ledger that nobody had before.
  NodesOffice();
  ~NodesOffice();

  /// Starts `submit --standby -`; gives the node's number. In the cache of the dead node `heir_of`, or in a fresh one.
  std::size_t Start() { return StartIn(FreshCache()); }
  std::size_t StartInCacheOf(std::size_t heir_of) { return StartIn(nodes_.at(heir_of).cache); }

  /// Keeps commands open at every node that is not stopped, until `done` says so.
  void WorkUntil(const std::function<bool()>& done);
  void WorkFor(std::chrono::milliseconds time);
  /// Works until a node other than `gone` writes; how long that took, from `since`.
  std::chrono::milliseconds WorkUntilServedWithout(std::size_t gone, Time since);
  /// Works until any node answers another command.
  void WorkUntilAnswered();
  /// Works until a heartbeat of the node comes; until one comes that says that it follows.
  void WorkUntilHeard(std::size_t node);
  void WorkUntilFollows(std::size_t node);

  /// The node that answered with the highest position.
  [[nodiscard]] std::size_t writer() const { return writer_; }
  /// Host and process id, as its heartbeats say; empty before the first one.
  [[nodiscard]] std::string NameOf(std::size_t node) const;
  [[nodiscard]] pid_t PidOf(std::size_t node) const { return nodes_.at(node).process->pid(); }
  /// kill -9. What it was given and had not answered is given again, with the same ids, to others.
  void Kill(std::size_t node);
  /// SIGSTOP, with `unread` more commands in its pipe. Every second of its open commands is given to others as well.
  void Stop(std::size_t node, int unread);
  void Continue(std::size_t node);

  /// SIGTERM, and until it has ended; how long that took. What it had not answered is given to others.
  std::chrono::milliseconds End(std::size_t node);

  /// Gives nothing new, has everything answered that any node was given, and ends the nodes.
  void Drain();
  /// Every answered command stands in the log once, where it was told, and nobody wrote out of his term.
  LogSeen CheckAgainstLog();
  /// Verifying from two caches gives the same ledger and the same views, and those are what a rebuild gives.
  void CheckCachesAgree(std::size_t one, std::size_t other);

  /// The same words for a command that ends, with a fresh cache.
  program_test::Ran Run(std::vector<std::string> words, const std::string& in = {}) {
    return RunIn(FreshCache(), std::move(words), in);
  }

  /// For people.
  [[nodiscard]] std::string Figures(const LogSeen& log) const;

 private:
  struct Node {
    std::unique_ptr<NodeProcess> process;  ///< none: dead
    std::filesystem::path cache;
    std::set<std::uint64_t> open;  ///< given and not answered
    bool is_stopped = false;
  };
  [[nodiscard]] std::filesystem::path FreshCache();
  [[nodiscard]] std::vector<std::string> WordsFor(std::vector<std::string> words,
                                                  const std::filesystem::path& cache) const;
  program_test::Ran RunIn(const std::filesystem::path& cache, std::vector<std::string> words, const std::string& in);
  std::size_t StartIn(std::filesystem::path cache);
  void EndBy(int signal, int expected_code, std::size_t node);
  void Give(Node& node, std::uint64_t number);
  void Fill(Node& node);
  /// A moment's exchange with every node.
  void Exchange();
  void Take(std::size_t node, const std::string& line);
  void Hear();

  const std::string origin_;
  TopicUnderTest topic_;
  TopicUnderTest heartbeat_topic_;
  program_test::Desk desk_;
  std::vector<Node> nodes_;
  std::unique_ptr<KafkaHeartbeats> heartbeats_;
  std::map<std::string, std::uint64_t> heard_;  ///< beats by the node's name
  std::map<std::string, Term> terms_;           ///< that it said last
  std::size_t writer_ = 0;
  Position highest_;  ///< that was answered
  std::size_t caches_ = 0;
  std::uint64_t asked_ = 0;          ///< numbers of commands that were ever given
  std::deque<std::uint64_t> again_;  ///< to be given before anything new
  bool takes_new_ = true;
  std::map<std::uint64_t, Answer> answers_;
  std::uint64_t answered_again_ = 0;  ///< what another node had answered before
  std::uint64_t failed_ = 0;          ///< not recorded as far as the node knew: given again
};

}  // namespace fascicolo::kafka
