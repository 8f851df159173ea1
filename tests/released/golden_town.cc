#include "released/golden_town.h"

#include "engine/catalogue/documents.h"
#include "engine/families/deadline_keeping.h"
#include "engine/payload_names.h"
#include "engine/rules/instrument.h"
#include "engine/told_case_work.h"
#include "engine/told_isee.h"
#include "engine/told_people.h"
#include "engine/told_rights.h"

namespace fascicolo::engine {
namespace {

using schema::Party;

constexpr const char* kTownText = "testo inventato";

std::vector<PersonalText> Named(const char* surname) { return {{"/surname", surname}, {"/name", "Prova"}}; }

void LivePersons(Kit& kit) {
  const EntityId ada = kit.GivenTelling(Person(YearsAgo(kit, 70)), Named("Inventata"));
  kit.GivenTelling(Correct(ada, YearsAgo(kit, 71)), {{"/surname", "Inventati"}});
  const EntityId alias = kit.GivenTelling(Person(std::nullopt, schema::Naming::alias), {{"/name", "Barba"}});
  kit.GivenTelling(Identify(alias, YearsAgo(kit, 40)), Named("Fittizio"));
  kit.GivenTelling(AddIdentifier(ada, schema::IdentifierKind::other), {{"/value", "X-1"}});
  kit.Given(EndIdentifier(ada, 1));
  schema::RecordCitizenshipT citizenship;
  citizenship.person = Ref(ada);
  citizenship.citizenship = "504";
  citizenship.permit = "asylum";
  citizenship.permit_until = (kit.today() + 100).days;
  kit.Given(std::move(citizenship));
  schema::SetContactPreferencesT preferences;
  preferences.person = Ref(ada);
  preferences.preferred = schema::Channel::phone;
  preferences.interpreter = true;
  kit.GivenTelling(std::move(preferences), {{"/contact", "000 0000000"}});
  kit.GivenTelling(Address(ada, "092009"), {{"/address", "via Inventata 1"}});
  kit.Given(Protect(ada));
  kit.Given(LiftProtection(ada));
  kit.Given(Represent(ada, alias, schema::RepresentationKind::delegate, {schema::Power::receive}));
  kit.Given(EndRepresentation(ada, 1));
  const EntityId twice = kit.GivenTelling(Person(YearsAgo(kit, 71)), Named("Inventati"));
  kit.Given(Merge(ada, twice));
  kit.GivenTelling(Address(ada, "092009"), {{"/address", "via Inventata 2"}});  // under the key of another epoch
  kit.Given(Unmerge(twice));
}

/// Somebody dies who has a service and stands on a list; it was somebody else; then it was not.
void LiveDeath(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId case_file = CaseInCharge(kit);
  const EntityId running = kit.Given(Apply(case_file, kCentre));
  kit.Given(Start(running, unit, kit.today()));
  kit.Given(Death(PersonOf(kit, case_file)));
  kit.RunDue();
  kit.Given(RevokeDeath(PersonOf(kit, case_file)));
  kit.RunDue();
  kit.Given(Death(PersonOf(kit, case_file)));
  kit.RunDue();
  kit.Given(Dismiss(running, schema::Proposal::end_service));
  kit.Given(End(running, kit.today(), "deceased"));
  kit.Given(CloseCase(case_file, "deceased"));
}

void LiveHouseholds(Kit& kit) {
  const auto people = SomePersons(kit, 4);
  const Day day = kit.today() - 40;
  const EntityId household =
      kit.GivenTelling(Form(Family({people[0], people[1], people[2]}), day), {{"/address", "via Finta 3"}});
  kit.Given(Join(household, people[3], day + 5));
  kit.Given(Leave(household, people[3], day + 10));
  kit.Given(NameReferencePerson(household, people[1], day + 12, {{people[0], schema::Relationship::spouse}}));
  kit.Given(Split(household, Family({people[2]}), day + 15, schema::LeaveReason::separated, kCagliari));
  kit.GivenTelling(Move(household, day + 20, kCagliari), {{"/address", "via Finta 4"}});
  const EntityId alone = kit.Given(Form(Family({people[3]}), day + 10));
  kit.Given(Leave(alone, people[3], day + 30));
}

/// What a desk and the service behind it do in cases.
void LiveCases(Kit& kit) {
  const EntityId turned_away = kit.Given(Contact());
  kit.Given(Conclude(turned_away, schema::ContactOutcome::orientation, "work_centre"));
  const EntityId contact = kit.GivenTelling(Contact(), {{"/narrative", kTownText}});
  kit.Given(In<schema::ProposeHandoverT>(contact));
  kit.Given(In<schema::DeclineHandoverT>(contact, "not_ours"));
  kit.Given(In<schema::ProposeHandoverT>(contact));
  kit.Given(TakeInCharge(contact));
  kit.When(TakeInCharge(contact)).ThenRefused(Rule::kCaseAlreadyInCharge);
  auto urgent = In<schema::SetUrgencyT>(contact);
  urgent.urgency = schema::Urgency::urgent;
  kit.Given(std::move(urgent));
  kit.Given(Assign(contact, "bianchi"));
  kit.Given(CoResponsible(contact, "verdi"));
  kit.Given(RemoveCoResponsible(contact, "verdi"));
  kit.Given(Conflict(contact, "neri"));
  kit.Given(LiftConflict(contact, "neri"));
  kit.Given(Away("bianchi", kit.today() + 10));
  kit.Given(Cover("bianchi", "rossi", kit.today() + 10));
  kit.Given(TransferCaseload("bianchi", "gialli"));
  auto diary = In<schema::AddDiaryEntryT>(contact);
  diary.secrecy = schema::Secrecy::diary;
  kit.GivenTelling(std::move(diary), {{"/text", kTownText}});
  kit.Given(In<schema::MakeDormantT>(contact, "no_contact"));
  kit.Given(ReopenCase(contact));
  auto notice = In<schema::GivePrivacyNoticeT>(contact);
  notice.edition = "2026-01";
  kit.Given(std::move(notice));
  kit.Given(ProposeTransfer(contact));
  kit.Given(AnswerTransfer(contact, false));
  kit.Given(CloseCase(contact));
}

void LiveMeetingsAndPapers(Kit& kit) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(PlanMeeting(case_file, schema::MeetingKind::case_conference, kit.today() + 3));
  kit.Given(Held(case_file, CaseRowOf(kit, case_file).parts, schema::MeetingOutcome::done));
  kit.Given(AskFor(case_file, "identity", kit.today() + 5));
  kit.Given(Receive(case_file, CaseRowOf(kit, case_file).parts));
  std::vector<std::pair<std::string, std::string>> answers;
  const auto barthel = ParseInstrument(BuiltInText("barthel-1965")).value();
  for (const auto& item : barthel.items) {
    answers.emplace_back(item.code, item.answers.front().code);
  }
  kit.Given(Assess(case_file, "barthel", answers));
  kit.Given(Refer(case_file, schema::ReferralTarget::school, kit.today() + 2));
  const std::uint32_t referral = CaseRowOf(kit, case_file).parts;
  kit.PassUntil(kit.today() + 3);  // nobody answered in time
  kit.Given(Referral(case_file, referral, schema::ReferralState::rejected));
  auto report = In<schema::SendCourtReportT>(case_file);
  report.court = schema::Court::juvenile_prosecutor;
  report.topic = "prejudice";
  kit.GivenTelling(std::move(report), {{"/text", kTownText}});
  auto decision = In<schema::RecordExternalDecisionT>(case_file);
  decision.body = "inps";
  decision.decision = "allowance_suspended";
  decision.reference = "INPS 5/2026";
  kit.Given(std::move(decision));
  const EntityId application = kit.Given(Apply(case_file, kCentre));
  kit.Given(SuspendDeadline(application, kDecisionNumber));
  kit.Given(ResumeDeadline(application, kDecisionNumber));
}

void LiveProjects(Kit& kit) {
  const EntityId case_file = CaseInCharge(kit);
  const auto number = [&] { return CaseRowOf(kit, case_file).parts; };
  kit.Given(Project(kit, case_file, {Party::service, Party::person}));
  const std::uint32_t project = number();
  kit.Given(Sign(case_file, project, Party::service));
  kit.Given(Sign(case_file, project, Party::person, PersonOf(kit, case_file)));
  kit.Given(Review(case_file, project, 2, kit.today() + 60));
  auto end = In<schema::EndProjectT>(case_file, "moved");
  end.number = project;
  kit.Given(std::move(end));
  kit.Given(Project(kit, case_file, {Party::person}));
  kit.Given(Decline(case_file, number(), Party::person));
  kit.Given(Project(kit, case_file, {Party::service}, schema::ProjectKind::inclusion_pact));
  const std::uint32_t pact = number();
  kit.Given(Sign(case_file, pact, Party::service));
  kit.Given(StartDeadline(case_file, "adi_pact", "first_meeting"));
  kit.Given(PactCheck(case_file, pact, schema::PactOutcome::met));
  kit.Given(StartDeadline(case_file, "adi_pact", "first_meeting"));
  kit.Given(MeetDeadline(case_file, number()));
}

/// A place is offered, refused, not answered, accepted.
void LiveList(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 60, kit.today()));
  const EntityId first = WaitingForHomeCare(kit, 60, 30);
  const EntityId second = WaitingForHomeCare(kit, 60, 70);
  kit.When(Offer(second, unit, kit.today())).ThenRefused(Rule::kNotNextInLine);
  kit.Given(Offer(first, unit, kit.today()));
  kit.Given(Refuse(first));  // costs points: the entry moves
  kit.RunDue();
  kit.PassUntil(kit.today() + 11);  // the second says nothing
  kit.Given(Withdraw(first));
  const EntityId third = WaitingForHomeCare(kit, 60, 95);
  kit.Given(Offer(third, unit, kit.today()));
  kit.Given(Accept(third));
}

