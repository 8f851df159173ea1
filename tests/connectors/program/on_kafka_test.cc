// What a ledger on Kafka promises beyond what one in a directory does, with the program as people run it.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/kafka/topic.h"
#include "connectors/program/program.h"
#include "connectors/program/words.h"
#include "events/acceptance.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

class OnKafka : public testing::Test {
 protected:
  /// The desk's place, for RunBare.
  [[nodiscard]] Words Place() const { return desk_.place().Words(); }
  [[nodiscard]] Ran Bare(const Words& words, const std::string& in = {}) const { return desk_.RunBare(words, in); }
  [[nodiscard]] fs::path Under(const char* name) const { return desk_.root() / name; }
  [[nodiscard]] std::string RootOf(const Words& place) const {
    const auto ran = Bare(And({"verify", "--json"}, place));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.code == 0 ? ran.json().at("root").get<std::string>() : "";
  }
  Desk desk_;
};

constexpr const char* kContact =
    R"({"id":"000000000000000000000000000000a1","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})"
    "\n";

TEST_F(OnKafka, ASimulatedTownMakesTheSameBytesAsInADirectory) {
  const Words town{"simulate", "--inhabitants", "500", "--years", "1", "--seed", "11", "--json"};
  const Words on_kafka = With(Place(), "--authority", "simulated/500-1-11");
  const LedgerId id = events::LedgerIdOf("simulated/500-1-11");
  const kafka::TopicUnderTest topic(id, kafka::TopicOf(id));
  const kafka::TopicUnderTest keys(id, kafka::VaultTopicOf(id));
  const auto there = Bare(And(town, on_kafka));
  ASSERT_EQ(there.code, 0) << there.err;
  const Words here{"--data", Under("embedded").string()};
  ASSERT_EQ(Bare(And(town, here)).code, 0);
  EXPECT_EQ(Bare(And({"verify", "--json"}, on_kafka)).out, Bare(And({"verify", "--json"}, here)).out);
}

TEST_F(OnKafka, AForeignHistoryMakesTheSameRootAsInADirectory) {
  const Words chance{"--test-clock", "2026-03-02T08:00:00Z", "--test-seed", "7"};
  const Words here{"--data", Under("embedded").string()};
  const std::string origin = ValueOf(Place(), "--authority");
  ASSERT_EQ(Bare(And(And({"init", "--name", "Comune di Prova", "--with-catalogue", "--origin", origin}, here), chance)).code, 0);
  fs::copy_file(Under("embedded") / "key", Under("key"));  // the recorded hashes of requests are keyed
  desk_.Init();
  std::ofstream(Under("history.csv")) << "case,step,at\nc1,came,2024-01-08T09:00:00Z\nc1,called,2024-01-09T09:00:00Z\n";
  std::ofstream(Under("mapping.json")) << R"({"name": "desk", "source": "old desk", "format": "csv",
    "csv": {"separator": ",", "case": "case", "activity": "step", "instant": "at"},
    "rules": [{"when": {"activity": "came", "first": true}, "command": "RegisterContact",
               "fields": {"desk": "adults_elderly", "area": "elderly", "reason": "advice"}}]})";
  const Words import =
      And({"import", Under("history.csv").string(), "--mapping", Under("mapping.json").string()}, chance);
  for (const Words& place : {Place(), here}) {
    const auto ran = Bare(And(import, place));
    EXPECT_EQ(ran.code, 0) << ran.err;
  }
  EXPECT_EQ(RootOf(Place()), RootOf(here));
}

TEST_F(OnKafka, ACacheThatIsThrownAwayIsFoldedAgain) {
  desk_.Init();
  ASSERT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0);
  const auto before = desk_.Run({"caseload", "--json"}).out;
  fs::remove_all(desk_.data());
  EXPECT_EQ(desk_.Run({"caseload", "--json"}).out, before);
}

TEST_F(OnKafka, TwoCachesAnswerTheSame) {
  desk_.Init();
  ASSERT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0);
  const Words other = With(Place(), "--data", Under("other").string());
  EXPECT_EQ(Bare(And({"verify", "--json"}, other)).out, desk_.Run({"verify", "--json"}).out);
  EXPECT_EQ(Bare(And({"caseload", "--json"}, other)).out, desk_.Run({"caseload", "--json"}).out);
}

