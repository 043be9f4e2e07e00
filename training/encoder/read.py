#!/usr/bin/env python3
"""Reads raw text with a checkpoint of any kind and prints CoNLL-U, as src/neural/sentence_reader.cpp does; for figures while training.

  read.py --base FOLDER --model fast.pt [--data FOLDER] TEXT > OUT.conllu

TEXT holds segments with blank lines between them. With --data the lemmas of the treebanks go before the network's. Names are those of the network's
own classes, not of training/names. Many segments are read at once, so the arithmetic differs in its last bits from the program's.
"""
import argparse
import os
import sys
import time

import torch

import data as D
from lemmas import known_lemmas
from pretokens import WordPieces, pretokens, shape, suffix
from student import build
from train import run

WINDOW = 180  # pieces


def best_tree(scores):
    """scores[i][h]: word i + 1 under h (0 the root). The best tree with one word under the root (Chu-Liu, Edmonds)."""
    n = len(scores)
    full = [[-1e30] * (n + 1)] + [list(map(float, row)) for row in scores]
    for i in range(n + 1):
        full[i][i] = -1e30
    heads = solve(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) > 1:
        best = None
        for root in sorted(roots, key=lambda r: -full[r][0])[:4]:
            only = [list(row) for row in full]
            for i in range(1, n + 1):
                if i != root:
                    only[i][0] = -1e30
            tree = solve(only)
            total = sum(full[i][tree[i]] for i in range(1, n + 1))
            if best is None or total > best[0]:
                best = total, tree
        heads = best[1]
    return heads[1:]


def solve(score):
    n = len(score)
    head = [0] + [max(range(n), key=lambda j: score[i][j] if i != j else -2e30) for i in range(1, n)]
    seen = [0] * n
    cycle = None
    for start in range(1, n):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = head[at]
        if at and seen[at] == start:
            cycle = [at]
            while head[cycle[-1]] != at:
                cycle.append(head[cycle[-1]])
            break
    if not cycle:
        return head
    inside = set(cycle)
    kept = [i for i in range(n) if i not in inside]
    one = len(kept)
    new = [[-1e30] * (one + 1) for _ in range(one + 1)]
    enters, leaves = {}, {}
    for a, i in enumerate(kept):
        for b, j in enumerate(kept):
            new[a][b] = score[i][j]
        into, c = max((score[c][i] - score[c][head[c]], -k) for k, c in enumerate(cycle))
        new[one][a], enters[i] = into, cycle[-c]
        out, c = max((score[i][c], -k) for k, c in enumerate(cycle))
        new[a][one], leaves[i] = out, cycle[-c]
    tree = solve(new)
    result = list(head)
    for a, i in enumerate(kept):
        if a:
            result[i] = leaves[i] if tree[a] == one else kept[tree[a]]
    source = kept[tree[one]]
    result[enters[source]] = source
    return result


def name_path(scores):
    """Viterbi over the classes of names: what continues a name follows a part of the same."""
    names = D.NAMES
    may = torch.tensor([[0.0 if b == "O" or b[0] == "B" or a[2:] == b[2:] else -1e9 for b in names] for a in names])
    best = scores[0] + torch.tensor([-1e9 if n[0] == "I" else 0.0 for n in names])
    back = []
    for row in scores[1:]:
        total, frm = (best[:, None] + may).max(0)
        back.append(frm)
        best = total + row
    path = [int(best.argmax())]
    for frm in reversed(back):
        path.append(int(frm[path[-1]]))
    return [names[k] for k in reversed(path)]


