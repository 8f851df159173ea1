// The types of all commands and of all events, so that what holds for each of them is written once. A type that is missing
// here does not compile. A family with a union of its own (decision 0022) is visited through: what is visited is its type.
#pragma once

#include "schemas/command_generated.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {

template <class... Payloads>
struct PayloadTypes {
  static constexpr int kCount = sizeof...(Payloads);
};

// In the order of the unions of schemas/command.fbs and schemas/event.fbs.
using CommandTypes =
    PayloadTypes<schema::OpenLedger, schema::ClaimTerm, schema::OpenDay, schema::Fulfil, schema::AdoptSheet,
                 schema::AdoptRuleSet, schema::ImportFact,
                 schema::RegisterContact, schema::TakeInCharge, schema::AssignWorker, schema::SetUrgency,
                 schema::AddDiaryEntry, schema::CloseCase, schema::ReopenCase,
                 schema::OpenUnit, schema::SetCapacity,
                 schema::FileApplication, schema::ScoreApplication, schema::EnterList, schema::OfferPlace,
                 schema::AcceptOffer, schema::RefuseOffer, schema::StartService, schema::VaryService,
                 schema::SuspendService, schema::ResumeService, schema::RecordDelivery, schema::EndService,
                 schema::WithdrawApplication,
                 schema::AdoptCalendar,
                 schema::RegisterPerson, schema::IdentifyPerson, schema::CorrectPerson, schema::AddIdentifier,
                 schema::EndIdentifier, schema::RecordCitizenship, schema::SetContactPreferences,
                 schema::RecordAddress, schema::ProtectAddress, schema::LiftAddressProtection, schema::RecordDeath,
                 schema::RevokeDeath, schema::MergePersons, schema::UnmergePersons, schema::GrantRepresentation,
                 schema::EndRepresentation,
                 schema::ConcludeContact, schema::ProposeHandover, schema::DeclineHandover,
                 schema::AddCoResponsible, schema::RemoveCoResponsible, schema::DeclareConflict,
                 schema::LiftConflict, schema::CoverAbsence, schema::TransferCaseload, schema::GivePrivacyNotice,
                 schema::MakeDormant, schema::ProposeTransfer, schema::AnswerTransfer,
                 schema::PlanMeeting, schema::RecordMeeting, schema::RequestDocument, schema::ReceiveDocument,
                 schema::RecordAssessment, schema::ProposeProject, schema::SignProject, schema::DeclineProject,
                 schema::ReviewProject, schema::EndProject, schema::RecordPactCheck, schema::RequestReferral,
                 schema::UpdateReferral, schema::SendCourtReport, schema::RecordExternalDecision,
                 schema::StartDeadline, schema::SuspendDeadline, schema::ResumeDeadline, schema::MeetDeadline,
                 schema::FormHousehold, schema::JoinHousehold, schema::LeaveHousehold, schema::NameReferencePerson,
                 schema::SplitHousehold, schema::MoveHousehold,
                 schema::RecordIsee, schema::CorrectIsee,
                 schema::RecordBill, schema::AcceptBill, schema::ContestBill,
                 schema::DismissProposal,
                 schema::ProposeErasure, schema::ApproveErasure, schema::WithdrawErasure, schema::SetLegalHold,
                 schema::LiftLegalHold, schema::RestrictProcessing, schema::LiftRestriction, schema::Rectify,
                 schema::DraftAct, schema::SignAct, schema::GiveVisa, schema::PublishAct, schema::NotifyAct,
                 schema::WithdrawAct, schema::CorrectAct, schema::AnnulAct, schema::RatifyAct,
                 schema::RefuseRatification, schema::RecordProtocol, schema::PutInForce, schema::DenyApplication,
                 schema::OpenChapter, schema::ChangeChapter, schema::ReserveMoney, schema::CommitMoney,
                 schema::ReleaseMoney, schema::RegisterPayee, schema::ChangeAccount, schema::RecordDurc,
                 schema::LiquidateMoney, schema::PayMoney, schema::BouncePayment, schema::RaiseDebt,
                 schema::RecordReceipt, schema::RemindDebt, schema::AgreeInstalments, schema::WriteOffDebt,
                 schema::GrantAllowance, schema::ChangeAllowance, schema::DraftPayments,
                 schema::OpenCall, schema::RectifyCall, schema::NameCommission, schema::ApplyToCall,
                 schema::RequestEntryDocuments, schema::ReceiveEntryDocuments, schema::DeclareCommissionConflict,
                 schema::ScoreEntry, schema::AdmitEntry, schema::ExcludeEntry, schema::WithdrawEntry,
                 schema::PublishProvisional, schema::FileAppeal, schema::DecideAppeal, schema::RecordDraw,
                 schema::CommitDraw, schema::RevealDraw, schema::RecordCourtOrder, schema::PublishFinal,
                 schema::CallEntry, schema::ConfirmEntry, schema::SucceedEntry, schema::EndEntry, schema::CloseRanking,
                 schema::RequestPlacement, schema::StartSearch, schema::AskHost, schema::AnswerHost,
                 schema::RecordDecree, schema::StartPlacement, schema::RecordAbsence, schema::RecordReturn,
                 schema::OrderContact, schema::RecordVisit, schema::SendPlacementReport,
                 schema::ExtendPlacement, schema::TransferPlacement, schema::RecordIncident,
                 schema::EndPlacement, schema::WithdrawPlacement, schema::RecordRemoval,
                 schema::RecordMeasureStep, schema::RecordMeasureLapse, schema::RecordNight, schema::BanGuest,
                 schema::SetColdPlan, schema::RegisterFosterFamily, schema::SignSitePact, schema::CloseSite,
                 schema::RecordSelfSufficiency, schema::DeclineTransfer,
                 schema::OpenProgramme, schema::CloseProgramme, schema::Enrol, schema::EndEnrolment,
                 schema::PlanSession, schema::RecordSession, schema::StartUndertaking, schema::AdvanceUndertaking,
                 schema::FormBody, schema::ElectBody, schema::MeetBody, schema::DissolveBody,
                 schema::SignContract, schema::EndContract, schema::SetAccreditation, schema::CheckQuality,
                 schema::ResolveFinding, schema::ReceiveComplaint, schema::AnswerComplaint, schema::ChangeProvider,
                 schema::HousingCommand, schema::PublishFigures, schema::PlanCommand, schema::AskToConfirm,
                 schema::ConfirmInterest, schema::GrantCommand, schema::RecordCostShare,
                 schema::AccessCommand, schema::TransmissionCommand, schema::ReportAbsence>;
