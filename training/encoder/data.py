"""Treebanks and name corpora as paragraphs of pre-tokens with what the heads are to learn."""
import collections
import os
import random
import re
from dataclasses import dataclass, field

from pretokens import pretokens

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
UNSURE = -100  # no loss


@dataclass
class Sentence:
    text: str
    spans: list = field(default_factory=list)  # of words in text, code points
    cells: list = field(default_factory=list)  # UPOS XPOS FEATS HEAD DEPREL LEMMA FORM, or None where only names are known
    names: list = None                         # BIO a word, or None
    space_after: bool = True
    cut: bool = False          # a beginning only: what follows is not in the window, so no word ends it and it has no tree


def word_spans(rows, text):
    """Spans of syntactic words. Words of a contraction divide its surface where their forms allow, else share it."""
    spans, at, i = [], 0, 0
    while i < len(rows):
        cells = rows[i]
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            surface = cells[1]
            begin = text.index(surface, at)
            parts = rows[i + 1:i + 2 + last - first]
            lengths = [len(p[1]) for p in parts]
            if sum(lengths) != len(surface):
                lengths = None
            for k, part in enumerate(parts):
                if lengths:
                    spans.append((begin + sum(lengths[:k]), begin + sum(lengths[:k + 1])))
                else:
                    spans.append((begin, begin + len(surface)))
            at, i = begin + len(surface), i + 1 + len(parts)
        else:
            begin = text.index(cells[1], at)
            spans.append((begin, begin + len(cells[1])))
            at, i = begin + len(cells[1]), i + 1
    return spans


def read_conllu(path, names=False):
    """Paragraphs: lists of sentences. With `names`, MISC says them as Name=B-PER."""
    paragraphs, rows, text, name, end = [[]], [], None, None, None
    tags = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(("# newdoc", "# newpar")) and paragraphs[-1]:
            paragraphs.append([])
        elif line.startswith("# text ="):
            text = line[8:].strip()
        elif line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            cells = line.split("\t")
            if "." not in cells[0]:
                rows.append(cells)
        elif not line and rows:
            places = [tuple(map(int, p.groups())) for c in rows if (p := re.search(r"TokenRange=(\d+):(\d+)", c[9]))]
            if places and (len(places) != len(rows) or len(text) != places[-1][1] - places[0][0]):
                rows = []  # written otherwise than it stood
                continue
            s = Sentence(text, [(b - places[0][0], e - places[0][0]) for b, e in places] if places else word_spans(rows, text))
            s.cells = [(c[3], c[4], c[5], int(c[6]), c[7], c[2], c[1]) for c in rows if "-" not in c[0]]
            s.space_after = "SpaceAfter=No" not in rows[-1][9]
            s.name = name
            # What the program printed says where words stood: a blank line between sentences parts paragraphs.
            if places:
                gap = places[0][0] - end if end is not None else 0
                if paragraphs[-1]:
                    paragraphs[-1][-1].space_after = gap > 0
                    if gap > 1:
                        paragraphs.append([])
                end = places[-1][1]
            if names:
                found = [dict(f.split("=", 1) for f in c[9].split("|") if "=" in f).get("Name", "O") for c in rows if "-" not in c[0]]
                s.names = [n if n in NAMES else "O" for n in found]
            paragraphs[-1].append(s)
            rows = []
    return [p for p in paragraphs if p]


def words_by_sentence(path):
    """{sentence id: [cells of each word]} of a file of columns."""
    by_id, name, rows = {}, None, []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            by_id[name], rows = rows, []
    return by_id


def uner_names(path):
    """{sentence id: BIO tags} of UNER."""
    return {name: [cells[2] for cells in rows] for name, rows in words_by_sentence(path).items()}


def add_names(paragraphs, by_id):
    """BIO tags of sentences found by their ids; None where a word's class is not known, other kinds of names are none."""
    for p in paragraphs:
        for s in p:
            tags = by_id.get(s.name)
            if tags and len(tags) == len(s.spans):
                s.names = [t if t is None or t in NAMES else "O" for t in tags]


