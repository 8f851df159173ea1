#include "connectors/feed/circle.h"

#include "connectors/feed/members.h"
#include "engine/catalogue/form.h"
#include "engine/payload_names.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace fascicolo::feed {
namespace {

using events::json::Value;

constexpr std::array<std::string_view, 6> kAreas{"elderly",    "minors_family",  "disabled",
                                                 "foreigners", "poverty_adults", "general"};
constexpr std::string_view kMinorsArea = "minors_family";
constexpr std::string_view kMinorsDesk = "families_minors";
constexpr std::string_view kDependenciesOfIstat = "dependencies";
constexpr int kMonthsUntilOfAge = 18 * 12;
constexpr std::size_t kIdDigits = 32;
/// What stands for persons. All else (units, lists, calls, chapters, households) is shared, and stands for nobody.
constexpr std::array<std::string_view, 9> kStandIns{"case_file", "activation", "placement", "allowance", "plan",
                                                    "entry",     "tenancy",    "payee",     "act"};

bool IsStandIn(std::string_view kind) { return std::find(kStandIns.begin(), kStandIns.end(), kind) != kStandIns.end(); }

std::vector<EntityId> IdsIn(const Value& value) {
  std::vector<EntityId> ids;
  ForEachText(value, [&](const std::string& text) {
    if (text.size() != kIdDigits) return;
    if (const auto id = IdFromText<EntityId>(text)) ids.push_back(*id);
  });
  return ids;
}

EntityId EntityIn(const Value& event) { return IdFromText<EntityId>(TextIn(event, "entity")).value_or(EntityId{}); }

/// Whoever was a minor when it happened, or still is when it is told.
Day EarlierOf(const Value& event, Day recorded) {
  const auto effective = ParseDay(TextIn(event, "effective_on"));
  return effective ? std::min(*effective, recorded) : recorded;
}

}  // namespace

