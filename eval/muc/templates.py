"""The templates of a document: incidents told by its words and claims, joined, with what the rest of the text says of them."""
from muc import clusters as joined
from muc.document import Document  # noqa: F401  (what `templates` takes)
from muc.from_claims import add_claims
from muc.incidents import told
from muc.template import ROLES
from muc.words import WORDS

ORGANISATION_REACH = 600  # letters


def without_own_things(template):
    """What a victim rides in or lives in is no target of its own."""
    if template.roles["Victim"]:
        template.roles["Target"] = [t for t in template.roles["Target"] if t.split()[-1] not in WORDS["belongings"]]


def blame_organisation(document, cluster):
    """Where no organisation is told to have done it, the armed one that the text speaks of nearby."""
    template = cluster.template
    if not template.roles["PerpOrg"]:
        start, end = document.sentences[cluster.first].start, document.sentences[cluster.last].end
        template.add("PerpOrg", document.organisations.near(start, end, ORGANISATION_REACH))


def templates(document, civil):
    """The templates of a document, as score_muc.py takes them."""
    incidents = told(document)
    add_claims(document, incidents)
    clusters = joined.clustered(document, incidents, civil)
    victims = {v for c in clusters for v in c.template.roles["Victim"]}
    kidnapped = {v for c in clusters if c.template.kind == "kidnapping" for v in c.template.roles["Victim"]}
    out = []
    for cluster in clusters:
        template = cluster.template
        if kidnapped and template.kind == "attack" and set(template.roles["Victim"]) <= kidnapped:
            continue
        template.roles["PerpInd"] = [p for p in template.roles["PerpInd"] if document.full_name(p) not in victims]
        without_own_things(template)
        blame_organisation(document, cluster)
        out.append({"incident_type": template.kind} | {role: [[text] for text in template.roles[role]] for role in ROLES})
    return out
