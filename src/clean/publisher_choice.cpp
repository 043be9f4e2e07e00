#include "clean/publisher_choice.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"

namespace daybook {
namespace {

constexpr std::size_t kNameMax = 80;   // bytes
constexpr std::ptrdiff_t kWordsMax = 10;

std::ptrdiff_t words_of(std::string_view text) { return text.empty() ? 0 : std::count(text.begin(), text.end(), ' ') + 1; }

/// A name without what templates and addresses leave around it; "" if nothing of a name is left.
std::string cleaned(std::string name) {
  name = squeeze(name);
  for (const std::string_view sign : {"©", "(c)", "(C)", "(с)", "(С)", "@", " "})  // of the last two the letter is Cyrillic
    if (name.starts_with(sign)) name.erase(0, sign.size());
  if (const auto scheme = name.find("://"); scheme != std::string::npos && name.find(' ') == std::string::npos) {
    name.erase(0, scheme + 3);
    if (name.starts_with("www.")) name.erase(0, 4);
    if (const auto slash = name.find('/'); slash != std::string::npos) name.resize(slash);
  }
  if (name.size() > kNameMax || words_of(name) > kWordsMax || name.find_first_of("{}<>$") != std::string::npos) return {};
  return std::any_of(name.begin(), name.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }) ? name : std::string{};
}

/// "hillpost.example"
bool like_address(std::string_view text) {
  const auto dot = text.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 2 < text.size() && text.find(' ') == std::string_view::npos;
}

/// Of "Section | Site | Slogan" what names the site, else the whole. An address beside one name is not the name.
std::string site_part(const std::string& name, const std::vector<std::string>& site_names) {
  auto others = site_names;
  std::erase_if(others, [&](const auto& known) { return same_title(known, name); });
  for (const std::string_view separator : {" | ", " - ", " – ", " — ", " : ", " » ", " • ", " / ", ": "}) {
    if (name.find(separator) == std::string::npos) continue;
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= name.size();) {
      const auto end = std::min(name.find(separator, at), name.size());
      if (auto part = std::string(trim(std::string_view(name).substr(at, end - at))); !like_address(part)) parts.push_back(std::move(part));
      at = end + separator.size();
    }
    if (parts.size() == 1) return parts.front();
    for (const auto& part : parts)
      if (names_site(part, others)) return part;
  }
  return name;
}

}  // namespace

std::string owner_in_copyright(std::string_view line) {
  line = trim(line);
  if (line.empty()) return {};
  const auto first = static_cast<unsigned char>(line[0]);  // most lines are told apart here
  if (first != 'c' && first != 'C' && first != '(' && first < 0x80 && line.substr(0, 200).find("©") == std::string_view::npos) return {};
  std::string text = squeeze(line.substr(0, 200));
  const auto sign = text.find("©");
  const auto key = fold_key(text);
  std::size_t at = std::string::npos;
  if (sign != std::string::npos) at = sign + std::string_view("©").size();
  else if (key.starts_with("copyright") || key.starts_with("(c)")) at = 0;
  if (at == std::string::npos || at > 40) return {};
  text.erase(0, at);
  for (bool again = true; again;) {  // years, signs and small words before the name
    again = false;
    const auto folded = fold_key(text);
    for (const std::string_view lead : {"copyright", "(c)", "©", "by "})
      if (folded.starts_with(lead) && text.size() >= lead.size()) text.erase(0, lead.size()), again = true;
    std::size_t used = 0;
    while (used < text.size() && (std::isdigit(static_cast<unsigned char>(text[used])) || text[used] == ' ' || text[used] == '-' || text[used] == ',')) ++used;
    if (text.compare(used, 3, "–") == 0) used += 3;
    if (used > 0) text.erase(0, used), again = true;
  }
  for (const std::string_view stop : {". ", " | ", " - ", " – ", " — ", ", ", "; ", " All ", " all ", " ALL ", " · "})
    if (const auto cut = text.find(stop); cut != std::string::npos) text.resize(cut);
  if (text.ends_with('.')) text.pop_back();
  while (!text.empty() && (std::isdigit(static_cast<unsigned char>(text.back())) || text.back() == ' ' || text.back() == '-')) text.pop_back();  // "Hill Post 2021"
  if (text.find('/') != std::string::npos) return {};  // a photographer and the agency
  text = std::string(trim(text));
  const bool capital = !text.empty() && !std::islower(static_cast<unsigned char>(text[0]));
  if (!capital || text.size() < 3 || text.size() > 60 || words_of(text) > 6 || fold_key(text).starts_with("all rights")) return {};
  return text;
}

std::string choose_publisher(const PageFacts& facts, const HtmlContent& content, const std::string& title, const CleanLexicon& lexicon) {
  auto stated = cleaned(site_part(facts.publisher, facts.site_names));
  const auto site = cleaned(site_part(facts.site, facts.site_names));
  if (!site.empty() && !same_title(site, title) && (stated.empty() || has_label_word(lexicon, LabelRole::legal, fold_key(stated)))) stated = site;
  if (!stated.empty() && !same_title(stated, title)) return stated;
  const auto shown = cleaned(site_part(content.site, facts.site_names));
  const bool page_number = shown.size() < 12 && std::any_of(shown.begin(), shown.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }) && !names_site(shown, facts.site_names);
  if (!shown.empty() && !page_number && !same_title(shown, title)) return shown;
  return cleaned(content.copyright);
}

}  // namespace daybook
