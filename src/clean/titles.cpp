// The title of a page among what states it: fields of the head, the h1, the title element with the site's name on it.
#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr double kSameSite = 0.5;  // of the longer of two names of one site the shorter makes at least this much
constexpr std::string_view kTails[] = {" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · ", " : "};
constexpr std::string_view kSeparators[] = {" | ", " – ", " — ", " - ", " » ", " « ", " :: ", " • ", " · ", " / ", " : ", ": "};

std::ptrdiff_t words_of(std::string_view text) { return std::count(text.begin(), text.end(), ' ') + 1; }

/// Bytes of a quotation mark, dash, dot or the like over ASCII (the blocks of Latin-1 signs and of general punctuation); 0 if there is none.
std::size_t sign_at(std::string_view text, std::size_t i) {
  if (text.compare(i, 2, "\xE2\x80") == 0) return 3;
  return text[i] == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xC0 && text[i + 1] != '\xAA' && text[i + 1] != '\xBA' && text[i + 1] != '\xB5' ? 2 : 0;
}

/// Letters and digits of a folded text with single spaces: titles are compared without their punctuation.
std::string bare(std::string_view text) {
  std::string out = fold_key(text);
  std::size_t to = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char c = out[i];
    const std::size_t sign = sign_at(out, i);
    i += sign > 0 ? sign - 1 : 0;
    if (sign == 0 && is_word_byte(c)) out[to++] = c;
    else if (to > 0 && out[to - 1] != ' ') out[to++] = ' ';
  }
  if (to > 0 && out[to - 1] == ' ') --to;
  out.resize(to);
  return out;
}

/// Letters and digits alone: "Hill Post" and "hillpost" are one name.
std::string letters(std::string_view text) {
  auto out = bare(text);
  std::erase(out, ' ');
  return out;
}

}  // namespace

bool same_title(std::string_view a, std::string_view b) {
  const auto left = bare(a);
  return !left.empty() && left == bare(b);
}

bool names_site(std::string_view text, const std::vector<std::string>& site_names) {
  const auto said = letters(text);
  if (said.size() < 2) return false;
  return std::any_of(site_names.begin(), site_names.end(), [&](const std::string& name) {
    const auto known = letters(name);
    if (known == said) return !known.empty();
    const auto& [small, large] = std::minmax(known, said, [](const auto& x, const auto& y) { return x.size() < y.size(); });
    return small.size() >= 4 && large.find(small) != std::string::npos && static_cast<double>(small.size()) >= kSameSite * static_cast<double>(large.size());
  });
}

std::string without_site(const std::string& title, const std::vector<std::string>& site_names) {
  std::string out = title;
  for (const auto separator : kTails) {  // "Site | Title", "Site - Section - Title"
    const auto at = out.find(separator);
    if (at == std::string::npos || at == 0 || !names_site(out.substr(0, at), site_names) || words_of(out.substr(at + separator.size())) < 2) continue;
    out.erase(0, at + separator.size());
    break;
  }
  std::string_view cut_at;  // the separator before the site's name: what it parts off further are sections
  for (int round = 0; round < 4; ++round) {
    std::size_t cut = std::string::npos;
    std::string_view separator;
    for (const auto candidate : kTails) {
      const auto at = out.rfind(candidate);
      if (at != std::string::npos && (cut == std::string::npos || at > cut)) cut = at, separator = candidate;
    }
    if (cut == std::string::npos || cut == 0) break;
    const std::string tail = out.substr(cut + separator.size()), head = out.substr(0, cut);
    const bool site = names_site(tail, site_names);
    const bool section = separator == cut_at && words_of(tail) <= 2 && words_of(head) >= 3;
    if (!site && !section) break;
    if (site) cut_at = separator;
    out = head;
  }
  return std::string(trim(out));
}

std::string without_day(const std::string& title, const CleanLexicon& lexicon) {
  for (const std::string_view separator : {" - ", " – ", " — ", " | ", ": "}) {
    const auto at = title.find(separator);
    if (at == std::string::npos || title.find_first_not_of("0123456789./-") != at) continue;
    const auto found = find_written_day(std::string_view(title).substr(0, at), lexicon);
    const auto rest = title.substr(at + separator.size());
    if (found && found->before == 0 && found->after == 0 && words_of(rest) >= 2) return rest;
  }
  return title;
}

const StatedText* best_title(const std::vector<StatedText>& titles) {
  const StatedText* best = nullptr;
  std::size_t most = 0;
  for (const auto& title : titles) {
    const auto agree = static_cast<std::size_t>(std::count_if(titles.begin(), titles.end(), [&](const auto& other) { return same_title(other.text, title.text); }));
    if (agree > most) best = &title, most = agree;
  }
  return best;
}

std::string likely_title(const std::string& title) {
  std::string out = title;
  for (int round = 0; round < 2; ++round) {
    std::size_t cut = std::string::npos;
    std::string_view separator;
    for (const auto candidate : kTails) {
      const auto at = out.rfind(candidate);
      if (at != std::string::npos && (cut == std::string::npos || at > cut)) cut = at, separator = candidate;
    }
    if (cut == std::string::npos) break;
    const auto tail = bare(out.substr(cut + separator.size()));
    const auto head = out.substr(0, cut);
    const bool bar = separator != " - " && separator != " – " && separator != " — ";
    if (words_of(tail) > 4 || words_of(head) < (bar ? 3 : 4)) break;
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

}  // namespace daybook
