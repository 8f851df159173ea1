// fascicolo rebuild: state and views folded again beside the live ones, compared, and put in their
// place.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/cli/table.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/authority/scratch_directory.h"
#include "projections/rebuild.h"

#include <memory>

namespace fascicolo::program {
namespace {

using cli::Value;

struct RebuildOptions {
  std::optional<std::string> view;
  bool diff = false;
};

std::string_view TextOf(projections::RowDifference difference) {
  switch (difference) {
    case projections::RowDifference::kOnlyLive:
      return "only_live";
    case projections::RowDifference::kOnlyRebuilt:
      return "only_rebuilt";
    case projections::RowDifference::kOtherValue:
      return "other_value";
  }
  return "";
}

using Rebuilt = projections::RebuildReport;

Result<Rebuilt> FoldBeside(Session& session, Node& node, const std::filesystem::path& scratch, bool diff) {
  cli::Progress bar(session.terminal, session.Text("rebuild", "ricostruzione"),
                    session.Text("events", "eventi"));
  return projections::RebuildInDirectory(
      node.log(), node.identity().origin, {node.state_rows(), node.views()},
      scratch, diff, [&bar](const auto& at) { bar.Show(at.at.value, at.end.value, at.events); });
}

Value FormOf(const Rebuilt& rebuilt, const RebuildOptions& options) {
  Value::Array views;
  for (const auto& view : rebuilt.views) {
    if (options.view && view.view != *options.view) continue;
    Value::Array rows;
    for (const auto& row : view.rows) {
      rows.push_back(cli::Object()
                         .Add("table", row.table)
                         .Add("key", row.key_hex)
                         .Add("difference", TextOf(row.difference))
                         .Done());
    }
    views.push_back(cli::Object()
                        .Add("view", view.view)
                        .Add("live", view.live)
                        .Add("rebuilt", view.rebuilt)
                        .Add("same", view.same())
                        .Add("rows", std::move(rows))
                        .Done());
  }
  return cli::Object()
      .Add("position", rebuilt.standing.position)
      .Add("root", rebuilt.standing.root)
      .Add("views", std::move(views))
      .Add("replaced", !options.diff)
      .Done();
}

void Print(Session& session, const Rebuilt& rebuilt, const RebuildOptions& options) {
  cli::Table table;
  table.Column(session.Label("column.view"));
  table.Column(session.Label("column.comparison"));
  const auto is_asked = [&](const auto& view) { return !options.view || view.view == *options.view; };
  for (const auto& view : rebuilt.views) {
    if (!is_asked(view)) continue;
    table.Row({std::string(view.view),
               view.same() ? session.Text("same", "uguale") : session.Text("DIFFERENT", "DIVERSO")});
  }
  table.Print(session.terminal);
  for (const auto& view : rebuilt.views) {
    if (!is_asked(view)) continue;
    for (const auto& row : view.rows) {
      session.terminal.Line("  " + row.view + " " + std::to_string(row.table) + " " + row.key_hex +
                            ": " + std::string(TextOf(row.difference)));
    }
  }
  if (!options.diff)
    session.Say(session.Text("Replaced by what the ledger folds to.",
                             "Sostituite con quanto risulta dal registro."));
}

Status Replace(Node& node, const std::filesystem::path& scratch) {
  if (Status replaced = node.ReplaceViews(scratch / "views"); !replaced) return replaced;
  return node.ReplaceState(scratch / "state");
}

/// Live rows that cannot be read have nothing to be compared with: they are folded again.
Result<Rebuilt> RunOrFoldAnew(Session& session, Node& node, const std::filesystem::path& scratch,
                              const RebuildOptions& options) {
  try {
    auto rebuilt = FoldBeside(session, node, scratch, options.diff);
    if (!rebuilt || options.diff) return rebuilt;
    if (Status going_on = NotInterrupted(); !going_on) return going_on.error();
    if (Status replaced = Replace(node, scratch); !replaced) return replaced.error();
    return rebuilt;
  } catch (const store::StoreBroken& broken) {
    if (options.diff) return Failure{FailureCode::kDamaged, broken.what()};
    session.Say(std::string("fascicolo: ") + broken.what());
  }
  if (Status folded = node.FoldAnew(); !folded) return folded.error();
  const auto standing = projections::StandingOf(node.views());
  if (!standing) return Failure{FailureCode::kNotFound, "the ledger is empty"};
  return Rebuilt{*standing, {}};
}

StatusOf<FormError> CheckView(const RebuildOptions& options) {
  if (!options.view) return {};
  std::vector<std::string> names{"state", "ledger"};
  for (const auto& view : projections::AllViews()) names.emplace_back(view.name);
  std::vector<const char*> words;
  for (const auto& name : names) words.push_back(name.c_str());
  if (const auto found = FindWord(words, *options.view, "--view"); !found) return found.error();
  return {};
}

int Rebuild(Session& session, const RebuildOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (const auto checked = CheckView(options); !checked) return session.Fail(checked.error());
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  const auto fail = [&](const Failure& why) { return session.Leave(*node, session.Fail(why)); };
  if (Status caught_up = node->CatchUpViews(); !caught_up) return fail(caught_up.error());
  const ScratchDirectory scratch(node->authority().scratch("rebuild"));
  auto rebuilt = RunOrFoldAnew(session, *node, scratch.path(), options);
  if (!rebuilt) return fail(rebuilt.error());
  if (session.json()) {
    session.terminal.Json(FormOf(*rebuilt, options));
  } else {
    Print(session, *rebuilt, options);
  }
  return session.Leave(*node, rebuilt->same() || !options.diff ? cli::kExitDone : cli::kExitNo);
}

}  // namespace

void AddRebuild(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<RebuildOptions>();
  auto options = arguments.Add(
      "rebuild",
      {"Folds state and views again from the ledger, compares, and replaces them",
       "Ricava di nuovo dal registro stato e viste, li confronta e li sostituisce"},
      "  fascicolo rebuild --diff\n"
      "  fascicolo rebuild --view caseload --diff",
      [&session, given] { return Rebuild(session, *given); });
  options.Text("--view", given->view,
               {"Report on this one only: state, ledger, caseload, waiting_list, history, ...",
                "Riferisce solo su questa: state, ledger, caseload, waiting_list, history, ..."});
  options.Flag("--diff", given->diff,
               {"Only compare, row by row, and replace nothing; exit code 1 where they differ",
                "Solo confronta, riga per riga, senza sostituire; codice di uscita 1 se "
                "differiscono"});
}

}  // namespace fascicolo::program
