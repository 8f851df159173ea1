// A feed that is gone with the process: the reference, and what tests look into.
#pragma once

#include "connectors/feed/target.h"

#include <vector>

namespace fascicolo::feed {

class MemoryTarget final : public Target {
 public:
  Result<std::optional<FeedRecord>> Last() override;
  Status Append(std::span<const FeedRecord> records) override;
  [[nodiscard]] const std::vector<FeedRecord>& records() const { return records_; }

 private:
  std::vector<FeedRecord> records_;
};

}  // namespace fascicolo::feed
