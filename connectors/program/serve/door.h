// What is behind the server: who asks, whether they may, and the thread that answers.
#pragma once

#include "connectors/http/server.h"
#include "connectors/oidc/development_issuer.h"
#include "connectors/program/serve/inbox.h"
#include "connectors/program/serve/permissions.h"
#include "connectors/program/serve/self_report.h"
#include "connectors/program/session.h"

#include <atomic>
#include <functional>
#include <string>

namespace fascicolo::program {

/// Whose tokens are taken.
struct TrustedIssuer {
  oidc::Trust trust;
  oidc::KeySet keys;
};

/// Called by the server's threads. What needs the node is put into the inbox as a job.
class Door {
 public:
  struct Parts {
    Session& session;  ///< whose clock and language are used
    Node& node;        ///< touched by jobs only
    Inbox& inbox;
    SelfReport& report;
    const TrustedIssuer& issuer;
    const oidc::DevelopmentIssuer* development;  ///< null: real people are served
  };
  explicit Door(Parts parts) : parts_(parts) {}

  void Take(http::Request request, http::Answer answer);
  /// Whose figures /metrics tells; the server must outlive the door, or be forgotten (null) before it ends.
  void Watch(const http::Server* server) { server_ = server; }

 private:
  void TakeFromSomebody(http::Request request, http::Answer answer);
  void Ask(const Asker& asker, const http::Request& request, http::Answer answer);
  void Command(const Asker& asker, const http::Request& request, http::Answer answer);
  [[nodiscard]] http::Response DevelopmentToken(const std::string& target);
  void PutJob(http::Answer answer, std::function<void(http::Answer)> work);

  [[nodiscard]] http::Response OpenAnswer(std::string_view path, const std::string& target);

  Parts parts_;
  std::atomic<const http::Server*> server_{nullptr};
};

}  // namespace fascicolo::program
