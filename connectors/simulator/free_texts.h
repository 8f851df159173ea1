// Which texts of commands are free: people write them as they like, and nothing is looked up by them. Whatever the schemas
// have is free unless free_texts.cc says that it is a word, so that a new field is first taken for a free one.
#pragma once

#include "events/json/model.h"

#include <string>
#include <vector>

namespace fascicolo::simulator {

/// One text field of one table of the schemas; in a document (`json_text`) its labels, in each language.
struct CommandText {
  std::string name;          ///< table and field: "OpenUnit.name"
  bool is_personal = false;  ///< sealed
  bool is_free = false;
};

/// Every text field that a command of the front door may have, carried ones included, each once, ascending by name.
[[nodiscard]] const std::vector<CommandText>& CommandTexts();

/// "OpenUnit.name".
[[nodiscard]] std::string NameOf(const events::json::Table& table, const events::json::Field& field);

/// Those of free_texts.cc that no schema has any more.
[[nodiscard]] std::vector<std::string> WordsOfNoText();

}  // namespace fascicolo::simulator
