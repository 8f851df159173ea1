// Readings for tests.
#pragma once

#include "connectors/reads/reading.h"
#include "events/calendar.h"

#include <string>

namespace fascicolo::reads {

inline EntityId CaseNumber(std::uint8_t number) {
  EntityId id;
  id.bytes.back() = number;
  return id;
}

/// Somebody's reading of the diary of one case.
inline Reading DiaryRead(const std::string& who, EntityId case_file) {
  Reading reading{
      .who = who, .roles = {"worker"}, .areas = {"elderly"}, .question = "history", .position = Position{41}};
  reading.files.push_back({.kind = "case",
                           .id = case_file,
                           .levels = {"administrative", "diary"},
                           .why = "row",
                           .policy = "sample",
                           .role = "worker",
                           .relation = "holder"});
  return reading;
}

inline Instant At(const char* text) { return *ParseInstant(text); }

}  // namespace fascicolo::reads
