#!/usr/bin/env python3
"""Figures of places: toponyms of LGL and GeoVirus.

  eval/places.py [LGL|GEOVIRUS ...] [--examples]     prints the figures of docs/places.md, and what is wrong most often

A toponym is found where a place that the program prints overlaps it. Three ways of counting, since papers differ:

  end to end     of all toponyms marked, those found and placed right: what a user of the program gets
  of those found of the toponyms that were found, those placed right
  given          the marked toponyms are given to the resolver, nothing has to be found: of all, those placed right

Right is: within 161 km (100 miles) of the marked point, or the marked GeoNames id. A reading with the marked id is the marked place: 0 km, though the
project's own point for a country or a division is not that of GeoNames. Distances of toponyms that were not placed are left out of
the mean and the median, which are those of the toponyms found.
"""
import concurrent.futures
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
GEO = ROOT.parent / "shared" / "data" / "geo"
NEAR_KM = 161


def read_lgl():
    for article in ElementTree.parse(GEO / "lgl.xml").getroot():
        gold = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            point = tag is not None and tag.findtext("lat") and (float(tag.findtext("lat")), float(tag.findtext("lon")))
            gold.append({"span": (int(toponym.findtext("start")), int(toponym.findtext("end"))), "point": point or None,
                         "id": tag is not None and tag.get("geonameid") and int(tag.get("geonameid")) or None})
        yield article.findtext("text"), gold


def read_geovirus():
    for article in ElementTree.parse(GEO / "GeoVirus.xml").getroot():
        yield article.findtext("text"), [
            {"span": (int(p.findtext("start")), int(p.findtext("end"))), "point": (float(p.findtext("lat")), float(p.findtext("lon"))), "id": None}
            for p in article.iter("location")]


def distance_km(a, b):
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def mentions_of(text, daybook):
    """Places as the command prints them: names, with their offsets in the text given."""
    done = subprocess.run([daybook, "mentions", "-", "--kinds", "place", "--format", "jsonl"], input=text.encode(), capture_output=True, check=True)
    out = []
    for line in done.stdout.decode().splitlines():
        row = json.loads(line)
        best = row["best"] or {}
        if row["start"] is None or refers(row["why"]):
            continue
        out.append({"span": (row["start"], row["end"]), "id": best.get("geonameid"), "name": best.get("name"),
                    "point": (best["lat"], best["lon"]) if best.get("lat") is not None else None})
    return out


def refers(why):
    """"The city", "the border with X" are no names."""
    return why.startswith(("refers to", "border with"))


def overlapping(span, mentions):
    found = [m for m in mentions if m["span"][0] < span[1] and span[0] < m["span"][1]]
    placed = [m for m in found if m["point"]]
    return (placed or found or [None])[0]


class Score:
    def __init__(self):
        self.gold = self.found = self.said = self.hit = self.placed = self.near = self.with_id = self.exact = 0
        self.km, self.wrong, self.missed, self.extra = [], {}, {}, {}

    def add(self, text, gold, mentions):
        self.gold += len(gold)
        named = [m for m in mentions if m["point"]]
        self.said += len(named)
        for m in named:
            if any(m["span"][0] < g["span"][1] and g["span"][0] < m["span"][1] for g in gold):
                self.hit += 1
            else:
                count(self.extra, text[slice(*m["span"])])
        for g in gold:
            phrase = text[slice(*g["span"])]
            mention = overlapping(g["span"], mentions)
            found = mention is not None and mention["point"] is not None
            self.found += found
            if not found:
                count(self.missed, phrase)
            if g["id"]:
                self.with_id += 1
                self.exact += bool(found and mention["id"] == g["id"])
            if g["point"]:
                self.placed += 1
                if found:
                    km = 0 if g["id"] and mention["id"] == g["id"] else distance_km(mention["point"], g["point"])
                    self.km.append(km)
                    self.near += km <= NEAR_KM
                    if km > NEAR_KM:
                        count(self.wrong, f"{phrase} -> {mention['name']}")

    def figures(self):
        recall, precision = self.found / self.gold, self.hit / max(1, self.said)
        out = {"found": recall, "precision": precision, "found_f1": 2 * recall * precision / max(1e-9, recall + precision),
               "near": self.near / self.placed, "near_of_found": self.near / max(1, len(self.km)), "mean_km": statistics.mean(self.km), "median_km": statistics.median(self.km)}
        if self.with_id:
            out["exact"] = self.exact / self.with_id
            out["exact_of_found"] = self.exact / max(1, len(self.km))
        return out