using EventTypes =
    PayloadTypes<schema::LedgerOpened, schema::DayOpened, schema::ObligationDropped, schema::SheetAdopted,
                 schema::RuleSetAdopted, schema::SourceFactImported,
                 schema::PersonRegistered, schema::ContactRegistered, schema::TakenInCharge, schema::WorkerAssigned,
                 schema::UrgencySet, schema::DiaryEntryAdded, schema::CaseClosed, schema::CaseReopened,
                 schema::UnitOpened, schema::CapacitySet, schema::PlaceTaken, schema::PlaceFreed, schema::OfferProposed,
                 schema::ApplicationFiled, schema::ApplicationScored, schema::WaitingStarted, schema::EntryAdded,
                 schema::EntryMoved, schema::EntryRemoved, schema::OfferMade, schema::OfferAccepted,
                 schema::OfferRefused, schema::OfferLapsed, schema::ServiceProposed, schema::ServiceStarted,
                 schema::ServiceVaried, schema::ServiceSuspended, schema::ServiceResumed, schema::ServiceDelivered,
                 schema::ServiceEnded, schema::ApplicationWithdrawn,
                 schema::CalendarAdopted,
                 schema::PersonIdentified, schema::PersonCorrected, schema::IdentifierAdded,
                 schema::IdentifierEnded, schema::CitizenshipRecorded, schema::ContactPreferencesSet,
                 schema::AddressRecorded, schema::AddressProtected, schema::AddressProtectionLifted,
                 schema::DeathRecorded, schema::DeathRevoked, schema::DeathFollowedUp, schema::ActionProposed,
                 schema::ProposalWithdrawn, schema::MergedInto, schema::DuplicateMerged, schema::UnmergedFrom,
                 schema::DuplicateReleased, schema::RepresentationGranted, schema::RepresentationEnded,
                 schema::ContactConcluded, schema::HandoverProposed, schema::HandoverDeclined,
                 schema::CoResponsibleAdded, schema::CoResponsibleRemoved, schema::ConflictDeclared,
                 schema::ConflictLifted, schema::AbsenceCovered, schema::CaseloadTransferred,
                 schema::PrivacyNoticeGiven, schema::CaseMadeDormant, schema::TransferProposed,
                 schema::TransferAnswered,
                 schema::MeetingPlanned, schema::MeetingRecorded, schema::DocumentRequested,
                 schema::DocumentReceived, schema::AssessmentRecorded, schema::ProjectProposed,
                 schema::ProjectSigned, schema::ProjectAgreed, schema::ProjectDeclined, schema::ProjectReviewed,
                 schema::ProjectEnded, schema::PactChecked, schema::ReferralRequested, schema::ReferralUpdated,
                 schema::CourtReportSent, schema::ExternalDecisionRecorded,
                 schema::DeadlineOpened, schema::DeadlineSuspended, schema::DeadlineResumed, schema::DeadlineMet,
                 schema::DeadlinePassed,
                 schema::HouseholdFormed, schema::MemberJoined, schema::MemberLeft, schema::ReferencePersonNamed,
                 schema::HouseholdSplit, schema::HouseholdMoved, schema::HouseholdDissolved,
                 schema::IseeRecorded, schema::IseeCorrected, schema::FeeRecalculated,
                 schema::BillRecorded, schema::BillAccepted, schema::BillContested,
                 schema::ErasureProposed, schema::ErasureApproved, schema::ErasureStopped, schema::KeysErased,
                 schema::ErasureCompleted, schema::LegalHoldSet, schema::LegalHoldLifted,
                 schema::ProcessingRestricted, schema::RestrictionLifted, schema::Rectified,
                 schema::ActDrafted, schema::ActSigned, schema::VisaGiven, schema::ActPublished, schema::ActNotified,
                 schema::ActTookEffect, schema::ActCarriedOut, schema::ActReturned, schema::ActWithdrawn,
                 schema::ActCorrected, schema::ActAnnulled, schema::ActRatified, schema::RatificationMissed,
                 schema::ProtocolRecorded, schema::ApplicationDenied,
                 schema::ChapterOpened, schema::ChapterChanged, schema::MoneyReserved, schema::MoneyCommitted,
                 schema::MoneyReleased, schema::PayeeRegistered, schema::AccountChanged, schema::DurcRecorded,
                 schema::MoneyLiquidated, schema::MoneyPaid, schema::PaymentBounced, schema::DebtRaised,
                 schema::MoneyReceived, schema::DebtReminded, schema::InstalmentsAgreed, schema::DebtWrittenOff,
                 schema::AllowanceGranted, schema::AllowanceChanged,
                 schema::CallOpened, schema::CallRectified, schema::CommissionNamed, schema::CallApplicationFiled,
                 schema::EntryDocumentsRequested, schema::EntryDocumentsReceived, schema::CommissionConflictDeclared,
                 schema::EntryScored, schema::EntryAdmitted, schema::EntryExcluded, schema::EntryWithdrawn,
                 schema::ProvisionalListPublished, schema::AppealFiled, schema::AppealDecided, schema::LotsDrawn,
                 schema::DrawCommitted, schema::DrawRevealed, schema::CourtOrderRecorded, schema::FinalListPublished,
                 schema::EntryCalled, schema::EntryConfirmed, schema::EntrySucceeded, schema::EntryEnded,
                 schema::RankingExhausted, schema::RankingExpired, schema::RankingReplaced,
                 schema::PlacementRequested, schema::SearchStarted, schema::HostAsked, schema::HostAnswered,
                 schema::DecreeRecorded, schema::PlacementStarted, schema::AbsenceRecorded,
                 schema::ReturnRecorded, schema::ContactOrdered, schema::VisitRecorded,
                 schema::PlacementReported, schema::PlacementExtended, schema::PlacementTransferred,
                 schema::IncidentRecorded, schema::PlacementEnded, schema::PlacementWithdrawn,
                 schema::RemovalRecorded, schema::MeasureStepRecorded, schema::MeasureLapsed,
                 schema::NightConfirmed, schema::NightMissed, schema::GuestBanned, schema::ColdPlanSet,
                 schema::FosterFamilyRegistered, schema::SitePactSigned, schema::SiteClosed,
                 schema::SelfSufficiencyRecorded, schema::TransferDeclined,
                 schema::ProgrammeOpened, schema::ProgrammeClosed, schema::Enrolled, schema::EnrolmentAdmitted,
                 schema::EnrolmentEnded, schema::SessionPlanned, schema::SessionRecorded, schema::UndertakingStarted,
                 schema::UndertakingAdvanced, schema::UndertakingLate, schema::BodyFormed, schema::BodyElected,
                 schema::BodyMet, schema::BodyDissolved,
                 schema::ContractSigned, schema::ContractEnded, schema::AccreditationSet, schema::QualityChecked,
                 schema::FindingResolved, schema::ComplaintReceived, schema::ComplaintAnswered, schema::UnitReminded,
                 schema::ProviderChanged, schema::UsersMoved, schema::ServiceMoved,
                 schema::HousingEvent, schema::FiguresPublished, schema::PlanEvent, schema::ConfirmationAsked,
                 schema::InterestConfirmed, schema::InterestLapsed, schema::GrantEvent,
                 schema::CostShareRecorded, schema::AccessEvent, schema::TransmissionEvent,
                 schema::AbsenceReported>;

