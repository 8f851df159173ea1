// GET / and /assets/...: the web application. Its files are the same for everybody, and hold nothing of anybody.
#include "connectors/dashboard/bundle.h"
#include "connectors/http/compressed.h"
#include "connectors/http/problem.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"

#include <algorithm>
#include <utility>

namespace fascicolo::program {
namespace {

/// Only what came from here runs, and it talks to nobody else. data: bootstrap-italia's arrows and a font of its icons.
constexpr const char* kContentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src 'self' data:; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'";

/// "https://login.example" of "https://login.example/realm"; empty: it is no URL that a browser could ask, and must not stand in a
/// header.
std::string OriginOf(const std::string& issuer) {
  const auto host = issuer.find("://");
  if (host == std::string::npos) return {};
  const std::string origin = issuer.substr(0, issuer.find('/', host + 3));
  const bool is_plain = std::all_of(origin.begin(), origin.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '/';
  });
  return is_plain ? origin : std::string();
}

/// With the issuer, where people log in by it: the page asks it for a token.
std::string ContentPolicy(const LoginWay& login) {
  const std::string origin = login.client.empty() ? std::string() : OriginOf(login.issuer);
  return origin.empty() ? kContentPolicy : kContentPolicy + (" " + origin);
}

http::Response FileResponse(const dashboard::File& file, const http::Request& request, const std::string& policy) {
  // A name changes with what the file holds, so a browser need not ask for it again; the page that names them is asked for each time.
  const bool has_own_name = file.path.starts_with("/assets/");
  http::Response response{200,
                          {{"Content-Type", std::string(file.type)},
                           {"Cache-Control", has_own_name ? "public, max-age=31536000, immutable" : "no-cache"},
                           {"Content-Security-Policy", policy},
                           {"Referrer-Policy", "no-referrer"},
                           {"Cross-Origin-Opener-Policy", "same-origin"},
                           {"Vary", "Accept-Encoding"}},
                          {}};
  http::SetBody(response, request, file.body, file.packed);
  return response;
}

void SendAsset(const std::string& policy, Visit visit) {
  const std::string path = "/assets/" + visit.named.front();
  const auto files = dashboard::Files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.path == path; });
  visit.answer.Send(found != files.end()
                        ? FileResponse(*found, visit.request, policy)
                        : http::ProblemResponse({.status = 404, .title = "There is no such file", .code = "absent"}));
}

Operation DescribedPage(const char* id, const char* summary, std::initializer_list<const char*> types) {
  Operation operation;
  operation.id = id;
  operation.tag = "dashboard";
  operation.summary = summary;
  for (const char* type : types) {
    operation.answers.push_back({200, summary, type, cli::Object().Add("type", "string").Add("format", "binary").Done(), {}, {}});
  }
  return operation;
}

}  // namespace

std::vector<Route> DashboardRoutes(const Parts& parts) {
  const auto files = dashboard::Files();
  if (files.empty()) return {};
  Operation asset = DescribedPage("dashboard-file", "A file of the web application",
                                  {"text/javascript", "text/css", "image/svg+xml", "font/woff2"});
  asset.parameters = {TakenText("name", "path", true, "As the page names it")};
  const std::string policy = ContentPolicy(parts.login);
  const auto page = [policy, &first = files.front()](Visit visit) { visit.answer.Send(FileResponse(first, visit.request, policy)); };
  const auto send_asset = [policy](Visit visit) { SendAsset(policy, std::move(visit)); };
  return {{"GET", "/", true, page, WithProblems(DescribedPage("dashboard", "The web application", {"text/html"}), true)},
          {"GET", "/assets/{name}", true, send_asset, WithProblems(std::move(asset), true)}};
}

}  // namespace fascicolo::program
