#include "clean/wire_credit.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/html_tree.h"

namespace daybook {
namespace {

constexpr std::size_t kDatelineMax = 120;  // bytes
constexpr std::size_t kPlaceMax = 70;      // bytes before an agency in brackets
constexpr std::size_t kLineMax = 400;

bool letter(char c) { return is_word_byte(c); }
bool edge(std::string_view text, std::size_t at) { return at >= text.size() || !letter(text[at]); }

/// Bytes of the longest word or phrase of a role that a folded text starts with; 0 if none.
std::size_t wire_length(const CleanLexicon& lexicon, WireRole role, std::string_view folded) {
  if (folded.empty()) return 0;
  for (const auto i : lexicon.wire_by_byte[static_cast<unsigned char>(folded[0])])
    if (const auto& word = lexicon.wire[i]; word.role == role && folded.starts_with(word.text) && edge(folded, word.text.size())) return word.text.size();
  return 0;
}

std::vector<WireCredit> with_basis(const std::vector<std::string>& agencies, const char* basis) {
  std::vector<WireCredit> out;
  for (const auto& name : agencies) out.push_back({name, basis});
  return out;
}

/// In credits the original's case counts ("AP" and "ap" are not one), in phrases it does not. A text of ASCII and its folded form have the same offsets; others are
/// looked at word by word.
std::string_view after_words(std::string_view text, std::ptrdiff_t words) {
  while (!text.empty() && words > 0) {
    const auto space = text.find(' ');
    text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    --words;
  }
  return text;
}

/// What follows after one space, folded; "" if something else follows.
std::string word_after(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at] != ' ' || !letter(text[at + 1])) return {};
  return fold_key(text.substr(at + 1, 60));
}

std::ptrdiff_t words_in(std::string_view folded) { return std::count(folded.begin(), folded.end(), ' ') + 1; }

/// Agencies that a list starts with; what follows them is not looked at.
std::vector<std::string> leading_agencies(std::string_view text, const CleanLexicon& lexicon) {
  std::vector<std::string> out;
  while (true) {
    for (const std::string_view article : {"the ", "der ", "die ", "l'", "la ", "el "})
      if (text.starts_with(article) && agency_at(lexicon, text).second == 0) text.remove_prefix(article.size());
    const auto [name, size] = agency_at(lexicon, text);
    if (size == 0) return out;
    if (wire_length(lexicon, WireRole::other, word_after(text, size)) > 0) return out;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    text.remove_prefix(size);
    bool joined = false;
    for (const std::string_view joint : {", and ", " and ", " und ", " et ", " y ", ", ", "/", " / ", " & ", "-"})
      if (!joined && text.starts_with(joint)) text.remove_prefix(joint.size()), joined = true;
    if (!joined) return out;
  }
}

/// Only capitals, numbers and the small words of place names: no sentence has begun.
bool like_place_and_day(std::string_view lead) {
  for (std::size_t at = 0; at < lead.size();) {
    const auto end = std::min(lead.find(' ', at), lead.size());
    const auto word = lead.substr(at, end - at);
    const bool small = !word.empty() && std::islower(static_cast<unsigned char>(word[0]));
    if (small && word.size() > 3 && !std::isdigit(static_cast<unsigned char>(word.back())) && word.back() != '.' && word.back() != ',') {
      // months are written small in many languages; they stand beside a number
      const bool number_before = at >= 2 && std::isdigit(static_cast<unsigned char>(lead[at - 2]));
      const bool number_after = end + 1 < lead.size() && std::isdigit(static_cast<unsigned char>(lead[end + 1]));
      if (!number_before && !number_after) return false;
    }
    at = end + 1;
  }
  return true;
}

bool stands_alone(const CleanLexicon& lexicon, const std::string& name) {
  return std::any_of(lexicon.agencies.begin(), lexicon.agencies.end(), [&](const auto& agency) { return agency.name == name && agency.alone; });
}

/// What stands between brackets without "with", "News Agency" and the like.
std::vector<std::string> agencies_in_brackets(std::string_view inside, const CleanLexicon& lexicon) {
  if (auto names = agencies_only(lexicon, inside); !names.empty()) return names;
  const auto key = fold_key(inside);
  if (const auto length = wire_length(lexicon, WireRole::inputs, key); length > 0 && length < key.size())
    return leading_agencies(after_words(inside, words_in(std::string_view(key).substr(0, length))), lexicon);
  if (key.starts_with("with ") || key.starts_with("mit ") || key.starts_with("avec ") || key.starts_with("con ")) return leading_agencies(after_words(inside, 1), lexicon);
  return {};
}

