// fascicolo history: how something came to be what it is, event by event.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/field_text.h"
#include "connectors/program/history_steps.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/typed_reading.h"
#include "connectors/program/rights/event_levels.h"
#include "connectors/program/rights/named_cases.h"
#include "projections/history_reader.h"

#include <charconv>
#include <memory>

namespace fascicolo::program {
namespace {

struct HistoryOptions {
  std::optional<std::string> entity;
  std::optional<std::string> worker;
  std::optional<std::string> as_of;
  bool step = false;
  bool sealed = false;
  bool own_only = false;
  bool acts = false;
  std::string use;
  std::vector<std::string> levels;  ///< none: all
  std::optional<std::string> after;
  std::uint64_t limit = 0;
};

/// "17.0": an event; "17": a commit as a whole. As the steps before said.
Result<projections::HistoryRef, FormError> RefIn(const std::string& text) {
  projections::HistoryRef ref;
  const char* const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, ref.position.value);
  if (read.ec == std::errc{} && read.ptr != end && *read.ptr == '.') {
    ref.event = 0;
    read = std::from_chars(read.ptr + 1, end, *ref.event);
  }
  if (read.ec == std::errc{} && read.ptr == end) return ref;
  return FormError{"--after", "is no step of a history", "POSITION.EVENT or POSITION, as the last page said"};
}
std::string TextOfRef(const projections::HistoryRef& ref) {
  return std::to_string(ref.position.value) + (ref.event ? "." + std::to_string(*ref.event) : "");
}

/// What of a history is shown to somebody who may not see all of it.
struct Curtain {
  std::optional<LevelFilter> levels;  ///< none: everything is shown
  bool is_protected = false;
};

class Teller {
 public:
  Teller(Session& session, Reading& reading, const HistoryOptions& options, schema::UseGround use, Curtain curtain)
      : session_(session),
        reading_(reading),
        options_(options),
        curtain_(std::move(curtain)),
        texts_(reading.node().state(), reading.node().authority().vault(), use),
        commits_(reading.node().authority().ledger(), reading.rows()) {
    for (const char* column : {"position", "when", "actor", "event", "entity"}) {
      table_.Column(session.Label(std::string("column.") + column));
    }
  }

  Status Take(const projections::HistoryRef& ref) {
    if (!commit_ || commit_->reading.header().position != ref.position) {
      auto loaded = commits_.Load(ref.position);
      if (!loaded) return loaded.error();
      commit_ = std::move(loaded).value();
    }
    auto step = StepOf(commit_->reading, ref.event, options_.sealed ? nullptr : &texts_);
    if (!step) return step.error();
    if (curtain_.levels && !curtain_.levels->Shows(*step, curtain_.is_protected)) {
      withheld_ = true;
      return {};
    }
    if (options_.acts && step->act.is_zero()) return {};
    AddAct(reading_.node().state(), *step);
    if (session_.json()) {
      steps_.push_back(FormOf(*step, session_.language()));
    } else if (options_.step || options_.acts) {
      PrintStep(*step);
    } else {
      table_.Row({std::to_string(step->position.value), FormatInstant(step->recorded_at),
                  step->actor, TitleOf(*step), step->event ? ToHex(step->entity) : ""});
    }
    return {};
  }

  void Finish(const char* key, events::json::Value of, const std::optional<projections::HistoryRef>& next) {
    if (session_.json()) {
      cli::Object answer;
      reading_.AddStanding(answer);
      answer.Add(key, std::move(of)).Add("steps", std::move(steps_)).Add("more", next.has_value());
      answer.Add("next", next ? cli::Form(TextOfRef(*next)) : Value{});
      if (curtain_.levels) answer.Add("withheld", withheld_);
      session_.terminal.Json(answer.Done());
      return;
    }
    if (!options_.step && !options_.acts) table_.Print(session_.terminal);
    if (next) session_.Say(session_.Label("text.more"));
    if (withheld_) session_.Say(session_.Label("text.withheld_levels"));
  }

