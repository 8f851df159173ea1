// The commands that the README promises, taken from the README and run as they stand there.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "connectors/program/program.h"
#include "connectors/program/readme_commands.h"

namespace fascicolo::program_test {
namespace {

TEST(Readme, ItsCommandsDoWhatItSays) {
  const Desk desk;
  const std::string dir = desk.data().string();
  std::map<std::string, std::string> meant{{"DIR", dir},
                                           {"BACKUP", (desk.root() / "backup").string()},
                                           {"CONSUMER", FASCICOLO_SOURCE_DIR "/connectors/feed/samples/observatory.json"},
                                           {"FEED", (desk.root() / "feed").string()},
                                           {"schemas/catalogue/access/access-sample.json",
                                            FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json"},
                                           {"receipt.html", (desk.root() / "receipt.html").string()}};
  const auto commands = CommandsOfTheReadme(Where::kDirectory);
  ASSERT_GE(commands.size(), 5u);
  for (const auto& command : commands) {
    const auto words = Meant(command, meant);
    const auto ran = desk.RunBare(words);
    EXPECT_EQ(ran.code, 0) << testing::PrintToString(words) << ran.err;
    EXPECT_FALSE((ran.out + ran.err).empty()) << testing::PrintToString(words);
    if (words.front() != "simulate") continue;
    const auto lists = desk.RunBare({"waiting-list", "--json", "--data", dir}).json();
    meant["LIST"] = lists.at("lists").at(0).at("list");
    const auto entry = desk.RunBare({"waiting-list", meant["LIST"], "--json", "--data", dir}).json().at("entries").at(0);
    meant["ENTITY"] = entry.at("entity");
    meant["CASE"] = entry.at("case");
    meant["PERSON"] = desk.RunBare({"caseload", "--json", "--data", dir}).json().at("cases").at(0).at("person");
  }
}

}  // namespace
}  // namespace fascicolo::program_test
