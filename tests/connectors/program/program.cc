#include "connectors/program/program.h"

#include "connectors/program/commands.h"
#include "connectors/program/schema_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <map>
#include <spawn.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>

namespace fascicolo::program_test {
namespace {

std::string ReadAll(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Of every command that says what it answers, by its name: the schemas of its answers.
std::map<std::string, nlohmann::json> DescribedCommandsByName() {
  program::Session session;
  cli::Arguments arguments("fascicolo", cli::Language::kEnglish, {});
  program::AddAll(arguments, session);
  std::map<std::string, nlohmann::json> described;
  for (const cli::AnswerShape& one : arguments.answers()) {
    const auto schema = nlohmann::json::parse(events::json::PrintJson(cli::SchemaOfShape(one.shape)));
    described[one.command]["anyOf"].push_back(schema);
  }
  return described;
}

/// What a command answered in JSON is of a shape that it says.
void ExpectAsDescribed(const std::string& command, const Ran& ran) {
  static const auto described = DescribedCommandsByName();
  const auto found = described.find(command);
  const auto document = ran.json();
  if (found == described.end() || ran.code < 0 || ran.code > 1 || !document.is_object()) return;
  if (document.contains("outcome")) return;  // it was a command to the ledger
  EXPECT_EQ(SchemaCheck(found->second).Complaint(document, found->second), "") << "fascicolo " << command << " --json";
}

}  // namespace

nlohmann::json Ran::json() const { return nlohmann::json::parse(out, nullptr, false); }

std::vector<nlohmann::json> Ran::lines() const {
  std::vector<nlohmann::json> lines;
  std::istringstream in(out);
  for (std::string line; std::getline(in, line);)
    lines.push_back(nlohmann::json::parse(line, nullptr, false));
  return lines;
}

Desk::Desk() {
  std::string name = (std::filesystem::temp_directory_path() / "fascicolo.XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  root_ = name;
  place_ = MakePlace(root_);
}
Desk::~Desk() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

std::string BytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// To -1 it would go to every process that there is.
void Running::Signal(int signal) const {
  if (child_ > 0) ::kill(child_, signal);
}

std::string Running::LimitsText() const {
  return BytesOf("/proc/" + std::to_string(child_) + "/limits");
}

bool Running::has_ended() const {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid == child_;
}

Ran Running::Wait() const {
  Ran ran;
  int status = 0;
  struct rusage used{};
  if (child_ <= 0 || ::wait4(child_, &status, 0, &used) != child_) return ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  ran.out = ReadAll(root_ / "stdout");
  ran.err = ReadAll(root_ / "stderr");
  ran.peak_kilobytes = used.ru_maxrss;
  return ran;
}

Ran Desk::RunBare(const std::vector<std::string>& words, const std::string& in) const {
  return Start(words, in).Wait();
}

Running Desk::Start(const std::vector<std::string>& words, const std::string& in,
                    bool holding_signals) const {
  const auto in_file = root_ / "stdin";
  const auto out_file = root_ / "stdout";
  const auto err_file = root_ / "stderr";
  std::ofstream(in_file, std::ios::binary) << in;
  std::vector<std::string> all{FASCICOLO_PROGRAM};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (auto& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::vector<std::string> variables = variables_;
  std::vector<char*> environment;
  for (auto& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, in_file.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                   0644);
  posix_spawn_file_actions_addopen(&actions, 2, err_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                   0644);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t held;
  sigemptyset(&held);
  if (holding_signals) sigaddset(&held, SIGINT);
  posix_spawnattr_setsigmask(&attributes, &held);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = -1;
  if (posix_spawn(&child, FASCICOLO_PROGRAM, &actions, &attributes, arguments.data(),
                  environment.data()) != 0) {
    ADD_FAILURE() << "cannot run " << FASCICOLO_PROGRAM;
    child = -1;
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return Running(child, root_);
}

Ran Desk::Run(std::vector<std::string> words, const std::string& in) const {
  for (std::string& word : place_->Words()) words.push_back(std::move(word));
  for (const char* word : {"--test-clock", clock_.c_str(), "--test-seed", "7"}) words.emplace_back(word);
  Ran ran = RunBare(words, in);
  if (std::find(words.begin(), words.end(), "--json") != words.end()) ExpectAsDescribed(words.front(), ran);
  return ran;
}

void Desk::Init() const {
  std::vector<std::string> words{"init", "--name", "Comune di Prova", "--with-catalogue"};
  for (std::string& word : place_->InitWords()) words.push_back(std::move(word));
  const Ran ran = Run(words);
  ASSERT_EQ(ran.code, 0) << ran.err;
}

std::uint64_t Desk::position() const {
  return Run({"caseload", "--json"}).json().at("position").get<std::uint64_t>();
}

}  // namespace fascicolo::program_test
