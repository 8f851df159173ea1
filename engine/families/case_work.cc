// Diary, meetings and documents.
#include "engine/families/case_work.h"

#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"

namespace fascicolo::engine {
namespace {

/// Who is not at home is visited; who does not come was expected at the office.
bool Fits(schema::MeetingKind kind, schema::MeetingOutcome outcome) {
  const bool is_visit = kind == schema::MeetingKind::home_visit;
  if (outcome == schema::MeetingOutcome::nobody_there) return is_visit;
  if (outcome == schema::MeetingOutcome::no_show) return !is_visit;
  return true;
}

std::optional<Decision> CheckAhead(std::string_view place, const Intent& intent, Day day) {
  if (day < intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(day)}, {"today", FormatDay(intent.today)}}};
  }
  if (day > intent.today + kMaxPlanDays) {
    return Malformed(std::string(place), "is too far away", "at most " + std::to_string(kMaxPlanDays) + " days from now");
  }
  return std::nullopt;
}

std::optional<Decision> CheckMeetingForm(const Intent& intent, const schema::RecordMeeting& command) {
  if (command.minutes() > kMaxMeetingMinutes) {
    return Malformed("/minutes", "are too many", "at most " + std::to_string(kMaxMeetingMinutes));
  }
  if (command.present() > kMaxPresent) {
    return Malformed("/present", "are too many", "at most " + std::to_string(kMaxPresent));
  }
  if (intent.occurred_at <= intent.now) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder,
                 {{"occurred_at", FormatInstant(intent.occurred_at)}, {"now", FormatInstant(intent.now)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::AddDiaryEntry& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = FirstOf(CheckKnownWord("/kind", command.kind()), CheckKnownWord("/secrecy", command.secrecy()))) {
      return *std::move(answer);
    }
    schema::DiaryEntryAddedT added;
    added.kind = command.kind();
    added.secrecy = command.secrecy();
    return OneEvent(intent, id, added, "/text", RetentionOf(command.secrecy()));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::PlanMeeting& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const Instant at{command.at()};
    if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckAhead("/at", intent, LocalDay(at)))) {
      return *std::move(answer);
    }
    schema::MeetingPlannedT planned;
    planned.number = NextNumber(row);
    planned.kind = command.kind();
    planned.at = at.micros;
    if (command.with() != nullptr) {
      if (command.with()->size() > kMaxParticipants) {
        return Malformed("/with", "are too many", "at most " + std::to_string(kMaxParticipants));
      }
      for (const auto* code : *command.with()) planned.with.emplace_back(Text(code));
    }
    return OneEvent(intent, id, std::move(planned));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordMeeting& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const auto planned = state.Find<MeetingTable>(id, command.number());
    if (command.number() != 0 && !planned) {
      return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    }
    const auto kind = planned ? planned->kind : command.kind();
    if (auto answer = FirstOf(CheckWord("/kind", kind), CheckWord("/outcome", command.outcome()),
                              CheckKnownWord("/secrecy", command.secrecy()), CheckMeetingForm(intent, command))) {
      return *std::move(answer);
    }
    if (!Fits(kind, command.outcome())) {
      return Refusal{Rule::kOutcomeDoesNotFit,
                     {{"kind", schema::EnumNameMeetingKind(kind)},
                      {"outcome", schema::EnumNameMeetingOutcome(command.outcome())}}};
    }
    schema::MeetingRecordedT recorded;
    recorded.number = planned ? command.number() : NextNumber(row);
    recorded.kind = kind;
    recorded.outcome = command.outcome();
    recorded.minutes = command.minutes();
    recorded.present = command.present();
    recorded.secrecy = command.secrecy();
    return OneEvent(intent, id, recorded, "/text", RetentionOf(command.secrecy()));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RequestDocument& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/code", Text(command.code())), CheckAhead("/due", intent, Day{command.due()}))) {
      return *std::move(answer);
    }
    schema::DocumentRequestedT requested;
    requested.number = NextNumber(row);
    requested.code = Text(command.code());
    requested.due = command.due();
    return OneEvent(intent, id, std::move(requested));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReceiveDocument& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const auto requested = state.Find<DocumentTable>(id, command.number());
    if (command.number() != 0 && !requested) {
      return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    }
    const std::string code = requested ? requested->code : std::string(Text(command.code()));
    if (auto answer = FirstOf(CheckText("/code", code), CheckKnownWord("/secrecy", command.secrecy()))) {
      return *std::move(answer);
    }
    if (command.document() == nullptr) return Malformed("/document", "is missing", "the document's SHA-256");
    schema::DocumentReceivedT received;
    received.number = requested ? command.number() : NextNumber(row);
    received.code = code;
    received.document = std::make_unique<schema::Hash>(*command.document());
    received.secrecy = command.secrecy();
    return OneEvent(intent, id, std::move(received));
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DiaryEntryAdded& fact,
            StateEditor& editor) {
  return fact.secrecy() <= schema::Secrecy::MAX && IsThere(event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MeetingPlanned& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    if (fact.kind() == schema::MeetingKind::none || fact.kind() > schema::MeetingKind::MAX) return false;
    editor.Put<MeetingTable>(MeetingRow{fact.kind(), Instant{fact.at()}}, id, fact.number());
    return TakeNumber(fact.number(), row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MeetingRecorded& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    if (fact.outcome() == schema::MeetingOutcome::none || fact.outcome() > schema::MeetingOutcome::MAX) return false;
    if (!editor.Find<MeetingTable>(id, fact.number())) return TakeNumber(fact.number(), row);
    editor.Erase<MeetingTable>(id, fact.number());
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DocumentRequested& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    DocumentRow requested;
    requested.code = Text(fact.code());
    requested.due = Day{fact.due()};
    if (!IsPossible(requested.due) || requested.code.size() > kMaxCodeBytes) return false;
    requested.obligation_due = StartOfDay(requested.due + 1);
    requested.obligation = OpenPassing(context, ObligationKind::kDocumentDue, id, fact.number(),
                                       requested.obligation_due, editor);
    editor.Put<DocumentTable>(requested, id, fact.number());
    return TakeNumber(fact.number(), row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DocumentReceived& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    const auto requested = editor.Find<DocumentTable>(id, fact.number());
    if (!requested) return TakeNumber(fact.number(), row);
    if (!requested->obligation.is_zero()) editor.CloseObligation(requested->obligation, requested->obligation_due);
    editor.Erase<DocumentTable>(id, fact.number());
    return true;
  });
}

}  // namespace fascicolo::engine
