#include "connectors/simulator/removal_work.h"

#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/neighbours.h"

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kRemovalStream = 0x6172'7434'3033;  ///< "art403"
constexpr std::string_view kRemovalOffice = "ufficio.minori";
constexpr int kFirstRemovalDays = 70;  ///< the first cases are in charge, the communities open
constexpr int kLapsesPerMille = 120;
constexpr int kLateNoticePerMille = 300;  ///< the prosecutor is told by word of mouth on the next day only
constexpr std::int64_t kMicrosPerHour = 3600 * kMicrosPerSecond;
constexpr int kHourOfRemoval = 8;
constexpr int kHourOfSteps = 7;           ///< before the offices open, so that it has been
constexpr std::int64_t kRemovalDay = 118'00;  ///< cents

using schema::MeasureStep;

/// Days from the step before it: within 24, 72 and 48 hours, and twice 15 days.
int DaysUntil(MeasureStep step) {
  switch (step) {
    case MeasureStep::file_sent:
      return 1;
    case MeasureStep::validation_asked:
      return 2;
    case MeasureStep::validated:
      return 1;
    default:
      return 12;
  }
}

std::int64_t AtHour(Day day, int hour) { return StartOfDay(day).micros + hour * kMicrosPerHour; }

}  // namespace

RemovalWork::RemovalWork(TownHall& hall, PlacementWork& placements)
    : hall_(hall), placements_(placements), chance_(hall.parameters.seed ^ kRemovalStream) {}

void RemovalWork::PlanYear() {
  const Day next_year = DayFromCivil({.year = YearOf(hall_.today) + 1, .month = 1, .day = 1});
  const int first = hall_.today == hall_.parameters.first_day ? kFirstRemovalDays : 0;
  const int days = next_year - hall_.today - first;
  for (std::int64_t i = 0; days > 0 && i < hall_.figures.removals; ++i) {
    hall_.agenda.Add(hall_.today + first + chance_.Between(0, days - 1), ErrandKind::kRemoveChild);
  }
}

void RemovalWork::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kRemoveChild) return Remove();
  if (errand.kind == ErrandKind::kMeasure) return Step(removed_[errand.subject]);
}

void RemovalWork::After(std::uint32_t number, int days) {
  hall_.agenda.Add(hall_.today + days, ErrandKind::kMeasure, number);
}

void RemovalWork::Remove() {
  constexpr int kMostChild = 15;
  const auto community = placements_.CommunityWithRoom();
  const auto child = community ? placements_.FindChild(0, kMostChild) : std::nullopt;
  if (!child) return;
  const bool is_late = chance_.Happens(kLateNoticePerMille);
  schema::RecordRemovalT removal;
  removal.case_file = SchemaId(hall_.cases[child->case_file].id);
  removal.service = "residential_minors";
  removal.persons.push_back(events::ToSchema(hall_.neighbours[child->child].id));
  removal.unit = SchemaId(*community);
  removal.at = AtHour(hall_.today, kHourOfRemoval);
  if (!is_late) removal.noticed_at = removal.at;
  removal.body = is_late ? "police" : "social_service";
  removal.payer = kHere;
  removal.daily_fee = kRemovalDay;
  const EntityId id = engine::NewEntity(
      hall_.door.Send(kRemovalOffice, std::move(removal),
                      {{"/text", std::string(kInventedMark) + "messa in sicurezza, minore esposto a grave pregiudizio."}}),
      0);
  const MeasureStep first = is_late ? MeasureStep::oral_notice : MeasureStep::file_sent;
  removed_.push_back({id, *child, first, chance_.Happens(kLapsesPerMille)});
  After(static_cast<std::uint32_t>(removed_.size() - 1), DaysUntil(MeasureStep::file_sent));
}

void RemovalWork::Step(Removed& removed) {
  const auto number = static_cast<std::uint32_t>(&removed - removed_.data());
  const auto row = hall_.state().Find<engine::PlacementTable>(removed.placement);
  if (!row || row->state != engine::PlacementState::kInForce) return;
  if (removed.next > MeasureStep::confirmed) return placements_.Follow(removed.placement, removed.child);
  if (removed.lapses && removed.next == MeasureStep::validation_asked) return Lapse(removed);
  const auto send = [&](MeasureStep step) {
    schema::RecordMeasureStepT taken;
    taken.placement = SchemaId(removed.placement);
    taken.step = step;
    taken.at = AtHour(hall_.today, kHourOfSteps);
    if (step > MeasureStep::validation_asked) taken.reference = "R.G. 403-" + std::to_string(number + 1);
    hall_.door.Send(kRemovalOffice, std::move(taken));
  };
  if (removed.next == MeasureStep::oral_notice) {
    send(MeasureStep::oral_notice);
    removed.next = MeasureStep::file_sent;
  }
  send(removed.next);
  removed.next = static_cast<MeasureStep>(static_cast<int>(removed.next) + 1);
  const bool waits_longer = removed.lapses && removed.next == MeasureStep::validation_asked;
  After(number, waits_longer ? DaysUntil(removed.next) + 2 : DaysUntil(removed.next));
}

/// The lawyer has checked that the measure has lost its effect; the child goes home.
void RemovalWork::Lapse(const Removed& removed) {
  schema::RecordMeasureLapseT lapse;
  lapse.placement = SchemaId(removed.placement);
  lapse.lawyer = "avvocatura.comunale";
  lapse.reference = "Parere " + std::to_string(hall_.today.days);
  hall_.door.Send(kRemovalOffice, std::move(lapse));
  schema::EndPlacementT end;
  end.placement = SchemaId(removed.placement);
  end.on = hall_.today.days;
  end.reason = "returned_home";
  hall_.door.Send(kRemovalOffice, std::move(end));
}

}  // namespace fascicolo::simulator
