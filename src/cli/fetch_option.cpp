#include "cli/fetch_option.h"

#include <cstdlib>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "fetch/feeds_file.h"

namespace daybook {

void FetchOption::declare(CLI::App& app) {
  app.add_option("--save-warc", save_warc, "Keep what is fetched in this archive, *.warc.gz or *.warc; appended to")->type_name("FILE");
  app.add_option("--contact", contact, "An address said to servers, of who runs this reader")->type_name("ADDRESS");
  app.add_flag("--allow-private", allow_private, "Also fetch from this machine and local networks");
  app.add_option("--proxy", proxy, "Fetch through this proxy; it then looks the names up. Those of the environment are not used")->type_name("URL");
  app.add_option("--ca-file", ca_file, "Trust these certificates instead of the system's")->type_name("FILE");
  app.add_option("--timeout", timeout, "Time that one page may take, with its redirects")->type_name("TIME")->capture_default_str();
  app.add_option("--max-bytes", max_bytes, "Bytes that one page may have as it comes")->type_name("N")->check(CLI::Range(1'000u, 1'000'000'000u).description(""))->capture_default_str();
}

WebOptions FetchOption::value() const {
  WebOptions out;
  out.contact = contact;
  out.fetch.agent = agent_name(contact);
  out.fetch.allow_private = allow_private;
  out.fetch.proxy = proxy;
  out.fetch.ca_file = ca_file;
  out.fetch.max_wire_bytes = max_bytes;
  const auto total = parse_milliseconds(timeout);
  if (!total || *total < 100) throw Error(ErrorCode::usage, "'" + timeout + "' is no length of time; write it as 30s or 2m.", timeout);
  out.fetch.total_ms = *total;
  out.fetch.connect_ms = std::min(out.fetch.connect_ms, *total);
  if (!ca_file.empty()) {
    std::error_code code;
    if (!std::filesystem::is_regular_file(ca_file, code)) throw Error(ErrorCode::unreadable, "There is no file " + ca_file + ".", ca_file);
  }
  out.save_warc = save_warc;
  out.now = fixed_now();
  return out;
}

std::string fixed_now() {
  const char* fixed = std::getenv("DAYBOOK_NOW");
  return fixed ? fixed : "";
}

std::string now_utc() {
  if (const auto fixed = fixed_now(); !fixed.empty()) return fixed;
  return to_iso_instant(system_time("", {}).now());
}

}  // namespace daybook
