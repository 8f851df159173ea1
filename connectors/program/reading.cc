#include "connectors/program/reading.h"

#include "connectors/cli/interrupt.h"
#include "connectors/cli/labels.h"
#include "connectors/cli/progress.h"
#include "connectors/cli/shape.h"
#include "connectors/program/entities.h"
#include "engine/catalogue/adopted.h"
#include "projections/refold.h"

namespace fascicolo::program {

std::unique_ptr<Reading> Reading::Begin(Session& session, const std::optional<std::string>& as_of,
                                        int& exit_code) {
  exit_code = cli::kExitUsage;
  if (!session.Begin()) return nullptr;
  std::optional<projections::AsOf> moment;
  if (as_of) {
    auto parsed = projections::ParseAsOf(*as_of);
    if (!parsed) {
      exit_code =
          session.Fail(FormError{"--as-of", parsed.error().problem, parsed.error().expected});
      return nullptr;
    }
    moment = *parsed;
  }
  auto reading = std::make_unique<Reading>();
  if (session.lent() == nullptr) {
    reading->opened_ = session.OpenNode(exit_code);
    if (reading->opened_ == nullptr) return nullptr;
  }
  reading->node_ = session.lent() != nullptr ? session.lent_node() : reading->opened_.get();
  reading->source_ = session.lent() != nullptr ? session.lent() : reading->opened_.get();
  Readable& source = *reading->source_;
  cli::Progress bar(session.terminal, session.Text("views", "viste"),
                    session.Text("events", "eventi"));
  const auto show = [&bar](const projections::Progress& at) {
    bar.Show(at.at.value, at.end.value, at.events);
  };
  const auto fail = [&](const Failure& why) {
    exit_code = reading->Leave(session, session.Fail(why));
    return nullptr;
  };
  if (!moment) {
    if (Status caught_up = source.CatchUpViews(show); !caught_up) return fail(caught_up.error());
    const auto standing = projections::StandingOf(source.views());
    if (!standing) return fail({FailureCode::kNotFound, "the ledger is empty"});
    reading->standing_ = *standing;
    return reading;
  }
  auto past = projections::FoldAsOf(source.log(), source.identity().origin, *moment, show);
  if (!past) return fail(past.error());
  reading->past_ = std::move(past).value();
  reading->standing_ = reading->past_->standing;
  return reading;
}

Day Reading::today() const { return standing_.today.value_or(LocalDay(standing_.recorded_at)); }

Result<engine::State> Reading::state() {
  if (!past_) return source_->state();
  if (!past_state_) {
    past_state_ = std::make_unique<store::MemoryRows>();
    projections::RefoldOptions options;
    options.last = standing_.position;
    auto folded = projections::Refold(source_->log(), source_->identity().origin,
                                      {.state = past_state_.get()}, options);
    if (!folded) return folded.error();
  }
  return engine::State(*past_state_);
}

const engine::Sheet* Reading::SheetOf(const std::string& service) {
  auto [found, is_new] = sheets_.try_emplace(service);
  if (is_new) found->second = engine::AdoptedSheet(source_->state(), service);
  return found->second.get();
}

std::string Reading::ServiceName(const std::string& service, cli::Language language) {
  const auto* sheet = SheetOf(service);
  return sheet == nullptr ? service : sheet->name.In(language);
}

std::string Reading::MeasureOf(const std::string& service, cli::Language language) {
  const auto* sheet = SheetOf(service);
  if (sheet == nullptr) return {};
  return std::string(cli::LabelOf(language, "unit", engine::TextOf(sheet->unit)));
}

StatusOf<FormError> Reading::CheckService(const std::optional<std::string>& code) {
  if (!code || SheetOf(*code) != nullptr) return {};
  std::vector<std::string> codes;
  source_->state().Scan<engine::SheetTable>(engine::SheetTable::Key(),
                                          [&](std::string_view, const engine::SheetRow& row) {
                                            if (const auto sheet = engine::ParseSheet(row.json))
                                              codes.push_back(sheet->code);
                                            return true;
                                          });
  std::vector<const char*> words;
  for (const auto& one : codes) words.push_back(one.c_str());
  const auto found = FindWord(words, *code, "--service");
  return found ? StatusOf<FormError>{} : StatusOf<FormError>(found.error());
}

std::string StandingShape(std::string_view members, std::initializer_list<std::string_view> parts) {
  return "{position: count, root: hash, " + cli::ShapeWith(members, parts) + "}";
}

void Reading::AddStanding(cli::Object& answer) const {
  answer.Add("position", standing_.position).Add("root", standing_.root);
}

void Reading::SayStanding(Session& session) const {
  std::string line = session.Label("text.at_position") + " " +
                     std::to_string(standing_.position.value) + " (" +
                     FormatInstant(standing_.recorded_at) + "), " + session.Label("text.root") +
                     " " + ToHex(standing_.root);
  if (standing_.frozen > 0)
    line += ", " + session.Label("text.frozen") + ": " + std::to_string(standing_.frozen);
  session.Say(line);
}

int Answer(Session& session, const std::optional<std::string>& as_of,
           const std::function<int(Reading&)>& ask) {
  int code = 0;
  const auto reading = Reading::Begin(session, as_of, code);
  if (reading == nullptr) return code;
  try {
    code = ask(*reading);
  } catch (const engine::ReadsFrozen& frozen) {
    code = session.Fail(Failure{FailureCode::kFrozen, std::string(frozen.what()) + ": this program does not understand it"});
  }
  if (cli::Interrupted()) code = session.Interrupted();
  if (!session.json() && code != cli::kExitUsage) {
    session.terminal.Flush();
    reading->SayStanding(session);
  }
  return reading->Leave(session, code);
}

}  // namespace fascicolo::program
