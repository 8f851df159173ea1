// The link to the one broker under test. Its ports stand at fixed distances from the broker's own (ops/kafka/broker).
#pragma once

#include <string>

#include "connectors/kafka/broker.h"
#include "faults/kafka/proxy.h"

namespace fascicolo::kafka {

inline int BrokerPort() {
  const std::string brokers = BrokersUnderTest();
  return std::stoi(brokers.substr(brokers.rfind(':') + 1));
}

/// Where clients come to the link.
inline std::string LinkAddress() { return "127.0.0.1:" + std::to_string(BrokerPort() + 30); }
inline Proxy LinkToBroker() { return Proxy(BrokerPort() + 30, BrokerPort() + 20); }

}  // namespace fascicolo::kafka
