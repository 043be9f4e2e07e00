#include "language/name_features.h"

#include "base/utf8.h"
#include "language/characters.h"
#include "resource/table.h"

namespace daybook {
namespace {

/// "McCain's" -> "XxXx'x": runs of one kind become one sign.
std::string shape_of(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto c = code_point_at(word, i);
    i += c.size;
    const char kind = is_upper(c.value) ? 'X' : is_lower(c.value) ? 'x' : is_digit(c.value) ? 'd' : is_letter(c.value) ? 'a' : c.value < 128 ? static_cast<char>(c.value) : 'o';
    if (out.empty() || out.back() != kind) out += kind;
    if (out.size() >= 8) break;
  }
  // One capital alone is an initial; several are an acronym.
  if (out == "X") out = count_points(word) == 1 ? "I" : "XX";
  return out;
}

std::string first_points(std::string_view word, std::size_t n) {
  std::size_t at = 0;
  while (at < word.size() && n-- > 0) at += code_point_at(word, at).size;
  return std::string(word.substr(0, at));
}

std::string last_points(std::string_view word, std::size_t n) {
  std::size_t at = word.size();
  while (at > 0 && n > 0) {
    do --at; while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80);
    --n;
  }
  return std::string(word.substr(at));
}

/// Digits all alike: numbers are told apart by length only.
std::string key_of(std::string_view word) {
  auto out = lower(word.substr(0, 80));
  for (char& c : out)
    if (c >= '0' && c <= '9') c = '0';
  return out;
}

class Hasher {
 public:
  explicit Hasher(std::vector<std::uint32_t>& out) : out_(out) {}

  template <class... Parts>
  void add(std::uint8_t which, const Parts&... parts) {
    std::uint32_t h = 2166136261u;
    mix(h, which);
    (part(h, parts), ...);
    // A last round spreads the low bits, which choose the row.
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 12;
    out_.push_back(h);
  }

 private:
  static void mix(std::uint32_t& h, unsigned char c) { h = (h ^ c) * 16777619u; }
  static void part(std::uint32_t& h, std::string_view text) {
    for (const char c : text) mix(h, static_cast<unsigned char>(c));
    mix(h, 1);
  }
  std::vector<std::uint32_t>& out_;
};

/// Words that join the parts of a capitalised name: "Ministry of Defence".
bool joins(const std::string& key) { return key == "of" || key == "and" || key == "the" || key == "for" || key == "de" || key == "al" || key == "-" || key == "&"; }

}  // namespace

NameLexicon::NameLexicon(std::string_view words_table, std::string_view places, std::string_view organisations)
    : places_(places), organisations_(organisations) {
  const auto table = Table::read(words_table, "name_words.tsv");
  const auto word = table.column("word"), kind = table.column("class");
  for (const auto& row : table.rows()) {
    auto& classes = words_[row[word]];
    classes += (classes.empty() ? "" : "+") + row[kind];
  }
}

NameLexicon::Phrases::Phrases(std::string_view lines) {
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    const std::string name(lines.substr(at, end - at));
    at = end + 1;
    if (name.empty() || name[0] == '#') continue;
    auto& most = openers[name.substr(0, name.find(' '))];
    most = std::max<std::size_t>(most, 1 + static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')));
    names.insert(name);
  }
}

/// The longest names from left to right; they begin with a capital.
void NameLexicon::Phrases::mark(const std::vector<std::string>& forms, const std::vector<std::string>& keys, std::string_view one,
                                std::string_view several, std::vector<std::string>& out) const {
  for (std::size_t i = 0; i < forms.size();) {
    std::size_t taken = 0;
    const auto opener = starts_upper(forms[i]) ? openers.find(keys[i]) : openers.end();
    if (opener != openers.end()) {
      std::string phrase;
      for (std::size_t n = 1; n <= opener->second && i + n <= forms.size(); ++n) {
        phrase += (n == 1 ? "" : " ") + keys[i + n - 1];
        if (names.contains(phrase)) taken = n;
      }
    }
    for (std::size_t k = 0; k < taken; ++k) out[i + k] += (out[i + k].empty() ? "" : "+") + std::string(taken == 1 ? one : several);
    i += std::max<std::size_t>(taken, 1);
  }
}

std::vector<std::string> NameLexicon::classes(const std::vector<std::string>& forms) const {
  std::vector<std::string> out(forms.size()), keys;
  for (const auto& form : forms) keys.push_back(lower(std::string_view(form).substr(0, 80)));
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (const auto found = words_.find(keys[i]); found != words_.end()) out[i] = found->second;
  places_.mark(forms, keys, "place", "places", out);
  organisations_.mark(forms, keys, "organisation", "organisations", out);
  return out;
}

