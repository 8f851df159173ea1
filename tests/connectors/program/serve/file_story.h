// Two cases of two areas that two workers hold, with a text of each level, for tests of who reads what.
#pragma once

#include "connectors/program/command_json.h"
#include "connectors/program/serve/served_desk.h"

#include <string>
#include <vector>

namespace fascicolo::program_test {

/// Areas of a token.
inline const std::vector<std::string> kNowhere{};
inline const std::vector<std::string> kElderly{"elderly"};

inline std::string StoryId(const std::string& id) { return "000000000000000000000000000000" + id; }
inline std::string CaseOf(const std::string& contact) {
  return ToHex(*program::EntityOfReference("@" + StoryId(contact)));
}
inline std::string PersonOf(const std::string& contact) {
  return ToHex(*program::EntityOfReference("@" + StoryId(contact) + "/1"));
}

inline std::string StoryLine(const std::string& id, const std::string& payload) {
  return R"({"id":")" + StoryId(id) + R"(","actor":"anna.rossi","payload":{)" + payload + "}}\n";
}
inline std::string OnCase(const std::string& contact, const std::string& type, const std::string& more) {
  return R"("type":")" + type + R"(","case_file":"@)" + StoryId(contact) + "\"" + (more.empty() ? "" : "," + more);
}
/// A command as POST has it.
inline std::string Posted(const std::string& payload) { return R"({"payload":{)" + payload + "}}"; }

/// A contact of an area, taken in charge by a worker, with a note of each level: "diario di SURNAME".
inline std::string CaseStory(char letter, const std::string& surname, const std::string& area,
                             const std::string& worker) {
  const auto id = [letter](char number) { return std::string{letter, number}; };
  std::string lines = StoryLine(id('1'), R"("type":"RegisterContact","desk":"adults_elderly","area":")" + area +
                                             R"(","reason":"home_help","surname":")" + surname +
                                             R"(","name":"Fiordaliso","born":"1950-02-03")");
  lines += StoryLine(id('2'), OnCase(id('1'), "TakeInCharge", R"("worker":")" + worker + "\""));
  char number = '3';
  for (const char* level : {"diary", "assessment", "administrative", "juvenile_court"}) {
    lines += StoryLine(id(number++), OnCase(id('1'), "AddDiaryEntry",
                                            std::string(R"("kind":"note","secrecy":")") + level + R"(","text":")" +
                                                level + " di " + surname + "\""));
  }
  return lines;
}
/// Of anna.rossi's case "a1" among the elderly, and bruno's "b1" among the disabled.
inline std::string TwoCases() {
  return CaseStory('a', "Meravigli", "elderly", "anna.rossi") + CaseStory('b', "Inventata", "disabled", "bruno");
}

inline std::string CasePath(const std::string& contact) { return "/v1/cases/" + CaseOf(contact); }
inline std::string HistoryPath(const std::string& contact) { return CasePath(contact) + "/history"; }

}  // namespace fascicolo::program_test
