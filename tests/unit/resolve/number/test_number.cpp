#include <doctest/doctest.h>

#include <fmt/format.h>

#include "../../../tools/tests_support.h"
#include "model/number_figures.h"
#include "resolve/number/number_lexicon.h"
#include "resolve/number/number_resolver.h"

using namespace daybook;

namespace {

/// "TEXT VALUE[-HIGH] [bound=..] [of=..] [unit=..]" joined by "; ".
std::string numbers_in(const char* text, const std::vector<TimeMention>& times = {}) {
  static const NumberLexicon lexicon = read_number_lexicon(Resources(DAYBOOK_SOURCE_DIR "/data", "", ""));
  Document document;
  document.text = text;
  const Analysis analysis = rough_analysis(document);
  std::string out;
  for (const auto& m : NumberResolver(lexicon).resolve(document, analysis, times)) {
    if (!out.empty()) out += "; ";
    out += fmt::format("{} {}", text_of(document.text, m.span), m.value);
    if (m.high) out += fmt::format("-{}", *m.high);
    if (m.bound != Bound::exact) out += fmt::format(" bound={}", name_of(m.bound));
    if (m.of) out += fmt::format(" of={}", *m.of);
    if (!m.unit.empty()) out += fmt::format(" unit={} class={}", m.unit, m.unit_class);
  }
  return out;
}

struct Row { const char* text; const char* expected; };

}  // namespace

