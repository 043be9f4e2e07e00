#include "clean/dates.h"

#include <cctype>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "clean/html_tree.h"

namespace daybook {
namespace {

struct Token {
  std::string text;
  int number = -1;
  std::size_t digits = 0;
  char after = 0;  ///< the character that follows
};

std::optional<Day> day_of(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const Day out = Day::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (static_cast<int>(out.day()) != day) return {};
  return out;
}

std::vector<Token> tokens_of(std::string_view folded) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < folded.size();) {
    const auto b = static_cast<unsigned char>(folded[i]);
    if (!std::isalnum(b) && b < 0x80) {
      ++i;
      continue;
    }
    const bool digit = std::isdigit(b);
    std::size_t end = i;
    while (end < folded.size() && (digit ? std::isdigit(static_cast<unsigned char>(folded[end])) != 0
                                         : std::isalpha(static_cast<unsigned char>(folded[end])) || static_cast<unsigned char>(folded[end]) >= 0x80))
      ++end;
    Token token{std::string(folded.substr(i, end - i))};
    if (digit) {
      token.digits = end - i;
      if (token.digits <= 8) token.number = std::stoi(token.text);
    }
    token.after = end < folded.size() ? folded[end] : '\0';
    out.push_back(std::move(token));
    i = end;
  }
  return out;
}

}  // namespace

std::optional<Day> find_day(std::string_view text, const CleanLexicon& lexicon) {
  const auto tokens = tokens_of(fold_key(text.substr(0, 400)));
  const auto number = [&](std::size_t i, std::size_t digits_max) {
    return i < tokens.size() && tokens[i].number >= 0 && tokens[i].digits <= digits_max ? tokens[i].number : -1;
  };
  const auto month = [&](std::size_t i) {
    if (i >= tokens.size()) return 0;
    const auto found = lexicon.months.find(tokens[i].text);
    return found == lexicon.months.end() ? 0 : static_cast<int>(found->second);
  };
  const auto weekday = [&](std::size_t i) {
    if (i >= tokens.size()) return -1;
    const auto found = lexicon.weekdays.find(tokens[i].text);
    return found == lexicon.weekdays.end() ? -1 : found->second;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& t = tokens[i];
    if (t.digits == 4) {  // 2021-07-14, 2021/07/14
      if (t.after == '-' || t.after == '/' || t.after == '.')
        if (auto day = day_of(t.number, number(i + 1, 2), number(i + 2, 2))) return day;
      if (month(i + 1) && number(i + 2, 2) > 0)
        if (auto day = day_of(t.number, month(i + 1), number(i + 2, 2))) return day;
    }
    if (t.digits == 8 && t.number > 19000000)
      if (auto day = day_of(t.number / 10000, t.number / 100 % 100, t.number % 100)) return day;
    if (t.digits > 0 && t.digits <= 2) {
      std::size_t j = i + 1;  // 14 July 2021, 14th of July, 2021, 14 de julio de 2021
      for (const char* filler : {"st", "nd", "rd", "th", "of", "de", "er"})
        if (j < tokens.size() && tokens[j].text == filler) ++j;
      if (const int m = month(j)) {
        ++j;
        if (j < tokens.size() && (tokens[j].text == "de" || tokens[j].text == "of")) ++j;
        if (j < tokens.size() && tokens[j].digits == 4)
          if (auto day = day_of(tokens[j].number, m, t.number)) return day;
      }
      if ((t.after == '.' || t.after == '/' || t.after == '-') && i + 2 < tokens.size() && tokens[i + 1].digits > 0 && tokens[i + 1].digits <= 2 &&
          tokens[i + 2].digits == 4) {
        const auto first = day_of(tokens[i + 2].number, tokens[i + 1].number, t.number);
        const auto second = t.after == '.' ? std::optional<Day>{} : day_of(tokens[i + 2].number, t.number, tokens[i + 1].number);
        if (first && second && *first != *second) {
          const int named = weekday(i - 1) >= 0 ? weekday(i - 1) : weekday(i + 3);
          if (named == first->weekday() && named != second->weekday()) return first;
          if (named == second->weekday() && named != first->weekday()) return second;
        }
        if (first && (!second || *first == *second)) return first;
        if (second && !first) return second;
      }
    }
    if (t.digits > 0 && t.digits <= 2 && t.after == '.' && i + 2 < tokens.size() && tokens[i + 1].digits > 0 && tokens[i + 1].digits <= 2 &&
        tokens[i + 1].after == '.' && tokens[i + 2].digits == 2 && tokens[i + 2].after != '.' && (i == 0 || tokens[i - 1].after != '.')) {
      const int year = tokens[i + 2].number;
      if (auto day = day_of(year + (year < 70 ? 2000 : 1900), tokens[i + 1].number, t.number)) return day;
    }
    if (const int m = month(i)) {  // July 14, 2021
      std::size_t j = i + 2;
      for (const char* filler : {"st", "nd", "rd", "th"})
        if (j < tokens.size() && tokens[j].text == filler) ++j;
      if (number(i + 1, 2) > 0 && j < tokens.size() && tokens[j].digits == 4)
        if (auto day = day_of(tokens[j].number, m, tokens[i + 1].number)) return day;
    }
  }
  return {};
}

