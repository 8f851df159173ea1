#include "connectors/exports/siuss/flow_book.h"

#include "engine/families/person.h"

#include <algorithm>

namespace fascicolo::siuss {
namespace {

using engine::Text;

constexpr int kFamilyAndMinors = 1;  // AreaUtenza
constexpr std::int64_t kMicrosOfMs = 1'000;
constexpr std::string_view kApplication = "application";  // what a protocol number is about

std::string Digits(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace

bool TellOfTheSame(const Flow& one, const Flow& other) {
  if (one.is_sinba() != other.is_sinba() || one.benefit != other.benefit || one.year != other.year) return false;
  if (one.is_sinba()) return std::get<1>(one.record)->person == std::get<1>(other.record)->person;
  return std::get<0>(one.record)->who.person == std::get<0>(other.record)->who.person;
}

std::string NameOf(const Flow& flow, std::string_view body) {
  const Civil day = CivilFromDay(flow.on);
  const auto part = [](int value, std::size_t width) { return Digits(static_cast<std::uint64_t>(value), width); };
  return std::string(body) + (flow.is_sinba() ? ".SINBA." : ".PS.") + part(day.year, 4) + part(day.month, 2) +
         part(day.day, 2) + "." + Digits(flow.number, 7);
}

void FlowBook::Take(const events::CommitReading& commit, const engine::State& behind) {
  if (!commit.understood()) return;
  for (std::uint32_t index = 0; index < commit.events().size(); ++index) TakeEvent(commit, index, behind);
  if (!touched_.empty()) Refresh(commit.header(), behind);
}

void FlowBook::TakeEvent(const events::CommitReading& commit, std::uint32_t index, const engine::State& behind) {
  using enum schema::EventPayload;
  const schema::Event& event = *commit.events()[index];
  const EntityId entity = events::Entity(event.entity());
  known_.persons.Take(commit.header().position, index, event);
  known_.cases.Take(event);
  TakeBenefit(event);
  switch (event.payload_type()) {
    case DayOpened: {
      const Day day{event.payload_as_DayOpened()->day()};
      if (MonthOf(day) == 1 && CivilFromDay(day).day == 1) TouchAll({});
      return;
    }
    case SheetAdopted:
      return TouchAll(Text(event.payload_as_SheetAdopted()->code()));
    case MoneyPaid:
      return TakePayment(behind, entity, event.payload_as_MoneyPaid()->liquidation(), Day{event.effective_on()});
    case PaymentBounced:
      return TakePayment(behind, entity, event.payload_as_PaymentBounced()->liquidation(), std::nullopt);
    case ContractSigned: {
      const auto& fact = *event.payload_as_ContractSigned();
      known_.prices[entity].push_back({Day{fact.from()}, Day{fact.until()}, fact.measure(), fact.unit_price()});
      return TouchAll({});
    }
    case ServiceDelivered:
    case DiaryEntryAdded:
    case NightConfirmed:
      return;  // the most frequent ones, which change no record
    default:
      break;
  }
  switch (event.kind()) {
    case schema::EntityKind::person:
      return TouchPerson(behind, entity);
    case schema::EntityKind::household:
      return TouchHousehold(behind, entity);
    case schema::EntityKind::case_file:
      if (const auto found = of_case_.find(entity); found != of_case_.end()) {
        touched_.insert(found->second.begin(), found->second.end());
      }
      return;
    default:
      if (benefits_.contains(entity)) Touch(entity);
  }
}

void FlowBook::TakeBenefit(const schema::Event& event) {
  using enum schema::EventPayload;
  Benefit benefit;
  benefit.entity = events::Entity(event.entity());
  benefit.applied_on = Day{event.effective_on()};
  benefit.imported = event.imported();
  if (const auto* filed = event.payload_as_ApplicationFiled()) {
    benefit.case_file = events::Entity(filed->case_file());
    benefit.service = Text(filed->service());
    if (filed->members() != nullptr) {
      for (const auto* member : *filed->members()) benefit.members.push_back(events::Entity(member));
    }
    of_person_[events::Entity(filed->person())].insert(benefit.entity);
    return Begin(std::move(benefit));
  }
  if (const auto* requested = event.payload_as_PlacementRequested()) {
    benefit.kind = BenefitKind::kPlacement;
    benefit.case_file = events::Entity(requested->case_file());
    benefit.service = Text(requested->service());
    return Begin(std::move(benefit));
  }
  if (const auto* removed = event.payload_as_RemovalRecorded()) {
    benefit.kind = BenefitKind::kPlacement;
    benefit.case_file = events::Entity(removed->case_file());
    benefit.service = Text(removed->service());
    return Begin(std::move(benefit));
  }
  if (const auto* of_plan = event.payload_as_PlanEvent()) {
    const auto* requested = of_plan->payload_as_PlanRequested();
    if (requested == nullptr) return;
    benefit.kind = BenefitKind::kPlan;
    benefit.case_file = events::Entity(requested->case_file());
    benefit.service = Text(requested->service());
    benefit.severe_disability = requested->certificate() == schema::PlanCertificate::severe_disability;
    of_person_[events::Entity(requested->person())].insert(benefit.entity);
    return Begin(std::move(benefit));
  }
  const auto* protocol = event.payload_as_ProtocolRecorded();
  const auto found = protocol == nullptr ? benefits_.end() : benefits_.find(benefit.entity);
  if (found == benefits_.end() || protocol->direction() != schema::ProtocolDirection::incoming) return;
  std::string& known = found->second.protocol;
  if (known.empty() || Text(protocol->about()) == kApplication) known = Text(protocol->number());
}

void FlowBook::Begin(Benefit benefit) {
  of_case_[benefit.case_file].insert(benefit.entity);
  Touch(benefit.entity);
  benefits_[benefit.entity] = std::move(benefit);
}

void FlowBook::TakePayment(const engine::State& behind, EntityId chapter, std::uint32_t liquidation,
                           std::optional<Day> paid_on) {
  const auto row = behind.Find<engine::LiquidationTable>(chapter, liquidation);
  if (!row) return;
  EntityId about = row->activation;
  if (about.is_zero()) {
    const auto commitment = behind.Find<engine::CommitmentTable>(chapter, row->commitment);
    if (commitment) about = commitment->about;
  }
  const auto found = benefits_.find(about);
  if (found == benefits_.end()) return;
  found->second.paid_on = paid_on;
  Touch(about);
}

void FlowBook::TouchPerson(const engine::State& behind, EntityId person) {
  auto entries = engine::EntriesOf(behind, person);
  entries.push_back(person);
  for (const EntityId entry : entries) {
    const auto found = of_person_.find(entry);
    if (found != of_person_.end()) touched_.insert(found->second.begin(), found->second.end());
  }
}

void FlowBook::TouchHousehold(const engine::State& behind, EntityId household) {
  const auto row = behind.Find<engine::HouseholdTable>(household);
  if (!row) return;
  for (const engine::MembershipRow& member : row->members) TouchPerson(behind, member.person);
}

/// Empty: of every service.
void FlowBook::TouchAll(std::string_view service) {
  for (const auto& [entity, benefit] : benefits_) {
    if (service.empty() || benefit.service == service) Touch(entity);
  }
}

void FlowBook::Refresh(const events::Header& header, const engine::State& behind) {
  position_ = header.position;
  on_ = LocalDay(header.recorded_at);
  at_ms_ = std::max(header.recorded_at.micros / kMicrosOfMs, at_ms_);
  const Day today = behind.Ledger().today.value_or(on_);
  for (const EntityId entity : std::exchange(touched_, {})) {
    try {
      RefreshBenefit(behind, benefits_.at(entity), today);
    } catch (const engine::ReadsFrozen&) {
      continue;  // what was told stands until this program understands more
    }
  }
  for (const EntityId person : std::exchange(children_, {})) {
    try {
      RefreshMinor(behind, person);
    } catch (const engine::ReadsFrozen&) {
      continue;
    }
  }
}

void FlowBook::RefreshBenefit(const engine::State& behind, const Benefit& benefit, Day today) {
  auto& standings = standings_[benefit.entity];
  auto& coded = coded_[benefit.entity];
  for (const auto& [key, was] : std::exchange(coded, {})) children_.insert(engine::PersonBehind(behind, key.first));
  std::set<PieceKey> there;
  for (Piece& piece : PiecesOf(behind, known_, benefit, today)) {
    const PieceKey key{piece.person, piece.year};
    there.insert(key);
    of_person_[piece.person].insert(benefit.entity);
    if (piece.record.area == kFamilyAndMinors && !piece.record.code.empty()) {
      auto served = benefit.members;
      served.push_back(piece.person);
      for (const EntityId one : served) {
        coded[{one, piece.year}] = {piece.record.from, piece.record.code};
        of_person_[one].insert(benefit.entity);
        children_.insert(engine::PersonBehind(behind, one));
      }
    }
    Standing& standing = standings[key];
    standing.reasons = std::move(piece.reasons);
    if (!standing.reasons.empty() || (standing.told && *standing.told == piece.record)) continue;
    if (standing.told) Tell(benefit, Operation::kCancel, standing.told);
    standing.told = std::make_shared<const BenefitRecord>(std::move(piece.record));
    Tell(benefit, Operation::kInsert, standing.told);
  }
  std::erase_if(standings, [&](const auto& one) {
    if (there.contains(one.first)) return false;
    if (one.second.told) Tell(benefit, Operation::kCancel, one.second.told);
    return true;
  });
}

/// The case is theirs, or nobody else under age is served by the benefit.
bool FlowBook::IsOnlyMinor(const engine::State& behind, const Benefit& benefit, EntityId person, Day day) const {
  const auto row = behind.Find<engine::CaseTable>(benefit.case_file);
  if (row && engine::PersonBehind(behind, row->person) == person) return true;
  std::set<EntityId> minors;
  for (const auto& [key, coded] : coded_.at(benefit.entity)) {
    const EntityId one = engine::PersonBehind(behind, key.first);
    if (IsMinor(behind, one, day)) minors.insert(one);
  }
  return minors.size() <= 1;
}

void FlowBook::RefreshMinor(const engine::State& behind, EntityId person) {
  std::map<int, std::vector<BenefitOfMinor>> years;
  for (const EntityId entry : engine::EntriesOf(behind, person)) {
    const auto found = of_person_.find(entry);
    if (found == of_person_.end()) continue;
    for (const EntityId benefit : found->second) {
      for (const auto& [key, coded] : coded_[benefit]) {
        if (key.first != entry) continue;
        const Benefit& of = benefits_.at(benefit);
        years[key.second].push_back({&of, coded.first, coded.second, IsOnlyMinor(behind, of, person, coded.first)});
      }
    }
  }
  auto& standings = minors_[person];
  std::erase_if(standings, [&](const auto& one) { return !years.contains(one.first); });
  for (auto& [year, benefits] : years) {
    std::stable_sort(benefits.begin(), benefits.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    auto piece = MinorPieceOf(behind, known_, person, benefits);
    if (!piece) continue;
    MinorStanding& standing = standings[year];
    standing.reasons = std::move(piece->reasons);
    if (!standing.reasons.empty() || (standing.told && *standing.told == piece->record)) continue;
    standing.told = std::make_shared<const MinorRecord>(std::move(piece->record));
    Flow flow;
    flow.year = year;
    flow.record = standing.told;
    Add(std::move(flow));
  }
}

void FlowBook::Tell(const Benefit& benefit, Operation operation, std::shared_ptr<const BenefitRecord> record) {
  Flow flow;
  flow.benefit = benefit.entity;
  flow.service = benefit.service;
  flow.year = YearOf(record->from);
  flow.operation = operation;
  flow.record = std::move(record);
  Add(std::move(flow));
}

void FlowBook::Add(Flow flow) {
  flow.at_ms = ++at_ms_;
  flow.on = on_;
  flow.position = position_;
  flow.number = ++numbers_[{on_, flow.is_sinba()}];
  flows_.push_back(std::move(flow));
}

std::size_t FlowBook::After(std::int64_t since_ms) const {
  const auto found = std::upper_bound(flows_.begin(), flows_.end(), since_ms,
                                      [](std::int64_t since, const Flow& flow) { return since < flow.at_ms; });
  return static_cast<std::size_t>(found - flows_.begin());
}

std::vector<Withheld> FlowBook::withheld() const {
  std::vector<Withheld> all;
  for (const auto& [entity, standings] : standings_) {
    const Benefit& benefit = benefits_.at(entity);
    for (const auto& [key, standing] : standings) {
      if (standing.reasons.empty()) continue;
      all.push_back({entity, key.first, benefit.case_file, benefit.service, key.second, standing.reasons});
    }
  }
  for (const auto& [person, years] : minors_) {
    for (const auto& [year, standing] : years) {
      if (!standing.reasons.empty()) all.push_back({person, person, {}, {}, year, standing.reasons});
    }
  }
  return all;
}

}  // namespace fascicolo::siuss
