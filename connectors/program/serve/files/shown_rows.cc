#include "connectors/program/serve/files/shown_rows.h"

#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/files/case_access.h"

#include <algorithm>
#include <array>
#include <map>

namespace fascicolo::program {
namespace {

/// What a row names, as it stands there.
struct Named {
  const std::string* case_file = nullptr;
  const std::string* about = nullptr;
  const std::string* entity = nullptr;
  const std::string* person = nullptr;
};

Named NamedBy(const cli::Value::Object& row) {
  Named named;
  const auto take = [](const events::json::Member& member, const char* key, const std::string*& text) {
    if (member.key == key) text = member.value.As<std::string>();
  };
  for (const auto& member : row) {
    switch (member.key.size()) {  // most members are of another size: nothing is compared
      case 4:
        take(member, "case", named.case_file);
        break;
      case 5:
        take(member, "about", named.about);
        break;
      case 6:
        take(member, "entity", named.entity);
        take(member, "person", named.person);
        break;
      default:
        break;
    }
  }
  return named;
}

/// `within`: what the row that this one is a part of names as its entity, and is shown.
bool IsShown(const Named& named, const ShownIds& shown, std::string_view within) {
  if (named.case_file != nullptr) {
    if (const auto one = IdFromText<EntityId>(*named.case_file)) return shown.case_file(*one);
  }
  if (!shown.others) return true;
  const std::array others{named.about, named.entity, named.person};
  return std::all_of(others.begin(), others.end(), [&](const std::string* text) {
    if (text == nullptr || *text == within) return true;
    const auto one = IdFromText<EntityId>(*text);
    return !one || shown.others(*one);
  });
}

/// What is left out of one answer.
class Dropping {
 public:
  explicit Dropping(const ShownIds& shown) : shown_(shown) {}
  [[nodiscard]] bool has_dropped() const { return has_dropped_; }

  /// Of whatever is no row itself.
  void DropFrom(cli::Value& value, std::string_view within) {
    if (auto* object = std::get_if<cli::Value::Object>(&value.content)) return DropFromMembers(*object, within);
    auto* array = std::get_if<cli::Value::Array>(&value.content);
    if (array == nullptr) return;
    auto kept = array->begin();
    for (auto row = array->begin(); row != array->end(); ++row) {
      if (!Keeps(*row, within)) continue;
      if (kept != row) *kept = std::move(*row);
      ++kept;
    }
    array->erase(kept, array->end());
  }

 private:
  /// Whether it is shown; then without the parts that are not.
  bool Keeps(cli::Value& row, std::string_view within) {
    auto* members = std::get_if<cli::Value::Object>(&row.content);
    if (members == nullptr) {
      DropFrom(row, within);
      return true;
    }
    const Named named = NamedBy(*members);
    if (!IsShown(named, shown_, within)) {
      has_dropped_ = true;
      return false;
    }
    DropFromMembers(*members, named.entity == nullptr ? within : *named.entity);
    return true;
  }

  /// `within` may be a text of these members: texts stay where they are.
  void DropFromMembers(cli::Value::Object& members, std::string_view within) {
    for (auto& member : members) {
      if (!Keeps(member.value, within)) member.value = {};
    }
  }

  const ShownIds& shown_;
  bool has_dropped_ = false;
};

/// A list about cases, and what counts or sums it as a whole, whatever page or state of it is shown.
struct Total {
  std::string_view list;
  std::string_view total;
};
constexpr std::array<Total, 4> kTotals{
    {{"plans", "by_state"}, {"placements", "by_state"}, {"anomalies", "totals"}, {"debts", "left"}}};

/// Null: the answer has none.
cli::Value* TotalIn(cli::Value& document) {
  for (const Total& one : kTotals) {
    if (MemberIn(document, one.list) != nullptr) return MemberIn(document, one.total);
  }
  return nullptr;
}

}  // namespace

cli::Value* MemberIn(cli::Value& document, std::string_view key) {
  auto* members = std::get_if<cli::Value::Object>(&document.content);
  if (members == nullptr) return nullptr;
  const auto found = std::find_if(members->begin(), members->end(), [&](const auto& member) { return member.key == key; });
  return found == members->end() ? nullptr : &found->value;
}

std::string_view TotalBeside(std::string_view list) {
  const auto found = std::find_if(kTotals.begin(), kTotals.end(), [&](const Total& one) { return one.list == list; });
  return found == kTotals.end() ? std::string_view{} : found->total;
}

bool DropRows(cli::Value& document, const ShownIds& shown) {
  Dropping dropping(shown);
  dropping.DropFrom(document, {});
  return dropping.has_dropped();
}

bool FindsEvery(const engine::State& state, const engine::Access& access) {
  using enum engine::AccessAction;
  constexpr std::array kFinding{kFind, kHeader, kAdministrative, kAssessment, kDiary};
  bool finds = std::any_of(kFinding.begin(), kFinding.end(), [&](auto action) { return access.RowForAll(action) != nullptr; });
  if (!finds) return false;
  state.Scan<engine::SealTable>(engine::SealTable::Key(), [&](std::string_view key, const engine::SealRow&) {
    EntityId sealed;
    engine::SealTable::Read(key, sealed);
    finds = MayFind(access, sealed);
    return finds;
  });
  return finds;
}

bool KeepFindable(cli::Value& document, const engine::State& state, const engine::Access& access) {
  std::map<EntityId, bool> asked;
  std::map<EntityId, bool> asked_of_others;
  ShownIds shown;
  shown.case_file = [&](EntityId one) {
    const auto [found, is_new] = asked.try_emplace(one, false);
    if (is_new) found->second = MayFind(access, one);
    return found->second;
  };
  shown.others = [&](EntityId one) {
    const auto [found, is_new] = asked_of_others.try_emplace(one, false);
    if (is_new) {
      const auto cases = CasesBehind(state, one);
      found->second = cases.empty() || std::any_of(cases.begin(), cases.end(), shown.case_file);
    }
    return found->second;
  };
  const bool has_dropped = DropRows(document, shown);
  cli::Value* total = TotalIn(document);
  if (total == nullptr || (!has_dropped && FindsEvery(state, access))) return has_dropped;
  *total = {};
  return true;
}

}  // namespace fascicolo::program
