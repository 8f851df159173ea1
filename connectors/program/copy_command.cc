// fascicolo copy: a ledger, commit by commit with the same bytes, into another place. fascicolo promote: a copy becomes the
// ledger that is written.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "events/follower.h"
#include "projections/ledger_rows.h"

#include <memory>

namespace fascicolo::program {
namespace {

constexpr std::size_t kReadBytes = 4U << 20;
constexpr std::size_t kSendBytes = 1U << 20;  ///< handed over between two looks at what is durable
constexpr std::string_view kOnKafka = "kafka";

struct CopyOptions {
  std::string from;
  std::string to;
};

/// A directory, or the word that stands for --kafka and --authority.
std::optional<Place> PlaceOf(Session& session, const std::string& typed, const std::string& origin) {
  PlaceOptions options = session.options.place;
  if (typed == kOnKafka) {
    if (options.authority.empty()) options.authority = origin;
  } else {
    options = {};
    options.data = typed;
  }
  auto place = PlaceFrom(options);
  if (place) return std::move(place).value();
  (void)session.Fail(place.error());
  return std::nullopt;
}

/// Reads the accepted commits of a ledger, from the beginning to where its log ends now.
Status FollowAll(events::Ledger& ledger, const std::string& origin, const events::Follower::OnAccepted& on_accepted) {
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(origin);
  auto follower = events::Follower::Open(ledger, from);
  if (!follower) return follower.error();
  do {
    const Status polled = follower->Poll(kReadBytes, on_accepted, [](const auto&, const auto&) {});
    if (!polled) return polled;
  } while (!follower->at_end());
  return {};
}

Result<events::Head> HeadOf(events::Ledger& ledger, const std::string& origin) {
  events::Head head = events::HeadOfEmpty(origin);
  const Status followed = FollowAll(ledger, origin, [&head](const events::AcceptedCommit& commit) {
    head = commit.after;
    return NotInterrupted();
  });
  if (!followed) return followed.error();
  return head;
}

/// Appends, and waits for what is on its way before it grows.
class Sender {
 public:
  explicit Sender(events::Ledger& to) : to_(to) {}

  Status Send(events::Record record) {
    bytes_ += record.size();
    held_.push_back(std::move(record));
    return bytes_ < kSendBytes ? Status{} : Flush();
  }
  Status Flush() {
    if (held_.empty()) return {};
    if (Status appended = to_.Append(held_); !appended) return appended;
    appended_ += held_.size();
    held_.clear();
    bytes_ = 0;
    while (true) {
      const auto durable = to_.Settle();
      if (!durable) return durable.error();
      if (*durable >= appended_) return {};
      if (Status going_on = NotInterrupted(); !going_on) return going_on;
    }
  }

 private:
  events::Ledger& to_;
  std::vector<events::Record> held_;
  std::size_t bytes_ = 0;
  std::uint64_t appended_ = 0;
};

class Copying {
 public:
  Copying(Session& session, Authority& from, Authority& to) : session_(session), from_(from), to_(to) {}

  /// Goes on where an interrupted copy ended. kLocked: the target holds something else.
  Status Run() {
    const std::string& origin = from_.identity().origin;
    const auto begun = HeadOf(to_.ledger(), origin);
    if (!begun) return begun.error();
    const auto end = from_.ledger().end();
    cli::Progress bar(session_.terminal, session_.Text("copying", "copia"), session_.Text("commits", "commit"));
    Sender sender(to_.ledger());
    events::Head reached = events::HeadOfEmpty(origin);
    const Status followed = FollowAll(from_.ledger(), origin, [&](const events::AcceptedCommit& commit) -> Status {
      if (Status going_on = NotInterrupted(); !going_on) return going_on;
      const Position at = commit.header.position;
      reached = commit.after;
      bar.Show(commit.entry.next.value, end.value, at.value);
      if (at < begun->next) return at.next() == begun->next && commit.leaf != begun->hash ? OtherHistory() : Status{};
      const auto bytes = commit.entry.record.bytes;
      return sender.Send(events::Record({bytes.begin(), bytes.end()}));
    });
    if (!followed) return followed;
    if (reached.next < begun->next) return OtherHistory();
    if (Status flushed = sender.Flush(); !flushed) return flushed;
    return from_.vault().CopyInto(to_.vault());  // with the keys of the last commits
  }

 private:
  [[nodiscard]] Failure OtherHistory() const {
    return {FailureCode::kLocked, to_.home().where() + " holds another history than " + from_.home().where()};
  }

