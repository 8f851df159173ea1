// The files of persons as resources: which one a target asks for, and how.
#pragma once

#include "connectors/http/problem.h"
#include "connectors/program/serve/permissions.h"
#include "events/names.h"
#include "events/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

enum class FileKind { kCase, kHistory, kPerson, kHousehold, kReaders };

/// One resource, for the router and for the description of the API.
struct FileResource {
  FileKind kind;
  std::string_view path;                     ///< "/v1/cases/{id}/history"
  std::string_view command;                  ///< whose JSON is the answer
  std::vector<std::string_view> parameters;  ///< of the query
};
[[nodiscard]] const std::vector<FileResource>& FileResources();

inline constexpr std::int64_t kMostFound = 50;  ///< persons of one search

/// POST: what is searched for stands in the body, so that no URL and no log names anybody.
inline constexpr std::string_view kPeoplePath = "/v1/people";

struct AskedFile {
  const FileResource* resource = nullptr;
  EntityId id{};
  std::vector<Parameter> parameters{};
};

/// What is answered of a file that is not there, and of one that may not be read: nobody learns which.
[[nodiscard]] http::Response NotThere();

/// The problem: NotThere, or 400 naming the parameter that is wrong.
[[nodiscard]] Result<AskedFile, http::Response> ReadFileTarget(std::string_view target);

/// A search, as POST /v1/people has it: {"words": [...], "surname", "name", "fiscal_code", "born", "limit", "use"}; as
/// words of the command. The problem names the member, never what it says.
[[nodiscard]] Result<std::vector<std::string>, http::Response> ReadSearch(std::string_view body);

}  // namespace fascicolo::program
