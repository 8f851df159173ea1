// Marks before every free text: which texts those are, and that the town lives all the same.
#include "connectors/simulator/marking_desk.h"

#include "engine/loop/request_json.h"
#include "events/json/schema_codec.h"

#include "lived_town.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

namespace fascicolo::simulator {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Shorter than what a page would run, as numbers of acts leave little room.
const Marks kMarks{.plain = "=<style onload=r=1>%", .personal = "\"'><img src=x onerror=\"r=1\"><script>r=1</script>%"};

/// Texts of commands that no office of a town gives, or that it never fills in.
constexpr std::string_view kNotInTown =
    "AdmitEntry.act AdmitEntry.reason AdvanceOccupation.reference AdvanceUndertaking.reason AnnulAct.reason AnswerTransfer.reference "
    "AssignProvisionally.reference Attribute.name Attribute.value BouncePayment.reason ChangeAccount.holder ChangeChapter.reason "
    "ChangeProvider.reason CheckRequisites.reason CloseRanking.act CloseSite.reason CommitDraw.public_source ConcludeContact.note "
    "ContestVoucherBill.reason CorrectAct.reason CorrectPerson.birthplace CorrectPerson.name DecidePlanLevel.minutes_reference "
    "DeclareCommissionConflict.reason DeclareHelper.contract DeclareHelper.derogation DeclineHandover.reason DeclineProject.reason "
    "DeclineTransfer.reason DenyApplication.reason DismissProposal.reason DissolveBody.reason ElectBody.draw EndContract.reason "
    "EndIdentifier.reason EndRepresentation.reason ExcludeEntry.act ExtendPlacement.reference GiveUpFlow.reason "
    "GrantRepresentation.limits IdentifyPerson.birthplace ImportFact.actor ImportFact.case_name ImportFact.source LiftConflict.reason "
    "MoveDwelling.reference MoveHousehold.address NameCommission.act OfferPlace.exception OrderContact.reference PlanMeeting.with "
    "ProposeHandover.note ProposeProject.text ProposeTransfer.destination ProposeTransfer.reason PublishAct.number PublishFigures.act "
    "PublishFigures.result PublishFinal.act PublishProvisional.act RaiseDebt.reference ReceiveDocument.code RecordAbsence.reported_to "
    "RecordAuthorisation.reference RecordCourtOrder.reference RecordIncident.text RecordMeasureLapse.reference RecordPactCheck.text "
    "RectifyCall.act RefuseRatification.reason RegisterContact.birthplace RegisterContact.documents RegisterPayee.holder "
    "RegisterPerson.birthplace ReleaseMoney.reason ReopenCase.reason RequestAccess.note RequestPlacement.text RequestPlan.narrative "
    "ReturnLeftover.reference RevealDraw.public_number ReviewEmergency.note RevokeAccess.reason ScoreEntry.act SignAct.delegation "
    "StartPlacement.exception StartUndertaking.asked_by StartUndertaking.funding StartUndertaking.mandate StartUndertaking.method "
    "StartUndertaking.parties StartUndertaking.question TransferPlacement.reason UnsealCase.note UnsealCase.reason "
    "UpdateReferral.text WithdrawAccess.reason WithdrawAct.reason WithdrawChange.reason WithdrawErasure.reason "
    "WithdrawPlacement.reason WithdrawPlan.reason WriteOffDebt.reason";

LivedTown& MarkedTown() {
  static LivedTown town(kSmallTown, kMarks);
  return town;
}

/// The payload that reaches the desk behind, with "<>" before texts and "[]" before personal ones.
template <class Payload>
std::string Marked(Payload payload, std::vector<engine::PersonalText> personal = {}) {
  class Keeping final : public TownDesk {
   public:
    void SetNow(Instant) override {}
    void Submit(engine::Request request, engine::Completion) override {
      kept = PrintJson(*MemberOf(engine::JsonOf(request), "payload"));
    }
    Status Settle() override { return {}; }
    const store::Rows& rows() const override { return nothing; }
    std::string kept;
    store::MemoryRows nothing;
  } behind;
  MarkingDesk desk(behind, {.plain = "<>", .personal = "[]"});
  const TownParameters parameters;
  FrontDoor door(parameters, desk);
  door.Send("somebody", std::move(payload), std::move(personal));
  return behind.kept;
}

TEST(FreeTexts, AreAllTextsOfTheSchemasButTheWordsThatSomethingIsLookedUpBy) {
  const auto& texts = CommandTexts();
  const auto count = [&](auto fits) { return std::count_if(texts.begin(), texts.end(), fits); };

  EXPECT_EQ(texts.size(), 346U);
  EXPECT_EQ(count([](const CommandText& text) { return text.is_free; }), 245);
  EXPECT_EQ(count([](const CommandText& text) { return text.is_free && text.is_personal; }), 49);
  EXPECT_THAT(WordsOfNoText(), IsEmpty());
}

TEST(MarkingDesk, MarksFreeTextsAndNoWords) {
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::adults_elderly;
  contact.area = schema::Area::elderly;
  contact.reason = "home_care";
  contact.needs = {"meals", "company"};
  contact.citizenship = "380";
  EXPECT_EQ(Marked(std::move(contact), {{"/surname", "Ombrosanu"}}),
            R"({"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"<>home_care","urgency":"ordinary",)"
            R"("needs":["<>meals","<>company"],"naming":"identified","sex":"unknown","citizenship":"380","surname":"[]Ombrosanu"})");
}

