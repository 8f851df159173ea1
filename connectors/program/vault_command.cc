// fascicolo vault: the keys of what is sealed; their rotation, and that of the master key.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/program/commands.h"
#include "connectors/program/authority/key_change.h"
#include "connectors/program/people/identities.h"
#include "connectors/program/sealing_keys.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct VaultOptions {
  bool rotate = false;
  bool new_key = false;
  bool new_passphrase = false;
};

Status Rotate(Session& session, Node& node) {
  if (Status writer = node.BecomeWriter(); !writer) return writer;
  if (Status drained = node.Drain(); !drained) return drained;
  const engine::State state = node.state();
  const std::set<KeyId> assigned = AssignedKeys(state);
  // What is not understood may name keys that the state does not know of.
  const bool knows_all = state.Ledger().frozen == 0;
  cli::Progress bar(session.terminal, session.Text("rotating", "rotazione"), session.Text("keys", "chiavi"));
  return node.authority().vault().Rotate(
      [&](const KeyId& id) { return !knows_all || assigned.contains(id); }, session.world().random,
      [&](std::uint64_t done) { bar.Show(done, assigned.size(), done); });
}

/// What was erased on another node leads to nobody here either, from now on.
Status ForgetErased(Node& node) {
  const auto& root = node.authority().stores().root();
  if (!Identities::AreUnder(root)) return {};
  const auto identities = Identities::Open(root, node.identity().origin, node.authority().vault());
  if (!identities) return identities.error();
  const auto forgotten = (*identities)->ForgetErased();
  return forgotten ? Status{} : Status(forgotten.error());
}

Status ChangeMaster(Session& session, Node& node, const Place& place, bool from_passphrase) {
  if (Status writer = node.BecomeWriter(); !writer) return writer;
  return ChangeKeyFile(KeyOf(place), from_passphrase, node.authority().vault(), session.world().random);
}

int Tell(Session& session, Node& node, const Place& place) {
  const auto keys = FindMissingKeys(node.state(), node.authority().vault());
  if (!keys) return session.Leave(node, session.Fail(keys.error()));
  const bool rotating = node.authority().vault().is_rotating();
  if (session.json()) {
    session.terminal.Json(cli::Object()
                              .Add("keys", keys->assigned)
                              .Add("missing", keys->missing)
                              .Add("rotating", rotating)
                              .Add("key_file", KeyOf(place).string())
                              .Done());
  } else {
    session.Say(std::to_string(keys->assigned) + session.Text(" keys, ", " chiavi, ") + std::to_string(keys->missing) +
                session.Text(" of them missing", " mancanti"));
    if (rotating) {
      session.Say(session.Text("A rotation was begun: 'fascicolo vault --rotate' finishes it.",
                               "È iniziata una rotazione: 'fascicolo vault --rotate' la conclude."));
    }
    session.Say(session.Text("master key: ", "chiave principale: ") + KeyOf(place).string());
  }
  return session.Leave(node, keys->missing == 0 && !rotating ? cli::kExitDone : cli::kExitNo);
}

int VaultWork(Session& session, const VaultOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.rotate + options.new_key + options.new_passphrase > 1) {
    return session.Usage("--rotate, --new-key and --new-passphrase: one at a time");
  }
  const auto place = session.PlaceTyped();
  if (!place) return cli::kExitUsage;
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  Status done;
  if (options.rotate) done = Rotate(session, *node);
  if (options.rotate && done) done = ForgetErased(*node);
  if (options.new_key || options.new_passphrase) done = ChangeMaster(session, *node, *place, options.new_passphrase);
  if (!done) return session.Leave(*node, session.Fail(done.error()));
  return Tell(session, *node, *place);
}

}  // namespace

void AddVault(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<VaultOptions>();
  auto options = arguments.Add(
      "vault",
      {"The keys of what is sealed: are they all there? Rotates them, or the master key",
       "Le chiavi di ciò che è sigillato: ci sono tutte? Le rinnova, o rinnova la chiave principale"},
      "  fascicolo vault\n"
      "  fascicolo vault --rotate\n"
      "  fascicolo vault --new-passphrase",
      [&session, given] { return VaultWork(session, *given); });
  options.Flag("--rotate", given->rotate,
               {"Put every key under a new wrapping key, and destroy the old one: what was erased cannot be opened with old "
                "copies of the vault any more",
                "Avvolge ogni chiave con una nuova e distrugge la vecchia: quanto è stato cancellato non si apre più nemmeno "
                "con vecchie copie della camera blindata"});
  options.Flag("--new-key", given->new_key,
               {"A new master key in the key file; keep a copy of it apart", "Una nuova chiave principale nel file della "
                                                                             "chiave; conservarne altrove una copia"});
  options.Flag("--new-passphrase", given->new_passphrase,
               {"A new master key out of a passphrase", "Una nuova chiave principale da una frase segreta"});
}

}  // namespace fascicolo::program