TEST_F(OnKafka, VerifiesAndRebuildsWhileAnotherNodeWrites) {
  ASSERT_EQ(Bare(And({"init", "--name", "Comune di Prova"}, Place())).code, 0);
  std::string many;
  for (int i = 0; i < 20'000; ++i) {
    std::string id = std::to_string(i + 1);
    many += R"({"id":")" + std::string(32 - id.size(), '0') + id +
            R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})"
            "\n";
  }
  const Desk reader;
  const Words other = With(Place(), "--data", reader.data().string());
  const auto writer = desk_.Start(And({"submit", "-"}, Place()), many);
  std::set<std::uint64_t> positions;
  do {
    const auto verified = reader.RunBare(And({"verify", "--json"}, other));
    ASSERT_EQ(verified.code, 0) << verified.out << verified.err;
    positions.insert(verified.json().at("position").get<std::uint64_t>());
    const auto compared = reader.RunBare(And({"rebuild", "--diff"}, other));
    ASSERT_EQ(compared.code, 0) << compared.out << compared.err;
  } while (!writer.has_ended());
  EXPECT_EQ(writer.Wait().code, 0);
  EXPECT_GT(positions.size(), 1u) << "the log did not move on";
}

TEST_F(OnKafka, IsMadeOnce) {
  desk_.Init();
  const auto again = desk_.Run({"init", "--name", "Comune di Prova"});
  EXPECT_EQ(again.code, 3);
  EXPECT_NE(again.err.find("already"), std::string::npos) << again.err;
}

TEST_F(OnKafka, ALedgerThatIsNotThereIsNamedWithWhatMakesIt) {
  std::ofstream(Under("key")) << std::string(64, 'a') << "\n";
  const auto ran = desk_.Run({"caseload"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("fascicolo init --kafka"), std::string::npos) << ran.err;
}

TEST_F(OnKafka, WithoutItsKeyNothingIsOpened) {
  desk_.Init();
  fs::remove(Under("key"));
  const auto ran = desk_.Run({"caseload"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("--key"), std::string::npos) << ran.err;
}

TEST_F(OnKafka, AnEmbeddedAuthoritysDirectoryIsNoCache) {
  desk_.Init();
  ASSERT_EQ(Bare({"init", "--name", "Altro", "--data", Under("embedded").string()}).code, 0);
  const auto ran = Bare(And({"caseload"}, With(Place(), "--data", Under("embedded").string())));
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("not a cache"), std::string::npos) << ran.err;
}

TEST_F(OnKafka, BrokersThatDoNotAnswerAreNamed) {
  desk_.Init();
  const auto ran = Bare(And({"doctor", "--json"}, With(Place(), "--kafka", "127.0.0.1:1")));
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.json().at("checks")[0].at("check"), "brokers");
  EXPECT_EQ(ran.json().at("checks")[0].at("result"), "bad");
}

TEST_F(OnKafka, ATopicWithWrongSettingsIsRefusedByEveryCommandAndNamedByDoctor) {
  std::ofstream(Under("key")) << std::string(64, 'a') << "\n";
  const LedgerId id = events::LedgerIdOf(ValueOf(Place(), "--authority"));
  kafka::TopicUnderTest topic(id, kafka::TopicOf(id));
  topic.Create(2, {{"retention.ms", "1000"}, {"flush.messages", "1"}});
  const auto caseload = desk_.Run({"caseload"});
  EXPECT_EQ(caseload.code, 3);
  EXPECT_NE(caseload.err.find("retention.ms"), std::string::npos) << caseload.err;
  const auto doctor = desk_.Run({"doctor", "--json"});
  EXPECT_EQ(doctor.code, 3);
  for (const char* fault : {"partitions", "retention.ms"}) {
    EXPECT_NE(doctor.out.find(fault), std::string::npos) << doctor.out;
  }
}

TEST_F(OnKafka, DoctorLooksAtBrokersTopicNodesAndClock) {
  ASSERT_EQ(Bare(And({"init", "--name", "Comune di Prova"}, Place())).code, 0);
  const auto answer = Bare(And({"doctor", "--json"}, Place()));
  EXPECT_EQ(answer.code, 1) << answer.out;
  std::map<std::string, std::string> results;
  const auto document = answer.json();
  for (const auto& check : document.at("checks")) results[check.at("check")] = check.at("result");
  for (const char* check : {"brokers", "key", "disk", "log", "state", "views", "nodes", "broker_clock"}) {
    EXPECT_EQ(results[check], "ok") << check;
  }
  EXPECT_EQ(results["topic"], "warn") << "one replica";
}

TEST_F(OnKafka, CopiesFromADirectoryAndBackWithTheSameRoot) {
  const Words first{"--data", Under("first").string()};
  const std::string origin = ValueOf(Place(), "--authority");
  ASSERT_EQ(Bare(And({"init", "--name", "Comune di Prova", "--with-catalogue", "--origin", origin}, first)).code, 0);
  ASSERT_EQ(Bare(And({"submit", "-"}, first), kContact).code, 0);
  const auto there = Bare(And({"copy", "--from", Under("first").string(), "--to", "kafka", "--json"}, Place()));
  ASSERT_EQ(there.code, 0) << there.err;
  EXPECT_EQ(there.json().at("root"), RootOf(first));
  EXPECT_EQ(RootOf(Place()), RootOf(first));
  const auto back = Bare(And({"copy", "--from", "kafka", "--to", Under("second").string()}, Place()));
  ASSERT_EQ(back.code, 0) << back.err;
  const Words second{"--data", Under("second").string()};
  EXPECT_EQ(Bare(And({"verify", "--json"}, second)).out, Bare(And({"verify", "--json"}, first)).out);
}