std::vector<std::vector<std::uint32_t>> name_features(const std::vector<std::string>& forms, const std::vector<Upos>& tags, const NameLexicon& lexicon) {
  const std::size_t n = forms.size();
  static const std::string kEdge = "<>", kNone;
  std::vector<std::string> key(n), shape(n);
  for (std::size_t i = 0; i < n; ++i) {
    key[i] = key_of(forms[i]);
    shape[i] = shape_of(forms[i]);
  }
  const auto classes = lexicon.classes(forms);
  const auto capital = [&](std::size_t i) { return starts_upper(forms[i]); };
  // Runs of capitalised words, joined over "of" and the like: first and last word of the run each word is in.
  std::vector<std::size_t> run_first(n), run_last(n);
  for (std::size_t i = 0; i < n; ++i) {
    run_first[i] = run_last[i] = i;
    if (!capital(i)) continue;
    std::size_t from = i;
    while (from > 0 && i - from < 8 && (capital(from - 1) || (from > 1 && joins(key[from - 1]) && capital(from - 2)))) --from;
    std::size_t to = i;
    while (to + 1 < n && to - i < 8 && (capital(to + 1) || (to + 2 < n && joins(key[to + 1]) && capital(to + 2)))) ++to;
    run_first[i] = from;
    run_last[i] = to;
  }
  const auto K = [&](std::ptrdiff_t i) -> const std::string& { return i < 0 || i >= static_cast<std::ptrdiff_t>(n) ? kEdge : key[i]; };
  const auto S = [&](std::ptrdiff_t i) -> const std::string& { return i < 0 || i >= static_cast<std::ptrdiff_t>(n) ? kEdge : shape[i]; };
  const auto U = [&](std::ptrdiff_t i) { return i < 0 || i >= static_cast<std::ptrdiff_t>(n) ? "<>" : name_of(tags[static_cast<std::size_t>(i)]); };
  const auto C = [&](std::ptrdiff_t i) -> const std::string& { return i < 0 || i >= static_cast<std::ptrdiff_t>(n) ? kNone : classes[i]; };

  std::vector<std::vector<std::uint32_t>> out(n);
  for (std::size_t at = 0; at < n; ++at) {
    const auto i = static_cast<std::ptrdiff_t>(at);
    auto& features = out[at];
    features.reserve(48);
    Hasher h(features);
    const std::string place = at == 0 ? "first" : at == 1 && !capital(0) ? "second" : "in";
    h.add(1, forms[at].size() > 80 ? kEdge : forms[at]);
    h.add(2, K(i));
    h.add(7, K(i - 1), K(i));
    h.add(8, K(i), K(i + 1));
    h.add(14, K(i), S(i), place);
    h.add(20, first_points(key[at], 4));
    h.add(24, last_points(key[at], 4));
    h.add(47, K(i), U(i));
    h.add(0);
    h.add(3, K(i - 1));
    h.add(4, K(i + 1));
    h.add(5, K(i - 2));
    h.add(6, K(i + 2));
    h.add(9, S(i));
    h.add(10, S(i - 1), S(i));
    h.add(11, S(i), S(i + 1));
    h.add(12, S(i - 1), S(i), S(i + 1));
    h.add(13, S(i), place);
    h.add(15, K(i - 1), S(i));
    h.add(16, K(i + 1), S(i));
    for (std::size_t k = 1; k <= 3; ++k) {
      h.add(static_cast<std::uint8_t>(16 + k), first_points(key[at], k));
      h.add(static_cast<std::uint8_t>(20 + k), last_points(key[at], k));
    }
    h.add(25, last_points(key[at], 3), S(i));
    h.add(26, i > 0 ? last_points(K(i - 1), 3) : kEdge, S(i));
    h.add(27, last_points(K(i + 1), 3), S(i));
    h.add(28, K(i - 2), K(i - 1), S(i));
    h.add(29, K(i + 1), K(i + 2), S(i));
    h.add(30, C(i), S(i));
    h.add(31, C(i - 1), S(i));
    h.add(32, C(i + 1), S(i));
    h.add(33, C(i - 1), C(i), S(i));
    h.add(34, C(i), C(i + 1), S(i));
    h.add(35, C(i - 2), C(i - 1), S(i));
    h.add(48, U(i), S(i), place);
    h.add(49, U(i - 1), U(i), S(i));
    h.add(50, U(i), U(i + 1), S(i));
    h.add(51, U(i - 1), U(i), U(i + 1));
    h.add(52, K(i - 1), U(i));
    h.add(53, C(i), U(i));
    if (capital(at)) {
      const auto from = static_cast<std::ptrdiff_t>(run_first[at]), to = static_cast<std::ptrdiff_t>(run_last[at]);
      const std::string where = from == i ? (to == i ? "only" : "begin") : to == i ? "end" : "inside";
      h.add(36, K(to), where);
      h.add(37, K(from), where);
      h.add(38, K(from - 1), where);
      h.add(39, K(to + 1), where);
      h.add(40, C(to), where);
      h.add(41, C(from), where);
      h.add(42, C(from - 1), where, S(i));
      h.add(43, C(to + 1), where, S(i));
      h.add(44, std::to_string(std::min<std::ptrdiff_t>(to - from, 5)), where, place);
      h.add(45, K(from - 2), K(from - 1), where);
      h.add(46, K(to + 1), K(to + 2), where);
    }
  }
  return out;
}

}  // namespace daybook
