// The README's commands about a server, run as they stand there but for the port.
#include "connectors/program/readme_commands.h"
#include "connectors/program/serve/served_desk.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>

namespace fascicolo::program_test {
namespace {

TEST(ReadmeAtTheDoors, ItsCommandsDoWhatItSays) {
  const Desk desk;
  const std::string dir = desk.data().string();
  ASSERT_EQ(desk.RunBare({"simulate", "--inhabitants", "600", "--years", "1", "--seed", "7", "--data", dir}).code, 0);
  const std::string policy = FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json";
  ASSERT_EQ(desk.RunBare({"adopt", policy, "--data", dir, "--trust-clock"}).code, 0);
  std::map<std::string, std::string> meant{{"DIR", dir},
                                           {"127.0.0.1:8080", "127.0.0.1:0"},
                                           {"TOKEN", (desk.root() / "token").string()}};
  const auto commands = CommandsOfTheReadme(Where::kServer);
  ASSERT_GE(commands.size(), 3U);
  ASSERT_EQ(commands.front().front(), "serve");
  Running serving = desk.Start(Meant(commands.front(), meant));
  const std::uint16_t port = AwaitPort(desk, serving);
  ASSERT_NE(port, 0);
  meant["http://127.0.0.1:8080"] = "http://127.0.0.1:" + std::to_string(port);
  http::RawClient client(port);
  ASSERT_TRUE(client.Send(http::Get("/dev/token?subject=anna.rossi&role=coordinator&area=elderly")));
  std::ofstream(meant["TOKEN"]) << http::BodyOf(client.Answer(false, std::chrono::seconds(60)));
  const Desk away;
  for (std::size_t i = 1; i < commands.size(); ++i) {
    const Ran ran = away.RunBare(Meant(commands[i], meant));
    EXPECT_EQ(ran.code, 0) << testing::PrintToString(commands[i]) << ran.err;
    EXPECT_FALSE(ran.out.empty()) << testing::PrintToString(commands[i]);
  }
  serving.Signal(SIGTERM);
  EXPECT_EQ(serving.Wait().code, 0);
}

}  // namespace
}  // namespace fascicolo::program_test
