#include "clean/story_heading.h"

#include <algorithm>
#include <cctype>
#include <list>

#include "base/ascii.h"
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
  for (auto at = words.find('-'); at + 1 < words.size(); at = words.find('-', at + 1))
    for (const auto name : list)
      if (name[1] == words[at + 1] && words.compare(at, name.size(), name) == 0) return true;
  return false;
}

/// What a class attribute says of headings, each value read once.
class HeadingNames {
 public:
  explicit HeadingNames(const ClassNames& classes) : classes_(classes), said_(classes.count()) {}

  /// Most elements are asked only whether they are titled.
  bool titled(std::uint32_t number) { return said(number, kTitled, &Said::titled); }
  bool other(std::uint32_t number) { return said(number, kOtherTitles, &Said::other); }
  bool kicker(std::uint32_t number) { return said(number, kKickers, &Said::kicker); }

 private:
  struct Said {
    signed char titled = -1, other = -1, kicker = -1;  ///< -1: not asked yet
  };
  template <std::size_t N>
  bool said(std::uint32_t number, const std::string_view (&list)[N], signed char Said::*what) {
    auto& known = said_[number].*what;
    if (known < 0) known = names_any(hint_words(classes_.value(number).substr(0, 300)), list);
    return known > 0;
  }

  const ClassNames& classes_;
  std::vector<Said> said_;
};

/// Texts of the leaves of an element, those of parts named as a kicker or hidden ones left out.
std::vector<std::string> pieces_of(const PageView& page, std::size_t node, HeadingNames& names) {
  const auto& tree = page.tree;
  std::vector<std::string> out;
  for (std::size_t i = node + 1; i < tree.nodes[node].end; ++i) {
    const auto& inner = tree.nodes[i];
    if (inner.tag.empty()) {
      if (auto text = squeeze(inner.text); !text.empty()) out.push_back(std::move(text));
      continue;
    }
    const bool kicker = tag_in(inner.tag, {"script", "style", "svg", "time"}) || names.kicker(page.classes.of(i));
    if (kicker && inner.end < tree.nodes[node].end) i = inner.end - 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const auto& piece : pieces) out += (out.empty() ? "" : " ") + piece;
  return squeeze(out);
}

/// Words of four bytes or more of a folded text, sorted, each once; they point into it.
std::vector<std::string_view> long_words(std::string_view key) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= key.size(); ++i) {
    if (i < key.size() && is_word_byte(key[i])) continue;
    if (i - begin >= 4) out.push_back(key.substr(begin, i - begin));
    begin = i + 1;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// "Brigadegeschichte" and "Geschichte": a long word that is a part of another.
bool shares_part(const std::vector<std::string_view>& words, const std::vector<std::string_view>& said) {
  constexpr std::size_t kLong = 7;
  const auto holds = [](std::string_view word, std::string_view part) { return part.size() >= kLong && word.find(part) != std::string_view::npos; };
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return std::any_of(said.begin(), said.end(), [&](const auto& other) { return holds(word, other) || holds(other, word); }); });
}

/// A text that is held against many others, in the forms that are compared.
struct Compared {
  explicit Compared(const std::string& text) : bare(bare_title(text)), key(fold_key(text)), words(long_words(key)) {}
  Compared(const Compared&) = delete;
  std::string bare, key;
  std::vector<std::string_view> words;  ///< of the key
};

/// A field that states the title.
struct Field {
  explicit Field(const StatedText& stated) : said(stated), as(stated.text), sides(stated.text) {}
  const StatedText& said;
  Compared as;
  TitleSides sides;
};

double agreement(const Candidate& candidate, const Compared& heading, const Field& field, const SiteNames& site_names) {
  if (!heading.bare.empty() && heading.bare == field.as.bare) return kEqual;
  if (candidate.pieces.size() > 1 && without_kicker(candidate.pieces, field.said.text) != joined(candidate.pieces)) return kEqualPart;
  double best = 0;
  if (const auto other = field.sides.beside(heading.bare)) best = site_names.names(*other) ? kSide : field.said.basis == "title element" ? kTitleSide : kOtherSide;
  const auto& [small, large] = std::minmax(heading.key, field.as.key, [](const auto& x, const auto& y) { return x.size() < y.size(); });
  if (!small.empty() && small.size() * 4 >= large.size() && large.find(small) != std::string::npos) best = std::max(best, small.size() * 2 >= large.size() ? kHolds : kHoldsLess);
  const auto& words = heading.words;
  const auto& said = field.as.words;
  const auto shared = std::count_if(words.begin(), words.end(), [&](const auto& word) { return std::binary_search(said.begin(), said.end(), word); });
  const auto fewer = static_cast<std::ptrdiff_t>(std::min(words.size(), said.size()));
  if (shared > 0) best = std::max(best, shared * 2 >= fewer ? kManyWords : shared * 4 >= fewer ? kSomeWords : kOneWord);
  else if (shares_part(words, said)) best = std::max(best, kOneWord);
  return best;
}

std::vector<Candidate> candidates_of(const PageView& page, const PageFacts& facts, const CleanLexicon& lexicon, std::size_t first_prose) {
  const auto& tree = page.tree;
  HeadingNames heading_names(page.classes);
  const TitleSides title_sides(facts.title_element);
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
    if (level == 0 && node.end - i > 12) continue;
    const auto number = page.classes.of(i);
    const bool titled = item || heading_names.titled(number);
    if (level == 0 && !titled) continue;
    Candidate candidate{i, pieces_of(page, i, heading_names), {}, level, titled, item, page.roles.inherited[i] == PartRole::furniture || heading_names.other(number), heading_names.kicker(number)};
    candidate.text = without_day(joined(candidate.pieces), lexicon);
    if (candidate.text.empty() || candidate.text.size() > kTextMax) continue;
    out.push_back(std::move(candidate));
  }
  for (const auto& block : page.blocks) {  // old pages head their stories with a line in bold
    if (block.node >= page.story.end || block.node > first_prose) break;
    if (block.text.size() > kLineMax || block.heading || comment_role(page.roles.inherited[block.node]) || std::count(block.text.begin(), block.text.end(), ' ') < 2) continue;
    const bool bold = block.strong * 10 >= block.text.size() * 9 && block.text.back() != '.' && block.density() <= 0.6;
    const bool side = !block.prose && block.text[0] != '(' && block.text.size() * 3 > facts.title_element.size() && title_sides.beside(bare_title(block.text));
    if ((bold || side) && !block.day && !block.phrases.has(PhraseRole::furniture))
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
  const SiteNames head_names(facts.site_names), all_names(site_names);
  const bool only_site = std::all_of(facts.titles.begin(), facts.titles.end(), [&](const auto& title) { return all_names.names(title.text); });
  std::list<Field> fields;  // they point into themselves
  for (const auto& title : facts.titles) fields.emplace_back(title);
  const auto candidates = candidates_of(page, facts, lexicon, first_prose);
  const auto first_headings = std::count_if(candidates.begin(), candidates.end(), [](const auto& c) { return c.level == 1 && !c.furniture; });

  const Candidate* best = nullptr;
  double best_score = 0;
  for (const auto& candidate : candidates) {
    if (candidate.kicker || all_names.names(candidate.text)) continue;
    const Compared heading(candidate.text);
    double agrees = 0;
    for (const auto& field : fields) agrees = std::max(agrees, agreement(candidate, heading, field, head_names));
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
