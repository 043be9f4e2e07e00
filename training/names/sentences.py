#!/usr/bin/env python3
"""Writes what the head for names learns from: sentences with their names, some of them altered, and the lexicon.

  sentences.py --data FOLDER --out FOLDER [--altered 1] [--seed 1]

OUT/sentences.jsonl, a line a window of sentences that stand together:
  {"set": "ewt", "times": 1, "text": "...", "words": [[begin, end]...], "names": [0...], "ends": [2...]}
words in bytes of the text, classes by number (data.NAMES, -1 not known), the number of words up to the end of each sentence. "times": how often an
epoch shows it; 0 for what only measures. OUT/lexicon.tsv: name_lexicon.py.
"""
import argparse
import collections
import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "encoder"))
import data as D  # noqa: E402
import gum_names  # noqa: E402
import name_lexicon  # noqa: E402
from pretokens import pretokens  # noqa: E402

WINDOW = 110  # pre-tokens
TIMES = {"ewt": 1, "gum": 2, "news": 2, "wiki": 2, "wnut": 0.25}
# Kinds of other corpora that UNER does not know are no names; what it would call otherwise is left out.
WIKI = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC", "creative-work": "MISC"}
ORDINARY = {"NN", "NNS", "JJ", "VB", "VBD", "VBG", "VBN", "VBZ", "VBP", "RB", "CD"}
OTHER_NAME, OTHER_WORD, LOWER, UPPER, NO_COMMA = 0.75, 0.12, 0.12, 0.03, 0.5  # shares of what altered sentences change


def training_sets(data):
    ewt, gum, news, _, _ = D.training_sets(data)
    D.add_names(gum, gum_names.read(os.path.join(data, "treebank", "en_gum_ccby-train.conllu")))
    wiki = D.read_names(os.path.join(data, "ner", "wikigold.conll.txt"), 1, WIKI)
    wnut = D.read_names(os.path.join(data, "ner", "wnut17train.conll"), 1, WNUT)
    for p in wiki + wnut:
        for s in p:
            s.names = ["O" if n and n.endswith("MISC") else n for n in s.names]
    return {"ewt": ewt, "gum": gum, "news": news, "wiki": wiki, "wnut": wnut}


def held_out(data):
    gum = D.read_conllu(os.path.join(data, "treebank", "en_gum_ccby-dev.conllu"))
    D.add_names(gum, gum_names.read(os.path.join(data, "treebank", "en_gum_ccby-dev.conllu")))
    return {"dev": D.held_out(data), "gum-dev": gum, "news-dev": D.news_held_out()}


def names_of(sentence):
    """(first word, last + 1, kind)"""
    out = []
    for i, name in enumerate(sentence.names):
        if name and name[0] == "B":
            end = i + 1
            while end < len(sentence.names) and sentence.names[end] == "I-" + name[2:]:
                end += 1
            out.append((i, end, name[2:]))
    return out


def form(sentence, i):
    return sentence.text[sentence.spans[i][0]:sentence.spans[i][1]]


def build_of(words):
    """Names of one build stand in for each other."""
    return min(len(words), 3) if len(words) > 1 or not words[0].isupper() or len(words[0]) == 1 else "letters"


class Pool:
    """Names and ordinary words of the training sentences."""

    def __init__(self, sets):
        self.names, self.words = collections.defaultdict(list), collections.defaultdict(list)
        for paragraphs in sets.values():
            for s in (s for p in paragraphs for s in p):
                for begin, end, kind in names_of(s) if s.names else ():
                    text = s.text[s.spans[begin][0]:s.spans[end - 1][1]]
                    spans = [(b - s.spans[begin][0], e - s.spans[begin][0]) for b, e in s.spans[begin:end]]
                    self.names[kind, build_of([form(s, i) for i in range(begin, end)])].append((text, spans))
                for cells in s.cells or ():
                    if cells[1] in ORDINARY:
                        self.words[cells[1]].append(cells[6])

    def other_word(self, word, tag, rng):
        other = rng.choice(self.words[tag])
        if not other.isalpha() or len(pretokens(other)) != 1:
            return word
        return other[0].upper() + other[1:] if word[0].isupper() else other


