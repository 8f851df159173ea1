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

FASCICOLO_EVOLVE(DiaryEntryAdded);
FASCICOLO_EVOLVE(MeetingPlanned);
FASCICOLO_EVOLVE(MeetingRecorded);
FASCICOLO_EVOLVE(DocumentRequested);
FASCICOLO_EVOLVE(DocumentReceived);
FASCICOLO_EVOLVE(AssessmentRecorded);
FASCICOLO_EVOLVE(ReferralRequested);
FASCICOLO_EVOLVE(ReferralUpdated);
FASCICOLO_EVOLVE(CourtReportSent);
FASCICOLO_EVOLVE(ExternalDecisionRecorded);

}  // namespace fascicolo::engine
