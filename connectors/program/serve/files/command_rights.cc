#include "connectors/program/serve/files/command_rights.h"

#include "connectors/http/problem.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/files/asked_file.h"
#include "connectors/program/serve/files/case_access.h"
#include "engine/named_subject.h"
#include "engine/payload_names.h"
#include "events/body.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace fascicolo::program {
namespace {

using engine::AccessAction;
using Roles = std::vector<std::string_view>;
using Commands = std::span<const std::string_view>;

/// What is written in a case.
constexpr std::string_view kWritten[]{
    "TakeInCharge", "SetUrgency", "AddDiaryEntry", "CloseCase", "ReopenCase", "ConcludeContact", "ProposeHandover",
    "DeclineHandover", "DeclareConflict", "GivePrivacyNotice", "MakeDormant", "ProposeTransfer", "AnswerTransfer",
    "PlanMeeting", "RecordMeeting", "RequestDocument", "ReceiveDocument", "RecordAssessment", "ProposeProject",
    "SignProject", "DeclineProject", "ReviewProject", "EndProject", "RecordPactCheck", "RequestReferral",
    "UpdateReferral", "SendCourtReport", "RecordExternalDecision", "StartDeadline", "SuspendDeadline", "ResumeDeadline",
    "MeetDeadline", "DismissProposal",
    // services
    "FileApplication", "ScoreApplication", "EnterList", "OfferPlace", "AcceptOffer", "RefuseOffer", "StartService",
    "VaryService", "SuspendService", "ResumeService", "RecordDelivery", "EndService", "WithdrawApplication",
    "AskToConfirm", "ConfirmInterest", "ApplyToCall", "WithdrawEntry", "FileAppeal",
    // persons and households
    "IdentifyPerson", "AddIdentifier", "EndIdentifier", "RecordCitizenship", "SetContactPreferences", "RecordAddress",
    "ProtectAddress", "LiftAddressProtection", "RecordDeath", "RevokeDeath", "GrantRepresentation", "EndRepresentation",
    "JoinHousehold", "LeaveHousehold", "NameReferencePerson", "SplitHousehold", "MoveHousehold", "RecordIsee",
    // placements and plans
    "RequestPlacement", "StartSearch", "AskHost", "AnswerHost", "RecordDecree", "StartPlacement", "RecordAbsence",
    "RecordReturn", "OrderContact", "RecordVisit", "SendPlacementReport", "ExtendPlacement", "TransferPlacement",
    "RecordIncident", "EndPlacement", "WithdrawPlacement", "RecordRemoval", "RecordMeasureStep", "RecordMeasureLapse",
    "RecordNight", "BanGuest", "RecordSelfSufficiency", "DeclineTransfer", "RequestPlan", "ScorePlan",
    "DecidePlanLevel", "RecordCertificate", "DraftPlan", "SignPlan", "SuspendPlan", "ResumePlan", "VaryPlan", "RenewPlan", "EndPlan",
    "WithdrawPlan", "DeclareHelper", "FileExpenses"};
constexpr std::string_view kRectified[]{"CorrectPerson", "CorrectIsee", "Rectify", "MergePersons", "UnmergePersons"};
constexpr std::string_view kAssigned[]{"AssignWorker", "AddCoResponsible", "RemoveCoResponsible", "LiftConflict"};
constexpr std::string_view kErased[]{"ProposeErasure", "ApproveErasure",     "WithdrawErasure", "SetLegalHold",
                                     "LiftLegalHold",  "RestrictProcessing", "LiftRestriction"};

/// Who may read beside the policy.
constexpr std::string_view kSealing[]{"SealCase"};
constexpr std::string_view kUnsealing[]{"UnsealCase"};
constexpr std::string_view kInEmergencies[]{"DeclareEmergency"};
constexpr std::string_view kAgreed[]{"ConfirmEmergency", "ReviewEmergency", "ApproveAccess"};
constexpr std::string_view kAskedOfAnother[]{"RequestAccess"};
constexpr std::string_view kTakenBack[]{"WithdrawAccess"};
constexpr std::string_view kGranted[]{"GrantAccess", "RevokeAccess"};

/// What comes in at a desk, before there is a case that somebody stands to.
constexpr std::string_view kAtTheDesk[]{"RegisterContact", "RegisterPerson", "FormHousehold"};
constexpr std::string_view kOfCoordination[]{"ReportAbsence", "CoverAbsence", "TransferCaseload", "NameSender"};
/// Units, programmes and what is checked of providers.
constexpr std::string_view kOfServices[]{
    "OpenUnit",        "SetCapacity",      "SetColdPlan",    "RegisterFosterFamily", "SignSitePact",
    "CloseSite",       "OpenProgramme",    "CloseProgramme", "StartUndertaking",     "AdvanceUndertaking",
    "FormBody",        "ElectBody",        "MeetBody",       "DissolveBody",         "SignContract",
    "EndContract",     "SetAccreditation", "CheckQuality",   "ResolveFinding",       "ReceiveComplaint",
    "AnswerComplaint", "ChangeProvider"};
constexpr std::string_view kOfSessions[]{"Enrol", "EndEnrolment", "PlanSession", "RecordSession"};
/// Acts, money, calls, dwellings.
constexpr std::string_view kOfActs[]{
    "DraftAct", "SignAct",   "GiveVisa",           "PublishAct",     "NotifyAct",  "WithdrawAct",    "CorrectAct",
    "AnnulAct", "RatifyAct", "RefuseRatification", "RecordProtocol", "PutInForce", "DenyApplication"};
constexpr std::string_view kOfMoney[]{"OpenChapter",
                                      "ChangeChapter",
                                      "ReserveMoney",
                                      "CommitMoney",
                                      "ReleaseMoney",
                                      "RegisterPayee",
                                      "ChangeAccount",
                                      "RecordDurc",
                                      "LiquidateMoney",
                                      "PayMoney",
                                      "BouncePayment",
                                      "RaiseDebt",
                                      "RecordReceipt",
                                      "RemindDebt",
                                      "AgreeInstalments",
                                      "WriteOffDebt",
                                      "RecordBill",
                                      "AcceptBill",
                                      "ContestBill",
                                      "GrantAllowance",
                                      "ChangeAllowance",
                                      "DraftPayments",
                                      "RecordCostShare",
                                      "GrantVouchers",
                                      "RedeemVoucher",
                                      "BillVouchers",
                                      "AcceptVoucherBill",
                                      "ContestVoucherBill",
                                      "CommitSample",
                                      "RevealSample",
                                      "RecordDeclarationCheck",
                                      "ForfeitBenefit",
                                      "SetPlanAmount",
                                      "SendPlan",
                                      "RecordFunding",
                                      "StartPlan",
                                      "ReturnLeftover",
                                      "DenyPlan",
                                      "AcceptExpenses",
                                      "ContestExpenses",
                                      "BalancePlan"};
constexpr std::string_view kOfCalls[]{"OpenCall",
                                      "RectifyCall",
                                      "NameCommission",
                                      "RequestEntryDocuments",
                                      "ReceiveEntryDocuments",
                                      "DeclareCommissionConflict",
                                      "ScoreEntry",
                                      "AdmitEntry",
                                      "ExcludeEntry",
                                      "PublishProvisional",
                                      "DecideAppeal",
                                      "RecordDraw",
                                      "CommitDraw",
                                      "RevealDraw",
                                      "RecordCourtOrder",
                                      "PublishFinal",
                                      "CallEntry",
                                      "ConfirmEntry",
                                      "SucceedEntry",
                                      "EndEntry",
                                      "CloseRanking"};
constexpr std::string_view kOfHousing[]{
    "RegisterDwelling",     "MoveDwelling",  "ReserveDwelling",  "RecordOccupation",  "AdvanceOccupation",
    "RegulariseOccupation", "OfferDwelling", "AnswerDwelling",   "AssignDwelling",    "AssignProvisionally",
    "RecordAuthorisation",  "SignTenancy",   "HandOverKeys",     "ReleaseDwelling",   "SetRent",
    "RaiseRents",           "AdmitGuest",    "AuthoriseAbsence", "CheckRequisites",   "RequestChange",
    "WithdrawChange",       "SucceedTenant", "StartForfeiture",  "AdvanceForfeiture", "GrantLodging",
    "ExtendLodging"};
constexpr std::string_view kOfFigures[]{"PublishFigures", "GiveUpFlow"};
/// Foreign histories, while an authority moves in.
constexpr std::string_view kOfMigration[]{"ImportFact"};
/// Whoever holds these roles changes what decides: sheets, rules, the policy of access itself.
constexpr std::string_view kOfCatalogue[]{"AdoptSheet", "AdoptRuleSet", "AdoptCalendar"};

const Roles& Writers() {
  static const Roles roles{"coordinator", "worker", "administrative"};
  return roles;
}

std::vector<CommandRight> Table() {
  std::vector<CommandRight> table;
  const auto add = [&](Commands commands, std::optional<AccessAction> action, const Roles& roles) {
    for (const std::string_view command : commands) table.push_back({command, action, roles, false});
  };
  add(kWritten, AccessAction::kWrite, Writers());
  add(kRectified, AccessAction::kRectify, {"coordinator"});
  add(kAssigned, AccessAction::kAssign, {"coordinator"});
  add(kErased, AccessAction::kErase, {"coordinator", "dpo"});
  add(kSealing, AccessAction::kSeal, {"coordinator", "worker"});
  add(kUnsealing, AccessAction::kUnseal, {"coordinator", "worker", "dpo"});
  add(kInEmergencies, AccessAction::kEmergency, {"emergency_duty"});
  add(kAgreed, AccessAction::kApprove, {"coordinator", "dpo"});
  // Who can tell that there is a case may ask; what is asked for opens nothing before another agrees.
  add(kAskedOfAnother, {}, {"coordinator", "worker", "administrative", "dpo", "auditor"});
  add(kTakenBack, AccessAction::kFind, {"coordinator", "worker", "administrative", "dpo"});
  add(kGranted, AccessAction::kGrant, {"coordinator", "dpo"});
  add(kAtTheDesk, {}, {"coordinator", "worker", "administrative", "front_desk"});
  add(kOfCoordination, {}, {"coordinator"});
  add(kOfServices, {}, {"coordinator", "administrative"});
  add(kOfSessions, {}, Writers());
  add(kOfActs, {}, {"coordinator", "administrative"});
  add(kOfMoney, {}, {"coordinator", "administrative"});
  add(kOfCalls, {}, {"coordinator", "administrative"});
  add(kOfHousing, {}, {"coordinator", "administrative"});
  add(kOfFigures, {}, {"coordinator", "reporting"});
  for (const std::string_view command : kOfMigration) table.push_back({command, {}, {"migration"}, true});
  add(kOfCatalogue, {}, {"catalogue"});
  std::sort(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.command < b.command; });
  return table;
}

