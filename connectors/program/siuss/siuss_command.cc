// fascicolo siuss: what INPS's information system is told of benefits, what it is not told and why, and what it
// answered.
#include "connectors/cli/labels.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "connectors/program/siuss/flow_reading.h"
#include "connectors/program/siuss/flow_writing.h"
#include "connectors/program/siuss/outcomes_in_ledger.h"
#include "connectors/program/siuss/transmissions.h"
#include "connectors/program/siuss/transmitter_file.h"

#include <charconv>
#include <memory>

namespace fascicolo::program {
namespace {

struct SiussOptions {
  std::string what;
  std::string transmitter;
  std::string sender;
  std::string since = "0";
  std::string to;
  std::uint64_t limit = kDefaultLimit;
  std::optional<std::string> as_of;
};

enum class SiussQuestion { kFlows, kStatus, kUntransmissible };
constexpr const char* kSiussQuestions[] = {"flows", "status", "untransmissible"};

/// What all three questions are answered from.
class SiussAnswer {
 public:
  SiussAnswer(Session& session, Reading& reading, const SiussOptions& options)
      : session_(session), reading_(reading), options_(options), flows_(reading.node(), reading.standing().position) {}

  /// The exit code of a mistake or failure; none: it can be answered.
  std::optional<int> Begin() {
    if (!options_.transmitter.empty()) {
      auto read = ReadTransmitterFile(options_.transmitter);
      if (!read) return session_.Fail(read.error());
      transmitter_ = std::move(read).value();
    }
    const auto state = reading_.state();
    if (!state) return session_.Fail(state.error());
    state_.emplace(*state);
    if (transmitter_) TakeSenders(*state_, *transmitter_);
    const auto caught_up = flows_.CatchUp();
    if (!caught_up) return session_.Fail(caught_up.error());
    return std::nullopt;
  }

  int ShowFlows() {
    const auto since = Since();
    if (!since) return session_.Fail(since.error());
    if (const auto named = CheckSender(); !named) return session_.Fail(named.error());
    Value::Array entries;
    cli::Table table = FlowTable();
    const auto& flows = flows_.book().flows();
    std::uint64_t shown = 0;
    const std::uint64_t most = options_.limit == 0 ? UINT64_MAX : options_.limit;
    for (std::size_t i = flows_.book().After(*since); i < flows.size() && shown < most; ++i) {
      if (!MayTransmit(flows[i].is_sinba())) continue;
      const auto written = WriteFlow(reading_.node(), flows[i], *transmitter_);
      if (!written) return session_.Fail(written.error());
      if (written->xml.empty()) continue;
      ++shown;
      if (const auto kept = Keep(flows[i], written->xml); !kept) return session_.Fail(kept.error());
      if (session_.json()) entries.push_back(siuss::EntryOf(flows[i], *transmitter_, written->xml));
      if (!session_.json()) AddRow(table, flows[i]);
    }
    if (session_.json()) {
      cli::Object answer;
      reading_.AddStanding(answer);
      session_.terminal.Json(answer.Add("elenco_flussi", std::move(entries)).Done());
    } else if (table.empty()) {
      session_.Say(session_.Label("text.nothing"));
    } else {
      table.Print(session_.terminal);
    }
    return cli::kExitDone;
  }

  int ShowStatus() {
    std::map<std::string, std::uint64_t> by_kind{{"inserted", 0}, {"cancelled", 0}, {"minors", 0}, {"without_price", 0}};
    for (const siuss::Flow& flow : flows_.book().flows()) {
      ++by_kind[flow.is_sinba() ? "minors" : flow.operation == siuss::Operation::kInsert ? "inserted" : "cancelled"];
      if (!flow.is_sinba() && !std::get<0>(flow.record)->is_valued) ++by_kind["without_price"];
    }
    const auto withheld = flows_.book().withheld();
    return TellStatus(by_kind, CountReasons(withheld), withheld.size());
  }

