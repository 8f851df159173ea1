#include "connectors/http/raw_client.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {

void Http(std::string_view bytes) {
  static const auto server = http::StartedServer(http::Echo());
  {
    http::RawClient client(server->port());
    (void)client.Send(bytes);
    client.FinishSending();
    FASCICOLO_CHECK(client.IsClosedWithin(http::kSoon));
  }
  http::RawClient next(server->port());
  FASCICOLO_CHECK(next.Send(http::Get("/", "Connection: close\r\n")));
  FASCICOLO_CHECK(http::StatusOf(next.Answer()) == 200);
}

}  // namespace fascicolo::fuzz
