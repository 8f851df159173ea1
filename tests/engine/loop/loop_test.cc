#include "engine/loop/loop.h"

#include <gtest/gtest.h>

#include "engine/families/authority.h"
#include "engine/loop/office.h"

namespace fascicolo::engine {
namespace {

Position AcceptedAt(const Outcome& outcome) {
  const auto* accepted = std::get_if<Accepted>(&outcome);
  EXPECT_NE(accepted, nullptr);
  return accepted == nullptr ? Position{} : accepted->position;
}

Rule RefusedBy(const Outcome& outcome) {
  const auto* refused = std::get_if<Refused>(&outcome);
  EXPECT_NE(refused, nullptr);
  return refused == nullptr ? Rule{} : refused->refusal.rule;
}

FailureCode FailedWith(const Outcome& outcome) {
  const auto* failure = std::get_if<Failure>(&outcome);
  EXPECT_NE(failure, nullptr);
  return failure == nullptr ? FailureCode{} : failure->code;
}

TEST(Loop, OpensTheLedgerAndItsFirstDay) {
  Office office;
  EXPECT_TRUE(office.loop->is_holder());
  EXPECT_EQ(office.loop->head().next, Position{2});
  EXPECT_EQ(State(office.loop->rows()).Ledger().today, Day{20'089});
  EXPECT_EQ(State(office.loop->rows()).Find<AuthorityTable>()->name, "Comune di Prova");
}

TEST(Loop, AnswersACommandWithItsPosition) {
  Office office;
  EXPECT_EQ(AcceptedAt(office.Do(Office::Command(1, office.Contact()))), Position{2});
  const auto row = State(office.loop->rows()).Find<CaseTable>(Office::CaseOf(1));
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->state, CaseState::kContact);
}

TEST(Loop, AnswersARetryWithTheSamePositionAndNoSecondEvent) {
  Office office;
  const Position first = AcceptedAt(office.Do(Office::Command(1, office.Contact())));
  EXPECT_EQ(AcceptedAt(office.Do(Office::Command(1, office.Contact()))), first);
  office.Reopen(false);
  EXPECT_EQ(AcceptedAt(office.Do(Office::Command(1, office.Contact()))), first);
}

TEST(Loop, AnswersARetryThatComesWhileTheFirstIsOnItsWay) {
  Office office;
  int answers = 0;
  const auto count = [&](const Outcome& outcome) { answers += std::holds_alternative<Accepted>(outcome) ? 1 : 0; };
  office.loop->Submit(Office::Command(1, office.Contact()), count);
  office.loop->Submit(Office::Command(1, office.Contact()), count);
  office.Rest();
  EXPECT_EQ(answers, 2);
  EXPECT_EQ(office.loop->head().next, Position{3});
}

TEST(Loop, RejectsAnIdThatIsUsedForAnotherRequest) {
  Office office;
  (void)office.Do(Office::Command(1, office.Contact()));
  auto other = office.Contact();
  other.reason = "money";
  const auto outcome = office.Do(Office::Command(1, std::move(other)));
  ASSERT_TRUE(std::holds_alternative<Rejection>(outcome));
  EXPECT_EQ(std::get<Rejection>(outcome).code, RejectionCode::kIdReused);
  EXPECT_EQ(office.loop->head().next, Position{3});
}

TEST(Loop, TellsAPersonalTextThatChangedFromARetry) {
  Office office;
  (void)office.Do(Office::Command(1, office.Contact(), {{"/surname", "Inventata"}}));
  const auto outcome = office.Do(Office::Command(1, office.Contact(), {{"/surname", "Altra"}}));
  EXPECT_TRUE(std::holds_alternative<Rejection>(outcome));
}

TEST(Loop, RecordsARefusalAndGivesItAgain) {
  Office office;
  (void)office.Do(Office::Command(1, office.Contact()));
  (void)office.Do(Office::Command(2, Office::TakeInCharge(Office::CaseOf(1))));
  const auto refused = office.Do(Office::Command(3, Office::TakeInCharge(Office::CaseOf(1), "other")));
  EXPECT_EQ(RefusedBy(refused), Rule::kCaseAlreadyInCharge);
  const Position at = std::get<Refused>(refused).position;
  EXPECT_EQ(office.loop->head().next, at.next());
  office.Reopen(false);
  const auto again = office.Do(Office::Command(3, Office::TakeInCharge(Office::CaseOf(1), "other")));
  EXPECT_EQ(RefusedBy(again), Rule::kCaseAlreadyInCharge);
  EXPECT_EQ(std::get<Refused>(again).position, at);
  EXPECT_EQ(std::get<Refused>(again).refusal.facts, std::get<Refused>(refused).refusal.facts);
}

TEST(Loop, RejectsAVersionThatNoLongerHolds) {
  Office office;
  (void)office.Do(Office::Command(1, office.Contact()));
  schema::CommandT command;
  CommandId id;
  id.bytes.fill(9);
  command.id = std::make_unique<schema::Id>(events::ToSchema(id));
  command.actor = "anna.bianchi";
  command.expected.push_back(std::make_unique<schema::ExpectedT>());
  command.expected.back()->entity = std::make_unique<schema::Id>(events::ToSchema(Office::CaseOf(1)));
  command.expected.back()->version = 4;
  command.payload.Set(Office::TakeInCharge(Office::CaseOf(1)));
  const auto outcome = office.Do(MakeRequest(events::PackLeaf(command), {}).value());
  ASSERT_TRUE(std::holds_alternative<Rejection>(outcome));
  EXPECT_EQ(std::get<Rejection>(outcome).code, RejectionCode::kVersionConflict);
}

TEST(Loop, OpensMissedDaysOneByOne) {
  Office office;
  office.clock.now.micros += 5LL * kSecondsPerDay * kMicrosPerSecond;
  office.options.trust_clock = true;
  office.Reopen(true);
  EXPECT_EQ(State(office.loop->rows()).Ledger().today, Day{20'094});
  EXPECT_EQ(office.loop->head().next, Position{2 + 1 + 5});
}

TEST(Loop, WaitsForTheOperatorWhenTheClockJumps) {
  Office office;
  office.clock.now.micros += 37LL * 3'600 * kMicrosPerSecond;
  EXPECT_EQ(FailedWith(office.Do(Office::Command(1, office.Contact()))), FailureCode::kUnavailable);
  EXPECT_EQ(State(office.loop->rows()).Ledger().today, Day{20'089});
}

TEST(Loop, ClaimsNothingByAClockThatJumped) {
  Office office;
  const Position head = office.loop->head().next;
  office.clock.now.micros += 37LL * 3'600 * kMicrosPerSecond;
  office.Reopen(true);
  EXPECT_TRUE(office.loop->ClockDoubt().has_value());
  EXPECT_FALSE(office.loop->is_holder());
  EXPECT_EQ(office.loop->head().next, head) << "a claim of that day would hide the jump";
  EXPECT_TRUE(office.loop->idle());
}

TEST(Loop, NeverRecordsAnEarlierTimeThanBefore) {
  Office office;
  office.clock.now.micros += 3'600 * kMicrosPerSecond;
  (void)office.Do(Office::Command(1, office.Contact()));
  const Instant before = office.loop->head().recorded_at;
  office.clock.now.micros -= 7'200 * kMicrosPerSecond;
  (void)office.Do(Office::Command(2, office.Contact()));
  EXPECT_EQ(office.loop->head().recorded_at, before);
  EXPECT_GT(office.loop->counts().clock_went_back, 0u);
}

TEST(Loop, FailsCommandsWhenTheDiskIsFullAndGoesOnWhenThereIsSpace) {
  Office office;
  for (auto* fails : {&office.ledger.append_fails, &office.ledger.settle_fails}) {
    const Position before = office.loop->head().next;
    *fails = FailureCode::kFull;
    EXPECT_EQ(FailedWith(office.Do(Office::Command(5, office.Contact()))), FailureCode::kFull);
    EXPECT_EQ(office.loop->head().next, before);
    EXPECT_FALSE(State(office.loop->rows()).Find<CaseTable>(Office::CaseOf(5)));
    fails->reset();
  }
  (void)AcceptedAt(office.Do(Office::Command(5, office.Contact())));
}

TEST(Loop, KeepsWhatABusyLogDoesNotTakeAndHandsItOverInOrder) {
  Office office;
  const Position before = office.loop->head().next;
  std::vector<Position> accepted;
  const auto keep = [&](const Outcome& outcome) { accepted.push_back(AcceptedAt(outcome)); };
  office.ledger.append_fails = FailureCode::kUnavailable;
  for (std::uint8_t i = 1; i <= 3; ++i) {
    office.loop->Submit(Office::Command(i, office.Contact()), keep);
    office.Rest();
    office.clock.now.micros += office.options.resend_after_micros;
  }
  EXPECT_TRUE(accepted.empty());
  EXPECT_EQ(office.loop->head().next, before);
  office.ledger.append_fails.reset();
  office.Rest();
  EXPECT_EQ(accepted, (std::vector{before, before.next(), before.next().next()}));
  EXPECT_EQ(office.loop->counts().repeated, 0u);
}

TEST(Loop, WaitsForALogThatCannotBeReadJustNow) {
  Office office;
  office.ledger.reading_fails = FailureCode::kUnavailable;
  office.Submit(Office::Command(1, office.Contact()));
  office.Rest();
  EXPECT_FALSE(office.outcome.has_value());
  office.ledger.reading_fails.reset();
  office.Rest();
  ASSERT_TRUE(office.outcome.has_value());
  (void)AcceptedAt(*office.outcome);
}

TEST(Loop, StaysDownAfterAnErrorOfTheLog) {
  Office office;
  office.ledger.settle_fails = FailureCode::kIo;
  EXPECT_EQ(FailedWith(office.Do(Office::Command(1, office.Contact()))), FailureCode::kIo);
  office.ledger.settle_fails.reset();
  EXPECT_EQ(FailedWith(office.Do(Office::Command(2, office.Contact()))), FailureCode::kIo);
}

TEST(Loop, FailsWhatIsOverTheQueue) {
  Office office;
  office.options.max_queued = 2;
  office.Reopen(true);
  office.Submit(Office::Command(1, office.Contact()));
  office.loop->Submit(Office::Command(2, office.Contact()), [](const Outcome&) {});
  std::optional<Outcome> third;
  office.loop->Submit(Office::Command(3, office.Contact()), [&](const Outcome& outcome) { third = outcome; });
  ASSERT_TRUE(third.has_value());
  EXPECT_EQ(FailedWith(*third), FailureCode::kUnavailable);
}

TEST(Loop, DecidesAgainWhatAnotherWriterOvertook) {
  Office office;
  store::MemoryRows other_rows;
  events::SeededRandom other_random(2);
  WriterId other;
  other.bytes.fill(99);
  auto rival = Loop::Open({office.log, other_rows, office.vault, other_random, office.clock, other, Office::kOrigin}).value();
  ASSERT_TRUE(rival->CatchUp().ok());
  rival->Claim();
  ASSERT_TRUE(rival->Step().ok());
  EXPECT_TRUE(rival->is_holder());
  EXPECT_EQ(FailedWith(office.Do(Office::Command(1, office.Contact()))), FailureCode::kNotHolder);
  office.loop->Claim();
  office.Rest();
  EXPECT_TRUE(office.loop->is_holder());
  (void)AcceptedAt(office.Do(Office::Command(1, office.Contact())));
}

TEST(Loop, NamesTheOtherWriterAsPeopleDo) {
  Office office;
  office.name_of = [](const WriterId& writer) { return "desk " + std::to_string(writer.bytes[0]); };
  office.Reopen(true);
  auto first = std::move(office.loop);
  office.Reopen(true);
  std::optional<Outcome> outcome;
  first->Submit(Office::Command(1, office.Contact()), [&](const Outcome& answer) { outcome = answer; });
  for (int i = 0; i < 10 && !outcome; ++i) ASSERT_TRUE(first->Step().ok());
  ASSERT_TRUE(outcome && std::holds_alternative<Failure>(*outcome));
  EXPECT_NE(std::get<Failure>(*outcome).message.find("desk 3"), std::string::npos) << std::get<Failure>(*outcome).message;
}

TEST(Loop, DoesNotClaimWhatItHoldsAlready) {
  Office office;
  const auto head = office.loop->head();
  office.loop->Claim();
  office.Rest();
  EXPECT_EQ(office.loop->head(), head);
}

/// Says what a test lets it say.
class ToldJudge final : public ClockJudge {
 public:
  std::optional<Failure> doubt;
  Instant day_clock;
  [[nodiscard]] std::optional<Failure> Doubt(Instant) const override { return doubt; }
  [[nodiscard]] Instant DayClock(Instant) const override { return day_clock; }
};

TEST(Loop, OpensDaysByTheJudgesClock) {
  Office office;
  ToldJudge judge;
  office.judge = &judge;
  office.clock.now.micros += 3LL * kSecondsPerDay * kMicrosPerSecond;
  judge.day_clock = Instant{office.clock.now.micros - 2LL * kSecondsPerDay * kMicrosPerSecond};
  office.Reopen(true);
  EXPECT_EQ(State(office.loop->rows()).Ledger().today, Day{20'090});
  (void)AcceptedAt(office.Do(Office::Command(1, office.Contact())));
}

TEST(Loop, WritesNothingWhileTheJudgeDoubtsTheClock) {
  Office office;
  ToldJudge judge;
  judge.day_clock = office.clock.now;
  office.judge = &judge;
  office.Reopen(true);
  judge.doubt = Failure{FailureCode::kUnavailable, "ahead"};
  const Position head = office.loop->head().next;
  EXPECT_EQ(FailedWith(office.Do(Office::Command(1, office.Contact()))), FailureCode::kUnavailable);
  EXPECT_EQ(office.loop->head().next, head);
  judge.doubt.reset();
  (void)AcceptedAt(office.Do(Office::Command(1, office.Contact())));
}

/// A newer program, holding the same term, records something about `entity` that this one cannot read.
void RecordWhatNobodyUnderstands(Office& office, EntityId entity, schema::EntityKind kind) {
  events::CommitContent content;
  content.command.bytes.fill(77);
  content.recorded = events::Bytes(48, 0xEE);
  content.events.push_back(events::Bytes(64, 0xEE));
  content.touched.push_back({entity, kind, Version{2}});
  const auto& head = office.loop->head();
  events::Header place;
  place.ledger = head.ledger;
  place.position = head.next;
  place.previous = head.hash;
  place.term = head.term;
  place.writer = head.holder;
  place.recorded_at = head.recorded_at;
  const auto record = events::BuildRecord(place, content);
  ASSERT_TRUE(record.ok());
  ASSERT_TRUE(office.log.Append({&*record, 1}).ok());
  ASSERT_TRUE(office.log.Settle().ok());
  office.Rest();
}

TEST(Loop, FreezesAnEntityItDoesNotUnderstandAndServesTheOthers) {
  Office office;
  (void)office.Do(Office::Command(1, office.Contact()));
  (void)office.Do(Office::Command(2, office.Contact()));
  RecordWhatNobodyUnderstands(office, Office::CaseOf(1), schema::EntityKind::case_file);
  EXPECT_EQ(FailedWith(office.Do(Office::Command(3, Office::TakeInCharge(Office::CaseOf(1))))), FailureCode::kFrozen);
  (void)AcceptedAt(office.Do(Office::Command(4, Office::TakeInCharge(Office::CaseOf(2)))));
  EXPECT_EQ(State(office.loop->rows()).Ledger().frozen, 1u);
}

TEST(Loop, ServesClientsEvenWhenTheAuthorityIsFrozenAndNoDayOpens) {
  Office office;
  RecordWhatNobodyUnderstands(office, AuthorityEntity(), schema::EntityKind::authority);
  office.clock.now.micros += kSecondsPerDay * kMicrosPerSecond;
  (void)AcceptedAt(office.Do(Office::Command(1, office.Contact())));
  EXPECT_EQ(State(office.loop->rows()).Ledger().today, Day{20'089});
}

TEST(Loop, LeavesNoPersonalTextInTheLogOrTheRows) {
  Office office;
  const std::string canary = "CANARINO-Inventato-7Q";
  (void)office.Do(Office::Command(1, office.Contact(), {{"/surname", canary}, {"/narrative", canary + "!"}}));
  (void)office.Do(Office::Command(2, Office::TakeInCharge(Office::CaseOf(1))));
  (void)office.Do(Office::Command(3, Office::TakeInCharge(Office::CaseOf(1)), {{"/note", canary + "?"}}));  // refused
  auto reader = office.log.Read({0}).value();
  events::LogBatch batch;
  std::size_t records = 0;
  for (;;) {
    ASSERT_TRUE(reader->Read(1 << 20, batch).ok());
    if (batch.entries.empty()) break;
    for (const auto& entry : batch.entries) {
      ++records;
      const auto bytes = entry.record.bytes;
      const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      EXPECT_EQ(text.find("CANARINO"), std::string_view::npos);
    }
  }
  EXPECT_EQ(records, 5u);
  for (auto cursor = office.state->Seek(""); cursor->valid(); cursor->Next()) {
    EXPECT_EQ(cursor->value().find("CANARINO"), std::string_view::npos);
  }
}

TEST(Request, RefusesWhatIsNotACommandOrOnlyTheEngineMayGive) {
  EXPECT_FALSE(MakeRequest({}, {}).ok());
  EXPECT_FALSE(MakeRequest(events::Bytes(100, 0xFF), {}).ok());
  EXPECT_FALSE(MakeRequest(events::Bytes(kMaxCommandBytes + 1, 0), {}).ok());
  schema::OpenDayT day;
  day.day = 1;
  CommandId id;
  id.bytes.fill(1);
  EXPECT_EQ(MakeRequest(OwnRequest(id, day).command, {}).error().place, "/payload/type");
  EXPECT_EQ(MakeRequest(OwnRequest(CommandId{}, day).command, {}).error().place, "/id");
}

}  // namespace
}  // namespace fascicolo::engine
