#include "picture/words.h"

#include "base/utf8.h"

namespace daybook {

std::string trigger_word(const LedgerClaim& c) {
  const Span quote = c.claim.quote, trigger = c.claim.trigger;
  if (trigger.empty() || !quote.contains(trigger)) return {};
  const CodePointIndex index(c.quote_text);
  if (index.code_points(static_cast<std::uint32_t>(c.quote_text.size())) < trigger.end - quote.begin) return {};
  return fold_key(text_of(c.quote_text, {index.bytes(trigger.begin - quote.begin), index.bytes(trigger.end - quote.begin)}));
}

bool has_word(std::string_view text, std::string_view words) {
  std::string padded = " ";
  for (const char c : fold_key(text)) padded += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ? c : ' ';
  padded += ' ';
  while (!words.empty()) {
    const auto bar = words.find('|');
    std::string word = " ";
    word.append(words.substr(0, bar)).append(" ");
    if (padded.find(word) != std::string::npos) return true;
    words = bar == std::string_view::npos ? std::string_view() : words.substr(bar + 1);
  }
  return false;
}

const std::string& shown(const ClaimActor& actor) { return actor.name.empty() ? actor.text : actor.name; }
const std::string& shown(const ClaimPlace& place) { return place.reading.name.empty() ? place.text : place.reading.name; }

std::string speaker_of(const LedgerClaim& c) {
  // Whom a reporter had it from says it; the reporter only where nobody else is named.
  for (const auto& a : c.claim.attribution)
    if (a.kind != ActorKind::media && a.sector != "MED" && a.sector != "JRN") return shown(a);
  if (!c.claim.attribution.empty()) return shown(c.claim.attribution.front());
  if (!c.publisher.empty()) return c.publisher;
  return c.url.empty() ? c.file.substr(c.file.rfind('/') + 1) : c.url;  // the folder it lay in says nothing
}

}  // namespace daybook
