// One reading: what somebody was shown of persons' files, and what allowed it. Ids, words and names of workers; never a
// text about a person, nor what was searched for.
//
// In the ledger of readings it is one commit: leaf 0 says who asked what, each further leaf one file that was shown.
// Leaves are JSON, so that whoever verifies one in ten years needs no schema.
#pragma once

#include "events/body.h"
#include "events/names.h"
#include "events/result.h"

#include <string>
#include <vector>

namespace fascicolo::reads {

inline constexpr std::size_t kMaxFiles = 1'000;    ///< shown in one page
inline constexpr std::size_t kMaxNameBytes = 500;  ///< of a worker, a role, a word
inline constexpr std::size_t kMaxNames = 100;      ///< roles, areas, levels

/// A file of which something was shown.
struct ShownFile {
  std::string kind{};  ///< "case", "person", "household"
  EntityId id{};
  std::vector<std::string> levels{};  ///< actions of the access policy that it was shown by: "header", "diary"
  std::string why{};                  ///< as engine::TextOf(Verdict::Why)
  std::string policy{};               ///< its version
  std::string role{};                 ///< of the row that allowed it; empty: another ground
  std::string relation{};             ///< likewise
  bool operator==(const ShownFile&) const = default;
};

struct Reading {
  std::string who{};                 ///< as commands name workers
  std::vector<std::string> roles{};  ///< as their token said
  std::vector<std::string> areas{};
  std::string question{};  ///< "case", "history", "person", "household", "people"
  Position position{};     ///< of the ledger's last commit that the answer knew
  std::string trace{};     ///< 32 hexadecimal digits of W3C's traceparent; empty: none came
  std::string use{};  ///< ground of GDPR, art. 18, par. 2, on which restricted texts were opened; empty: none was named
  std::vector<ShownFile> files{};
  bool operator==(const Reading&) const = default;
};

/// kTooLarge: a limit above is passed.
[[nodiscard]] Status CheckForm(const Reading& reading);

/// Leaves of its commit, the first for the question.
[[nodiscard]] std::vector<events::Bytes> LeavesOf(const Reading& reading);
/// kDamaged: they are no reading's.
[[nodiscard]] Result<Reading> ReadingOf(const std::vector<events::ConstBytes>& leaves);

}  // namespace fascicolo::reads
