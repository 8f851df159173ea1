// fascicolo audit: what auditors ask of everything that was ever granted.
#include "connectors/program/audit/audits.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct AuditOptions {
  std::string what;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> service;
  std::optional<std::string> as_of;
};

enum class Audit { kGrants, kOverlaps, kStale, kDeclarations };
constexpr const char* kAuditNames[] = {"grants", "overlaps", "stale", "declarations"};

Result<AuditAnswer> See(Audit audit, const AuditScope& scope, Day today, LogWalk& walk) {
  switch (audit) {
    case Audit::kGrants:
      return SeeGrants(scope, walk);
    case Audit::kOverlaps:
      return SeeOverlaps(scope, today, walk);
    case Audit::kStale:
      return SeeStale(scope, today, walk);
    case Audit::kDeclarations:
      return SeeDeclarations(scope, walk);
  }
  return AuditAnswer{};
}

int Show(Session& session, Reading& reading, const AuditOptions& options) {
  const auto audit = FindWord(kAuditNames, options.what, "WHAT");
  if (!audit) return session.Fail(audit.error());
  const auto period = ReadPeriod(options.from, options.to);
  if (!period) return session.Fail(period.error());
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  LogWalk walk(session, reading);
  auto answer = See(static_cast<Audit>(*audit), {*period, options.service}, reading.today(), walk);
  if (!answer) return session.Fail(answer.error());
  return ShowAnomalies(session, reading, walk.state(), options.what, std::move(answer).value());
}

}  // namespace

void AddAudit(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<AuditOptions>();
  auto options = arguments.Add(
      "audit",
      {"Looks through everything that was granted for what auditors ask about; exit code 1 where something is found",
       "Esamina quanto è stato concesso secondo le domande dei revisori; codice di uscita 1 se trova qualcosa"},
      "  fascicolo audit grants --from 2026-01-01 --to 2026-12-31\n"
      "  fascicolo audit overlaps --service reis\n"
      "  fascicolo audit stale --lang it",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("WHAT", given->what,
               {"grants: before the application, on its day, without assessment, ISEE or act; overlaps: what excludes "
                "each other; stale: after death, move, expired ISEE or end; declarations: drawn, checked, false, asked back",
                "grants: prima della domanda, lo stesso giorno, senza valutazione, ISEE o atto; overlaps: "
                "incompatibili; stale: dopo decesso, trasferimento, ISEE scaduto o termine; declarations: estratte, "
                "false, recuperate"},
               true);
  options.Text("--from", given->from, kFromHelp);
  options.Text("--to", given->to, kToHelp);
  options.Text("--service", given->service,
               {"Of this service, by its code", "Di questo servizio, con il suo codice"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("WHAT", AnomaliesShape());
}

}  // namespace fascicolo::program
