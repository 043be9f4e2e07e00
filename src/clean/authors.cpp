// Names of authors from what pages write: "By A and B", "Author: A, staff writer", "Posted by A on 3 May | World".
#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr std::size_t kAuthorsMax = 64;  // of one page: every name is compared with those before it
constexpr std::size_t kLineMax = 300;  // bytes of a byline that are looked at
constexpr std::size_t kNameMax = 80;

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

std::ptrdiff_t words_of(std::string_view text) { return text.empty() ? 0 : std::count(text.begin(), text.end(), ' ') + 1; }

/// Where a text stands when `words` words of its folded form are taken off. Folding may change lengths, so words are counted.
std::size_t after_words(std::string_view line, std::ptrdiff_t words) {
  std::size_t at = 0;
  while (at < line.size() && words > 0) {
    if (line[at] == ' ') --words;
    if (line[at] == ':' && words == 1) break;
    ++at;
  }
  while (at < line.size() && (line[at] == ' ' || line[at] == ':' || line[at] == '-')) ++at;
  return at;
}

/// What led to the names. A word like "by" or "von" stands before much else; "posted by" and "author:" before names only.
enum class Lead { none, word, phrase };

/// "By", "Author:" and the like taken off the front, as often as they stand there.
Lead strip_leads(std::string& line, bool marked, const CleanLexicon& lexicon) {
  Lead lead = Lead::none;
  for (int round = 0; round < 3; ++round) {
    const auto key = fold_key(line);
    bool phrase = false;
    auto length = label_length(lexicon, LabelRole::by, key);
    if (length > 0) {
      phrase = key.substr(0, length).find(' ') != std::string::npos || key.substr(length).starts_with(':');
    } else {
      length = label_length(lexicon, LabelRole::author, key);
      const auto after = key.substr(length).substr(0, 2);
      if (length > 0 && !after.starts_with(':') && after != " :") length = marked ? label_length(lexicon, LabelRole::marked, key) : 0;
      phrase = length > 0;
    }
    if (length == 0 || length + 1 >= key.size()) break;
    if (key.find_first_not_of(" :-", length) == std::string::npos) break;
    line.erase(0, after_words(line, words_of(std::string_view(key).substr(0, length))));
    lead = phrase || lead == Lead::phrase ? Lead::phrase : Lead::word;
  }
  return lead;
}

/// "Hill-Post-Expert Ann Lee", "Solicitor Ann Lee" without what the person is; two words at least stay.
void strip_prefix(std::string& name, const CleanLexicon& lexicon) {
  for (int round = 0; round < 2; ++round) {
    const auto space = name.find(' ');
    if (space == std::string::npos || words_of(name) < 3) return;
    const auto key = fold_key(std::string_view(name).substr(0, space));
    const auto last = key.rfind('-') == std::string::npos ? key : key.substr(key.rfind('-') + 1);
    if (label_length(lexicon, LabelRole::prefix, last) != last.size()) return;
    name.erase(0, space + 1);
  }
}

/// "ANN LEE Hill Press": a name in capitals ends where the capitals end.
void cut_capitals(std::string& name) {
  std::size_t at = 0, capitals = 0;
  while (at < name.size()) {
    const auto end = std::min(name.find(' ', at), name.size());
    const std::string_view word = std::string_view(name).substr(at, end - at);
    const bool upper = std::none_of(word.begin(), word.end(), lower) && std::any_of(word.begin(), word.end(), [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; });
    if (!upper) break;
    ++capitals;
    at = end + 1;
  }
  if (capitals >= 2 && at < name.size() && std::isupper(static_cast<unsigned char>(name[at])) && words_of(std::string_view(name).substr(at)) <= 3) name.resize(at - 1);
}

/// "Ann Lee Ann Lee", as a picture's text and its link give it, is one name.
void undouble(std::string& name) {
  const auto middle = name.size() / 2;
  if (name.size() % 2 == 1 && name[middle] == ' ' && name.compare(0, middle, name, middle + 1) == 0) name.resize(middle);
}

