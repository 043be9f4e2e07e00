// What later phrases of a document mean: pronouns, descriptions, lists, appositions, short names.
#include <doctest/doctest.h>

#include <set>

#include "plain.h"
#include "resolve/actor/actor_resolver.h"
#include "resolve/actor/actor_table.h"
#include "resolve/actor/person_names.h"
#include "resource/resource.h"

using namespace daybook;

static const ActorTable& table() {
  static const ActorTable actors = read_actor_table(Resources(DAYBOOK_SOURCE_DIR "/data", "", ""));
  return actors;
}

/// Names of the readings of the last mention with this text; "-" if there is none.
static std::string meant(const std::string& text, const std::string& phrase, Day published = {}) {
  auto input = test::plain(text);
  if (published.number) input.document.published.day = published;
  std::string got = "-";
  for (const auto& mention : ActorResolver(table()).resolve(input.document, input.analysis, {})) {
    if (text_of(input.document.text, mention.span) != phrase) continue;
    got.clear();
    for (const auto& reading : mention.readings) {
      got += (got.empty() ? "" : " + ") + reading.name;
      if (mention.form != MentionForm::list) break;
    }
  }
  return got;
}

TEST_CASE("later phrases mean what was spoken of") {
  struct Row { const char *text, *phrase, *name; };
  const Row rows[] = {
      // pronouns
      {"The Taliban attacked_ Kunduz . They took_ the prison", "They", "Taliban"},
      {"{Hamid Karzai} arrived_ in Doha . He met_ reporters", "He", "Hamid Karzai"},
      {"The Taliban attacked_ Kunduz . He fled_", "He", "-"},
      {"Turkey launched_ an operation . It rejected_ the call", "It", "Turkey"},
      {"{Omar Varez} spoke_ . It rained_", "It", "-"},
      {"Turkey sent_ troops . The ship sank_ . A car burned_ . A house fell_ . A road closed_ . It rained_", "It", "-"},
      {"The Taliban , who attacked_ Kunduz", "who", "Taliban"},
      {"The road , which crosses_ Kunduz", "which", "-"},
      {"The Taliban said_ its fighters left_", "its fighters", "Taliban"},
      {"Hezbollah fought_ . Its fighters left_", "Its fighters", "Hezbollah"},
      // descriptions
      {"Boko Haram attacked_ a town . The group left_", "The group", "Boko Haram"},
      {"The village burned_ . The group left_", "The group", "-"},
      {"The Houthis attacked_ Marib . The movement denied_ it", "The movement", "Houthis"},
      {"Turkish officials spoke_ . The group left_", "The group", "-"},
      {"The Taliban attacked_ Kunduz . The insurgents left_", "The insurgents", "Taliban"},
      {"A gunman shot_ a guard . The Taliban denied_ it", "A gunman", "gunman"},
      {"Clashes broke_ out in Syria . The government sent_ troops", "The government", "Government of Syria"},
      {"Clashes broke_ out . The government sent_ troops", "The government", "-"},
      {"Turkish forces advanced_ in Syria . The military said_ it", "The military", "Armed forces of Turkey"},
      {"The Afghan army and police fought_", "police", "Afghan police"},
      {"The interior ministry of Iraq spoke_ . The ministry denied_ it", "The ministry", "Ministry of Interior of Iraq"},
      // roles
      {"Foreign Ministry spokesman {Hami Aksoy} spoke_ . The spokesman denied_ it", "The spokesman", "Hami Aksoy"},
      {"A spokesman for the Houthis spoke_ . The spokesman left_", "The spokesman", "Houthis spokesman"},
      {"Turkish police officer {Ali Varez} spoke_ . The minister left_", "The minister", "minister"},
      {"the head of the Taliban 's political office , {Mullah Baradar Akhund}", "the head of the Taliban 's political office", "-"},
      {"the head of the Taliban's political office , {Abdul Ghani Baradar}", "the head of the Taliban's political office", "Abdul Ghani Baradar"},
      {"the spokesman for the Afghan government's negotiating team in Doha {Nader Nadery}", "Nader Nadery", "Nader Nadery"},
      {"Head of the Supreme Council for National Reconciliation {Abdullah Abdullah} spoke_", "Head of the Supreme Council for National Reconciliation Abdullah Abdullah", "Abdullah Abdullah"},
      {"Former President of Afghanistan {Hamid Karzai} refused_", "Former President of Afghanistan Hamid Karzai", "Hamid Karzai"},
      {"{Ivan Petrenko} , the mayor of Kharkiv , spoke_", "the mayor of Kharkiv", "Ivan Petrenko"},
      {"Ministers , {Ivan Petrenko} and others spoke_", "Ministers", "ministers"},
      // short names
      {"{Sira Moltke} spoke_ . {Moltke} left_", "Moltke", "Sira Moltke"},
      {"{Moltke} spoke_ . {Sira Moltke} left_", "Moltke", "Sira Moltke"},
      {"{Sira Khan} spoke_ . {Ali} left_", "Ali", "Ali"},
      {"{Nader Nadery} spoke_ in Kabul . {Nadery} left_", "Nadery", "Nader Nadery"},
      {"{Ashraf Ghani} spoke_ . {Ghani} left_", "Ghani", "Ashraf Ghani"},
      {"{Ghani} spoke_ in Ghana", "Ghani", "Ghani"},
      {"Asma Assad spoke_", "Asma Assad", "Asma Assad"},
      // lists and sides
      {"The Afghan government and the Taliban agreed_ . The parties met_", "The parties", "Government of Afghanistan + Taliban"},
      {"The Houthis and the Yemeni government agreed_ . Both sides left_", "Both sides", "Houthis + Government of Yemen"},
      {"A road closed_ . The two sides met_", "The two sides", "-"},
      {"The Taliban delegation came_ . The Afghan government delegation came_ . The delegations met_", "The delegations", "Taliban + Government of Afghanistan"},
      {"Inter-Afghan talks began_ . The delegations met_", "The delegations", "Government of Afghanistan + Taliban"},
      {"Afghan and US forces advanced_", "Afghan and US forces", "Afghan security forces + Armed forces of the United States"},
      {"Turkey and Syrian forces advanced_", "Turkey", "Turkey"},
      // modifiers and what is no actor
      {"a Taliban attack killed_ people", "Taliban", "Taliban"},
      {"Turkish air raids killed_ people", "Turkish", "Turkey"},
      {"the Syrian government bombing went_ on", "Syrian government", "Government of Syria"},
      {"Russian-backed forces left_", "Russian", "-"},
      {"anti-Taliban forces left_", "Taliban", "-"},
      {"people fled_ in Syria", "Syria", "-"},
      {"talks with Iran began_", "Iran", "Iran"},
      {"us left_", "us", "-"},
      {"armed groups attacked_ a road", "armed groups", "armed groups"},
      {"aid groups left_ a road", "aid groups", "-"},
      {"the Doha office closed_", "the Doha office", "-"},
      {"Kurdish forces left_ in Syria", "Kurdish forces", "Kurdish forces"},
      {"Syria accused_ them . Its fighters died_", "Its fighters", "Pro-government forces of Syria"},
      {"foreign forces left_", "foreign forces", "foreign forces"},
      // organisations made from the text
      {"<Northern Relief Board> spoke_", "Northern Relief Board", "Northern Relief Board"},
      {"northern relief spoke_", "northern relief", "-"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.text));
    CHECK(meant(row.text, row.phrase) == std::string(row.name));
  }
}

