#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "pipeline/follow_state.h"

using namespace daybook;

namespace {

struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "daybook-state-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path state() const { return path / "l.gpkg-follow"; }
  std::filesystem::path path;
};

Seconds at(const char* text) { return *parse_instant(text); }

ListedArticle listed(const std::string& key, const char* published = "", const char* modified = "") {
  ListedArticle out;
  out.key = out.url = key;
  out.published = published;
  out.modified = modified;
  out.published_at = parse_instant(published);
  out.modified_at = parse_instant(modified);
  return out;
}

std::string keys(const std::vector<WaitingArticle>& articles) {
  std::string out;
  for (const auto& a : articles) out += a.key + " ";
  return out;
}

Page page(const std::string& bytes) {
  Page out;
  out.bytes = bytes;
  out.hints.url = "https://h.example/x";
  out.hints.captured = "2021-08-10T12:00:00Z";
  out.at = {"saved.warc.gz", 10, 20, 3};
  out.notes = {"only the beginning"};
  return out;
}

const Seconds kNow = at("2021-08-10T12:00:00Z");

}  // namespace

TEST_CASE("what is listed waits, the newest first, up to age and number") {
  Folder folder;
  FollowState state(folder.state(), true);
  const auto count = state.take_in("s", "list", {"\"1\"", "then"}, {listed("undated1"), listed("old", "2021-07-01"), listed("b", "2021-08-08"), listed("undated2"), listed("c", "2021-08-09"), listed("late", "2021-07-01", "2021-08-10")}, kNow);
  CHECK(count.fresh == 6);
  CHECK(keys(state.due("s", kNow, at("2021-08-01"), 10)) == "c b late undated1 undated2 ");
  CHECK(keys(state.due("s", kNow, at("2021-08-01"), 2)) == "c b ");
  CHECK(state.due("other", kNow, 0, 10).empty());
  CHECK(state.waiting("s", at("2021-08-01")) == 5);
  CHECK(state.listing("list").etag == "\"1\"");
  CHECK(state.listing("list").last_modified == "then");
  CHECK(state.listing("none").etag.empty());
}

TEST_CASE("what is done waits again only if it was modified after it was fetched") {
  Folder folder;
  FollowState state(folder.state(), true);
  state.take_in("s", "list", {}, {listed("a"), listed("b")}, kNow);
  state.note_and_spool("s", "a", {Verdict::page, "\"e\"", "m", "d1", kNow, std::nullopt}, page("A"), "a");
  CHECK(keys(state.due("s", kNow, 0, 10)) == "b ");
  CHECK(state.digest_of("a") == "d1");
  CHECK(state.take_in("s", "list", {}, {listed("a"), listed("b")}, kNow).known == 1);
  CHECK(state.take_in("s", "list", {}, {listed("a", "", "2021-08-10T11:00:00Z")}, kNow + 60).modified == 0);  // before it was fetched
  CHECK(state.take_in("s", "list", {}, {listed("a", "", "2031-08-10")}, kNow + 60).modified == 0);            // a date to come is none
  CHECK(state.take_in("s", "list", {}, {listed("a", "", "2021-08-10T12:30:00Z")}, kNow + 7200).modified == 1);
  const auto due = state.due("s", kNow + 7200, 0, 10);
  REQUIRE(keys(due) == "a b ");
  CHECK(due[0].etag == "\"e\"");
  CHECK(due[0].last_modified == "m");
}

TEST_CASE("failures wait longer, and an alias of redirects is had too") {
  Folder folder;
  FollowState state(folder.state(), true);
  state.take_in("s", "list", {}, {listed("a"), listed("b"), listed("c")}, kNow);
  state.note("a", {Verdict::challenge, "", "", "", kNow, kNow + 3600});
  state.note("b", {Verdict::gone, "", "", "", kNow, std::nullopt});
  CHECK(keys(state.due("s", kNow, 0, 10)) == "c ");
  CHECK(state.waiting("s", 0) == 2);
  const auto later = state.due("s", kNow + 3600, 0, 10);
  REQUIRE(keys(later) == "a c ");
  CHECK(later[0].tries == 1);
  state.note_and_spool("s", "c", {Verdict::page, "", "", "d", kNow, std::nullopt}, page("C"), "final");
  CHECK(state.take_in("t", "other", {}, {listed("final"), listed("c")}, kNow).known == 2);
  state.drop("a");
  CHECK(state.waiting("s", 0) == 0);
}

