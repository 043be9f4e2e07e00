#include "neural/pretokens.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

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

WordPieces::WordPieces(std::string_view vocabulary) {
  std::int32_t id = 0;
  first_.reserve(32768);
  inner_.reserve(8192);
  for (std::size_t at = 0; at < vocabulary.size(); ++id) {
    const auto end = std::min(vocabulary.find('\n', at), vocabulary.size());
    const auto piece = vocabulary.substr(at, end - at);
    if (piece.starts_with("##") && piece.size() > 2) inner_.emplace(piece.substr(2), id);
    else first_.emplace(piece, id);
    longest_ = std::max(longest_, piece.size());
    at = end + 1;
  }
  const auto special = [&](const char* name) {
    const auto found = first_.find(name);
    if (found == first_.end()) throw Error(ErrorCode::bad_resource, std::string("The vocabulary of the model has no ") + name + ".", name);
    return found->second;
  };
  unknown_ = special("[UNK]");
  begin_ = special("[CLS]");
  end_ = special("[SEP]");
}

void WordPieces::append(std::string_view token, std::vector<std::int32_t>& out) const {
  constexpr std::size_t kLongest = 400;  // bytes; longer ones are no words
  std::string word;
  if (token.size() <= kLongest) {
    bool plain = true;
    for (const char c : token) plain = plain && static_cast<unsigned char>(c) < 128;
    if (plain) {
      word.assign(token);
      for (char& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else {
      UErrorCode code = U_ZERO_ERROR;
      icu::UnicodeString wide = icu::UnicodeString::fromUTF8({token.data(), static_cast<std::int32_t>(token.size())});
      wide.toLower(icu::Locale::getRoot());
      wide = icu::Normalizer2::getNFDInstance(code)->normalize(wide, code);
      icu::UnicodeString bare;
      for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1))
        if (const auto c = wide.char32At(i); u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
      bare.toUTF8String(word);
    }
  }
  const std::size_t had = out.size();
  for (std::size_t at = 0; at < word.size();) {
    const auto& pieces = at == 0 ? first_ : inner_;
    std::size_t size = std::min(word.size() - at, longest_);
    for (; size > 0; --size) {
      if (const auto found = pieces.find(std::string_view(word).substr(at, size)); found != pieces.end()) {
        if (out.size() - had < kMost) out.push_back(found->second);
        break;
      }
    }
    if (size == 0) {
      out.resize(had);
      break;
    }
    at += size;
  }
  if (out.size() == had) out.push_back(unknown_);
}

}  // namespace daybook::neural
