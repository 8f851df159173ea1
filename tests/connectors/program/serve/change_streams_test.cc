#include "connectors/program/serve/change_streams.h"
#include "connectors/program/serve/questions.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace fascicolo::program {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Keeps what it hears, until it goes.
class Heard final : public http::Stream {
 public:
  bool Push(std::string_view piece) override {
    if (has_gone || has_ended) return false;
    text += piece;
    return true;
  }
  void End() override { has_ended = true; }
  std::string text;
  bool has_gone = false;
  bool has_ended = false;
};

const Instant kNow{1'000};
const Instant kLater{2'000};

EntityId Numbered(std::uint8_t number) {
  EntityId id;
  id.bytes[15] = number;
  return id;
}
ToldCommit CaseAt(std::uint64_t position) {
  return {Position{position},
          {{Numbered(1), schema::EntityKind::case_file, QuestionsAbout(schema::EntityKind::case_file)}}};
}
ToldCommit ListAt(std::uint64_t position) {
  return {Position{position}, {{Numbered(2), schema::EntityKind::list, QuestionsAbout(schema::EntityKind::list)}}};
}

struct Told {
  ChangeStreams streams;
  std::shared_ptr<Heard> heard = std::make_shared<Heard>();
  Told() { streams.BeginAt(Position{100}); }
  void Listen(std::set<std::string_view> questions, std::optional<Position> after = {}) {
    streams.Add(heard, std::move(questions), after, kLater);
  }
};

TEST(ChangeStream, TellsWhichEntitiesChangedAndWhatTheyBearOn) {
  Told told;
  told.Listen({"caseload", "agenda"});
  told.streams.Tell({CaseAt(100)});
  EXPECT_THAT(told.heard->text, HasSubstr("id: 100\nevent: changed\ndata: {\"position\":100,\"changes\":[{\"entity\":"
                                          "\"00000000000000000000000000000001\",\"kind\":\"case_file\",\"questions\":"
                                          "[\"caseload\",\"agenda\"]}]}\n\n"));
}

TEST(ChangeStream, TellsNothingOfOtherQuestions) {
  Told told;
  told.Listen({"waiting-list"});
  const std::string before = told.heard->text;
  told.streams.Tell({CaseAt(100)});
  EXPECT_EQ(told.heard->text, before);
  told.streams.Tell({CaseAt(101), ListAt(102)});
  EXPECT_THAT(told.heard->text, HasSubstr("id: 102\n"));
  EXPECT_THAT(told.heard->text, Not(HasSubstr("case_file")));
}

TEST(ChangeStream, GoesOnBehindWhatTheListenerKnows) {
  Told told;
  told.streams.Tell({CaseAt(100), CaseAt(101), CaseAt(102)});
  told.Listen({"caseload"}, Position{100});
  EXPECT_THAT(told.heard->text, Not(HasSubstr("id: 100\n")));
  EXPECT_THAT(told.heard->text, HasSubstr("id: 101\n"));
  EXPECT_THAT(told.heard->text, HasSubstr("id: 102\n"));
  EXPECT_THAT(told.heard->text, Not(HasSubstr("reset")));
}

TEST(ChangeStream, SaysWhenItCannotGoOnThere) {
  for (const Position after : {Position{5}, Position{98}, Position{102}, Position{5'000}}) {
    Told told;
    told.streams.Tell({CaseAt(100), CaseAt(101)});
    told.Listen({"caseload"}, after);
    EXPECT_THAT(told.heard->text, HasSubstr("id: 101\nevent: reset\n")) << after.value;
  }
  Told begun;
  begun.Listen({"caseload"}, Position{99});
  EXPECT_THAT(begun.heard->text, Not(HasSubstr("reset"))) << "nothing came since";
}

TEST(ChangeStream, TellsOfTooMuchThatEverythingIsToBeAskedAnew) {
  Told told;
  told.Listen({"caseload"});
  std::vector<ToldCommit> many;
  for (std::uint64_t position = 100; position < 1'100; ++position) many.push_back(CaseAt(position));
  told.streams.Tell(std::move(many));
  EXPECT_THAT(told.heard->text, HasSubstr("id: 1099\nevent: reset\n"));
  EXPECT_LT(told.heard->text.size(), kMostToldBytes);
}

TEST(ChangeStream, KeepsSoManyCommitsForThoseWhoComeBack) {
  Told told;
  for (std::uint64_t position = 100; position < 100 + kMaxKeptChanges + 10; ++position)
    told.streams.Tell({ListAt(position)});
  told.Listen({"caseload"}, Position{108});
  EXPECT_THAT(told.heard->text, HasSubstr("reset"));
  const auto other = std::make_shared<Heard>();
  told.streams.Add(other, {"caseload"}, Position{109}, kLater);
  EXPECT_THAT(other->text, Not(HasSubstr("reset")));
}

TEST(ChangeStream, ForgetsWhoWentAndEndsWithItsToken) {
  Told told;
  told.Listen({"caseload"});
  told.streams.Beat(kNow);
  EXPECT_EQ(told.streams.size(), 1U);
  told.streams.Beat(kLater);
  EXPECT_TRUE(told.heard->has_ended);
  EXPECT_EQ(told.streams.size(), 0U);
  const auto gone = std::make_shared<Heard>();
  told.streams.Add(gone, {"caseload"}, {}, kLater);
  gone->has_gone = true;
  told.streams.Tell({CaseAt(100)});
  EXPECT_EQ(told.streams.size(), 0U);
}

TEST(ChangeStream, TellsEverybodyToAskAnewWhereTheLogIsFollowedAnew) {
  Told told;
  told.Listen({"caseload"});
  told.streams.Tell({CaseAt(100)});
  told.streams.BeginAt(Position{150});
  EXPECT_THAT(told.heard->text, HasSubstr("id: 149\nevent: reset\n"));
}

TEST(QuestionsThatAnEntityBearsOn, AreServed) {
  for (const auto kind : schema::EnumValuesEntityKind()) {
    for (const std::string_view question : QuestionsAbout(kind)) {
      EXPECT_TRUE(std::ranges::any_of(Questions(), [&](const Question& one) { return one.name == question; }))
          << question;
    }
  }
}

}  // namespace
}  // namespace fascicolo::program
