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

/// Letters and digits alone: "Hill Post" and "hillpost" are one name.
std::string letters(std::string_view text) {
  auto out = bare_title(text);
  std::erase(out, ' ');
  return out;
}

/// Bytes of a quotation mark, dash, dot or the like over ASCII (the blocks of Latin-1 signs and of general punctuation); 0 if there is none.
std::size_t sign_at(std::string_view text, std::size_t i) {
  if (text.compare(i, 2, "\xE2\x80") == 0) return 3;
  return text[i] == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xC0 && text[i + 1] != '\xAA' && text[i + 1] != '\xBA' && text[i + 1] != '\xB5' ? 2 : 0;
}

}  // namespace

std::string bare_title(std::string_view text) {
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

bool same_title(std::string_view a, std::string_view b) {
  const auto left = bare_title(a);
  return !left.empty() && left == bare_title(b);
}

SiteNames::SiteNames(const std::vector<std::string>& names) {
  for (const auto& name : names) letters_.push_back(letters(name));
}

bool SiteNames::names(std::string_view text) const {
  const auto said = letters(text);
  if (said.size() < 2) return false;
  return std::any_of(letters_.begin(), letters_.end(), [&](const std::string& known) {
    if (known == said) return !known.empty();
    const auto& [small, large] = std::minmax(known, said, [](const auto& x, const auto& y) { return x.size() < y.size(); });
    return small.size() >= 4 && static_cast<double>(small.size()) >= kSameSite * static_cast<double>(large.size()) && large.find(small) != std::string::npos;
  });
}

bool names_site(std::string_view text, const std::vector<std::string>& site_names) { return SiteNames(site_names).names(text); }

std::string without_site(const std::string& title, const std::vector<std::string>& site_names) { return without_site(title, SiteNames(site_names)); }

std::string without_site(const std::string& title, const SiteNames& site_names) {
  std::string out = title;
  for (const auto separator : kTails) {  // "Site | Title", "Site - Section - Title"
    const auto at = out.find(separator);
    if (at == std::string::npos || at == 0 || !site_names.names(out.substr(0, at)) || words_of(out.substr(at + separator.size())) < 2) continue;
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
    const bool site = site_names.names(tail);
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
  std::vector<std::string> bare;
  for (const auto& title : titles) bare.push_back(bare_title(title.text));
  const StatedText* best = nullptr;
  std::ptrdiff_t most = 0;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const auto agree = bare[i].empty() ? 0 : std::count(bare.begin(), bare.end(), bare[i]);
    if (agree > most) best = &titles[i], most = agree;
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
    const auto tail = bare_title(out.substr(cut + separator.size()));
    const auto head = out.substr(0, cut);
    const bool bar = separator != " - " && separator != " – " && separator != " — ";
    if (words_of(tail) > 4 || words_of(head) < (bar ? 3 : 4)) break;
    out = head;
  }
  return std::string(trim(out));
}

std::string without_kicker(const std::vector<std::string>& pieces, const std::string& stated) {
  const auto joined = [&](std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) out += (out.empty() ? "" : " ") + pieces[i];
    return squeeze(out);
  };
  if (pieces.size() < 2 || pieces.size() > 12) return joined(0, pieces.size());
  const auto want = bare_title(stated);
  std::vector<std::string> bare;
  std::size_t size = 0;
  for (const auto& piece : pieces) {
    bare.push_back(bare_title(piece));
    size += bare.back().size() + !bare.back().empty();
  }
  if (want.empty() || size < want.size() + 1) return joined(0, pieces.size());
  const auto run_is_wanted = [&](std::size_t begin, std::size_t end) {
    std::string_view left = want;  // what the rest of the run has to say
    for (std::size_t i = begin; i < end; ++i) {
      if (bare[i].empty()) continue;
      if (left.size() < want.size()) {
        if (!left.starts_with(' ')) return false;
        left.remove_prefix(1);
      }
      if (!left.starts_with(bare[i])) return false;
      left.remove_prefix(bare[i].size());
    }
    return left.empty();
  };
  if (run_is_wanted(0, pieces.size())) return joined(0, pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i)
    for (std::size_t j = i + 1; j <= pieces.size(); ++j)
      if (run_is_wanted(i, j)) return joined(i, j);
  return joined(0, pieces.size());
}

TitleSides::TitleSides(const std::string& title) {
  for (const auto separator : kSeparators)
    for (auto at = title.find(separator); at != std::string::npos; at = title.find(separator, at + 1)) {
      const auto head = title.substr(0, at), tail = title.substr(at + separator.size());
      sides_.push_back({bare_title(head), std::string(trim(tail))});
      sides_.push_back({bare_title(tail), std::string(trim(head))});
    }
}

std::optional<std::string> TitleSides::beside(const std::string& bare_heading) const {
  if (words_of(bare_heading) < 2) return {};
  for (const auto& side : sides_)
    if (side.bare == bare_heading) return side.other;
  return {};
}

std::optional<std::string> site_beside(const std::string& title, std::string_view heading) { return TitleSides(title).beside(bare_title(heading)); }

}  // namespace daybook
