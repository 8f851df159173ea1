// The money of a town: chapters each January, what providers are paid for their services month by month, what users pay
// for theirs, and the payments of all acts.
#pragma once

#include "connectors/simulator/signing.h"
#include "connectors/simulator/town_hall.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fascicolo::simulator {

/// Where vouchers are redeemed; the accounts office knows them as providers.
inline constexpr std::array<std::string_view, 3> kShops{"spesa.del.porto", "spesa.della.stazione", "spesa.del.mercato"};

/// Numbers of a chapter's commitments, by what they are about; of several the latest.
class CommitmentNumbers {
 public:
  /// Reads what was added since it was asked last.
  [[nodiscard]] std::optional<std::uint32_t> Of(const engine::State& state, EntityId chapter, EntityId about);

 private:
  struct Read {
    std::uint32_t commitments = 0;
    std::map<EntityId, std::uint32_t> by_about;
  };
  std::map<EntityId, Read> chapters_;
};

class MoneyWork {
 public:
  enum class Purpose : std::uint8_t { kProviders, kAllowances, kPlans };
  static constexpr std::size_t kPurposes = 3;

  MoneyWork(TownHall& hall, Signing& signing);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the accounts office.
  void Do(const Errand& errand);

  /// This year's chapter for it; none: not opened yet.
  [[nodiscard]] std::optional<EntityId> ChapterFor(Purpose purpose) const;
  /// The number under which money is set aside there for `about`.
  [[nodiscard]] std::optional<std::uint32_t> CommitmentFor(EntityId chapter, EntityId about);
  /// Sets money aside.
  void Reserve(EntityId chapter, EntityId about, std::int64_t cents);
  /// What commits it, for an act to carry.
  [[nodiscard]] static schema::CommandPayloadUnion Commitment(EntityId chapter, std::uint32_t number);
  /// What owes a payee a month of what was granted, for an act to carry.
  [[nodiscard]] static schema::CommandPayloadUnion Liquidation(EntityId chapter, std::uint32_t commitment, EntityId payee,
                                                               Day month, std::int64_t cents);
  /// Somebody owes something that another office raised.
  void AddDebtor(EntityId person) { debtors_.push_back(person); }
  /// A person's account.
  [[nodiscard]] EntityId PayeeOf(EntityId person);
  /// A provider's, by its code; registered when it is first asked for.
  [[nodiscard]] EntityId ProviderNamed(std::string_view code);

 private:
  /// What a provider is paid for a service in a year.
  struct Contract {
    Wish wish = Wish::kHomeCare;
    EntityId about;  ///< its first unit
    EntityId payee;
  };
  struct Bill {
    std::uint32_t service = 0;  ///< index
    std::uint32_t number = 0;
    std::int64_t cents = 0;
  };
  using Chapters = std::array<EntityId, kPurposes>;

  void OpenYear();
  void CommitContracts();
  void RenewDurc();
  void TakeBills();
  void Liquidate();
  void Pay();
  void PayOne(EntityId chapter, std::uint32_t liquidation);
  void PayAgain(EntityId chapter, std::uint32_t liquidation);
  void Charge();
  void Collect();
  [[nodiscard]] bool Settle(EntityId person, std::uint32_t number, const engine::DebtRow& debt);
  [[nodiscard]] Day MonthBefore() const;

  TownHall& hall_;
  Signing& signing_;
  Chance chance_;                        ///< of its own
  std::map<int, Chapters> chapters_;     ///< by year
  std::map<std::string, EntityId, std::less<>> providers_;
  std::map<int, std::vector<Contract>> contracts_;
  std::vector<Bill> bills_;              ///< accepted, to be liquidated
  std::map<std::uint32_t, std::uint32_t> billed_;  ///< how many bills a service has had
  std::map<EntityId, std::uint32_t> looked_at_;    ///< liquidations of a chapter that somebody tried to pay
  std::vector<EntityId> debtors_;
  CommitmentNumbers numbers_;
  std::uint64_t papers_ = 0;             ///< so far; numbers bills and orders
};

}  // namespace fascicolo::simulator