  int ShowUntransmissible() {
    auto withheld = flows_.book().withheld();
    if (!options_.sender.empty()) {
      if (const auto named = CheckSender(); !named) return session_.Fail(named.error());
      if (Status added = AddThoseThatDoNotOpen(withheld); !added) return session_.Fail(added.error());
    }
    Value::Array forms;
    cli::Table table;
    for (const char* column : {"person", "service", "year", "reason"}) {
      table.Column(session_.Label(std::string("column.") + column));
    }
    std::uint64_t shown = 0;
    for (const siuss::Withheld& one : withheld) {
      if (options_.limit != 0 && shown++ >= options_.limit) break;
      if (session_.json()) {
        forms.push_back(FormOf(one));
        continue;
      }
      const std::string service = one.service.empty() ? "SINBA" : reading_.ServiceName(one.service, session_.language());
      table.Row({ToHex(one.person), service, std::to_string(one.year), ReasonsText(one.reasons)});
    }
    if (session_.json()) {
      cli::Object answer;
      reading_.AddStanding(answer);
      session_.terminal.Json(
          answer.Add("untransmissible", std::move(forms)).Add("in_all", static_cast<std::uint64_t>(withheld.size())).Done());
    } else if (table.empty()) {
      session_.Say(session_.Label("text.nothing"));
    } else {
      table.Print(session_.terminal);
    }
    return withheld.empty() ? cli::kExitDone : cli::kExitNo;
  }

