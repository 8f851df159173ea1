#include "engine/families/undertaking_life.h"

#include <string_view>

namespace fascicolo::engine {
namespace {

using enum UndertakingState;
using Kind = schema::UndertakingKind;
using Step = schema::UndertakingStep;

constexpr UndertakingTransition kPlan[] = {
    {kDrafted, Step::ask_opinion, kOpinionAsked},    {kDrafted, Step::approve, kApproved},
    {kDrafted, Step::withdraw, kWithdrawn},          {kOpinionAsked, Step::give_opinion, kOpinionGiven},
    {kOpinionAsked, Step::withdraw, kWithdrawn},     {kOpinionGiven, Step::approve, kApproved},
    {kOpinionGiven, Step::withdraw, kWithdrawn},     {kApproved, Step::put_in_force, kInForce},
    {kApproved, Step::withdraw, kWithdrawn},         {kInForce, Step::review, kInForce},
    {kInForce, Step::replace, kReplaced},            {kInForce, Step::withdraw, kWithdrawn},
};
constexpr UndertakingTransition kStudy[] = {
    {kDrafted, Step::record_data, kDataRecorded},      {kDrafted, Step::withdraw, kWithdrawn},
    {kDataRecorded, Step::record_data, kDataRecorded}, {kDataRecorded, Step::report, kReported},
    {kDataRecorded, Step::withdraw, kWithdrawn},
};
constexpr UndertakingTransition kBriefing[] = {
    {kDrafted, Step::deliver, kDelivered},
    {kDrafted, Step::withdraw, kWithdrawn},
    {kDelivered, Step::feed_act, kUsed},
};
constexpr UndertakingTransition kMeasure[] = {
    {kDrafted, Step::put_in_force, kInForce},
    {kDrafted, Step::withdraw, kWithdrawn},
    {kInForce, Step::spend, kInForce},
    {kInForce, Step::close, kClosed},
};
constexpr UndertakingTransition kAgreement[] = {
    {kDrafted, Step::put_in_force, kInForce}, {kDrafted, Step::withdraw, kWithdrawn}, {kInForce, Step::renew, kInForce},
    {kInForce, Step::close, kClosed},         {kInForce, Step::expire, kExpired},
};

}  // namespace

std::span<const UndertakingTransition> LifeOf(Kind kind) {
  if (IsPlan(kind)) return kPlan;
  switch (kind) {
    case Kind::study:
      return kStudy;
    case Kind::briefing:
      return kBriefing;
    case Kind::measure:
      return kMeasure;
    case Kind::agreement:
      return kAgreement;
    default:
      return {};
  }
}

bool IsPlan(Kind kind) { return kind >= Kind::educational_plan && kind <= Kind::participation_plan; }

bool GoesOn(Kind kind, UndertakingState state) {
  if (state == kDelivered) return false;  // whether an act follows is not the office's to decide
  for (const UndertakingTransition& line : LifeOf(kind)) {
    if (line.state == state) return true;
  }
  return false;
}

bool IsEnginesOwn(Step step) { return step == Step::replace || step == Step::expire; }

std::string_view TextOf(UndertakingState state) {
  constexpr std::string_view kTexts[] = {"",         "drafted",   "opinion_asked", "opinion_given", "approved",
                                         "in_force", "replaced",  "withdrawn",     "data_recorded", "reported",
                                         "delivered", "used",     "closed",        "expired"};
  return kTexts[static_cast<std::size_t>(state)];
}

StepNeeds NeedsOf(Step step) {
  switch (step) {
    case Step::give_opinion:
    case Step::approve:
    case Step::feed_act:
      return {.reference = true};
    case Step::spend:
      return {.reference = true, .amount = true};
    case Step::renew:
      return {.reference = true, .until = true};
    case Step::record_data:
      return {.data_position = true};
    case Step::report:
    case Step::deliver:
      return {.document = true};
    case Step::close:
    case Step::withdraw:
      return {.reason = true};
    default:
      return {};
  }
}

std::optional<Instant> ClockOf(const UndertakingRow& row) {
  if (row.kind == Kind::agreement) {
    return row.state == kInForce && row.until ? std::optional(StartOfDay(*row.until)) : std::nullopt;
  }
  const bool runs = IsPlan(row.kind) ? row.state == kInForce : GoesOn(row.kind, row.state);
  if (!runs || row.kind == Kind::measure || !row.due) return std::nullopt;
  return StartOfDay(*row.due + 1);
}

}  // namespace fascicolo::engine
