#include "connectors/intake/csv_rows.h"

#include "tests/connectors/intake/reading_test_kit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

namespace fascicolo::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Table = std::vector<std::vector<std::string>>;

Result<Table, ReadStop> ReadTable(const std::string& text, char separator = ',',
                                  std::vector<int>* lines = nullptr) {
  const ScratchFile file(text);
  auto source = ByteSource::Open(file.path(), kDefaultTotalBytes);
  if (!source) return ReadStop(source.error());
  const auto rows = std::make_unique<CsvRows>(&*source, separator);
  Table table;
  CsvRow row;
  for (;;) {
    auto has_row = rows->Next(&row);
    if (!has_row) return has_row.error();
    if (!*has_row) return table;
    table.push_back(row.fields);
    if (lines != nullptr) lines->push_back(static_cast<int>(row.line));
  }
}

TEST(CsvRows, ReadsRowsWithEitherLineEnd) {
  const Table expected{{"a", "b"}, {"c", "d"}};
  EXPECT_EQ(ReadTable("a,b\nc,d").value(), expected);
  EXPECT_EQ(ReadTable("a,b\r\nc,d\r\n").value(), expected);
  EXPECT_EQ(ReadTable("\n\r\na,b\n\n\r\nc,d\n\n").value(), expected);
}

TEST(CsvRows, ReadsQuotedFields) {
  EXPECT_EQ(ReadTable("\"a,b\",\"say \"\"x\"\"\",\"\"\r\n\"\"\n").value(),
            (Table{{"a,b", "say \"x\"", ""}, {""}}));
  EXPECT_EQ(ReadTable(",,\n").value(), (Table{{"", "", ""}}));
  EXPECT_EQ(ReadTable("a;\"b;c\"", ';').value(), (Table{{"a", "b;c"}}));
  EXPECT_EQ(ReadTable("a\tb,c", '\t').value(), (Table{{"a", "b,c"}}));
}

TEST(CsvRows, NamesTheLineOnWhichARowBegins) {
  std::vector<int> lines;
  EXPECT_EQ(ReadTable("a\n\n\"x\r\ny\nz\"\nb\n", ',', &lines).value(),
            (Table{{"a"}, {"x\r\ny\nz"}, {"b"}}));
  EXPECT_THAT(lines, ElementsAre(1, 3, 6));
}

TEST(CsvRows, DropsAByteOrderMarkAlsoBeforeAQuote) {
  EXPECT_EQ(ReadTable("\xEF\xBB\xBF\"a\",b").value(), (Table{{"a", "b"}}));
  EXPECT_EQ(ReadTable("\xEF\xBB\xBF").value(), Table{});
  EXPECT_EQ(ReadTable("").value(), Table{});
}

TEST(CsvRows, RefusesMalformedQuoting) {
  EXPECT_THAT(StopOf(ReadTable("a\nb\"c\n")),
              StartsWith("line 2: a quotation mark inside a field"));
  EXPECT_THAT(StopOf(ReadTable("a\n\"b\"c\n")),
              StartsWith("line 2: text after a closing quotation mark"));
  EXPECT_THAT(StopOf(ReadTable("a\nb,\"c\nd\ne")),
              StartsWith("line 2: a quotation mark is never closed"));
  EXPECT_THAT(StopOf(ReadTable("a\nb\rc\n")),
              StartsWith("line 2: a carriage return without line feed"));
  EXPECT_THAT(StopOf(ReadTable("a\nb\r")),
              StartsWith("line 2: a carriage return without line feed"));
}

TEST(CsvRows, RefusesTextThatIsNotUtf8) {
  EXPECT_THAT(StopOf(ReadTable("a\nb\nper\xF2\n")), StartsWith("line 3: text that is not UTF-8"));
  EXPECT_THAT(StopOf(ReadTable(std::string("a\nb\0c", 5))),
              StartsWith("line 2: text that is not UTF-8"));
}

TEST(CsvRows, KnowsUtf8FromWhatResemblesIt) {
  for (const char* good : {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                           "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(IsUtf8Text(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xE2\x82", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_FALSE(IsUtf8Text(bad)) << bad;
  }
}

TEST(CsvRows, StopsAtItsLimits) {
  EXPECT_TRUE(ReadTable(std::string(kMaxAttributeBytes, 'x')).ok());
  EXPECT_THAT(StopOf(ReadTable("a\n\"" + std::string(kMaxAttributeBytes + 1, 'x'))),
              StartsWith("line 2: a field is too long"));
  const std::string field(kMaxAttributeBytes, 'x');
  EXPECT_THAT(StopOf(ReadTable(field + "," + field + "," + field + "," + field + ",y")),
              StartsWith("line 1: a row is too long"));
  EXPECT_TRUE(ReadTable(std::string(kMaxAttributes - 1, ',')).ok());
  EXPECT_THAT(StopOf(ReadTable("a\n" + std::string(kMaxAttributes, ','))),
              HasSubstr("line 2: a row has too many fields"));
}

TEST(CsvRows, ReadsBackWhateverIsWrittenByTheBook) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string alphabet = "ab,;\"\n\r x";
  Table table;
  std::string text;
  for (int row = 0; row < 3'000; ++row) {
    table.emplace_back();
    for (int column = 0; column < 5; ++column) {
      std::string field;
      for (auto size = random() % 12; size > 0; --size)
        field += alphabet[random() % alphabet.size()];
      text += column == 0 ? "\"" : ",\"";
      for (const char c : field) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
      table.back().push_back(field);
    }
    text += random() % 2 == 0 ? "\n" : "\r\n";
  }
  EXPECT_EQ(ReadTable(text).value(), table);
}

}  // namespace
}  // namespace fascicolo::intake
