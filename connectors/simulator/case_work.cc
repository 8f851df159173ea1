#include "connectors/simulator/case_work.h"

#include "connectors/simulator/invented_person.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

struct Group {
  schema::Area area;
  schema::Desk desk;
  int weight;  ///< users of municipal social workers by area, per mille (ISTAT, 2021)
  int least_age;
  int most_age;
  std::array<std::string_view, 3> reasons;
};
constexpr std::array<Group, 5> kGroups{{
    {schema::Area::minors_family,
     schema::Desk::families_minors,
     310,
     19,
     55,
     {"parenting", "school", "family_conflict"}},
    {schema::Area::elderly,
     schema::Desk::adults_elderly,
     241,
     65,
     96,
     {"home_care", "loneliness", "residential_care"}},
    {schema::Area::poverty_adults,
     schema::Desk::adults_elderly,
     252,
     20,
     64,
     {"income", "housing", "work"}},
    {schema::Area::disabled,
     schema::Desk::disabled,
     135,
     18,
     64,
     {"personal_plan", "transport", "relief"}},
    {schema::Area::foreigners,
     schema::Desk::immigrants,
     62,
     18,
     60,
     {"permit", "language", "housing"}},
}};
constexpr std::array<std::string_view, 4> kChannels{"desk", "phone", "mail",
                                                    "sent_by_health_service"};
constexpr std::array<int, 4> kUrgencyWeights{700, 200, 80, 20};
constexpr std::array<std::string_view, 6> kClosingReasons{
    "goals_reached", "need_overcome", "other_service", "moved_away", "interrupted", "untraceable"};
constexpr std::array<int, 6> kClosingWeights{350, 250, 150, 100, 100, 50};
constexpr std::array<std::string_view, 6> kDiaryTexts{
    "colloquio, si concorda il prossimo incontro.",
    "telefonata con un familiare, situazione stabile.",
    "visita a domicilio, casa in ordine.",
    "riunione con l'équipe, obiettivi confermati.",
    "contatto con il medico di base.",
    "si consegna la documentazione mancante."};
constexpr std::array<int, 3> kOutcomeWeights{600, 320, 80};
constexpr std::array<int, 5> kDiaryWeights{350, 300, 120, 180, 50};
constexpr int kTakenPerMille = 180;
constexpr int kKnownPerMille = 400;
constexpr int kAliasPerMille = 30;
constexpr int kHouseholdPerMille = 300;  // whose household the registry tells of
constexpr int kConcludedPerMille = 700;  // of those whom the desk keeps
constexpr int kHandedOverPerMille = 600;  // of those who are taken in charge

const Group& GroupOf(schema::Area area) {
  const auto found = std::find_if(kGroups.begin(), kGroups.end(), [&](const Group& one) { return one.area == area; });
  FASCICOLO_CHECK(found != kGroups.end());
  return *found;
}

std::string Narrative(std::string_view text) {
  return std::string(kInventedMark) + std::string(text);
}

std::string_view DeskName(schema::Desk desk) {
  switch (desk) {
    case schema::Desk::families_minors:
      return "sportello.famiglie";
    case schema::Desk::disabled:
      return "sportello.disabili";
    case schema::Desk::immigrants:
      return "sportello.immigrati";
    default:
      return "sportello.adulti";
  }
}

}  // namespace

void CaseWork::Do(const Errand& errand) {
  switch (errand.kind) {
    case ErrandKind::kContact:
      return Contact(Wish::kAdvice, errand.subject == kBroughtAlong);
    case ErrandKind::kServiceContact:
      return Contact(static_cast<Wish>(errand.subject), true);
    case ErrandKind::kConclude:
      return Conclude(errand.subject);
    case ErrandKind::kHandOver:
      return HandOver(errand.subject);
    case ErrandKind::kTakeInCharge:
      return TakeInCharge(errand.subject);
    case ErrandKind::kDiary:
      return Diary(errand.subject);
    case ErrandKind::kReassign:
      return Reassign(errand.subject);
    case ErrandKind::kSetUrgency:
      return SetUrgency(errand.subject);
    case ErrandKind::kIncomeNote:
      return IncomeNote(errand.subject);
    case ErrandKind::kCloseCase:
      return Close(errand.subject);
    case ErrandKind::kReopen:
      return Reopen(errand.subject);
    default:
      return;
  }
}

