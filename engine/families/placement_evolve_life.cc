// What the facts while a placement lasts change in its rows, and those of units where people are placed.
#include <algorithm>

#include "engine/families/life_course.h"
#include "engine/families/limits.h"
#include "engine/families/measure_states.h"
#include "engine/families/placement.h"
#include "engine/families/placement_evolving.h"

namespace fascicolo::engine {
namespace {

using enum PlacementState;

template <class Word>
bool IsWord(Word word) {
  return static_cast<int>(word) != 0 && word <= Word::MAX;
}

bool IsUnit(const schema::Event& event, const StateEditor& editor) {
  return editor.Find<UnitTable>(events::Entity(event.entity())).has_value();
}

/// Changes one of the persons of a placement.
template <class Change>
bool EditPlaced(const schema::Event& event, StateEditor& editor, PlacementAct act, const schema::Id* person,
                Change change) {
  return EditPlacement(event, editor, act, [&](EntityId, PlacementRow& row) {
    PlacedRow* placed = FindPlaced(row, events::Entity(person));
    return placed != nullptr && change(*placed);
  });
}

/// A fact that changes no row of a placement that may do `act`.
bool MayDo(const schema::Event& event, StateEditor& editor, PlacementAct act) {
  return EditPlacement(event, editor, act, [](EntityId, PlacementRow&) { return true; });
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::DecreeRecorded& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kDecree, [&](EntityId, PlacementRow& row) {
    if (!IsWord(fact.title()) || fact.court() > schema::Court::MAX) return false;
    if (fact.report_months() > kMaxReportMonths) return false;
    row.title = fact.title();
    row.court = fact.court();
    row.report_months = fact.report_months();
    if (row.state == kLapsed && row.title == schema::PlacementTitle::decree) row.state = kInForce;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AbsenceRecorded& fact, StateEditor& editor) {
  return EditPlaced(event, editor, PlacementAct::kAbsence, fact.person(), [&](PlacedRow& placed) {
    placed.absent_since = Day{fact.from()};
    placed.absence = fact.kind();
    return IsPossible(Day{fact.from()}) && IsWord(fact.kind());
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ReturnRecorded& fact, StateEditor& editor) {
  return EditPlaced(event, editor, PlacementAct::kReturn, fact.person(), [&](PlacedRow& placed) {
    if (!placed.absent_since) return false;
    placed.absent_since.reset();
    placed.absence = schema::AbsenceKind::none;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContactOrdered& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kContact, [&](EntityId, PlacementRow& row) {
    const EntityId relative = events::Entity(fact.relative());
    std::erase_if(row.contacts, [&](const ContactRow& one) { return one.relative == relative; });
    row.contacts.push_back({relative, fact.contact()});
    return IsWord(fact.contact()) && row.contacts.size() <= kMaxContactOrders;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VisitRecorded&, StateEditor& editor) {
  return MayDo(event, editor, PlacementAct::kVisit);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlacementReported& fact,
            StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kReport, [&](EntityId, PlacementRow& row) {
    return fact.number() == ++row.reports;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::IncidentRecorded& fact,
            StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kIncident, [&](EntityId, PlacementRow& row) {
    if (fact.incident() == schema::IncidentKind::warning) ++row.warnings;
    return IsWord(fact.incident());
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MeasureStepRecorded& fact,
            StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kMeasureStep, [&](EntityId, PlacementRow& row) {
    using schema::MeasureStep;
    if (!IsWord(fact.step())) return false;
    if (fact.step() == MeasureStep::confirmed) {
      row.title = schema::PlacementTitle::decree;
      row.court = schema::Court::juvenile_court;
    }
    if (fact.step() == MeasureStep::revoked) row.state = kLapsed;
    return ChangeByCourse(MeasureCourse(), MoveOf(fact.step()), row.measure, [&](MeasureRow& measure) {
      measure.present = fact.step() != MeasureStep::revoked;
      if (fact.step() == MeasureStep::oral_notice) return true;
      measure.last = fact.step();
      if (fact.late() && measure.missed == MeasureStep::none) measure.missed = fact.step();
      return true;
    });
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MeasureLapsed&, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kMeasureLapse, [&](EntityId, PlacementRow& row) {
    row.state = kLapsed;
    return ChangeByCourse(MeasureCourse(), MeasureMove::kLapse, row.measure, [](MeasureRow& measure) {
      measure.present = false;
      return true;
    });
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::NightConfirmed& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kNight, [&](EntityId id, PlacementRow&) {
    if (!IsPossible(Day{fact.night()})) return false;
    editor.Put<NightTable>(MarkRow{}, id, Day{fact.night()});
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::NightMissed& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kNight, [&](EntityId id, PlacementRow& row) {
    if (!IsPossible(Day{fact.night()})) return false;
    EndNow(id, Day{fact.night()}, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::GuestBanned& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kBan, [&](EntityId id, PlacementRow& row) {
    const Day on{event.effective_on()};
    if (!IsInterval(on, DayIfGiven(fact.until())) || fact.until() == 0) return false;
    for (const PlacedRow& placed : row.persons) {
      editor.Put<BanTable>(BanRow{Day{fact.until()}}, placed.person, row.service, id);
    }
    EndNow(id, on, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ColdPlanSet&, StateEditor& editor) {
  return IsUnit(event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::FosterFamilyRegistered& fact,
            StateEditor& editor) {
  FosterFamilyRow row{EntitiesIn(fact.members()), DayIfGiven(fact.suitable_until())};
  if (!IsUnit(event, editor) || row.members.size() > kMaxFosterMembers) return false;
  if (row.suitable_until && !IsPossible(*row.suitable_until)) return false;
  editor.Put<FosterFamilyTable>(row, events::Entity(event.entity()));
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SitePactSigned& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kSignPact, [&](EntityId, PlacementRow& row) {
    row.pact.clear();
    for (flatbuffers::uoffset_t i = 0; fact.conditions() != nullptr && i < fact.conditions()->size(); ++i) {
      row.pact.emplace_back(Text(fact.conditions()->Get(i)));
      if (row.pact.back().size() > kMaxCodeBytes || row.pact.size() > kMaxConditions) return false;
    }
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SiteClosed& fact, StateEditor& editor) {
  if (!IsUnit(event, editor) || !IsPossible(Day{fact.on()})) return false;
  editor.Put<ClosedUnitTable>(ClosedUnitRow{Day{fact.on()}}, events::Entity(event.entity()));
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SelfSufficiencyRecorded& fact,
            StateEditor& editor) {
  return EditPlaced(event, editor, PlacementAct::kSelfSufficiency, fact.person(), [&](PlacedRow& placed) {
    placed.sufficiency = fact.level();
    return IsWord(fact.level());
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TransferDeclined&, StateEditor& editor) {
  return MayDo(event, editor, PlacementAct::kDeclineTransfer);
}

}  // namespace fascicolo::engine
