// fascicolo score: what answers to an instrument come to, before an assessment is recorded. About nobody.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/reading.h"
#include "connectors/program/sample_values.h"
#include "engine/catalogue/adopted.h"
#include "engine/catalogue/decimal.h"
#include "engine/rules/instrument.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace fascicolo::program {
namespace {

using engine::AnswerProblem;
using engine::Instrument;
using engine::ScoreSoFar;

struct ScoreOptions {
  std::string instrument;
  std::vector<std::string> answers;
  std::optional<std::string> effective_on;
  std::optional<std::string> as_of;
};

constexpr const char* kAnswerPlace = "--answer";

/// "mobility=walks" in two.
Result<std::vector<std::pair<std::string, std::string>>, FormError> AnswersIn(const std::vector<std::string>& typed) {
  std::vector<std::pair<std::string, std::string>> answers;
  for (const std::string& one : typed) {
    const auto equals = one.find('=');
    if (equals == std::string::npos) return FormError{kAnswerPlace, "is no answer", "ITEM=ANSWER"};
    answers.emplace_back(one.substr(0, equals), one.substr(equals + 1));
  }
  return answers;
}

FormError WrongAnswer(const AnswerProblem& problem) {
  switch (problem.what) {
    case AnswerProblem::What::kUnknownItem:
      return {kAnswerPlace, "names an item that the instrument has not: " + problem.item, {}};
    case AnswerProblem::What::kUnknownAnswer:
      return {kAnswerPlace, "gives an answer that the item has not: " + problem.item, {}};
    default:
      return {kAnswerPlace, "answers an item twice: " + problem.item, "every item once"};
  }
}

const engine::InstrumentBand* BandOf(const Instrument& instrument, const std::string& code) {
  const auto found = std::find_if(instrument.bands.begin(), instrument.bands.end(), [&](const auto& one) { return one.code == code; });
  return found == instrument.bands.end() ? nullptr : &*found;
}

std::string NameOf(const engine::InstrumentBand& band, cli::Language language) {
  return language == cli::Language::kItalian ? band.name.it : band.name.en;
}

constexpr std::string_view kScoreShape =
    "instrument: word, version: text, sample: flag, points: decimal, band: word?, band_name: text?, missing: [word]";

void AnswerAsJson(Session& session, Reading& reading, const Instrument& instrument, const ScoreSoFar& so_far) {
  const auto* band = BandOf(instrument, so_far.score.band);
  Value::Array missing;
  for (const std::string& item : so_far.missing) missing.push_back(cli::Form(item));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("instrument", instrument.code)
                            .Add("version", instrument.version)
                            .Add("sample", instrument.status == engine::DocumentStatus::kSample)
                            .Add("points", engine::FormatHundredths(so_far.score.hundredths))
                            .Add("band", band == nullptr ? Value{} : cli::Form(band->code))
                            .Add("band_name", band == nullptr ? Value{} : cli::Form(NameOf(*band, session.language())))
                            .Add("missing", std::move(missing))
                            .Done());
}

void Print(Session& session, const Instrument& instrument, const ScoreSoFar& so_far) {
  const auto* band = BandOf(instrument, so_far.score.band);
  session.terminal.Line(session.Label("column.points") + ": " + engine::FormatHundredths(so_far.score.hundredths) +
                        (band == nullptr ? "" : ", " + NameOf(*band, session.language())));
  for (const std::string& item : so_far.missing) session.terminal.Line(session.Label("text.unanswered") + ": " + item);
}

int Show(Session& session, Reading& reading, const ScoreOptions& options) {
  const auto answers = AnswersIn(options.answers);
  if (!answers) return session.Fail(answers.error());
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto instrument = engine::InstrumentInForce(*state, options.instrument, on->value_or(reading.today()));
  if (!instrument) return session.Fail(FormError{"INSTRUMENT", "is none that is in force", "a code of 'fascicolo services'"});
  const auto so_far = engine::ScoreSoFarOf(*instrument, *answers);
  if (!so_far) return session.Fail(WrongAnswer(so_far.error()));
  if (session.json()) {
    AnswerAsJson(session, reading, *instrument, *so_far);
  } else {
    Print(session, *instrument, *so_far);
  }
  return cli::kExitDone;
}

}  // namespace

void AddScore(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ScoreOptions>();
  auto options = arguments.Add(
      "score",
      {"Tells what answers to an instrument of assessment come to, and which are missing; nothing is recorded",
       "Dice a quanto portano le risposte a uno strumento di valutazione e quali mancano; non registra nulla"},
      "  fascicolo score barthel --answer feeding=with_help --answer bathing=dependent\n",
      [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Text("INSTRUMENT", given->instrument, {"An adopted instrument, by its code", "Uno strumento adottato, con il suo codice"}, true);
  options.Texts("--answer", given->answers,
                {"ITEM=ANSWER, by their codes; may stand several times", "VOCE=RISPOSTA, con i loro codici; anche più volte"});
  options.Text("--effective-on", given->effective_on, kEffectiveOnHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("INSTRUMENT", StandingShape(kScoreShape));
}

}  // namespace fascicolo::program
