#include "engine/families/activation_inputs.h"

#include <algorithm>

#include "engine/families/limits.h"
#include "engine/families/schema_ids.h"
#include "engine/rules/fee.h"

namespace fascicolo::engine {
namespace {

/// By name; the same name replaces. False: more than kMaxInputs.
bool PutInput(InputRow row, std::vector<InputRow>& known) {
  const auto place = std::lower_bound(known.begin(), known.end(), row.name,
                                      [](const InputRow& a, const std::string& name) { return a.name < name; });
  if (place != known.end() && place->name == row.name) {
    *place = std::move(row);
  } else {
    known.insert(place, std::move(row));
  }
  return known.size() <= kMaxInputs;
}

}  // namespace

std::optional<Decision> CheckInputs(const SchemaInputs* inputs) {
  if (inputs == nullptr) return std::nullopt;
  if (inputs->size() > kMaxInputs) return Malformed("/inputs", "are too many", std::to_string(kMaxInputs));
  for (flatbuffers::uoffset_t i = 0; i < inputs->size(); ++i) {
    const auto* input = inputs->Get(i);
    const std::string place = "/inputs/" + std::to_string(i);
    if (Text(input->name()).empty()) return Malformed(place + "/name", "is missing", "an input's name");
    if (Text(input->name()).size() > kMaxCodeBytes || Text(input->code()).size() > kMaxCodeBytes) {
      return Malformed(place, "is too long", std::to_string(kMaxCodeBytes) + " bytes");
    }
    if (input->source() != nullptr) return Malformed(place + "/source", "is known to the ledger alone", "nothing");
  }
  return std::nullopt;
}

bool MergeInputs(const SchemaInputs* inputs, EntityId source, Version version, std::vector<InputRow>& known) {
  if (inputs == nullptr) return true;
  for (const auto* input : *inputs) {
    InputRow row;
    row.name = Text(input->name());
    row.number = input->number();
    row.flag = input->flag();
    row.code = Text(input->code());
    const bool is_taken = input->source() != nullptr;
    row.source = is_taken ? events::Entity(input->source()) : source;
    row.source_version = is_taken ? Version{input->source_version()} : version;
    if (!PutInput(std::move(row), known)) return false;
  }
  return true;
}

std::optional<AttestedIsee> IseeUnlessByHand(const State& state, EntityId activation, EntityId person,
                                             const std::vector<InputRow>& known, Day day) {
  const InputRow* input = FindInput(known, kIseeInput);
  if (input != nullptr && input->source == activation) return std::nullopt;
  return IseeOn(state, person, day);
}

std::unique_ptr<schema::InputT> InputOf(const AttestedIsee& figure) {
  auto input = std::make_unique<schema::InputT>();
  input->name = kIseeInput;
  input->number = figure.cents;
  input->source = IdOf(figure.household);
  input->source_version = figure.version.value;
  return input;
}

bool AddIsee(const std::optional<AttestedIsee>& figure, std::vector<InputRow>& known,
             std::vector<std::unique_ptr<schema::InputT>>& told) {
  if (!figure) return true;
  const InputRow* input = FindInput(known, kIseeInput);
  if (input != nullptr && input->source == figure->household && input->source_version == figure->version) return true;
  InputRow row;
  row.name = kIseeInput;
  row.number = figure->cents;
  row.source = figure->household;
  row.source_version = figure->version;
  told.push_back(InputOf(*figure));
  return PutInput(std::move(row), known);
}

Inputs InputsFor(const std::vector<InputNeed>& needs, const std::vector<InputRow>& known) {
  Inputs inputs;
  for (const InputNeed& need : needs) {
    const InputRow* row = FindInput(known, need.input);
    if (row == nullptr) continue;
    InputValue& value = inputs[need.input];
    switch (need.type) {
      case InputType::kInteger:
        value.value = row->number;
        break;
      case InputType::kFlag:
        value.value = row->flag;
        break;
      case InputType::kCode:
        value.value = row->code;
        break;
    }
  }
  return inputs;
}

const InputRow* FindInput(const std::vector<InputRow>& known, std::string_view name) {
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const InputRow& row) { return row.name == name; });
  return found == known.end() ? nullptr : &*found;
}

std::unique_ptr<schema::ScoreLineT> ToldLine(const EvaluationLine& line, const std::vector<InputRow>& known) {
  auto told = std::make_unique<schema::ScoreLineT>();
  told->criterion = line.criterion;
  told->input = line.value.value_or("");
  told->points = line.points_hundredths;
  told->row = line.row_text;
  if (const InputRow* source = FindInput(known, line.input)) {
    told->source = IdOf(source->source);
    told->source_version = source->source_version.value;
  }
  return told;
}

std::unique_ptr<schema::ScoreLineT> ToldLine(const FormulaLine& line, const std::vector<InputRow>& known) {
  EvaluationLine as_points;
  as_points.criterion = line.step;
  as_points.input = line.input;
  as_points.value = line.value;
  as_points.points_hundredths = line.hundredths;
  as_points.row_text = line.row_text;
  return ToldLine(as_points, known);
}

Evaluation KeptScore(std::int64_t points_hundredths, const std::vector<TieBreakRow>& tie_breaks) {
  Evaluation kept;
  kept.total_hundredths = points_hundredths;
  for (const TieBreakRow& one : tie_breaks) {
    kept.tie_breaks.push_back(
        {one.by, one.descending ? TieBreak::Order::kDescending : TieBreak::Order::kAscending, one.value});
  }
  return kept;
}

void TakeScore(ActivationRow& row, const schema::ApplicationScoredT& scored) {
  row.rule_set = scored.rule_set;
  row.rule_version = scored.rule_version;
  row.points = scored.total;
  row.tie_breaks.clear();
  for (const auto& tie_break : scored.tie_breaks) {
    row.tie_breaks.push_back({tie_break->by, tie_break->value, tie_break->descending});
  }
}

std::vector<std::unique_ptr<schema::InputT>> Copied(const SchemaInputs* inputs) {
  std::vector<std::unique_ptr<schema::InputT>> copies;
  if (inputs == nullptr) return copies;
  for (const auto* input : *inputs) copies.emplace_back(input->UnPack());
  return copies;
}

}  // namespace fascicolo::engine
