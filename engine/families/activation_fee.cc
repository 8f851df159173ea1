#include "engine/families/activation_fee.h"

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/schema_ids.h"
#include "engine/rules/fee.h"

namespace fascicolo::engine {
namespace {

FeeCase CaseOf(const std::vector<InputRow>& known) {
  FeeCase of;
  if (const InputRow* isee = FindInput(known, kIseeInput)) of.isee_cents = isee->number;
  if (const InputRow* cost = FindInput(known, kCostInput)) of.cost_cents = cost->number;
  if (const InputRow* accepted = FindInput(known, kAcceptedInput)) of.is_accepted = accepted->flag;
  return of;
}

/// The event that brought the ISEE, if any did.
void NameSource(const ActivationRow& row, const std::optional<AttestedIsee>& figure, schema::FeeT& fee) {
  const InputRow* input = FindInput(row.inputs, kIseeInput);
  if (!figure && input == nullptr) return;
  fee.source = IdOf(figure ? figure->household : input->source);
  fee.source_version = (figure ? figure->version : input->source_version).value;
}

}  // namespace

std::optional<FeeOfUnit> FeeByFigure(const State& state, const Sheet& sheet, const ActivationRow& row, Day day,
                                     const std::optional<AttestedIsee>& figure) {
  if (sheet.fee.empty()) return std::nullopt;
  const auto rules = FeeRulesInForce(state, sheet.fee, day);
  if (!rules) return std::nullopt;
  FeeCase of = CaseOf(row.inputs);
  if (figure) of.isee_cents = figure->cents;
  const auto evaluation = EvaluateFee(*rules, of);
  if (!evaluation) return std::nullopt;
  auto fee = std::make_unique<schema::FeeT>();
  fee->rule_set = rules->code;
  fee->rule_version = rules->version;
  fee->per = TextOf(rules->per);
  fee->amount = evaluation->cents;
  fee->sample = rules->status == DocumentStatus::kSample;
  for (const FeeLine& line : evaluation->lines) {
    auto made = std::make_unique<schema::FeeLineT>();
    made->step = TextOf(line.step);
    made->value = line.value;
    made->amount = line.cents;
    fee->lines.push_back(std::move(made));
  }
  NameSource(row, figure, *fee);
  return FeeOfUnit{rules->per, std::move(fee)};
}

std::unique_ptr<schema::FeeT> FeeAtStart(const State& state, const Sheet& sheet, EntityId activation,
                                         const ActivationRow& row) {
  if (!row.from) return nullptr;
  const auto figure = IseeUnlessByHand(state, activation, row.person, row.inputs, *row.from);
  auto fee = FeeByFigure(state, sheet, row, *row.from, figure);
  return fee ? std::move(fee->fee) : nullptr;
}

}  // namespace fascicolo::engine
