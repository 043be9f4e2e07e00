// Agencies that invented pages credit, and mentions of agencies that credit nothing.
#include <doctest/doctest.h>

#include "clean/cleaner.h"
#include "clean/wire_credit.h"

using namespace daybook;

namespace {

const CleanLexicon& lexicon() {
  static const CleanLexicon out = read_clean_lexicon(Resources(std::string(DAYBOOK_SOURCE_DIR) + "/data", "", ""));
  return out;
}

std::string joined(const std::vector<WireCredit>& credits) {
  std::string out;
  for (const auto& credit : credits) out += (out.empty() ? "" : "|") + credit.agency;
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : "|") + name;
  return out;
}

struct Row {
  const char* text;
  const char* want;  ///< agencies, "" for none
};

const std::string kOne = "Fighters entered the outskirts of the town before dawn, and residents said they heard gunfire until noon.";
const std::string kTwo = "A spokesman for the governor denied that the bridge had fallen, saying reinforcements were on their way.";

Document clean(std::string html, MediaType type = MediaType::html) {
  Page page;
  page.bytes = std::move(html);
  page.type = type;
  return Cleaner(lexicon()).clean(page);
}

}  // namespace

TEST_CASE("datelines credit agencies") {
  const Row rows[] = {
      {"KABUL, July 14 (Reuters) - Fighters entered the town.", "Reuters"},
      {"KABUL, Afghanistan (AP) — Fighters entered the town.", "AP"},
      {"(Reuters) - Fighters entered the town.", "Reuters"},
      {"KABUL, July 14 (Xinhua) -- Fighters entered the town.", "Xinhua"},
      {"Kabul (dpa) - Fighters entered the town.", "dpa"},
      {"Kabul, 14 jul (EFE).- Los combatientes entraron en la ciudad.", "EFE"},
      {"New Delhi, July 14 (ANI): Fighters entered the town.", "ANI"},
      {"KABUL, July 14 (UPI) -- Fighters entered the town.", "UPI"},
      {"KABUL (AFP) – Fighters entered the town.", "AFP"},
      {"Kabul, le 14 juillet (AFP) - Des combattants sont entrés dans la ville.", "AFP"},
      {"KABUL, July 14 (AP/Reuters) - Fighters entered the town.", "AP|Reuters"},
      {"KABUL, July 14 /PRNewswire/ -- A firm opened an office.", "PR Newswire"},
      {"REUTERS - Fighters entered the town.", "Reuters"},
      // no credit
      {"KABUL - Fighters entered the town.", ""},
      {"KABUL, July 14 - Fighters entered the town.", ""},
      {"Officials of the province (AP was told) said - with doubt - that the town fell.", ""},
      {"The town fell on Tuesday (Reuters reported it first) - so much is known.", ""},
      {"KABUL (Hill Post) - Fighters entered the town.", ""},
      {"Fighters who spoke to the agency (AFP) - and to others - denied it.", ""},
      {"APP developers (AP) met in the town.", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(joined(find_dateline(row.text, lexicon()).agencies) == row.want);
  }
  CHECK(find_dateline("KABUL, July 14 (Reuters) - Fighters", lexicon()).length == std::string("KABUL, July 14 (Reuters) - ").size());
  CHECK(find_dateline("KABUL - Fighters", lexicon()).length == std::string("KABUL - ").size());
  CHECK(find_dateline("Fighters entered the town - at last.", lexicon()).length == 0);
}

TEST_CASE("lines under a story credit agencies") {
  const Row rows[] = {
      {"(With inputs from PTI)", "PTI"},
      {"With inputs from AFP and Reuters", "AFP|Reuters"},
      {"(With agency inputs)", "agencies"},
      {"with agencies", "agencies"},
      {"(Agencies)", "agencies"},
      {"(Reporting by Ann Lee in Kabul; Editing by Omar Sadiq)", "Reuters"},
      {"Reporting by Ann Lee; Writing by Eva Brandt; Editing by Omar Sadiq and Tom Reed", "Reuters"},
      {"© 2021 AFP", "AFP"},
      {"Copyright 2021 The Associated Press. All rights reserved. This material may not be published without leave.", "AP"},
      {"Associated Press writers Ann Lee in Kabul and Omar Sadiq in Doha contributed to this report.", "AP"},
      {"Ann Lee in Kabul, Associated Press writer, contributed.", "AP"},
      {"Reuters contributed to this report.", "Reuters"},
      {"The Associated Press and Reuters contributed to this story.", "AP|Reuters"},
      {"Source: Xinhua", "Xinhua"},
      {"Source: AFP/mk", "AFP"},
      {"Quelle: dpa", "dpa"},
      {"— Reuters", "Reuters"},
      {"AFP/Reuters", "AFP|Reuters"},
      {"(ANI)", "ANI"},
      {"Material from The Associated Press was used in this report.", "AP"},
      {"Mit Material von dpa und AFP", "dpa|AFP"},
      {"This story was first published by Reuters.", "Reuters"},
      {"Con información de EFE y AFP", "EFE|AFP"},
      {"(avec AFP)", "AFP"},
      // no credit
      {"Source: the provincial health office", ""},
      {"Source: Hill Post, with a map of AP courses", ""},
      {"According to Reuters, the bridge fell on Tuesday.", ""},
      {"He told Reuters that the bridge had fallen.", ""},
      {"An AFP journalist was wounded near the bridge.", ""},
      {"The Reuters building stands by the river.", ""},
      {"AP courses contributed to her degree.", ""},
      {"AP Photo/Ann Lee", ""},
      {"© AFP/Ann Lee", ""},
      {"© 2021 Hill Post", ""},
      {"The ministry contributed to this report on rivers.", ""},
      {"Reporting by telephone is forbidden in the town.", ""},
      {"With inputs from farmers the dam was mended.", ""},
      {"avec Reuters au bord de la rivière", ""},
      {"Reuters Institute", ""},
      {"AA", ""},
      {"— AA", "Anadolu Agency"},
      {"Copyright rules protect the work of AFP and others.", ""},
      {"An app store download (APP) is offered.", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(joined(credits_in_line(row.text, lexicon())) == row.want);
  }
}

TEST_CASE("bylines credit agencies") {
  const Row rows[] = {{"By Ann Lee, Associated Press", "AP"},
                      {"By Reuters", "Reuters"},
                      {"Ann Lee | AFP", "AFP"},
                      {"By ANN LEE AP National Writer", "AP"},
                      {"By Ann Lee, AP and Reuters", "AP|Reuters"},
                      {"By Reuters Staff", "Reuters"},
                      {"Von Ann Lee, dpa", "dpa"},
                      {"By Ann Lee", ""},
                      {"AA", ""},
                      {"By Ann Lee, AA", "Anadolu Agency"},
                      {"By Ann Lee, former Reuters correspondent", ""},
                      {"By Ann Lee, AP Human Geography teacher", ""},
                      {"By Ann Lee, Reuters Institute fellow", ""},
                      {"Photo by Ann Lee, AP Photo", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(joined(credits_in_byline(row.text, lexicon())) == row.want);
  }
}

TEST_CASE("the end of the last paragraph credits agencies") {
  const Row rows[] = {{"The road was open again, he said. (Reuters)", "Reuters"},
                      {"The road was open again, he said. – AFP", "AFP"},
                      {"“The road is open again.” (With inputs from PTI)", "PTI"},
                      {"The road was open again, he said. (Reporting by Ann Lee; Editing by Omar Sadiq)", "Reuters"},
                      {"The road was open again, he told the agency (Reuters)", ""},
                      {"The road was open again, he said. (He is forty.)", ""},
                      {"The road, he said to AFP", ""},
                      {"He had worked for two employers: the railway - Reuters", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(joined(credits_at_end(row.text, lexicon())) == row.want);
  }
}

TEST_CASE("credits of whole pages: the nearest to the text comes first, pictures credit nothing") {
  const std::string story = "<p>" + kOne + "</p><p>" + kTwo + "</p>";
  CHECK(joined(clean("<article><h1>Town under fire</h1><p>KABUL, July 14 (Xinhua) -- " + kOne + "</p><p>" + kTwo + "</p><p>(With inputs from AFP)</p></article>").wire_credits) == "Xinhua|AFP");
  CHECK(joined(clean("<article><h1>Town under fire</h1><p class='byline'>By Ann Lee, Associated Press</p>" + story + "</article>").wire_credits) == "AP");
  CHECK(joined(clean("<article><h1>Town under fire</h1>" + story + "<div class='copyright'>© 2021 AFP</div></article>").wire_credits) == "AFP");
  CHECK(joined(clean("<meta name='author' content='Reuters'><article><h1>Town under fire</h1>" + story + "</article>").wire_credits) == "Reuters");
  CHECK(joined(clean("<meta name='source' content='dpa'><article><h1>Town under fire</h1>" + story + "</article>").wire_credits) == "dpa");
  CHECK(clean("<article><h1>Town under fire</h1><figure><img src='a.jpg'><figcaption>The bridge on Tuesday. AP</figcaption></figure>" + story + "</article>").wire_credits.empty());
  CHECK(clean("<article><h1>Town under fire</h1><div><img src='a.jpg'><div class='src'>Reuters</div></div>" + story + "</article>").wire_credits.empty());
  CHECK(clean("<article><h1>Reuters: town under fire</h1>" + story + "<p>He told Reuters that an AFP journalist was wounded, according to AP.</p></article>").wire_credits.empty());
  CHECK(joined(clean("Town under fire\n\nBy Ann Lee, AP\n\n" + kOne + "\n\n" + kTwo + "\n", MediaType::text).wire_credits) == "AP");
  CHECK(joined(clean("Town under fire\n\n" + kOne + "\n\n" + kTwo + "\n\n(Agencies)\n", MediaType::text).wire_credits) == "agencies");
}
