#include "connectors/program/reads/unrelated.h"

#include "connectors/program/rights/named_cases.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

bool IsLookAtRecord(const reads::ShownFile& file) {
  return file.levels.size() == 1 && file.levels.front() == engine::TextOf(engine::AccessAction::kAccessLog);
}

bool StandsFor(const engine::State& state, EntityId file, EntityId case_file) {
  const auto cases = CasesBehind(state, file);
  return std::find(cases.begin(), cases.end(), case_file) != cases.end();
}

/// Of all folders that were looked into, also of those nodes that recorded nothing in the period.
Result<std::vector<std::string>> NodesSeen(const reads::ReadsPlace& own, const std::vector<std::string>& other_folders) {
  auto nodes = reads::NodesIn(own);
  if (!nodes) return nodes;
  for (const std::string& folder : other_folders) {
    const auto others = reads::NodesIn({folder, own.origin});
    if (!others) return others;
    nodes->insert(nodes->end(), others->begin(), others->end());
  }
  std::sort(nodes->begin(), nodes->end());
  nodes->erase(std::unique(nodes->begin(), nodes->end()), nodes->end());
  return nodes;
}

}  // namespace

Result<UnrelatedReadings> FindUnrelated(Readable& source, const reads::ReadsPlace& own,
                                        const std::vector<std::string>& other_folders, const UnrelatedAsked& asked,
                                        const MayBeTold& may_be_told) {
  auto readers = FindReaders(own, other_folders, {.by = asked.by, .first = asked.first, .last = asked.last});
  if (!readers) return readers.error();
  auto nodes = NodesSeen(own, other_folders);
  if (!nodes) return nodes.error();
  const engine::State state = source.state();
  UnrelatedReadings found{.lines = std::move(readers->lines), .nodes = std::move(nodes).value()};
  std::erase_if(found.lines, [&](const ReadingLine& line) {
    if (IsLookAtRecord(line.file) || (asked.case_file && !StandsFor(state, line.file.id, *asked.case_file))) return true;
    return may_be_told && !may_be_told(line.file);
  });
  if (Status recalled = RecallRelations(source, found.lines); !recalled) return recalled.error();
  std::erase_if(found.lines, [](const ReadingLine& line) { return !line.IsUnrelated(); });
  std::reverse(found.lines.begin(), found.lines.end());
  found.more = asked.most != 0 && found.lines.size() > asked.most;
  if (found.more) found.lines.resize(asked.most);
  return found;
}

void AddUnrelated(cli::Object& answer, const UnrelatedAsked& asked, const UnrelatedReadings& found, const engine::State& state) {
  cli::Value::Array nodes;
  for (const std::string& node : found.nodes) nodes.push_back(cli::Form(node));
  cli::Value::Array lines;
  for (const ReadingLine& line : found.lines) {
    const auto cases = CasesBehind(state, line.file.id);
    lines.push_back(FormOf(line).Add("case", cases.size() == 1 ? cases.front() : EntityId{}).Done());
  }
  answer.Add("from", asked.first).Add("to", asked.last).Add("by", asked.by).Add("of", asked.case_file);
  answer.Add("nodes", std::move(nodes)).Add("readings", std::move(lines)).Add("more", found.more);
}

}  // namespace fascicolo::program
