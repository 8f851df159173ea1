#include "connectors/program/serve/routes.h"

#include <gmock/gmock.h>

namespace fascicolo::program {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RouteTable Table() {
  return RouteTable({{"GET", "/", true, {}, {}},
                     {"GET", "/v1/list", false, {}, {}},
                     {"GET", "/v1/list/{one}", false, {}, {}},
                     {"POST", "/v1/commands", false, {}, {}},
                     {"GET", "/tile/{rest...}", true, {}, {}}});
}

std::string PathFor(const char* method, const char* path) {
  const auto table = Table();
  const auto found = table.Find(method, path);
  return found.route == nullptr ? "none" : found.route->path;
}

TEST(RouteOfARequest, IsFoundByMethodAndPath) {
  EXPECT_EQ(PathFor("GET", "/v1/list"), "/v1/list");
  EXPECT_EQ(PathFor("HEAD", "/v1/list/a"), "/v1/list/{one}");
  EXPECT_EQ(PathFor("POST", "/v1/commands"), "/v1/commands");
  EXPECT_EQ(PathFor("GET", "/"), "/");
  for (const char* path :
       {"/v1/list/", "/v1/list/a/b", "/v1", "/status", "/v1/lis", "/v1//list", "/V1/list", "/tile/", "/tile"}) {
    EXPECT_EQ(PathFor("GET", path), "none") << path;
  }
}

TEST(RouteOfARequest, HasWhatStandsInItsPlacesDecodedOnce) {
  const auto table = Table();
  EXPECT_THAT(table.Find("GET", "/v1/list/a%20b%2526").named, ElementsAre("a b%26"));
  EXPECT_THAT(table.Find("GET", "/tile/8/x001/067.p/12").named, ElementsAre("8/x001/067.p/12"));
  for (const char* path : {"/v1/list/%", "/v1/list/%4", "/v1/list/%zz", "/v1/list/%00", "/v1/list/%0a"}) {
    EXPECT_EQ(PathFor("GET", path), "none") << path;
  }
  EXPECT_EQ(PathFor("GET", ("/v1/list/" + std::string(kMaxNamedBytes + 1, 'a')).c_str()), "none");
}

TEST(RouteOfARequest, ThatIsTakenByAnotherMethodSaysWhich) {
  const auto table = Table();
  EXPECT_EQ(table.Find("POST", "/v1/list").allowed, "GET, HEAD");
  EXPECT_EQ(table.Find("GET", "/v1/commands").allowed, "POST");
  EXPECT_THAT(table.Find("GET", "/nothing").allowed, IsEmpty());
}

}  // namespace
}  // namespace fascicolo::program
