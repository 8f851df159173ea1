// fascicolo checkpoint: signs what is in the ledger, so that others see when it is cut or changed; takes in what
// witnesses cosign, and publishes the tree.
#include "connectors/cli/input.h"
#include "connectors/cli/json_form.h"
#include "connectors/program/checkpointing.h"
#include "connectors/program/commands.h"
#include "connectors/program/super_logging.h"

#include <iterator>
#include <memory>

namespace fascicolo::program {
namespace {

using cli::Value;

struct CheckpointOptions {
  std::string publish;
  std::string cosign;
  std::optional<std::uint64_t> for_witness;
  std::string accept_loss;
  std::string node;
  std::string node_origin;
};

/// What one run has done, for the answer.
struct Done {
  bool is_new = false;
  std::optional<TakenCosignatures> taken;
  std::optional<Checkpointing::Published> published;
  std::string folder;
  std::unique_ptr<SuperLogging> super;
};

Instant InstantOf(const proof::Cosigner& cosigner) {
  constexpr auto kLatest = static_cast<std::uint64_t>(INT64_MAX / kMicrosPerSecond);
  return Instant{static_cast<std::int64_t>(std::min(cosigner.time, kLatest)) * kMicrosPerSecond};
}

Value FormOf(const Checkpointing& work, const Done& done) {
  const auto& newest = work.newest();
  cli::Object answer;
  answer.Add("origin", newest.checkpoint.origin)
      .Add("size", newest.checkpoint.size)
      .Add("root", newest.checkpoint.root)
      .Add("key", work.key().ToString())
      .Add("note", newest.note.ToString())
      .Add("is_new", done.is_new);
  Value policy;
  if (work.policy()) {
    const proof::Witnessing witnessing = work.policy()->Judge(newest.note);
    Value::Array cosigners;
    for (const auto& one : witnessing.cosigners) {
      cosigners.push_back(cli::Object().Add("witness", one.name).Add("at", InstantOf(one)).Done());
    }
    policy = cli::Object().Add("cosigners", std::move(cosigners)).Add("is_enough", witnessing.is_enough).Done();
  }
  answer.Add("policy", std::move(policy));
  Value published;
  if (done.published) {
    published = cli::Object()
                    .Add("folder", done.folder)
                    .Add("size", done.published->checkpoint.checkpoint.size)
                    .Add("tiles", done.published->tiles)
                    .Done();
  }
  answer.Add("published", std::move(published));
  Value super;
  if (done.super) {
    const auto& signed_one = done.super->newest();
    super = cli::Object()
                .Add("origin", signed_one.checkpoint.origin)
                .Add("size", signed_one.checkpoint.size)
                .Add("root", signed_one.checkpoint.root)
                .Add("key", done.super->key().ToString())
                .Add("note", signed_one.note.ToString())
                .Done();
  }
  return answer.Add("super", std::move(super)).Done();
}

void SayWitnesses(Session& session, const Checkpointing& work) {
  if (!work.policy()) return;
  const proof::Witnessing witnessing = work.policy()->Judge(work.newest().note);
  std::string line = session.Text("witnesses: ", "testimoni: ");
  for (const auto& one : witnessing.cosigners) line += one.name + " (" + FormatInstant(InstantOf(one)) + "), ";
  session.Say(line + (witnessing.is_enough ? session.Text("enough", "bastano")
                                           : session.Text("not enough yet", "non bastano ancora")));
}

/// The note as data, the rest as talk.
void Tell(Session& session, const Checkpointing& work, const Done& done) {
  const auto& newest = work.newest();
  const std::string note = newest.note.ToString();
  session.terminal.Line(std::string_view(note).substr(0, note.size() - 1));
  session.Say((done.is_new ? session.Text("signed: ", "firmati: ") : session.Text("signed before: ", "già firmati: ")) +
              std::to_string(newest.checkpoint.size) + session.Text(" commits", " commit"));
  session.Say(session.Text("key: ", "chiave: ") + work.key().ToString());
  SayWitnesses(session, work);
  if (done.super) {
    session.Say(session.Text("super-log: ", "registro di nodo: ") + std::to_string(done.super->newest().checkpoint.size) +
                session.Text(" checkpoints, key ", " checkpoint, chiave ") + done.super->key().ToString());
  }
  if (!done.published) return;
  session.Say(session.Text("published: ", "pubblicati: ") + std::to_string(done.published->checkpoint.checkpoint.size) +
              session.Text(" commits in ", " commit in ") + done.folder + ", " + std::to_string(done.published->tiles) +
              session.Text(" tiles written", " tessere scritte"));
}

void SayTaken(Session& session, const TakenCosignatures& taken) {
  for (const auto& name : taken.taken) {
    session.Say(name + session.Text(" has cosigned ", " ha controfirmato ") + std::to_string(taken.size) +
                session.Text(" commits", " commit"));
  }
  for (const auto& name : taken.forged) {
    session.Say(session.Text("fascicolo: the cosignature of ", "fascicolo: la controfirma di ") + name +
                session.Text(" does not verify: nothing was kept", " non è valida: nulla è stato conservato"));
  }
  if (taken.unknown > 0) {
    session.Say("fascicolo: " + std::to_string(taken.unknown) +
                session.Text(" signatures are of nobody whom the policy names",
                             " firme non sono di alcun testimone previsto"));
  }
}

Result<std::string> ReadAll(const std::string& file) {
  auto input = cli::OpenInput(file);
  if (!input) return input.error();
  std::string text(std::istreambuf_iterator<char>(input->get()), {});
  if (text.size() <= proof::kMaxNoteBytes) return text;
  return Failure{FailureCode::kTooLarge, file + ": is longer than a checkpoint can be"};
}

int Publish(Session& session, Checkpointing& work, const std::string& folder, Done& done) {
  auto published = work.PublishInto(folder);
  if (!published) return session.Fail(published.error());
  done.folder = folder;
  done.published = std::move(published).value();
  if (done.published) return cli::kExitDone;
  session.Say(session.Text("fascicolo: nothing was published: no checkpoint has the cosignatures that are wanted",
                           "fascicolo: nulla è stato pubblicato: nessun checkpoint ha le controfirme richieste"));
  return cli::kExitNo;
}

/// What was signed here goes into the super-log of the ledgers that share one, and is published with it.
Status Note(Session& session, const Checkpointing& work, const CheckpointOptions& options, Done& done) {
  auto super = SuperLogging::Open(session, options.node, options.node_origin);
  if (!super) return super.error();
  if (Status added = (*super)->Add(work.newest().note); !added) return added;
  if (done.published) {
    if (Status published = (*super)->PublishInto(options.publish + "/node"); !published) return published;
  }
  done.super = std::move(super).value();
  return {};
}

int Cosign(Session& session, Checkpointing& work, const std::string& file, Done& done) {
  const auto text = ReadAll(file);
  if (!text) return session.Fail(text.error());
  auto taken = work.TakeCosignatures(*text);
  if (!taken) {
    (void)session.Fail(taken.error());
    return cli::kExitNo;
  }
  SayTaken(session, *taken);
  done.taken = std::move(taken).value();
  return done.taken->taken.empty() ? cli::kExitNo : cli::kExitDone;
}

int AskWitness(Session& session, Checkpointing& work, std::uint64_t old_size) {
  const auto request = work.RequestSince(old_size);
  if (!request) return session.Fail(request.error());
  if (session.json()) {
    session.terminal.Json(cli::Object().Add("request", *request).Done());
  } else {
    session.terminal.Line(std::string_view(*request).substr(0, request->size() - 1));
  }
  return cli::kExitDone;
}

int Work(Session& session, Node& node, const CheckpointOptions& options) {
  auto work = Checkpointing::Begin(session, node);
  if (!work) return session.Fail(work.error());
  Done done;
  int code = cli::kExitDone;
  if (!options.cosign.empty()) {
    code = Cosign(session, **work, options.cosign, done);
    if (code != cli::kExitDone) return code;
  } else {
    const auto is_new = (*work)->Sign();
    if (!is_new) return session.Fail(is_new.error());
    done.is_new = *is_new;
  }
  if (options.for_witness) return AskWitness(session, **work, *options.for_witness);
  if (!options.publish.empty()) code = Publish(session, **work, options.publish, done);
  if (code != cli::kExitDone && code != cli::kExitNo) return code;
  if (!options.node.empty()) {
    if (Status noted = Note(session, **work, options, done); !noted) return session.Fail(noted.error());
  }
  if (session.json()) {
    session.terminal.Json(FormOf(**work, done));
  } else {
    Tell(session, **work, done);
  }
  return code;
}

int AcceptLoss(Session& session, Node& node, const std::string& reason) {
  const Status held = Checkpointing::CheckNothingLost(node);
  if (held) return session.Usage("--accept-loss: ledger and key are those that signed: nothing is lost");
  if (held.error().code != FailureCode::kDamaged) return session.Fail(held.error());
  const SigningPaths paths = node.authority().home().signing();
  const std::string now = FormatInstant(session.clock().Now());
  const Status aside = PutSignedAside(paths, now, now + " " + reason + "\n" + held.error().message);
  if (!aside) return session.Fail(aside.error());
  session.Say(session.Text("What was signed, and its key, lie in ", "Quanto era firmato, e la sua chiave, sono in ") +
              paths.kept.string() + ".lost-" + now);
  session.Say(session.Text("The next checkpoint makes a new key. Tell whoever holds the old one, and why.",
                           "Il prossimo checkpoint crea una nuova chiave. Informarne, con il motivo, chi ha la vecchia."));
  return cli::kExitDone;
}

int Checkpoint(Session& session, const CheckpointOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  const bool is_mixed = !options.accept_loss.empty() &&
                        (!options.publish.empty() || !options.cosign.empty() || options.for_witness.has_value());
  if (is_mixed || (options.for_witness && !options.publish.empty())) {
    return session.Usage("--accept-loss and --for-witness: alone");
  }
  if (options.node.empty() && !options.node_origin.empty()) return session.Usage("--node-origin: of which --node?");
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  code = options.accept_loss.empty() ? Work(session, *node, options)
                                     : AcceptLoss(session, *node, options.accept_loss);
  return session.Leave(*node, code);
}

}  // namespace

void AddCheckpoint(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<CheckpointOptions>();
  auto options = arguments.Add(
      "checkpoint",
      {"Signs how many commits the ledger has, and their root; publishes its tree; keeps what witnesses cosign",
       "Firma quanti commit ha il registro, e la loro radice; ne pubblica l'albero; conserva le controfirme"},
      "  fascicolo checkpoint > note\n"
      "  fascicolo checkpoint --publish /srv/www/fascicolo\n"
      "  fascicolo checkpoint --node /srv/node --publish /srv/www/fascicolo\n"
      "  fascicolo checkpoint --for-witness 0 > request\n"
      "  fascicolo checkpoint --cosign answer",
      [&session, given] { return Checkpoint(session, *given); });
  options.Text("--publish", given->publish,
               {"Folder for checkpoint, tiles and entries (C2SP tlog-tiles); entries are for auditors",
                "Cartella per checkpoint, tessere e voci (C2SP tlog-tiles); le voci sono per i revisori"});
  options.Text("--cosign", given->cosign,
               {"File with a witness's cosignature, - for the standard input: it is checked and kept",
                "File con la controfirma di un testimone, - per lo standard input: è controllata e conservata"});
  options.Number("--for-witness", given->for_witness,
                 {"Prints what a witness is to be asked that has seen so many commits, 0 at first",
                  "Stampa la richiesta per un testimone che ha visto tanti commit, 0 la prima volta"});
  options.Text("--node", given->node,
               {"Directory of a super-log that several ledgers share: the checkpoint is added to it, and it is signed and "
                "published, too (FOLDER/node)",
                "Cartella di un registro di nodo, comune a più registri: il checkpoint vi è aggiunto, ed esso è firmato e "
                "pubblicato a sua volta (FOLDER/node)"});
  options.Text("--node-origin", given->node_origin,
               {"How the super-log is called, when it is begun: ambito.example/node",
                "Come si chiama il registro di nodo, quando lo si inizia: ambito.example/nodo"});
  options.Text("--accept-loss", given->accept_loss,
               {"REASON, in words, why commits that were signed, or the key, are lost for good; it is kept beside the old key, not in "
                "the ledger (the option of 'restore' is the name of a person), and a new key signs from then on",
                "MOTIVO, a parole, per cui commit firmati, o la chiave, sono persi per sempre; resta accanto alla vecchia chiave, "
                "non nel registro (l'opzione di 'restore' è il nome di una persona), e da allora firma una nuova chiave"});
}

}  // namespace fascicolo::program
