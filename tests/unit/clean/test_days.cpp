// Days: as they are written, which of them is the day of publication, and which are refused.
#include <doctest/doctest.h>

#include "clean/date_choice.h"
#include "clean_support.h"

using namespace daybook;

namespace {

std::string iso(const std::optional<Day>& day) { return day ? to_iso(*day) : std::string{}; }

std::string machine(const char* text) {
  const auto found = find_machine_day(text, lexicon());
  return found && found->readings.size() == 1 ? to_iso(found->readings.front()) : std::string{};
}

StatedDate stated(const char* written, DateVoice voice, double weight) {
  const auto found = find_machine_day(written, lexicon());
  StatedDate out{{{}, written, "here", false}, voice, weight};
  if (found && found->readings.size() == 1) out.fact.day = found->readings.front();
  return out;
}

std::string chosen(const std::vector<StatedDate>& candidates, const char* language = "") { return iso(choose_published(candidates, {}, language, lexicon()).published.day); }

bool noted(const Document& document, std::string_view begin) {
  return std::any_of(document.notes.begin(), document.notes.end(), [&](const auto& note) { return note.starts_with(begin); });
}

}  // namespace

TEST_CASE("days in words and numbers") {
  struct Row { const char* text; const char* want; };
  const Row rows[] = {{"Saturday, 07-08-2021", "2021-08-07"},  // the weekday decides
                      {"1400/05/16 | Saturday, 07-08-2021", "2021-08-07"},
                      {"07-08-2021", ""},
                      {"23.09.22", "2022-09-23"},
                      {"10.15.30", ""},
                      {"1400/04/23", "2021-07-14"},
                      {"1450/04/23", ""},  // that year is of another calendar
                      {"14 July 2564", "2021-07-14"},
                      {"14 July 2300", ""},
                      {"2021年7月14日", "2021-07-14"},
                      {"2021年7月", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(iso(find_day(row.text, lexicon())) == row.want);
  }
  CHECK(iso(find_day("07-08-2021", lexicon(), DayOrder::day_first)) == "2021-08-07");
  CHECK(iso(find_day("07-08-2021", lexicon(), DayOrder::month_first)) == "2021-07-08");
}

TEST_CASE("days as machines write them") {
  CHECK(machine("1626220800") == "2021-07-14");
  CHECK(machine("1626220800000") == "2021-07-14");
  CHECK(machine("16262208000") == "");  // eleven digits are no moment
  CHECK(machine("0000000001") == "");   // 1970 is no day of the web
  CHECK(machine("2021-07-14T10:00:00Z") == "2021-07-14");
}

TEST_CASE("the order in which a language writes the numbers of a day") {
  CHECK(order_of_language("en-US") == DayOrder::month_first);
  CHECK(order_of_language("en-GB") == DayOrder::day_first);
  CHECK(order_of_language("de") == DayOrder::day_first);
  for (const char* open : {"en", "en-CA", "", "ja"}) CHECK(order_of_language(open) == DayOrder::open);
}

TEST_CASE("lines that label their days") {
  struct Row { const char* line; const char* published; const char* updated; const char* other; };
  const Row rows[] = {{"Updated: 4 July 2021 | Published: 2 July 2021", "Published: 2 July 2021", "Updated: 4 July 2021", ""},
                      {"Last updated: 4 July 2021", "", "Last updated: 4 July 2021", ""},
                      {"2 July 2021 (updated 4 July 2021)", "2 July 2021", "updated 4 July 2021)", ""},
                      {"Updated04:10 4 July 2021", "", "Updated 04:10 4 July 2021", ""},  // pieces that touch
                      {"2 July 2021", "2 July 2021", "", ""},
                      {"Offer valid until 4 July 2021", "", "", "until 4 July 2021"},
                      {"2 July 2021, the date of the raid is 5 July 2021", "2 July 2021, the date of the raid is 5 July 2021", "", ""}};  // "date" labels only what follows at once
  for (const auto& row : rows) {
    CAPTURE(std::string(row.line));
    CHECK(published_part(row.line, lexicon()) == row.published);
    CHECK(updated_part(row.line, lexicon()) == row.updated);
    CHECK(other_part(row.line, lexicon()).ends_with(row.other));
    CHECK(other_part(row.line, lexicon()).empty() == (*row.other == 0));
  }
}

TEST_CASE("days in addresses") {
  struct Row { const char* url; const char* want; };
  const Row rows[] = {{"https://a.example/2021/07/14/x", "2021-07-14"}, {"https://a.example/x-20210714.html", "2021-07-14"}, {"https://a.example/14-07-2021/x", "2021-07-14"},
                      {"https://2021-07-14.example/x", ""},  // a host is no path
                      {"https://a.example/2021/07/x", ""},   {"https://a.example/story/2021071", ""},              {"https://a.example/07-08-2021/x", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.url));
    CHECK(iso(day_in_url(row.url)) == row.want);
  }
}

