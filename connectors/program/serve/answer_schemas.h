// JSON Schemas of what the doors answer, from the shapes that stand beside what writes it (connectors/cli/shape.h).
#pragma once

#include "connectors/cli/shape.h"
#include "connectors/program/serve/lent_command.h"
#include "connectors/program/serve/routes.h"

#include <string>
#include <vector>

namespace fascicolo::program {

/// Says of the members of a row that they are always there but where `fields` asks for others.
inline constexpr const char* kUnlessFields = "x-required-unless-fields";

/// Every answer of a command with --json.
[[nodiscard]] std::vector<cli::AnswerShape> AnswersOf(AddCommand command, Session& session);

/// "WaitingListAsked" of "waiting-list" with "--asked": its name among the description's components.
[[nodiscard]] std::string SchemaNameOf(const cli::AnswerShape& answer);

/// The schema of a question's answer at the doors: `more` and `next` where there are pages, rows with the fields that are asked
/// for, null for what the asker may not find (files/shown_rows.h).
[[nodiscard]] cli::Value SchemaOfQuestion(const cli::AnswerShape& answer);
/// The same of a file.
[[nodiscard]] cli::Value SchemaOfFile(const cli::AnswerShape& answer);

/// Adds the answer, whose body is one of these schemas, to the operation, and them to those that it refers to.
void AddAnswer(Operation& operation, PossibleAnswer answer, std::vector<NamedSchema> one_of);

}  // namespace fascicolo::program
