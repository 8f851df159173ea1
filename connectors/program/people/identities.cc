#include "connectors/program/people/identities.h"

#include "connectors/program/people/told_person.h"
#include "connectors/program/reading_sizes.h"
#include "engine/identity/person_search.h"
#include "events/follower.h"

#include <utility>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMemoryBytes = 16U << 20;
constexpr std::size_t kIndexMemtableBytes = 4U << 20;

fs::path DirectoryIn(const fs::path& root) { return root / "identities"; }

/// The ledger may have been put back from a backup that is older than the index.
Failure Advised(Failure why) {
  if (why.code == FailureCode::kDamaged) {
    why.message += "; if the ledger was put back from a backup, 'fascicolo people --again' makes the index anew";
  }
  return why;
}

vault::IndexPlan Plan() {
  vault::IndexPlan plan = engine::IdentityPlan();
  plan.version += "/" + ToldVersion();
  return plan;
}

}  // namespace

bool Identities::AreUnder(const fs::path& root) {
  std::error_code error;
  return fs::exists(DirectoryIn(root), error);
}

Status Identities::BeginAnew(const fs::path& root) {
  std::error_code error;
  fs::remove_all(DirectoryIn(root), error);
  return error ? Status(Failure{FailureCode::kIo, DirectoryIn(root).string() + ": " + error.message()}) : Status{};
}

Result<std::unique_ptr<Identities>> Identities::Open(const fs::path& root, const std::string& origin, vault::Vault& vault) {
  std::unique_ptr<Identities> identities(new Identities(origin, vault));
  Status opened = identities->OpenIndex(DirectoryIn(root));
  if (!opened && opened.error().code == FailureCode::kDamaged) {
    identities->index_.reset();
    identities->rows_.reset();
    // Not set aside, as damaged views are: nobody may keep what persons are found by.
    if (Status anew = BeginAnew(root); !anew) return anew.error();
    opened = identities->OpenIndex(DirectoryIn(root));
  }
  if (!opened) return opened.error();
  return identities;
}

Status Identities::OpenIndex(const fs::path& dir) {
  auto rows = store::RocksRows::Open(
      dir, {.memory = store::MemoryBudget(kMemoryBytes), .memtable_bytes = kIndexMemtableBytes, .forgets_keys = true});
  if (!rows) return rows.error();
  rows_ = std::move(rows).value();
  try {
    auto index = vault::IdentityIndex::Open(*rows_, vault_.IndexSecret(), Plan());
    if (!index) return index.error();
    index_ = std::make_unique<vault::IdentityIndex>(std::move(index).value());
    const auto point = index_->PointOf(origin_);
    return point ? Status{} : Status(point.error());
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kDamaged, broken.what()};
  }
}

Status Identities::CatchUp(events::Ledger& log, const projections::OnProgress& on_progress) {
  try {
    auto point = index_->PointOf(origin_);
    if (!point) return point.error();
    auto follower = events::Follower::Open(log, point->follow());
    if (!follower) return Advised(follower.error());
    closed_ = index_->closed();
    const auto on_accepted = [&](const events::AcceptedCommit& commit) -> Status {
      if (Status folded = FoldOne(commit); !folded) return folded;
      point->Move(commit);
      return {};
    };
    Status polled;
    do {
      const Position before = point->head().next;
      polled = follower->Poll(kReadBytes, on_accepted, [](const auto&, const auto&) {});
      if (point->head().next == before) continue;
      if (Status forgotten = ForgetNoted(); !forgotten) return forgotten;
      if (Status set = index_->SetPoint(*point, closed_); !set) return set;
      if (on_progress) on_progress({point->head().next, point->events(), follower->point().next, log.end()});
    } while (polled && !follower->at_end());
    const Status flushed = rows_->Flush();
    return polled ? flushed : Advised(polled.error());
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, std::string("identities: ") + broken.what()};
  }
}

Result<bool> Identities::AreKeysThere(const vault::KnownSubject& known) {
  for (const KeyId& id : known.keys) {
    auto key = vault_.Find(id);
    if (!key && key.error().code == FailureCode::kNotFound) return false;
    if (!key) return key.error();
    events::Wipe(*key);
  }
  return true;
}

Result<std::uint64_t> Identities::ForgetErased() {
  try {
    std::vector<EntityId> erased;
    const Status looked = index_->ForEach([&](const EntityId& person, const vault::KnownSubject& known) -> Status {
      const auto there = AreKeysThere(known);
      if (!there) return there.error();
      if (!*there) erased.push_back(person);
      return {};
    });
    if (!looked) return looked.error();
    if (erased.empty()) return std::uint64_t{0};
    if (Status forgotten = index_->Forget(erased); !forgotten) return forgotten.error();
    return std::uint64_t{erased.size()};
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, std::string("identities: ") + broken.what()};
  }
}

void Identities::NoteErased(const schema::Event& event) {
  const auto note = [this](const flatbuffers::Vector<const schema::Id*>* ids) {
    if (ids == nullptr) return;
    for (const auto* id : *ids) erased_.push_back(events::Entity(id));
  };
  if (const auto* keys = event.payload_as_KeysErased()) note(keys->subjects());
  if (const auto* completed = event.payload_as_ErasureCompleted()) note(completed->persons());
}

Status Identities::ForgetNoted() {
  const auto unknown = [this](const EntityId& person) { return !index_->Find(person); };
  std::erase_if(erased_, unknown);
  if (erased_.empty()) return {};
  Status forgotten = index_->Forget(erased_);
  if (forgotten) erased_.clear();
  return forgotten;
}

Status Identities::FoldOne(const events::AcceptedCommit& commit) {
  const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
  if (!reading) return reading.error();
  if (!reading->understood()) return {};
  std::uint64_t closed = 0;
  for (std::uint32_t event = 0; event < reading->events().size(); ++event) {
    NoteErased(*reading->events()[event]);
    const auto told = ToldBy(*reading, event, vault_);
    if (!told) return told.error();
    for (const auto& [person, one] : *told) {
      closed += one.closed;
      const auto features = engine::FeaturesOf(one.data);
      // Where a text stays closed, the day of birth beside it leads to nobody either.
      if (features.empty() || one.closed > 0) continue;
      const vault::FormSource source{commit.header.position, event};
      const auto derived = engine::DerivedFields(one.data);
      if (Status added = index_->Add(person, source, one.keys, index_->Blind(features), derived); !added) return added;
    }
  }
  closed_ += closed;
  return {};
}

}  // namespace fascicolo::program
