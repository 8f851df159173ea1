#include "engine/families/housing/dwelling_states.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

constexpr DwellingStep kSteps[] = {
    {to_repair, under_works}, {to_repair, ready},     {to_repair, without_title}, {to_repair, disposed},
    {under_works, to_repair}, {under_works, ready},   {under_works, without_title},
    {ready, to_repair},       {ready, under_works},   {ready, without_title},     {ready, disposed},
    {ready, offered},         {ready, assigned},      {ready, occupied},
    {offered, ready},         {offered, assigned},
    {assigned, ready},        {assigned, occupied},
    {occupied, to_repair},
    {without_title, to_repair}, {without_title, occupied},
};

}  // namespace

std::span<const DwellingStep> DwellingSteps() { return kSteps; }

bool MayBecome(schema::DwellingState from, schema::DwellingState to) {
  return std::any_of(std::begin(kSteps), std::end(kSteps),
                     [&](const DwellingStep& step) { return step.from == from && step.to == to; });
}

bool IsHeldByNobody(schema::DwellingState state) {
  return state == to_repair || state == under_works || state == ready;
}

bool IsLivedIn(schema::DwellingState state) { return state == occupied || state == without_title; }

std::string_view TextOf(schema::DwellingState state) { return schema::EnumNameDwellingState(state); }

}  // namespace fascicolo::engine
