#include "connectors/simulator/offices.h"

#include "engine/catalogue/built_in.h"
#include "engine/families/authority.h"
#include "engine/families/service_unit.h"
#include "engine/families/waiting_list.h"
#include "engine/rules/dated_rules.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kRegistry = "segreteria.generale";
constexpr int kStartInDays = 14;
constexpr int kOffersPerDay = 5;
constexpr std::array<std::string_view, 6> kQuarters{"del Porto",           "della Collina",
                                                    "della Stazione",      "delle Saline",
                                                    "del Mercato Vecchio", "dei Mulini"};

/// What this town adopts of the program's catalogue besides the sheets of its services: rules by which applications are
/// ranked and fees charged, instruments, the calendar of holidays.
constexpr std::array<std::string_view, 40> kAdoptedBesides{
    "professional_social_service", "adi_pact",       "home_care_points-2025",  "home_care_points-2026",
    "home_care_fee_line-2025",     "meal_fee-2025",  "cost_share_fee-2025",    "barthel-1965",
    "svama-sample",                "social_sheet-sample", "italy",             "residential_minors",
    "information_desk",            "personalised_projects", "night_shelter",        "erp_assignment",
    "erp_points-2021",          "erp_match-2026",  "erp_rent-2026",         "continuous_economic_help",
    "one_off_economic_help",    "plan_162",      "plan_162_base-2026",    "plan_isee_cut-2026",
    "health_sheet_162-sample",  "social_sheet_162-sample", "feasts_elderly",      "prevention",
    "recreation_culture_elderly", "community_projects", "animation_and_training",
    "sina-2018",                "sinba-2018", "foster_care", "reception_centre", "roma_sites", "continuous_residence",
    "erp_change",               "erp_forfeiture", "service_programming"};
/// Samples that are dated 2026: the town adopts them as of its own beginning, under the version 2025.
constexpr std::array<std::string_view, 4> kBackdated{"erp_match-2026", "erp_rent-2026", "plan_162_base-2026",
                                                     "plan_isee_cut-2026"};
constexpr std::size_t kAdopted = kTownServices.size() + kAdoptedBesides.size();

const engine::BuiltInDocument& DocumentOf(std::uint32_t subject) {
  const bool is_service = subject < kTownServices.size();
  const engine::BuiltInDocument* document = engine::FindBuiltIn(
      is_service ? kTownServices.at(subject).sheet : kAdoptedBesides.at(subject - kTownServices.size()));
  FASCICOLO_CHECK(document != nullptr);
  return *document;
}

void Replace(std::string& text, std::string_view old, std::string_view by) {
  const std::size_t at = text.find(old);
  FASCICOLO_CHECK(at != std::string::npos);
  text.replace(at, old.size(), by);
}

std::string TextOfDocument(std::uint32_t subject) {
  std::string text(DocumentOf(subject).json);
  const bool is_backdated = subject >= kTownServices.size() &&
                            std::find(kBackdated.begin(), kBackdated.end(),
                                      kAdoptedBesides.at(subject - kTownServices.size())) != kBackdated.end();
  if (!is_backdated) return text;
  Replace(text, R"("version": "2026")", R"("version": "2025")");
  Replace(text, R"("valid_from": "2026-01-01")", R"("valid_from": "2025-01-01")");
  return text;
}

std::vector<std::uint32_t> WhoWaits(const TownHall& hall) {
  std::vector<std::uint32_t> waiting;
  for (const std::uint32_t index : hall.watched) {
    const auto row = hall.state().Find<engine::ActivationTable>(hall.services[index].id);
    if (row && row->state == engine::ActivationState::kWaiting) waiting.push_back(index);
  }
  return waiting;
}

}  // namespace

/// Rule sets are adopted before the year in which they begin, on its eve.
void Offices::PlanFirstDay() {
  for (std::uint32_t i = 0; i < kAdopted; ++i) {
    Day on = WorkingDayFrom(hall_.today);
    if (DocumentOf(i).kind == engine::BuiltInDocument::Kind::kRuleSet) {
      const auto rules = engine::ParseDatedRules(TextOfDocument(i));
      FASCICOLO_CHECK(rules.ok());
      const Day from = std::visit([](const auto& one) { return one.valid_from; }, *rules);
      if (from > hall_.today) on = std::max(on, WorkingDayBefore(from));
    }
    hall_.agenda.Add(on, ErrandKind::kAdopt, i);
  }
  hall_.agenda.Add(WorkingDayFrom(hall_.today), ErrandKind::kOpenUnits);
}

void Offices::PlanYear() {
  const int year = YearOf(hall_.today);
  const auto on = [&](int month, int day) {
    return WorkingDayFrom(DayFromCivil({.year = year, .month = month, .day = day}));
  };
  if (on(4, 1) >= hall_.today) hall_.agenda.Add(on(4, 1), ErrandKind::kCapacity, 1);
  if (on(10, 1) >= hall_.today) hall_.agenda.Add(on(10, 1), ErrandKind::kCapacity, 0);
  constexpr int kDaysToMarch = 80;
  for (std::uint32_t i = 0; i < hall_.cases.size(); ++i) {
    if (!hall_.cases[i].is_open || !hall_.chance.Happens(500)) continue;
    hall_.agenda.Add(hall_.WorkingDayIn(1, kDaysToMarch), ErrandKind::kIncomeNote, i);
  }
  for (const std::uint32_t index : hall_.watched) {
    if (hall_.services[index].wish != Wish::kHomeCare) continue;
    hall_.agenda.Add(hall_.WorkingDayIn(1, kDaysToMarch), ErrandKind::kRescore, index);
  }
}

