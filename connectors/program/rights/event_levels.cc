#include "connectors/program/rights/event_levels.h"

#include <algorithm>
#include <map>
#include <span>

namespace fascicolo::program {
namespace {

using enum ReadLevel;

constexpr std::string_view kAddressWord = "address";
constexpr std::string_view kProtectedWord = "protected_address";

/// Who works on the case, and whether it is open.
constexpr std::string_view kHeaderEvents[]{
    "TakenInCharge", "WorkerAssigned", "UrgencySet", "CaseClosed", "CaseReopened", "ContactConcluded",
    "HandoverProposed", "HandoverDeclined", "CoResponsibleAdded", "CoResponsibleRemoved", "AbsenceReported", "AbsenceCovered",
    "CaseloadTransferred", "CaseMadeDormant", "TransferProposed", "TransferAnswered", "PrivacyNoticeGiven"};
/// Applications, lists, services, acts, money, places: what the administration decides by.
constexpr std::string_view kAdministrativeEvents[]{
    "ApplicationFiled", "ApplicationScored", "WaitingStarted", "EntryAdded", "EntryMoved", "EntryRemoved",
    "OfferMade", "OfferAccepted", "OfferRefused", "OfferLapsed", "OfferProposed", "ServiceProposed", "ServiceStarted",
    "ServiceVaried", "ServiceSuspended", "ServiceResumed", "ServiceDelivered", "ServiceEnded", "ServiceMoved",
    "ApplicationWithdrawn", "ApplicationDenied", "ConfirmationAsked", "InterestConfirmed", "InterestLapsed",
    "FeeRecalculated", "CostShareRecorded", "BillRecorded", "BillAccepted", "BillContested", "AllowanceGranted",
    "AllowanceChanged", "VouchersGranted", "VoucherRedeemed", "VouchersLapsed", "VouchersBilled",
    "VoucherBillAccepted", "VoucherBillContested", "DeclarationChecked", "BenefitForfeited", "DebtRaised",
    "MoneyReceived", "DebtReminded", "InstalmentsAgreed", "DebtWrittenOff", "ActDrafted", "ActSigned", "VisaGiven",
    "ActPublished", "ActNotified", "ActTookEffect", "ActCarriedOut", "ActReturned", "ActWithdrawn", "ActCorrected",
    "ActAnnulled", "ActRatified", "RatificationMissed", "ProtocolRecorded", "DeadlineOpened", "DeadlineSuspended",
    "DeadlineResumed", "DeadlineMet", "DeadlinePassed", "CallApplicationFiled", "EntryDocumentsRequested",
    "EntryDocumentsReceived", "EntryScored", "EntryAdmitted", "EntryExcluded", "EntryWithdrawn", "EntryCalled",
    "EntryConfirmed", "EntrySucceeded", "EntryEnded", "AppealFiled", "AppealDecided", "PlanRequested",
    "PlanAmountSet", "PlanDrafted", "PlanSigned", "PlanSent", "PlanFunded", "PlanStarted", "PlanRenewed",
    "PlanVaried", "PlanSuspended", "PlanResumed", "PlanEnded", "LeftoverReturned", "PlanWithdrawn", "PlanDenied",
    "HelperDeclared", "ExpensesFiled", "ExpensesMissed", "ExpensesAccepted", "ExpensesContested", "PlanBalanced",
    "TenancyOpened", "DwellingAnswered", "DwellingAssigned", "AuthorisationRecorded", "TenancySigned",
    "KeysHandedOver", "TenancyEnded", "RentSet", "GuestAdmitted", "AbsenceAuthorised", "RequisitesChecked",
    "ChangeRequested", "ChangeWithdrawn", "TenantSucceeded", "ForfeitureStarted", "ForfeitureAdvanced",
    "LodgingExtended", "PlacementRequested", "PlacementStarted", "PlacementExtended", "PlacementTransferred",
    "PlacementEnded", "PlacementWithdrawn", "AbsenceRecorded", "ReturnRecorded", "NightConfirmed", "NightMissed",
    "Enrolled", "EnrolmentAdmitted", "EnrolmentEnded"};
/// What professionals found, and agreed with the person.
constexpr std::string_view kAssessmentEvents[]{
    "AssessmentRecorded", "ProjectProposed", "ProjectSigned", "ProjectAgreed", "ProjectDeclined", "ProjectReviewed",
    "ProjectEnded", "PactChecked", "ReferralRequested", "ReferralUpdated", "ExternalDecisionRecorded",
    "ContactRegistered", "PlanScored", "PlanLevelDecided", "SelfSufficiencyRecorded", "SearchStarted", "HostAsked",
    "HostAnswered", "PlacementReported"};
/// Papers of and for the juvenile court.
constexpr std::string_view kJuvenileCourtEvents[]{
    "CourtReportSent", "DecreeRecorded", "RemovalRecorded", "MeasureStepRecorded", "MeasureLapsed", "ContactOrdered",
    "VisitRecorded"};

const std::map<std::string_view, ReadLevel>& LevelTable() {
  static const std::map<std::string_view, ReadLevel> table = [] {
    std::map<std::string_view, ReadLevel> levels;
    const auto add = [&](ReadLevel level, std::span<const std::string_view> types) {
      for (const std::string_view type : types) levels.emplace(type, level);
    };
    add(kHeader, kHeaderEvents);
    add(kAdministrative, kAdministrativeEvents);
    add(kAssessment, kAssessmentEvents);
    add(kJuvenileCourt, kJuvenileCourtEvents);
    return levels;
  }();
  return table;
}

const std::set<std::string_view>& PlaceTable() {
  static const std::set<std::string_view> table{
      "AddressRecorded",  "HouseholdMoved",       "HouseholdFormed",   "HostAsked",      "HostAnswered",
      "PlacementStarted", "PlacementTransferred", "PlacementExtended", "NightConfirmed", "NightMissed",
      "TenancyOpened",    "DwellingAnswered",     "DwellingAssigned",  "TenancySigned",  "KeysHandedOver",
      "LodgingExtended",  "VisitRecorded",        "OfferMade",         "OfferAccepted",  "ServiceStarted",
      "ServiceMoved",     "SitePactSigned",       "RemovalRecorded"};
  return table;
}

/// What the office said of this text itself; none: it has no such field.
std::optional<ReadLevel> SaidOf(const Step& step) {
  const auto field =
      std::find_if(step.fields.begin(), step.fields.end(), [](const StepField& one) { return one.name == "secrecy"; });
  if (field == step.fields.end()) return std::nullopt;
  const auto* word = field->value.As<std::string>();
  if (word == nullptr) return kDiary;
  for (const ReadLevel level : {kAdministrative, kAssessment, kJuvenileCourt}) {
    if (*word == TextOf(level)) return level;
  }
  return kDiary;
}

bool IsOfCourt(const Step& step) {
  return std::any_of(step.sealed.begin(), step.sealed.end(),
                     [](const SealedField& field) { return field.retention == schema::RetentionClass::court; });
}

}  // namespace

std::string_view TextOf(ReadLevel level) {
  switch (level) {
    case kHeader:
      return "header";
    case kAdministrative:
      return "administrative";
    case kAssessment:
      return "assessment";
    case kDiary:
      return "diary";
    case kJuvenileCourt:
      return "juvenile_court";
  }
  return "";
}

ReadLevel LevelOf(const Step& step) {
  if (IsOfCourt(step)) return kJuvenileCourt;
  if (!step.understood || !step.event) return kDiary;
  if (const auto said = SaidOf(step)) return *said;
  const auto found = LevelTable().find(step.type);
  return found == LevelTable().end() ? kDiary : found->second;
}

bool TellsWhere(std::string_view event_type) { return PlaceTable().contains(event_type); }

std::vector<std::string_view> LevelledEvents() {
  std::vector<std::string_view> types;
  for (const auto& [type, level] : LevelTable()) types.push_back(type);
  return types;
}
std::vector<std::string_view> EventsThatTellWhere() { return {PlaceTable().begin(), PlaceTable().end()}; }

Result<LevelFilter, FormError> LevelFilter::Of(const std::vector<std::string>& words, std::string place) {
  constexpr std::string_view kAll[] = {"header",         "administrative", "assessment",  "diary",
                                       "juvenile_court", kAddressWord,     kProtectedWord};
  LevelFilter filter;
  filter.words_.emplace(TextOf(kHeader));
  for (const std::string& word : words) {
    if (std::find(std::begin(kAll), std::end(kAll), word) == std::end(kAll)) {
      return FormError{std::move(place), "is no level",
                       "header, administrative, assessment, diary, juvenile_court, address or protected_address"};
    }
    filter.words_.insert(word);
  }
  return filter;
}

bool LevelFilter::Shows(const Step& step, bool is_protected) const {
  if (!words_.contains(TextOf(LevelOf(step)))) return false;
  return !is_protected || !TellsWhere(step.type) || words_.contains(kProtectedWord);
}

}  // namespace fascicolo::program
