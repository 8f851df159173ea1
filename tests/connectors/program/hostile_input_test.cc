// What comes in wrong gets a clear answer and changes nothing.
#include "connectors/program/program.h"
#include "events/acceptance.h"
#include "events/segments/segment_ledger.h"

#include <gtest/gtest.h>

#include <fstream>
#include <tuple>
#include <unistd.h>

namespace fascicolo::program_test {
namespace {

std::string Command(const std::string& id_end, const std::string& payload) {
  return R"({"id":"000000000000000000000000000000)" + id_end +
         R"(","actor":"anna.rossi","payload":)" + payload + "}\n";
}

class Hostile : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    events_before_ = Events();
  }
  [[nodiscard]] std::uint64_t Events() const {
    return desk_.Run({"verify", "--json"}).json().at("events").get<std::uint64_t>();
  }
  /// Submits one line, which must be rejected with a place and a problem, and must leave no event.
  nlohmann::json Rejected(const std::string& line) {
    const auto ran = desk_.Run({"submit", "-"}, line);
    EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
    const auto lines = ran.lines();
    EXPECT_EQ(lines.size(), 1U);
    if (lines.empty()) return {};
    EXPECT_EQ(lines[0].at("outcome"), "rejected") << lines[0];
    EXPECT_EQ(lines[0].at("line"), 1);
    EXPECT_FALSE(lines[0].at("problem").get<std::string>().empty());
    EXPECT_EQ(Events(), events_before_);
    return lines[0];
  }
  Desk desk_;
  std::uint64_t events_before_ = 0;
};

