#include "connectors/program/serve/trace.h"

#include "connectors/http/problem.h"

#include <gmock/gmock.h>

namespace fascicolo::program {
namespace {

using testing::HasSubstr;

constexpr const char* kId = "0af7651916cd43dd8448eb211c80319c";

TEST(TraceOfARequest, GoesOnWithWhatItCameWith) {
  const Trace trace = TraceOf(std::string("00-") + kId + "-b7ad6b7169203331-01");
  EXPECT_EQ(trace.id, kId);
  EXPECT_TRUE(trace.is_sampled);
  EXPECT_NE(trace.span, "b7ad6b7169203331") << "the span is ours";
  EXPECT_EQ(trace.span.size(), 16U);
  EXPECT_EQ(TraceOf(std::string("01-") + kId + "-b7ad6b7169203331-00-more").id, kId) << "a later version";
}

TEST(TraceOfARequest, BeginsWhereThereIsNone) {
  for (const std::string& wrong :
       {std::string(), std::string("x"), std::string("00-") + kId + "-b7ad6b7169203331",
        std::string("ff-") + kId + "-b7ad6b7169203331-01",
        std::string("00-") + std::string(32, '0') + "-b7ad6b7169203331-01",
        std::string("00-") + kId + "-0000000000000000-01", std::string("00-") + kId + "-b7ad6b7169203331-01-more",
        std::string("00-") + "0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"}) {
    const Trace trace = TraceOf(wrong);
    EXPECT_EQ(trace.id.size(), 32U);
    EXPECT_NE(trace.id, kId) << wrong;
    EXPECT_NE(trace.id, TraceOf(wrong).id);
  }
}

TEST(TraceOfARequest, IsToldInHeaderAndProblem) {
  const Trace trace = TraceOf(std::string("00-") + kId + "-b7ad6b7169203331-01");
  http::Response problem = http::ProblemResponse({.status = 404, .title = "There is nothing here"});
  TellTrace(trace, problem);
  EXPECT_EQ(http::ValueOf(problem.headers, "traceparent"), "00-" + trace.id + "-" + trace.span + "-01");
  EXPECT_THAT(problem.body, HasSubstr(std::string(R"("traceId":")") + kId + '"'));
  http::Response plain{200, {{"Content-Type", "application/json"}}, "{}"};
  TellTrace(trace, plain);
  EXPECT_EQ(plain.body, "{}");
}

}  // namespace
}  // namespace fascicolo::program
