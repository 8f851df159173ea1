// The adopted sheet of a service, where it says what a family needs of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/catalogue/adopted.h"
#include "engine/decision.h"

namespace fascicolo::engine {

/// The sheet, with `terms` in it; or an answer: the service is not adopted, or, `lacking`, has none.
template <class Terms>
[[nodiscard]] std::variant<std::shared_ptr<const Sheet>, Decision> SheetWith(const State& state, std::string_view service,
                                                                             std::optional<Terms> Sheet::*terms,
                                                                             Rule lacking) {
  auto sheet = AdoptedSheet(state, service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", std::string(service)}}};
  if (!((*sheet).*terms)) return Refusal{lacking, {{"service", sheet->code}}};
  return sheet;
}

}  // namespace fascicolo::engine