/// "© 2021 AFP", "Copyright 2021 The Associated Press. All rights reserved."
std::vector<std::string> owners(std::string_view line, const CleanLexicon& lexicon) {
  const auto sign = line.find("©");
  const auto key = fold_key(line.substr(0, 12));  // as much as "copyright" needs
  std::string_view rest;
  if (sign != std::string_view::npos && sign < 30) rest = line.substr(sign + std::string_view("©").size());
  else if (key.starts_with("copyright") || key.starts_with("(c)")) rest = line;
  else return {};
  for (bool again = true; again;) {
    again = false;
    while (!rest.empty() && (std::isdigit(static_cast<unsigned char>(rest[0])) || rest[0] == ' ' || rest[0] == '-' || rest[0] == ',' || rest[0] == '.' || rest[0] == ':')) rest.remove_prefix(1), again = true;
    const auto low = fold_key(rest.substr(0, 12));
    for (const std::string_view word : {"copyright", "(c)", "by ", "the copyright"})
      if (low.starts_with(word)) rest.remove_prefix(std::min(word.size(), rest.size())), again = true;
    if (rest.starts_with("©")) rest.remove_prefix(std::string_view("©").size()), again = true;
    if (rest.starts_with("–")) rest.remove_prefix(std::string_view("–").size()), again = true;
  }
  // "© AFP/Ann Lee" is a photograph's.
  const auto names = leading_agencies(rest, lexicon);
  if (names.empty()) return {};
  const auto slash = rest.find('/');
  const auto stop = rest.find_first_of(".|;");
  if (slash != std::string_view::npos && slash < stop && agency_at(lexicon, rest.substr(slash + 1)).second == 0) return {};
  return names;
}

/// "Associated Press writers Ann Lee in Kabul and B in Doha contributed to this report."
std::vector<std::string> contributors(std::string_view line, std::string_view key, const CleanLexicon& lexicon) {
  std::size_t verb = std::string::npos;
  for (const auto& word : lexicon.wire)
    if (word.role == WireRole::contributed)
      if (const auto at = key.find(word.text); at != std::string::npos && edge(key, at + word.text.size())) verb = std::min(verb, at);
  if (verb == std::string::npos) return {};
  std::vector<std::string> out;
  for (std::size_t at = 0; at < line.size() && at < verb + 8; ++at) {
    if (at > 0 && !edge(line, at - 1)) continue;
    const auto [name, size] = agency_at(lexicon, line.substr(at));
    if (size == 0) continue;
    const auto next = word_after(line, at + size);
    const bool ends = next.empty();
    const bool fits = ends || wire_length(lexicon, WireRole::people, next) > 0 || wire_length(lexicon, WireRole::contributed, next) > 0 || next.starts_with("and ") || next.starts_with("also ") || next.starts_with("in ");
    if (fits && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    at += size - 1;
  }
  return out;
}

}  // namespace

