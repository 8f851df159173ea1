// One process of the built program, driven through its standard input and output without ever waiting for either.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

struct pollfd;

namespace fascicolo::kafka {

class NodeProcess {
 public:
  /// Starts `fascicolo WORDS`; what it says on stderr is appended to `talk`. Fails the test when it cannot be started.
  NodeProcess(const std::vector<std::string>& words, std::filesystem::path talk);
  /// Killed, if it still runs.
  ~NodeProcess();
  NodeProcess(const NodeProcess&) = delete;
  NodeProcess& operator=(const NodeProcess&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  void Signal(int signal) const;

  /// A line for its input, kept here while its pipe is full.
  void Feed(std::string_view line);
  /// What to wait for before the next Exchange.
  void AddTo(std::vector<pollfd>& waits) const;
  /// Writes and reads what can be now; the whole lines that came.
  std::vector<std::string> Exchange();
  /// Its output has ended: it is dead, or about to be.
  [[nodiscard]] bool is_over() const { return is_over_; }

  /// Reads what is left of its output and takes its exit code, or minus the signal that ended it. Waits for its end.
  int Wait(std::vector<std::string>& last_lines);
  /// What it said on stderr so far.
  [[nodiscard]] std::string talk() const;

 private:
  void WriteNow();
  void ReadNow();
  std::vector<std::string> TakeLines();

  const std::filesystem::path talk_;
  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  bool is_over_ = false;
  std::string to_write_;
  std::string came_;  ///< not yet a whole line
};

}  // namespace fascicolo::kafka
