// Commands about the ISEE as tests say them.
#pragma once

#include <string>

#include "engine/told_households.h"

namespace fascicolo::engine {

/// Of one person without property, so that income, ISE and ISEE are the same.
inline schema::AttestationT Attestation(const std::string& number, Day issued_on, std::int64_t isee_cents,
                                        schema::IseeType type = schema::IseeType::ordinary) {
  schema::AttestationT attestation;
  attestation.isee_type = type;
  attestation.protocol = "INPS-ISEE-2026-" + number;
  attestation.issued_on = issued_on.days;
  attestation.isr = attestation.ise = attestation.isee = isee_cents;
  attestation.scale = 100;
  return attestation;
}
inline schema::RecordIseeT RecordIsee(EntityId household, schema::AttestationT attestation) {
  schema::RecordIseeT command;
  command.household = Ref(household);
  command.attestation = std::make_unique<schema::AttestationT>(std::move(attestation));
  return command;
}
inline schema::CorrectIseeT CorrectIsee(EntityId household, const std::string& wrong, schema::AttestationT attestation) {
  schema::CorrectIseeT command;
  command.household = Ref(household);
  command.corrects = "INPS-ISEE-2026-" + wrong;
  command.attestation = std::make_unique<schema::AttestationT>(std::move(attestation));
  return command;
}

/// A household of composition isee of these persons.
inline EntityId IseeHousehold(Kit& kit, const std::vector<EntityId>& persons, Day from) {
  return kit.Given(Form(Family(persons), from, schema::Composition::isee));
}

}  // namespace fascicolo::engine