// In the order of the unions of schemas/housing.fbs.
using HousingCommandTypes =
    PayloadTypes<schema::RegisterDwelling, schema::MoveDwelling, schema::ReserveDwelling, schema::RecordOccupation,
                 schema::AdvanceOccupation, schema::RegulariseOccupation, schema::OfferDwelling,
                 schema::AnswerDwelling, schema::AssignDwelling, schema::AssignProvisionally,
                 schema::RecordAuthorisation, schema::SignTenancy, schema::HandOverKeys, schema::ReleaseDwelling,
                 schema::SetRent, schema::RaiseRents, schema::AdmitGuest, schema::AuthoriseAbsence,
                 schema::CheckRequisites, schema::RequestChange, schema::WithdrawChange, schema::SucceedTenant,
                 schema::StartForfeiture, schema::AdvanceForfeiture, schema::GrantLodging, schema::ExtendLodging>;
using HousingEventTypes =
    PayloadTypes<schema::DwellingRegistered, schema::DwellingMoved, schema::DwellingReserved,
                 schema::OccupationRecorded, schema::OccupationAdvanced, schema::TenancyOpened,
                 schema::DwellingAnswered, schema::DwellingAssigned, schema::AuthorisationRecorded,
                 schema::TenancySigned, schema::KeysHandedOver, schema::TenancyEnded, schema::RentSet,
                 schema::GuestAdmitted, schema::AbsenceAuthorised, schema::RequisitesChecked,
                 schema::ChangeRequested, schema::ChangeWithdrawn, schema::TenantSucceeded,
                 schema::ForfeitureStarted, schema::ForfeitureAdvanced, schema::LodgingExtended>;

