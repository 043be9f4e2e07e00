#!/usr/bin/env python3
"""Collects news text without labels from the data folder, for a student to learn from what its teacher says of it.

  unlabelled.py --data FOLDER --out FILE.txt [--words 400000] [--seed 1]

Bodies of articles, one paragraph a line, a blank line after each; shuffled by article so that a part of the file is a sample of all.
Articles with gold claims (articles/), seeds and gold are never read.
"""
import argparse
import glob
import html
import json
import os
import random
import re


def tagged(path):
    """The text between <TEXT> and </TEXT> of a TimeML file; single line breaks are only layout."""
    found = re.search(r"<TEXT>(.*?)</TEXT>", open(path, encoding="utf-8", errors="replace").read(), re.S)
    text = html.unescape(re.sub(r"<[^>]+>", "", found.group(1))) if found else ""
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", text)]


def lines(text):
    return [" ".join(p.split()) for p in text.split("\n")]


def articles(data):
    """(source, paragraphs) in one order on every machine."""
    for path in sorted(glob.glob(os.path.join(data, "attribution/polnear/*/text/*.txt"))):
        yield "polnear", lines(open(path, encoding="utf-8", errors="replace").read())
    for path in sorted(glob.glob(os.path.join(data, "time/*/*.tml"))):
        yield "time", tagged(path)
    pages = json.load(open(os.path.join(data, "pages/aeb/ground-truth.json"), encoding="utf-8"))
    for name in sorted(pages):
        yield "aeb", lines(pages[name]["articleBody"])
    for path in sorted(glob.glob(os.path.join(data, "pages/fundus/*/*.json"))):
        table = json.load(open(path, encoding="utf-8"))
        for name in sorted(table):
            body = table[name].get("body") if isinstance(table[name], dict) else None
            if body:
                out = list(body.get("summary") or [])
                for section in body.get("sections") or []:
                    out += (section.get("headline") or []) + (section.get("paragraphs") or [])
                yield "fundus", [" ".join(p.split()) for p in out]
    for row in open(os.path.join(data, "events/muc4/train.json"), encoding="utf-8"):
        yield "muc4", lines(json.loads(row)["doctext"])
    # The sentences of ECB+ come as tokens: joined as print would.
    for path in sorted(glob.glob(os.path.join(data, "events/ecbplus/*/*.xml"))):
        text, before = "", None
        for number, word in re.findall(r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)</token>', open(path, encoding="utf-8", errors="replace").read()):
            word = html.unescape(word)
            glue = not text or re.fullmatch(r"[.,;:!?)%\]]+|'s|n't|'re|'ve|'ll|'d|'m", word) or text[-1] in "($["
            text += ("" if glue else " ") + word
        yield "ecb", [text]


def typed(paragraph):
    """Quotation marks of typesetters as the treebanks and most pages write them."""
    return re.sub(r" ?''", '"', re.sub(r"`` ?", '"', paragraph))


# Capitals carry much of what names are known by: text that comes in lower case only is a small part.
SHARE = {"muc4": 0.15, "ecb": 0.5}


def english(paragraph):
    letters = sum(c.isalpha() for c in paragraph)
    return letters and sum(c.isascii() for c in paragraph if c.isalpha()) / letters > 0.95


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--data", required=True); a.add_argument("--out", required=True)
    a.add_argument("--words", type=int, default=400000); a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    rng = random.Random(o.seed)
    kept = [(source, ps) for source, ps in articles(o.data) if rng.random() < SHARE.get(source, 1.0)]
    rng.shuffle(kept)
    count, seen = {}, set()
    with open(o.out, "w", encoding="utf-8") as out:
        for source, paragraphs in kept:
            if sum(count.values()) >= o.words:
                break
            for p in map(typed, paragraphs):
                if len(p) > 1 and p not in seen and english(p):
                    seen.add(p)
                    out.write(p + "\n\n")
                    count[source] = count.get(source, 0) + len(p.split())
    print(count)


if __name__ == "__main__":
    main()
