// A desk that puts a mark before every free text of every command: one that a page would run if it took texts for its own, or one
// by which a text is found wherever it went. The town behind it decides as it would without.
#pragma once

#include "connectors/simulator/free_texts.h"
#include "connectors/simulator/town_desk.h"
#include "events/json/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fascicolo::simulator {

/// A '%' in a mark becomes the text's place in CommandTexts, as two digits of base 36. Shortest is what numbers of acts and
/// protocols leave room for (engine::kMaxNumberBytes). Empty: nothing is put before these texts.
struct Marks {
  std::string plain;     ///< before texts in the clear
  std::string personal;  ///< before sealed ones
};

class MarkingDesk final : public TownDesk {
 public:
  /// Does not own the desk behind, which must outlive it.
  MarkingDesk(TownDesk& behind, const Marks& marks);

  void SetNow(Instant now) override { behind_.SetNow(now); }
  void Submit(engine::Request request, engine::Completion completion) override;
  Status Settle() override { return behind_.Settle(); }
  [[nodiscard]] const store::Rows& rows() const override { return behind_.rows(); }

  struct Marked {
    std::string name;  ///< of the text (CommandText)
    std::string mark;  ///< that was put before it
    std::uint64_t times = 0;
  };
  /// One for each of CommandTexts, in that order; those that are not free are never marked.
  [[nodiscard]] const std::vector<Marked>& marked() const { return marked_; }

 private:
  void MarkTable(std::size_t table, events::json::Value& value);
  void MarkField(std::size_t table, const events::json::Field& field, events::json::Value& value);
  void MarkLabels(Marked& marked, events::json::Value& document);

  TownDesk& behind_;
  std::vector<Marked> marked_;
};

}  // namespace fascicolo::simulator
