// What an authority was at one position, for other threads than the one that holds the node.
#pragma once

#include "connectors/program/authority/node.h"

#include <memory>

namespace fascicolo::program {

/// From any thread, by several at once. Must not outlive its node, nor a view or state of it that is put in another's
/// place.
class Moment final : public Readable {
 public:
  /// Moves the node's views to its head, and keeps what stands there. Of the node's thread. kNotFound: the ledger is
  /// empty. Other failures as of Node::CatchUpViews.
  static Result<std::shared_ptr<Moment>> Of(Node& node);

  /// The last commit that is in it.
  [[nodiscard]] Position position() const { return position_; }

  [[nodiscard]] const AuthorityIdentity& identity() const override { return identity_; }
  [[nodiscard]] events::Ledger& log() override { return log_; }
  [[nodiscard]] engine::State state() override { return engine::State(*state_); }
  [[nodiscard]] const store::Rows& views() override { return *views_; }
  [[nodiscard]] KnownEvents& known_events() override { return known_events_; }
  [[nodiscard]] const store::Rows& state_rows() const { return *state_; }
  /// They stand where the state does.
  Status CatchUpViews(const projections::OnProgress&) override { return {}; }

 private:
  Moment(Node& node, Position position);
  const AuthorityIdentity& identity_;
  events::Ledger& log_;
  KnownEvents& known_events_;
  Position position_;
  std::unique_ptr<store::Rows> state_;
  std::unique_ptr<store::Rows> views_;
};

}  // namespace fascicolo::program
