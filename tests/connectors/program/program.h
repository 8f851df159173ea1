// The built program, run as its users run it.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace fascicolo::program_test {

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
  long peak_kilobytes = 0;  ///< of memory, resident
  /// stdout as one JSON document; discarded (is_discarded) when it is none.
  [[nodiscard]] nlohmann::json json() const;
  /// stdout as JSON lines.
  [[nodiscard]] std::vector<nlohmann::json> lines() const;
};

/// A program at work. Must be waited for.
class Running {
 public:
  Running(pid_t child, std::filesystem::path root) : child_(child), root_(std::move(root)) {}
  void Signal(int signal) const;
  /// What the system says of its limits (proc(5), limits); empty once it has ended.
  [[nodiscard]] std::string LimitsText() const;
  /// Whether it has ended; it still must be waited for.
  [[nodiscard]] bool has_ended() const;
  Ran Wait() const;

 private:
  pid_t child_;
  std::filesystem::path root_;
};

/// Where a desk's authority lives. Which kind it is, is chosen by what a test program links.
class DeskPlace {
 public:
  virtual ~DeskPlace() = default;
  /// The words that name it: "--data DIR".
  [[nodiscard]] virtual std::vector<std::string> Words() const = 0;
  /// Further ones with which it is made.
  [[nodiscard]] virtual std::vector<std::string> InitWords() const = 0;
};
/// For an authority of its own, with files under `root`.
std::unique_ptr<DeskPlace> MakePlace(const std::filesystem::path& root);

[[nodiscard]] inline bool Says(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

/// All bytes of a file; none: there is no such file.
[[nodiscard]] std::string BytesOf(const std::filesystem::path& file);

/// A directory of its own, removed at the end, and the program in it.
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// Runs `fascicolo WORDS` on the desk's authority, with a clock that stands and chance from a seed.
  Ran Run(std::vector<std::string> words, const std::string& in = {}) const;
  /// The same without anything added.
  Ran RunBare(const std::vector<std::string>& words, const std::string& in = {}) const;
  /// As RunBare, without waiting. `holding_signals`: a SIGINT reaches it only once it takes such.
  Running Start(const std::vector<std::string>& words, const std::string& in = {},
                bool holding_signals = false) const;
  /// An authority with the built-in catalogue.
  void Init() const;
  [[nodiscard]] std::uint64_t position() const;

  [[nodiscard]] std::filesystem::path data() const { return root_ / "data"; }
  [[nodiscard]] std::filesystem::path root() const { return root_; }
  void SetClock(std::string instant) { clock_ = std::move(instant); }
  /// A variable of the program's environment, which is empty otherwise: "NAME=value".
  void SetVariable(std::string variable) { variables_.push_back(std::move(variable)); }
  [[nodiscard]] const DeskPlace& place() const { return *place_; }

 private:
  std::filesystem::path root_;
  std::unique_ptr<DeskPlace> place_;
  std::string clock_ = "2026-03-02T08:00:00Z";
  std::vector<std::string> variables_{"NO_COLOR=1"};
};

}  // namespace fascicolo::program_test
