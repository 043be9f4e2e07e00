// Lines that say what their dates are: "Published: 2 July 2021 | Updated: 4 July 2021".
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "clean/date_tokens.h"
#include "clean/dates.h"
#include "clean/html_tree.h"

namespace daybook {
namespace {

struct LabelledPart {
  std::optional<LabelRole> label;
  std::string text;  ///< with the label
};

/// "Updated20:49" -> "Updated 20:49": parts without a space between them read as one word.
std::string apart(std::string_view text) {
  std::string out;
  std::size_t letters = 0;
  for (const char c : text) {
    if (letters >= 5 && std::isdigit(static_cast<unsigned char>(c))) out += ' ';
    letters = std::isalpha(static_cast<unsigned char>(c)) ? letters + 1 : 0;
    out += c;
  }
  return out;
}

/// "Date" and "data" are words like others; they label a date that follows at once, or after a colon.
bool labels_date(std::string_view rest, const CleanLexicon& lexicon) {
  if (rest.starts_with(':') || rest.starts_with(" :")) return true;
  const auto tokens = date_tokens(rest.substr(0, 40));
  if (tokens.empty()) return false;
  if (tokens[0].digits > 0 || lexicon.months.count(tokens[0].text) || lexicon.weekdays.count(tokens[0].text)) return true;
  for (const std::string_view word : {"on", "am", "at", "le", "el", "il", "vom", "den", "em", "by", "von", "par", "por", "date"})
    if (tokens[0].text == word) return true;
  return false;
}

/// A line cut before every word that labels a date.
std::vector<LabelledPart> labelled_parts(std::string_view line, const CleanLexicon& lexicon) {
  const std::string text = squeeze(apart(line.substr(0, kDateLineMax)));
  std::vector<LabelledPart> out{{}};
  for (std::size_t at = 0; at < text.size();) {
    auto end = text.find(' ', at);
    end = end == std::string::npos ? text.size() : end + 1;
    const auto start = text.find_first_not_of("([-|", at);
    std::optional<LabelRole> label;
    if (start < end) {
      const auto key = fold_key(std::string_view(text).substr(start, 60));
      for (const auto role : {LabelRole::updated, LabelRole::expiry, LabelRole::event, LabelRole::published})
        if (const auto length = label ? 0 : label_length(lexicon, role, key); length > 0 && (key.find(' ') < length || labels_date(std::string_view(key).substr(length), lexicon))) label = role;
    }
    // "Date published:" and "Last updated on" are one label each.
    const bool longer = label && out.back().label && !find_written_day(out.back().text, lexicon) && (*label == *out.back().label || *out.back().label == LabelRole::published);
    if (longer) out.back().label = label;
    else if (label) out.push_back({label, {}});
    out.back().text += text.substr(at, end - at);
    at = end;
  }
  for (auto& part : out) {
    part.text.erase(0, std::min(part.text.find_first_not_of(" |-([,"), part.text.size()));
    while (!part.text.empty() && (part.text.back() == ' ' || part.text.back() == '(' || part.text.back() == '|' || part.text.back() == '-' || part.text.back() == '[')) part.text.pop_back();
  }
  return out;
}

std::string part_labelled(const std::vector<LabelledPart>& parts, LabelRole role, const CleanLexicon& lexicon) {
  for (const auto& part : parts)
    if (part.label == role && find_written_day(part.text, lexicon)) return part.text;
  return {};
}

}  // namespace

std::string published_part(std::string_view line, const CleanLexicon& lexicon) {
  const auto parts = labelled_parts(line, lexicon);
  if (parts.size() == 1) return squeeze(line.substr(0, kDateLineMax));
  if (auto part = part_labelled(parts, LabelRole::published, lexicon); !part.empty()) return part;
  // "2 July 2021 (updated 4 July 2021)": what stands before the label is the day of publication.
  return find_written_day(parts.front().text, lexicon) ? parts.front().text : std::string{};
}

std::string updated_part(std::string_view line, const CleanLexicon& lexicon) { return part_labelled(labelled_parts(line, lexicon), LabelRole::updated, lexicon); }

std::string other_part(std::string_view line, const CleanLexicon& lexicon) {
  const auto parts = labelled_parts(line, lexicon);
  auto out = part_labelled(parts, LabelRole::expiry, lexicon);
  return out.empty() ? part_labelled(parts, LabelRole::event, lexicon) : out;
}

}  // namespace daybook