 private:
  Result<std::int64_t, FormError> Since() const {
    const std::string& text = options_.since;
    std::int64_t since = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), since);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && since >= 0) return since;
    if (const auto instant = ParseInstant(text)) return instant->micros / 1'000;
    return FormError{"--since", "is no instant", "milliseconds since 1970, or 2026-03-31T10:00:00.000Z"};
  }

  /// Names and codes are opened by whom the authority named, and by nobody else.
  StatusOf<FormError> CheckSender() const {
    if (!transmitter_) {
      return FormError{"--transmitter", "is missing", "the file that says who transmits (connectors/exports/README.md)"};
    }
    if (!MayTransmit(false) && !MayTransmit(true)) {
      return FormError{"--sender", "was not named to transmit", "the worker whom the ledger names, or their substitute"};
    }
    const bool has_code = !transmitter_->OperatorOn(reading_.today(), !MayTransmit(false)).empty();
    if (has_code) return {};
    return FormError{options_.transmitter + "/fiscal_codes", "does not say the sender's", "the fiscal code of who was named"};
  }
  [[nodiscard]] bool MayTransmit(bool is_sinba) const {
    return transmitter_->MayTransmit(options_.sender, reading_.today(), is_sinba);
  }

  static std::string OperationWord(const siuss::Flow& flow) {
    return flow.operation == siuss::Operation::kInsert ? "insert" : "cancel";
  }
  cli::Table FlowTable() const {
    cli::Table table;
    for (const char* column : {"flow", "flow_at", "operation"}) {
      table.Column(session_.Label(std::string("column.") + column));
    }
    return table;
  }
  void AddRow(cli::Table& table, const siuss::Flow& flow) const {
    table.Row({siuss::NameOf(flow, transmitter_->body), siuss::InstantOf(flow.at_ms),
               std::string(cli::LabelOf(session_.language(), "siuss_operation", OperationWord(flow)))});
  }
  /// In the folder that was named, if one was.
  Status Keep(const siuss::Flow& flow, const std::string& xml) const {
    if (options_.to.empty()) return {};
    std::error_code error;
    std::filesystem::create_directories(options_.to, error);
    const auto file = std::filesystem::path(options_.to) / (siuss::NameOf(flow, transmitter_->body) + ".xml");
    if (error) return FailureOf(options_.to, error);
    if (std::filesystem::exists(file, error)) return {};
    return WriteNewFile(file, xml, FileAccess::kOwnerOnly);
  }

  std::string ReasonsText(const std::set<siuss::Reason>& reasons) const {
    std::string text;
    for (const siuss::Reason reason : reasons) {
      const auto label = cli::LabelOf(session_.language(), "siuss_reason", siuss::WordOf(reason));
      text += (text.empty() ? "" : "; ") + std::string(label);
    }
    return text;
  }
  static Value FormOf(const siuss::Withheld& one) {
    Value::Array reasons;
    for (const siuss::Reason reason : one.reasons) reasons.push_back(cli::Form(siuss::WordOf(reason)));
    return cli::Object()
        .Add("form", one.service.empty() ? "SINBA" : "PS_PSA_SINA")
        .Add("entity", one.entity)
        .Add("person", one.person)
        .Add("case", one.case_file.is_zero() ? Value{} : cli::Form(one.case_file))
        .Add("service", one.service.empty() ? Value{} : cli::Form(one.service))
        .Add("year", one.year)
        .Add("reasons", std::move(reasons))
        .Done();
  }
  /// Flows whose names or codes cannot be opened, or do not fit the schema.
  Status AddThoseThatDoNotOpen(std::vector<siuss::Withheld>& withheld) {
    for (const siuss::Flow& flow : flows_.book().flows()) {
      if (flow.is_sinba() || flow.operation == siuss::Operation::kCancel) continue;
      const auto written = WriteFlow(reading_.node(), flow, *transmitter_);
      if (!written) return written.error();
      const siuss::BenefitRecord& record = *std::get<0>(flow.record);
      if (!written->reason) continue;
      withheld.push_back(
          {flow.benefit, record.who.person, {}, flow.service, YearOf(record.from), {*written->reason}});
    }
    return {};
  }

  int TellStatus(const std::map<std::string, std::uint64_t>& by_kind, const std::map<std::string, std::uint64_t>& reasons,
                 std::size_t withheld) {
    std::map<engine::FlowState, std::uint64_t> counts;
    Value::Array rejected;
    for (const auto& [name, row] : FlowsToldOf(*state_)) {
      ++counts[row.state];
      if (row.state != engine::FlowState::kRejected) continue;
      rejected.push_back(cli::Object()
                             .Add("flow", name)
                             .Add("outcome", row.code)
                             .Add("mend_by", row.mend_by)
                             .Add("overdue", row.mend_by < reading_.today())
                             .Done());
    }
    std::uint64_t read = 0;
    cli::Object read_until;
    for (const schema::FlowKind kind : {schema::FlowKind::ps_psa_sina, schema::FlowKind::sinba}) {
      const auto row = state_->Find<engine::FlowsReadTable>(kind);
      if (!row) continue;
      read += row->count;
      read_until.Add(schema::EnumNameFlowKind(kind), FormatInstant(row->until));
    }
    const std::uint64_t accepted = counts[engine::FlowState::kAccepted];
    const std::uint64_t rejects = counts[engine::FlowState::kRejected];
    const std::uint64_t mended = counts[engine::FlowState::kMended];
    const std::uint64_t given_up = counts[engine::FlowState::kGivenUp];
    const std::uint64_t due = flows_.book().flows().size();
    const std::uint64_t waiting = due - std::min<std::uint64_t>(due, accepted + rejects + mended + given_up);
    if (session_.json()) {
      cli::Object kinds;
      for (const auto& [word, count] : by_kind) kinds.Add(word, count);
      cli::Object why;
      for (const auto& [word, count] : reasons) why.Add(word, count);
      cli::Object answer;
      reading_.AddStanding(answer);
      answer.Add("due", due).Add("flows", kinds.Done()).Add("read", read).Add("read_until", read_until.Done());
      answer.Add("accepted", accepted).Add("rejected", std::move(rejected));
      answer.Add("mended", mended).Add("given_up", given_up);
      answer.Add("without_outcome", waiting).Add("untransmissible", static_cast<std::uint64_t>(withheld));
      answer.Add("reasons", why.Done());
      session_.terminal.Json(answer.Done());
    } else {
      PrintStatus(by_kind, {{"due", due}, {"read", read}, {"accepted", accepted}, {"rejected", rejects}, {"mended", mended},
                            {"given_up", given_up}, {"without_outcome", waiting}, {"untransmissible", withheld}}, reasons);
    }
    return rejects == 0 && withheld == 0 ? cli::kExitDone : cli::kExitNo;
  }
  void PrintStatus(const std::map<std::string, std::uint64_t>& by_kind,
                   const std::vector<std::pair<const char*, std::uint64_t>>& sums,
                   const std::map<std::string, std::uint64_t>& reasons) {
    cli::Table table;
    table.Column(session_.Label("column.flows"));
    table.Column(session_.Label("column.count"), cli::Align::kRight);
    const auto row = [&](const char* group, std::string_view word, std::uint64_t count) {
      table.Row({std::string(cli::LabelOf(session_.language(), group, word)), std::to_string(count)});
    };
    for (const auto& [word, count] : sums) row("siuss_status", word, count);
    for (const auto& [word, count] : by_kind) row("siuss_status", word, count);
    for (const auto& [word, count] : reasons) row("siuss_reason", word, count);
    table.Print(session_.terminal);
  }

  Session& session_;
  Reading& reading_;
  const SiussOptions& options_;
  FlowReading flows_;
  std::optional<engine::State> state_;
  std::optional<siuss::Transmitter> transmitter_;
};

