#include <doctest/doctest.h>

#include "gazetteer_of_tables.h"
#include "hand_analysis.h"
#include "resolve/place/place_resolver.h"

using namespace daybook;
using namespace daybook::test;

namespace {

/// One line a mention: TEXT = id, with "metonym", "attributive", "in N" where so.
std::string places(std::initializer_list<std::string_view> lines) {
  const auto text = by_hand(lines);
  std::string out;
  for (const auto& m : PlaceResolver(gazetteer(), lexicon()).resolve(text.document, text.analysis)) {
    if (!out.empty()) out += "; ";
    out += text.document.text.substr(m.span.begin, m.span.size()) + " = " + (m.readings.empty() ? "?" : m.readings[0].id);
    if (m.metonym) out += " metonym";
    if (m.attributive) out += " attributive";
    if (m.within != UINT32_MAX) out += " in " + std::to_string(m.within);
  }
  return out;
}

}  // namespace

TEST_CASE("kind words choose among namesakes") {
  CHECK(places({"They|they|PRON|2|nsubj took|take|VERB|0|root Spin|Spin|PROPN|4|compound Boldak|Boldak|PROPN|6|compound border|border|NOUN|6|compound gates|gate|NOUN|2|obj"}) ==
        "Spin Boldak border gates = plc_af_x_spin_boldak");
  CHECK(places({"They|they|PRON|2|nsubj took|take|VERB|0|root Spin|Spin|PROPN|4|compound Boldak|Boldak|PROPN|5|compound district|district|NOUN|2|obj"}) ==
        "Spin Boldak district = plc_af2711");
  CHECK(places({"They|they|PRON|2|nsubj took|take|VERB|0|root Spin|Spin|PROPN|4|compound Boldak|Boldak|PROPN|2|obj"}) == "Spin Boldak = plc_af2711");
  CHECK(places({"They|they|PRON|2|nsubj took|take|VERB|0|root Afghanistan|Afghanistan|PROPN|2|obj district|district|NOUN|2|obl by|by|ADP|6|case district|district|NOUN|4|nmod"}) ==
        "Afghanistan = plc_c_af");
}

TEST_CASE("a list shares its kind word") {
  CHECK(places({"attacks|attack|NOUN|0|root in|in|ADP|4|case the|the|DET|4|det provinces|province|NOUN|1|nmod of|of|ADP|6|case Kandahar|Kandahar|PROPN|4|nmod ,|,|PUNCT|8|punct Gazni|Gazni|PROPN|6|conj and|and|CCONJ|10|cc Badgis|Badgis|PROPN|6|conj"}) ==
        "Kandahar = plc_af27; Gazni = plc_af11; Badgis = plc_af31");
  CHECK(places({"attacks|attack|NOUN|0|root in|in|ADP|3|case Maywand|Maywand|PROPN|1|nmod and|and|CCONJ|5|cc Arghandab|Arghandab|PROPN|6|compound districts|district|NOUN|3|conj of|of|ADP|8|case Kandahar|Kandahar|PROPN|6|nmod"}) ==
        "Maywand = plc_af2710; Arghandab districts = plc_af2702 in 2; Kandahar = plc_af27");
}

TEST_CASE("what contains a place decides between namesakes") {
  CHECK(places({"Baharak|Baharak|PROPN|2|compound district|district|NOUN|5|nsubj in|in|ADP|4|case Takhar|Takhar|PROPN|2|nmod fell|fall|VERB|0|root"}) ==
        "Baharak district = plc_af1803 in 1; Takhar = plc_af18");
  CHECK(places({"Baharak|Baharak|PROPN|2|compound district|district|NOUN|5|nsubj of|of|ADP|4|case Badakhshan|Badakhshan|PROPN|2|nmod fell|fall|VERB|0|root"}) ==
        "Baharak district = plc_af1706 in 1; Badakhshan = plc_af17");
  CHECK(places({"Doha|Doha|PROPN|0|root ,|,|PUNCT|4|punct the|the|DET|4|det capital|capital|NOUN|1|appos of|of|ADP|6|case Qatar|Qatar|PROPN|4|nmod"}) ==
        "Doha = plc_g290030 in 1; Qatar = plc_c_qa");
}

TEST_CASE("a spelling that is only roughly that of a district is kept with doubt") {
  const auto first = [](const std::string& name) {
    const auto text = by_hand({name + "|" + name + "|PROPN|2|compound district|district|NOUN|5|nsubj in|in|ADP|4|case Takhar|Takhar|PROPN|2|nmod fell|fall|VERB|0|root"});
    const auto mentions = PlaceResolver(gazetteer(), lexicon()).resolve(text.document, text.analysis);
    REQUIRE(!mentions.empty());
    REQUIRE(!mentions[0].readings.empty());
    return mentions[0].readings[0].name + (mentions[0].ambiguous ? ", doubtful" : "");
  };
  CHECK(first("Taloqaon") == "Taloqan");
  CHECK(first("Valakan") == "Taloqan, doubtful");
}

