// Rankings in the golden town.
#include "engine/families/ranking_lines.h"
#include "engine/told_rankings.h"
#include "events/hash.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

/// Lots by a seed that was committed, and by a draw that was recorded.
void LiveDraws(Kit& kit, EntityId call, const std::vector<EntityId>& tied) {
  const Hash seed;
  schema::CommitDrawT commit;
  commit.call = Ref(call);
  commit.seed_hash = RefOf(events::Sha256(seed.bytes));
  commit.public_source = "lotto";
  commit.public_on = (kit.today() + 1).days;
  kit.Given(std::move(commit));
  kit.PassUntil(kit.today() + 1);
  schema::RevealDrawT reveal;
  reveal.call = Ref(call);
  reveal.seed = RefOf(seed);
  reveal.public_number = "42";
  kit.Given(std::move(reveal));
  auto again = On(schema::ChangeGround::own_motion, ScoreEntry(tied[0]));
  again.inputs.push_back(Number("isee_cents", 700'000));
  kit.Given(std::move(again));
  kit.Given(On(schema::ChangeGround::own_motion, Admit(tied[0])));
}

/// A call from its opening to its end.
void LiveCall(Kit& kit) {
  AdoptStays(kit);
  const EntityId call = StaysCall(kit, 2);
  kit.Given(OfCall<schema::RectifyCallT>(call));
  kit.Given(Commission(call, {"tester", "rossi"}));
  std::vector<EntityId> tied;
  for (int i = 0; i < 3; ++i) tied.push_back(AdmittedStay(kit, call, 600'000));
  const EntityId out = StayEntry(kit, call);
  kit.Given(CommissionConflict(out, "rossi"));
  kit.Given(AskEntryFor(kit, out, "isee"));
  kit.Given(About<schema::ReceiveEntryDocumentsT>(out));
  kit.Given(Exclude(out));
  kit.Given(WithdrawEntry(StayEntry(kit, call)));
  PublishProvisionalOf(kit, call);
  kit.Given(Appeal(out));
  kit.Given(DecideAppeal(out, false));
  LiveDraws(kit, call, tied);
  PublishFinalOf(kit, call);
  for (const EntityId entry : {tied[1], tied[2]}) {
    const bool is_first = FinalOrder(kit, call).front() == entry;
    if (is_first) kit.Given(CallNext(entry));
  }
  kit.Given(CourtOrder(out, 1));
  kit.Given(On(schema::ChangeGround::court_order, ScoreEntry(out)));
  kit.Given(On(schema::ChangeGround::court_order, Admit(out)));
  kit.Given(Final(kit, call));
  kit.Given(CallNext(out));
  kit.Given(Confirm(out));
  kit.Given(EndEntry(out, "completed"));
  kit.Given(OfCall<schema::CloseRankingT>(call));
}

/// An applicant dies, and another; the list of a later call replaces the one before, and expires.
void LiveSuccession(Kit& kit) {
  kit.Given(AdoptSheet(BuiltInText("reis")));
  kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
  EntityId before;
  for (int i = 0; i < 2; ++i) {
    auto open = OpenCall(kit, "reis", 0);
    open.rule_set = "reis_order";
    if (!before.is_zero()) open.replaces = Ref(before);
    const EntityId call = kit.Given(std::move(open));
    std::vector<EntityId> entries;
    const EntityId heir = PersonOf(kit, CaseInCharge(kit));
    for (int j = 0; j < 3; ++j) {
      auto apply = ApplyTo(call, CaseInCharge(kit), {heir});
      for (const char* input : {"isre_cents", "isee_cents"}) apply.inputs.push_back(Number(input, 1'000));
      apply.inputs.push_back(Number("scale_hundredths", 100));
      entries.push_back(kit.Given(std::move(apply)));
      Decided(kit, entries.back());
    }
    for (int j = 0; j < 2; ++j) kit.Given(Death(EntryOf(kit, entries[static_cast<std::size_t>(j)]).person));
    kit.RunDue();
    kit.Given(Succeed(entries[0], heir));
    kit.Given(EndEntry(entries[1], "deceased"));
    PublishProvisionalOf(kit, call);
    kit.Given(Draw(call, {entries[0], entries[2]}));
    kit.PassUntil(*CallOf(kit, call).appeals_until + 1);
    GivenPublished(kit, call, Final(kit, call, 20));
    before = call;
  }
  kit.PassUntil(kit.today() + 21);
}

}  // namespace

void LiveRankings(Kit& kit) {
  LiveCall(kit);
  LiveSuccession(kit);
}

}  // namespace fascicolo::engine
