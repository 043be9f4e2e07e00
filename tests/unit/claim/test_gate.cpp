// The gate stops what cannot carry a claim, and nothing else.
#include <doctest/doctest.h>

#include <algorithm>

#include "claim/claim_gate.h"

using namespace daybook;

namespace {

const ClaimGate& gate() {
  static const ClaimGate one(read_claim_lexicon(Resources(std::string(DAYBOOK_SOURCE_DIR) + "/data", "", "")));
  return one;
}

bool has_form(const std::string& lemma, const std::string& form) {
  const auto forms = regular_forms(lemma);
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

}  // namespace

TEST_CASE("a trigger passes in any of its forms, with the words its conditions ask for") {
  CHECK(gate().has_trigger("rebels recaptured the town"));
  CHECK(gate().has_trigger("they fought with each other"));        // irregular
  CHECK(gate().has_trigger("the shelling went on"));
  CHECK(gate().has_trigger("a counter-offensive is near"));        // with its hyphen
  CHECK(gate().has_trigger("they imposed a new curfew"));
  CHECK_FALSE(gate().has_trigger("they wielded their brushes"));     // "wield" asks for a veto
  CHECK_FALSE(gate().has_trigger("it was a quiet afternoon by the river"));
  CHECK_FALSE(gate().has_trigger("the captain of the boat dozed"));  // "cap", "tea": no beginnings of words
  CHECK_FALSE(gate().has_trigger(""));
}

TEST_CASE("a dash or quotation mark beyond ASCII parts words") {
  CHECK(gate().has_trigger("the bridge\u2014bombed twice\u2014stands"));
  CHECK_FALSE(gate().has_trigger("the bridge\u2014old\u2014shines"));
}

TEST_CASE("a name passes by its capitals") {
  CHECK(gate().passes("He has gone to Tajikistan."));
  CHECK(gate().passes("NATO is silent."));
  CHECK(gate().passes("\u043a\u043e\u043b\u043e\u043d\u043d\u0430 \u0441\u0442\u043e\u0438\u0442"));  // letters that the gate knows nothing of
  CHECK_FALSE(gate().passes("He has gone home. It was late: nobody saw him."));
  CHECK_FALSE(gate().passes("Then I slept."));
  CHECK_FALSE(seems_to_name("12 \u20ac \u2014 3"));
}

TEST_CASE("regular forms are those of English spelling") {
  CHECK(has_form("carry", "carried"));
  CHECK(has_form("die", "dying"));
  CHECK(has_form("seize", "seizing"));
  CHECK(has_form("plan", "planned"));
  CHECK(has_form("clash", "clashes"));
  CHECK(has_form("life", "lives"));
  CHECK_FALSE(has_form("play", "plaied"));
}

TEST_CASE("broken text does not lead the gate out of it") {
  for (const std::string text : {"\xE2", "a\xE2\x80", "\xF0\x9F", "-", "a-", "-a", "a--b", "\xC3"}) {
    gate().passes(text);
    gate().has_trigger(text);
  }
  CHECK_FALSE(gate().has_trigger(std::string(100000, '-')));
}
