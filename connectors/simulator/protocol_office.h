// The protocol office: what came in gets the next number of the year's register, on the morning after.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <utility>

namespace fascicolo::simulator {

inline constexpr std::string_view kProtocolOffice = "ufficio.protocollo";

/// An application came in today.
inline void TakeIn(TownHall& hall, EntityId application) { hall.incoming.push_back(application); }

/// Numbers what came in yesterday; whoever was refused at the counter is not there.
inline void RegisterIncoming(TownHall& hall) {
  for (const EntityId application : std::exchange(hall.incoming, {})) {
    if (!hall.state().Find<engine::EntityTable>(application)) continue;
    schema::RecordProtocolT record;
    record.entity = SchemaId(application);
    record.number = std::to_string(YearOf(hall.today)) + "/" + std::to_string(++hall.protocols);
    record.direction = schema::ProtocolDirection::incoming;
    record.about = "application";
    hall.door.Send(kProtocolOffice, std::move(record));
  }
}

}  // namespace fascicolo::simulator
