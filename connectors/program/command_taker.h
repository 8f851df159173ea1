// Where a stream of commands goes: to the node that is open here, or to a server.
#pragma once

#include "connectors/program/authority/node.h"

#include <string_view>
#include <utility>

namespace fascicolo::program {

class CommandTaker {
 public:
  virtual ~CommandTaker() = default;
  /// Takes one; works meanwhile where too many are open. `json`: as somebody wrote it (command_json.h). The completion
  /// is called in a later call of any of these.
  virtual Status Offer(std::string_view json, engine::Request request, engine::Completion completion) = 0;
  /// Works for a moment.
  virtual Status Step() = 0;
  /// Until everything offered is answered.
  virtual Status Drain() = 0;
  [[nodiscard]] virtual bool is_busy() const = 0;
  /// Whether commands are decided now; one that has to wait for that leaves its input alone.
  [[nodiscard]] virtual bool is_writer() const = 0;
  /// The position of the commit that comes next, as far as it is known here.
  virtual Result<Position> Next() = 0;
};

/// On a node of this process, which must outlive it.
class NodeTaker final : public CommandTaker {
 public:
  explicit NodeTaker(Node& node) : node_(node) {}
  Status Offer(std::string_view, engine::Request request, engine::Completion completion) override {
    return node_.Offer(std::move(request), std::move(completion));
  }
  Status Step() override { return node_.Step(); }
  Status Drain() override { return node_.Drain(); }
  [[nodiscard]] bool is_busy() const override { return node_.is_busy(); }
  [[nodiscard]] bool is_writer() const override { return node_.is_writer(); }
  Result<Position> Next() override { return node_.head().next; }

 private:
  Node& node_;
};

}  // namespace fascicolo::program
