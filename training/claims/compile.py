#!/usr/bin/env python3
"""Checks annotated reports and writes them as articles and gold rows (formats: README.md here, ../../docs/claims.md).

  compile.py PATH... [--articles OUT.jsonl] [--gold OUT.jsonl]     PATH: a .claims file or a folder of them

Prints how many reports, sentences, claims of each kind there are. A fault is one line FILE:LINE: reason, and exit code 1.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SLOTS = ("actor", "target", "place", "date", "number", "of", "bound", "unit", "attribution", "modality", "phase", "instrument", "effect")
MODALITIES = {"asserted", "reported", "denied", "negated", "planned", "possible", "conditional", "demanded", "offered", "promised"}
EFFECTS = {"killed", "wounded", "destroyed", "damaged", "none"}
STYLES = {"agency", "newspaper", "broadcast", "bulletin", "translated", "analysis", "liveblog", "archive"}
EDTF = re.compile(r"^(\d{4}(-\d{2}(-\d{2})?)?[?~]?)(/(\d{4}(-\d{2}(-\d{2})?)?[?~]?|\.\.)?)?$")
SLOT = re.compile(r"(?:^| )(" + "|".join(SLOTS) + r")=|(?:^| )(optional)(?= |$)")


class Fault(Exception):
    pass


def kinds():
    """kind -> its phases, from the project's own table."""
    table = [line.rstrip("\n").split("\t") for line in open(ROOT / "data/claims/kinds.tsv", encoding="utf-8") if line.strip() and not line.startswith("#")]
    header = table[0]
    return {row[0]: set(filter(None, row[header.index("phases")].split("|"))) for row in table[1:]}


def split_claim(line):
    """`kind "quote" slots` -> (kinds, quote, {slot: value})."""
    kind, _, rest = line.partition(" ")
    if not rest.startswith('"'):
        raise Fault("a claim is: kind \"quote\" slots")
    ends = [m.start() for m in re.finditer(r'"(?= (?:' + "|".join(SLOTS) + r')=| optional\b|$)', rest) if m.start() > 0]
    if not ends:
        raise Fault("the quote has no end")
    quote, rest = rest[1:ends[0]], rest[ends[0] + 1:]
    marks = list(SLOT.finditer(rest))
    if rest[:marks[0].start() if marks else len(rest)].strip():
        raise Fault(f"not a slot: {rest.strip()[:40]}")
    slots = {}
    for mark, following in zip(marks, marks[1:] + [None]):
        name = mark[1] or mark[2]
        if name in slots:
            raise Fault(f"slot {name} twice")
        slots[name] = rest[mark.end():following.start() if following else len(rest)].strip()
    return kind.split("/"), quote, slots


def entries(value):
    out = [[name.strip() for name in entry.split("|")] for entry in value.split(";")]
    if any(not entry[0] for entry in out):
        raise Fault(f"an entry without a name: {value}")
    return out


def gold_row(name, number, known, sentence, line):
    names, quote, slots = split_claim(line)
    for kind in names:
        if kind not in known:
            raise Fault(f"no kind '{kind}'")
    if quote not in sentence:
        raise Fault(f"the quote is not in its sentence: {quote[:60]}")
    row = {"id": f"{name}-{number:02d}", "doc": name, "sentence": sentence, "quote": quote, "kind": names}
    for slot in ("actor", "target", "place"):
        if slots.get(slot):
            row[slot] = entries(slots[slot])
    if "date" in slots:
        row["date"] = [v.strip() for v in slots["date"].split("|")]
        for v in row["date"]:
            if v and not EDTF.match(v):
                raise Fault(f"no EDTF date: {v}")
    if "number" in slots:
        try:
            row["number"] = {"value": float(slots["number"].replace(",", ""))}
            if "of" in slots:
                row["number"]["of"] = int(slots["of"].replace(",", ""))
        except ValueError:
            raise Fault(f"no number: {slots['number']} {slots.get('of', '')}")
        if row["number"]["value"].is_integer():
            row["number"]["value"] = int(row["number"]["value"])
        for extra in ("bound", "unit"):
            if extra in slots:
                row["number"][extra] = slots[extra]
    if "attribution" in slots:
        row["attribution"] = [v.strip() for v in re.split(r"[|;]", slots["attribution"]) if v.strip()]
    row["modality"] = slots.get("modality", "asserted").split("|")
    if set(row["modality"]) - MODALITIES:
        raise Fault(f"no modality '{slots['modality']}'")
    if len(row["modality"]) == 1:
        row["modality"] = row["modality"][0]
    if "phase" in slots:
        if not any(slots["phase"] in known[kind] for kind in names):
            raise Fault(f"no phase '{slots['phase']}' of {'/'.join(names)}")
        row["phase"] = slots["phase"]
    if "instrument" in slots:
        row["instruments"] = [v.strip() for v in slots["instrument"].split("|")]
    if "effect" in slots:
        if slots["effect"] not in EFFECTS:
            raise Fault(f"no effect '{slots['effect']}'")
        row["effect"] = slots["effect"]
    if "optional" in slots:
        row["optional"] = True
    return row


