// The flows of a ledger to the SIUSS, as they come about commit by commit: from the ledger alone, so that the same
// ledger gives the same flows, under the same names and at the same instants, whenever and wherever it is read.
//
// A record that was told and has changed is cancelled and inserted anew; one whose benefit is gone is cancelled (a
// flow can only insert or cancel: PS_PSA_SINA201812.xsd, TipoOperazione). SINBA knows no cancelling: a minor's later
// record takes the place of the one before it, by the minor's own id. A record that lacks something is withheld until
// it is there; what lacks something only after it was told stays as it was told.
//
// Instants are of milliseconds and strictly increase: the first after its commit, or one more than the flow before
// it. INPS asks for what came after the last instant that it has (api-comuni.yaml), so that two flows of one instant
// would lose one of them.
#pragma once

#include "connectors/exports/siuss/minor_records.h"
#include "events/body.h"

#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace fascicolo::siuss {

enum class Operation { kInsert, kCancel };

struct Flow {
  std::int64_t at_ms = 0;    ///< since 1970-01-01T00:00:00Z
  Day on;                    ///< of the commit
  std::uint32_t number = 0;  ///< of the day, among flows of its kind; from 1
  Operation operation = Operation::kInsert;
  Position position;         ///< of the commit by which it came about
  EntityId benefit;          ///< zero: of a minor
  int year = 0;              ///< of the record
  std::string service{};
  std::variant<std::shared_ptr<const BenefitRecord>, std::shared_ptr<const MinorRecord>> record;

  [[nodiscard]] bool is_sinba() const { return record.index() == 1; }
};
/// Two flows tell of the same benefit, person and year, or of the same minor and year.
[[nodiscard]] bool TellOfTheSame(const Flow& one, const Flow& other);
/// "EEEEE.TIPO.AAAAMMGG.NNNNNNN"
[[nodiscard]] std::string NameOf(const Flow& flow, std::string_view body);

/// A record that ought to be transmitted and is not.
struct Withheld {
  EntityId entity;  ///< the benefit; of a SINBA record the minor
  EntityId person;
  EntityId case_file;
  std::string service;  ///< empty: SINBA
  int year = 0;
  std::set<Reason> reasons;
};

class FlowBook {
 public:
  /// Each accepted commit of the ledger from its first one on, with the state behind it.
  void Take(const events::CommitReading& commit, const engine::State& behind);

  /// In the order of their instants.
  [[nodiscard]] const std::vector<Flow>& flows() const { return flows_; }
  /// The index of the first flow after an instant.
  [[nodiscard]] std::size_t After(std::int64_t since_ms) const;
  /// By entity, person and year.
  [[nodiscard]] std::vector<Withheld> withheld() const;

 private:
  struct Standing {
    std::shared_ptr<const BenefitRecord> told;  ///< null: nothing of it was told, or it was cancelled
    std::set<Reason> reasons;                   ///< that withhold it as it is now
  };
  struct MinorStanding {
    std::shared_ptr<const MinorRecord> told;
    std::set<Reason> reasons;
  };
  using PieceKey = std::pair<EntityId, int>;  ///< person, year

  void TakeEvent(const events::CommitReading& commit, std::uint32_t index, const engine::State& behind);
  void TakeBenefit(const schema::Event& event);
  void Begin(Benefit benefit);
  void TakePayment(const engine::State& behind, EntityId chapter, std::uint32_t liquidation, std::optional<Day> paid_on);
  void Touch(EntityId benefit) { touched_.insert(benefit); }
  void TouchPerson(const engine::State& behind, EntityId person);
  void TouchHousehold(const engine::State& behind, EntityId household);
  void TouchAll(std::string_view service);
  void Refresh(const events::Header& header, const engine::State& behind);
  void RefreshBenefit(const engine::State& behind, const Benefit& benefit, Day today);
  void RefreshMinor(const engine::State& behind, EntityId person);
  [[nodiscard]] bool IsOnlyMinor(const engine::State& behind, const Benefit& benefit, EntityId person, Day day) const;
  void Tell(const Benefit& benefit, Operation operation, std::shared_ptr<const BenefitRecord> record);
  void Add(Flow flow);

  Knowledge known_;
  std::map<EntityId, Benefit> benefits_;
  std::map<EntityId, std::set<EntityId>> of_person_;  ///< benefits
  std::map<EntityId, std::set<EntityId>> of_case_;
  std::map<EntityId, std::map<PieceKey, Standing>> standings_;             ///< by benefit
  std::map<EntityId, std::map<int, MinorStanding>> minors_;                ///< by person, year
  std::map<EntityId, std::map<PieceKey, std::pair<Day, std::string>>> coded_;  ///< by benefit: first day and code, of minors' area
  std::set<EntityId> touched_;   ///< benefits, by the commit that is taken
  std::set<EntityId> children_;  ///< persons whose benefits of the area of minors were touched
  std::vector<Flow> flows_;
  std::map<std::pair<Day, bool>, std::uint32_t> numbers_;  ///< day, is it SINBA: the last
  Position position_;
  Day on_;
  std::int64_t at_ms_ = 0;
};

}  // namespace fascicolo::siuss
