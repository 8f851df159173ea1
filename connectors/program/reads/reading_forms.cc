#include "connectors/program/reads/reading_forms.h"

namespace fascicolo::program {
namespace {

Value Texts(const std::vector<std::string>& texts) {
  Value::Array array;
  for (const std::string& text : texts) array.push_back(cli::Form(text));
  return Value{std::move(array)};
}

}  // namespace

cli::Object FormOf(const ReadingLine& line) {
  const auto& asked = line.recorded.reading;
  cli::Object form;
  form.Add("at", line.recorded.at)
      .Add("reading", line.recorded.id)
      .Add("node", line.recorded.node)
      .Add("who", asked.who)
      .Add("roles", Texts(asked.roles))
      .Add("areas", Texts(asked.areas))
      .Add("question", asked.question)
      .Add("kind", line.file.kind)
      .Add("file", line.file.id)
      .Add("levels", Texts(line.file.levels))
      .Add("why", line.file.why)
      .Add("policy", line.file.policy)
      .Add("role", line.file.role)
      .Add("relation", line.file.relation)
      .Add("use", asked.use)
      .Add("trace", asked.trace)
      .Add("at_position", asked.position);
  Value then;
  if (line.then) {
    Value::Array relations;
    for (const auto relation : *line.then) relations.push_back(cli::Form(engine::TextOf(relation)));
    then = Value{std::move(relations)};
  }
  form.Add("stood", std::move(then));
  return form;
}

}  // namespace fascicolo::program
