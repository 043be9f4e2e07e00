#include "clean/page_roles.h"

#include <algorithm>

namespace daybook {
namespace {

constexpr double kHintShare = 0.4;   // of the page's prose: a furniture hint over more, with a title or story part in it, is wrong
constexpr double kNearlyAll = 0.9;   // the same without one
constexpr double kLinkShare = 0.35;  // of a doubtful part's text in links: it is furniture

constexpr std::size_t kValueMax = 500;   // bytes of an attribute that are looked at
constexpr std::uint32_t kTeaserMax = 900;  // bytes of text: a longer part called so is more than a teaser

struct Named {
  PartRole role = PartRole::none;
  std::string_view word;
};

/// What the names of a page's elements say; those of a class are looked up once a value.
class Lookup {
 public:
  Lookup(const ClassNames& classes, const PartNames& parts) : classes_(classes), parts_(parts), known_(classes.count()), asked_(classes.count(), 0) {}

  PartNames::Hit find(std::string_view value) {
    const auto hit = parts_.find(value.substr(0, kValueMax));
    forum = forum || hit.forum;
    return hit;
  }

  const PartNames::Hit& of_class(std::size_t node) {
    const auto number = classes_.of(node);
    if (!asked_[number]) known_[number] = find(classes_.value(number)), asked_[number] = 1;
    return known_[number];
  }

  bool forum = false;

 private:
  const ClassNames& classes_;
  const PartNames& parts_;
  std::vector<PartNames::Hit> known_;  ///< by the number of the class
  std::vector<char> asked_;
};

Named named(const HtmlTree& tree, std::size_t i, Lookup& lookup) {
  static const HtmlTags kSilent{HtmlTag::head, HtmlTag::b, HtmlTag::i, HtmlTag::em, HtmlTag::strong, HtmlTag::br, HtmlTag::img};
  const auto& node = tree.nodes[i];
  if (node.id == HtmlTag::figcaption) return {PartRole::caption, node.tag};
  if (kSilent.has(node.id)) return {};
  PartNames::Hit best;
  for (const auto& [name, value] : node.attributes) {
    switch (name.id()) {
      case HtmlAttributeId::class_:
        if (const auto& hit = lookup.of_class(i); hit.rank < best.rank) best = hit;
        break;
      case HtmlAttributeId::id: case HtmlAttributeId::role: case HtmlAttributeId::itemprop: case HtmlAttributeId::itemtype: case HtmlAttributeId::data_testid: case HtmlAttributeId::data_component:
        if (const auto hit = lookup.find(value); hit.rank < best.rank) best = hit;
        break;
      default:
        break;
    }
  }
  if (node.id == HtmlTag::html || node.id == HtmlTag::body) return {};  // what a whole page is called says what site it is of, not what its parts are
  if (best.rank != UINT32_MAX) return {best.role, best.pattern};
  if (node.id == HtmlTag::form) return {PartRole::doubtful, node.tag};
  if (node.id == HtmlTag::nav || node.id == HtmlTag::aside || node.id == HtmlTag::footer) return {PartRole::furniture, node.tag};
  if (node.id == HtmlTag::article || node.id == HtmlTag::main) return {PartRole::content, node.tag};
  return {};
}

/// A part whose name fits furniture and story alike: its text decides.
bool doubt_is_furniture(const PageSums& sums, std::size_t node, PartRole doubt) {
  if (doubt == PartRole::teaser && sums.linked(node) > 0 && sums.text(node) < kTeaserMax) return true;
  return sums.links(node) > 0 || sums.linked(node) > kLinkShare * sums.text(node);
}

/// What a node is, given what it says itself and what stands above it.
PartRole combined(PartRole above, PartRole own) {
  if (above == PartRole::none || above == PartRole::content) return own == PartRole::none ? above : own;
  if (above == PartRole::comment_meta) return own == PartRole::comment_text ? own : above;
  if (above == PartRole::comment_text) return own == PartRole::comment_meta || own == PartRole::furniture ? PartRole::comment_meta : above;
  // Furniture of a comment section is its meta; comments inside furniture stay comments.
  if (above == PartRole::comment) return comment_role(own) ? own : own == PartRole::furniture || own == PartRole::byline || own == PartRole::date ? PartRole::comment_meta : above;
  if (above == PartRole::furniture) return comment_role(own) ? own : above;
  return own == PartRole::none || own == PartRole::content ? above : own;
}

}  // namespace

PageRoles roles_of(const HtmlTree& tree, const ClassNames& classes, const PageSums& sums, const CleanLexicon& lexicon, bool trust) {
  const auto n = tree.nodes.size();
  PageRoles roles{std::vector<PartRole>(n, PartRole::none), std::vector<PartRole>(n, PartRole::none), std::vector<std::uint32_t>(n, 0), std::vector<std::string_view>(n)};
  const double all = std::max<double>(1, sums.all_prose());
  Lookup lookup(classes, lexicon.parts);
  std::vector<std::uint32_t> titles(n + 1, 0);  // h1 and content-hinted nodes before i
  for (std::size_t i = 0; i < n; ++i) {
    const auto& node = tree.nodes[i];
    if (node.id != HtmlTag::text) {
      const auto said = named(tree, i, lookup);
      roles.own[i] = said.role;
      roles.word[i] = said.word;
    }
    if (!trust && (roles.own[i] == PartRole::furniture || roles.own[i] == PartRole::doubtful || roles.own[i] == PartRole::teaser) && node.id != HtmlTag::nav && node.id != HtmlTag::footer && node.id != HtmlTag::aside) roles.own[i] = PartRole::none;
    titles[i + 1] = titles[i] + (node.id == HtmlTag::h1 || (roles.own[i] == PartRole::content && node.id != HtmlTag::p));
  }
  roles.forum = lookup.forum;
  for (std::size_t i = 0; i < n; ++i) {
    const auto& node = tree.nodes[i];
    if (node.id == HtmlTag::text && node.parent >= 0) {  // says nothing itself
      const auto parent = static_cast<std::size_t>(node.parent);
      roles.inherited[i] = roles.inherited[parent];
      roles.cause[i] = roles.cause[parent];
      continue;
    }
    auto& own = roles.own[i];
    const double share = own == PartRole::none ? 0 : sums.prose(i) / all;
    const std::uint32_t inner = titles[node.end] - titles[i + 1];
    if (own == PartRole::doubtful || own == PartRole::teaser) own = doubt_is_furniture(sums, i, own) ? PartRole::furniture : PartRole::none;
    if (own == PartRole::furniture && share >= kHintShare && (inner > 0 || share >= kNearlyAll) && node.id != HtmlTag::nav && node.id != HtmlTag::footer) own = PartRole::none;
    if (comment_role(own) && inner > 0 && share > 0.3) own = PartRole::none;
    if ((own == PartRole::byline || own == PartRole::date) && inner > 0) own = PartRole::none;
    if ((own == PartRole::caption || own == PartRole::byline || own == PartRole::date || own == PartRole::standfirst) && (share > 0.1 && sums.proses(i) > 1)) own = PartRole::none;
    const auto parent = node.parent < 0 ? i : static_cast<std::size_t>(node.parent);
    const PartRole above = node.parent < 0 ? PartRole::none : roles.inherited[parent];
    roles.inherited[i] = combined(above, own);
    roles.cause[i] = roles.inherited[i] == above && node.parent >= 0 ? roles.cause[parent] : static_cast<std::uint32_t>(i);
  }
  return roles;
}

}  // namespace daybook
