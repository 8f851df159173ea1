#include "engine/catalogue/adopted.h"

#include <map>

#include "events/hash.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kMaxKept = 512;

/// Parses `json`, or remembers having done so. Adopted texts were validated by their decider, so one that does not parse
/// is as good as not adopted.
template <class Document, class Parse>
std::shared_ptr<const Document> ParsedOnce(const std::string& json, Parse parse) {
  thread_local std::map<Hash, std::shared_ptr<const Document>> kept;
  const Hash hash = events::Sha256(events::AsBytes(json));
  if (const auto found = kept.find(hash); found != kept.end()) return found->second;
  auto parsed = parse(json);
  if (!parsed) return nullptr;
  if (kept.size() >= kMaxKept) kept.clear();
  return kept[hash] = std::make_shared<const Document>(std::move(parsed).value());
}

}  // namespace

std::shared_ptr<const Sheet> AdoptedSheet(const State& state, std::string_view service) {
  const auto row = state.Find<SheetTable>(service);
  if (!row) return nullptr;
  return ParsedOnce<Sheet>(row->json, [](const std::string& json) { return ParseSheet(json); });
}

std::shared_ptr<const RuleSet> RuleSetInForce(const State& state, std::string_view code, Day day) {
  std::shared_ptr<const RuleSet> best;
  state.Scan<RuleSetTable>(RuleSetTable::Key(code), [&](std::string_view, const RuleSetRow& row) {
    auto parsed =
        ParsedOnce<RuleSet>(row.json, [](const std::string& json) { return ParseRuleSet(json); });
    if (parsed && IsInForce(*parsed, day)) best = std::move(parsed);  // rows ascend by valid_from
    return true;
  });
  return best;
}

}  // namespace fascicolo::engine
