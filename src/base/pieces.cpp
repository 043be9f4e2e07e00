#include "base/pieces.h"

#include <array>
#include <cstdlib>

#include "base/utf8.h"

namespace daybook {
namespace {

struct Valued { std::string_view word; int value; };

// The closed class of English numerals.
constexpr Valued kSmall[] = {{"zero", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7},
    {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}};
constexpr Valued kTens[] = {{"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
struct Scale { std::string_view word; double value; };
constexpr Scale kScales[] = {{"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"dozen", 12},
                             {"k", 1e3}, {"m", 1e6}, {"mn", 1e6}, {"bn", 1e9}};
constexpr Valued kOrdinals[] = {{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"fifth", 5}, {"sixth", 6}, {"seventh", 7},
    {"eighth", 8}, {"ninth", 9}, {"tenth", 10}, {"eleventh", 11}, {"twelfth", 12}, {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15},
    {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20}, {"thirtieth", 30}};

template <class Row, std::size_t N>
const Row* find(const Row (&rows)[N], std::string_view word) {
  for (const Row& row : rows)
    if (row.word == word) return &row;
  return nullptr;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && c < 0xFE00;
}

/// End of a number that starts at `i`: groups of three after commas, one decimal part.
std::size_t number_end(std::string_view text, std::size_t i, std::size_t end) {
  auto run = [&](std::size_t p) { while (p < end && digit(text[p])) ++p; return p; };
  std::size_t p = run(i);
  if (p - i <= 3)
    while (p + 3 < end && text[p] == ',' && run(p + 1) == p + 4) p += 4;
  else if (p + 3 < end && text[p] == ',' && run(p + 1) == p + 4 && p - i > 4) p += 4;
  if (p + 1 < end && text[p] == '.' && digit(text[p + 1])) {
    const std::size_t q = run(p + 1);
    if (!(q + 1 < end && text[q] == '.' && digit(text[q + 1])) && !(i > 1 && text[i - 1] == '.' && digit(text[i - 2]))) p = q;  // 14.07.2021 is no decimal
  }
  return p;
}

double to_number(std::string_view digits) {
  std::string plain;
  for (char c : digits)
    if (c != ',') plain += c;
  return std::strtod(plain.c_str(), nullptr);
}

}  // namespace

std::vector<Piece> cut_pieces(std::string_view text, Span span) {
  std::vector<Piece> out;
  bool space = true;
  for (std::size_t i = span.begin; i < span.end;) {
    const CodePoint c = code_point_at(text, i);
    if (c.value <= ' ' || c.value == 0xA0 || c.value == 0x202F || c.value == 0x2009) { space = true; i += c.size; continue; }
    Piece piece;
    piece.space_before = space;
    space = false;
    std::size_t end = i + c.size;
    if (c.value < 0x80 && digit(static_cast<char>(c.value))) {
      end = number_end(text, i, span.end);
      piece.kind = PieceKind::number;
    } else if (is_letter(c.value)) {
      while (end < span.end) {
        const CodePoint next = code_point_at(text, end);
        if (!is_letter(next.value)) break;
        end += next.size;
      }
      piece.kind = PieceKind::word;
      piece.capital = c.value >= 'A' && c.value <= 'Z';
    }
    if (c.value == 0x2019 || c.value == 0x2018) piece.low = "'";
    else if (c.value >= 0x2010 && c.value <= 0x2015) piece.low = "-";
    else for (char b : text.substr(i, end - i)) piece.low += b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b;
    piece.span = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
    out.push_back(std::move(piece));
    i = end;
  }
  return out;
}

std::optional<OrdinalAt> ordinal_at(const std::vector<Piece>& p, std::size_t i) {
  if (i >= p.size()) return std::nullopt;
  if (p[i].kind == PieceKind::number && i + 1 < p.size() && !p[i + 1].space_before) {
    const auto& s = p[i + 1].low;
    if (s == "st" || s == "nd" || s == "rd" || s == "th") return OrdinalAt{std::atoi(p[i].low.c_str()), i + 2, true};
    return std::nullopt;
  }
  if (p[i].kind != PieceKind::word) return std::nullopt;
  if (const auto* o = find(kOrdinals, p[i].low)) return OrdinalAt{o->value, i + 1, false};
  if (const auto* t = find(kTens, p[i].low); t && i + 2 < p.size() && p[i + 1].low == "-")
    if (const auto* o = find(kOrdinals, p[i + 2].low); o && o->value < 10) return OrdinalAt{t->value + o->value, i + 3, false};
  return std::nullopt;
}

std::optional<NumberAt> number_at(const std::vector<Piece>& p, std::size_t i) {
  auto low = [&](std::size_t k) -> std::string_view { return k < p.size() ? std::string_view(p[k].low) : std::string_view(); };
  if (i >= p.size()) return std::nullopt;
  NumberAt out;
  std::size_t k = i;
  if (p[i].kind == PieceKind::number) {
    out = {to_number(p[i].low), i + 1, true, p[i].low.find_first_of(",.") == std::string::npos};
    k = i + 1;
    if (k < p.size() && !p[k].space_before && p[k].kind == PieceKind::word && (low(k) == "th" || low(k) == "st" || low(k) == "nd" || low(k) == "rd")) return std::nullopt;
    if (k + 2 < p.size() && p[k].kind == PieceKind::number && low(k + 1) == "/" && p[k + 2].kind == PieceKind::number && to_number(low(k + 2)) > 0) {  // 5 1/2
      out.value += to_number(low(k)) / to_number(low(k + 2));
      out.end = k = k + 3;
      out.plain = false;
    }
  } else {
    // Words: (small | tens[-small] | "a") then scales, added up as in "two hundred and fifty thousand".
    double total = 0, group = 0;
    bool any = false;
    for (;;) {
      const auto* small = find(kSmall, low(k));
      const auto* tens = find(kTens, low(k));
      if (small && (!any || group == 0 || static_cast<long>(group) % 100 == 0)) {
        group += small->value;
        any = true;
        ++k;
      } else if (tens && (!any || group == 0 || static_cast<long>(group) % 100 == 0)) {
        group += tens->value;
        any = true;
        ++k;
        const std::size_t next = low(k) == "-" && k < p.size() && !p[k].space_before ? k + 1 : k;
        if (const auto* unit = find(kSmall, low(next)); unit && unit->value > 0 && unit->value < 10) { group += unit->value; k = next + 1; }
      } else if (!any && (low(k) == "a" || low(k) == "an") && find(kScales, low(k + 1)) && low(k + 1).size() > 2) {
        group = 1;
        any = true;
        ++k;
      } else if (const auto* scale = find(kScales, low(k)); any && scale && low(k).size() > 2) {
        if (scale->value == 100 || scale->value == 12) group *= scale->value;
        else { total += group * scale->value; group = 0; }
        ++k;
        if (low(k) == "and" && (find(kSmall, low(k + 1)) || find(kTens, low(k + 1))) && scale->value >= 100 && group != 12) {
          // "two hundred and fifty", but not "a hundred and two thousand": the sum must stay below the scale
          ++k;
          continue;
        }
      } else {
        break;
      }
    }
    if (!any) return std::nullopt;
    out.value = total + group;
    out.end = k;
    if (low(k) == "and" && low(k + 1) == "a" && low(k + 2) == "half") { out.value += 0.5; out.end = k + 3; }
    return out;
  }
  // digits with words of scale: "1.5 million", "7k"
  if (const auto* scale = find(kScales, low(k)); scale && k < p.size()) {
    const bool short_form = low(k).size() <= 2;
    if (!short_form || (!p[k].space_before && low(k) != "m")) {
      out.value *= scale->value;
      out.end = k + 1;
      out.plain = false;
    }
  } else if (low(k) == "and" && low(k + 1) == "a" && low(k + 2) == "half") {
    out.value += 0.5;
    out.end = k + 3;
    out.plain = false;
  }
  return out;
}

}  // namespace daybook
