#include "connectors/cli/labels.h"

#include "connectors/cli/labels/tables.h"

#include <algorithm>
#include <vector>

namespace fascicolo::cli {
namespace {

const std::vector<LabelText>& Sorted() {
  static const std::vector<LabelText> sorted = [] {
    std::vector<LabelText> all;
    for (const auto table : {kWordLabels, kFamilyWordLabels, kAccessLabels, kAuditLabels, kColumnLabels, kFieldLabels, kEventLabels,
                             kCommandLabels, kHousingLabels, kPlanLabels, kGrantLabels, kProgrammeLabels, kStatisticsLabels, kReadsLabels, kExportsLabels,
                             kOfficeWordLabels, kDutyLabels, kTransmissionLabels})
      all.insert(all.end(), table.begin(), table.end());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return all;
  }();
  return sorted;
}

const LabelText* Find(std::string_view key) {
  const auto& all = Sorted();
  const auto found = std::lower_bound(
      all.begin(), all.end(), key,
      [](const LabelText& label, std::string_view wanted) { return label.key < wanted; });
  return found == all.end() || found->key != key ? nullptr : &*found;
}

std::string_view In(Language language, const LabelText& label) {
  return language == Language::kItalian ? label.italian : label.english;
}

}  // namespace

std::span<const LabelText> AllLabels() { return Sorted(); }

std::string_view LabelOf(Language language, std::string_view key) {
  const auto* label = Find(key);
  return label == nullptr ? key : In(language, *label);
}

std::string_view LabelOf(Language language, std::string_view group, std::string_view code) {
  const auto* label = Find(std::string(group) + "." + std::string(code));
  return label == nullptr ? code : In(language, *label);
}

}  // namespace fascicolo::cli
