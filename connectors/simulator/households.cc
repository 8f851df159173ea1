#include "connectors/simulator/households.h"

#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/neighbours.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kMeansOffice = "ufficio.isee";
/// Households of one, two, three and four persons (ISTAT, Cagliari 2021: 48 % of one, 26 % of two).
constexpr std::array<int, 4> kSizeWeights{480, 260, 150, 110};
/// Of equivalence, in hundredths, by the number of persons (D.P.C.M. 159/2013, annex 1).
constexpr std::array<std::int64_t, 4> kScales{100, 157, 204, 246};
constexpr int kCorrectedPerMille = 40;

}  // namespace

void Households::Do(const Errand& errand) {
  if (!hall_.neighbours[errand.subject].is_alive) return;
  switch (errand.kind) {
    case ErrandKind::kHousehold:
      return Form(errand.subject);
    case ErrandKind::kAttest:
      return Attest(errand.subject);
    case ErrandKind::kCorrectIsee:
      return Correct(errand.subject);
    default:
      return;
  }
}

EntityId Households::Found(schema::Composition composition, std::uint32_t person,
                           const std::vector<std::uint32_t>& others) {
  schema::FormHouseholdT form;
  form.composition = composition;
  form.from = hall_.today.days;
  const bool is_hidden = hall_.IsHidden(person) || std::any_of(others.begin(), others.end(), [&](std::uint32_t other) {
    return hall_.hidden.contains(other);
  });
  if (!is_hidden) form.municipality = kHere;
  const auto add = [&](std::uint32_t who, schema::Relationship relationship) {
    form.members.push_back(std::make_unique<schema::MemberT>());
    form.members.back()->person = SchemaId(hall_.neighbours[who].id);
    form.members.back()->relationship = relationship;
  };
  add(person, schema::Relationship::reference_person);
  for (const std::uint32_t other : others) {
    const bool is_child = AgeOn(hall_.today, hall_.neighbours[other].born) < 25;
    add(other, is_child ? schema::Relationship::child : schema::Relationship::cohabitant);
  }
  const CommandId command =
      hall_.door.Send(kRegistryOffice, std::move(form), {{"/address", InventedStreet(hall_.chance)}});
  return engine::NewEntity(command, 0);
}

void Households::Form(std::uint32_t person) {
  if (!hall_.neighbours[person].household.is_zero()) return;
  std::vector<std::uint32_t> others;
  for (std::size_t size = hall_.chance.Weighted(kSizeWeights); size > 0; --size) {
    others.push_back(RegisterNeighbour(hall_, 0, 85, kItaly));
  }
  hall_.neighbours[person].household = Found(schema::Composition::registry, person, others);
  hall_.neighbours[person].others = std::move(others);
}

std::unique_ptr<schema::AttestationT> Households::Attestation(std::uint32_t person) {
  const Neighbour& neighbour = hall_.neighbours[person];
  auto attestation = std::make_unique<schema::AttestationT>();
  attestation->isee_type = schema::IseeType::ordinary;
  attestation->protocol = "INPS-ISEE-" + std::to_string(YearOf(hall_.today)) + "-" + std::to_string(++hall_.attestations);
  attestation->issued_on = hall_.today.days;
  attestation->scale = kScales.at(std::min(neighbour.others.size(), kScales.size() - 1));
  attestation->isr = std::int64_t{100} * hall_.chance.Between(0, 40'000);
  attestation->isp = std::int64_t{500} * hall_.chance.Between(0, 20'000);
  attestation->ise = attestation->isr + attestation->isp / 5;
  attestation->isee = (attestation->ise * 100 + attestation->scale / 2) / attestation->scale;
  attestation->discrepancies = hall_.chance.Happens(30);
  return attestation;
}

/// Somebody whose household is not recorded yet comes back when it is; who belongs to another's attests nothing themselves.
void Households::Attest(std::uint32_t person) {
  if (hall_.neighbours[person].means.is_zero()) {
    hall_.neighbours[person].means = Found(schema::Composition::isee, person, hall_.neighbours[person].others);
    hall_.agenda.Add(hall_.WorkingDayIn(1, 3), ErrandKind::kAttest, person);
    return;
  }
  if (!hall_.IsHousehold(hall_.neighbours[person].means)) return;
  schema::RecordIseeT record;
  record.household = SchemaId(hall_.neighbours[person].means);
  record.attestation = Attestation(person);
  hall_.neighbours[person].attestation = record.attestation->protocol;
  hall_.door.Send(kMeansOffice, std::move(record));
  if (hall_.chance.Happens(kCorrectedPerMille))
    hall_.agenda.Add(hall_.WorkingDayIn(30, 250), ErrandKind::kCorrectIsee, person);
}

void Households::Correct(std::uint32_t person) {
  schema::CorrectIseeT correct;
  correct.household = SchemaId(hall_.neighbours[person].means);
  correct.corrects = hall_.neighbours[person].attestation;
  correct.attestation = Attestation(person);
  hall_.neighbours[person].attestation = correct.attestation->protocol;
  hall_.door.Send(kMeansOffice, std::move(correct));
}

}  // namespace fascicolo::simulator
