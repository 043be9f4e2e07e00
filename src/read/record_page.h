// An archive record to a page: HTTP undone, codings undone, digests and lengths checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"
#include "read/record_head.h"

namespace daybook {

/// What a record gave: a page with its doubts as notes, or a fault, or neither (a record that is no page: a picture, a
/// request, a redirect, the crawler's notes) and perhaps remarks.
struct RecordYield {
  std::optional<Page> page;
  std::optional<RecordFault> fault;
  std::vector<std::string> remarks;
};

/// text, HTML and feeds; no type at all may be any of them.
bool readable_type(std::string_view media_type);

/// The address as it may be used, white space in it percent-encoded.
std::string usable_url(std::string_view url);

/// What is wrong with a head that can be used, as notes or remarks say it.
std::vector<std::string> head_doubts(const RecordHead& head);

/// A page with address, time and the doubts of the head; no bytes yet.
Page page_of_head(const RecordHead& head);

/// A `response` record, or one of an ARC file. `cap`: bytes a page may have.
RecordYield read_response(const RecordHead& head, std::string_view block, std::size_t cap);
/// A `resource` record.
RecordYield read_resource(const RecordHead& head, std::string_view block);
/// A `conversion` record whose original is not in the archive: the text files of Common Crawl (WET) are made of them.
RecordYield read_conversion(const RecordHead& head, std::string_view block);

/// A record over the size of a page: would it have been one? `start` is the start of its block.
bool large_page(const RecordHead& head, std::string_view start);

/// "" if the digests noted are right, absent or of unknown methods. `payloads` are what may be meant by the payload.
std::string digest_doubt(const RecordHead& head, std::string_view block, std::initializer_list<std::string_view> payloads);

/// True if a digest of the head, or the HTTP Content-Length, says that `block` is the whole record.
bool block_is_whole(const RecordHead& head, std::string_view block);

}  // namespace daybook
