"""Reads the source texts: one file an article.

    key: value              header; `in` is pages, warc or feed; `tests` says what the page is for
    ----
    paragraph               a line is a paragraph; empty lines are ignored
    [caption] words         also [h] sub-heading, [li] list item, [correction], [locked] (behind the paywall),
    [live 09:05] title      starts an entry of a live blog
    [comment NAME | DATE | LIKES] words        a reader's comment; [reply NAME | DATE | LIKES] answers the one before
    ==== claims
    kind,kind:phase | quote | a=ACTOR;ACTOR | t=TARGET | p=PLACE | d=DATE | n=NUMBER | by=WHO | m=MODALITY | opt

A copy of another article has `copy_of`, `drop` (numbers of the paragraphs left out), and after the dashes only
`s|old|new` replacements and `+` paragraphs put on top.
"""
import dataclasses
import datetime
import json
import pathlib
import re

BLOCK = re.compile(r"\[(caption|h|li|correction|locked|live|comment|reply)(?: ([^\]]*))?\] ?(.*)")


@dataclasses.dataclass
class Block:
    kind: str        # p caption h li correction locked live comment reply
    text: str
    label: str = ""  # clock of a live entry; "name | date | likes" of a comment


@dataclasses.dataclass
class Article:
    id: str
    outlet: dict
    head: dict
    blocks: list
    claims: list     # lines of the claims section

    @property
    def layout(self):
        return self.head.get("layout") or self.outlet["layout"]

    @property
    def title(self):
        return self.head["title"]

    @property
    def authors(self):
        return [a.strip() for a in self.head.get("authors", "").split(";") if a.strip()]

    @property
    def published(self):
        return self.head["published"]

    @property
    def day(self):
        return datetime.date.fromisoformat(self.published[:10])

    @property
    def url(self):
        y, m, d = self.published[:10].split("-")
        return self.outlet["url"].format(id=self.id, y=y, m=m, d=d)

    @property
    def encoding(self):
        return self.outlet.get("encoding", "utf-8")

    @property
    def file(self):
        return self.id + (".txt" if self.layout == "text" else ".html")

    def of(self, *kinds):
        return [b for b in self.blocks if b.kind in kinds]

    @property
    def dateline(self):
        return self.head.get("dateline", "")

    def body(self):
        """Paragraphs of the reporting that the page shows, in the order in which it shows them."""
        shown = self.of("p", "li", "correction") if self.head.get("paywall") == "teaser" else \
            self.of("p", "li", "correction", "locked")
        return [b.text for b in shown]


def curly(text):
    text = re.sub(r"(?<=\w)'|'(?=\w)", "\u2019", text)
    text = re.sub(r'(^|(?<=[\s(]))"', "\u201c", text)
    return text.replace('"', "\u201d").replace("s' ", "s\u2019 ")


def parse(path, outlets):
    text = path.read_text(encoding="utf-8")
    text, _, claims = text.partition("==== claims\n")
    head_text, _, body = text.partition("\n----\n")
    head = dict(line.split(":", 1) for line in head_text.splitlines())
    head = {k: v.strip() for k, v in head.items()}
    blocks = []
    for line in filter(None, (l.strip() for l in body.splitlines())):
        m = BLOCK.fullmatch(line)
        blocks.append(Block(m[1], m[3], m[2] or "") if m else Block("p", line))
    return Article(path.stem, dict(outlets[head["outlet"]], id=head["outlet"]), head, blocks,
                   [l for l in claims.splitlines() if l.strip()])


def copy_of(article, original):
    """The aggregator's version: no captions and sub-headings, some paragraphs gone, some words changed."""
    dropped = {int(n) for n in article.head.get("drop", "").split()}
    paragraphs = [b.text for b in original.of("p")]
    paragraphs = [p for n, p in enumerate(paragraphs, 1) if n not in dropped]
    edits = [b.text for b in article.blocks]
    for edit in edits:
        if edit.startswith("s|"):
            _, old, new = edit.split("|")
            if not any(old in p for p in paragraphs):
                raise SystemExit(f"{article.id}: not in the original: {old}")
            paragraphs = [p.replace(old, new) for p in paragraphs]
    on_top = [e[1:] for e in edits if e.startswith("+")]
    article.blocks = [Block("p", t) for t in on_top + paragraphs]
    article.head.setdefault("authors", "; ".join(original.authors))
    article.head.setdefault("dateline", original.dateline)
    article.head["credit"] = original.outlet["name"]


def load(folder):
    outlets = json.loads((folder.parent / "outlets.json").read_text(encoding="utf-8"))
    articles = {p.stem: parse(p, outlets) for p in sorted(folder.glob("*.txt"))}
    for a in articles.values():
        if "copy_of" in a.head:
            copy_of(a, articles[a.head["copy_of"]])
    for a in articles.values():
        if a.outlet.get("curly"):
            a.head["title"] = curly(a.title)
            for b in a.blocks:
                b.text = curly(b.text)
            a.claims = [curly(c) for c in a.claims]
    return list(articles.values())
