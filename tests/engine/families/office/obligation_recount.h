// Obligations told from a log alone: which event opens one, which closes it, and that each is closed by one commit. No row of
// the engine's is read; their table has to hold the same (CheckOpen).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/state/state.h"
#include "events/body.h"

namespace fascicolo::engine {

class ObligationRecount {
 public:
  /// The next commit, from the ledger's first one on. What it breaks is reported at once: an obligation opened twice, one
  /// executed or closed that is not open, one executed before it was due or under another command than its own.
  void Take(const events::CommitReading& commit);
  /// The rows hold as open what is open.
  void CheckOpen(const State& state) const;

  [[nodiscard]] std::size_t opened() const { return opened_.size(); }
  [[nodiscard]] std::size_t executed() const { return executed_; }
  /// By an event that left nothing to do.
  [[nodiscard]] std::size_t closed() const { return closed_; }
  [[nodiscard]] std::size_t open() const { return open_.size(); }

 private:
  /// What there is one of at a time, within an entity and under a number.
  enum class Of : std::uint8_t { kOffer, kTerm, kConfirmation, kList, kNights, kMajority, kUnit, kUndertaking, kExpenses, kCarrying, kReview, kMending,
                                 kCertificate };
  struct Place {
    Of of = Of::kOffer;
    EntityId entity;
    std::uint32_t number = 0;
    auto operator<=>(const Place&) const = default;
  };
  struct Act {
    std::size_t carries = 0;
    std::size_t settled = 0;
    bool is_provisional = false;
  };
  struct Placed {
    std::string kind;  ///< word of the sheet
    std::vector<EntityId> persons;
    std::map<EntityId, Day> until;  ///< of whom left, or is known to leave
  };
  struct Plan {
    Day from;
    Day until;
    std::vector<std::pair<Day, Day>> pauses;  ///< from, until
    std::set<Day> filed;          ///< months
    std::optional<Day> awaited;   ///< month
  };
  struct Person {
    std::optional<Day> born;
    bool is_dead = false;
    EntityId merged_into;
    std::vector<EntityId> duplicates;
  };
  /// The event that is read.
  struct At {
    EntityId entity;
    std::uint32_t index = 0;
    bool imported = false;
    Day effective_on;
  };

  template <class Fact>
  void On(const Fact&) {}  // opens and closes nothing
  void On(const schema::ApplicationFiled& fact);
  void On(const schema::OfferMade& fact);
  void On(const schema::OfferAccepted& fact);
  void On(const schema::OfferRefused& fact);
  void On(const schema::OfferLapsed& fact);
  void On(const schema::WaitingStarted& fact);
  void On(const schema::ConfirmationAsked& fact);
  void On(const schema::InterestConfirmed& fact);
  void On(const schema::InterestLapsed& fact);
  void On(const schema::ServiceProposed& fact);
  void On(const schema::ServiceStarted& fact);
  void On(const schema::ServiceEnded& fact);
  void On(const schema::ApplicationWithdrawn& fact);
  void On(const schema::ApplicationDenied& fact);
  void On(const schema::VouchersGranted& fact);
  void On(const schema::IseeRecorded& fact);
  void On(const schema::IseeCorrected& fact);
  void On(const schema::CapacitySet& fact);
  void On(const schema::PlaceTaken& fact);
  void On(const schema::PlaceFreed& fact);

  void On(const schema::DocumentRequested& fact);
  void On(const schema::DocumentReceived& fact);
  void On(const schema::ReferralRequested& fact);
  void On(const schema::ReferralUpdated& fact);
  void On(const schema::ProjectProposed& fact);
  void On(const schema::ProjectReviewed& fact);
  void On(const schema::ProjectDeclined& fact);
  void On(const schema::ProjectEnded& fact);
  void On(const schema::DeadlineOpened& fact);
  void On(const schema::DeadlineSuspended& fact);
  void On(const schema::DeadlineResumed& fact);
  void On(const schema::DeadlineMet& fact);
  void On(const schema::CaseloadTransferred& fact);

  void On(const schema::PersonRegistered& fact);
  void On(const schema::PersonIdentified& fact);
  void On(const schema::PersonCorrected& fact);
  void On(const schema::DeathRecorded& fact);
  void On(const schema::DeathRevoked& fact);
  void On(const schema::DeathFollowedUp& fact);
  void On(const schema::MergedInto& fact);
  void On(const schema::DuplicateMerged& fact);
  void On(const schema::UnmergedFrom& fact);
  void On(const schema::DuplicateReleased& fact);
  void On(const schema::ErasureApproved& fact);
  void On(const schema::KeysErased& fact);

  void On(const schema::ActDrafted& fact);
  void On(const schema::ActTookEffect& fact);
  void On(const schema::ActCarriedOut& fact);
  void On(const schema::ActReturned& fact);
  void On(const schema::FinalListPublished& fact);
  void On(const schema::RankingReplaced& fact);

