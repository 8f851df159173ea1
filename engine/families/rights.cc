#include "engine/families/rights.h"

#include <array>

#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/person.h"
#include "engine/families/rights_words.h"

namespace fascicolo::engine {
namespace {

using Entity = schema::EntityKind;

/// By what persons are found: corrected by commands of their own, which the index of identities reads.
constexpr std::array<std::string_view, 5> kIdentityFields{"/surname", "/name", "/fiscal_code", "/birthplace", "/value"};

bool IsField(std::string_view field) {
  return field.starts_with('/') && field.size() > 1 && field.size() <= kMaxCodeBytes;
}

std::optional<Decision> CheckRoom(std::string_view of, std::size_t used, std::size_t most) {
  if (used < most) return std::nullopt;
  return Refusal{Rule::kTooMany, {{"of", std::string(of)}, {"at_most", std::to_string(most)}}};
}

/// A decision about the rights of an entry that is there.
template <class Rules>
Decision OnRights(const State& state, const schema::Id* id, Rules rules) {
  return OnPerson(state, id, [&](EntityId person, const PersonRow&) -> Decision {
    return rules(person, state.Find<RightsTable>(person).value_or(RightsRow{}));
  });
}

bool IsRestricted(const RightsRow& rights) {
  return !rights.restrictions.empty() && !rights.restrictions.back().lifted;
}

/// What `entity` is: a person or a case; none: neither, or not there.
Entity KindOf(const State& state, EntityId entity) {
  if (state.FindEntity<PersonTable>(entity)) return kPersonKind;
  return state.FindEntity<CaseTable>(entity) ? kCaseKind : Entity::none;
}

std::optional<Decision> CheckCorrected(const State& state, EntityId entity, const schema::Rectify& command) {
  const std::uint64_t last = state.VersionOf(entity).value;
  if (command.corrects() == 0 || command.corrects() > last) {
    return Malformed("/corrects", "is no version of it", "1 to " + std::to_string(last));
  }
  const std::string_view field = Text(command.field());
  if (!IsField(field)) return Malformed("/field", "is no field of an event", "a pointer such as /text");
  for (const std::string_view one : kIdentityFields) {
    if (field == one) return Malformed("/field", "is corrected otherwise", "CorrectPerson or AddIdentifier");
  }
  return std::nullopt;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::SetLegalHold& command) {
  return OnRights(state, command.person(), [&](EntityId person, const RightsRow& rights) -> Decision {
    if (auto answer = FirstOf(CheckText("/ground", Text(command.ground())), CheckHappened(intent),
                              CheckRoom("holds", rights.holds.size(), kMaxHolds))) {
      return *std::move(answer);
    }
    schema::LegalHoldSetT set;
    set.hold = static_cast<std::uint32_t>(rights.holds.size() + 1);
    set.ground = Text(command.ground());
    return OneFact(intent, person, kPersonKind, std::move(set));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::LiftLegalHold& command) {
  return OnRights(state, command.person(), [&](EntityId person, RightsRow rights) -> Decision {
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckHappened(intent))) {
      return *std::move(answer);
    }
    const HoldRow* hold = Numbered(rights.holds, command.hold());
    if (hold == nullptr || hold->lifted) {
      return Refusal{Rule::kHoldNotInForce, {{"hold", std::to_string(command.hold())}}};
    }
    schema::LegalHoldLiftedT lifted;
    lifted.hold = command.hold();
    lifted.reason = Text(command.reason());
    return OneFact(intent, person, kPersonKind, std::move(lifted));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RestrictProcessing& command) {
  return OnRights(state, command.person(), [&](EntityId person, const RightsRow& rights) -> Decision {
    const auto uses = WordsOf(command.uses(), schema::UseGround::consent);
    if (!uses) return Malformed("/uses", "names a ground that there is not", "grounds of art. 18, par. 2");
    if (auto answer = FirstOf(CheckWord("/ground", command.ground()), CheckHappened(intent),
                              CheckRoom("restrictions", rights.restrictions.size(), kMaxRestrictions))) {
      return *std::move(answer);
    }
    if (IsRestricted(rights)) {
      return Refusal{Rule::kAlreadyRestricted, {{"since", FormatDay(rights.restrictions.back().since)}}};
    }
    schema::ProcessingRestrictedT restricted;
    restricted.ground = command.ground();
    restricted.uses = *uses;
    return OneFact(intent, person, kPersonKind, std::move(restricted));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::LiftRestriction& command) {
  return OnRights(state, command.person(), [&](EntityId person, const RightsRow& rights) -> Decision {
    const Day informed{command.informed_on()};
    if (!IsPossible(informed)) return Malformed("/informed_on", "is out of range", "a day of 1900 to 2200");
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckHappened(intent))) {
      return *std::move(answer);
    }
    if (!IsRestricted(rights)) return Refusal{Rule::kNotRestricted, {}};
    if (informed > intent.effective_on) {
      return Refusal{Rule::kDateOutOfOrder,
                     {{"informed_on", FormatDay(informed)}, {"effective_on", FormatDay(intent.effective_on)}}};
    }
    schema::RestrictionLiftedT lifted;
    lifted.informed_on = informed.days;
    lifted.reason = Text(command.reason());
    return OneFact(intent, person, kPersonKind, std::move(lifted));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::Rectify& command) {
  const EntityId entity = events::Entity(command.entity());
  const Entity kind = KindOf(state, entity);
  if (kind == Entity::none) return Unknown("/entity", entity, "person or case");
  if (!intent.Brings("/text")) return Malformed("/text", "is missing", "what is right");
  if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())),
                            CheckKnownWord("/retention", command.retention()),
                            CheckCorrected(state, entity, command))) {
    return *std::move(answer);
  }
  schema::RectifiedT rectified;
  rectified.corrects = command.corrects();
  rectified.field = Text(command.field());
  rectified.reason = Text(command.reason());
  Drafts drafts(intent);
  drafts.Seal(drafts.Add(entity, kind, std::move(rectified)), "/text", entity, command.retention());
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::LegalHoldSet& fact, StateEditor& editor) {
  return EditRights(event, editor, [&](EntityId, RightsRow& row) {
    const std::string_view ground = Text(fact.ground());
    if (fact.hold() != row.holds.size() + 1 || row.holds.size() >= kMaxHolds) return false;
    if (ground.empty() || ground.size() > kMaxCodeBytes) return false;
    row.holds.push_back({std::string(ground), Day{event.effective_on()}, std::nullopt});
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::LegalHoldLifted& fact, StateEditor& editor) {
  return EditRights(event, editor, [&](EntityId, RightsRow& row) {
    HoldRow* hold = Numbered(row.holds, fact.hold());
    if (hold == nullptr || hold->lifted) return false;
    hold->lifted = Day{event.effective_on()};
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProcessingRestricted& fact,
            StateEditor& editor) {
  return EditRights(event, editor, [&](EntityId, RightsRow& row) {
    RestrictionRow restriction;
    restriction.ground = fact.ground();
    restriction.since = Day{event.effective_on()};
    if (IsRestricted(row) || row.restrictions.size() >= kMaxRestrictions) return false;
    if (fact.ground() == schema::RestrictionGround::none || fact.ground() > schema::RestrictionGround::MAX) return false;
    if (!ReadWords(fact.uses(), schema::UseGround::consent, restriction.uses)) return false;
    row.restrictions.push_back(std::move(restriction));
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RestrictionLifted&, StateEditor& editor) {
  return EditRights(event, editor, [&](EntityId, RightsRow& row) {
    if (!IsRestricted(row)) return false;
    row.restrictions.back().lifted = Day{event.effective_on()};
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::Rectified& fact, StateEditor& editor) {
  const EntityId entity = events::Entity(event.entity());
  if (!editor.Find<PersonTable>(entity) && !editor.Find<CaseTable>(entity)) return false;
  const std::string_view field = Text(fact.field());
  if (fact.corrects() == 0 || fact.corrects() >= event.version() || !IsField(field)) return false;
  editor.Put<RectificationTable>(RectificationRow{context.header.position, Version{event.version()}}, entity,
                                 fact.corrects(), std::string(field));
  return true;
}

}  // namespace fascicolo::engine
