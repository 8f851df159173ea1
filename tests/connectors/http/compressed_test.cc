#include "connectors/http/compressed.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace fascicolo::http {
namespace {

std::string Unpacked(const std::string& packed, std::size_t size) {
  z_stream inflating{};
  EXPECT_EQ(inflateInit2(&inflating, 15 + 16), Z_OK);
  std::string text(size + 1, '\0');
  std::string input = packed;
  inflating.next_in = reinterpret_cast<Bytef*>(input.data());
  inflating.avail_in = static_cast<uInt>(input.size());
  inflating.next_out = reinterpret_cast<Bytef*>(text.data());
  inflating.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&inflating, Z_FINISH), Z_STREAM_END);
  text.resize(inflating.total_out);
  inflateEnd(&inflating);
  return text;
}

TEST(CompressedBody, IsWhatItWasOnceUnpacked) {
  const auto seed = std::random_device{}();
  std::mt19937 chance(seed);
  for (const std::size_t size : {0U, 1U, 1'400U, 70'000U, 1'000'000U}) {
    std::string body(size, '\0');
    for (char& byte : body) byte = static_cast<char>(chance() % 7 == 0 ? chance() : 'a');
    EXPECT_EQ(Unpacked(Compressed(body), size), body) << "seed " << seed << ", " << size << " bytes";
  }
}

TEST(CompressedBody, IsMuchSmallerAndTheSameEveryTime) {
  std::string body;
  for (int i = 0; i < 1'000; ++i) body += R"({"case":")" + std::to_string(i) + R"(","state":"in_charge"},)";
  EXPECT_LT(Compressed(body).size() * 8, body.size());
  EXPECT_EQ(Compressed(body), Compressed(body));
}

}  // namespace
}  // namespace fascicolo::http
