// The fields of commands and events as people read them: named, and with codes in words.
#pragma once

#include "connectors/cli/terminal.h"
#include "events/json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// `field`: as in the schema, or the pointer of a sealed one, whose last name counts.
[[nodiscard]] std::string FieldName(cli::Language language, std::string_view field);

/// The value of `field` on one line. What a service's sheet or a rule set gives codes to stays a code:
/// only they know its words.
[[nodiscard]] std::string FieldText(cli::Language language, std::string_view field,
                                    const events::json::Value& value);

/// "name: value"; a list of objects has a line for each below the name.
[[nodiscard]] std::vector<std::string> FieldLines(cli::Language language, std::string_view field,
                                                  const events::json::Value& value);

}  // namespace fascicolo::program
