#include "connectors/program/super_logging.h"

#include <filesystem>

namespace fascicolo::program {

Result<std::unique_ptr<SuperLogging>> SuperLogging::Open(Session& session, const std::string& directory,
                                                         const std::string& origin) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return Failure{FailureCode::kIo, directory + ": " + error.message()};
  auto lock = events::SystemFiles().Lock(directory + "/LOCK");
  if (!lock) return lock.error();
  const SigningPaths paths = SigningInDirectory(directory);
  auto name = origin.empty() ? NameOfSigningKey(paths.key) : Result<std::string>(origin);
  if (!name) return name.error();
  auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), paths.kept.string());
  if (!kept) return kept.error();
  if (Status held = CheckSigningKey(paths.key, *name, *kept); !held) return held.error();
  auto key = ReadOrMakeSigningKey(paths.key, *name, session.world().random);
  if (!key) return key.error();
  std::optional<proof::Checkpoint> was_signed;
  if (kept->newest()) was_signed = kept->newest()->checkpoint;
  auto log = proof::SuperLog::Open(events::SystemFiles(), directory + "/log", was_signed);
  if (!log) return log.error();
  return std::unique_ptr<SuperLogging>(new SuperLogging(std::move(lock).value(), std::move(key).value(),
                                                        std::move(kept).value(), std::move(log).value()));
}

Status SuperLogging::Add(const proof::SignedNote& checkpoint) {
  const auto added = log_.Add(checkpoint);
  if (!added) return added.error();
  if (*added) {
    const std::string text = proof::Checkpoint{key().name, log_.size(), log_.Root()}.ToString();
    if (Status kept = kept_.Keep({text, {proof::SignText(text, key_)}}); !kept) return kept;
  }
  return log_.Finish(newest().note);  // also what a process that died had no time for
}

Result<proof::TlogProof> SuperLogging::Prove(const proof::SignedNote& checkpoint) const {
  return log_.Prove(proof::SuperEntryOf(checkpoint), newest().note);
}

}  // namespace fascicolo::program
