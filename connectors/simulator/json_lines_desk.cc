#include "connectors/simulator/json_lines_desk.h"

#include "engine/loop/request_json.h"

#include <string>

namespace fascicolo::simulator {

void JsonLinesDesk::Submit(engine::Request request, engine::Completion completion) {
  const std::string line = events::json::PrintJson(engine::JsonOf(request)) + "\n";
  if (std::fwrite(line.data(), 1, line.size(), out_) != line.size()) is_broken_ = true;
  behind_.Submit(std::move(request), std::move(completion));
}

Status JsonLinesDesk::Settle() {
  if (std::fflush(out_) != 0) is_broken_ = true;
  if (is_broken_) return Failure{FailureCode::kIo, "the commands could not be written down"};
  return behind_.Settle();
}

}  // namespace fascicolo::simulator
