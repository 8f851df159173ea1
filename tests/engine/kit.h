// Given / when / then for deciders and evolvers. Each command goes the loop's way: decided, drafted, built into a
// record, read back and folded. Threads are left out, and so is the log, unless the test program links one
// (engine/kit_log.h).
//
//     Kit kit;
//     const EntityId unit = kit.Given(OpenUnit("open_centre_elderly", 10));
//     kit.When(Offer(activation, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/kit_log.h"
#include "engine/loop/drafting.h"
#include "engine/loop/request.h"
#include "engine/state/state.h"
#include "events/acceptance.h"
#include "events/vault/vault.h"
#include "events/store/memory_rows.h"
#include "events/store/overlay.h"

namespace fascicolo::engine {

/// What became of a command.
struct Told {
  std::vector<schema::EventT> events;
  std::optional<Refusal> refusal;
  std::optional<Rejection> rejection;
  bool is_retry = false;  ///< it was answered before; nothing was decided
  bool froze = false;     ///< decided, but the events do not fold: never sent, as the loop does it
};

/// The words of a scheme of events, in order: "OfferMade".
[[nodiscard]] std::vector<std::string> NamesOf(const std::vector<schema::EventT>& events);
[[nodiscard]] std::string ToString(const Told& told);

/// Checks on what became of a command. Failures are reported at once.
class Then {
 public:
  explicit Then(Told told) : told_(std::move(told)) {}

  const Then& ThenEvents(const std::vector<std::string>& names) const;
  const Then& ThenRefused(Rule rule) const;
  /// Refused with this fact among those it saw.
  const Then& ThenRefused(Rule rule, const std::string& name, const std::string& value) const;
  const Then& ThenRejected(RejectionCode code, std::string_view place) const;

  /// The first event of this type.
  template <class Fact>
  [[nodiscard]] Fact First() const {
    for (const auto& event : told_.events) {
      if (const auto* fact = FactIn<Fact>(event.payload)) return *fact;
    }
    ADD_FAILURE() << "no such event among " << ToString(told_);
    return {};
  }
  [[nodiscard]] const Told& told() const { return told_; }

 private:
  Told told_;
};

/// One authority's ledger: open, at a day, with a seeded clock; its state is in memory.
class Kit {
 public:
  static constexpr std::string_view kOrigin = "test/fascicolo";

  explicit Kit(Day today = DayFromCivil({.year = 2026, .month = 3, .day = 2}));

  /// Hands a command in. `on`: its effective day; none: today.
  template <class Payload>
  Then When(Payload payload, std::optional<Day> on = std::nullopt) {
    return Then(Tell(Wrap(NextCommand(), std::move(payload), on)));
  }
  /// The same, with personal texts that came beside it.
  template <class Payload>
  Then WhenWith(std::vector<PersonalText> personal, Payload payload) {
    Request request = Wrap(NextCommand(), std::move(payload), std::nullopt);
    request.personal = std::move(personal);
    return Then(Tell(std::move(request)));
  }
  /// As `When`, and it must be accepted. Returns the entity that it creates, if it does.
  template <class Payload>
  EntityId Given(Payload payload, std::optional<Day> on = std::nullopt) {
    const CommandId id = NextCommand();
    const Told told = Tell(Wrap(id, std::move(payload), on));
    EXPECT_TRUE(!told.refusal && !told.rejection && !told.froze) << "given, but " << ToString(told);
    return NewEntity(id, 0);
  }
  /// The same with personal texts, by their places.
  template <class Payload>
  EntityId GivenTelling(Payload payload, std::vector<PersonalText> personal) {
    const Told told = WhenWith(std::move(personal), std::move(payload)).told();
    EXPECT_TRUE(!told.refusal && !told.rejection && !told.froze) << "given, but " << ToString(told);
    return Made();
  }
  /// Who hands in what follows; "tester" at first.
  void GivenActor(std::string actor) { actor_ = std::move(actor); }
  /// On what ground what follows adds to restricted texts.
  void GivenUse(schema::UseGround use) { use_ = use; }
  /// The keys that were destroyed so far, as the loop has the vault do.
  [[nodiscard]] const std::vector<KeyId>& erased_keys() const { return erased_keys_; }
  [[nodiscard]] vault::Vault& vault() { return vault_; }
  /// What other stores answer about every command from now on.
  void GivenFinding(std::string_view name, std::string value) { findings_.emplace_back(name, std::move(value)); }
  /// They answer nothing any more.
  void GivenNoFindings() { findings_.clear(); }
  /// The writer claims the next term, and with it, if so, a lineage of its own.
  void GivenClaim(bool starts_lineage = false);
  /// Called with every record that is kept from now on, in their order.
  void OnRecord(std::function<void(const events::Record&)> on_record) { on_record_ = std::move(on_record); }
  /// Hands in a whole command as from outside, under an id of the kit's own; rejected if it has not the form of one.
  Then WhenWhole(events::Bytes command);
  /// The last command once more, with the same id.
  Then WhenRepeated() { return Then(Tell(last_)); }
  /// Hands in what a foreign history says, as the meaning of one of its facts on `day`.
  template <class Payload>
  Then WhenImported(EntityId case_file, Day day, Payload payload) {
    return When(Foreign(case_file, day, [&](schema::MeaningT& meaning) { meaning.payload = CommandOf(std::move(payload)); }));
  }
  /// The last command, as JSON.
  [[nodiscard]] std::string LastCommand() const;
  /// The new entity of the last command.
  [[nodiscard]] EntityId Made() const { return NewEntity(last_.id(), 0); }