// In the order of the unions of schemas/plan.fbs.
using PlanCommandTypes =
    PayloadTypes<schema::RequestPlan, schema::ScorePlan, schema::DecidePlanLevel, schema::SetPlanAmount, schema::DraftPlan,
                 schema::SignPlan, schema::SendPlan, schema::RecordFunding, schema::StartPlan, schema::RenewPlan,
                 schema::VaryPlan, schema::SuspendPlan, schema::ResumePlan, schema::EndPlan, schema::ReturnLeftover,
                 schema::WithdrawPlan, schema::DenyPlan, schema::DeclareHelper, schema::FileExpenses, schema::AcceptExpenses,
                 schema::ContestExpenses, schema::BalancePlan, schema::RecordCertificate>;
using PlanEventTypes =
    PayloadTypes<schema::PlanRequested, schema::PlanScored, schema::PlanLevelDecided, schema::PlanAmountSet,
                 schema::PlanDrafted, schema::PlanSigned, schema::PlanSent, schema::PlanFunded, schema::PlanStarted,
                 schema::PlanRenewed, schema::PlanVaried, schema::PlanSuspended, schema::PlanResumed, schema::PlanEnded,
                 schema::LeftoverReturned, schema::PlanWithdrawn, schema::PlanDenied, schema::HelperDeclared,
                 schema::ExpensesFiled, schema::ExpensesMissed, schema::ExpensesAccepted, schema::ExpensesContested,
                 schema::PlanBalanced, schema::CertificateRecorded, schema::CertificateEnding>;

