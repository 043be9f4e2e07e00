"""Which incidents of a document are one."""
from muc import judgement
from muc.template import Template, template_of
from muc.words import WORDS

REACH = 1  # sentences; farther off, an incident of the same type with other victims and targets is another one


def retyped(told, incident, template):
    """What else happened beside it says what an attack was: one told in the same sentence, or in the next where nobody is named."""
    if incident.kind != "attack":
        return incident.kind
    if any(w in WORDS["explosive"] for text in template.roles["Weapon"] for w in text.split()):
        return "bombing"
    reach = 0 if template.roles["Victim"] else 1
    here = incident.sentence.index
    near = [i.kind for i in told if i.kind != "attack" and abs(i.sentence.index - here) <= reach and not judgement.is_unreal(i)]
    return near[0] if near else "attack"


class Cluster:
    """Incidents of one type taken for one, as a template and the last sentence that tells of it."""

    def __init__(self, kind):
        self.template, self.first, self.last = Template(kind), None, None

    def takes(self, template, index):
        own = set(template.roles["Victim"] + template.roles["Target"])
        ours = set(self.template.roles["Victim"] + self.template.roles["Target"])
        return not own or not ours or bool(own & ours) or index - self.last <= REACH

    def join(self, template, index):
        self.template.join(template)
        self.first = index if self.first is None else self.first
        self.last = index


def clustered(document, told, civil):
    clusters = []
    for incident in told:
        template = template_of(document, incident)
        if judgement.strength(document, incident, template, civil) < judgement.THRESHOLD:
            continue
        kind, index = retyped(told, incident, template), incident.sentence.index
        same = [c for c in clusters if c.template.kind == kind]
        home = next((c for c in reversed(same) if c.takes(template, index)), None)
        if not home:
            home = Cluster(kind)
            clusters.append(home)
        home.join(template, index)
    return clusters
