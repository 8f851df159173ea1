// Commands through a link that loses requests and answers, doubles and delays them: each has one effect, and everybody
// who asks is told the same.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "connectors/program/authority/directory.h"
#include "connectors/program/serve/served_desk.h"
#include "faults/http/dropping_proxy.h"
#include "faults/http/http_clients.h"
#include "faults/kafka/log_seen.h"

namespace fascicolo::http {
namespace {

std::uint64_t Commands() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 10'000 : 300; }

TEST(RetriedCommands, HaveOneEffectEachHoweverOftenTheyCome) {
  const std::uint64_t seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  program_test::ServedDesk served;
  LoadFigures load;
  ProxyFigures met;
  std::map<CommandId, Position> accepted;
  {
    DroppingProxy proxy(served.port(), seed);
    LoadOptions options;
    options.doors = {"http://127.0.0.1:" + std::to_string(proxy.port())};
    options.token = served.BareTokenOf("anna.rossi", {"worker"});
    options.commands = Commands();
    HttpClients clients(options);
    clients.Wait();
    accepted = clients.accepted();
    load = clients.figures();
    met = proxy.figures();
  }
  EXPECT_EQ(accepted.size(), Commands());
  EXPECT_EQ(load.not_now, 0U);
  ASSERT_EQ(served.Stop().code, 0);

  const auto cases = served.desk().Run({"caseload", "--limit", "0", "--json"}).json().at("cases");
  EXPECT_EQ(cases.size(), Commands()) << "each command makes one";
  auto authority = program::OpenDirectory(served.desk().data());
  ASSERT_TRUE(authority.ok()) << authority.error().message;
  const kafka::LogSeen log = kafka::ReadLog(authority->ledger(), authority->identity().origin);
  EXPECT_EQ(log.twice, 0U);
  EXPECT_EQ(kafka::LostOf(accepted, log), 0U);
  std::cout << accepted.size() << " commands, " << load.doubled << " of them from two clients at once; the link passed "
            << met.passed << ", dropped " << met.requests_dropped << " requests and " << met.answers_dropped
            << " answers, doubled " << met.doubled << ", delayed " << met.delayed << ", brought " << met.late
            << " late; slowest " << load.longest.count() << " ms\n";
}

}  // namespace
}  // namespace fascicolo::http
