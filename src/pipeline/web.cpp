#include "pipeline/web.h"

#include "base/error.h"
#include "base/utf8.h"
#include "base/hash.h"
#include "fetch/feeds_file.h"
#include "pipeline/fetch_data.h"
#include "read/reader.h"

namespace daybook {

namespace {

std::vector<std::pair<std::string, std::string>> about(const std::string& contact, bool robots_obeyed) {
  std::vector<std::pair<std::string, std::string>> out{{"robots", robots_obeyed ? "obey" : "ignore"}};
  if (!contact.empty()) out.emplace_back("operator", contact);
  return out;
}

}  // namespace

PageArchive::PageArchive(const std::string& file, const std::string& contact, bool robots_obeyed) : writer_(file, agent_name(contact), about(contact, robots_obeyed)) {}

Coordinates PageArchive::keep(const FetchAnswer& answer) {
  const std::lock_guard lock(mutex_);
  Coordinates at{writer_.path().string(), 0, 0, 0};
  for (const auto& exchange : answer.exchanges) {
    const WarcPlace place = writer_.write(exchange);
    at.offset = place.offset;
    at.length = place.length;
    at.record = place.record;
  }
  return at;
}

Page page_of_answer(const FetchAnswer& answer, const Judgement& judgement) {
  Page page;
  page.bytes = answer.body;
  page.digest = sha256_hex(page.bytes);
  page.hints.url = to_text(answer.url);
  page.hints.charset = charset_of(answer.fields.get("Content-Type"));
  page.hints.captured = answer.exchanges.empty() ? "" : answer.exchanges.back().date;
  page.at.file = page.hints.url;
  if (judgement.verdict == Verdict::paywalled) page.notes.push_back(judgement.why);
  return page;
}

struct Web::Impl {
  WebOptions options;
  WallMarks marks;
  Fetcher fetcher;
  Manners manners;
  std::unique_ptr<PageArchive> archive;

  Impl(const Resources& resources, WebOptions with)
      : options(std::move(with)),
        marks(read_wall_marks(resources)),
        fetcher(options.fetch, system_time(options.now, {}).now),
        manners(options.polite, system_time(options.now, options.fetch.stop)) {
    if (!options.save_warc.empty()) archive = std::make_unique<PageArchive>(options.save_warc, options.contact, options.polite.robots);
  }
};

Web::Web(const Resources& resources, WebOptions options) : impl_(std::make_unique<Impl>(resources, std::move(options))) {}
Web::~Web() = default;

void Web::read(const std::string& url, const ReadOptions& limits, const PageSinks& sinks) {
  PoliteRequest request;
  request.fetch.url = parse_url(url);
  request.fetch.for_archive = impl_->archive != nullptr;
  const PoliteAnswer answer = fetch_politely(request, impl_->fetcher, impl_->manners);
  const Judgement judgement = judge(answer, impl_->marks);
  Coordinates at{to_text(answer.url), 0, 0, 0};
  if (impl_->archive && !answer.exchanges.empty()) at = impl_->archive->keep(answer);
  const auto reject = [&](ErrorCode code, const std::string& why) { sinks.reject({at, name_of(code), repair_utf8(why), {}}); };
  switch (judgement.verdict) {
    case Verdict::page:
    case Verdict::paywalled: {
      Page page = page_of_answer(answer, judgement);
      page.at = at;
      read_page(std::move(page), limits, sinks);
      return;
    }
    case Verdict::unreachable:
    case Verdict::stopped: throw Error(ErrorCode::unreadable, judgement.why, url);
    case Verdict::robots:
    case Verdict::refused: throw Error(ErrorCode::refused, judgement.why, url);
    case Verdict::too_large: reject(ErrorCode::too_large, judgement.why); return;
    case Verdict::unchanged:
    case Verdict::challenge:
    case Verdict::consent:
    case Verdict::blocked:
    case Verdict::gone:
    case Verdict::rate_limited:
    case Verdict::server_error:
    case Verdict::later: reject(ErrorCode::bad_input, judgement.why.empty() ? "The server says that nothing has changed." : judgement.why); return;
  }
}

}  // namespace daybook
