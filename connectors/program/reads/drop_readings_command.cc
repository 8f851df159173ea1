// fascicolo drop-readings: the readings of a month whose time is over go, by an act.
#include "connectors/program/commands.h"
#include "connectors/program/reading.h"
#include "connectors/reads/reading_record.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct DropOptions {
  std::string month;
  std::string act;
  std::string actor;
};

int Drop(Session& session, const DropOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.act.empty() || options.actor.empty())
    return session.Usage("by which act, and who says so? --act and --actor");
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  const ReadsHome home = node->authority().home().reads();
  reads::ReadingRecord record({home.folder, node->identity().origin}, home.node);
  const Status dropped = record.Drop(options.month, options.act, options.actor, session.clock().Now());
  return session.Leave(*node, dropped ? cli::kExitDone : session.Fail(dropped.error()));
}

}  // namespace

void AddDropReadings(cli::Arguments& arguments, Session& session) {
  const auto given = std::make_shared<DropOptions>();
  auto options =
      arguments.Add("drop-readings",
                    {"Drops what this node recorded of who read in a month, 24 months after it, by an act",
                     "Elimina le consultazioni registrate da questo nodo in un mese, 24 mesi dopo, con un atto"},
                    "  fascicolo drop-readings 2026-03 --act 'det. 118/2028' --actor anna.rossi\n",
                    [&session, given] { return Drop(session, *given); });
  options.Text("MONTH", given->month, {"Such as 2026-03", "Ad esempio 2026-03"}, true);
  options.Text("--act", given->act,
               {"The act that allows it (art. 21 D.Lgs. 42/2004)", "L'atto che lo autorizza (art. 21 D.Lgs. 42/2004)"});
  options.Text("--actor", given->actor, {"Who says so", "Chi lo dispone"});
}

}  // namespace fascicolo::program
