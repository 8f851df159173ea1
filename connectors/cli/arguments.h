// Commands and options as they are typed. A mistake is answered with what was meant, and with where
// help is found; nothing has been done then.
#pragma once

#include "connectors/cli/shape.h"
#include "connectors/cli/terminal.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
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

/// What help says of a command or an option, the two languages beside each other.
struct HelpText {
  std::string_view english;
  std::string_view italian;
  [[nodiscard]] std::string In(Language language) const {
    return std::string(language == Language::kItalian ? italian : english);
  }
};
struct PlacedHelp {
  std::string place;  ///< "verify", "caseload --limit"
  HelpText text;
};

/// The language that --lang, wherever it stands among the words, or else the environment names; that
/// of the environment, where --lang names none. Known before anything is parsed, for the help.
[[nodiscard]] Language LanguageTyped(int count, const char* const* words);

/// The options of one command. Targets must outlive the parsing; one that is not given keeps its
/// value.
class Options {
 public:
  /// What each option says is added to `said`, and what the command answers to `answers`.
  Options(CLI::App& app, Language language, std::vector<PlacedHelp>& said, std::vector<AnswerShape>& answers)
      : app_(&app), language_(language), said_(&said), answers_(&answers) {}

  /// `names`: "--limit", or "FILE" for a place without a name.
  void Flag(const std::string& names, bool& target, HelpText help);
  void Text(const std::string& names, std::string& target, HelpText help,
            bool required = false);
  void Text(const std::string& names, std::optional<std::string>& target, HelpText help);
  void Texts(const std::string& names, std::vector<std::string>& target, HelpText help);
  void Number(const std::string& names, std::uint64_t& target, HelpText help,
              bool required = false);
  void Number(const std::string& names, std::optional<std::uint64_t>& target,
              HelpText help);
  /// Left out of the help: for tests and other programs of ours.
  void Hidden(const std::string& names, std::string& target);
  /// What the command answers with --json; `when`: as in AnswerShape.
  void Answers(std::string when, std::string shape);

 private:
  [[nodiscard]] std::string Say(const std::string& names, HelpText help);

  CLI::App* app_;
  Language language_;
  std::vector<PlacedHelp>* said_;
  std::vector<AnswerShape>* answers_;
};

/// A command as it was typed, well-formed.
struct TypedCommand {
  struct Option {
    std::string name;  ///< "--as-of"; empty: an argument without a name
    std::vector<std::string> values;
  };
  std::string name;             ///< "waiting-list"
  std::vector<Option> options;  ///< its own, those that were given, as its help has them
};

class Arguments {
 public:
  Arguments(const std::string& program, Language language, HelpText description);
  ~Arguments();

  /// Options that every command takes, before or after its name.
  [[nodiscard]] Options everywhere();
  /// `examples`: lines for the end of its help. `run` gives the exit code.
  Options Add(const std::string& name, HelpText description, const std::string& examples,
              std::function<int()> run);
  /// What help says of everything added so far.
  [[nodiscard]] const std::vector<PlacedHelp>& help() const;
  /// What everything added so far answers in JSON, as far as it says so.
  [[nodiscard]] const std::vector<AnswerShape>& answers() const;

  /// Where mistakes are told: stderr, unless this is called.
  void ComplainTo(std::ostream& complaints);

  /// Is asked before each command that was typed; its exit code, where it gives one, is the command's, which does not
  /// run then.
  void AskFirst(std::function<std::optional<int>(const TypedCommand&)> first);

  /// Runs the command that was typed. Help goes to stdout and is kExitDone; a mistake goes to
  /// stderr and is kExitUsage.
  int Run(int count, const char* const* arguments);

 private:
  struct Commands;
  [[nodiscard]] int Complain(const std::string& problem) const;
  [[nodiscard]] int ComplainOfExtra() const;
  std::unique_ptr<Commands> commands_;
};

}  // namespace fascicolo::cli
