#include <doctest/doctest.h>

#include <filesystem>

#include "claim/claim_lexicon.h"

using namespace daybook;

namespace {
const std::filesystem::path kSource = DAYBOOK_SOURCE_DIR;
Resources resources() { return Resources(kSource / "data", kSource / "models", DAYBOOK_BUILD_DIR); }
}  // namespace

TEST_CASE("every kind has an entry in the codebook") {
  const ClaimLexicon lexicon = read_claim_lexicon(resources());
  const std::string book = read_resource(kSource / "docs" / "claims.md");
  CHECK(lexicon.kinds.size() >= 38);
  for (const ClaimKind& kind : lexicon.kinds) {
    CAPTURE(kind.name);
    CHECK(book.find("### `" + kind.name + "`\n") != std::string::npos);
  }
}

TEST_CASE("every kind can be made by a trigger, and every phase of a kind is known") {
  const ClaimLexicon lexicon = read_claim_lexicon(resources());
  for (std::uint32_t i = 0; i < lexicon.kinds.size(); ++i) {
    CAPTURE(lexicon.kinds[i].name);
    bool made = false;
    for (const Trigger& t : lexicon.triggers) made = made || t.kind == i;
    CHECK(made);
  }
  for (const Trigger& t : lexicon.triggers) {
    CHECK(t.strength > 0);
    CHECK(t.strength <= 1);
  }
}

TEST_CASE("conditions are read piece by piece") {
  const ClaimLexicon lexicon = read_claim_lexicon(resources());
  // "seize|take ... obj=control"
  bool found = false;
  for (const Trigger& t : lexicon.triggers)
    for (const Condition& c : t.when)
      for (const ArgumentTest& test : c) {
        CHECK(!test.argument.empty());
        if (test.argument == "obj" && test.words == std::vector<std::string>{"control"}) found = true;
        if (!test.of_class.empty()) {
          CAPTURE(test.of_class);
          const bool built_in = test.of_class == "place" || test.of_class == "actor" || test.of_class == "people" || test.of_class == "area" ||
                                test.of_class == "settlement" || test.of_class == "person" || test.of_class == "force";
          CHECK((built_in || lexicon.classes.contains(test.of_class)));
        }
      }
  CHECK(found);
}
