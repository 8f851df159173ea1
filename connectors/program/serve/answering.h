// What a question is answered with: from a moment, in the form that the client takes.
#pragma once

#include "connectors/http/message.h"
#include "connectors/program/serve/lent_command.h"
#include "connectors/program/serve/parts.h"
#include "connectors/program/serve/questions.h"

#include <string>

namespace fascicolo::program {

/// The command that answers a question.
[[nodiscard]] AddCommand AdderOf(std::string_view question);

/// How the client takes it.
struct AnswerForm {
  bool as_csv = false;
  bool as_text = false;  ///< as people read it, where nothing is left out of it
  bool packed = false;  ///< gzip, where it is worth it
};

/// What the command said on stderr (percent-encoded, at most kMaxTalkBytes of it); how it ended is kExitCodeHeader.
inline constexpr const char* kTalkHeader = "Fascicolo-Talk";
inline constexpr std::size_t kMaxTalkBytes = 2'048;

/// What a command is besides its output, so that one that was asked from afar ends as it would have here.
void AddEnd(const Said& said, http::Response& response);

/// The same as long as the question, its form, who asks and the position are the same: with its quotation marks.
[[nodiscard]] std::string EntityTag(Position position, const AskedQuestion& asked, const AnswerForm& form,
                                    const Asker& asker);

/// Runs the question's command on the moment. Rows about cases that the asker may not find are left out, so that a page may be
/// shorter than others. Where there are more rows, the moment is kept for the pages to come.
[[nodiscard]] http::Response AnswerQuestion(const Parts& parts, const Moments::Pointer& moment, const AskedQuestion& asked,
                                            const AnswerForm& form, const std::string& tag, const Asker& asker);

/// 304: the client has it.
[[nodiscard]] http::Response NotModified(const std::string& tag);
/// 406: there is no form that the client takes.
[[nodiscard]] http::Response NotAcceptable();

}  // namespace fascicolo::program
