#include "connectors/program/examination.h"

#include "connectors/cli/json_form.h"
#include "connectors/cli/labels.h"

namespace fascicolo::program {

using cli::Value;

int Examination::Tell() const {
  Value::Array checks;
  for (const auto& note : notes_) {
    constexpr std::string_view kWords[] = {"ok", "warn", "bad"};
    const auto word = kWords[static_cast<std::size_t>(note.health)];
    if (session_.json()) {
      checks.push_back(cli::Object()
                           .Add("check", note.what)
                           .Add("result", word)
                           .Add("finding", note.finding)
                           .Add("advice", note.advice)
                           .Done());
      continue;
    }
    std::string line(cli::LabelOf(session_.language(), "check", word));
    line += "  " + std::string(cli::LabelOf(session_.language(), "check", note.what)) + ": " +
            note.finding;
    if (!note.advice.empty()) line += " -> " + note.advice;
    session_.terminal.Line(line);
  }
  if (session_.json())
    session_.terminal.Json(cli::Object().Add("checks", std::move(checks)).Done());
  return worst_ == Health::kOk     ? cli::kExitDone
         : worst_ == Health::kWarn ? cli::kExitNo
                                   : cli::kExitFailed;
}

}  // namespace fascicolo::program
