#!/usr/bin/env python3
"""Writes the seed corpora of the fuzz targets: FOLDER/<target>/<name>. Everything in them is invented here.

  tests/fuzz/make_seeds.py FOLDER
"""
import gzip
import pathlib
import sys
import zlib

HTML = """<!doctype html><html lang="en"><head><title>Talks resume - Harbour Observer</title><meta charset="utf-8">
<meta property="og:title" content="Talks resume"><meta property="article:published_time" content="2021-07-14T08:30:00+04:30">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Talks resume","datePublished":"2021-07-14",
"author":[{"@type":"Person","name":"Nadia Invented"}],"publisher":{"@id":"#p"},"isPartOf":{"@graph":[{"@id":"#p","name":"Harbour Observer"}]}}</script></head>
<body class="post-template"><nav><ul><li><a href="/">Home</a></li></ul></nav><article class="article-body"><h1>Talks resume</h1>
<p class="byline">By <a rel="author" href="/author/n">Nadia Invented</a> | Published: 14 July 2021 | Updated: 15 July 2021</p>
<p>HARBOUR TOWN (Invented Wire) &mdash; Talks resumed on Tuesday, the mediator said in a statement to the press.</p>
<figure><img src="a.jpg" alt="A room"><figcaption>The room. &copy; Nobody</figcaption></figure>
<blockquote>Nobody left the room.</blockquote><table><tr><td rowspan="2">a<td colspan="3">b</table><ul><li>first<li>second</ul>
<p>The river rose again, officials said, and 12 people were hurt.</p></article>
<section id="comments"><h2>2 comments</h2><div class="comment"><b>reader1</b><time datetime="2021-07-15">July 15</time><p>I do not believe it.</p></div></section>
<footer>Subscribe to our newsletter. &copy; 2021 Harbour Observer</footer></body></html>"""
PARTS = ["<p>one<b>two</p>three</b>", "<svg><title>a</title><p>b", "<template><p>x</p></template>", "<math><mtext><p>y", "<select><option>a<option>b",
         "<plaintext>rest", "<textarea>\n<p>", "<!--[if IE]><p>x<![endif]-->", "<p>a<![CDATA[b]]>c", "<table><p>foster<tr><td>x", "<a><p>a<a>b</a>",
         "<div amp-access='x'><p>text</p></div>", "<p dir=rtl>\u0633\u0644\u0627\u0645 \u062f\u0646\u06cc\u0627</p>", "<p>\u4f1a\u8c08\u91cd\u65b0\u5f00\u59cb\u3002</p>",
         "<time datetime='1400-04-23'>\u06f2\u06f3 \u062a\u06cc\u0631 \u06f1\u06f4\u06f0\u06f0</time>", "<p>&#x110000;&#0;&amp;amp;&notanentity;</p>", "<br>line<br>line<br><br>line",
         "<dl><dt>a<dd>b</dl>", "<h1>One</h1><h1>Two</h1>", "<noscript><p>Turn on scripts</p></noscript>", "<body><body class=x><html lang=fr>"]


def http(body, fields="Content-Type: text/html; charset=utf-8\r\n", status="200 OK"):
    return b"HTTP/1.1 %s\r\n%s\r\n" % (status.encode(), fields.encode()) + body


def warc(kind, url, block, fields="", wrong_by=0):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-07-18T10:00:00Z\r\n{fields}Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block) + wrong_by}\r\n\r\n").encode() + block + b"\r\n\r\n"


def arc(url, block, kind="text/html"):
    return f"{url} 192.0.2.1 20140216050221 {kind} {len(block)}\n".encode() + block + b"\n"


