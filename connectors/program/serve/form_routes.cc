// GET /v1/forms[/COMMAND] and /v1/sheets: what can be handed in, and by which rules of the authority.
#include "connectors/cli/labels.h"
#include "connectors/http/problem.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/command_forms.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/json_response.h"
#include "connectors/program/serve/not_now.h"
#include "events/store/rows.h"

#include <map>
#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

Value FormOfCommand(const std::string& name) {
  FormWriter forms("#/$defs/");
  auto form = forms.Command(name);
  FASCICOLO_CHECK(form.has_value());
  Object schema;
  schema.Add("$schema", "https://json-schema.org/draft/2020-12/schema").Add("$id", "urn:fascicolo:form:" + name);
  schema.Add("title", cli::LabelOf(cli::Language::kEnglish, "command", name));
  for (auto& member : std::get<Value::Object>(form->content)) schema.Add(member.key, std::move(member.value));
  return schema.Add("$defs", forms.Definitions()).Done();
}

/// Made once: what there is changes with the program alone.
struct Forms {
  std::map<std::string, http::Response> of_commands;
  http::Response list;
};

std::shared_ptr<const Forms> MadeForms() {
  auto made = std::make_shared<Forms>();
  Value::Array list;
  for (const std::string& name : CommandNames()) {
    list.push_back(Object()
                       .Add("command", name)
                       .Add("label", Object()
                                         .Add("it", cli::LabelOf(cli::Language::kItalian, "command", name))
                                         .Add("en", cli::LabelOf(cli::Language::kEnglish, "command", name))
                                         .Done())
                       .Add("href", "/v1/forms/" + name)
                       .Done());
    http::Response form = JsonResponse(FormOfCommand(name));
    form.headers[0].value = "application/schema+json";
    made->of_commands.emplace(name, std::move(form));
  }
  made->list = JsonResponse(Object().Add("forms", std::move(list)).Done());
  return made;
}

/// Documents as they were adopted; one that cannot be read any more is left out.
template <class TableType>
Value::Array DocumentsOf(const engine::State& state) {
  Value::Array documents;
  state.Scan<TableType>(TableType::Key(), [&](std::string_view, const typename TableType::Row& row) {
    if (auto document = events::json::ParseJson(row.json)) documents.push_back(std::move(document).value());
    return true;
  });
  return documents;
}

http::Response SheetsOf(Moment& moment) {
  try {
    const engine::State state = moment.state();
    return JsonResponse(Object()
                            .Add("position", moment.position())
                            .Add("sheets", DocumentsOf<engine::SheetTable>(state))
                            .Add("rule_sets", DocumentsOf<engine::RuleSetTable>(state))
                            .Add("calendars", DocumentsOf<engine::CalendarTable>(state))
                            .Done());
  } catch (const store::StoreBroken& broken) {
    return NotNow(broken.what());
  }
}

void TellSheets(const Parts& parts, Visit visit) {
  if (!MayAsk(visit.asker, "services", {})) return visit.answer.Send(Forbidden());
  const auto answer = std::make_shared<http::Answer>(std::move(visit.answer));
  const bool is_taken = parts.moments.Ask(std::nullopt, [&parts, answer](Result<Moments::Pointer> moment) {
    if (!moment || !parts.readers.Put([answer, moment = *moment] { answer->Send(SheetsOf(*moment)); }))
      answer->Send(Busy());
  });
  if (!is_taken) answer->Send(Busy());
}

constexpr std::string_view kFormsShape = "{forms: [{command: word, label: {it: text, en: text}, href: text}]}";
constexpr std::string_view kCommandFormShape = "{$schema: text, $id: text, title: text, $defs: {*: any}, ...}";
/// Documents have the members that their authors gave them.
constexpr std::string_view kSheetsShape = "{position: count, sheets: [{code: word, ...}], rule_sets: [{code: word, ...}], calendars: [{code: word, ...}]}";

Operation DescribedForms(const char* id, const char* summary, const char* type, NamedSchema schema) {
  Operation operation;
  operation.id = id;
  operation.tag = "forms";
  operation.summary = summary;
  AddAnswer(operation, {200, summary, type}, {std::move(schema)});
  return operation;
}

}  // namespace

std::vector<Route> FormRoutes(const Parts& parts) {
  const auto forms = MadeForms();
  Operation one =
      DescribedForms("form", "The form of a command, as JSON Schema 2020-12, with labels in Italian and English",
                     "application/schema+json", {"CommandForm", cli::SchemaOfShape(kCommandFormShape)});
  one.parameters = {TakenText("command", "path", true, "Its name")};
  const auto tell_one = [forms](Visit visit) {
    const auto found = forms->of_commands.find(visit.named.front());
    if (found != forms->of_commands.end()) return visit.answer.Send(found->second);
    visit.answer.Send(http::ProblemResponse({.status = 404, .title = "There is no such command", .code = "absent"}));
  };
  return {
      {"GET", "/v1/forms", false, [forms](Visit visit) { visit.answer.Send(forms->list); },
       WithProblems(DescribedForms("forms", "Every command that can be handed in, with its labels", "application/json",
                                   {"Forms", cli::SchemaOfShape(kFormsShape)}),
                    false)},
      {"GET", "/v1/forms/{command}", false, tell_one, WithProblems(std::move(one), false)},
      {"GET", "/v1/sheets", false, [&parts](Visit visit) { TellSheets(parts, std::move(visit)); },
       WithProblems(
           DescribedForms("sheets", "The sheets and rule sets that the authority adopted, as data", "application/json",
                          {"Sheets", cli::SchemaOfShape(kSheetsShape)}),
           false)}};
}

}  // namespace fascicolo::program
