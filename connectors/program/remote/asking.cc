#include "connectors/program/remote/asking.h"

#include "connectors/cli/interrupt.h"
#include "connectors/program/remote/file_asking.h"
#include "connectors/program/remote/server_link.h"
#include "connectors/program/remote/ways.h"
#include "connectors/program/serve/answering.h"
#include "connectors/program/serve/percent.h"
#include "connectors/program/serve/questions.h"
#include "connectors/program/serve/submitting.h"
#include "events/json/value.h"

#include <algorithm>
#include <charconv>

namespace fascicolo::program {
namespace {

/// Rows of one answer: a server gives no more than kMaxRows, which 0 (all) means here. None: it is no such number.
std::optional<std::uint64_t> RowsIn(std::string_view text) {
  std::uint64_t rows = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), rows);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || rows > kMaxRows) return std::nullopt;
  return rows == 0 ? kMaxRows : rows;
}

/// The question that these words ask; the error names an option that no server takes.
Result<AskedQuestion, FormError> QuestionOf(const cli::TypedCommand& typed) {
  AskedQuestion asked{.question = FindQuestion(typed.name)};
  FASCICOLO_CHECK(asked.question != nullptr);
  std::size_t place = 0;
  bool has_subject = asked.question->subject.empty();
  for (const auto& option : typed.options) {
    if (option.name.empty()) {
      if (!std::exchange(has_subject, true)) {
        asked.subject = option.values.front();
      } else {
        asked.parameters.push_back({std::string(asked.question->places.at(place++)), option.values.front()});
      }
      continue;
    }
    std::string name = option.name.substr(2);
    if (name == "limit" && asked.question->paging == Paging::kByItself) {
      asked.limit = RowsIn(option.values.back());
      if (!asked.limit) return FormError{option.name, "is no number of rows", "0 to " + std::to_string(kMaxRows)};
      continue;
    }
    std::replace(name.begin(), name.end(), '-', '_');
    const auto& known = asked.question->parameters;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return FormError{option.name, "is not asked of a server", "--data or --kafka where the ledger is"};
    }
    for (const std::string& value : option.values) asked.parameters.push_back({name, value});
  }
  return asked;
}

std::string TextMember(const events::json::Value& document, std::string_view name) {
  const auto* member = events::json::MemberOf(document, name);
  const auto* text = member == nullptr ? nullptr : member->As<std::string>();
  return text == nullptr ? std::string() : *text;
}

/// What the server itself, and no command there, had to say.
int TellProblem(Session& session, const http::Response& response) {
  const auto document = events::json::ParseJson(response.body);
  std::string text = document ? TextMember(*document, "title") : std::string();
  const std::string detail = document ? TextMember(*document, "detail") : std::string();
  if (!detail.empty()) text += ": " + detail;
  session.Say("fascicolo: " + std::to_string(response.status) + (text.empty() ? "" : " " + text));
  if (response.status == 403) return cli::kExitNo;
  return response.status >= 500 ? cli::kExitFailed : cli::kExitUsage;
}

/// JSON as a terminal wants it; text as it is.
void PrintOutput(Session& session, std::string_view out, NextPage next) {
  const bool is_document = session.json() || out.starts_with('{');
  auto document = is_document ? events::json::ParseJson(out) : Result<events::json::Value, FormError>(FormError{});
  auto* members = document ? std::get_if<events::json::Value::Object>(&document->content) : nullptr;
  if (members != nullptr && next == NextPage::kHidden) std::erase_if(*members, [](const auto& member) { return member.key == "next"; });
  if (document) {
    session.terminal.Json(*document);
  } else if (!out.empty()) {
    session.terminal.Line(out);
  }
  session.terminal.Flush();
}

int AskQuestion(Session& session, const cli::TypedCommand& typed) {
  auto asked = QuestionOf(typed);
  if (!asked) return session.Fail(asked.error());
  asked->parameters.push_back({"lang", LanguageWord(session.language())});
  const Asked answer = AskForOutput(session, {"GET", TargetOf(*asked), {}, {}, {}});
  return answer.response ? TellAnswer(session, *answer.response, NextPage::kHidden) : answer.exit_code;
}

}  // namespace

const char* LanguageWord(cli::Language language) { return language == cli::Language::kItalian ? "it" : "en"; }

Asked AskForJson(Session& session, http::Request request) {
  const auto address = ServerAddressOf(session.options.server);
  if (!address) return {{}, session.Fail(address.error())};
  ServerLink link(*address, [] { return !cli::Interrupted(); });
  auto response = link.Ask(std::move(request), kQuestionPatience);
  if (cli::Interrupted()) return {{}, session.Interrupted()};
  if (!response) return {{}, session.Fail(response.error())};
  return {std::move(response).value()};
}

Asked AskForOutput(Session& session, http::Request request) {
  if (session.json()) return AskForJson(session, std::move(request));
  http::Request as_text = request;
  as_text.headers.push_back({"Accept", "text/plain"});
  Asked asked = AskForJson(session, std::move(as_text));
  const bool has_no_text = asked.response && asked.response->status == 406;  // something is left out
  return has_no_text ? AskForJson(session, std::move(request)) : asked;
}

int TellAnswer(Session& session, const http::Response& response, NextPage next) {
  const auto code = http::ValueOf(response.headers, kExitCodeHeader);
  int exit_code = cli::kExitFailed;
  const bool is_whole = code && std::from_chars(code->data(), code->data() + code->size(), exit_code).ec == std::errc{};
  if (!is_whole) return TellProblem(session, response);
  std::string_view out = response.status == 200 ? std::string_view(response.body) : std::string_view();
  if (out.ends_with('\n')) out.remove_suffix(1);
  PrintOutput(session, out, next);
  const auto talk = http::ValueOf(response.headers, kTalkHeader);
  if (talk) session.terminal.SayRaw(PercentDecodedText(*talk).value_or(""));
  return exit_code;
}

std::optional<int> AskServer(Session& session, const cli::TypedCommand& typed) {
  if (session.options.server.url.empty()) return std::nullopt;
  if (!session.Begin()) return cli::kExitUsage;
  const PlaceOptions& place = session.options.place;
  if (!place.kafka.empty() || !place.data.empty()) {
    return session.Fail(FormError{"--url", "asks a server", "no --data or --kafka beside it"});
  }
  const CommandWay* way = WayOf(typed.name);
  FASCICOLO_CHECK(way != nullptr);
  if (way->way == Way::kAsked) return AskQuestion(session, typed);
  if (way->way == Way::kShown) return AskFile(session, typed);
  if (way->way == Way::kHandedIn) return std::nullopt;
  return session.Usage(session.Text("'", "'") + typed.name +
                       session.Text("' is not asked of a server: ", "' non si chiede a un server: ") +
                       way->why.In(session.language()));
}

}  // namespace fascicolo::program
