// In which language somebody is answered at the doors.
#pragma once

#include "connectors/cli/terminal.h"
#include "connectors/http/message.h"

namespace fascicolo::program {

/// By the parameter "lang" of what is asked; else by the header Accept-Language: the first of it and en that stands there; else
/// `otherwise`.
[[nodiscard]] cli::Language LanguageOf(const http::Request& request, cli::Language otherwise);

/// Tells a problem (RFC 9457) in the language: its title, its detail, and what is wrong with each place. Members that programs read,
/// such as "problem" and "expected" of what was rejected, stay as they are; so does any other response.
void TellIn(cli::Language language, http::Response& response);

}  // namespace fascicolo::program
