// A simulated town in which persons are forgotten, with kill -9 in between, wherever its ledger is; and what is left of them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "connectors/program/program.h"
#include "connectors/program/words.h"
#include "events/names.h"

namespace fascicolo::program_test {

struct TownPlan {
  std::string inhabitants;
  std::size_t persons = 0;         ///< to be forgotten, at most
  unsigned kill_within_ms = 0;     ///< after a start, at a random moment
  Words place;                     ///< that names the authority: "--data DIR"
};

/// Somebody who was forgotten, or is to be.
struct Forgotten {
  Words named;                     ///< a search that finds them
  std::vector<std::string> texts;  ///< what was sealed about them and is no word of others: their story, their fiscal code
  std::vector<KeyId> keys;         ///< that were destroyed, by the certificate
};

class ForgettingTown {
 public:
  /// Simulates it, and signs and backs it up. Fails the test where that fails.
  ForgettingTown(const Desk& desk, TownPlan plan);

  /// Forgets persons, their certificates checked.
  void ForgetPersons();
  [[nodiscard]] const std::map<std::string, Forgotten>& forgotten() const { return forgotten_; }

  /// That the lists, the counts, the tree and the views are as they were; that nobody is found, and nothing is missed.
  void CheckThatAllElseIsAsBefore() const;
  /// That no file below `folder` holds a text of somebody forgotten, in the clear.
  void CheckNoTextUnder(const std::filesystem::path& folder) const;
  /// Files below `folder` that hold a destroyed key as it was wrapped, as bytes or in hexadecimal digits.
  [[nodiscard]] std::vector<std::string> FilesWithKeysUnder(const std::filesystem::path& folder) const;

  [[nodiscard]] std::filesystem::path backup() const { return desk_.root() / "backup"; }
  /// Backs up again so many days later.
  void BackUpAfter(int days, const Words& more) const;

 private:
  [[nodiscard]] Ran Run(Words words, const std::string& clock = {}) const;
  [[nodiscard]] nlohmann::json Json(Words words) const;
  [[nodiscard]] std::vector<std::string> Candidates() const;
  [[nodiscard]] Forgotten Known(const std::string& person) const;
  [[nodiscard]] bool Finds(const Words& named, const std::string& person) const;
  /// The same wish until the ledger has it; every other time the program is killed somewhere on the way.
  void Insist(const Words& words);
  void Forget(const std::string& person);
  [[nodiscard]] std::vector<KeyId> Certified(const std::string& person) const;
  /// What must not change: what is counted and listed.
  [[nodiscard]] nlohmann::json Counts() const;

  const Desk& desk_;
  TownPlan plan_;
  std::string clock_;  ///< of the town's end; the world's until that is known
  std::mt19937 random_;
  int kills_ = 0;
  nlohmann::json counts_before_;
  std::map<std::string, Forgotten> forgotten_;
};

}  // namespace fascicolo::program_test
