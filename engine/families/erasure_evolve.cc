#include "engine/families/checks.h"
#include "engine/families/erasure.h"
#include "engine/families/erasure_states.h"
#include "engine/families/life_course.h"
#include "engine/families/obligations.h"
#include "engine/families/rights_words.h"

namespace fascicolo::engine {
namespace {

bool IsText(std::string_view text, std::size_t most) { return !text.empty() && text.size() <= most; }

void OpenErasing(const EventContext& context, EntityId person, std::uint32_t erasure, StateEditor& editor) {
  ObligationRow row;
  row.kind = ObligationKind::kErase;
  row.entity = person;
  row.number = erasure;
  OpenAtOnce(context, std::move(row), editor);
}

/// Changes an erasure of the event's person by a step of its life.
template <class Change>
bool EditErasure(const schema::Event& event, std::uint32_t number, ErasureStep step, StateEditor& editor, Change change) {
  return EditRights(event, editor, [&](EntityId person, RightsRow& row) {
    ErasureRow* erasure = Numbered(row.erasures, number);
    if (erasure == nullptr) return false;
    return ChangeByCourse(ErasureCourse(), step, *erasure, [&](ErasureRow& changed) { return change(person, changed); });
  });
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::ErasureProposed& fact, StateEditor& editor) {
  return EditRights(event, editor, [&](EntityId, RightsRow& row) {
    ErasureRow erasure;
    erasure.ground = fact.ground();
    erasure.act = Text(fact.act());
    erasure.proposed_by = Text(fact.signatory());
    if (fact.erasure() != row.erasures.size() + 1 || row.erasures.size() >= kMaxErasures) return false;
    if (erasure.ground == schema::ErasureGround::none || erasure.ground > schema::ErasureGround::MAX) return false;
    if (!IsText(erasure.act, kMaxNameBytes) || erasure.proposed_by.size() > kMaxNameBytes) return false;
    if (!ReadWords(fact.classes(), schema::RetentionClass::MIN, erasure.classes) || erasure.classes.empty()) return false;
    row.erasures.push_back(std::move(erasure));
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ErasureApproved& fact,
            StateEditor& editor) {
  return EditErasure(event, fact.erasure(), ErasureStep::kApprove, editor, [&](EntityId person, ErasureRow& erasure) {
    if (Text(fact.signatory()).size() > kMaxNameBytes) return false;
    erasure.approved_by.emplace_back(Text(fact.signatory()));
    if (erasure.approved_by.size() < kErasureApprovals) return true;
    erasure.state = ErasureState::kApproved;
    OpenErasing(context, person, fact.erasure(), editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ErasureStopped& fact, StateEditor& editor) {
  return EditErasure(event, fact.erasure(), ErasureStep::kStop, editor, [](EntityId, ErasureRow& erasure) {
    erasure.state = ErasureState::kStopped;
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::KeysErased& fact, StateEditor& editor) {
  return EditErasure(event, fact.erasure(), ErasureStep::kEraseKeys, editor, [&](EntityId person, ErasureRow& erasure) {
    const auto* keys = fact.keys();
    const auto* subjects = fact.subjects();
    if (keys == nullptr || subjects == nullptr) return false;
    if (keys->size() != subjects->size() || keys->size() == 0 || keys->size() > kMaxKeysErasedAtOnce) return false;
    for (flatbuffers::uoffset_t i = 0; i < keys->size(); ++i) {
      const auto key = events::FromSchema<KeyId>(keys->Get(i));
      if (editor.Find<ErasedKeyTable>(key)) return false;
      editor.EraseKey(key, {events::Entity(subjects->Get(i)), person, fact.erasure(), context.header.position});
    }
    erasure.keys += keys->size();
    if (fact.more()) OpenErasing(context, person, fact.erasure(), editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ErasureCompleted& fact, StateEditor& editor) {
  return EditErasure(event, fact.erasure(), ErasureStep::kComplete, editor, [&](EntityId, ErasureRow& erasure) {
    erasure.state = ErasureState::kCompleted;
    return erasure.keys == fact.keys();
  });
}

}  // namespace fascicolo::engine
