#include "connectors/exports/siuss/regions.h"

#include <array>
#include <charconv>

namespace fascicolo::siuss {
namespace {

/// Provinces `first` to `last` belong to it.
struct Stretch {
  int first;
  int last;
  std::string_view region;
};
constexpr std::array<Stretch, 34> kStretches{{{1, 6, "01"},     {7, 7, "02"},     {8, 11, "07"},    {12, 20, "03"},
                                              {21, 22, "04"},   {23, 29, "05"},   {30, 32, "06"},   {33, 40, "08"},
                                              {41, 44, "11"},   {45, 53, "09"},   {54, 55, "10"},   {56, 60, "12"},
                                              {61, 65, "15"},   {66, 69, "13"},   {70, 70, "14"},   {71, 75, "16"},
                                              {76, 77, "17"},   {78, 80, "18"},   {81, 89, "19"},   {90, 92, "20"},
                                              {93, 93, "06"},   {94, 94, "14"},   {95, 95, "20"},   {96, 96, "01"},
                                              {97, 98, "03"},   {99, 99, "08"},   {100, 100, "09"}, {101, 102, "18"},
                                              {103, 103, "01"}, {104, 107, "20"}, {108, 108, "03"}, {109, 109, "11"},
                                              {110, 110, "16"}, {111, 119, "20"}}};

}  // namespace

std::string_view RegionOf(std::string_view municipality) {
  constexpr std::size_t kDigits = 6;
  if (municipality.size() != kDigits) return {};
  int province = 0;
  const auto read = std::from_chars(municipality.data(), municipality.data() + 3, province);
  if (read.ec != std::errc{} || read.ptr != municipality.data() + 3) return {};
  for (const Stretch& one : kStretches) {
    if (one.first <= province && province <= one.last) return one.region;
  }
  return {};
}

}  // namespace fascicolo::siuss
