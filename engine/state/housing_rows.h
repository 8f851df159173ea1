// The rows of public housing: dwellings, and the tenancies in them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "engine/state/rows.h"
#include "schemas/housing_generated.h"

namespace fascicolo::engine {

/// What leads from one state to the next: engine/families/housing/dwelling_states.h.
struct DwellingRow {
  std::string code;  ///< in the register of dwellings
  schema::DwellingOwner owner = schema::DwellingOwner::none;
  schema::DwellingUse use = schema::DwellingUse::none;
  std::uint32_t rooms = 0;
  std::uint32_t square_metres = 0;
  std::int32_t floor = 0;
  bool accessible = false;
  std::string district;
  std::string street;
  schema::DwellingState state = schema::DwellingState::none;
  Day since;           ///< in that state
  Day vacant_since;    ///< as long as nobody lives there
  EntityId tenancy;    ///< by which it is held; zero: by none
  std::string reserve;  ///< for whom it is kept; empty: for nobody
  bool order_notified = false;  ///< kWithoutTitle: the order to leave
  template <class V>
  void Visit(V& v) {
    v(code, owner, use, rooms, square_metres, floor, accessible, district, street, state, since, vacant_since, tenancy, reserve,
      order_notified);
  }
};

/// The dwelling that has a code in the register.
struct DwellingCodeRow {
  EntityId dwelling;
  template <class V>
  void Visit(V& v) {
    v(dwelling);
  }
};

/// Values are stored. What leads from one to the next: engine/families/housing/tenancy_states.h.
enum class TenancyState : std::uint8_t {
  kOffered = 1,
  kAccepted,
  kAssigned,  ///< by act
  kSigned,    ///< the contract is there, the keys are not
  kInForce,   ///< they live there
  kForfeited,  ///< and still live there
  kEnded,
  kLapsed,  ///< nothing came of it
};

/// A person who is there from a day on, and no more on `until`.
struct GuestRow {
  EntityId person;
  Day from;
  Day until;
  template <class V>
  void Visit(V& v) {
    v(person, from, until);
  }
};

/// The month's rent from a month on, until the next such month.
struct RentRow {
  Day from;
  std::int64_t cents = 0;
  template <class V>
  void Visit(V& v) {
    v(from, cents);
  }
};

/// The household wants, or shall get, another dwelling.
struct ChangeRow {
  std::string service;  ///< empty: nothing is wanted
  std::string ground;
  Instant asked_at;
  bool own_motion = false;
  template <class V>
  void Visit(V& v) {
    v(service, ground, asked_at, own_motion);
  }
};

/// A procedure of forfeiture that goes on.
struct ForfeitureRow {
  std::string service;  ///< empty: none goes on
  std::string ground;
  schema::ForfeitureStep step = schema::ForfeitureStep::none;  ///< the last one; none: begun
  Day stepped_on;
  std::optional<Day> eviction_on;
  bool minors = false;  ///< minors or disabled persons would be evicted
  template <class V>
  void Visit(V& v) {
    v(service, ground, step, stepped_on, eviction_on, minors);
  }
};

struct TenancyRow {
  EntityId dwelling;
  schema::TenancyTitle title = schema::TenancyTitle::none;
  std::string service;
  EntityId case_file;
  EntityId person;                ///< the tenant
  std::vector<EntityId> members;  ///< of the household, without the tenant
  std::vector<EntityId> former;   ///< tenants before
  EntityId entry;                 ///< of a ranking; zero: none
  EntityId replaces;              ///< tenancy; zero: none
  TenancyState state = TenancyState::kOffered;
  bool declined_counts = false;   ///< kLapsed: they said no without a good reason
  bool is_authorised = false;     ///< by the region, where it has to be
  std::string contract;           ///< number; empty: there is none
  std::optional<Day> from;        ///< they live there
  std::optional<Day> until;       ///< first day without them; of a lodging in force, its term
  std::uint32_t extensions = 0;   ///< of a lodging
  std::vector<RentRow> rents;     ///< ascending
  std::vector<GuestRow> guests;
  std::optional<Day> away_until;  ///< an authorised absence
  std::optional<Day> checked_on;  ///< requisites, last
  bool requisites_met = true;     ///< as checked last
  ChangeRow change;
  ForfeitureRow forfeiture;
  std::uint32_t parts = 0;        ///< deadlines numbered so far
  template <class V>
  void Visit(V& v) {
    v(dwelling, title, service, case_file, person, members, former, entry, replaces, state, declined_counts, is_authorised,
      contract, from, until, extensions, rents, guests, away_until, checked_on, requisites_met, change, forfeiture, parts);
  }
  [[nodiscard]] bool IsOver() const { return state == TenancyState::kEnded || state == TenancyState::kLapsed; }
  [[nodiscard]] bool IsLivedIn() const { return state == TenancyState::kInForce || state == TenancyState::kForfeited; }
  [[nodiscard]] bool IsMember(EntityId id) const {
    return id == person || std::find(members.begin(), members.end(), id) != members.end();
  }
};

}  // namespace fascicolo::engine
