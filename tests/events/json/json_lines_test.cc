#include "events/json/json_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <malloc.h>
#include <sstream>

namespace fascicolo::events::json {
namespace {

/// "1:text" for a line, "!place" for an error.
std::vector<std::string> ReadAll(std::istream& in) {
  JsonLines lines(in);
  std::vector<std::string> all;
  while (auto next = lines.Next()) {
    if (next->ok()) {
      all.push_back(std::to_string(next->value().number) + ":" + std::string(next->value().text));
    } else {
      all.push_back("!" + next->error().place);
    }
  }
  EXPECT_TRUE(lines.status().ok());
  return all;
}

std::vector<std::string> ReadAll(const std::string& text) {
  std::istringstream in(text);
  return ReadAll(in);
}

using Lines = std::vector<std::string>;

TEST(JsonLines, NumbersLinesAndSkipsBlankOnes) {
  EXPECT_EQ(ReadAll(""), Lines{});
  EXPECT_EQ(ReadAll("\n\n"), Lines{});
  EXPECT_EQ(ReadAll("{}\r\n\n \t\n[1]\n\"last\""), (Lines{"1:{}", "4:[1]", "5:\"last\""}));
}

TEST(JsonLines, ReadsLinesThatCrossItsChunks) {
  std::string text;
  Lines expected;
  for (std::size_t i = 0; i < 300; ++i) {
    const std::string line(1 + i * 7 % 1'000 * 3, static_cast<char>('a' + i % 26));
    text += line + "\n";
    expected.push_back(std::to_string(i + 1) + ":" + line);
  }
  EXPECT_EQ(ReadAll(text), expected);
}

TEST(JsonLines, RefusesALineBeyondTheLimitAndGoesOn) {
  const std::string longest(kMaxLineBytes, 'x');
  EXPECT_EQ(
      ReadAll("1\n" + longest + "\n" + longest + "x\n" + longest + "\r\n" + longest + "xx\n4\n"),
      (Lines{"1:1", "2:" + longest, "!line 3", "4:" + longest, "!line 5", "6:4"}));
  EXPECT_EQ(ReadAll(longest + "x"), Lines{"!line 1"});
}

/// `size` times x, an end of line, and one more line, made on the fly.
class LongLine : public std::streambuf {
 public:
  explicit LongLine(std::size_t size) : left_(size) {}

 protected:
  int_type underflow() override {
    if (done_) return traits_type::eof();
    piece_ = left_ == 0 ? "\n{}\n" : std::string(std::min<std::size_t>(left_, 4'096), 'x');
    done_ = left_ == 0;
    left_ -= done_ ? 0 : piece_.size();
    setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
    return traits_type::to_int_type(piece_.front());
  }

 private:
  std::size_t left_;
  bool done_ = false;
  std::string piece_;
};

TEST(JsonLines, HoldsNoLineOfAHundredMegabytes) {
  LongLine source(100'000'000);
  std::istream in(&source);
  const auto before = mallinfo2();
  JsonLines lines(in);
  auto next = lines.Next();
  const auto after = mallinfo2();
  // It never gives memory back while it lives, so what it holds now is the most that it held.
  EXPECT_LT(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd, std::size_t{2} << 20);
  ASSERT_TRUE(next.has_value());
  ASSERT_FALSE(next->ok());
  EXPECT_EQ(next->error().place, "line 1");
  next = lines.Next();
  ASSERT_TRUE(next.has_value() && next->ok());
  EXPECT_EQ(next->value().text, "{}");
  EXPECT_FALSE(lines.Next().has_value());
}

/// Gives `count` lines and a half, then breaks.
class BrokenSource : public std::streambuf {
 public:
  explicit BrokenSource(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) text_ += "{}\n";
    text_ += "{\"a";
  }

 protected:
  int_type underflow() override {
    if (given_) throw std::ios_base::failure("the disk is gone");
    given_ = true;
    setg(text_.data(), text_.data(), text_.data() + text_.size());
    return traits_type::to_int_type(text_[0]);
  }

 private:
  bool given_ = false;
  std::string text_;
};

TEST(JsonLines, SaysWhenTheStreamBrokeInsteadOfEnding) {
  BrokenSource source(50'000);
  std::istream in(&source);
  JsonLines lines(in);
  std::size_t count = 0;
  while (auto next = lines.Next()) {
    ASSERT_TRUE(next->ok());
    ASSERT_EQ(next->value().text, "{}");
    ++count;
  }
  EXPECT_GT(count, 0U);
  ASSERT_FALSE(lines.status().ok());
  EXPECT_EQ(lines.status().error().code, FailureCode::kIo);
  EXPECT_EQ(lines.status().error().message, "reading stopped after line " + std::to_string(count));
}

}  // namespace
}  // namespace fascicolo::events::json