void LiveService(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 100, kit.today()));
  kit.Given(SetCapacity(unit, 600, kit.today()));
  kit.RunDue();
  const EntityId case_file = CaseInCharge(kit);
  const EntityId household = IseeHousehold(kit, {PersonOf(kit, case_file)}, kit.today() - 100);
  kit.Given(RecordIsee(household, Attestation("1", kit.today() - 20, 1'142'900)));
  const EntityId care = kit.Given(Apply(case_file, kHomeCare, 60));
  kit.Given(Start(care, unit, kit.today()));
  kit.Given(Deliver(care, kit.today(), 60, "personal_hygiene"));
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), 898'000)));
  kit.RunDue();  // the fee changes
  kit.Given(Vary(care, 90, kit.today() + 1));
  kit.Given(Suspend(care, kit.today() + 2, kit.today() + 20));
  kit.Given(Resume(care, kit.today() + 5));
  const Day month = DayFromCivil({.year = YearOf(kit.today()), .month = MonthOf(kit.today()), .day = 1});
  kit.Given(Bill(care, month, 500));
  kit.Given(ContestBill(care, 1));
  kit.Given(Bill(care, month, 60));
  kit.Given(AcceptBill(care, 2));
  kit.Given(End(care, kit.today() + 30));
}

/// Where the office offers, and where an act decides.
void LiveOffice(Kit& kit) {
  kit.Given(AdoptSheet(With(kCentre, "/waiting/on_free", "by_office")));
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId running = Applicant(kit);
  kit.Given(Start(running, unit, kit.today()));
  kit.RunDue();
  Waiting(kit);
  kit.Given(End(running, kit.today()));
  kit.RunDue();
  kit.Given(AdoptSheet(With(kCentre, "/act", "determination")));
  const EntityId proposed = Waiting(kit);
  const EntityId other = kit.Given(OpenUnit(kCentre, 3, kit.today()));
  auto exception = Offer(proposed, other, kit.today());
  exception.exception = "det. 77/2026";
  kit.Given(std::move(exception));
  kit.Given(Accept(proposed));
}

