// The revalidation of waiting lists as tests say it.
#pragma once

#include "engine/catalogue/documents.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

[[nodiscard]] inline schema::AskToConfirmT AskToConfirm(EntityId activation) {
  schema::AskToConfirmT command;
  command.activation = Ref(activation);
  return command;
}
[[nodiscard]] inline schema::ConfirmInterestT ConfirmInterest(EntityId activation) {
  schema::ConfirmInterestT command;
  command.activation = Ref(activation);
  return command;
}
/// Home care, whose list keeps who says nothing, and passes over them.
inline void KeepTheSilent(Kit& kit) { kit.Given(AdoptSheet(With(kHomeCare, "/waiting/revalidation/on_silence", "keep"))); }
[[nodiscard]] inline RevalidationRow RevalidationOf(const Kit& kit, EntityId activation) {
  return kit.state().Find<RevalidationTable>(activation).value_or(RevalidationRow{});
}

}  // namespace fascicolo::engine