PAGE = b"<html><body><p>Talks resumed in the capital.</p></body></html>"
ONE = warc("response", "http://a.example/1", http(PAGE), "WARC-Record-ID: <urn:uuid:1>\r\n")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
REVISIT = warc("revisit", "http://a.example/2", HEAD, "WARC-Refers-To: <urn:uuid:1>\r\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n")
ARCHIVES = {
    "warc": warc("warcinfo", "", b"software: none\r\n") + ONE + warc("request", "http://a.example/1", b"GET / HTTP/1.1\r\n\r\n") + REVISIT,
    "wrong": ONE[:-4] + b"x" + ONE + warc("response", "http://a.example/3", http(PAGE), "", 30) + ONE + b"garbage\r\n" + warc("response", "<http://a b>", http(PAGE), "", -9) + ONE,
    "chunked": warc("response", "http://a.example/4", http(b"5\r\nShell\r\n3;x=y\r\ning\r\n0\r\n\r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")),
    "coded": warc("response", "http://a.example/5", http(gzip.compress(PAGE, mtime=0), "Content-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n")),
    "layers": warc("response", "http://a.example/6", http(zlib.compress(gzip.compress(PAGE, mtime=0)), "Content-Encoding: gzip, deflate\r\n")),
    "others": warc("resource", "http://a.example/7", b"Words.", "WARC-Segment-Number: 1\r\nWARC-Truncated: length\r\n") + warc("conversion", "http://a.example/8", b"Words.", "Content-Type: text/plain\r\n")
              + warc("continuation", "http://a.example/9", b"x", "WARC-Segment-Origin-ID: <urn:y>\r\nWARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n"),
    "arc": arc("filedesc://a.arc", b"1 0 Nobody\nURL IP-address Archive-date Content-type Archive-length\n", "text/plain") + arc("http://a.example/1 2", http(PAGE)) + arc("dns:a", b"x", "text/dns"),
    "jsonl": b'{"id": "a", "url": "http://a.example/", "text": "Talks resumed."}\n{"id": "b", "html": "<p>x</p>", "authors": ["N. N."]}\n{"cut": \n',
    "text": b"Talks resumed in the capital.\n\nNobody left.\n",
    "cdx": b" CDX N b a m s k r M S V g\n",
}
RSS = b"""<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>Daily \xe9</title><language>en</language>
<item><title>First</title><link>http://a.example/1</link><guid isPermaLink="false">x</guid><pubDate>Sun, 18 Jul 2021 10:00:00 GMT</pubDate><dc:creator>N. N.</dc:creator>
<description>short</description><content:encoded><![CDATA[<p>Long text.</p>]]></content:encoded></item><item><title>Second</title><description>Plain &amp;amp; words</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>F</title><entry><title>T</title><link rel="alternate" href="http://a.example/2"/><published>2021-07-18T00:00:00Z</published>
<author><name>A</name></author><content type="xhtml"><div><p>Body.</p></div></content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="r"><channel><title>C</title></channel><item><title>I</title><link>http://a.example/3</link><description>d</description></item></rdf:RDF>"""
MAP = b"""<?xml version="1.0"?><urlset xmlns="s" xmlns:news="n"><url><loc>http://a.example/1</loc><lastmod>2021-07-18</lastmod><news:news><news:publication><news:name>N</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2021-07-18T10:00:00Z</news:publication_date><news:title>T</news:title></news:news></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>http://a.example/s.xml.gz</loc><lastmod>2021-07-18</lastmod></sitemap></sitemapindex>"""
DATES = ["14 July 2021", "July 14, 2021 10:30 am EDT", "Wed, 14 Jul 2021 08:30:00 GMT", "2021-07-14T08:30:00+04:30", "14.07.2021", "07/08/2021", "2021\u5e747\u670814\u65e5", "1626602400",
         "Published: 2 July 2021 | Updated: 4 July 2021", "\u06f2\u06f3 \u062a\u06cc\u0631 \u06f1\u06f4\u06f0\u06f0", "Valid until 1 May 2022", "http://a.example/2021/07/14/talks", "14 juillet 2021",
         "Wednesday, 14-Jul-21 08:30:00 GMT", "Wed Jul 14 08:30:00 2021", "120", "2s", "1.5h", "20210714", "9999-12-31T23:59:60Z"]
