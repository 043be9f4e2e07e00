// Where the story of a page is, and what each block of it is.
//
// 1. Every element gets a role from its tag and the words of its class, id and role (data/clean/parts.tsv). A hint that would
//    throw away most of the page's running text is not believed.
// 2. Text becomes blocks; a block is worth its characters if it reads like prose and costs something if it reads like a list of links.
// 3. The story is the element whose blocks are worth most together (a maximum-sum range over the tree, after the idea of Pasternack
//    and Roth 2009, "Extracting article text from the web with maximum subsequence segmentation"), or the hinted one if it holds nearly as much.
// 4. Within it blocks are kept or dropped one by one; comments are gathered from the whole page.
//
#include <set>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/page_blocks.h"
#include "clean/page_roles.h"
#include "clean/parts.h"
#include "clean/story_heading.h"

namespace daybook {
namespace {

constexpr double kContentShare = 0.5;  // of the best element's worth: a content hint with that much is right

bool furniture_role(PartRole role) { return role == PartRole::furniture; }

double worth(const TextBlock& block, PartRole role) {
  if (furniture_role(role) || comment_role(role)) return 0;
  if (role == PartRole::caption || role == PartRole::byline || role == PartRole::date) return 0;
  if (prose(block)) return static_cast<double>(block.text.size()) * (1 - block.density());
  if (block.heading) return -2;
  if (block.density() > 0.5) return -25 - 0.2 * static_cast<double>(block.text.size());
  return block.text.size() < 25 ? -8 : -4;
}

HtmlContent read_with(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon, bool trust) {
  HtmlContent out;
  const auto n = tree.nodes.size();
  if (n == 0) return out;
  const auto shown = shown_nodes(tree);
  const auto blocks = blocks_of(tree, shown);
  const auto roles = roles_of(tree, blocks, lexicon, trust);
  const auto role = [&](const TextBlock& block) { return roles.inherited[block.node]; };

  // The element with the greatest worth; the deepest of equals.
  std::vector<double> before(n + 1, 0);
  for (const auto& block : blocks)
    if (!meets(lexicon, PhraseRole::wall, fold_key(block.text.substr(0, 1000)))) before[block.node + 1] += worth(block, role(block));
  for (std::size_t i = 0; i < n; ++i) before[i + 1] += before[i];
  const auto total = [&](std::size_t i) { return before[tree.nodes[i].end] - before[i]; };
  std::size_t best = 0, best_hinted = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (tree.nodes[i].tag.empty()) continue;
    if (total(i) >= total(best) - 1e-9) best = i;
    if (roles.own[i] == PartRole::content && (best_hinted == 0 || total(i) >= total(best_hinted) - 1e-9)) best_hinted = i;
  }
  if (best_hinted != 0 && total(best_hinted) >= kContentShare * total(best)) best = best_hinted;
  if (total(best) <= 0) best = 0;  // nothing reads like prose: what little there is may stand anywhere
  const std::size_t begin = best, end = tree.nodes[best].end;

  const PageView view{tree, shown, blocks, roles, {begin, end}};
  find_heading(view, facts, lexicon, out);
  find_shown_dates(view, out);
  find_author_parts(view, lexicon, out);

  bool has_comment_text = false;
  for (const auto& block : blocks) has_comment_text = has_comment_text || role(block) == PartRole::comment_text;

