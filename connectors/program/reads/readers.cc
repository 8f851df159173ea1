#include "connectors/program/reads/readers.h"

#include "connectors/program/following.h"
#include "connectors/program/reading_sizes.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/files/case_access.h"
#include "engine/families/person.h"
#include "engine/families/rights_scope.h"
#include "engine/loop/folded_state.h"
#include "events/store/memory_rows.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

std::vector<engine::Relation> RelationsNow(const engine::State& state, const ReadingLine& line) {
  const auto& asked = line.recorded.reading;
  const engine::Someone who = SomeoneOf({asked.who, asked.roles, asked.areas});
  std::vector<engine::Relation> relations;
  for (const EntityId one : CasesBehind(state, line.file.id)) {
    for (const auto relation : engine::RelationsTo(state, who, one, DayOf(state))) {
      if (std::find(relations.begin(), relations.end(), relation) == relations.end()) relations.push_back(relation);
    }
  }
  return relations;
}

bool IsWanted(const reads::RecordedReading& one, const WantedReaders& wanted) {
  const Day day = LocalDay(one.at);
  return (!wanted.by || one.reading.who == *wanted.by) && (!wanted.until || one.reading.position <= *wanted.until) &&
         (!wanted.first || *wanted.first <= day) && (!wanted.last || day <= *wanted.last);
}

/// Months in which something that is wanted may stand.
reads::WantsMonth MonthsOf(const WantedReaders& wanted) {
  return [&wanted](const std::string& month) {
    return (!wanted.first || reads::MonthAt(StartOfDay(*wanted.first)) <= month) &&
           (!wanted.last || month <= reads::MonthAt(EndOfDay(*wanted.last)));
  };
}

}  // namespace

bool ReadingLine::IsUnrelated() const {
  return file.why != engine::TextOf(engine::Verdict::Why::kRow) || (then && then->empty());
}

reads::ReadsPlace ReadsOf(Node& node) { return {node.authority().home().reads().folder, node.identity().origin}; }

Result<FoundReaders> FindReaders(const reads::ReadsPlace& own, const std::vector<std::string>& other_folders, const WantedReaders& wanted) {
  FoundReaders found;
  std::vector<std::filesystem::path> folders{own.folder};
  folders.insert(folders.end(), other_folders.begin(), other_folders.end());
  for (const auto& folder : folders) {
    const auto take = [&](const reads::RecordedReading& one) {
      if (!IsWanted(one, wanted)) return;
      reads::RecordedReading asked = one;
      asked.reading.files.clear();
      for (const reads::ShownFile& file : one.reading.files) {
        if (wanted.files.empty() || wanted.files.contains(file.id)) found.lines.push_back({asked, file, {}});
      }
    };
    auto months = reads::WalkAll({folder, own.origin}, take, MonthsOf(wanted));
    if (!months) return months.error();
    found.months.insert(found.months.end(), months->begin(), months->end());
  }
  std::stable_sort(found.lines.begin(), found.lines.end(),
                   [](const ReadingLine& a, const ReadingLine& b) { return a.recorded.at < b.recorded.at; });
  return found;
}

Status RecallRelations(Readable& source, std::vector<ReadingLine>& lines) {
  std::vector<ReadingLine*> waiting;
  for (ReadingLine& line : lines) waiting.push_back(&line);
  std::stable_sort(waiting.begin(), waiting.end(), [](const auto* a, const auto* b) {
    return a->recorded.reading.position < b->recorded.reading.position;
  });
  if (waiting.empty()) return {};
  store::MemoryRows rows;
  auto state = engine::FoldedState::Open(rows, source.identity().origin);
  if (!state) return state.error();
  auto next = waiting.begin();
  FollowSteps steps;
  steps.take = [&](const events::AcceptedCommit& commit) -> Status {
    if (Status folded = (*state)->FoldAccepted(commit); !folded) return folded;
    for (; next != waiting.end() && (*next)->recorded.reading.position == commit.header.position; ++next) {
      (*next)->then = RelationsNow((*state)->AtHead(), **next);
    }
    return {};
  };
  steps.after_batch = [&](std::uint64_t, std::uint64_t, bool is_last) -> Status {
    return !is_last && (*state)->bytes() < kHeldBytes ? Status() : (*state)->WriteOut();
  };
  const auto followed =
      FollowTo(source.log(), (*state)->point().follow(), waiting.back()->recorded.reading.position, steps);
  return followed ? Status() : Status(followed.error());
}

std::set<EntityId> FilesOfPerson(const engine::State& state, EntityId person) {
  std::set<EntityId> files;
  for (const EntityId entry : engine::EntriesOf(state, engine::PersonBehind(state, person))) {
    files.insert(entry);
    for (const EntityId one : engine::HouseholdsOf(state, entry)) files.insert(one);
  }
  for (const EntityId one : CasesBehind(state, person)) files.insert(one);
  return files;
}

}  // namespace fascicolo::program
