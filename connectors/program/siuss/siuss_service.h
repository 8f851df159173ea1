// The municipal service that INPS asks (api-comuni.yaml), at the doors: flows handed out behind an instant, and what
// became of them taken in. One role of its own may ask it, and may ask nothing else.
#pragma once

#include "connectors/exports/siuss/transmitter.h"
#include "connectors/http/message.h"
#include "connectors/program/authority/node.h"
#include "connectors/program/serve/permissions.h"
#include "connectors/program/siuss/flow_reading.h"
#include "engine/loop/clock.h"

#include <string_view>

namespace fascicolo::program {

inline constexpr std::string_view kSiussRoot = "/waas/v1/";
inline constexpr std::string_view kSiussRole = "siuss";

[[nodiscard]] bool MayUseSiuss(const Asker& asker);

/// On the thread that holds the node.
class SiussService {
 public:
  SiussService(Node& node, engine::Clock& clock, siuss::Transmitter transmitter)
      : node_(node), clock_(clock), reading_(node), transmitter_(std::move(transmitter)) {}

  /// GET flussi and POST esiti. 503 with Retry-After while the ledger is still being read: each request reads a piece
  /// of it. 404: nobody was named to transmit.
  [[nodiscard]] http::Response Flows(const http::Request& request);
  [[nodiscard]] http::Response TakeOutcomes(const http::Request& request);
  /// GET status; on any thread.
  [[nodiscard]] static http::Response AllWell();
  static constexpr std::string_view kAllWellShape = "{status: count, title: text, detail: text, traceId?: text}";

 private:
  /// The answer while the log is not read to its end; none: it is.
  [[nodiscard]] std::optional<http::Response> CatchUp();

  Node& node_;
  engine::Clock& clock_;
  FlowReading reading_;
  siuss::Transmitter transmitter_;  ///< with the senders of the last request
};

}  // namespace fascicolo::program
