#include "clean/page_marks.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/element_marks.h"
#include "clean/wire_credit.h"

namespace daybook {
namespace {

constexpr std::size_t kLineMax = 140;    // bytes of a line with a day
constexpr std::size_t kBylineMax = 200;
constexpr std::size_t kShortMax = kDatedBlock;  // bytes of what may be a line of its own
constexpr std::size_t kNameMax = 40;     // bytes of a line that is a name alone
constexpr const char* kNear = "date shown near the story";

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

/// Marks of blocks: lines that name who wrote the story or when.
class LineMarks {
 public:
  LineMarks(const PageView& page, const StoryFrame& frame, const CleanLexicon& lexicon, NameMarks& names, HtmlContent& out) : page_(page), frame_(frame), lexicon_(lexicon), names_(names), out_(out) {}

  /// Per block: does it name who wrote the story?
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
        names_.add(holds_one_block(block) ? names_.text_apart(block.node) : block.text, "byline part", block.node);
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

  /// A name alone in its line: under a line that says only "Published by", or beside one that is only a date.
  void named_by_neighbour(const TextBlock& before, const TextBlock& block, const TextBlock* after, PageSide side) {
    if (block.text.size() > kNameMax + 20 || block.sentence || (side != PageSide::head && block.node > frame_.foot) || block.node < frame_.head) return;
    auto key = before.key;
    while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
    for (const auto role : {LabelRole::by, LabelRole::marked, LabelRole::author})
      if (const auto length = label_length(lexicon_, role, key); length > 0 && length == key.size() && key.find(' ') != std::string::npos) {
        names_.add(key + ": " + block.text, "line that says by", block.node);
        return;
      }
    auto text = block.text;
    while (!text.empty() && (text.back() == '|' || text.back() == ' ')) text.pop_back();
    if (side != PageSide::head || text.size() > kNameMax || !like_person(text) || block.density() > 0.5 || block.heading) return;
    const auto only_date = [&](const TextBlock* other) {
      if (!other || other->text.size() > kNameMax) return false;
      return other->day && other->day->words == 0;
    };
    if (only_date(&before) || only_date(after)) names_.add(text, "name beside the date", block.node);
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
        names_.add(names, "agency named at the head", block.node, true);
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
      names_.add(block.text, "line that says by", block.node);
      return;
    }
    if (head && !sentence && block.text.size() < 120) {
      // An unmarked "By A and B" at the head of the story.
      if (!furniture && inside && !names_in_byline(block.text, lexicon_, Byline::line).empty()) {
        byline = 1;
        names_.add(block.text, "line that says by", block.node);
      } else if (!names_in_byline(block.text, lexicon_, Byline::line).empty()) {
        names_.add(block.text, "line that says by", block.node);
      } else if (is_agency(lexicon_, block.text) && plausible_author(block.text, lexicon_) && !beside_picture(block.node)) {
        names_.add(block.text, "agency named at the head", block.node, true);
      } else if (dated) {
        if (!beside.empty()) names_.add(beside, "name beside the date", block.node);
      }
      return;
    }
    if (head && proses == 0) opening(block);
    if (dated && side == PageSide::story && !names_in_byline(block.text, lexicon_, Byline::phrase).empty()) {  // "Posted by A B on 3 May"
      names_.add(block.text, "line that says by", block.node);
      return;
    }
    if (block.node < frame_.last_prose || block.node > frame_.foot || (furniture && !dated)) return;
    // Under the story: "Text: A B", "Author: A B", "Posted by A B"; a name alone that stands out signs it.
    if (!names_in_byline(block.text, lexicon_, Byline::phrase).empty()) names_.add(block.text, "line under the story", block.node);
    else if (!sentence && block.text.size() <= 40 && like_person(block.text) && (block.strong * 10 >= block.text.size() * 9 || to_the_right(block.node))) names_.add(block.text, "signature", block.node);
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

  /// Is all text of the block's element in this block?
  bool holds_one_block(const TextBlock& block) const { return page_.tree.text(block.node).size() <= block.text.size() + 8; }

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

  const PageView& page_;
  const StoryFrame& frame_;
  const CleanLexicon& lexicon_;
  NameMarks& names_;
  HtmlContent& out_;
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
  NameMarks names(page, frame, lexicon, out);
  mark_elements(page, frame, lexicon, names, out);
  return LineMarks(page, frame, lexicon, names, out).blocks();
}

}  // namespace daybook
