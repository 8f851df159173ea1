// Commands about rankings as tests say them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/catalogue/adopted.h"
#include "engine/families/ranking.h"
#include "engine/told_acts.h"
#include "engine/told_people.h"

namespace fascicolo::engine {

inline constexpr const char* kStays = "climatic_stays";  ///< by points; ties go by ISEE, then by day
inline constexpr const char* kAct = "det. 10/2026 of 2 March 2026";

/// A call that is open today and for `days` more.
inline schema::OpenCallT OpenCall(const Kit& kit, std::string service, int days = 10) {
  schema::OpenCallT command;
  command.service = std::move(service);
  command.name = "Bando di prova";
  command.from = kit.today().days;
  command.last_day = (kit.today() + days).days;
  command.act = kAct;
  command.appeal_days = 10;
  return command;
}
inline std::unique_ptr<schema::CallGroupT> Group(std::string code, schema::GroupKind kind, std::uint32_t places = 0) {
  auto group = std::make_unique<schema::CallGroupT>();
  group->input = code;
  group->code = std::move(code);
  group->kind = kind;
  group->places = places;
  return group;
}
inline schema::ApplyToCallT ApplyTo(EntityId call, EntityId case_file, std::vector<EntityId> members = {}) {
  schema::ApplyToCallT command;
  command.call = Ref(call);
  command.case_file = Ref(case_file);
  command.protocol = "prot. 1/2026";
  for (const EntityId member : members) command.members.push_back(events::ToSchema(member));
  return command;
}
template <class Command>
Command About(EntityId entry) {
  Command command;
  command.entry = Ref(entry);
  return command;
}
template <class Command>
Command OfCall(EntityId call) {
  Command command;
  command.call = Ref(call);
  command.act = kAct;
  return command;
}
inline schema::ScoreEntryT ScoreEntry(EntityId entry) { return About<schema::ScoreEntryT>(entry); }
inline schema::ScoreEntryT ScoreEntry(EntityId entry, std::vector<std::unique_ptr<schema::InputT>> inputs) {
  auto command = ScoreEntry(entry);
  command.inputs = std::move(inputs);
  return command;
}
inline schema::AdmitEntryT Admit(EntityId entry, bool with_reserve = false) {
  auto command = About<schema::AdmitEntryT>(entry);
  command.with_reserve = with_reserve;
  if (with_reserve) command.reason = "adi_pending";
  return command;
}
inline schema::ExcludeEntryT Exclude(EntityId entry, std::string reason = "other") {
  auto command = About<schema::ExcludeEntryT>(entry);
  command.reason = std::move(reason);
  return command;
}
/// The same, after a publication.
template <class Command>
Command On(schema::ChangeGround ground, Command command) {
  command.ground = ground;
  command.act = kAct;
  return command;
}
inline schema::WithdrawEntryT WithdrawEntry(EntityId entry) {
  auto command = About<schema::WithdrawEntryT>(entry);
  command.reason = "renounced";
  return command;
}
inline schema::PublishProvisionalT Provisional(EntityId call) { return OfCall<schema::PublishProvisionalT>(call); }
inline schema::PublishFinalT Final(const Kit& kit, EntityId call, int days = 365) {
  auto command = OfCall<schema::PublishFinalT>(call);
  command.valid_until = (kit.today() + days).days;
  return command;
}
inline schema::NameCommissionT Commission(EntityId call, std::vector<std::string> members) {
  auto command = OfCall<schema::NameCommissionT>(call);
  command.commission = std::move(members);
  return command;
}
inline schema::DeclareCommissionConflictT CommissionConflict(EntityId entry, std::string member) {
  auto command = About<schema::DeclareCommissionConflictT>(entry);
  command.member = std::move(member);
  command.reason = "kinship";
  return command;
}
inline schema::RequestEntryDocumentsT AskEntryFor(const Kit& kit, EntityId entry, std::string document) {
  auto command = About<schema::RequestEntryDocumentsT>(entry);
  command.documents = {std::move(document)};
  command.due = (kit.today() + 5).days;
  return command;
}
inline schema::FileAppealT Appeal(EntityId entry) {
  auto command = About<schema::FileAppealT>(entry);
  command.reason = "wrong_points";
  command.protocol = "prot. 77/2026";
  return command;
}
inline schema::DecideAppealT DecideAppeal(EntityId entry, bool upheld) {
  auto command = About<schema::DecideAppealT>(entry);
  command.upheld = upheld;
  command.reason = "examined";
  command.act = kAct;
  return command;
}
inline schema::RecordDrawT Draw(EntityId call, const std::vector<EntityId>& order) {
  schema::RecordDrawT command;
  command.call = Ref(call);
  for (const EntityId entry : order) command.order.push_back(events::ToSchema(entry));
  command.minutes_reference = "verbale 3/2026";
  command.witnesses = {"verdi", "neri"};
  return command;
}
inline schema::RecordCourtOrderT CourtOrder(EntityId entry, std::uint32_t position) {
  auto command = About<schema::RecordCourtOrderT>(entry);
  command.reference = "TAR Sardegna, sentenza di prova";
  command.position = position;
  return command;
}
inline schema::CallEntryT CallNext(EntityId entry, std::string group = "") {
  auto command = About<schema::CallEntryT>(entry);
  command.group = std::move(group);
  return command;
}
inline schema::ConfirmEntryT Confirm(EntityId entry) {
  auto command = About<schema::ConfirmEntryT>(entry);
  command.act = kAct;
  return command;
}
inline schema::SucceedEntryT Succeed(EntityId entry, EntityId person) {
  auto command = About<schema::SucceedEntryT>(entry);
  command.person = Ref(person);
  return command;
}
inline schema::EndEntryT EndEntry(EntityId entry, std::string reason) {
  auto command = About<schema::EndEntryT>(entry);
  command.reason = std::move(reason);
  return command;
}

// --- what many tests are given ---

[[nodiscard]] inline CallRow CallOf(const Kit& kit, EntityId call) {
  return kit.state().Find<CallTable>(call).value_or(CallRow{});
}
[[nodiscard]] inline RankingEntryRow EntryOf(const Kit& kit, EntityId entry) {
  return kit.state().Find<RankingEntryTable>(entry).value_or(RankingEntryRow{});
}
/// The entries of the final list, in its order.
[[nodiscard]] inline std::vector<EntityId> FinalOrder(const Kit& kit, EntityId call) {
  std::vector<EntityId> entries;
  kit.state().Scan<RankTable>(RankTable::Key(call), [&](std::string_view, const RankRow& row) {
    entries.push_back(row.entry);
    return true;
  });
  return entries;
}
/// The climatic stays and their points.
inline void AdoptStays(Kit& kit) {
  kit.Given(AdoptSheet(BuiltInText(kStays)));
  kit.Given(AdoptRuleSet(BuiltInText("climatic_stay_points-2026")));
}
inline EntityId StaysCall(Kit& kit, std::uint32_t places = 2) {
  auto command = OpenCall(kit, kStays);
  command.places = places;
  return kit.Given(std::move(command));
}
/// Of a new case, in order of their ISEE.
inline EntityId StayEntry(Kit& kit, EntityId call, std::int64_t isee_cents = 500'000) {
  auto command = ApplyTo(call, CaseInCharge(kit));
  command.inputs.push_back(Number("age_years", 80));
  command.inputs.push_back(Number("isee_cents", isee_cents));
  return kit.Given(std::move(command));
}
inline void Decided(Kit& kit, EntityId entry) {
  kit.Given(ScoreEntry(entry));
  kit.Given(Admit(entry));
}
inline EntityId AdmittedStay(Kit& kit, EntityId call, std::int64_t isee_cents = 500'000) {
  const EntityId entry = StayEntry(kit, call, isee_cents);
  Decided(kit, entry);
  return entry;
}
/// What comes of publishing a list: through an act, where the sheet wants one.
template <class Listing>
Then WhenPublished(Kit& kit, EntityId call, Listing command) {
  if (AdoptedSheet(kit.state(), CallOf(kit, call).service)->act == ActKind::kNone) return kit.When(std::move(command));
  command.act.clear();
  return WhenByAct(kit, "L-" + std::to_string(kit.commits()), std::move(command));
}
template <class Listing>
void GivenPublished(Kit& kit, EntityId call, Listing command) {
  const Then then = WhenPublished(kit, call, std::move(command));
  EXPECT_FALSE(then.told().events.empty()) << "given, but " << ToString(then.told());
}
/// The window of the call is over, and its provisional list published today.
inline void PublishProvisionalOf(Kit& kit, EntityId call) {
  kit.PassUntil(CallOf(kit, call).last_day + 1);
  GivenPublished(kit, call, Provisional(call));
}
/// Nobody has appealed, and the final list is published.
inline void PublishFinalOf(Kit& kit, EntityId call) {
  kit.PassUntil(*CallOf(kit, call).appeals_until + 1);
  GivenPublished(kit, call, Final(kit, call));
}
inline void PublishBoth(Kit& kit, EntityId call) {
  PublishProvisionalOf(kit, call);
  PublishFinalOf(kit, call);
}

}  // namespace fascicolo::engine
