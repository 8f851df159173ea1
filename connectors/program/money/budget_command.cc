// fascicolo budget: what each chapter has, and how far it is set aside, committed, liquidated and paid.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/money/money_text.h"
#include "connectors/program/reading.h"

#include <algorithm>
#include <memory>
#include <tuple>

namespace fascicolo::program {
namespace {

struct BudgetOptions {
  std::uint64_t year = 0;  ///< 0: every one
  std::optional<std::string> as_of;
};

/// A chapter, and what came of it so far; all amounts in cents.
struct ChapterLine {
  EntityId chapter;
  engine::ChapterRow row;
  std::int64_t committed = 0;
  std::int64_t liquidated = 0;
  std::int64_t paid = 0;
};

void AddCommitments(const engine::State& state, ChapterLine& line) {
  state.Scan<engine::CommitmentTable>(engine::CommitmentTable::Key(line.chapter),
                                      [&](std::string_view, const engine::CommitmentRow& row) {
                                        if (row.committed) line.committed += row.amount;
                                        line.liquidated += row.liquidated;
                                        return true;
                                      });
}

void AddPayments(const engine::State& state, ChapterLine& line) {
  state.Scan<engine::LiquidationTable>(engine::LiquidationTable::Key(line.chapter),
                                       [&](std::string_view, const engine::LiquidationRow& row) {
                                         if (!row.paid_by.empty()) line.paid += row.amount;
                                         return true;
                                       });
}

/// By year, the latest first, and code. `year`: that one alone; 0: all.
std::vector<ChapterLine> LinesOf(const engine::State& state, std::uint64_t year) {
  std::vector<ChapterLine> lines;
  state.Scan<engine::ChapterTable>(engine::ChapterTable::Key(), [&](std::string_view bytes, engine::ChapterRow row) {
    if (year != 0 && static_cast<std::uint64_t>(row.year) != year) return true;
    ChapterLine& line = lines.emplace_back();
    engine::ChapterTable::Read(bytes, line.chapter);
    line.row = std::move(row);
    return true;
  });
  for (ChapterLine& line : lines) {
    AddCommitments(state, line);
    AddPayments(state, line);
  }
  std::sort(lines.begin(), lines.end(), [](const ChapterLine& one, const ChapterLine& other) {
    return std::tie(other.row.year, one.row.code, one.chapter) < std::tie(one.row.year, other.row.code, other.chapter);
  });
  return lines;
}

constexpr std::string_view kBudgetShape =
    "chapters: [{chapter: id, year: count, code: text, amount: decimal, set_aside: decimal, committed: decimal, liquidated: decimal, "
    "paid: decimal, left: decimal, commitments: count}]";

Value FormOf(const ChapterLine& line) {
  return cli::Object()
      .Add("chapter", line.chapter)
      .Add("year", line.row.year)
      .Add("code", line.row.code)
      .Add("amount", MoneyText(line.row.amount))
      .Add("set_aside", MoneyText(line.row.set_aside))
      .Add("committed", MoneyText(line.committed))
      .Add("liquidated", MoneyText(line.liquidated))
      .Add("paid", MoneyText(line.paid))
      .Add("left", MoneyText(line.row.amount - line.row.set_aside))
      .Add("commitments", line.row.commitments)
      .Done();
}

void Print(Session& session, const std::vector<ChapterLine>& lines) {
  cli::Table table;
  for (const char* column : {"field.year", "field.chapter", "field.amount", "text.set_aside", "text.committed", "text.liquidated",
                             "text.paid", "text.free"}) {
    table.Column(session.Label(column));
  }
  for (const ChapterLine& line : lines) {
    table.Row({std::to_string(line.row.year), line.row.code, MoneyText(line.row.amount), MoneyText(line.row.set_aside),
               MoneyText(line.committed), MoneyText(line.liquidated), MoneyText(line.paid),
               MoneyText(line.row.amount - line.row.set_aside)});
  }
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, std::uint64_t year) {
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto lines = LinesOf(*state, year);
  if (!session.json()) {
    Print(session, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const ChapterLine& line : lines) forms.push_back(FormOf(line));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("chapters", std::move(forms)).Done());
  return cli::kExitDone;
}

}  // namespace

void AddBudget(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<BudgetOptions>();
  auto options = arguments.Add(
      "budget",
      {"Shows the chapters of the budget: what they have, and what of it is set aside, committed, liquidated and paid",
       "Mostra i capitoli di bilancio: stanziato, e quanto è prenotato, impegnato, liquidato e pagato"},
      "  fascicolo budget --year 2026 --data DIR", [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, given->year); });
      });
  options.Number("--year", given->year, {"Only chapters of this year", "Solo i capitoli di questo anno"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kBudgetShape));
}

}  // namespace fascicolo::program
