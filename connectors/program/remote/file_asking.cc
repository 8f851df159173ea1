#include "connectors/program/remote/file_asking.h"

#include "connectors/cli/input.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/remote/asking.h"
#include "connectors/program/serve/files/asked_file.h"
#include "connectors/program/serve/percent.h"

#include <algorithm>
#include <charconv>
#include <istream>

namespace fascicolo::program {
namespace {

/// What was typed, as a server is asked for it.
struct FileAsked {
  http::Request request;
  std::string out{};  ///< the file for the answer; empty: the standard output
};

FormError NotAsked(const std::string& option) { return {option, "is not asked of a server", "--data or --kafka where the ledger is"}; }

std::string ParameterOf(const std::string& option) {
  std::string name = option.substr(2);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

const FileResource* ResourceOf(const cli::TypedCommand& typed) {
  const bool is_event =
      std::any_of(typed.options.begin(), typed.options.end(), [](const auto& option) { return option.name == "--event"; });
  for (const FileResource& one : FileResources()) {
    if (one.command == typed.name && is_event == (one.kind == FileKind::kEventReceipt)) return &one;
  }
  return nullptr;
}

/// Only where the ledger is are ids completed: a server tells nobody which there are.
Result<std::string, FormError> WholeId(const std::string& text) {
  if (const auto id = IdFromText<EntityId>(text)) return ToHex(*id);
  return FormError{"ID", "is not whole", "all 32 digits: a server completes no ids"};
}

Result<FileAsked, FormError> ReadFileAsked(const Session& session, const cli::TypedCommand& typed) {
  const FileResource* resource = ResourceOf(typed);
  if (resource == nullptr) return NotAsked("--event");
  FileAsked asked{.request = {"GET", std::string(resource->path), {}, {}, {}}};
  std::string query = std::string("?lang=") + LanguageWord(session.language());
  std::string named;
  bool has_limit = resource->kind != FileKind::kHistory;
  for (const auto& option : typed.options) {
    const std::string& value = option.values.front();
    if (option.name.empty() || option.name == "--event") {
      if (!named.empty()) return FormError{"--event", "stands beside an id", "one of them"};
      named = value;
    } else if (option.name == "--out") {
      asked.out = value;
    } else {
      const std::string name = ParameterOf(option.name);
      const auto& known = resource->parameters;
      if (std::find(known.begin(), known.end(), name) == known.end()) return NotAsked(option.name);
      has_limit = has_limit || name == "limit";
      query += "&" + name + "=" + PercentEncoded(value);
    }
  }
  if (!has_limit) query += "&limit=0";  // as the command shows everything
  if (named.empty()) return NotAsked(typed.name == "history" ? "--worker" : "--by");
  auto place = resource->kind == FileKind::kEventReceipt ? Result<std::string, FormError>(PercentEncoded(named)) : WholeId(named);
  if (!place) return place.error();
  std::string& target = asked.request.target;
  const auto mark = target.find('{');
  target.replace(mark, target.find('}') + 1 - mark, *place);
  target += query;
  return asked;
}

/// "-" stands for a line of the standard input, as where the ledger is.
Result<std::string> WordOf(const std::string& typed) {
  if (typed != "-") return typed;
  auto bytes = cli::OpenInput("-");
  if (!bytes) return bytes.error();
  std::istream input(bytes->get());
  std::string line;
  std::getline(input, line);
  return line;
}

/// The search, whose words stand in no URL.
Result<http::Request> SearchOf(const Session& session, const cli::TypedCommand& typed, std::optional<FormError>& wrong) {
  cli::Value::Array words;
  cli::Object search;
  search.Add("lang", LanguageWord(session.language()));
  for (const auto& option : typed.options) {
    if (option.name == "--names") continue;  // as far as somebody may read them, they are told
    if (option.name == "--again") wrong = NotAsked(option.name);
    if (option.name == "--limit") {
      std::int64_t limit = 0;
      const std::string& text = option.values.back();
      (void)std::from_chars(text.data(), text.data() + text.size(), limit);
      search.Add("limit", limit == 0 ? kMostFound : limit);
    } else if (!option.name.empty()) {
      search.Add(ParameterOf(option.name), option.values.back());
    } else {
      for (const std::string& typed_word : option.values) {
        auto word = WordOf(typed_word);
        if (!word) return word.error();
        words.push_back(cli::Form(std::move(word).value()));
      }
    }
  }
  if (!words.empty()) search.Add("words", std::move(words));
  return http::Request{"POST",
                       std::string(kPeoplePath),
                       {{"Content-Type", "application/json"}, {"Accept-Language", LanguageWord(session.language())}},
                       events::json::PrintJson(search.Done()),
                       {}};
}

int AskSearch(Session& session, const cli::TypedCommand& typed) {
  std::optional<FormError> wrong;
  auto request = SearchOf(session, typed, wrong);
  if (wrong) return session.Fail(*wrong);
  if (!request) return session.Fail(request.error());
  const Asked answer = AskForOutput(session, std::move(request).value());
  return answer.response ? TellAnswer(session, *answer.response, NextPage::kShown) : answer.exit_code;
}

}  // namespace

int AskFile(Session& session, const cli::TypedCommand& typed) {
  if (typed.name == "people") return AskSearch(session, typed);
  const auto asked = ReadFileAsked(session, typed);
  if (!asked) return session.Fail(asked.error());
  Asked answer = AskForOutput(session, asked->request);
  if (!answer.response) return answer.exit_code;
  if (asked->out.empty() || answer.response->status != 200) return TellAnswer(session, *answer.response, NextPage::kShown);
  const Status written = WriteNewFile(asked->out, answer.response->body, FileAccess::kOwnerOnly);
  if (!written) return session.Fail(written.error());
  answer.response->body.clear();
  const int code = TellAnswer(session, *answer.response, NextPage::kShown);
  session.Say(session.Text("receipt: ", "ricevuta: ") + asked->out);
  return code;
}

}  // namespace fascicolo::program