http::Response NotForThem() {
  return http::ProblemResponse({.status = 403, .title = "No role of this token allows it", .code = "not_permitted"});
}

/// Whoever takes a case in charge for another gives it to them.
AccessAction ActionFor(const CommandRight& right, const schema::Command& command, const Asker& asker) {
  const auto* taken = command.payload_as_TakeInCharge();
  if (taken == nullptr || taken->worker() == nullptr || taken->worker()->string_view() == asker.subject)
    return *right.action;
  return AccessAction::kAssign;
}

/// What somebody may with the cases that one entity stands for: one that allows it is enough, one in conflict forbids
/// all.
struct OnCases {
  bool is_found = false;
  bool is_allowed = false;
};
OnCases AskOf(const engine::Access& access, const std::vector<EntityId>& cases, std::optional<AccessAction> action) {
  using enum engine::Verdict::Why;
  OnCases on;
  for (const EntityId one : cases) {
    const auto verdict = access.May(action.value_or(AccessAction::kFind), one);
    if (verdict.why == kConflict) return {};
    // An emergency may be declared of a sealed case too; it opens nothing before another has agreed.
    const bool opens_seal =
        action == AccessAction::kEmergency && verdict.why == kSealed && access.RowForAll(*action) != nullptr;
    on.is_found = on.is_found || MayFind(access, one);
    on.is_allowed = on.is_allowed || opens_seal || (action && verdict.allowed());
  }
  return on;
}