TEST_F(Hostile, AnUnknownCommandIsAnsweredWithWhatWasMeant) {
  const auto ran = desk_.RunBare({"casload"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("did you mean 'caseload'?"), std::string::npos) << ran.err;
  EXPECT_EQ(desk_.RunBare({"caseload", "--limt", "3"}).code, 2);
  EXPECT_EQ(desk_.RunBare({}).code, 2);
  EXPECT_EQ(desk_.RunBare({"caseload"}).code, 2) << "no directory";
  EXPECT_EQ(desk_.RunBare({"caseload", "--help"}).code, 0);
  EXPECT_EQ(desk_.Run({"caseload", "--limit", "-3"}).code, 2);
  EXPECT_EQ(desk_.Run({"caseload", "--area", "elderli"}).code, 2);
  EXPECT_EQ(desk_.Run({"caseload", "--lang", "fr"}).code, 2);
}

TEST_F(Hostile, AMistakeIsToldInTheReadersLanguage) {
  const std::string sheet = (desk_.root() / "sheet.json").string();
  std::ofstream(sheet) << R"({"kind":"holidays"})";
  const auto told = [&](std::vector<std::string> words, const char* language) {
    words.insert(words.end(), {"--lang", language});
    const auto ran = desk_.Run(words);
    return ran.out + ran.err;
  };
  for (const auto& [words, english, italian] :
       {std::tuple{std::vector<std::string>{"caseload", "--area", "elderli"}, "--area: is unknown: 'elderli'; expected 'elderly'?",
                   "--area: non è noto: 'elderli'; atteso: 'elderly'?"},
        {{"caseload", "--as-of", "soon"}, "--as-of: is neither a position nor a moment; expected 1042, 2025-03-31 or",
         "--as-of: non è né una posizione né un momento; atteso: 1042, 2025-03-31 o"},
        {{"adopt", sheet}, "/code: the key is missing; expected a code: lower-case letters",
         "/code: la chiave manca; atteso: un codice: lettere minuscole"},
        {{"history"}, "the history of what? ENTITY, or --worker NAME", "la cronologia di che cosa? ENTITY, o --worker NAME"}}) {
    EXPECT_NE(told(words, "en").find(english), std::string::npos) << told(words, "en");
    EXPECT_NE(told(words, "it").find(italian), std::string::npos) << told(words, "it");
  }
}

TEST_F(Hostile, AnUnknownTypeOfCommand) {
  EXPECT_EQ(Rejected(Command("01", R"({"type":"RegisterContakt"})")).at("place"), "/payload/type");
}
TEST_F(Hostile, WrongTypes) {
  Rejected(Command("02", R"({"type":"RegisterContact","desk":7,"area":"elderly","reason":"x"})"));
  Rejected("[1,2,3]\n");
  Rejected("not json\n");
}
TEST_F(Hostile, AnImpossibleDate) {
  const auto answer = Rejected(Command(
      "03",
      R"({"type":"OpenUnit","service":"home_care_elderly","name":"N","capacity":1,"from":"2026-02-30"})"));
  EXPECT_EQ(answer.at("place"), "/payload/from");
}
TEST_F(Hostile, InvalidUtf8) {
  Rejected(Command("04",
                   "{\"type\":\"RegisterContact\",\"desk\":\"disabled\",\"area\":\"disabled\","
                   "\"reason\":\"\xC3\x28\"}"));
}
TEST_F(Hostile, DeepNesting) { Rejected(std::string(100'000, '[') + "\n"); }
TEST_F(Hostile, AnUnknownEntity) {
  const auto answer = Rejected(Command(
      "05", R"({"type":"CloseCase","case_file":"ffffffffffffffffffffffffffffffff","reason":"x"})"));
  EXPECT_EQ(answer.at("code"), "unknown_entity");
}
TEST_F(Hostile, ACommandThatOnlyTheEngineGives) {
  Rejected(Command("06", R"({"type":"OpenDay","day":"2026-12-31"})"));
}

TEST_F(Hostile, ALineOf100MegabytesIsAnsweredInBoundedMemoryAndTheRestGoesOn) {
  const auto file = desk_.root() / "long.jsonl";
  {
    std::ofstream out(
        file, std::ios::binary);  // never held whole: a child counts its parent's peak of memory
    out << R"({"id":"00000000000000000000000000000007","actor":"anna.rossi","payload":{"reason":")";
    for (int megabyte = 0; megabyte < 100; ++megabyte) out << std::string(1U << 20U, 'x');
    out << "\"}}\n"
        << Command(
               "08",
               R"({"type":"RegisterContact","desk":"disabled","area":"disabled","reason":"advice"})");
  }
  const auto ran = desk_.Run({"submit", file.string()});
  EXPECT_EQ(ran.code, 1);
  const auto answers = ran.lines();
  ASSERT_EQ(answers.size(), 2U) << ran.err;
  EXPECT_EQ(answers[0].at("line"), 1);
  EXPECT_EQ(answers[0].at("outcome"), "rejected");
  EXPECT_EQ(answers[1].at("line"), 2);
  EXPECT_EQ(answers[1].at("outcome"), "accepted");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(ran.peak_kilobytes, 200 * 1024);
#endif
}

TEST_F(Hostile, AFullUnitRefuses) {
  const std::string inputs = R"("quantity":1,"inputs":[]})";
  std::string lines = Command(
      "10",
      R"({"type":"OpenUnit","service":"open_centre_elderly","name":"Centro","capacity":1,"from":"2026-03-02"})");
  for (const std::string who : {"2", "3"}) {
    lines += Command(
        who + "1",
        R"({"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"company"})");
    lines += Command(
        who + "2", R"({"type":"TakeInCharge","case_file":"@000000000000000000000000000000)" + who +
                       R"(1","worker":"anna.rossi"})");
    lines += Command(who + "3",
                     R"({"type":"FileApplication","case_file":"@000000000000000000000000000000)" +
                         who + R"(1","service":"open_centre_elderly",)" + inputs);
    lines += Command(
        who + "4", R"({"type":"StartService","activation":"@000000000000000000000000000000)" + who +
                       R"(3","unit":"@00000000000000000000000000000010","from":"2026-03-02"})");
  }
  const auto ran = desk_.Run({"submit", "-"}, lines);
  EXPECT_EQ(ran.code, 1) << ran.out;
  const auto answers = ran.lines();
  ASSERT_EQ(answers.size(), 9U);
  EXPECT_EQ(answers[4].at("outcome"), "accepted") << answers[4];
  EXPECT_EQ(answers[8].at("outcome"), "refused") << answers[8];
  EXPECT_EQ(answers[8].at("code"), "no_capacity");
}

