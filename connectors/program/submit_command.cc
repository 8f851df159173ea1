// fascicolo submit: commands as JSON lines in, outcomes as JSON lines out, in the same order.
#include "connectors/cli/input.h"
#include "connectors/cli/interrupt.h"
#include "connectors/cli/json_form.h"
#include "connectors/program/command_json.h"
#include "connectors/program/commands.h"
#include "connectors/program/command_taker.h"
#include "connectors/program/outcome_form.h"
#include "connectors/program/people/likely_duplicates.h"
#include "connectors/program/remote/command_sender.h"
#include "events/json/json_lines.h"

#include <algorithm>
#include <deque>
#include <istream>
#include <memory>

namespace fascicolo::program {
namespace {

struct SubmitOptions {
  std::string file;
  bool standby = false;
  bool find_duplicates = false;
  std::uint64_t at_once = kDefaultAtOnce;
};

/// A line that was read and is not yet answered, or waits for one before it.
struct Pending {
  std::uint64_t line = 0;
  CommandId id;
  std::optional<engine::Outcome> outcome;
  engine::Request request{};  ///< of a standby, to be given again when it writes again
  std::string json{};         ///< likewise
  bool is_final = true;       ///< the outcome: another node's writing is not, to a standby
};

bool SaysNotHolder(const engine::Outcome& outcome) {
  const auto* failure = std::get_if<Failure>(&outcome);
  return failure != nullptr && failure->code == FailureCode::kNotHolder;
}

class Submission {
 public:
  /// `duplicates`: asked about everybody who is registered; null: nobody is.
  Submission(Session& session, CommandTaker& taker, bool standby, LikelyDuplicates* duplicates)
      : session_(session), taker_(taker), standby_(standby), duplicates_(duplicates) {}

  /// Reads to the end, or to an interrupt.
  Status Run(cli::InputBytes& bytes) {
    bytes.Meanwhile([this] { return WorkOn(); });
    std::istream in(&bytes);
    events::json::JsonLines lines(in);
    while (IsWanted()) {
      if (Status turned = AwaitTurn(); !turned) return turned;
      const auto line = lines.Next();
      if (!broken_) return broken_;
      if (!line) break;
      ++number_;
      if (!*line) {
        Malformed(NumberIn(line->error().place), {}, line->error());
      } else {
        number_ = line->value().number;
        if (Status taken = Take(line->value()); !taken) return taken;
      }
      PrintAnswered();
    }
    const Status drained = Drain();
    PrintAnswered();
    return drained ? lines.status() : drained;
  }
  [[nodiscard]] int code() const { return code_.value(); }

 private:
  [[nodiscard]] bool IsWanted() const { return !cli::Interrupted() && !session_.terminal.reader_gone(); }

  /// A standby leaves its input alone until it writes. What became known of its last turn is answered meanwhile.
  Status AwaitTurn() {
    while (standby_ && !taker_.is_writer() && IsWanted()) {
      if (Status stepped = taker_.Step(); !stepped) return stepped;
      PrintAnswered();
      session_.terminal.Flush();
    }
    return GiveAgain();
  }

  /// While no line comes: what was given is worked on, and answered.
  bool WorkOn() {
    if (!broken_) return false;
    if (taker_.is_busy()) broken_ = taker_.Step();
    if (broken_) broken_ = GiveAgain();
    PrintAnswered();
    session_.terminal.Flush();
    return taker_.is_busy() && broken_;
  }

  Status Take(const events::json::JsonLine& line) {
    auto request = ReadCommand(line.text);
    if (!request) {
      Malformed(line.number, IdOfCommand(line.text), request.error());
      return {};
    }
    if (duplicates_ != nullptr) {
      if (Status found = duplicates_->Find(*request); !found) return found;
    }
    pending_.push_back({line.number, request->id(), {}, {}});
    if (standby_) pending_.back().request = *request;
    if (standby_) pending_.back().json = line.text;
    return Give(pending_.back(), line.text, std::move(request).value());
  }

  /// A deque keeps its elements in place.
  Status Give(Pending& pending, std::string_view json, engine::Request request) {
    pending.is_final = true;
    pending.outcome.reset();
    return taker_.Offer(json, std::move(request), [this, waiting = &pending](const engine::Outcome& outcome) {
      waiting->outcome = outcome;
      if (!standby_ || !SaysNotHolder(outcome)) return;
      waiting->is_final = false;
      ++to_give_;
    });
  }

  /// What was answered by "another node writes" is given again, with the same id, when this one does.
  Status GiveAgain() {
    if (to_give_ == 0 || !taker_.is_writer()) return {};
    to_give_ = 0;
    for (Pending& pending : pending_) {
      if (pending.is_final) continue;
      if (Status given = Give(pending, pending.json, pending.request); !given) return given;
    }
    return {};
  }

  Status Drain() {
    while (true) {
      if (Status drained = taker_.Drain(); !drained) return drained;
      if (to_give_ == 0 || cli::Interrupted()) break;
      if (Status given = GiveAgain(); !given) return given;
      if (Status stepped = taker_.Step(); !stepped) return stepped;
    }
    for (Pending& pending : pending_) pending.is_final = true;
    return {};
  }

