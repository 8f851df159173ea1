// fascicolo simulate: a synthetic municipality, lived day by day into a ledger of its own, or
// written down as commands.
#include "connectors/cli/interrupt.h"
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/program/commands.h"
#include "connectors/simulator/json_lines_desk.h"
#include "connectors/simulator/loop_desk.h"
#include "connectors/simulator/marking_desk.h"
#include "connectors/simulator/town.h"
#include "events/hash.h"
#include "events/memory_ledger.h"
#include "events/store/memory_rows.h"
#include "projections/ledger_rows.h"

#include <cstdio>
#include <memory>

namespace fascicolo::program {
namespace {

using cli::Value;
using simulator::Town;
using simulator::TownParameters;

/// A ledger of invented people: nothing is ever simulated into any other.
constexpr std::string_view kSimulated = "simulated/";

struct SimulateOptions {
  std::uint64_t inhabitants = 10'000;
  std::uint64_t years = 1;
  std::uint64_t seed = 1;
  simulator::Marks marks;
};

/// A town to be lived, and what is put before its free texts.
struct MarkedTown {
  TownParameters parameters;
  simulator::Marks marks;
};

struct Lived {
  simulator::TownCounts counts;
  std::vector<simulator::MarkingDesk::Marked> marked;  ///< empty: no mark was asked for
};

std::string NameOf(const TownParameters& town) {
  return std::to_string(town.inhabitants) + "-" + std::to_string(town.years) + "-" +
         std::to_string(town.seed);
}

AuthorityIdentity AuthorityOf(const TownParameters& town) {
  return {std::string(kSimulated) + NameOf(town), "Comune simulato " + NameOf(town)};
}

/// Equal towns have equal keys, so that they make equal bytes. Nobody real is sealed under it.
events::Key KeyOf(const TownParameters& town) {
  const std::string name = NameOf(town);
  return events::Sha256(
             {events::AsBytes(std::string_view("fascicolo simulated key")), events::AsBytes(name)})
      .bytes;
}

Status LiveAll(Session& session, const MarkedTown& given, simulator::TownDesk& desk, Lived& done) {
  simulator::MarkingDesk marking(desk, given.marks);
  const bool is_marked = !given.marks.plain.empty() || !given.marks.personal.empty();
  Town town(given.parameters, is_marked ? marking : desk);
  cli::Progress bar(session.terminal, session.Text("simulating", "simulazione"),
                    session.Text("commands", "comandi"));
  Status lived;
  while (lived && !town.is_over() && !cli::Interrupted()) {
    lived = town.LiveDay();
    const auto at = town.progress();
    bar.Show(static_cast<std::uint64_t>(at.days), static_cast<std::uint64_t>(at.of_days),
             at.commands);
  }
  done.counts = town.counts();
  if (is_marked) done.marked = marking.marked();
  return lived;
}

Result<Authority> LedgerFor(const Place& place, const TownParameters& town) {
  const auto identity = AuthorityOf(town);
  const events::Key key = KeyOf(town);
  events::SeededRandom random(~town.seed);  // not the desk's
  const Creation creation{.key_file = ToHex(key.data(), key.size()) + "\n", .random = &random, .can_be_made_again = true};
  auto authority = OpenOrCreateAuthority(place, identity, creation);
  if (!authority || authority->identity().origin == identity.origin) return authority;
  return Failure{FailureCode::kLocked, TextOf(place) + " is the ledger of " + authority->identity().origin +
                                           ": a town is simulated into a ledger of its own only"};
}

/// Where nodes share the ledger: this one's part among them. Its clock is not the town's.
class Presence {
 public:
  static Result<std::unique_ptr<Presence>> Take(Authority& authority, std::uint64_t seed) {
    auto heartbeats = authority.home().OpenHeartbeats();
    if (!heartbeats) return heartbeats.error();
    auto presence = std::make_unique<Presence>();
    presence->heartbeats_ = std::move(heartbeats).value();
    if (presence->heartbeats_ == nullptr) return presence;
    presence->leadership_.emplace(engine::LeadershipParts{*presence->heartbeats_, presence->clock_, presence->ticking_,
                                                          simulator::WriterOf(seed), NodeName() + " (simulator)", seed});
    return presence;
  }
  void Turn(const events::Head& head) {
    if (leadership_) leadership_->Turn(head);
  }
  /// Waits until no other node lives that writes. kNotHolder: one does.
  Status AwaitTurn(const events::Head& head) {
    if (!leadership_) return {};
    return AwaitClaim(*leadership_, head, ticking_);
  }
  void Leave(const events::Head& head) {
    if (leadership_) leadership_->Leave(head);
  }

