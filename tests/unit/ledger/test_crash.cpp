// Writers that die: killed at any moment, or out of space.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <random>

#include "base/error.h"
#include "fixture.h"
#include "ledger/dump.h"

using namespace daybook;
using namespace daybook::test;

namespace {

/// Runs `work` in a child; its return value is the exit status.
template <class F>
pid_t in_child(F work) {
  const pid_t pid = fork();
  if (pid == 0) {
    int status = 99;
    try {
      status = work();
    } catch (...) {
    }
    _exit(status);
  }
  return pid;
}

int wait_for(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("killed at any moment, the next run completes to the same ledger") {
  const Folder folder;
  constexpr int kDocuments = 400;
  write(folder / "whole.gpkg", 0, kDocuments);
  const std::string whole = logical_dump(folder / "whole.gpkg");
  std::mt19937 random(7);
  int cut_short = 0;
  for (int round = 0; round < 25; ++round) {
    const auto file = folder / ("killed" + std::to_string(round)).c_str();
    for (int attempt = 0; attempt < 3; ++attempt) {
      const pid_t pid = in_child([&] { write(file, 0, kDocuments); return 0; });
      usleep(std::uniform_int_distribution<useconds_t>(0, 40'000)(random));
      kill(pid, SIGKILL);
      if (wait_for(pid) != 0) ++cut_short;
    }
    const auto last = write(file, 0, kDocuments, "2030-01-01T00:00:00Z");
    CHECK(last.added + last.known == kDocuments);
    REQUIRE(logical_dump(file) == whole);
  }
  CHECK(cut_short > 25);  // else the test tests nothing
}

TEST_CASE("out of space: a clear error, and nothing that was there is lost") {
  const Folder folder;
  const auto file = folder / "l.gpkg";
  write(file, 0, 100);
  const std::string before = logical_dump(file);
  // A limit on file size stands for the full disk: SQLite sees a short write either way.
  const auto limit = std::filesystem::file_size(file) + 100'000;
  const int status = wait_for(in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit bound{limit, limit};
    setrlimit(RLIMIT_FSIZE, &bound);
    try {
      write(file, 0, 5000);
    } catch (const Error& e) {
      return e.code() == ErrorCode::disk_full ? 42 : 43;
    }
    return 0;
  }));
  CHECK(status == 42);
  const auto count = write(file, 0, 5000);
  CHECK(count.known >= 100);
  write(folder / "whole.gpkg", 0, 5000);
  CHECK(logical_dump(file) == logical_dump(folder / "whole.gpkg"));
  CHECK(before.size() > 1000);
}

TEST_CASE("another process that writes is told so, and gets its turn when the first has died") {
  const Folder folder;
  const auto file = folder / "l.gpkg";
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t holder = in_child([&] {
    LedgerWriter writer(file, "t", "m/1");
    writer.add(report(0));
    if (::write(ready[1], "x", 1) != 1) return 1;
    pause();
    return 0;
  });
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  CHECK_THROWS_WITH_AS(LedgerWriter(file, "t", "m/1"), doctest::Contains("Another process is writing"), Error);
  CHECK(LedgerView(file).documents().empty());
  kill(holder, SIGKILL);
  wait_for(holder);
  CHECK(write(file, 0, 1).added == 1);
  close(ready[0]);
  close(ready[1]);
}
