#include "clean/page_marks.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/wire_credit.h"

namespace daybook {
namespace {

constexpr std::size_t kNodesMax = 60;    // of a part that names authors
constexpr std::size_t kTextMax = 160;    // bytes of such a part
constexpr std::size_t kLineMax = 140;    // bytes of a line with a day
constexpr std::size_t kBylineMax = 200;
constexpr std::size_t kShortMax = kDatedBlock;  // bytes of what may be a line of its own
constexpr std::size_t kButtonMax = 24;   // bytes of a button among them
constexpr std::size_t kNameMax = 40;     // bytes of a line that is a name alone
constexpr std::size_t kHeadBlocks = 6;   // blocks above the heading that still belong to it
constexpr const char* kNear = "date shown near the story";
constexpr std::size_t kSummary = 300;    // bytes of prose that a summary over the byline may have
constexpr std::size_t kFootBlocks = 16;  // blocks under the story that still belong to it

struct Frame {
  std::size_t head = 0, first_prose = 0, last_prose = 0;  ///< nodes: where the head of the story begins; its first prose after a summary; its last
  std::size_t end = 0;
  std::size_t foot = 0;  ///< node where the lines under the story end

  PageSide side(std::size_t node) const {
    if (node >= end) return PageSide::below;
    if (node > last_prose) return PageSide::below;
    if (node >= first_prose) return PageSide::story;
    return node >= head ? PageSide::head : PageSide::above;
  }
};

Frame frame_of(const PageView& page, std::optional<std::size_t> heading) {
  Frame out{page.story.begin, page.story.end, page.story.end, page.story.end};
  const bool inside = heading && *heading >= page.story.begin && *heading < page.story.end;
  const std::size_t from = inside ? *heading : page.story.begin;  // prose over the heading is of another story
  std::size_t read = 0;
  for (const auto& block : page.blocks) {
    if (block.node < from || block.node >= page.story.end || !block.prose || comment_role(page.roles.inherited[block.node])) continue;
    if (read < kSummary) out.first_prose = block.node;
    read += block.text.size();
    out.last_prose = block.node;
  }
  std::size_t under = 0;
  for (const auto& block : page.blocks)
    if (block.node > out.last_prose && ++under <= kFootBlocks) out.foot = block.node;
  if (!heading || *heading >= out.first_prose) return out;
  out.head = *heading;
  std::size_t above = 0;  // a date or kicker line stands over the heading
  for (std::size_t i = page.blocks.size(); i-- > 0 && above < kHeadBlocks;) {
    const auto& block = page.blocks[i];
    if (block.node >= *heading) continue;
    const bool furniture = page.roles.inherited[block.node] == PartRole::furniture;
    if (block.heading || (block.density() > 0.5 && !furniture) || block.text.size() > (furniture ? kButtonMax : kLineMax)) break;
    if (!furniture) out.head = std::min(out.head, block.node);
    ++above;
  }
  return out;
}

bool has_word(std::string_view names, std::string_view word) {
  for (auto at = names.find(word); at != std::string_view::npos; at = names.find(word, at + 1)) {
    const bool begins = at == 0 || !std::isalpha(static_cast<unsigned char>(names[at - 1]));
    const bool ends = at + word.size() >= names.size() || !std::isalpha(static_cast<unsigned char>(names[at + word.size()]));
    if (begins && ends) return true;
  }
  return false;
}

/// A word that starts small, as only running text has before a day; "of" and the like stand in dates themselves.
bool has_small_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (std::islower(static_cast<unsigned char>(text[at])) && end - at > 3) return true;
    at = end + 1;
  }
  return false;
}

/// "27.1.2022 - At the hour ...", "CITY, (12.11.2021). ...": what a story that opens with its day says of it; "" if it does not.
std::string opening_day(std::string_view text, const CleanLexicon& lexicon) {
  const auto head = text.substr(0, 60);
  auto stop = head.find_first_of(").");
  for (const std::string_view dash : {" - ", " – ", " — ", " -- ", ": "}) stop = std::min(stop, head.find(dash));
  for (; stop != std::string_view::npos && stop < 60; stop = head.find_first_of(").-–", stop + 1)) {
    const auto lead = head.substr(0, stop);
    const auto found = find_written_day(lead, lexicon);
    if (!found) continue;
    const bool place = found->before > 0 && found->before <= 4 && lead.find_first_of(",(") != std::string_view::npos && !has_small_word(lead);
    return found->after == 0 && (found->before == 0 || place) ? std::string(lead) : std::string{};
  }
  return {};
}

