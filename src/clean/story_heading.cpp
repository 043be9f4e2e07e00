#include "clean/story_heading.h"

#include <algorithm>

#include "base/utf8.h"
#include "clean/dates.h"

namespace daybook {
namespace {

constexpr std::string_view kKickers[] = {"-kicker-", "-overline-", "-eyebrow-", "-dachzeile-", "-spitzmarke-", "-topline-", "-supertitle-", "-pretitle-", "-roofline-"};

/// Texts of the leaves of an element, those of parts named as a kicker left out.
std::vector<std::string> pieces_of(const HtmlTree& tree, std::size_t node) {
  std::vector<std::string> out;
  for (std::size_t i = node + 1; i < tree.nodes[node].end; ++i) {
    const auto& inner = tree.nodes[i];
    const auto words = inner.tag.empty() ? std::string{} : hint_words(inner.attribute("class").substr(0, 300));
    const bool kicker = tag_in(inner.tag, {"script", "style", "svg", "time"}) || std::any_of(std::begin(kKickers), std::end(kKickers), [&](auto name) { return words.find(name) != std::string::npos; });
    if (kicker && inner.end < tree.nodes[node].end) {
      i = inner.end - 1;
      continue;
    }
    if (auto text = squeeze(inner.text); inner.tag.empty() && !text.empty()) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace

void find_heading(const PageView& page, const PageFacts& facts, const CleanLexicon& lexicon, HtmlContent& out) {
  const auto& [tree, shown, blocks, roles, story] = page;
  const std::string title_key = fold_key(facts.title);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != "h1" || !shown[i] || tree.nodes[i].end - i > 300) continue;
    const auto text = without_kicker(pieces_of(tree, i), facts.title);
    if (text.empty()) continue;
    const auto key = fold_key(text);
    const bool agrees = !title_key.empty() && (title_key.find(key) != std::string::npos || key.find(title_key) != std::string::npos);
    if (agrees || (title_key.empty() && out.heading.empty())) out.heading = text, out.heading_basis = "h1";
    if (agrees) break;
  }
  // The site's name: the text of a link to the front page that the title element repeats.
  for (std::size_t i = 0; i < tree.nodes.size() && out.site.empty(); ++i) {
    const auto& node = tree.nodes[i];
    if (node.tag != "a" || node.end - i > 12) continue;
    auto link = node.attribute("href");
    if (const auto scheme = link.find("://"); scheme != std::string_view::npos) {
      const auto path = link.find('/', scheme + 3);
      link = path == std::string_view::npos ? "/" : link.substr(path);
    }
    if (link != "/" && !link.starts_with("/index.") && !link.starts_with("index.")) continue;
    const auto text = tree.text(i);
    if (same_title(text, facts.title_element) || (text.size() >= 4 && text.size() <= 60 && text.find(' ') != std::string::npos && site_beside(facts.title_element, text))) out.site = text;
  }
  if (!out.heading.empty() && !same_title(out.heading, out.site)) {
    if (out.site.empty() && facts.site.empty())
      if (const auto site = site_beside(facts.title_element, out.heading)) out.site = *site;
    return;
  }
  const bool only_site = facts.title.empty() || same_title(facts.title, out.site) || same_title(facts.title, facts.site);
  if (!only_site && facts.title_basis != "title element") return;  // stated as a field of its own
  for (const auto& block : blocks) {
    if (block.node >= story.end || (block.node >= story.begin && block.prose && only_site)) break;
    if (block.text.size() > 250 || block.density() > 0.6 || comment_role(roles.inherited[block.node])) continue;
    if (!facts.title_element.empty() && !only_site) {
      if (const auto site = site_beside(facts.title_element, block.text); site && block.text.size() * 2 > site->size() && block.text[0] != '(' && std::count(block.text.begin(), block.text.end(), ' ') >= 2) {
        out.heading = block.text;
        out.heading_basis = "title element and page";
        if (out.site.empty()) out.site = *site;
        return;
      }
      continue;
    }
    const bool stands_out = (block.heading && block.tag != "h1") || block.strong * 10 >= block.text.size() * 9;
    if (stands_out && std::count(block.text.begin(), block.text.end(), ' ') >= 2 && !same_title(block.text, out.site) && !same_title(block.text, facts.site) &&
        !find_day(block.text, lexicon) && block.text.back() != '.' && roles.inherited[block.node] != PartRole::furniture && !block.phrases.has(PhraseRole::furniture)) {
      out.heading = block.text;
      out.heading_basis = "line that stands out before the story";
      return;
    }
  }
  if (same_title(out.heading, out.site)) out.heading.clear();
}

void find_shown_dates(const PageView& page, HtmlContent& out) {
  const auto& nodes = page.tree.nodes;
  for (const bool in_story : {true, false})
    for (std::size_t i = 0; i < nodes.size() && i < page.story.end; ++i) {
      if (nodes[i].tag != "time" || (i >= page.story.begin) != in_story) continue;
      const auto role = page.roles.inherited[i];
      if (comment_role(role) || (role == PartRole::furniture && !in_story)) continue;
      const auto machine = nodes[i].attribute("datetime");
      out.dates.push_back(machine.empty() ? page.tree.text(i) : std::string(machine));
    }
}

void find_author_parts(const PageView& page, const CleanLexicon& lexicon, HtmlContent& out) {
  const auto& roles = page.roles;
  for (const bool named : {true, false})
    for (std::size_t i = 0; i < page.story.end && out.author_parts.size() < 8; ++i) {
      const auto& node = page.tree.nodes[i];
      if (node.tag.empty() || node.end - i > 40 || !page.shown[i] || comment_role(roles.inherited[i])) continue;
      if (named) {
        // Most elements are no author's: their names are not taken apart.
        const auto hints = [](std::string_view value) { return value.find("uth") != value.npos || value.find("UTH") != value.npos || value.find("uto") != value.npos || value.find("UTO") != value.npos; };
        if (node.tag != "byline" && !hints(node.attribute("class")) && !hints(node.attribute("rel")) && !hints(node.attribute("itemprop"))) continue;
        const auto words = hint_words(node.attribute("class")) + hint_words(node.attribute("rel")) + hint_words(node.attribute("itemprop"));
        if (words.find("-author-") == std::string::npos && words.find("-autor-") == std::string::npos && node.tag != "byline") continue;
      } else if (node.tag != "a" || !author_path(node.attribute("href"), lexicon) || (roles.inherited[i] == PartRole::furniture && i < page.story.begin)) {
        continue;
      }
      if (const auto text = page.tree.text(i); text.size() >= 3 && text.size() <= 80) out.author_parts.push_back(text);
    }
}

}  // namespace daybook
