#!/usr/bin/env python3
"""Fits the attribution model.

  training/attribution/fit.py GOLD CANDIDATES.jsonl > data/claims/attribution.tsv

GOLD is a folder of PolNeAR (text/, attributions/), CANDIDATES what attribution_candidates wrote of its texts. A candidate is right if its
source and content match an attribution of an annotator as eval/attributions.py matches them; of several annotators it is right in part.
Logistic regression with a quadratic penalty, fitted by AdaGrad in a fixed order; features seen fewer than MINIMUM times are left out, and points are
rounded to half steps: the corpus may be tuned on, not learnt from.
"""
import json
import math
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "eval"))
import attributions  # noqa: E402

MINIMUM, PENALTY, ROUNDS, RATE, STEP = 3, 1.0, 30, 0.3, 0.5


def candidates_of(file, gold):
    """[(features, share of annotators that have it)]"""
    out = []
    for line in open(file, encoding="utf-8"):
        document = json.loads(line)
        text, annotators = gold[pathlib.Path(document["file"]).stem]
        at = attributions.words_at(text)
        theirs = [attributions.pairs(annotator, at) for annotator in annotators]
        for c in document["candidates"]:
            if not c["source"]:
                continue
            pair = (attributions.words_of([c["source"]], at), attributions.words_of(c["content"], at))
            right = sum(any(attributions.match(g, pair, False) for g in golds) for golds in theirs) / len(theirs)
            out.append((c["features"], right))
    return out


def fit(samples, minimum=MINIMUM, penalty=PENALTY, rounds=ROUNDS):
    counts = {}
    for features, _ in samples:
        for f in features:
            counts[f] = counts.get(f, 0) + 1
    index = {f: i + 1 for i, f in enumerate(sorted(f for f, n in counts.items() if n >= minimum))}
    rows = [([0] + [index[f] for f in features if f in index], right) for features, right in samples]
    total = [len(rows)] * (len(index) + 1)
    for f, i in index.items():
        total[i] = counts[f]
    weight, square = [0.0] * len(total), [1e-6] * len(total)
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(rows)
        for features, right in rows:
            logit = sum(weight[i] for i in features)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))) - right
            for i in features:
                slope = error + (penalty * weight[i] / total[i] if i else 0)  # the penalty of a feature is shared out among its samples
                square[i] += slope * slope
                weight[i] -= RATE * slope / math.sqrt(square[i])
    return {"(bias)": weight[0], **{f: weight[i] for f, i in index.items()}}


def main():
    gold = attributions.gold_of(pathlib.Path(sys.argv[1]))
    weights = fit(candidates_of(sys.argv[2], gold))
    print("# What speaks for and against a clause being a report (docs/attribution.md): grammar, classes of cue words, quotation marks; no words.")
    print("# Points in half steps, tuned on the training articles of PolNeAR (Newell, Margolin and Ruths 2018); none of its text.")
    print("feature\tweight")
    for feature, weight in weights.items():
        point = weight if feature == "(bias)" else round(weight / STEP) * STEP
        if round(point, 2):
            print(f"{feature}\t{point:.2f}")


if __name__ == "__main__":
    main()
