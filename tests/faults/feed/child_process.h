// A program of others at work, to be killed.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace fascicolo::program_test {

class ChildProcess {
 public:
  /// Fails the test when it cannot be started.
  explicit ChildProcess(const std::vector<std::string>& words);
  /// Killed and waited for.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  /// It ended by itself.
  [[nodiscard]] bool has_ended();

 private:
  pid_t pid_ = -1;
};

}  // namespace fascicolo::program_test