// In the order of the unions of schemas/grant.fbs.
using GrantCommandTypes =
    PayloadTypes<schema::GrantVouchers, schema::RedeemVoucher, schema::BillVouchers, schema::AcceptVoucherBill,
                 schema::ContestVoucherBill, schema::CommitSample, schema::RevealSample, schema::RecordDeclarationCheck,
                 schema::ForfeitBenefit>;
using GrantEventTypes =
    PayloadTypes<schema::VouchersGranted, schema::VoucherRedeemed, schema::VouchersLapsed, schema::VouchersBilled,
                 schema::VoucherBillAccepted, schema::VoucherBillContested, schema::SampleCommitted,
                 schema::SampleRevealed, schema::DeclarationChecked, schema::BenefitForfeited>;

// In the order of the unions of schemas/access.fbs.
using AccessCommandTypes =
    PayloadTypes<schema::SealCase, schema::UnsealCase, schema::DeclareEmergency, schema::ConfirmEmergency,
                 schema::ReviewEmergency, schema::RequestAccess, schema::ApproveAccess, schema::WithdrawAccess,
                 schema::GrantAccess, schema::RevokeAccess>;
using AccessEventTypes =
    PayloadTypes<schema::CaseSealed, schema::CaseUnsealed, schema::EmergencyDeclared, schema::EmergencyConfirmed,
                 schema::EmergencyReviewed, schema::AccessReviewMissed, schema::AccessRequested, schema::AccessApproved,
                 schema::AccessWithdrawn, schema::AccessGranted, schema::AccessRevoked>;

// In the order of the unions of schemas/transmission.fbs.
using TransmissionCommandTypes =
    PayloadTypes<schema::NameSender, schema::RecordFlowsRead, schema::RecordFlowOutcome, schema::GiveUpFlow>;
using TransmissionEventTypes =
    PayloadTypes<schema::SenderNamed, schema::FlowsRead, schema::FlowOutcomeRecorded, schema::FlowMended,
                 schema::RejectOverdue, schema::FlowGivenUp>;

static_assert(CommandTypes::kCount == static_cast<int>(schema::CommandPayload::MAX));
static_assert(EventTypes::kCount == static_cast<int>(schema::EventPayload::MAX));
static_assert(HousingCommandTypes::kCount == static_cast<int>(schema::HousingCommandPayload::MAX));
static_assert(HousingEventTypes::kCount == static_cast<int>(schema::HousingEventPayload::MAX));
static_assert(PlanCommandTypes::kCount == static_cast<int>(schema::PlanCommandPayload::MAX));
static_assert(PlanEventTypes::kCount == static_cast<int>(schema::PlanEventPayload::MAX));
static_assert(GrantCommandTypes::kCount == static_cast<int>(schema::GrantCommandPayload::MAX));
static_assert(GrantEventTypes::kCount == static_cast<int>(schema::GrantEventPayload::MAX));
static_assert(AccessCommandTypes::kCount == static_cast<int>(schema::AccessCommandPayload::MAX));
static_assert(AccessEventTypes::kCount == static_cast<int>(schema::AccessEventPayload::MAX));
static_assert(TransmissionCommandTypes::kCount == static_cast<int>(schema::TransmissionCommandPayload::MAX));
static_assert(TransmissionEventTypes::kCount == static_cast<int>(schema::TransmissionEventPayload::MAX));