TEST_CASE("capitals that speak are governments, capitals that hold people are places") {
  CHECK(places({"Kabul|Kabul|PROPN|2|nsubj loses|lose|VERB|0|root control|control|NOUN|2|obj"}) == "Kabul = plc_af01_city_kabul metonym");
  CHECK(places({"Ankara|Ankara|PROPN|2|nsubj rejects|reject|VERB|0|root it|it|PRON|2|obj"}) == "Ankara = plc_g323786 metonym");
  CHECK(places({"talks|talk|NOUN|0|root between|between|ADP|3|case Kabul|Kabul|PROPN|1|nmod and|and|CCONJ|6|cc the|the|DET|6|det Taliban|Taliban|PROPN|3|conj"}) ==
        "Kabul = plc_af01_city_kabul metonym");
  CHECK(places({"he|he|PRON|2|nsubj told|tell|VERB|0|root reporters|reporter|NOUN|2|obj in|in|ADP|5|case Kabul|Kabul|PROPN|2|obl"}) == "Kabul = plc_af01_city_kabul");
  CHECK(places({"Kandahar|Kandahar|PROPN|2|nsubj loses|lose|VERB|0|root water|water|NOUN|2|obj"}) == "Kandahar = plc_af27_city_kandahar");
}

TEST_CASE("parts of other names and distances are no places of events") {
  CHECK(places({"Karim|Karim|PROPN|3|nsubj|B-PER Khalili|Khalili|PROPN|1|flat|I-PER came|come|VERB|0|root"}) == "");
  CHECK(places({"the|the|DET|3|det Washington|Washington|PROPN|3|compound|B-ORG Post|Post|PROPN|4|nsubj|I-ORG reported|report|VERB|0|root"}) ==
        "Washington = plc_g4140963 attributive");
  CHECK(places({"70|70|NUM|2|nummod km|km|NOUN|3|obl north|north|ADV|0|root of|of|ADP|5|case Kabul|Kabul|PROPN|3|nmod"}) ==
        "Kabul = plc_af01_city_kabul attributive");
  CHECK(places({"north|north|NOUN|0|root of|of|ADP|3|case Kabul|Kabul|PROPN|1|nmod"}) == "Kabul = plc_af01_city_kabul");
  CHECK(places({"Kabul|Kabul|PROPN|2|compound forces|force|NOUN|3|nsubj fled|flee|VERB|0|root"}) == "Kabul = plc_af01_city_kabul attributive");
  CHECK(places({"the|the|DET|3|det Kunduz|Kunduz|PROPN|3|compound offensive|offensive|NOUN|4|nsubj failed|fail|VERB|0|root"}) == "Kunduz = plc_af19_city_kunduz");
  CHECK(places({"Afghan|Afghan|ADJ|2|amod forces|force|NOUN|3|nsubj fled|flee|VERB|0|root"}) == "");
  CHECK(places({"fighting|fighting|NOUN|0|root on|on|ADP|5|case the|the|DET|5|det Iranian|Iranian|ADJ|5|amod border|border|NOUN|1|nmod"}) ==
        "the Iranian border = plc_c_ir attributive");
  CHECK(places({"in|in|ADP|2|case June|June|PROPN|0|root"}) == "");
}

TEST_CASE("descriptions refer back to the latest place of their kind") {
  CHECK(places({"Spin|Spin|PROPN|2|compound Boldak|Boldak|PROPN|3|nsubj fell|fall|VERB|0|root",
                "They|they|PRON|2|nsubj hold|hold|VERB|0|root the|the|DET|5|det border|border|NOUN|5|compound crossing|crossing|NOUN|2|obj"}) ==
        "Spin Boldak = plc_af2711; the border crossing = plc_af_x_spin_boldak");
  CHECK(places({"Sheberghan|Sheberghan|PROPN|2|compound city|city|NOUN|3|nsubj burns|burn|VERB|0|root",
                "They|they|PRON|2|nsubj entered|enter|VERB|0|root the|the|DET|4|det city|city|NOUN|2|obj"}) ==
        "Sheberghan city = plc_af28_city_sheberghan; the city = plc_af28_city_sheberghan");
  CHECK(places({"They|they|PRON|2|nsubj entered|enter|VERB|0|root the|the|DET|4|det city|city|NOUN|2|obj"}) == "");
  CHECK(places({"Kunduz|Kunduz|PROPN|2|nsubj fell|fall|VERB|0|root", "the|the|DET|3|det city|city|NOUN|3|compound council|council|NOUN|4|nsubj met|meet|VERB|0|root"}) ==
        "Kunduz = plc_af19_city_kunduz");
}
