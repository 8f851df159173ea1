// fascicolo services: what the authority has adopted.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/reading.h"
#include "engine/rules/dated_form.h"
#include "engine/rules/dated_rules.h"

#include <memory>
#include <type_traits>

namespace fascicolo::program {
namespace {

Value Texts(const std::vector<std::string>& texts) {
  Value::Array array;
  for (const auto& text : texts) array.push_back(cli::Form(text));
  return Value{std::move(array)};
}

Value FormOf(const engine::Label& label) {
  return cli::Object().Add("it", label.it).Add("en", label.en).Done();
}

constexpr std::string_view kSheetShape =
    "{code: word, name: {it: text, en: text}, rows: [text], area: word, family: word, served: word, capacity: word, "
    "unit: word, waiting: word?, rule_set: word?, on_free: word?, status: word, siuss: text?, istat_area: word, "
    "fnps_level: count, fee: word?}";
constexpr std::string_view kRuleSetShape =
    "{kind: word, code: word, version: text, valid_from: day, valid_to: day?, name: {it: text, en: text}, status: "
    "word}";

Value FormOf(const engine::Sheet& sheet) {
  cli::Object form;
  form.Add("code", sheet.code)
      .Add("name", FormOf(sheet.name))
      .Add("rows", Texts(sheet.rows))
      .Add("area", engine::TextOf(sheet.area))
      .Add("family", engine::TextOf(sheet.family))
      .Add("served", engine::TextOf(sheet.served))
      .Add("capacity", engine::TextOf(sheet.capacity))
      .Add("unit", engine::TextOf(sheet.unit));
  form.Add("waiting", sheet.waiting ? cli::Form(engine::TextOf(sheet.waiting->policy)) : Value{});
  form.Add("rule_set", sheet.waiting && !sheet.waiting->rule_set.empty()
                           ? cli::Form(sheet.waiting->rule_set)
                           : Value{});
  form.Add("on_free", sheet.waiting ? cli::Form(engine::TextOf(sheet.waiting->on_free)) : Value{});
  form.Add("status", engine::TextOf(sheet.status));
  form.Add("siuss", sheet.siuss ? cli::Form(sheet.siuss->code) : Value{});
  form.Add("istat_area", engine::TextOf(sheet.istat_area)).Add("fnps_level", sheet.fnps_level);
  return form.Add("fee", sheet.fee.empty() ? Value{} : cli::Form(sheet.fee)).Done();
}

std::string_view KindOf(const engine::RuleSet&) { return "points"; }
std::string_view KindOf(const engine::FeeRules&) { return "fee"; }
std::string_view KindOf(const engine::Instrument&) { return "instrument"; }
std::string_view KindOf(const engine::Formula&) { return "formula"; }
std::string_view KindOf(const engine::AccessPolicy&) { return "access"; }

template <class Document>
Value FormOf(const Document& rules) {
  return cli::Object()
      .Add("kind", KindOf(rules))
      .Add("code", rules.code)
      .Add("version", rules.version)
      .Add("valid_from", rules.valid_from)
      .Add("valid_to", rules.valid_to)
      .Add("name", FormOf(rules.name))
      .Add("status", engine::TextOf(rules.status))
      .Done();
}

std::vector<engine::Sheet> SheetsIn(const engine::State& state) {
  std::vector<engine::Sheet> sheets;
  state.Scan<engine::SheetTable>(engine::SheetTable::Key(),
                                 [&](std::string_view, const engine::SheetRow& row) {
                                   if (auto sheet = engine::ParseSheet(row.json))
                                     sheets.push_back(std::move(sheet).value());
                                   return true;
                                 });
  return sheets;
}

std::string CodeOf(const engine::DatedRules& rules) {
  return std::visit([](const auto& one) { return one.code; }, rules);
}

/// Of each code the version that counts on the day: of those valid then the one that begins last.
void KeepThoseOn(Day day, std::vector<engine::DatedRules>& all) {
  std::erase_if(all, [&](const auto& rules) {
    return !std::visit([&](const auto& one) { return engine::IsValidOn(one, day); }, rules);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_last = i + 1 == all.size() || CodeOf(all[i]) != CodeOf(all[i + 1]);
    if (is_last) std::swap(all[kept++], all[i]);
  }
  all.resize(kept);
}

/// By code, then by the day from which they count.
std::vector<engine::DatedRules> RulesIn(const engine::State& state) {
  std::vector<engine::DatedRules> all;
  state.Scan<engine::RuleSetTable>(engine::RuleSetTable::Key(),
                                   [&](std::string_view, const engine::RuleSetRow& row) {
                                     if (auto rules = engine::ParseDatedRules(row.json))
                                       all.push_back(std::move(rules).value());
                                     return true;
                                   });
  return all;
}

void PrintTables(Session& session, const std::vector<engine::Sheet>& sheets,
                 const std::vector<engine::DatedRules>& all) {
  const auto language = session.language();
  cli::Table table;
  for (const char* column : {"code", "name", "rows", "area", "family", "measure", "status"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const auto& sheet : sheets) {
    std::string rows;
    for (const auto& row : sheet.rows) rows += (rows.empty() ? "" : " ") + row;
    table.Row({sheet.code, sheet.name.In(language), rows,
               std::string(cli::LabelOf(language, "area", engine::TextOf(sheet.area))),
               std::string(cli::LabelOf(language, "family", engine::TextOf(sheet.family))),
               std::string(cli::LabelOf(language, "unit", engine::TextOf(sheet.unit))),
               std::string(cli::LabelOf(language, "status", engine::TextOf(sheet.status)))});
  }
  table.Print(session.terminal);
  if (all.empty()) return;
  session.terminal.Line("");
  cli::Table rule_sets;
  for (const char* column : {"code", "name", "from", "to", "status"}) {
    rule_sets.Column(session.Label(std::string("column.") + column));
  }
  const auto show = [&](const auto& rules) {
    rule_sets.Row({rules.code + " " + rules.version, rules.name.In(language),
                   FormatDay(rules.valid_from), rules.valid_to ? FormatDay(*rules.valid_to) : "-",
                   std::string(cli::LabelOf(language, "status", engine::TextOf(rules.status)))});
  };
  for (const auto& rules : all) std::visit(show, rules);
  rule_sets.Print(session.terminal);
}

struct ServicesOptions {
  std::optional<std::string> as_of;
  std::optional<std::string> effective_on;
};

int Show(Session& session, Reading& reading, const std::optional<Day>& on) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto sheets = SheetsIn(*state);
  auto rule_sets = RulesIn(*state);
  if (on) KeepThoseOn(*on, rule_sets);
  if (!session.json()) {
    if (sheets.empty() && rule_sets.empty())
      session.Say(session.Label("text.nothing") + ": fascicolo adopt --built-in");
    else
      PrintTables(session, sheets, rule_sets);
    return cli::kExitDone;
  }
  Value::Array sheet_forms;
  for (const auto& sheet : sheets) sheet_forms.push_back(FormOf(sheet));
  Value::Array rule_forms;
  for (const auto& rules : rule_sets) {
    rule_forms.push_back(std::visit([](const auto& one) { return FormOf(one); }, rules));
  }
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("services", std::move(sheet_forms))
                            .Add("rule_sets", std::move(rule_forms))
                            .Done());
  return cli::kExitDone;
}

int Services(Session& session, const ServicesOptions& options) {
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  return Answer(session, options.as_of, [&](Reading& reading) { return Show(session, reading, *on); });
}

}  // namespace

void AddServices(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ServicesOptions>();
  auto options = arguments.Add(
      "services",
      {"Shows the services and rule sets that the authority has adopted",
       "Mostra i servizi e i criteri adottati dall'ente"},
      "  fascicolo services --lang it\n"
      "  fascicolo services --effective-on 2026-01-01",
      [&session, given] { return Services(session, *given); });
  options.Text("--effective-on", given->effective_on,
               {"Of rule sets and fees only the version that counts on this day, as known at --as-of",
                "Di criteri e tariffe solo la versione che vale in questo giorno, per quanto noto in --as-of"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape("services: [%], rule_sets: [%]", {kSheetShape, kRuleSetShape}));
}

}  // namespace fascicolo::program
