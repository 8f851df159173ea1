// What INPS said became of flows. A port: where it is kept is its driver's affair.
#pragma once

#include "connectors/exports/siuss/entries.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fascicolo::program {

class OutcomeStore {
 public:
  virtual ~OutcomeStore() = default;
  /// Durable when it returns, so that INPS may forget them. One that was told already changes nothing. kIo, kFull.
  virtual Status Record(const std::vector<siuss::FlowOutcome>& outcomes) = 0;
  /// The last one of each flow, by its name.
  [[nodiscard]] virtual const std::map<std::string, siuss::FlowOutcome>& last() const = 0;
};

/// In a file of lines, one JSON object each, which its owner alone reads; made when the first one comes. A last line
/// that was torn by a crash was never acknowledged, and is left out. kDamaged: another line is none.
[[nodiscard]] Result<std::unique_ptr<OutcomeStore>> OpenOutcomeFile(std::filesystem::path file);

}  // namespace fascicolo::program
