#include "connectors/program/serve/files/case_access.h"

#include "connectors/program/rights/named_cases.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace fascicolo::program {
namespace {

/// From the least secret on.
constexpr std::array<std::string_view, 8> kReadLevels{"find",  "header",         "administrative", "assessment",
                                                      "diary", "juvenile_court", "address",        "protected_address"};
constexpr std::size_t kTexts = 6;  ///< of these, how many are depths of one text

std::size_t DepthOf(std::string_view level) {
  return static_cast<std::size_t>(std::find(kReadLevels.begin(), kReadLevels.end(), level) - kReadLevels.begin());
}

/// What a row gives of whatever case, for a person who has none.
ReadAccess AccessWithoutCase(const engine::Access& access) {
  ReadAccess given;
  for (const auto action : {engine::AccessAction::kFind, engine::AccessAction::kHeader}) {
    const engine::AccessRow* row = access.RowForAll(action);
    if (row == nullptr) continue;
    given.levels.emplace_back(engine::TextOf(action));
    given.verdict = {.why = engine::Verdict::Why::kRow, .policy = access.policy()->version, .row = *row};
  }
  return given;
}

std::size_t DeepestOf(const ReadAccess& access) {
  std::size_t deepest = 0;
  for (const std::string& level : access.levels) {
    if (DepthOf(level) < kTexts) deepest = std::max(deepest, DepthOf(level) + 1);
  }
  return deepest;
}

}  // namespace

engine::Someone SomeoneOf(const Asker& asker) {
  engine::Someone someone{asker.subject, asker.roles, {}};
  for (const std::string& area : asker.areas) {
    for (const schema::Area one : schema::EnumValuesArea()) {
      if (one != schema::Area::none && area == schema::EnumNameArea(one)) someone.areas.push_back(one);
    }
  }
  return someone;
}

Day DayOf(const engine::State& state) {
  const auto ledger = state.Find<engine::LedgerTable>();
  return ledger && ledger->today ? *ledger->today : Day{};
}

bool ReadAccess::Has(std::string_view level) const {
  return std::find(levels.begin(), levels.end(), level) != levels.end();
}

bool ReadAccess::ReadsAnything() const {
  return std::any_of(levels.begin(), levels.end(), [](const std::string& level) {
    const auto depth = DepthOf(level);
    return depth > 0 && depth < kTexts;
  });
}

reads::ShownFile ReadAccess::ShownAs(std::string kind, EntityId id) const {
  return {.kind = std::move(kind),
          .id = id,
          .levels = levels,
          .why = std::string(engine::TextOf(verdict.why)),
          .policy = verdict.policy,
          .role = verdict.row ? verdict.row->role : "",
          .relation = verdict.row ? std::string(engine::TextOf(verdict.row->relation)) : ""};
}

engine::Access AccessOf(const engine::State& state, const Asker& asker, std::optional<Instant> now) {
  return {state, SomeoneOf(asker), DayOf(state), now};
}

ReadAccess AccessToCase(const engine::Access& access, EntityId case_file) {
  ReadAccess given;
  for (const std::string_view level : kReadLevels) {
    const auto action = engine::AccessActionOf(level);
    FASCICOLO_CHECK(action.has_value());
    auto verdict = access.May(*action, case_file);
    if (!verdict.allowed()) {
      if (given.levels.empty()) given.verdict = std::move(verdict);
      continue;
    }
    given.levels.emplace_back(level);
    if (DepthOf(level) < kTexts) given.verdict = std::move(verdict);
  }
  return given;
}

ReadAccess AccessToWhoever(const engine::State& state, const engine::Access& access, EntityId entity) {
  const auto cases = CasesBehind(state, entity);
  if (cases.empty() && state.Find<engine::PersonTable>(entity)) return AccessWithoutCase(access);
  ReadAccess all;
  for (const EntityId one : cases) {
    ReadAccess given = AccessToCase(access, one);
    if (given.verdict.why == engine::Verdict::Why::kConflict) return {.levels = {}, .verdict = given.verdict};
    if (DeepestOf(given) > DeepestOf(all) || all.levels.empty()) all.verdict = given.verdict;
    for (std::string& level : given.levels) {
      if (!all.Has(level)) all.levels.push_back(std::move(level));
    }
  }
  std::sort(all.levels.begin(), all.levels.end(), [](const auto& a, const auto& b) { return DepthOf(a) < DepthOf(b); });
  return all;
}

bool MayFind(const engine::Access& access, EntityId case_file) {
  using enum engine::AccessAction;
  for (const auto action : {kFind, kHeader, kAdministrative, kAssessment, kDiary}) {
    const auto verdict = access.May(action, case_file);
    if (verdict.allowed()) return true;
    if (verdict.why != engine::Verdict::Why::kNoRow) return false;
  }
  return false;
}

}  // namespace fascicolo::program
