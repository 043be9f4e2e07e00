"""What helps to recognise names: places, organisations and classes of words, lower case, as lines "class TAB words".

Cities and first-level divisions are GeoNames' (CC BY 4.0), districts of Afghanistan the statistics office's names (facts), armed groups UCDP's
(CC BY 4.0); known_organisations.txt and name_words.tsv of data/language/en and the tables of data/places and data/actors are the project's own.
src/neural/name_lexicon.cpp finds them in a sentence: a "region" however it is written ("florida"), places and organisations with a capital only.
"""
import collections
import csv
import glob
import os
import re
import tomllib

TABLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
DATA = os.path.join(TABLES, "language", "en")
WORDS = ["demonym", "given", "orghead", "placehead", "surname", "time", "title"]
# Countries whose states people write behind a city, and without a capital.
FEDERAL = set("US CA AU IN GB".split())
LARGE = 300_000  # people of a city that is known however it is written
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


def regions(data, common):
    """Countries, states of a federation, large cities."""
    names = set()
    for line in open(os.path.join(data, "geo", "geonames_cities1000_2010.txt"), encoding="utf-8"):
        cells = line.split("\t")
        if int(cells[14] or 0) >= LARGE:
            names.update(cells[1:3])
    for line in open(os.path.join(data, "geo", "admin1CodesASCII.txt"), encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0][:2] in FEDERAL:
            names.update(cells[1:3])
    for row in table("places", "countries.tsv"):
        names.update([row["name"], row["capital"], *row["aliases"].split("|")])
    for name in names:
        low = " ".join(name.lower().replace("’", "'").split()).removeprefix("the ")
        if len(low) >= 4 and not any(c in low for c in "/(),{}0123456789") and low.count(" ") <= 3 and not all(w in common for w in low.split()):
            yield low


def organisations(data, common):
    names = {line.strip() for line in open(os.path.join(DATA, "known_organisations.txt"), encoding="utf-8") if line.strip() and line[0] != "#"}
    for row in csv.DictReader(open(os.path.join(data, "actors", "actors_ucdp221.csv"), encoding="utf-8-sig")):
        if not row["org_type"].startswith("4"):  # governments bear the names of countries
            for column in ("name", "aliases", "previous_names"):
                names.update(re.split(r"\s*[;/|]\s*|, ", re.sub(r"\s*\([^)]*\)", "", row.get(column) or "").strip().strip('"')))
    for name in names:
        low = " ".join(name.lower().replace("’", "'").split())
        if len(low) >= 2 and low.count(" ") <= 7 and not any(c in low for c in "(),") and low not in common:
            yield low


def table(*path):
    """Rows of a table of the project."""
    lines = (line for line in open(os.path.join(TABLES, *path), encoding="utf-8") if line[0] != "#")
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def of_tables():
    """(class, words) of what the tables of places and actors name."""
    for row in table("places", "countries.tsv"):
        for name in [row["name"], row["capital"], *row["aliases"].split("|")]:
            yield "place", name
        for name in (row["adjectives"] + "|" + row["people"]).split("|"):
            if " " not in name:
                yield "demonym", name
    for file in ("conflict_places.tsv", "afghanistan_places.tsv"):
        for row in table("places", file):
            for name in [row["name"], *row["aliases"].split("|")]:
                yield "place", name
    for path in sorted(glob.glob(os.path.join(TABLES, "actors", "*", "*.toml"))):
        for actor in tomllib.load(open(path, "rb"))["actor"]:
            weak = set(actor.get("weak", ()))
            if actor["kind"] in ("organisation", "media", "group"):
                yield from (("organisation", n) for n in [actor["name"], *actor.get("aliases", ())] if n not in weak)
            elif actor["kind"] == "person" and " " in actor["name"] and len(actor["name"].split()) < 4:
                yield "given", actor["name"].split()[0]
                yield "surname", actor["name"].split()[-1]


def make(data, paragraphs):
    common = often_lower(paragraphs)
    lines = {("place", n) for n in places(data, common)} | {("organisation", n) for n in organisations(data, common)} | {("region", n) for n in regions(data, common)}
    for kind, name in of_tables():
        low = " ".join(name.lower().replace("\u2019", "'").removeprefix("the ").split())
        if len(low) >= 2 and not any(c in low for c in "(),{}") and not all(w in common for w in low.split()):
            lines.add((kind, low))
    for line in open(os.path.join(DATA, "name_words.tsv"), encoding="utf-8"):
        if line[0] != "#" and not line.startswith("word\t"):
            word, kind = line.rstrip("\n").split("\t")[:2]
            if kind in WORDS:
                lines.add((kind, word))
    return [f"{kind}\t{words}\n" for kind, words in sorted(lines)]