 private:
  [[nodiscard]] std::string Named(std::string_view group, const std::string& code) const {
    return std::string(cli::LabelOf(session_.language(), group, code));
  }

  [[nodiscard]] std::string TitleOf(const Step& step) const {
    if (!step.understood) return session_.Label("text.frozen");
    std::string title =
        step.event ? Named("event", step.type) : Named("command", step.command_type);
    if (!step.refused.empty()) title += ": " + session_.Label("text.refused");
    if (step.imported) title += " (" + session_.Label("text.imported") + ")";
    return title;
  }

  void PrintStep(const Step& step) {
    auto& out = session_.terminal;
    const std::string number =
        std::to_string(step.position.value) + (step.event ? "." + std::to_string(*step.event) : "");
    out.Line(out.Bold(number + "  " + FormatInstant(step.recorded_at) + "  " + TitleOf(step)));
    if (!step.understood) return;
    out.Line("    " + session_.Label("column.actor") + ": " + cli::Printable(step.actor) + "; " +
             session_.Label("text.command") + ": " + Named("command", step.command_type) + " " +
             ToHex(step.command));
    if (step.event) {
      out.Line("    " + Named("entity_kind", step.kind) + " " + ToHex(step.entity) + " v" +
               std::to_string(step.version) + ", " + session_.Label("column.day") + " " +
               FormatDay(step.effective_on));
    }
    if (step.by) {
      out.Line("    " + session_.Label("text.by_act") + " " + ActLine(session_.language(), *step.by));
    }
    if (!step.refused.empty()) PrintRefusal(step);
    const auto language = session_.language();
    for (const auto& field : step.fields) {
      for (const auto& line : FieldLines(language, field.name, field.value)) out.Line("      " + line);
    }
    for (const auto& field : step.sealed) {
      out.Line("      " + FieldName(language, field.field) + ": " + ShownLine(language, field));
    }
  }

  void PrintRefusal(const Step& step) {
    std::string text = step.refused;
    if (const auto rule = engine::RuleFromCode(step.refused)) {
      const auto& texts = engine::TextOf(*rule);
      text += ": " + std::string(session_.language() == cli::Language::kItalian ? texts.italian
                                                                                : texts.english);
    }
    session_.terminal.Line("    " + text + " (" + step.ground + ")");
    for (const auto& [name, value] : step.facts) {
      session_.terminal.Line("      " + name + " = " + cli::Printable(value));
    }
  }

  Session& session_;
  Reading& reading_;
  const HistoryOptions& options_;
  const Curtain curtain_;
  bool withheld_ = false;
  TextAccess texts_;
  projections::HistoryReader commits_;
  std::unique_ptr<projections::LoadedCommit> commit_;
  cli::Table table_;
  Value::Array steps_;
};

/// Whose history it is: "entity" and its id, or "actor" and a name.
struct Whose {
  const char* key;
  Value of;
  std::optional<EntityId> entity;
};

/// Tells the pages that `ask` gives.
template <class Ask>
int Tell(Session& session, Reading& reading, const HistoryOptions& options, Whose whose, Ask ask) {
  const auto use = ReadUse(options.use);
  if (!use) return session.Fail(use.error());
  Curtain curtain;
  if (!options.levels.empty()) {
    auto levels = LevelFilter::Of(options.levels, "--level");
    if (!levels) return session.Fail(levels.error());
    curtain.levels = std::move(levels).value();
    curtain.is_protected = !whose.entity || ConcernsProtected(reading.node().state(), *whose.entity, reading.today());
  }
  std::optional<projections::HistoryRef> from;
  if (options.after) {
    const auto ref = RefIn(*options.after);
    if (!ref) return session.Fail(ref.error());
    from = *ref;
  }
  Teller teller(session, reading, options, *use, std::move(curtain));
  Status told;
  std::optional<projections::HistoryRef> next;
  (void)ThroughPages<projections::HistoryRef>(
      options.limit, [&](const auto& after, std::size_t page) { return ask(after ? after : from, page); },
      [&](const projections::HistoryPage& page) {
        for (const auto& ref : page.refs) {
          if (told) told = teller.Take(ref);
        }
        next = page.after;
        return page.refs.size();
      });
  if (!told) return session.Fail(told.error());
  teller.Finish(whose.key, std::move(whose.of), next);
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const HistoryOptions& options) {
  if (options.worker) {
    return Tell(session, reading, options, {"actor", cli::Form(*options.worker), {}},
                [&](const auto& after, std::size_t page) {
                  return projections::HistoryOfActor(reading.rows(), *options.worker, after, page);
                });
  }
  const auto entity = FindEntity(reading.node().state(), *options.entity, "ENTITY");
  if (!entity) return session.Fail(entity.error());
  const Status recorded = RecordTyped(session, reading.node(), {.question = "history", .files = {*entity}, .use = options.use});
  if (!recorded) return session.Fail(recorded.error());
  const auto parts =
      options.own_only ? projections::WithParts::kOwnOnly : projections::WithParts::kWithParts;
  return Tell(session, reading, options, {"entity", cli::Form(*entity), *entity},
              [&](const auto& after, std::size_t page) {
                return projections::HistoryOf(reading.rows(), *entity, parts, after, page);
              });
}

int History(Session& session, const HistoryOptions& options) {
  if (options.entity.has_value() == options.worker.has_value()) {
    return session.Usage("the history of what? ENTITY, or --worker NAME");
  }
  return Answer(session, options.as_of,
                [&](Reading& reading) { return Show(session, reading, options); });
}

}  // namespace

