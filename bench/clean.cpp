// Times the cleaning of pages without a process start per page, and beneath it the floors; prints one JSON line.
//
//   bench_clean DATA_FOLDER ROUNDS PREDICTIONS|- PATH...
//
// Every round does each of these over all pages of the paths, on one thread, in CPU time:
//   gunzip  inflating the files alone, where they are gzip (floor 2)
//   read    reading the files: inflating, records, digests
// and, with the pages in memory:
//   clean   bytes of a page to a Document: what a user gets, nothing kept from page to page
//   decode  bytes to clean UTF-8, a part of it
//   parse   the HTML parser alone building its own tree of that text (floor 1)
//   tree    our tree on top of the parser's, limits included: parse and tree and decode are what every cleaner must pay
// Times are the best round's: what else runs on the machine only ever adds. PREDICTIONS gets {"page": {"articleBody": ...}}
// of the last round, so that the answer that was timed can be scored. bench/run_clean calls it.
#include <lexbor/html/parser.h>
#include <zlib.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>

#include <nlohmann/json.hpp>

#include "cpu_time.h"
#include "base/error.h"
#include "clean/cleaner.h"
#include "clean/decode.h"
#include "clean/html_tree.h"
#include "read/reader.h"

namespace daybook {
namespace {

/// "https://bench.example/abc" -> "abc", else "html/abc.html.gz" -> "abc"
std::string page_name(const Page& page) {
  const auto& url = page.hints.url;
  const auto name = url.empty() ? std::filesystem::path(page.at.file).filename().string() : url.substr(url.rfind('/') + 1);
  return name.substr(0, name.find(".html"));
}

/// Inflates every member of a gzip file, throwing away what comes out; bytes that came out. A file that is none counts nothing.
std::size_t inflate_all(const std::string& bytes) {
  std::vector<char> out(1 << 16);
  z_stream stream{};
  if (inflateInit2(&stream, 31) != Z_OK) throw Error(ErrorCode::io, "zlib cannot be started.");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::size_t total = 0;
  for (int status = Z_OK; stream.avail_in > 0 && (status == Z_OK || status == Z_STREAM_END);) {
    if (status == Z_STREAM_END && inflateReset(&stream) != Z_OK) break;
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    status = inflate(&stream, Z_NO_FLUSH);
    total += out.size() - stream.avail_out;
  }
  inflateEnd(&stream);
  return total;
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string body_of(const Document& document) {
  std::string out;
  for (const auto& segment : document.segments)
    if (segment.kind == SegmentKind::body || segment.kind == SegmentKind::dateline)
      out += document.text.substr(segment.span.begin, segment.span.end - segment.span.begin) + (segment.kind == SegmentKind::dateline ? " " : "\n");
  return out;
}

int run(const std::vector<std::string>& args) {
  if (args.size() < 4) {
    std::fprintf(stderr, "usage: bench_clean DATA_FOLDER ROUNDS PREDICTIONS|- PATH...\n");
    return 2;
  }
  const Cleaner cleaner(read_clean_lexicon(Resources(args[0], "", "")));
  std::vector<Page> pages;
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (std::size_t i = 3; i < args.size(); ++i)
    read_path(args[i], ReadOptions{}, {[&](Page&& page) {
      if (page.type != MediaType::html) return;
      bytes += page.bytes.size();
      pages.push_back(std::move(page));
    }, [](Rejection&&) {}});
  for (const auto& page : pages) {
    try {
      texts.push_back(decode(page).text);
    } catch (const Error&) {
      texts.emplace_back();
    }
  }

  nlohmann::json out, predictions = nlohmann::json::object();
  std::size_t refused = 0;
  const auto best = [&](const char* what, const std::function<void()>& all) {
    const double start = cpu_seconds();
    all();
    const double seconds = cpu_seconds() - start;
    auto& known = out["seconds"][what];
    if (known.is_null() || known.get<double>() > seconds) known = seconds;
  };
  const int rounds = std::stoi(args[1]);
  std::vector<std::string> files;
  for (std::size_t i = 3; i < args.size(); ++i)
    if (std::filesystem::is_regular_file(args[i])) files.push_back(file_bytes(args[i]));
  std::size_t inflated = 0;
  for (int round = 0; round < rounds; ++round) {
    best("gunzip", [&] {
      for (const auto& file : files) inflated += inflate_all(file);
    });
    best("read", [&] {
      for (std::size_t i = 3; i < args.size(); ++i) read_path(args[i], ReadOptions{}, {[](Page&&) {}, [](Rejection&&) {}});
    });
    std::vector<Document> documents(pages.size());
    refused = 0;
    best("clean", [&] {
      for (std::size_t i = 0; i < pages.size(); ++i) {
        try {
          documents[i] = cleaner.clean(pages[i]);
        } catch (const Error&) {
          ++refused;
        }
      }
    });
    best("decode", [&] {
      for (const auto& page : pages) {
        try {
          decode(page);
        } catch (const Error&) {
        }
      }
    });
    best("parse", [&] {
      for (const auto& text : texts) {
        auto* document = lxb_html_document_create();
        lxb_html_document_parse(document, reinterpret_cast<const lxb_char_t*>(text.data()), text.size());
        lxb_html_document_destroy(document);
      }
    });
    best("tree", [&] {
      for (const auto& text : texts) {
        try {
          parse_html(text);
        } catch (const Error&) {
        }
      }
    });
    if (round + 1 == rounds)
      for (std::size_t i = 0; i < pages.size(); ++i) predictions[page_name(pages[i])]["articleBody"] = body_of(documents[i]);
  }
  out["pages"] = pages.size();
  out["bytes"] = bytes;
  out["refused"] = refused;
  out["inflated"] = inflated / static_cast<std::size_t>(rounds);
  if (args[2] != "-") std::ofstream(args[2]) << predictions.dump();
  std::printf("%s\n", out.dump().c_str());
  return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
  try {
    return daybook::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_clean: %s\n", error.what());
    return 1;
  }
}
