// fascicolo housing: dwellings by state, who comes next, and what is wrong with the tenancies in them.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/housing/housing_lines.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/reading.h"
#include "connectors/program/sample_values.h"
#include "engine/catalogue/adopted.h"
#include "engine/families/housing/dwelling_states.h"
#include "engine/families/housing/tenancy_states.h"

#include <map>
#include <memory>

namespace fascicolo::program {
namespace {

struct HousingOptions {
  std::optional<std::string> dwelling;
  bool unverified = false;
  bool vacant = false;
  bool arrears = false;
  bool lodgings = false;
  bool forfeitures = false;
  std::optional<std::string> as_of;
};

bool IsLodging(const HousingLine& line) {
  return line.held && line.held->title == schema::TenancyTitle::lodging;
}

bool IsBeingForfeited(const HousingLine& line) { return line.held && !line.held->forfeiture.service.empty(); }

bool IsWanted(const HousingLine& line, const HousingOptions& options) {
  if (options.dwelling && *options.dwelling != line.row.code && *options.dwelling != ToHex(line.dwelling)) return false;
  if (options.unverified && !line.is_unverified && !line.has_no_contract) return false;
  if (options.vacant && !line.vacant_days) return false;
  if (options.lodgings && !IsLodging(line)) return false;
  if (options.forfeitures && !IsBeingForfeited(line)) return false;
  return !options.arrears || line.arrears_cents > 0;
}

/// Where somebody lives is told by nobody who may not read their case.
std::string StreetOf(const HousingLine& line) { return engine::IsLivedIn(line.row.state) ? "" : line.row.street; }

Value ForfeitureForm(const HousingLine& line) {
  if (!IsBeingForfeited(line)) return {};
  const engine::ForfeitureRow& row = line.held->forfeiture;
  return cli::Object()
      .Add("ground", row.ground)
      .Add("step", schema::EnumNameForfeitureStep(row.step))
      .Add("since", row.stepped_on)
      .Add("eviction_on", row.eviction_on)
      .Add("minors", row.minors)
      .Done();
}

Value TenancyForm(const HousingLine& line) {
  if (!line.held || line.is_hidden) return {};
  return cli::Object()
      .Add("id", line.tenancy)
      .Add("title", schema::EnumNameTenancyTitle(line.held->title))
      .Add("state", engine::TextOf(line.held->state))
      .Add("person", line.held->person)
      .Add("from", line.held->from)
      .Add("until", line.held->until)
      .Add("contract", line.held->contract)
      .Add("checked_on", line.held->checked_on)
      .Add("forfeiture", ForfeitureForm(line))
      .Done();
}

constexpr std::string_view kHousingShape =
    "by_state: {*: count}, samples: [text], dwellings: [{dwelling: id, code: text, owner: word, use: word, "
    "square_metres: count, rooms: count, accessible: flag, district: text, street: text, reserve: text, state: word, "
    "since: day, vacant_days: count?, protected: flag, tenancy: {id: id, title: word, state: word, person: id?, "
    "from: day?, until: day?, contract: text, checked_on: day?, forfeiture: {ground: text, step: word, since: day, "
    "eviction_on: day?, minors: flag}?}?, unverified: flag, no_contract: flag, arrears: decimal, next_in_line: id?}]";

Value FormOf(const HousingLine& line) {
  return cli::Object()
      .Add("dwelling", line.dwelling)
      .Add("code", line.row.code)
      .Add("owner", schema::EnumNameDwellingOwner(line.row.owner))
      .Add("use", schema::EnumNameDwellingUse(line.row.use))
      .Add("square_metres", line.row.square_metres)
      .Add("rooms", line.row.rooms)
      .Add("accessible", line.row.accessible)
      .Add("district", line.is_hidden ? "" : line.row.district)
      .Add("street", StreetOf(line))
      .Add("reserve", line.row.reserve)
      .Add("state", engine::TextOf(line.row.state))
      .Add("since", line.row.since)
      .Add("vacant_days", line.vacant_days)
      .Add("protected", line.is_hidden)
      .Add("tenancy", TenancyForm(line))
      .Add("unverified", line.is_unverified)
      .Add("no_contract", line.has_no_contract)
      .Add("arrears", MoneyText(line.arrears_cents))
      .Add("next_in_line", line.next)
      .Done();
}

std::string Word(Session& session, std::string_view group, std::string_view code) {
  return std::string(cli::LabelOf(session.language(), group, code));
}

/// What the office should look at.
std::string RemarkOf(Session& session, const HousingLine& line) {
  std::string remark;
  const auto add = [&](const std::string& text) { remark += (remark.empty() ? "" : ", ") + text; };
  if (line.is_unverified) add(session.Label("text.unverified"));
  if (line.has_no_contract) add(session.Label("text.no_contract"));
  if (line.arrears_cents > 0) add(session.Label("debt_cause.rent") + " " + MoneyText(line.arrears_cents));
  if (IsBeingForfeited(line)) {
    const auto& row = line.held->forfeiture;
    const bool has_begun_only = row.step == schema::ForfeitureStep::none;
    add(has_begun_only ? session.Label("event.ForfeitureStarted")
                       : session.Label("event.ForfeitureAdvanced") + ": " +
                             Word(session, "forfeiture_step", schema::EnumNameForfeitureStep(row.step)));
    if (row.eviction_on) add(FormatDay(*row.eviction_on) + (row.minors ? ", " + session.Label("field.minors") : ""));
  }
  if (IsLodging(line) && line.held->until) add(session.Label("field.until") + " " + FormatDay(*line.held->until));
  return remark;
}

void Print(Session& session, const std::vector<HousingLine>& lines) {
  cli::Table table;
  for (const char* column : {"column.dwelling", "field.district", "column.state", "column.vacant_days", "column.tenancy",
                             "column.next_in_line"}) {
    table.Column(session.Label(column));
  }
  table.Column("");
  for (const HousingLine& line : lines) {
    table.Row({line.row.code, line.is_hidden ? "" : line.row.district,
               Word(session, "dwelling_state", engine::TextOf(line.row.state)),
               line.vacant_days ? std::to_string(*line.vacant_days) : "", line.tenancy.is_zero() ? "" : ToHex(line.tenancy),
               line.next.is_zero() ? "" : ToHex(line.next), RemarkOf(session, line)});
  }
  table.Print(session.terminal);
}

Value CountsOf(const std::map<std::string, std::uint64_t>& counts) {
  cli::Object object;
  for (const auto& [state, count] : counts) object.Add(state, count);
  return object.Done();
}

/// Of every service by which somebody is housed.
Samples SamplesOfHousing(const engine::State& state, Day today) {
  Samples samples;
  state.Scan<engine::SheetTable>(engine::SheetTable::Key(), [&](std::string_view bytes, const engine::SheetRow&) {
    std::string service;
    engine::SheetTable::Read(bytes, service);
    const auto sheet = engine::AdoptedSheet(state, service);
    if (sheet && sheet->housing) AddSamplesBehind(state, service, today, samples);
    return true;
  });
  return samples;
}

int Show(Session& session, Reading& reading, const HousingOptions& options) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  std::map<std::string, std::uint64_t> counts;
  std::vector<HousingLine> lines = HousingLines(*state, reading.today());
  for (const HousingLine& line : lines) ++counts[std::string(engine::TextOf(line.row.state))];
  std::erase_if(lines, [&](const HousingLine& line) { return !IsWanted(line, options); });
  const Samples samples = SamplesOfHousing(*state, reading.today());
  if (session.json()) {
    Value::Array forms;
    for (const HousingLine& line : lines) forms.push_back(FormOf(line));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("by_state", CountsOf(counts))
                              .Add("samples", FormOfSamples(samples))
                              .Add("dwellings", std::move(forms))
                              .Done());
    return cli::kExitDone;
  }
  WarnOfSamples(session, samples);
  Print(session, lines);
  for (const auto& [code, count] : counts) {
    session.Say(Word(session, "dwelling_state", code) + ": " + std::to_string(count));
  }
  return cli::kExitDone;
}

}  // namespace

void AddHousing(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<HousingOptions>();
  auto options = arguments.Add(
      "housing",
      {"Shows dwellings by state: days vacant, who comes next, lodgings, tenants not verified, arrears",
       "Mostra gli alloggi per stato: giorni di sfitto, prossimo avente diritto, ospitalità, verifiche, morosità"},
      "  fascicolo housing --vacant --data DIR", [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("--dwelling", given->dwelling, {"One dwelling: its code or id", "Un alloggio: codice o identificativo"});
  options.Flag("--vacant", given->vacant, {"Those in which nobody lives", "Quelli in cui non abita nessuno"});
  options.Flag("--unverified", given->unverified,
               {"Tenants not verified in time, and dwellings without contract",
                "Assegnatari non verificati in tempo e alloggi senza contratto"});
  options.Flag("--arrears", given->arrears, {"Rents that are due and not paid", "Canoni scaduti e non pagati"});
  options.Flag("--lodgings", given->lodgings, {"Emergency lodgings and their terms", "Ospitalità temporanee e scadenze"});
  options.Flag("--forfeitures", given->forfeitures,
               {"Forfeitures and evictions, by step", "Decadenze e rilasci, per passaggio"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kHousingShape));
}

}  // namespace fascicolo::program
