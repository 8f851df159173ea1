#include "connectors/program/lists/named_list.h"

#include <algorithm>

#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "engine/catalogue/words.h"

namespace fascicolo::program {

using projections::ListSummary;

std::vector<ListSummary> ListsOf(const store::Rows& rows) {
  auto lists = projections::WaitingLists(rows);
  std::stable_sort(lists.begin(), lists.end(),
                   [](const auto& a, const auto& b) { return a.row.waiting > b.row.waiting; });
  return lists;
}

Result<ListSummary, FormError> FindList(const store::Rows& rows, const std::string& text) {
  const auto lists = ListsOf(rows);
  std::vector<std::string_view> services;
  for (const auto& list : lists) {
    if (list.row.service == text || ToHex(list.list) == text) return list;
    services.emplace_back(list.row.service);
  }
  if (text.size() >= kMinPrefixDigits) {
    const auto fits = [&](const ListSummary& list) { return ToHex(list.list).starts_with(text); };
    const auto first = std::find_if(lists.begin(), lists.end(), fits);
    if (first != lists.end() && std::none_of(first + 1, lists.end(), fits)) return *first;
  }
  const auto near = engine::NearestWord(text, services);
  if (!near.empty())
    return FormError{"LIST", "no list '" + text + "'", "'" + std::string(near) + "'?"};
  return FormError{"LIST", "no list '" + text + "'",
                   services.empty() ? "nobody waits anywhere" : engine::OneOfThese(services)};
}

void ForEachEntry(const store::Rows& rows, EntityId list,
                  const std::function<void(const projections::WaitingEntry&)>& visit) {
  ThroughPages<projections::WaitingKey>(
      0, [&](const auto& after, std::size_t page) { return projections::WaitingList(rows, list, after, page); },
      [&](const projections::WaitingPage& page) {
        for (const auto& entry : page.entries) visit(entry);
        return page.entries.size();
      });
}

}  // namespace fascicolo::program
