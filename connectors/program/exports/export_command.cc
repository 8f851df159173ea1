// fascicolo export: what is handed to authorities above, as files that they take.
#include "connectors/cli/labels.h"
#include "connectors/exports/csv.h"
#include "connectors/exports/istat/istat_table.h"
#include "connectors/exports/istat/sioss.h"
#include "connectors/exports/siuss/persons.h"
#include "connectors/program/audit/log_walk.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/siuss/sealed_place.h"
#include "connectors/program/siuss/transmitter_file.h"
#include "connectors/program/statistics/counted.h"
#include "projections/statistics/suppression.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct ExportOptions {
  std::string format;
  std::optional<std::uint64_t> year;
  std::string month;
  std::string sender;
  bool is_public = false;
  std::optional<std::string> as_of;
};

enum class ExportFormat { kIstat, kSioss, kAdiOutcomes };
constexpr const char* kExportFormats[] = {"istat", "sioss", "adi-outcomes"};
constexpr int kRegisterByDay = 20;  // of the next month: by then an outcome is registered, or the payment stops

/// JSON: the lines as they are, under the heading's words.
int Tell(Session& session, Reading& reading, const std::vector<std::string>& lines) {
  if (session.json()) {
    Value::Array forms;
    for (const std::string& line : lines) forms.push_back(cli::Form(line));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("csv", std::move(forms)).Done());
  } else {
    for (const std::string& line : lines) session.terminal.Line(line);
  }
  return cli::kExitDone;
}

Result<int, FormError> YearTyped(const ExportOptions& options, Day today) {
  constexpr std::uint64_t kFirst = 1900;
  constexpr std::uint64_t kLast = 2200;
  const std::uint64_t year = options.year.value_or(static_cast<std::uint64_t>(YearOf(today)));
  if (year >= kFirst && year <= kLast) return static_cast<int>(year);
  return FormError{"--year", "is no year", "a year such as 2026"};
}

