// fascicolo restore: a backup is checked, and becomes a ledger that goes on in a lineage of its own.
#include "connectors/cli/json_form.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/backup/ahead.h"
#include "connectors/program/backup/proven_note.h"
#include "connectors/program/backup/restoring.h"
#include "connectors/program/commands.h"
#include "connectors/program/feed/kafka_target.h"
#include "connectors/program/sealing_keys.h"

#include <memory>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

struct RestoreOptions {
  std::string from;
  std::string master;
  std::string vault;
  std::vector<std::string> ahead;
  std::vector<std::string> against;
  std::vector<std::string> feeds;
  std::string feeds_config;
  std::string accept_loss;
  std::string tell;
  bool new_vault = false;
  bool new_signing_key = false;
  bool vault_only = false;
  bool check = false;
};

/// What is said in the end.
struct Restored {
  std::string to;
  Lineage lineage;
  std::optional<Known> lost_to;
  bool signs_on = false;  ///< with the key that signed before
  MissingKeys keys;
};

/// What the ledger's feeds were told, on the brokers that were named and on its own.
Result<std::vector<Known>> KnownByFeeds(const RestoreOptions& options, const Place& place, const std::string& origin) {
  std::vector<kafka::KafkaOptions> asked;
  if (const auto* on_kafka = std::get_if<KafkaPlace>(&place)) asked.push_back(on_kafka->options);
  kafka::KafkaOptions others;
  if (!options.feeds_config.empty()) {
    auto settings = ReadClientSettings(options.feeds_config);
    if (!settings) return Failure{FailureCode::kNotFound, settings.error().ToString()};
    others.client = std::move(settings).value();
  }
  for (const std::string& brokers : options.feeds) {
    others.brokers = brokers;
    asked.push_back(others);
  }
  std::vector<Known> known;
  for (const auto& brokers : asked) {
    const auto feeds = AskFeeds(brokers, events::LedgerIdOf(origin));
    if (!feeds) return feeds.error();
    for (const FeedTold& told : *feeds) known.push_back({"feed " + told.topic, told.last.position, told.last.lineage});
  }
  return known;
}

Result<std::optional<Known>> AskWhatIsKnown(const RestoreOptions& options, const Place& place, const Restorable& backup) {
  const std::string& origin = backup.manifest.origin;
  std::vector<std::string> asked = options.ahead;
  std::error_code error;
  const auto* on_kafka = std::get_if<KafkaPlace>(&place);
  if (on_kafka != nullptr && fs::exists(on_kafka->cache / "views", error)) asked.push_back(on_kafka->cache.string());
  std::vector<Result<std::optional<Known>>> answers;
  for (const std::string& typed : asked) answers.push_back(ReadKnown(typed, origin, *backup.log.log));
  for (const std::string& note : options.against) answers.push_back(HoldAgainst(note, origin, *backup.log.log));
  const bool is_disowned = options.new_signing_key && !options.accept_loss.empty();
  if (const auto note = NewestNoteIn(backup.signing); note && !is_disowned) {
    answers.push_back(HoldNote(*note, "the checkpoint that the backup has", origin, *backup.log.log));
  }
  answers.push_back(HoldSigned(SigningOf(place).kept, origin, *backup.log.log));
  auto by_feeds = KnownByFeeds(options, place, origin);
  if (!by_feeds) return by_feeds.error();
  std::vector<Known> all = std::move(by_feeds).value();
  for (const auto& known : answers) {
    if (!known) return known.error();
    if (*known) all.push_back(**known);
  }
  return MostKnown(all);
}

bool IsAhead(const std::optional<Known>& known, const Manifest& manifest) {
  return known && known->position > manifest.position();
}

int RefuseTooOld(Session& session, const Known& known, const Manifest& manifest) {
  const std::string ends = std::to_string(manifest.position().value);
  const std::string lost = std::to_string(known.position.value - manifest.position().value);
  session.Say(session.Text("fascicolo: this backup is too old: it ends at position ",
                           "fascicolo: questa copia è troppo vecchia: finisce alla posizione ") +
              ends + session.Text(", and position ", ", e la posizione ") + std::to_string(known.position.value) +
              session.Text(" is known by ", " è nota da ") + known.by + ". " + lost +
              session.Text(" commits would be lost, erasures among them perhaps.",
                           " commit andrebbero persi, forse anche cancellazioni."));
  session.Say(session.Text("Look for a later backup, or for a copy that survived. Who answers for the loss says so by "
                           "--accept-loss NAME, which is recorded for ever.",
                           "Cercare una copia più recente, o un esemplare rimasto. Chi risponde della perdita lo dice con "
                           "--accept-loss NOME, che resta registrato per sempre."));
  return cli::kExitNo;
}

