#include "connectors/program/serve/submitting.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {

void Command(std::string_view bytes) {
  const http::Request request{"POST", "/v1/commands", {{"Idempotency-Key", "a key"}}, std::string(bytes), {}};
  const auto read = program::ReadPosted(request, {"anna.rossi", {"worker"}});
  if (!read) {
    FASCICOLO_CHECK(read.error().status == 400);
    return;
  }
  FASCICOLO_CHECK(read->view().actor()->string_view() == "anna.rossi");
  FASCICOLO_CHECK(!read->id().is_zero());
}

}  // namespace fascicolo::fuzz
