#include "faults/kafka/node_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <utility>

#include "events/result.h"

namespace fascicolo::kafka {
namespace {

constexpr std::size_t kReadBytes = 64 * 1024;
constexpr int kWaitMs = 1'000;
constexpr std::chrono::seconds kPatience{60};

/// Closed in every process that is started, except where it becomes the standard input or output.
std::array<int, 2> Pipe() {
  std::array<int, 2> ends{};
  FASCICOLO_CHECK(::pipe2(ends.data(), O_CLOEXEC) == 0);
  return ends;
}

void DoNotWait(int file) { FASCICOLO_CHECK(::fcntl(file, F_SETFL, ::fcntl(file, F_GETFL) | O_NONBLOCK) == 0); }

}  // namespace

NodeProcess::NodeProcess(const std::vector<std::string>& words, std::filesystem::path talk) : talk_(std::move(talk)) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto in = Pipe();
  const auto out = Pipe();
  std::vector<std::string> all{FASCICOLO_PROGRAM};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (auto& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<char*, 1> environment{nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, talk_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  EXPECT_EQ(::posix_spawn(&pid_, FASCICOLO_PROGRAM, &actions, nullptr, arguments.data(), environment.data()), 0);
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  in_ = in[1];
  out_ = out[0];
  DoNotWait(in_);
  DoNotWait(out_);
}

NodeProcess::~NodeProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(in_);
  ::close(out_);
}

void NodeProcess::Signal(int signal) const {
  FASCICOLO_CHECK(pid_ > 0);  // -1 would be everybody
  EXPECT_EQ(::kill(pid_, signal), 0);
}

void NodeProcess::Feed(std::string_view line) { to_write_.append(line).push_back('\n'); }

void NodeProcess::AddTo(std::vector<pollfd>& waits) const {
  if (is_over_) return;
  waits.push_back({out_, POLLIN, 0});
  if (!to_write_.empty()) waits.push_back({in_, POLLOUT, 0});
}

std::vector<std::string> NodeProcess::Exchange() {
  WriteNow();
  ReadNow();
  return TakeLines();
}

void NodeProcess::WriteNow() {
  while (!to_write_.empty()) {
    const auto written = ::write(in_, to_write_.data(), to_write_.size());
    if (written < 0 && errno == EPIPE) to_write_.clear();
    if (written <= 0) return;
    to_write_.erase(0, static_cast<std::size_t>(written));
  }
}

void NodeProcess::ReadNow() {
  std::array<char, kReadBytes> bytes;
  while (!is_over_) {
    const auto got = ::read(out_, bytes.data(), bytes.size());
    if (got < 0) return;
    if (got == 0) is_over_ = true;
    came_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

std::vector<std::string> NodeProcess::TakeLines() {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (auto end = came_.find('\n'); end != std::string::npos; end = came_.find('\n', begin)) {
    lines.push_back(came_.substr(begin, end - begin));
    begin = end + 1;
  }
  came_.erase(0, begin);
  return lines;
}

int NodeProcess::Wait(std::vector<std::string>& last_lines) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!is_over_) {
    if (std::chrono::steady_clock::now() > until) {
      ADD_FAILURE() << "process " << pid_ << " does not end";
      Signal(SIGKILL);
    }
    pollfd wait{out_, POLLIN, 0};
    ::poll(&wait, 1, kWaitMs);
    ReadNow();
  }
  last_lines = TakeLines();
  int status = 0;
  EXPECT_EQ(::waitpid(pid_, &status, 0), pid_);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string NodeProcess::talk() const {
  std::ostringstream text;
  text << std::ifstream(talk_).rdbuf();
  return text.str();
}

}  // namespace fascicolo::kafka
