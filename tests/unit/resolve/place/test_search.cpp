#include <doctest/doctest.h>

#include "gazetteer_of_tables.h"
#include "resolve/place/place_key.h"
#include "resolve/place/place_search.h"

using namespace daybook;
using namespace daybook::test;

namespace {

PlaceAnswers search(const char* name, const char* in = nullptr) {
  const auto& g = gazetteer();
  const auto within = in ? find_container(g, in) : std::nullopt;
  if (in) REQUIRE_MESSAGE(within, in);
  return search_places(g, name, within);
}

std::string best(const PlaceAnswers& answers) {
  if (answers.best_first.empty()) return "";
  return std::string(gazetteer().text(gazetteer().record(answers.best_first[0].place).id)) + ": " + answers.best_first[0].reason;
}

}  // namespace

TEST_CASE("a name looked up alone says why it is found") {
  CHECK(best(search("Chakhansur")) == "plc_af3403: exact name");
  CHECK(best(search("Spin Buldak", "AF")).ends_with("exact alias"));
  CHECK(best(search("Shibarghaan", "Jowzjan")).find("sound key") != std::string::npos);
  CHECK(best(search("Kahmrd", "Bamyan")).find("plc_af") == 0);
  CHECK(search("Nowhere in particular").best_first.empty());
  CHECK(search("Liverpool", "Takhar").best_first.empty());
}

TEST_CASE("similar spellings need more likeness the larger the area") {
  CHECK_FALSE(search("Davlatobod", "Balkh").best_first.empty());
  CHECK(search("Davlatobod").best_first.empty());
}

TEST_CASE("namesakes are ambiguous until something holds them") {
  const auto anywhere = search("Baharak");
  CHECK(anywhere.ambiguous);
  CHECK(anywhere.best_first.size() >= 2);
  const auto takhar = search("Baharak", "Takhar");
  CHECK_FALSE(takhar.ambiguous);
  CHECK(best(takhar) == "plc_af1803: exact name");
}

TEST_CASE("a P-code finds its place and says its vintage") {
  CHECK(best(search("AF2711")) == "plc_af2711: P-code of 2018");
  CHECK(search("AF9999").best_first.empty());
  CHECK(search("AF2711", "Takhar").best_first.empty());
}

TEST_CASE("names in Arabic script are found as Afghans and Arabs type them") {
  CHECK(best(search("کابل")).find("exact") != std::string::npos);
  CHECK(place_key("كابل") == place_key("کابل"));
  CHECK(place_key("هرات‌") == place_key("هرات"));
  CHECK(place_key("تخار") != place_key("خوست"));
  CHECK(latin_key("تخار") == "tkhar");
  CHECK(best(search("غزنی", "AF")).find("plc_af") == 0);
}

TEST_CASE("what holds a place is a country or division before a town of its name") {
  const auto& g = gazetteer();
  const auto id = [&](const char* name) {
    const auto at = find_container(g, name);
    return at ? std::string(g.text(g.record(*at).id)) : std::string();
  };
  CHECK(id("Kandahar") == "plc_af27");
  CHECK(id("AF") == "plc_c_af");
  CHECK(id("Afghanistan") == "plc_c_af");
  CHECK(id("plc_af2711") == "plc_af2711");
  CHECK(id("Nowhere").empty());
}
