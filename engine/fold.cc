#include "engine/fold.h"

#include <algorithm>

#include "engine/named_subject.h"
#include "events/big_endian.h"

namespace fascicolo::engine {
namespace {

std::array<std::uint8_t, 4> Number(std::uint32_t number) {
  std::array<std::uint8_t, 4> bytes;
  events::PutBigEndian(bytes.data(), number);
  return bytes;
}

CommandRow Answer(const events::CommitReading& commit) {
  CommandRow row;
  row.position = commit.header().position;
  row.events = commit.header().event_count;
  if (!commit.understood()) return row;
  const auto& recorded = commit.recorded();
  if (const auto* hash = recorded.request_hash()) {
    std::copy_n(hash->bytes()->data(), row.request.bytes.size(), row.request.bytes.begin());
  }
  if (const auto* refused = recorded.refused()) {
    row.refused = Text(refused->code());
    if (refused->facts() != nullptr) {
      for (const auto* fact : *refused->facts()) {
        row.facts.push_back({std::string(Text(fact->name())), std::string(Text(fact->value()))});
      }
    }
  }
  return row;
}

/// A row that outgrows its limit is poison like any other event that cannot be folded.
bool EvolveWithinLimits(const EventContext& context, const schema::Event& event, StateEditor& editor) {
  try {
    return Evolve(context, event, editor);
  } catch (const store::RowTooLarge&) {
    return false;
  }
}

bool FoldEvents(const events::CommitReading& commit, StateEditor& editor) {
  if (!commit.understood()) return false;
  const bool some_frozen = editor.state().Ledger().frozen != 0;
  EventContext context{commit.header(), 0};
  for (const auto* event : commit.events()) {
    const bool frozen = some_frozen && editor.Find<FrozenTable>(events::Entity(event->entity()));
    if (!frozen && !EvolveWithinLimits(context, *event, editor)) return false;
    ++context.index;
  }
  return true;
}

/// A refused text under an id of its own goes with whom the command named, and with those of whom the refusal said that they
/// look alike: it is most likely about them, and is erased with them.
void NoteRefusedText(const events::CommitReading& commit, EntityId subject, StateEditor& editor) {
  if (commit.recorded().refused() == nullptr || editor.Find<EntityTable>(subject)) return;
  const auto note = [&](EntityId about) {
    if (editor.Find<EntityTable>(about)) editor.Put<RefusedTextTable>(MarkRow{}, about, subject);
  };
  note(NamedSubject(commit.command()));
  const auto* facts = commit.recorded().refused()->facts();
  if (facts == nullptr) return;
  for (const auto* fact : *facts) {
    const auto person = Text(fact->name()) == "person" ? IdFromText<EntityId>(Text(fact->value())) : std::nullopt;
    if (person) note(*person);
  }
}

/// The first section of a subject says which key is theirs; another one later is no history that a writer makes.
bool NoteKeys(const events::CommitReading& commit, StateEditor& editor) {
  if (!commit.understood()) return false;
  const auto* sections = commit.recorded().sections();
  if (sections == nullptr) return true;
  for (const auto* section : *sections) {
    const EntityId subject = events::Entity(section->subject());
    const auto key = events::FromSchema<KeyId>(section->key());
    const auto noted = editor.Find<SealingKeyTable>(subject, section->retention(), section->epoch());
    if (noted && noted->key != key) return false;
    if (noted) continue;
    editor.Put<SealingKeyTable>(SealingKeyRow{key}, subject, section->retention(), section->epoch());
    NoteRefusedText(commit, subject, editor);
  }
  return true;
}

/// An executed obligation is closed by the commit that executed it, whatever came of it.
void CloseExecuted(const events::CommitReading& commit, StateEditor& editor) {
  const auto* fulfil = commit.command().payload_as_Fulfil();
  if (fulfil == nullptr) return;
  editor.CloseObligation(events::Entity(fulfil->obligation()), Instant{fulfil->due()});
}

void Freeze(const events::CommitReading& commit, StateEditor& editor) {
  LedgerRow ledger = editor.state().Ledger();
  for (const events::Touched& touched : commit.touched()) {
    if (editor.Find<FrozenTable>(touched.entity)) continue;
    editor.Put<FrozenTable>(FrozenRow{commit.header().position}, touched.entity);
    ++ledger.frozen;
  }
  editor.Put<LedgerTable>(ledger);
}

}  // namespace

EntityId EventContext::ObligationId(std::uint32_t ordinal) const {
  return IdFromHash<EntityId>(events::Sha256({events::AsBytes(std::string_view("fascicolo obligation")),
                                             header.command.bytes, Number(index), Number(ordinal)}));
}

CommandId FulfilmentOf(EntityId obligation) {
  return IdFromHash<CommandId>(
      events::Sha256({events::AsBytes(std::string_view("fascicolo fulfil")), obligation.bytes}));
}

FoldResult FoldCommit(const events::CommitReading& commit, StateEditor& editor, store::Overlay& overlay) {
  const bool folded = FoldEvents(commit, editor) && NoteKeys(commit, editor);
  if (folded) {
    CloseExecuted(commit, editor);
  } else {
    overlay.Rollback();
    Freeze(commit, editor);
    (void)NoteKeys(commit, editor);  // frozen is what it means, not whose keys it used
  }
  for (const events::Touched& touched : commit.touched()) {
    editor.Put<EntityTable>(EntityRow{touched.kind, touched.version}, touched.entity);
  }
  editor.Put<CommandTable>(Answer(commit), commit.header().command);
  return folded ? FoldResult::kFolded : FoldResult::kFroze;
}

}  // namespace fascicolo::engine