engine::LineagePlan PlanOf(const RestoreOptions& options, const std::optional<Known>& known) {
  engine::LineagePlan plan;
  if (known) {
    plan.above = known->lineage;
    plan.findings.emplace_back(engine::kKnownPosition, std::to_string(known->position.value));
  }
  if (!options.accept_loss.empty()) plan.findings.emplace_back(engine::kLossAcceptedBy, options.accept_loss);
  return plan;
}

/// Somebody may hold what the old key signed of the commits that are lost: it signs nothing more.
std::optional<std::string> WhyANewKeySigns(const RestoreOptions& options, bool is_loss) {
  if (is_loss) return "restored from an older backup; " + options.accept_loss + " answers for what is lost";
  if (options.new_signing_key) return std::string("restored without the key that signed before");
  return std::nullopt;
}

/// The copy of the master key: as typed, or where the place has it already.
std::optional<fs::path> KeyFileFor(Session& session, const RestoreOptions& options, const Place& place) {
  std::error_code error;
  if (!options.master.empty()) return options.master;
  if (fs::exists(KeyOf(place), error)) return KeyOf(place);
  (void)session.Usage("--master is missing: the copy of the master key, which is in no backup");
  return std::nullopt;
}

void SayMissing(Session& session, const MissingKeys& keys) {
  if (keys.missing == 0) return;
  session.Say(std::to_string(keys.missing) + session.Text(" of ", " di ") + std::to_string(keys.assigned) +
              session.Text(" keys are missing, because they were erased or the vault's copy is older than the ledger: names "
                           "and notes under them stay closed, everything else goes on. A later copy of the vault may have "
                           "them. Whose they are:",
                           " chiavi mancano, perché cancellate o perché la copia della camera blindata è più vecchia del "
                           "registro: nomi e note sotto di esse restano chiusi, tutto il resto prosegue. Una copia più recente "
                           "può averle. Di chi sono:"));
  for (const EntityId& subject : keys.subjects) session.terminal.Line("  " + ToHex(subject));
}

cli::Object FormOf(const MissingKeys& keys, cli::Object answer) {
  cli::Value::Array subjects;
  for (const EntityId& subject : keys.subjects) subjects.push_back(cli::Form(subject));
  answer.Add("keys", keys.assigned).Add("missing", keys.missing).Add("missing_subjects", std::move(subjects));
  return answer;
}

void Tell(Session& session, const Manifest& manifest, const Restored& restored) {
  if (session.json()) {
    cli::Object answer;
    answer.Add("position", manifest.size)
        .Add("lineage", restored.lineage)
        .Add("old_size", manifest.size)
        .Add("old_root", manifest.root)
        .Add("known_position", restored.lost_to ? std::optional(restored.lost_to->position) : std::nullopt)
        .Add("to", restored.to)
        .Add("signs_on", restored.signs_on);
    return session.terminal.Json(FormOf(restored.keys, std::move(answer)).Done());
  }
  session.Say(session.Text("Restored: ", "Ripristinato: ") + restored.to + ", " + std::to_string(manifest.size) +
              session.Text(" commits, root ", " commit, radice ") + ToHex(manifest.root) +
              session.Text(". Lineage ", ". Il lignaggio ") + std::to_string(restored.lineage.value) +
              session.Text(" has started: what was backed up must never be written again.",
                           " è avviato: nell'originale non si deve scrivere mai più."));
  if (restored.lost_to) {
    session.Say(session.Text("Lost, and recorded as such: the commits up to position ",
                             "Persi, e registrati come tali: i commit fino alla posizione ") +
                std::to_string(restored.lost_to->position.value) +
                session.Text(". Erasures among them must be done again, from their certificates.",
                             ". Le cancellazioni comprese vanno ripetute, in base ai loro certificati."));
  }
  session.Say(restored.signs_on
                  ? session.Text("The key that signed its checkpoints goes on signing.",
                                 "La chiave che ne firmava i checkpoint continua a firmare.")
                  : session.Text("The next checkpoint makes a new key: tell whoever holds an old one, and why.",
                                 "Il prossimo checkpoint crea una nuova chiave: informarne, con il motivo, chi ha la vecchia."));
  SayMissing(session, restored.keys);
}

