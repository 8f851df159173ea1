// fascicolo statistics terms: how the office keeps its deadlines.
#include "connectors/cli/labels.h"
#include "connectors/program/audit/terms.h"
#include "connectors/program/entities.h"
#include "connectors/program/statistics/topics.h"
#include "engine/catalogue/decimal.h"

#include <span>

namespace fascicolo::program {
namespace {

constexpr TermOutcome kOutcomesShown[] = {TermOutcome::kMetInTime, TermOutcome::kMetLate,   TermOutcome::kPassed,
                                          TermOutcome::kOpen,      TermOutcome::kSuspended, TermOutcome::kFellAway};

std::optional<std::string> ShareText(const TermCounts& counts) {
  const auto share = counts.ShareWithinTerm();
  return share ? std::optional(engine::FormatHundredths(static_cast<std::int64_t>(*share))) : std::nullopt;
}

constexpr std::string_view kTermsShape =
    "from: day?, to: day?, terms: [{deadline: word, ground: text?, area: word?, opened: count, met_in_time: count, "
    "met_late: count, passed: count, open: count, suspended: count, fell_away: count, percent_within_term: decimal?, "
    "suspensions: {*: count}}]";

Value FormOf(const TermKind& kind, const TermCounts& counts) {
  cli::Object suspensions;
  for (const auto& [cause, number] : counts.suspensions) suspensions.Add(cause, number);
  cli::Object form;
  form.Add("deadline", kind.deadline)
      .Add("ground", kind.ground.empty() ? Value{} : cli::Form(kind.ground))
      .Add("area", kind.area.empty() ? Value{} : cli::Form(kind.area))
      .Add("opened", counts.opened());
  for (const TermOutcome outcome : kOutcomesShown) form.Add(WordOf(outcome), counts.Of(outcome));
  return form.Add("percent_within_term", ShareText(counts)).Add("suspensions", suspensions.Done()).Done();
}

std::string SuspensionsText(Session& session, const TermCounts& counts) {
  std::string text;
  for (const auto& [cause, number] : counts.suspensions) {
    text += (text.empty() ? "" : ", ") + session.Label("suspension_cause." + cause) + " " + std::to_string(number);
  }
  return text;
}

void Print(Session& session, const std::map<TermKind, TermCounts>& terms) {
  cli::Table table;
  table.Column(session.Label("column.deadline"));
  table.Column(session.Label("column.ground"));
  table.Column(session.Label("column.area"));
  table.Column(session.Label("column.opened"), cli::Align::kRight);
  for (const TermOutcome outcome : kOutcomesShown) {
    table.Column(session.Label(std::string("term_outcome.") + WordOf(outcome)), cli::Align::kRight);
  }
  table.Column(session.Label("column.within_term"), cli::Align::kRight);
  table.Column(session.Label("column.suspensions"));
  for (const auto& [kind, counts] : terms) {
    std::vector<std::string> cells{kind.deadline, kind.ground,
                                   std::string(cli::LabelOf(session.language(), "area", kind.area)),
                                   std::to_string(counts.opened())};
    for (const TermOutcome outcome : kOutcomesShown) cells.push_back(std::to_string(counts.Of(outcome)));
    const auto share = ShareText(counts);
    cells.push_back(share ? *share + " %" : "-");
    cells.push_back(SuspensionsText(session, counts));
    table.Row(std::move(cells));
  }
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

Result<AuditScope, FormError> ScopeOf(const StatisticsOptions& options) {
  const auto period = ReadPeriod(options.from, options.to);
  if (!period) return period.error();
  if (options.area) {
    const std::span<const char* const> areas{schema::EnumNamesArea(), std::size(schema::EnumValuesArea())};
    if (const auto area = FindWord(areas, *options.area, "--area"); !area) return area.error();
  }
  return AuditScope{*period, options.service};
}

}  // namespace

std::string TermsShape() { return StandingShape(kTermsShape); }

int ShowTerms(Session& session, Reading& reading, const StatisticsOptions& options) {
  const auto scope = ScopeOf(options);
  if (!scope) return session.Fail(scope.error());
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  TermsInLog log(*scope);
  LogWalk walk(session, reading);
  const Status walked = walk.Run([&](const SeenEvent& seen) { log.See(seen); });
  if (!walked) return session.Fail(walked.error());
  auto terms = log.Count();
  std::erase_if(terms, [&](const auto& one) { return options.area && one.first.area != *options.area; });
  if (!session.json()) {
    Print(session, terms);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const auto& [kind, counts] : terms) forms.push_back(FormOf(kind, counts));
  cli::Object answer;
  reading.AddStanding(answer);
  answer.Add("from", scope->period.from).Add("to", scope->period.to).Add("terms", std::move(forms));
  session.terminal.Json(answer.Done());
  return cli::kExitDone;
}

}  // namespace fascicolo::program