CLOSE_UP = set(".,;:!?)]}%'\u2019\"") | {"'s", "n't", "\u2019s", "'re", "'ve", "'ll", "'d", "'m"}


def read_names(path, column, types):
    """Tokens a line with BIO or IO tags; joined to text as print would. Types not in `types` give no loss."""
    paragraphs, words, tags = [], [], []

    def flush():
        if not words:
            return
        text, spans, open_quote = "", [], False
        for i, w in enumerate(words):
            glue = i == 0 or w in CLOSE_UP and not (w == '"' and not open_quote) or words[i - 1] in ("(", "[", "$", "#") or (words[i - 1] == '"' and open_quote)
            if w == '"':
                open_quote = not open_quote
            text += "" if glue else " "
            spans.append((len(text), len(text) + len(w)))
            text += w
        s = Sentence(text, spans, None, [])
        before = "O"
        for t in tags:
            base = t[2:] if "-" in t else t
            kind = types.get(base, None if t != "O" else "O")
            if t == "O":
                s.names.append("O")
            elif kind is None:
                s.names.append(None)
            else:
                begins = t.startswith("B-") or not (before[2:] == base)
                s.names.append(("B-" if begins else "I-") + kind)
            before = t
        paragraphs.append([s])

    for line in list(open(path, encoding="utf-8", errors="replace")) + ["\n"]:
        cells = line.split()
        if len(cells) >= 2:
            words.append(cells[0])
            tags.append(cells[column])
        else:
            flush()
            words, tags = [], []
    return paragraphs


def lemma_script(form, lemma):
    """How to make the lemma: 'case|cut|add' on the form, or '=lemma' for what no rule makes."""
    for case, source in (("l", form.lower()), ("k", form)):
        common = 0
        while common < min(len(source), len(lemma)) and source[common] == lemma[common]:
            common += 1
        if common >= min(2, len(lemma)) or common == len(source) and common > 0 or common == len(lemma):
            return f"{case}|{len(source) - common}|{lemma[common:]}"
    return "=" + lemma


def apply_script(script, form):
    if script.startswith("="):
        return script[1:]
    case, cut, add = script.split("|", 2)
    source = form.lower() if case == "l" else form
    return source[:len(source) - int(cut)] + add if int(cut) <= len(source) else source


def best_scripts(paragraphs):
    """One script a word: of the possible ones the commonest over the treebank, so that the classes are few."""
    count = collections.Counter()
    for p in paragraphs:
        for s in p:
            for c in s.cells or ():
                count[lemma_script(c[6], c[5])] += 1
    return count


def altered(sentence, chance):
    """A sentence as a headline, in capitals, in lower case or without its end mark."""
    text = sentence.text
    if chance < 0.03:
        new = text.upper()
    elif chance < 0.06:
        new = text.title()
    elif chance < 0.08:
        new = text.lower()
    else:
        return sentence
    if len(new) != len(text):
        return sentence
    return Sentence(new, sentence.spans, sentence.cells, sentence.names, sentence.space_after)


def beginning(sentence, most):
    """The words of a sentence that fit into `most` pre-tokens, or None."""
    pieces = pretokens(sentence.text)
    if most >= len(pieces) or most < 1:
        return None
    end = pieces[most - 1][1]
    n = sum(e <= end for _, e in sentence.spans)
    if n == 0 or n == len(sentence.spans):
        return None
    end = sentence.spans[n - 1][1]
    return Sentence(sentence.text[:end], sentence.spans[:n], sentence.cells and sentence.cells[:n], sentence.names and sentence.names[:n], True, True)


@dataclass
class Window:
    """Pre-tokens of several sentences that stand together, and what is known of them."""
    tokens: list      # (text, spaced)
    glue: list        # 1: continues the word before; UNSURE at the first
    words: list       # (first pre-token, last pre-token)
    ends: list        # a word: 1 ends its sentence
    sentence: list    # a word: number of its sentence
    cells: list       # a word
    names: list       # a word, class or UNSURE
    cut: bool = False  # the last sentence goes on behind the window


