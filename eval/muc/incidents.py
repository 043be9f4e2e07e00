"""Incidents that the words of a document tell, and who stands where beside these words."""
from muc.arguments import arguments, doers, sufferers
from muc.phrases import relation
from muc.words import lemma, of_class

TYPES = ("kidnapping", "arson", "robbery", "bombing", "attack")
ON_TARGET = {"on", "against", "at", "in", "near", "outside", "inside", "under", "of", "by", "next", "across", "behind", "from", "to", "into", "around"}


def whole(sentence, head):
    """The house of "the windows of the house"."""
    if of_class(head, "part"):
        for child in sentence.children(head, "nmod"):
            if sentence.preposition(child) == "of":
                return child
    return head


class Incident:
    """What one word tells. `actors` and `objects` are pairs of sentence and head; `weapons` too."""

    def __init__(self, kind, sentence, word):
        self.kind, self.sentence, self.word = kind, sentence, word
        self.actors, self.objects, self.weapons = [], [], []
        self.claims, self.blamed = [], []

    def add(self, where, sentence, head):
        """With what is joined to the head, and what stands in apposition."""
        for one in sentence.named_again(whole(sentence, head)):
            if all(one is not known for _, known in where):
                where.append((sentence, one))

    def take(self, name, head):
        """An argument of the word goes where its relation says."""
        sentence, noun, kind_of = self.sentence, self.word["upos"] == "NOUN", lambda *names: of_class(head, *names)
        if is_weapon(head):
            self.add(self.weapons, sentence, head)
        elif name == "subj":
            suffers = lemma(self.word) in ("blow", "explode") and kind_of("thing")
            self.add(self.objects if suffers else self.actors, sentence, head)
        elif (name == "by" and not kind_of("thing")) or (name == "mod" and kind_of("fighter")):
            self.add(self.actors, sentence, head)
        elif name == "obj" or (noun and name == "of"):
            self.add(self.objects, sentence, head)
        elif name == "poss":
            suffers = of_class(self.word, "of its owner") and not kind_of("fighter")
            self.add(self.objects if suffers else self.actors, sentence, head)
        elif name in ON_TARGET and (kind_of("thing") or (noun and name in ("on", "against", "to"))):
            self.add(self.objects, sentence, head)


def is_weapon(word):
    return word["upos"] in ("NOUN", "PROPN") and of_class(word, "weapon")


def type_told(sentence, word):
    """The type of incident that a word tells, or None."""
    if word["upos"] in ("VERB", "AUX", "ADJ"):
        part = "verb"
    elif word["upos"] == "NOUN":
        part = "noun"
    else:
        return None
    beside = sentence.children(word)
    if part == "noun" and of_class(word, "noun attack", "noun bombing") and any(relation(c) == "compound" and of_class(c, "explosive") for c in beside):
        return "bombing"
    for kind in TYPES:
        if of_class(word, f"{part} {kind}"):
            return kind if means_it(word, beside) else None
    if part == "noun":
        return None
    if lemma(word) == "set" and any(lemma(c) in ("fire", "ablaze", "afire") for c in beside):
        return "arson"
    if lemma(word) in ("take", "hold") and any(lemma(c) == "hostage" for c in beside):
        return "kidnapping"
    if of_class(word, "verb weak") and any(relation(c) in ("obj", "nsubj") and of_class(c, "weapon") for c in beside):
        return "bombing"
    return None


def means_it(word, beside):
    """Words with other uses tell an incident only beside the right ones."""
    needed = {"blow": {"up"}, "gun": {"down"}, "attempt": {"life", "assassination", "murder"}}.get(lemma(word))
    if needed:
        return any(lemma(c) in needed for c in beside)
    return lemma(word) != "crime" or any(relation(c) == "nmod" for c in beside)


def told_at(sentence, word):
    """The incident that a word tells, or None."""
    kind = type_told(sentence, word)
    if not kind:
        return None
    incident = Incident(kind, sentence, word)
    for name, head in arguments(sentence, word):
        incident.take(name, head)
    for head in doers(sentence, word, lambda other: type_told(sentence, other)):
        incident.add(incident.actors, sentence, head)
        incident.blamed += sentence.named_again(head)
    for head in sufferers(sentence, word):
        incident.add(incident.objects, sentence, head)
    for below in sentence.clause(word):
        if is_weapon(below) and relation(below) != "compound":
            incident.add(incident.weapons, sentence, below)
    return incident


def told(document):
    found = []
    for sentence in document.sentences:
        for word in sentence.words:
            incident = told_at(sentence, word)
            if incident:
                found.append(incident)
    return found