std::string published_part(std::string_view line, const CleanLexicon& lexicon) {
  std::string text = squeeze(line.substr(0, 400));
  bool labelled = false;
  for (std::size_t at = 0; at < text.size();) {  // labels start a word
    const auto key = fold_key(std::string_view(text).substr(at, 60));
    const bool updated = label_length(lexicon, LabelRole::updated, key) > 0;
    if (!updated && label_length(lexicon, LabelRole::published, key) > 0) {
      auto rest = text.substr(at);
      for (std::size_t next = 1; next < rest.size(); ++next)
        if (rest[next - 1] == ' ' && label_length(lexicon, LabelRole::updated, fold_key(std::string_view(rest).substr(next, 60))) > 0) {
          rest.resize(next - 1);
          break;
        }
      if (find_day(rest, lexicon)) return rest;
    }
    labelled = labelled || updated;
    const auto space = text.find(' ', at);
    if (space == std::string::npos) break;
    at = space + 1;
  }
  // "2 July 2021 (updated 4 July 2021)": what stands before the label is the day of publication.
  for (std::size_t at = 1; at < text.size(); ++at)
    if ((text[at - 1] == ' ' || text[at - 1] == '(') && label_length(lexicon, LabelRole::updated, fold_key(std::string_view(text).substr(at, 60))) > 0) {
      const std::string before(trim(std::string_view(text).substr(0, at - 1)));
      return find_day(before, lexicon) ? before : std::string{};
    }
  return labelled ? std::string{} : text;
}

std::optional<Day> day_in_url(std::string_view url) {
  const auto scheme = url.find("://");
  const auto path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  const auto tokens = tokens_of(fold_key(url.substr(path, 400)));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].digits == 8)
      if (auto day = day_of(tokens[i].number / 10000, tokens[i].number / 100 % 100, tokens[i].number % 100)) return day;
    if (tokens[i].digits == 4 && i + 2 < tokens.size() && tokens[i + 1].digits == 2 && tokens[i + 2].digits <= 2 && tokens[i + 2].digits > 0 &&
        tokens[i].after == tokens[i + 1].after)
      if (auto day = day_of(tokens[i].number, tokens[i + 1].number, tokens[i + 2].number)) return day;
    if (tokens[i].digits == 2 && i + 2 < tokens.size() && tokens[i + 1].digits == 2 && tokens[i + 2].digits == 4 && tokens[i].after == '-' &&
        tokens[i + 1].after == '-') {
      const auto first = day_of(tokens[i + 2].number, tokens[i + 1].number, tokens[i].number);
      const auto second = day_of(tokens[i + 2].number, tokens[i].number, tokens[i + 1].number);
      if (first && (!second || *first == *second)) return first;
    }
  }
  return {};
}

}  // namespace daybook
