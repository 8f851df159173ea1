// Signs whatever a test wants signed, by keys of any kind.
#pragma once

#include <cjose/cjose.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace fascicolo::oidc {

class Forger {
 public:
  explicit Forger(cjose_jwk_t* key, const std::string& id) : key_(key) {
    EXPECT_TRUE(cjose_jwk_set_kid(key_, id.data(), id.size(), &error_));
  }
  ~Forger() { cjose_jwk_release(key_); }
  Forger(const Forger&) = delete;
  Forger& operator=(const Forger&) = delete;

  [[nodiscard]] nlohmann::json Public() {
    char* json = cjose_jwk_to_json(key_, false, &error_);
    auto read = nlohmann::json::parse(json);
    cjose_get_dealloc()(json);
    return read;
  }
  [[nodiscard]] std::string Sign(const nlohmann::json& claims, const char* algorithm, const std::string& id,
                                 const char* critical = nullptr) {
    cjose_header_t* header = cjose_header_new(&error_);
    cjose_header_set(header, CJOSE_HDR_ALG, algorithm, &error_);
    if (!id.empty()) cjose_header_set(header, CJOSE_HDR_KID, id.c_str(), &error_);
    if (critical != nullptr) cjose_header_set_raw(header, "crit", critical, &error_);
    const std::string text = claims.dump();
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    cjose_jws_t* made = cjose_jws_sign(key_, header, bytes.data(), bytes.size(), &error_);
    const char* token = nullptr;
    EXPECT_TRUE(made != nullptr && cjose_jws_export(made, &token, &error_)) << error_.message;
    std::string signed_token = token == nullptr ? "" : token;
    cjose_jws_release(made);
    cjose_header_release(header);
    return signed_token;
  }

 private:
  cjose_err error_{};
  cjose_jwk_t* key_;
};

inline cjose_jwk_t* RsaKey(std::size_t bits = 2'048) {
  cjose_err error{};
  return cjose_jwk_create_RSA_random(bits, nullptr, 0, &error);
}
inline cjose_jwk_t* EcKey(cjose_jwk_ec_curve curve = CJOSE_JWK_EC_P_256) {
  cjose_err error{};
  return cjose_jwk_create_EC_random(curve, &error);
}
inline cjose_jwk_t* SecretKey(const std::string& secret) {
  cjose_err error{};
  const std::vector<std::uint8_t> bytes(secret.begin(), secret.end());
  return cjose_jwk_create_oct_spec(bytes.data(), bytes.size(), &error);
}

}  // namespace fascicolo::oidc
