// The agenda as it stands after a kit's commits.
#pragma once

#include <vector>

#include "engine/kit.h"
#include "events/body.h"
#include "events/store/memory_rows.h"
#include "projections/agenda.h"

namespace fascicolo::program {

/// Folds what is recorded from now on.
class FoldedAgenda {
 public:
  explicit FoldedAgenda(engine::Kit& kit) {
    kit.OnRecord([this](const events::Record& record) { Fold(record); });
  }
  /// What is due about an entity, by day.
  [[nodiscard]] std::vector<projections::DueItem> About(EntityId entity) const {
    auto items = projections::Agenda(overlay_, {}, {}, projections::kMaxPage).items;
    std::erase_if(items, [&](const projections::DueItem& item) { return item.key.about != entity; });
    return items;
  }

 private:
  void Fold(const events::Record& record) {
    const auto header = events::DecodeHeader(record.view().header());
    ASSERT_TRUE(header.ok());
    const auto reading = events::CommitReading::Open(record.view(), *header);
    ASSERT_TRUE(reading.ok());
    std::vector<projections::FoldedEvent> folded;
    for (const schema::Event* event : reading->events()) {
      folded.push_back({static_cast<std::uint32_t>(folded.size()), events::Entity(event->entity()), event});
    }
    projections::ViewRows rows(projections::ViewId::kAgenda, overlay_);
    EXPECT_TRUE(projections::FoldAgenda({.header = *header,
                                         .recorded = reading->recorded(),
                                         .command = reading->command(),
                                         .actor = {},
                                         .events = folded},
                                        rows));
  }

  store::MemoryRows base_;
  store::Overlay overlay_{base_};
};

}  // namespace fascicolo::program