  std::set<std::string> seen;
  const std::string heading_key = fold_key(out.heading), title_key = fold_key(facts.title);
  std::vector<CleanBlock> comments;
  std::size_t proses = 0;
  bool ended = false;
  for (const auto& block : blocks) {
    const auto part = role(block);
    const auto key = fold_key(block.text);
    const bool inside = block.node >= begin && block.node < end;
    if (meets(lexicon, PhraseRole::paywall, key)) out.paywall = true;
    if (comment_role(part)) {
      if (part == PartRole::comment_meta || (has_comment_text && part != PartRole::comment_text)) continue;
      if (block.heading || (block.density() > 0.6 && block.text.size() < 200) || meets(lexicon, PhraseRole::comment_furniture, key) ||
          meets(lexicon, PhraseRole::comment_start, key) || meets(lexicon, PhraseRole::furniture, key))
        continue;
      if (part == PartRole::comment && block.text.size() < 25 && !ends_sentence(block.text)) continue;
      comments.push_back({SegmentKind::comment, block.text, part == PartRole::comment_text ? "comment text part" : "comment part"});
      continue;
    }
    if (part == PartRole::byline && block.text.size() < 200) {
      out.bylines.push_back(block.text);
      continue;
    }
    if (part == PartRole::date && block.text.size() < 120) {
      out.dates.push_back(block.text);
      continue;
    }
    if (out.copyright.empty() && block.text.size() < 200) out.copyright = owner_in_copyright(block.text);
    if (block.text.size() < 140 && find_day(block.text, lexicon)) {
      const auto line = published_part(block.text, lexicon);
      if (line != block.text && !line.empty()) out.published_lines.push_back(line);
      else if (block.node < end && block.text.size() < 100 && !line.empty()) out.near_dates.push_back(line);
    }
    // An unmarked "By A and B" at the head of the story.
    if (inside && proses < 2 && block.text.size() < 120 && !ends_sentence(block.text) && !furniture_role(part) && !names_in_byline(block.text, lexicon, Byline::line).empty()) {
      out.bylines.push_back(block.text);
      continue;
    }
    if (inside && prose(block)) ++proses;
    if (!inside || ended || (block.text.starts_with('<') && block.text.find("=\"") != std::string::npos)) continue;  // markup shown as text
    if (part == PartRole::caption) {
      if (block.text.size() >= 15 && seen.insert(key).second) out.blocks.push_back({SegmentKind::caption, block.text, "caption part"});
      continue;
    }
    if (furniture_role(part)) continue;
    if (key == heading_key || key == title_key) continue;
    if (meets(lexicon, PhraseRole::end, key) && block.heading) {
      ended = true;
      continue;
    }
    if (meets(lexicon, PhraseRole::furniture, key) || meets(lexicon, PhraseRole::paywall, key) || meets(lexicon, PhraseRole::comment_start, key) ||
        meets(lexicon, PhraseRole::comment_furniture, key))
      continue;
    if (block.density() > 0.8 || (block.density() > 0.5 && block.text.size() < 150)) continue;
    if (meets(lexicon, PhraseRole::credit, key) && block.text.size() < 150) {
      out.blocks.push_back({SegmentKind::caption, block.text, "credit line"});
      continue;
    }
    const bool list = tag_in(block.tag, {"li", "td", "th", "dd", "dt"});
    if (!block.heading && !prose(block) && block.text.size() < 30 && !ends_sentence(block.text) && !list && block.tag != "p") continue;
    if (block.text.size() > 60 && !seen.insert(key).second) continue;  // shown twice for small and large screens
    out.blocks.push_back({SegmentKind::body, block.text, block.heading ? "subheading" : prose(block) ? "prose block <" + block.tag + ">" : "short block <" + block.tag + ">"});
  }
  // Headings and scraps that no prose follows belong to what came after the story.
  while (!out.blocks.empty() && out.blocks.back().reason == "subheading") out.blocks.pop_back();
  for (auto& comment : comments) out.blocks.push_back(std::move(comment));
  return out;
}

std::size_t body_size(const HtmlContent& content) {
  std::size_t size = 0;
  for (const auto& block : content.blocks) size += block.kind == SegmentKind::body ? block.text.size() : 0;
  return size;
}

}  // namespace

HtmlContent read_html_content(const HtmlTree& tree, const PageFacts& facts, const CleanLexicon& lexicon) {
  auto out = read_with(tree, facts, lexicon, true);
  if (body_size(out) >= 150) return out;
  auto again = read_with(tree, facts, lexicon, false);  // names of parts can mislead; a page has some text
  return body_size(again) > body_size(out) ? again : out;
}

}  // namespace daybook
