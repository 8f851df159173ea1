// fascicolo copy: a ledger, commit by commit with the same bytes, into another place. fascicolo promote: a copy becomes the
// ledger that is written.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/copying.h"
#include "projections/ledger_rows.h"

#include <memory>

namespace fascicolo::program {
namespace {

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

/// Goes on where an interrupted copy ended. kLocked: the target holds something else.
Status CopyAll(Session& session, Authority& from, Authority& to) {
  const std::string& origin = from.identity().origin;
  const auto standing = FollowToEnd(to.ledger(), StandingBefore(origin));
  if (!standing) return standing.error();
  cli::Progress bar(session.terminal, session.Text("copying", "copia"), session.Text("commits", "commit"));
  const auto copied = CopyLog({.from = from.ledger(),
                               .begin = StandingBefore(origin).point,
                               .from_name = from.home().where(),
                               .to = to.ledger(),
                               .reached = standing->head(),
                               .to_name = to.home().where()},
                              [&bar](auto done, auto all, auto commits) { bar.Show(done, all, commits); });
  if (!copied) return copied.error();
  return from.vault().CopyInto(to.vault());  // with the keys of the last commits
}

/// Made as a copy, or begun as one before.
Result<Authority> TargetFor(const Place& place, const Place& from_place, Node& from) {
  AuthorityIdentity identity = from.identity();
  if (const auto row = from.state().Find<engine::AuthorityTable>()) identity.name = row->name;
  auto key_file = ReadWholeFile(KeyOf(from_place), kMaxAuthorityFileBytes);
  if (!key_file) return key_file.error();
  return OpenOrMakeCopy(place, identity, from.head().lineage, std::move(key_file).value(), from.authority().vault());
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
  if (Status copied = CopyAll(session, (*from)->authority(), *to); !copied) {
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
