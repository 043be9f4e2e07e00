#include <doctest/doctest.h>

#include "fetch/verdict.h"
#include "pipeline/fetch_data.h"
#include "resource/table.h"

using namespace daybook;

namespace {

const WallMarks& marks() {
  static const WallMarks out = read_wall_marks(Resources(DAYBOOK_SOURCE_DIR "/data", "", ""));
  return out;
}

PoliteAnswer answer(int status, const std::string& body, std::vector<std::pair<std::string, std::string>> fields = {}, const std::string& url = "https://h.example/story") {
  PoliteAnswer out;
  out.outcome = FetchOutcome::answered;
  out.status = status;
  out.url = parse_url(url);
  out.fields.all = std::move(fields);
  out.body = body;
  return out;
}

std::string verdict(const PoliteAnswer& given) {
  const auto judgement = judge(given, marks());
  const bool silent = judgement.verdict == Verdict::page || judgement.verdict == Verdict::unchanged;
  CHECK(judgement.why.empty() == silent);
  return name_of(judgement.verdict);
}

const std::string kParagraph = "<p>The harbour office said on Wednesday that the two ferries would sail again from Friday, after the quay had been looked at by engineers.</p>";

std::string page(const std::string& title, const std::string& body) { return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body>" + body + "</body></html>"; }

std::string story(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i) out += kParagraph;
  return out;
}

}  // namespace

TEST_CASE("a story is a page, whatever it is about and whatever lies in its source") {
  CHECK(verdict(answer(200, page("Ferries sail again", story(6)))) == "page");
  CHECK(verdict(answer(200, page("Access denied: how sites shut readers out", story(12) + "<p>We use cookies. Accept all cookies.</p>"))) == "page");
  CHECK(verdict(answer(200, page("Ferries", story(6) + "<script>px-captcha</script>"))) == "page");
  CHECK(verdict(answer(200, page("Ferries", "<p>Short.</p>"))) == "page");  // next to no text, but no sign either: the cleaner decides
  CHECK(verdict(answer(200, "Just a moment of plain text about verifying you are human.", {{"Content-Type", "text/plain"}})) == "page");
  CHECK(verdict(answer(200, "")) == "page");
}

TEST_CASE("checks for robots, in place of the page") {
  CHECK(verdict(answer(403, page("Just a moment...", "<noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={}</script>"))) == "challenge");
  CHECK(verdict(answer(503, page("One moment, please...", "<p>Please wait while your request is being verified...</p>"))) == "challenge");
  CHECK(verdict(answer(200, page("h.example", "<div id='px-captcha'></div>"))) == "challenge");
  CHECK(verdict(answer(200, page("x", "<p>Please verify you are human.</p>"))) == "challenge");
  CHECK(verdict(answer(200, page("x", "<h1>V&eacute;rifiez que vous &ecirc;tes humain</h1>"))) == "page");  // entities of letters are not undone: a known limit
  CHECK(verdict(answer(200, page("x", "<h1>Vérifiez que vous êtes humain</h1>"))) == "challenge");
  CHECK(verdict(answer(403, "", {{"CF-Mitigated", "challenge"}})) == "challenge");
  CHECK(verdict(answer(202, "", {{"x-amzn-waf-action", "challenge"}})) == "challenge");
  CHECK(verdict(answer(200, page("x", story(9)), {}, "https://www.example.org/sorry/index?continue=x")) == "challenge");
  CHECK(verdict(answer(200, page("x", "<p>t</p>"), {{"cf-mitigated", "no"}})) == "page");
}

TEST_CASE("questions about cookies, in place of the page") {
  const std::string legal = "<p>We and our 842 partners store and access personal data, like browsing data or unique identifiers, on your device, as told in our privacy policy.</p>";
  CHECK(verdict(answer(200, page("Before you continue", legal + legal + legal + legal + legal + legal + "<button>Accept all cookies</button>"))) == "consent");
  CHECK(verdict(answer(200, page("Harbour", story(9)), {}, "https://consent.h.example/?continue=x")) == "consent");
  CHECK(verdict(answer(200, page("Ferries sail again", story(9) + legal + "<button>Accept all cookies</button>"))) == "page");
}

