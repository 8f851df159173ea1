#include "connectors/program/checkpointing.h"

#include "connectors/cli/progress.h"
#include "events/proof/tree_proof.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

/// The signature lines of `note` with one more, in the place of an older one by the same key.
proof::SignedNote With(proof::SignedNote note, const proof::NoteSignature& line) {
  std::erase_if(note.signatures, [&line](const proof::NoteSignature& other) {
    return other.name == line.name && other.key_id == line.key_id;
  });
  note.signatures.push_back(line);
  return note;
}

FormError CannotTake(std::string problem, std::string expected) {
  return {"--cosign", std::move(problem), std::move(expected)};
}

/// A policy that names logs is about those only.
bool IsAbout(const proof::WitnessPolicy& policy, const proof::VerifierKey& key) {
  const auto& logs = policy.logs();
  return logs.empty() || std::find(logs.begin(), logs.end(), key) != logs.end();
}

}  // namespace

Status Checkpointing::CheckNothingLost(Node& node) {
  if (Status held = node.CheckSigned(); !held) return held;
  const SigningPaths paths = node.authority().home().signing();
  const auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), paths.kept.string());
  return kept ? CheckSigningKey(paths.key, node.identity().origin, *kept) : Status(kept.error());
}

Result<std::unique_ptr<Checkpointing>> Checkpointing::Begin(Session& session, Node& node) {
  if (Status held = CheckNothingLost(node); !held) return held.error();
  const SigningPaths paths = node.authority().home().signing();
  auto key = ReadOrMakeSigningKey(paths.key, node.identity().origin, session.world().random);
  if (!key) return key.error();
  auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), paths.kept.string());
  if (!kept) return kept.error();
  auto policy = ReadWitnesses(paths.witnesses);
  if (!policy) return policy.error();
  if (*policy && !IsAbout(**policy, key->verifier())) {
    return Failure{FailureCode::kDamaged,
                   paths.witnesses.string() + " is about other logs: this one's key is " + key->verifier().ToString()};
  }
  std::unique_ptr<Checkpointing> begun(new Checkpointing(session, node, std::move(key).value(), std::move(kept).value(),
                                                         std::move(policy).value()));
  cli::Progress bar(session.terminal, session.Text("tree", "albero"), session.Text("commits", "commit"));
  const auto tree = node.CatchUpTree(
      [&](events::LogOffset at, std::uint64_t size) { bar.Show(at.value, node.log().end().value, size); });
  if (!tree) return tree.error();
  begun->tree_ = *tree;
  return begun;
}

Result<bool> Checkpointing::Sign() {
  const std::uint64_t size = tree_->size();
  if (size == 0) return Failure{FailureCode::kNotFound, "the ledger is empty: there is nothing to sign"};
  if (kept_.newest() && kept_.newest()->checkpoint.size == size) return false;
  const std::string text = proof::Checkpoint{node_.identity().origin, size, tree_->Root()}.ToString();
  if (Status kept = kept_.Keep({text, {proof::SignText(text, key_)}}); !kept) return kept.error();
  return true;
}

proof::SignedNote Checkpointing::SignStatement(const proof::Statement& statement) const {
  const proof::Checkpoint& tree = newest().checkpoint;
  FASCICOLO_CHECK(statement.origin == tree.origin && statement.size == tree.size && statement.root == tree.root);
  const std::string text = statement.ToString();
  return {text, {proof::SignText(text, key_)}};
}

Result<proof::KeptCheckpoint, FormError> Checkpointing::Meant(const std::string& text,
                                                              std::vector<proof::NoteSignature>& lines) const {
  if (auto alone = proof::ReadSignatureLines(text)) {
    lines = std::move(alone).value();
    return newest();
  }
  auto note = proof::ReadNote(text);
  const auto about = note ? proof::ReadCheckpoint(note->text) : Result<proof::Checkpoint, FormError>(note.error());
  if (!about) {
    return CannotTake("is no checkpoint: " + about.error().ToString(), "the note, or lines, that a witness gave back");
  }
  auto kept = kept_.Find(about->size);
  if (!kept || kept->note.text != note->text) {
    return CannotTake("is about a checkpoint that was never signed here", "one that 'fascicolo checkpoint' gave");
  }
  lines = std::move(note->signatures);
  return std::move(kept).value();
}

