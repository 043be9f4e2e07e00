"""What part each word of a sentence plays in a claim whose trigger and kind are known: does it stand in the quote, does it name the actor, the target, the place. What
head.py teaches of it (src/claim/part_head.h).

What the gold says of a name: the words that carry its first place in the sentence, by the longest of its names; nothing is learnt of names that the sentence
does not have.
"""
import re

import numpy as np

SLOTS = ("actor", "target", "place")
TAGS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
FAR, STEPS = 13, 6
UP, DOWN, BEHIND, TAG = FAR, FAR + STEPS, FAR + 2 * STEPS, FAR + 2 * STEPS + 1
SIGNS = TAG + len(TAGS)
PARTS = 1 + len(SLOTS)
UNSURE = -1.0


def far_sign(trigger, word):
    apart = abs(word - trigger)
    step = next((i for i, most in enumerate((0, 1, 2, 4, 8, 16)) if apart <= most), 6)
    return step if word <= trigger else 6 + step


def above(words, at):
    out = [at]
    while words[out[-1]][3] >= 0 and len(out) <= len(words):
        out.append(words[out[-1]][3])
    return out


def way(words, trigger):
    """For each word the signs of the way from the trigger to it, as part_head.cpp has them."""
    place = {w: i for i, w in enumerate(above(words, trigger))}
    out = np.zeros((len(words), SIGNS), dtype=np.float32)
    for w, (*_, tag, _, _) in enumerate(words):
        chain = above(words, w)
        up = next((i for i, x in enumerate(chain) if x in place), None)
        down = STEPS if up is None else place[chain[up]]
        out[w, far_sign(trigger, w)] = 1
        out[w, UP + min(STEPS - 1, STEPS if up is None else up)] = 1
        out[w, DOWN + min(STEPS - 1, down)] = 1
        out[w, BEHIND] = w > trigger
        out[w, TAG + TAGS.index(tag)] = 1
    return out


def named(words, text, entries, head_of):
    """Words of the sentence that carry the entries' names; empty where it has none of them."""
    base, out = words[0][0], set()
    sentence = text[base:words[-1][1]]
    for entry in entries:
        for name in sorted((n for n in entry if n), key=len, reverse=True):
            places = [head_of(words, base + m.start(), base + m.end()) for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", sentence, re.IGNORECASE)]
            places = [p for p in places if p is not None]
            if places:
                out.update(places)
                break
    return out


def examples(placed, kinds, head_of):
    """Of the claims placed in a report, [(report's sentence, trigger, kind, words x (quote, slots))]; `placed` is [(sentence index, words, text, begin, end,
    top word, gold row)]."""
    out = []
    for index, words, text, begin, end, top, row in placed:
        y = np.full((len(words), PARTS), UNSURE, dtype=np.float32)
        y[:, 0] = [w[0] >= begin and w[1] <= end for w in words]
        for column, slot in enumerate(SLOTS, 1):
            if right := named(words, text, row.get(slot, []), head_of):
                y[:, column] = 0
                y[list(right), column] = 1
        out.append((index, top, kinds.index(row["kind"][0]), way(words, top), y))
    return out


def count_right(trigger, labels, odds, right, asked):
    """Of a claim, words x parts: adds to `right` and `asked` whether the likeliest word for each slot, and the likeliest first and last word of the quote, are."""
    for column in range(1, PARTS):
        if (labels[:, column] == 1).any():
            asked[column - 1] += 1
            right[column - 1] += labels[odds[:, column].argmax(), column] == 1
    sums = np.cumsum(np.concatenate([[0], odds[:, 0]]))
    inside = np.where(labels[:, 0] == 1)[0]
    if len(inside):
        asked[PARTS - 1:] += 1
        right[PARTS - 1] += sums[:trigger + 1].argmin() == inside[0]
        right[PARTS] += trigger + sums[trigger + 1:].argmax() == inside[-1]
