#include "connectors/program/serve/moment.h"

#include "projections/ledger_rows.h"

namespace fascicolo::program {

Moment::Moment(Node& node, Position position)
    : identity_(node.identity()),
      log_(node.log()),
      known_events_(node.known_events()),
      position_(position),
      state_(node.state_rows().Snapshot()),
      views_(node.authority().stores().views().Snapshot()) {}

Result<std::shared_ptr<Moment>> Moment::Of(Node& node) {
  if (node.head().next == Position{0}) return Failure{FailureCode::kNotFound, "the ledger is empty"};
  if (Status caught_up = node.CatchUpViews(); !caught_up) return caught_up.error();
  return std::shared_ptr<Moment>(new Moment(node, Position{node.head().next.value - 1}));
}

}  // namespace fascicolo::program
