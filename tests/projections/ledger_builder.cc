#include "projections/ledger_builder.h"

#include <algorithm>

#include "events/big_endian.h"

namespace fascicolo::projections::testing {
namespace {

constexpr WriterId kWriter{{7}};

template <class IdType>
IdType Numbered(std::uint64_t number, std::uint8_t mark) {
  std::uint8_t bytes[9] = {mark};
  events::PutBigEndian(bytes + 1, number);
  const Hash hash = events::Sha256(events::ConstBytes(bytes, sizeof bytes));
  IdType id;
  std::copy_n(hash.bytes.begin(), id.bytes.size(), id.bytes.begin());
  events::PutBigEndian(id.bytes.data() + 8, number);
  return id;
}

}  // namespace

EntityId EntityOf(std::uint64_t number) { return Numbered<EntityId>(number, 1); }

std::unique_ptr<schema::Id> IdPtr(EntityId id) {
  return std::make_unique<schema::Id>(events::ToSchema(id));
}

LedgerBuilder::LedgerBuilder(events::Ledger& ledger)
    : ledger_(ledger), head_(events::HeadOfEmpty(kOrigin)) {}

events::CommitContent LedgerBuilder::Content(std::string_view actor,
                                             schema::CommandPayloadUnion payload) {
  events::CommitContent content;
  content.command = Numbered<CommandId>(++commands_, 2);
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(content.command));
  command.actor = actor;
  command.payload = std::move(payload);
  schema::RecordedT recorded;
  recorded.command = events::PackLeaf(command);
  recorded.stamp = std::make_unique<schema::StampT>();
  recorded.stamp->today = today_.days;
  recorded.stamp->now = now_.micros;
  content.recorded = events::PackLeaf(recorded);
  return content;
}

void LedgerBuilder::AddEvent(events::CommitContent& content, const Said& said) {
  schema::EventT event;
  event.entity = IdPtr(said.entity);
  event.kind = said.kind;
  event.version = ++versions_[said.entity];
  event.effective_on = today_.days;
  event.occurred_at = now_.micros;
  event.imported = said.imported;
  event.payload = said.payload;
  content.events.push_back(events::PackLeaf(event));
  const auto touched =
      std::find_if(content.touched.begin(), content.touched.end(),
                   [&](const events::Touched& one) { return one.entity == said.entity; });
  if (touched != content.touched.end()) {
    touched->version = Version{event.version};
  } else {
    content.touched.push_back({said.entity, said.kind, Version{event.version}});
  }
}

events::Record LedgerBuilder::Build(events::CommitContent content, const events::Head& at,
                                    bool real) {
  std::sort(content.touched.begin(), content.touched.end(),
            [](const auto& a, const auto& b) { return a.entity < b.entity; });
  events::Header place;
  place.ledger = at.ledger;
  place.lineage = at.lineage;
  place.position = at.next;
  place.previous = at.hash;
  place.term = at.next == Position{0} ? Term{1} : at.term;
  place.writer = real ? kWriter : WriterId{{9}};
  place.recorded_at = now_;
  auto record = events::BuildRecord(place, content);
  FASCICOLO_CHECK(record.ok());
  return *record;
}

Position LedgerBuilder::Append(events::CommitContent content) {
  now_.micros += kMicrosPerSecond;
  const events::Record record = Build(std::move(content), head_, true);
  const auto header = events::DecodeHeader(record.view().header());
  FASCICOLO_CHECK(header.ok() && events::Judge(head_, *header) == events::Verdict::kAccepted);
  head_ = events::Advance(head_, *header, events::LeafOf(record.view().header()));
  FASCICOLO_CHECK(ledger_.Append(std::span(&record, 1)).ok() && ledger_.Settle().ok());
  return header->position;
}

void LedgerBuilder::Open(Day day) {
  today_ = day;
  now_ = StartOfDay(day);
  schema::LedgerOpenedT opened;
  opened.origin = kOrigin;
  auto content = Content("system", {});
  content.kind = events::CommitKind::kLedgerOpened;
  AddEvent(content, Says(EntityOf(0), schema::EntityKind::authority, std::move(opened)));
  Append(std::move(content));
  OpenDay(day);
}

void LedgerBuilder::OpenDay(Day day) {
  today_ = day;
  now_ = std::max(now_, StartOfDay(day));
  schema::DayOpenedT opened;
  opened.day = day.days;
  auto content = Content("system", {});
  AddEvent(content, Says(EntityOf(0), schema::EntityKind::authority, opened));
  Append(std::move(content));
}

Position LedgerBuilder::Decide(std::string_view actor, std::vector<Said> events,
                               schema::CommandPayloadUnion command) {
  auto content = Content(actor, std::move(command));
  for (const Said& said : events) AddEvent(content, said);
  return Append(std::move(content));
}

Position LedgerBuilder::Refuse(std::string_view actor, schema::CommandPayloadUnion command) {
  auto content = Content(actor, std::move(command));
  content.kind = events::CommitKind::kRefused;
  return Append(std::move(content));
}

Position LedgerBuilder::DecideUnreadably(
    const std::vector<std::pair<EntityId, schema::EntityKind>>& touched) {
  auto content = Content("newer", {});
  for (const auto& [entity, kind] : touched) {
    AddEvent(content, Said{.entity = entity, .kind = kind, .payload = {}});
  }
  return Append(std::move(content));
}

void LedgerBuilder::AppendSuperseded() {
  auto content = Content("zombie", {});
  AddEvent(content,
           Says(EntityOf(999'999), schema::EntityKind::case_file, schema::ContactRegisteredT{}));
  --commands_;  // what is appended behind it is as if it had never been
  const events::Record record = Build(std::move(content), head_, false);
  FASCICOLO_CHECK(ledger_.Append(std::span(&record, 1)).ok() && ledger_.Settle().ok());
}

}  // namespace fascicolo::projections::testing