int TellChecked(Session& session, const Manifest& manifest) {
  if (session.json()) {
    session.terminal.Json(cli::Object()
                              .Add("position", manifest.position())
                              .Add("root", manifest.root)
                              .Add("lineage", manifest.lineage)
                              .Add("taken_at", manifest.taken_at)
                              .Add("keys", manifest.keys)
                              .Done());
  } else {
    session.Say(session.Text("The backup is as it was written: taken at ", "La copia è come fu scritta: fatta il ") +
                FormatInstant(manifest.taken_at) + session.Text(", position ", ", posizione ") +
                std::to_string(manifest.position().value) + session.Text(", root ", ", radice ") + ToHex(manifest.root));
  }
  return cli::kExitDone;
}

/// Leaves the note that the backup was proven, where that was asked for.
Status TellWhereAsked(Session& session, const RestoreOptions& options, const Manifest& manifest, bool is_restored) {
  return options.tell.empty() ? Status() : TellProven(options.tell, manifest, is_restored, session.clock().Now());
}

/// Restores the whole; `keys` are those of the backup, or others that were named.
int RestoreAll(Session& session, const RestoreOptions& options, const Place& place, const Restorable& backup,
               OpenedKeys keys) {
  if (Status is_new = CheckNotRestored(place, backup.manifest); !is_new) return session.Fail(is_new.error());
  const auto known = AskWhatIsKnown(options, place, backup);
  if (!known) return session.Fail(known.error());
  const bool is_ahead = IsAhead(*known, backup.manifest);
  if (is_ahead && options.accept_loss.empty()) return RefuseTooOld(session, **known, backup.manifest);
  Restoring restoring(session, backup, std::move(keys));
  const auto new_key_because = WhyANewKeySigns(options, is_ahead);
  auto node = restoring.Run(place, PlanOf(options, *known), new_key_because);
  if (!node) return session.Fail(node.error());
  auto missing = FindMissingKeys((*node)->state(), (*node)->authority().vault());
  if (!missing) return session.Leave(**node, session.Fail(missing.error()));
  const Restored restored{TextOf(place), (*node)->head().lineage, is_ahead ? *known : std::nullopt,
                          !backup.signing.empty() && !new_key_because, std::move(missing).value()};
  if (const int code = session.Leave(**node, cli::kExitDone); code != cli::kExitDone) return code;
  node->reset();
  if (Status placed = restoring.PutInPlace(place); !placed) return session.Fail(placed.error());
  // Without the vault's own copy nothing was proven of it.
  const bool opens = !options.new_vault && options.vault.empty();
  if (Status told = TellWhereAsked(session, options, backup.manifest, opens); !told) return session.Fail(told.error());
  Tell(session, backup.manifest, restored);
  return cli::kExitDone;
}

/// A ledger that is whole has lost its vault.
int RestoreVault(Session& session, const Place& place, const Restorable& backup, OpenedKeys keys) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) {
    const auto identity = ReadAuthorityFile({directory->root});
    if (!identity) return session.Fail(identity.error());
    if (identity->origin != backup.manifest.origin) {
      return session.Fail(Failure{FailureCode::kLocked, directory->root.string() + " is another ledger, " + identity->origin});
    }
  }
  if (Status put = PutVaultBack(place, keys.vault); !put) return session.Fail(put.error());
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  const auto missing = FindMissingKeys(node->state(), node->authority().vault());
  if (!missing) return session.Leave(*node, session.Fail(missing.error()));
  if (session.json()) {
    session.terminal.Json(FormOf(*missing, std::move(cli::Object().Add("to", TextOf(place)))).Done());
  } else {
    session.Say(session.Text("The vault is back: ", "La camera blindata è di nuovo al suo posto: ") + TextOf(place));
    SayMissing(session, *missing);
  }
  return session.Leave(*node, missing->missing == 0 ? cli::kExitDone : cli::kExitNo);
}

