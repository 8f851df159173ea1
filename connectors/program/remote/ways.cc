#include "connectors/program/remote/ways.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

constexpr cli::HelpText kOnTheMachine{
    "it works on the ledger's own files and keys: run it on a machine that has them, with --data or --kafka",
    "lavora sui file e sulle chiavi del registro: va eseguito su una macchina che li ha, con --data o --kafka"};
constexpr cli::HelpText kOpenNames{
    "it opens names and codes of many persons at once: run it where the ledger is, with --data or --kafka",
    "apre nomi e codici di molte persone insieme: va eseguito dove è il registro, con --data o --kafka"};
constexpr cli::HelpText kOwnFile{
    "it reads a file of rules that the server does not have: run it where the ledger is, with --data or --kafka",
    "legge un file di regole che il server non ha: va eseguito dove è il registro, con --data o --kafka"};

}  // namespace

const std::vector<CommandWay>& CommandWays() {
  using enum Way;
  static const std::vector<CommandWay> ways{
      {"services", kAsked},
      {"caseload", kAsked},
      {"waiting-list", kAsked},
      {"occupancy", kAsked},
      {"workload", kAsked},
      {"absences", kAsked},
      {"acts", kAsked},
      {"score", kAsked},
      {"agenda", kAsked},
      {"changes", kAsked},
      {"housing", kAsked},
      {"plans", kAsked},
      {"placements", kAsked},
      {"programmes", kAsked},
      {"ranking", kAsked},
      {"reconcile", kAsked},
      {"statistics", kAsked},
      {"audit", kAsked},
      {"process-map", kAsked},
      {"may", kAsked},
      {"figures", kAsked},
      {"budget", kAsked},
      {"receivables", kAsked},
      {"trace", kAsked},
      {"transmissions", kAsked},
      {"submit", kHandedIn},
      {"import", kHandedIn},
      {"people", kShown},
      {"household", kShown},
      {"history", kShown},
      {"disclose", kNowhere, kOpenNames},
      {"case", kShown},
      {"person", kShown},
      {"who-read", kShown},
      {"siuss", kNowhere, kOpenNames},
      {"export", kNowhere, kOnTheMachine},
      {"drop-readings", kNowhere, kOnTheMachine},
      {"adopt", kHandedIn},
      {"what-if", kNowhere, kOwnFile},
      {"init", kNowhere, kOnTheMachine},
      {"simulate", kNowhere, kOnTheMachine},
      {"rebuild", kNowhere, kOnTheMachine},
      {"verify", kNowhere, kOnTheMachine},
      {"readjudicate", kNowhere, kOnTheMachine},
      {"doctor", kNowhere, kOnTheMachine},
      {"copy", kNowhere, kOnTheMachine},
      {"promote", kNowhere, kOnTheMachine},
      {"vault", kNowhere, kOnTheMachine},
      {"checkpoint", kNowhere, kOnTheMachine},
      {"prove", kShown},
      {"backup", kNowhere, kOnTheMachine},
      {"restore", kNowhere, kOnTheMachine},
      {"forget", kNowhere, kOnTheMachine},
      {"serve", kNowhere, kOnTheMachine},
      {"feed", kNowhere, kOnTheMachine},
  };
  return ways;
}

const CommandWay* WayOf(std::string_view command) {
  const auto& all = CommandWays();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const CommandWay& one) { return one.command == command; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace fascicolo::program