  Session& session_;
  Authority& from_;
  Authority& to_;
};

/// Made as a copy, or begun as one before.
Result<Authority> TargetFor(const Place& place, const Place& from_place, Node& from) {
  AuthorityIdentity identity = from.identity();
  if (const auto row = from.state().Find<engine::AuthorityTable>()) identity.name = row->name;
  const Lineage lineage = from.head().lineage;
  auto key_file = ReadWholeFile(KeyOf(from_place), kMaxAuthorityFileBytes);
  if (!key_file) return key_file.error();
  auto to = OpenOrCreateAuthority(place, identity,
                                  {.key_file = std::move(key_file).value(),
                                   .copy_of = lineage,
                                   .vault_of = &from.authority().vault()});
  if (!to) return to;
  const auto is_copy = to->home().IsCopyOf(lineage);
  if (!is_copy) return is_copy.error();
  if (*is_copy && to->identity().origin == identity.origin) return to;
  return Failure{FailureCode::kLocked, to->home().where() + " is not a copy of this ledger: nothing is copied over it"};
}

/// Folds the copy, and says where it stands: the same root as the original's.
int TellCopy(Session& session, const Place& place, Authority copy) {
  auto node = session.NodeOf(std::move(copy));
  if (!node) return session.Fail(node.error());
  if (Status caught_up = (*node)->CatchUpViews(); !caught_up) {
    return session.Leave(**node, session.Fail(caught_up.error()));
  }
  const auto standing = projections::StandingOf((*node)->views());
  FASCICOLO_CHECK(standing.has_value());
  if (session.json()) {
    session.terminal.Json(cli::Object()
                              .Add("position", standing->position)
                              .Add("root", standing->root)
                              .Add("to", TextOf(place))
                              .Done());
  } else {
    session.Say(session.Text("Copied to ", "Copiato in ") + TextOf(place) +
                session.Text(", position ", ", posizione ") + std::to_string(standing->position.value) + ", " +
                session.Text("root ", "radice ") + ToHex(standing->root));
    session.Say(session.Text("The copy is read-only until 'fascicolo promote' starts its lineage.",
                             "La copia è di sola lettura finché 'fascicolo promote' non ne avvia il lignaggio."));
  }
  return session.Leave(**node, cli::kExitDone);
}

int Copy(Session& session, const CopyOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.from == options.to) return session.Usage("--from and --to are the same place");
  const auto from_place = PlaceOf(session, options.from, {});
  if (!from_place) return cli::kExitUsage;
  auto opened = OpenAuthority(*from_place);
  if (!opened) return session.Fail(opened.error());
  auto from = session.NodeOf(std::move(opened).value());
  if (!from) return session.Fail(from.error());
  const auto to_place = PlaceOf(session, options.to, (*from)->identity().origin);
  if (!to_place) return session.Leave(**from, cli::kExitUsage);
  if ((*from)->head().next == Position{0}) {
    return session.Leave(**from, session.Fail(Failure{FailureCode::kNotFound, "the ledger is empty"}));
  }
  auto to = TargetFor(*to_place, *from_place, **from);
  if (!to) return session.Leave(**from, session.Fail(to.error()));
  if (Status copied = Copying(session, (*from)->authority(), *to).Run(); !copied) {
    return session.Leave(**from, session.Fail(copied.error()));
  }
  if (const int code = session.Leave(**from, cli::kExitDone); code != cli::kExitDone) return code;
  return TellCopy(session, *to_place, std::move(to).value());
}

int Promote(Session& session) {
  if (!session.Begin()) return cli::kExitUsage;
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  if (Status writer = node->BecomeWriter(Part::kLineage); !writer) {
    return session.Leave(*node, session.Fail(writer.error()));
  }
  const auto& head = node->head();
  if (session.json()) {
    session.terminal.Json(
        cli::Object().Add("position", head.next.value - 1).Add("lineage", head.lineage).Done());
  } else {
    session.Say(session.Text("Lineage ", "Lignaggio ") + std::to_string(head.lineage.value) +
                session.Text(" has started: write here, and never again into the original.",
                             " avviato: si scrive qui, e mai più nell'originale."));
  }
  return session.Leave(*node, cli::kExitDone);
}

}  // namespace

void AddCopy(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<CopyOptions>();
  auto options = arguments.Add(
      "copy",
      {"Copies a ledger, with the same root, between directories and Kafka; the copy is read-only until it is promoted",
       "Copia un registro, con la stessa radice, tra cartelle e Kafka; la copia è di sola lettura finché non è promossa"},
      "  fascicolo copy --from /srv/fascicolo --to kafka --kafka broker1:9092\n"
      "  fascicolo copy --from kafka --to /srv/copy --kafka broker1:9092 --authority comune.example",
      [&session, given] { return Copy(session, *given); });
  options.Text("--from", given->from,
               {"A directory, or 'kafka': what --kafka and --authority name",
                "Una cartella, oppure 'kafka': quanto indicano --kafka e --authority"},
               true);
  options.Text("--to", given->to, {"The same, new or a copy that was begun", "Lo stesso, nuovo o una copia iniziata"},
               true);
}

void AddPromote(cli::Arguments& arguments, Session& session) {
  arguments.Add("promote",
                {"Starts a copy's own lineage: from then on it is written, and the original must not be",
                 "Avvia il lignaggio di una copia: da allora si scrive lì, e non più nell'originale"},
                "  fascicolo promote --data /srv/copy", [&session] { return Promote(session); });
}

}  // namespace fascicolo::program
