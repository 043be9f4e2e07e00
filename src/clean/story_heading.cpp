#include "clean/story_heading.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/utf8.h"
#include "clean/dates.h"

namespace daybook {
namespace {

constexpr std::size_t kNodesMax = 300;   // of a heading
constexpr std::size_t kTextMax = 400;    // bytes
constexpr std::size_t kLineMax = 250;    // of a line that is no heading by its element
constexpr std::string_view kKickers[] = {"-kicker-", "-overline-", "-eyebrow-", "-dachzeile-", "-spitzmarke-", "-topline-", "-highline-", "-supertitle-", "-pretitle-", "-roofline-", "-strapline-",
                                         "-aural-", "-sr-only-", "-visually-hidden-", "-visuallyhidden-", "-screen-reader-text-", "-category-", "-label-", "-tagline-", "-rubrik-"};
constexpr std::string_view kTitled[] = {"-entry-title-", "-post-title-", "-article-title-", "-headline-", "-story-title-", "-blog-post-title-", "-news-title-", "-article-headline-",
                                        "-content-title-", "-titre-article-", "-page-title-"};
constexpr std::string_view kOtherTitles[] = {"-widget-", "-site-title-", "-logo-", "-section-title-", "-block-title-", "-sidebar-", "-blog-title-", "-brand-"};

/// How far a heading and a field that states a title agree.
constexpr double kEqual = 4, kEqualPart = 3.8, kSide = 3.5, kTitleSide = 2.8, kOtherSide = 2.5, kHolds = 2.5, kHoldsLess = 1.5, kManyWords = 2, kSomeWords = 1.2, kOneWord = 0.6;

struct Candidate {
  std::size_t node = 0;
  std::vector<std::string> pieces;
  std::string text;
  int level = 0;        ///< 1 to 3; 0: a part or line that is no heading by its element
  bool titled = false;  ///< its names call it the title of a story
  bool item = false;    ///< an itemprop says that it is the headline
  bool furniture = false;
  bool kicker = false;
};

template <std::size_t N>
bool names_any(const std::string& words, const std::string_view (&list)[N]) {
  return std::any_of(std::begin(list), std::end(list), [&](auto name) { return words.find(name) != std::string::npos; });
}

/// Texts of the leaves of an element, those of parts named as a kicker or hidden ones left out.
std::vector<std::string> pieces_of(const HtmlTree& tree, std::size_t node) {
  std::vector<std::string> out;
  for (std::size_t i = node + 1; i < tree.nodes[node].end; ++i) {
    const auto& inner = tree.nodes[i];
    if (inner.tag.empty()) {
      if (auto text = squeeze(inner.text); !text.empty()) out.push_back(std::move(text));
      continue;
    }
    const bool kicker = tag_in(inner.tag, {"script", "style", "svg", "time"}) || names_any(hint_words(inner.attribute("class").substr(0, 300)), kKickers);
    if (kicker && inner.end < tree.nodes[node].end) i = inner.end - 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const auto& piece : pieces) out += (out.empty() ? "" : " ") + piece;
  return squeeze(out);
}

std::set<std::string> long_words(std::string_view text) {
  std::set<std::string> out;
  const auto key = fold_key(text);
  std::string word;
  for (std::size_t i = 0; i <= key.size(); ++i) {
    const auto b = i < key.size() ? static_cast<unsigned char>(key[i]) : 0;
    if (b >= 0x80 || std::isalnum(b)) {
      word += key[i];
    } else {
      if (word.size() >= 4) out.insert(word);
      word.clear();
    }
  }
  return out;
}

/// "Brigadegeschichte" and "Geschichte": a long word that is a part of another.
bool shares_part(const std::set<std::string>& words, const std::set<std::string>& said) {
  constexpr std::size_t kLong = 7;
  const auto holds = [](const std::string& word, const std::string& part) { return part.size() >= kLong && word.find(part) != std::string::npos; };
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return std::any_of(said.begin(), said.end(), [&](const auto& other) { return holds(word, other) || holds(other, word); }); });
}

