#include "engine/catalogue/siuss.h"

#include "engine/catalogue/embedded.h"
#include "events/result.h"

#include <algorithm>
#include <vector>

namespace fascicolo::engine {
namespace {

// One line of "code,label", where a label with a comma stands in quotes (RFC 4180; no quotes within
// labels).
SiussCode ReadLine(std::string_view line) {
  const std::size_t comma = line.find(',');
  FASCICOLO_CHECK(comma != std::string_view::npos);
  std::string_view label = line.substr(comma + 1);
  if (label.starts_with('"')) label = label.substr(1, label.size() - 2);
  return {.code = std::string(line.substr(0, comma)), .label = std::string(label)};
}

std::vector<SiussCode> ReadTable() {
  std::vector<SiussCode> table;
  std::string_view rest = kEmbeddedSiussCsv;
  rest.remove_prefix(rest.find('\n') + 1);  // the headings
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    FASCICOLO_CHECK(end != std::string_view::npos);
    table.push_back(ReadLine(rest.substr(0, end)));
    rest.remove_prefix(end + 1);
  }
  return table;
}

}  // namespace

std::span<const SiussCode> SiussTable() {
  static const std::vector<SiussCode> table = ReadTable();
  return table;
}

const SiussCode* FindSiuss(std::string_view code) {
  const std::span<const SiussCode> table = SiussTable();
  const auto found = std::lower_bound(
      table.begin(), table.end(), code,
      [](const SiussCode& entry, std::string_view wanted) { return entry.code < wanted; });
  return found != table.end() && found->code == code ? &*found : nullptr;
}

}  // namespace fascicolo::engine
