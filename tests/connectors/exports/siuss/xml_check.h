// XML held against INPS's schemas by a validator that is not ours.
#pragma once

#include "connectors/exports/siuss/transmitter.h"

#include <cstdio>
#include <string>
#include <unistd.h>

namespace fascicolo::siuss {

inline Transmitter SomeTransmitter() {
  Transmitter transmitter{"B354", "Comune di \"Prova\" & C.", "B354", {{"anna.rossi", "RSSNNA80A41Z999P"}}, {}};
  for (auto& senders : transmitter.senders) senders.push_back({DayFromCivil({.year = 2026, .month = 1, .day = 1}), "anna.rossi", ""});
  return transmitter;
}

/// What xmllint complains of; empty: the document is valid.
inline std::string Validated(const std::string& xml, const std::string& schema) {
  char file[] = "/tmp/fascicolo-flow-XXXXXX";
  const int opened = ::mkstemp(file);
  if (opened < 0 || ::write(opened, xml.data(), xml.size()) != static_cast<ssize_t>(xml.size())) return "no file";
  ::close(opened);
  const std::string command = std::string("xmllint --noout --nonet --schema " FASCICOLO_SOURCE_DIR "/connectors/exports/siuss/schemas/") +
                              schema + " " + file + " 2>&1";
  std::string said;
  FILE* run = ::popen(command.c_str(), "r");
  if (run == nullptr) return "no xmllint";
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, run) != nullptr) said += buffer;
  const int ended = ::pclose(run);
  ::unlink(file);
  return ended == 0 ? std::string() : said + xml;
}

}  // namespace fascicolo::siuss
