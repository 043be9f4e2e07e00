// A page's text as blocks: runs of text that stand together, each with the element that holds it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clean/clean_lexicon.h"
#include "clean/dates.h"
#include "clean/html_tree.h"

namespace daybook {

constexpr std::size_t kDatedBlock = 300;  ///< bytes: a longer text is no line with a day

struct TextBlock {
  std::size_t node = 0;  ///< nearest block element, as an index into HtmlTree::nodes
  std::string_view tag;  ///< of that element, "" if none; lives as long as the tree
  std::string text;      ///< squeezed
  std::string key;       ///< fold_key of the first 400 bytes
  std::size_t linked = 0, strong = 0;  ///< bytes in links, in bold or large type
  std::size_t local = 0;               ///< bytes in links that lead nowhere else ("#", scripts): buttons, permalinks
  std::size_t letters = 0;  ///< code points, those of scripts without spaces counted threefold: what a line says, whatever its script
  PhraseRoles phrases;
  std::optional<WrittenDay> day;  ///< the first one written in a block of less than kDatedBlock bytes
  bool heading = false;   ///< inside h1 to h6
  bool listed = false;    ///< inside li, td, th, dd, dt
  bool figure = false;    ///< inside figure
  bool sentence = false;  ///< ends like a sentence
  bool prose = false;     ///< reads like running text
  bool thread = false;    ///< in a thread of comments that its shape gave away (comment_threads.h)

  double density() const { return text.empty() ? 0 : static_cast<double>(linked) / static_cast<double>(text.size()); }
};

/// Per node: may it be seen? Scripts, form controls and elements hidden by an attribute may not; what is under them is not looked at.
std::vector<char> shown_nodes(const HtmlTree& tree);

/// Blocks in document order. One pass.
std::vector<TextBlock> blocks_of(const HtmlTree& tree, const std::vector<char>& shown, const CleanLexicon& lexicon);

/// Sums over the nodes of a page, so that what a part holds is told without walking it.
class PageSums {
 public:
  PageSums(const HtmlTree& tree, const std::vector<TextBlock>& blocks, const std::vector<char>& shown);

  std::uint32_t text(std::size_t node) const { return under(&Sums::text, node); }      ///< bytes
  std::uint32_t linked(std::size_t node) const { return under(&Sums::linked, node); }  ///< bytes of them in links
  std::uint32_t prose(std::size_t node) const { return under(&Sums::prose, node); }    ///< bytes of blocks that read like running text
  std::uint32_t proses(std::size_t node) const { return under(&Sums::proses, node); }  ///< such blocks
  std::uint32_t links(std::size_t node) const { return under(&Sums::links, node); }    ///< blocks that are a link to another page as a whole, of some words
  std::uint32_t images(std::size_t node) const { return under(&Sums::images, node); }
  std::uint32_t all_prose() const { return before_.back().prose; }

 private:
  struct Sums {
    std::uint32_t text = 0, linked = 0, prose = 0, proses = 0, links = 0, images = 0;
  };
  std::uint32_t under(std::uint32_t Sums::*what, std::size_t node) const { return before_[tree_->nodes[node].end].*what - before_[node].*what; }

  const HtmlTree* tree_;
  std::vector<Sums> before_;  ///< of the nodes before one
};

/// A heading or a bold line that says that the story is over ("Related articles").
bool ends_story(const TextBlock& block);

/// One past the last node of the part that a heading heads: the nearest element around it with more text than the heading.
std::size_t section_end(const HtmlTree& tree, const PageSums& sums, const TextBlock& heading);

bool tag_in(std::string_view tag, std::initializer_list<std::string_view> tags);

}  // namespace daybook
