#include "connectors/program/rights/disclosure.h"

#include "connectors/program/rights/person_events.h"
#include "engine/families/person.h"
#include "engine/families/rights_scope.h"

#include <algorithm>
#include <set>

namespace fascicolo::program {
namespace {

constexpr std::string_view kOthers = "***";

class Collecting {
 public:
  Collecting(Reading& reading, EntityId person)
      : reading_(reading),
        state_(reading.node().state()),
        texts_(state_, reading.node().authority().vault()),
        entries_(engine::EntriesOf(state_, person)) {
    texts_.GivenThePersonAsks();
    told_.person = person;
    told_.entries = entries_;
    told_.standing = reading.standing();
  }

  Status All() {
    for (const EntityId entry : entries_) {
      own_.insert(entry);
      for (const EntityId case_file : state_.SecondsOf<engine::PersonCaseTable>(entry)) own_.insert(case_file);
      if (auto rights = state_.Find<engine::RightsTable>(entry)) told_.rights.emplace(entry, *std::move(rights));
    }
    for (const EntityId household : Households()) own_.insert(household);
    const auto take = [this](const EventInLog& at) { return Take(at); };
    if (Status read = ForEachEventOf(reading_, engine::PersonBehind(state_, told_.person), take); !read) return read;
    for (const EntityId household : Households()) {
      if (Status read = ForEachEventOf(reading_, household, take); !read) return read;
    }
    std::stable_sort(told_.steps.begin(), told_.steps.end(), [](const Step& a, const Step& b) {
      return std::pair(a.position, a.event) < std::pair(b.position, b.event);
    });
    return {};
  }
  [[nodiscard]] Disclosure Done() { return std::move(told_); }

 private:
  [[nodiscard]] std::set<EntityId> Households() const {
    std::set<EntityId> households;
    for (const EntityId entry : entries_) {
      for (const EntityId household : engine::HouseholdsOf(state_, entry)) households.insert(household);
    }
    return households;
  }

  Status Take(const EventInLog& at) {
    auto step = StepOf(at.commit.reading, at.index, &texts_);
    if (!step) return step.error();
    AddAct(texts_.state(), *step);
    Mask(*step);
    if (auto to = RecipientOf(at.event); !to.empty()) {
      told_.recipients.push_back({step->position, step->recorded_at, step->type, std::move(to)});
    }
    if (const auto* filed = at.event.payload_as_ApplicationFiled()) NoteService(step->entity, *filed);
    told_.steps.push_back(std::move(step).value());
    return {};
  }

  void NoteService(EntityId activation, const schema::ApplicationFiled& filed) {
    DisclosedService service{activation, std::string(engine::Text(filed.service())), {}};
    if (const auto* sheet = reading_.SheetOf(service.service)) service.basis = sheet->legal_basis;
    told_.services.push_back(std::move(service));
  }

  void Mask(Step& step) {
    for (SealedField& field : step.sealed) {
      if (field.retention == schema::RetentionClass::court) {
        ++told_.court;
      } else if (!own_.contains(field.subject)) {
        ++told_.masked;
      } else {
        continue;
      }
      field.shown.text.reset();
      if (field.shown.closed == Closed::kNot) field.shown.closed = Closed::kSealed;
    }
    for (StepField& field : step.fields) MaskValue(field.value);
  }

  void MaskValue(cli::Value& value) {
    if (auto* text = std::get_if<std::string>(&value.content)) {
      if (!IsAnother(*text)) return;
      *text = kOthers;
      ++told_.masked;
    } else if (auto* list = std::get_if<cli::Value::Array>(&value.content)) {
      for (cli::Value& one : *list) MaskValue(one);
    } else if (auto* object = std::get_if<cli::Value::Object>(&value.content)) {
      for (auto& member : *object) MaskValue(member.value);
    }
  }
  /// The id of a person who is none of the entries.
  [[nodiscard]] bool IsAnother(const std::string& text) const {
    if (text.size() != 2 * sizeof(EntityId)) return false;
    const auto id = IdFromText<EntityId>(text);
    return id && !own_.contains(*id) && state_.Find<engine::PersonTable>(*id);
  }

  Reading& reading_;
  engine::State state_;
  TextAccess texts_;
  std::vector<EntityId> entries_;
  std::set<EntityId> own_;  ///< whose texts are the person's
  Disclosure told_;
};

}  // namespace

Result<Disclosure> DiscloseTo(Reading& reading, EntityId person, const std::vector<std::string>& other_folders) {
  Collecting collecting(reading, person);
  if (Status all = collecting.All(); !all) return all.error();
  Disclosure told = collecting.Done();
  auto readers = FindReaders(ReadsOf(reading.node()), other_folders, {.files = FilesOfPerson(reading.node().state(), person)});
  if (!readers) return readers.error();
  told.readers = std::move(readers->lines);
  return told;
}

}  // namespace fascicolo::program
