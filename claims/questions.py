"""What a chief asks of a draft first: what each amount hangs on, what the other side will say, what nobody has seen."""

from __future__ import annotations

from collections.abc import Iterable

from claims.clock import clock
from claims.comparison.matrix import BROKEN
from claims.figures import ZERO
from claims.held import Evidence
from claims.liability.adverse import STRENGTH_TEXT
from claims.model import Dossier
from claims.vocabulary import EXCUSES, Cell, Rows
from evidence.wording import one_line
from extract.candidates import Candidate
from templates.words import Words

OF_HEADS = ["head", "after deductions", "claimed", "breaches", "what is missing"]
OF_OBJECTIONS = ["strength", "objection", "statements", "answer"]
OF_EXCUSES = ["excuse", "in words", "takes at most", "found", "nothing found", "breaches"]
OF_UNDECIDED = ["bears", "id", "kind", "who", "place", "quote"]
OF_DECIDED = ["id", "decision", "who", "decided", "why", "place", "quote"]
#: What the claim stands on first, then what speaks against it.
_STANDINGS = ("basis", "adverse", "context")


def heads(dossier: Dossier, words: Words) -> Rows:
    """Each head of loss with the breaches its amount is tied to, and what its chain from promise to amount lacks."""
    chains = {chain.head: chain for chain in dossier.chains}
    computed = {loss.id: loss for loss in dossier.losses}
    rows = []
    for head in dict.fromkeys((*computed, *chains)):
        loss, links = computed.get(head), chains[head].links if head in chains else ()
        rows.append(
            [
                loss.title if loss else chains[head].title, words.kr(loss.net) if loss else "",
                words.say("yes") if loss and loss.claimed else words.say("no"),
                ", ".join(dict.fromkeys(one for link in links if link.kind == "breach" for one in link.breaches)),
                " ".join(dict.fromkeys(link.missing for link in links if link.missing)),
            ]
        )  # fmt: skip
    return rows


def objections(dossier: Dossier, words: Words) -> Rows:
    """What the other side will say, the strongest first, with our answer where there is one."""
    return [
        [words.message(STRENGTH_TEXT[one.strength]), one.title, str(len(one.items) or ""), one_line(one.answer)]
        for one in dossier.objections
    ]


def excuses(dossier: Dossier, words: Words) -> Rows:
    """The excuses that wait for an answer, sort by sort, what can take most of the claim first.

    How many breaches ask for each, with something found for it and with nothing, and those with something: of them
    the ones that bear the claim first.
    """
    points = {one.kind: one for one in dossier.floor.points} if dossier.floor else {}
    told = []
    for kind in EXCUSES:
        point = points.get(kind)
        bearing, takes = (point.breaches, point.takes) if point else ((), ZERO)
        of = [(breach.id, bool(one.held)) for breach in dossier.breaches if breach.status in BROKEN
              for one in breach.excuses if one.kind == kind and one.open]  # fmt: skip
        found = sorted((name for name, held in of if held), key=lambda name: name not in bearing)
        if of:
            told.append((takes, len(found), [
                kind, words.say(EXCUSES[kind]), words.kr(takes) if takes else "", str(len(found) or ""),
                str(len(of) - len(found) or ""), ", ".join(found),
            ]))  # fmt: skip
    return [row for _, _, row in sorted(told, key=lambda one: (-one[0], -one[1]))]


def undecided(dossier: Dossier, words: Words) -> Rows:
    """Findings of the draft no person has decided on: those a breach stands on first. Lines of a log are left out."""
    broken = [breach for breach in dossier.breaches if breach.status in BROKEN]
    breaking = {one for breach in broken for one in (breach.promise, *breach.incidents)}
    told = {
        "basis": words.say("the claim"), "adverse": words.say("against it"), "context": words.say("background"),
    }  # fmt: skip
    waiting = [one for one in dossier.items.values() if one.decision == "pending" and one.place.row is None]
    waiting.sort(
        key=lambda i: (i.id not in breaking, _STANDINGS.index(i.standing), i.place.exhibit, i.place.page, i.id)
    )
    return [
        [
            words.say("a breach") if one.id in breaking else told[one.standing], one.id, one.kind_text,
            one.speaker or one.side_text, f"{one.place.document}:{one.place.page}", one_line(one.quote),
        ]
        for one in waiting
    ]  # fmt: skip


def decided(evidence: Evidence, near: Iterable[Candidate], words: Words) -> Rows:
    """The decisions in force, the latest first; what was rejected stands in no other list, nor does a candidate."""
    findings = {one.id: one.finding for one in near} | {one.id: one for one in evidence.findings}
    verdicts = {"accept": words.say("accepted"), "reject": words.say("rejected"), "amend": words.say("amended")}
    rows: list[list[Cell]] = []
    for ident, decision in reversed([*evidence.decisions.items()]):
        finding = findings.get(ident)
        place = f"{evidence.documents[finding.span.document].name}:{finding.span.page}" if finding else ""
        rows.append([
            ident, verdicts[decision.verdict], decision.who, clock(decision.at, words), decision.reason, place,
            one_line(finding.quote) if finding else "",
        ])  # fmt: skip
    return rows