TEST_CASE("the day for which most is said") {
  using enum DateVoice;
  CHECK(chosen({stated("2021-07-14", data, 6), stated("2021-07-12", head, 5.5), stated("2021-07-12", address, 4.5)}) == "2021-07-12");  // two voices
  CHECK(chosen({stated("2021-07-14", data, 6), stated("2021-07-12", head, 5.5), stated("2021-07-12", head, 5.5)}) == "2021-07-14");    // one voice, twice
  CHECK(chosen({stated("2021-07-14", shown, 0.5)}) == "");  // a guess
  CHECK(chosen({stated("2021-07-14", shown, 0.6)}) == "2021-07-14");
  // a machine's clock in UTC may be a day off
  CHECK(chosen({stated("2021-07-14T02:00:00Z", data, 6), stated("13 July 2021", shown, 3)}) == "2021-07-13");
  CHECK(chosen({stated("2021-07-14T15:00:00Z", data, 6), stated("13 July 2021", shown, 3)}) == "2021-07-14");
  CHECK(chosen({stated("2021-07-14T02:00:00+02:00", data, 6), stated("13 July 2021", shown, 3)}) == "2021-07-14");
}

TEST_CASE("two numbers of which each may be the month") {
  using enum DateVoice;
  CHECK(chosen({stated("07/08/2021", shown, 3)}) == "");
  CHECK(chosen({stated("07/08/2021", shown, 3)}, "en-US") == "2021-07-08");
  CHECK(chosen({stated("07/08/2021", shown, 3)}, "de") == "2021-08-07");
  CHECK(chosen({stated("07/08/2021", shown, 3), stated("25/07/2021", shown, 0.1)}, "en-US") == "2021-08-07");  // the page's own habit
  CHECK(chosen({stated("07/08/2021", shown, 3), stated("2021-08-07", address, 1)}, "en-US") == "2021-08-07");  // another day that is one of the two
  const auto open = choose_published({stated("07/08/2021", shown, 3)}, {}, "", lexicon());
  REQUIRE(open.notes.size() == 1);
  CHECK(open.notes[0] == "date undecided: 07/08/2021 (here) may be 2021-08-07 or 2021-07-08");
  CHECK(iso(choose_published({stated("07/08/2021", shown, 3)}, Day::of(2021, 7, 20), "", lexicon()).published.day) == "2021-07-08");  // the other is after the capture
}

TEST_CASE("a day after the capture is refused, and why is told") {
  struct Row { const char* html; const char* note; };
  const Row rows[] = {{"<meta property='article:published_time' content='2021-07-20'>", "date refused: 2021-07-20 (meta article:published_time) is after the capture on 2021-07-18"},
                      {"<meta property='article:modified_time' content='2021-07-20'>", "date refused: modified 2021-07-20 (meta article:modified_time) is after the capture on 2021-07-18"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.html));
    const auto late = clean_html(row.html + story_under("<h1>Town under fire</h1>"), "", "2021-07-18T10:00:00Z");
    CHECK_FALSE(late.published.day);
    CHECK_FALSE(late.modified.day);
    CHECK(noted(late, row.note));
    const auto unknown = clean_html(row.html + story_under("<h1>Town under fire</h1>"));  // no capture is known: nothing is late
    CHECK((unknown.published.day || unknown.modified.day));
    CHECK_FALSE(noted(unknown, "date refused"));
  }
  const std::string next = "<meta property='article:published_time' content='2021-07-19'>" + story_under("");
  CHECK(published_of(clean_html(next, "", "2021-07-18T10:00:00Z")) == "2021-07-19");  // zones differ by a day
  const std::string both = "<meta property='article:published_time' content='2021-07-20'>" + story_under("<h1>Town under fire</h1><time datetime='2021-07-17'>17 July 2021</time>");
  CHECK(published_of(clean_html(both, "", "2021-07-18T10:00:00Z")) == "2021-07-17");  // what is left stands
}

