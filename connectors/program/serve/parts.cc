#include "connectors/program/serve/parts.h"

#include "connectors/http/problem.h"

#include <utility>

namespace fascicolo::program {

http::Response Forbidden() {
  return http::ProblemResponse({.status = 403, .title = "No role of this token allows it", .code = "not_permitted"});
}

http::Response Busy() {
  return http::ProblemResponse({.status = 503, .title = "Too much waits", .code = "busy", .retry_after = 1});
}

void PutJob(const Parts& parts, http::Answer answer, std::function<void(http::Answer)> work) {
  const auto waiting = std::make_shared<http::Answer>(std::move(answer));
  if (!parts.inbox.Put([waiting, work = std::move(work)] { work(std::move(*waiting)); })) waiting->Send(Busy());
}

}  // namespace fascicolo::program
