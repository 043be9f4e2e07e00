"""Names of persons, organisations and places by UNER's rules, derived from the entities that GUM annotates.

GUM marks every mention, nested and nominal ones too: "Entity=(1-person-new-sssss-cf1-1,2-coref-Daniel_Bernoulli" opens one whose head words are its
first and second, "Entity=1)" closes it (the order of the fields stands in "# global.Entity"). A name is the run of proper nouns around a head that is
one: without article and titles ("Mr.", "President"), the outermost where names nest. Peoples and what else bears a name are none. Where the rule cannot
tell, the words are of no known class.
"""
import os
import re

from data import words_by_sentence

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
PROPER = ("NNP", "NNPS")
WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "language", "en", "name_words.tsv")
JOINTS = ("-", "\u2013", "of", "and", "for", "the", "&")
UNKNOWN = None


def titles():
    rows = (line.rstrip("\n").split("\t") for line in open(WORDS, encoding="utf-8") if line[0] != "#")
    return {row[0].rstrip(".") for row in rows if row[1] == "title"}


def mentions(rows):
    """[(begin, end, type, head words, name of what is meant)] of a sentence; words counted from 0, `end` behind the last."""
    open_, out = {}, []
    for i, cells in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
        if not found:
            continue
        for opened, single, closed in re.findall(r"\(([^()]*)(\)?)|([^()]+)\)", found.group(1)):
            if opened:
                fields = opened.split("-", 7)
                group, heads = fields[0], [int(n) for n in fields[5].split(",") if n.isdigit()] if len(fields) > 5 else []
                mention = [i, i + 1, fields[1] if len(fields) > 1 else "", heads, fields[7] if len(fields) > 7 else ""]
                out.append(mention)
                if not single:
                    open_.setdefault(group, []).append(mention)
            elif closed and open_.get(closed):
                open_[closed].pop()[1] = i + 1
    return [(b, e, kind, [b + n - 1 for n in heads if b + n - 1 < e], known) for b, e, kind, heads, known in out]


def known_as(rows, begin, end, head, known):
    """The words of a mention that are, one after another, what is meant is called: "University of Kabul"."""
    squeezed = lambda text: re.sub(r"[^\w]", "", text.lower())
    title = squeezed(re.sub(r"_?\(.*", "", known).replace("_", ""))
    for b in range(begin, head + 1):
        for e in range(head + 1, end + 1):
            if title and rows[b][4] in PROPER and squeezed("".join(c[1] for c in rows[b:e])) == title:
                return b, e
    return None


def run_of(rows, head, span, inner, starts, is_title, person):
    """The run of proper nouns around `head` within a mention: over hyphens, and over "of", "and" where what follows is no mention of its own."""
    begin, end = span
    proper = lambda i: begin <= i < end and rows[i][4] in PROPER and not (person and i in inner)
    joins = ("-", "\u2013") if person else JOINTS
    b, e = head, head + 1
    while True:
        step = next((k for k in range(3) if proper(e + k) and all(rows[i][1].lower() in joins for i in range(e, e + k)) and not (k and e + k in starts)), None)
        if step is None:
            break
        e += step + 1
    while True:
        step = next((k for k in range(3) if proper(b - k - 1) and all(rows[i][1].lower() in joins for i in range(b - k, b)) and not (k and b in starts)), None)
        if step is None:
            break
        b -= step + 1
    if person:
        b = max((i + 1 for i in range(b, e) if is_title(rows[i])), default=b)
    return (b, e) if b < e else None


def tags_of(rows, title_words, places):
    """BIO of a sentence's words, None where it is not known."""
    is_title = lambda cells: cells[1].lower().rstrip(".") in title_words
    proper = {i for i, c in enumerate(rows) if c[4] in PROPER}
    all_of, spans, doubt, settled = mentions(rows), [], set(), set()
    starts = {b for b, *_ in all_of}
    for begin, end, kind, heads, known in all_of:
        named = [i for i in heads if i in proper]
        if kind not in TYPES:
            settled |= proper & set(heads)
            continue
        head = next((i for i in heads if not begin <= int(rows[i][6]) - 1 < end), None)
        if head not in named:
            continue
        people = kind == "person" and any(rows[i][4] == "NNPS" for i in named)
        inner = {i for b, e, k, _, _ in all_of if (b, e) != (begin, end) and begin <= b and e <= end and k in TYPES and e <= head for i in range(b, e)}
        span = known_as(rows, begin, end, head, known) or run_of(rows, head, (begin, end), inner, starts, is_title, kind == "person")
        if people:
            doubt |= set(named)
        elif span:
            spans.append((*span, "LOC" if known in places else TYPES[kind]))
        else:
            settled.add(head)  # a title alone
    tags = ["O"] * len(rows)
    taken = set()
    for b, e, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if not taken & set(range(b, e)):
            taken |= set(range(b, e))
            tags[b:e] = ["B-" + kind] + ["I-" + kind] * (e - b - 1)
    inside = {i for b, e, kind, _, _ in all_of if kind in TYPES or kind in ("abstract", "event", "object", "time") for i in range(b, e)}
    for i in (doubt | (proper - inside)) - taken - settled:
        tags[i] = UNKNOWN
    return tags


def read(path):
    """{sentence id: tags}"""
    sentences = words_by_sentence(path)
    # A country that acts is an organisation to GUM and a place to UNER.
    places = {known for rows in sentences.values() for _, _, kind, _, known in mentions(rows) if kind == "place" and known}
    title_words = titles()
    return {name: tags_of(rows, title_words, places) for name, rows in sentences.items()}
