// A desk of which consumers are fed, into files.
#pragma once

#include "connectors/feed/record.h"
#include "connectors/program/rights_desk.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace fascicolo::program_test {

using feed::FeedRecord;

class FeedCommand : public RightsDesk {
 protected:
  std::string Consumer(const std::string& more = {}, const std::string& name = "observatory") const {
    const std::filesystem::path file = desk_.root() / (name + ".json");
    std::ofstream(file) << R"({"format":1,"name":")" << name << R"(","purpose":"Trial","legal_basis":"None",)"
                        << R"("events":["PersonRegistered","ContactRegistered","ContactConcluded","TakenInCharge"])"
                        << more << "}";
    return file.string();
  }
  std::filesystem::path Out(const std::string& name = "observatory") const { return desk_.root() / (name + ".feed"); }
  Ran Feed(const std::string& consumer, Words more = {}, const std::string& name = "observatory") const {
    Words words{"feed", consumer, "--to-file", Out(name).string(), "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return desk_.Run(words);
  }
  std::vector<FeedRecord> Records(const std::string& name = "observatory") const {
    std::vector<FeedRecord> records;
    std::istringstream lines(BytesOf(Out(name)));
    for (std::string line; std::getline(lines, line);) {
      auto record = feed::FromLine(line);
      EXPECT_TRUE(record) << line;
      if (record) records.push_back(*std::move(record));
    }
    return records;
  }
};

}  // namespace fascicolo::program_test