class Marker {
 public:
  Marker(const PageView& page, const Frame& frame, const CleanLexicon& lexicon, HtmlContent& out) : page_(page), frame_(frame), lexicon_(lexicon), out_(out), class_marks_(page.classes.count()) {}

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

  std::vector<char> blocks() {
    std::vector<char> bylines(page_.blocks.size(), 0);
    std::size_t proses = 0;
    for (std::size_t b = 0; b < page_.blocks.size(); ++b) {
      const auto& block = page_.blocks[b];
      const auto role = page_.roles.inherited[block.node];
      if (comment_role(role)) continue;
      const bool inside = block.node >= page_.story.begin && block.node < page_.story.end;
      const bool furniture = role == PartRole::furniture;
      const auto side = frame_.side(block.node);
      if (role == PartRole::byline && block.text.size() < kBylineMax) {
        bylines[b] = 1;
        name(holds_one_block(block) ? text_apart(block.node) : block.text, "byline part", block.node);
        day(block.text, "byline text", DateVoice::shown, side == PageSide::head ? 3.5 : 2);
        continue;
      }
      if (b > 0) named_by_neighbour(page_.blocks[b - 1], block, b + 1 < page_.blocks.size() ? &page_.blocks[b + 1] : nullptr, side);
      if (block.text.size() < kShortMax) line(block, side, inside, furniture, proses, bylines[b]);
      else if (inside && proses == 0) opening(block);
      if (inside && block.prose) ++proses;
    }
    lists_of_days();
    // Over the heading the page's clock may stand, too: what is nearest to the heading is of the story.
    if (last_above_ < out_.date_marks.size()) out_.date_marks[last_above_].weight += 0.5;
    return bylines;
  }

 private:
  void name(const std::string& text, const char* basis, std::size_t node, bool named = false) {
    if (text.size() < 2 || text.size() > kTextMax * 2 || above_tag(node, "figure")) return;  // who took the picture
    const auto& element = page_.tree.nodes[node];
    out_.name_marks.push_back({text, basis, std::string(element.tag) + " " + std::string(element.attribute("class").substr(0, 120)), frame_.side(node),
                               page_.roles.inherited[node] == PartRole::furniture, named, node});
  }