TEST_CASE("a day on which something expires is refused, and why is told") {
  const auto script = [](const std::string& key, const std::string& day) { return "<script>var page = {\"" + key + "\": \"" + day + "\"};</script>"; };
  struct Row { std::string html; const char* note; };
  const Row rows[] = {{script("expiryDate", "2021-09-01"), "date refused: 2021-09-01 (script expiryDate) says when something expires"},
                      {"<meta name='expires' content='2021-09-01'>", "date refused: 2021-09-01 (meta expires) says when something expires"},
                      {data_of("\"headline\":\"Town under fire\",\"expires\":\"2021-09-01\""), "date refused: 2021-09-01 (json-ld expires) says when something expires"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.html));
    const auto document = clean_html(row.html + story_under("<h1>Town under fire</h1>"));
    CHECK_FALSE(document.published.day);
    CHECK(noted(document, row.note));
  }
  // Its partner: a script's value that is named as the day of publication is the last resort.
  const auto named = clean_html(script("datePublished", "2021-07-14") + script("expiryDate", "2021-09-01") + story_under("<h1>Town under fire</h1>"));
  CHECK(published_of(named) == "2021-07-14");
  CHECK(named.published.basis == "script datePublished");
  CHECK(noted(named, "date refused: 2021-09-01"));
  // Values that differ are those of a list of stories.
  CHECK(published_of(clean_html(script("datePublished", "2021-07-14") + script("datePublished", "2021-07-12") + story_under("<h1>Town under fire</h1>"))) == "");
  // What a line says ends or takes place is no day of publication either.
  const auto shown = clean_html(story_under("<h1>Town under fire</h1><p>Offer valid until 1 September 2021</p>"));
  CHECK_FALSE(shown.published.day);
  CHECK(noted(shown, "date refused: 2021-09-01 ("));
}

TEST_CASE("what the page shows of its day") {
  const std::string h1 = "<h1>Town under fire</h1>";
  const std::string long_story = kStory + "<p>Neither account could be checked, as telephone lines to the district have been cut since last Thursday.</p>";
  const auto list = [](const std::string& first, const std::string& second, const std::string& third) {
    std::string out;
    for (const auto& line : {first, second, third}) out += "<div><a href='/a'>" + line + "</a></div>";
    return out;
  };
  struct Row { const char* rule; std::string html; const char* want; };
  const Row rows[] = {
      {"an element of time at the head", story_under(h1 + "<time datetime='2021-07-14'>yesterday</time>"), "2021-07-14"},
      {"a day in a link is another story's", story_under(h1) + "<div><a href='/b'>Bridge shelled on 14 July 2021</a></div>", ""},
      {"a list that names the story: the line before it", "<article>" + h1 + long_story + "</article>" + list("14 July 2021", "Town under fire", "The governor speaks of the bridge"), "2021-07-14"},
      {"the line after it", "<article>" + h1 + long_story + "</article>" + list("The governor speaks of the bridge", "Town under fire", "14 July 2021"), "2021-07-14"},
      {"days on both sides", "<article>" + h1 + long_story + "</article>" + list("14 July 2021", "Town under fire", "12 July 2021"), ""},
      {"a list of other stories", "<article>" + h1 + long_story + "</article>" + list("14 July 2021", "Bridge shelled", "The governor speaks of the bridge"), ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.rule));
    CHECK(published_of(clean_html(row.html)) == row.want);
  }
}

TEST_CASE("a line that says who posted it when counts for more than another day shown") {
  const auto day_of = [](const char* line) {
    HtmlContent content;
    for (const char* text : {line, "12.05.2021"}) content.date_marks.push_back({text, "date shown on the page", DateVoice::shown, 1});
    return iso(choose_published(date_candidates({}, content, "", "", lexicon()), {}, "", lexicon()).published.day);
  };
  CHECK(day_of("Posted by riverfox on 14 July 2021") == "2021-07-14");
  CHECK(day_of("Gespeichert von riverfox am 14. Juli 2021") == "2021-07-14");
  CHECK(day_of("Held by riverfox on 14 July 2021") == "2021-05-12");  // of equals the first day
}

TEST_CASE("four times are kept apart") {
  const auto document = clean_html("<meta property='article:published_time' content='2021-07-14'><meta property='article:modified_time' content='2021-07-15'>" +
                                       story_under("<h1>Town under fire</h1><p>The bridge fell on 3 May 2020, the governor said in the town hall on Sunday.</p>"),
                                   "", "2021-07-18T10:00:00Z");
  CHECK(published_of(document) == "2021-07-14");
  CHECK(iso(document.modified.day) == "2021-07-15");
  CHECK(iso(document.captured.day) == "2021-07-18");
}
