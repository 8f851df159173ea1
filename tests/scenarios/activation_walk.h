// The way through a service that is given in places or amounts, from first contact to closure, as its sheet wants it. Each
// step is checked as it is taken; what is peculiar to a row its scenario says itself, between the steps.
//
// Three people: Bruno has all that the unit gives, Ada is next in line, Carla stands behind her. Where the sheet serves the
// household, each of them is served with somebody of theirs; where it does not, nobody else can be.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

class ActivationWalk {
 public:
  using Facts = std::vector<std::unique_ptr<schema::InputT>>;
  struct Row {
    std::string service;
    std::int64_t quantity = 1;  ///< what each of them asks for; the unit has as much
    /// What is known of Ada, who is needier, and of the others; null: nothing.
    Facts (*facts)(bool is_needy) = nullptr;
  };

  /// Adopts the sheet, and the built-in rules that it names.
  ActivationWalk(Kit& kit, Row row);

  /// Ada and Carla apply, and wait in this order; nobody gets past them.
  void Wait();
  /// Bruno leaves, Ada is asked, by the engine or by the office, and comes.
  schema::ServiceStartedT AdaGetsIn();
  /// Each activity of the sheet is given to Ada today, and nothing that the sheet does not know.
  void IsGiven();
  /// Ada is away for `reason`, longer than the sheet allows she cannot be; then she is back.
  void IsSuspended(const std::string& reason);
  /// Ada leaves for `reason`, and only then is her case closed. Carla is asked and says nothing.
  void Ends(const std::string& reason);

  const Sheet& sheet() const { return sheet_; }
  EntityId ada() const { return ada_; }
  EntityId carla() const { return carla_; }
  EntityId unit() const { return unit_; }

 private:
  EntityId Applicant(bool is_needy);
  EntityId OnTheList(bool is_needy);
  /// `who` is offered what is free now.
  void IsAsked(EntityId who);

  Kit& kit_;
  const Row row_;
  const Sheet sheet_;
  EntityId unit_;
  EntityId bruno_;
  EntityId ada_;
  EntityId carla_;
};

}  // namespace fascicolo::engine
