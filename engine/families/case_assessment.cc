// Assessments: an adopted instrument filled in, its score and band computed.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/case_deciding.h"
#include "engine/families/case_work.h"
#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

std::vector<std::pair<std::string, std::string>> GivenIn(const schema::RecordAssessment& command) {
  std::vector<std::pair<std::string, std::string>> given;
  if (command.answers() == nullptr) return given;
  for (const auto* answer : *command.answers()) given.emplace_back(Text(answer->item()), Text(answer->answer()));
  return given;
}

Decision FormAnswer(const AnswerProblem& problem) {
  switch (problem.what) {
    case AnswerProblem::What::kMissing:
      return Malformed("/answers", "leave out " + problem.item, "every item of the instrument");
    case AnswerProblem::What::kUnknownItem:
      return Malformed("/answers", "name an item that the instrument has not");
    case AnswerProblem::What::kUnknownAnswer:
      return Malformed("/answers", "give an answer that " + problem.item + " has not");
    case AnswerProblem::What::kTwice:
      return Malformed("/answers", "answer " + problem.item + " twice", "every item once");
  }
  return Malformed("/answers", "are wrong");
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordAssessment& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const std::string code(Text(command.instrument()));
    if (auto answer = FirstOf(CheckText("/instrument", code), CheckHappened(intent))) return *std::move(answer);
    const auto instrument = InstrumentInForce(state, code, intent.effective_on);
    if (!instrument) return Refusal{Rule::kNoInstrumentInForce, {{"instrument", code}}};
    const auto score = ScoreOf(*instrument, GivenIn(command));
    if (!score) return FormAnswer(score.error());
    schema::AssessmentRecordedT recorded;
    recorded.number = NextNumber(row);
    recorded.instrument = code;
    recorded.edition = instrument->version;
    for (const AnswerGiven& given : score->answers) {
      recorded.answers.push_back(std::make_unique<schema::ScoredAnswerT>());
      recorded.answers.back()->item = given.item;
      recorded.answers.back()->answer = given.answer;
      recorded.answers.back()->points = given.hundredths;
    }
    recorded.score = score->hundredths;
    recorded.band = score->band;
    recorded.signed_by_person = command.signed_by_person();
    recorded.sample = instrument->status == DocumentStatus::kSample;
    return OneEvent(intent, id, std::move(recorded), "/text");
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AssessmentRecorded& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    AssessmentRow assessment;
    assessment.number = fact.number();
    assessment.on = Day{event.effective_on()};
    assessment.score = fact.score();
    assessment.band = Text(fact.band());
    assessment.version = Version{event.version()};
    const std::string instrument(Text(fact.instrument()));
    if (!IsPossible(assessment.on) || instrument.size() > kMaxCodeBytes) return false;
    const auto last = editor.Find<AssessmentTable>(id, instrument);
    if (!last || last->on <= assessment.on) editor.Put<AssessmentTable>(assessment, id, instrument);
    return TakeNumber(fact.number(), row);
  });
}

}  // namespace fascicolo::engine
