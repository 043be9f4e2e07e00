// Names of authors from what pages write: "By A and B", "Author: A, staff writer", "Posted by A on 3 May | World".
#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr std::size_t kAuthorsMax = 64;  // of one page: every name is compared with those before it
constexpr std::size_t kLineMax = 300;  // bytes of a byline that are looked at

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::ptrdiff_t words_of(std::string_view text) { return text.empty() ? 0 : std::count(text.begin(), text.end(), ' ') + 1; }

/// "By", "Author:" and the like taken off the front, as often as they stand there. Folding may change lengths, so words are counted.
bool strip_leads(std::string& line, bool marked, const CleanLexicon& lexicon) {
  bool any = false;
  for (int round = 0; round < 3; ++round) {
    const auto key = fold_key(line);
    auto length = label_length(lexicon, LabelRole::by, key);
    if (length == 0) {
      length = label_length(lexicon, LabelRole::author, key);
      const auto after = key.substr(length).substr(0, 2);
      if (length > 0 && !after.starts_with(':') && after != " :") length = marked ? label_length(lexicon, LabelRole::marked, key) : 0;
    }
    if (length == 0 || length + 1 >= key.size()) break;
    if (key.find_first_not_of(" :-", length) == std::string::npos) break;
    std::ptrdiff_t words = words_of(std::string_view(key).substr(0, length));
    std::size_t at = 0;
    while (at < line.size() && words > 0) {
      if (line[at] == ' ') --words;
      if (line[at] == ':' && words == 1) break;
      ++at;
    }
    while (at < line.size() && (line[at] == ' ' || line[at] == ':' || line[at] == '-')) ++at;
    line.erase(0, at);
    any = true;
  }
  return any;
}

/// Two to four words that start with capitals (particles apart), no digits: how persons are named.
bool like_person(std::string_view name) {
  const auto words = words_of(name);
  if (words < 2 || words > 5 || std::any_of(name.begin(), name.end(), digit)) return false;
  int capitals = 0;
  for (std::size_t at = 0; at < name.size();) {
    capitals += !std::islower(static_cast<unsigned char>(name[at]));
    const auto space = name.find(' ', at);
    if (space == std::string_view::npos) break;
    at = space + 1;
  }
  return capitals >= 2;
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
    for (const std::string_view separator : {", and ", ", ", "; ", " / ", " and ", " AND ", " And ", " & ", " und ", " et "})
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

bool plausible_author(std::string_view name, const CleanLexicon& lexicon) {
  if (name.size() < 3 || name.size() > 80 || name.find("://") != std::string_view::npos || name.find('@') != std::string_view::npos ||
      name.find("www.") != std::string_view::npos || name.find_first_of("<>{}|") != std::string_view::npos || name.front() == '(')
    return false;
  std::string key = fold_key(name);
  while (!key.empty() && (key.back() == ':' || key.back() == '.')) key.pop_back();
  if (label_length(lexicon, LabelRole::by, key) == key.size()) return false;
  return label_length(lexicon, LabelRole::nobody, key) != key.size() || key.empty();
}

void add_author(std::vector<std::string>& names, std::string_view name, const CleanLexicon& lexicon) {
  while (!name.empty() && (name.back() == ',' || name.back() == ';' || name.back() == '-' || name.back() == ' ' || name.back() == ':')) name.remove_suffix(1);
  if (names.size() >= kAuthorsMax || !plausible_author(name, lexicon)) return;
  const auto key = fold_key(name);
  for (const auto& known : names)
    if (fold_key(known) == key) return;
  names.emplace_back(name);
}

std::vector<std::string> names_in_byline(std::string_view text, const CleanLexicon& lexicon, Byline kind) {
  std::string line = squeeze(text.substr(0, kLineMax));
  const bool led = strip_leads(line, kind != Byline::line, lexicon);
  if (!led && kind == Byline::line) return {};
  for (const std::string_view stop : {" | ", " |", " • ", " · ", " - ", " – ", " — ", " on ", " in ", " at ", " am ", " um ", " for ", " le ", " el ", " ("})
    if (const auto at = line.find(stop); at != std::string::npos && at > 0) {
      const bool word = std::isalpha(static_cast<unsigned char>(stop[1])) != 0;  // "Partners in Health" is a name, "Ann Lee in Kabul" holds one
      if (!word || kind != Byline::name || like_person(line.substr(0, at))) line.resize(at);
    }
  if (const auto at = std::find_if(line.begin(), line.end(), digit); at != line.end()) {  // a date or a time follows the name
    const auto place = static_cast<std::size_t>(at - line.begin());
    const auto space = line.rfind(' ', place);
    if (space != std::string::npos && kind != Byline::name) line.resize(space);
    else if (kind == Byline::line) return {};
  }
  std::vector<std::string> out;
  auto parts = split_names(line);
  // "Forests and Rivers Institute" is one name: a conjunction parts only what reads like persons on both sides.
  const bool institute = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.conjoined && !like_person(part.name); }) ||
                         (parts.size() == 2 && parts[1].conjoined && !like_person(parts[0].name));
  if (institute && kind == Byline::name && trim(line).size() <= 80) parts = {{std::string(trim(line)), false}};
  for (const auto& part : parts) {
    const auto& name = part.name;
    const bool capital = !std::islower(static_cast<unsigned char>(name[0])) && !digit(name[0]);
    const auto words = words_of(name);
    if (kind == Byline::name) {
      if (&part != &parts.front() && !like_person(name)) break;
    } else {
      if (words > 5 || (!capital && words > 1) || (!led && words < 2 && kind != Byline::part)) break;
      if (kind == Byline::line && !like_person(name)) break;
    }
    if (!out.empty() && label_length(lexicon, LabelRole::role, fold_key(name)) > 0) break;  // a role or a place follows the names
    add_author(out, name, lexicon);
  }
  return out;
}

bool author_path(std::string_view link, const CleanLexicon& lexicon) {
  for (auto at = link.find('/'); at != std::string_view::npos;) {
    const auto end = link.find('/', at + 1);
    if (end == std::string_view::npos || end + 1 >= link.size()) return false;  // the folder must hold something
    const auto folder = fold_key(link.substr(at + 1, std::min<std::size_t>(end - at - 1, 40)));
    if (!folder.empty() && label_length(lexicon, LabelRole::path, folder) == folder.size()) return true;
    at = end;
  }
  return false;
}

}  // namespace daybook