double agreement(const Candidate& candidate, const StatedText& field, const PageFacts& facts) {
  if (same_title(candidate.text, field.text)) return kEqual;
  if (!candidate.pieces.empty() && without_kicker(candidate.pieces, field.text) != joined(candidate.pieces)) return kEqualPart;
  double best = 0;
  if (const auto other = site_beside(field.text, candidate.text)) best = names_site(*other, facts.site_names) ? kSide : field.basis == "title element" ? kTitleSide : kOtherSide;
  const auto a = fold_key(candidate.text), b = fold_key(field.text);
  const auto& [small, large] = std::minmax(a, b, [](const auto& x, const auto& y) { return x.size() < y.size(); });
  if (!small.empty() && large.find(small) != std::string::npos) {
    if (small.size() * 2 >= large.size()) best = std::max(best, kHolds);
    else if (small.size() * 4 >= large.size()) best = std::max(best, kHoldsLess);
  }
  const auto words = long_words(candidate.text), said = long_words(field.text);
  const auto shared = std::count_if(words.begin(), words.end(), [&](const auto& word) { return said.count(word) > 0; });
  const auto fewer = static_cast<std::ptrdiff_t>(std::min(words.size(), said.size()));
  if (shared > 0) best = std::max(best, shared * 2 >= fewer ? kManyWords : shared * 4 >= fewer ? kSomeWords : kOneWord);
  else if (shares_part(words, said)) best = std::max(best, kOneWord);
  return best;
}

std::vector<Candidate> candidates_of(const PageView& page, const PageFacts& facts, const CleanLexicon& lexicon, std::size_t first_prose) {
  const auto& tree = page.tree;
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto& node = tree.nodes[i];
    if (!page.shown[i]) {
      i = node.end - 1;
      continue;
    }
    if (node.tag.empty() || node.end - i > kNodesMax || comment_role(page.roles.inherited[i])) continue;
    const int level = node.tag == "h1" ? 1 : node.tag == "h2" ? 2 : node.tag == "h3" ? 3 : 0;
    const bool item = node.attribute("itemprop") == "headline";
    if (level == 0 && !item && !tag_in(node.tag, {"div", "span", "p", "strong", "td", "a"})) continue;
    const auto words = hint_words(node.attribute("class").substr(0, 300));
    const bool titled = item || names_any(words, kTitled);
    if (level == 0 && (!titled || node.end - i > 12)) continue;
    Candidate candidate{i, pieces_of(tree, i), {}, level, titled, item, page.roles.inherited[i] == PartRole::furniture || names_any(words, kOtherTitles), names_any(words, kKickers)};
    candidate.text = without_day(joined(candidate.pieces), lexicon);
    if (candidate.text.empty() || candidate.text.size() > kTextMax) continue;
    out.push_back(std::move(candidate));
  }
  for (const auto& block : page.blocks) {  // old pages head their stories with a line in bold
    if (block.node >= page.story.end || block.node > first_prose) break;
    if (block.text.size() > kLineMax || block.heading || comment_role(page.roles.inherited[block.node]) || std::count(block.text.begin(), block.text.end(), ' ') < 2) continue;
    const bool bold = block.strong * 10 >= block.text.size() * 9 && block.text.back() != '.' && block.density() <= 0.6;
    const bool side = !block.prose && block.text[0] != '(' && block.text.size() * 3 > facts.title_element.size() && site_beside(facts.title_element, block.text);
    if ((bold || side) && !find_written_day(block.text, lexicon) && !meets(lexicon, PhraseRole::furniture, fold_key(block.text)))
      out.push_back({block.node, {}, block.text, 0, false, false, page.roles.inherited[block.node] == PartRole::furniture, false});
  }
  return out;
}

