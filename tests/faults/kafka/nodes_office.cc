#include "faults/kafka/nodes_office.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <sstream>
#include <utility>

#include "connectors/kafka/kafka_ledger.h"
#include "events/acceptance.h"
#include "faults/loop/embedded_office.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kOpen = 100;  ///< commands at each node
constexpr int kExchangeMs = 20;
constexpr std::chrono::seconds kNodesWait{60};
constexpr int kInterrupted = 130;  ///< the program's exit code after SIGTERM

std::string LineOf(std::uint64_t number) {
  return R"({"id":")" + ToHex(engine::EmbeddedOffice::CommandName(number)) +
         R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
         R"("reason":"home_help","surname":"Inventata"}})";
}

/// The other way round.
std::uint64_t NumberOf(const std::string& id) {
  std::uint64_t number = 0;
  std::from_chars(id.data() + id.size() / 2, id.data() + id.size(), number, 16);
  return number - 1;
}

std::string FreshOrigin() { return "nodes.example/" + ToHex(RandomLedger()); }

}  // namespace

NodesOffice::NodesOffice()
    : origin_(FreshOrigin()),
      topic_(events::LedgerIdOf(origin_)),
      heartbeat_topic_(topic_.ledger(), HeartbeatTopicOf(topic_.ledger())) {
  const auto made = Run({"init", "--name", "Comune di Prova"});
  EXPECT_EQ(made.code, 0) << made.err;
  auto heartbeats = KafkaHeartbeats::Open(OptionsUnderTest(), topic_.ledger());
  EXPECT_TRUE(heartbeats.ok());
  heartbeats_ = std::move(*heartbeats);
}

NodesOffice::~NodesOffice() {
  nodes_.clear();  // before the topics go
  heartbeats_.reset();
}

std::filesystem::path NodesOffice::FreshCache() { return desk_.root() / ("cache-" + std::to_string(caches_++)); }

std::vector<std::string> NodesOffice::WordsFor(std::vector<std::string> words,
                                               const std::filesystem::path& cache) const {
  for (const std::string& word :
       {std::string("--kafka"), BrokersUnderTest(), std::string("--authority"), origin_, std::string("--data"),
        cache.string(), std::string("--key"), (desk_.root() / "key").string()}) {
    words.push_back(word);
  }
  return words;
}

program_test::Ran NodesOffice::RunIn(const std::filesystem::path& cache, std::vector<std::string> words,
                                     const std::string& in) {
  return desk_.RunBare(WordsFor(std::move(words), cache), in);
}

std::size_t NodesOffice::StartIn(std::filesystem::path cache) {
  const std::size_t number = nodes_.size();
  const auto talk = desk_.root() / ("talk-" + std::to_string(number));
  auto process = std::make_unique<NodeProcess>(WordsFor({"submit", "--standby", "-"}, cache), talk);
  nodes_.push_back({std::move(process), std::move(cache), {}, false});
  return number;
}

void NodesOffice::Give(Node& node, std::uint64_t number) {
  if (node.open.insert(number).second) node.process->Feed(LineOf(number));
}

void NodesOffice::Fill(Node& node) {
  while (node.open.size() < kOpen && !again_.empty()) {
    Give(node, again_.front());
    again_.pop_front();
  }
  while (node.open.size() < kOpen && takes_new_) Give(node, asked_++);
}

void NodesOffice::Exchange() {
  std::vector<pollfd> waits;
  for (Node& node : nodes_) {
    if (node.process == nullptr || node.is_stopped) continue;
    node.process->AddTo(waits);
  }
  ::poll(waits.data(), waits.size(), kExchangeMs);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].process == nullptr) continue;
    for (const std::string& line : nodes_[i].process->Exchange()) Take(i, line);
    ASSERT_FALSE(nodes_[i].process->is_over()) << "node " << i << " ended: " << nodes_[i].process->talk();
  }
  Hear();
}

void NodesOffice::Take(std::size_t node, const std::string& line) {
  const auto answer = nlohmann::json::parse(line, nullptr, false);
  ASSERT_TRUE(answer.is_object()) << "node " << node << " said " << line;
  const std::uint64_t number = NumberOf(answer.at("id"));
  EXPECT_EQ(nodes_[node].open.erase(number), 1u) << "node " << node << " answers what it was not asked: " << line;
  if (answer.at("outcome") == "failed") {
    ++failed_;
    if (!answers_.contains(number)) again_.push_back(number);
    return;
  }
  ASSERT_EQ(answer.at("outcome"), "accepted") << line;
  const Position position{answer.at("position").get<std::uint64_t>()};
  const auto [first, is_first] = answers_.try_emplace(number, Answer{position, node, steady_clock::now()});
  if (!is_first) ++answered_again_;
  EXPECT_EQ(first->second.position, position) << "command " << number << " was told two positions, by node "
                                              << first->second.node << " and by node " << node;
  if (position < highest_) return;  // of an earlier term, as it may be
  highest_ = position;
  writer_ = node;
}

void NodesOffice::Hear() {
  const auto heard = heartbeats_->Hear();
  if (!heard) return;
  for (const auto& [beat, at] : *heard) {
    ++heard_[beat.name];
    terms_[beat.name] = beat.term;
  }
}

void NodesOffice::WorkUntil(const std::function<bool()>& done) {
  const auto until = steady_clock::now() + kNodesWait;
  while (!done() && !testing::Test::HasFatalFailure()) {
    ASSERT_LT(steady_clock::now(), until) << "the nodes stand still";
    for (Node& node : nodes_) {
      if (node.process != nullptr && !node.is_stopped) Fill(node);
    }
    Exchange();
  }
}

