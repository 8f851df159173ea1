// fascicolo acts: acts that are drafted and not signed yet, or signed and without effect yet, and what each waits for.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "engine/families/act.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace fascicolo::program {
namespace {

using engine::ActRow;
using engine::ActState;

struct ActsOptions {
  std::optional<std::string> waits;
  std::optional<std::string> as_of;
};

/// What an act may wait for, in the order in which it comes; labels "act_waits.<word>".
constexpr const char* kWaits[] = {"signature", "visa", "publication", "notice", "day", "ratification"};

/// The words of kWaits that are true of an act that has no effect yet, or none for good.
std::vector<std::string_view> WaitsOf(const ActRow& row) {
  std::vector<std::string_view> waits;
  const bool is_open = row.state == ActState::kDrafted || row.state == ActState::kSigned;
  if (row.state == ActState::kDrafted) waits.emplace_back("signature");
  if (is_open && row.needs_visa && !row.visa_on) waits.emplace_back("visa");
  if (is_open && row.needs_publication && !row.published_from) waits.emplace_back("publication");
  if (is_open && row.needs_notice && !row.notified_on) waits.emplace_back("notice");
  if (row.state == ActState::kSigned && waits.empty()) waits.emplace_back("day");
  if (row.state == ActState::kEffective && row.ratify_by && row.ratified_by.is_zero()) waits.emplace_back("ratification");
  return waits;
}

struct WaitingAct {
  EntityId act;
  ActRow row;
  std::vector<std::string_view> waits;
};

/// In the order of their ids; `wanted`: of those that wait for this alone.
std::vector<WaitingAct> ActsIn(const engine::State& state, std::optional<std::string_view> wanted) {
  std::vector<WaitingAct> acts;
  state.Scan<engine::ActTable>(engine::ActTable::Key(), [&](std::string_view bytes, ActRow row) {
    auto waits = WaitsOf(row);
    const bool is_wanted = !wanted || std::find(waits.begin(), waits.end(), *wanted) != waits.end();
    if (waits.empty() || !is_wanted) return true;
    WaitingAct& act = acts.emplace_back();
    engine::ActTable::Read(bytes, act.act);
    act.row = std::move(row);
    act.waits = std::move(waits);
    return true;
  });
  return acts;
}

constexpr std::string_view kActsShape =
    "acts: [{act: id, kind: word, state: word, case: id?, number: text?, signer: text?, signed_on: day?, carries: count, "
    "waits: [word], effective_from: day?, ratify_by: day?}]";

Value TextOrNothing(const std::string& text) { return text.empty() ? Value{} : cli::Form(text); }

Value FormOf(const WaitingAct& act) {
  Value::Array waits;
  for (const std::string_view word : act.waits) waits.push_back(cli::Form(word));
  return cli::Object()
      .Add("act", act.act)
      .Add("kind", schema::EnumNameActKind(act.row.kind))
      .Add("state", engine::TextOf(act.row.state))
      .Add("case", act.row.case_file)
      .Add("number", TextOrNothing(act.row.number))
      .Add("signer", TextOrNothing(act.row.signer))
      .Add("signed_on", act.row.signed_on)
      .Add("carries", act.row.carries)
      .Add("waits", std::move(waits))
      .Add("effective_from", act.row.effective_from)
      .Add("ratify_by", act.row.ratify_by)
      .Done();
}

void Print(Session& session, const std::vector<WaitingAct>& acts) {
  const auto label = [&](const char* group, std::string_view code) { return std::string(cli::LabelOf(session.language(), group, code)); };
  cli::Table table;
  for (const char* column : {"field.act", "column.kind", "column.state", "field.number", "column.case", "text.waits_for"}) {
    table.Column(session.Label(column));
  }
  for (const WaitingAct& act : acts) {
    std::string waits;
    for (const std::string_view word : act.waits) waits += (waits.empty() ? "" : ", ") + label("act_waits", word);
    table.Row({ToHex(act.act), label("act_kind", schema::EnumNameActKind(act.row.kind)), label("act_state", engine::TextOf(act.row.state)),
               act.row.number, act.row.case_file.is_zero() ? "" : ToHex(act.row.case_file), std::move(waits)});
  }
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, const ActsOptions& options) {
  std::optional<std::string_view> wanted;
  if (options.waits) {
    const auto word = FindWord(kWaits, *options.waits, "--waits");
    if (!word) return session.Fail(word.error());
    wanted = kWaits[*word];
  }
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto acts = ActsIn(*state, wanted);
  if (!session.json()) {
    Print(session, acts);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const WaitingAct& act : acts) forms.push_back(FormOf(act));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("acts", std::move(forms)).Done());
  return cli::kExitDone;
}

}  // namespace

void AddActs(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ActsOptions>();
  auto options = arguments.Add(
      "acts",
      {"Shows acts that have no effect yet and what each waits for: signature, visa, publication, notice, its day; and provisional ones to ratify",
       "Mostra gli atti non ancora efficaci e che cosa attende ciascuno: firma, visto, pubblicazione, notifica, il suo giorno; e quelli provvisori "
       "da ratificare"},
      "  fascicolo acts --waits signature --data DIR", [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("--waits", given->waits,
               {"Only those that wait for this: signature, visa, publication, notice, day or ratification",
                "Solo quelli che attendono: signature, visa, publication, notice, day o ratification"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kActsShape));
}

}  // namespace fascicolo::program
