#!/usr/bin/env python3
"""Learns how likely a candidate is a claim, from the annotated reports, and writes data/claims/decision.tsv.

  train.py --program BUILD/claim_candidates --heads FOLDER [--out decision.tsv] [--compare] [--also GOLD.jsonl PAGES]...

Logistic regression over the named features of src/claim/features.cpp: every weight can be read. Reports, not sentences, are the folds; the
thresholds are those with the best F1 over them. Which of several candidates is a gold row's is learnt by turns with what is likely, so that the likeliest is. --compare also scores gradient boosted trees on the same folds. Deterministic.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "eval"))
import score  # noqa: E402

FOLDS = 8
REAL = 3.0          # weight of a candidate of --also: pages of real outlets, where the reports are written for this
WITHOUT_HEAD = 0.3  # weight of a candidate told once more without the head's chance
AS_GOOD = 0.004     # of F1: thresholds this near to the best are as good
OF_HEADS = ("head=", "head and a row=", "head here=", "rival=", "quote fits=", "left out of the quote=", "trigger fits=", "somebody ")
UNSURE = -1
CHANCE_STEPS = 15  # that the program parts the head's chances into (features.cpp)
PASSES = 2         # of learning who is a gold row's candidate
SAME_WORDS, BY_ITSELF = 0.4, 0.6  # as drop_told of claim_extractor.cpp has them
SMALLEST = 0.03  # weights nearer to zero are left out


def compiled(paths, folder):
    subprocess.run([HERE / "compile.py", *paths, "--articles", folder / "articles.jsonl", "--gold", folder / "gold.jsonl"], check=True, stdout=subprocess.DEVNULL)
    return folder / "articles.jsonl", folder / "gold.jsonl"


def candidates(program, articles, head, folder):
    """What the program proposes of the articles with that head in place of its own."""
    root = folder / head.stem
    (root / "models" / "en").mkdir(parents=True)
    for file in (ROOT / "models" / "en").iterdir():
        if file.name != "claims.head":
            (root / "models" / "en" / file.name).symlink_to(file)
    (root / "models" / "en" / "claims.head").symlink_to(head.resolve())
    (root / "data").symlink_to(ROOT / "data")
    (root / "built").symlink_to(ROOT / "build")
    done = subprocess.run([program, articles], capture_output=True, text=True, check=True, env=os.environ | {"DAYBOOK_DATA": str(root)})
    return [json.loads(line) for line in done.stdout.splitlines()]


def candidates_of_folds(program, articles, heads, folder):
    """Of each report with a head that was trained without it (head.py --folds)."""
    lines = open(articles, encoding="utf-8").readlines()

    def of_fold(fold):
        part = folder / f"articles-{fold}.jsonl"
        part.write_text("".join(lines[fold::len(heads)]), encoding="utf-8")
        return candidates(program, part, heads[fold], folder)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [one for some in pool.map(of_fold, range(len(heads))) for one in some]


def proposed(program, heads, also, folder):
    """[(gold rows, what the program proposes)]: of the reports, each with heads that have not seen it, and of each (gold, pages) of `also`."""
    articles, gold_file = compiled([HERE / "train"], folder)
    rows = lambda path: [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]  # noqa: E731
    out = [(rows(gold_file), candidates_of_folds(program, articles, sorted(heads.glob("fold-*.head")), folder))]
    return out + [(rows(gold), candidates(program, pages, ROOT / "models/en/claims.head", folder / gold.stem)) for gold, pages in also]


def fitting(found, gold):
    """[(report, candidate)] of the reports that the gold has; {candidate: [(share of words that agree, gold row)]} of those that may be a gold row's."""
    rows = collections.defaultdict(list)
    for i, row in enumerate(gold):
        rows[row["doc"]].append(i)
    placed = [(min(docs), c) for c in found if (docs := score.stems(c) & set(rows))]
    fits = {at: some for at, (doc, c) in enumerate(placed)
            if (some := [(agree, i) for i in rows[doc] if c["kind"] in gold[i]["kind"] and (agree := score.overlap(gold[i]["quote"], c["quote"]["exact"])) >= score.MIN_OVERLAP])}
    return placed, fits


