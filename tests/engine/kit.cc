#include "engine/kit.h"

#include <algorithm>
#include <cstring>

#include "engine/deciders.h"
#include "engine/families/activation.h"
#include "engine/loop/drafting.h"
#include "engine/loop/readjudication.h"
#include "engine/payload_names.h"
#include "events/body.h"
#include "events/json/schema_codec.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kBytesToKeep = 4 << 20;

/// What was committed, as the ledger's reader sees it.
std::vector<schema::EventT> Unpacked(const events::CommitReading& commit) {
  std::vector<schema::EventT> all;
  for (const auto* event : commit.events()) event->UnPackTo(&all.emplace_back());
  return all;
}

/// Whatever a kit decides, the commit alone is enough to decide it again (design D4).
void ExpectDecidedAgain(const State& before, const events::CommitReading& commit) {
  const auto other = Compare(DerivationOf(commit), DecideAgain(before, commit), events::json::SchemaCodec());
  if (!other) return;
  ADD_FAILURE() << "decided again, " << CommandName(commit.command()) << " differs at "
                << other->place << ": " << other->recorded_value << " was recorded, " << other->again_value << " comes out";
}

void Append(std::vector<schema::EventT>& all, std::vector<schema::EventT> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::vector<std::string> NamesOf(const std::vector<schema::EventT>& events) {
  std::vector<std::string> names;
  for (const auto& event : events) names.emplace_back(EventName(event.payload));
  return names;
}

std::string ToString(const Told& told) {
  if (told.froze) return "events that do not fold";
  if (told.rejection) return "rejected: " + told.rejection->error.ToString();
  if (told.refusal) {
    std::string text = "refused: " + std::string(TextOf(told.refusal->rule).code);
    for (const auto& [name, value] : told.refusal->facts) text += " " + name + "=" + value;
    return text;
  }
  return "events: " + testing::PrintToString(NamesOf(told.events));
}

const Then& Then::ThenEvents(const std::vector<std::string>& names) const {
  EXPECT_TRUE(!told_.refusal && !told_.rejection && !told_.froze) << ToString(told_);
  EXPECT_EQ(NamesOf(told_.events), names);
  return *this;
}

const Then& Then::ThenRefused(Rule rule) const {
  if (!told_.refusal || told_.refusal->rule != rule) {
    ADD_FAILURE() << "wanted refused: " << TextOf(rule).code << ", got " << ToString(told_);
  }
  return *this;
}

const Then& Then::ThenRefused(Rule rule, const std::string& name, const std::string& value) const {
  ThenRefused(rule);
  if (!told_.refusal) return *this;
  EXPECT_THAT(told_.refusal->facts, testing::Contains(std::pair(name, value)));
  return *this;
}

const Then& Then::ThenRejected(RejectionCode code, std::string_view place) const {
  if (!told_.rejection) {
    ADD_FAILURE() << "wanted rejected at " << place << ", got " << ToString(told_);
    return *this;
  }
  EXPECT_EQ(told_.rejection->code, code);
  EXPECT_EQ(told_.rejection->error.place, place);
  return *this;
}

Kit::Kit(Day today) : head_(events::HeadOfEmpty(kOrigin)), today_(today), now_(StartOfDay(today)) {
  if (auto log = OpenLogUnderTest(head_.ledger)) log_ = std::make_unique<KitLog>(std::move(log), head_);
  schema::OpenLedgerT open;
  open.origin = kOrigin;
  open.name = "Comune di prova";
  Given(std::move(open));
  schema::OpenDayT day;
  day.day = today.days;
  Given(day);
}

CommandId Kit::NextCommand() { return FulfilmentOf(NewEntity({}, static_cast<std::uint32_t>(++commands_))); }

Then Kit::WhenWhole(events::Bytes command) {
  const schema::Id id = events::ToSchema(NextCommand());
  if (const auto* old = flatbuffers::GetRoot<schema::Command>(command.data())->id()) {
    const auto place = reinterpret_cast<const std::uint8_t*>(old) - command.data();
    std::memcpy(command.data() + place, &id, sizeof id);
  }
  auto request = MakeRequest(std::move(command), {});
  if (request) return Then(Tell(std::move(request).value()));
  Told told;
  told.rejection = Rejection{RejectionCode::kForm, std::move(request).error()};
  return Then(std::move(told));
}

std::string Kit::LastCommand() const {
  const auto json = events::json::SchemaCodec().Decode("fascicolo.schema.Command", last_.command);
  return json ? *json : json.error().message;
}

void Kit::Tick() { now_.micros += kMicrosPerSecond; }

Told Kit::Tell(Request request) {
  Tick();
  request.findings = findings_;
  last_ = request;
  Told told;
  if (state().Find<CommandTable>(request.id())) {
    told.is_retry = true;
    return told;
  }
  const Intent intent = IntentOf(request, Stamped());
  Decision decision =
      DecidePayload(state(), intent, request.view().payload_type(), request.view().payload());
  if (auto* rejection = std::get_if<Rejection>(&decision)) {
    told.rejection = std::move(*rejection);
  } else if (auto* refusal = std::get_if<Refusal>(&decision)) {
    told.refusal = *refusal;
    Commit(request, std::move(*refusal), told);
  } else {
    Commit(request, std::get<std::vector<EventDraft>>(std::move(decision)), told);
  }
  return told;
}

void Kit::Commit(const Request& request, std::variant<std::vector<EventDraft>, Refusal> decided, Told& told) {
  auto drafted = DraftCommit(state(), request, Stamped(), std::move(decided), {vault_, random_, head_.term});
  ASSERT_TRUE(drafted) << drafted.error().message;
  events::CommitContent content = std::move(drafted).value();
  content.kind = KindOf(request, content.kind);
  const bool claims = content.kind != events::CommitKind::kDecided && content.kind != events::CommitKind::kRefused;
  const bool raises = content.kind == events::CommitKind::kLineageStarted;
  events::Header place;
  place.ledger = head_.ledger;
  place.lineage = raises ? head_.lineage.next() : head_.lineage;
  place.position = head_.next;
  place.previous = head_.hash;
  place.term = claims ? head_.term.next() : head_.term;
  place.recorded_at = now_;
  auto record = events::BuildRecord(place, content);
  ASSERT_TRUE(record) << record.error().message;
  told.froze = !FoldRecord(*record, told);
  if (told.froze || log_) overlay_.Rollback();
  if (told.froze) return;
  if (log_) {
    record = log_->SendAndReadBack(*record);
    ASSERT_TRUE(record) << record.error().message;
    ASSERT_TRUE(FoldRecord(*record, told));
  }
  Keep(*record);
}

events::CommitKind Kit::KindOf(const Request& request, events::CommitKind decided) const {
  const auto type = request.view().payload_type();
  if (type == schema::CommandPayload::OpenLedger) return events::CommitKind::kLedgerOpened;
  if (type != schema::CommandPayload::ClaimTerm) return decided;
  return starts_lineage_ ? events::CommitKind::kLineageStarted : events::CommitKind::kTermStarted;
}

Stamp Kit::Stamped() const { return {now_, state().Ledger().today, head_.next}; }

void Kit::GivenClaim(bool starts_lineage) {
  starts_lineage_ = starts_lineage;
  schema::ClaimTermT claim;
  claim.writer_name = "tests";
  Given(std::move(claim));
}

bool Kit::FoldRecord(const events::Record& record, Told& told) {
  const auto header = events::DecodeHeader(record.view().header());
  if (!header || events::Judge(head_, *header) != events::Verdict::kAccepted) {
    ADD_FAILURE() << "not the record of position " << head_.next.value;
    return false;
  }
  const auto commit = events::CommitReading::Open(record.view(), *header);
  if (!commit || !commit->understood()) {
    ADD_FAILURE() << "the commit at position " << head_.next.value << " does not read";
    return false;
  }
  ExpectDecidedAgain(state(), *commit);
  StateEditor editor(overlay_);
  if (FoldCommit(*commit, editor, overlay_) == FoldResult::kFroze) return false;
  folded_erased_ = editor.erased_keys();
  told.events = Unpacked(*commit);
  return true;
}

void Kit::Keep(const events::Record& record) {
  const auto header = events::DecodeHeader(record.view().header());
  head_ = events::Advance(head_, *header, events::LeafOf(record.view().header()));
  if (on_record_) on_record_(record);
  EXPECT_TRUE(vault_.Erase(folded_erased_).ok());
  erased_keys_.insert(erased_keys_.end(), folded_erased_.begin(), folded_erased_.end());
  overlay_.Seal(head_.next.value);
  if (overlay_.bytes() > kBytesToKeep) {
    ASSERT_TRUE(base_.Write(overlay_.SettleAll()));
  }
}

bool Kit::FoldsAlone(const schema::EventT& event) {
  const auto bytes = events::PackLeaf(event);
  events::Header header;
  header.position = head_.next;
  header.command = NextCommand();
  header.recorded_at = now_;
  StateEditor editor(overlay_);
  bool folds = false;
  try {
    folds = Evolve({header, 0}, *flatbuffers::GetRoot<schema::Event>(bytes.data()), editor);
  } catch (const store::RowTooLarge&) {
    // Poison, as it is when a commit is folded.
  }
  if (folds) {
    overlay_.Seal(head_.next.value);
  } else {
    overlay_.Rollback();
  }
  return folds;
}

bool Kit::StoresSay(std::string_view text) const {
  for (auto cursor = overlay_.Scan(""); cursor->valid(); cursor->Next()) {
    const bool says = cursor->key().find(text) != std::string_view::npos ||
                      cursor->value().find(text) != std::string_view::npos;
    if (says) return true;
  }
  return false;
}

std::vector<std::pair<EntityId, ObligationRow>> Kit::OpenOnes(std::size_t most) const {
  std::vector<std::pair<EntityId, ObligationRow>> open;
  state().Scan<ObligationTable>(ObligationTable::Key(), [&](std::string_view bytes, const ObligationRow& row) {
    store::KeyReader key(bytes);
    Instant due;
    EntityId id;
    EXPECT_TRUE(key.Read(due) && key.Read(id));
    open.emplace_back(id, row);
    return open.size() < most;
  });
  return open;
}

std::vector<std::pair<EntityId, ObligationRow>> Kit::Open() const { return OpenOnes(SIZE_MAX); }

std::vector<schema::EventT> Kit::RunDue() {
  std::vector<schema::EventT> all;
  for (auto open = OpenOnes(1); !open.empty(); open = OpenOnes(1)) {
    const auto& [id, row] = open.front();
    if (row.due > now_ || LocalDay(row.due) > today_) break;
    schema::FulfilT fulfil;
    fulfil.obligation = std::make_unique<schema::Id>(events::ToSchema(id));
    fulfil.due = row.due.micros;
    Told told = Tell(Wrap(FulfilmentOf(id), std::move(fulfil), std::nullopt));
    EXPECT_TRUE(!told.refusal && !told.rejection && !told.is_retry && !told.froze) << ToString(told);
    if (told.is_retry || told.froze) break;
    Append(all, std::move(told.events));
  }
  return all;
}

void Kit::OpenNextDay() {
  ++today_;
  now_ = std::max(now_, StartOfDay(today_));
  schema::OpenDayT open;
  open.day = today_.days;
  Given(open);
}

std::vector<schema::EventT> Kit::PassUntil(Day day) {
  std::vector<schema::EventT> all = RunDue();
  while (today_ < day) {
    OpenNextDay();
    Append(all, RunDue());
  }
  return all;
}

std::vector<EntityId> Kit::ListInOrder(std::string_view service) const {
  std::vector<EntityId> order;
  state().Scan<ListOrderTable>(ListOrderTable::Key(ListOf(service)),
                               [&](std::string_view, const ListEntryRow& entry) {
                                 order.push_back(entry.activation);
                                 return true;
                               });
  return order;
}

}  // namespace fascicolo::engine
