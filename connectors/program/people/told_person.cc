#include "connectors/program/people/told_person.h"

#include "connectors/program/sealed_text.h"
#include "engine/decision.h"
#include "engine/families/limits.h"
#include "engine/fold.h"
#include "engine/identity/fiscal_code.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fascicolo::program {
namespace {

using engine::PersonalData;

/// An event that tells who a person is.
struct Telling {
  schema::EventPayload event;
  std::int32_t (*born)(const schema::Event& event);  ///< null: it tells no day of birth
};
template <class Fact>
std::int32_t BornOf(const schema::Event& event) {
  return event.payload_as<Fact>()->born();
}
constexpr std::array kTelling{
    Telling{schema::EventPayload::PersonRegistered, BornOf<schema::PersonRegistered>},
    Telling{schema::EventPayload::PersonIdentified, BornOf<schema::PersonIdentified>},
    Telling{schema::EventPayload::PersonCorrected, BornOf<schema::PersonCorrected>},
    Telling{schema::EventPayload::IdentifierAdded, nullptr},
};

struct ToldField {
  std::string_view pointer;  ///< as a section's descriptor names it
  void (*put)(PersonalData& data, const std::string& text, const schema::Event& event);
};

void PutIdentifier(PersonalData& data, const std::string& text, const schema::Event& event) {
  const auto* added = event.payload_as_IdentifierAdded();
  if (added == nullptr) return;
  if (added->kind() == schema::IdentifierKind::fiscal_code) {
    data.fiscal_code = text;
  } else {
    data.other_codes.push_back(text);
  }
}

/// A code: a place's name is not what a fiscal code can be compared with.
void PutBirthplace(PersonalData& data, const std::string& text, const schema::Event&) {
  if (engine::NormalisedCode(text).size() == engine::kBirthplaceLength) data.birthplace = text;
}

template <std::string PersonalData::*kText>
void Put(PersonalData& data, const std::string& text, const schema::Event&) {
  data.*kText = text;
}
constexpr std::array kFields{
    ToldField{"/surname", Put<&PersonalData::surname>}, ToldField{"/name", Put<&PersonalData::name>},
    ToldField{"/fiscal_code", Put<&PersonalData::fiscal_code>}, ToldField{"/birthplace", PutBirthplace},
    ToldField{"/value", PutIdentifier},
};

template <class Entries, class Is>
auto Find(const Entries& entries, Is is) -> decltype(entries.data()) {
  const auto found = std::find_if(entries.begin(), entries.end(), is);
  return found == entries.end() ? nullptr : &*found;
}

Status Tell(const events::CommitReading& commit, const schema::Event& event, const schema::Section& section,
            vault::Vault& vault, ToldPerson& told) {
  const std::string_view pointer = engine::Text(section.field());
  const auto* field = Find(kFields, [&](const ToldField& one) { return one.pointer == pointer; });
  if (field == nullptr) return {};
  const auto text = OpenSealed(commit, section, vault);
  if (!text) return text.error();
  if (!*text) {
    ++told.closed;
    return {};
  }
  field->put(told.data, **text, event);
  told.keys.push_back(events::FromSchema<KeyId>(section.key()));
  return {};
}

}  // namespace

Result<std::map<EntityId, ToldPerson>> ToldBy(const events::CommitReading& commit, std::uint32_t index,
                                              vault::Vault& vault) {
  std::map<EntityId, ToldPerson> told;
  const schema::Event& event = *commit.events().at(index);
  const auto* telling = Find(kTelling, [&](const Telling& one) { return one.event == event.payload_type(); });
  if (telling == nullptr) return told;
  if (telling->born != nullptr) {
    const auto born = engine::DayIfGiven(telling->born(event));
    if (born) told[events::Entity(event.entity())].data.born = CivilFromDay(*born);
  }
  if (event.sections() == nullptr) return told;
  for (const auto* section : *event.sections()) {
    ToldPerson& person = told[events::Entity(section->subject())];
    if (Status read = Tell(commit, event, *section, vault, person); !read) return read.error();
  }
  return told;
}

void Overlay(const PersonalData& later, PersonalData& data) {
  for (std::string PersonalData::*text : {&PersonalData::surname, &PersonalData::name, &PersonalData::fiscal_code,
                                          &PersonalData::birthplace}) {
    if (!(later.*text).empty()) data.*text = later.*text;
  }
  if (later.born) data.born = later.born;
  data.other_codes.insert(data.other_codes.end(), later.other_codes.begin(), later.other_codes.end());
}

std::string ToldVersion() {
  std::string version = std::to_string(engine::kFoldVersion);
  for (const Telling& one : kTelling) version += std::string("/") + schema::EnumNameEventPayload(one.event);
  for (const ToldField& field : kFields) version += field.pointer;
  return version;
}

}  // namespace fascicolo::program