TEST_CASE("the spool keeps pages whole and in order until they are in the ledger, over a restart") {
  Folder folder;
  {
    FollowState state(folder.state(), true);
    state.take_in("s", "list", {}, {listed("a"), listed("b"), listed("c")}, kNow);
    for (const char* key : {"a", "b", "c"}) state.note_and_spool(std::string(key) == "c" ? "t" : "s", key, {Verdict::page, "", "", key, kNow, std::nullopt}, page(std::string("bytes\0of ", 9) + key), key);
  }
  FollowState state(folder.state(), true);
  CHECK(state.spooled_sources() == std::vector<std::string>{"s", "t"});
  const auto first = state.next_spooled("s", 0);
  REQUIRE(first);
  CHECK(first->page.bytes == std::string("bytes\0of a", 10));
  CHECK(first->page.hints.captured == "2021-08-10T12:00:00Z");
  CHECK(first->page.at.file == "saved.warc.gz");
  CHECK(first->page.at.length == 20);
  CHECK(first->page.at.record == 3);
  CHECK(first->page.notes == std::vector<std::string>{"only the beginning"});
  const auto second = state.next_spooled("s", first->id);
  REQUIRE(second);
  CHECK_FALSE(state.next_spooled("s", second->id));
  state.unspool("s", first->id);
  CHECK(state.next_spooled("s", 0)->id == second->id);
  state.unspool("s", second->id);
  CHECK(state.spooled_sources() == std::vector<std::string>{"t"});
}

TEST_CASE("hosts that are held, robots.txt files, and what is forgotten") {
  Folder folder;
  FollowState state(folder.state(), true);
  state.hold("a.example", kNow + 100);
  state.hold("b.example", kNow - 100);
  CHECK(state.holds(kNow).size() == 1);
  auto robots = state.robots();
  CHECK_FALSE(robots.load("https://a.example"));
  robots.save("https://a.example", {200, std::string("User-agent: *\0x", 15), kNow, {}});
  CHECK(robots.load("https://a.example")->body.size() == 15);
  CHECK(robots.load("https://a.example")->fetched == kNow);
  state.take_in("s", "list", {}, {listed("a"), listed("b")}, kNow);
  state.note("a", {Verdict::gone, "", "", "", kNow, std::nullopt});
  state.forget(kNow + 1);
  CHECK(state.take_in("s", "list", {}, {listed("a"), listed("b")}, kNow).fresh == 1);
}

TEST_CASE("a dry run sees everything and keeps nothing") {
  Folder folder;
  {
    FollowState dry(folder.state(), false);
    dry.take_in("s", "list", {"x", ""}, {listed("a")}, kNow);
    CHECK(keys(dry.due("s", kNow, 0, 10)) == "a ");
  }
  CHECK_FALSE(std::filesystem::exists(folder.state()));
  { FollowState(folder.state(), true).take_in("s", "list", {"x", ""}, {listed("a")}, kNow); }
  {
    FollowState dry(folder.state(), false);
    CHECK(dry.listing("list").etag == "x");
    dry.take_in("s", "list", {"y", ""}, {listed("b")}, kNow);
    CHECK(dry.waiting("s", 0) == 2);
  }
  FollowState state(folder.state(), true);
  CHECK(state.listing("list").etag == "x");
  CHECK(state.waiting("s", 0) == 1);
}

TEST_CASE("a file that is something else is told") {
  Folder folder;
  std::ofstream(folder.state()) << "no database, but long enough to be looked at: " << std::string(4000, 'x');
  CHECK_THROWS_WITH_AS(FollowState(folder.state(), true), doctest::Contains("state file"), Error);
  CHECK_THROWS_AS(FollowState(folder.path / "no" / "folder", true), Error);
}
