// Commands about what is done in a case as tests say them.
#pragma once

#include "engine/told_commands.h"

namespace fascicolo::engine {

/// A command about a case; what else it says is added to it.
template <class Command>
Command In(EntityId case_file) {
  Command command;
  command.case_file = Ref(case_file);
  return command;
}
template <class Command>
Command In(EntityId case_file, std::string reason) {
  Command command = In<Command>(case_file);
  command.reason = std::move(reason);
  return command;
}

inline schema::ConcludeContactT Conclude(EntityId case_file, schema::ContactOutcome outcome, std::string to = "") {
  auto command = In<schema::ConcludeContactT>(case_file);
  command.outcome = outcome;
  command.oriented_to = std::move(to);
  return command;
}
inline schema::DeclareConflictT Conflict(EntityId case_file, std::string worker) {
  auto command = In<schema::DeclareConflictT>(case_file);
  command.worker = std::move(worker);
  command.relation = "relative";
  return command;
}
inline schema::LiftConflictT LiftConflict(EntityId case_file, std::string worker) {
  auto command = In<schema::LiftConflictT>(case_file, "mistaken");
  command.worker = std::move(worker);
  return command;
}
inline schema::AddCoResponsibleT CoResponsible(EntityId case_file, std::string worker,
                                               schema::Area area = schema::Area::disabled) {
  auto command = In<schema::AddCoResponsibleT>(case_file);
  command.area = area;
  command.worker = std::move(worker);
  return command;
}
inline schema::RemoveCoResponsibleT RemoveCoResponsible(EntityId case_file, std::string worker) {
  auto command = In<schema::RemoveCoResponsibleT>(case_file, "area_done");
  command.worker = std::move(worker);
  return command;
}
inline schema::ReportAbsenceT Away(std::string worker, Day until) {
  schema::ReportAbsenceT command;
  command.worker = std::move(worker);
  command.until = until.days;
  return command;
}
inline schema::CoverAbsenceT Cover(std::string worker, std::string substitute, Day until) {
  schema::CoverAbsenceT command;
  command.worker = std::move(worker);
  command.substitute = std::move(substitute);
  command.until = until.days;
  command.reason = "leave";
  return command;
}
inline schema::TransferCaseloadT TransferCaseload(std::string worker, std::string successor) {
  schema::TransferCaseloadT command;
  command.worker = std::move(worker);
  command.successor = std::move(successor);
  command.reason = "retired";
  return command;
}
inline schema::ProposeTransferT ProposeTransfer(EntityId case_file) {
  auto command = In<schema::ProposeTransferT>(case_file, "moved");
  command.municipality = "090064";
  return command;
}
inline schema::AnswerTransferT AnswerTransfer(EntityId case_file, bool accepted) {
  auto command = In<schema::AnswerTransferT>(case_file);
  command.accepted = accepted;
  command.reference = "prot. 12/2026";
  return command;
}
inline schema::PlanMeetingT PlanMeeting(EntityId case_file, schema::MeetingKind kind, Day on) {
  auto command = In<schema::PlanMeetingT>(case_file);
  command.kind = kind;
  command.at = StartOfDay(on).micros + 10 * 3600 * kMicrosPerSecond;
  return command;
}
inline schema::RecordMeetingT Meeting(EntityId case_file, schema::MeetingKind kind, schema::MeetingOutcome outcome) {
  auto command = In<schema::RecordMeetingT>(case_file);
  command.kind = kind;
  command.outcome = outcome;
  return command;
}
inline schema::RecordMeetingT Held(EntityId case_file, std::uint32_t number, schema::MeetingOutcome outcome) {
  auto command = In<schema::RecordMeetingT>(case_file);
  command.number = number;
  command.outcome = outcome;
  return command;
}
inline schema::RequestDocumentT AskFor(EntityId case_file, std::string code, Day due) {
  auto command = In<schema::RequestDocumentT>(case_file);
  command.code = std::move(code);
  command.due = due.days;
  return command;
}
inline schema::ReceiveDocumentT Receive(EntityId case_file, std::uint32_t number, std::string code = "") {
  auto command = In<schema::ReceiveDocumentT>(case_file);
  command.number = number;
  command.code = std::move(code);
  command.document = std::make_unique<schema::Hash>();
  return command;
}
inline schema::RecordAssessmentT Assess(EntityId case_file, std::string instrument,
                                        const std::vector<std::pair<std::string, std::string>>& answers) {
  auto command = In<schema::RecordAssessmentT>(case_file);
  command.instrument = std::move(instrument);
  for (const auto& [item, answer] : answers) {
    command.answers.push_back(std::make_unique<schema::AnswerT>());
    command.answers.back()->item = item;
    command.answers.back()->answer = answer;
  }
  return command;
}
inline schema::RequestReferralT Refer(EntityId case_file, schema::ReferralTarget target, Day reply_by) {
  auto command = In<schema::RequestReferralT>(case_file);
  command.target = target;
  command.topic = "assessment";
  command.reply_by = reply_by.days;
  return command;
}
inline schema::UpdateReferralT Referral(EntityId case_file, std::uint32_t number, schema::ReferralState state) {
  auto command = In<schema::UpdateReferralT>(case_file);
  command.number = number;
  command.state = state;
  return command;
}
/// A project with two goals, signed by these.
inline schema::ProposeProjectT Project(const Kit& kit, EntityId case_file, std::vector<schema::Party> signs,
                                       schema::ProjectKind kind = schema::ProjectKind::personal) {
  auto command = In<schema::ProposeProjectT>(case_file);
  command.kind = kind;
  command.need_level = 4;
  for (const auto& [code, within] : {std::pair{"lives_at_home", schema::GoalTerm::long_},
                                     std::pair{"eats_every_day", schema::GoalTerm::short_}}) {
    command.goals.push_back(std::make_unique<schema::GoalT>());
    command.goals.back()->code = code;
    command.goals.back()->within = within;
  }
  for (const auto party : {schema::Party::person, schema::Party::service}) {
    command.commitments.push_back(std::make_unique<schema::CommitmentT>());
    command.commitments.back()->party = party;
    command.commitments.back()->code = "weekly_talk";
  }
  command.signs = std::move(signs);
  command.review_by = (kit.today() + 90).days;
  return command;
}
inline schema::SignProjectT Sign(EntityId case_file, std::uint32_t number, schema::Party party, EntityId signer = {}) {
  auto command = In<schema::SignProjectT>(case_file);
  command.number = number;
  command.party = party;
  command.signer = Ref(signer);
  return command;
}
inline schema::DeclineProjectT Decline(EntityId case_file, std::uint32_t number, schema::Party party) {
  auto command = In<schema::DeclineProjectT>(case_file, "wants_to_wait");
  command.number = number;
  command.party = party;
  return command;
}
inline schema::ReviewProjectT Review(EntityId case_file, std::uint32_t number, std::uint32_t need_level,
                                     std::optional<Day> next) {
  auto command = In<schema::ReviewProjectT>(case_file);
  command.number = number;
  command.outcomes = {schema::GoalOutcome::partly, schema::GoalOutcome::yes};
  command.need_level = need_level;
  command.next_review = next ? next->days : 0;
  return command;
}
inline schema::RecordPactCheckT PactCheck(EntityId case_file, std::uint32_t number, schema::PactOutcome outcome) {
  auto command = In<schema::RecordPactCheckT>(case_file);
  command.number = number;
  command.outcome = outcome;
  return command;
}
inline schema::StartDeadlineT StartDeadline(EntityId case_file, std::string service, std::string deadline) {
  auto command = In<schema::StartDeadlineT>(case_file);
  command.service = std::move(service);
  command.deadline = std::move(deadline);
  return command;
}
inline schema::SuspendDeadlineT SuspendDeadline(
    EntityId about, std::uint32_t number, schema::SuspensionCause cause = schema::SuspensionCause::missing_documents) {
  schema::SuspendDeadlineT command;
  command.about = Ref(about);
  command.number = number;
  command.cause = cause;
  return command;
}
inline schema::ResumeDeadlineT ResumeDeadline(EntityId about, std::uint32_t number) {
  schema::ResumeDeadlineT command;
  command.about = Ref(about);
  command.number = number;
  return command;
}
inline schema::MeetDeadlineT MeetDeadline(EntityId about, std::uint32_t number) {
  schema::MeetDeadlineT command;
  command.about = Ref(about);
  command.number = number;
  return command;
}
/// A contact in an emergency, with documents to be brought within so many days.
inline schema::RegisterContactT Emergency(const Kit& kit, std::vector<std::string> documents, int days) {
  schema::RegisterContactT command = Contact(schema::Area::minors_family);
  command.urgency = schema::Urgency::emergency;
  command.documents = std::move(documents);
  command.documents_due = (kit.today() + days).days;
  return command;
}
inline schema::RecordBillT Bill(EntityId activation, Day month, std::int64_t quantity) {
  schema::RecordBillT command;
  command.activation = Ref(activation);
  command.reference = "FT 7/2026";
  command.month = month.days;
  command.quantity = quantity;
  return command;
}
inline schema::AcceptBillT AcceptBill(EntityId activation, std::uint32_t bill) {
  schema::AcceptBillT command;
  command.activation = Ref(activation);
  command.bill = bill;
  return command;
}
inline schema::ContestBillT ContestBill(EntityId activation, std::uint32_t bill) {
  schema::ContestBillT command;
  command.activation = Ref(activation);
  command.bill = bill;
  command.reason = "not_delivered";
  return command;
}
inline CaseRow CaseRowOf(const Kit& kit, EntityId case_file) {
  return kit.state().Find<CaseTable>(case_file).value_or(CaseRow{});
}

}  // namespace fascicolo::engine