void NodesOffice::WorkFor(milliseconds time) {
  const auto until = steady_clock::now() + time;
  WorkUntil([&] { return steady_clock::now() >= until; });
}

milliseconds NodesOffice::WorkUntilServedWithout(std::size_t gone, Time since) {
  WorkUntil([&] { return writer_ != gone; });
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - since);
}

void NodesOffice::WorkUntilAnswered() {
  const std::size_t before = answers_.size();
  WorkUntil([&] { return answers_.size() > before; });
}

std::string NodesOffice::NameOf(std::size_t node) const {
  const std::string of_node = " process " + std::to_string(PidOf(node));
  for (const auto& [name, beats] : heard_) {
    if (name.ends_with(of_node)) return name;
  }
  return {};
}

void NodesOffice::WorkUntilHeard(std::size_t node) {
  const auto beats = [&] {
    const auto found = heard_.find(NameOf(node));
    return found == heard_.end() ? 0 : found->second;
  };
  const std::uint64_t before = beats();
  WorkUntil([&] { return beats() > before; });
}

void NodesOffice::WorkUntilFollows(std::size_t node) {
  terms_.erase(NameOf(node));
  WorkUntil([&] {
    const auto said = terms_.find(NameOf(node));
    return said != terms_.end() && said->second == Term{};
  });
}

void NodesOffice::EndBy(int signal, int expected_code, std::size_t node) {
  Node& dead = nodes_.at(node);
  dead.process->Signal(signal);
  std::vector<std::string> last_lines;
  EXPECT_EQ(dead.process->Wait(last_lines), expected_code) << dead.process->talk();
  dead.process.reset();
  for (const std::string& line : last_lines) Take(node, line);
  again_.insert(again_.end(), dead.open.begin(), dead.open.end());
  dead.open.clear();
}

void NodesOffice::Kill(std::size_t node) { EndBy(SIGKILL, -SIGKILL, node); }

milliseconds NodesOffice::End(std::size_t node) {
  const auto since = steady_clock::now();
  EndBy(SIGTERM, kInterrupted, node);
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - since);
}

void NodesOffice::Stop(std::size_t node, int unread) {
  Node& stopped = nodes_.at(node);
  stopped.process->Signal(SIGSTOP);
  stopped.is_stopped = true;
  for (int i = 0; i < unread; ++i) Give(stopped, asked_++);
  bool is_given_again = false;
  for (const std::uint64_t number : stopped.open) {
    if (is_given_again) again_.push_back(number);
    is_given_again = !is_given_again;
  }
}

void NodesOffice::Continue(std::size_t node) {
  nodes_.at(node).process->Signal(SIGCONT);
  nodes_.at(node).is_stopped = false;
}

void NodesOffice::Drain() {
  takes_new_ = false;
  again_.clear();
  for (std::uint64_t number = 0; number < asked_; ++number) {
    if (!answers_.contains(number)) again_.push_back(number);
  }
  // A standby keeps what it was given; so whoever writes is given everything.
  WorkUntil([&] {
    Node& writing = nodes_[writer_];
    for (; !again_.empty(); again_.pop_front()) Give(writing, again_.front());
    return answers_.size() == asked_ && writing.open.empty();
  });
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].process != nullptr) (void)End(i);
  }
}

LogSeen NodesOffice::CheckAgainstLog() {
  auto opened = KafkaLedger::Open(OptionsUnderTest(), topic_.ledger());
  EXPECT_TRUE(opened.ok());
  if (!opened) return {};
  LogSeen log = ReadLog(**opened, origin_);
  std::map<CommandId, Position> answered;
  for (const auto& [number, answer] : answers_) {
    answered.emplace(engine::EmbeddedOffice::CommandName(number), answer.position);
  }
  EXPECT_EQ(log.twice, 0u) << "commands were accepted twice";
  EXPECT_EQ(log.out_of_term, 0u) << "commits stand behind the claim that ended their term";
  EXPECT_EQ(LostOf(answered, log), 0u) << "of " << answered.size() << " answered commands";
  EXPECT_EQ(answered.size(), asked_);
  return log;
}

std::string NodesOffice::Figures(const LogSeen& log) const {
  std::ostringstream text;
  text << answers_.size() << " answered, " << answered_again_ << " of them by two nodes, " << failed_
       << " failed and given again, " << log.terms << " terms, " << log.superseded.size() << " superseded, "
       << log.superseded_old_term << " of them of an earlier term";
  return text.str();
}

void NodesOffice::CheckCachesAgree(std::size_t one, std::size_t other) {
  const auto first = RunIn(nodes_.at(one).cache, {"verify", "--json"}, {});
  const auto second = RunIn(nodes_.at(other).cache, {"verify", "--json"}, {});
  EXPECT_EQ(first.code, 0) << first.out << first.err;
  EXPECT_EQ(second.code, 0) << second.out << second.err;
  EXPECT_FALSE(first.json().is_discarded());
  EXPECT_EQ(first.json(), second.json());
  for (const std::size_t node : {one, other}) {
    const auto rebuilt = RunIn(nodes_.at(node).cache, {"rebuild", "--diff", "--json"}, {});
    EXPECT_EQ(rebuilt.code, 0) << rebuilt.out << rebuilt.err;
    for (const auto& view : rebuilt.json().at("views")) EXPECT_EQ(view.at("same"), true) << view;
  }
}

}  // namespace fascicolo::kafka
