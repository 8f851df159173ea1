#include "connectors/feed/mapping.h"

#include "connectors/feed/members.h"

#include <gtest/gtest.h>

namespace fascicolo::feed {
namespace {

using events::json::Value;

const events::Key kSecret{1};

Value Parsed(const std::string& json) {
  auto read = events::json::ParseJson(json);
  FASCICOLO_CHECK(read.ok());
  return std::move(read).value();
}

class MappingOf : public ::testing::Test {
 protected:
  void SetUp() override {
    circle_.Fold(
        Parsed(R"({"entity":"00000000000000000000000000000099","kind":"sheet","payload":{"type":"SheetAdopted",)"
               R"("sheet":{"code":"home_care","end_reasons":[{"code":"deceased"}]}}})"));
  }
  std::string Told(const std::string& payload, const Precision& precision = {}) const {
    const Mapping mapping(FieldTable::Own(), precision, pseudonyms_, circle_);
    const auto told =
        mapping.Of(Parsed(R"({"entity":"00000000000000000000000000000001","kind":"activation","version":3,)"
                          R"("effective_on":"2026-03-02","imported":false,"payload":{)" +
                          payload + "}}"));
    return told ? events::json::PrintJson(*told) : "nothing";
  }
  std::string Pseudonym(const char* id) const { return pseudonyms_.Of(*IdFromText<EntityId>(id)); }

  Circle circle_;
  Pseudonyms pseudonyms_{kSecret, "observatory"};
};

TEST_F(MappingOf, AnEventHasPseudonymsMonthsAndBands) {
  EXPECT_EQ(
      Told(R"("type":"ServiceStarted","unit":"00000000000000000000000000000002","quantity":120,"from":"2026-03-15",)"
           R"("fee":{"per":"hour","amount":"4.50","sample":true})"),
      R"({"entity":")" + Pseudonym("00000000000000000000000000000001") +
          R"(","kind":"activation","version":3,"effective_on":"2026-03","imported":false,"payload":{"type":"ServiceStarted","unit":")" +
          Pseudonym("00000000000000000000000000000002") +
          R"(","quantity":"100..200","from":"2026-03","fee":{"amount":"0..5","sample":true}}})");
}

TEST_F(MappingOf, ATextLeavesOnlyIfItIsAnAdoptedCode) {
  EXPECT_NE(Told(R"("type":"ServiceEnded","reason":"deceased")").find("deceased"), std::string::npos);
  EXPECT_EQ(Told(R"("type":"ServiceEnded","reason":"rossi")").find("rossi"), std::string::npos);
  EXPECT_EQ(Told(R"("type":"CaseClosed","reason":"deceased")").find("deceased"), std::string::npos)
      << "no field for codes";
}

TEST_F(MappingOf, WhatTheTableDoesNotNameDoesNotLeave) {
  EXPECT_EQ(Told(R"("type":"TakenInCharge","urgency":"soon","worker":"anna.rossi","of_a_newer_schema":"secret")")
                .find("secret"),
            std::string::npos);
  EXPECT_EQ(Told(R"("type":"TakenInCharge","urgency":"soon","worker":"anna.rossi")").find("rossi"), std::string::npos);
  EXPECT_EQ(Told(R"("type":"ConflictDeclared","worker":"anna.rossi")"), "nothing");
  EXPECT_EQ(Told(R"("type":"OfANewerSchema")"), "nothing");
}

TEST_F(MappingOf, AHouseholdsSizeIsABand) {
  const std::string application =
      R"("type":"ApplicationFiled","members":["00000000000000000000000000000007","00000000000000000000000000000008"])";
  EXPECT_NE(Told(application).find(R"("members":"0..5")"), std::string::npos) << Told(application);
  EXPECT_NE(Told(application, {.figures = true}).find(R"("members":2)"), std::string::npos);
}

TEST_F(MappingOf, TwoConsumersHaveNoPseudonymInCommon) {
  const Pseudonyms other(kSecret, "inps");
  const auto id = *IdFromText<EntityId>("00000000000000000000000000000001");
  EXPECT_NE(other.Of(id), pseudonyms_.Of(id));
  EXPECT_NE(other.key_id(), pseudonyms_.key_id());
  EXPECT_EQ(Pseudonyms(kSecret, "inps").Of(id), other.Of(id));
  EXPECT_NE(Pseudonyms(events::Key{2}, "inps").Of(id), other.Of(id)) << "nor two authorities";
}

}  // namespace
}  // namespace fascicolo::feed