  void Malformed(std::uint64_t line, CommandId id, const FormError& error) {
    pending_.push_back({line, id, engine::Rejection{engine::RejectionCode::kForm, error}, {}});
  }

  /// The reader of lines names a line that is too long as "line 7".
  [[nodiscard]] std::uint64_t NumberIn(const std::string& place) {
    if (place.starts_with("line ")) number_ = std::strtoull(place.c_str() + 5, nullptr, 10);
    return number_;
  }

  void PrintAnswered() {
    while (!pending_.empty() && pending_.front().outcome && pending_.front().is_final) {
      const Pending& first = pending_.front();
      cli::Object answer;
      answer.Add("line", first.line).Add("id", first.id);
      AddOutcome(answer, *first.outcome, session_.language());
      session_.terminal.JsonLine(answer.Done());
      code_.Count(*first.outcome);
      pending_.pop_front();
    }
  }

  Session& session_;
  CommandTaker& taker_;
  const bool standby_;
  LikelyDuplicates* const duplicates_;
  std::deque<Pending> pending_;
  std::size_t to_give_ = 0;
  std::uint64_t number_ = 0;
  Status broken_;  ///< what went wrong while a line was waited for
  ExitCode code_;
};

/// Everything that was answered stands; so does what an interrupt leaves behind.
int Run(Session& session, Submission& submission, cli::InputBytes& bytes) {
  const Status done = submission.Run(bytes);
  int code = submission.code();
  if (!done) code = session.Fail(done.error());
  if (!cli::Interrupted()) return code;
  session.Say(session.Text("fascicolo: interrupted; what was answered stays",
                           "fascicolo: interrotto; ciò che ha avuto risposta resta"));
  return cli::kExitInterrupted;
}

int SubmitToServer(Session& session, const SubmitOptions& options, cli::InputBytes& bytes) {
  if (options.standby || options.find_duplicates) {
    return session.Fail(FormError{options.standby ? "--standby" : "--find-duplicates", "is not asked of a server",
                                  "--data or --kafka where the ledger is"});
  }
  const auto address = ServerAddressOf(session.options.server);
  if (!address) return session.Fail(address.error());
  CommandSender sender(*address, options.at_once);
  Submission submission(session, sender, false, nullptr);
  return Run(session, submission, bytes);
}

int Submit(Session& session, const SubmitOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (const auto checked = CheckAtOnce(options.at_once); !checked) return session.Fail(checked.error());
  const auto bytes = cli::OpenInput(options.file);
  if (!bytes) return session.Fail(bytes.error());
  if (!session.options.server.url.empty()) return SubmitToServer(session, options, **bytes);
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  if (Status placed = options.standby ? node->StandBy() : node->BecomeWriter(); !placed)
    return session.Leave(*node, session.Fail(placed.error()));
  std::unique_ptr<LikelyDuplicates> duplicates;
  if (options.find_duplicates) {
    auto opened = LikelyDuplicates::Open(*node);
    if (!opened) return session.Leave(*node, session.Fail(opened.error()));
    duplicates = std::move(opened).value();
  }
  NodeTaker taker(*node);
  Submission submission(session, taker, options.standby, duplicates.get());
  return session.Leave(*node, Run(session, submission, **bytes));
}

}  // namespace

void AddSubmit(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<SubmitOptions>();
  auto options =
      arguments.Add("submit",
                    {"Takes commands as JSON lines and answers each with its outcome",
                     "Accetta comandi, uno per riga in JSON, e risponde a ciascuno con il suo "
                     "esito"},
                    "  fascicolo submit commands.jsonl\n"
                    "  fascicolo submit - <<'END'\n"
                    "  "
                    "{\"id\":\"5f0c6d0e6a0b4f0c8d0e6a0b4f0c8d0e\",\"actor\":\"anna.rossi\","
                    "\"payload\":{\"type\":\"RegisterContact\","
                    "\"desk\":\"adults_elderly\",\"area\":\"elderly\",\"reason\":\"home_help\","
                    "\"surname\":\"Esempio\"}}\n"
                    "  END",
                    [&session, given] { return Submit(session, *given); });
  options.Text("FILE", given->file,
               {"JSON lines; - is the standard input", "Righe JSON; - è lo standard input"}, true);
  options.Flag("--find-duplicates", given->find_duplicates,
               {"Search before somebody is registered: who is likely there already is refused, unless the command names them "
                "in distinct_from",
                "Cerca prima di registrare: chi probabilmente c'è già viene respinto, se il comando non lo indica in "
                "distinct_from"});
  options.Flag("--standby", given->standby,
               {"While another node writes, follow, and go on when it no longer does",
                "Finché scrive un altro nodo, lo segue, e prosegue quando smette"});
  options.Number("--at-once", given->at_once, kAtOnceHelp);
}

}  // namespace fascicolo::program
