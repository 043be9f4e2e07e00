// Bylines, titles, sites' names. First line: a second text, for what takes two.
#include "clean/parts.h"
#include "clean_support.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const std::string other = repair_utf8(fuzz::take_line(rest)), text = repair_utf8(rest);
  const auto& lexicon = fuzz::lexicon();
  for (const auto kind : {Byline::line, Byline::phrase, Byline::part, Byline::name})
    for (const auto& name : names_in_byline(text, lexicon, kind)) fuzz::must(!name.empty() && is_utf8(name), "a name is text");
  like_person(text);
  author_path(text, lexicon);
  agency_at(lexicon, text);
  detect_language(text, lexicon);
  ends_sentence(text);
  same_title(text, other);
  without_kicker({text, other}, other);
  site_beside(text, other);
  owner_in_copyright(text);
  names_site(text, {other});
  fuzz::must(is_utf8(without_site(text, {other})) && is_utf8(likely_title(text)), "a title is text");
  return 0;
}
