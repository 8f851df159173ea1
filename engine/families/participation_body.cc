#include "engine/families/participation_body.h"

#include <algorithm>
#include <set>

#include "engine/families/checks.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/undertaking_life.h"

namespace fascicolo::engine {
namespace {

using Answer = std::optional<Decision>;

using Event = schema::EventPayload;

Answer CheckMove(const BodyRow& row, Event event) {
  if (StatesBefore(BodyCycle(), event).Has(row.state)) return std::nullopt;
  return Refusal{Rule::kBodyOutOfOrder, {{"state", std::string(TextOf(row.state))}}};
}

/// A decision about a body in whose life this event has a place now.
template <class Command, class Rules>
Decision OnBody(const State& state, const Command& command, Event event, Rules rules) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    const auto row = state.Find<BodyTable>(seen.id, command.number());
    if (!row) return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    if (auto answer = CheckMove(*row, event)) return *std::move(answer);
    return rules(seen, *row);
  });
}

Answer CheckCandidates(const State& state, const schema::ElectBody& command) {
  const auto* candidates = command.candidates();
  if (candidates == nullptr || candidates->size() == 0 || candidates->size() > kMaxCandidates) {
    return Malformed("/candidates", "are missing or too many", "1.." + std::to_string(kMaxCandidates));
  }
  if (command.voters() > kMaxVotes || command.ballots() > command.voters()) {
    return Malformed("/ballots", "are more than the voters", "at most as many");
  }
  std::set<EntityId> known;
  for (const auto* one : *candidates) {
    const EntityId person = events::Entity(one->person());
    if (!state.FindEntity<PersonTable>(person)) return Unknown("/candidates", person, "person");
    if (!known.insert(person).second) return Malformed("/candidates", "name somebody twice", "everybody once");
    if (one->votes() > command.ballots()) {
      return Malformed("/candidates", "have more votes than there are ballots", "at most as many");
    }
  }
  return CheckShort("/draw", Text(command.draw()));
}

/// By votes; equal ones as they stand in the command.
std::vector<std::unique_ptr<schema::BodyCandidateT>> ByVotes(const schema::ElectBody& command) {
  std::vector<std::unique_ptr<schema::BodyCandidateT>> candidates;
  for (const auto* one : *command.candidates()) {
    candidates.push_back(std::unique_ptr<schema::BodyCandidateT>(one->UnPack()));
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& one, const auto& other) { return one->votes > other->votes; });
  return candidates;
}

std::uint32_t SizeOf(const flatbuffers::Vector<const schema::Id*>* ids) { return ids == nullptr ? 0 : ids->size(); }

/// Members of the body, each once, within its term.
Answer CheckMeeting(const Intent& intent, const BodyRow& row, const schema::MeetBody& command) {
  const Day day = LocalDay(Instant{command.at()});
  if (day > intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(day)}, {"today", FormatDay(intent.today)}}};
  }
  if (day < row.elected_on || !row.until || day >= *row.until) {
    return Refusal{Rule::kBodyOutOfOrder, {{"state", "out_of_term"}, {"on", FormatDay(day)}}};
  }
  if (command.document() == nullptr) return Malformed("/document", "is missing", "the SHA-256 of the minutes");
  std::set<EntityId> present;
  for (std::uint32_t i = 0; i < SizeOf(command.members()); ++i) {
    const EntityId member = events::Entity(command.members()->Get(i));
    if (!present.insert(member).second) return Malformed("/members", "name somebody twice", "everybody once");
    if (std::find(row.members.begin(), row.members.end(), member) == row.members.end()) {
      return Refusal{Rule::kNotABodyMember, {{"member", ToHex(member)}}};
    }
  }
  return std::nullopt;
}

/// What a motion is about is there and waits for it, and no more have voted than were there.
Answer CheckMotion(const State& state, EntityId programme, std::uint32_t present, const schema::Motion& motion) {
  if (auto answer = FirstOf(CheckWord("/motions", motion.kind()),
                            CheckText("/motions", Text(motion.code()), kMaxNameBytes))) {
    return answer;
  }
  if (std::uint64_t{motion.favour()} + motion.against() + motion.abstained() > present) {
    return Malformed("/motions", "have more votes than members were there", "at most " + std::to_string(present));
  }
  if (motion.undertaking() == 0) return std::nullopt;
  const auto row = state.Find<UndertakingTable>(programme, motion.undertaking());
  const bool waits = row && row->state == UndertakingState::kOpinionAsked;
  if (waits && motion.kind() == schema::MotionKind::opinion) return std::nullopt;
  return Refusal{Rule::kUndertakingOutOfOrder,
                 {{"number", std::to_string(motion.undertaking())},
                  {"state", row ? std::string(TextOf(row->state)) : "none"}}};
}