def count(table, key):
    table[key] = table.get(key, 0) + 1


SETS = {"lgl": read_lgl, "geovirus": read_geovirus}


PINNED_SHARE = 6  # every sixth article stands in eval/run, which would take minutes else


def figures(name, daybook):
    """For eval/run: every sixth article, end to end, through `daybook mentions`."""
    texts = list(SETS[name]())[::PINNED_SHARE]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda t: mentions_of(t[0], daybook), texts))
    return scored(texts, found).figures()


def spellings(tool, data):
    """Spellings of Afghan districts, each left out in turn, and names offered to a wrong province (tools/place_tool.cpp)."""
    if not tool.is_file():
        raise RuntimeError(f"{tool.name} is not built: ninja -C build {tool.name}")
    done = subprocess.run([tool, ROOT / "build" / "gazetteer.bin", data, "spellings"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def scored(texts, found):
    out = Score()
    for (text, gold), mentions in zip(texts, found, strict=True):
        out.add(text, gold, mentions)
    return out


class GivenNames:
    """The resolver alone, with the marked names given to it (build/place_gold): `analyses` gives the CoNLL-U of a text."""

    def __init__(self, analyses, given):
        self.tool, self.analyses, self.given = [ROOT / "build" / "place_gold", ROOT / "build" / "gazetteer.bin", ROOT / "data"], analyses, given

    def __call__(self, texts):
        rows = [json.dumps({"text": text, "conllu": self.analyses(text), **({"gold": [g["span"] for g in gold]} if self.given else {})}) for text, gold in texts]
        done = subprocess.run(self.tool, input="\n".join(rows) + "\n", capture_output=True, text=True, check=True)
        return [[{"span": (m[0], m[1]), "id": m[4][0][1] if m[4] else None, "name": m[4][0][5] if m[4] else None,
                  "point": (m[4][0][2], m[4][0][3]) if m[4] and m[4][0][2] is not None else None}
                 for m in json.loads(line) if not (m[4] and refers(m[4][0][6]))] for line in done.stdout.splitlines()]


def through_tool(name, analyses, given):
    texts = list(SETS[name]())
    return scored(texts, GivenNames(analyses, given)(texts))


def analysed_by(daybook, keep):
    """CoNLL-U of a text; kept in a folder by its digest, since analysing takes longest and changes with the networks only."""
    import hashlib

    def analyses(text):
        file = keep / (hashlib.sha256(text.encode()).hexdigest()[:20] + ".conllu")
        if not file.exists():
            page = keep / "text.txt"
            page.write_text(text, encoding="utf-8")
            file.write_text(subprocess.run([daybook, "analyse", "--format", "conllu", page], capture_output=True, text=True, check=True).stdout, encoding="utf-8")
        return file.read_text(encoding="utf-8")
    return analyses


def line(label, f):
    parts = [f"{k} {f[k]:.3f}" for k in ("found", "precision", "found_f1", "near", "near_of_found", "exact", "exact_of_found") if k in f]
    return f"{label:10s} {', '.join(parts)}, mean {f['mean_km']:.0f} km, median {f['median_km']:.0f} km"


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    names = [a.lower() for a in arguments if a.lower() in SETS] or list(SETS)
    keep = ROOT / "build" / "places_eval"
    keep.mkdir(parents=True, exist_ok=True)
    if not GEO.is_dir():
        print("left out: LGL and GeoVirus (development data not beside the checkout)")
        return 0
    daybook = ROOT / "build" / "daybook"
    for name in names:
        analyses = analysed_by(daybook, keep)
        for label, given in (("found", False), ("given", True)):
            s = through_tool(name, analyses, given)
            print(f"{name} {line(label, s.figures())}")
            if "--examples" in sys.argv:
                for title in ("wrong", "missed", "extra"):
                    most = sorted(getattr(s, title).items(), key=lambda x: (-x[1], x[0]))[:60]
                    print(f"  {title}: " + "; ".join(f"{k} ({n})" for k, n in most))
    print("Published for LGL: Mordecai 3 (Halterman, 2023) exact id 0.794, within 161 km 0.827, on toponyms that are given or found (to be compared with given and of_found).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
