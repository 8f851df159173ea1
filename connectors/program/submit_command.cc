// fascicolo submit: commands as JSON lines in, outcomes as JSON lines out, in the same order.
#include "connectors/cli/input.h"
#include "connectors/cli/interrupt.h"
#include "connectors/cli/json_form.h"
#include "connectors/program/command_json.h"
#include "connectors/program/commands.h"
#include "connectors/program/outcome_form.h"
#include "events/json/json_lines.h"

#include <algorithm>
#include <deque>
#include <istream>
#include <memory>

namespace fascicolo::program {
namespace {

/// A line that was read and is not yet answered, or waits for one before it.
struct Pending {
  std::uint64_t line = 0;
  CommandId id;
  std::optional<engine::Outcome> outcome;
};

class Submission {
 public:
  Submission(Session& session, Node& node) : session_(session), node_(node) {}

  /// Reads to the end, or to an interrupt.
  Status Run(std::istream& in) {
    events::json::JsonLines lines(in);
    while (!cli::Interrupted() && !session_.terminal.reader_gone()) {
      const auto line = lines.Next();
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
    const Status drained = node_.Drain();
    PrintAnswered();
    return drained ? lines.status() : drained;
  }
  [[nodiscard]] int code() const { return code_.value(); }

 private:
  Status Take(const events::json::JsonLine& line) {
    auto request = ReadCommand(line.text);
    if (!request) {
      Malformed(line.number, IdOfCommand(line.text), request.error());
      return {};
    }
    pending_.push_back({line.number, request->id(), {}});
    Pending* waiting = &pending_.back();  // a deque keeps its elements in place
    return node_.Offer(std::move(request).value(),
                       [waiting](const engine::Outcome& outcome) { waiting->outcome = outcome; });
  }

  void Malformed(std::uint64_t line, CommandId id, const FormError& error) {
    pending_.push_back({line, id, engine::Rejection{engine::RejectionCode::kForm, error}});
  }

  /// The reader of lines names a line that is too long as "line 7".
  [[nodiscard]] std::uint64_t NumberIn(const std::string& place) {
    if (place.starts_with("line ")) number_ = std::strtoull(place.c_str() + 5, nullptr, 10);
    return number_;
  }

  void PrintAnswered() {
    while (!pending_.empty() && pending_.front().outcome) {
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
  Node& node_;
  std::deque<Pending> pending_;
  std::uint64_t number_ = 0;
  ExitCode code_;
};

int Submit(Session& session, const std::string& file) {
  if (!session.Begin()) return cli::kExitUsage;
  const auto bytes = cli::OpenInput(file);
  if (!bytes) return session.Fail(bytes.error());
  std::istream in(bytes->get());
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  if (Status writer = node->BecomeWriter(); !writer)
    return session.Leave(*node, session.Fail(writer.error()));
  Submission submission(session, *node);
  const Status done = submission.Run(in);
  code = submission.code();
  if (!done) code = session.Fail(done.error());
  if (cli::Interrupted()) {
    session.Say(session.Text("fascicolo: interrupted; what was answered stays",
                             "fascicolo: interrotto; ciò che ha avuto risposta resta"));
    code = cli::kExitInterrupted;
  }
  return session.Leave(*node, code);
}

}  // namespace

void AddSubmit(cli::Arguments& arguments, Session& session) {
  auto file = std::make_shared<std::string>();
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
                    [&session, file] { return Submit(session, *file); });
  options.Text("FILE", *file,
               {"JSON lines; - is the standard input", "Righe JSON; - è lo standard input"}, true);
}

}  // namespace fascicolo::program
