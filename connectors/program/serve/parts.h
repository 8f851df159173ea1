// What those who answer at the doors share.
#pragma once

#include "connectors/http/server.h"
#include "connectors/oidc/development_issuer.h"
#include "connectors/program/serve/answers.h"
#include "connectors/program/serve/change_streams.h"
#include "connectors/program/serve/cursor.h"
#include "connectors/program/serve/files/file_answers.h"
#include "connectors/program/serve/inbox.h"
#include "connectors/program/serve/moments.h"
#include "connectors/program/serve/posted_commands.h"
#include "connectors/program/serve/readers.h"
#include "connectors/program/serve/self_report.h"
#include "connectors/program/serve/trusted_issuer.h"
#include "connectors/program/session.h"
#include "connectors/program/siuss/siuss_service.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace fascicolo::program {

/// Questions that wait for a reader; those that read the log have a reader of their own, so that the others do not wait
/// for them.
inline constexpr std::size_t kMaxWaitingQuestions = 500;
inline constexpr std::size_t kMaxWaitingLongQuestions = 20;

/// How people log in by a browser.
struct LoginWay {
  std::string issuer;  ///< whose tokens are taken, letter by letter
  std::string client;  ///< what the dashboard is called there; empty: nobody logs in by it
};

/// Borrowed; of the serving process.
struct Parts {
  Session& session;  ///< whose clock and language are used
  Node& node;        ///< touched by jobs of the inbox only
  Inbox& inbox;
  Moments& moments;
  Readers& readers;
  Readers& long_readers;
  Answers& answers;
  const Cursors& cursors;
  FileAnswers& files;        ///< as the node
  reads::ReadingRecord& readings;  ///< what the answers of this process show of files; from any thread
  PostedCommands& commands;  ///< as the node
  SiussService* siuss;       ///< as the node; null: INPS is not served
  const TrustedIssuer* siuss_issuer;  ///< whose every token is INPS's; null: the door's, by a role
  SelfReport& report;
  ChangeStreams& streams;
  const std::optional<std::filesystem::path>&
      published;                               ///< a folder that `checkpoint --publish` writes; none: it is not served
  const oidc::DevelopmentIssuer* development;  ///< null: real people are served
  LoginWay login;
  std::atomic<const http::Server*>& server;    ///< null: it is not there yet, or not any more
};

[[nodiscard]] http::Response Forbidden();
[[nodiscard]] http::Response Busy();

/// On the thread that holds the node; answers 503 where too much waits for it.
void PutJob(const Parts& parts, http::Answer answer, std::function<void(http::Answer)> work);

}  // namespace fascicolo::program
