"""Which incidents are worth a template: events that are told as having happened, to civilians or their things."""
import re

from muc.words import WORDS, of_class, table

FORCES = {"MIL", "COP", "REB", "PAR", "CRM", "SPY"}
UNREAL = {"planned", "possible", "conditional", "negated", "promised", "feared", "demanded", "denied", "asked"}
# The documents are of 1989 and 1990 and carry no date of their own.
LONG_AGO = re.compile(r"\b(in|since|during|of) (19[0-7]\d|198[0-7])\b|\b(years|decades) ago\b|\bpast \w+ years\b|\bdecade\b")
THRESHOLD = 1.5


def civilians(data):
    """Nouns for people who are neither soldiers, police nor fighters."""
    rows = table(data / "actors" / "nouns.tsv")
    return {r["lemma"].lower() for r in rows if r["class"] in ("people", "role", "title") and r["sector"] not in FORCES and " " not in r["lemma"]} | WORDS["civil"]


def is_unreal(incident):
    """Infinitives, futures and what claims call unreal."""
    if incident.claims:
        return all(c["modality"] in UNREAL for c in incident.claims)
    word, sentence = incident.word, incident.sentence
    marks = [c["form"].lower() for c in sentence.children(word, "mark", "aux", "advmod")]
    return any(m in ("to", "will", "would", "could", "may", "might", "should", "not", "never", "if") for m in marks)


def is_long_ago(document, incident):
    return LONG_AGO.search(document.text[incident.sentence.start:incident.sentence.end]) is not None


def is_counted(sentence, word):
    """Is it told how many there are, or which?"""
    if sentence.children(word, "nummod") or "Number=Plur" not in (word["feats"] or ""):
        return True
    return any(c["form"].lower() in ("the", "a", "an", "this", "these") for c in sentence.children(word, "det"))


# Chosen by hand and by single steps on dev and a quarter of train; `claim` is multiplied with the confidence of the claim.
WEIGHTS = {"victim": 2.0, "target": 2.0, "harmed": 2.0, "perpetrator": 0.5, "weapon": 0.7, "claim": 0.5,
           "early": 0.5, "not attack": 0.3, "long ago": -2.0, "forces": -1.0, "several": -0.5}
EARLY = 600  # letters from the beginning of the text


def signs(document, incident, template, civil):
    """What speaks for a template (see WEIGHTS), each a number from 0 to 1."""
    roles = template.roles
    return {
        "victim": bool(roles["Victim"]),
        "target": bool(roles["Target"]),
        "harmed": any(w["lemma"].lower() in civil and is_counted(s, w) for s, w in incident.objects),
        "perpetrator": bool(roles["PerpInd"] or roles["PerpOrg"]),
        "weapon": bool(roles["Weapon"]),
        "claim": max([c["confidence"] for c in incident.claims], default=0.0),
        "early": incident.sentence.start < EARLY,
        "not attack": incident.kind != "attack",
        "long ago": is_long_ago(document, incident),
        "forces": any(of_class(w, "forces") for _, w in incident.actors),
        "several": incident.word["upos"] == "NOUN" and "Number=Plur" in (incident.word["feats"] or ""),
    }


def strength(document, incident, template, civil):
    """How much speaks for a template; nothing where the incident is not told as having happened."""
    if is_unreal(incident):
        return 0.0
    return sum(WEIGHTS[name] * value for name, value in signs(document, incident, template, civil).items())
