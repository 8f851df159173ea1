// Every rule that can say no: its code, its text in both languages, its ground. A refusal is recorded with the code, so
// codes are for ever.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace fascicolo::engine {

enum class Rule {
  // case file
  kCaseNotOpen,
  kCaseAlreadyInCharge,
  kCaseNotInCharge,
  kCaseHasServices,
  kCaseNotClosed,
  kSameWorker,
  // catalogue
  kServiceNotAdopted,
  kServiceHasNoApplications,
  kServiceHasNoCapacity,
  kNoWaitingList,
  kNoRuleSetInForce,
  kAlreadyAdopted,
  kRuleSetVersionExists,
  // service unit
  kUnitOfOtherService,
  kCapacityInThePast,
  kNoCapacity,
  // activation
  kWrongActivationState,
  kNotScored,
  kInputsMissing,
  kNotNextInLine,
  kOthersWait,
  kOfferExpired,
  kUnknownReason,
  kQuantityNotPositive,
  kDateOutOfOrder,
  kSuspensionNotForeseen,
  kSuspensionTooLong,
  kAlreadySuspended,
  kNotSuspended,
  kNothingToVary,
  kNotDeliverable,
  kUnknownActivity,
  kReentryTooSoon,
  kAlreadyApplied,
  kListClosed,
  kServesOnePerson,
  // authority
  kDayOutOfOrder,
  // any family
  kTooMany,
  // person
  kAlreadyIdentified,
  kNotIdentified,
  kIdentifierInForce,
  kIdentifierNotInForce,
  kAddressIsProtected,
  kAddressNotProtected,
  kPersonDeceased,
  kPersonNotDeceased,
  kNothingProposed,
  kLikelyDuplicate,
  kPersonMerged,
  kPersonNotMerged,
  kPersonsDiffer,
  kDecreeMissing,
  kMinorDelegates,
  kOfFullAge,
  kRepresentationNotInForce,
  kNoPower,
  // case file, its work and its deadlines
  kCaseDormant,
  kCaseNotAtDesk,
  kNotHandedOver,
  kWorkerInConflict,
  kNoConflict,
  kNotResponsible,
  kAlreadyCovered,
  kNoCaseload,
  kTransferPending,
  kNoTransferProposed,
  kNothingOpen,
  kOutcomeDoesNotFit,
  kReferralOutOfOrder,
  kNoInstrumentInForce,
  kProjectOutOfOrder,
  kSignatureNotAsked,
  kNotAPact,
  kDeadlineNotForeseen,
  kDeadlineRuns,
  kNoDeadline,
  kDeadlineNotSuspendable,
  kDeadlineSuspendedBefore,
  kDeadlineOver,
  kDeadlineNotSuspended,
  kBilledMoreThanDelivered,
  // household
  kHouseholdDissolved,
  kAlreadyInHousehold,
  kNotAMember,
  kReferencePersonMissing,
  kSameReferencePerson,
  kNobodyStays,
  // ISEE
  kNotAnIseeHousehold,
  kIseeDoesNotAddUp,
  kIseeAlreadyRecorded,
  kIseeNotRecorded,
  kIseeAlreadyCorrected,
  // rights of the person
  kLegalHold,
  kCasesNotClosed,
  kErasurePending,
  kErasureNotPending,
  kFourEyes,
  kPersonErased,
  kHoldNotInForce,
  kAlreadyRestricted,
  kNotRestricted,
  kProcessingRestricted,
};

struct RuleText {
  Rule rule;
  std::string_view code;     ///< stable, lower_snake_case
  std::string_view italian;
  std::string_view english;
  std::string_view ground;   ///< law and article, or "local regulation: ..." where the sheet decides
};

/// In the order of the enumeration; one entry per rule.
[[nodiscard]] std::span<const RuleText> AllRules();
[[nodiscard]] const RuleText& TextOf(Rule rule);
[[nodiscard]] std::optional<Rule> RuleFromCode(std::string_view code);

}  // namespace fascicolo::engine