/// What a command is about.
std::set<EntityId> NamedIn(const schema::Command& command) {
  std::set<EntityId> named{engine::NamedTarget(command), engine::NamedSubject(command)};
  named.erase(EntityId{});
  const EntityId beside = engine::NamedBeside(command);
  if (named.empty() && !beside.is_zero()) named.insert(beside);
  return named;
}

/// Of what a command names beside what it is about, nobody has to be allowed anything; but whoever may not find it is told of nothing.
bool MayFindBeside(const engine::Access& access, const engine::State& state, const schema::Command& command) {
  const auto cases = CasesBehind(state, engine::NamedBeside(command));
  return cases.empty() || AskOf(access, cases, {}).is_found;
}

}  // namespace

const std::vector<CommandRight>& CommandRights() {
  static const std::vector<CommandRight> table = Table();
  return table;
}

const CommandRight* RightOf(std::string_view command) {
  const auto& table = CommandRights();
  const auto found = std::lower_bound(table.begin(), table.end(), command,
                                      [](const auto& one, auto name) { return one.command < name; });
  return found == table.end() || found->command != command ? nullptr : &*found;
}

bool MayCommand(const Asker& asker) {
  const auto& table = CommandRights();
  return std::any_of(table.begin(), table.end(), [&](const CommandRight& right) { return HasOneOf(asker, right.roles); });
}

