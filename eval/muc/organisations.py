"""Armed organisations of a document: those the tables of actors know, and names that say what they are."""
import re
import tomllib

from muc.words import table

ARMED = {"REB", "PAR", "CRM"}
SAYS_SO = re.compile(r"\b(liberation|revolutionary|guerrilla|patriotic front|popular front|armed forces of|cartel|death squad|commandos?|"
                     r"self-defen[sc]e|people's army)\b")
GOVERNS = re.compile(r"\b(government|ministry|court|institute|party|committee|council|tribunal|union)\b")


def armed_names(data):
    """Name -> id of the actor, of armed groups without a state."""
    names = {}
    for path in sorted((data / "actors").glob("*/parties.toml")):
        for actor in tomllib.loads(path.read_text(encoding="utf-8"))["actor"]:
            if actor.get("sector") in ARMED:
                for name in [actor["name"], *actor.get("aliases", []), *actor.get("weak", [])]:
                    names.setdefault(name, actor["id"])
    for row in table(data / "actors" / "world" / "ucdp.tsv"):
        if not row.get("weak") and " " in row["name"]:
            names.setdefault(row["name"], row["id"])
    return names


def acronym_of(name, text):
    """The acronym in brackets right behind the name, if any."""
    found = re.search(re.escape(name) + r'"? \(([a-z0-9-]{2,8})\)', text)
    return found[1] if found else None


class Organisations:
    """Which armed organisations a document names, how often and where."""

    def __init__(self, text, sentences, known):
        self.cased, self.text = text, text.lower()
        self.ids, self.places = {}, {}
        for name, one in known.items():
            if name in text or (" " in name and name.lower() in self.text):
                self.note(name if name in text else name.lower(), one)
        for sentence in sentences:
            for name in sentence.names:
                lower = name["text"].lower()
                if name["kind"] == "ORG" and lower not in self.ids and SAYS_SO.search(lower) and not GOVERNS.search(lower):
                    self.note(lower, lower)
                    acronym = acronym_of(lower, self.text)
                    if acronym:
                        self.note(acronym.upper(), lower)

    def note(self, name, one):
        """Several words in any letters, one word as it is written."""
        text, name = (self.text, name.lower()) if " " in name else (self.cased, name)
        at = [m.start() for m in re.finditer(r"(?<![\w-])" + re.escape(name) + r"(?![\w-])", text)]
        if at:
            self.ids[name.lower()] = one
            self.places.setdefault(one, []).extend((start, name.lower()) for start in at)

    def near(self, start, end, reach):
        """The name of the organisation named nearest to a stretch of the text, none farther from it than `reach` letters."""
        options = [(max(start - at, at - end, 0), at, name) for places in self.places.values() for at, name in places]
        near = [o for o in options if o[0] <= reach]
        return min(near)[2] if near else None
