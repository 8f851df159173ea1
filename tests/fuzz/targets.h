// What is fed with bytes from nowhere: each takes any, and stops the program (FASCICOLO_CHECK, a sanitizer) where it
// does what it must not. A target is listed in CMakeLists.txt, and has a folder of kept inputs, corpus/NAME.
#pragma once

#include "events/result.h"

#include <string_view>

namespace fascicolo::fuzz {

/// A body of POST /v1/commands: a command, or what is wrong with it.
void Command(std::string_view bytes);
/// A bearer token: nobody's, for its signature is no good.
void Token(std::string_view bytes);
/// A target of a request: a question, which as a target is the same question again; or what is wrong with it.
void Query(std::string_view bytes);
/// A cursor: nobody's, or letter by letter one that was given.
void Cursor(std::string_view bytes);
/// A case history from another system.
void Xes(std::string_view bytes);
/// A request's head: understood the same in whatever pieces it comes.
void Head(std::string_view bytes);
/// A connection to the server: answered or closed, and the next one is served.
void Http(std::string_view bytes);
/// A heartbeat, which anybody may write who reaches the brokers: none, or one that is written the same again.
void Heartbeat(std::string_view bytes);

}  // namespace fascicolo::fuzz
