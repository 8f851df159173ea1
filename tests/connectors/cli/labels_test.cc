#include "connectors/cli/labels.h"

#include "engine/catalogue/sheet.h"
#include "engine/families/act.h"
#include "engine/families/housing/tenancy_states.h"
#include "engine/families/placement_states.h"
#include "engine/families/plan/plan_states.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/undertaking_life.h"
#include "engine/families/unit_running.h"
#include "engine/identity/likeness.h"
#include "engine/payload_names.h"
#include "schemas/event_bfbs_generated.h"
#include "schemas/event_generated.h"

#include <flatbuffers/reflection.h>
#include <gtest/gtest.h>

#include <set>

namespace fascicolo::cli {
namespace {

void ExpectLabel(const std::string& key) {
  EXPECT_NE(LabelOf(Language::kEnglish, key), key) << "no label: " << key;
  EXPECT_NE(LabelOf(Language::kItalian, key), key) << "no label: " << key;
}

/// A word that C++ keeps for itself ends in an underscore there.
std::string Unescaped(std::string name) {
  if (name.ends_with('_')) name.pop_back();
  return name;
}

template <class Names, class Values>
void ExpectLabelsOf(const std::string& group, Names names, const Values& values) {
  for (std::size_t i = 0; i < std::size(values); ++i) ExpectLabel(group + "." + Unescaped(names()[i]));
}

TEST(Labels, StandOnceAndInBothLanguages) {
  std::set<std::string_view> keys;
  for (const auto& label : AllLabels()) {
    EXPECT_TRUE(keys.insert(label.key).second) << label.key;
    EXPECT_EQ(label.english.empty(), label.italian.empty()) << label.key;
    EXPECT_EQ(label.english.empty(), label.key == "unit.none") << label.key;
  }
}

TEST(Labels, NameEveryEventAndEveryCommand) {
  for (const auto name : engine::EventNames()) ExpectLabel("event." + std::string(name));
  for (const auto name : engine::CommandNames()) ExpectLabel("command." + std::string(name));
}

/// The fields of `table`, and of the tables in them.
void ExpectFieldLabels(const reflection::Schema& schema, const reflection::Object& table,
                       std::set<std::string>& seen) {
  if (table.is_struct() || !seen.insert(table.name()->str()).second) return;
  for (const auto* field : *table.fields()) {
    const auto* type = field->type();
    const std::string name = field->name()->str();
    if (type->base_type() == reflection::UType) continue;
    ExpectLabel("field." + name);
    const bool holds_table = type->base_type() == reflection::Obj || type->element() == reflection::Obj;
    if (holds_table && type->base_type() != reflection::Union)
      ExpectFieldLabels(schema, *schema.objects()->Get(static_cast<unsigned>(type->index())), seen);
  }
}

TEST(Labels, NameEveryFieldOfAnEventAndOfACommand) {
  const auto& schema = *reflection::GetSchema(schema::EventBinarySchema::data());
  std::set<std::string> seen;
  for (const auto* one : *schema.enums()) {
    if (!one->is_union()) continue;
    for (const auto* member : *one->values()) {
      if (member->union_type()->base_type() != reflection::Obj) continue;
      ExpectFieldLabels(schema, *schema.objects()->Get(static_cast<unsigned>(member->union_type()->index())), seen);
    }
  }
  EXPECT_GT(seen.size(), 40U);
}

TEST(Labels, NameEveryWordOfTheSchemas) {
  ExpectLabelsOf("area", schema::EnumNamesArea, schema::EnumValuesArea());
  ExpectLabelsOf("desk", schema::EnumNamesDesk, schema::EnumValuesDesk());
  ExpectLabelsOf("urgency", schema::EnumNamesUrgency, schema::EnumValuesUrgency());
  ExpectLabelsOf("diary_kind", schema::EnumNamesDiaryKind, schema::EnumValuesDiaryKind());
  ExpectLabelsOf("list_effect", schema::EnumNamesListEffect, schema::EnumValuesListEffect());
  ExpectLabelsOf("naming", schema::EnumNamesNaming, schema::EnumValuesNaming());
  ExpectLabelsOf("sex", schema::EnumNamesSex, schema::EnumValuesSex());
  ExpectLabelsOf("identifier_kind", schema::EnumNamesIdentifierKind, schema::EnumValuesIdentifierKind());
  ExpectLabelsOf("address_kind", schema::EnumNamesAddressKind, schema::EnumValuesAddressKind());
  ExpectLabelsOf("channel", schema::EnumNamesChannel, schema::EnumValuesChannel());
  ExpectLabelsOf("representation_kind", schema::EnumNamesRepresentationKind, schema::EnumValuesRepresentationKind());
  ExpectLabelsOf("power", schema::EnumNamesPower, schema::EnumValuesPower());
  ExpectLabelsOf("proposal", schema::EnumNamesProposal, schema::EnumValuesProposal());
  ExpectLabelsOf("secrecy", schema::EnumNamesSecrecy, schema::EnumValuesSecrecy());
  ExpectLabelsOf("contact_outcome", schema::EnumNamesContactOutcome, schema::EnumValuesContactOutcome());
  ExpectLabelsOf("meeting_kind", schema::EnumNamesMeetingKind, schema::EnumValuesMeetingKind());
  ExpectLabelsOf("meeting_outcome", schema::EnumNamesMeetingOutcome, schema::EnumValuesMeetingOutcome());
  ExpectLabelsOf("project_kind", schema::EnumNamesProjectKind, schema::EnumValuesProjectKind());
  ExpectLabelsOf("party", schema::EnumNamesParty, schema::EnumValuesParty());
  ExpectLabelsOf("goal_term", schema::EnumNamesGoalTerm, schema::EnumValuesGoalTerm());
  ExpectLabelsOf("goal_outcome", schema::EnumNamesGoalOutcome, schema::EnumValuesGoalOutcome());
  ExpectLabelsOf("pact_outcome", schema::EnumNamesPactOutcome, schema::EnumValuesPactOutcome());
  ExpectLabelsOf("referral_target", schema::EnumNamesReferralTarget, schema::EnumValuesReferralTarget());
  ExpectLabelsOf("referral_state", schema::EnumNamesReferralState, schema::EnumValuesReferralState());
  ExpectLabelsOf("court", schema::EnumNamesCourt, schema::EnumValuesCourt());
  ExpectLabelsOf("suspension_cause", schema::EnumNamesSuspensionCause, schema::EnumValuesSuspensionCause());
  ExpectLabelsOf("composition", schema::EnumNamesComposition, schema::EnumValuesComposition());
  ExpectLabelsOf("relationship", schema::EnumNamesRelationship, schema::EnumValuesRelationship());
  ExpectLabelsOf("leave_reason", schema::EnumNamesLeaveReason, schema::EnumValuesLeaveReason());
  ExpectLabelsOf("isee_type", schema::EnumNamesIseeType, schema::EnumValuesIseeType());
}

TEST(Labels, NameEveryWordOfActsMoneyAndTheFamilies) {
  ExpectLabelsOf("retention_class", schema::EnumNamesRetentionClass, schema::EnumValuesRetentionClass());
  ExpectLabelsOf("erasure_ground", schema::EnumNamesErasureGround, schema::EnumValuesErasureGround());
  ExpectLabelsOf("restriction_ground", schema::EnumNamesRestrictionGround, schema::EnumValuesRestrictionGround());
  ExpectLabelsOf("use_ground", schema::EnumNamesUseGround, schema::EnumValuesUseGround());
  ExpectLabelsOf("payment_way", schema::EnumNamesPaymentWay, schema::EnumValuesPaymentWay());
  ExpectLabelsOf("debt_cause", schema::EnumNamesDebtCause, schema::EnumValuesDebtCause());
  ExpectLabelsOf("act_kind", schema::EnumNamesActKind, schema::EnumValuesActKind());
  ExpectLabelsOf("protocol_direction", schema::EnumNamesProtocolDirection, schema::EnumValuesProtocolDirection());
  ExpectLabelsOf("group_kind", schema::EnumNamesGroupKind, schema::EnumValuesGroupKind());
  ExpectLabelsOf("standing", schema::EnumNamesStanding, schema::EnumValuesStanding());
  ExpectLabelsOf("change_ground", schema::EnumNamesChangeGround, schema::EnumValuesChangeGround());
  ExpectLabelsOf("placement_title", schema::EnumNamesPlacementTitle, schema::EnumValuesPlacementTitle());
  ExpectLabelsOf("kinship", schema::EnumNamesKinship, schema::EnumValuesKinship());
  ExpectLabelsOf("care_time", schema::EnumNamesCareTime, schema::EnumValuesCareTime());
  ExpectLabelsOf("absence_kind", schema::EnumNamesAbsenceKind, schema::EnumValuesAbsenceKind());
  ExpectLabelsOf("contact_rule", schema::EnumNamesContactRule, schema::EnumValuesContactRule());
  ExpectLabelsOf("visit_outcome", schema::EnumNamesVisitOutcome, schema::EnumValuesVisitOutcome());
  ExpectLabelsOf("measure_step", schema::EnumNamesMeasureStep, schema::EnumValuesMeasureStep());
  ExpectLabelsOf("incident_kind", schema::EnumNamesIncidentKind, schema::EnumValuesIncidentKind());
  ExpectLabelsOf("self_sufficiency", schema::EnumNamesSelfSufficiency, schema::EnumValuesSelfSufficiency());
  ExpectLabelsOf("presence", schema::EnumNamesPresence, schema::EnumValuesPresence());
  ExpectLabelsOf("age_band", schema::EnumNamesAgeBand, schema::EnumValuesAgeBand());
  ExpectLabelsOf("session_outcome", schema::EnumNamesSessionOutcome, schema::EnumValuesSessionOutcome());
  ExpectLabelsOf("undertaking_kind", schema::EnumNamesUndertakingKind, schema::EnumValuesUndertakingKind());
  ExpectLabelsOf("undertaking_step", schema::EnumNamesUndertakingStep, schema::EnumValuesUndertakingStep());
  ExpectLabelsOf("motion_kind", schema::EnumNamesMotionKind, schema::EnumValuesMotionKind());
  ExpectLabelsOf("dwelling_owner", schema::EnumNamesDwellingOwner, schema::EnumValuesDwellingOwner());
  ExpectLabelsOf("plan_certificate", schema::EnumNamesPlanCertificate, schema::EnumValuesPlanCertificate());
  ExpectLabelsOf("plan_management", schema::EnumNamesPlanManagement, schema::EnumValuesPlanManagement());
  ExpectLabelsOf("plan_measure", schema::EnumNamesPlanMeasure, schema::EnumValuesPlanMeasure());
  ExpectLabelsOf("funding_outcome", schema::EnumNamesFundingOutcome, schema::EnumValuesFundingOutcome());
  ExpectLabelsOf("declaration_result", schema::EnumNamesDeclarationResult, schema::EnumValuesDeclarationResult());
  ExpectLabelsOf("cost_payer", schema::EnumNamesCostPayer, schema::EnumValuesCostPayer());
  ExpectLabelsOf("seal_ground", schema::EnumNamesSealGround, schema::EnumValuesSealGround());
  ExpectLabelsOf("emergency_reason", schema::EnumNamesEmergencyReason, schema::EnumValuesEmergencyReason());
  ExpectLabelsOf("review_outcome", schema::EnumNamesReviewOutcome, schema::EnumValuesReviewOutcome());
  ExpectLabelsOf("flow_kind", schema::EnumNamesFlowKind, schema::EnumValuesFlowKind());
  ExpectLabelsOf("flow_outcome", schema::EnumNamesFlowOutcome, schema::EnumValuesFlowOutcome());
  ExpectLabelsOf("contract_measure", schema::EnumNamesContractMeasure, schema::EnumValuesContractMeasure());
  ExpectLabelsOf("accreditation_step", schema::EnumNamesAccreditationStep, schema::EnumValuesAccreditationStep());
  ExpectLabelsOf("dwelling_use", schema::EnumNamesDwellingUse, schema::EnumValuesDwellingUse());
  ExpectLabelsOf("dwelling_state", schema::EnumNamesDwellingState, schema::EnumValuesDwellingState());
  ExpectLabelsOf("tenancy_title", schema::EnumNamesTenancyTitle, schema::EnumValuesTenancyTitle());
  ExpectLabelsOf("occupation_step", schema::EnumNamesOccupationStep, schema::EnumValuesOccupationStep());
  ExpectLabelsOf("forfeiture_step", schema::EnumNamesForfeitureStep, schema::EnumValuesForfeitureStep());
  ExpectLabelsOf("succession_cause", schema::EnumNamesSuccessionCause, schema::EnumValuesSuccessionCause());
  ExpectLabelsOf("entity_kind", schema::EnumNamesEntityKind, schema::EnumValuesEntityKind());
}

TEST(Labels, NameEveryStateOfProgrammesUnitsAndPlacements) {
  for (int i = 1; i <= 2; ++i) ExpectLabel("programme_state." + std::string(engine::TextOf(engine::ProgrammeState(i))));
  for (int i = 1; i <= 3; ++i) ExpectLabel("enrolment_state." + std::string(engine::TextOf(engine::EnrolmentState(i))));
  for (int i = 1; i <= 3; ++i) ExpectLabel("session_state." + std::string(engine::TextOf(engine::SessionState(i))));
  for (int i = 1; i <= 3; ++i) ExpectLabel("body_state." + std::string(engine::TextOf(engine::BodyState(i))));
  for (int i = 1; i <= static_cast<int>(engine::UndertakingState::kExpired); ++i) {
    ExpectLabel("undertaking_state." + std::string(engine::TextOf(engine::UndertakingState(i))));
  }
  for (int i = 0; i <= static_cast<int>(engine::AccreditationState::kExpired); ++i) {
    ExpectLabel("accreditation_state." + std::string(engine::TextOf(engine::AccreditationState(i))));
  }
  for (int i = 1; i <= engine::kPlacementStates; ++i) {
    ExpectLabel("placement_state." + std::string(engine::TextOf(engine::PlacementState(i))));
  }
  for (const char* what : {"decision", "expenses", "leftover", "renewal"}) ExpectLabel("plan_due." + std::string(what));
}

TEST(Labels, NameEveryState) {
  for (int i = 1; i <= 6; ++i)
    ExpectLabel("case_state." + std::string(WordOf(static_cast<engine::CaseState>(i))));
  for (int i = 1; i <= static_cast<int>(engine::PlanState::kDenied); ++i) {
    ExpectLabel("plan_state." + std::string(engine::TextOf(static_cast<engine::PlanState>(i))));
  }
  for (int i = 1; i <= static_cast<int>(engine::ActState::kUnratified); ++i) {
    ExpectLabel("act_state." + std::string(engine::TextOf(static_cast<engine::ActState>(i))));
  }
  for (int i = 1; i <= static_cast<int>(engine::ActivationState::kDenied); ++i) {
    ExpectLabel("activation_state." + std::string(WordOf(static_cast<engine::ActivationState>(i))));
  }
  for (int i = 1; i <= engine::kTenancyStates; ++i) {
    ExpectLabel("tenancy_state." + std::string(engine::TextOf(static_cast<engine::TenancyState>(i))));
  }
  for (const auto kind : projections::kDueKinds)
    ExpectLabel("due_kind." + std::string(WordOf(kind)));
  for (const auto weight : projections::kLegalWeights)
    ExpectLabel("legal_weight." + std::string(WordOf(weight)));
  for (int i = 1; i <= static_cast<int>(projections::MoveKind::kDenied); ++i)
    ExpectLabel("move_kind." + std::string(WordOf(static_cast<projections::MoveKind>(i))));
}

TEST(Labels, NameEveryFieldOfAnIdentityAndHowItAgrees) {
  for (int i = 1; i <= static_cast<int>(engine::IdentityField::kBothNames); ++i)
    ExpectLabel("identity_field." + std::string(engine::TextOf(static_cast<engine::IdentityField>(i))));
  for (int i = 0; i <= static_cast<int>(engine::Agreement::kEqual); ++i)
    ExpectLabel("agreement." + std::string(engine::TextOf(static_cast<engine::Agreement>(i))));
}

TEST(Labels, NameEveryFamilyAndUnitOfASheet) {
  for (int i = 0; i <= static_cast<int>(engine::Family::kProgramme); ++i)
    ExpectLabel("family." + std::string(engine::TextOf(static_cast<engine::Family>(i))));
  for (int i = 1; i <= static_cast<int>(engine::Unit::kBeds); ++i)
    ExpectLabel("unit." + std::string(engine::TextOf(static_cast<engine::Unit>(i))));
}

TEST(Labels, ShowWhatTheyDoNotKnowAsItIs) {
  EXPECT_EQ(LabelOf(Language::kItalian, "event", "SomethingNewer"), "SomethingNewer");
}

}  // namespace
}  // namespace fascicolo::cli
