#include "connectors/simulator/agenda.h"

namespace fascicolo::simulator {

std::vector<Errand> Agenda::Take(Day day) {
  std::vector<Errand> due;
  while (!errands_.empty() && errands_.begin()->first <= day) {
    const auto& of_day = errands_.begin()->second;
    due.insert(due.end(), of_day.begin(), of_day.end());
    errands_.erase(errands_.begin());
  }
  return due;
}

}  // namespace fascicolo::simulator
