#include "neural/pretokens.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <bit>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook::neural {
namespace {

enum class Sort : std::uint8_t { space, letter, digit, other };

Sort sort_of(char32_t c) {
  if (c < 128) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Sort::letter;
    if (c >= '0' && c <= '9') return Sort::digit;
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) ? Sort::space : Sort::other;
  }
  if (c == 0x200B || c == 0xFEFF || c == 0x85) return Sort::space;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER: case U_LOWERCASE_LETTER: case U_TITLECASE_LETTER: case U_MODIFIER_LETTER: case U_OTHER_LETTER:
    case U_NON_SPACING_MARK: case U_ENCLOSING_MARK: case U_COMBINING_SPACING_MARK: return Sort::letter;
    case U_DECIMAL_DIGIT_NUMBER: return Sort::digit;
    case U_SPACE_SEPARATOR: case U_LINE_SEPARATOR: case U_PARAGRAPH_SEPARATOR: return Sort::space;
    default: return Sort::other;
  }
}

bool apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`' || c == 0xB4; }

/// Letters before a second word inside a run, 0 where there is none: "can|not", "gon|na", "did|nt".
std::size_t second_word(std::string_view run, const TwoWords& two_words) {
  constexpr std::size_t kLongest = 32;  // bytes; longer runs are none of the table
  if (run.size() > kLongest) return 0;
  std::string lower(run);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const auto found = two_words.find(lower);
  if (found == two_words.end() || found->second >= run.size()) return 0;
  return (static_cast<unsigned char>(run[found->second]) & 0xC0) == 0x80 ? 0 : found->second;
}

/// 0 lower case or no case, 1 capital first, 2 capitals, 3 mixed, 4 digits, 5 other; +6 if white space stands before.
std::uint8_t shape_of(std::string_view token, Sort sort, bool spaced) {
  std::uint8_t s = 5;
  if (sort == Sort::digit) s = 4;
  if (sort == Sort::letter) {
    std::size_t upper = 0, lower = 0, letters = 0, later_upper = 0;
    bool first_upper = false;
    for (std::size_t i = 0; i < token.size(); ++letters) {
      const auto point = code_point_at(token, i);
      const auto c = static_cast<UChar32>(point.value);
      const bool up = c < 128 ? c >= 'A' && c <= 'Z' : u_isupper(c) || u_istitle(c), low = c < 128 ? c >= 'a' && c <= 'z' : u_islower(c);
      upper += up;
      lower += low;
      if (i == 0) first_upper = up;
      else later_upper += up;
      i += point.size;
    }
    s = upper == 0 ? 0 : lower == 0 ? (letters > 1 ? 2 : 1) : first_upper && later_upper == 0 ? 1 : 3;
  }
  return static_cast<std::uint8_t>(s + (spaced ? 6 : 0));
}

}  // namespace

std::vector<Pretoken> pretokens(std::string_view text, const TwoWords& two_words) {
  std::vector<Pretoken> out;
  out.reserve(text.size() / 5 + 4);
  bool spaced = true;
  const auto add = [&](std::size_t begin, std::size_t end, Sort sort) {
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, spaced, shape_of(text.substr(begin, end - begin), sort, spaced)});
    spaced = false;
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto point = code_point_at(text, i);
    const auto sort = sort_of(point.value);
    std::size_t end = i + point.size;
    if (sort == Sort::space) {
      spaced = true;
      i = end;
      continue;
    }
    if (sort != Sort::other) {
      while (end < text.size()) {
        const auto next = code_point_at(text, end);
        if (sort_of(next.value) != sort) break;
        end += next.size;
      }
    }
    std::size_t cut = sort == Sort::letter ? second_word(text.substr(i, end - i), two_words) : 0;
    if (cut == 0 && sort == Sort::letter && end - i > 1 && (text[end - 1] == 'n' || text[end - 1] == 'N') && end < text.size()) {
      const auto mark = code_point_at(text, end);
      const std::size_t after = end + mark.size;
      if (apostrophe(mark.value) && after < text.size() && (text[after] == 't' || text[after] == 'T')) cut = end - i - 1;
    }
    if (cut > 0) {
      add(i, i + cut, sort);
      add(i + cut, end, sort);
    } else {
      add(i, end, sort);
    }
    i = end;
  }
  return out;
}

namespace {

// FNV-1a, a byte at a time: the hash of every beginning of a word falls off on the way through it.
constexpr std::uint32_t kFirst = 2166136261u, kInner = 40389u;  // where hashes of pieces at the beginning of a word and inside start
constexpr std::uint32_t hashed(std::uint32_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 16777619u; }
constexpr std::uint32_t mixed(std::uint32_t hash) { return hash ^ hash >> 15; }

/// Lower case, without accents: as the vocabulary is written.
std::string bare(std::string_view token) {
  UErrorCode code = U_ZERO_ERROR;
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8({token.data(), static_cast<std::int32_t>(token.size())});
  wide.toLower(icu::Locale::getRoot());
  wide = icu::Normalizer2::getNFDInstance(code)->normalize(wide, code);
  icu::UnicodeString without;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1))
    if (const auto c = wide.char32At(i); u_charType(c) != U_NON_SPACING_MARK) without.append(c);
  std::string out;
  without.toUTF8String(out);
  return out;
}

}  // namespace

WordPieces::WordPieces(std::string_view vocabulary) : vocabulary_(vocabulary) {
  const auto lines = static_cast<std::size_t>(std::count(vocabulary.begin(), vocabulary.end(), '\n')) + 1;
  table_.resize(std::bit_ceil(2 * lines));
  std::int32_t id = 0;
  for (std::size_t at = 0; at < vocabulary.size(); ++id) {
    const auto end = std::min(vocabulary.find('\n', at), vocabulary.size());
    auto piece = vocabulary.substr(at, end - at);
    const bool inner = piece.starts_with("##") && piece.size() > 2;
    if (inner) piece.remove_prefix(2);
    std::uint32_t hash = inner ? kInner : kFirst;
    for (const char c : piece) hash = hashed(hash, c);
    std::size_t place = mixed(hash) & (table_.size() - 1);
    while (table_[place].id >= 0) place = (place + 1) & (table_.size() - 1);
    table_[place] = {hash, id, static_cast<std::uint32_t>(piece.data() - vocabulary.data()), static_cast<std::uint32_t>(piece.size())};
    longest_ = std::max(longest_, piece.size());
    at = end + 1;
  }
  const auto special = [&](std::string_view name) {
    std::uint32_t hash = kFirst;
    for (const char c : name) hash = hashed(hash, c);
    const auto found = find(name, hash);
    if (found < 0) throw Error(ErrorCode::bad_resource, "The vocabulary of the model has no " + std::string(name) + ".", std::string(name));
    return found;
  };
  unknown_ = special("[UNK]");
  begin_ = special("[CLS]");
  end_ = special("[SEP]");
}

/// Pieces inside a word hash from another start: every step of the hash is one to one, so the same letters never meet under one hash.
std::int32_t WordPieces::find(std::string_view piece, std::uint32_t hash) const {
  for (std::size_t place = mixed(hash) & (table_.size() - 1); table_[place].id >= 0; place = (place + 1) & (table_.size() - 1)) {
    const Entry& entry = table_[place];
    if (entry.hash == hash && entry.size == piece.size() && vocabulary_.substr(entry.at, entry.size) == piece) return entry.id;
  }
  return -1;
}

bool WordPieces::whole(std::string_view word) const {
  std::uint32_t hash = kFirst;
  for (const char c : word) hash = hashed(hash, c);
  return find(word, hash) >= 0;
}

void WordPieces::append(std::string_view token, std::vector<std::int32_t>& out) const {
  constexpr std::size_t kLongest = 400;  // bytes; longer ones are no words
  const std::size_t had = out.size();
  if (token.size() > kLongest) return out.push_back(unknown_);
  char letters[kLongest];
  std::string folded;
  std::string_view word;
  if (std::all_of(token.begin(), token.end(), [](char c) { return static_cast<unsigned char>(c) < 128; })) {
    for (std::size_t i = 0; i < token.size(); ++i) letters[i] = static_cast<char>(token[i] >= 'A' && token[i] <= 'Z' ? token[i] + 32 : token[i]);
    word = {letters, token.size()};
  } else {
    word = folded = bare(token);
  }
  std::array<std::uint32_t, 64> hashes;  // of the beginnings of what is left
  const std::size_t longest = std::min(longest_, hashes.size());
  for (std::size_t at = 0; at < word.size();) {
    std::size_t size = std::min(word.size() - at, longest);
    std::uint32_t hash = at == 0 ? kFirst : kInner;
    for (std::size_t i = 0; i < size; ++i) hashes[i] = hash = hashed(hash, word[at + i]);
    std::int32_t id = -1;
    while (size > 0 && (id = find(word.substr(at, size), hashes[size - 1])) < 0) --size;
    if (id < 0) {
      out.resize(had);
      break;
    }
    if (out.size() - had < kMost) out.push_back(id);
    at += size;
  }
  if (out.size() == had) out.push_back(unknown_);
}

}  // namespace daybook::neural