void Offices::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kAdopt:
      return Adopt(errand.subject);
    case ErrandKind::kOpenUnits:
      return OpenUnits();
    case ErrandKind::kCapacity:
      return ChangeCapacity(errand.subject == 1);
    case ErrandKind::kOfferFree:
      return OfferFree();
    case ErrandKind::kMistake:
      return Mistake();
    default:
      return;
  }
}

void Offices::Adopt(std::uint32_t subject) {
  hall_.door.SendPayload(kRegistry, engine::AdoptionOf(DocumentOf(subject).kind, TextOfDocument(subject)));
}

void Offices::OpenUnits() {
  for (std::size_t i = 0; i < kTownServices.size(); ++i) {
    const TownService& service = kTownServices[i];
    const ServiceFigures& figures = hall_.figures.services[i];
    for (int unit = 0; unit < figures.units; ++unit) {
      const auto number = static_cast<std::size_t>(unit);
      std::string name(service.unit);
      if (IsMeasured(service.wish)) {
        name += " " + std::to_string(number + 1);
      } else {
        name += " " + std::string(kQuarters[number % kQuarters.size()]);
        if (number >= kQuarters.size()) name += " " + std::to_string(number / kQuarters.size() + 1);
      }
      OpenUnit(service.wish, std::move(name), figures.capacity / figures.units);
    }
  }
}

void Offices::OpenUnit(Wish wish, std::string name, std::int64_t capacity) {
  schema::OpenUnitT open;
  open.service = hall_.SheetOf(wish).code;
  open.name = std::move(name);
  open.capacity = capacity;
  open.from = hall_.today.days;
  const CommandId command = hall_.door.Send(kManager, std::move(open));
  hall_.units.push_back({engine::NewEntity(command, 0), wish, capacity});
}

/// A new contract in spring gives a little more, the autumn's budget takes some of it back.
void Offices::ChangeCapacity(bool is_raise) {
  for (KnownUnit& unit : hall_.units) {
    const std::int64_t change = std::max<std::int64_t>(1, unit.capacity * (is_raise ? 4 : 3) / 100);
    unit.capacity = std::max<std::int64_t>(1, unit.capacity + (is_raise ? change : -change));
    schema::SetCapacityT set;
    set.unit = SchemaId(unit.id);
    set.capacity = unit.capacity;
    set.from = hall_.today.days;
    hall_.door.Send(kManager, std::move(set));
  }
}

/// What became free is offered by the engine; what was free when the list grew is offered by the
/// office.
void Offices::OfferFree() {
  for (const KnownUnit& unit : hall_.units) OfferFreeAt(unit);
}

void Offices::OfferFreeAt(const KnownUnit& unit) {
  const engine::State state = hall_.state();
  const Day from = hall_.today + kStartInDays;
  std::int64_t free = engine::LeastFree(state, unit.id, from, std::nullopt);
  if (free <= 0) return;
  const auto round = state.Find<engine::UnitTable>(unit.id).value_or(engine::UnitRow{}).round;
  std::vector<EntityId> chosen;
  engine::ForEachWaiting(state, hall_.SheetOf(unit.wish).code,
                         [&](const engine::ListEntryRow& entry, const engine::ActivationRow& row) {
                           if (entry.quantity > free || engine::HasDeclined(row, unit.id, round))
                             return true;
                           chosen.push_back(entry.activation);
                           free -= entry.quantity;
                           return free > 0 && chosen.size() < kOffersPerDay;
                         });
  for (const EntityId activation : chosen) {
    schema::OfferPlaceT offer;
    offer.activation = SchemaId(activation);
    offer.unit = SchemaId(unit.id);
    offer.from = from.days;
    hall_.door.Send(kManager, std::move(offer));
  }
}

/// What people get wrong, and a rule refuses.
void Offices::Mistake() {
  Chance& chance = hall_.chance;
  const auto waiting = WhoWaits(hall_);
  const auto kind = chance.Below(4);
  if (kind == 0 || waiting.empty()) {  // adopted already
    return Adopt(0);
  }
  const KnownService& service = hall_.services[chance.Pick(waiting)];
  const KnownCase& known = hall_.cases[service.case_file];
  if (kind == 1) {  // an application waits
    schema::CloseCaseT close;
    close.case_file = SchemaId(known.id);
    close.reason = "goals_reached";
    hall_.door.Send(kManager, std::move(close));
    return;
  }
  const auto unit = std::find_if(hall_.units.begin(), hall_.units.end(),
                                 [&](const KnownUnit& one) { return one.wish == service.wish; });
  if (unit == hall_.units.end()) return;
  if (kind == 2) {  // not next in line, or nothing is free
    schema::OfferPlaceT offer;
    offer.activation = SchemaId(service.id);
    offer.unit = SchemaId(unit->id);
    offer.from = (hall_.today + kStartInDays).days;
    hall_.door.Send(kManager, std::move(offer));
  } else {  // past the list
    schema::StartServiceT start;
    start.activation = SchemaId(service.id);
    start.unit = SchemaId(unit->id);
    start.from = (hall_.today + kStartInDays).days;
    hall_.door.Send(kManager, std::move(start));
  }
}

}  // namespace fascicolo::simulator
