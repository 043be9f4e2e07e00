// Where the story of a page is, and what each block of it is.
//
// 1. Every element gets a role from its tag and the words of its class, id and role (data/clean/parts.tsv). A hint that would
//    throw away most of the page's running text is not believed.
// 2. Text becomes blocks; a block is worth its characters if it reads like prose and costs something if it reads like a list of links.
// 3. The story is the element whose blocks are worth most together (a maximum-sum range over the tree, after the idea of Pasternack
//    and Roth 2009, "Extracting article text from the web with maximum subsequence segmentation"), or the hinted one if it holds nearly as much.
// 4. Every block gets a verdict: what it is kept as, or that it is dropped, and why.
//
// Every step is one pass over the nodes or blocks.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "clean/comment_threads.h"
#include "clean/dates.h"
#include "clean/page_blocks.h"
#include "clean/page_marks.h"
#include "clean/page_roles.h"
#include "clean/parts.h"
#include "clean/story_heading.h"
#include "clean/story_range.h"

namespace daybook {
namespace {

constexpr std::size_t kFrontMax = 8;  // blocks between a heading of lower rank and the story it stands above

struct Verdict {
  std::optional<SegmentKind> kind;  ///< empty: dropped
  const char* reason = "";
};

std::string part_path(const HtmlTree& tree, std::size_t node) {
  std::string out;
  for (int depth = 0; depth < 6; ++depth) {
    const auto& at = tree.nodes[node];
    std::string name(at.tag);
    for (const char* attribute : {"id", "class"})
      if (const auto value = at.attribute(attribute); !value.empty()) name += (*attribute == 'i' ? "#" : ".") + std::string(value.substr(0, value.find(' ')).substr(0, 40));
    out = out.empty() ? name : name + " > " + out;
    if (at.parent < 0) break;
    node = static_cast<std::size_t>(at.parent);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t cut = most - std::min<std::size_t>(most, 3);
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return std::string(text.substr(0, cut)) + "…";
}

/// Does a part around the block hold a picture and little else? Then its words are a caption.
bool beside_picture(const HtmlTree& tree, const PageSums& sums, const TextBlock& block) {
  if (block.letters > 300 || block.heading || block.listed || (block.sentence && (block.letters > 100 || block.tag == "p"))) return false;
  std::size_t node = block.node;
  for (int up = 0; up < 3 && tree.nodes[node].parent >= 0; ++up, node = static_cast<std::size_t>(tree.nodes[node].parent)) {
    if (sums.text(node) > block.text.size() + 60) return false;
    if (sums.images(node) > 0) return up > 0 || block.tag != "p" || !block.sentence;
  }
  return false;
}

/// Where what belongs to the story may begin: at its heading, else at the last h1 before it, else at the last line that repeats the title,
/// else at a heading close by.
std::size_t front_of(const PageView& page, std::optional<std::size_t> heading, std::string_view title) {
  if (heading && *heading < page.story.begin && page.roles.inherited[*heading] != PartRole::furniture) return *heading;
  const auto is_title = [&](const TextBlock& block) {
    return block.letters >= 15 && title.size() >= 15 && (title.find(block.key) != std::string_view::npos || (block.key.find(title) != std::string::npos && block.letters < 300));
  };
  std::size_t h1 = page.story.begin, repeated = page.story.begin, near = page.story.begin, since = 0;
  for (const auto& block : page.blocks) {
    if (block.node >= page.story.begin) break;
    ++since;
    if (page.roles.inherited[block.node] == PartRole::furniture) continue;
    if (block.tag == "h1") h1 = block.node;
    if (is_title(block)) repeated = block.node;
    if (block.heading && block.density() < 0.5) near = block.node, since = 0;
  }
  return h1 != page.story.begin ? h1 : repeated != page.story.begin ? repeated : since <= kFrontMax ? near : page.story.begin;
}

/// What each block is, in reading order.
class Judge {
 public:
  /// `bylines`: per block, whether it names who wrote the story. `heading`: the node of the story's heading, if it was found.
  Judge(const PageView& page, const PageSums& sums, const PageFacts& facts, const std::vector<char>& bylines, std::optional<std::size_t> heading, const CleanLexicon& lexicon, bool forum,
        HtmlContent& out)
      : page_(page), sums_(sums), bylines_(bylines), lexicon_(lexicon), out_(out), heading_key_(fold_key(out.heading).substr(0, 400)), title_key_(fold_key(facts.title).substr(0, 400)),
        front_(front_of(page, heading, title_key_)), forum_(forum) {
    under_h1_ = heading && page.tree.nodes[*heading].id == HtmlTag::h1;
    texts_.reserve(page.tree.nodes.size() + 1);
    texts_.push_back(0);
    for (const auto role : page.roles.own) texts_.push_back(texts_.back() + (role == PartRole::comment_text));
    for (const auto& stated : facts.names)
      for (const auto& name : stated.names) authors_.push_back(fold_key(name));
    // More than a standfirst between heading and story: a list, a table, several paragraphs.
    std::size_t lines = 0, front = 0, front_all = 0, story = 0;
    for (const auto& block : page.blocks) {
      const auto role = page.roles.inherited[block.node];
      if (role == PartRole::furniture || comment_role(role) || block.thread || block.density() > 0.3) continue;
      if (page.story.holds(block.node)) {
        if (block.prose) story += block.letters;
      } else if (block.node > front_ && block.node < page.story.begin) {
        if (block.prose) front += block.letters;
        front_all += block.letters;
        lines += block.listed || block.sentence;
      }
    }
    front_is_story_ = front > 600 || (front > 200 && front * 2 > story) || lines >= 5 || (lines >= 3 && front_all * 2 > story);
    for (const auto& block : page.blocks) {
      if (front_is_story_ && block.node > front_ && block.node < page.story.begin) lines_[block.node] += block.density() < 0.5;
      if (page.story.holds(block.node) && block.prose && page.roles.inherited[block.node] != PartRole::furniture) {
        auto& home = homes_[home_of(block)];
        ++home;
      }
      if (page.story.holds(block.node)) lines_[block.node] += block.density() < 0.5 ? 1 : 0;
    }
  }

  Verdict judge(const TextBlock& block) {
    auto part = page_.roles.inherited[block.node];
    if (block.phrases.has(PhraseRole::paywall)) out_.paywall = true;
    if (block.thread && !comment_role(part)) part = part == PartRole::furniture || part == PartRole::byline || part == PartRole::date ? PartRole::comment_meta : PartRole::comment;
    if (comment_role(part)) return comment(block, part);
    if (part == PartRole::byline && block.letters >= 200) return {{}, "about the author"};
    if (bylines_[static_cast<std::size_t>(&block - page_.blocks.data())]) {
      out_.bylines.push_back(block.text);
      return {{}, "byline"};
    }
    if (part == PartRole::date && block.text.size() < 120) return {{}, "date part"};
    const bool dated = block.text.size() < 140 && block.day;
    const bool labelled = dated && published_part(block.text, lexicon_) != block.text;
    const bool inside = page_.story.holds(block.node);
    if (inside && block.letters < 80 && std::find(authors_.begin(), authors_.end(), block.key) != authors_.end()) return {{}, "name of the author"};
    if (!inside && block.node >= front_ && block.node < page_.story.begin && !front_is_story_) return front(block, part);
    if (!inside && !(front_is_story_ && block.node >= front_ && block.node < page_.story.begin)) return {{}, part == PartRole::furniture ? "furniture part" : "outside the story"};
    const auto verdict = story(block, part, dated, labelled);
    bodies_ += verdict.kind == SegmentKind::body && !block.heading && block.letters >= 40;
    if (block.prose && verdict.kind == SegmentKind::body && proses_ == 0) first_paragraph_ = block.node;
    if (block.prose && verdict.kind == SegmentKind::body) ++proses_, kept_homes_.insert(home_of(block));
    return verdict;
  }

 private:
  Verdict comment(const TextBlock& block, PartRole part) {
    // The first post of a forum's thread is its story; what stands under a heading "Comments" answers it.
    if (forum_ && posts_ > 0 && block.phrases.has(PhraseRole::comment_start)) forum_ = false;
    const bool title = block.heading && block.letters >= 25 && std::count(block.text.begin(), block.text.end(), ' ') >= 3;
    if (part == PartRole::comment_meta) return {{}, "names and buttons of a comment"};
    const auto& roles = page_.roles;
    const auto cause = roles.cause[block.node];
    // Where the part has texts marked as such, what stands beside them is no text.
    if (part == PartRole::comment && !block.thread && !title && texts_[page_.tree.nodes[cause].end] > texts_[cause]) return {{}, "beside the text of a comment"};
    if ((block.heading && !title) || (block.density() > 0.6 && block.text.size() < 200) ||
        block.phrases.has(PhraseRole::comment_furniture) || block.phrases.has(PhraseRole::comment_start) || block.phrases.has(PhraseRole::furniture) || block.phrases.has(PhraseRole::reply))
      return {{}, "furniture of the comments"};
    if (part == PartRole::comment && !block.sentence && block.letters < 60 && (block.phrases.has(PhraseRole::when) || (block.day && block.day->readings.size() == 1))) return {{}, "day of a comment"};
    if (part == PartRole::comment && block.letters < 25 && !block.sentence && block.tag != "p") return {{}, "scrap in the comments"};
    if (forum_) {
      ++posts_;
      return {SegmentKind::body, "post of a forum"};
    }
    return {SegmentKind::comment, block.thread ? "thread of comments" : part == PartRole::comment_text ? "comment text part" : "comment part"};
  }

  bool title_again(const TextBlock& block) const { return block.key == heading_key_ || block.key == title_key_; }

  bool furniture_line(const TextBlock& block) const {
    return block.phrases.has(PhraseRole::furniture) || block.phrases.has(PhraseRole::paywall) || block.phrases.has(PhraseRole::comment_start) || block.phrases.has(PhraseRole::comment_furniture);
  }

  /// Between the heading and the first paragraph.
  bool standfirst(const TextBlock& block, PartRole part) const {
    if (bodies_ > 0 || block.letters < 25 || block.letters > 600 || block.density() > 0.3) return false;
    if (part == PartRole::standfirst) return true;
    return block.heading && block.letters >= 45 && block.node > front_ && page_.tree.nodes[block.node].tag != "h1";
  }

  Verdict front(const TextBlock& block, PartRole part) {
    if (part == PartRole::furniture) return {{}, "furniture part"};
    if (title_again(block)) return {{}, "the headline again"};
    if (furniture_line(block)) return {{}, "line of furniture"};
    if (part == PartRole::caption || beside_picture(page_.tree, sums_, block)) return caption(block);
    if (standfirst(block, part)) return {SegmentKind::headline, "standfirst"};
    if (block.density() > 0.3) return {{}, "mostly links"};
    if (block.prose || (block.sentence && block.letters >= 50)) return {SegmentKind::headline, "standfirst"};
    return {{}, "before the story"};
  }

  Verdict story(const TextBlock& block, PartRole part, bool dated, bool labelled) {
    if (ended_ > block.node && block.prose && block.density() < 0.3 && part != PartRole::furniture && kept_homes_.contains(home_of(block))) ended_ = 0;
    if (ended_ > block.node) return {{}, "after the heading that ends the story"};
    if (block.text.starts_with('<') && block.text.find("=\"") != std::string::npos) return {{}, "markup shown as text"};
    if (ends_story(block) && proses_ > 0) {
      ended_ = section_end(page_.tree, sums_, block);
      return {{}, "heading that ends the story"};
    }
    if (part == PartRole::furniture) return {{}, "furniture part"};
    if (title_again(block)) return {{}, "the headline again"};
    if (block.tag == "h1" && proses_ == 0 && !(out_.heading.empty() && title_key_.empty())) return {SegmentKind::headline, "heading above the story"};
    if (block.tag == "h1" && proses_ > 0 && under_h1_ && other_article(block)) {
      ended_ = page_.story.end;
      return {{}, "heading of another story"};
    }
    if (block.phrases.has(PhraseRole::end) && block.letters < 60 && (!block.sentence || block.text.ends_with(':'))) return {{}, "heading of links to other stories"};
    if (block.phrases.has(PhraseRole::sign_off) && proses_ > 0) return {SegmentKind::byline, "line of who reported"};
    const bool chapter = block.heading && homes_.contains(home_of(block)) && block.phrases.has(PhraseRole::comment_start) && !block.phrases.has(PhraseRole::furniture);  // a story's chapter may be called "Comments"
    if (furniture_line(block) && !chapter && !(block.listed && tag_in(block.tag, {"td", "th"}))) return {{}, "line of furniture"};
    if (proses_ == 0 && dated && !block.sentence && !block.heading && !block.listed && block.letters < 120) return {{}, "line with the day of publication"};
    if (day_label(block, labelled)) return {{}, "line with the day of publication"};
    if (part == PartRole::caption || block.figure || beside_picture(page_.tree, sums_, block)) return caption(block);
    if (block.phrases.has(PhraseRole::picture) && block.letters < 80) return {{}, "credit of a picture"};
    if (standfirst(block, part)) return {SegmentKind::headline, "standfirst"};
    if (mostly_links(block)) return {{}, "mostly links"};
    if (block.phrases.has(PhraseRole::credit) && block.text.size() < 150) return {SegmentKind::caption, "credit line"};
    const bool among_lines = lines_[block.node] >= 3;
    const bool brief = !block.heading && !block.prose && block.letters < 30 && !block.sentence;
    if (brief && !block.listed && block.tag != "p" && !among_lines) return {{}, "scrap"};
    if (brief && block.listed && proses_ == 0 && !homes_.empty() && !front_is_story_ && block.tag == "li") return {{}, "scrap before the story"};
    if (repeated(block)) return {{}, "said before"};
    if (block.heading) return {SegmentKind::body, "subheading"};
    return {SegmentKind::body, block.prose ? "prose block" : "short block"};
  }

  /// Does an <article> hold the block that does not hold the first paragraph?
  bool other_article(const TextBlock& block) const {
    auto at = static_cast<std::int32_t>(block.node);
    while (at >= 0 && page_.tree.nodes[static_cast<std::size_t>(at)].id != HtmlTag::article) at = page_.tree.nodes[static_cast<std::size_t>(at)].parent;
    return at >= 0 && first_paragraph_ < static_cast<std::size_t>(at);
  }

  Verdict caption(const TextBlock& block) {
    if (block.letters < 15) return {{}, "scrap of a caption"};
    if (block.phrases.has(PhraseRole::picture) && block.letters < 80 && !block.sentence) return {{}, "credit of a picture"};
    return seen_.insert(block.text).second ? Verdict{SegmentKind::caption, "caption part"} : Verdict{{}, "said before"};
  }

  /// "Published: 3 May", "Updated 10:20".
  bool day_label(const TextBlock& block, bool labelled) const {
    if (block.sentence || block.letters >= 120 || block.text.find_first_of("0123456789") == std::string::npos) return false;
    return labelled || label_length(lexicon_, LabelRole::published, block.key) > 0 || label_length(lexicon_, LabelRole::updated, block.key) > 0;
  }

  /// A paragraph of the story may be a link as a whole; a line that points elsewhere has no full stop.
  bool mostly_links(const TextBlock& block) const {
    const double density = block.density();
    if (density <= 0.5 || (density <= 0.8 && block.text.size() >= 150)) return false;
    const auto home = homes_.find(home_of(block));
    if (block.tag == "p" && home != homes_.end() && home->second >= 2 && ((block.sentence && block.letters > 40) || block.letters < 40 || density <= 0.8)) return false;
    if (block.tag == "li") {
      const auto parent = page_.tree.nodes[block.node].parent;
      if (parent >= 0 && sums_.linked(static_cast<std::size_t>(parent)) * 2 < sums_.text(static_cast<std::size_t>(parent))) return false;
    }
    return true;
  }

  /// The element whose paragraphs a block is one of.
  std::size_t home_of(const TextBlock& block) const {
    const auto parent = page_.tree.nodes[block.node].parent;
    return tag_in(block.tag, {"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}) && parent >= 0 ? static_cast<std::size_t>(parent) : block.node;
  }

  /// Shown twice, for small and for large screens: the copies stand in parts of another name. Lines that recur in a list do not.
  bool repeated(const TextBlock& block) {
    if (block.letters <= 60) return false;
    const auto [at, fresh] = said_.try_emplace(block.text, block.node);
    if (fresh) return false;
    return signature(at->second) != signature(block.node);
  }

  std::size_t signature(std::size_t node) const {
    std::size_t out = 0;
    for (int up = 0; up < 4; ++up) {
      const auto& at = page_.tree.nodes[node];
      out = out * 31 + std::hash<std::string_view>{}(at.tag) + 7 * std::hash<std::string_view>{}(at.attribute("class"));
      if (at.parent < 0) break;
      node = static_cast<std::size_t>(at.parent);
    }
    return out;
  }

  const PageView& page_;
  const PageSums& sums_;
  const std::vector<char>& bylines_;
  const CleanLexicon& lexicon_;
  HtmlContent& out_;
  std::string heading_key_, title_key_;
  std::vector<std::string> authors_;  ///< fold_key
  std::size_t front_;
  bool under_h1_ = false;        ///< the story's heading is an h1
  bool front_is_story_ = false;  ///< what stands between the heading and the story is part of it
  std::size_t proses_ = 0;       ///< paragraphs kept so far
  std::size_t first_paragraph_ = 0;
  std::size_t bodies_ = 0;       ///< blocks of text kept so far, headings apart
  std::size_t ended_ = 0;        ///< node up to which all comes after the story
  std::unordered_map<std::size_t, std::size_t> homes_;  ///< elements with paragraphs, and how many
  std::unordered_set<std::size_t> kept_homes_;          ///< those of paragraphs kept so far
  bool forum_;                        ///< posts are what the page has to say
  std::size_t posts_ = 0;             ///< of a forum, kept so far
  std::vector<std::uint32_t> texts_;  ///< parts marked as text of a comment before a node
  std::unordered_map<std::size_t, std::size_t> lines_;  ///< blocks that stand directly in a node
  std::unordered_set<std::string> seen_;
  std::unordered_map<std::string, std::size_t> said_;
};

/// Headings that nothing follows: at the end of the story, or where all that stood under them was dropped.
void drop_lone_headings(const std::vector<TextBlock>& blocks, std::vector<Verdict>& verdicts) {
  const auto level = [](const TextBlock& block) { return block.tag.size() == 2 && block.tag[0] == 'h' ? block.tag[1] : '6'; };
  const TextBlock* next = nullptr;  // the next block that was kept
  bool dropped = false;             // was anything before it dropped?
  for (std::size_t i = verdicts.size(); i-- > 0;) {
    if (verdicts[i].kind == SegmentKind::comment) continue;
    if (!verdicts[i].kind) {
      dropped = true;
      continue;
    }
    if (blocks[i].heading && verdicts[i].kind == SegmentKind::body && (!next || (dropped && next->heading && level(*next) <= level(blocks[i])))) {
      verdicts[i] = {{}, "heading that nothing follows"};
      dropped = true;
      continue;
    }
    next = &blocks[i];
    dropped = false;
  }
}

/// A forum's thread without an article: all its running text stands in posts.
bool posts_are_story(const PageView& page) {
  std::size_t posts = 0, else_where = 0;
  for (const auto& block : page.blocks) {
    const auto role = page.roles.inherited[block.node];
    if (!block.prose) continue;
    if (comment_role(role) || block.thread) posts += block.letters;
    else if (role != PartRole::furniture && page.story.holds(block.node)) else_where += block.letters;
  }
  return posts > 3 * else_where && else_where < 400;
}

HtmlContent read_with(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon, bool trust, ContentOptions options) {
  HtmlContent out;
  if (tree.nodes.empty()) return out;
  const ClassNames classes(tree);
  const auto shown = shown_nodes(tree);
  auto blocks = blocks_of(tree, shown, lexicon);
  const PageSums sums(tree, blocks, shown);
  auto roles = roles_of(tree, classes, sums, lexicon, trust);
  const std::string_view address = options.address.empty() ? std::string_view(facts.url) : options.address;
  const bool forum = roles.forum || forum_address(address, lexicon);  // posts there are shaped like teasers: a linked name, few words
  if (trust && !forum) mark_teasers(tree, sums, address, roles);
  mark_threads(tree, roles, blocks);
  const PageView page{tree, classes, shown, blocks, roles, find_story(tree, blocks, sums, roles)};
  const auto heading = find_heading(page, facts, lexicon, out);
  const auto bylines = mark_page(page, heading, lexicon, out);

  std::vector<Verdict> verdicts;
  Judge judge(page, sums, facts, bylines, heading, lexicon, forum && posts_are_story(page), out);
  for (const auto& block : blocks) verdicts.push_back(judge.judge(block));
  drop_lone_headings(blocks, verdicts);
  const auto reason = [&](std::size_t i) {
    std::string text = verdicts[i].reason;
    if (verdicts[i].kind == SegmentKind::body && !blocks[i].heading) text += " <" + std::string(blocks[i].tag) + ">";
    const auto cause = roles.cause[blocks[i].node];
    if ((text.ends_with("part") || text.ends_with("comment")) && !roles.word[cause].empty()) text += " (" + std::string(roles.word[cause]) + ")";
    return text;
  };
  for (const bool comments : {false, true})
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (verdicts[i].kind && (verdicts[i].kind == SegmentKind::comment) == comments) out.blocks.push_back({*verdicts[i].kind, options.judged ? blocks[i].text : std::move(blocks[i].text), reason(i)});
  if (options.judged) out.story_part = part_path(tree, page.story.begin);
  if (options.judged)
    for (std::size_t i = 0; i < blocks.size(); ++i)
      out.judged.push_back({verdicts[i].kind, shortened(blocks[i].text, options.judged_text), part_path(tree, blocks[i].node), reason(i)});
  return out;
}

std::size_t body_size(const HtmlContent& content) {
  std::size_t size = 0;
  for (const auto& block : content.blocks) size += block.kind == SegmentKind::body ? block.text.size() : 0;
  return size;
}

}  // namespace

HtmlContent read_html_content(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon, ContentOptions options) {
  auto out = read_with(tree, facts, lexicon, true, options);
  if (body_size(out) >= 150) return out;
  auto again = read_with(tree, facts, lexicon, false, options);  // names of parts can mislead; a page has some text
  return body_size(again) > body_size(out) ? again : out;
}

}  // namespace daybook