  void On(const schema::SheetAdopted& fact);
  void On(const schema::PlacementRequested& fact);
  void On(const schema::RemovalRecorded& fact);
  void On(const schema::PlacementStarted& fact);
  void On(const schema::PlacementExtended& fact);
  void On(const schema::PlacementWithdrawn& fact);
  void On(const schema::PlacementEnded& fact);
  void On(const schema::NightMissed& fact);
  void On(const schema::GuestBanned& fact);
  void On(const schema::TenancyEnded& fact);
  void On(const schema::DwellingAnswered& fact);
  void On(const schema::AuthorisationRecorded& fact);

  void On(const schema::UndertakingStarted& fact);
  void On(const schema::UndertakingAdvanced& fact);
  void On(const schema::UndertakingLate& fact);
  void On(const schema::AccreditationSet& fact);
  void On(const schema::UnitReminded& fact);
  void On(const schema::QualityChecked& fact);
  void On(const schema::FindingResolved& fact);
  void On(const schema::ComplaintReceived& fact);
  void On(const schema::ComplaintAnswered& fact);
  void On(const schema::ProviderChanged& fact);
  void On(const schema::UsersMoved& fact);

  void On(const schema::PlanRequested& fact);
  void On(const schema::PlanSent& fact);
  void On(const schema::PlanWithdrawn& fact);
  void On(const schema::PlanDenied& fact);
  void On(const schema::PlanStarted& fact);
  void On(const schema::PlanRenewed& fact);
  void On(const schema::PlanResumed& fact);
  void On(const schema::PlanSuspended& fact);
  void On(const schema::PlanEnded& fact);
  void On(const schema::CertificateRecorded& fact);

  void On(const schema::CaseSealed& fact);
  void On(const schema::CaseUnsealed& fact);
  void On(const schema::EmergencyDeclared& fact);
  void On(const schema::EmergencyReviewed& fact);
  void On(const schema::AccessReviewMissed& fact);
  void On(const schema::FlowOutcomeRecorded& fact);
  void On(const schema::FlowMended& fact);
  void On(const schema::RejectOverdue& fact);
  void On(const schema::FlowGivenUp& fact);
  void On(const schema::ExpensesFiled& fact);
  void On(const schema::ExpensesMissed& fact);

  /// The id that an obligation of this event has, as its `ordinal`-th.
  [[nodiscard]] EntityId IdOf(std::uint32_t ordinal) const;
  /// One beside others.
  EntityId Open(std::uint32_t ordinal = 0);
  /// One where there is none.
  void OpenAt(Of of, std::uint32_t number = 0, std::uint32_t ordinal = 0);
  void ReopenAt(Of of, std::uint32_t number = 0, std::uint32_t ordinal = 0);
  /// What stands there, if anything does, has nothing left to do.
  void CloseAt(Of of, std::uint32_t number = 0);
  void CloseTerms();
  [[nodiscard]] bool IsOpenAt(Of of, std::uint32_t number = 0) const;

  void Execute(const events::CommitReading& commit);
  void LeaveApplication();
  void ReadServices(const flatbuffers::Vector<const schema::Id*>* services);
  void TakeBirth(std::int32_t born);
  void FollowMerging(EntityId other);
  [[nodiscard]] std::optional<Day> BornOn(EntityId person) const;
  void Ask(std::string_view service, const flatbuffers::Vector<const schema::Id*>* persons);
  void BeginPlacement(Day from, std::int32_t until);
  void ClosePlacement();
  void Settle(std::uint32_t number);
  void KeepClock(std::uint32_t number, UndertakingRow& row);
  void Await(Plan& plan, Day month);
  [[nodiscard]] static bool Runs(const Plan& plan, Day month);
  void WatchCertificate(std::int32_t until);

  CommandId command_;
  Instant recorded_at_;
  EntityId executing_;  ///< by the commit that is read; zero: none
  At at_;

  std::set<EntityId> opened_;  ///< ever
  std::set<EntityId> open_;
  std::map<Place, EntityId> places_;
  std::size_t executed_ = 0;
  std::size_t closed_ = 0;

  std::map<std::string, std::string, std::less<>> placement_kinds_;  ///< by service
  std::map<EntityId, std::map<Day, std::int64_t>> capacity_;
  std::map<EntityId, Person> persons_;
  std::map<std::pair<EntityId, std::uint32_t>, int> approvals_;
  std::map<EntityId, Act> acts_;
  std::map<EntityId, Placed> placed_;
  std::map<EntityId, Plan> plans_;
  std::map<std::pair<EntityId, std::uint32_t>, UndertakingRow> undertakings_;
};

}  // namespace fascicolo::engine
