#!/usr/bin/env python3
"""Word table for restoring case: how often each word stands in lower case where case is free to vary.

  training/casing.py TREEBANK.conllu ... > models/en/casing.tsv

Counts words that do not open a sentence, in sentences that are not themselves written in capitals.
"""
import collections
import sys


def sentences(files):
    for name in files:
        words = []
        for line in open(name, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                words.append((cells[1], cells[3]))
            elif not line.strip():
                yield words
                words = []


def main():
    lower, total = collections.Counter(), collections.Counter()
    for words in sentences(sys.argv[1:]):
        letters = [w for w, _ in words[1:] if w.isalpha() and len(w) > 3]
        if len(letters) > 2 and sum(w[0].isupper() for w in letters) > len(letters) / 2:
            continue  # a headline says nothing about case
        for word, _ in words[1:]:
            if not word.isalpha() or len(word) < 2:
                continue
            total[word.lower()] += 1
            lower[word.lower()] += word.islower()
    print("# Share of lower case among the occurrences of a word inside sentences; made by training/casing.py.")
    print("word\tlower")
    for word in sorted(total):
        share = lower[word] / total[word]
        if lower[word] and (total[word] > 1 or share == 1):
            print(f"{word}\t{share:.2f}")


main()
