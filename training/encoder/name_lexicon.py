"""What helps to recognise names: places, organisations and classes of words, lower case, as lines "class TAB words".

Cities and first-level divisions are GeoNames' (CC BY 4.0), districts of Afghanistan the statistics office's names (facts), armed groups UCDP's
(CC BY 4.0); data/language/en/known_organisations.txt and name_words.tsv are the project's own. The same matching is done by
src/neural/name_head.cpp.
"""
import collections
import csv
import os
import re

from pretokens import pretokens, shape

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "language", "en")
PHRASES = ["place", "organisation"]  # two features each: a phrase begins here, goes on here
WORDS = ["demonym", "given", "orghead", "placehead", "surname", "time", "title"]
FEATURES = 2 * len(PHRASES) + len(WORDS) + 6  # and how the word is written
LONGEST = 6  # pre-tokens of a phrase
# Countries whose small places conflict news names: every city of the file, not only the large ones.
WATCHED = set("AF IQ SY YE PK LY SD SS SO ML NE NG BF ET UA MM PS IL LB CD CF TD ER MZ CM IR TJ UZ TM".split())


def often_lower(paragraphs):
    """Words that are mostly lower case in running text: capitalised, they are rarely the place of that name ("Most", "University")."""
    count = collections.defaultdict(lambda: [0, 0])
    for p in paragraphs:
        for s in p:
            for cells in (s.cells or ())[1:]:
                if cells[6].isalpha():
                    count[cells[6].lower()][cells[6].islower()] += 1
    return {w for w, (upper, lower) in count.items() if lower >= upper}


def places(data, common):
    names = set()
    for line in open(os.path.join(data, "geo", "geonames_cities1000_2010.txt"), encoding="utf-8"):
        cells = line.split("\t")
        if int(cells[14] or 0) >= 15000 or cells[8] in WATCHED:
            names.update(cells[1:3])
    for line in open(os.path.join(data, "geo", "admin1CodesASCII.txt"), encoding="utf-8"):
        names.update(line.rstrip("\n").split("\t")[1:3])
    for row in csv.DictReader(open(os.path.join(data, "geo", "afg_districts.csv"), encoding="utf-8")):
        names.update(v for k, v in row.items() if v and k in ("name", "name_en", "district", "province"))
    for name in names:
        low = " ".join(name.lower().replace("’", "'").split())
        if len(low) >= 3 and not any(c in low for c in "/(),0123456789") and low.count(" ") <= 4 and not all(w in common for w in low.split()):
            yield low


def organisations(data):
    names = {line.strip() for line in open(os.path.join(DATA, "known_organisations.txt"), encoding="utf-8") if line.strip() and line[0] != "#"}
    for row in csv.DictReader(open(os.path.join(data, "actors", "actors_ucdp221.csv"), encoding="utf-8-sig")):
        if not row["org_type"].startswith("4"):  # governments bear the names of countries
            for column in ("name", "aliases", "previous_names"):
                names.update(re.split(r"\s*[;/|]\s*|, ", re.sub(r"\s*\([^)]*\)", "", row.get(column) or "").strip().strip('"')))
    for name in names:
        low = " ".join(name.lower().replace("’", "'").split())
        if len(low) >= 3 and low.count(" ") <= 7 and not any(c in low for c in "(),"):
            yield low


def make(data, paragraphs):
    lines = {("place", n) for n in places(data, often_lower(paragraphs))} | {("organisation", n) for n in organisations(data)}
    for line in open(os.path.join(DATA, "name_words.tsv"), encoding="utf-8"):
        if line[0] != "#" and not line.startswith("word\t"):
            word, kind = line.rstrip("\n").split("\t")[:2]
            if kind in WORDS:
                lines.add((kind, word))
    return [f"{kind}\t{words}\n" for kind, words in sorted(lines)]


class Lexicon:
    def __init__(self, lines):
        self.phrases, self.words = [set() for _ in PHRASES], collections.defaultdict(list)
        for line in lines:
            kind, words = line.rstrip("\n").split("\t")
            if kind in PHRASES:
                parts = tuple(words[b:e] for b, e in pretokens(words))
                if len(parts) <= LONGEST:
                    self.phrases[PHRASES.index(kind)].add(parts)
            else:
                self.words[words].append(WORDS.index(kind))

    def features(self, forms):
        """For each word of a sentence the numbers of its features."""
        parts, owner, out = [], [], []
        for i, form in enumerate(forms):
            low = form.lower()
            pieces = pretokens(form)
            parts += [form[b:e].lower() for b, e in pieces]
            owner += [i] * len(pieces)
            b, e = pieces[0] if pieces else (0, 1)
            out.append({2 * len(PHRASES) + k for k in self.words.get(low, ())} | {2 * len(PHRASES) + len(WORDS) + shape(form[b:e], False)})
        for which, phrases in enumerate(self.phrases):
            at = 0
            while at < len(parts):
                n = next((n for n in range(min(LONGEST, len(parts) - at), 0, -1) if tuple(parts[at:at + n]) in phrases), 0)
                if n and forms[owner[at]][0].isupper():
                    first = owner[at]
                    for i in set(owner[at:at + n]):
                        out[i].add(2 * which + (i != first))
                at += max(n, 1)
        return out
