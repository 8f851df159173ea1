// A desk with two persons of whom stories are kept, for tests of their rights.
#pragma once

#include "connectors/program/program.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {

class RightsDesk : public ::testing::Test {
 protected:
  using Words = std::vector<std::string>;

  void SetUp() override {
    desk_.Init();
    Submit(Contact("a1", "Inventata") + Concluded("b1", "a1") + Contact("a2", "Meravigli") + Concluded("b2", "a2"));
  }

  static std::string Id(const std::string& id) { return "000000000000000000000000000000" + id; }
  static std::string Line(const std::string& id, const std::string& payload) {
    return R"({"id":")" + Id(id) + R"(","actor":"anna.rossi","payload":{)" + payload + "}}\n";
  }
  static std::string Contact(const std::string& id, const std::string& surname) {
    return Line(id, R"("type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help",)"
                    R"("name":"Fiordaliso","narrative":"Storia di )" + surname + R"(","surname":")" + surname + "\"");
  }
  static std::string Concluded(const std::string& id, const std::string& contact) {
    return Line(id, R"("type":"ConcludeContact","outcome":"information","case_file":"@)" + Id(contact) + "\"");
  }
  /// "type" with what else it says, about the person of a contact.
  static std::string About(const std::string& id, const std::string& contact, const std::string& payload) {
    return Line(id, R"("person":"@)" + Id(contact) + R"(/1",)" + payload);
  }
  void Submit(const std::string& lines) const {
    const auto ran = desk_.Run({"submit", "-"}, lines);
    ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
  }

  static std::string Person(const std::string& contact) { return "@" + Id(contact) + "/1"; }
  Ran Forget(const std::string& contact, Words words) const {
    Words all{"forget", Person(contact), "--json"};
    all.insert(all.end(), words.begin(), words.end());
    return desk_.Run(all);
  }
  Ran Propose(const std::string& contact, const std::string& actor = "anna.rossi") const {
    return Forget(contact, {"--propose", "--ground", "no_longer_needed", "--act", "scarto 12/2026", "--actor", actor});
  }
  Ran Approve(const std::string& contact, const std::string& actor) const {
    return Forget(contact, {"--approve", "1", "--actor", actor});
  }
  void Erase(const std::string& contact) const {
    EXPECT_EQ(Propose(contact).code, 0);
    EXPECT_EQ(Approve(contact, "dpo").code, 0);
    const auto last = Approve(contact, "archivist");
    EXPECT_EQ(last.code, 0) << last.out << last.err;
  }
  nlohmann::json Json(Words words) const {
    words.emplace_back("--json");
    const auto ran = desk_.Run(words);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    return ran.json();
  }
  std::string History(const std::string& contact, Words more = {"--json"}) const {
    Words words{"history", Person(contact)};
    words.insert(words.end(), more.begin(), more.end());
    const auto ran = desk_.Run(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out;
  }
  std::size_t Found(const std::string& words) const { return Json({"people", words}).at("people").size(); }

  Desk desk_;
};

}  // namespace fascicolo::program_test