def labels(fits, gold, likely, count):
    """1 of a candidate that is a gold row's, 0 of others, UNSURE of those that match only optional rows. Of several that fit a row the likeliest is it."""
    out, used = np.zeros(count, dtype=int), set()
    for *_, i, at in sorted((-round(float(likely[at]), 3), bool(gold[i].get("optional")), -agree, i, at) for at, some in fits.items() for agree, i in some):
        if out[at] == 0 and i not in used:
            used.add(i)
            out[at] = UNSURE if gold[i].get("optional") else 1
    return out


def matrix(rows, index):
    indices, indptr = [], [0]
    for features in rows:
        indices += [index[f] for f in features if f in index]
        indptr.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(index)))


def names(rows, least):
    count = collections.Counter(f for features in rows for f in features)
    return {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= least))}


def without_head(features):
    """As the program sees a candidate where no network's vectors are at hand."""
    kept = [f for f in features if not f.startswith(OF_HEADS)]
    return kept + ["head=unknown", "head and a row=unknown", "head here=unknown"]


def linear(rows, right, strength, weights):
    rows = list(rows)
    by_row = [i for i, features in enumerate(rows) if not any(f.startswith("head alone=") for f in features)]
    weight = list(weights) + [WITHOUT_HEAD * weights[i] for i in by_row]
    right = list(right) + [right[i] for i in by_row]
    rows += [without_head(rows[i]) for i in by_row]
    index = names(rows, 3)
    model = LogisticRegression(C=strength, max_iter=2000).fit(matrix(rows, index), right, sample_weight=weight)
    return lambda some: model.predict_proba(matrix(some, index))[:, 1], model, index


def trees(rows, right, weights):
    from sklearn.ensemble import HistGradientBoostingClassifier
    index = names(rows, 5)
    model = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=8, random_state=1).fit(matrix(rows, index).toarray(), right, sample_weight=weights)
    return lambda some: model.predict_proba(matrix(some, index).toarray())[:, 1]


def across_folds(placed, y, weights, fit):
    """Probability of each candidate from a model that has not seen its report."""
    docs = sorted({doc for doc, _ in placed})
    fold_of = {doc: i % FOLDS for i, doc in enumerate(docs)}
    out = np.zeros(len(placed))
    for fold in range(FOLDS):
        seen = [i for i, (doc, _) in enumerate(placed) if fold_of[doc] != fold and y[i] != UNSURE]
        predict = fit([placed[i][1]["features"] for i in seen], [y[i] == 1 for i in seen], [weights[i] for i in seen])
        at = [i for i, (doc, _) in enumerate(placed) if fold_of[doc] == fold]
        if at:
            out[at] = predict([placed[i][1]["features"] for i in at])
    return out


def first_guess(candidate):
    """Before anything is learnt: what the head thinks, and a row a little more than none."""
    step = next((f[5:] for f in candidate["features"] if f.startswith("head=") and ":" not in f), "0")
    return (int(step) if step.isdigit() else 0) / CHANCE_STEPS + 0.1 * (not candidate["rule"].endswith(".learnt"))


def told_already(placed, p):
    """Which candidates the program drops since a likelier one says the same (drop_told of claim_extractor.cpp)."""
    sentences = collections.defaultdict(list)
    for i, (doc, c) in enumerate(placed):
        sentences[doc, c["sentence"]].append(i)
    out = np.zeros(len(placed), dtype=bool)
    for some in sentences.values():
        kept = []
        for i in sorted((i for i in some if p[i] >= 0.1), key=lambda i: -p[i]):
            c = placed[i][1]
            same_kind = [k for k in kept if k["kind"] == c["kind"] and k["trigger"] != c["trigger"]]
            out[i] = (p[i] < BY_ITSELF and any(k["kind"] != c["kind"] and k["trigger"] == c["trigger"] for k in kept)
                      or any(score.overlap(k["quote"]["exact"], c["quote"]["exact"]) >= SAME_WORDS for k in same_kind))
            if not out[i]:
                kept.append(c)
    return out