/// "Ann Lee Photos: Eva Brandt", "Ann Lee Edition : x": what the next label introduces is not the author's.
void cut_at_label(std::string& line) {
  auto colon = line.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 >= line.size()) return;
  if (line[colon - 1] == ' ') --colon;
  const auto space = colon == 0 ? std::string::npos : line.rfind(' ', colon - 1);
  line.resize(space == std::string::npos ? line.size() : space);
}

/// "Ann Lee Updated Monday May": words of a date whose numbers have been cut off.
void cut_day_words(std::string& line, const CleanLexicon& lexicon) {
  for (auto space = line.rfind(' '); space != std::string::npos && space > 0; space = line.rfind(' ')) {
    auto key = fold_key(std::string_view(line).substr(space + 1));
    while (!key.empty() && (key.back() == ',' || key.back() == '.' || key.back() == ':')) key.pop_back();
    const bool label = label_length(lexicon, LabelRole::published, key) == key.size() || label_length(lexicon, LabelRole::updated, key) == key.size();
    if (!key.empty() && !label && !lexicon.months.count(key) && !lexicon.weekdays.count(key)) return;
    line.resize(space);
  }
}

/// "Ann Lee Staff Writer", "Ann Lee The Associated Press": a role or an agency after two words of a name ends it.
void cut_role(std::string& name, const CleanLexicon& lexicon) {
  std::size_t words = 0;
  for (auto space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1)) {
    if (++words < 2) continue;
    const auto rest = std::string_view(name).substr(space + 1);
    if (label_length(lexicon, LabelRole::role, fold_key(rest)) == 0 && !is_agency(lexicon, rest)) continue;
    name.resize(space);
    return;
  }
}

/// Where a line goes on to those who had another hand in the text ("Ann Lee, edited by Omar Sadiq"); its size if it does not.
std::size_t other_hands(const std::string& line, const CleanLexicon& lexicon) {
  for (auto space = line.find(' '); space != std::string::npos; space = line.find(' ', space + 1))
    if (label_length(lexicon, LabelRole::helper, fold_key(std::string_view(line).substr(space + 1, 60))) > 0) return space;
  return line.size();
}

/// "AP National Writer", "Ap Auto Writer", "Editor-at-large": what somebody is or whom he writes for, where it follows a name.
bool says_office(const std::string& name, const CleanLexicon& lexicon) {
  const auto key = fold_key(name);
  if (label_length(lexicon, LabelRole::role, key) > 0) return true;
  const auto last = key.rfind(' ');
  if (last != std::string::npos && label_length(lexicon, LabelRole::role, std::string_view(key).substr(last + 1)) == key.size() - last - 1) return true;
  std::string agency = name;  // some systems write every word with one capital
  for (std::size_t i = 0; i < agency.size() && agency[i] != ' '; ++i) agency[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(agency[i])));
  return !is_agency(lexicon, name) && (agency_at(lexicon, name).second > 0 || agency_at(lexicon, agency).second > 0);
}

struct Part {
  std::string name;
  bool conjoined = false;  ///< "and" stood before it
};

std::vector<Part> split_names(const std::string& line) {
  std::vector<Part> out;
  bool conjoined = false;
  for (std::size_t at = 0; at <= line.size();) {
    std::size_t end = line.size(), next = line.size() + 1;
    bool conjunction = false;
    for (const std::string_view separator : {", and ", ", ", "; ", " / ", " and ", " AND ", " And ", " & ", " und ", " et ", " y ", " og ", " och ", " en ", "、", "，", "،", " и ", " و "})
      if (const auto hit = line.find(separator, at); hit < end) {
        end = hit;
        next = hit + separator.size();
        conjunction = separator.front() == ' ' && separator != " / ";
      }
    if (const auto name = trim(std::string_view(line).substr(at, end - at)); !name.empty()) out.push_back({std::string(name), conjoined});
    conjoined = conjunction;
    at = next;
  }
  return out;
}

}  // namespace

