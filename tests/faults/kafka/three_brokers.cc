#include "faults/kafka/three_brokers.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "events/result.h"

namespace fascicolo::kafka {
namespace {

/// The script, with a directory of its own for this cluster.
std::string Script(const std::string& command) {
  return "FASCICOLO_KAFKA_DIR=build/kafka/three " FASCICOLO_SOURCE_DIR "/ops/kafka/broker " + command;
}

std::string Address() {
  std::string text;
  std::array<char, 256> line{};
  FILE* output = popen(Script("address").c_str(), "r");
  FASCICOLO_CHECK(output != nullptr);
  while (std::fgets(line.data(), static_cast<int>(line.size()), output) != nullptr) text += line.data();
  EXPECT_EQ(pclose(output), 0);
  return text.substr(0, text.find('\n'));
}

}  // namespace

// What an earlier run may have left behind is ended first.
ThreeBrokers::ThreeBrokers() {
  Run("stop --wipe");
  Run("start --brokers " + std::to_string(kBrokers));
  setenv("FASCICOLO_KAFKA", Address().c_str(), 1);
}

ThreeBrokers::~ThreeBrokers() { Run("stop --wipe"); }

void ThreeBrokers::Run(const std::string& command) { ASSERT_EQ(std::system(Script(command).c_str()), 0) << command; }

}  // namespace fascicolo::kafka
