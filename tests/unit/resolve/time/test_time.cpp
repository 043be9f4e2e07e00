#include <doctest/doctest.h>

#include <fmt/format.h>

#include "../../../tools/tests_support.h"
#include "resolve/time/narrative.h"
#include "resolve/time/time_lexicon.h"
#include "resolve/time/time_resolver.h"

using namespace daybook;

namespace {

const TimeLexicon& lexicon() {
  static const TimeLexicon lexicon = read_time_lexicon(Resources(DAYBOOK_SOURCE_DIR "/data", "", ""));
  return lexicon;
}

Document document_of(const char* text, const char* published) {
  Document document;
  document.text = text;
  if (*published) document.published = {parse_iso_day(published), published, "given"};
  return document;
}

/// "TEXT: EDTF PRECISION" or "TEXT: VALUE" where there is no reading, joined by "; ".
std::string times_in(const char* text, const char* published = "2021-07-21") {
  Document document = document_of(text, published);
  const Analysis analysis = rough_analysis(document);
  std::string out;
  for (const auto& m : TimeResolver(lexicon()).resolve(document, analysis)) {
    if (!out.empty()) out += "; ";
    out += std::string(text_of(document.text, m.span)) + ": ";
    if (m.readings.empty()) out += m.timex_value;
    else out += m.readings.front().edtf + " " + name_of(m.readings.front().precision);
  }
  return out;
}

struct Row { const char* text; const char* expected; };

}  // namespace

