// An issuer for development and tests: signs by a key that lives as long as the process, for anybody who asks. Never where
// real people are served: who starts it says so (connectors/program/serve).
#pragma once

#include "connectors/oidc/token.h"

#include <memory>
#include <string>
#include <vector>

namespace fascicolo::oidc {

class DevelopmentIssuer {
 public:
  /// A new key on P-256 (ES256).
  explicit DevelopmentIssuer(Trust trust);
  ~DevelopmentIssuer();
  DevelopmentIssuer(const DevelopmentIssuer&) = delete;
  DevelopmentIssuer& operator=(const DevelopmentIssuer&) = delete;

  [[nodiscard]] const Trust& trust() const { return trust_; }
  /// Its public key as a JSON Web Key Set.
  [[nodiscard]] std::string KeySetJson() const;
  /// A token for `subject` with these roles, who works in these areas, good for an hour from `now` on.
  [[nodiscard]] std::string Issue(const std::string& subject, const std::vector<std::string>& roles, Instant now,
                                  const std::vector<std::string>& areas = {}) const;

 private:
  class Impl;
  Trust trust_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fascicolo::oidc
