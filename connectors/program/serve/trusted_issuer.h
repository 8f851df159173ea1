// Whose tokens are taken.
#pragma once

#include "connectors/oidc/issuer_keys.h"
#include "connectors/oidc/known_tokens.h"

namespace fascicolo::program {

struct TrustedIssuer {
  oidc::KnownTokens& tokens;
  oidc::IssuerKeys& keys;
};

}  // namespace fascicolo::program
