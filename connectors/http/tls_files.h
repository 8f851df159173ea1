// Certificates and key of a server, from files into OpenSSL.
#pragma once

#include "connectors/http/server.h"
#include "events/result.h"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace fascicolo::http {

/// TLS 1.2 and later, no compression. kDamaged names the file that cannot be used.
[[nodiscard]] Status UseTlsFiles(ssl_ctx_st* context, const TlsFiles& files);

}  // namespace fascicolo::http
