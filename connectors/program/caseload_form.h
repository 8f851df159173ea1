// How a row of the caseload is told as JSON.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/cli/labels.h"
#include "projections/caseload.h"

namespace fascicolo::program {

/// Its services, in the row's order.
[[nodiscard]] inline cli::Value ServicesOf(const projections::CaseloadRow& row) {
  cli::Value::Array services;
  for (const auto& service : row.services) {
    services.push_back(cli::Object()
                           .Add("activation", service.activation)
                           .Add("service", service.service)
                           .Add("state", cli::WordOf(service.state))
                           .Add("suspended", service.suspended)
                           .Done());
  }
  return cli::Value{std::move(services)};
}

/// What ServicesOf writes (connectors/cli/shape.h).
inline constexpr std::string_view kCaseServicesShape =
    "[{activation: id, service: word, state: word, suspended: flag}]";

}  // namespace fascicolo::program
