// Figures as tests publish them.
#pragma once

#include <string>

#include "engine/families/figures.h"
#include "engine/families/ranking_lines.h"
#include "engine/told_commands.h"
#include "events/hash.h"

namespace fascicolo::engine {

/// January and February 2026, counted through the last commit.
inline schema::PublishFiguresT PublishFigures(const Kit& kit, std::string result = R"({"rows":[]})") {
  schema::PublishFiguresT command;
  command.query = "stocks --of services --from 2026-01 --to 2026-02 --public";
  command.from = DayFromCivil({.year = 2026, .month = 1, .day = 1}).days;
  command.until = DayFromCivil({.year = 2026, .month = 3, .day = 1}).days;
  command.as_of = kit.commits() - 1;
  command.digest = RefOf(events::Sha256({events::AsBytes(std::string_view(result))}));
  command.result = std::move(result);
  command.signer = "neri";
  command.act = "det. 12/2026";
  return command;
}
inline schema::PublishFiguresT RestateFigures(const Kit& kit, EntityId former, std::string result) {
  auto command = PublishFigures(kit, std::move(result));
  command.restates = Ref(former);
  return command;
}

}  // namespace fascicolo::engine