  /// Text of a part with a mark where pieces touch that are shown apart: a name and what its owner does.
  std::string text_apart(std::size_t node) const {
    std::string out;
    bool touches = false;
    for (std::size_t i = node; i < page_.tree.nodes[node].end; ++i) {
      const auto& inner = page_.tree.nodes[i];
      if (tag_in(inner.tag, {"script", "style", "svg", "time"})) {
        i = inner.end - 1;
        touches = true;
        continue;
      }
      if (!inner.tag.empty()) {
        if (inner.tag == "br" || inner.tag == "img") touches = true;
        continue;
      }
      if (trim(inner.text).empty()) {
        out += ' ';
        continue;
      }
      const char last = out.empty() ? ' ' : out.back();
      const auto wordly = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80 || c == '.'; };
      if (!trim(out).empty() && ((wordly(last) && begins_anew(inner.text)) || touches) && !trim(out).ends_with(',') && !led_so_far(out)) out += " · ";
      out += inner.text;
      touches = false;
    }
    return squeeze(out);
  }

  /// A word of its own; a letter or two belong to the word before them.
  static bool begins_anew(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    return text.size() > 2 && (std::isupper(first) || first >= 0x80 || first == '@');
  }

  /// "By" alone: the name is still to come.
  bool led_so_far(const std::string& text) const {
    auto key = fold_key(squeeze(text));
    while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
    for (const auto role : {LabelRole::by, LabelRole::author, LabelRole::marked})
      if (const auto length = label_length(lexicon_, role, key); length > 0 && length == key.size()) return true;
    return key.ends_with(" and") || key.ends_with(" und") || key.ends_with(" et") || key.ends_with("&") || key == "and";
  }

  void day(const std::string& text, const char* basis, DateVoice voice, double weight) {
    if (!find_written_day(text, lexicon_)) return;
    if (const auto other = other_part(text, lexicon_); !other.empty()) out_.refused.push_back(other);
    if (const auto updated = updated_part(text, lexicon_); !updated.empty() && !out_.modified.day)
      if (const auto found = find_day(updated, lexicon_)) out_.modified = {found, updated, "line that says when it was changed", false};
    const auto published = published_part(text, lexicon_);
    if (published.empty()) return;
    if (published != squeeze(text) || (voice == DateVoice::shown && label_length(lexicon_, LabelRole::published, fold_key(published)) > 0))
      out_.date_marks.push_back({published, "line that says when it was published", DateVoice::label, std::max(weight, 4.5)});
    else out_.date_marks.push_back({published, basis, voice, weight});
  }

  /// Many days in the head of a story are those of other stories; of two or three the one nearest to the heading is the story's.
  void lists_of_days() {
    std::vector<std::size_t> near;
    std::vector<Day> days;
    for (std::size_t i = 0; i < out_.date_marks.size(); ++i) {
      if (out_.date_marks[i].basis != kNear) continue;
      const auto day = find_day(out_.date_marks[i].text, lexicon_);
      if (!day) continue;
      near.push_back(i);
      if (std::find(days.begin(), days.end(), *day) == days.end()) days.push_back(*day);
    }
    if (days.size() < 2) return;
    const auto first = find_day(out_.date_marks[near.front()].text, lexicon_);
    for (const auto i : near)
      if (days.size() > 3) out_.date_marks[i].weight *= 0.15;
      else if (find_day(out_.date_marks[i].text, lexicon_) != first) out_.date_marks[i].weight *= 0.4;
  }

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
    out.fn = has_word(names, "fn");
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
    if (node.id == HtmlTag::time || (!item.empty() && (has_word(item, "datePublished") || has_word(item, "dateModified")))) {
      std::string written(node.attribute("datetime"));
      if (written.empty()) written = node.attribute("content");
      if (written.empty()) written = page_.tree.text(i);
      time(written, item, names, side, furniture, node.tag == "time", i);
      return;
    }
    if (node.tag == "meta" || node.end - i > kNodesMax) return;
    if (!item.empty() && (has_word(item, "author") || has_word(item, "creator"))) {
      auto text = inner_name(i);
      name(text, "itemprop author", i, true);
      return;
    }
    if (node.tag == "a" && has_word(node.attribute("rel"), "author")) {
      name(text_apart(i), "link to the author", i, true);
      return;
    }
    if (node.tag == "a" && author_path(node.attribute("href"), lexicon_)) {
      if (!(furniture && side == PageSide::above)) name(text_apart(i), "link to an author's page", i, true);
      return;
    }
    if (names.empty() && node.tag != "byline") return;
    const auto& named = class_names(i);
    if (named.fn && above_named(i, "vcard")) {
      name(text_apart(i), "hcard author", i, true);
      return;
    }
    if (!(named.author || node.tag == "byline") || page_.roles.own[i] == PartRole::byline || (furniture && side == PageSide::above)) return;  // byline parts come as blocks
    const auto key = fold_key(names.substr(0, 300));
    for (const std::string_view word : {"bio", "description", "heading", "biography", "about", "related", "image", "avatar", "follow", "more"})
      if (has_word(key, word)) return;  // what is said of the author
    if (auto text = text_apart(i); text.size() <= kTextMax) name(text, "part called author", i);
  }

  void time(const std::string& written, std::string_view item, std::string_view names, PageSide side, bool furniture, bool element, std::size_t i) {
    if (written.size() > kLineMax) return;
    const auto key = fold_key(names);
    const bool modified = has_word(item, "dateModified") || (!has_word(item, "datePublished") && (has_word(key, "updated") || has_word(key, "modified")) && !has_word(key, "published"));
    if (modified) {
      if (const auto found = find_machine_day(written, lexicon_); found && found->readings.size() == 1 && !out_.modified.day)
        out_.modified = {found->readings.front(), written, "date shown on the page", false};
      // Blog systems call the only date they show "updated"; it counts where nothing better is found.
      if (side == PageSide::head || side == PageSide::story) out_.date_marks.push_back({written, "date shown on the page", DateVoice::shown, 1.5});
      return;
    }
    double weight = side == PageSide::head ? 4 : side == PageSide::story ? 2.5 : side == PageSide::above ? 1.5 : 1;
    if (has_word(item, "datePublished") || has_word(key, "published") || has_word(key, "entry-date") || has_word(key, "pubdate")) weight += 1;
    if (furniture) weight *= side == PageSide::head ? 0.9 : 0.3;
    if (side == PageSide::below && element) weight *= 0.5;
    if (above_tag(i, "a")) weight *= side == PageSide::head ? 0.8 : 0.2;  // the day of another story
    const bool marked = has_word(item, "datePublished");
    out_.date_marks.push_back({written, marked ? "microdata datePublished" : "date shown on the page", marked ? DateVoice::item : DateVoice::shown, marked && side != PageSide::below ? std::max(weight, 4.5) : weight});
  }

  /// A name alone in its line: under a line that says only "Published by", or beside one that is only a date.
  void named_by_neighbour(const TextBlock& before, const TextBlock& block, const TextBlock* after, PageSide side) {
    if (block.text.size() > kNameMax + 20 || block.sentence || (side != PageSide::head && block.node > frame_.foot) || block.node < frame_.head) return;
    auto key = before.key;
    while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
    for (const auto role : {LabelRole::by, LabelRole::marked, LabelRole::author})
      if (const auto length = label_length(lexicon_, role, key); length > 0 && length == key.size() && key.find(' ') != std::string::npos) {
        name(key + ": " + block.text, "line that says by", block.node);
        return;
      }
    auto text = block.text;
    while (!text.empty() && (text.back() == '|' || text.back() == ' ')) text.pop_back();
    if (side != PageSide::head || text.size() > kNameMax || !like_person(text) || block.density() > 0.5 || block.heading) return;
    const auto only_date = [&](const TextBlock* other) {
      if (!other || other->text.size() > kNameMax) return false;
      return other->day && other->day->words == 0;
    };
    if (only_date(&before) || only_date(after)) name(text, "name beside the date", block.node);
  }

  /// Lines that are no running text: they may name who wrote it or when.
  void line(const TextBlock& block, PageSide side, bool inside, bool furniture, std::size_t proses, char& byline) {
    const auto sign = block.text.find("©");
    if ((side != PageSide::story || furniture) && (sign == std::string::npos || sign < 14) && page_.roles.inherited[block.node] != PartRole::caption)  // "Photo: © ..." is the picture's
      if (auto owner = owner_in_copyright(block.text); !owner.empty() && !beside_picture(block.node)) out_.copyright = std::move(owner);
    if (side == PageSide::head)
      if (const auto owners = owners_in_line(block.text, lexicon_); !owners.empty()) {
        std::string names;
        for (const auto& owner : owners) names += (names.empty() ? "" : "/") + owner;
        name(names, "agency named at the head", block.node, true);
      }
    const bool near = side == PageSide::head || (block.node > frame_.last_prose && block.node <= frame_.foot);
    if (near && page_.roles.inherited[block.node] != PartRole::caption && !beside_picture(block.node)) out_.credit_lines.push_back(block.text);
    const bool dated = block.day.has_value();
    const bool sentence = block.sentence;
    std::string beside;
    if (dated && (block.text.size() < kLineMax ? !(sentence && block.text.size() > 100) : !block.prose && published_part(block.text, lexicon_) != block.text)) {
      const bool part = page_.roles.inherited[block.node] == PartRole::date;
      double weight = part ? 3.5 : side == PageSide::head ? 3 : side == PageSide::story ? 1 : side == PageSide::above ? 1.2 : 0.5;
      const bool foot = side == PageSide::below && block.node <= frame_.foot;
      if (foot) weight = std::max(weight, block.density() > 0.3 ? 0.5 : 0.8);
      else if (side == PageSide::below || (furniture && side != PageSide::head)) weight *= 0.4;
      if (block.density() > 0.5) weight *= 0.5;
      if (block.text.size() < 120 && !sentence) beside = name_beside_date(block.text);
      if (!beside.empty() && label_length(lexicon_, LabelRole::by, fold_key(beside)) > 0) weight = std::max(weight, 1.5);  // "3 May 2021 by Ann Lee"
      if (side == PageSide::above && !furniture) last_above_ = out_.date_marks.size();
      day(block.text, part ? "date shown on the page" : side == PageSide::head ? kNear : "date shown on the page", DateVoice::shown, weight);
    }
    const bool head = side == PageSide::head || (inside && proses < 2);
    if (head && !sentence && block.text.size() >= 120 && !names_in_byline(block.text, lexicon_, Byline::phrase).empty()) {
      name(block.text, "line that says by", block.node);
      return;
    }
    if (head && !sentence && block.text.size() < 120) {
      // An unmarked "By A and B" at the head of the story.
      if (!furniture && inside && !names_in_byline(block.text, lexicon_, Byline::line).empty()) {
        byline = 1;
        name(block.text, "line that says by", block.node);
      } else if (!names_in_byline(block.text, lexicon_, Byline::line).empty()) {
        name(block.text, "line that says by", block.node);
      } else if (is_agency(lexicon_, block.text) && plausible_author(block.text, lexicon_) && !beside_picture(block.node)) {
        name(block.text, "agency named at the head", block.node, true);
      } else if (dated) {
        if (!beside.empty()) name(beside, "name beside the date", block.node);
      }
      return;
    }
    if (head && proses == 0) opening(block);
    if (dated && side == PageSide::story && !names_in_byline(block.text, lexicon_, Byline::phrase).empty()) {  // "Posted by A B on 3 May"
      name(block.text, "line that says by", block.node);
      return;
    }
    if (block.node < frame_.last_prose || block.node > frame_.foot || (furniture && !dated)) return;
    // Under the story: "Text: A B", "Author: A B", "Posted by A B"; a name alone that stands out signs it.
    if (!names_in_byline(block.text, lexicon_, Byline::phrase).empty()) name(block.text, "line under the story", block.node);
    else if (!sentence && block.text.size() <= 40 && like_person(block.text) && (block.strong * 10 >= block.text.size() * 9 || to_the_right(block.node))) name(block.text, "signature", block.node);
  }

  void opening(const TextBlock& block) {
    if (const auto written = opening_day(block.text, lexicon_); !written.empty()) out_.date_marks.push_back({written, "day at the head of the story", DateVoice::text, 2.5});
  }

  /// "3 May 2021 - Ann Lee", "Ann Lee | 3 May 2021", "3 May 2021 by Ann": what stands beside a date in a line of nothing else.
  std::string name_beside_date(const std::string& text) const {
    const auto named = [&](const std::string& rest) {
      const auto names = names_in_byline(rest, lexicon_, Byline::part);
      return !names.empty() && (like_person(names.front()) || label_length(lexicon_, LabelRole::by, fold_key(rest)) > 0) ? rest : std::string{};
    };
    for (auto space = text.find(' '); space != std::string::npos; space = text.find(' ', space + 1)) {
      if (label_length(lexicon_, LabelRole::by, fold_key(std::string_view(text).substr(space + 1, 60))) == 0) continue;
      const auto found = find_written_day(text.substr(0, space), lexicon_);
      if (found && found->words == 0) return named(text.substr(space + 1));
    }
    for (const std::string_view separator : {" | ", "|", " - ", " – ", " — ", " • ", " · ", " / ", ", "}) {
      const auto at = text.find(separator);
      if (at == std::string::npos) continue;
      const auto left = text.substr(0, at), right = text.substr(at + separator.size());
      const auto left_day = find_written_day(left, lexicon_), right_day = find_written_day(right, lexicon_);
      if (left_day && !right_day && left_day->words == 0) return named(right);
      if (right_day && !left_day && right_day->words <= 1) return named(left);
    }
    return {};
  }

  std::string inner_name(std::size_t i) const {
    for (std::size_t k = i + 1; k < page_.tree.nodes[i].end; ++k)
      if (const auto& node = page_.tree.nodes[k]; !node.tag.empty() && has_word(node.attribute("itemprop"), "name")) {
        auto text = page_.tree.text(k);
        return text.empty() ? std::string(node.attribute("content")) : text;
      }
    for (std::size_t k = i + 1; k < page_.tree.nodes[i].end; ++k)
      if (const auto& node = page_.tree.nodes[k]; node.tag == "a" && (has_word(node.attribute("rel"), "author") || author_path(node.attribute("href"), lexicon_)))
        if (auto text = page_.tree.text(k); !text.empty()) return text;
    auto text = text_apart(i);
    return text.size() <= kTextMax ? text : std::string{};
  }

  /// Is all text of the block's element in this block?
  bool holds_one_block(const TextBlock& block) const { return page_.tree.text(block.node).size() <= block.text.size() + 8; }

  bool above_named(std::size_t i, std::string_view word) const {
    int steps = 0;
    for (auto k = page_.tree.nodes[i].parent; k >= 0 && steps < 4; k = page_.tree.nodes[static_cast<std::size_t>(k)].parent, ++steps)
      if (has_word(page_.tree.nodes[static_cast<std::size_t>(k)].attribute("class"), word)) return true;
    return false;
  }

  bool to_the_right(std::size_t i) const {
    const auto& node = page_.tree.nodes[i];
    const auto style = fold_key(node.attribute("style").substr(0, 200));
    return node.attribute("align") == "right" || style.find("text-align:right") != std::string::npos || style.find("text-align: right") != std::string::npos;
  }

  /// Does a picture stand in the same small part? What is credited there is the picture.
  bool beside_picture(std::size_t i) const {
    const auto& nodes = page_.tree.nodes;
    for (int steps = 0; steps < 3 && nodes[i].parent >= 0; ++steps) {
      i = static_cast<std::size_t>(nodes[i].parent);
      if (nodes[i].end - i > 40 || tag_in(nodes[i].tag, {"body", "main", "article"})) return false;
      for (std::size_t k = i; k < nodes[i].end; ++k)
        if (tag_in(nodes[k].tag, {"img", "picture", "video", "figure", "amp-img", "iframe"})) return true;
    }
    return false;
  }

  bool above_tag(std::size_t i, std::string_view tag) const {
    int steps = 0;
    for (auto k = page_.tree.nodes[i].parent; k >= 0 && steps < 5; k = page_.tree.nodes[static_cast<std::size_t>(k)].parent, ++steps)
      if (page_.tree.nodes[static_cast<std::size_t>(k)].tag == tag) return true;
    return false;
  }

  const PageView& page_;
  const Frame& frame_;
  const CleanLexicon& lexicon_;
  HtmlContent& out_;
  std::vector<ClassMarks> class_marks_;                    ///< by the number of the class
  std::size_t last_above_ = static_cast<std::size_t>(-1);  ///< the last date mark over the heading
};

}  // namespace