std::optional<http::Response> WhyNotCommand(const engine::State& state, const Asker& asker,
                                            const engine::Request& request, Instant now) {
  const schema::Command& command = request.view();
  const CommandRight* right = RightOf(engine::CommandName(command));
  if (right == nullptr) return NotForThem();
  const engine::Access access = AccessOf(state, asker, now);
  std::optional<AccessAction> action;
  if (right->action) action = ActionFor(*right, command, asker);
  if (right->of_anything) return HasOneOf(asker, right->roles) ? std::nullopt : std::optional(NotForThem());
  const std::set<EntityId> named = NamedIn(command);
  if (!MayFindBeside(access, state, command)) return NotThere();
  bool names_case = false;
  for (const EntityId one : named) {
    if (!state.Find<engine::EntityTable>(one)) return NotThere();
    const auto cases = CasesBehind(state, one);
    if (cases.empty()) continue;
    names_case = true;
    const OnCases on = AskOf(access, cases, action);
    if (!on.is_found && !on.is_allowed) return NotThere();
    if (action && !on.is_allowed) return NotForThem();
  }
  const bool is_by_role = !action || !names_case;
  return is_by_role && !HasOneOf(asker, right->roles) ? std::optional(NotForThem()) : std::nullopt;
}

std::vector<std::string_view> CommandsAbout(const engine::State& state, const Asker& asker, EntityId case_file, Instant now) {
  const engine::Access access = AccessOf(state, asker, now);
  std::map<std::optional<AccessAction>, OnCases> by_action;  // a few, of which each is that of many commands
  std::vector<std::string_view> commands;
  for (const CommandRight& right : CommandRights()) {
    if (right.of_anything) continue;  // about no case in particular
    const auto [at, is_new] = by_action.try_emplace(right.action);
    if (is_new) at->second = AskOf(access, {case_file}, right.action);
    const OnCases& on = at->second;
    if (right.action ? on.is_allowed : on.is_found && HasOneOf(asker, right.roles)) commands.push_back(right.command);
  }
  return commands;
}

}  // namespace fascicolo::program
