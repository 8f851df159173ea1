// The events of a person's history, each read from the log.
#pragma once

#include "connectors/program/reading.h"
#include "projections/history.h"
#include "projections/history_reader.h"

#include <functional>
#include <string>

namespace fascicolo::program {

/// An event in its commit. Borrowed: for the time of the visit.
struct EventInLog {
  const projections::LoadedCommit& commit;
  std::uint32_t index = 0;
  const schema::Event& event;
  [[nodiscard]] const events::Header& header() const { return commit.reading.header(); }
  [[nodiscard]] Hash Leaf() const { return events::LeafOf(commit.batch.entries.front().record.header()); }
};

/// Visits the events of the person's entries, cases and services, in the order of the log; what is not understood is left
/// out. A failure of `visit` or of the log ends it.
Status ForEachEventOf(Reading& reading, EntityId person, const std::function<Status(const EventInLog&)>& visit);

/// To whom the event says that something of the person was given: the code of a body or a service; empty: to nobody.
[[nodiscard]] std::string RecipientOf(const schema::Event& event);

}  // namespace fascicolo::program
