#include "connectors/program/people/told_person.h"

#include "connectors/program/sealed_text.h"
#include "engine/decision.h"
#include "engine/fold.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fascicolo::program {
namespace {

using engine::PersonalData;

/// Events whose sections tell who a person is.
constexpr std::array kTelling{schema::EventPayload::PersonRegistered, schema::EventPayload::PersonIdentified,
                              schema::EventPayload::PersonCorrected};

struct ToldField {
  std::string_view pointer;  ///< as a section's descriptor names it
  void (*put)(PersonalData& data, const std::string& text);
};
constexpr std::array kFields{
    ToldField{"/surname", [](PersonalData& data, const std::string& text) { data.surname = text; }},
    ToldField{"/name", [](PersonalData& data, const std::string& text) { data.name = text; }},
    ToldField{"/fiscal_code", [](PersonalData& data, const std::string& text) { data.fiscal_code = text; }},
};

const ToldField* FieldOf(std::string_view pointer) {
  const auto* found = std::find_if(kFields.begin(), kFields.end(),
                                   [&](const ToldField& field) { return field.pointer == pointer; });
  return found == kFields.end() ? nullptr : found;
}

Status Tell(const events::CommitReading& commit, const schema::Section& section, vault::Vault& vault, ToldPerson& told) {
  const ToldField* field = FieldOf(engine::Text(section.field()));
  if (field == nullptr) return {};
  const auto text = OpenSealed(commit, section, vault);
  if (!text) return text.error();
  if (!*text) {
    ++told.closed;
    return {};
  }
  field->put(told.data, **text);
  told.keys.push_back(events::FromSchema<KeyId>(section.key()));
  return {};
}

}  // namespace

Result<std::map<EntityId, ToldPerson>> ToldBy(const events::CommitReading& commit, std::uint32_t index,
                                              vault::Vault& vault) {
  std::map<EntityId, ToldPerson> told;
  const schema::Event& event = *commit.events().at(index);
  const bool tells = std::find(kTelling.begin(), kTelling.end(), event.payload_type()) != kTelling.end();
  if (!tells || event.sections() == nullptr) return told;
  for (const auto* section : *event.sections()) {
    ToldPerson& person = told[events::Entity(section->subject())];
    if (Status read = Tell(commit, *section, vault, person); !read) return read.error();
  }
  return told;
}

void Overlay(const PersonalData& later, PersonalData& data) {
  for (std::string PersonalData::*text : {&PersonalData::surname, &PersonalData::name, &PersonalData::fiscal_code}) {
    if (!(later.*text).empty()) data.*text = later.*text;
  }
}

std::string ToldVersion() {
  std::string version = std::to_string(engine::kFoldVersion);
  for (const auto event : kTelling) version += std::string("/") + schema::EnumNameEventPayload(event);
  for (const ToldField& field : kFields) version += field.pointer;
  return version;
}

}  // namespace fascicolo::program
