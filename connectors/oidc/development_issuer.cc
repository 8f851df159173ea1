#include "connectors/oidc/development_issuer.h"

#include "events/json/value.h"

#include <cjose/cjose.h>

#include <cstdlib>

namespace fascicolo::oidc {
namespace {

using events::json::Value;

constexpr std::string_view kKeyId = "development";
constexpr std::int64_t kGoodForSeconds = 3'600;

}  // namespace

class DevelopmentIssuer::Impl {
 public:
  Impl() : key_(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error_)) {
    FASCICOLO_CHECK(key_ != nullptr);
    FASCICOLO_CHECK(cjose_jwk_set_kid(key_, kKeyId.data(), kKeyId.size(), &error_));
  }
  ~Impl() { cjose_jwk_release(key_); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  std::string PublicJson() {
    char* json = cjose_jwk_to_json(key_, false, &error_);
    FASCICOLO_CHECK(json != nullptr);
    std::string text = json;
    cjose_get_dealloc()(json);
    return text;
  }
  std::string Sign(const std::string& payload) {
    cjose_header_t* header = cjose_header_new(&error_);
    cjose_header_set(header, CJOSE_HDR_ALG, CJOSE_HDR_ALG_ES256, &error_);
    cjose_header_set(header, CJOSE_HDR_KID, std::string(kKeyId).c_str(), &error_);
    const std::vector<std::uint8_t> bytes(payload.begin(), payload.end());
    cjose_jws_t* made = cjose_jws_sign(key_, header, bytes.data(), bytes.size(), &error_);
    FASCICOLO_CHECK(made != nullptr);
    const char* token = nullptr;
    FASCICOLO_CHECK(cjose_jws_export(made, &token, &error_));
    std::string text = token;
    cjose_jws_release(made);
    cjose_header_release(header);
    return text;
  }

 private:
  cjose_err error_{};
  cjose_jwk_t* key_;
};

DevelopmentIssuer::DevelopmentIssuer(Trust trust) : trust_(std::move(trust)), impl_(std::make_unique<Impl>()) {}
DevelopmentIssuer::~DevelopmentIssuer() = default;

std::string DevelopmentIssuer::KeySetJson() const { return R"({"keys":[)" + impl_->PublicJson() + "]}"; }

std::string DevelopmentIssuer::Issue(const std::string& subject, const std::vector<std::string>& roles, Instant now,
                                     const std::vector<std::string>& areas) const {
  const std::int64_t seconds = now.micros / kMicrosPerSecond;
  Value::Array names;
  for (const std::string& role : roles) names.push_back(Value{role});
  Value::Array places;
  for (const std::string& area : areas) places.push_back(Value{area});
  Value::Object claims;
  claims.push_back({"iss", Value{trust_.issuer}});
  claims.push_back({"aud", Value{trust_.audience}});
  claims.push_back({"sub", Value{subject}});
  claims.push_back({"roles", Value{std::move(names)}});
  claims.push_back({"areas", Value{std::move(places)}});
  claims.push_back({"iat", Value{seconds}});
  claims.push_back({"exp", Value{seconds + kGoodForSeconds}});
  return impl_->Sign(events::json::PrintJson(Value{std::move(claims)}));
}

}  // namespace fascicolo::oidc
