// What the log says of persons that the state does not keep: where their names and codes are sealed, their
// citizenship, and the residence that was recorded for them alone.
#pragma once

#include "connectors/exports/siuss/record.h"
#include "engine/state/state.h"
#include "events/body.h"

#include <map>
#include <set>

namespace fascicolo::siuss {

class Persons {
 public:
  /// An event of a commit that is understood.
  void Take(Position commit, std::uint32_t index, const schema::Event& event);

  /// Who receives a benefit that names `person`, as known on `day`: the person that they were merged into, else what
  /// their own entry says. What keeps them from being transmitted is added to `reasons`.
  [[nodiscard]] Beneficiary Of(const engine::State& state, EntityId person, Day day, std::set<Reason>& reasons) const;

 private:
  struct Code {
    std::uint32_t number = 0;  ///< of the identifier
    schema::IdentifierKind kind = schema::IdentifierKind::none;
    TextPlace place;
  };
  struct Known {
    std::optional<TextPlace> surname;
    std::optional<TextPlace> name;
    std::optional<TextPlace> birthplace;
    std::vector<Code> codes;  ///< in the order of their events
    std::string citizenship;
    std::string municipality;
  };
  void TakeSections(Position commit, std::uint32_t index, const schema::Event& event, Known& known);
  void AddWhatIsKnown(const engine::State& state, EntityId entry, Day day, Beneficiary& who) const;
  void CheckCode(const engine::State& state, const std::vector<EntityId>& entries, std::set<Reason>& reasons) const;

  std::map<EntityId, Known> known_;
};

}  // namespace fascicolo::siuss