void LiveForeignHistory(Kit& kit) {
  const EntityId case_file = CaseInCharge(kit);
  kit.WhenImported(case_file, kit.today() - 200, CloseCase(case_file)).ThenEvents({"SourceFactImported", "CaseClosed"});
}

/// Somebody asks for less than everything, then for everything, and is forgotten.
void LiveRights(Kit& kit) {
  const EntityId person = Named(kit);
  const EntityId case_file = ClosedCase(kit, person);
  kit.GivenTelling(Rectify(case_file, 1, "/narrative"), {{"/text", kTownText}});
  kit.Given(Restrict(person));
  kit.Given(LiftRestriction(person, kit.today()));
  kit.Given(Hold(person));
  kit.Given(LiftHold(person));
  kit.Given(ProposeErasure(person));
  kit.Given(WithdrawErasure(person));
  EraseNow(kit, person);
}

void LiveWriters(Kit& kit) {
  kit.GivenClaim();
  kit.GivenTelling(Person(), Named("Altrui"));
  kit.GivenClaim(true);
  kit.GivenFinding(kFoundAlike, ToHex(kit.Made()));
  kit.When(Person()).ThenRefused(Rule::kLikelyDuplicate);
}

}  // namespace

void LiveGoldenTown(Kit& kit) {
  AdoptCatalogue(kit);
  kit.Given(AdoptCalendar(BuiltInText("italy")));
  kit.Given(AdoptSheet(BuiltInText("adi_pact")));
  for (const auto* rules : {"barthel-1965", "home_care_fee_line-2025"}) kit.Given(AdoptRuleSet(BuiltInText(rules)));
  LiveActs(kit);  // before anybody waits for the centre
  LivePersons(kit);
  LiveDeath(kit);
  LiveHouseholds(kit);
  LiveCases(kit);
  LiveMeetingsAndPapers(kit);
  LiveProjects(kit);
  LiveList(kit);
  LiveService(kit);
  LiveOffice(kit);
  LiveMoney(kit);
  LivePlacements(kit);
  LiveForeignHistory(kit);
  LiveRights(kit);
  LiveRankings(kit);
  LiveProgrammes(kit);
  LivePlanning(kit);
  LiveUnits(kit);
  LiveHousing(kit);
  LiveFigures(kit);
  LivePlans(kit);
  LiveBalance(kit);
  LiveGrants(kit);
  LiveRevalidation(kit);
  LiveAccess(kit);
  LiveWriters(kit);
}

TypesWanted::TypesWanted() {
  for (const auto name : CommandNames()) missing_.insert("command " + std::string(name));
  for (const auto name : EventNames()) missing_.insert("event " + std::string(name));
}

void TypesWanted::Note(const events::CommitReading& commit) {
  missing_.erase(std::string("command ") + CommandName(commit.command()));
  for (const auto* event : commit.events()) {
    missing_.erase(std::string("event ") + EventName(*event));
  }
}

}  // namespace fascicolo::engine
