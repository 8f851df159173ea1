#include "engine/families/isee_facts.h"

#include <algorithm>

#include "engine/decision.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

constexpr std::string_view kProtocolStart = "INPS-ISEE-";
constexpr std::size_t kYearDigits = 4;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsOfProtocol(char c) { return IsDigit(c) || (c >= 'A' && c <= 'Z') || c == '-'; }

bool IsMeans(std::int64_t cents) { return cents >= 0 && cents <= kMaxMeansCents; }

IseeRow FiguresOf(const schema::Attestation& attestation, Day from, Version version) {
  IseeRow row;
  row.type = attestation.isee_type();
  row.from = from;
  row.until = Day{attestation.valid_until()};
  row.issued_on = Day{attestation.issued_on()};
  row.isr = attestation.isr();
  row.isp = attestation.isp();
  row.ise = attestation.ise();
  row.scale = attestation.scale();
  row.isee = attestation.isee();
  row.discrepancies = attestation.discrepancies();
  row.version = version;
  return row;
}

bool IsSound(const schema::Attestation& attestation, const IseeRow& row) {
  return IsIseeType(row.type) && IsIseeProtocol(Text(attestation.protocol())) && AreMeans(attestation) &&
         IsPossible(row.from) && IsPossible(row.issued_on) && IsPossible(row.until) && row.until >= row.from;
}

}  // namespace

bool IsIseeProtocol(std::string_view text) {
  if (!text.starts_with(kProtocolStart) || text.size() > kMaxCodeBytes) return false;
  const auto rest = text.substr(kProtocolStart.size());
  if (rest.size() < kYearDigits + 2 || rest[kYearDigits] != '-') return false;
  return std::all_of(rest.begin(), rest.begin() + kYearDigits, IsDigit) &&
         std::all_of(rest.begin(), rest.end(), IsOfProtocol);
}

bool AreMeans(const schema::Attestation& attestation) {
  return IsMeans(attestation.isr()) && IsMeans(attestation.isp()) && IsMeans(attestation.ise()) &&
         IsMeans(attestation.isee()) && attestation.scale() >= kLeastScale && attestation.scale() <= kMostScale;
}

bool IsIseeType(schema::IseeType type) { return type != schema::IseeType::none && type <= schema::IseeType::MAX; }

std::optional<IseeRow> RowOf(const schema::IseeRecorded& fact, Version version) {
  if (fact.attestation() == nullptr) return std::nullopt;
  const IseeRow row = FiguresOf(*fact.attestation(), Day{fact.attestation()->issued_on()}, version);
  return IsSound(*fact.attestation(), row) ? std::optional(row) : std::nullopt;
}

std::optional<IseeRow> RowOf(const schema::IseeCorrected& fact, Version version) {
  if (fact.attestation() == nullptr) return std::nullopt;
  IseeRow row = FiguresOf(*fact.attestation(), Day{fact.from()}, version);
  row.corrects = Text(fact.corrects());
  const bool is_sound = IsSound(*fact.attestation(), row) && IsIseeProtocol(row.corrects);
  return is_sound ? std::optional(row) : std::nullopt;
}

}  // namespace fascicolo::engine
