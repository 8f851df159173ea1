// A desk that writes every command down, as one line of JSON in the form that `fascicolo submit`
// reads, before it passes it on. A town needs outcomes, so there is always a desk behind; a loop in
// memory is enough.
#pragma once

#include "connectors/simulator/town_desk.h"

#include <cstdio>

namespace fascicolo::simulator {

class JsonLinesDesk final : public TownDesk {
 public:
  /// Owns neither; both must outlive it. `out` stands where writing goes on, and is left open.
  JsonLinesDesk(TownDesk& behind, std::FILE* out) : behind_(behind), out_(out) {}

  void SetNow(Instant now) override { behind_.SetNow(now); }
  /// Personal texts stand in their places: what is written is as personal as what was handed in.
  void Submit(engine::Request request, engine::Completion completion) override;
  /// kIo, for good, once something could not be written.
  Status Settle() override;
  [[nodiscard]] const store::Rows& rows() const override { return behind_.rows(); }

 private:
  TownDesk& behind_;
  std::FILE* out_;
  bool is_broken_ = false;
};

}  // namespace fascicolo::simulator