def read(path, known):
    """[(article, gold rows, sentences)] of one file; faults are printed."""
    out, faults = [], 0
    article = rows = sentence = None
    for at, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        try:
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@doc "):
                article, rows, sentence = {"id": line[5:].strip(), "style": None, "published": None, "paragraphs": []}, [], None
                out.append((article, rows))
            elif article is None:
                raise Fault("before the first @doc")
            elif line.startswith("  - "):
                if sentence is None:
                    raise Fault("a claim without a sentence")
                rows.append(gold_row(article["id"], len(rows) + 1, known, sentence, line[4:].strip()))
            elif not article["paragraphs"] and (head := re.match(r"(published|style): *(.+)$", line)):
                if head[1] == "published" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", head[2]):
                    raise Fault("published is YYYY-MM-DD")
                if head[1] == "style" and head[2] not in STYLES:
                    raise Fault(f"no style '{head[2]}' ({' '.join(sorted(STYLES))})")
                article[head[1]] = head[2]
            elif line.strip() == "¶":
                article["paragraphs"].append([])
            else:
                if not article["published"] or not article["style"]:
                    raise Fault("published and style stand before the first sentence")
                sentence = line.strip()
                if len(article["paragraphs"]) == 0:
                    article["paragraphs"] += [[sentence], []]
                else:
                    article["paragraphs"][-1].append(sentence)
        except Fault as fault:
            faults += 1
            print(f"{path}:{at}: {fault}", file=sys.stderr)
    return out, faults


def main():
    options = argparse.ArgumentParser()
    options.add_argument("paths", nargs="+", type=pathlib.Path)
    options.add_argument("--articles"), options.add_argument("--gold")
    args = options.parse_args()
    known, reports, faults = kinds(), [], 0
    for path in args.paths:
        for file in sorted(path.glob("*.claims")) if path.is_dir() else [path]:
            more, wrong = read(file, known)
            reports += more
            faults += wrong
    names = collections.Counter(article["id"] for article, _ in reports)
    for name, times in names.items():
        if times > 1:
            faults += 1
            print(f"{name}: two reports of this name", file=sys.stderr)
    if args.articles:
        with open(args.articles, "w", encoding="utf-8") as out:
            for article, _ in reports:
                paragraphs = [" ".join(p) for p in article["paragraphs"] if p]
                out.write(json.dumps({"id": article["id"], "title": paragraphs[0], "published": article["published"], "lang": "en", "text": "\n\n".join(paragraphs)}, ensure_ascii=False) + "\n")
    if args.gold:
        with open(args.gold, "w", encoding="utf-8") as out:
            for _, rows in reports:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    sentences = sum(len(p) for article, _ in reports for p in article["paragraphs"])
    claims = [row for _, rows in reports for row in rows]
    print(f"{len(reports)} reports, {sentences} sentences, {len(claims)} claims")
    print("kinds:", " ".join(f"{k} {n}" for k, n in collections.Counter(row["kind"][0] for row in claims).most_common()), "| none:", " ".join(sorted(set(known) - {row["kind"][0] for row in claims})) or "-")
    modalities = (row["modality"] if isinstance(row["modality"], str) else row["modality"][0] for row in claims)
    print("modalities:", " ".join(f"{k} {n}" for k, n in collections.Counter(modalities).most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
