// What all offices of a town share: its people, its cases and services as the offices believe them
// to be, the agenda, and the way to the front door. What an office must be sure of it reads from
// the rows.
#pragma once

#include "connectors/simulator/agenda.h"
#include "connectors/simulator/chance.h"
#include "connectors/simulator/figures.h"
#include "connectors/simulator/front_door.h"
#include "connectors/simulator/town_services.h"
#include "connectors/simulator/working_days.h"
#include "engine/catalogue/sheet.h"
#include "engine/state/state.h"
#include "events/hash.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fascicolo::simulator {

inline constexpr std::string_view kManager = "dirigente.servizi.sociali";  ///< who opens units and signs acts

struct Neighbour {
  EntityId id;
  Day born;
  bool is_alive = true;
  EntityId household;                 ///< of the registry, which they are the reference person of; zero: none is known
  EntityId means;                     ///< household of the ISEE; zero: none
  std::vector<std::uint32_t> others;  ///< of the household
  std::string attestation;            ///< protocol of the last one
};

struct KnownCase {
  EntityId id;
  std::uint32_t person = 0;  ///< index of the neighbour
  Wish wish = Wish::kAdvice;
  schema::Urgency urgency = schema::Urgency::ordinary;
  bool is_open = true;
};

enum class ServiceStage : std::uint8_t { kApplied, kAnswering, kRunning, kOver };

struct KnownService {
  EntityId id;
  std::uint32_t case_file = 0;  ///< index of the case
  Wish wish = Wish::kHomeCare;
  ServiceStage stage = ServiceStage::kApplied;
  std::int64_t quantity = 0;
  std::uint8_t weekdays = 0;           ///< bit 0 is Monday: when it is given
  std::optional<Day> suspended_until;  ///< first day again; absent: it runs
  std::int64_t unrecorded = 0;         ///< given since the provider last recorded
  Day last_given;
};

struct KnownUnit {
  EntityId id;
  Wish wish = Wish::kHomeCare;
  std::int64_t capacity = 0;
};

struct TownHall {
  TownHall(const TownParameters& given, TownDesk& front_desk);

  /// A day so many days ahead, moved to the next working day.
  [[nodiscard]] Day WorkingDayIn(int least_days, int most_days) {
    return WorkingDayFrom(today + chance.Between(least_days, most_days));
  }
  [[nodiscard]] std::string Worker(std::uint64_t number) const;
  [[nodiscard]] engine::State state() const { return engine::State(desk.rows()); }
  /// It was founded, and nobody refused it.
  [[nodiscard]] bool IsHousehold(EntityId id) const { return state().Find<engine::HouseholdTable>(id).has_value(); }
  /// Somebody of theirs has a protected address: nobody tells their municipality.
  [[nodiscard]] bool IsHidden(std::uint32_t person) const {
    const auto& others = neighbours[person].others;
    return hidden.contains(person) ||
           std::any_of(others.begin(), others.end(), [&](std::uint32_t other) { return hidden.contains(other); });
  }
  /// Of a wish that is a service.
  [[nodiscard]] const engine::Sheet& SheetOf(Wish wish) const {
    return sheets.at(static_cast<std::size_t>(wish) - 1);
  }

  const TownParameters parameters;
  const Figures figures;
  const std::vector<engine::Sheet> sheets;  ///< of kTownServices
  TownDesk& desk;
  FrontDoor door;
  Chance chance;
  Agenda agenda;
  Day today;
  std::vector<Neighbour> neighbours;
  std::vector<KnownCase> cases;
  std::vector<KnownService> services;
  std::vector<KnownUnit> units;
  std::uint64_t attestations = 0;  ///< so far; numbers their protocols
  std::uint64_t protocols = 0;     ///< so far; numbers what comes in
  std::vector<EntityId> incoming;  ///< applications without a number yet
  std::vector<std::uint32_t> watched;  ///< services that wait, or hold an offer
  std::set<std::uint32_t> restricted;  ///< neighbours whose data may only be kept, or who are taken for dead
  std::set<std::uint32_t> hidden;      ///< neighbours whose address is protected, or was
  std::set<std::uint32_t> in_housing;  ///< neighbours who have a dwelling of public housing, or have asked for one
};

/// Of an invented paper, of which there is no more than its name.
[[nodiscard]] inline std::unique_ptr<schema::Hash> HashOfPaper(std::string_view name) {
  const Hash hash = events::Sha256({events::AsBytes(name)});
  return std::make_unique<schema::Hash>(flatbuffers::span<const std::uint8_t, 32>(hash.bytes));
}

[[nodiscard]] inline std::unique_ptr<schema::Id> SchemaId(EntityId id) {
  return std::make_unique<schema::Id>(events::ToSchema(id));
}

}  // namespace fascicolo::simulator
