// What is done in a case, and written down: diary in its secrecy levels, meetings planned and held, documents asked for and
// received, assessments by adopted instruments, referrals that somebody has to answer, reports to courts, decisions of others.
//
// Referral (closed loop):
//   requested -> accepted -> in progress -> done | failed
//        \-> rejected   \-> done | failed
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxParticipants = 30;     ///< named in the plan of a meeting
inline constexpr std::uint32_t kMaxPresent = 1'000;     ///< at one meeting
inline constexpr std::uint32_t kMaxMeetingMinutes = 24 * 60;
inline constexpr int kMaxPlanDays = 1'830;              ///< ahead of today, of a meeting or a date for an answer

Decision Decide(const State& state, const Intent& intent, const schema::AddDiaryEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::PlanMeeting& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordMeeting& command);
Decision Decide(const State& state, const Intent& intent, const schema::RequestDocument& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReceiveDocument& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordAssessment& command);
Decision Decide(const State& state, const Intent& intent, const schema::RequestReferral& command);
Decision Decide(const State& state, const Intent& intent, const schema::UpdateReferral& command);
Decision Decide(const State& state, const Intent& intent, const schema::SendCourtReport& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordExternalDecision& command);

#define FASCICOLO_CASE_WORK_EVENT(Name) \
  bool Evolve(const EventContext& context, const schema::Event& event, const schema::Name& fact, StateEditor& editor)
FASCICOLO_CASE_WORK_EVENT(DiaryEntryAdded);
FASCICOLO_CASE_WORK_EVENT(MeetingPlanned);
FASCICOLO_CASE_WORK_EVENT(MeetingRecorded);
FASCICOLO_CASE_WORK_EVENT(DocumentRequested);
FASCICOLO_CASE_WORK_EVENT(DocumentReceived);
FASCICOLO_CASE_WORK_EVENT(AssessmentRecorded);
FASCICOLO_CASE_WORK_EVENT(ReferralRequested);
FASCICOLO_CASE_WORK_EVENT(ReferralUpdated);
FASCICOLO_CASE_WORK_EVENT(CourtReportSent);
FASCICOLO_CASE_WORK_EVENT(ExternalDecisionRecorded);
#undef FASCICOLO_CASE_WORK_EVENT

}  // namespace fascicolo::engine
