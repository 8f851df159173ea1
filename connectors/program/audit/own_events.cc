#include "connectors/program/audit/own_events.h"

#include "engine/decision.h"

namespace fascicolo::program {

Status ForEachOwnEvent(Reading& reading, EntityId entity, const std::function<void(const EventInLog&)>& visit) {
  const projections::HistoryReader commits(reading.node().log(), reading.rows());
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

EventRef RefOf(const EventInLog& event) {
  EventRef ref;
  ref.position = event.header().position;
  ref.event = event.index;
  ref.type = schema::EnumNameEventPayload(event.event.payload_type());
  ref.actor = engine::Text(event.commit.reading.command().actor());
  ref.on = Day{event.event.effective_on()};
  ref.act = events::Entity(event.event.act());
  ref.imported = event.event.imported();
  return ref;
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