TEST_CASE("numbers: value, bound, denominator, unit") {
  const Row rows[] = {
      {"They hold more than 160 of 407 districts.", "more than 160 of 407 districts 160 bound=more than of=407 unit=district class=districts"},
      {"It freed almost 5,000 Taliban prisoners.", "almost 5,000 Taliban prisoners 5000 bound=almost unit=prisoner class=prisoners"},
      {"the release of 7,000 of their prisoners", "7,000 of their prisoners 7000 unit=prisoner class=prisoners"},
      {"He named seven of their leaders.", "seven of their leaders 7 unit=leader class=people"},
      {"They control 120 of the country's 421 districts.", "120 of the country's 421 districts 120 of=421 unit=district class=districts"},
      {"They run 30 out of 100 schools.", "30 out of 100 schools 30 of=100 unit=school class=things"},
      {"They now hold 160 of 407.", "160 of 407 160 of=407"},
      {"At least three soldiers died.", "At least three soldiers 3 bound=at least unit=soldier class=troops"},
      {"Over 20 civilians fled.", "Over 20 civilians 20 bound=more than unit=civilian class=people"},
      {"Nearly 300 fighters left.", "Nearly 300 fighters 300 bound=almost unit=fighter class=troops"},
      {"Up to 40 vehicles burned.", "Up to 40 vehicles 40 bound=up to unit=vehicle class=things"},
      {"as many as 50 people", "as many as 50 people 50 bound=up to unit=person class=people"},
      {"About 200 families moved.", "About 200 families 200 bound=about unit=family class=people"},
      {"some 1,500 troops", "some 1,500 troops 1500 bound=about unit=troop class=troops"},
      {"fewer than ten guards", "fewer than ten guards 10 bound=less than unit=guard class=troops"},
      {"two dozen houses", "two dozen houses 24 unit=house class=things"},
      {"a dozen tanks", "a dozen tanks 12 unit=tank class=things"},
      {"1.5 million refugees", "1.5 million refugees 1500000 unit=refugee class=people"},
      {"twenty-four rockets", "twenty-four rockets 24 unit=rocket class=things"},
      {"two hundred and fifty soldiers", "two hundred and fifty soldiers 250 unit=soldier class=troops"},
      {"three thousand fighters", "three thousand fighters 3000 unit=fighter class=troops"},
      {"20 to 30 militants", "20 to 30 militants 20-30 unit=militant class=troops"},
      {"20-30 militants", "20-30 militants 20-30 unit=militant class=troops"},
      {"between 20 and 30 soldiers", "between 20 and 30 soldiers 20-30 unit=soldier class=troops"},
      {"85 per cent of the land", "85 per cent 85 unit=percent class=share"},
      {"85% of the land", "85% 85 unit=percent class=share"},
      {"some 30 percent of it", "some 30 percent 30 bound=about unit=percent class=share"},
      {"Dozens of people were hurt.", "Dozens of people 24-99 bound=vague unit=person class=people"},
      {"hundreds of foreign fighters", "hundreds of foreign fighters 200-999 bound=vague unit=fighter class=troops"},
      {"scores of civilians", "scores of civilians 40-99 bound=vague unit=civilian class=people"},
      {"thousands of fighters held in prisons", "thousands of fighters 2000-9999 bound=vague unit=fighter class=troops"},
      {"tens of thousands of refugees", "tens of thousands of refugees 20000-99999 bound=vague unit=refugee class=people"},
      {"Hundreds fled.", "Hundreds 200-999 bound=vague"},
      {"$2 million in aid", "$2 million 2000000 unit=dollar class=money"},
      {"70 km north of the city", "70 km 70 unit=kilometre class=distance"},
      {"a 70-kilometre stretch", "70-kilometre 70 unit=kilometre class=distance"},
      {"killed 12 and wounded 30", "12 12; 30 30"},
      {"12 heavily armed men", "12 heavily armed men 12 unit=man class=people"},
      {"five northern provinces", "five northern provinces 5 unit=province class=districts"},
      {"10,000 square kilometres", "10,000 square kilometres 10000 unit=square kilometre class=area"},
      {"4 border crossings", "4 border crossings 4 unit=border crossing class=districts"},
      {"40 or more prisoners", "40 or more prisoners 40 bound=at least unit=prisoner class=prisoners"},
      {"100+ fighters", "100+ fighters 100 bound=at least unit=fighter class=troops"},
      {"no fewer than 15 officers", "no fewer than 15 officers 15 bound=at least unit=officer class=troops"},
      {"an estimated 600 casualties", "an estimated 600 casualties 600 bound=about unit=casualty class=dead"},
      {"only two checkpoints", "only two checkpoints 2 unit=checkpoint class=districts"},
      {"one soldier died", "one soldier 1 unit=soldier class=troops"},
      {"three months", "three months 3 unit=month class=duration"},
      {"a 3,000-strong force", "3,000-strong 3000 unit=person class=people"},
      {"$2.3bn in aid", "$2.3bn 2300000000 unit=dollar class=money"},
      {"US$5 million", "US$5 million 5000000 unit=dollar class=money"},
      {"€40m of it", "€40m 40000000 unit=euro class=money"},
      {"300 million afghanis", "300 million afghanis 300000000 unit=afghani class=money"},
      {"half a million people", "half a million people 500000 unit=person class=people"},
      {"a quarter of a million people", "a quarter of a million people 250000 unit=person class=people"},
      {"three and a half million children", "three and a half million children 3500000 unit=child class=people"},
      {"2 to 3 million people", "2 to 3 million people 2000000-3000000 unit=person class=people"},
      {"ten to twelve thousand men", "ten to twelve thousand men 10000-12000 unit=man class=people"},
      {"four or five gunmen", "four or five gunmen 4-5 unit=gunman class=troops"},
      {"a handful of fighters", "a handful of fighters 3-9 bound=vague unit=fighter class=troops"},
      {"several hundred recruits", "several hundred recruits 200-999 bound=vague unit=recruit class=troops"},
      {"a third of the 34 provinces", "a third of the 34 provinces 11-12 bound=vague of=34 unit=province class=districts"},
      {"more than half of the 120 schools", "more than half of the 120 schools 60-120 bound=vague of=120 unit=school class=things"},
      {"three quarters of the city", "three quarters 75 unit=percent class=share"},
      {"one in five children", "one in five children 1 of=5 unit=child class=people"},
      {"17 bodies, 12 of them civilians", "17 bodies 17 unit=body class=dead; 12 of them civilians 12 unit=civilian class=people"},
      {"hit eight soldiers and another five", "eight soldiers 8 unit=soldier class=troops; another five 5 unit=soldier class=troops"},
      {"four guards and seven more", "four guards 4 unit=guard class=troops; seven more 7 unit=guard class=troops"},
      {"six anti-tank missiles", "six anti-tank missiles 6 unit=missile class=things"},
      {"three 122mm rockets", "three 122mm rockets 3 unit=rocket class=things"},
      {"450 Ukrainian prisoners of war", "450 Ukrainian prisoners of war 450 unit=prisoner of war class=prisoners"},
      {"eight soldiers dead", "eight soldiers 8 unit=soldier class=troops"},
      {"sixty-odd villagers", "sixty-odd villagers 60 bound=about unit=villager class=people"},
      {"37 per cent of 1,200 voters", "37 per cent 37 unit=percent class=share; 1,200 voters 1200 unit=voter class=people"},
      {"a total of 34 bodies", "a total of 34 bodies 34 unit=body class=dead"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(numbers_in(row.text) == row.expected);
  }
}

TEST_CASE("numbers: what is no quantity") {
  for (const char* text : {"a 12-year-old boy", "the second round of talks", "one of them left", "no one was hurt", "the 14th brigade", "He is 30 years old.", "a T-72 on the road",
                           "at 10:30 local time", "Resolution 2254 says so", "aged 20", "John Smith, 45, said so.", "flight MH17 fell", "this one is new", "he scores", "the twenty-first century", "third place",
                           "on Route 6 by night", "the Group of 77 met", "an AK-47 rifle", "the M23 rebels", "after 9/11 it rose", "won 3-1 at home", "lost 2-4 away", "under clause 4 of it", "call 119 for help",
                           "a girl of nine", "the Five Eyes states were told", "at 0630 GMT", "at 5 a.m. it fell", "+93 700 555 014", "of 155mm calibre", "at one point it fell", "one of the biggest battles",
                           "at 34.52, 69.18 on it"}) {
    CAPTURE(text);
    CHECK(numbers_in(text) == "");
  }
}

TEST_CASE("numbers: days and years found by the time stage are left out, durations are not") {
  TimeMention date;
  date.span = {3, 10};
  CHECK(numbers_in("On 14 July it fell.", {date}) == "");
  CHECK(numbers_in("On 14 July it fell.") != "");
}

TEST_CASE("numbers: what the words allow, by the policy as written") {
  const auto figures = [](double value, Bound bound, std::optional<double> high = {}, std::optional<double> of = {}, const char* unit = "") {
    NumberMention m;
    m.value = value;
    m.bound = bound;
    m.high = high;
    m.of = of;
    m.unit = unit;
    const NumberFigures f = figures_of(m);
    const auto text = [](std::optional<double> v) { return v ? fmt::format("{:g}", *v) : std::string("-"); };
    return text(f.low) + " " + text(f.best) + " " + text(f.high);
  };
  CHECK(figures(12, Bound::exact) == "12 12 12");
  CHECK(figures(160, Bound::more_than, {}, 407) == "160 160 407");
  CHECK(figures(12, Bound::at_least) == "12 12 -");
  CHECK(figures(70, Bound::at_least, {}, {}, "percent") == "70 70 100");
  CHECK(figures(40, Bound::up_to) == "- 40 40");
  CHECK(figures(10, Bound::less_than) == "- 10 10");
  CHECK(figures(45, Bound::about) == "40 45 50");
  CHECK(figures(95, Bound::about, {}, 100) == "85 95 100");
  CHECK(figures(1.5, Bound::about) == "1.35 1.5 1.65");
  CHECK(figures(900, Bound::almost) == "810 900 900");
  CHECK(figures(20, Bound::exact, 30) == "20 - 30");
  CHECK(figures(24, Bound::vague, 99) == "24 - 99");
}