Dateline find_dateline(std::string_view text, const CleanLexicon& lexicon) {
  const auto head = text.substr(0, kDatelineMax);
  if (head.empty() || std::islower(static_cast<unsigned char>(head[0]))) return {};
  // An agency in brackets and a mark that parts it from the story.
  for (auto open = head.find('('); open != std::string_view::npos && open <= kPlaceMax; open = head.find('(', open + 1)) {
    const auto close = head.find(')', open);
    if (close == std::string_view::npos) break;
    auto names = agencies_in_brackets(head.substr(open + 1, close - open - 1), lexicon);
    if (names.empty()) continue;
    if (!like_place_and_day(trim(head.substr(0, open)))) break;
    auto rest = text.substr(close + 1);
    std::size_t marks = 0;
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view mark : {" ", "-", "—", "–", ":", ".", "―", "‑", "/"})
        if (rest.starts_with(mark)) {
          marks += mark != " ";
          rest.remove_prefix(mark.size());
          again = true;
        }
    }
    if (marks == 0 && !rest.empty()) break;
    return {static_cast<std::size_t>(rest.data() - text.data()), std::move(names)};
  }
  // "/PRNewswire/ --"
  if (const auto slash = head.find('/'); slash != std::string_view::npos && slash <= kPlaceMax) {
    const auto [name, size] = agency_at(lexicon, head.substr(slash + 1));
    auto rest = text.substr(std::min(text.size(), slash + 1 + size));
    if (size > 0 && (rest.starts_with("/ --") || rest.starts_with("/ -") || rest.starts_with("/ —")) && like_place_and_day(trim(head.substr(0, slash)))) {
      while (!rest.empty() && !letter(rest[0])) rest.remove_prefix(1);
      return {static_cast<std::size_t>(rest.data() - text.data()), {name}};
    }
  }
  // "REUTERS - ", "AFP — "
  if (const auto [name, size] = agency_at(lexicon, head); size > 0)
    for (const std::string_view dash : {" - ", " — ", " – ", " -- "})
      if (head.substr(size).starts_with(dash)) return {size + dash.size(), {name}};
  for (const std::string_view dash : {" - ", " — ", " – ", " -- ", "— ", "– "}) {
    const auto at = head.find(dash);
    if (at == std::string_view::npos || at < 4 || at >= 60) continue;
    const auto lead = head.substr(0, at);
    std::size_t capitals = 0;
    while (capitals < lead.size() && (std::isupper(static_cast<unsigned char>(lead[capitals])) || lead[capitals] == ' ' || lead[capitals] == '-' || static_cast<unsigned char>(lead[capitals]) >= 0x80))
      ++capitals;
    const bool place = capitals >= 4 && (capitals == lead.size() || lead[capitals] == ',' || lead[capitals] == '(' || lead[capitals - 1] == ' ');
    if (place && lead.find('.') == std::string_view::npos) return {at + dash.size(), {}};
  }
  return {};
}

std::vector<WireCredit> credits_in_byline(std::string_view text, const CleanLexicon& lexicon) {
  const std::string line = squeeze(text.substr(0, kLineMax));
  std::vector<WireCredit> out;
  if (const auto [name, size] = agency_at(lexicon, line); size == line.size() && !stands_alone(lexicon, name)) return out;  // a button of that name
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (at > 0 && !edge(line, at - 1)) continue;
    const auto [name, size] = agency_at(lexicon, std::string_view(line).substr(at));
    if (size == 0) continue;
    const auto before = fold_key(std::string_view(line).substr(at > 12 ? at - 12 : 0, std::min<std::size_t>(at, 12)));
    const auto next = word_after(line, at + size);
    const bool former = before.ends_with("former") || before.ends_with("ex-") || before.ends_with("formerly") || before.ends_with("author of");
    const bool other = wire_length(lexicon, WireRole::other, next) > 0;
    // A short form before another word may be part of anything ("AP Courses"); the words for its people leave no doubt.
    const bool name_goes_on = size <= 4 && !next.empty() && wire_length(lexicon, WireRole::people, next) == 0 && !next.starts_with("and ") && !next.starts_with("in ") && std::isupper(static_cast<unsigned char>(line[at + size + 1]));
    if (!former && !other && !name_goes_on) add_credits(out, {{name, "byline"}});
    at += size - 1;
  }
  return out;
}

namespace {

/// Without the dashes and bullets before it.
std::string_view undashed(std::string_view line) {
  for (const std::string_view mark : {"— ", "– ", "- ", "-- ", "* ", "*", "• "})
    if (line.starts_with(mark)) line.remove_prefix(mark.size());
  return line;
}

}  // namespace

std::vector<std::string> owners_in_line(std::string_view text, const CleanLexicon& lexicon) {
  if (text.size() > kLineMax) return {};
  const auto squeezed = squeeze(text);
  return owners(undashed(squeezed), lexicon);
}

