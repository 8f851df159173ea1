// The rows of the route table, by the file that answers them.
#pragma once

#include "connectors/program/serve/parts.h"
#include "connectors/program/serve/routes.h"

#include <vector>

namespace fascicolo::program {

/// What is asked of the views: GET /v1/QUESTION (question_routes.cc).
[[nodiscard]] std::vector<Route> QuestionRoutes(const Parts& parts);
/// POST /v1/commands (command_routes.cc).
[[nodiscard]] std::vector<Route> CommandRoutes(const Parts& parts);
/// GET /v1/cases/ID and the like, POST /v1/people (files/file_routes.cc).
[[nodiscard]] std::vector<Route> FileRoutes(const Parts& parts);
[[nodiscard]] std::vector<Route> ReadingsRoutes(const Parts& parts);
/// GET /v1/stream: what changes, as it does (stream_routes.cc).
[[nodiscard]] std::vector<Route> StreamRoutes(const Parts& parts);
/// GET /v1/forms, /v1/sheets: from which any front end can draw forms (form_routes.cc).
[[nodiscard]] std::vector<Route> FormRoutes(const Parts& parts);
/// GET /checkpoint, /tile/...: as C2SP's tlog-tiles has them (proof_routes.cc).
[[nodiscard]] std::vector<Route> ProofRoutes(const Parts& parts);
/// /waas/v1/...: what INPS asks, where it is served (siuss_routes.cc).
[[nodiscard]] std::vector<Route> SiussRoutes(const Parts& parts);
/// What the serving process says of itself, and signs for developers (own_routes.cc).
[[nodiscard]] std::vector<Route> OwnRoutes(const Parts& parts);
/// GET /v1/me, /issuer, /labels: what a front end asks first (person_routes.cc).
[[nodiscard]] std::vector<Route> PersonRoutes(const Parts& parts);
/// GET /v1/cases/{id}/commands: what somebody may hand in about a case (files/case_command_routes.cc).
[[nodiscard]] std::vector<Route> CaseCommandRoutes(const Parts& parts);
/// GET /, /assets/...: the web application, where the program has it (dashboard_routes.cc).
[[nodiscard]] std::vector<Route> DashboardRoutes(const Parts& parts);

/// All of them. `parts` must outlive the table.
[[nodiscard]] RouteTable AllRoutes(const Parts& parts);

}  // namespace fascicolo::program
