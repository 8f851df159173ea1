// Searching persons, as the office does before it registers somebody.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

using Words = std::vector<std::string>;

class People : public ::testing::Test {
 protected:
  void SetUp() override { desk_.Init(); }
  void Register(const std::string& id, const std::string& surname, const std::string& name, const std::string& code = {}) {
    const auto ran = desk_.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000)" + id +
                                                    R"(","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
                                                    R"("desk":"adults_elderly","area":"elderly","reason":"home_help","surname":")" +
                                                    surname + R"(","name":")" + name + R"(","fiscal_code":")" + code + "\"}}\n");
    ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  nlohmann::json Search(Words words, const std::string& in = {}) {
    words.insert(words.begin(), "people");
    words.emplace_back("--json");
    const auto ran = desk_.Run(words, in);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  std::string Surnames(Words words, const std::string& in = {}) {
    words.emplace_back("--names");
    const auto found = Search(std::move(words), in);
    std::string surnames;
    for (const auto& one : found.at("people")) surnames += one.at("surname").get<std::string>() + " ";
    return surnames;
  }

  Desk desk_;
};

TEST_F(People, AreFoundByWhatIsMisspelt) {
  Register("a1", "Inventata", "Fiordaliso");
  Register("a2", "Kovalenko", "Oleksandr");
  Register("a3", "Meravigli", "Bonifacio");
  EXPECT_EQ(Surnames({"inventatta", "fiordaliso"}), "Inventata ");
  EXPECT_EQ(Surnames({"FIORDALISO INVENTATA"}), "Inventata ") << "in one argument, and exchanged";
  EXPECT_EQ(Surnames({"Коваленко"}), "Kovalenko ");
  EXPECT_EQ(Surnames({"--surname", "Meravilgi"}), "Meravigli ");
  EXPECT_EQ(Surnames({"-"}, "bonifacio\n"), "Meravigli ");
  EXPECT_EQ(Surnames({"Sconosciuto"}), "");
}

TEST_F(People, AreFoundByTheirFiscalCodeWhateverItsOmocodiaAndByTheBirthInIt) {
  Register("a1", "Rossi", "Maria", "RSSMRA80A41Z999C");
  const auto found = Search({"RSSMRA80A41Z99VR"}).at("people");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].at("likely"), true);
  EXPECT_EQ(Surnames({"--fiscal-code", "RSSMRA80A41Z999C"}), "Rossi ");
  EXPECT_EQ(Surnames({"--born", "1980-01-01"}), "Rossi ");
}

TEST_F(People, AreFoundByWhatWasSaidOfThemLater) {
  Register("a1", "Inventata", "Fiordaliso");
  const std::string person = Search({"inventata"}).at("people").at(0).at("person");
  const std::string about = R"(,"actor":"anna.rossi","payload":{"person":")" + person + R"(","type":)";
  const std::string id = R"({"id":"000000000000000000000000000000)";
  const auto ran = desk_.Run({"submit", "-"},
                             id + R"(b1")" + about + R"("CorrectPerson","reason":"marriage","surname":"Meravigli","born":"1980-03-31"}})" +
                                 "\n" + id + R"(b2")" + about +
                                 R"("AddIdentifier","kind":"stp","value":"STP0209990000012"}})" + "\n");
  ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
  for (const char* words : {"meravigli fiordaliso", "inventata fiordaliso", "1980-03-31", "STP0209990000012"}) {
    EXPECT_EQ(Surnames({words}), "Meravigli ") << words;
  }
}

TEST_F(People, AreShownWithWhatAgreesAndWithoutTheirNames) {
  Register("a1", "Inventata", "Fiordaliso");
  const auto ran = desk_.Run({"people", "inventata", "fiordalisa"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("surname: equal, name: alike"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("Inventata"), std::string::npos) << ran.out;
  const auto named = desk_.Run({"--lang", "it", "people", "inventata", "fiordalisa", "--names"});
  EXPECT_NE(named.out.find("cognome: coincide, nome: simile"), std::string::npos) << named.out;
  EXPECT_NE(named.out.find("Inventata"), std::string::npos) << named.out;
}

TEST_F(People, AreNotRegisteredTwiceWhereTheOfficeSearchesFirst) {
  Register("a1", "Inventata", "Fiordaliso", "NVNFDL80A41Z999C");
  const auto line = [](const std::string& id, const std::string& more) {
    return R"({"id":"000000000000000000000000000000)" + id +
           R"(","actor":"anna.rossi","payload":{"type":"RegisterPerson","surname":"Inventatta","name":"Fiordaliso",)"
           R"("fiscal_code":"NVNFDL80A41Z999C")" + more + "}}\n";
  };
  const auto refused = desk_.Run({"submit", "-", "--find-duplicates"}, line("b1", ""));
  EXPECT_EQ(refused.code, 1) << refused.out << refused.err;
  const auto answer = nlohmann::json::parse(refused.out);
  EXPECT_EQ(answer.at("code"), "likely_duplicate");
  const std::string known = answer.at("facts").at("person");
  EXPECT_EQ(desk_.Run({"submit", "-", "--find-duplicates"}, line("b2", R"(,"distinct_from":[")" + known + "\"]")).code, 0);
  EXPECT_EQ(desk_.Run({"submit", "-"}, line("b3", "")).code, 0) << "who does not search is not told";
}

TEST_F(People, ComeInPages) {
  for (const char* id : {"a1", "a2", "a3"}) Register(id, "Inventata", "Fiordaliso");
  const auto some = Search({"inventata", "--limit", "2"});
  EXPECT_EQ(some.at("people").size(), 2U);
  EXPECT_EQ(some.at("more"), true);
  const auto all = Search({"inventata", "--limit", "0"});
  EXPECT_EQ(all.at("people").size(), 3U);
  EXPECT_EQ(all.at("more"), false);
}

TEST_F(People, WhoCameLaterAreFoundToo) {
  Register("a1", "Inventata", "Fiordaliso");
  EXPECT_EQ(Search({"inventata"}).at("people").size(), 1U);
  Register("a2", "Inventata", "Guendalina");
  EXPECT_EQ(Search({"inventata"}).at("people").size(), 2U);
  EXPECT_EQ(Search({"inventata", "--again"}).at("people").size(), 2U) << "from an index that was made anew";
}

TEST_F(People, AreFoundUnderAnotherWrappingAndMasterKey) {
  Register("a1", "Inventata", "Fiordaliso");
  ASSERT_EQ(desk_.Run({"vault", "--rotate"}).code, 0);
  ASSERT_EQ(desk_.Run({"vault", "--new-key"}).code, 0);
  EXPECT_EQ(Surnames({"inventata"}), "Inventata ");
}

TEST_F(People, AreNotSearchedByNothingAndNoMistakeRepeatsWhatWasTyped) {
  for (const Words& words : {Words{"people"}, Words{"people", "--born", "Inventata"},
                             Words{"people", "Inventata", "--name", "Fiordaliso"},
                             Words{"people", "Inventata a b c d e f g h"}}) {
    const auto ran = desk_.Run(words);
    EXPECT_EQ(ran.code, 2) << testing::PrintToString(words);
    EXPECT_EQ((ran.out + ran.err).find("Inventata"), std::string::npos) << ran.err;
    EXPECT_FALSE(ran.err.empty());
  }
}

}  // namespace
}  // namespace fascicolo::program_test
