// What is behind the server: who asks, and which row of the table takes it.
#pragma once

#include "connectors/cli/terminal.h"
#include "connectors/http/server.h"
#include "connectors/program/serve/request_log.h"
#include "connectors/program/serve/request_rate.h"
#include "connectors/program/serve/routes.h"
#include "connectors/program/serve/self_report.h"
#include "connectors/program/serve/trace.h"
#include "connectors/program/serve/trusted_issuer.h"
#include "engine/loop/clock.h"

#include <string>

namespace fascicolo::program {

/// Called by the server's threads.
class Door {
 public:
  struct Means {
    engine::Clock& clock;
    SelfReport& report;
    RequestLog& log;
    RequestRate& rate;
    const TrustedIssuer& issuer;
    const RouteTable& routes;
    cli::Language language;  ///< of problems, where none is asked for
  };
  explicit Door(Means means) : means_(means) {}

  void Take(http::Request request, http::Answer answer);

 private:
  void TakeFromSomebody(const RouteTable::Found& found, Visit visit);
  /// The answer with what every one of them has: its problem in the language asked for, counted, logged, its trace told.
  [[nodiscard]] http::Answer Watched(const http::Request& request, const RouteTable::Found& found, const Trace& trace,
                                     http::Answer answer);

  Means means_;
};

}  // namespace fascicolo::program
