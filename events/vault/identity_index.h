// By what persons are found: blind tokens that lead to subjects, and each subject's tokens by aspect, so that likeness can be
// reckoned without any text. Folded from the ledger's sealed sections with the vault's key; may be thrown away and folded
// anew; belongs in no backup that is kept longer than erased is to mean erased.
//
//   header               which program's features, and which secret's tokens, these rows hold
//   token, subject       empty
//   subject              its forms: what is known of it, and was known before
//
// A subject's rows are its own: forgetting it takes all of them away, from the files too. Reads throw store::StoreBroken.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/fold_point.h"
#include "events/keyed_hash.h"
#include "events/names.h"
#include "events/result.h"
#include "events/store/rows.h"
#include "events/vault/blind_tokens.h"

namespace fascicolo::vault {

/// What the features are, as whoever makes them says.
struct IndexPlan {
  std::string version;                ///< rows of another version are of no use
  std::vector<std::uint8_t> leading;  ///< aspects whose tokens lead to subjects, ascending
};

/// Where in the ledger a form was read. Counts up with the ledger.
struct FormSource {
  Position position;
  std::uint32_t event = 0;  ///< of its commit
  auto operator<=>(const FormSource&) const = default;
  template <class V>
  void Visit(V& v) {
    v(position, event);
  }
};

struct KnownForm {
  FormSource source;
  BlindForm tokens;
  template <class V>
  void Visit(V& v) {
    v(source, tokens);
  }
};

/// All that the index knows of a subject; a row.
struct KnownSubject {
  std::vector<KeyId> keys;       ///< ascending: what sealed the texts; when one is gone, so must this be
  std::vector<KnownForm> forms;  ///< by ascending source, 1..kMostForms
  template <class V>
  void Visit(V& v) {
    v(keys, forms);
  }
};
inline constexpr std::size_t kMostForms = 8;  ///< of one subject; the oldest goes for the next

/// How much a search may read.
struct CandidateLimits {
  std::size_t longest_list = 4'096;   ///< a token that leads to more tells too little: it is left out, unless all do
  std::size_t most_candidates = 256;  ///< the ones that most and rarest tokens lead to
};

struct Candidates {
  std::vector<EntityId> subjects;  ///< the most promising first
  bool is_cut = false;             ///< a limit left some out: who asks should say more
};

class IdentityIndex {
 public:
  /// `rows` must outlive it, and belong to it; `secret` is the vault's (Vault::IndexSecret). Rows of another plan's version or
  /// another secret are dropped.
  static Result<IdentityIndex> Open(store::RowStore& rows, const events::Key& secret, IndexPlan plan);

  ~IdentityIndex() { events::Wipe(secret_); }
  IdentityIndex(IdentityIndex&&) noexcept = default;
  IdentityIndex& operator=(IdentityIndex&&) noexcept = default;

  [[nodiscard]] BlindForm Blind(std::span<const Feature> features) const;

  /// A form of `subject`, read at `source` from texts sealed under `keys`. Fields that it has no aspect of are taken over from
  /// the form before; so are those of `derived`, which it only concludes, where the form before has them. The same form twice
  /// makes no difference, nor does the same source.
  Status Add(const EntityId& subject, const FormSource& source, std::span<const KeyId> keys, BlindForm form,
             std::span<const std::uint8_t> derived = {});
  /// When it returns nothing of them is left in any file. Those that are not known are fine.
  Status Forget(std::span<const EntityId> subjects);
  /// Everything, the fold point too.
  Status Clear();

  [[nodiscard]] std::optional<KnownSubject> Find(const EntityId& subject) const;
  using Visit = std::function<Status(const EntityId& subject, const KnownSubject& known)>;
  /// By ascending id. `visit` must not change the index; its failure ends the walk.
  Status ForEach(const Visit& visit) const;
  /// Subjects that tokens of `form` lead to.
  [[nodiscard]] Candidates FindCandidates(const BlindForm& form, const CandidateLimits& limits = {}) const;

  /// How far the ledger was folded into these rows; before its first commit where they are empty. kDamaged: rows of another
  /// ledger.
  [[nodiscard]] Result<events::FoldPoint> PointOf(std::string_view origin) const;
  /// To be written behind the forms of the commits before it. `closed`: see closed().
  Status SetPoint(const events::FoldPoint& point, std::uint64_t closed);
  /// Texts of persons up to the fold point that could not be opened any more, and so lead to nobody.
  [[nodiscard]] std::uint64_t closed() const;

 private:
  IdentityIndex(store::RowStore& rows, const events::Key& secret, IndexPlan plan)
      : rows_(&rows), secret_(secret), plan_(std::move(plan)) {}
  [[nodiscard]] std::vector<BlindToken> LeadingOf(const KnownSubject& known) const;
  void AddLeading(const BlindForm& form, std::vector<BlindToken>& leading) const;
  /// The changes of the subject's rows; `after` null: it goes.
  void AddReplacement(const EntityId& subject, const std::optional<KnownSubject>& before, const KnownSubject* after,
                      store::RowBatch& batch) const;
  /// `most` of whom the token leads to, at most, by id.
  [[nodiscard]] std::vector<EntityId> LedToBy(const BlindToken& token, std::size_t most) const;
  Status WriteHeader();

  store::RowStore* rows_;
  events::Key secret_;
  IndexPlan plan_;
  std::uint64_t purges_ = 0;
};

}  // namespace fascicolo::vault