std::optional<std::uint32_t> CaseWork::SomebodyKnown() {
  if (hall_.neighbours.empty() || !hall_.chance.Happens(kKnownPerMille)) return std::nullopt;
  const auto index = static_cast<std::uint32_t>(hall_.chance.Below(hall_.neighbours.size()));
  if (!hall_.neighbours[index].is_alive || hall_.restricted.contains(index)) return std::nullopt;
  return index;
}

void CaseWork::Contact(Wish wish, bool is_certain) {
  Chance& chance = hall_.chance;
  std::array<int, kGroups.size()> weights{};
  for (std::size_t i = 0; i < kGroups.size(); ++i) weights[i] = kGroups[i].weight;
  const Group& group = wish == Wish::kAdvice ? kGroups[chance.Weighted(weights)] : GroupOf(ServiceOf(wish).area);

  schema::RegisterContactT contact;
  contact.desk = group.desk;
  contact.area = group.area;
  contact.channel = chance.Pick(kChannels);
  contact.reason = wish == Wish::kAdvice ? chance.Pick(group.reasons) : hall_.SheetOf(wish).code;
  contact.urgency = static_cast<schema::Urgency>(chance.Weighted(kUrgencyWeights));
  contact.needs.emplace_back(contact.reason);

  KnownCase known;
  known.wish = wish;
  known.urgency = contact.urgency;
  std::vector<engine::PersonalText> personal;
  const auto somebody = wish == Wish::kAdvice ? SomebodyKnown() : std::nullopt;
  Neighbour neighbour;
  if (somebody) {
    known.person = *somebody;
    contact.person = SchemaId(hall_.neighbours[*somebody].id);
  } else {
    const InventedPerson person =
        InventPerson(chance, hall_.today, group.least_age, group.most_age);
    neighbour.born = person.born;
    contact.born = person.born.days;
    contact.sex = person.sex == engine::Sex::kFemale ? schema::Sex::female : schema::Sex::male;
    contact.citizenship = group.area == schema::Area::foreigners ? "504" : "380";  // ISO 3166-1: Morocco, Italy
    if (contact.area == schema::Area::poverty_adults && chance.Happens(kAliasPerMille)) {
      contact.naming = schema::Naming::alias;
    }
    personal = {
        {"/surname", person.surname}, {"/name", person.name}, {"/fiscal_code", person.fiscal_code}};
  }
  personal.push_back(
      {"/narrative", Narrative("si presenta allo sportello e chiede informazioni.")});
  const CommandId command =
      hall_.door.Send(DeskName(group.desk), std::move(contact), std::move(personal));
  known.id = engine::NewEntity(command, 0);
  if (!somebody) {
    neighbour.id = engine::NewEntity(command, 1);
    known.person = static_cast<std::uint32_t>(hall_.neighbours.size());
    hall_.neighbours.push_back(neighbour);
    if (chance.Happens(kHouseholdPerMille)) {
      hall_.agenda.Add(hall_.WorkingDayIn(0, 10), ErrandKind::kHousehold, known.person);
    }
  }
  hall_.cases.push_back(known);
  const bool is_taken = is_certain || chance.Happens(kTakenPerMille);
  PlanCase(static_cast<std::uint32_t>(hall_.cases.size() - 1), is_taken);
}

/// What follows a contact: a fifth is taken in charge, sooner when it is urgent; of the others most
/// are closed.
void CaseWork::PlanCase(std::uint32_t index, bool is_taken) {
  const KnownCase& known = hall_.cases[index];
  if (!is_taken) {
    if (hall_.chance.Happens(kConcludedPerMille))
      hall_.agenda.Add(hall_.WorkingDayIn(0, 20), ErrandKind::kConclude, index);
    return;
  }
  if (hall_.chance.Happens(kHandedOverPerMille)) HandOver(index);
  constexpr std::array<int, 4> kMostDays{12, 5, 2, 1};
  const int most = kMostDays.at(static_cast<std::size_t>(known.urgency));
  hall_.agenda.Add(hall_.WorkingDayIn(1, most), ErrandKind::kTakeInCharge, index);
}