Result<TakenCosignatures, FormError> Checkpointing::TakeCosignatures(const std::string& text) {
  if (!policy_) {
    return CannotTake("cannot be checked: nobody is named as a witness",
                      "witnesses in " + node_.authority().home().signing().witnesses.string());
  }
  if (!kept_.newest()) return CannotTake("is about nothing: no checkpoint was signed yet", "");
  std::vector<proof::NoteSignature> lines;
  auto meant = Meant(text, lines);
  if (!meant) return meant.error();
  TakenCosignatures result{meant->checkpoint.size, {}, {}, 0};
  proof::SignedNote grown = meant->note;
  for (const proof::NoteSignature& line : lines) {
    if (line.name == key().name && line.key_id == key().id()) continue;
    const auto& witnesses = policy_->witnesses();
    const auto by = std::find_if(witnesses.begin(), witnesses.end(), [&line](const auto& witness) {
      return witness.key.name == line.name && witness.key.id() == line.key_id;
    });
    if (by == witnesses.end()) {
      ++result.unknown;
      continue;
    }
    const auto checked = proof::CheckSignature({grown.text, {line}}, by->key);
    (checked.verdict == proof::SignatureVerdict::kGood ? result.taken : result.forged).push_back(by->name);
    grown = With(std::move(grown), line);
  }
  if (!result.forged.empty()) {
    result.taken.clear();
  } else if (!result.taken.empty()) {
    if (Status kept = kept_.Keep(grown); !kept) return CannotTake("cannot be kept: " + kept.error().message, "");
  }
  return result;
}

Result<std::string, FormError> Checkpointing::RequestSince(std::uint64_t old_size) {
  const proof::Checkpoint& checkpoint = newest().checkpoint;
  const FormError wrong{"--for-witness", std::to_string(old_size) + " commits are more than were signed",
                        "what the witness has cosigned, at most " + std::to_string(checkpoint.size)};
  if (old_size > checkpoint.size) return wrong;
  std::string request = "old " + std::to_string(old_size) + "\n";
  if (old_size > 0) {
    proof::TileNodes nodes = tree_->NodesOf(checkpoint.size);
    const auto old_root = proof::RootOf(nodes, old_size);
    const auto path = proof::ProveConsistency(nodes, old_size, checkpoint.size);
    if (!old_root || !path ||
        !proof::VerifyConsistency(old_size, *old_root, checkpoint.size, checkpoint.root, *path)) {
      return FormError{"--for-witness", "cannot be proven from the tree's files",
                       (node_.authority().stores().root() / "tree").string() + " removed, and the command again"};
    }
    for (const Hash& hash : *path) request += proof::ToBase64(hash.bytes) + "\n";
  }
  return request + "\n" + newest().note.ToString();
}

Result<proof::KeptCheckpoint> Checkpointing::NewestWitnessed() const {
  if (!policy_) return newest();
  for (auto size = kept_.sizes().rbegin(); size != kept_.sizes().rend(); ++size) {
    auto kept = kept_.Find(*size);
    if (!kept) return kept.error();
    if (policy_->Judge(kept->note).is_enough) return kept;
  }
  return Failure{FailureCode::kNotFound, "no checkpoint has the cosignatures that are wanted"};
}

Result<std::uint64_t> Checkpointing::Write(const std::string& folder, const proof::SignedNote& note) {
  cli::Progress bar(session_.terminal, session_.Text("publishing", "pubblicazione"), session_.Text("tiles", "tessere"));
  return proof::Publish(events::SystemFiles(), folder, note, *tree_, node_.log(), [&bar](std::uint64_t tiles) {
    bar.Show(tiles, 0, tiles);
    return NotInterrupted();
  });
}

Result<std::optional<Checkpointing::Published>> Checkpointing::PublishInto(const std::string& folder) {
  auto meant = NewestWitnessed();
  if (!meant && meant.error().code == FailureCode::kNotFound) return std::optional<Published>();
  if (!meant) return meant.error();
  auto tiles = Write(folder, meant->note);
  if (!tiles && tiles.error().code == FailureCode::kDamaged) {
    const auto anew = node_.MakeTreeAnew();
    if (!anew) return anew.error();
    tree_ = *anew;
    tiles = Write(folder, meant->note);
  }
  if (!tiles) return tiles.error();
  return std::optional(Published{std::move(meant).value(), *tiles});
}

}  // namespace fascicolo::program
