#!/usr/bin/env python3
"""Learns what fills the slots of a claim and where its quote is cut, from the annotated reports: data/claims/slots.tsv and quotes.tsv.

  slots.py --program BUILD/claim_candidates --heads FOLDER --learn slots|quotes [--out FILE] [--also GOLD.jsonl PAGES]...

For each claim and slot the program says what could fill it (src/claim/slot_choice.cpp), and where its quote could begin and end
(src/claim/quote_choice.cpp); the gold says which of that is right. One set of weights for all: the likelihood of the right ones among all of the slot
(conditional logit), so that every weight can be read. Reports, not claims, are the folds; the margin over the rules' answer is the one with the most
right over them, of those as good the widest. Slots are learnt after quotes, which they look at. Deterministic.
"""
import argparse
import collections
import pathlib
import sys
import tempfile

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "eval"))
import score  # noqa: E402
import train  # noqa: E402

FOLDS = 8
SMALLEST = 0.05  # weights nearer to zero are left out
LEAST = 4        # times a feature occurs
ASKED = 1.0      # weight of a slot that the gold names
UNNAMED = 0.1    # of one that it leaves out, where nothing should stand: the gold need not say all
AS_GOOD = 0.003  # of the right ones: margins this near to the best are as good
NEAR = 12        # bytes between the gold's cut and the nearest one of the program, where nothing is right
LEARNT = {"slots": ("actor", "target", "place"), "quotes": ("begin", "end")}
SIDES = {"agree", "clash", "talk", "attend"}


def answers(row, slot, symmetric):
    """Names that are right, normed; "" where nothing is."""
    slots = ("actor", "target") if slot == "actor" and (symmetric or set(row["kind"]) & SIDES) else (slot,)
    entries = [entry for s in slots for entry in row.get(s, [])]
    return {score.norm(name) for entry in entries for name in entry} if entries else None


def groups_of(gold, found):
    """[(report, slot, [(features, right, by rule)], weight)] of the claims that the gold has."""
    matched, placed = score.paired(gold, found)
    out = []
    for g, p in matched.items():
        row, (doc, claim) = gold[g], placed[p]
        for slot, fillers in claim.get("fillers", {}).items():
            if slot not in LEARNT["slots"]:
                continue
            if slot == "target" and claim.get("symmetric"):
                continue
            wanted = answers(row, slot, claim.get("symmetric"))
            right = [({score.norm(n) for n in f["names"] if n} or {""}) & (wanted or {""}) for f in fillers]
            if any(right):
                out.append((doc, slot, [(f["features"], bool(r), f["by_rule"]) for f, r in zip(fillers, right)], ASKED if wanted is not None else UNNAMED))
    return out


def cuts_of(gold, found):
    """The same of the quotes: a candidate has the longest gold quote of its kind that holds its trigger."""
    by_doc = collections.defaultdict(list)
    for row in gold:
        by_doc[row["doc"]].append(row)
    out, done = [], set()
    for claim in found:
        sentence = claim["sentence"].encode()
        for doc in score.stems(claim) & set(by_doc):
            key = (doc, claim["sentence"], claim["trigger"], claim["kind"])
            if key in done:
                continue
            done.add(key)
            spans = []
            for row in by_doc[doc]:
                if claim["kind"] in row["kind"] and (begin := sentence.find(row["quote"].encode())) >= 0:
                    end = begin + len(row["quote"].encode())
                    if begin <= claim["trigger"] < end:
                        spans.append((end - begin, begin, end))
            if not spans:
                continue
            _, *span = max(spans)
            for slot, wanted in zip(LEARNT["quotes"], span):
                cuts = claim.get("fillers", {}).get(slot, [])
                off = [abs(int(cut["names"][0]) - wanted) for cut in cuts]
                if off and min(off) <= NEAR:
                    out.append((doc, slot, [(cut["features"], o == min(off), cut["by_rule"]) for cut, o in zip(cuts, off)], ASKED))
    return out


def table(groups, index):
    """(matrix of all fillers, right, group of each, weight of each group)."""
    indices, indptr, right, group = [], [0], [], []
    for number, (_, _, fillers, _) in enumerate(groups):
        for features, ok, _ in fillers:
            indices += [index[f] for f in features if f in index]
            indptr.append(len(indices))
            right.append(ok)
            group.append(number)
    x = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(right), len(index)))
    return x, np.array(right), np.array(group), np.array([weight for *_, weight in groups])


