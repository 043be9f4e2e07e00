#!/usr/bin/env python3
"""Place names that help to recognise names: models/en/name_places.txt, lower case, one a line, sorted.

  training/name_places.py CITIES ADMIN1 COUNTRIES.json CASING.tsv DISTRICTS.csv > models/en/name_places.txt

Cities and first-level divisions are GeoNames' (CC BY 4.0), countries Natural Earth's (public domain), districts of
Afghanistan geoBoundaries' and the statistics office's names. A single word that is mostly lower case in running text
("most", "university") is left out: as a capitalised word it is rarely the place.
"""
import csv
import json
import sys

# Countries whose small places conflict news names: every city of the file, not only the large ones.
WATCHED = set("AF IQ SY YE PK LY SD SS SO ML NE NG BF ET UA MM PS IL LB CD CF TD ER MZ CM IR TJ UZ TM".split())


def main():
    cities, admin1, countries, casing, districts = sys.argv[1:6]
    common = set()
    for line in open(casing, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 2 and cells[1] != "lower" and float(cells[1]) >= 0.5:
            common.add(cells[0])
    names = set()
    for line in open(cities, encoding="utf-8"):
        cells = line.split("\t")
        if int(cells[14] or 0) >= 15000 or cells[8] in WATCHED:
            names.update(cells[1:3])
    for line in open(admin1, encoding="utf-8"):
        names.update(line.rstrip("\n").split("\t")[1:3])
    world = json.load(open(countries, encoding="utf-8"))
    names.update(g["properties"]["name"] for g in world["objects"]["countries"]["geometries"])
    for row in csv.DictReader(open(districts, encoding="utf-8")):
        names.update(v for k, v in row.items() if v and k in ("name", "name_en", "district", "province"))
    out = set()
    for name in names:
        name = name.strip().replace("’", "'")
        if not name or len(name) < 3 or any(c in name for c in "/(),0123456789") or name.count(" ") > 4:
            continue
        for form in {name, name.replace("-", " - ")}:
            low = " ".join(form.lower().split())
            if " " not in low and low in common:
                continue
            if all(word in common for word in low.split()):
                continue
            out.add(low)
    print("# Made by training/name_places.py.")
    print("\n".join(sorted(out)))


main()