Answer CheckMotions(const State& state, EntityId programme, const schema::MeetBody& command) {
  if (command.motions() == nullptr) return std::nullopt;
  if (command.motions()->size() > kMaxMotions) {
    return Malformed("/motions", "are too many", "at most " + std::to_string(kMaxMotions));
  }
  std::set<std::uint32_t> about;
  for (const auto* motion : *command.motions()) {
    if (auto answer = CheckMotion(state, programme, SizeOf(command.members()), *motion)) return answer;
    if (motion->undertaking() != 0 && !about.insert(motion->undertaking()).second) {
      return Malformed("/motions", "give an opinion twice", "once about each plan");
    }
  }
  return std::nullopt;
}

std::unique_ptr<schema::MotionOutcomeT> OutcomeOf(const schema::Motion& motion, const BodyRow& row, bool is_quorate) {
  auto outcome = std::make_unique<schema::MotionOutcomeT>();
  outcome->kind = motion.kind();
  outcome->code = Text(motion.code());
  outcome->undertaking = motion.undertaking();
  outcome->favour = motion.favour();
  outcome->against = motion.against();
  outcome->abstained = motion.abstained();
  outcome->votes_needed = MoreThan(row.majority_percent, motion.favour() + motion.against());
  outcome->carried = is_quorate && motion.favour() >= outcome->votes_needed;
  return outcome;
}

schema::BodyMetT Met(const schema::MeetBody& command, const BodyRow& row) {
  schema::BodyMetT met;
  met.number = command.number();
  met.meeting = row.meetings + 1;
  met.at = command.at();
  for (std::uint32_t i = 0; i < SizeOf(command.members()); ++i) met.members.push_back(*command.members()->Get(i));
  met.document = CopyOf(command.document());
  met.present_needed = MoreThan(row.quorum_percent, static_cast<std::uint32_t>(row.members.size()));
  met.quorate = met.members.size() >= met.present_needed;
  if (command.motions() == nullptr) return met;
  for (const auto* motion : *command.motions()) met.motions.push_back(OutcomeOf(*motion, row, met.quorate));
  return met;
}

/// The opinions that the meeting gave.
void DraftOpinions(Drafts& drafts, EntityId programme, const schema::BodyMetT& met) {
  if (!met.quorate) return;
  for (const auto& motion : met.motions) {
    if (motion->undertaking == 0) continue;
    schema::UndertakingAdvancedT given;
    given.number = motion->undertaking;
    given.step = schema::UndertakingStep::give_opinion;
    given.reference = "body " + std::to_string(met.number) + ", meeting " + std::to_string(met.meeting);
    given.favourable = motion->carried;
    drafts.Add(programme, kProgrammeKind, std::move(given));
  }
}

template <class Change>
bool EditBody(const schema::Event& event, std::uint32_t number, StateEditor& editor, Change change) {
  const auto edit = [&](EntityId, ProgrammeRow& programme, BodyRow& row) { return change(programme, row); };
  return EditPartByCycle<BodyTable>(event, number, editor, BodyCycle(), edit);
}

