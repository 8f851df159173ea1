#include "engine/families/activation_fee.h"

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_inputs.h"
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

}  // namespace

std::unique_ptr<schema::FeeT> FeeAtStart(const State& state, const Sheet& sheet, const ActivationRow& row) {
  if (sheet.fee.empty() || !row.from) return nullptr;
  const auto rules = FeeRulesInForce(state, sheet.fee, *row.from);
  if (!rules) return nullptr;
  const auto evaluation = EvaluateFee(*rules, CaseOf(row.inputs));
  if (!evaluation) return nullptr;
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
  return fee;
}

}  // namespace fascicolo::engine
