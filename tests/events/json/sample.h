// The codec of sample.fbs and short ways to use it.
#pragma once

#include "events/json/json_codec.h"

#include "tests/events/json/sample_generated.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::events::json {

inline constexpr std::string_view kEverything = "fascicolo.sample.Everything";
inline constexpr std::string_view kOrder = "fascicolo.sample.Order";
inline constexpr std::string_view kId = "00112233445566778899aabbccddeeff";

inline const JsonCodec& SampleCodec() {
  static const JsonCodec codec = [] {
    std::ifstream file(SAMPLE_SCHEMA, std::ios::binary);
    const std::vector<char> text{std::istreambuf_iterator<char>(file), {}};
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    auto read = JsonCodec::FromSchema(bytes);
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
    return std::move(read).value();
  }();
  return codec;
}

inline Encoded MustEncode(std::string_view table, std::string_view json) {
  auto encoded = SampleCodec().Encode(table, json);
  EXPECT_TRUE(encoded.ok()) << json << "\n" << (encoded.ok() ? "" : encoded.error().ToString());
  return encoded.ok() ? std::move(encoded).value() : Encoded{};
}

inline std::string MustDecode(std::string_view table, const std::vector<std::uint8_t>& buffer) {
  auto decoded = SampleCodec().Decode(table, buffer);
  EXPECT_TRUE(decoded.ok()) << (decoded.ok() ? "" : decoded.error().message);
  return decoded.ok() ? std::move(decoded).value() : "";
}

/// The error of encoding, on one line; "" when it went through.
inline std::string EncodeError(std::string_view table, std::string_view json) {
  const auto encoded = SampleCodec().Encode(table, json);
  return encoded.ok() ? "" : encoded.error().ToString();
}

/// An Order whose act is `act`.
inline std::string OrderWith(const std::string& act) {
  return R"({"id":")" + std::string(kId) +
         R"(","actor":"desk","at":"2025-03-31T10:00:00Z","act":)" + act + "}";
}

}  // namespace fascicolo::events::json