TEST(MarkingDesk, MarksWhatStandsWithinACommandAndTheLabelsOfADocument) {
  schema::DraftActT act;
  act.kind = schema::ActKind::determination;
  act.about = "admission";
  act.carries.push_back(std::make_unique<schema::CarriedT>());
  schema::AnnulActT annul;
  annul.act = std::make_unique<schema::Id>(events::ToSchema(EntityId{.bytes = {1}}));
  annul.reason = "own motion";
  act.carries.back()->payload = engine::CommandOf(std::move(annul));
  EXPECT_THAT(Marked(std::move(act)), testing::AllOf(HasSubstr(R"("about":"<>admission")"), HasSubstr(R"("reason":"<>own motion")")));
  schema::AdoptSheetT adopt;
  adopt.sheet = R"({"code":"meals","name":{"it":"Pasti","en":"Meals"},"rows":[{"name":{"it":"Uno"}}]})";
  EXPECT_EQ(Marked(std::move(adopt)),
            R"({"type":"AdoptSheet","sheet":{"code":"meals","name":{"it":"<>Pasti","en":"<>Meals"},"rows":[{"name":{"it":"<>Uno"}}]}})");
}

TEST(MarkingDesk, LeavesATownToLiveAsItWouldWithoutMarks) {
  const TownCounts& marked = MarkedTown().counts;
  const TownCounts& plain = SmallTown().counts;

  EXPECT_EQ(marked.rejected, 0U) << marked.first_rejection.value_or("");
  EXPECT_EQ(marked.commands, plain.commands);
  EXPECT_EQ(marked.accepted, plain.accepted);
  EXPECT_EQ(marked.refused_by, plain.refused_by);
  EXPECT_EQ(marked.events, plain.events);
}

TEST(MarkingDesk, MarksEveryFreeTextOfATownButThoseThatItNeverFillsIn) {
  std::string never;
  const auto& texts = CommandTexts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto& marked = MarkedTown().marking->marked()[i];
    if (texts[i].is_free && marked.times == 0) never += (never.empty() ? "" : " ") + marked.name;
    EXPECT_TRUE(texts[i].is_free || marked.times == 0) << marked.name;
  }
  EXPECT_EQ(never, kNotInTown);
}

}  // namespace
}  // namespace fascicolo::simulator
