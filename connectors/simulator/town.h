// A town, lived day by day in virtual time. The same parameters, in front of an equally empty desk,
// hand in the same commands with the same ids at the same times.
//
// On working days people come to the desks, social workers and offices do what the agenda says,
// providers record what they gave; commands are handed in by quarters of an hour, so that each
// happens at its minute and is recorded within the quarter. On every day, holidays too, the day is
// opened and what is due is done.
#pragma once

#include "connectors/simulator/figures.h"
#include "connectors/simulator/front_door.h"
#include "connectors/simulator/town_desk.h"

#include <functional>
#include <memory>

namespace fascicolo::simulator {

/// After a lived day, for a progress bar.
struct TownProgress {
  int days = 0;     ///< lived
  int of_days = 0;  ///< in all
  Day day;          ///< the one just lived
  std::uint64_t commands = 0;
};

class Town {
 public:
  /// `parameters` must have passed CheckParameters; the desk must outlive the town.
  Town(const TownParameters& parameters, TownDesk& desk);
  ~Town();

  [[nodiscard]] bool is_over() const;
  /// Lives the next day. Requires that it is not over. After a failure the town must not go on.
  Status LiveDay();
  [[nodiscard]] TownProgress progress() const;
  [[nodiscard]] const TownCounts& counts() const;

 private:
  struct Life;
  std::unique_ptr<Life> life_;
};

/// Lives all days. `on_day` may be empty.
Result<TownCounts> LiveThrough(const TownParameters& parameters, TownDesk& desk,
                               const std::function<void(const TownProgress&)>& on_day = {});

/// The moment at which a desk for this town opens: early on its first day.
[[nodiscard]] Instant FirstMoment(const TownParameters& parameters);

}  // namespace fascicolo::simulator
