#include "connectors/exports/csv.h"

#include <gtest/gtest.h>

namespace fascicolo::exports {
namespace {

TEST(Csv, QuotesWhatMustBeAndLetsNoFormulaThrough) {
  EXPECT_EQ(CsvLine({"a", "b,c", "d\"e", "f\ng", ""}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",");
  EXPECT_EQ(CsvLine({"=1+1", "+39", "@x", "-x"}), "'=1+1,'+39,'@x,'-x");
  EXPECT_EQ(CsvLine({"-12.50", "12"}), "-12.50,12") << "a number is one";
}

TEST(Csv, SpellsMoney) {
  EXPECT_EQ(MoneyOf(0), "0.00");
  EXPECT_EQ(MoneyOf(-1'205), "-12.05");
}

}  // namespace
}  // namespace fascicolo::exports
