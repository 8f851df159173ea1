// Acts on their way: an office drafts them, the manager signs them on the next working day, and the accounts office gives
// its visa where money is committed. What is urgent is signed at once, and made good by an act that follows.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fascicolo::simulator {

class Signing {
 public:
  using Carried = std::vector<schema::CommandPayloadUnion>;
  enum class Visa : bool { kNone, kNeeded };

  explicit Signing(TownHall& hall) : hall_(hall) {}

  /// Drafts as many acts as it takes to carry all that is `carried`.
  void Draft(std::string_view office, std::string_view about, Carried carried, Visa visa);
  /// Has the act of a service's payments of a month drafted, and later in this month comes for what did not go into it. A second
  /// one on the same day would carry the same payments, and is left out.
  void DraftPayments(std::string_view office, std::string_view service, Day month, ErrandKind again);
  /// A provisional act, signed and with its visa today.
  void DraftUrgent(std::string_view office, std::string_view about, Carried carried);
  /// Signs what was drafted on a day before.
  void Do(const Errand& errand);

 private:
  struct Waiting {
    EntityId act;
    Day drafted;
    Visa visa = Visa::kNone;
  };
  [[nodiscard]] EntityId DraftOne(std::string_view office, schema::DraftActT draft, Visa visa);
  /// Until it is signed, if it was not refused.
  void Wait(EntityId act, Visa visa);
  void Sign(EntityId act, Visa visa);

  TownHall& hall_;
  std::vector<Waiting> waiting_;
  std::map<std::pair<std::string, Day>, Day> drafted_;  ///< when a service's payments of a month were last drafted
  std::uint64_t signed_ = 0;  ///< so far; numbers the acts
};

}  // namespace fascicolo::simulator