def window_of(sentences, size_of):
    w = Window([], [], [], [], [], [], [])
    spaced = True
    for number, s in enumerate(sentences):
        pieces = pretokens(s.text)
        at, first = 0, len(w.tokens)
        starts = {b: k for k, (b, e) in enumerate(s.spans)}
        word_of = [None] * len(s.spans)
        last = None
        for b, e in pieces:
            sp = spaced if b == 0 else (s.text[b - 1].isspace())
            w.tokens.append((s.text[b:e], sp))
            k = starts.get(b)
            if k is not None:
                # Words that share one surface: the first stands for it.
                same = [j for j in range(len(s.spans)) if s.spans[j] == s.spans[k]]
                last = same[0]
                word_of[last] = [len(w.tokens) - 1, len(w.tokens) - 1]
                w.glue.append(UNSURE if len(w.tokens) == 1 or sp else 0)
            else:
                w.glue.append(UNSURE if last is None or sp else 1)
                if last is not None:
                    word_of[last][1] = len(w.tokens) - 1
        # Words whose begin falls inside a pre-token cannot be told apart: they keep the pre-token of the word before.
        before = None
        index = []
        for k in range(len(s.spans)):
            if word_of[k] is None:
                if before is None:
                    return None
                word_of[k] = list(word_of[before])
                index.append(False)
            else:
                before = k
                index.append(True)
        for k in range(len(s.spans)):
            w.words.append(tuple(word_of[k]))
            w.ends.append(int(k == len(s.spans) - 1 and not s.cut))
            w.sentence.append(number)
            w.cells.append((s.cells[k] if index[k] else s.cells[k]) if s.cells else None)
            n = s.names[k] if s.names else None
            w.names.append(NAMES.index(n) if n else UNSURE)
        spaced = s.space_after or not sentences[number + 1:]
        w.cut = s.cut
    return w


def windows(paragraphs, limit, rng, augment):
    """Sentences of a paragraph packed up to `limit` pre-tokens; a paragraph is never mixed with another.

    To train (`augment`) sizes vary and every second window ends within a sentence, as the windows of a long text do.
    """
    out, whole = [], limit
    for p in paragraphs:
        pack, size = [], 0
        limit = rng.randint(whole // 2, whole) if augment else whole
        for s in p:
            n = len(pretokens(s.text))
            if n > limit:
                if pack:
                    out.append(pack)
                pack, size = [], 0
                if n <= 2 * whole:
                    out.append([s])
                continue
            if pack and size + n > limit:
                if augment and rng.random() < 0.5 and (part := beginning(s, limit - size)):
                    pack.append(part)
                out.append(pack)
                pack, size = [], 0
            pack.append(altered(s, rng.random()) if augment else s)
            size += n
        if pack:
            out.append(pack)
    return out


def trees(data, name):
    paragraphs = read_conllu(os.path.join(data, "treebank", name + ".conllu"))
    named = os.path.join(data, "ner", name + ".iob2")
    if os.path.exists(named):
        add_names(paragraphs, uner_names(named))
    return paragraphs


def training_sets(data):
    """EWT, GUM, the project's own news, WikiGold, WNUT; the last two hold names only."""
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "news")
    news = [p for part in ("a", "b") for p in read_conllu(os.path.join(own, f"train-{part}.conllu"), names=True)]
    wiki = read_names(os.path.join(data, "ner", "wikigold.conll.txt"), 1, {"PER": "PER", "ORG": "ORG", "LOC": "LOC"})
    wnut = read_names(os.path.join(data, "ner", "wnut17train.conll"), 1, {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"})
    return trees(data, "en_ewt-ud-train"), trees(data, "en_gum_ccby-train"), news, wiki, wnut


def news_held_out():
    """The part of the project's own news that nothing is trained on."""
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "news")
    return [p for part in ("a", "b") for p in read_conllu(os.path.join(own, f"dev-{part}.conllu"), names=True)]


def held_out(data):
    return trees(data, "en_ewt-ud-dev")
