#include "connectors/feed/feed.h"

#include "connectors/feed/members.h"
#include "events/json/schema_codec.h"

#include <algorithm>

namespace fascicolo::feed {
namespace {

using events::json::Value;

constexpr std::string_view kEventTable = "fascicolo.schema.Event";
constexpr std::size_t kPseudonymDigits = 32;

/// The beginning, in UTC, of the month or the day.
Instant CoarseInstant(Day on, const Precision& precision) {
  const Day told = precision.days ? on : DayFromCivil({YearOf(on), MonthOf(on), 1});
  return Instant{std::int64_t{told.days} * kSecondsPerDay * kMicrosPerSecond};
}

/// Empty: it has none.
std::string_view TypeOf(const Value& event) {
  const Value* payload = MemberOf(event, "payload");
  return payload == nullptr ? std::string_view() : TextIn(*payload, "type");
}

}  // namespace

Feed::Feed(Consumer consumer, const LedgerId& ledger, const events::Key& secret)
    : consumer_(std::move(consumer)),
      source_(SourceOf(ledger, consumer_.name)),
      pseudonyms_(secret, consumer_.name),
      mapping_(FieldTable::Own(), consumer_.precision, pseudonyms_, circle_) {}

std::string Feed::CheckOf(const events::Header& commit) const {
  return pseudonyms_.OfCommit(events::LeafOf(events::EncodeHeader(commit)));
}

Result<std::vector<FeedRecord>> Feed::Take(const events::CommitReading& commit) {
  const events::Header& header = commit.header();
  const Day on = LocalDay(header.recorded_at);
  Sequence sequence{header.lineage, header.position, 0};
  std::vector<FeedRecord> records;
  check_ = CheckOf(header);
  if (!commit.understood()) {
    return Failure{FailureCode::kTooNew,
                   "position " + std::to_string(header.position.value) +
                       " was written by a newer program: what of it may leave, only that one knows"};
  }
  auto events = Fold(commit);
  if (!events) return events.error();
  for (const Value& event : *events) {
    if (auto record = RecordOf(sequence, on, event)) records.push_back(*std::move(record));
    ++sequence.index;
  }
  for (const Value& event : *events) {
    if (TypeOf(event) != "ErasureCompleted") continue;
    records.push_back(Notice(sequence, on, event));
    ++sequence.index;
  }
  if (header.kind == events::CommitKind::kLineageStarted) records.push_back(LineageNotice(sequence, on));
  return records;
}

/// The events in their JSON form; null: larger than that may be, and so told to nobody.
Result<std::vector<Value>> Feed::Fold(const events::CommitReading& commit) {
  std::vector<Value> events;
  for (std::size_t i = 0; i < commit.events().size(); ++i) {
    auto event = events::json::SchemaCodec().DecodeValue(kEventTable, commit.leaves()[i + 1]);
    if (!event && event.error().code != FailureCode::kTooLarge) return event.error();
    if (event) {
      circle_.Fold(*event);
    } else {
      const schema::Event& unread = *commit.events()[i];
      circle_.FoldUnreadable(events::Entity(unread.entity()), schema::EnumNameEntityKind(unread.kind()));
    }
    events.push_back(event ? std::move(event).value() : Value{});
  }
  return events;
}

/// None: the consumer does not receive it.
std::optional<FeedRecord> Feed::RecordOf(const Sequence& sequence, Day on, const Value& event) {
  const std::string_view type = TypeOf(event);
  if (!consumer_.Receives(type) || !consumer_.MayHearOf(circle_.Of(event, on))) return std::nullopt;
  auto told = mapping_.Of(event);
  if (!told) return std::nullopt;
  ForEachText(*told, [&](const std::string& text) {
    if (text.size() == kPseudonymDigits) ++records_of_[text];
  });
  std::string subject(TextIn(*told, "entity"));
  return Record(sequence, std::string(kEventTypePrefix) + std::string(type), std::move(subject), on, std::move(*told));
}

FeedRecord Feed::Record(const Sequence& sequence, std::string_view type, std::string subject, Day on,
                        Value data) const {
  return MakeRecord({.sequence = sequence,
                     .source = source_,
                     .type = std::string(type),
                     .subject = std::move(subject),
                     .key_id = pseudonyms_.key_id(),
                     .commit = check_,
                     .at = CoarseInstant(on, consumer_.precision)},
                    std::move(data));
}

FeedRecord Feed::Notice(const Sequence& sequence, Day on, const Value& erasure) const {
  std::vector<EntityId> persons;
  const Value* named = MemberOf(*MemberOf(erasure, "payload"), "persons");
  const auto* items = named == nullptr ? nullptr : named->As<Value::Array>();
  if (const auto id = IdFromText<EntityId>(TextIn(erasure, "entity"))) persons.push_back(*id);
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    const auto* text = (*items)[i].As<std::string>();
    const auto id = text == nullptr ? std::nullopt : IdFromText<EntityId>(*text);
    if (id && std::find(persons.begin(), persons.end(), *id) == persons.end()) persons.push_back(*id);
  }
  Value::Array names;
  for (const EntityId& person : persons) names.push_back(Value{pseudonyms_.Of(person)});
  std::vector<EntityId> all = persons;
  for (const EntityId& one : circle_.StandFor(persons)) all.push_back(one);
  Value::Array left;
  for (const EntityId& one : all) {
    const auto found = records_of_.find(pseudonyms_.Of(one));
    if (found == records_of_.end()) continue;
    left.push_back(Value{
        Value::Object{{"entity", Value{found->first}}, {"records", Value{static_cast<std::int64_t>(found->second)}}}});
  }
  Value data{Value::Object{{"persons", Value{std::move(names)}}, {"left", Value{std::move(left)}}}};
  return Record(sequence, kPersonErased, pseudonyms_.Of(persons.front()), on, std::move(data));
}

FeedRecord Feed::LineageNotice(const Sequence& sequence, Day on) const {
  const auto lineage = static_cast<std::int64_t>(sequence.lineage.value);
  const auto position = static_cast<std::int64_t>(sequence.position.value);
  return Record(sequence, kLineageStarted, {}, on,
                Value{Value::Object{{"lineage", Value{lineage}}, {"from_position", Value{position}}}});
}

}  // namespace fascicolo::feed