void mark_text(const std::vector<CleanBlock>& blocks, const CleanLexicon& lexicon, HtmlContent& out) {
  std::size_t last = blocks.size();
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (blocks[i].kind == SegmentKind::body) last = i;
  bool title = false, story = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& block = blocks[i];
    if (block.kind == SegmentKind::comment || block.kind == SegmentKind::caption) continue;
    if (block.kind == SegmentKind::byline) out.name_marks.push_back({block.text, "byline part", {}, PageSide::head});
    const bool head = block.kind == SegmentKind::byline || (block.kind == SegmentKind::headline && title);
    title = title || block.kind == SegmentKind::headline;
    if (head && block.text.size() < kLineMax) {
      const auto published = published_part(block.text, lexicon);
      const bool labelled = label_length(lexicon, LabelRole::published, fold_key(published)) > 0;
      if (find_written_day(published, lexicon)) out.date_marks.push_back({published, labelled ? "line that says when it was published" : "line before the story", labelled ? DateVoice::label : DateVoice::shown, labelled ? 4.5 : 3});
    }
    if (block.kind != SegmentKind::body) continue;
    if (!story)
      if (const auto written = opening_day(block.text, lexicon); !written.empty()) out.date_marks.push_back({written, "day at the head of the story", DateVoice::text, 2.5});
    story = true;
    if (i != last || i == 0 || ends_sentence(block.text) || block.text.size() > kNameMax) continue;
    if (like_person(block.text) || has_label_word(lexicon, LabelRole::body, fold_key(block.text))) out.name_marks.push_back({block.text, "signature", {}, PageSide::below});
  }
}

std::vector<char> mark_page(const PageView& page, std::optional<std::size_t> heading, const CleanLexicon& lexicon, HtmlContent& out) {
  const auto frame = frame_of(page, heading);
  Marker marker(page, frame, lexicon, out);
  marker.nodes();
  return marker.blocks();
}

}  // namespace daybook
