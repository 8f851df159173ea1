#include "connectors/program/rights/text_access.h"

#include "connectors/program/entities.h"

#include <algorithm>

namespace fascicolo::program {

std::string_view WordOf(Closed closed) {
  switch (closed) {
    case Closed::kNot:
      return "open";
    case Closed::kSealed:
      return "sealed";
    case Closed::kErased:
      return "erased";
    case Closed::kRestricted:
      return "restricted";
    case Closed::kLost:
      return "lost";
  }
  return "";
}

std::optional<engine::StandingRestriction> TextAccess::RestrictionOf(EntityId subject) {
  const auto [found, is_new] = restrictions_.try_emplace(subject);
  if (!is_new) return found->second;
  const EntityId person = engine::PersonOfSubject(state_, subject);
  if (is_the_person_ || person.is_zero()) return found->second;
  auto restriction = engine::FindRestriction(engine::RightsOf(state_, person));
  if (!restriction) return found->second;
  const auto& uses = restriction->row.uses;
  if (std::find(uses.begin(), uses.end(), use_) == uses.end()) found->second = std::move(restriction);
  return found->second;
}

ShownText TextAccess::ClosedFor(const KeyId& key) const {
  ShownText shown;
  shown.erased = state_.Find<engine::ErasedKeyTable>(key);
  shown.closed = shown.erased ? Closed::kErased : Closed::kLost;
  if (!shown.erased) return shown;
  const auto rights = state_.Find<engine::RightsTable>(shown.erased->person);
  if (rights && shown.erased->erasure <= rights->erasures.size()) {
    shown.act = rights->erasures[shown.erased->erasure - 1].act;
  }
  return shown;
}

Result<ShownText> TextAccess::Open(const events::CommitReading& commit, const schema::Section& section) {
  const auto key = events::FromSchema<KeyId>(section.key());
  ShownText shown = ClosedFor(key);
  if (shown.closed == Closed::kErased) return shown;
  if (auto restriction = RestrictionOf(events::Entity(section.subject()))) {
    shown.closed = Closed::kRestricted;
    shown.restriction = std::move(restriction);
    return shown;
  }
  auto text = OpenSealed(commit, section, vault_);
  if (!text) return text.error();
  if (*text) shown.closed = Closed::kNot;
  shown.text = std::move(*text);
  return shown;
}

Result<schema::UseGround, FormError> ReadUse(const std::string& typed) {
  if (typed.empty()) return schema::UseGround::none;
  constexpr auto kLast = static_cast<std::size_t>(schema::UseGround::MAX);
  const auto word = FindWord({schema::EnumNamesUseGround(), kLast + 1}, typed, "--use");
  if (!word) return word.error();
  return static_cast<schema::UseGround>(*word);
}

}  // namespace fascicolo::program