int Restore(Session& session, const RestoreOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.new_vault && !options.vault.empty()) return session.Usage("--vault and --new-vault: one of the two");
  if (options.accept_loss.size() > engine::kMaxActorBytes || !events::json::IsUtf8(options.accept_loss)) {
    return session.Usage("--accept-loss is the name of who answers for it, at most 128 bytes");
  }
  const bool own_vault = options.vault.empty() && !options.new_vault;
  const BackupPaths paths{options.from};
  const auto backup = OpenRestorable(session, paths, own_vault);
  if (!backup) return session.Fail(backup.error());
  if (options.check) {
    if (Status told = TellWhereAsked(session, options, backup->manifest, false); !told) return session.Fail(told.error());
    return TellChecked(session, backup->manifest);
  }
  const auto place = session.PlaceTyped();
  if (!place) return cli::kExitUsage;
  const auto key_file = KeyFileFor(session, options, *place);
  if (!key_file) return cli::kExitUsage;
  const fs::path copy = own_vault ? paths.root / backup->manifest.vault.file : fs::path(options.vault);
  auto keys = OpenKeys(*key_file, copy, events::LedgerIdOf(backup->manifest.origin), session.world().random);
  if (!keys) return session.Fail(keys.error());
  if (options.vault_only) return RestoreVault(session, *place, *backup, std::move(keys).value());
  return RestoreAll(session, options, *place, *backup, std::move(keys).value());
}

}  // namespace

void AddRestore(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<RestoreOptions>();
  auto options = arguments.Add(
      "restore",
      {"Checks a backup and makes a ledger of it that goes on, in a lineage of its own; refuses one that is older than what "
       "others have seen",
       "Controlla una copia di sicurezza e ne ricava un registro che prosegue, con un suo lignaggio; rifiuta quella più vecchia "
       "di quanto altri hanno già visto"},
      "  fascicolo restore --from /mnt/backup/fascicolo --check\n"
      "  fascicolo restore --from /mnt/backup/fascicolo --data /srv/fascicolo --master /media/key\n"
      "  fascicolo restore --from /mnt/backup/fascicolo --data /srv/fascicolo --vault-only",
      [&session, given] { return Restore(session, *given); });
  options.Text("--from", given->from, {"Folder of the backup", "Cartella della copia di sicurezza"}, true);
  options.Text("--master", given->master,
               {"The copy of the master key, which is in no backup", "La copia della chiave principale, che non è in nessuna copia di sicurezza"});
  options.Texts("--ahead", given->ahead,
                {"What is known beyond the backup: a position that somebody read, or a directory that survived",
                 "Quanto si sa oltre la copia: una posizione che qualcuno ha letto, o una cartella rimasta"});
  options.Texts("--against", given->against,
                {"A signed checkpoint that somebody kept: the backup must hold what it names, and go as far",
                 "Un checkpoint firmato che qualcuno ha conservato: la copia deve contenere quanto indica e arrivare fin lì"});
  options.Texts("--feeds", given->feeds,
                {"Kafka brokers that hold feeds of the ledger, host:port,...: what consumers were told is known too",
                 "Broker Kafka con i flussi del registro, host:porta,...: anche quanto è stato comunicato lì è noto"});
  options.Text("--feeds-config", given->feeds_config,
               {"File of further client settings for --feeds, one a line",
                "File di altre impostazioni del client per --feeds, una per riga"});
  options.Text("--accept-loss", given->accept_loss,
               {"NAME of who answers for the loss of commits that are known beyond the backup; the ledger records it for ever, and "
                "a new key signs from then on",
                "NOME di chi risponde della perdita dei commit che si sanno oltre la copia; il registro lo conserva per sempre, e "
                "da allora firma una nuova chiave"});
  options.Flag("--new-signing-key", given->new_signing_key,
               {"Puts aside the key that signed checkpoints, as for a drill, or where somebody else may have it",
                "Mette da parte la chiave che firmava i checkpoint, come per una prova o se altri possono averla"});
  options.Text("--vault", given->vault,
               {"Another copy of the vault than the backup's own", "Un'altra copia della camera blindata"});
  options.Flag("--new-vault", given->new_vault,
               {"Without any copy of the vault: what was sealed stays closed for ever",
                "Senza alcuna copia della camera blindata: quanto è sigillato resta chiuso per sempre"});
  options.Flag("--vault-only", given->vault_only,
               {"Puts the vault back into a ledger that is whole", "Rimette la camera blindata in un registro integro"});
  options.Text("--tell", given->tell,
               {"Leaves a note in this folder that the backup was proven to hold: the directory of the node that serves, which tells how "
                "long ago that was, or one that is carried to it",
                "Lascia in questa cartella una nota che la copia ha retto alla prova: la cartella del nodo che serve, che dice quanto "
                "tempo fa, o una da portare lì"});
  options.Flag("--check", given->check, {"Only check the backup", "Controlla soltanto la copia"});
}

}  // namespace fascicolo::program
