// The names of commands and events for people and programs outside: a family's own type (decision 0022) under its own name.
#pragma once

#include <string_view>
#include <vector>

#include "schemas/command_generated.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {

/// "ServiceStarted"; empty: of a newer program. The texts live as long as the program.
[[nodiscard]] const char* EventName(const schema::Event& event);
[[nodiscard]] const char* EventName(const schema::EventPayloadUnion& fact);
[[nodiscard]] const char* CommandName(const schema::Command& command);

/// Of all types that there are, in the order of the unions, a family's own ones where its member stands.
[[nodiscard]] std::vector<std::string_view> EventNames();
[[nodiscard]] std::vector<std::string_view> CommandNames();

}  // namespace fascicolo::engine