def best_thresholds(p, y, learnt, told, wanted):
    """(threshold, threshold of rows, F1): `wanted` gold rows, some of which no candidate finds. Of those that are as good, the strictest of rows: what is
    shown and wrong costs more trust than what is missing."""
    scored = []
    for t in np.arange(0.1, 0.8, 0.02):
        for of_rows in np.arange(0.04, 0.6, 0.02):
            kept = (p >= np.where(learnt, t, of_rows)) & ~told & (y != UNSURE)
            scored.append((2 * float((kept & (y == 1)).sum()) / (kept.sum() + wanted), float(of_rows), float(t)))
    best = max(scored)[0]
    f1, of_rows, t = max((one for one in scored if one[0] >= best - AS_GOOD), key=lambda one: (one[1], -one[2]))
    return t, of_rows, f1


def calibration_error(p, y, bins=10):
    return sum(abs(p[m].mean() - y[m].mean()) * m.mean() for b in range(bins) if (m := (p >= b / bins) & (p < (b + 1) / bins + (b == bins - 1))).any())


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True, type=pathlib.Path)
    options.add_argument("--heads", required=True, type=pathlib.Path, help="folder of what head.py --folds wrote")
    options.add_argument("--out", type=pathlib.Path, default=ROOT / "data/claims/decision.tsv")
    options.add_argument("--compare", action="store_true")
    options.add_argument("--also", nargs=2, action="append", default=[], type=pathlib.Path, metavar=("GOLD", "PAGES"))
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sets = proposed(args.program.resolve(), args.heads, args.also, pathlib.Path(name))
    own = {row["doc"] for row in sets[0][0]}
    gold = [row for rows, _ in sets for row in rows]
    found = [candidate for _, some in sets for candidate in some]
    placed, fits = fitting(found, gold)
    weights = [1.0 if doc in own else REAL for doc, _ in placed]
    wanted = sum(not g.get("optional") for g in gold)
    learnt = np.array([c["rule"].endswith(".learnt") for _, c in placed])
    likely = [first_guess(c) for _, c in placed]
    for _ in range(PASSES):
        y = labels(fits, gold, likely, len(placed))
        likely = across_folds(placed, y, weights, lambda rows, right, w: linear(rows, right, 0.1, w)[0])
    y = labels(fits, gold, likely, len(placed))
    sure = y != UNSURE
    print(f"{len(placed)} candidates, {(y == 1).sum()} right; {wanted} gold claims, {wanted - (y == 1).sum()} that no candidate finds")
    best = None
    for strength in (0.03, 0.1, 0.3):
        p = across_folds(placed, y, weights, lambda rows, right, w: linear(rows, right, strength, w)[0])
        *thresholds, f1 = best_thresholds(p, y, learnt, told_already(placed, p), wanted)
        error = calibration_error(p[sure], y[sure] == 1)
        print(f"linear, C={strength}: F1 {f1:.4f} at {thresholds[0]:.2f} and {thresholds[1]:.2f}, calibration error {error:.4f}")
        good = f1 - error / 10  # hardly worse and better calibrated is better
        if not best or good > best[1]:
            best = (strength, good, *thresholds)
    if args.compare:
        p = across_folds(placed, y, weights, trees)
        *thresholds, f1 = best_thresholds(p, y, learnt, told_already(placed, p), wanted)
        print(f"gradient boosted trees: F1 {f1:.4f} at {thresholds[0]:.2f} and {thresholds[1]:.2f}, calibration error {calibration_error(p[sure], y[sure] == 1):.4f}")
    at = np.where(sure)[0]
    _, model, index = linear([placed[i][1]["features"] for i in at], [y[i] == 1 for i in at], best[0], [weights[i] for i in at])
    weights = {f: float(model.coef_[0][i]) for f, i in index.items() if abs(model.coef_[0][i]) >= SMALLEST}
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# What speaks for and against a claim, in log odds; written by training/claims/train.py, read by claim/decision.h.\nfeature\tweight\n")
        out.write(f"bias\t{model.intercept_[0]:.3f}\nthreshold\t{best[2]:.2f}\nthreshold of rows\t{best[3]:.2f}\n")
        out.writelines(f"{f}\t{w:.3f}\n" for f, w in sorted(weights.items()))
    print(f"{args.out}: {len(weights)} weights")


if __name__ == "__main__":
    main()
