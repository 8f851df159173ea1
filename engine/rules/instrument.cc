#include "engine/rules/instrument.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/rules/dated_form.h"

namespace fascicolo::engine {
namespace {

enum class RulesKind { kInstrument };
constexpr std::array kKinds{Word<RulesKind>{"instrument", RulesKind::kInstrument}};

constexpr std::size_t kLeastAnswers = 2;

template <class Entry>
void CheckCodeOnce(const std::vector<Entry>& before, Form& form, const std::string& code) {
  const bool is_taken = std::any_of(before.begin(), before.end(), [&](const Entry& one) { return one.code == code; });
  if (is_taken && !code.empty()) form.Add("code", "\"" + code + "\" stands twice", "every code once");
}

InstrumentItem ReadItem(Form form) {
  InstrumentItem item{.code = form.Code("code"), .name = form.Name("name")};
  form.Each("answers", kLeastAnswers, [&](const JsonValue& value, const std::string& place) {
    Form entry(value, place, form.errors());
    InstrumentAnswer answer{.code = entry.Code("code"), .name = entry.Name("name")};
    answer.hundredths = entry.Points("points").value_or(0);
    entry.RefuseOtherKeys();
    CheckCodeOnce(item.answers, entry, answer.code);
    item.answers.push_back(std::move(answer));
  });
  form.RefuseOtherKeys();
  return item;
}

std::int64_t LeastSum(const std::vector<InstrumentItem>& items) {
  return std::accumulate(items.begin(), items.end(), std::int64_t{0}, [](std::int64_t sum, const InstrumentItem& item) {
    const auto least = std::min_element(item.answers.begin(), item.answers.end(), [](const auto& a, const auto& b) {
      return a.hundredths < b.hundredths;
    });
    return least == item.answers.end() ? sum : sum + least->hundredths;
  });
}

std::vector<InstrumentBand> ReadBands(Form& form, const std::vector<InstrumentItem>& items) {
  std::vector<InstrumentBand> bands;
  form.Each("bands", 1, [&](const JsonValue& value, const std::string& place) {
    Form entry(value, place, form.errors());
    InstrumentBand band{.code = entry.Code("code"), .name = entry.Name("name")};
    const auto from = entry.Points("from");
    band.from_hundredths = from.value_or(0);
    entry.RefuseOtherKeys();
    CheckCodeOnce(bands, entry, band.code);
    if (from && bands.empty() && *from > LeastSum(items)) {
      entry.Add("from", "lies above the least possible sum", "a band for every sum");
    }
    if (from && !bands.empty() && *from <= bands.back().from_hundredths) {
      entry.Add("from", "does not lie above the band before", "bands in ascending order");
    }
    bands.push_back(std::move(band));
  });
  return bands;
}

}  // namespace

Result<Instrument, std::vector<FormError>> ParseInstrument(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  Instrument instrument;
  (void)form.OneOf("kind", kKinds);
  ReadDated(form, instrument);
  form.Each("items", 1, [&](const JsonValue& value, const std::string& place) {
    InstrumentItem item = ReadItem(Form(value, place, errors));
    Form entry(value, place, errors);
    CheckCodeOnce(instrument.items, entry, item.code);
    instrument.items.push_back(std::move(item));
  });
  instrument.bands = ReadBands(form, instrument.items);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return instrument;
}

Result<ScoreSoFar, AnswerProblem> ScoreSoFarOf(const Instrument& instrument,
                                               const std::vector<std::pair<std::string, std::string>>& answers) {
  using What = AnswerProblem::What;
  std::set<std::string> answered;
  for (const auto& [item, answer] : answers) {
    const bool is_known = std::any_of(instrument.items.begin(), instrument.items.end(),
                                      [&](const InstrumentItem& one) { return one.code == item; });
    if (!is_known) return AnswerProblem{What::kUnknownItem, item};
    if (!answered.insert(item).second) return AnswerProblem{What::kTwice, item};
  }
  ScoreSoFar so_far;
  for (const InstrumentItem& item : instrument.items) {
    const auto given = std::find_if(answers.begin(), answers.end(), [&](const auto& one) { return one.first == item.code; });
    if (given == answers.end()) {
      so_far.missing.push_back(item.code);
      continue;
    }
    const auto answer = std::find_if(item.answers.begin(), item.answers.end(),
                                     [&](const InstrumentAnswer& one) { return one.code == given->second; });
    if (answer == item.answers.end()) return AnswerProblem{What::kUnknownAnswer, item.code};
    so_far.score.answers.push_back({item.code, answer->code, answer->hundredths});
    so_far.score.hundredths += answer->hundredths;
  }
  if (!so_far.missing.empty()) return so_far;
  for (const InstrumentBand& band : instrument.bands) {
    if (band.from_hundredths <= so_far.score.hundredths) so_far.score.band = band.code;
  }
  return so_far;
}

Result<InstrumentScore, AnswerProblem> ScoreOf(const Instrument& instrument,
                                               const std::vector<std::pair<std::string, std::string>>& answers) {
  auto so_far = ScoreSoFarOf(instrument, answers);
  if (!so_far) return so_far.error();
  if (!so_far->missing.empty()) return AnswerProblem{AnswerProblem::What::kMissing, so_far->missing.front()};
  return std::move(so_far->score);
}

}  // namespace fascicolo::engine
