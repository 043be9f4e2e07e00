"""Who says what, against the attributions of PolNeAR (brat files: Source, Cue and Content of each).

A pair is the source and the content of one attribution; one without a source is no pair. Two pairs match where both their sources and
their contents do: the words they share are at least half of the words of the shorter. `source_content` is the F1 of pairs matched one to
one, over all texts; `source_content_close` asks for half of all words of both contents together (the source as before). A text that several
people annotated counts once: it is scored against each of them, and each counts an equal part.
"""
import collections
import concurrent.futures
import json
import os
import re
import subprocess

WORD = re.compile(r"\w+")


def words_at(text):
    """For each code point the number of its word, or None between words."""
    out = [None] * len(text)
    for number, match in enumerate(WORD.finditer(text)):
        out[match.start():match.end()] = [number] * (match.end() - match.start())
    return out


def words_of(spans, at):
    return frozenset(number for begin, end in spans for number in at[begin:end] if number is not None)


def annotations(file):
    """[(source, cue, content)] of a brat file, each a list of spans."""
    spans, out = {}, []
    lines = [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8", newline="")]
    for cells in lines:
        if cells[0].startswith("T"):
            spans[cells[0]] = [tuple(map(int, span.split())) for span in cells[1].split(" ", 1)[1].split(";")]
    for cells in lines:
        if cells[0].startswith("E"):
            roles = collections.defaultdict(list)
            for role, target in (piece.split(":") for piece in cells[1].split()[1:]):
                roles[role.rstrip("0123456789")] += spans[target]
            out.append((roles["Source"], roles["Cue"], roles["Content"]))
    return out


def gold_of(folder):
    """{name of a text: (text, [annotations of each annotator])}"""
    out = {}
    for file in sorted((folder / "text").glob("*.txt")):
        out[file.stem] = (open(file, encoding="utf-8", newline="").read(), [])
    for file in sorted((folder / "attributions").glob("*.ann")):
        out[file.stem.rsplit("_", 1)[0]][1].append(annotations(file))
    return out


def match(gold, found, close):
    share = len(gold[0] & found[0]) * 2 >= min(len(gold[0]), len(found[0]))
    common = len(gold[1] & found[1])
    return share and common > 0 and gold[0] & found[0] and common * 2 >= (len(gold[1] | found[1]) if close else min(len(gold[1]), len(found[1])))


def matched(golds, found, close):
    """Size of the largest one-to-one matching (augmenting paths)."""
    partner = {}

    def place(g, seen):
        for f in range(len(found)):
            if f in seen or not match(golds[g], found[f], close):
                continue
            seen.add(f)
            if f not in partner or place(partner[f], seen):
                partner[f] = g
                return True
        return False

    return sum(place(g, set()) for g in range(len(golds)))


def pairs(attributions, at):
    out = [(words_of(source, at), words_of(content, at)) for source, _, content in attributions]
    return [pair for pair in out if pair[0] and pair[1]]


def score(gold, found):
    """Figures of {name: (text, annotators)} and {name: [(source, cue, content)]}."""
    figures = {}
    for name, close in (("source_content", False), ("source_content_close", True)):
        right = golds = predicted = 0.0
        for text_name, (text, annotators) in gold.items():
            at = words_at(text)
            mine = pairs(found.get(text_name, []), at)
            for annotator in annotators:
                theirs = pairs(annotator, at)
                right += matched(theirs, mine, close) / len(annotators)
                golds += len(theirs) / len(annotators)
                predicted += len(mine) / len(annotators)
        precision, recall = right / max(1, predicted), right / max(1, golds)
        figures[name] = 2 * precision * recall / (precision + recall) if right else 0
        figures[name + "_precision"], figures[name + "_recall"] = precision, recall
    return figures


def found_in(file, daybook):
    run = subprocess.run([daybook, "claims", "--attributions", "--format", "jsonl", file], capture_output=True, text=True, check=True)
    span = lambda s: (s["start"], s["end"])  # noqa: E731
    return [([span(a["source"])] if a["source"] else [], [span(a["cue"])], [span(s) for s in a["content"]]) for a in map(json.loads, run.stdout.splitlines())]


def figures(folder, daybook):
    gold = gold_of(folder)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(gold, pool.map(lambda name: found_in(folder / "text" / f"{name}.txt", daybook), gold)))
    return score(gold, found)