std::vector<WireCredit> credits_in_line(std::string_view text, const CleanLexicon& lexicon) {
  if (text.size() > kLineMax) return {};
  const std::string squeezed = squeeze(text);
  std::string_view line = undashed(squeezed);
  const bool dashed = line.size() < squeezed.size();
  if (line.empty()) return {};
  if (auto names = owners(line, lexicon); !names.empty()) return with_basis(names, "copyright");
  const bool bracketed = (line.front() == '(' && (line.back() == ')' || line.ends_with(")."))) || (line.front() == '[' && line.back() == ']');
  if (line.front() == '(' || line.front() == '[') line.remove_prefix(1);
  while (!line.empty() && (line.back() == ')' || line.back() == ']' || line.back() == '.' || line.back() == ' ')) line.remove_suffix(1);
  if (auto names = agencies_only(lexicon, line); !names.empty() && (bracketed || dashed || names.size() > 1 || stands_alone(lexicon, names.front()))) return with_basis(names, bracketed ? "agency in brackets" : "agency in a line of its own");
  const auto key = fold_key(line);
  for (const auto& sign : lexicon.signoffs) {
    std::size_t at = 0;
    bool all = key.starts_with(sign.phrases.front());
    for (const auto& phrase : sign.phrases) {
      const auto found = all ? key.find(phrase, at) : std::string::npos;
      all = found != std::string::npos;
      if (all) at = found + phrase.size();
    }
    if (all) return {{sign.agency, "sign-off"}};
  }
  if (const auto length = wire_length(lexicon, WireRole::inputs, key); length > 0 && length < key.size()) {
    auto rest = after_words(line, words_in(std::string_view(key).substr(0, length)));
    auto names = key.find(' ') < length ? leading_agencies(rest, lexicon) : agencies_only(lexicon, rest);  // one word ("avec") needs a list of agencies and nothing else
    if (!names.empty()) return with_basis(names, "line of inputs");
  }
  if (key.starts_with("with agenc") || key.starts_with("with inputs from agenc") || key.starts_with("with agency input") || key.starts_with("with wire")) return {{"agencies", "line of inputs"}};
  if (const auto length = wire_length(lexicon, WireRole::source, key); length > 0) {
    const auto rest = std::string_view(key).substr(length);
    if (rest.starts_with(':') || rest.starts_with(" :")) {
      const auto colon = line.find(':');
      auto names = colon == std::string_view::npos ? std::vector<std::string>{} : leading_agencies(trim(line.substr(colon + 1)), lexicon);
      if (!names.empty()) return with_basis(names, "source line");
    }
  }
  if (auto names = contributors(line, key, lexicon); !names.empty()) return with_basis(names, "line of contributors");
  for (const auto& word : lexicon.wire) {  // "This report was first published by Reuters"
    if (word.role != WireRole::origin) continue;
    const auto at = key.find(word.text);
    if (at == std::string::npos || at > 60) continue;
    auto rest = after_words(line, words_in(std::string_view(key).substr(0, at + word.text.size())));
    if (auto names = leading_agencies(rest, lexicon); !names.empty()) return with_basis(names, "line on its origin");
  }
  return {};
}

std::vector<WireCredit> credits_at_end(std::string_view paragraph, const CleanLexicon& lexicon) {
  auto text = trim(paragraph);
  while (!text.empty() && text.back() == '.') text.remove_suffix(1);
  if (text.ends_with(')')) {
    const auto open = text.rfind('(');
    if (open == std::string_view::npos || open < 2 || text.size() - open > 80) return {};
    const auto before = trim(text.substr(0, open));
    // After a full stop the bracket stands for the whole; within a sentence it explains a word.
    const bool after_sentence = before.ends_with('.') || before.ends_with("”") || before.ends_with('"') || before.ends_with('!') || before.ends_with('?') || before.ends_with("»");
    if (!after_sentence) return {};
    auto names = agencies_in_brackets(text.substr(open + 1, text.size() - open - 2), lexicon);
    if (names.empty()) {
      auto more = credits_in_line(text.substr(open), lexicon);
      return more;
    }
    return with_basis(names, "end of the story");
  }
  for (const std::string_view dash : {". – ", ". — ", ". - ", ". -- ", ".” – ", ".\" - ", ".” — ", ".—", ".–", "./"}) {
    const auto at = text.rfind(dash);
    if (at == std::string_view::npos || text.size() - at > 60) continue;
    if (auto names = agencies_only(lexicon, text.substr(at + dash.size())); !names.empty()) return with_basis(names, "end of the story");
  }
  return {};
}

void add_credits(std::vector<WireCredit>& all, const std::vector<WireCredit>& more) {
  for (const auto& credit : more)
    if (std::none_of(all.begin(), all.end(), [&](const auto& known) { return known.agency == credit.agency; })) all.push_back(credit);
  const auto unnamed = [](const WireCredit& credit) { return credit.agency == "agencies"; };
  if (std::any_of(all.begin(), all.end(), [&](const auto& credit) { return !unnamed(credit); })) std::erase_if(all, unnamed);
}

}  // namespace daybook