void CaseWork::TakeInCharge(std::uint32_t index) {
  Chance& chance = hall_.chance;
  KnownCase& known = hall_.cases[index];
  schema::TakeInChargeT take;
  take.case_file = SchemaId(known.id);
  take.worker = hall_.Worker(chance.Next());
  take.urgency = known.urgency;
  const std::string worker = take.worker;
  hall_.door.Send(worker, std::move(take), {{"/note", Narrative("si apre la presa in carico.")}});
  hall_.agenda.Add(hall_.WorkingDayIn(3, 20), ErrandKind::kDiary, index);
  hall_.agenda.Add(hall_.WorkingDayIn(120, 900), ErrandKind::kCloseCase, index);
  if (chance.Happens(80))
    hall_.agenda.Add(hall_.WorkingDayIn(30, 300), ErrandKind::kReassign, index);
  if (chance.Happens(60))
    hall_.agenda.Add(hall_.WorkingDayIn(20, 200), ErrandKind::kSetUrgency, index);
  if (known.wish != Wish::kAdvice) {
    hall_.agenda.Add(hall_.WorkingDayIn(1, 3), ErrandKind::kAttest, known.person);
    hall_.agenda.Add(hall_.WorkingDayIn(2, 12), ErrandKind::kApply, index);
  }
  PlanAccompaniment(index);
}

/// What a case in charge goes through besides the diary; the shares make some twenty events a case and year.
void CaseWork::PlanAccompaniment(std::uint32_t index) {
  struct Planned {
    ErrandKind kind;
    int per_mille;
    int least_days;
    int most_days;
  };
  constexpr std::array<Planned, 9> kPlanned{{{ErrandKind::kMeet, 1000, 5, 30},
                                             {ErrandKind::kAssess, 550, 10, 60},
                                             {ErrandKind::kPropose, 400, 30, 120},
                                             {ErrandKind::kRefer, 350, 10, 200},
                                             {ErrandKind::kAskPaper, 300, 5, 60},
                                             {ErrandKind::kJoinArea, 80, 30, 200},
                                             {ErrandKind::kDeclareConflict, 4, 1, 100},
                                             {ErrandKind::kRest, 50, 100, 400},
                                             {ErrandKind::kMoveAway, 20, 60, 500}}};
  for (const Planned& one : kPlanned) {
    if (!hall_.chance.Happens(one.per_mille)) continue;
    hall_.agenda.Add(hall_.WorkingDayIn(one.least_days, one.most_days), one.kind, index);
  }
}

/// The desk answers by itself.
void CaseWork::Conclude(std::uint32_t index) {
  KnownCase& known = hall_.cases[index];
  const auto row = hall_.state().Find<engine::CaseTable>(known.id);
  if (!row || row->state != engine::CaseState::kContact) return;
  schema::ConcludeContactT conclude;
  conclude.case_file = SchemaId(known.id);
  conclude.outcome = static_cast<schema::ContactOutcome>(1 + hall_.chance.Weighted(kOutcomeWeights));
  if (conclude.outcome == schema::ContactOutcome::orientation) conclude.oriented_to = "third_sector";
  hall_.door.Send(DeskName(schema::Desk::adults_elderly), std::move(conclude));
  known.is_open = false;
}

void CaseWork::HandOver(std::uint32_t index) {
  schema::ProposeHandoverT propose;
  propose.case_file = SchemaId(hall_.cases[index].id);
  hall_.door.Send(DeskName(schema::Desk::adults_elderly), std::move(propose));
}

