// Flows to the SIUSS as they leave: with the names and codes that the vault opens.
#pragma once

#include "connectors/exports/siuss/flow_xml.h"
#include "connectors/program/authority/node.h"

#include <optional>
#include <string>

namespace fascicolo::program {

/// A flow as it leaves; or why it cannot.
struct WrittenFlow {
  std::string xml;                     ///< empty: it does not leave
  std::optional<siuss::Reason> reason;
};

/// Failures of the log or the vault. The node's views must reach as far as the flow.
[[nodiscard]] Result<WrittenFlow> WriteFlow(Node& node, const siuss::Flow& flow, const siuss::Transmitter& transmitter);

}  // namespace fascicolo::program
