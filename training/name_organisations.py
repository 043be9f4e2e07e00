#!/usr/bin/env python3
"""Names of organisations that help to recognise names: models/en/name_organisations.txt, lower case, sorted.

  training/name_organisations.py ACTORS.csv KNOWN.txt > models/en/name_organisations.txt

ACTORS.csv is UCDP's actor list (CC BY 4.0); KNOWN.txt is our own short list of agencies, bodies and companies in the news.
Governments are left out (their names are countries'), and so are names of one short word.
"""
import csv
import re
import sys


def main():
    names = {line.strip() for line in open(sys.argv[2], encoding="utf-8") if line.strip() and line[0] != "#"}
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
        if row["org_type"].startswith("4"):
            continue
        for column in ("name", "aliases", "previous_names"):
            name = re.sub(r"\s*\([^)]*\)", "", row.get(column) or "").strip().strip('"')
            for part in re.split(r"\s*[;/|]\s*|, ", name):
                names.add(part)
    out = set()
    for name in names:
        low = " ".join(name.lower().replace("’", "'").split())
        if " " not in low and len(low) < 3 or low.count(" ") > 7 or any(c in low for c in "(),"):
            continue
        out.update({low, low.replace("-", " - ")})
    print("# Made by training/name_organisations.py.")
    print("\n".join(sorted(out)))


main()