  /// Executes what is due, one by one, and tells the events.
  std::vector<schema::EventT> RunDue();
  /// Opens days one by one up to `day`, executing what falls due; tells the events of the obligations.
  std::vector<schema::EventT> PassUntil(Day day);
  /// Opens the next day without executing anything.
  void OpenNextDay();

  /// Folds one event as it stands, as from a ledger written by somebody else.
  template <class Fact>
  bool Folds(EntityId entity, schema::EntityKind kind, Fact fact) {
    schema::EventT event;
    event.entity = std::make_unique<schema::Id>(events::ToSchema(entity));
    event.kind = kind;
    event.version = 1;
    event.effective_on = today_.days;
    event.payload = FactOf(std::move(fact));
    return FoldsAlone(event);
  }
  bool FoldsAlone(const schema::EventT& event);

  [[nodiscard]] Day today() const { return today_; }
  /// Of the last commit.
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] State state() const { return State(overlay_); }
  /// Some row, key or value, holds this text.
  [[nodiscard]] bool StoresSay(std::string_view text) const;
  [[nodiscard]] std::size_t commits() const { return static_cast<std::size_t>(head_.next.value); }
  [[nodiscard]] std::optional<ActivationRow> Activation(EntityId id) const {
    return state().Find<ActivationTable>(id);
  }
  /// Obligations that are open, in the order of their execution.
  [[nodiscard]] std::vector<std::pair<EntityId, ObligationRow>> Open() const;
  /// The activations of a list, in its order.
  [[nodiscard]] std::vector<EntityId> ListInOrder(std::string_view service) const;

 private:
  template <class Payload>
  Request Wrap(CommandId id, Payload payload, std::optional<Day> on) {
    schema::CommandT command;
    command.id = std::make_unique<schema::Id>(events::ToSchema(id));
    command.actor = actor_;
    command.use = use_;
    command.effective_on = on ? on->days : 0;
    command.payload = CommandOf(std::move(payload));
    return Request{events::PackLeaf(command), {}};
  }
  template <class Fill>
  schema::ImportFactT Foreign(EntityId case_file, Day day, Fill fill) {
    schema::ImportFactT fact;
    fact.source = "test";
    fact.activity = "test";
    fact.case_file = std::make_unique<schema::Id>(events::ToSchema(case_file));
    fact.at = StartOfDay(day).micros + 12 * 3600 * kMicrosPerSecond;
    fact.meaning = std::make_unique<schema::MeaningT>();
    fill(*fact.meaning);
    return fact;
  }
  /// The first obligations that are open, so many at most.
  [[nodiscard]] std::vector<std::pair<EntityId, ObligationRow>> OpenOnes(std::size_t most) const;
  CommandId NextCommand();
  Told Tell(Request request);
  void Commit(const Request& request, std::variant<std::vector<EventDraft>, Refusal> decided, Told& told);
  /// Puts the next commit above the rows, until it is kept or rolled back. False: it does not fold.
  bool FoldRecord(const events::Record& record, Told& told);
  void Keep(const events::Record& record);
  void Tick();
  [[nodiscard]] events::CommitKind KindOf(const Request& request, events::CommitKind decided) const;
  [[nodiscard]] Stamp Stamped() const;

  store::MemoryRows base_;
  store::Overlay overlay_{base_};
  events::Head head_;
  std::unique_ptr<KitLog> log_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SeededRandom random_{1};
  Day today_;
  Instant now_;
  std::string actor_ = "tester";
  schema::UseGround use_ = schema::UseGround::none;
  std::vector<KeyId> erased_keys_;
  std::vector<KeyId> folded_erased_;  ///< by the last commit
  std::vector<std::pair<std::string, std::string>> findings_;
  std::uint64_t commands_ = 0;
  bool starts_lineage_ = false;
  Request last_;
  std::function<void(const events::Record&)> on_record_;
};

}  // namespace fascicolo::engine
