#include "engine/families/housing/tenancy_states.h"

namespace fascicolo::engine {
namespace {

using enum TenancyState;
using enum TenancyStep;
using enum TenancyRule::Of;

constexpr TenancyRule kRules[] = {
    {kOffered, kAccept, kAccepted},
    {kOffered, kDecline, kLapsed},
    {kAccepted, kDecline, kLapsed},
    {kAccepted, kAssign, kAssigned},
    {kAssigned, kAuthorise, kAssigned},
    {kAssigned, kDecline, kLapsed},
    {kAssigned, kSign, kSigned},
    {kSigned, kDecline, kLapsed},
    {kSigned, kSetRent, kSigned},
    {kSigned, kMoveIn, kInForce},
    {kInForce, kSign, kInForce},
    {kInForce, kSetRent, kInForce},
    {kInForce, kLive, kInForce, kBoth},
    {kInForce, kCheck, kInForce},
    {kInForce, kChange, kInForce},
    {kInForce, kSucceed, kInForce},
    {kInForce, kForfeit, kInForce},
    {kInForce, kDeclare, kForfeited},
    {kInForce, kExtend, kInForce, kLodging},
    {kInForce, kRelease, kEnded, kBoth},
    {kForfeited, kSetRent, kForfeited},
    {kForfeited, kForfeit, kForfeited},
    {kForfeited, kEvict, kEnded},
    {kForfeited, kRelease, kEnded},
};

bool IsOf(TenancyRule::Of of, schema::TenancyTitle title) {
  return of == kBoth || (of == kLodging) == (title == schema::TenancyTitle::lodging);
}

}  // namespace

std::span<const TenancyRule> TenancyRules() { return kRules; }

std::optional<TenancyState> NextState(schema::TenancyTitle title, TenancyState state, TenancyStep step) {
  for (const TenancyRule& rule : kRules) {
    if (rule.state == state && rule.step == step && IsOf(rule.of, title)) return rule.next;
  }
  return std::nullopt;
}

std::string_view TextOf(TenancyState state) {
  switch (state) {
    case kOffered:
      return "offered";
    case kAccepted:
      return "accepted";
    case kAssigned:
      return "assigned";
    case kSigned:
      return "signed";
    case kInForce:
      return "in_force";
    case kForfeited:
      return "forfeited";
    case kEnded:
      return "ended";
    case kLapsed:
      return "lapsed";
  }
  return "";
}

}  // namespace fascicolo::engine
