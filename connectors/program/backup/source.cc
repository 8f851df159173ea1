#include "connectors/program/backup/source.h"

#include "connectors/program/authority/directory.h"
#include "events/acceptance.h"
#include "events/segments/unlocked_segments.h"
#include "events/vault/row_key_store.h"

namespace fascicolo::program {
namespace {

Result<std::unique_ptr<vault::KeyStore>> KeysIn(const std::filesystem::path& dir) {
  auto store = vault::RowKeyStore::ForReading(dir);
  if (!store) return store.error();
  return std::unique_ptr<vault::KeyStore>(std::move(store).value());
}

Result<BackupSource> InDirectory(const AuthorityPaths& paths) {
  auto identity = ReadAuthorityFile(paths);
  if (!identity) return identity.error();
  auto signing = ReadSigning(SigningInDirectory(paths.root));
  if (!signing) return signing.error();
  auto log = events::UnlockedSegments::Open(paths.ledger().string(), events::LedgerIdOf(identity->origin));
  if (!log) return log.error();
  return BackupSource{std::move(identity).value(), paths.root.string(), paths.key(), std::move(signing).value(),
                      std::move(log).value(), [dir = paths.vault()] { return KeysIn(dir); }};
}

Result<BackupSource> OnKafka(const KafkaPlace& place) {
  auto signing = ReadSigning(SigningBesideKey(place.key));
  if (!signing) return signing.error();
  auto log = ReadLedgerOnKafka(place);
  if (!log) return log.error();
  return BackupSource{{place.origin, {}}, place.origin + " on " + place.options.brokers, place.key,
                      std::move(signing).value(), std::move(log).value(), [place] { return KeysOnKafka(place, false); }};
}

}  // namespace

Result<BackupSource> OpenSource(const Place& place) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) return InDirectory({directory->root});
  return OnKafka(std::get<KafkaPlace>(place));
}

}  // namespace fascicolo::program
