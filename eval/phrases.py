"""Phrases and whom they name (eval/actors/*.tsv) against `daybook mentions --kinds actor`.

A case is right in
  actor    where the reading's id is the one given; for a list, where the ids met inside the phrase are those given (or belong to
           them); for `new`, where the reading was created from the text and has the name; for `role`, where it is a role, or a
           created person, that acts for the party given
  country, sector, party    where the reading has the value given; cases with "-" are not asked
Figures are shares of the cases asked, for known names and `new` ones apart.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import unicodedata

FIELDS = ("country", "sector", "party")  # `inter` of the cases waits for a program that says it
ARTICLE = re.compile(r"^(the|a|an)\s+", re.I)


def cases(file):
    rows = [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8") if line.strip() and not line.startswith("#")]
    out = [dict(zip(rows[0], row)) for row in rows[1:]]
    for case in out:
        marked = case["text"]
        begin, end = marked.index("["), marked.index("]") - 1
        case["plain"], case["span"] = marked.replace("[", "").replace("]", ""), (begin, end)
    return out


def created(identifier):
    return re.fullmatch(r"act_x[0-9a-f]{8,}", identifier) is not None


def plain_name(name):
    folded = unicodedata.normalize("NFC", name).casefold()
    return " ".join(re.sub(r"[\"'’“”]", " ", ARTICLE.sub("", folded)).split())


def inner(text, begin, end):
    """The span without a leading article."""
    article = ARTICLE.match(text[begin:end])
    return (begin + article.end() if article else begin, end)


def mentions(daybook, case):
    run = subprocess.run([daybook, "mentions", "-", "--kinds", "actor", "--published", case["day"], "--format", "jsonl"],
                         input=case["plain"].encode(), capture_output=True, check=True)
    found = [json.loads(line) for line in run.stdout.decode().splitlines() if line.strip()]
    return [m for m in found if m["start"] is not None and m["candidates"]]


def overlap(a, b):
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (max(a[1], b[1]) - min(a[0], b[0]))


def reading_of(case, found):
    """The best reading of the mention that fits the phrase most closely; None if none covers half of it or begins where it begins."""
    span = inner(case["plain"], *case["span"])
    spans = [(inner(case["plain"], m["start"], m["end"]), m) for m in found]
    near = [(overlap(span, s), m) for s, m in spans if overlap(span, s) >= 0.5 or s[0] == span[0]]
    if not near:
        return None
    candidates = max(near, key=lambda pair: pair[0])[1]["candidates"]  # the first is the best, with its kind and party
    return candidates[0] if candidates else None


def members(case, found):
    """Readings of the outermost mentions inside the phrase; every reading of one that is a list."""
    begin, end = case["span"]
    inside = [m for m in found if begin <= m["start"] and m["end"] <= end]
    outer = [m for m in inside if not any(o is not m and o["start"] <= m["start"] and m["end"] <= o["end"] and o["end"] - o["start"] > m["end"] - m["start"] for o in inside)]
    out = []
    for mention in outer:
        several = len(mention["candidates"]) > 1 and "each of several" in mention["why"]
        out += mention["candidates"] if several else mention["candidates"][:1]
    return out


def right(case, found):
    """field -> True, False or None (not asked)."""
    wanted = case["actor"]
    if "+" in wanted:
        got = members(case, found)
        ids = set(wanted.split("+"))
        met = {r["id"] if r["id"] in ids else r["party"] for r in got}
        out = {"actor": met == ids}
        out.update({f: None if case[f] == "-" else bool(got) and all(r.get(f) == case[f] for r in got) for f in FIELDS})
        return out
    got = reading_of(case, found)
    if got is None:
        return {"actor": False, **{f: None if case[f] == "-" else False for f in FIELDS}}
    if wanted == "new":
        actor = created(got["id"]) and plain_name(got["name"]) == plain_name(case["name"])
    elif wanted == "role":
        actor = created(got["id"]) and got["kind"] == "role" and case["party"] in ("-", got["party"])
    else:
        actor = got["id"] == wanted
    return {"actor": actor, **{f: None if case[f] == "-" else got.get(f) == case[f] for f in FIELDS}}


def judged(file, daybook):
    """[(case, mentions, field -> right)]"""
    all_cases = cases(file)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda c: mentions(daybook, c), all_cases))
    return [(c, f, right(c, f)) for c, f in zip(all_cases, found)]


def figures(file, daybook, rows=None):
    rows = rows if rows is not None else judged(file, daybook)
    out = {}
    for part, wanted in (("", lambda c: True), ("known_", lambda c: c["actor"] != "new"), ("new_", lambda c: c["actor"] == "new")):
        for field in ("actor", *FIELDS):
            asked = [r[field] for c, _, r in rows if wanted(c) and r[field] is not None]
            out[part + field] = sum(asked) / len(asked) if asked else 0.0
    return out
