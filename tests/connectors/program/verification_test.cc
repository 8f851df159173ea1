// What a verification says of a ledger that was written by somebody with a right chain and wrong contents, problem by problem.
#include "connectors/program/verification.h"

#include <gmock/gmock.h>

#include "engine/fold.h"
#include "engine/loop/office.h"
#include "events/tree.h"
#include "faults/audit/forging.h"

namespace fascicolo::program {
namespace {

using engine::Office;
using events::Forged;
using events::Record;
using Type = schema::CommandPayload;
using testing::HasSubstr;

/// A contact with documents that did not come in time, its case in charge, and a refusal.
class Verification : public testing::Test {
 protected:
  Verification() {
    office.options.trust_clock = true;
    office.Reopen(true);
    auto contact = office.Contact();
    contact.urgency = schema::Urgency::emergency;
    contact.documents = {"identity"};
    contact.documents_due = (LocalDay(office.clock.now) + 3).days;
    office.Do(office.Command(1, std::move(contact), {{"/surname", "Inventata"}, {"/narrative", "Sola da aprile."}}));
    office.Do(office.Command(2, office.TakeInCharge(Office::CaseOf(1))));
    office.Do(office.Command(3, office.TakeInCharge(Office::CaseOf(1))));
    office.clock.now.micros += 10LL * 24 * 3'600 * kMicrosPerSecond;
    office.Rest();
    office.Rest();
    records = events::RecordsOf(office.log);
  }
  std::size_t Of(Type type, bool refused = false) const {
    return events::FirstThat(records, [&](const Forged& commit) {
      return commit.command.payload.type == type && (commit.recorded.refused != nullptr) == refused;
    });
  }
  LogProof ProofOf(const std::vector<Record>& log, ProofWish wish = {}) {
    events::MemoryLedger ledger;
    EXPECT_TRUE(ledger.Append(log).ok());
    EXPECT_TRUE(ledger.Settle().ok());
    store::MemoryRows rows;
    LogProof proof;
    const Status proven = ProveLog(ledger, Office::kOrigin, wish, rows, proof);
    EXPECT_TRUE(proven.ok()) << proven.error().message;
    return proof;
  }
  /// What is said of the one commit at which a ledger was forged; others may not fit it any more.
  std::vector<std::string> ProblemsOf(std::size_t at, const events::Forge& forge, ProofWish wish = {}) {
    EXPECT_LT(at, records.size());
    std::vector<std::string> problems;
    for (const auto& problem : ProofOf(events::Rechained(records, at, forge), wish).problems) {
      if (problem.place != "position " + std::to_string(at)) continue;
      EXPECT_TRUE(problem.since.has_value());
      problems.push_back(problem.what);
    }
    return problems;
  }
  void ExpectProblem(std::size_t at, const events::Forge& forge, const std::string& what) {
    EXPECT_THAT(ProblemsOf(at, forge), testing::Contains(HasSubstr(what)));
  }
  Office office;
  std::vector<Record> records;
};

TEST_F(Verification, OfAnHonestLedgerCountsAndFindsNothing) {
  const LogProof proof = ProofOf(records, {.vault = &office.vault});
  EXPECT_THAT(proof.problems, testing::IsEmpty());
  EXPECT_EQ(proof.commits, records.size());
  EXPECT_EQ(proof.obligations_opened, 1U);
  EXPECT_EQ(proof.obligations_closed, 1U);
  EXPECT_EQ(proof.obligations_open, 0U);
  EXPECT_EQ(proof.counts.sealed, 2U);
  EXPECT_EQ(proof.counts.requests, records.size());
}

TEST_F(Verification, FindsACommandUnderAnotherId) {
  ExpectProblem(Of(Type::TakeInCharge), [](Forged& forged) { forged.content.command.bytes[0] ^= 1; }, "another id");
}

TEST_F(Verification, FindsAKindThatDoesNotFitItsCommand) {
  // A claim under a decided kind would be accepted by the rule, which looks at headers only.
  const auto claim = [](Forged& forged) {
    forged.command.payload.Set(schema::ClaimTermT{});
    forged.events.clear();
    forged.content.touched.clear();
  };
  ExpectProblem(Of(Type::TakeInCharge), claim, "kind does not fit");
}

TEST_F(Verification, FindsAnotherTimeThanTheStamps) {
  ExpectProblem(Of(Type::TakeInCharge), [](Forged& forged) { --forged.recorded.stamp->now; }, "another time");
}

TEST_F(Verification, FindsARefusalWithoutARuleAndOneWithEvents) {
  ExpectProblem(Of(Type::TakeInCharge, true), [](Forged& forged) { forged.recorded.refused.reset(); }, "without a rule");
  const Forged accepted(records[Of(Type::TakeInCharge)].view());
  ExpectProblem(Of(Type::TakeInCharge, true), [&](Forged& forged) { forged.events = {accepted.events.at(0)}; },
                "refusal with events");
}

TEST_F(Verification, FindsAVersionThatDoesNotFollow) {
  ExpectProblem(Of(Type::TakeInCharge), [](Forged& forged) { forged.events.at(0).version += 4; },
                "to version 7, where 3 would follow");
  ExpectProblem(Of(Type::TakeInCharge), [](Forged& forged) { forged.content.touched.clear(); }, "touched entities");
}

TEST_F(Verification, FindsACiphertextThatIsNotTheOneDescribed) {
  ExpectProblem(Of(Type::RegisterContact), [](Forged& forged) { forged.content.ciphertexts.at(1)[5] ^= 1; },
                "the ciphertext of /narrative is not the one described");
  ExpectProblem(Of(Type::TakeInCharge), [](Forged& forged) { forged.content.ciphertexts.push_back({1, 2}); },
                "nothing describes");
}

TEST_F(Verification, TakesARemovedCiphertextAsRemoved) {
  const auto removed = events::Rechained(records, Of(Type::RegisterContact), [](Forged& forged) {
    for (auto& ciphertext : forged.content.ciphertexts) ciphertext.clear();
  });
  const LogProof proof = ProofOf(removed, {.vault = &office.vault});
  EXPECT_THAT(proof.problems, testing::IsEmpty());
  EXPECT_EQ(proof.counts.removed, 2U);
  EXPECT_EQ(proof.counts.requests_unknown, 1U);
}

TEST_F(Verification, FindsASectionOfAnEventThatIsNoneOfItsCommands) {
  ExpectProblem(Of(Type::RegisterContact), [](Forged& forged) {
    for (auto& event : forged.events) {
      for (auto& section : event.sections) section->ciphertext_hash = std::make_unique<schema::Hash>();
    }
  }, "none of its command's");
}

TEST_F(Verification, FindsAnObligationExecutedBeforeItsTimeOrUnderAnotherCommand) {
  const std::size_t at = Of(Type::Fulfil);
  ExpectProblem(at, [](Forged& forged) { forged.command.payload.AsFulfil()->due += 400LL * 24 * 3'600 * kMicrosPerSecond; },
                "before it is due");
  ExpectProblem(at, [](Forged& forged) {
    forged.content.command.bytes[0] ^= 1;
    forged.command.id = std::make_unique<schema::Id>(events::ToSchema(forged.content.command));
  }, "not its own");
  ExpectProblem(at, [](Forged& forged) {
    const auto other = events::ToSchema(Office::CaseOf(8));
    forged.command.payload.AsFulfil()->obligation = std::make_unique<schema::Id>(other);
  }, "which is not open");
}

TEST_F(Verification, FindsACommandThatWasAcceptedBefore) {
  const Forged once(records[Of(Type::RegisterContact)].view());
  ExpectProblem(Of(Type::TakeInCharge), [&](Forged& forged) {
    forged.content.command = once.content.command;
    forged.command.id = std::make_unique<schema::Id>(events::ToSchema(once.content.command));
  }, "was accepted before");
}

TEST_F(Verification, WithTheVaultFindsACommandThatIsNotWhatWasHandedIn) {
  const auto alter = [](Forged& forged) { forged.command.actor = "somebody.else"; };
  EXPECT_THAT(ProblemsOf(Of(Type::TakeInCharge), alter), testing::IsEmpty());
  EXPECT_THAT(ProblemsOf(Of(Type::TakeInCharge), alter, {.vault = &office.vault}),
              testing::ElementsAre(HasSubstr("not the one that was handed in")));
}

TEST_F(Verification, BelievesWhatStandsBeforeThePositionThatItIsToldToBelieve) {
  const std::size_t at = Of(Type::TakeInCharge);
  const auto forged = events::Rechained(records, at, [](Forged& one) { --one.recorded.stamp->now; });
  EXPECT_THAT(ProofOf(forged, {.since = Position{at + 1}}).problems, testing::IsEmpty());
  EXPECT_THAT(ProofOf(forged, {.since = Position{at}}).problems, testing::SizeIs(1));
}

// --- against a tree that somebody saw ---

SeenTree Seen(const std::vector<Record>& records, std::size_t size) {
  events::Frontier tree;
  for (std::size_t i = 0; i < size; ++i) tree.Append(events::LeafOf(records[i].view().header()));
  return {size, tree.Root()};
}

TEST_F(Verification, HoldsALogThatContinuesTheSeenTree) {
  for (const std::size_t size : {std::size_t{1}, records.size() / 2, records.size()}) {
    EXPECT_THAT(ProofOf(records, {.seen = Seen(records, size)}).problems, testing::IsEmpty()) << size;
  }
}

TEST_F(Verification, FindsALogThatIsShorterThanTheSeenTree) {
  const auto seen = Seen(records, records.size());
  const auto proof = ProofOf({records.begin(), records.end() - 1}, {.seen = seen});
  ASSERT_THAT(proof.problems, testing::SizeIs(1));
  EXPECT_EQ(proof.problems[0].place, "checkpoint");
  EXPECT_THAT(proof.problems[0].what, HasSubstr("history is missing"));
}

TEST_F(Verification, FindsALogWithAnotherRootAtTheSizeOfTheSeenTree) {
  const auto seen = Seen(records, records.size() - 1);
  const auto forged = events::Rechained(records, Of(Type::TakeInCharge),
                                        [](Forged& one) { one.command.actor = "somebody.else"; });
  const auto proof = ProofOf(forged, {.seen = seen});
  ASSERT_THAT(proof.problems, testing::SizeIs(1));
  EXPECT_THAT(proof.problems[0].what, HasSubstr("history was rewritten"));
}

TEST_F(Verification, OfHeadersAloneFindsTheSame) {
  const auto quick = [&](const std::vector<Record>& log, ProofWish wish) {
    events::MemoryLedger ledger;
    EXPECT_TRUE(ledger.Append(log).ok() && ledger.Settle().ok());
    LogProof proof;
    EXPECT_TRUE(ProveChain(ledger, Office::kOrigin, wish, proof).ok());
    return proof;
  };
  const auto seen = Seen(records, records.size());
  const auto whole = quick(records, {.seen = seen});
  EXPECT_THAT(whole.problems, testing::IsEmpty());
  EXPECT_EQ(whole.root, seen.root);
  EXPECT_THAT(quick({records.begin(), records.end() - 1}, {.seen = seen}).problems, testing::SizeIs(1));
}

TEST_F(Verification, FindsRecordsThatContinueNothing) {
  auto broken = records;
  broken.erase(broken.begin() + 2);
  const auto proof = ProofOf(broken);
  ASSERT_THAT(proof.problems, testing::SizeIs(1));
  EXPECT_EQ(proof.problems[0].place, "log");
  EXPECT_THAT(proof.problems[0].what, HasSubstr("the chain breaks behind position 1"));
}

TEST_F(Verification, TakesALateRecordOfAnEarlierTermForWhatItIs) {
  const Forged last(records.back().view());
  events::Header place = events::DecodeHeader(records.back().view().header()).value();
  ASSERT_EQ(place.term, Term{2}) << "the office was opened again";
  place.position = Position{records.size() + 1};
  const auto with = [&](Term term) {
    place.term = term;
    auto log = records;
    log.push_back(events::BuildRecord(place, last.Packed()).value());
    return ProofOf(log);
  };
  EXPECT_THAT(with(Term{1}).problems, testing::IsEmpty()) << "a writer that had lost its place";
  EXPECT_EQ(with(Term{1}).superseded, 1U);
  EXPECT_THAT(with(Term{2}).problems, testing::SizeIs(1)) << "the writer itself, behind something that is not there";
}

}  // namespace
}  // namespace fascicolo::program
