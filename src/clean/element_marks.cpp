#include "clean/element_marks.h"

#include <algorithm>

#include "base/utf8.h"
#include "clean/dates.h"

namespace daybook {
namespace {

constexpr std::size_t kNodesMax = 60;    // of a part that names authors
constexpr std::size_t kLineMax = 140;    // bytes of a line with a day

class ElementMarks {
 public:
  ElementMarks(const PageView& page, const StoryFrame& frame, const CleanLexicon& lexicon, NameMarks& names, HtmlContent& out)
      : page_(page), frame_(frame), lexicon_(lexicon), names_(names), out_(out), class_marks_(page.classes.count()) {}

  void nodes() {
    const auto& nodes = page_.tree.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto& node = nodes[i];
      if (!page_.shown[i]) {
        i = node.end - 1;
        continue;
      }
      if (node.id == HtmlTag::text) continue;
      if (node.attributes.empty() || comment_role(page_.roles.inherited[i])) {
        if (node.tag == "byline" || node.tag == "time") part(i);
        continue;
      }
      part(i);
    }
  }

 private:
  /// What the names of a node's class say.
  struct ClassMarks {
    bool asked = false;
    bool fn = false;      ///< a name, where hcards are written
    bool author = false;  ///< a label of parts that name authors is among them
  };

  const ClassMarks& class_names(std::size_t node) {
    const auto number = page_.classes.of(node);
    auto& out = class_marks_[number];
    if (out.asked) return out;
    out.asked = true;
    const auto names = page_.classes.value(number);
    out.fn = has_mark_word(names, "fn");
    const auto key = fold_key(names.substr(0, 300));
    if (const auto parts = lexicon_.labels_by_role.find(LabelRole::part); parts != lexicon_.labels_by_role.end())
      out.author = std::any_of(parts->second.begin(), parts->second.end(), [&](auto label) { return key.find(lexicon_.labels[label].text) != std::string::npos; });
    return out;
  }

  /// Marks of one element: what its names, its link and its kind say.
  void part(std::size_t i) {
    const auto& node = page_.tree.nodes[i];
    const auto item = node.attribute("itemprop"), names = node.attribute("class");
    const auto side = frame_.side(i);
    const bool furniture = page_.roles.inherited[i] == PartRole::furniture;
    if (node.id == HtmlTag::time || (!item.empty() && (has_mark_word(item, "datePublished") || has_mark_word(item, "dateModified")))) {
      std::string written(node.attribute("datetime"));
      if (written.empty()) written = node.attribute("content");
      if (written.empty()) written = page_.tree.text(i);
      time(written, item, names, side, furniture, node.tag == "time", i);
      return;
    }
    if (node.tag == "meta" || node.end - i > kNodesMax) return;
    if (!item.empty() && (has_mark_word(item, "author") || has_mark_word(item, "creator"))) {
      auto text = inner_name(i);
      names_.add(text, "itemprop author", i, true);
      return;
    }
    if (node.tag == "a" && has_mark_word(node.attribute("rel"), "author")) {
      names_.add(names_.text_apart(i), "link to the author", i, true);
      return;
    }
    if (node.tag == "a" && author_path(node.attribute("href"), lexicon_)) {
      if (!(furniture && side == PageSide::above)) names_.add(names_.text_apart(i), "link to an author's page", i, true);
      return;
    }
    if (names.empty() && node.tag != "byline") return;
    const auto& named = class_names(i);
    if (named.fn && above_named(i, "vcard")) {
      names_.add(names_.text_apart(i), "hcard author", i, true);
      return;
    }
    if (!(named.author || node.tag == "byline") || page_.roles.own[i] == PartRole::byline || (furniture && side == PageSide::above)) return;  // byline parts come as blocks
    const auto key = fold_key(names.substr(0, 300));
    for (const std::string_view word : {"bio", "description", "heading", "biography", "about", "related", "image", "avatar", "follow", "more"})
      if (has_mark_word(key, word)) return;  // what is said of the author
    if (auto text = names_.text_apart(i); text.size() <= NameMarks::kTextMax) names_.add(text, "part called author", i);
  }

  void time(const std::string& written, std::string_view item, std::string_view names, PageSide side, bool furniture, bool element, std::size_t i) {
    if (written.size() > kLineMax) return;
    const auto key = fold_key(names);
    const bool modified = has_mark_word(item, "dateModified") || (!has_mark_word(item, "datePublished") && (has_mark_word(key, "updated") || has_mark_word(key, "modified")) && !has_mark_word(key, "published"));
    if (modified) {
      if (const auto found = find_machine_day(written, lexicon_); found && found->readings.size() == 1 && !out_.modified.day)
        out_.modified = {found->readings.front(), written, "date shown on the page", false};
      // Blog systems call the only date they show "updated"; it counts where nothing better is found.
      if (side == PageSide::head || side == PageSide::story) out_.date_marks.push_back({written, "date shown on the page", DateVoice::shown, 1.5});
      return;
    }
    double weight = side == PageSide::head ? 4 : side == PageSide::story ? 2.5 : side == PageSide::above ? 1.5 : 1;
    if (has_mark_word(item, "datePublished") || has_mark_word(key, "published") || has_mark_word(key, "entry-date") || has_mark_word(key, "pubdate")) weight += 1;
    if (furniture) weight *= side == PageSide::head ? 0.9 : 0.3;
    if (side == PageSide::below && element) weight *= 0.5;
    if (names_.above_tag(i, "a")) weight *= side == PageSide::head ? 0.8 : 0.2;  // the day of another story
    const bool marked = has_mark_word(item, "datePublished");
    out_.date_marks.push_back({written, marked ? "microdata datePublished" : "date shown on the page", marked ? DateVoice::item : DateVoice::shown, marked && side != PageSide::below ? std::max(weight, 4.5) : weight});
  }

  std::string inner_name(std::size_t i) const {
    for (std::size_t k = i + 1; k < page_.tree.nodes[i].end; ++k)
      if (const auto& node = page_.tree.nodes[k]; !node.tag.empty() && has_mark_word(node.attribute("itemprop"), "name")) {
        auto text = page_.tree.text(k);
        return text.empty() ? std::string(node.attribute("content")) : text;
      }
    for (std::size_t k = i + 1; k < page_.tree.nodes[i].end; ++k)
      if (const auto& node = page_.tree.nodes[k]; node.tag == "a" && (has_mark_word(node.attribute("rel"), "author") || author_path(node.attribute("href"), lexicon_)))
        if (auto text = page_.tree.text(k); !text.empty()) return text;
    auto text = names_.text_apart(i);
    return text.size() <= NameMarks::kTextMax ? text : std::string{};
  }

  bool above_named(std::size_t i, std::string_view word) const {
    int steps = 0;
    for (auto k = page_.tree.nodes[i].parent; k >= 0 && steps < 4; k = page_.tree.nodes[static_cast<std::size_t>(k)].parent, ++steps)
      if (has_mark_word(page_.tree.nodes[static_cast<std::size_t>(k)].attribute("class"), word)) return true;
    return false;
  }

  const PageView& page_;
  const StoryFrame& frame_;
  const CleanLexicon& lexicon_;
  NameMarks& names_;
  HtmlContent& out_;
  std::vector<ClassMarks> class_marks_;  ///< by the number of the class
};

}  // namespace

void mark_elements(const PageView& page, const StoryFrame& frame, const CleanLexicon& lexicon, NameMarks& names, HtmlContent& out) { ElementMarks(page, frame, lexicon, names, out).nodes(); }

}  // namespace daybook
