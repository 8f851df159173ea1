#include "connectors/reads/drop_note.h"

#include "connectors/reads/leaf_json.h"

namespace fascicolo::reads {
namespace {

constexpr std::uint64_t kFormat = 1;

Value FormOfEnd(const MonthEnd& end) {
  return Leaf().Add("month", end.month).Add("size", end.size).Add("root", ToHex(end.root)).Done();
}

std::optional<MonthEnd> EndIn(const Value& object, std::string_view key) {
  const Value* member = events::json::MemberOf(object, key);
  if (member == nullptr || member->is_null()) return std::nullopt;
  MonthEnd end{TextOf(*member, "month"), NumberOf(*member, "size"), {}};
  if (!IsMonth(end.month) || !FromHex(TextOf(*member, "root"), end.root.bytes.data(), end.root.bytes.size()))
    return std::nullopt;
  return end;
}

}  // namespace

events::Bytes LeafOf(const Opening& opening) {
  return Leaf()
      .Add("format", kFormat)
      .Add("readings_of", opening.node)
      .Add("month", opening.month)
      .Put("after", opening.after ? FormOfEnd(*opening.after) : Value{})
      .Bytes();
}

std::optional<Opening> OpeningIn(events::ConstBytes leaf) {
  const auto object = ObjectIn(leaf);
  if (!object || NumberOf(*object, "format") != kFormat || !IsMonth(TextOf(*object, "month"))) return std::nullopt;
  return Opening{TextOf(*object, "readings_of"), TextOf(*object, "month"), EndIn(*object, "after")};
}

events::Bytes LeafOf(const DropNote& note) {
  return Leaf().Put("dropped", FormOfEnd(note.dropped)).Add("act", note.act).Add("by", note.by).Bytes();
}

std::optional<DropNote> DropNoteIn(events::ConstBytes leaf) {
  const auto object = ObjectIn(leaf);
  const auto end = object ? EndIn(*object, "dropped") : std::nullopt;
  if (!end) return std::nullopt;
  return DropNote{*end, TextOf(*object, "act"), TextOf(*object, "by")};
}

}  // namespace fascicolo::reads