bool like_person(std::string_view name) {
  const auto words = words_of(name);
  if (words < 2 || words > 5 || std::any_of(name.begin(), name.end(), digit)) return false;
  int capitals = 0;
  for (std::size_t at = 0; at < name.size();) {
    capitals += !lower(name[at]);
    const auto space = name.find(' ', at);
    if (space == std::string_view::npos) break;
    at = space + 1;
  }
  return capitals >= 2;
}

bool plausible_author(std::string_view name, const CleanLexicon& lexicon) {
  if (name.size() < 3 || name.size() > kNameMax || name.find("://") != std::string_view::npos || name.find('@') != std::string_view::npos ||
      name.find("www.") != std::string_view::npos || name.find_first_of("<>{}|") != std::string_view::npos || name.front() == '(' ||
      std::none_of(name.begin(), name.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }))
    return false;
  if (name.find(": ") != std::string_view::npos) return false;  // "Source: ...": a label that says something else
  if (digit(name.front()) || std::count_if(name.begin(), name.end(), digit) > 4) return false;
  std::string key = fold_key(name);
  if (has_label_word(lexicon, LabelRole::never, key)) return false;
  while (!key.empty() && (key.back() == ':' || key.back() == '.')) key.pop_back();
  if (label_length(lexicon, LabelRole::by, key) == key.size()) return false;
  for (const auto role : {LabelRole::published, LabelRole::updated, LabelRole::nobody})
    if (label_length(lexicon, role, key) == key.size()) return false;
  return !key.empty() && !lexicon.weekdays.count(key) && !lexicon.months.count(key);
}

void add_author(std::vector<std::string>& names, std::string_view name, const CleanLexicon& lexicon) {
  while (!name.empty() && (name.back() == ',' || name.back() == '&' || name.back() == ';' || name.back() == '-' || name.back() == ' ' || name.back() == ':' || name.back() == '|')) name.remove_suffix(1);
  if (names.size() >= kAuthorsMax || !plausible_author(name, lexicon)) return;
  const auto key = fold_key(name);
  for (const auto& known : names)
    if (fold_key(known) == key) return;
  names.emplace_back(name);
}

