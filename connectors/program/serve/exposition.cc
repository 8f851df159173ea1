#include "connectors/program/serve/exposition.h"

namespace fascicolo::program {

void Exposition::Describe(const std::string& name, const std::string& type, const std::string& help) {
  text_ += "# TYPE " + name + " " + type + "\n# HELP " + name + " " + help + "\n";
}

void Exposition::Figure(const std::string& name, const std::string& labels, const std::string& value) {
  text_ += name + (labels.empty() ? "" : "{" + labels + "}") + " " + value + "\n";
}

void Exposition::Gauge(const std::string& name, const std::string& help, std::uint64_t value) {
  Describe(name, "gauge", help);
  Figure(name, {}, std::to_string(value));
}

void Exposition::Counter(const std::string& name, const std::string& help, std::uint64_t value) {
  Describe(name, "counter", help);
  Figure(name + "_total", {}, std::to_string(value));
}

std::string LabelText(std::string_view name, std::string_view value) {
  std::string text(name);
  text += "=\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

std::string SecondsText(std::uint64_t micros) {
  std::string digits = std::to_string(micros % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  return std::to_string(micros / 1'000'000) + "." + digits;
}

}  // namespace fascicolo::program
