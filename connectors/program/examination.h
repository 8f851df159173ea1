// What doctor finds: one line for each thing looked at, and the worst of them as exit code.
#pragma once

#include "connectors/program/session.h"

#include <string>
#include <vector>

namespace fascicolo::program {

enum class Health { kOk, kWarn, kBad };

class Examination {
 public:
  explicit Examination(Session& session) : session_(session) {}

  /// `what` is a word with a label ("check.disk").
  void Note(std::string what, Health health, std::string finding, std::string advice = {}) {
    worst_ = std::max(worst_, health);
    notes_.push_back({std::move(what), health, std::move(finding), std::move(advice)});
  }
  void Note(std::string what, const Failure& failure) {
    Note(std::move(what), Health::kBad, failure.message);
  }
  [[nodiscard]] bool found_bad() const { return worst_ == Health::kBad; }

  [[nodiscard]] std::string Text(const char* english, const char* italian) const {
    return session_.Text(english, italian);
  }

  /// Prints everything noted; gives the exit code.
  [[nodiscard]] int Tell() const;

 private:
  struct Line {
    std::string what;
    Health health;
    std::string finding;
    std::string advice;
  };
  Session& session_;
  std::vector<Line> notes_;
  Health worst_ = Health::kOk;
};

/// The brokers and the ledger's topic (examination_kafka.cc).
void LookAtBrokers(const KafkaPlace& place, Examination& examination);
/// The ledger's other nodes, and this machine's clock beside the broker's. Sends heartbeats of a node that follows.
void LookAtNodes(Session& session, Node& node, Examination& examination);

}  // namespace fascicolo::program