TEST_CASE("times: explicit dates, published on Wednesday 2021-07-21") {
  const Row rows[] = {
      {"It fell on July 14.", "July 14: 2021-07-14 day"},
      {"It fell on 14 July 2020.", "14 July 2020: 2020-07-14 day"},
      {"It fell on the 14th of July.", "the 14th of July: 2021-07-14 day"},
      {"It fell on July 14, 2019.", "July 14, 2019: 2019-07-14 day"},
      {"It fell on 8 July and 14 July.", "8 July: 2021-07-08 day; 14 July: 2021-07-14 day"},
      {"They met on July 17-18.", "July 17-18: 2021-07-17/2021-07-18 interval"},
      {"They met on July 17–18.", "July 17–18: 2021-07-17/2021-07-18 interval"},
      {"They met from 1 to 5 July.", "1 to 5 July: 2021-07-01/2021-07-05 interval"},
      {"They met from 1-5 July 2021.", "1-5 July 2021: 2021-07-01/2021-07-05 interval"},
      {"They fought from July 3 to July 9.", "July 3 to July 9: 2021-07-03/2021-07-09 interval"},
      {"They fought between May 3 and June 9.", "May 3 and June 9: 2021-05-03/2021-06-09 interval"},
      {"It is dated 2021-07-14.", "2021-07-14: 2021-07-14 day"},
      {"It is dated 25/07/2020.", "25/07/2020: 2020-07-25 day"},
      {"It is dated 07/25/2020.", "07/25/2020: 2020-07-25 day"},
      {"It is dated 14.07.2021.", "14.07.2021: 2021-07-14 day"},
      {"It fell on Sept. 9.", "Sept. 9: 2020-09-09 day"},
      {"It fell on Friday, July 16.", "Friday, July 16: 2021-07-16 day"},
      {"It fell on Wednesday 14 July.", "Wednesday 14 July: 2021-07-14 day"},
      {"It fell on December 3.", "December 3: 2020-12-03 day"},
      {"Talks will resume on December 3.", "December 3: 2021-12-03 day"},
      {"It is scheduled for August 31.", "August 31: 2021-08-31 day"},
      {"In February 2021 it ended.", "February 2021: 2021-02 month"},
      {"It ended in February.", "February: 2021-02 month"},
      {"It ended in October.", "October: 2020-10 month"},
      {"It began in May.", "May: 2021-05 month"},
      {"Fighting has gone on since May.", "May: 2021-05 month"},
      {"It began in 2001.", "2001: 2001 year"},
      {"From 2001 to 2005 it grew.", "2001 to 2005: 2001-01-01/2005-12-31 interval"},
      {"The war of 1991-1994 ended.", "1991-1994: 1991-01-01/1994-12-31 interval"},
      {"The 1990s were hard.", "The 1990s: 199X decade"},
      {"It grew in the 1980s.", "the 1980s: 198X decade"},
      {"It came in the third quarter of 2020.", "the third quarter of 2020: 2020-07-01/2020-09-30 interval"},
      {"It came in Q1 2021.", "Q1 2021: 2021-01-01/2021-03-31 interval"},
      {"It came in summer 2020.", "summer 2020: 2020-22 season"},
      {"It came in the spring of 2019.", "the spring of 2019: 2019-21 season"},
      {"It came last summer.", "last summer: 2020-22 season"},
      {"In nineteen ninety-six it fell.", "nineteen ninety-six: 1996 year"},
      {"It fell in the last week of June.", "the last week of June: 2021-06-24/2021-06-30 week"},
      {"It fell in the first week of July.", "the first week of July: 2021-07-01/2021-07-07 week"},
      {"It fell in early July.", "early July: 2021-07-01/2021-07-10 interval"},
      {"It fell in mid-May.", "mid-May: 2021-05-11/2021-05-20 interval"},
      {"It fell in late June.", "late June: 2021-06-21/2021-06-30 interval"},
      {"It fell at the end of June.", "the end of June: 2021-06-21/2021-06-30 interval"},
      {"It fell on February 29, 2020.", "February 29, 2020: 2020-02-29 day"},
      {"It fell in July last year.", "July last year: 2020-07 month"},
      {"Since May 2020 it held.", "May 2020: 2020-05 month"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(times_in(row.text) == std::string(row.expected));
  }
}

TEST_CASE("times: relative to publication on Wednesday 2021-07-21") {
  const Row rows[] = {
      {"It fell on Tuesday.", "Tuesday: 2021-07-20 day"},
      {"It fell on Wednesday.", "Wednesday: 2021-07-21 day"},
      {"It fell on Thursday.", "Thursday: 2021-07-15 day"},
      {"It fell last Tuesday.", "last Tuesday: 2021-07-20 day"},
      {"It fell last Wednesday.", "last Wednesday: 2021-07-14 day"},
      {"They will meet on Friday.", "Friday: 2021-07-23 day"},
      {"They meet next Friday.", "next Friday: 2021-07-23 day"},
      {"It was postponed until Monday.", "Monday: 2021-07-26 day"},
      {"The vote is scheduled for Sunday.", "Sunday: 2021-07-25 day"},
      {"He said on Sunday they will fight.", "Sunday: 2021-07-18 day"},
      {"It fell on Tuesday night.", "Tuesday night: 2021-07-20 day"},
      {"It fell on Monday morning.", "Monday morning: 2021-07-19 day"},
      {"It fell today.", "today: 2021-07-21 day"},
      {"It fell yesterday.", "yesterday: 2021-07-20 day"},
      {"It fell yesterday morning.", "yesterday morning: 2021-07-20 day"},
      {"They leave tomorrow.", "tomorrow: 2021-07-22 day"},
      {"They leave tonight.", "tonight: 2021-07-21 day"},
      {"It fell overnight.", "overnight: 2021-07-21 day"},
      {"It fell last night.", "last night: 2021-07-20 day"},
      {"It fell this morning.", "this morning: 2021-07-21 day"},
      {"It fell last week.", "last week: 2021-07-12/2021-07-18 week"},
      {"It fell this week.", "this week: 2021-07-19/2021-07-25 week"},
      {"It comes next week.", "next week: 2021-07-26/2021-08-01 week"},
      {"It fell last month.", "last month: 2021-06 month"},
      {"It fell this month.", "this month: 2021-07 month"},
      {"It fell last year.", "last year: 2020 year"},
      {"It fell earlier this year.", "earlier this year: 2021 year"},
      {"It comes next year.", "next year: 2022 year"},
      {"It fell last November.", "last November: 2020-11 month"},
      {"It fell three days ago.", "three days ago: 2021-07-18 day"},
      {"It fell a week ago.", "a week ago: 2021-07-12/2021-07-18 week"},
      {"It fell two months ago.", "two months ago: 2021-05 month"},
      {"It fell 20 years ago.", "20 years ago: 2001 year"},
      {"In the past 24 hours it fell.", "the past 24 hours: 2021-07-20/2021-07-21 interval"},
      {"Over the last three months it fell.", "the last three months: 2021-04-21/2021-07-21 interval"},
      {"It fell over the weekend.", "the weekend: 2021-07-17/2021-07-18 interval"},
      {"It fell late on Tuesday.", "late on Tuesday: 2021-07-20 day"},
      {"At 10:35 a.m. on Tuesday it fell.", "10:35 a.m. on Tuesday: 2021-07-20 day"},
      {"It fell on the 14th.", "the 14th: 2021-07-14 day"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(times_in(row.text) == std::string(row.expected));
  }
}

TEST_CASE("times: anaphoric, holidays, durations, sets, vague words") {
  const Row rows[] = {
      {"It fell on July 14. Two days later it rose.", "July 14: 2021-07-14 day; Two days later: 2021-07-16 day"},
      {"It fell on July 14. The next day it rose.", "July 14: 2021-07-14 day; The next day: 2021-07-15 day"},
      {"It fell on July 14. The previous evening it stood.", "July 14: 2021-07-14 day; The previous evening: 2021-07-13 day"},
      {"It fell on July 14. A week earlier it stood.", "July 14: 2021-07-14 day; A week earlier: 2021-07-05/2021-07-11 week"},
      {"It fell on July 14. That night it burned.", "July 14: 2021-07-14 day; That night: 2021-07-14 day"},
      {"It fell on June 30. On the 14th it rose.", "June 30: 2021-06-30 day; the 14th: 2021-06-14 day"},
      {"The next day it rose.", "The next day: XXXX-XX-XX"},
      {"They prayed at Eid al-Fitr.", "Eid al-Fitr: 2021-05-13/2021-05-15 interval"},
      {"A truce will hold over Eid al-Adha.", "Eid al-Adha: 2021-07-20/2021-07-23 interval"},
      {"They fasted in Ramadan.", "Ramadan: 2021-04-13/2021-05-12 interval"},
      {"They met at Christmas.", "Christmas: 2020-12-25 day"},
      {"They met on Christmas Day 2015.", "Christmas Day 2015: 2015-12-25 day"},
      {"They met on Nowruz.", "Nowruz: 2021-03-21 day"},
      {"They met on Easter Monday.", "Easter Monday: 2021-04-05 day"},
      {"It lasted three months.", "three months: P3M"},
      {"a three-month ceasefire", "three-month: P3M"},
      {"a war of 20 years", "20 years: P20Y"},
      {"It took two and a half years.", "two and a half years: P2Y6M"},
      {"It took a week.", "a week: P1W"},
      {"It took half an hour.", "half an hour: PT30M"},
      {"It took 36 hours.", "36 hours: PT36H"},
      {"for several years", "several years: PXY"},
      {"for decades", "decades: PXE"},
      {"They meet every Friday.", "every Friday: XXXX-WXX-5"},
      {"They fly daily.", "daily: P1D"},
      {"They meet each month.", "each month: P1M"},
      {"They now hold it.", "now: PRESENT_REF"},
      {"They recently took it.", "recently: PAST_REF"},
      {"It may end soon.", "soon: FUTURE_REF"},
      {"In the 19th century it stood.", "the 19th century: 1801-01-01/1900-12-31 interval"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(times_in(row.text) == std::string(row.expected));
  }
}

TEST_CASE("times: what is no expression of time") {
  for (const char* text : {"May said so.", "Theresa May resigned.", "The March on Rome", "They march on the city.", "the Sun newspaper", "1,400 people fled.", "the second round", "Second, it is late.", "a 12-year-old boy",
                           "He is 30 years old.", "2000 people fled.", "It may fall.", "April Smith spoke.", "a T-1990 tank", "$2000 a head", "They sat down.", "the fall of the city", "the first half of the match",
                           "a spring of water", "Resolution 2254", "by Jan Egeland", "flight 1549 fell", "5,000 prisoners"}) {
    CAPTURE(text);
    CHECK(times_in(text) == "");
  }
}

TEST_CASE("times: both readings of a date that can be read two ways are kept") {
  Document document = document_of("It is dated 04/07/2021.", "2021-08-01");
  const Analysis analysis = rough_analysis(document);
  const auto found = TimeResolver(lexicon()).resolve(document, analysis);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].readings.size() == 2);
  CHECK(found[0].readings[0].edtf == "2021-07-04");
  CHECK(found[0].readings[1].edtf == "2021-04-07");
}

TEST_CASE("times: without a day of publication nothing is guessed") {
  CHECK(times_in("It fell on Tuesday.", "") == "Tuesday: XXXX-WXX-2");
  CHECK(times_in("It fell on July 14.", "") == "July 14: XXXX-07-14 day");
  CHECK(times_in("It fell yesterday.", "") == "yesterday: XXXX-XX-XX");
  CHECK(times_in("In March 2021 it stood.\n\nIt fell on July 14.", "") == "March 2021: 2021-03 month; July 14: 2021-07-14 day");
}

TEST_CASE("times: a year that opens a paragraph governs its days, and only them") {
  CHECK(times_in("In 2001, the war began. On 7 October, jets came.\n\nIt fell on 14 July.") == "2001: 2001 year; 7 October: 2001-10-07 day; 14 July: 2021-07-14 day");
}

TEST_CASE("publication inferred from the text") {
  struct Case { const char* text; const char* day; };
  const Case cases[] = {
      {"Talks failed in February 2021.\n\nThe town fell on July 14.", "2021-07-14"},
      {"Talks failed in November 2020.\n\nThe town fell on January 8.", "2021-01-08"},
      {"In 2001 the war began.\n\nThe town fell on July 14.", ""},
      {"The deal was signed on 29 February 2020.", "2020-02-29"},
      {"Talks failed in February 2021.\n\nTalks started on May 3 in the capital.\n\nThey spoke on the second and last day of the talks.", "2021-05-04"},
      {"Talks failed in February 2021.\n\nThe town fell on May 3. The vote will be held on June 9.", "2021-05-03"},
      {"The town fell on Tuesday.", ""},
      {"Nothing happened.", ""},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    Document document = document_of(row.text, "");
    const Analysis analysis = rough_analysis(document);
    const auto fact = TimeResolver(lexicon()).infer_published(document, analysis);
    CHECK((fact.day ? to_iso(*fact.day) : "") == std::string(row.day));
    CHECK(fact.inferred == fact.day.has_value());
    CHECK(fact.basis.empty() == !fact.day.has_value());
  }
}

TEST_CASE("a date carries over to the sentences that follow in its paragraph") {
  struct Case { const char* text; std::uint32_t sentence; int time; bool decayed; };
  const Case cases[] = {
      {"The town fell on July 14. The market burned.", 1, 0, false},
      {"The town fell on July 14. The market burned. People fled.", 2, 0, true},
      {"The town fell on July 14.\n\nThe market burned.", 1, -1, false},
      {"The town fell on July 14. It is now calm.", 1, -1, false},
      {"The town, which fell on July 14, is large. The market burned.", 1, -1, false},
      {"The town fell on July 14, 2019. The market burned.", 1, -1, false},
      {"The town fell in July. The market burned.", 1, -1, false},
      {"The town fell on July 14. The market burned on July 15.", 1, -1, false},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    Document document = document_of(row.text, "2021-07-21");
    const Analysis analysis = rough_analysis(document);
    const auto times = TimeResolver(lexicon()).resolve(document, analysis);
    const auto carried = governing_time(document, analysis, times, row.sentence);
    CHECK((carried ? static_cast<int>(carried->time) : -1) == row.time);
    if (carried) CHECK(carried->decayed == row.decayed);
  }
}

TEST_CASE("holidays: fixed, counted, Easter and table") {
  CHECK(holiday_days(lexicon().holidays.at("easter"), 2021)->first == Day::of(2021, 4, 4));
  CHECK(holiday_days(lexicon().holidays.at("orthodox_easter"), 2021)->first == Day::of(2021, 5, 2));
  CHECK(holiday_days(lexicon().holidays.at("thanksgiving"), 2021)->first == Day::of(2021, 11, 25));
  CHECK(holiday_days(lexicon().holidays.at("memorial_day"), 2021)->first == Day::of(2021, 5, 31));
  CHECK(holiday_days(lexicon().holidays.at("eid_al_adha"), 2021)->first == Day::of(2021, 7, 20));
  CHECK_FALSE(holiday_days(lexicon().holidays.at("eid_al_adha"), 1950));
}

TEST_CASE("a date is read across sentences that an abbreviation tore apart, and only there") {
  struct Case { const char* first; const char* second; const char* expected; };
  const Case cases[] = {
      {"It fell on Aug.", "7, 1998, at dawn.", "Aug. 7, 1998: 1998-08-07 day"},
      {"It came at 10:35 a.m.", "(0735 GMT) Friday, near the gate.", "10:35 a.m.: 2021-07-21 day; Friday: 2021-07-16 day"},
      {"It fell in May.", "7 men died.", "May: 2021-05 month"},
      {"It fell in Aug.", "People fled.", "Aug.: 2020-08 month"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.first);
    Document document = document_of("", "2021-07-21");
    document.text = std::string(row.first) + " " + row.second;
    const auto cut = static_cast<std::uint32_t>(std::string(row.first).size()), end = static_cast<std::uint32_t>(document.text.size());
    document.segments.push_back({SegmentKind::body, {0, end}, ""});
    Analysis analysis;
    analysis.sentences.resize(2);
    analysis.sentences[0].span = {0, cut};
    analysis.sentences[1].span = {cut + 1, end};
    std::string out;
    for (const auto& m : TimeResolver(lexicon()).resolve(document, analysis))
      out += (out.empty() ? "" : "; ") + std::string(text_of(document.text, m.span)) + ": " + m.readings.front().edtf + " " + name_of(m.readings.front().precision);
    CHECK(out == std::string(row.expected));
  }
}

TEST_CASE("times: what lies ahead, and what was once to come") {
  const Row rows[] = {
      {"The talks have been postponed until Monday.", "Monday: 2021-07-26 day"},
      {"The talks had been postponed until Monday.", "Monday: 2021-07-19 day"},
      {"They were given until Friday to leave.", "Friday: 2021-07-23 day"},
      {"They fought until Friday.", "Friday: 2021-07-16 day"},
      {"The permit expires on Friday.", "Friday: 2021-07-23 day"},
      {"The permit expired on Friday.", "Friday: 2021-07-16 day"},
      {"A dividend is payable Sept. 1.", "Sept. 1: 2021-09-01 day"},
      {"A dividend was paid on Sept. 1.", "Sept. 1: 2020-09-01 day"},
      {"They would look for ways around Friday's ruling.", "Friday: 2021-07-16 day"},
      {"They met ahead of Friday's vote.", "Friday: 2021-07-23 day"},
      {"The guide was about Friday.", "Friday: 2021-07-16 day"},
      {"Meanwhile, on Friday: \"We will fight.\"", "Friday: 2021-07-16 day"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(times_in(row.text) == std::string(row.expected));
  }
}

TEST_CASE("times: the year a paragraph governs ends where the text comes back to the present") {
  CHECK(times_in("In 2001, the war began. On Tuesday shells fell. The hall burned on 9 May.") == "2001: 2001 year; Tuesday: 2021-07-20 day; 9 May: 2021-05-09 day");
  CHECK(times_in("In 2001, the war began. Last February it rained.") == "2001: 2001 year; Last February: 2021-02 month");
}

TEST_CASE("holidays: counted from another row, and over several days") {
  CHECK(holiday_days(lexicon().holidays.at("purim"), 2021)->first == Day::of(2021, 2, 26));
  CHECK(holiday_days(lexicon().holidays.at("quds_day"), 2021)->first == Day::of(2021, 5, 7));
  CHECK(holiday_days(lexicon().holidays.at("songkran"), 2021)->second == Day::of(2021, 4, 15));
  CHECK(holiday_days(lexicon().holidays.at("orthodox_good_friday"), 2021)->first == Day::of(2021, 4, 30));
}
