"""What eval/language and eval/run count of an analysis: CoNLL 2018 measures (conll18.py) and F1 of names, both from raw text."""
import conll18


def raw_text(lines):
    """Paragraphs of a treebank as plain text, blank lines between them."""
    out, text, last = [], [], ""
    for line in lines:
        if line.startswith(("# newdoc", "# newpar")) and text:
            out.append("".join(text).strip())
            text = []
        if line.startswith("# text ="):
            text.append(line[len("# text ="):].strip())
        elif line[:1].isdigit():
            last = line
        elif not line.strip():
            text.append("" if "SpaceAfter=No" in last.rstrip("\n").split("\t")[9] else " ")
    out.append("".join(text).strip())
    return "\n\n".join(out) + "\n"


def names_of(tags):
    out, open_ = set(), None
    for i, tag in enumerate(tags + ["O"]):
        if open_ and not (tag.startswith("I-") and tag[2:] == open_[1]):
            out.add((open_[0], i, open_[1]))
            open_ = None
        if tag.startswith("B-"):
            open_ = (i, tag[2:])
    return {n for n in out if n[2] in ("PER", "ORG", "LOC")}


def sentences(lines):
    """(id, rows of cells) of each sentence; multiword lines kept, empty nodes dropped."""
    name, rows = None, []
    for line in lines + [""]:
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            cells = line.split("\t")
            if "." not in cells[0]:
                rows.append(cells)
        elif not line and rows:
            yield name, rows
            name, rows = None, []


def squeezed(rows):
    """The sentence's characters without white space."""
    text, until = "", 0
    for cells in rows:
        if "-" in cells[0]:
            until = int(cells[0].split("-")[1])
        elif int(cells[0]) <= until:
            continue
        text += "".join(cells[1].split())
    return text


def name_spans(rows, tag_of, at):
    """Names as character spans counted without white space, so that tokenization may differ."""
    begins, ends, tags, until = [], [], [], 0
    for cells in rows:
        size = len("".join(cells[1].split()))
        if "-" in cells[0]:
            at += size
            until = int(cells[0].split("-")[1])
            continue
        begins.append(at - size if int(cells[0]) <= until else at)
        at += 0 if int(cells[0]) <= until else size
        ends.append(at)
        tags.append(tag_of(cells))
    return {(begins[first], ends[last - 1], kind) for first, last, kind in names_of(tags)}, at


def names_said(lines):
    """Names that a CoNLL-U says in its last column."""
    out, at = set(), 0
    for _, rows in sentences(lines):
        names, at = name_spans(rows, system_tag, at)
        out |= names
    return out


def score_names(treebank, annotation, system):
    """{kind or "names": (F1 in per cent, names in gold)}. The annotation's sentences are put in the treebank's order by their ids; those whose text
    differs are left out. Without one the treebank says the names itself, as the system does."""
    found = names_said(system)
    if annotation is None:
        return by_kind(names_said(treebank), found)
    annotated = {name: rows for name, rows in sentences(annotation)}
    gold, scored, at = set(), [], 0
    for name, rows in sentences(treebank):
        text = squeezed(rows)
        if name in annotated and squeezed(annotated[name]) == text:
            gold |= name_spans(annotated[name], lambda c: c[2], at)[0]
            scored.append((at, at + len(text)))
        at += len(text)
    inside = set()
    for begin, end in scored:
        inside.update(range(begin, end))
    return by_kind(gold, {n for n in found if n[0] in inside})


def by_kind(gold, found):
    out = {}
    for kind in ("PER", "ORG", "LOC", None):
        g = {n for n in gold if kind in (None, n[2])}
        f = {n for n in found if kind in (None, n[2])}
        out[kind or "names"] = (conll18.f1(len(g & f), len(f), len(g)), len(g))
    return out


def system_tag(cells):
    for item in cells[9].split("|"):
        if item.startswith("Name="):
            return item[5:]
    return "O"


def figures(treebank, annotation, system):
    """Shares of one: sentences, words, upos, xpos, lemmas, uas, las, names."""
    scores = conll18.scores(treebank, system)
    scores["names"] = score_names(treebank, annotation, system)["names"][0]
    return {k: v / 100 for k, v in scores.items()}