/// The site's name: the text of a link to the front page that the title element repeats.
std::string front_page_name(const HtmlTree& tree, const PageFacts& facts) {
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto& node = tree.nodes[i];
    if (node.tag != "a" || node.end - i > 12) continue;
    auto link = node.attribute("href");
    if (const auto scheme = link.find("://"); scheme != std::string_view::npos) {
      const auto path = link.find('/', scheme + 3);
      link = path == std::string_view::npos ? "/" : link.substr(path);
    }
    if (link != "/" && !link.starts_with("/index.") && !link.starts_with("index.")) continue;
    auto text = tree.text(i);
    if (same_title(text, facts.title_element) || (text.size() >= 4 && text.size() <= 60 && text.find(' ') != std::string::npos && site_beside(facts.title_element, text))) return text;
  }
  return {};
}

}  // namespace

std::optional<std::size_t> find_heading(const PageView& page, const PageFacts& facts, const CleanLexicon& lexicon, HtmlContent& out) {
  out.site = front_page_name(page.tree, facts);
  auto site_names = facts.site_names;
  if (!out.site.empty()) site_names.push_back(out.site);
  std::size_t first_prose = page.story.end;
  for (const auto& block : page.blocks)
    if (block.node >= page.story.begin && block.node < page.story.end && block.prose) {
      first_prose = block.node;
      break;
    }
  const bool only_site = std::all_of(facts.titles.begin(), facts.titles.end(), [&](const auto& title) { return names_site(title.text, site_names); });
  const auto candidates = candidates_of(page, facts, lexicon, first_prose);
  const auto first_headings = std::count_if(candidates.begin(), candidates.end(), [](const auto& c) { return c.level == 1 && !c.furniture; });

  const Candidate* best = nullptr;
  double best_score = 0;
  for (const auto& candidate : candidates) {
    if (names_site(candidate.text, site_names) || candidate.kicker) continue;
    double agrees = 0;
    for (const auto& field : facts.titles) agrees = std::max(agrees, agreement(candidate, field, facts));
    const bool late = candidate.node > first_prose;
    bool fits = agrees >= kSomeWords;
    const bool alone = candidate.level == 1 && first_headings == 1 && !candidate.furniture && !late;
    const bool inside = candidate.node >= page.story.begin && candidate.node < page.story.end;
    if (alone) fits = fits || std::count(candidate.text.begin(), candidate.text.end(), ' ') >= 2 || (inside && agrees > 0);
    const bool said = candidate.item && !candidate.furniture && !late;  // as good as an h1
    if (candidate.level == 0) fits = fits && (said || agrees >= kOtherSide);
    if (candidate.level > 1) fits = fits && agrees >= (candidate.titled ? kSomeWords : kOtherSide);
    if (only_site) fits = fits || (!late && (!candidate.furniture || candidate.level == 1) && !find_written_day(candidate.text, lexicon));
    if (!fits) continue;
    const double score = 1.5 * agrees + (candidate.level == 1 || said ? 2 : candidate.level == 2 ? 0.5 : 0) + (candidate.titled ? 1.2 : 0) - (candidate.furniture ? 2 : 0) - (late ? 3 : 0);
    if (!best || score > best_score) best = &candidate, best_score = score;
  }
  if (!best) return {};
  out.heading = best->text;
  if (!best->pieces.empty())
    for (const auto& field : facts.titles) {  // the first field that knows this heading says where its kicker ends
      if (same_title(best->text, field.text)) break;
      if (auto text = without_kicker(best->pieces, field.text); text != best->text) {
        out.heading = std::move(text);
        break;
      }
    }
  out.heading = without_day(out.heading, lexicon);
  out.heading_basis = best->level > 0 ? "h" + std::to_string(best->level) : best->titled ? "part called the title" : "line that stands out before the story";
  if (out.site.empty() && facts.site.empty())
    if (const auto site = site_beside(facts.title_element, out.heading)) out.site = *site;
  return best->node;
}

}  // namespace daybook
