#include "connectors/program/serve/csv_form.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

std::string CsvOfJson(const std::string& list) {
  auto answer = events::json::ParseJson(R"({"position":3,"rows":)" + list + "}").value();
  const auto* rows = ListIn(answer);
  return rows == nullptr ? "none" : CsvOf(*rows);
}

TEST(CsvOfAList, HasALineOfNamesAndOneForEachRow) {
  EXPECT_EQ(CsvOfJson(R"([{"a":1,"b":"x"},{"a":2,"c":true}])"), "a,b,c\r\n1,x,\r\n2,,true\r\n");
  EXPECT_EQ(CsvOfJson(R"([{"a":{"it":"sì","en":"yes"},"b":[1,2],"c":null}])"),
            "a.it,a.en,b,c\r\nsì,yes,\"[1,2]\",\r\n");
}

TEST(CsvOfAList, QuotesAsRfc4180Does) {
  EXPECT_EQ(CsvOfJson(R"([{"a,b":"x\"y","c":"two\r\nlines"}])"), "\"a,b\",c\r\n\"x\"\"y\",\"two\r\nlines\"\r\n");
}

TEST(CsvOfAList, HasNoFormulaInIt) {
  EXPECT_EQ(CsvOfJson(R"([{"a":"=1+1","b":"+39 070","c":"-x","d":"@sum","e":"\tx","=f":{"=g":["=h"]}}])"),
            "a,b,c,d,e,'=f.=g\r\n'=1+1,'+39 070,'-x,'@sum,'\tx,\"[\"\"=h\"\"]\"\r\n");
}

TEST(CsvOfAList, LeavesNumbersBelowZeroTheNumbersThatTheyAre) {
  EXPECT_EQ(CsvOfJson(R"([{"a":-5,"b":"-12.50","c":"-1-2"}])"), "a,b,c\r\n-5,-12.50,'-1-2\r\n");
}

TEST(ListOfAnAnswer, IsTheOnlyOneThatItHas) {
  EXPECT_EQ(CsvOfJson(R"([], "more":false)"), "\r\n");
  EXPECT_EQ(CsvOfJson(R"([{"a":1}], "others":[{"b":2}])"), "none");
  EXPECT_EQ(CsvOfJson(R"([1,2])"), "none");
}

TEST(ListOfAnAnswer, IsNotWhatNamesNoSampleOrSaysNothing) {
  EXPECT_EQ(CsvOfJson(R"([{"a":1}], "samples":[], "notes":[])"), "a\r\n1\r\n");
  EXPECT_EQ(CsvOfJson(R"([], "samples":[])"), "\r\n");
}

TEST(ListOfAnAnswer, IsOfStatisticsTheRowsOfTheirFigures) {
  auto answer = events::json::ParseJson(
                    R"({"position":3,"figures":{"query":"users","by":[],"measures":["users"],"rows":[{"users":7}]},"breaches":[]})")
                    .value();
  const auto* rows = ListIn(answer);
  ASSERT_NE(rows, nullptr);
  EXPECT_EQ(CsvOf(*rows), "users\r\n7\r\n");
}

}  // namespace
}  // namespace fascicolo::program
