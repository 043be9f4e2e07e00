"""A template of MUC-4, and what one incident puts into it."""
from muc.words import of_class

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


class Template:
    def __init__(self, kind):
        self.kind = kind
        self.roles = {role: [] for role in ROLES}

    def add(self, role, text):
        if text and text not in self.roles[role]:
            self.roles[role].append(text)

    def join(self, other):
        for role in ROLES:
            for text in other.roles[role]:
                self.add(role, text)


def described(document, sentence, head):
    """The phrase of who acts: "members of the front", but "armed men" of "a group of armed men"."""
    inner = [c for c in sentence.children(head, "nmod") if sentence.preposition(c) == "of"]
    if inner and of_class(head, "member head"):
        return document.phrase(sentence, head) + document.behind(sentence, inner[0])
    if of_class(head, "fighter", "forces"):
        return document.bare(sentence, head)
    if inner and of_class(head, "frame", "group") and of_class(inner[0], "fighter", "plain", "forces"):
        return document.phrase(sentence, inner[0])
    return document.phrase(sentence, head)


def add_actor(document, template, sentence, head, blamed):
    if sentence.name_over(head, "ORG"):
        template.add("PerpOrg", sentence.name_over(head, "ORG")["text"].lower())
        return
    if of_class(head, "state body"):
        template.add("PerpOrg", document.phrase(sentence, head))
        return
    if of_class(head, "forces", "plain"):
        for body in sentence.children(head, "compound", "nmod"):
            if of_class(body, "state body"):
                template.add("PerpOrg", document.phrase(sentence, body))
    if (sentence.name_over(head, "PER") and blamed) or of_class(head, "fighter", "plain", "group", "forces"):
        template.add("PerpInd", described(document, sentence, head))
        below = {w["id"] for w in sentence.subtree(head)}
        for name in sentence.names:
            if name["kind"] == "ORG" and below & set(range(name["first"], name["last"] + 1)):
                template.add("PerpOrg", name["text"].lower())


def of_military(sentence, head):
    first, last = sentence.phrase_span(head)
    return any(of_class(sentence.word(n), "military") for n in range(first, last + 1))


def add_object(document, template, sentence, head):
    name = sentence.name_over(head, "PER")
    if name:
        template.add("Victim", document.full_name(name["text"]))
    elif of_class(head, "thing"):
        if not of_military(sentence, head):
            template.add("Target", document.thing(sentence, head))
    else:
        for child in sentence.children(head, "appos", "flat", "compound"):
            name = sentence.name_over(child, "PER")
            if name:
                template.add("Victim", document.full_name(name["text"]))


def template_of(document, incident):
    template = Template(incident.kind)
    for sentence, head in incident.actors:
        add_actor(document, template, sentence, head, any(head is b for b in incident.blamed))
    for sentence, head in incident.objects:
        add_object(document, template, sentence, head)
    for sentence, head in incident.weapons:
        template.add("Weapon", document.thing(sentence, head))
    return template
