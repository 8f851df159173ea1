#include "faults/http/served_nodes.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>

#include "connectors/http/certificate.h"
#include "connectors/kafka/cluster.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/kafka/kafka_ledger.h"
#include "connectors/program/authority/clocks.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kNodePatience{90};
constexpr int kInterruptedCode = 0;  ///< serve that was asked to end has done its work
constexpr const char* kIssuer = "urn:fascicolo:test";
constexpr const char* kFirstContact =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

/// One that nobody listens on just now.
std::uint16_t FreePort() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  FASCICOLO_CHECK(::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  FASCICOLO_CHECK(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  ::close(socket);
  return ntohs(address.sin_port);
}

/// Until `holds`, or the test fails.
template <class Holds>
void Await(const std::string& what, Holds holds) {
  const auto until = steady_clock::now() + kNodePatience;
  while (!holds()) {
    ASSERT_LT(steady_clock::now(), until) << what;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

ServedNodes::ServedNodes(Doors doors)
    : origin_("served.example/" + ToHex(RandomLedger())),
      topic_(events::LedgerIdOf(origin_)),
      heartbeat_topic_(topic_.ledger(), HeartbeatTopicOf(topic_.ledger())),
      issuer_({kIssuer, "fascicolo"}) {
  std::ofstream(desk_.root() / "jwks.json") << issuer_.KeySetJson();
  if (doors == Doors::kTls) tls_ = http::MakeCertificate(desk_.root() / "tls");
  const Node first{0, desk_.root() / "cache-of-init", BrokersUnderTest(), true, nullptr};
  const auto made = desk_.RunBare(WordsFor({"init", "--name", "Comune di Prova"}, first));
  EXPECT_EQ(made.code, 0) << made.err;
}

ServedNodes::~ServedNodes() { nodes_.clear(); }  // before the topics go

std::vector<std::string> ServedNodes::WordsFor(std::vector<std::string> words, const Node& node) const {
  words.insert(words.end(), {"--kafka", node.brokers, "--authority", origin_, "--data", node.cache.string(), "--key",
                             (desk_.root() / "key").string()});
  return words;
}

std::size_t ServedNodes::Start(const std::string& brokers) {
  const std::size_t number = nodes_.size();
  nodes_.push_back({FreePort(), desk_.root() / ("cache-" + std::to_string(number)), brokers, true, nullptr});
  Launch(number);
  return number;
}

std::size_t ServedNodes::StartTrustingNobody() {
  const std::size_t number = nodes_.size();
  nodes_.push_back({FreePort(), desk_.root() / ("cache-" + std::to_string(number)), BrokersUnderTest(), false, nullptr});
  Launch(number);
  return number;
}

http::ClientOptions ServedNodes::ClientOptions() const {
  http::ClientOptions options;
  if (tls_) options.ca_file = tls_->certificates;
  return options;
}

void ServedNodes::Launch(std::size_t number) {
  Node& node = nodes_[number];
  std::vector<std::string> words{"serve", "--listen", "127.0.0.1:" + std::to_string(node.port), "--issuer", kIssuer,
                                 "--issuer-keys", (desk_.root() / "jwks.json").string()};
  if (tls_) {
    words.insert(words.end(), {"--tls-certificates", tls_->certificates.string(), "--tls-key", tls_->key.string(), "--door", UrlOf(node)});
    if (node.trusts_doors) words.insert(words.end(), {"--ca", tls_->certificates.string()});
  }
  node.process = std::make_unique<NodeProcess>(WordsFor(words, node), desk_.root() / ("talk-" + std::to_string(number)));
}

void ServedNodes::StartAgain(std::size_t node) {
  Launch(node);
  AwaitWell(node);
}

void ServedNodes::Kill(std::size_t node) {
  nodes_.at(node).process->Signal(SIGKILL);
  std::vector<std::string> lines;
  EXPECT_EQ(nodes_[node].process->Wait(lines), -SIGKILL);
  nodes_[node].process.reset();
}

void ServedNodes::End(std::size_t node) {
  nodes_.at(node).process->Signal(SIGTERM);
  std::vector<std::string> lines;
  EXPECT_EQ(nodes_[node].process->Wait(lines), kInterruptedCode) << nodes_[node].process->talk();
  nodes_[node].process.reset();
}

std::vector<std::string> ServedNodes::doors() const {
  std::vector<std::string> urls;
  for (const Node& node : nodes_) urls.push_back(UrlOf(node));
  return urls;
}

NodeStatus ServedNodes::StatusOf(std::size_t node) const {
  http::ClientOptions options = ClientOptions();
  options.answer_time = std::chrono::milliseconds(2'000);
  const auto answer = http::Client(options).Send(UrlOf(nodes_.at(node)), {"GET", "/status", {}, {}, {}});
  if (!answer || answer->status != 200) return {};
  const auto said = nlohmann::json::parse(answer->body, nullptr, false);
  return {true, said.at("writer").get<bool>(), said.at("term").get<std::uint64_t>(),
          said.at("holder").get<std::string>()};
}

void ServedNodes::AwaitWell(std::size_t node) const {
  Await("node " + std::to_string(node) + " is not well", [&] { return StatusOf(node).is_well; });
}

std::size_t ServedNodes::AwaitWriter() const {
  std::size_t writer = 0;
  std::uint64_t term = 0;
  Await("no node writes", [&] {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].process == nullptr) continue;
      const NodeStatus status = StatusOf(i);
      if (!status.writes || status.term < term) continue;
      term = status.term;
      writer = i;
    }
    return term > 0;
  });
  return writer;
}

std::string ServedNodes::Token() const { return issuer_.Issue("anna.rossi", {"worker"}, program::SystemClock().Now()); }

http::Response ServedNodes::HandIn(std::size_t node, std::uint64_t number,
                                   const std::vector<http::Header>& more) const {
  http::Request request{
      "POST",
      "/v1/commands",
      {{"Authorization", "Bearer " + Token()}, {"Idempotency-Key", ToHex(http::HttpClients::IdOf(number))}},
      kFirstContact,
      {}};
  request.headers.insert(request.headers.end(), more.begin(), more.end());
  auto answer = http::Client(ClientOptions()).Send(UrlOf(nodes_.at(node)), request);
  EXPECT_TRUE(answer.ok()) << (answer ? "" : answer.error().why);
  return answer ? std::move(answer).value() : http::Response{};
}

LogSeen ServedNodes::CheckAgainstLog(const std::map<CommandId, Position>& accepted) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].process != nullptr) End(i);
  }
  KafkaOptions options = OptionsUnderTest();
  const auto others = std::count(options.brokers.begin(), options.brokers.end(), ',');
  options.topic = WishFor(static_cast<std::size_t>(others) + 1);  // as the program made it
  auto ledger = KafkaLedger::Open(options, topic_.ledger());
  EXPECT_TRUE(ledger.ok()) << (ledger ? "" : ledger.error().message);
  if (!ledger) return {};
  LogSeen log = ReadLog(**ledger, origin_);
  EXPECT_EQ(log.twice, 0u) << "commands were accepted twice";
  EXPECT_EQ(log.out_of_term, 0u) << "commits stand behind the claim that ended their term";
  EXPECT_EQ(LostOf(accepted, log), 0u) << "of " << accepted.size() << " answered commands";
  return log;
}

}  // namespace fascicolo::kafka
