// The commands that the README promises, taken from the README and run as they stand there.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "connectors/program/program.h"

namespace fascicolo::program_test {
namespace {

/// The words of every indented line of README.md that begins with `fascicolo`, without the comment behind it.
std::vector<std::vector<std::string>> CommandsOfTheReadme() {
  std::vector<std::vector<std::string>> commands;
  std::ifstream readme(FASCICOLO_SOURCE_DIR "/README.md");
  for (std::string line; std::getline(readme, line);) {
    if (!line.starts_with("    fascicolo ")) continue;
    std::istringstream text(line.substr(0, line.find('#')));
    std::string word;
    text >> word;
    auto& words = commands.emplace_back();
    while (text >> word) words.push_back(word);
  }
  return commands;
}

TEST(Readme, ItsCommandsDoWhatItSays) {
  const Desk desk;
  const std::string dir = desk.data().string();
  std::map<std::string, std::string> meant{{"DIR", dir}};
  const auto commands = CommandsOfTheReadme();
  ASSERT_GE(commands.size(), 5u);
  for (auto words : commands) {
    std::string line;
    for (std::string& word : words) {
      if (meant.contains(word)) word = meant.at(word);
      line += " " + word;
    }
    const auto ran = desk.RunBare(words);
    EXPECT_EQ(ran.code, 0) << line << ": " << ran.err;
    EXPECT_FALSE((ran.out + ran.err).empty()) << line;
    if (words.front() != "simulate") continue;
    const auto lists = desk.RunBare({"waiting-list", "--json", "--data", dir}).json();
    meant["LIST"] = lists.at("lists").at(0).at("list");
    const auto entry = desk.RunBare({"waiting-list", meant["LIST"], "--json", "--data", dir}).json().at("entries").at(0);
    meant["ENTITY"] = entry.at("entity");
    meant["CASE"] = entry.at("case");
  }
}

}  // namespace
}  // namespace fascicolo::program_test
