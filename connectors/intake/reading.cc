#include "connectors/intake/reading.h"

namespace fascicolo::intake {

std::string LinePlace(std::uint64_t line) { return "line " + std::to_string(line); }

FormError ErrorAtLine(std::uint64_t line, std::string problem, std::string expected) {
  return FormError{LinePlace(line), std::move(problem), std::move(expected)};
}

}  // namespace fascicolo::intake
