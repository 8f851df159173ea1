#include "connectors/program/serve/routes.h"

#include "connectors/program/serve/percent.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

/// What stands before the next slash, which goes too.
std::string_view CutSegment(std::string_view& path) {
  const auto slash = path.find('/');
  const std::string_view segment = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return segment;
}

/// Whether the path is one of the pattern's; what stands in its places is added to `named`.
bool Fits(std::string_view pattern, std::string_view path, std::vector<std::string>& named) {
  const auto slashes = [](std::string_view text) { return std::count(text.begin(), text.end(), '/'); };
  const bool takes_rest = pattern.ends_with("...}");
  if (slashes(pattern) > slashes(path) || (!takes_rest && slashes(pattern) != slashes(path))) return false;
  while (!pattern.empty()) {
    const bool is_rest = takes_rest && pattern.find('/') == std::string_view::npos;
    const std::string_view wanted = CutSegment(pattern);
    const std::string_view given = is_rest ? path : CutSegment(path);
    if (!wanted.starts_with('{')) {
      if (wanted != given) return false;
      continue;
    }
    const auto value = PercentDecoded(given, false);
    if (!value || value->empty() || value->size() > kMaxNamedBytes) return false;
    named.push_back(*value);
  }
  return takes_rest || path.empty();  // "/" ends before what stands in "/status"
}

}  // namespace

RouteTable::Found RouteTable::Find(std::string_view method, std::string_view path) const {
  Found found;
  for (const Route& route : routes_) {
    std::vector<std::string> named;
    if (!Fits(route.path, path, named)) continue;
    const bool takes = route.method == method || (route.method == "GET" && method == "HEAD");
    if (takes) return {&route, std::move(named), {}};
    found.allowed +=
        (found.allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
  }
  return found;
}

}  // namespace fascicolo::program
