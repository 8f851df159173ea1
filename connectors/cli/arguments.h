// Commands and options as they are typed. A mistake is answered with what was meant, and with where
// help is found; nothing has been done then.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace fascicolo::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitNo = 1;             ///< refused, or differences found
inline constexpr int kExitUsage = 2;          ///< typed wrongly; nothing was done
inline constexpr int kExitFailed = 3;         ///< the world broke
inline constexpr int kExitInterrupted = 130;  ///< 128 + SIGINT, as shells count

/// The options of one command. Targets must outlive the parsing; one that is not given keeps its
/// value.
class Options {
 public:
  explicit Options(CLI::App& app) : app_(&app) {}

  /// `names`: "--limit", or "FILE" for a place without a name.
  void Flag(const std::string& names, bool& target, const std::string& help);
  void Text(const std::string& names, std::string& target, const std::string& help,
            bool required = false);
  void Text(const std::string& names, std::optional<std::string>& target, const std::string& help);
  void Texts(const std::string& names, std::vector<std::string>& target, const std::string& help);
  void Number(const std::string& names, std::uint64_t& target, const std::string& help,
              bool required = false);
  void Number(const std::string& names, std::optional<std::uint64_t>& target,
              const std::string& help);
  /// Left out of the help: for tests and other programs of ours.
  void Hidden(const std::string& names, std::string& target);

 private:
  CLI::App* app_;
};

class Arguments {
 public:
  Arguments(const std::string& program, const std::string& description);
  ~Arguments();

  /// Options that every command takes, before or after its name.
  [[nodiscard]] Options everywhere();
  /// `examples`: lines for the end of its help. `run` gives the exit code.
  Options Add(const std::string& name, const std::string& description, const std::string& examples,
              std::function<int()> run);

  /// Runs the command that was typed. Help goes to stdout and is kExitDone; a mistake goes to
  /// stderr and is kExitUsage.
  int Run(int count, const char* const* arguments);

 private:
  struct Commands;
  std::unique_ptr<Commands> commands_;
};

}  // namespace fascicolo::cli
