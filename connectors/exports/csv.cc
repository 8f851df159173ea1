#include "connectors/exports/csv.h"

namespace fascicolo::exports {
namespace {

bool IsNumber(const std::string& text) {
  return text.size() > 1 && text[0] == '-' && text.find_first_not_of("0123456789.", 1) == std::string::npos;
}

std::string CsvFieldOf(std::string text) {
  const bool begins_one = !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
  const bool is_formula = begins_one && !IsNumber(text);
  if (is_formula) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) line += (i == 0 ? "" : ",") + CsvFieldOf(fields[i]);
  return line;
}

std::string MoneyOf(std::int64_t cents) {
  const std::int64_t size = cents < 0 ? -cents : cents;
  const std::string part = std::to_string(size % 100);
  return (cents < 0 ? "-" : "") + std::to_string(size / 100) + (part.size() < 2 ? ".0" : ".") + part;
}

}  // namespace fascicolo::exports
