#include "connectors/program/audit/own_events.h"


namespace fascicolo::program {

Status ForEachOwnEvent(Reading& reading, EntityId entity, const std::function<void(const EventInLog&)>& visit) {
  const projections::HistoryReader commits(reading.source().log(), reading.rows());
  Status read;
  const auto take = [&](const projections::HistoryRef& ref) -> Status {
    if (!ref.event) return {};
    const auto commit = commits.Load(ref.position);
    if (!commit) return commit.error();
    const auto& of = (*commit)->reading;
    if (of.understood() && *ref.event < of.events().size()) visit({**commit, *ref.event, *of.events()[*ref.event]});
    return {};
  };
  (void)ThroughPages<projections::HistoryRef>(
      0,
      [&](const auto& after, std::size_t page) {
        return projections::HistoryOf(reading.rows(), entity, projections::WithParts::kOwnOnly, after, page);
      },
      [&](const projections::HistoryPage& page) {
        for (const auto& ref : page.refs) {
          if (read) read = take(ref);
        }
        return page.refs.size();
      });
  return read;
}

Value FormOf(const EventRef& ref) {
  return cli::Object()
      .Add("position", ref.position)
      .Add("event", ref.event)
      .Add("type", ref.type)
      .Add("actor", ref.actor)
      .Add("on", ref.on)
      .Done();
}

}  // namespace fascicolo::program
