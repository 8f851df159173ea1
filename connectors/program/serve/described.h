// How the rows of the route table are described: parameters, bodies and every status with which each is answered.
#pragma once

#include "connectors/cli/shape.h"
#include "connectors/program/serve/questions.h"
#include "connectors/program/serve/routes.h"

#include <initializer_list>

namespace fascicolo::program {

/// Names in the description's components.
inline constexpr const char* kProblemSchema = "#/components/schemas/Problem";

[[nodiscard]] cli::Value SchemaReference(const char* to);
[[nodiscard]] PossibleAnswer ProblemAnswer(unsigned status);
/// An answer in JSON.
[[nodiscard]] PossibleAnswer JsonAnswer(std::string what, cli::Value schema = {}, cli::Value example = {});
/// Adds what every row may be answered with: 400, 404, 405, 414, 429, 431, 503 and, with a token, 401 and 403; problems
/// by `also` too.
[[nodiscard]] Operation WithProblems(Operation operation, bool is_open, std::initializer_list<unsigned> also = {});
[[nodiscard]] TakenParameter TakenText(std::string name, const char* in, bool is_required, std::string what);

/// `answers`: of its command.
[[nodiscard]] Operation DescribedQuestion(const Question& question, bool with_subject,
                                          const std::vector<cli::AnswerShape>& answers);
[[nodiscard]] Operation DescribedCommands();
[[nodiscard]] Operation DescribedStatus();
[[nodiscard]] Operation DescribedMetrics();
[[nodiscard]] Operation DescribedDevelopmentToken();

}  // namespace fascicolo::program
