// What is counted, as the command that publishes it.
#pragma once

#include "connectors/program/statistics/counted.h"

namespace fascicolo::program {

/// Counted through `last`; signer, act and actor are the caller's. `former`: figures of the same query that it takes the place of;
/// zero: none. kNotFound: their result was not kept. kDamaged: the figures contradict each other. kTooLarge as TableOf.
[[nodiscard]] Result<schema::PublishFiguresT> FiguresToPublish(Session& session, Node& node,
                                                               const projections::FigureQuery& query, Position last,
                                                               EntityId former);

}  // namespace fascicolo::program
