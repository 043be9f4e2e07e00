"""Writes a WARC 1.1 file as a crawler would: one gzip member a record, requests and answers, digests, and the records
that carry no page (a redirect, a missing page, a revisit). Bytes depend on nothing but the articles."""
import base64
import datetime
import hashlib
import struct
import uuid
import zlib

CRAWLED = datetime.datetime(2021, 8, 20, 6, 0, 0)
SPACE = uuid.UUID("6f1c0b3e-6d0c-5d53-9f5e-0a2b7a1d2021")


def member(data):
    """One gzip member with no time stamp; gzip.compress() writes bytes that differ between Python versions."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeeze.compress(data) + squeeze.flush()
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + body + struct.pack("<II", zlib.crc32(data), len(data))


def digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(kind, number, url, block, media, payload=None, extra=()):
    when = (CRAWLED + datetime.timedelta(seconds=7 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    ident = uuid.uuid5(SPACE, f"{kind} {number} {url}")
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{ident}>", f"WARC-Date: {when}"]
    if url:
        lines.append(f"WARC-Target-URI: {url}")
    lines += list(extra)
    if payload is not None:
        lines.append(f"WARC-Payload-Digest: {digest(payload)}")
    lines += [f"WARC-Block-Digest: {digest(block)}", f"Content-Type: {media}", f"Content-Length: {len(block)}"]
    return member("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"), f"<urn:uuid:{ident}>"


def http(status, headers, payload):
    lines = [f"HTTP/1.1 {status}", "Date: Fri, 20 Aug 2021 06:00:00 GMT", "Server: nginx"] + headers
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


def chunked(payload, size=1000):
    parts = [payload[i:i + size] for i in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def host_and_path(url):
    host, _, path = url.split("://", 1)[1].partition("/")
    return host, "/" + path


def request(number, url):
    host, path = host_and_path(url)
    block = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: sample-crawler/1\r\nAccept: */*\r\n\r\n".encode()
    return record("request", number, url, block, "application/http; msgtype=request")[0]


def response(number, url, status, headers, payload, body=None):
    block = http(status, headers, payload if body is None else body)
    return record("response", number, url, block, "application/http; msgtype=response", payload)


def write(pages):
    """pages: [(url, media type, encoding, bytes)] -> the bytes of the .warc.gz"""
    info = b"software: sample-crawler/1\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n"
    out = [record("warcinfo", 0, "", info, "application/warc-fields", extra=["WARC-Filename: archive.warc.gz"])[0]]
    number, last = 0, None
    for n, (url, media, encoding, body) in enumerate(pages):
        number += 1
        out.append(request(number, url))
        headers = [f"Content-Type: {media}; charset={encoding}"]
        if n % 4 == 1:    # content encoding
            body = member(body)
            out_body, headers = body, headers + ["Content-Encoding: gzip", f"Content-Length: {len(body)}"]
        elif n % 4 == 2:  # transfer encoding
            out_body, headers = chunked(body), headers + ["Transfer-Encoding: chunked"]
        else:
            out_body, headers = body, headers + [f"Content-Length: {len(body)}"]
        data, ident = response(number, url, "200 OK", headers, body, out_body)
        out.append(data)
        last = (url, ident, digest(body), headers[0])
        if n == 3:
            number += 1
            moved = url.replace("https://", "http://")
            out.append(request(number, moved))
            out.append(response(number, moved, "301 Moved Permanently", [f"Location: {url}", "Content-Length: 0"], b"")[0])
        if n == 6:
            number += 1
            gone = url.rsplit("/", 1)[0] + "/withdrawn"
            out.append(request(number, gone))
            text = b"<html><body><h1>404</h1><p>The page that you look for was moved or never existed.</p></body></html>"
            out.append(response(number, gone, "404 Not Found", ["Content-Type: text/html", f"Content-Length: {len(text)}"], text)[0])
    url, ident, payload_digest, media = last
    block = http("200 OK", [media], b"")
    extra = ["WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest", f"WARC-Refers-To: {ident}",
             f"WARC-Refers-To-Target-URI: {url}", f"WARC-Payload-Digest: {payload_digest}"]
    out.append(record("revisit", number + 1, url, block, "application/http; msgtype=response", extra=extra)[0])
    return b"".join(out)
