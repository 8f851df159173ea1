// A cluster of three brokers, each controller and broker at once, that a test starts and ends itself.
#pragma once

#include <string>

namespace fascicolo::kafka {

/// From its making on FASCICOLO_KAFKA names this cluster, for all of this process. Every call fails the test when
/// ops/kafka/broker does.
class ThreeBrokers {
 public:
  static constexpr int kBrokers = 3;
  ThreeBrokers();
  ~ThreeBrokers();
  ThreeBrokers(const ThreeBrokers&) = delete;
  ThreeBrokers& operator=(const ThreeBrokers&) = delete;

  /// SIGKILL for broker 1, 2 or 3.
  void Kill(int number) { Run("kill " + std::to_string(number)); }
  /// With the data it had; returns when it answers.
  void Start(int number) { Run("start " + std::to_string(number)); }

 private:
  static void Run(const std::string& command);
};

}  // namespace fascicolo::kafka