namespace detail {

/// The union of its own that a family's member of the outer one holds.
template <class Outer>
struct Nested {};
template <>
struct Nested<schema::HousingCommand> {
  using Types = HousingCommandTypes;
  template <class Payload>
  using Traits = schema::HousingCommandPayloadTraits<Payload>;
};
template <>
struct Nested<schema::HousingEvent> {
  using Types = HousingEventTypes;
  template <class Payload>
  using Traits = schema::HousingEventPayloadTraits<Payload>;
};
template <>
struct Nested<schema::PlanCommand> {
  using Types = PlanCommandTypes;
  template <class Payload>
  using Traits = schema::PlanCommandPayloadTraits<Payload>;
};
template <>
struct Nested<schema::PlanEvent> {
  using Types = PlanEventTypes;
  template <class Payload>
  using Traits = schema::PlanEventPayloadTraits<Payload>;
};
template <>
struct Nested<schema::GrantCommand> {
  using Types = GrantCommandTypes;
  template <class Payload>
  using Traits = schema::GrantCommandPayloadTraits<Payload>;
};
template <>
struct Nested<schema::GrantEvent> {
  using Types = GrantEventTypes;
  template <class Payload>
  using Traits = schema::GrantEventPayloadTraits<Payload>;
};

template <>
struct Nested<schema::AccessCommand> {
  using Types = AccessCommandTypes;
  template <class Payload>
  using Traits = schema::AccessCommandPayloadTraits<Payload>;
};
template <>
struct Nested<schema::AccessEvent> {
  using Types = AccessEventTypes;
  template <class Payload>
  using Traits = schema::AccessEventPayloadTraits<Payload>;
};
template <>
struct Nested<schema::TransmissionCommand> {
  using Types = TransmissionCommandTypes;
  template <class Payload>
  using Traits = schema::TransmissionCommandPayloadTraits<Payload>;
};
template <>
struct Nested<schema::TransmissionEvent> {
  using Types = TransmissionEventTypes;
  template <class Payload>
  using Traits = schema::TransmissionEventPayloadTraits<Payload>;
};

template <class Payload>
inline constexpr bool kIsNested = requires { typename Nested<Payload>::Types; };

template <template <class> class Traits, class Type, class... Payloads, class Visit>
bool VisitOneOf(PayloadTypes<Payloads...>, Type type, const void* payload, Visit& visit);

template <class Payload, class Visit>
bool VisitThrough(const Payload& payload, Visit& visit) {
  if constexpr (kIsNested<Payload>) {
    return payload.payload() != nullptr &&
           VisitOneOf<Nested<Payload>::template Traits>(typename Nested<Payload>::Types{}, payload.payload_type(),
                                                        payload.payload(), visit);
  } else {
    visit(payload);
    return true;
  }
}

template <template <class> class Traits, class Type, class... Payloads, class Visit>
bool VisitOneOf(PayloadTypes<Payloads...>, Type type, const void* payload, Visit& visit) {
  return ((type == Traits<Payloads>::enum_value && VisitThrough(*static_cast<const Payloads*>(payload), visit)) || ...);
}

}  // namespace detail

/// Calls `visit` with the payload as the type that it is, the family's own where it is nested. False: none, or one of a newer program.
template <class Visit>
bool VisitCommand(schema::CommandPayload type, const void* payload, Visit visit) {
  return payload != nullptr &&
         detail::VisitOneOf<schema::CommandPayloadTraits>(CommandTypes{}, type, payload, visit);
}
template <class Visit>
bool VisitEvent(const schema::Event& event, Visit visit) {
  return event.payload() != nullptr && detail::VisitOneOf<schema::EventPayloadTraits>(
                                           EventTypes{}, event.payload_type(), event.payload(), visit);
}

}  // namespace fascicolo::engine