def shares(odds, group, count):
    """Odds as shares within each group, and the logarithm of their sum."""
    most = np.full(count, -np.inf)
    np.maximum.at(most, group, odds)
    e = np.exp(odds - most[group])
    total = np.bincount(group, e, count)
    return e / np.maximum(total[group], 1e-300), np.log(np.maximum(total, 1e-300)) + most


def fit(groups, strength):
    count = collections.Counter(f for _, _, fillers, _ in groups for features, _, _ in fillers for f in features)
    index = {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= LEAST))}
    x, right, group, weight = table(groups, index)
    n = len(groups)

    def loss(w):
        odds = x @ w
        p, all_ = shares(odds, group, n)
        q, good = shares(np.where(right, odds, -1e9), group, n)
        slope = x.T @ ((p - q * right) * weight[group])
        return float((weight * (all_ - good)).sum() + w @ w / (2 * strength)), slope + w / strength

    w = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {f: w[i] for f, i in index.items()}


def odds_of(weights, fillers):
    return [sum(weights.get(f, 0.0) for f in features) for features, _, _ in fillers]


def chosen(fillers, odds, margin):
    """Index of what the program takes: as choose_fillers does."""
    best = max(range(len(odds)), key=lambda i: (odds[i], -i))
    rule = next((i for i, (_, _, by_rule) in enumerate(fillers) if by_rule), best)
    return best if odds[best] - odds[rule] > margin else rule


def right_share(scored, margin, slot=None):
    some = [(fillers, odds, weight) for _, s, fillers, weight, odds in scored if slot in (None, s)]
    return sum(weight * fillers[chosen(fillers, odds, margin)][1] for fillers, odds, weight in some) / max(1e-9, sum(weight for *_, weight in some))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True, type=pathlib.Path)
    options.add_argument("--heads", required=True, type=pathlib.Path, help="folder of what head.py --folds wrote")
    options.add_argument("--learn", required=True, choices=LEARNT)
    options.add_argument("--out", type=pathlib.Path)
    options.add_argument("--also", nargs=2, action="append", default=[], type=pathlib.Path, metavar=("GOLD", "PAGES"))
    args = options.parse_args()
    args.out = args.out or ROOT / "data" / "claims" / f"{args.learn}.tsv"
    with tempfile.TemporaryDirectory() as name:
        sets = train.proposed(args.program.resolve(), args.heads, args.also, pathlib.Path(name))
    groups = [group for gold, found in sets for group in (groups_of if args.learn == "slots" else cuts_of)(gold, found)]
    docs = sorted({doc for doc, *_ in groups})
    fold_of = {doc: i % FOLDS for i, doc in enumerate(docs)}
    print(f"{len(groups)} choices with something right, of {sum(len(g[2]) for g in groups)}")
    best = None
    for strength in (0.03, 0.1, 0.3):
        scored = []
        for fold in range(FOLDS):
            weights = fit([g for g in groups if fold_of[g[0]] != fold], strength)
            scored += [(*g, odds_of(weights, g[2])) for g in groups if fold_of[g[0]] == fold]
        shares_right = {m / 4: right_share(scored, m / 4) for m in range(9)}
        margin = max(m for m, share in shares_right.items() if share >= max(shares_right.values()) - AS_GOOD)
        shown = ", ".join(f"{slot} {right_share(scored, 1e9, slot):.4f} to {right_share(scored, margin, slot):.4f}" for slot in LEARNT[args.learn])
        print(f"strength {strength}: right by the rules to right, reports unseen, margin {margin}: {shown}")
        if best is None or right_share(scored, margin) > best[0]:
            best = right_share(scored, margin), strength, margin
    weights = {f: w for f, w in fit(groups, best[1]).items() if abs(w) >= SMALLEST}
    with open(args.out, "w", encoding="utf-8") as out:
        what = "filler of a slot" if args.learn == "slots" else "cut of a quote"
        out.write(f"# What speaks for and against a {what}, in log odds; written by training/claims/slots.py, read by claim/slot_weights.h.\nfeature\tweight\n")
        out.write(f"margin\t{best[2]:.2f}\n")
        out.writelines(f"{f}\t{w:.3f}\n" for f, w in sorted(weights.items()))
    print(f"{args.out}: {len(weights)} weights")


if __name__ == "__main__":
    main()
