// What an audit finds: an event that does not agree with a rule, named so that anybody can look it up. Ids, no names.
#pragma once

#include "connectors/program/audit/log_walk.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

struct Anomaly {
  std::string code;  ///< "before_application"; labels "anomaly.<code>"
  EventRef by;       ///< the event that is found fault with
  std::string rule;  ///< what it does not agree with: a place in a sheet, or an article
  EntityId entity;   ///< the service, placement, entry or household that it is about
  EntityId case_file;
  EntityId person;
  std::string service;
  std::vector<std::pair<std::string, Value>> facts;  ///< what the rule saw; fields of the schemas where they have one
};

/// "continuous_economic_help /act": a place in the sheet of a service.
[[nodiscard]] std::string SheetRule(std::string_view service, std::string_view place);

/// Days, both included; none: open.
struct Period {
  std::optional<Day> from;
  std::optional<Day> to;
  [[nodiscard]] bool Has(Day day) const { return (!from || day >= *from) && (!to || day <= *to); }
};
[[nodiscard]] Result<Period, FormError> ReadPeriod(const std::optional<std::string>& from,
                                                   const std::optional<std::string>& to);
inline constexpr cli::HelpText kFromHelp{"From this day on", "Da questo giorno"};
inline constexpr cli::HelpText kToHelp{"Through this day", "Fino a questo giorno compreso"};

/// What an audit is asked for.
struct AuditScope {
  Period period;
  std::optional<std::string> service;
  [[nodiscard]] bool Asks(const std::string& code) const { return !service || *service == code; }
};
struct AuditAnswer {
  std::vector<Anomaly> anomalies;
  std::vector<std::pair<std::string, Value>> totals;  ///< labels "total.<name>"
  std::vector<std::string> notes;  ///< what the ledger cannot say, each once: labels "audit_note.<code>"
};

/// Checks, unless that reads an entity whose history this program does not understand, which a note says.
template <class Check>
void UnlessFrozen(AuditAnswer& answer, Check check) {
  try {
    check();
  } catch (const engine::ReadsFrozen&) {
    if (answer.notes.empty()) answer.notes.emplace_back("frozen");
  }
}

/// What is shown of them (connectors/cli/shape.h).
[[nodiscard]] std::string AnomaliesShape();
/// Shows them in the order of the ledger. The exit code: kExitNo where something was found.
[[nodiscard]] int ShowAnomalies(Session& session, Reading& reading, const engine::State& state,
                                const std::string& audit, AuditAnswer answer);

}  // namespace fascicolo::program
