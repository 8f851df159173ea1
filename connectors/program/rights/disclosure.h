// What we hold about a person, why, who received it, who read it (GDPR, art. 15), as the person may have it.
//
// Everything of the person's entries, cases, services and households, opened; others' data masked (par. 4): texts that are
// sealed for somebody else, and the ids of other persons. Juvenile-court papers stay closed: who wants them asks the court.
// A restriction does not close a person's texts to that person. Of who read, the person is told the office (roles, areas), when and
// what; not the worker's name, which is asked of the authority (CJEU C-579/21; Garante, guidelines on health files, 2015).
#pragma once

#include "connectors/program/history_steps.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/readers.h"
#include "engine/state/state.h"

#include <map>
#include <string>
#include <vector>

namespace fascicolo::program {

/// A service that the person applied for or had, and on which law or act it rests.
struct DisclosedService {
  EntityId activation;
  std::string service;  ///< code of the sheet
  std::vector<engine::Ground> basis;
};

/// To whom something was given.
struct Recipient {
  Position position;
  Instant recorded_at;
  std::string type;  ///< of the event
  std::string to;
};

struct Disclosure {
  EntityId person;
  std::vector<EntityId> entries;
  std::vector<Step> steps;  ///< in the order of the log
  std::vector<DisclosedService> services;
  std::vector<Recipient> recipients;
  std::vector<ReadingLine> readers;  ///< as far as nodes whose readings are seen recorded them
  std::map<EntityId, engine::RightsRow> rights;
  std::uint64_t masked = 0;  ///< texts and ids of others
  std::uint64_t court = 0;   ///< texts of the juvenile court
  projections::Standing standing;
};

/// `other_folders`: of other nodes' readings.
[[nodiscard]] Result<Disclosure> DiscloseTo(Reading& reading, EntityId person, const std::vector<std::string>& other_folders = {});

[[nodiscard]] cli::Value FormOf(const Disclosure& disclosure, Reading& reading, engine::Language language);
[[nodiscard]] std::string PageOf(const Disclosure& disclosure, Reading& reading);

}  // namespace fascicolo::program
