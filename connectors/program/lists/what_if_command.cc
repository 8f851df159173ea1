// fascicolo what-if: who would move on a waiting list under another rule set, and why.
#include <algorithm>
#include <memory>

#include "connectors/cli/labels.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/lists/named_list.h"
#include "connectors/program/lists/what_if.h"
#include "connectors/program/reading.h"
#include "engine/catalogue/built_in.h"
#include "engine/catalogue/decimal.h"
#include "engine/catalogue/json_tree.h"

namespace fascicolo::program {
namespace {

struct WhatIfOptions {
  std::string list;
  std::string rules;
  std::optional<std::string> as_of;
};

std::string PointsText(const std::optional<std::int64_t>& points) {
  return points ? engine::FormatHundredths(*points) : "-";
}

std::string RankText(const std::optional<std::uint64_t>& rank) { return rank ? std::to_string(*rank) : "-"; }

/// "Barthel index 30 -> 20; age - -> 5", or what is missing.
std::string WhyText(const WhatIfEntry& entry) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (const auto& problem : entry.problems) add(engine::TextOf(problem));
  for (const auto& change : entry.why) {
    add(change.criterion + " " + PointsText(change.now) + " -> " + PointsText(change.then));
  }
  return text;
}

Value FormOf(const WhatIfEntry& entry) {
  Value::Array why;
  for (const auto& change : entry.why) {
    why.push_back(cli::Object()
                      .Add("criterion", change.criterion)
                      .Add("now", PointsText(change.now))
                      .Add("then", PointsText(change.then))
                      .Done());
  }
  Value::Array problems;
  for (const auto& problem : entry.problems) problems.push_back(cli::Form(engine::TextOf(problem)));
  return cli::Object()
      .Add("entity", entry.application)
      .Add("case", entry.case_file)
      .Add("rank_now", entry.rank_now)
      .Add("rank_then", entry.rank_then)
      .Add("points_now", engine::FormatHundredths(entry.points_now))
      .Add("points_then", PointsText(entry.points_then))
      .Add("why", std::move(why))
      .Add("problems", std::move(problems))
      .Done();
}

void Print(Session& session, const std::vector<WhatIfEntry>& entries) {
  cli::Table table;
  table.Column(session.Label("text.rank_now"), cli::Align::kRight);
  table.Column(session.Label("text.rank_then"), cli::Align::kRight);
  table.Column(session.Label("column.application"));
  table.Column(session.Label("text.points_now"), cli::Align::kRight);
  table.Column(session.Label("text.points_then"), cli::Align::kRight);
  table.Column(session.Label("column.reason"));
  for (const auto& entry : entries) {
    table.Row({std::to_string(entry.rank_now), RankText(entry.rank_then), ToHex(entry.application),
               engine::FormatHundredths(entry.points_now), PointsText(entry.points_then), WhyText(entry)});
  }
  table.Print(session.terminal);
}

/// The rule set of a file, or the one that the program carries under that name.
Result<engine::RuleSet, FormError> RulesOf(const std::string& named) {
  std::string json;
  if (const auto* built_in = engine::FindBuiltIn(named)) {
    json = built_in->json;
  } else {
    auto text = ReadWholeFile(named, engine::kMaxDocumentBytes);
    if (!text) return FormError{"--rules", text.error().message, "a file, or the name of a rule set of the catalogue"};
    json = std::move(text).value();
  }
  auto rules = engine::ParseRuleSet(json);
  if (!rules) {
    FormError error = rules.error().front();
    error.place.insert(0, named);
    return error;
  }
  return std::move(rules).value();
}

int Show(Session& session, Reading& reading, const WhatIfOptions& options) {
  const auto list = FindList(reading.rows(), options.list);
  if (!list) return session.Fail(list.error());
  const auto rules = RulesOf(options.rules);
  if (!rules) return session.Fail(rules.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto entries = WhatIf(*state, reading.rows(), list->list, *rules);
  const auto move = [](const WhatIfEntry& entry) { return entry.rank_then != entry.rank_now; };
  const auto moved = static_cast<std::uint64_t>(std::count_if(entries.begin(), entries.end(), move));
  const bool is_sample = rules->status == engine::DocumentStatus::kSample;
  if (session.json()) {
    Value::Array forms;
    for (const auto& entry : entries) forms.push_back(FormOf(entry));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("service", list->row.service)
                              .Add("rule_set", rules->code)
                              .Add("version", rules->version)
                              .Add("status", is_sample ? "sample" : "confirmed")
                              .Add("moved", moved)
                              .Add("entries", std::move(forms))
                              .Done());
    return cli::kExitDone;
  }
  if (is_sample) session.terminal.Line(session.terminal.Bold("*** " + session.Label("text.sample_rules") + " ***"));
  Print(session, entries);
  session.Say(std::to_string(moved) + " " + session.Label("text.would_move"));
  return cli::kExitDone;
}

}  // namespace

void AddWhatIf(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<WhatIfOptions>();
  auto options = arguments.Add(
      "what-if",
      {"Shows who would move on a waiting list under another rule set, and why; nothing is decided",
       "Mostra chi si sposterebbe in una lista d'attesa con altri criteri, e perché; nulla viene deciso"},
      "  fascicolo what-if home_care_elderly --rules next_year.json",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("LIST", given->list,
               {"A list, by the code of its service or its id", "Una lista, con il codice del servizio o il suo id"},
               true);
  options.Text("--rules", given->rules,
               {"The rule set: a file, or a name of the catalogue", "I criteri: un file, o un nome del catalogo"}, true);
  options.Text("--as-of", given->as_of, kAsOfHelp);
}

}  // namespace fascicolo::program