void AddHistory(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<HistoryOptions>();
  auto options = arguments.Add(
      "history",
      {"Replays what happened to a case, a person, a service, or what a worker did",
       "Ripercorre ciò che è accaduto a un fascicolo, a una persona, a un servizio, o ciò che ha "
       "fatto un operatore"},
      "  fascicolo history 5f0c6d0e --step\n"
      "  fascicolo history 5f0c6d0e --acts\n"
      "  fascicolo history --worker anna.rossi --as-of 2025-12-31",
      [&session, given] { return History(session, *given); });
  options.Text("ENTITY", given->entity,
               {"Id of a case, person, service, unit or list; its first digits do",
                "Id di un fascicolo, di una persona, di un servizio, di una struttura o di una "
                "lista; bastano le prime cifre"});
  options.Text("--worker", given->worker,
               {"What this worker did, and tried to do",
                "Ciò che questo operatore ha fatto e tentato di fare"});
  options.Flag("--step", given->step,
               {"Event by event: who, when, under which command, what changed",
                "Evento per evento: chi, quando, con quale comando, che cosa è cambiato"});
  options.Flag("--acts", given->acts,
               {"Only what took effect by an act: its number and day, who signed, by which delegation",
                "Solo ciò che ha avuto effetto con un atto: numero e data, chi ha firmato, con quale delega"});
  options.Flag("--sealed", given->sealed,
               {"Leave personal texts sealed", "Lascia sigillati i testi personali"});
  options.Flag("--own", given->own_only,
               {"Only the entity's own events, without those of its parts",
                "Solo gli eventi propri, senza quelli delle sue parti"});
  options.Text("--use", given->use, kUseHelp);
  options.Texts("--level", given->levels,
                {"Only what this level of secrecy lets one read: header, administrative, assessment, diary, juvenile_court, address "
                 "or protected_address; may stand several times",
                 "Solo ciò che questo livello di riservatezza consente di leggere: header, administrative, assessment, diary, "
                 "juvenile_court, address o protected_address; anche più volte"});
  options.Text("--after", given->after,
               {"Goes on behind this step, as \"next\" of the page before said",
                "Prosegue dopo questo passo, come detto da \"next\" della pagina precedente"});
  options.Number("--limit", given->limit,
                 {"Events at most; 0 for all (default)",
                  "Eventi al massimo; 0 per tutti (predefinito)"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape("entity?: id, actor?: text, steps: [%], more: flag, next: text?, withheld?: flag", {StepShape()}));
}

}  // namespace fascicolo::program