def altered(s, pool, rng):
    """The sentence with other names and words in some places, or written otherwise."""
    if not s.names or None in s.names or any(a == b for a, b in zip(s.spans, s.spans[1:])):
        return s
    named = {begin: (end, kind) for begin, end, kind in names_of(s)}
    text, spans, names, read, i = "", [], [], 0, 0
    while i < len(s.spans):
        text += s.text[read:s.spans[i][0]]
        end, kind = named.get(i, (i + 1, None))
        words = [form(s, k) for k in range(i, end)]
        if kind and rng.random() < OTHER_NAME:
            other, places = rng.choice(pool.names[kind, build_of(words)])
            if len(words) > 1 and all(w.isupper() for w in words) and len(other.upper()) == len(other):
                other = other.upper()
            spans += [(len(text) + b, len(text) + e) for b, e in places]
            names += ["B-" + kind] + ["I-" + kind] * (len(places) - 1)
            text += other
        else:
            for k, word in enumerate(words, i):
                if k > i:
                    text += s.text[s.spans[k - 1][1]:s.spans[k][0]]
                tag = s.cells[k][1] if s.cells else None
                if not kind and tag in ORDINARY and word.isalpha() and rng.random() < OTHER_WORD:
                    word = pool.other_word(word, tag, rng)
                spans.append((len(text), len(text) + len(word)))
                text += word
                names.append(s.names[k])
        read, i = s.spans[end - 1][1], end
    out = D.Sentence(text + s.text[read:], spans, None, names, s.space_after)
    return written(without_commas(out, rng), rng)


def without_commas(s, rng):
    """"Paris Texas" for "Paris, Texas"."""
    keep = [i for i in range(len(s.spans)) if not (form(s, i) == "," and 0 < i < len(s.spans) - 1 and (s.names[i - 1] or "").endswith("LOC")
                                                   and s.names[i + 1] == "B-LOC" and rng.random() < NO_COMMA)]
    if len(keep) == len(s.spans):
        return s
    text, spans, read = "", [], 0
    for i in keep:
        gap = s.text[read:s.spans[i][0]]
        text += " " if "," in gap else gap
        spans.append((len(text), len(text) + len(form(s, i))))
        text += form(s, i)
        read = s.spans[i][1]
    return D.Sentence(text + s.text[read:], spans, None, [s.names[i] for i in keep], s.space_after)


def written(s, rng):
    chance = rng.random()
    text = s.text.lower() if chance < LOWER else s.text.upper() if chance < LOWER + UPPER else s.text
    return D.Sentence(text, s.spans, None, s.names, s.space_after) if len(text) == len(s.text) else s


def line(name, times, sentences):
    """One window; a word that shares its letters with another (a contraction) stays, with the same span."""
    text, words, names, ends = "", [], [], []
    for s in sentences:
        at = len(text)
        words += [(at + b, at + e) for b, e in s.spans]
        names += [D.NAMES.index(n) if n else -1 for n in s.names] if s.names else [-1] * len(s.spans)
        ends.append(len(words))
        text += s.text + (" " if s.space_after else "")
    before = [0]
    for c in text:
        before.append(before[-1] + len(c.encode("utf-8", "replace")))
    return {"set": name, "times": times, "text": text, "words": [(before[b], before[e]) for b, e in words], "names": names, "ends": ends}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--altered", type=int, default=1, help="altered copies of each sentence")
    options.add_argument("--seed", type=int, default=1)
    o = options.parse_args()
    sets, rng = training_sets(o.data), random.Random(o.seed)
    pool = Pool(sets)
    parts = [(name, TIMES[name], paragraphs) for name, paragraphs in sets.items()]
    for _ in range(o.altered):
        parts += [(name, 1 / o.altered, [[altered(s, pool, rng) for s in p] for p in paragraphs]) for name, paragraphs in sets.items() if name not in ("news", "wnut")]
    parts += [(name, 0, paragraphs) for name, paragraphs in held_out(o.data).items()]
    os.makedirs(o.out, exist_ok=True)
    with open(os.path.join(o.out, "sentences.jsonl"), "w", encoding="utf-8") as out:
        for name, times, paragraphs in parts:
            for sentences in D.windows(paragraphs, WINDOW, rng, False):
                out.write(json.dumps(line(name, times, sentences), ensure_ascii=False) + "\n")
    with open(os.path.join(o.out, "lexicon.tsv"), "w", encoding="utf-8") as out:
        out.writelines(name_lexicon.make(o.data, sets["ewt"] + sets["gum"]))


if __name__ == "__main__":
    main()
