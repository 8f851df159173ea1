// fascicolo occupancy: what each service unit can give, and what is taken of it.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "projections/occupancy.h"

#include <memory>

namespace fascicolo::program {
namespace {

constexpr int kDaysShown = 30;  ///< of one unit, where --to is not given

struct OccupancyOptions {
  std::optional<std::string> unit;
  std::optional<std::string> service;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> effective_on;
  std::optional<std::string> as_of;
};

struct Days {
  Day from;
  Day to;
};

constexpr std::string_view kOccupancyShape =
    "from: day, to: day, units: [{unit: id, service: word, name: text, overbooked_days: count, stretches: [{from: "
    "day, until: day, capacity: count, taken: count, free: number, overbooked: flag}], frozen_since: count?}]";

Value FormOf(const projections::UnitOccupancy& unit) {
  Value::Array stretches;
  for (const auto& stretch : unit.stretches) {
    stretches.push_back(cli::Object()
                            .Add("from", stretch.from)
                            .Add("until", stretch.until)
                            .Add("capacity", stretch.capacity)
                            .Add("taken", stretch.taken)
                            .Add("free", stretch.free())
                            .Add("overbooked", stretch.is_overbooked())
                            .Done());
  }
  return cli::Object()
      .Add("unit", unit.unit)
      .Add("service", unit.service)
      .Add("name", unit.name)
      .Add("overbooked_days", unit.overbooked_days)
      .Add("stretches", std::move(stretches))
      .Add("frozen_since", unit.frozen_since)
      .Done();
}

class Showing {
 public:
  Showing(Session& session, Reading& reading, Days days)
      : session_(session), reading_(reading), days_(days) {
    for (const char* column : {"unit", "name", "service", "from", "to"}) {
      table_.Column(session.Label(std::string("column.") + column));
    }
    for (const char* column : {"capacity", "taken", "free"}) {
      table_.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
    }
    table_.Column(session.Label("column.measure"));
    table_.Column("");
  }

  void Take(EntityId unit) {
    const auto occupancy = projections::OccupancyOf(reading_.rows(), unit, days_.from, days_.to);
    if (!occupancy) return;
    forms_.push_back(FormOf(*occupancy));
    const std::string measure = reading_.MeasureOf(occupancy->service, session_.language());
    for (const auto& stretch : occupancy->stretches) {
      table_.Row({ToHex(occupancy->unit), occupancy->name,
                  reading_.ServiceName(occupancy->service, session_.language()),
                  FormatDay(stretch.from), FormatDay(stretch.until - 1),
                  std::to_string(stretch.capacity), std::to_string(stretch.taken),
                  std::to_string(stretch.free()), measure,
                  stretch.is_overbooked() ? session_.Label("text.overbooked") : ""});
    }
  }

  int Finish() {
    if (session_.json()) {
      cli::Object answer;
      reading_.AddStanding(answer);
      answer.Add("from", days_.from).Add("to", days_.to).Add("units", std::move(forms_));
      session_.terminal.Json(answer.Done());
    } else if (table_.empty()) {
      session_.Say(session_.Label("text.nothing"));
    } else {
      table_.Print(session_.terminal);
    }
    return cli::kExitDone;
  }

 private:
  Session& session_;
  Reading& reading_;
  Days days_;
  Value::Array forms_;
  cli::Table table_;
};

Result<Days, FormError> DaysOf(const OccupancyOptions& options, Day today) {
  Days days{today, today};
  if (options.effective_on) {
    if (options.from || options.to) return FormError{"--effective-on", "is one day", "no --from or --to beside it"};
    const auto on = ReadEffectiveOn(options.effective_on);
    if (!on) return on.error();
    return Days{**on, **on};
  }
  if (options.from) {
    const auto from = ReadDay(*options.from, "--from");
    if (!from) return from.error();
    days.from = *from;
  }
  days.to = options.unit && !options.to ? days.from + kDaysShown : days.from;
  if (options.to) {
    const auto to = ReadDay(*options.to, "--to");
    if (!to) return to.error();
    days.to = *to;
  }
  if (days.to < days.from) return FormError{"--to", "is before --from", {}};
  return days;
}

int Show(Session& session, Reading& reading, const OccupancyOptions& options) {
  if (const auto known = reading.CheckService(options.service); !known)
    return session.Fail(known.error());
  const auto days = DaysOf(options, reading.today());
  if (!days) return session.Fail(days.error());
  Showing showing(session, reading, *days);
  if (options.unit) {
    const auto unit =
        FindEntity(reading.source().state(), *options.unit, "UNIT", schema::EntityKind::unit);
    if (!unit) return session.Fail(unit.error());
    showing.Take(*unit);
    return showing.Finish();
  }
  ThroughPages<projections::UnitKey>(
      0,
      [&](const auto& after, std::size_t page) {
        return projections::Units(reading.rows(), options.service, after, page);
      },
      [&](const projections::UnitPage& page) {
        for (const auto& unit : page.units) showing.Take(unit.unit);
        return page.units.size();
      });
  return showing.Finish();
}

}  // namespace

void AddOccupancy(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<OccupancyOptions>();
  auto options = arguments.Add(
      "occupancy",
      {"Shows what each service unit can give on a day, and what is taken",
       "Mostra quanto ogni struttura può dare in un giorno, e quanto è occupato"},
      "  fascicolo occupancy\n"
      "  fascicolo occupancy 5f0c6d0e --from 2026-01-01 --to 2026-03-31",
      [&session, given] {
        return Answer(session, given->as_of,
                      [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("UNIT", given->unit,
               {"One unit, over the days from --from to --to",
                "Una struttura, nei giorni da --from a --to"});
  options.Text("--service", given->service,
               {"Units of this service only, by its code",
                "Solo le strutture di questo servizio, con il suo codice"});
  options.Text("--from", given->from,
               {"First day (default: the last day opened)",
                "Primo giorno (predefinito: l'ultimo giorno aperto)"});
  options.Text("--to", given->to,
               {"Last day, included (default: of a unit 30 days later, else the same day)",
                "Ultimo giorno, compreso (predefinito: per una struttura 30 giorni dopo, altrimenti "
                "lo stesso giorno)"});
  options.Text("--effective-on", given->effective_on,
               {"On this day alone, as known at --as-of", "Solo in questo giorno, per quanto noto in --as-of"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kOccupancyShape));
}

}  // namespace fascicolo::program