TEST(Directory, ThatIsMissingOrForeignIsNamed) {
  const Desk desk;
  const auto missing = desk.Run({"caseload"});
  EXPECT_EQ(missing.code, 3);
  EXPECT_NE(missing.err.find("is not a directory"), std::string::npos) << missing.err;
  std::filesystem::create_directories(desk.data());
  std::ofstream(desk.data() / "letter.txt") << "dear";
  const auto foreign = desk.Run({"caseload"});
  EXPECT_EQ(foreign.code, 3);
  EXPECT_NE(foreign.err.find("fascicolo init"), std::string::npos) << foreign.err;
  EXPECT_EQ(desk.Run({"init", "--name", "N"}).code, 3) << "not empty";
  EXPECT_TRUE(std::filesystem::exists(desk.data() / "letter.txt"));
}

TEST(Directory, WithoutItsKeyIsNotOpened) {
  const Desk desk;
  desk.Init();
  std::filesystem::remove(desk.data() / "key");
  const auto ran = desk.Run({"caseload"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("key"), std::string::npos);
}

TEST(Directory, ThatAnotherProcessHasOpenNamesIt) {
  const Desk desk;
  desk.Init();
  const auto holder =
      events::SegmentLedger::Open((desk.data() / "ledger").string(), events::LedgerIdOf("prova"));
  ASSERT_TRUE(holder.ok());
  const auto ran = desk.Run({"caseload"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("process " + std::to_string(::getpid())), std::string::npos) << ran.err;
}

TEST(Directory, WhoseLedgerWasExchangedForAnOlderOneIsRefused) {
  const Desk desk;
  desk.Init();
  std::filesystem::copy(desk.data() / "ledger", desk.root() / "older",
                        std::filesystem::copy_options::recursive);
  const std::string contact =
      R"({"type":"RegisterContact","desk":"disabled","area":"disabled","reason":"advice"})";
  ASSERT_EQ(desk.Run({"submit", "-"}, Command("09", contact)).code, 0);
  std::filesystem::remove_all(desk.data() / "ledger");
  std::filesystem::rename(desk.root() / "older", desk.data() / "ledger");
  const auto ran = desk.Run({"caseload"});
  EXPECT_EQ(ran.code, 3) << ran.out;
  EXPECT_NE(ran.err.find("its tail was lost"), std::string::npos) << ran.err;
}

TEST(Directory, WithADamagedByteIsRefusedWithItsPlace) {
  const Desk desk;
  desk.Init();
  std::filesystem::path segment;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(desk.data() / "ledger" / "segments")) {
    if (entry.path().extension() == ".seg") segment = entry.path();
  }
  ASSERT_FALSE(segment.empty());
  std::fstream file(segment, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(2'000);
  const char before = static_cast<char>(file.get());
  file.seekp(2'000);
  file.put(static_cast<char>(before ^ 0x10));
  file.close();
  const auto ran = desk.Run({"verify"});
  EXPECT_EQ(ran.code, 3) << ran.out << ran.err;
  EXPECT_NE(ran.err.find(segment.filename().string()), std::string::npos) << ran.err;
}

TEST(Directory, FindsNothingWrongWhileItIsHealthyAndSaysWhatItPutRight) {
  const Desk desk;
  desk.Init();
  EXPECT_EQ(desk.Run({"doctor"}).code, 0) << desk.Run({"doctor"}).out;
  std::filesystem::remove_all(desk.data() / "state");
  const auto doctor = desk.Run({"doctor"});
  EXPECT_EQ(doctor.code, 1) << "worth knowing";
  EXPECT_NE(doctor.out.find("state is missing"), std::string::npos) << doctor.out;
}

}  // namespace
}  // namespace fascicolo::program_test
