// What is to be done in town, and on which day.
#pragma once

#include "events/calendar.h"

#include <cstdint>
#include <map>
#include <vector>

namespace fascicolo::simulator {

/// In groups, in the order in which an office takes them: cases up to kReopen, of which kMeet to kMoveAway are their work,
/// the waiting up to kWithdraw, running services up to kEnd, households up to kCorrectIsee, the registry up to kMoveOut, the
/// shelters their nights, public housing its call up to kCallNext, whoever signs acts, the accounts office up to kPay, the one
/// for allowances up to kPayHelp, the one for dwellings up to kRaiseRents, the one for plans up to kRenewPlans, the one for
/// vouchers and checks up to kCheckDeclarations, the one for units up to kSettleUnit, the one for programmes up to kEnrol, those
/// for placements, removals and sites up to kCloseSite, those of what happens now and then up to kTenancies, planning up to
/// kTellFlows, the authority.
enum class ErrandKind : std::uint8_t {
  // somebody comes to a desk; subject of kContact: kBroughtAlong for a case that the town has
  // already, of kServiceContact: the wish
  kContact,
  kServiceContact,
  // subject: a case
  kTakeInCharge,
  kDiary,
  kReassign,
  kSetUrgency,
  kIncomeNote,
  kConclude,
  kHandOver,
  // subject: a case; its work (accompaniment.h)
  kMeet,
  kAssess,
  kPropose,
  kReview,
  kRefer,
  kAnswer,
  kAskPaper,
  kBringPaper,
  kJoinArea,
  kDeclareConflict,
  kRest,
  kMoveAway,
  // subject: a case again
  kCloseCase,
  kReopen,
  kApply,
  // subject: a service
  kScore,
  kPlace,
  kRescore,
  kConfirm,
  kAccept,
  kDecline,
  kWithdraw,
  kDeliver,
  kVary,
  kSuspend,
  kResume,
  kEnd,
  // subject: a neighbour
  kHousehold,
  kAttest,
  kCorrectIsee,
  // the registry's: whom it tells of is drawn when it does
  kBirth,
  kDeath,
  kMoveIn,
  kMoveOut,
  // the shelters'
  kNights,
  // public housing's (housing_call.h); subject of kFile and kJudge: the entry's number
  kOpenCall,
  kFile,
  kJudge,
  kDraftProvisional,
  kDrawLots,
  kDraftFinal,
  kSignList,
  kAppeal,
  kDecideAppeals,
  kCallNext,
  // acts (signing.h)
  kSign,
  // the accounts office's (money_work.h)
  kOpenBudget,
  kCommitContracts,
  kRenewDurc,
  kBill,
  kLiquidate,
  kCharge,
  kCollect,
  kPay,
  // allowances (allowance_work.h)
  kAskHelp,
  kAskOnce,
  kGrantHelp,
  kGrantOnce,
  kPayHelp,
  // dwellings (dwelling_work.h)
  kRegisterDwelling,
  kLetAsBefore,
  kLetTo,  ///< subject: a case
  kAssignDwellings,
  kHandKeys,
  kTakeBack,
  kMendDwelling,
  kOfferDwelling,
  kSetRents,
  kRaiseRents,
  // personal plans (plan_work.h); subject of the next three: a plan's number
  kDraftPlan,
  kSetAsidePlan,
  kStartPlan,
  kAskPlan,
  kExpenses,
  kPayPlans,
  kPriceNextYear,
  kSetAsideNextYear,
  kRenewPlans,
  // vouchers, and checks of what was declared (grant_work.h); subject of kRedeem: their number
  kAskVouchers,
  kGrantVouchers,
  kRedeem,
  kBillVouchers,
  kPayVouchers,
  kCommitSample,
  kRevealSample,
  kCheckDeclarations,
  // units (unit_work.h); subject of kCheckUnit and kSettleUnit: a unit
  kContract,
  kComplain,
  kCheckUnit,
  kSettleUnit,
  // programmes (programme_work.h); subject of kHoldSession: a programme's number
  kOpenProgrammes,
  kPlanSessions,
  kHoldSession,
  kEnrol,
  // placements (placement_work.h); subject of kAskPlacement: the kind, of kFollowPlacement: its number
  kOpenHosts,
  kAskPlacement,
  kFollowPlacement,
  // removals (removal_work.h); subject of kMeasure: a removal's number
  kRemoveChild,
  kMeasure,
  // sites (site_work.h); subject of kTakeInAtSite: a case
  kOpenSites,
  kFindForSite,
  kTakeInAtSite,
  kInspectSites,
  kEmptySite,
  kCloseSite,
  // the registry and the data protection officer (people_office.h), social workers (case_office.h), the housing office
  // (tenancy_work.h); subject of each: a row of its table, of kReviewAccess: a case
  kPeople,
  kAdoptPolicy,
  kCaseOffice,
  kReviewAccess,
  kTenancies,
  // planning (planning_work.h)
  kOpenPlanning,
  kElectBody,
  kDraftEducationalPlan,
  kMeetBody,
  kPutPlanInForce,
  kTellFlows,
  // the offices' own
  kAdopt,  ///< subject: one of the documents that the town adopts (offices.cc)
  kOpenUnits,
  kCapacity,  ///< subject: 0 a cut, 1 a raise
  kOfferFree,
  kMistake,
};

inline constexpr std::uint32_t kBroughtAlong = 1;

struct Errand {
  ErrandKind kind = ErrandKind::kContact;
  std::uint32_t subject = 0;
};

class Agenda {
 public:
  void Add(Day day, ErrandKind kind, std::uint32_t subject = 0) {
    errands_[day].push_back({kind, subject});
  }
  /// Takes out what is due on `day` or was due before, in the order of days and then of adding.
  [[nodiscard]] std::vector<Errand> Take(Day day);

 private:
  std::map<Day, std::vector<Errand>> errands_;
};

}  // namespace fascicolo::simulator
