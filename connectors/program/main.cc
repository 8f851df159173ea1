// fascicolo: the program.
#include "connectors/cli/interrupt.h"
#include "connectors/program/commands.h"

#include <sys/resource.h>

namespace {

/// What a process holds open, personal texts and keys, is never written to a file because it crashed.
void ForbidCoreDumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

int Run(int count, char** words) {
  fascicolo::cli::WatchInterrupts();
  fascicolo::program::Session session;
  fascicolo::cli::Arguments arguments(
      "fascicolo", fascicolo::cli::LanguageTyped(count, words),
      {"Case management for the social services of Italian municipalities: an immutable ledger, and "
       "what is read from it.",
       "Gestione dei fascicoli dei servizi sociali comunali: un registro immutabile, e ciò che se ne "
       "legge."});
  fascicolo::program::AddAll(arguments, session);
  const int code = arguments.Run(count, words);
  const auto finished = session.terminal.Finish();
  return finished ? code : session.Fail(finished.error());
}

}  // namespace

int main(int count, char** words) {
  ForbidCoreDumps();
  using fascicolo::cli::Language;
  const bool italian = fascicolo::cli::LanguageTyped(count, words) == Language::kItalian;
  fascicolo::cli::Terminal terminal;
  try {
    return Run(count, words);
  } catch (const fascicolo::store::StoreBroken& broken) {
    terminal.Say(std::string(italian ? "fascicolo: stato o viste non si leggono: "
                                     : "fascicolo: state or views cannot be read: ") +
                 broken.what() +
                 (italian ? "; 'fascicolo rebuild' li ricava di nuovo dal registro"
                          : "; 'fascicolo rebuild' folds them again from the ledger"));
  } catch (const std::bad_alloc&) {
    terminal.Say(italian ? "fascicolo: memoria esaurita" : "fascicolo: out of memory");
  }
  return fascicolo::cli::kExitFailed;
}
