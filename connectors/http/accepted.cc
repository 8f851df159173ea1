#include "connectors/http/accepted.h"

#include <algorithm>
#include <string>

namespace fascicolo::http {
namespace {

std::string_view Trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls `take` with what stands before each comma, and behind the last.
template <class Take>
void ForEachPart(std::string_view list, char separator, Take take) {
  while (true) {
    const auto end = list.find(separator);
    if (const auto part = Trimmed(list.substr(0, end)); !part.empty()) take(part);
    if (end == std::string_view::npos) return;
    list.remove_prefix(end + 1);
  }
}

/// In thousandths (RFC 9110, section 12.4.2); what is no weight is 0.
int WeightIn(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
  if (text.size() > 1 && text[1] != '.') return 0;
  int weight = (text[0] - '0') * 1'000;
  int unit = 100;
  for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return 0;
    weight += (text[i] - '0') * unit;
  }
  return std::min(weight, 1'000);
}

struct Liked {
  std::string_view name;
  int weight = 1'000;
};
Liked LikedIn(std::string_view part) {
  Liked liked;
  ForEachPart(part, ';', [&](std::string_view piece) {
    if (liked.name.empty()) {
      liked.name = piece;
    } else if (piece.starts_with("q=") || piece.starts_with("Q=")) {
      liked.weight = WeightIn(piece.substr(2));
    }
  });
  return liked;
}

bool SameText(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// How exactly a range names a type: 3 the type itself, 2 "text/*", 1 "*/*", 0 not at all.
int Exactness(std::string_view range, std::string_view type) {
  if (SameText(range, type)) return 3;
  if (range == "*/*") return 1;
  const auto slash = type.find('/');
  return range.ends_with("/*") && SameText(range.substr(0, range.size() - 1), type.substr(0, slash + 1)) ? 2 : 0;
}

/// Every value of a header, as one list.
std::optional<std::string> ListOf(const std::vector<Header>& headers, std::string_view name) {
  std::optional<std::string> list;
  for (const Header& header : headers) {
    if (!SameText(header.name, name)) continue;
    list = list ? *list + "," + header.value : header.value;
  }
  return list;
}

int WeightOf(std::string_view list, std::string_view type) {
  int exactness = 0;
  int weight = 0;
  ForEachPart(list, ',', [&](std::string_view part) {
    const Liked liked = LikedIn(part);
    const int exact = Exactness(liked.name, type);
    if (exact <= exactness) return;
    exactness = exact;
    weight = liked.weight;
  });
  return weight;
}

}  // namespace

std::optional<std::size_t> BestType(const std::vector<Header>& headers, std::span<const std::string_view> offered) {
  const auto list = ListOf(headers, "Accept");
  if (!list) return 0;
  std::optional<std::size_t> best;
  int most = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const int weight = WeightOf(*list, offered[i]);
    if (weight <= most) continue;
    most = weight;
    best = i;
  }
  return best;
}

bool TakesGzip(const std::vector<Header>& headers) {
  const auto list = ListOf(headers, "Accept-Encoding");
  if (!list) return false;
  std::optional<int> named;
  int any = 0;
  ForEachPart(*list, ',', [&](std::string_view part) {
    const Liked liked = LikedIn(part);
    if (SameText(liked.name, "gzip") || SameText(liked.name, "x-gzip")) named = liked.weight;
    if (liked.name == "*") any = liked.weight;
  });
  return named.value_or(any) > 0;
}

bool HasTag(std::string_view list, std::string_view tag) {
  bool has = Trimmed(list) == "*";
  ForEachPart(list, ',', [&](std::string_view one) {
    if (one.starts_with("W/")) one.remove_prefix(2);
    has = has || one == tag;
  });
  return has;
}

}  // namespace fascicolo::http
