// What the town does for many at once: feasts and preventive work, of which those who came are counted; courses, and
// community projects of those with an inclusion pact, whose people are told by name; training of the staff.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <string>
#include <vector>

namespace fascicolo::simulator {

class ProgrammeWork {
 public:
  explicit ProgrammeWork(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; the subject of one about a programme is its number here.
  void Do(const Errand& errand);

 private:
  enum class Kind : std::uint8_t { kFeasts, kPrevention, kCourse, kCommunity, kTraining };
  struct Programme {
    EntityId id;
    Kind kind = Kind::kFeasts;
    int sessions = 1;  ///< each month
  };
  void Open();
  void OpenOne(Kind kind, std::string name, int sessions, std::int64_t capacity);
  void PlanSessions();
  void PlanSession(std::uint32_t number, Day on);
  void HoldSessions(const Programme& programme);
  void HoldSession(const Programme& programme, std::uint32_t session);
  void CountThoseWhoCame(schema::RecordSessionT& record);
  void TellOfTheEnrolled(const Programme& programme, schema::RecordSessionT& record);
  void TellOfTheStaff(schema::RecordSessionT& record);
  void Enrol();
  void EnrolInCourse(const Programme& programme);
  void EnrolInProject(const Programme& programme);
  void EndOne(const Programme& programme);

  TownHall& hall_;
  Chance chance_;  ///< of its own
  std::vector<Programme> programmes_;
  std::uint64_t policies_ = 0;  ///< so far; numbers the insurances
};

}  // namespace fascicolo::simulator
