// Readings of files by whoever had nothing to do with them, over all cases: what an auditor and the data protection officer look
// through.
#pragma once

#include "connectors/program/reads/reading_forms.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr int kDaysLookedThrough = 30;  ///< where no first day is named
inline constexpr std::uint64_t kDefaultUnrelated = 100;

struct UnrelatedAsked {
  Day first;  ///< recorded from this day to `last`, both included
  Day last;
  std::optional<std::string> by{};      ///< by this worker alone
  std::optional<EntityId> case_file{};  ///< of this case, its person and household alone
  std::uint64_t most = kDefaultUnrelated;  ///< readings; 0: all
};
struct UnrelatedReadings {
  std::vector<ReadingLine> lines{};  ///< the newest first
  std::vector<std::string> nodes{};  ///< whose readings this machine sees; ascending
  bool more = false;                 ///< there are older ones than `most`
};

/// Whether the reading of a file may be told.
using MayBeTold = std::function<bool(const reads::ShownFile&)>;

/// As ReadingLine::IsUnrelated has it, without looks at this record itself: who oversees readings stands to no case, and would fill
/// the list by looking at it. `may_be_told` empty: all. The ledger is folded again. From any thread that may read `source`; failures as
/// of FindReaders and RecallRelations.
[[nodiscard]] Result<UnrelatedReadings> FindUnrelated(Readable& source, const reads::ReadsPlace& own,
                                                      const std::vector<std::string>& other_folders,
                                                      const UnrelatedAsked& asked, const MayBeTold& may_be_told = {});

/// Members of the answer, as a shape with a place for kReadingMembers; `case`: the one that the file is, or stands for.
inline constexpr std::string_view kUnrelatedShape =
    "from: day, to: day, by: text?, of: id?, nodes: [text], readings: [{%, case: id?}], more: flag";
void AddUnrelated(cli::Object& answer, const UnrelatedAsked& asked, const UnrelatedReadings& found, const engine::State& state);

}  // namespace fascicolo::program
