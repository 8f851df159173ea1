// A desk at which a small town is told command by command, and then asked what auditors ask.
#pragma once

#include "connectors/program/program.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace fascicolo::program_test {

class AuditDesk : public testing::Test {
 protected:
  void SetUp() override { desk_.Init(); }

  /// Puts a command down; gives the reference of what it creates. `payload`: members of the payload behind its type.
  std::string Tell(const std::string& type, const std::string& members, const std::string& on = {},
                   const std::string& actor = "anna.rossi") {
    std::string id = std::to_string(++commands_);
    id.insert(0, 32 - id.size(), '0');
    lines_ += R"({"id":")" + id + R"(","actor":")" + actor + '"';
    if (!on.empty()) lines_ += R"(,"effective_on":")" + on + '"';
    lines_ += R"(,"payload":{"type":")" + type + '"' + (members.empty() ? "" : "," + members) + "}}\n";
    return "@" + id;
  }
  /// Hands in what was put down: all of it must be accepted.
  void Submit() {
    const auto told = desk_.Run({"submit", "-", "--trust-clock"}, lines_);
    ASSERT_EQ(told.code, 0) << told.out << told.err;
    lines_.clear();
  }
  /// Hands in, with what was put down before, a decision that an act carries, and signs it.
  void TellByAct(const std::string& type, const std::string& members) {
    const auto act = Tell("DraftAct", R"("kind":"determination","about":"decision","carries":[{"payload":{"type":")" + type +
                                          R"(",)" + members + "}}]");
    Tell("SignAct", Named("act", act) + "," + Named("number", std::to_string(commands_) + "/2026") + R"(,"signer":"bianchi")");
    Submit();
  }
  /// Everything until then happened before this instant.
  void Later(const std::string& instant) {
    Submit();
    desk_.SetClock(instant);
  }

  /// A case in charge; its person is the reference with "/1" behind it.
  std::string CaseInCharge() {
    const auto case_file =
        Tell("RegisterContact", R"("desk":"adults_elderly","area":"elderly","reason":"help","naming":"anonymous")");
    Tell("TakeInCharge", Named("case_file", case_file) + R"(,"worker":"anna.rossi")");
    return case_file;
  }
  static std::string Named(const std::string& field, const std::string& value) { return '"' + field + R"(":")" + value + '"'; }

  std::string Apply(const std::string& case_file, const std::string& service, const std::string& quantity,
                    const std::string& on = {}) {
    return Tell("FileApplication", Named("case_file", case_file) + "," + Named("service", service) + R"(,"quantity":)" + quantity, on);
  }
  std::string OpenUnit(const std::string& service, const std::string& capacity) {
    return Tell("OpenUnit", Named("service", service) + R"(,"name":"Struttura prova","from":"2026-01-01","capacity":)" + capacity);
  }
  std::string Start(const std::string& activation, const std::string& unit, const std::string& from,
                    const std::string& until = {}) {
    return Tell("StartService", Named("activation", activation) + "," + Named("unit", unit) + "," + Named("from", from) +
                                    (until.empty() ? "" : "," + Named("until", until)));
  }
  std::string Household(const std::string& composition, const std::vector<std::string>& persons,
                        const std::string& more = {}) {
    std::string members;
    for (const auto& person : persons) {
      members += members.empty() ? "" : ",";
      members += "{" + Named("person", person) + "," +
                 Named("relationship", members.empty() ? "reference_person" : "other_relative") + "}";
    }
    return Tell("FormHousehold", Named("composition", composition) + R"(,"from":"2026-01-01","members":[)" + members + "]" + more);
  }
  /// An ordinary ISEE of 8,000 euro, of 15 January.
  std::string Isee(const std::string& household, const std::string& number, const std::string& more = {}) {
    return Tell("RecordIsee", Named("household", household) + R"(,"attestation":)" + Attestation(number, "8000.00", more));
  }
  static std::string Attestation(const std::string& number, const std::string& isee, const std::string& more = {}) {
    return R"({"isee_type":"ordinary","protocol":"INPS-ISEE-2026-)" + number + R"(","issued_on":"2026-01-15","isr":")" + isee +
           R"(","isp":"0.00","ise":")" + isee + R"(","scale":"1","isee":")" + isee + '"' + more + "}";
  }
  std::string Assess(const std::string& case_file) {
    std::string answers;
    for (const auto* item : {"feeding", "bathing", "grooming", "dressing", "toilet", "stairs"}) {
      answers += std::string(R"({"item":")") + item + R"(","answer":"dependent"},)";
    }
    answers += R"({"item":"bowels","answer":"incontinent"},{"item":"bladder","answer":"incontinent"},)";
    answers += R"({"item":"transfers","answer":"unable"},{"item":"mobility","answer":"immobile"})";
    return Tell("RecordAssessment", Named("case_file", case_file) + R"(,"instrument":"barthel","answers":[)" + answers + "]");
  }

  /// Adopts the built-in sheet of a service with one line of its file exchanged.
  void AdoptWith(const std::string& service, const std::string& line, const std::string& instead) {
    std::ifstream file(std::string(FASCICOLO_SOURCE_DIR "/schemas/catalogue/services/") + service + ".json");
    std::string sheet((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto at = sheet.find(line);
    ASSERT_NE(at, std::string::npos) << line;
    sheet.replace(at, line.size(), instead);
    const auto path = desk_.root() / (service + ".json");
    std::ofstream(path) << sheet;
    const auto adopted = desk_.Run({"adopt", path.string()});
    ASSERT_EQ(adopted.code, 0) << adopted.out << adopted.err;
  }

  /// What an audit finds, in its own words, with the entity it is about: "same_day".
  std::vector<std::string> CodesOf(const nlohmann::json& answer, const std::string& entity = {}) const {
    std::vector<std::string> codes;
    for (const auto& anomaly : answer.at("anomalies")) {
      if (entity.empty() || anomaly.at("entity") == IdOf(entity)) codes.push_back(anomaly.at("anomaly"));
    }
    return codes;
  }
  /// The id of a reference, as the history of what it names says it.
  std::string IdOf(const std::string& reference) const {
    return desk_.Run({"history", reference, "--json", "--limit", "1"}).json().at("entity");
  }

  /// What people read in both languages is words, and no key of a label stands among them.
  void ExpectWords(std::vector<std::string> words) const {
    for (const char* language : {"en", "it"}) {
      auto typed = words;
      typed.insert(typed.end(), {"--lang", language, "--trust-clock"});
      const auto ran = desk_.Run(typed);
      EXPECT_FALSE(ran.out.empty()) << ran.err;
      for (const char* key : {"anomaly.", "fact.", "total.", "audit_note.", "column.", "text.", "state.", "outcome.", "exception."}) {
        EXPECT_EQ((ran.out + ran.err).find(key), std::string::npos) << key << " in " << ran.out << ran.err;
      }
    }
  }

  Desk desk_;

 private:
  std::string lines_;
  int commands_ = 0;
};

}  // namespace fascicolo::program_test
