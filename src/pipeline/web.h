// Answers of web servers to pages, and what was fetched into an archive.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fetch/polite.h"
#include "fetch/verdict.h"
#include "read/reader.h"
#include "read/warc_writer.h"
#include "resource/resource.h"

namespace daybook {

/// How the commands that fetch do it; filled in by their options.
struct WebOptions {
  FetchOptions fetch;
  PoliteOptions polite;
  std::string contact;       ///< named in the archive too
  std::string save_warc;     ///< "": nothing is kept
  std::string now;           ///< a fixed time of day, for tests; "": the clock
};

/// Keeps exchanges as WARC 1.1. Thread-safe.
class PageArchive {
 public:
  /// Throws as WarcWriter.
  PageArchive(const std::string& file, const std::string& contact, bool robots_obeyed);

  /// Writes every hop that led to the answer; says where the last of them was put. Throws as WarcWriter::write.
  Coordinates keep(const FetchAnswer& answer);

 private:
  std::mutex mutex_;
  WarcWriter writer_;
};

/// The page of an answer: what came, under the address it came from, at the time it was fetched. A note says if only the beginning is free.
Page page_of_answer(const FetchAnswer& answer, const Judgement& judgement);

/// Single addresses, as `clean` and `ingest` take them. Not thread-safe.
class Web {
 public:
  /// Throws Error{bad_resource, usage} and what PageArchive throws.
  Web(const Resources& resources, WebOptions options);
  ~Web();

  /// Hands over the page of an address, or the pages of a feed; an answer that is no page becomes a rejection.
  /// Throws Error{unreadable} if there is no answer, Error{refused} if robots.txt or our own rules forbid it, Error{usage} for what is
  /// no address, and what the archive throws.
  void read(const std::string& url, const ReadOptions& limits, const PageSinks& sinks);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