int ShowSiuss(Session& session, Reading& reading, const SiussOptions& options) {
  const auto question = FindWord(kSiussQuestions, options.what, "WHAT");
  if (!question) return session.Fail(question.error());
  SiussAnswer answer(session, reading, options);
  if (const auto failed = answer.Begin()) return *failed;
  switch (static_cast<SiussQuestion>(*question)) {
    case SiussQuestion::kFlows:
      return answer.ShowFlows();
    case SiussQuestion::kStatus:
      return answer.ShowStatus();
    case SiussQuestion::kUntransmissible:
      return answer.ShowUntransmissible();
  }
  return cli::kExitUsage;
}

}  // namespace

void AddSiuss(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<SiussOptions>();
  auto options = arguments.Add(
      "siuss",
      {"What INPS's SIUSS is told of benefits and minors (flows), what it is not told and why, and what it answered",
       "Quanto è comunicato al SIUSS dell'INPS su prestazioni e minori (flows), quanto non lo è e perché, e gli esiti"},
      "  fascicolo siuss status\n"
      "  fascicolo siuss untransmissible --lang it\n"
      "  fascicolo siuss flows --transmitter siuss.json --sender anna.rossi --since 0 --to flussi/",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return ShowSiuss(session, reading, *given); });
      });
  options.Text("WHAT", given->what,
               {"flows: as they are handed to INPS; status: due, accepted, rejected, untransmissible; untransmissible: with the reasons",
                "flows: come consegnati all'INPS; status: dovuti, accolti, scartati, non trasmissibili; untransmissible: con i motivi"},
               true);
  options.Text("--transmitter", given->transmitter,
               {"The file that says which body transmits, and who was named to", "Il file con l'ente e chi è incaricato di trasmettere"});
  options.Text("--sender", given->sender,
               {"Who transmits: named in the file; names and fiscal codes are opened for nobody else",
                "Chi trasmette: incaricato nel file; nomi e codici fiscali non si aprono per altri"});
  options.Text("--since", given->since,
               {"Flows after this instant: milliseconds since 1970, or RFC 3339 (default 0: all)",
                "Flussi dopo questo istante: millisecondi dal 1970, o RFC 3339 (predefinito 0: tutti)"});
  options.Text("--to", given->to, {"Writes each flow into this folder as well, as XML", "Scrive inoltre ogni flusso in questa cartella, in XML"});
  options.Number("--limit", given->limit, kLimitHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
}

}  // namespace fascicolo::program
