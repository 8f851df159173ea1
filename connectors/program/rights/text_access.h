// Sealed texts as somebody may see them, and why one stays closed.
#pragma once

#include "connectors/program/sealed_text.h"
#include "engine/families/rights_scope.h"
#include "engine/state/state.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// Why a text is not shown; kNot: it is.
enum class Closed { kNot, kSealed, kErased, kRestricted, kLost };
/// "erased"; for the JSON form and labels.
[[nodiscard]] std::string_view WordOf(Closed closed);

struct ShownText {
  std::optional<std::string> text;  ///< none: closed
  Closed closed = Closed::kSealed;
  std::optional<engine::ErasedKeyRow> erased;
  std::string act;                  ///< that authorised the erasure
  std::optional<engine::StandingRestriction> restriction;
};

class TextAccess {
 public:
  /// `use`: the ground on which restricted texts are opened; none: they are not. Borrows the vault, and the state's rows.
  TextAccess(const engine::State& state, vault::Vault& vault, schema::UseGround use = schema::UseGround::none)
      : state_(state), vault_(vault), use_(use) {}

  /// Of an event or a command of this commit. Failures of the vault.
  [[nodiscard]] Result<ShownText> Open(const events::CommitReading& commit, const schema::Section& section);
  /// Opens texts for the person whom they are about: a restriction protects them from others.
  void GivenThePersonAsks() { is_the_person_ = true; }
  /// What forbids to show texts of `subject` (a person or a case) on the ground that was named.
  [[nodiscard]] std::optional<engine::StandingRestriction> RestrictionOf(EntityId subject);
  [[nodiscard]] const engine::State& state() const { return state_; }

 private:
  [[nodiscard]] ShownText ClosedFor(const KeyId& key) const;

  engine::State state_;
  vault::Vault& vault_;
  schema::UseGround use_;
  bool is_the_person_ = false;
  std::map<EntityId, std::optional<engine::StandingRestriction>> restrictions_;  ///< by subject, as asked so far
};

/// The ground of GDPR art. 18, par. 2 that was typed; empty: none.
[[nodiscard]] Result<schema::UseGround, FormError> ReadUse(const std::string& typed);

}  // namespace fascicolo::program
