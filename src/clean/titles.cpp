// The title of a page among what states it: fields of the head, the h1, the title element with the site's name on it.
#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr std::string_view kSeparators[] = {" | ", " – ", " — ", " - ", " » ", " « ", " :: ", " • ", " · ", " / ", ": "};

std::ptrdiff_t words_of(std::string_view text) { return std::count(text.begin(), text.end(), ' ') + 1; }

/// Letters and digits of a folded text with single spaces: titles are compared without their punctuation.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : fold_key(text)) {
    const auto b = static_cast<unsigned char>(c);
    if (std::isalnum(b) || b >= 0x80) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

bool same_title(std::string_view a, std::string_view b) {
  const auto left = bare(a);
  return !left.empty() && left == bare(b);
}

std::string without_site(const std::string& title, const std::string& site) {
  std::string out = title;
  static constexpr std::string_view kTails[] = {" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · "};
  const std::string site_key = bare(site);
  for (const auto separator : kTails) {  // "Site | Title"
    const auto at = out.find(separator);
    if (at != std::string::npos && !site_key.empty() && bare(out.substr(0, at)) == site_key && words_of(out.substr(at + separator.size())) >= 2) {
      out.erase(0, at + separator.size());
      break;
    }
  }
  for (int round = 0; round < 2; ++round) {
    std::size_t cut = std::string::npos, skip = 0;
    for (const auto separator : kTails) {
      const auto at = out.rfind(separator);
      if (at != std::string::npos && (cut == std::string::npos || at > cut)) cut = at, skip = separator.size();
    }
    if (cut == std::string::npos) break;
    const std::string tail = bare(out.substr(cut + skip)), head = out.substr(0, cut);
    const bool is_site = !site_key.empty() && !tail.empty() && (tail.find(site_key) != std::string::npos || site_key.find(tail) != std::string::npos);
    const bool bar = out.compare(cut, skip, " - ") != 0 && out.compare(cut, skip, " – ") != 0 && out.compare(cut, skip, " — ") != 0;
    if (!is_site && !(words_of(tail) <= 4 && words_of(head) >= 3 && (bar || words_of(head) >= 4))) break;
    out = head;
  }
  return std::string(trim(out));
}

std::string without_kicker(const std::vector<std::string>& pieces, const std::string& stated) {
  std::string whole;
  for (const auto& piece : pieces) whole += (whole.empty() ? "" : " ") + piece;
  const auto want = bare(stated);
  if (want.empty() || pieces.size() < 2 || pieces.size() > 12 || bare(whole) == want) return squeeze(whole);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string run;
    for (std::size_t j = i; j < pieces.size(); ++j) {
      run += (run.empty() ? "" : " ") + pieces[j];
      if (bare(run) == want) return squeeze(run);
    }
  }
  return squeeze(whole);
}

std::optional<std::string> site_beside(const std::string& title, std::string_view heading) {
  const auto want = bare(heading);
  if (words_of(want) < 2) return {};
  for (const auto separator : kSeparators) {
    for (auto at = title.find(separator); at != std::string::npos; at = title.find(separator, at + 1)) {
      const auto head = title.substr(0, at), tail = title.substr(at + separator.size());
      if (bare(head) == want) return std::string(trim(tail));
      if (bare(tail) == want) return std::string(trim(head));
    }
  }
  return {};
}

std::string owner_in_copyright(std::string_view line) {
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
  for (const std::string_view stop : {". ", " | ", " - ", " – ", " — ", ", ", "; ", " All ", " all "})
    if (const auto cut = text.find(stop); cut != std::string::npos) text.resize(cut);
  if (text.ends_with('.')) text.pop_back();
  text = std::string(trim(text));
  const bool capital = !text.empty() && !std::islower(static_cast<unsigned char>(text[0]));
  if (!capital || text.size() < 3 || text.size() > 60 || words_of(text) > 6 || fold_key(text).starts_with("all rights")) return {};
  return text;
}

}  // namespace daybook
