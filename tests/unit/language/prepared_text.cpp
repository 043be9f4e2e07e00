#include <doctest/doctest.h>

#include "language/prepared_text.h"

using namespace daybook;

namespace {

std::vector<std::string> units_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& unit : prepare(text, {0, static_cast<std::uint32_t>(text.size())})) out.push_back(unit.text);
  return out;
}

}  // namespace

TEST_CASE("units end where a line ends something, not where it wraps") {
  struct Row {
    const char* text;
    std::vector<std::string> units;
  };
  const Row rows[] = {
      {"One line.", {"One line."}},
      {"A sentence ends here.\nAnother begins.", {"A sentence ends here.", "Another begins."}},
      {"this line was wrapped by an\neditor in the middle", {"this line was wrapped by an editor in the middle"}},
      // Wrapped at a width: a line as full as can be does not end with its full stop, a shorter one does.
      {"The talks were led by the chief of staff, Lt.\nGen. Omar Haddad, who arrived late in the day on\nMonday. He left again.\nThe rest stayed.",
       {"The talks were led by the chief of staff, Lt. Gen. Omar Haddad, who arrived late in the day on Monday. He left again.", "The rest stayed."}},
      {"• first\n• second", {"• first", "• second"}},
      {"1. first\n2. second", {"1. first", "2. second"}},
      {"- first item\n- second item", {"- first item", "- second item"}},
      {"  \n \n", {}},
      {"", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(units_of(row.text) == row.units);
  }
}

TEST_CASE("a full stop glued to the next sentence gets its space, in an address it does not") {
  CHECK(units_of("They met in September 2020.Head of the council came.") ==
        std::vector<std::string>{"They met in September 2020. Head of the council came."});
  CHECK(units_of("See www.example.Org and a.Report_x for it") == std::vector<std::string>{"See www.example.Org and a.Report_x for it"});
  CHECK(units_of("the U.S.Army") == std::vector<std::string>{"the U.S.Army"});
}

TEST_CASE("code points lead back to the bytes they came from") {
  const std::string text = "x “Привет”\u200B end";
  const auto units = prepare(text, {2, static_cast<std::uint32_t>(text.size())});
  REQUIRE(units.size() == 1);
  CHECK(units[0].text == "\"Привет\" end");
  CHECK(units[0].bytes(0, 1) == Span{2, 5});
  CHECK(text_of(text, units[0].bytes(1, 7)) == "Привет");
  CHECK(text_of(text, units[0].bytes(9, 12)) == "end");
  CHECK(units[0].bytes(3, 3).empty());
}

TEST_CASE("text without end is cut into bounded units that cover it") {
  const std::string text(100000, 'a');
  const auto units = prepare(text, {0, static_cast<std::uint32_t>(text.size())});
  std::uint32_t at = 0;
  for (const auto& unit : units) {
    CHECK(unit.begins.size() <= kLongestUnit + 64);
    CHECK(unit.begins.front() == at);
    at = unit.ends.back();
  }
  CHECK(at == text.size());
}