bool IsEventType(std::string_view name) {
  static const auto kNames = engine::EventNames();
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool IsArea(std::string_view name) { return std::find(kAreas.begin(), kAreas.end(), name) != kAreas.end(); }

void Circle::Adopt(std::string_view json, bool is_sheet) {
  const auto document = events::json::ParseJson(json);
  if (!document) return;
  ForEachText(*document, [&](const std::string& text) {
    const bool is_version = !text.empty() && text.find_first_not_of("0123456789-") == std::string::npos;
    if (engine::IsCode(text) || is_version) words_.insert(text);
  });
  if (!is_sheet) return;
  const std::string area(TextIn(*document, "area"));
  const bool is_family_service = TextIn(*document, "istat_area") == "families_minors";
  services_[std::string(TextIn(*document, "code"))] = {area, area == kMinorsArea || is_family_service,
                                                       TextIn(*document, "istat_area") == kDependenciesOfIstat};
}

void Circle::NoteProtections(std::string_view type, const Value& payload, Known& known) {
  if (type == "ProcessingRestricted") ++known.restrictions;
  if (type == "RestrictionLifted") known.restrictions = std::max(0, known.restrictions - 1);
  if (type == "AddressProtected" || IsTrue(payload, "address_protected")) known.is_protected = true;
  if (type == "AddressProtectionLifted") known.is_protected = false;
  const auto born = ParseDay(TextIn(payload, "born"));
  if (born) known.born = born;
}

void Circle::NoteTopics(const Value& payload, Known& known) const {
  if (const auto area = TextIn(payload, "area"); !area.empty()) known.areas.emplace(area);
  if (TextIn(payload, "area") == kMinorsArea || TextIn(payload, "desk") == kMinorsDesk) known.minors = true;
  const auto service = TextIn(payload, "service");
  if (service.empty()) return;
  Concern concern;
  TouchService(service, concern);
  known.areas.merge(concern.areas);
  known.minors |= concern.minors;
  known.dependencies |= concern.dependencies;
  known.is_unknown_service |= concern.is_closed;
}

void Circle::Fold(const Value& event) {
  const Value* payload = MemberOf(event, "payload");
  if (payload == nullptr) return;
  const std::string_view type = TextIn(*payload, "type");
  if (type == "SheetAdopted" || type == "RuleSetAdopted") {
    const Value* document = MemberOf(*payload, type == "SheetAdopted" ? "sheet" : "rule_set");
    if (document != nullptr) Adopt(events::json::PrintJson(*document), type == "SheetAdopted");
    return;
  }
  Known& known = known_[EntityIn(event)];
  known.kind = TextIn(event, "kind");
  NoteProtections(type, *payload, known);
  NoteTopics(*payload, known);
  if (IsStandIn(known.kind) || known.kind == "person") {
    for (const EntityId& id : IdsIn(*payload)) {
      if (std::find(known.leans_on.begin(), known.leans_on.end(), id) == known.leans_on.end())
        known.leans_on.push_back(id);
    }
  }
  if (type != "ErasureCompleted" && type != "KeysErased") return;
  known.is_erased = true;
  const Value* persons = MemberOf(*payload, type == "KeysErased" ? "subjects" : "persons");
  if (persons == nullptr) return;
  for (const EntityId& id : IdsIn(*persons)) known_[id].is_erased = true;
}

void Circle::FoldUnreadable(const EntityId& entity, std::string_view kind) {
  Known& known = known_[entity];
  known.kind = kind;
  known.is_unreadable = known.is_unreadable || kind == "person" || IsStandIn(kind);
}

void Circle::TouchService(std::string_view service, Concern& concern) const {
  const auto found = services_.find(service);
  if (found == services_.end()) {
    concern.is_closed = true;
    return;
  }
  concern.areas.insert(found->second.area);
  concern.minors |= found->second.minors;
  concern.dependencies |= found->second.dependencies;
}

void Circle::Touch(const Known& known, Day day, Concern& concern) const {
  concern.areas.insert(known.areas.begin(), known.areas.end());
  concern.minors |= known.minors || (known.born && AddMonths(*known.born, kMonthsUntilOfAge) > day);
  concern.dependencies |= known.dependencies;
  concern.is_closed |= known.is_unknown_service || known.restrictions > 0 || known.is_protected;
  concern.is_closed |= known.is_erased || known.is_unreadable;
}

/// These, and all that they lean on. A person leans on the entries that are the same person, and on nothing else.
std::vector<EntityId> Circle::Around(std::vector<EntityId> ids) const {
  std::unordered_set<EntityId, IdHash> seen(ids.begin(), ids.end());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto found = known_.find(ids[i]);
    if (found == known_.end()) continue;
    const bool is_person = found->second.kind == "person";
    if (!is_person && !IsStandIn(found->second.kind)) continue;
    for (const EntityId& next : found->second.leans_on) {
      const auto other = known_.find(next);
      const bool counts =
          other != known_.end() && (other->second.kind == "person" || (!is_person && IsStandIn(other->second.kind)));
      if (counts && seen.insert(next).second) ids.push_back(next);
    }
  }
  return ids;
}

Concern Circle::Of(const Value& event, Day day) const {
  std::vector<EntityId> ids{EntityIn(event)};
  Concern concern;
  if (const Value* payload = MemberOf(event, "payload")) {
    for (const EntityId& id : IdsIn(*payload)) ids.push_back(id);
    if (const auto service = TextIn(*payload, "service"); !service.empty()) TouchService(service, concern);
    if (TextIn(*payload, "area") == kMinorsArea || TextIn(*payload, "desk") == kMinorsDesk) concern.minors = true;
  }
  const Day earlier = EarlierOf(event, day);
  for (const EntityId& id : Around(std::move(ids))) {
    if (const auto found = known_.find(id); found != known_.end()) Touch(found->second, earlier, concern);
  }
  return concern;
}

std::vector<EntityId> Circle::StandFor(const std::vector<EntityId>& persons) const {
  std::vector<EntityId> found;
  for (const auto& [id, known] : known_) {
    if (!IsStandIn(known.kind)) continue;
    std::size_t theirs = 0;
    std::size_t others = 0;
    for (const EntityId& other : Around({id})) {
      const auto person = known_.find(other);
      if (person == known_.end() || person->second.kind != "person") continue;
      ++(std::find(persons.begin(), persons.end(), other) == persons.end() ? others : theirs);
    }
    if (theirs > 0 && others == 0) found.push_back(id);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace fascicolo::feed