class Reader:
    def __init__(self, base, model):
        self.model, self.kept = build(base, model)
        self.model.eval()
        self.pieces = WordPieces(os.path.join(base, "vocab.txt"))
        self.classes = self.kept["classes"]

    @torch.no_grad()
    def read(self, segments):
        """[[(words as (begin, end), heads, scores by kind)]] of each segment's sentences."""
        pre = [pretokens(s) for s in segments]
        codes = [[self.pieces.pieces(s[b:e]) for b, e in p] for s, p in zip(segments, pre)]
        at, out = [0] * len(segments), [[] for _ in segments]
        while open_ := [i for i in range(len(segments)) if at[i] < len(pre[i])]:
            open_.sort(key=lambda i: sum(map(len, codes[i][at[i]:at[i] + WINDOW])))
            for k in range(0, len(open_), 16):
                group = open_[k:k + 16]
                for i, (sentences, until) in zip(group, self.windows([(segments[i], pre[i], codes[i], at[i]) for i in group])):
                    out[i] += sentences
                    at[i] = until
        return out

    def windows(self, places):
        rows = []
        for text, pre, codes, at in places:
            ids, shapes, suffixes, first = [self.pieces.begin], [12], [0], []
            until = at
            while until < len(pre) and len(ids) - 1 + len(codes[until]) <= WINDOW:
                b, e = pre[until]
                first.append(len(ids))
                ids += codes[until]
                spaced = until == 0 or text[b - 1].isspace() or text[b - 1] in "\u200b\ufeff"
                shapes += [shape(text[b:e], spaced)] * len(codes[until])
                suffixes += [suffix(text[b:e])] * len(codes[until])
                until += 1
            rows.append((ids + [self.pieces.end], shapes + [12], suffixes + [0], first + [len(ids)], until))
        n = max(len(r[0]) for r in rows)
        tensor = lambda k, fill: torch.tensor([r[k] + [fill] * (n - len(r[k])) for r in rows])
        ids, shapes, suffixes = tensor(0, 0), tensor(1, 12), tensor(2, 0)
        mask = torch.tensor([[True] * len(r[0]) + [False] * (n - len(r[0])) for r in rows])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.model.encoder(ids, shapes, mask, *([suffixes] if self.model.encoder.suffixed else []))
        hidden = hidden.float()
        return [self.window(h, text, pre, at, first, until) for h, (text, pre, _, at), (_, _, _, first, until) in zip(hidden, places, rows)]

    def window(self, hidden, text, pre, at, first, until):
        m = self.model
        glue = m.glue(hidden[first[:-1]]).argmax(1).tolist()
        words = []
        for i in range(at, until):
            spaced = i > 0 and pre[i - 1][1] < pre[i][0]
            if i > at and not spaced and glue[i - at]:
                words[-1][1] = i
            else:
                words.append([i, i])
        w = m.words(hidden, torch.tensor([first[a - at] for a, _ in words]), torch.tensor([first[b - at + 1] - 1 for _, b in words]))
        ends = [k + 1 for k, e in enumerate(m.end(w).argmax(1).tolist()) if e]
        if until == len(pre) or not ends:
            if not ends or ends[-1] != len(words):
                ends.append(len(words))
        elif ends[-1] == len(words) and len(ends) > 1:
            ends.pop()
        tags = {k: t(w) for k, t in m.tags.items()}
        sentences, begin = [], 0
        for end in ends:
            mine = w[begin:end]
            heads = best_tree(m.arcs(mine).tolist())
            rel = m.relations(mine, torch.tensor(heads)).argmax(1).tolist()
            spans = [(pre[a][0], pre[b][1]) for a, b in words[begin:end]]
            sentences.append((spans, heads, rel, {k: t[begin:end] for k, t in tags.items()}))
            begin = end
        return sentences, words[ends[-1] - 1][1] + 1


def lemma_table(data):
    ewt, gum, news, _, _ = D.training_sets(data)
    rows = (line.rstrip("\n").split("\t") for line in known_lemmas(ewt + gum + news))
    return {(form, tag): lemma or form for form, tag, lemma in rows}


def conllu(text, sentences, classes, known, out):
    for spans, heads, rel, tags in sentences:
        best = {k: [classes[k][c] for c in t.argmax(1).tolist()] for k, t in tags.items() if k != "name"}
        names = name_path(tags["name"])
        for i, ((b, e), head) in enumerate(zip(spans, heads)):
            form = text[b:e]
            label = "root" if head == 0 else classes["rel"][rel[i]]
            label = "dep" if head and label == "root" else label
            key = form if best["upos"][i] == "PROPN" else form.lower()
            lemma = known.get((key, best["xpos"][i])) or known.get((key, best["upos"][i])) or D.apply_script(best["lemma"][i], form) or form
            out.write("\t".join([str(i + 1), form, lemma, best["upos"][i], best["xpos"][i], best["feats"][i], str(head), label, "_",
                                 f"Name={names[i]}"]) + "\n")
        out.write("\n")


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--base", required=True); a.add_argument("--model", required=True); a.add_argument("--threads", type=int, default=1); a.add_argument("--data"); a.add_argument("text")
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    reader = Reader(o.base, o.model)
    segments = [s for s in open(o.text, encoding="utf-8").read().split("\n\n") if s.strip()]
    start = time.process_time()
    read = reader.read(segments)
    words = sum(len(s[0]) for r in read for s in r)
    print(f"{words} words, {words / (time.process_time() - start):.0f} words/s", file=sys.stderr)
    known = lemma_table(o.data) if o.data else {}
    for text, sentences in zip(segments, read):
        conllu(text, sentences, reader.classes, known, sys.stdout)


if __name__ == "__main__":
    main()