void CaseWork::Diary(std::uint32_t index) {
  const KnownCase& known = hall_.cases[index];
  if (!known.is_open) return;
  schema::AddDiaryEntryT entry;
  entry.case_file = SchemaId(known.id);
  entry.kind = static_cast<schema::DiaryKind>(hall_.chance.Weighted(kDiaryWeights));
  const std::string text = Narrative(hall_.chance.Pick(kDiaryTexts));
  hall_.door.Send(hall_.Worker(index), std::move(entry), {{"/text", text}});
  hall_.agenda.Add(hall_.WorkingDayIn(25, 95), ErrandKind::kDiary, index);
}

void CaseWork::IncomeNote(std::uint32_t index) {
  if (!hall_.cases[index].is_open) return;
  schema::AddDiaryEntryT entry;
  entry.case_file = SchemaId(hall_.cases[index].id);
  hall_.door.Send(hall_.Worker(index), std::move(entry),
                  {{"/text", Narrative("ISEE rinnovato per l'anno in corso.")}});
  hall_.agenda.Add(hall_.WorkingDayIn(0, 5), ErrandKind::kAttest, hall_.cases[index].person);
}

void CaseWork::Reassign(std::uint32_t index) {
  const KnownCase& known = hall_.cases[index];
  const auto row = hall_.state().Find<engine::CaseTable>(known.id);
  if (!row || row->state != engine::CaseState::kInCharge) return;
  schema::AssignWorkerT assign;
  assign.case_file = SchemaId(known.id);
  assign.worker = hall_.Worker(hall_.chance.Next());
  assign.reason = "caseload";
  if (assign.worker != row->worker) hall_.door.Send("coordinamento", std::move(assign));
}

void CaseWork::SetUrgency(std::uint32_t index) {
  KnownCase& known = hall_.cases[index];
  if (!known.is_open) return;
  known.urgency = static_cast<schema::Urgency>(hall_.chance.Weighted(kUrgencyWeights));
  schema::SetUrgencyT set;
  set.case_file = SchemaId(known.id);
  set.urgency = known.urgency;
  hall_.door.Send(hall_.Worker(index), std::move(set));
}

bool CaseWork::HasOpenServices(const KnownCase& known) const {
  bool found = false;
  hall_.state().Scan<engine::CaseServiceTable>(engine::CaseServiceTable::Key(known.id),
                                               [&](std::string_view, const engine::MarkRow&) {
                                                 found = true;
                                                 return false;
                                               });
  return found;
}

void CaseWork::Close(std::uint32_t index) {
  KnownCase& known = hall_.cases[index];
  if (!known.is_open) return;
  if (HasOpenServices(known)) {
    hall_.agenda.Add(hall_.WorkingDayIn(60, 180), ErrandKind::kCloseCase, index);
    return;
  }
  Neighbour& person = hall_.neighbours[known.person];
  if (person.is_alive && hall_.chance.Happens(30)) person.is_alive = false;
  schema::CloseCaseT close;
  close.case_file = SchemaId(known.id);
  close.reason =
      person.is_alive ? kClosingReasons[hall_.chance.Weighted(kClosingWeights)] : "deceased";
  hall_.door.Send(hall_.Worker(index), std::move(close));
  known.is_open = false;
  if (person.is_alive && hall_.chance.Happens(80)) {
    hall_.agenda.Add(hall_.WorkingDayIn(30, 300), ErrandKind::kReopen, index);
  }
}

void CaseWork::Reopen(std::uint32_t index) {
  KnownCase& known = hall_.cases[index];
  if (known.is_open || !hall_.neighbours[known.person].is_alive) return;
  schema::ReopenCaseT reopen;
  reopen.case_file = SchemaId(known.id);
  reopen.reason = "new_need";
  hall_.door.Send(hall_.Worker(index), std::move(reopen));
  known.is_open = true;
  hall_.agenda.Add(hall_.WorkingDayIn(3, 20), ErrandKind::kDiary, index);
  hall_.agenda.Add(hall_.WorkingDayIn(90, 500), ErrandKind::kCloseCase, index);
}

}  // namespace fascicolo::simulator