TEST_F(OnKafka, ACopyIsReadOnlyUntilItIsPromoted) {
  desk_.Init();
  const std::string copy = Under("copy").string();
  ASSERT_EQ(Bare(And({"copy", "--from", "kafka", "--to", copy}, Place())).code, 0);
  const auto refused = Bare({"submit", "-", "--data", copy}, kContact);
  EXPECT_EQ(refused.code, 3);
  EXPECT_NE(refused.err.find("read-only"), std::string::npos) << refused.err;
  const auto promoted = Bare({"promote", "--data", copy, "--json", "--trust-clock"});
  ASSERT_EQ(promoted.code, 0) << promoted.err;
  EXPECT_EQ(promoted.json().at("lineage"), 1);
  EXPECT_EQ(Bare({"submit", "-", "--data", copy, "--trust-clock"}, kContact).code, 0);
  EXPECT_EQ(Bare({"promote", "--data", copy}).code, 3) << "once";
  EXPECT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0) << "the original goes on in its lineage";
}

TEST_F(OnKafka, NothingIsCopiedOverALedgerThatIsNoCopy) {
  desk_.Init();
  ASSERT_EQ(Bare(And({"copy", "--from", "kafka", "--to", Under("copy").string()}, Place())).code, 0);
  const auto over = Bare(And({"copy", "--from", Under("copy").string(), "--to", "kafka"}, Place()));
  EXPECT_EQ(over.code, 3);
  EXPECT_NE(over.err.find("not a copy"), std::string::npos) << over.err;
  EXPECT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0) << "the ledger is no copy for that";
}

TEST_F(OnKafka, ACopyThatWasInterruptedGoesOn) {
  desk_.Init();
  const std::string copy = Under("copy").string();
  ASSERT_EQ(Bare(And({"copy", "--from", "kafka", "--to", copy}, Place())).code, 0);
  ASSERT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0);
  ASSERT_EQ(Bare(And({"copy", "--from", "kafka", "--to", copy}, Place())).code, 0);
  EXPECT_EQ(RootOf({"--data", copy}), RootOf(Place()));
}

TEST_F(OnKafka, ARecordOfSomebodyElseInTheTopicIsListedAndChangesNothing) {
  desk_.Init();
  const auto before = desk_.Run({"verify", "--json"}).json();
  const LedgerId id = events::LedgerIdOf(ValueOf(Place(), "--authority"));
  kafka::TopicUnderTest topic(id, kafka::TopicOf(id));
  topic.Put("not a commit of ours");
  const auto after = desk_.Run({"verify", "--json"}).json();
  EXPECT_EQ(before.at("foreign"), 0);
  EXPECT_EQ(after.at("foreign"), 1);
  EXPECT_EQ(after.at("root"), before.at("root"));
  EXPECT_EQ(after.at("digests"), before.at("digests"));
  EXPECT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0);
}

TEST_F(OnKafka, ATopicThatWasCutIsNoticedByEveryCommand) {
  desk_.Init();
  ASSERT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0);
  const LedgerId id = events::LedgerIdOf(ValueOf(Place(), "--authority"));
  kafka::TopicUnderTest topic(id, kafka::TopicOf(id));
  topic.DeleteRecordsBefore(2);
  const auto cut = desk_.Run({"caseload"});
  EXPECT_EQ(cut.code, 3);
  EXPECT_NE(cut.err.find("history was deleted"), std::string::npos) << cut.err;
}

TEST_F(OnKafka, ATopicThatWasMadeAnewIsNoticedByWhoeverReadTheOldOne) {
  desk_.Init();
  ASSERT_EQ(desk_.Run({"submit", "-"}, kContact).code, 0);
  const LedgerId id = events::LedgerIdOf(ValueOf(Place(), "--authority"));
  kafka::TopicUnderTest(id, kafka::TopicOf(id)).Delete();
  const Words other = With(Place(), "--data", Under("other").string());
  ASSERT_EQ(Bare(And({"init", "--name", "Comune di Prova", "--test-clock", "2026-03-02T08:00:00Z"}, other)).code, 0);
  const auto ran = desk_.Run({"caseload"});
  EXPECT_EQ(ran.code, 3) << ran.out;
  EXPECT_NE(ran.err.find("restore"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace fascicolo::program_test
