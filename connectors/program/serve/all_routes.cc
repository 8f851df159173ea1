#include "connectors/program/serve/all_routes.h"

#include "connectors/program/serve/api_description.h"

#include <iterator>
#include <utility>

namespace fascicolo::program {

RouteTable AllRoutes(const Parts& parts) {
  std::vector<Route> all;
  for (const auto routes_of : {OwnRoutes, PersonRoutes, QuestionRoutes, CommandRoutes, FileRoutes, ReadingsRoutes, CaseCommandRoutes, StreamRoutes, FormRoutes,
                               ProofRoutes, SiussRoutes, DashboardRoutes}) {
    auto routes = routes_of(parts);
    all.insert(all.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
  }
  auto described = DescriptionRoutes(all);
  all.insert(all.end(), std::make_move_iterator(described.begin()), std::make_move_iterator(described.end()));
  return RouteTable(std::move(all));
}

}  // namespace fascicolo::program
