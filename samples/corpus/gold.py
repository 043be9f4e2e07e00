"""Gold for the corpus: what each page says of itself, and the claims annotated beside the texts."""
import json
import re

NUMBER = re.compile(r"(?:(at least|more than|almost|about|some|around|over) )?([\d.]+)(?: of (\d+))?(?: (\w+))?")


def page_row(a):
    from . import furniture
    shown = None if a.head.get("date_shown") == "no" else a.published
    return {"doc": a.id, "in": a.head["in"], "file": f"pages/{a.file}" if a.head["in"] == "pages" else None,
            "url": a.url, "layout": a.layout, "publisher": a.outlet["name"], "title": a.title, "authors": a.authors,
            "published": shown, "modified": a.head.get("modified"), "copy_of": a.head.get("copy_of"),
            "dateline": a.dateline or None, "body": a.body(),
            "headings": [b.text for b in a.of("h", "live")], "captions": [b.text for b in a.of("caption")],
            "comments": [{"author": name, "date": date, "text": text}
                         for name, date, _, text, _ in furniture.comments(a)]}


def choices(text, names):
    """"T/his fighters/" -> all accepted names; an empty one at the end means that leaving it out is right too."""
    out = []
    for part in text.split("/"):
        for name in names.get(part, [part]):
            if name not in out:
                out.append(name)
    return out


def slot(text, names):
    return [choices(entry, names) for entry in text.split(";")]


def dates(text):
    out = []
    for part in text.split("/"):
        part = part.replace("..", "/") if len(part) > 2 else None
        if part and part not in out:
            out.append(part)
    return out + ([""] if text.endswith("/") else [])


def number(text):
    bound, value, of, unit = NUMBER.fullmatch(text).groups()
    value = float(value)
    out = {"value": int(value) if value.is_integer() else value}
    out.update({k: v for k, v in (("bound", bound), ("of", int(of) if of else None), ("unit", unit)) if v})
    return out


def claim_row(a, n, line, names):
    kinds, quote, *rest = line.split(" | ")
    pairs = [k.split(":") for k in kinds.split(",")]
    row = {"id": f"{a.id}-{n:02}", "doc": a.id, "quote": quote, "kind": list(dict.fromkeys(p[0] for p in pairs))}
    phases = {p[1] if len(p) > 1 else None for p in pairs}
    if len(phases) == 1 and None not in phases:
        row["phase"] = phases.pop()
    row["modality"] = "asserted"
    for field in rest:
        key, _, value = field.strip().partition("=")
        if key == "opt":
            row["optional"] = True
        elif key == "a":
            row["actor"] = slot(value, names)
        elif key == "t":
            row["target"] = slot(value, names)
        elif key == "p":
            row["place"] = slot(value, names)
        elif key == "d":
            row["date"] = dates(value)
        elif key == "n" and not value.endswith("/"):
            row["number"] = number(value)
        elif key == "by" and not value.endswith("/"):
            row["attribution"] = choices(value, names)
        elif key == "m":
            row["modality"] = value.split(",") if "," in value else value
        elif key not in ("n", "by"):
            raise SystemExit(f"{a.id}: unknown field {field!r}")
    return row


def squeeze(text):
    return re.sub(r"\s+", " ", text)


def claim_rows(a, names, kinds):
    """Rows of one article; stops with a message where a quote does not stand in the page or a kind is not in the design."""
    texts = [a.title, *a.body(), *(b.text for b in a.of("h", "live", "caption"))]
    rows = []
    for n, line in enumerate(a.claims, 1):
        row = claim_row(a, n, line, names)
        if not any(row["quote"] in squeeze(t) for t in texts):
            raise SystemExit(f"{a.id}: the quote does not stand in the page: {row['quote']}")
        unknown = set(row["kind"]) - kinds
        if unknown:
            raise SystemExit(f"{a.id}: no such kind: {unknown}")
        rows.append(row)
    return rows


def jsonl(rows):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
