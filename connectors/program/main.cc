// fascicolo: the program.
#include "connectors/cli/interrupt.h"
#include "connectors/program/commands.h"

namespace {

using fascicolo::cli::Arguments;
using fascicolo::program::Session;

void AddEverywhere(Arguments& arguments, Session& session) {
  auto everywhere = arguments.everywhere();
  everywhere.Text("--data", session.options.data, "Directory of the authority (or FASCICOLO_DATA)");
  everywhere.Text("--lang", session.options.language, "Language of what people read: it or en");
  everywhere.Flag("--json", session.options.json,
                  "Answer in JSON (documented in connectors/program/README.md)");
  everywhere.Flag("--trust-clock", session.options.trust_clock,
                  "The clock is right, although the last commit is more than 36 hours old");
  everywhere.Hidden("--test-clock", session.options.test_clock);
  everywhere.Hidden("--test-seed", session.options.test_seed);
}

int Run(int count, char** words) {
  fascicolo::cli::WatchInterrupts();
  Session session;
  Arguments arguments(
      "fascicolo",
      "Case management for the social services of Italian municipalities: an immutable "
      "ledger, and what is read from it.");
  AddEverywhere(arguments, session);
  using namespace fascicolo::program;
  AddInit(arguments, session);
  AddAdopt(arguments, session);
  AddSubmit(arguments, session);
  AddImport(arguments, session);
  AddSimulate(arguments, session);
  AddServices(arguments, session);
  AddCaseload(arguments, session);
  AddWaitingList(arguments, session);
  AddOccupancy(arguments, session);
  AddAgenda(arguments, session);
  AddHistory(arguments, session);
  AddRebuild(arguments, session);
  AddVerify(arguments, session);
  AddDoctor(arguments, session);
  const int code = arguments.Run(count, words);
  const auto finished = session.terminal.Finish();
  return finished ? code : session.Fail(finished.error());
}

}  // namespace

int main(int count, char** words) {
  try {
    return Run(count, words);
  } catch (const fascicolo::store::StoreBroken& broken) {
    fascicolo::cli::Terminal().Say(std::string("fascicolo: a folded store cannot be read: ") +
                                   broken.what() +
                                   "; 'fascicolo rebuild' folds it again from the ledger");
  } catch (const std::bad_alloc&) {
    fascicolo::cli::Terminal().Say("fascicolo: out of memory");
  }
  return fascicolo::cli::kExitFailed;
}