TEST_CASE("only the beginning, for those who do not pay") {
  const std::string not_free = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\", \"isAccessibleForFree\" : \"False\"}</script>";
  CHECK(verdict(answer(200, page("Ferries", not_free + story(2)))) == "paywalled");
  CHECK(verdict(answer(200, page("Ferries", "<meta itemprop='isAccessibleForFree' content='false'>" + story(2)))) == "paywalled");
  CHECK(verdict(answer(200, page("Ferries", "<script>{\\\"isAccessibleForFree\\\":false}</script>" + story(2)))) == "paywalled");
  CHECK(verdict(answer(200, page("Ferries", story(2) + "<div>Already a subscriber? Log in</div>"))) == "paywalled");
  CHECK(verdict(answer(200, page("Ferries", not_free + story(14)))) == "page");  // it says so, but the story is there
  CHECK(verdict(answer(200, page("Ferries", "<script>{\"isAccessibleForFree\": true}</script>" + story(2)))) == "page");
  CHECK(verdict(answer(402, "")) == "paywalled");
}

TEST_CASE("by status alone") {
  CHECK(verdict(answer(304, "")) == "unchanged");
  for (const int status : {400, 401, 403, 406, 418, 451}) CHECK(verdict(answer(status, page("x", "<p>no</p>"))) == "blocked");
  for (const int status : {404, 410}) CHECK(verdict(answer(status, page("Just a moment", "<p>404</p>"))) == "gone");
  for (const int status : {500, 502, 503, 521}) CHECK(verdict(answer(status, "")) == "server_error");
  CHECK(verdict(answer(429, "")) == "rate_limited");
  CHECK(verdict(answer(503, "", {{"Retry-After", "120"}})) == "rate_limited");
  CHECK(verdict(answer(302, "")) == "server_error");
}

TEST_CASE("answers that are none") {
  const auto without = [](FetchOutcome outcome) {
    PoliteAnswer out;
    out.outcome = outcome;
    out.message = "Why.";
    return out;
  };
  CHECK(verdict(without(FetchOutcome::refused)) == "refused");
  CHECK(verdict(without(FetchOutcome::unreachable)) == "unreachable");
  CHECK(verdict(without(FetchOutcome::timed_out)) == "unreachable");
  CHECK(verdict(without(FetchOutcome::too_large)) == "too_large");
  CHECK(verdict(without(FetchOutcome::damaged)) == "server_error");
  auto robots = without(FetchOutcome::refused);
  robots.robots_refused = true;
  CHECK(verdict(robots) == "robots");
  robots.robots_refused = false;
  for (const auto& [status, name] : {std::pair(0, "unreachable"), {500, "server_error"}, {429, "rate_limited"}}) {
    robots.robots_missing = status;
    CHECK(verdict(robots) == name);
  }
  auto later = without(FetchOutcome::refused);
  later.later = true;
  CHECK(verdict(later) == "later");
}

TEST_CASE("every wall phrase of the cleaner is told apart here") {
  // A phrase of cookies that no word of walls.tsv knows would count as a challenge.
  const auto table = Table::read(Resources(DAYBOOK_SOURCE_DIR "/data", "", "").data("clean/phrases.tsv"), "phrases.tsv");
  for (const auto& row : table.rows()) {
    if (row[0] != "wall") continue;
    CAPTURE(row[2]);
    const bool cookies = row[2].find("cookie") != std::string::npos && row[2].find("javascript") == std::string::npos;
    const auto found = verdict(answer(200, page("x", "<p>" + row[2] + "</p>")));
    CHECK((found == "challenge" || found == "consent" || found == "blocked"));
    if (cookies) CHECK(found == "consent");
  }
}

TEST_CASE("what a page shows") {
  const auto shown = visible_text("<html><head><title>A &amp; B</title><style>p{}</style></head><body><p>One <b>two</b>\n three</p><script>no()</script><template>hid</template><ul><li>a<li>b</ul>&lt;i&gt;</body>");
  CHECK(shown.title == "A & B");
  CHECK(shown.lines == std::vector<std::string>{"One two three", "a", "b", "<i>"});
}
