// What of an answer about many cases somebody may see: rows about cases that they may not find are left out.
#pragma once

#include "connectors/cli/json_form.h"
#include "engine/access/may.h"

#include <functional>
#include <string_view>

namespace fascicolo::program {

/// Asked of an id that a row names.
struct ShownIds {
  std::function<bool(EntityId)> case_file;
  std::function<bool(EntityId)> others{};  ///< persons, services and the like, of rows that name no case; empty: all are shown
};

/// The member of an object; null: it is none, or has none of this name.
[[nodiscard]] cli::Value* MemberIn(cli::Value& document, std::string_view key);

/// Takes out of every list, at any depth, the rows whose member "case", or else "about", "entity" or "person", names one
/// that is not shown, and puts null for an object that does. What a row that is shown names as its entity its parts may
/// name as well: they are not asked about it again. Whether there were any.
bool DropRows(cli::Value& document, const ShownIds& shown);

/// Whether every case there is may be found, but for those in which they are in conflict: a row of the policy gives all, and no seal
/// shuts them out.
[[nodiscard]] bool FindsEvery(const engine::State& state, const engine::Access& access);

/// The member that counts or sums a list about cases as a whole; empty: none does.
[[nodiscard]] std::string_view TotalBeside(std::string_view list);

/// Leaves what may be found: cases, and whoever and whatever stands for one of these or for none at all. Totals that count rows about
/// cases become null for whoever may not find every one. An answer that names none stays as it is. Whether anything was left out.
bool KeepFindable(cli::Value& document, const engine::State& state, const engine::Access& access);

}  // namespace fascicolo::program