std::vector<std::string> names_in_byline(std::string_view text, const CleanLexicon& lexicon, Byline kind) {
  std::string line = squeeze(text.substr(0, kLineMax));
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view sign : {"©", "•", "·", "»", "›", "|", "–", "—", "-", "*", "~", "_", " "})
      if (line.starts_with(sign)) line.erase(0, sign.size()), again = true;
  }
  for (const std::string_view sign : {"→", "»", "›", ">"})
    if (line.ends_with(sign)) line = squeeze(line.substr(0, line.size() - sign.size()));
  const bool running = kind == Byline::line || kind == Byline::phrase;
  const Lead lead = strip_leads(line, !running, lexicon);
  if (running && (lead == Lead::none || (kind == Byline::phrase && lead != Lead::phrase))) return {};
  cut_at_label(line);
  if (const auto at = other_hands(line, lexicon); at < line.size()) {
    // In a field of names the words before it, unless parted from it, are no name but what was edited ("Second Edition Edited by Ann Lee").
    if (kind == Byline::name && std::isalpha(static_cast<unsigned char>(line[at - 1]))) return {};
    line.resize(at);
  }
  for (const std::string_view stop : {" | ", " |", " • ", " · ", " - ", " – ", " — ", " on ", " in ", " IN ", " at ", " am ", " um ", " for ", " For ", " FOR ", " under ", " with ", " le ", " el ", " à ", " a las ", " (", " @"})
    if (const auto at = line.find(stop); at != std::string::npos && at > 0) {
      const bool word = std::isalpha(static_cast<unsigned char>(stop[1])) != 0;  // "Partners in Health" is a name, "Ann Lee in Kabul" holds one
      if (!word || kind != Byline::name || like_person(line.substr(0, at))) line.resize(at);
    }
  for (const std::string_view sign : {"·", "•", "|"})  // "Ann Lee·24 May 2018"; in Catalan names the first stands between letters
    if (const auto at = line.find(sign); at != std::string::npos && at > 0 && at + sign.size() < line.size() && digit(line[at + sign.size()])) line.resize(at);
  if (const auto at = line.find('@'); at != std::string::npos) {  // an account or address beside the name
    const auto space = line.rfind(' ', at);
    if (space != std::string::npos) line.resize(space + 1 < at && lower(line[space + 1]) ? space : at);
  }
  if (const auto at = std::find_if(line.begin(), line.end(), digit); at != line.end()) {  // a date or a time follows the name
    const auto place = static_cast<std::size_t>(at - line.begin());
    const auto space = line.rfind(' ', place);
    if (place > 0 && std::isalpha(static_cast<unsigned char>(line[place - 1])) && kind != Byline::name) line.resize(place);  // a note's number
    else if (space != std::string::npos && kind != Byline::name) line.resize(space);
    else if (running) return {};
  }
  if (kind != Byline::name) cut_day_words(line, lexicon);
  std::vector<std::string> out;
  auto parts = split_names(line);
  for (auto& part : parts) {
    cut_capitals(part.name);
    undouble(part.name);
    strip_prefix(part.name, lexicon);
    if (kind != Byline::name) cut_role(part.name, lexicon);
  }
  // "Forests and Rivers Institute" is one name: a conjunction parts only what reads like persons on both sides.
  const auto other = [&](const Part& part) { return part.conjoined && (!like_person(part.name) || has_label_word(lexicon, LabelRole::legal, fold_key(part.name))); };
  const bool institute = std::any_of(parts.begin(), parts.end(), other) ||
                         (parts.size() == 2 && parts[1].conjoined && !like_person(parts[0].name));
  if (kind != Byline::name && parts.size() > 1 && parts[1].conjoined && parts[0].name.starts_with("The ")) return {};  // "The Russian and Syrian ministries"
  if (institute && kind == Byline::name && trim(line).size() <= kNameMax) parts = {{std::string(trim(line)), false}};
  for (const auto& part : parts) {
    const auto& name = part.name;
    const bool first = &part == &parts.front();
    const bool capital = !lower(name[0]) && !digit(name[0]);
    const auto words = words_of(name);
    if (kind == Byline::name) {
      if (!first && !like_person(name)) break;
    } else if (running) {
      const bool account = lead == Lead::phrase && first && words == 1 && parts.size() == 1;  // "Posted by riverfox on 3 May"
      if (!account && (words > 5 || (!capital && words > 1) || !like_person(name))) break;
    } else if (words > 5 || (lead != Lead::phrase && part.conjoined && !like_person(name)) || (first ? !capital && words > 1 && !like_person(name) && lead == Lead::none : !part.conjoined && !like_person(name))) {
      break;
    }
    if (!out.empty() && says_office(name, lexicon)) break;
    if (!out.empty() && kind != Byline::name && (is_agency(lexicon, name) || has_label_word(lexicon, LabelRole::body, fold_key(name)))) break;  // whom they write for
    add_author(out, name, lexicon);
  }
  return out;
}

bool author_path(std::string_view link, const CleanLexicon& lexicon) {
  for (auto at = link.find('/'); at != std::string_view::npos;) {
    const auto end = link.find('/', at + 1);
    if (end == std::string_view::npos || end + 1 >= link.size()) return false;  // the folder must hold something
    const auto name = link.substr(at + 1, std::min<std::size_t>(end - at - 1, 40));
    const bool ascii = !name.empty() && static_cast<unsigned char>(name[0]) < 0x80;
    if (ascii && !label_starts(lexicon, LabelRole::path, to_lower(name[0]))) {
      at = end;
      continue;
    }
    const auto folder = fold_key(name);
    if (!folder.empty() && label_length(lexicon, LabelRole::path, folder) == folder.size()) return true;
    at = end;
  }
  return false;
}

}  // namespace daybook
