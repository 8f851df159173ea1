#include "connectors/program/serve/door_address.h"

#include "connectors/http/client.h"
#include "engine/leadership/heartbeats.h"

#include <unistd.h>

namespace fascicolo::program {
namespace {

bool IsEveryAddress(const std::string& host) { return host == "0.0.0.0" || host == "::"; }

std::string MachineName() {
  char name[256] = "";
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "localhost";
}

}  // namespace

StatusOf<FormError> CheckDoor(const http::ServerOptions& server, const std::string& given) {
  if (given.empty()) return {};
  const char* expected = server.tls ? "such as https://node1.example:8443" : "such as http://node1.example:8080";
  if (!http::IsServerUrl(given) || given.size() > engine::kMaxDoorBytes)
    return FormError{"--door", "is no URL of a server", expected};
  if (server.tls && !given.starts_with("https://"))
    return FormError{"--door", "is not the door of a server with TLS", expected};
  return {};
}

std::string DoorOfServer(const http::ServerOptions& server, std::uint16_t port, const std::string& given) {
  if (!given.empty()) return given;
  std::string host = IsEveryAddress(server.host) ? MachineName() : server.host;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return (server.tls ? "https://" : "http://") + host + ":" + std::to_string(port);
}

}  // namespace fascicolo::program
