#include "events/vault/identity_index.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

#include "events/store/row_codec.h"

namespace fascicolo::vault {
namespace {

/// Values are stored.
enum class Table : std::uint8_t { kHeader = 1, kPoint = 2, kReader = 3, kClosed = 4, kLeading = 5, kSubject = 6 };

struct HeaderRow {
  std::string version;
  BlindToken secret;  ///< a token that only this secret makes
  std::uint64_t purges = 0;
  template <class V>
  void Visit(V& v) {
    v(version, secret, purges);
  }
};

struct ClosedRow {
  std::uint64_t texts = 0;
  template <class V>
  void Visit(V& v) {
    v(texts);
  }
};

constexpr std::string_view kPurpose = "fascicolo identity token";
constexpr std::size_t kClearedAtOnce = 10'000;

std::string KeyOf(Table table) { return store::KeyWriter(table).Take(); }
std::string LeadingPrefix(const BlindToken& token) { return store::KeyWriter(Table::kLeading).Add(token).Take(); }
std::string LeadingKey(const BlindToken& token, const EntityId& subject) {
  return store::KeyWriter(Table::kLeading).Add(token).Add(subject).Take();
}
std::string SubjectKey(const EntityId& subject) { return store::KeyWriter(Table::kSubject).Add(subject).Take(); }

template <class Row>
std::optional<Row> FindRow(const store::Rows& rows, const std::string& key) {
  std::optional<Row> found;
  (void)rows.Read(key, [&](std::string_view value) {
    if (!store::DecodeRow(value, found.emplace())) throw store::StoreBroken("a row of the identity index does not decode");
  });
  return found;
}

template <class T>
void SortOnce(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

BlindToken TokenOf(const events::Key& secret, std::uint8_t space, std::string_view text) {
  events::KeyedHash hash(secret, kPurpose);
  hash.Add(std::array{space}).Add(events::AsBytes(text));
  return {hash.Finish<decltype(BlindToken::bytes)>()};
}

bool HasField(const BlindForm& form, std::uint8_t field) {
  return std::any_of(form.begin(), form.end(), [&](const AspectTokens& one) { return FieldOf(one.aspect) == field; });
}

/// `form`, with the fields that it says nothing of, or only derives, as they were in `before`.
BlindForm Completed(BlindForm form, const BlindForm& before, std::span<const std::uint8_t> derived) {
  std::erase_if(form, [&](const AspectTokens& one) {
    const bool is_derived = std::find(derived.begin(), derived.end(), FieldOf(one.aspect)) != derived.end();
    return is_derived && HasField(before, FieldOf(one.aspect));
  });
  const auto is_given = [given = form](const AspectTokens& old) { return HasField(given, FieldOf(old.aspect)); };
  std::copy_if(before.begin(), before.end(), std::back_inserter(form), [&](const auto& old) { return !is_given(old); });
  std::sort(form.begin(), form.end(), [](const auto& a, const auto& b) { return a.aspect < b.aspect; });
  return form;
}

/// False: it would change nothing.
bool Insert(KnownSubject& known, const FormSource& source, BlindForm form, std::span<const std::uint8_t> derived) {
  auto at = std::lower_bound(known.forms.begin(), known.forms.end(), source,
                             [](const KnownForm& one, const FormSource& wanted) { return one.source < wanted; });
  if (at != known.forms.end() && at->source == source) at = known.forms.erase(at);
  if (at != known.forms.begin()) {
    const BlindForm& before = std::prev(at)->tokens;
    form = Completed(std::move(form), before, derived);
    if (form == before) return false;
  } else if (known.forms.size() == kMostForms) {
    return false;
  }
  known.forms.insert(at, {source, std::move(form)});
  if (known.forms.size() > kMostForms) known.forms.erase(known.forms.begin());
  return true;
}

/// What a token that leads to so many says: more, the fewer they are.
int WorthOf(std::size_t led_to) { return 1 + 16 - std::min<int>(16, static_cast<int>(std::bit_width(led_to))); }

/// Each subject once, those with the greatest sum of worths first, then by id.
std::vector<EntityId> ByWorth(std::vector<std::pair<EntityId, int>> led_to) {
  std::sort(led_to.begin(), led_to.end());
  std::vector<std::pair<int, EntityId>> ranked;  // by minus the sum
  for (const auto& [subject, worth] : led_to) {
    if (ranked.empty() || ranked.back().second != subject) ranked.emplace_back(0, subject);
    ranked.back().first -= worth;
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<EntityId> subjects;
  for (const auto& [worth, subject] : ranked) subjects.push_back(subject);
  return subjects;
}

}  // namespace

Result<IdentityIndex> IdentityIndex::Open(store::RowStore& rows, const events::Key& secret, IndexPlan plan) {
  FASCICOLO_CHECK(std::is_sorted(plan.leading.begin(), plan.leading.end()));
  IdentityIndex index(rows, secret, std::move(plan));
  const auto header = FindRow<HeaderRow>(rows, KeyOf(Table::kHeader));
  if (header && header->version == index.plan_.version && header->secret == TokenOf(secret, 0, {})) {
    index.purges_ = header->purges;
    return index;
  }
  if (Status cleared = index.Clear(); !cleared) return cleared.error();
  return index;
}

Status IdentityIndex::WriteHeader() {
  const HeaderRow header{plan_.version, TokenOf(secret_, 0, {}), purges_};
  if (Status written = rows_->Write({{KeyOf(Table::kHeader), store::EncodeRow(header)}}); !written) return written;
  return rows_->Flush();
}

BlindForm IdentityIndex::Blind(std::span<const Feature> features) const {
  BlindForm form;
  for (const Feature& feature : features) {
    auto at = std::lower_bound(form.begin(), form.end(), feature.aspect,
                               [](const AspectTokens& one, std::uint8_t aspect) { return one.aspect < aspect; });
    if (at == form.end() || at->aspect != feature.aspect) at = form.insert(at, {feature.aspect, {}});
    at->tokens.push_back(TokenOf(secret_, feature.space, feature.text));
  }
  for (AspectTokens& one : form) SortOnce(one.tokens);
  return form;
}

void IdentityIndex::AddLeading(const BlindForm& form, std::vector<BlindToken>& leading) const {
  for (const AspectTokens& one : form) {
    if (!std::binary_search(plan_.leading.begin(), plan_.leading.end(), one.aspect)) continue;
    leading.insert(leading.end(), one.tokens.begin(), one.tokens.end());
  }
  SortOnce(leading);
}

std::vector<BlindToken> IdentityIndex::LeadingOf(const KnownSubject& known) const {
  std::vector<BlindToken> leading;
  for (const KnownForm& form : known.forms) AddLeading(form.tokens, leading);
  return leading;
}

Status IdentityIndex::Add(const EntityId& subject, const FormSource& source, std::span<const KeyId> keys, BlindForm form,
                          std::span<const std::uint8_t> derived) {
  const auto before = Find(subject);
  KnownSubject after = before.value_or(KnownSubject{});
  bool changes = Insert(after, source, std::move(form), derived);
  after.keys.insert(after.keys.end(), keys.begin(), keys.end());
  SortOnce(after.keys);
  if (before) changes = changes || after.keys != before->keys;
  if (!changes) return {};
  store::RowBatch batch;
  AddReplacement(subject, before, &after, batch);
  return rows_->Write(batch);
}

void IdentityIndex::AddReplacement(const EntityId& subject, const std::optional<KnownSubject>& before,
                                   const KnownSubject* after, store::RowBatch& batch) const {
  const auto old_leading = before ? LeadingOf(*before) : std::vector<BlindToken>{};
  const auto new_leading = after != nullptr ? LeadingOf(*after) : std::vector<BlindToken>{};
  std::vector<BlindToken> gone;
  std::vector<BlindToken> added;
  std::set_difference(old_leading.begin(), old_leading.end(), new_leading.begin(), new_leading.end(),
                      std::back_inserter(gone));
  std::set_difference(new_leading.begin(), new_leading.end(), old_leading.begin(), old_leading.end(),
                      std::back_inserter(added));
  for (const BlindToken& token : gone) batch.push_back({LeadingKey(token, subject), std::nullopt});
  for (const BlindToken& token : added) batch.push_back({LeadingKey(token, subject), std::string()});
  batch.push_back({SubjectKey(subject), after != nullptr ? std::optional(store::EncodeRow(*after)) : std::nullopt});
}

// The list of a store's files names the first and the last key of each, also of those that are gone, until it is begun anew:
// which the write behind the purge has it do (store::RocksOptions::forgets_keys).
Status IdentityIndex::Forget(std::span<const EntityId> subjects) {
  store::RowBatch batch;
  for (const EntityId& subject : subjects) {
    if (const auto before = Find(subject)) AddReplacement(subject, before, nullptr, batch);
  }
  if (Status written = rows_->Write(batch); !written) return written;
  if (Status purged = rows_->Purge(); !purged) return purged;
  ++purges_;
  return WriteHeader();
}

Status IdentityIndex::Clear() {
  store::RowBatch batch;
  for (auto cursor = rows_->Seek({}); cursor->valid(); cursor->Next()) {
    batch.push_back({std::string(cursor->key()), std::nullopt});
    if (batch.size() < kClearedAtOnce) continue;
    if (Status written = rows_->Write(std::exchange(batch, {})); !written) return written;
  }
  if (Status written = rows_->Write(batch); !written) return written;
  if (Status purged = rows_->Purge(); !purged) return purged;
  return WriteHeader();
}

std::optional<KnownSubject> IdentityIndex::Find(const EntityId& subject) const {
  return FindRow<KnownSubject>(*rows_, SubjectKey(subject));
}

Status IdentityIndex::ForEach(const Visit& visit) const {
  for (auto cursor = rows_->Scan(KeyOf(Table::kSubject)); cursor->valid(); cursor->Next()) {
    store::KeyReader key(cursor->key());
    EntityId subject;
    KnownSubject known;
    if (!key.Read(subject) || !store::DecodeRow(cursor->value(), known)) {
      throw store::StoreBroken("a subject of the identity index does not decode");
    }
    if (Status visited = visit(subject, known); !visited) return visited;
  }
  return {};
}

std::vector<EntityId> IdentityIndex::LedToBy(const BlindToken& token, std::size_t most) const {
  std::vector<EntityId> subjects;
  for (auto cursor = rows_->Scan(LeadingPrefix(token)); cursor->valid() && subjects.size() < most; cursor->Next()) {
    store::KeyReader key(cursor->key());
    BlindToken same;
    if (!key.Read(same) || !key.Read(subjects.emplace_back())) {
      throw store::StoreBroken("a key of the identity index does not decode");
    }
  }
  return subjects;
}

Candidates IdentityIndex::FindCandidates(const BlindForm& form, const CandidateLimits& limits) const {
  std::vector<BlindToken> leading;
  AddLeading(form, leading);
  std::vector<std::pair<EntityId, int>> led_to;
  std::vector<EntityId> of_too_many;  // by the first token that leads to more than the limit
  for (const BlindToken& token : leading) {
    auto subjects = LedToBy(token, limits.longest_list + 1);
    if (subjects.size() > limits.longest_list) {
      if (of_too_many.empty()) of_too_many = std::move(subjects);
      continue;
    }
    for (const EntityId& subject : subjects) led_to.emplace_back(subject, WorthOf(subjects.size()));
  }
  Candidates found;
  if (led_to.empty()) {
    found.subjects = std::move(of_too_many);
  } else {
    found.subjects = ByWorth(std::move(led_to));
  }
  found.is_cut = found.subjects.size() > limits.most_candidates;
  if (found.is_cut) found.subjects.resize(limits.most_candidates);
  return found;
}

Result<events::FoldPoint> IdentityIndex::PointOf(std::string_view origin) const {
  return events::FoldPoint::FromRows(origin, 0, FindRow<events::FoldPointRow>(*rows_, KeyOf(Table::kPoint)),
                                     FindRow<events::ReaderRow>(*rows_, KeyOf(Table::kReader)));
}

Status IdentityIndex::SetPoint(const events::FoldPoint& point, std::uint64_t closed) {
  return rows_->Write({{KeyOf(Table::kPoint), store::EncodeRow(point.shared())},
                       {KeyOf(Table::kReader), store::EncodeRow(point.reader())},
                       {KeyOf(Table::kClosed), store::EncodeRow(ClosedRow{closed})}});
}

std::uint64_t IdentityIndex::closed() const {
  return FindRow<ClosedRow>(*rows_, KeyOf(Table::kClosed)).value_or(ClosedRow{}).texts;
}

}  // namespace fascicolo::vault
