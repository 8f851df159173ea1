#include "connectors/oidc/token.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {
namespace {

/// The keys of RFC 7515, appendices A.2 and A.3, whose private parts everybody knows and no token of the corpus uses
/// well.
constexpr const char* kKeys = R"({"keys":[
  {"kty":"EC","kid":"e","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
   "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
  {"kty":"RSA","kid":"r","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]})";

}  // namespace

void Token(std::string_view bytes) {
  static const auto keys = oidc::KeySet::Read(kKeys);
  FASCICOLO_CHECK(keys.ok() && keys->size() == 2);
  const auto claims =
      oidc::CheckToken(bytes, *keys, {"urn:fascicolo:fuzz", "fascicolo"}, Instant{1'800'000'000'000'000});
  FASCICOLO_CHECK(!claims.ok());
}

}  // namespace fascicolo::fuzz
