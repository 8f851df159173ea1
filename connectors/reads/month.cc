#include "connectors/reads/month.h"

#include <algorithm>

namespace fascicolo::reads {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> FoldersIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  if (!fs::exists(folder, error)) return names;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (entry->is_directory()) names.push_back(entry->path().filename().string());
  }
  if (error) return Failure{FailureCode::kIo, folder.string() + ": " + error.message()};
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string MonthAt(Instant instant) { return FormatDay(LocalDay(instant)).substr(0, 7); }

bool IsMonth(std::string_view text) { return text.size() == 7 && ParseDay(std::string(text) + "-01").has_value(); }

std::string OriginOfMonth(const ReadsPlace& place, std::string_view node, std::string_view month) {
  return place.origin + "/reads/" + std::string(node) + "/" + std::string(month);
}

fs::path FolderOfMonth(const ReadsPlace& place, std::string_view node, std::string_view month) {
  return place.folder / node / month;
}

Result<std::vector<std::string>> NodesIn(const ReadsPlace& place) { return FoldersIn(place.folder); }

Result<std::vector<std::string>> MonthsOf(const ReadsPlace& place, std::string_view node) {
  auto names = FoldersIn(place.folder / node);
  if (names) std::erase_if(*names, [](const std::string& name) { return !IsMonth(name); });
  return names;
}

}  // namespace fascicolo::reads
