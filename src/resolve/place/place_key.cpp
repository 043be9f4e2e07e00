#include "resolve/place/place_key.h"

#include <unicode/translit.h>

#include "base/utf8.h"

namespace daybook {
namespace {

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

bool linking_word(std::string_view word) {
  for (const std::string_view link : {"e", "i", "ye", "yi", "wa", "va", "o", "u", "al", "and"})
    if (word == link) return true;
  return false;
}

/// Letters that keyboards of Arabic, Persian and Pashto set differently for one sound, made one; vowel signs, the long
/// stroke and the joiners, which print nothing a reader would miss, dropped.
std::string level_arabic(std::string key) {
  constexpr char kFirstArabicLead = '\xD8';  // U+0600; Latin and Cyrillic keys have no byte as high
  if (std::none_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) >= static_cast<unsigned char>(kFirstArabicLead); })) return key;
  std::string out;
  for (std::size_t i = 0; i < key.size();) {
    const auto point = code_point_at(key, i);
    i += point.size;
    switch (point.value) {
      case U'ي': case U'ى': case U'ې': case U'ۍ': case U'ئ': append_utf8(out, U'ی'); break;
      case U'ك': append_utf8(out, U'ک'); break;
      case U'ګ': append_utf8(out, U'گ'); break;
      case U'أ': case U'إ': case U'آ': case U'ٱ': append_utf8(out, U'ا'); break;
      case U'ة': case U'ۀ': case U'ۂ': append_utf8(out, U'ه'); break;
      case U'ؤ': append_utf8(out, U'و'); break;
      case U'\u0640': case U'\u200C': case U'\u200D': case U'\u200E': case U'\u200F': break;
      default:
        if (point.value < U'\u064B' || point.value > U'\u0655') append_utf8(out, point.value);
    }
  }
  return out;
}

}  // namespace

std::string latin_key(std::string_view name) {
  const auto key = place_key(name);
  if (std::all_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return key;
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  if (!latin) return {};
  auto text = icu::UnicodeString::fromUTF8(key);
  latin->transliterate(text);
  std::string out;
  return place_key(text.toUTF8String(out));
}

std::string place_key(std::string_view name) {
  std::string out;
  for (const char c : level_arabic(fold_key(name))) {
    if (c == '\'' || c == '.' || c == '"' || c == '`') continue;
    if (c == '-' || c == '/' || c == ',' || c == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string spelling_fold(std::string_view key, bool russian) {
  std::string joined;
  while (!key.empty()) {
    const auto cut = key.find(' ');
    const auto word = key.substr(0, cut);
    if (!linking_word(word)) joined += word;
    if (cut == std::string_view::npos) break;
    key.remove_prefix(cut + 1);
  }
  struct Rule { std::string_view from, to; };
  static constexpr Rule kRussian[] = {{"dzh", "j"}, {"dj", "j"}};
  static constexpr Rule kDigraphs[] = {{"kh", "x"}, {"gh", "g"}, {"sh", "5"}, {"ch", "4"}, {"zh", "j"}, {"ph", "f"},
                                       {"th", "t"}, {"dh", "d"}, {"ck", "k"}, {"ts", "z"}, {"tz", "z"},
                                       {"q", "k"},  {"c", "k"},  {"w", "v"}};
  static constexpr Rule kVowels[] = {{"ee", "e"}, {"ie", "e"}, {"ei", "e"}, {"ai", "e"}, {"ay", "e"}, {"ey", "e"},
                                     {"oo", "o"}, {"ou", "o"}, {"au", "o"},
                                     {"i", "e"},  {"y", "e"},  {"u", "o"}};
  if (russian)
    for (const auto& rule : kRussian) replace_all(joined, rule.from, rule.to);
  // "ow" must be seen before w becomes v, so the vowel digraphs with w are levelled first.
  for (const Rule& rule : {Rule{"ow", "o"}, Rule{"aw", "o"}}) replace_all(joined, rule.from, rule.to);
  for (const auto& rule : kDigraphs) replace_all(joined, rule.from, rule.to);
  if (russian) replace_all(joined, "x", "h");
  std::string once;
  for (const char c : joined)
    if (once.empty() || once.back() != c || vowel(c)) once += c;
  for (const auto& rule : kVowels)
    replace_all(once, rule.from, rule.to);
  std::string out;
  for (const char c : once)
    if (out.empty() || out.back() != c) out += c;
  return out;
}

std::string consonant_skeleton(std::string_view fold) {
  std::string out;
  for (std::size_t i = 0; i < fold.size(); ++i) {
    if (i == 0 && vowel(fold[i])) out += 'a';
    else if (!vowel(fold[i]) && fold[i] != 'h') out += fold[i];
  }
  return out;
}

double levenshtein_ratio(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.empty()) return 1;
  if (b.size() > 63) return a == b ? 1 : 0;  // no name of a place is that long after folding
  std::array<std::uint8_t, 64> row{};
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = static_cast<std::uint8_t>(i);
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::uint8_t diagonal = row[0];
    row[0] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::uint8_t above = row[i];
      const std::uint8_t change = static_cast<std::uint8_t>(diagonal + (a[i - 1] != b[j - 1]));
      row[i] = std::min({change, static_cast<std::uint8_t>(row[i - 1] + 1), static_cast<std::uint8_t>(above + 1)});
      diagonal = above;
    }
  }
  return 1.0 - static_cast<double>(row[a.size()]) / static_cast<double>(b.size());
}

double spelling_score(std::string_view fold_a, std::string_view skeleton_a, std::string_view fold_b, std::string_view skeleton_b, double least) {
  // No two strings are more alike than their lengths are; most pairs end here or after the short skeletons.
  const auto at_most = [](std::string_view a, std::string_view b) {
    const auto longer = std::max(a.size(), b.size());
    return longer == 0 ? 1.0 : static_cast<double>(std::min(a.size(), b.size())) / static_cast<double>(longer);
  };
  const double needed = least - 1e-9;  // the bounds are rounded otherwise than the score
  const double fold_at_most = 0.5 * at_most(fold_a, fold_b);
  if (fold_at_most + 0.5 * at_most(skeleton_a, skeleton_b) < needed) return 0;
  const double skeletons = 0.5 * levenshtein_ratio(skeleton_a, skeleton_b);
  if (fold_at_most + skeletons < needed) return 0;
  return 0.5 * levenshtein_ratio(fold_a, fold_b) + skeletons;
}

}  // namespace daybook