int ExportOfYear(Session& session, Reading& reading, const ExportOptions& options, ExportFormat format) {
  const auto year = YearTyped(options, reading.today());
  if (!year) return session.Fail(year.error());
  Counted counted(session, reading.node());
  if (Status done = counted.Follow(reading.standing().position); !done) return session.Fail(done.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  if (format == ExportFormat::kSioss) return Tell(session, reading, istat::SiossCsv(counted.careers(), *state, *year));
  auto table = istat::IstatTable(counted.careers(), *state, *year);
  if (!table) return session.Fail(table.error());
  if (options.is_public) {
    if (!table->Complete() || !projections::Protect(*table)) {
      return session.Fail(Failure{FailureCode::kTooLarge, "the small cells of this table cannot be protected"});
    }
  } else {
    session.Say(session.Text("fascicolo: with small cells: for ISTAT alone (D.Lgs. 322/1989, art. 9); others get --public",
                             "fascicolo: con celle piccole: solo per l'ISTAT (D.Lgs. 322/1989, art. 9); per altri --public"));
  }
  return Tell(session, reading, istat::IstatCsv(*table, *state, *year));
}

/// One check of an inclusion pact.
struct AdiOutcome {
  EntityId case_file;
  std::uint32_t pact = 0;
  Day on;
  schema::PactOutcome outcome = schema::PactOutcome::none;
};

class AdiOutcomes {
 public:
  AdiOutcomes(Session& session, Reading& reading, const ExportOptions& options)
      : session_(session), reading_(reading), options_(options) {}

  int Show() {
    const auto month = ParseDay(options_.month + "-01");
    if (!month) {
      return session_.Fail(FormError{"--month", "is no month: '" + options_.month + "'", "a month such as 2026-03"});
    }
    if (!options_.sender.empty()) {
      const auto state = reading_.state();
      if (!state) return session_.Fail(state.error());
      siuss::Transmitter transmitter;
      TakeSenders(*state, transmitter);
      if (!transmitter.MayTransmit(options_.sender, reading_.today(), false)) {
        return session_.Fail(FormError{"--sender", "was not named to transmit", "the worker whom the ledger names, or their substitute"});
      }
    }
    LogWalk walk(session_, reading_);
    const Status walked = walk.Run([&](const SeenEvent& seen) { See(seen, *month); });
    if (!walked) return session_.Fail(walked.error());
    std::vector<std::string> lines{exports::CsvLine({"case", "pact", "person", "fiscal_code", "on", "outcome", "register_by"})};
    const std::string register_by = FormatDay(AddMonths(*month, 1) + (kRegisterByDay - 1));
    for (const AdiOutcome& one : outcomes_) {
      const auto row = walk.state().Find<engine::CaseTable>(one.case_file);
      const auto code = row ? CodeOf(walk.state(), row->person, one.on) : std::string();
      if (!code) return session_.Fail(code.error());
      lines.push_back(exports::CsvLine({ToHex(one.case_file), std::to_string(one.pact), row ? ToHex(row->person) : "", *code,
                                        FormatDay(one.on), schema::EnumNamePactOutcome(one.outcome), register_by}));
    }
    return Tell(session_, reading_, lines);
  }

 private:
  void See(const SeenEvent& seen, Day month) {
    persons_.Take(seen.commit.header().position, seen.index, seen.event);
    const auto* checked = seen.event.payload_as_PactChecked();
    const Day on{seen.event.effective_on()};
    if (checked == nullptr || on < month || on >= AddMonths(month, 1)) return;
    outcomes_.push_back({seen.entity(), checked->number(), on, checked->outcome()});
  }
  /// Empty: nobody who may asked for it, or it is not there.
  Result<std::string> CodeOf(const engine::State& state, EntityId person, Day day) {
    if (options_.sender.empty()) return std::string();
    std::set<siuss::Reason> reasons;
    const auto who = persons_.Of(state, person, day, reasons);
    if (!who.fiscal_code || reasons.contains(siuss::Reason::kRestricted)) return std::string();
    auto opened = OpenPlace(reading_.node(), *who.fiscal_code);
    if (!opened) return opened.error();
    return opened->value_or(std::string());
  }

  Session& session_;
  Reading& reading_;
  const ExportOptions& options_;
  siuss::Persons persons_;
  std::vector<AdiOutcome> outcomes_;
};

int Export(Session& session, Reading& reading, const ExportOptions& options) {
  const auto format = FindWord(kExportFormats, options.format, "FORMAT");
  if (!format) return session.Fail(format.error());
  if (static_cast<ExportFormat>(*format) == ExportFormat::kAdiOutcomes) return AdiOutcomes(session, reading, options).Show();
  return ExportOfYear(session, reading, options, static_cast<ExportFormat>(*format));
}

}  // namespace

void AddExport(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ExportOptions>();
  auto options = arguments.Add(
      "export",
      {"Writes what authorities above ask for, as CSV: ISTAT's yearly table, SIOSS, the monthly outcomes of the ADI",
       "Scrive in CSV quanto chiedono gli enti superiori: la tavola annuale ISTAT, SIOSS, gli esiti mensili dell'ADI"},
      "  fascicolo export istat --year 2025 > istat.csv\n"
      "  fascicolo export sioss --year 2025\n"
      "  fascicolo export adi-outcomes --month 2026-03 --sender anna.rossi",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Export(session, reading, *given); });
      });
  options.Text("FORMAT", given->format,
               {"istat: users and spending by area and service; sioss: who does social work, and for how many; adi-outcomes: checks of pacts",
                "istat: utenti e spesa per area e servizio; sioss: operatori e persone in carico; adi-outcomes: verifiche dei patti"},
               true);
  options.Number("--year", given->year, {"Of this year (default: the current one)", "Di quest'anno (predefinito: quello in corso)"});
  options.Text("--month", given->month, {"Of adi-outcomes: the month, 2026-03", "Per adi-outcomes: il mese, 2026-03"});
  options.Flag("--public", given->is_public,
               {"Of istat: small cells suppressed, for anybody but ISTAT", "Per istat: celle piccole oscurate, per chiunque non sia l'ISTAT"});
  options.Text("--sender", given->sender,
               {"Of adi-outcomes: who transmits, for whom fiscal codes are opened", "Per adi-outcomes: chi trasmette, per cui si aprono i codici fiscali"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
}

}  // namespace fascicolo::program