 private:
  SystemClock clock_;
  TickingClock ticking_;
  std::unique_ptr<engine::Heartbeats> heartbeats_;
  std::optional<engine::Leadership> leadership_;
};

Value MarkedForm(const Lived& lived) {
  Value::Array marked;
  for (const auto& text : lived.marked) {
    if (text.mark.empty()) continue;
    marked.push_back(cli::Object().Add("text", text.name).Add("mark", text.mark).Add("times", text.times).Done());
  }
  return Value{std::move(marked)};
}

void Tell(Session& session, const Place& place, const Lived& lived, const projections::Standing& standing) {
  const simulator::TownCounts& counts = lived.counts;
  if (session.json()) {
    cli::Object by_rule;
    for (const auto& [code, count] : counts.refused_by) by_rule.Add(code, count);
    session.terminal.Json(cli::Object()
                              .Add("position", standing.position)
                              .Add("root", standing.root)
                              .Add("data", TextOf(place))
                              .Add("commands", counts.commands)
                              .Add("accepted", counts.accepted)
                              .Add("refused", counts.refused)
                              .Add("refused_by", by_rule.Done())
                              .Add("rejected", counts.rejected)
                              .Add("first_rejection", counts.first_rejection)
                              .Add("events", standing.events)
                              .Add("marked", MarkedForm(lived))
                              .Done());
    return;
  }
  session.Say(std::to_string(counts.commands) + session.Text(" commands, ", " comandi, ") +
              std::to_string(standing.events) + session.Text(" events, ", " eventi, ") +
              std::to_string(counts.refused) +
              session.Text(" commands refused by a rule", " comandi respinti da una regola"));
  session.Say(session.Text("ledger at position ", "registro alla posizione ") +
              std::to_string(standing.position.value) + ", root " + ToHex(standing.root));
}

/// Views behind the simulated log, then the answer.
int Finish(Session& session, const Place& place, Authority authority, const Lived& lived) {
  auto node = session.NodeOf(std::move(authority));
  if (!node) return session.Fail(node.error());
  cli::Progress bar(session.terminal, session.Text("views", "viste"),
                    session.Text("events", "eventi"));
  const Status caught_up = (*node)->CatchUpViews(
      [&bar](const projections::Progress& at) { bar.Show(at.at.value, at.end.value, at.events); });
  if (!caught_up) return session.Leave(**node, session.Fail(caught_up.error()));
  const auto standing = projections::StandingOf((*node)->views());
  FASCICOLO_CHECK(standing.has_value());
  Tell(session, place, lived, *standing);
  return session.Leave(**node, lived.counts.rejected == 0 ? cli::kExitDone : cli::kExitNo);
}

Status LiveInto(Session& session, Authority& authority, const MarkedTown& given, Lived& done) {
  const TownParameters& town = given.parameters;
  auto presence = Presence::Take(authority, town.seed);
  if (!presence) return presence.error();
  const auto& identity = authority.identity();
  const std::string name = AuthorityOf(town).name;
  auto desk = simulator::LoopDesk::Open(
      {authority.ledger(), authority.stores().state(), authority.vault(), identity.origin, name, town.seed,
       [&](const events::Head& head) { return (*presence)->AwaitTurn(head); },
       [&](const events::Head& head) { (*presence)->Turn(head); }},
      simulator::FirstMoment(town));
  if (!desk) return desk.error();
  if (Status lived = LiveAll(session, given, **desk, done); !lived) return lived;
  (*presence)->Leave((*desk)->loop().head());
  return authority.ledger().Rest();
}

int IntoLedger(Session& session, const Place& place, const MarkedTown& town) {
  auto authority = LedgerFor(place, town.parameters);
  if (!authority) return session.Fail(authority.error());
  Lived done;
  if (Status lived = LiveInto(session, *authority, town, done); !lived) return session.Fail(lived.error());
  if (cli::Interrupted()) return session.Interrupted();  // the views are caught up by whoever asks
  return Finish(session, place, std::move(authority).value(), done);
}

int AsLines(Session& session, const MarkedTown& given) {
  const TownParameters& town = given.parameters;
  events::MemoryLedger ledger;
  store::MemoryRows state;
  vault::Vault vault = vault::VaultInMemory();
  const auto authority = AuthorityOf(town);
  auto desk =
      simulator::LoopDesk::Open({ledger, state, vault, authority.origin, authority.name, town.seed},
                                simulator::FirstMoment(town));
  if (!desk) return session.Fail(desk.error());
  simulator::JsonLinesDesk lines(**desk, stdout);
  Lived done;
  const Status lived = LiveAll(session, given, lines, done);
  const bool flushed = std::fflush(stdout) == 0;
  if (session.terminal.FindsReaderGone()) return cli::kExitDone;
  if (!lived) return session.Fail(lived.error());
  if (!flushed) return session.Fail(Failure{FailureCode::kIo, "cannot write the commands"});
  return cli::Interrupted() ? session.Interrupted() : cli::kExitDone;
}

int Simulate(Session& session, const SimulateOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  MarkedTown marked;
  marked.marks = options.marks;
  TownParameters& town = marked.parameters;
  town.inhabitants =
      static_cast<std::int64_t>(std::min<std::uint64_t>(options.inhabitants, INT64_MAX));
  town.years = static_cast<int>(std::min<std::uint64_t>(options.years, simulator::kMostYears + 1));
  town.seed = options.seed;
  if (auto checked = simulator::CheckParameters(town); !checked) {
    checked.error().place.insert(0, "--");
    return session.Fail(checked.error());
  }
  PlaceOptions& typed = session.options.place;
  if (typed.data.empty() && typed.kafka.empty()) return AsLines(session, marked);
  if (!typed.kafka.empty() && typed.authority.empty()) typed.authority = AuthorityOf(town).origin;
  const auto place = session.PlaceTyped();
  return place ? IntoLedger(session, *place, marked) : cli::kExitUsage;
}

}  // namespace

void AddSimulate(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<SimulateOptions>();
  auto options = arguments.Add(
      "simulate",
      {"Makes a synthetic municipality and lives its years through the front door",
       "Crea un comune inventato e ne vive gli anni, comando per comando"},
      "  fascicolo simulate --inhabitants 20000 --years 1 --seed 11 --data /tmp/town\n"
      "  fascicolo simulate --inhabitants 20000 --kafka localhost:9092\n"
      "  fascicolo simulate --inhabitants 2000 > commands.jsonl",
      [&session, given] { return Simulate(session, *given); });
  options.Number("--inhabitants", given->inhabitants,
                 {"How many people live there (default 10000)",
                  "Quante persone ci vivono (predefinito: 10000)"});
  options.Number("--years", given->years,
                 {"How many years are lived, from 2025 on (default 1)",
                  "Quanti anni si vivono, dal 2025 in poi (predefinito: 1)"});
  options.Number("--seed", given->seed,
                 {"Equal seeds make equal towns, byte for byte (default 1)",
                  "Semi uguali danno comuni uguali, byte per byte (predefinito: 1)"});
  options.Hidden("--mark", given->marks.plain);
  options.Hidden("--mark-personal", given->marks.personal);
}

}  // namespace fascicolo::program
