#include "connectors/program/sample_values.h"

#include "engine/catalogue/adopted.h"

#include <memory>

namespace fascicolo::program {
namespace {

template <class Rules>
void AddIfSample(const std::shared_ptr<const Rules>& rules, Samples& samples) {
  if (rules && rules->status == engine::DocumentStatus::kSample) samples.insert(rules->code + " " + rules->version);
}

}  // namespace

void AddSamplesBehind(const engine::State& state, std::string_view service, Day day, Samples& samples) {
  const auto sheet = engine::AdoptedSheet(state, service);
  if (!sheet) return;
  if (sheet->status == engine::DocumentStatus::kSample) samples.insert(sheet->code);
  std::set<std::string> named{sheet->fee};
  if (sheet->waiting) named.insert(sheet->waiting->rule_set);
  if (sheet->plan) named.insert({sheet->plan->base, sheet->plan->cut});
  if (sheet->housing) named.insert(sheet->housing->matching);
  named.erase("");
  for (const std::string& code : named) {
    AddIfSample(engine::RuleSetInForce(state, code, day), samples);
    AddIfSample(engine::FeeRulesInForce(state, code, day), samples);
    AddIfSample(engine::FormulaInForce(state, code, day), samples);
  }
}

Samples SamplesBehind(const engine::State& state, const std::set<std::string>& services, Day day) {
  Samples samples;
  for (const std::string& service : services) AddSamplesBehind(state, service, day, samples);
  return samples;
}

Value FormOfSamples(const Samples& samples) {
  Value::Array forms;
  for (const std::string& one : samples) forms.push_back(cli::Form(one));
  return Value{std::move(forms)};
}

void WarnOfSamples(Session& session, const Samples& samples) {
  if (samples.empty()) return;
  session.terminal.Line(session.terminal.Bold("*** " + session.Label("text.sample_rules") + " ***"));
}

}  // namespace fascicolo::program
