"""Numbers of `daybook mentions` against eval/numbers/cases.tsv; the head of that file says what stands in it. And against the numbers of gold claims.

  eval/numbers_of_text.py [--missed]     prints the figures; --missed also what was got wrong, of the sentences that are not held out

found: a mention overlaps the expression. value, bound, range (low and high), of, unit: of all expressions, the share found whose field is right; words: whose
words are those of the expression; whole: with all fields right. left_alone: share of the negatives that no mention touches. held_... are the same of every third sentence.
"""
import argparse
import csv
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CASES = ROOT / "eval" / "numbers" / "cases.tsv"
FIELDS = ("value", "bound", "range", "of", "unit")


def read_cases(path=CASES):
    """[(sentence, [row])] in the order of the file."""
    lines = [line for line in open(path, encoding="utf-8") if not line.startswith("#")]
    sentences = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        sentences.setdefault(row["text"], []).append(row)
    return list(sentences.items())


def mentions_of(daybook, text, published):
    run = subprocess.run([daybook, "mentions", "-", "--kinds", "number", "--published", published, "--format", "jsonl"], input=text.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def numbers_of(daybook, texts):
    """The number mentions of each text; all are paragraphs of one page."""
    mentions = mentions_of(daybook, "\n\n".join(texts), "2024-06-15")
    out, at = [], 0
    for text in texts:
        inside = [m for m in mentions if m["start"] is not None and at <= m["start"] < at + len(text)]
        out.append([m | {"start": m["start"] - at, "end": m["end"] - at} for m in inside])
        at += len(text) + 2
    return out


def same(stated, found):
    """Figures agree to a thousandth; "" stands for none."""
    if stated == "" or found is None:
        return stated == "" and found is None
    return abs(float(stated) - found) <= 0.001 * max(1.0, abs(float(stated)))


def judged(row, text, mention):
    best, figures = mention["best"], mention["candidates"][0]
    return {"value": same(row["value"], best["value"]), "bound": row["bound"] == (best["bound"] or ""),
            "range": same(row["low"], figures["low"]) and same(row["high"], figures["high"]), "of": same(row["of"], best["of"]),
            "unit": row["unit"] == (best["unit"] or ""), "words": text[mention["start"]:mention["end"]] == row["words"]}


def touching(row, text, mentions):
    start = text.index(row["words"])
    return [m for m in mentions if m["start"] < start + len(row["words"]) and start < m["end"]]


def score(cases, found, missed):
    counts = dict.fromkeys(("found", *FIELDS, "words", "whole"), 0)
    expressions = negatives = alone = 0
    for (text, rows), mentions in zip(cases, found):
        for row in rows:
            touched = touching(row, text, mentions)
            if row["value"] == "none":
                negatives += 1
                alone += not touched
                if touched and missed is not None:
                    missed.append(f"no number: {row['words']}  <-  {[m['text'] for m in touched]}  |  {text}")
                continue
            expressions += 1
            right = max((judged(row, text, m) for m in touched), key=lambda j: sum(j.values()), default={})
            counts["found"] += bool(touched)
            for name, ok in right.items():
                counts[name] += ok
            whole = bool(right) and all(right[name] for name in FIELDS)
            counts["whole"] += whole
            if missed is not None and not (whole and right["words"]):
                wrong = [name for name, ok in right.items() if not ok] or ["not found"]
                missed.append(f"{row['words']}  {', '.join(wrong)}  <-  {[(m['text'], m['best'], m['candidates']) for m in touched]}")
    return {name: n / expressions for name, n in counts.items()} | {"left_alone": alone / negatives}


def figures(daybook, missed=None):
    cases = read_cases()
    found = numbers_of(daybook, [text for text, _ in cases])
    held = [i % 3 == 2 for i in range(len(cases))]
    part = lambda of: ([c for c, h in zip(cases, held) if h == of], [f for f, h in zip(found, held) if h == of])  # noqa: E731
    return score(*part(False), missed) | {f"held_{k}": v for k, v in score(*part(True), None).items()}


def articles(folder, jsonl):
    """{name: (text, day of publication)} of a folder of plain texts and of a file of JSON lines."""
    out = {file.stem: (file.read_text(encoding="utf-8"), "2021-07-18") for file in folder.glob("*.txt")}
    for line in open(jsonl, encoding="utf-8"):
        article = json.loads(line)
        out[article["id"]] = (article["title"] + "\n\n" + article["text"], article["published"][:10])
    return out


def stands_at(quote, text):
    """Where the words of a quote stand in a text that may break its lines elsewhere."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else None


def figures_of_claims(daybook, texts, gold_files, missed=None):
    """Of the numbers of gold claims whose quote stands in the text: the share that a mention in the quote has by value, and by value and total."""
    golds = [json.loads(line) for file in gold_files for line in open(file, encoding="utf-8") if line.strip()]
    mentions, value, whole, count = {}, 0, 0, 0
    for gold in golds:
        numbers = gold.get("numbers") or ([gold["number"]] if gold.get("number") else [])
        text, published = texts[gold["doc"]]
        place = stands_at(gold["quote"], text) if numbers else None
        if not place:
            continue
        if gold["doc"] not in mentions:
            mentions[gold["doc"]] = mentions_of(daybook, text, published)
        inside = [m["best"] for m in mentions[gold["doc"]] if m["start"] is not None and m["start"] < place[1] and place[0] < m["end"]]
        for number in numbers:
            right = [m for m in inside if m["value"] is not None and abs(m["value"] - number["value"]) <= 0.001 * number["value"]]
            count, value, whole = count + 1, value + bool(right), whole + any(m["of"] == number.get("of") for m in right)
            if not right and missed is not None:
                missed.append(f"{number}  <-  {inside}  |  {gold['quote']}")
    return {"value": value / count, "value_and_of": whole / count}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--missed", action="store_true")
    p.add_argument("--daybook", default=ROOT / "build" / "daybook")
    a = p.parse_args()
    missed = []
    for name, value in figures(a.daybook, missed).items():
        print(f"{name:16s} {value:.4f}")
    if SHARED.is_dir():
        texts = articles(SHARED / "seeds", SHARED / "data" / "articles" / "aje-dev.jsonl")
        for name, value in figures_of_claims(a.daybook, texts, [SHARED / "gold" / "seeds.jsonl", SHARED / "gold" / "aje-dev.jsonl"], missed).items():
            print(f"claims {name:16s} {value:.4f}")
    if a.missed:
        print("\n".join(missed))


if __name__ == "__main__":
    main()
