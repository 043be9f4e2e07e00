#!/usr/bin/env python3
"""Makes samples/afghanistan-2021/ and its gold in eval/samples/ from the texts in samples/source/.

usage: make_corpus.py [--check]

The texts are written once; pages, feed, archive, README and gold come from them, with the same bytes on every run.
With --check nothing is written; exit status 1 when a file is not what this program would write.
(The archive is compared after unpacking: another zlib may squeeze the same bytes differently.)
"""
import collections
import json
import pathlib
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from corpus import archive, feed, gold, layouts, readme, source  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent
OUT = ROOT / "afghanistan-2021"
EVAL = ROOT.parent / "eval" / "samples"
KINDS = set("""capture hold lose surround advance attack clash strike bombing kill wound abduct detain abuse displace talk
attend state agree demand offer promise reject deny mediate cease_fire release withdraw deploy surrender sanction lift aid
cooperate accuse threaten appeal support protest lead appoint tally""".split())


def render(article):
    return layouts.ALL[article.layout](article).encode(article.encoding, "xmlcharrefreplace")


def make():
    """{path: bytes} of every file that belongs to the corpus."""
    articles = source.load(ROOT / "source" / "afghanistan-2021")
    names = json.loads((ROOT / "source" / "names.json").read_text(encoding="utf-8"))
    kept = collections.defaultdict(list)
    for a in articles:
        kept[a.head["in"]].append(a)
    files = {OUT / "pages" / a.file: render(a) for a in kept["pages"]}
    files[OUT / "feed.xml"] = feed.write(kept["feed"]).encode()
    crawled = sorted(kept["warc"], key=lambda a: a.published)
    files[OUT / "archive.warc.gz"] = archive.write(
        [(a.url, "text/plain" if a.layout == "text" else "text/html", a.encoding, render(a)) for a in crawled])
    files[OUT / "README.md"] = readme.write(articles).encode()
    files[EVAL / "pages.jsonl"] = gold.jsonl(gold.page_row(a) for a in articles).encode()
    files[EVAL / "claims.jsonl"] = gold.jsonl(r for a in articles for r in gold.claim_rows(a, names, KINDS)).encode()
    return files


def unpacked(path, data):
    if path.suffix != ".gz":
        return data
    out = b""
    while data:
        member = zlib.decompressobj(31)
        out += member.decompress(data)
        data = member.unused_data
    return out


def main():
    files = make()
    check = "--check" in sys.argv[1:]
    stale = set((OUT / "pages").glob("*")) - set(files)
    wrong = sorted(str(p.relative_to(ROOT.parent)) for p, data in files.items()
                   if not p.exists() or unpacked(p, p.read_bytes()) != unpacked(p, data))
    wrong += sorted(f"{p.relative_to(ROOT.parent)} (no source)" for p in stale)
    if check:
        print("\n".join(wrong) or f"{len(files)} files are as their sources say")
        return 1 if wrong else 0
    for path in stale:
        path.unlink()
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes; {len(wrong)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
