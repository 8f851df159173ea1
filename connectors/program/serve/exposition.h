// OpenMetrics 1.0 text in the making: a family of figures after the other, each with its kind and meaning.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fascicolo::program {

class Exposition {
 public:
  void Describe(const std::string& name, const std::string& type, const std::string& help);
  /// One figure of the family that was described last; `labels` as "route=\"/status\"", or empty.
  void Figure(const std::string& name, const std::string& labels, const std::string& value);

  void Gauge(const std::string& name, const std::string& help, std::uint64_t value);
  void Counter(const std::string& name, const std::string& help, std::uint64_t value);
  [[nodiscard]] std::string Done() const { return text_ + "# EOF\n"; }

 private:
  std::string text_;
};

/// NAME="VALUE", escaped.
[[nodiscard]] std::string LabelText(std::string_view name, std::string_view value);

/// Microseconds as seconds, without floating point.
[[nodiscard]] std::string SecondsText(std::uint64_t micros);

}  // namespace fascicolo::program