bool AreSound(const BodyRow& row) {
  return row.seats >= 1 && row.seats <= kMaxBodyMembers && row.term_months >= 1 && row.term_months <= 1'200 &&
         row.quorum_percent < 100 && row.majority_percent < 100;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::FormBody& command) {
  return OnProgramme(state, command.programme(), [&](const ProgrammeSeen& seen) -> Decision {
    if (!seen.rules.bodies) return NotForeseen("body");
    if (command.seats() == 0 || command.seats() > kMaxBodyMembers) {
      return Malformed("/seats", "are out of range", "1.." + std::to_string(kMaxBodyMembers));
    }
    if (auto answer = FirstOf(CheckText("/code", Text(command.code()), kMaxNameBytes),
                              CheckUnitIfGiven(state, command.unit()))) {
      return *std::move(answer);
    }
    schema::BodyFormedT formed;
    formed.number = seen.row.parts + 1;
    formed.code = Text(command.code());
    formed.seats = command.seats();
    formed.unit = CopyOf(command.unit());
    formed.term_months = static_cast<std::uint32_t>(seen.rules.bodies->term_months);
    formed.quorum_percent = static_cast<std::uint32_t>(seen.rules.bodies->quorum_percent);
    formed.majority_percent = static_cast<std::uint32_t>(seen.rules.bodies->majority_percent);
    return OneFact(intent, seen.id, kProgrammeKind, std::move(formed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ElectBody& command) {
  return OnBody(state, command, Event::BodyElected, [&](const ProgrammeSeen& seen, const BodyRow& row) -> Decision {
    if (auto answer = FirstOf(CheckHappened(intent), CheckCandidates(state, command))) return *std::move(answer);
    auto candidates = ByVotes(command);
    const std::size_t seats = std::min<std::size_t>(row.seats, candidates.size());
    const bool is_tied = seats < candidates.size() && candidates[seats - 1]->votes == candidates[seats]->votes;
    if (is_tied && Text(command.draw()).empty()) {
      return Refusal{Rule::kElectionTied, {{"votes", std::to_string(candidates[seats]->votes)}}};
    }
    schema::BodyElectedT elected;
    elected.number = command.number();
    elected.voters = command.voters();
    elected.ballots = command.ballots();
    elected.draw = Text(command.draw());
    elected.until = AddMonths(intent.effective_on, static_cast<int>(row.term_months)).days;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      (i < seats ? elected.elected : elected.not_elected).push_back(std::move(candidates[i]));
    }
    return OneFact(intent, seen.id, kProgrammeKind, std::move(elected));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::MeetBody& command) {
  return OnBody(state, command, Event::BodyMet, [&](const ProgrammeSeen& seen, const BodyRow& row) -> Decision {
    if (auto answer = CheckMeeting(intent, row, command)) return *std::move(answer);
    if (auto answer = CheckMotions(state, seen.id, command)) return *std::move(answer);
    Drafts drafts(intent);
    const auto met = Met(command, row);
    drafts.Add(seen.id, kProgrammeKind, met);
    DraftOpinions(drafts, seen.id, met);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::DissolveBody& command) {
  return OnBody(state, command, Event::BodyDissolved, [&](const ProgrammeSeen& seen, const BodyRow&) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    schema::BodyDissolvedT dissolved;
    dissolved.number = command.number();
    dissolved.reason = Text(command.reason());
    return OneFact(intent, seen.id, kProgrammeKind, std::move(dissolved));
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BodyFormed& fact, StateEditor& editor) {
  return EditProgramme(event, editor, [&](EntityId id, ProgrammeRow& programme) {
    BodyRow row;
    row.seats = fact.seats();
    row.term_months = fact.term_months();
    row.quorum_percent = fact.quorum_percent();
    row.majority_percent = fact.majority_percent();
    if (!AreSound(row) || !TakeNumber(fact.number(), programme)) return false;
    ++programme.open_parts;
    editor.Put<BodyTable>(row, id, fact.number());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BodyElected& fact, StateEditor& editor) {
  return EditBody(event, fact.number(), editor, [&](ProgrammeRow&, BodyRow& row) {
    const Day on{event.effective_on()};
    if (fact.elected() == nullptr || fact.elected()->size() > row.seats) return false;
    if (!IsInterval(on, Day{fact.until()})) return false;
    row.state = BodyState::kInOffice;
    row.elected_on = on;
    row.until = Day{fact.until()};
    row.members.clear();
    for (const auto* one : *fact.elected()) row.members.push_back(events::Entity(one->person()));
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BodyMet& fact, StateEditor& editor) {
  return EditBody(event, fact.number(), editor, [&](ProgrammeRow&, BodyRow& row) {
    if (fact.meeting() != row.meetings + 1) return false;
    row.meetings = fact.meeting();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BodyDissolved& fact, StateEditor& editor) {
  return EditBody(event, fact.number(), editor, [&](ProgrammeRow& programme, BodyRow& row) {
    if (programme.open_parts == 0) return false;
    row.state = BodyState::kDissolved;
    --programme.open_parts;
    return true;
  });
}

}  // namespace fascicolo::engine
