// The files of persons as resources: which one a target asks for, and how.
#pragma once

#include "connectors/http/problem.h"
#include "connectors/program/serve/permissions.h"
#include "events/names.h"
#include "events/result.h"
#include "projections/history.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

enum class FileKind { kCase, kHistory, kPerson, kHousehold, kReaders, kReceipt, kEventReceipt };

/// One resource, for the router and for the description of the API.
struct FileResource {
  FileKind kind;
  std::string_view path;                     ///< "/v1/cases/{id}/history", "/v1/events/{event}/receipt"
  std::string_view command;                  ///< whose output is the answer
  std::vector<std::string_view> parameters;  ///< of the query
};
[[nodiscard]] const std::vector<FileResource>& FileResources();

inline constexpr std::int64_t kMostFound = 50;  ///< persons of one search

/// POST: what is searched for stands in the body, so that no URL and no log names anybody.
inline constexpr std::string_view kPeoplePath = "/v1/people";

struct AskedFile {
  const FileResource* resource = nullptr;
  EntityId id{};                                    ///< zero: what stands in the path is no id
  std::optional<projections::HistoryRef> event{};   ///< of kEventReceipt; none: what stands in the path is no event
  std::vector<Parameter> parameters{};
  bool as_text = false;  ///< as people read it, where nothing is left out of it
};
[[nodiscard]] bool IsReceipt(FileKind kind);

/// What is answered of a file that is not there, and of one that may not be read: nobody learns which.
[[nodiscard]] http::Response NotThere();

/// The problem: NotThere, or 400 naming the parameter that is wrong.
[[nodiscard]] Result<AskedFile, http::Response> ReadFileTarget(std::string_view target);

/// A search, as POST /v1/people has it: {"words": [...], "surname", "name", "fiscal_code", "born", "limit", "use", "lang"}; as
/// words of the command. The problem names the member, never what it says.
struct AskedSearch {
  std::vector<std::string> words;
  bool as_text = false;  ///< as of AskedFile
};
[[nodiscard]] Result<AskedSearch, http::Response> ReadSearch(std::string_view body);

}  // namespace fascicolo::program
