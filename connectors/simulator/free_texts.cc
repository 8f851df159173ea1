#include "connectors/simulator/free_texts.h"

#include "engine/loop/loops_own.h"
#include "events/json/schema_codec.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace fascicolo::simulator {
namespace {

using namespace std::string_view_literals;
using events::json::Field;
using events::json::Form;
using events::json::SchemaModel;

/// Words wherever a table has a field of this name.
constexpr std::array kWordFields{
    // workers, by whom rights are known
    "worker"sv, "signer"sv, "substitute"sv, "successor"sv, "lawyer"sv, "member"sv,
    // of a form of their own
    "fiscal_code"sv, "iban"sv, "municipality"sv, "payer"sv, "citizenship"sv, "cig"sv, "cup"sv, "flow"sv, "mends"sv,
    // looked up in adopted sheets and rule sets
    "service"sv, "rule_set"sv, "instrument"sv, "item"sv, "answer"sv, "activity"sv};

/// Words of one table alone.
constexpr std::array kWords{
    // workers, and words of the policy
    "SealCase.names"sv, "SealCase.roles"sv, "RequestAccess.action"sv, "NameCommission.commission"sv, "RecordDraw.witnesses"sv,
    // of a form of their own
    "AddIdentifier.value"sv, "Attestation.protocol"sv, "CorrectIsee.corrects"sv, "RecordFlowOutcome.code"sv, "Rectify.field"sv,
    "PublishFigures.query"sv,
    // looked up in adopted sheets and rule sets
    "Input.name"sv, "Input.code"sv, "CallGroup.code"sv, "CallGroup.input"sv, "CallEntry.group"sv, "StartDeadline.deadline"sv,
    "DecidePlanLevel.level"sv, "RequestEntryDocuments.documents"sv, "RequestChange.ground"sv, "StartForfeiture.ground"sv,
    "AnswerDwelling.reason"sv, "AnswerHost.reason"sv, "CloseProgramme.reason"sv, "DenyPlan.reason"sv, "EndEnrolment.reason"sv,
    "EndEntry.reason"sv, "EndPlacement.reason"sv, "EndPlan.reason"sv, "EndService.reason"sv, "ExcludeEntry.reason"sv,
    "RefuseOffer.reason"sv, "ReleaseDwelling.reason"sv, "SuspendPlan.reason"sv, "SuspendService.reason"sv,
    // of a site's pact, by whose condition a breach is named
    "SignSitePact.conditions"sv, "RecordIncident.code"sv};

template <std::size_t size>
bool Has(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Of a document it is the labels that are marked, and nothing looks a label up.
bool IsFree(const std::string& name, const Field& field) {
  return field.form == Form::kJsonText || (!Has(kWordFields, field.name) && !Has(kWords, name));
}

class Gathering {
 public:
  std::vector<CommandText> Done() {
    Union(events::json::CommandPayloads());
    std::sort(texts_.begin(), texts_.end(), [](const CommandText& a, const CommandText& b) { return a.name < b.name; });
    return std::move(texts_);
  }

 private:
  void Union(const events::json::Enum& members) {
    for (const std::string_view type : TypesOf(SchemaModel(), members)) {
      if (!engine::IsLoopsOwn(type)) Table(*TableOf(SchemaModel(), members, type));
    }
  }
  void Table(std::size_t index) {
    if (!seen_.insert(index).second) return;
    const auto& table = SchemaModel().tables[index];
    for (const Field& field : table.fields) {
      if (field.form == Form::kTable) Table(field.target);
      if (field.form == Form::kUnion) Union(SchemaModel().enums[field.target]);
      if (field.form != Form::kText && field.form != Form::kJsonText) continue;
      const std::string name = NameOf(table, field);
      texts_.push_back({name, !field.sealed.empty(), IsFree(name, field)});
    }
  }

  std::set<std::size_t> seen_;
  std::vector<CommandText> texts_;
};

}  // namespace

const std::vector<CommandText>& CommandTexts() {
  static const std::vector<CommandText> texts = Gathering().Done();
  return texts;
}

std::vector<std::string> WordsOfNoText() {
  std::set<std::string_view> words(kWords.begin(), kWords.end());
  words.insert(kWordFields.begin(), kWordFields.end());
  for (const CommandText& text : CommandTexts()) {
    words.erase(text.name);
    words.erase(std::string_view(text.name).substr(text.name.find('.') + 1));
  }
  return {words.begin(), words.end()};
}

std::string NameOf(const events::json::Table& table, const events::json::Field& field) {
  return table.name.substr(table.name.rfind('.') + 1) + "." + field.name;
}

}  // namespace fascicolo::simulator
