"""Text to pre-tokens and word pieces: the same two steps as src/neural/pretokens.cpp, bit for bit.

A pre-token is a run of letters and marks, a run of digits, or any other single character; white space parts. Words of a treebank are
chains of pre-tokens, and a head of the network says which pre-token continues the word before it. A few contractions without a mark
inside ("cannot", "don" + "'t") are parted first, where English words may begin.
"""
import pathlib
import unicodedata


def two_words(language="en"):
    """Runs of letters that hold two words, and where the second begins; the program's file of the network gets the same table."""
    rows = (pathlib.Path(__file__).resolve().parents[2] / "data" / "language" / language / "two_words.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    assert cells[0] == ["run", "second"], cells[0]
    return {run: int(second) for run, second in cells[1:]}


SPLITS = two_words()
APOSTROPHES = "'\u2019\u2018`\u00b4"


def kind(ch):
    if ch.isspace() or ch in "\u200b\ufeff":
        return " "
    category = unicodedata.category(ch)
    if category[0] in "LM":
        return "L"
    if category == "Nd":
        return "N"
    return ch


def pretokens(text):
    """[(begin, end)] in code points."""
    out, i, n = [], 0, len(text)
    while i < n:
        k = kind(text[i])
        if k == " ":
            i += 1
            continue
        j = i + 1
        if k in "LN":
            while j < n and kind(text[j]) == k:
                j += 1
        run = text[i:j].lower()
        cut = SPLITS.get(run, 0)
        if not cut and len(run) > 1 and run[-1] == "n" and j + 1 < n and text[j] in APOSTROPHES and text[j + 1] in "tT":
            cut = len(run) - 1
        if cut and cut < j - i:
            out += [(i, i + cut), (i + cut, j)]
        else:
            out.append((i, j))
        i = j
    return out


def folded(text):
    """As the encoder's vocabulary writes it: lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")


class WordPieces:
    """Greedy longest match of a BERT vocabulary (one piece a line)."""

    def __init__(self, vocabulary):
        with open(vocabulary, encoding="utf-8") as lines:
            self.ids = {line.rstrip("\n"): i for i, line in enumerate(lines)}
        self.unknown, self.begin, self.end = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self.known = {}

    def pieces(self, token, most=12):
        if token in self.known:
            return self.known[token]
        word, at, out = folded(token), 0, []
        while at < len(word):
            for end in range(min(len(word), at + 40), at, -1):
                piece = self.ids.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    break
            else:
                out = [self.unknown]
                break
            out.append(piece)
            at = end
        out = (out or [self.unknown])[:most]
        self.known[token] = out
        return out


SHAPES = 12


def shape(token, spaced):
    """0-5 how the token is written, +6 if white space stands before it. What the uncased vocabulary loses."""
    if token[0].isdigit():
        s = 4
    elif not token[0].isalpha():
        s = 5
    elif token.islower() or token.lower() == token.upper():
        s = 0
    elif token.isupper():
        s = 2 if len(token) > 1 else 1
    elif token[0].isupper() and token[1:].islower():
        s = 1
    else:
        s = 3
    return s + (6 if spaced else 0)


SUFFIXES = 4096  # the first stands for what is no token


def suffix(token):
    """A number for the last three characters in lower case: FNV-1a of their UTF-8, folded."""
    hash_ = 2166136261
    for byte in token.lower()[-3:].encode("utf-8", "replace"):
        hash_ = (hash_ ^ byte) * 16777619 & 0xFFFFFFFF
    return 1 + (hash_ ^ hash_ >> 16) % (SUFFIXES - 1)
