// Days as pages, feeds and servers write them.
#include "clean/dates.h"
#include "clean_support.h"
#include "fetch/instant.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = repair_utf8(fuzz::text_of(data, size));
  const auto& lexicon = fuzz::lexicon();
  for (const auto& written : {find_written_day(text, lexicon), find_machine_day(text, lexicon)})
    if (written) fuzz::must(!written->readings.empty(), "a date that is found is read");
  find_day(text, lexicon, DayOrder::day_first);
  order_of_language(text);
  published_part(text, lexicon);
  updated_part(text, lexicon);
  other_part(text, lexicon);
  day_in_url(text);
  if (const auto instant = parse_instant(text)) {
    const auto iso = to_iso_instant(*instant);
    fuzz::must(parse_instant(iso) == instant && parse_instant(to_http_date(*instant)) == instant, "a moment reads as it is written");
  }
  parse_retry_after(text, 1'626'602'400);
  parse_milliseconds(text);
  return 0;
}
