"""What pages state of themselves (title, day of publication, authors) against gold, on two sets of the development data.

Right is: equal but for case, white space and punctuation; the day of publication by day; all authors in the gold's order.
Where the gold has no value the page does not count. Gold that is wrong for a reader is listed in eval/stated_faults.tsv with the
reason; `..._sound` figures leave those rows out, the plain figures keep them.
"""
import concurrent.futures
import csv
import json
import os
import pathlib
import re
import subprocess

FAULTS = pathlib.Path(__file__).resolve().parent / "stated_faults.tsv"


def flat(value):
    value = "; ".join(value) if isinstance(value, list) else value
    return re.sub(r"\W+", " ", value or "").strip().casefold()


def trafilatura_gold(folder):
    """(page, file, {field: gold})"""
    for page in json.loads((folder / "evaldata.json").read_text(encoding="utf-8")).values():
        yield page["file"], folder / "html" / page["file"], {k: page.get(v) for k, v in (("title", "title"), ("date", "date"), ("authors", "author"))}


def fundus_gold(folder):
    """The versions of a publisher's gold follow its pages by the day they were fetched."""
    for file in sorted(folder.glob("*/*.json")):
        meta = json.loads((file.parent / "meta.info").read_text(encoding="utf-8"))
        pages = sorted((p for p in meta
                        if re.fullmatch(re.escape(file.stem) + r"_\d{4}_\d\d_\d\d\.html\.gz", p) and (file.parent / p).exists()),
                       key=lambda p: meta[p]["crawl_date"])
        versions = list(json.loads(file.read_text(encoding="utf-8")).values())
        for page, gold in zip(pages, versions, strict=True):
            yield page, file.parent / page, {"title": gold.get("title"), "date": (gold.get("publishing_date") or "")[:10], "authors": gold.get("authors")}


def figures(name, gold, daybook):
    faults = {(row["page"], row["figure"]) for row in csv.DictReader(open(FAULTS, encoding="utf-8"), delimiter="\t") if row["set"] == name}
    rows = list(gold)

    def clean(row):
        done = subprocess.run([daybook, "clean", "--format", "json", row[1]], capture_output=True)
        return json.loads(done.stdout) if done.returncode == 0 else {}

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(clean, rows))
    hits = {}
    for (page, _, wanted), got in zip(rows, results):
        have = {"title": got.get("title"), "date": (got.get("published") or "")[:10], "authors": got.get("authors")}
        for figure, value in wanted.items():
            if not value:
                continue
            right = flat(value) == flat(have[figure])
            hits.setdefault(figure, []).append(right)
            if (page, figure) not in faults:
                hits.setdefault(figure + "_sound", []).append(right)
    return {figure: sum(all_) / len(all_) for figure, all_ in hits.items()}


def trafilatura(folder, daybook):
    return figures("pages-trafilatura", trafilatura_gold(folder), daybook)


def fundus(folder, daybook):
    return figures("pages-fundus", fundus_gold(folder), daybook)
