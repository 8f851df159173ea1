#include "connectors/http/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <string>

namespace fascicolo::http {
namespace {

namespace fs = std::filesystem;

const unsigned char* Bytes(const std::string& text) { return static_cast<const unsigned char*>(static_cast<const void*>(text.data())); }

template <class Give>
void Write(const fs::path& path, Give give) {
  FILE* file = std::fopen(path.c_str(), "w");
  give(file);
  std::fclose(file);
}

}  // namespace

TlsFiles MakeCertificate(const fs::path& folder) {
  const TlsFiles files{folder / "certificates.pem", folder / "key.pem"};
  const std::string host = "localhost";
  fs::create_directories(folder);
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3'600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_ASC, Bytes(host), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  Write(files.certificates, [&](FILE* file) { PEM_write_X509(file, certificate); });
  Write(files.key, [&](FILE* file) { PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr); });
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

}  // namespace fascicolo::http