TEST_CASE("an office means its holder on the day of publication") {
  CHECK(meant("The Turkish president spoke_", "The Turkish president", Day::of(2018, 3, 6)) == "Recep Tayyip Erdogan");
  CHECK(meant("The Turkish president spoke_", "The Turkish president", Day::of(1960, 3, 6)) == "Turkish president");
  CHECK(meant("The Turkish president spoke_", "The Turkish president") == "Turkish president");
  CHECK(meant("The former Turkish president spoke_", "The former Turkish president", Day::of(2018, 3, 6)) == "Abdullah Gul");
}

TEST_CASE("a party is known for everybody who acts for one") {
  struct Row { const char *text, *phrase, *party; bool anonymous; };
  const Row rows[] = {
      {"A spokesman for the Taliban spoke_", "A spokesman for the Taliban", "act_taliban", true},
      {"Afghan government negotiator left_", "Afghan government negotiator", "act_af_gov", true},
      {"US officials spoke_", "US officials", "act_us_gov", true},
      {"Taliban prisoners left_", "Taliban prisoners", "act_taliban", true},
      {"Afghan civilians left_", "Afghan civilians", "", true},
      {"Taliban commander {Varo Kesh} left_", "Taliban commander Varo Kesh", "act_taliban", false},
      {"residents left_", "residents", "", true},
  };
  for (const Row& row : rows) {
    const auto input = test::plain(row.text);
    INFO(std::string(row.text));
    bool found = false;
    for (const auto& mention : ActorResolver(table()).resolve(input.document, input.analysis, {}))
      if (text_of(input.document.text, mention.span) == row.phrase) {
        found = true;
        CHECK(mention.readings.at(0).party_id == row.party);
        CHECK(mention.anonymous == row.anonymous);
        CHECK(!mention.readings.at(0).reason.empty());
      }
    CHECK(found);
  }
}

TEST_CASE("one person in several spellings, and namesakes") {
  struct Row { const char *a, *b; bool same; };
  const Row rows[] = {
      {"Mullah Abdul Ghani Brother", "Mullah Baradar Akhund", true}, {"Yunus Qanooni", "Younus Qanuni", true},
      {"Nader Nadery", "Nader Naderi", true},                        {"Masoom Stanekzai", "Sher Mohammad Abbas Stanikzai", false},
      {"Abdul Ghani Baradar", "Ashraf Ghani", false},                {"Sirajuddin Haqqani", "Anas Haqqani", false},
      {"Mohammad Khan", "Mohammad Ali Khan", false},                 {"Donald Trump", "Ivanka Trump", false},
      {"Sira Moltke", "General Sira Moltke", true},                  {"Sira Moltke", "Moltke", false},
      {"Hamid Karzai", "Karzai", true},                              {"Jean-Pierre Varez", "Jean Pierre Varez", true},
      {"John W Nicholson", "John Nicholson", true},                  {"Abdul Rahim", "Abdul Rahman", false},
      {"Sira Moltke", "Sira Molkte", false},                         {"Recep Tayyip Erdoğan", "Erdogan", true},
  };
  for (const Row& row : rows) {
    INFO(row.a << " / " << row.b);
    CHECK(same_person(table(), row.a, row.b) == row.same);
    CHECK(same_person(table(), row.b, row.a) == row.same);
  }
}

TEST_CASE("a created actor has the same id in every document") {
  const auto id = [](const char* text) {
    const auto input = test::plain(text);
    return ActorResolver(table()).resolve(input.document, input.analysis, {}).at(0).readings.at(0).id;
  };
  CHECK(id("{Sira Moltke} spoke_") == id("General {Sira Moltke} left_ Doha"));
  CHECK(id("{Sira Moltke} spoke_") != id("{Sira Moltkova} spoke_"));
}
