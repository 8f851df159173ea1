#include "connectors/http/tls_files.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace fascicolo::http {
namespace {

Failure Unusable(const std::filesystem::path& file) {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* why = ERR_reason_error_string(code);
  return {FailureCode::kDamaged, file.string() + ": " + (why == nullptr ? "cannot be used" : why)};
}

}  // namespace

Status UseTlsFiles(ssl_ctx_st* context, const TlsFiles& files) {
  SSL_CTX_set_options(context, SSL_OP_ALL | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, files.certificates.c_str()) != 1) return Unusable(files.certificates);
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) return Unusable(files.key);
  return {};
}

}  // namespace fascicolo::http
