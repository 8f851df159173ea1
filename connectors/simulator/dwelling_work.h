// Public housing's dwellings: a stock of which nearly all is let when the town begins and the rest is out of repair, given back
// one by one, mended as the money allows, and assigned down the list of the call (housing_call.h); and its rents.
#pragma once

#include "connectors/simulator/money_work.h"

#include <set>
#include <vector>

namespace fascicolo::simulator {

class DwellingWork {
 public:
  DwellingWork(TownHall& hall, Signing& signing, MoneyWork& money);

  /// Puts the stock, and the lettings of before, on the agenda.
  void Plan();
  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office. `call`: of the list down which dwellings are given; zero: none is open.
  void Do(const Errand& errand, EntityId call);

 private:
  struct Offer {
    EntityId tenancy;
    EntityId dwelling;
    Day on;
    bool accepts = false;  ///< when they are asked; then an act follows
  };
  [[nodiscard]] EntityId Register(std::size_t persons, schema::DwellingState state);
  void RegisterVacant();
  void LetAsBefore();
  void LetTo(std::uint32_t case_index);
  void OpenToTheList(EntityId dwelling);
  void AssignAccepted();
  void MoveIn();
  void TakeBack();
  void Mend();
  void OfferFree(EntityId call);
  void SetRents();
  void SetRent(EntityId tenancy);
  void RaiseRents();
  void TakeAnswers();
  /// kToday: to whom it is to be offered was offered another one a moment ago; kNotReady: it was declined a moment ago.
  enum class OfferMade : std::uint8_t { kOffered, kToday, kNotReady, kNobody };
  [[nodiscard]] OfferMade OfferOne(EntityId dwelling, EntityId call);
  [[nodiscard]] std::optional<EntityId> NextFor(EntityId dwelling, EntityId call) const;

  TownHall& hall_;
  Signing& signing_;
  MoneyWork& money_;
  Chance chance_;                    ///< of its own
  std::vector<EntityId> free_;       ///< ready for the next of the list
  std::vector<EntityId> to_mend_;
  std::vector<Offer> offered_;
  std::set<EntityId> offered_to_;    ///< entries, today
  std::vector<EntityId> accepted_;   ///< tenancies that wait for their act
  std::vector<EntityId> to_move_in_;
  std::vector<EntityId> lived_in_;   ///< tenancies
  std::uint64_t papers_ = 0;         ///< so far; numbers contracts and minutes
};

}  // namespace fascicolo::simulator
