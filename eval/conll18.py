"""CoNLL 2018 shared-task scores of two CoNLL-U texts of the same raw text (words aligned over their characters)."""


class Word:
    __slots__ = ("begin", "end", "multi", "cells", "head", "span_word")

    def __init__(self, begin, end, multi, cells):
        self.begin, self.end, self.multi, self.cells, self.head = begin, end, multi, cells, None


def read(lines):
    """Characters without white space, spans of sentences, and words."""
    chars, sentences, words = [], [], []
    at, block = 0, []

    def flush():
        nonlocal at, block
        if not block:
            return
        start, here, until, multi = at, [], 0, None
        for cells in block:
            if "-" in cells[0]:
                form = "".join(cells[1].split())
                chars.extend(form)
                multi = (at, at + len(form))
                at += len(form)
                until = int(cells[0].split("-")[1])
                continue
            if int(cells[0]) <= until:
                here.append(Word(multi[0], multi[1], True, cells))
                continue
            form = "".join(cells[1].split())
            chars.extend(form)
            here.append(Word(at, at + len(form), False, cells))
            at += len(form)
        for word in here:
            head = int(word.cells[6])
            word.head = here[head - 1] if head else None
        words.extend(here)
        sentences.append((start, at))
        block = []

    for line in lines:
        line = line.rstrip("\n")
        if not line:
            flush()
        elif line[0] != "#":
            cells = line.split("\t")
            if "." not in cells[0]:
                block.append(cells)
    flush()
    return chars, sentences, words


def align(gold, system):
    """Pairs of words with equal spans; within multiword tokens by the longest common sequence of forms."""
    pairs = []
    g = s = 0
    while g < len(gold) and s < len(system):
        a, b = gold[g], system[s]
        if not a.multi and not b.multi and (a.begin, a.end) == (b.begin, b.end):
            pairs.append((a, b))
            g, s = g + 1, s + 1
        elif a.multi or b.multi:
            # A run of words under overlapping spans of which one is a multiword token.
            if a.multi and b.end <= a.begin:
                s += 1
                continue
            if b.multi and a.end <= b.begin:
                g += 1
                continue
            end = max(a.end if a.multi else 0, b.end if b.multi else 0)
            gs, ss = g, s
            while True:
                moved = False
                while gs < len(gold) and gold[gs].begin < end:
                    end = max(end, gold[gs].end if gold[gs].multi else end)
                    gs, moved = gs + 1, True
                while ss < len(system) and system[ss].begin < end:
                    end = max(end, system[ss].end if system[ss].multi else end)
                    ss, moved = ss + 1, True
                if not moved:
                    break
            pairs += common(gold[g:gs], system[s:ss])
            g, s = gs, ss
        elif a.begin <= b.begin:
            g += 1
        else:
            s += 1
    return pairs


def common(a, b):
    size = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    same = lambda x, y: x.cells[1].lower() == y.cells[1].lower()
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            size[i][j] = 1 + size[i + 1][j + 1] if same(a[i], b[j]) else max(size[i + 1][j], size[i][j + 1])
    i = j = 0
    out = []
    while i < len(a) and j < len(b):
        if same(a[i], b[j]):
            out.append((a[i], b[j]))
            i, j = i + 1, j + 1
        elif size[i + 1][j] >= size[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def f1(right, system, gold):
    return 200.0 * right / (system + gold) if system + gold else 0.0


def scores(gold_lines, system_lines):
    gc, gs, gw = read(gold_lines)
    sc, ss, sw = read(system_lines)
    if len(gc) != len(sc):
        raise SystemExit(f"conll18: the texts differ in length: gold {len(gc)}, system {len(sc)} characters")
    pairs = align(gw, sw)
    partner = {id(g): s for g, s in pairs}
    relation = lambda w: w.cells[7].split(":")[0]
    heads = lambda g, s: (g.head is None and s.head is None) or (g.head is not None and partner.get(id(g.head)) is s.head and s.head is not None)
    count = lambda test: sum(1 for g, s in pairs if test(g, s))
    total = lambda n: f1(n, len(sw), len(gw))
    return {
        "sentences": f1(len(set(gs) & set(ss)), len(ss), len(gs)),
        "words": total(len(pairs)),
        "upos": total(count(lambda g, s: g.cells[3] == s.cells[3])),
        "xpos": total(count(lambda g, s: g.cells[4] == s.cells[4])),
        "lemmas": total(count(lambda g, s: g.cells[2] == s.cells[2] or g.cells[2] == "_")),
        "uas": total(count(heads)),
        "las": total(count(lambda g, s: heads(g, s) and relation(g) == relation(s))),
    }