NAMES = ["By Nadia Invented and Omar Nobody, Staff writer", "Posted by N. van der Nobody | Harbour Observer", "Author: A. B.; C. D.", "(Reuters) -", "\u00a9 2019-2021 Example Press. All rights reserved.",
         "Talks resume | World - Harbour Observer", "BY DR. JEAN-LUC O'NOBODY IN HARBOUR TOWN", "Par Ren\u00e9e Personne", "von A. Niemand"]
TARGETS = {
    "archive": {**{f"{n}-plain": b"\0" + b for n, b in ARCHIVES.items()}, **{f"{n}-gz": b"\1\0" + b.replace(b"\r\n\r\nWARC/", b"\r\n\r\n\n%%\nWARC/") for n, b in ARCHIVES.items()},
                **{f"{n}-zst": b"\2\0" + b.replace(b"\r\n\r\nWARC/", b"\r\n\r\n\n%%\nWARC/") for n, b in ARCHIVES.items()}, "one-gz": b"\1\0" + ONE + ONE, "cut-gz": b"\1\x21" + ONE + b"\n%%\n" + ONE,
                "rss": b"\0" + RSS, "atom": b"\0" + ATOM, "gz": b"\0" + gzip.compress(ONE, mtime=0)},
    "http": {"plain": http(PAGE), "chunked": http(b"5\r\nShell\r\n3;x=y\r\ning\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"), "folded": b"HTTP/1.0 404\nA: b\n c\nno colon\n\nx",
             "bare": b"5\r\nShell\r\n0\r\n\r\n", "text": b"120\nis the number"},
    "codec": {"gzip": b"\1gzip\n" + PAGE, "zstd": b"\2zstd\n" + PAGE, "both": b"\3gzip, zstd\n" + PAGE, "deflate": b"\0deflate\n" + zlib.compress(PAGE), "raw": b"\0deflate\n" + zlib.compress(PAGE)[2:-4],
              "br": b"\0br\n" + bytes.fromhex("1b5702f88d54b5bfa40a63abb5b96aa5b012c028da727400"), "cut": b"\x8cx-gzip\n" + gzip.compress(PAGE, mtime=0), "none": b"\0a,b,c,d\nx"},
    "feed": {"rss": RSS, "atom": ATOM, "rdf": RDF, "cut": RSS[:-40], "deep": b"<rss>" + b"<a>" * 600},
    "jsonl": {"lines": ARCHIVES["jsonl"], "odd": b'[1]\n{"id": 5, "text": "\\ud83d\\ude00", "authors": "A"}\n{"a":' + b"[" * 100, "surrogate": b'{"text": "\\ud83d"}\n'},
    "sniff": {n: b for n, b in [*ARCHIVES.items(), ("html", HTML.encode()), ("rss", RSS), ("utf16", "<html>".encode("utf-16")), ("png", b"\x89PNG\r\n\x1a\n"), ("json", b'{\n "a": 1}')]},
    "decode": {"utf8": b"\1utf-8\n" + HTML.encode(), "utf16": b"\0\n" + "Talks".encode("utf-16"), "latin": b"\1iso-8859-1\n<meta charset=windows-1252>caf\xe9", "sjis": b"\0shift_jis\n\x83e\x83X\x83g",
               "gb": b"\1gb18030\n\xbb\xe1\xcc\xb8", "koi8": b"\0\n\xd0\xd2\xc9\xd7\xc5\xd4 \xcd\xc9\xd2", "liar": b"\1utf-8\n\xff\xfe\x80 text", "iso2022": b"\0iso-2022-jp\n\x1b$B%F%9%H\x1b(B"},
    "html": {"page": b"https://harbour.example/2021/07/14/talks\n" + HTML.encode(), **{f"part{i}": b"http://a.example/x\n<body><p>Talks resumed on Tuesday, the mediator said.</p>" + p.encode() for i, p in enumerate(PARTS)},
             "data": b"\n<script type='application/ld+json'>[{\"@type\":\"BlogPosting\",\"articleBody\":\"Words.\",\"author\":{\"name\":[\"A\"]}}]</script><p>x"},
    "text": {"page": b"Talks resume\nHARBOUR TOWN, July 14 (Invented Wire) - Talks resumed on Tuesday.\n\n\nBy Nadia Invented\n\nNobody left.\n\n2 comments\n\nreader1 says:\nNo.\n", "lines": b"\nOne\nTwo\nThree\n", "bare": b"T\nx"},
    "analyse": {name: bytes([i]) + text for i, (name, text) in enumerate([
        ("prose", "The council met on Tuesday. It didn't vote, Mr. Invented said.\n\nNobody left; they cannot.".encode()), ("capitals", b"COUNCIL MEETS IN HARBOUR TOWN\n\nU.S. envoy there."),
        ("list", "- one\n- two\n\u2022 three".encode()), ("persian", "\u0646\u06cc\u0631\u0648\u0647\u0627 \u0645\u06cc\u200c\u06af\u0648\u06cc\u0646\u062f. \u0634\u0647\u0631\u061f".encode()),
        ("thai", "\u0e1b\u0e23\u0e30\u0e40\u0e17\u0e28\u0e44\u0e17\u0e22".encode()), ("marks", ("e" + "\u0301" * 300).encode()),
        ("emoji", "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1e6\U0001f1eb \ufe0f".encode()), ("broken", b"a\0b\xff\xed\xa0\x80c \xf4\x90\x80\x80"), ("cyrillic", "\u041e\u0431'\u0454\u043a\u0442 \u0446\u0456\u043b\u0438\u0439.".encode()),
        ("glued", b"It fell in 2020.Head of www.example.Org left."), ("bare", b"a")])},
    "dates": {str(i): d.encode() for i, d in enumerate(DATES)},
    "names": {str(i): (NAMES[(i + 1) % len(NAMES)] + "\n" + n).encode() for i, n in enumerate(NAMES)},
    "url": {"plain": b"https://a.example/b/c?d\n../e?f=g&utm_source=x#h", "host": b"http://a.example\n//[2001:db8::1]:8080/x", "odd": b"\nhttp://0x7f.1/%7e/../a b", "idn": "\nhttps://b\u00fccher.example/\u00e4".encode(),
            "ip": b"*.b\n::ffff:192.0.2.1", "pattern": b"/a*b$\n/axxb"},
    "robots": {"plain": b"/a/b?c=d\nUser-agent: *\nDisallow: /a\nAllow: /a/*.html$\nCrawl-delay: 2.5\n\nUser-agent: daybook\nUser-agent: other\nDisallow:\nSitemap: https://a.example/s.xml\n",
               "odd": b"/%7Ea\n\xef\xbb\xbfuser-agent:daybook # x\r\ndisallow: /%7ea*$*\rallow: /\n"},
    "warc_tail": {"plain": b"\0" + ARCHIVES["warc"], "cut": b"\0" + ARCHIVES["warc"][:-30], "gz": b"\2" + ARCHIVES["warc"], "gzcut": b"\xde" + ARCHIVES["warc"], "foreign": b"\0Dear reader,\n",
                  "wrong": b"\0" + ARCHIVES["wrong"]},
    "listing": {"rss": RSS, "atom": ATOM, "map": MAP, "index": INDEX, "gz": gzip.compress(MAP, mtime=0), "html": b"<html><head><base href='/x/'><link rel=alternate type='application/rss+xml' href=f.xml></head>"
                b"<body><a href=a>A</a><a href='b'>B</a></body></html>", "lines": b"http://a.example/1\nhttp://a.example/2\n"},
    "feeds_toml": {"plain": b'contact = "https://a.example/about"\npace = "2s"\n[[source]]\nurl = "https://a.example/rss.xml"\nname = "A"\ninclude = ["/world/"]\nmax = 5\nkind = "rss"\n',
                   "wrong": b'[[source]]\nurl = 5\n[source]\n', "short": b'pace = "1x"\n'},
}


def main():
    folder = pathlib.Path(sys.argv[1])
    for target, seeds in TARGETS.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for name, data in seeds.items():
            (folder / target / f"seed-{name}").write_bytes(data)


if __name__ == "__main__":
    main()
