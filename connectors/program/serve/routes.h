// What is served, as one table: a method and a path each, who takes the request, and how the API's description tells of it.
// Whatever adds to the doors adds rows (all_routes.cc).
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/http/message.h"
#include "connectors/program/serve/permissions.h"
#include "connectors/program/serve/trusted_issuer.h"
#include "events/calendar.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// A request on its way to whoever answers it.
struct Visit {
  http::Request request;
  Asker asker;                     ///< empty where the route is open
  Instant until{};                 ///< how long the token is good
  std::string trace{};             ///< the id of the request's trace
  std::vector<std::string> named;  ///< what stands in the path's places, decoded, in their order
  http::Answer answer;
};

/// Something that a client may send along: OpenAPI's parameter.
struct TakenParameter {
  std::string name;
  std::string in;  ///< "path", "query", "header"
  bool is_required = false;
  std::string what;
  cli::Value schema;  ///< JSON Schema
};
/// One answer that is possible.
struct PossibleAnswer {
  unsigned status = 200;
  std::string what;
  std::string type{};  ///< media type; empty: there is no body
  cli::Value schema{};  ///< of the body; null: any
  cli::Value example{};
  std::vector<std::string> headers{};  ///< by their names in the description's components
};
/// A schema in the description's components.
struct NamedSchema {
  std::string name;
  cli::Value schema;
};
struct Operation {
  std::string id{};
  std::string summary{};
  std::string description{};
  std::string tag{};
  std::vector<TakenParameter> parameters{};
  cli::Value body{};  ///< schema of a JSON body; null: none
  cli::Value body_example{};
  std::vector<PossibleAnswer> answers{};
  std::vector<NamedSchema> schemas{};  ///< that the answers refer to
};

struct Route {
  std::string method;  ///< "GET", which HEAD goes with, or "POST"
  std::string path;    ///< "/v1/waiting-list/{list}"; a last place "{rest...}" takes all that follows
  bool is_open = false;  ///< without a token
  std::function<void(Visit)> take;
  Operation operation;
  const TrustedIssuer* issuer = nullptr;  ///< whose tokens open it; null: those of the door's
};

inline constexpr std::size_t kMaxNamedBytes = 500;  ///< of what stands in one place of a path

class RouteTable {
 public:
  explicit RouteTable(std::vector<Route> routes) : routes_(std::move(routes)) {}
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  struct Found {
    const Route* route = nullptr;    ///< null: nothing takes it
    std::vector<std::string> named;  ///< as in Visit
    std::string allowed;             ///< where only other methods are taken: "GET, HEAD"
  };
  /// `path` without its query, as sent.
  [[nodiscard]] Found Find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace fascicolo::program
