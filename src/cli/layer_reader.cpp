#include "cli/layer_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/utf8.h"

extern char** environ;

namespace daybook {
namespace {

struct Ended {
  std::string out, err;
  bool well = false;
};

/// Runs a program without a shell and takes what it says; both streams are drained together, so neither can fill up.
Ended run(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
  std::array<int, 2> out{}, err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) throw Error(ErrorCode::io, "No pipe to " + program.filename().string() + " can be opened.");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  const std::string path = program.string();
  std::vector<char*> argv{const_cast<char*>(path.c_str())};
  for (const auto& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, path.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]), ::close(err[1]);
  Ended ended;
  std::array<pollfd, 2> streams{{{out[0], POLLIN, 0}, {err[0], POLLIN, 0}}};
  std::array<char, 65536> buffer{};
  for (int open = failed ? 0 : 2; open > 0;) {
    if (::poll(streams.data(), streams.size(), -1) < 0) continue;
    for (auto& stream : streams) {
      if (stream.fd < 0 || !(stream.revents & (POLLIN | POLLHUP | POLLERR))) continue;
      const auto got = ::read(stream.fd, buffer.data(), buffer.size());
      if (got > 0) (stream.fd == out[0] ? ended.out : ended.err).append(buffer.data(), static_cast<std::size_t>(got));
      else stream.fd = -1, --open;
    }
  }
  ::close(out[0]), ::close(err[0]);
  int status = 0;
  ended.well = !failed && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return ended;
}

ImportRow row_of(const nlohmann::json& line) {
  ImportRow out;
  for (const auto& [name, value] : line.at("properties").items()) out.cells.emplace_back(name, value.get<std::string>());
  if (!line.at("lat").is_null()) out.lat = line["lat"].get<double>(), out.lon = line.at("lon").get<double>();
  out.radius_m = line.at("radius_m").get<double>();
  if (!line.at("geometry").is_null()) out.geometry = line["geometry"].dump();
  return out;
}

}  // namespace

std::vector<ImportRow> read_map(const std::filesystem::path& program, const std::string& file, const std::string& layer) {
  const auto reader = program.parent_path() / "daybook_layers";
  std::error_code error;
  if (!std::filesystem::exists(reader, error))
    throw Error(ErrorCode::bad_resource, "daybook_layers, which reads maps and CSV, is not beside the program: run scripts/setup, then build again.", reader.string());
  auto arguments = std::vector<std::string>{file};
  if (!layer.empty()) arguments.push_back(layer);
  const Ended ended = run(reader, arguments);
  if (!ended.well) {
    const auto said = std::string(trim(ended.err));
    throw Error(ErrorCode::bad_input, said.empty() ? file + " makes the reader of maps fail; nothing was imported." : said, file);
  }
  std::vector<ImportRow> rows;
  bool complete = false;
  for (std::size_t at = 0; at < ended.out.size();) {
    const auto end = std::min(ended.out.find('\n', at), ended.out.size());
    const auto line = nlohmann::json::parse(ended.out.begin() + static_cast<std::ptrdiff_t>(at), ended.out.begin() + static_cast<std::ptrdiff_t>(end));
    at = end + 1;
    if (line.contains("features")) complete = line["features"].get<std::size_t>() == rows.size();
    else rows.push_back(row_of(line));
  }
  if (!complete) throw Error(ErrorCode::bad_input, file + " was not read to its end; nothing was imported.", file);
  return rows;
}

}  // namespace daybook
