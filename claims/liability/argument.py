"""What is argued: the conditions of liability, each with its evidence and what is missing.

Everything here is drawn from items, breaches and figures already made; the sentences are ours, the facts are theirs.
Legal statements stand with their source in the dossier's law tables or say that no authority was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.comparison.matrix import BROKEN
from claims.levels.model import BOD
from claims.liability.rowties import row_ties
from claims.model import Breach, Condition, Exhibit, Item, LossItem, Unread
from extract.excusing import Excusing
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the argument is made from."""

    items: Mapping[str, Item]
    breaches: Sequence[Breach]
    untested: Sequence[str]
    unmatched: Sequence[str]
    losses: Sequence[LossItem]
    exhibits: Sequence[Exhibit]
    unread: Sequence[Unread]
    interest_known: bool
    mitigation: Sequence[str]  # ids of clauses and statements that the loss had to be limited
    forfeits: Sequence[str]  # ids of terms by which a right is lost
    words: Words

    def of(self, label: str, *kinds: str, standing: str | None = None) -> list[Item]:
        """Items of a label (and kinds, and standing), in the dossier's order; of terms those between the parties."""
        standing = standing or ("basis" if label == "term" else None)
        return [
            i
            for i in self.items.values()
            if i.label == label and (not kinds or i.kind in kinds) and (standing is None or i.standing == standing)
        ]

    @property
    def broken(self) -> list[Breach]:
        """Promises binding on the vendor that were not kept."""
        return [b for b in self.breaches if b.status in BROKEN and self.items[b.promise].standing == "basis"]

    def promised(self, breaches: Iterable[Breach]) -> int:
        """How many promises these are: words that promise two things are one that was given once."""
        return len({self.items[b.promise].place.spot for b in breaches})


def avoidable(m: Material, reader: Excusing) -> tuple[str, ...]:
    """Ids of what says that the loss had to be limited, or could have been smaller."""
    said = (i.id for i in m.items.values() if i.standing == "adverse" and reader.avoidable(i.quote))
    return tuple(dict.fromkeys((*m.mitigation, *said)))


def conditions(m: Material) -> tuple[Condition, ...]:
    """The four conditions of liability, each with its evidence and what is missing."""
    return _basis(m), _loss(m), _causation(m), _foreseeability(m)


def _basis(m: Material) -> Condition:
    say, broken = m.words.say, m.broken
    missing = []
    if not any(e.kind == "contract" for e in m.exhibits):
        missing.append(say("The contract is not among the evidence; without it no duty of the vendor can be shown."))
    if not m.of("promise", standing="basis"):
        missing.append(say("No promise that binds the vendor has been found."))
    elif not broken:
        missing.append(say("No binding promise has been shown to be broken."))
    if unready := [b for b in broken if not b.ready]:
        missing.append(say("{count} {count:breach has|breaches have} excuses that nobody has answered "
                           "yet.", count=len(unready)))
    text = [
        say(
            "The vendor is liable for loss caused by fault; legal writing holds that not keeping an agreed requirement "
            "usually counts as fault."
        )
    ]
    if broken:
        text.append(say("{count} {count:promise|promises} that bound the vendor {count:was|were}, on the evidence, not "
                        "kept.", count=m.promised(broken)))  # fmt: skip
        missing.append(say("Whether each promise is of a result or of an effort is to be argued for each."))
    return Condition(
        kind="basis",
        title=say("Basis of liability"),
        text=tuple(text),
        support=tuple(b.promise for b in broken),
        breaches=tuple(b.id for b in broken),
        missing=tuple(missing),
    )


def _loss(m: Material) -> Condition:
    say = m.words.say
    # What was lost is shown by those who lost or looked, not by those who claim, and not by the vendor's own loss.
    # Nor by those who fear it: what may be lost is not lost yet.
    stated = m.of("loss", "lost_revenue", "lost_time", "extra_cost", standing="basis")
    missing = []
    if not m.losses:
        missing.append(
            say("The case holds no ledger of reimbursement, hours or invoices, so no loss has been computed.")
        )
        if any(i.amount_dkk is None for i in stated):
            missing.append(say("The evidence speaks of a loss without an amount; none has been put in its place."))
    for loss in m.losses:
        if not loss.claimed:
            missing.append(f"{loss.title}, {m.words.kr(loss.net)}: {loss.claim_text}")
        elif loss.warnings:
            missing.append(say("{title}: {count} {count:reservation stands|reservations stand} at the statement of "
                               "loss.", title=loss.title, count=len(loss.warnings)))  # fmt: skip
        if apart := sum(group.rows for group in loss.apart_groups):
            missing.append(say("{title}: {count} {count:row is|rows are} set apart and not claimed; the statement of "
                               "loss says why.", title=loss.title, count=apart))  # fmt: skip
    return Condition(
        kind="loss",
        title=say("Loss"),
        text=tuple(
            say("{title}: {net}, by the contract's own scale; bod is due whether or not anything was lost.",
                title=loss.title, net=m.words.kr(loss.net))
            if loss.id == BOD
            else say("{title}: {net} after deductions, computed row by row from the municipality's own tables.",
                     title=loss.title, net=m.words.kr(loss.net))
            for loss in m.losses
            if loss.claimed and (loss.net or len(m.losses) == 1)
        ),
        support=tuple(i.id for i in stated),
        figures=tuple(loss.net_figure for loss in m.losses if loss.claimed),
        missing=tuple(missing),
    )


def _causation(m: Material) -> Condition:
    say = m.words.say
    if not m.losses:
        missing = [say("Which loss each breach led to must be shown; no loss has been computed yet.")]
        return _caused(m, [], m.of("loss", "lost_revenue", "lost_time", "extra_cost", standing="basis"), missing)
    other = [i for i in m.of("incident", standing="adverse") if not i.negated]
    apart = (
        [say("{count} {count:incident has|incidents have} another cause and are kept out of the "
             "chain.", count=len(other))] if other else []
    )
    parts = [of(m) for of, held in ((_of_reimbursement, _reimbursed(m)), (_of_outlays, _spent(m))) if held]
    return _caused(
        m, [*(said for part in parts for said in part.text), *apart],
        list({one.id: one for part in parts for one in part.support}.values())[:20],
        [said for part in parts for said in part.missing], [one for part in parts for one in part.duty],
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """How a sort of loss came of the breaches: what is said, what shows it, what is missing."""

    text: Sequence[str]
    support: Sequence[Item]
    missing: Sequence[str]
    duty: Sequence[Breach] = ()


def _spent(m: Material) -> bool:
    """Does the claim hold hours, cost or bod?"""
    return any(loss.id != "reimbursement" for loss in m.losses)


def _reimbursed(m: Material) -> bool:
    """Does the claim hold lost reimbursement? Where nothing of it is left, and other heads are, it is not argued."""
    return any(loss.id == "reimbursement" and (loss.net or not _spent(m)) for loss in m.losses)


def _of_reimbursement(m: Material) -> _Cause:
    say = m.words.say
    lost = m.of("incident", "data_loss", standing="basis")
    duty = [b for b in m.broken if m.items[b.promise].kind == "compliance_documentation"]
    text, missing = [], []
    if not lost:
        missing.append(say("Nothing in the evidence tells that registrations were lost or could not be made."))
    if not duty:
        missing.append(say("No broken duty to keep documentation ties the vendor to the missing registrations."))
    if lost:
        missing.append(
            say("That each ledger row was lost through these incidents, and not otherwise, must be shown by its proof.")
        )
        text.append(
            say(
                "The chain: the system had to hold the registrations that the state settles by; it did not hold them; "
                "rows without a registration were settled at a lower share or refused."
            )
        )
    return _Cause(text=text, support=([i for i in lost if i.consequence] or lost)[:20], missing=missing, duty=duty)


def _of_outlays(m: Material) -> _Cause:
    """Of hours and cost, and of bod, which needs no cause but the breach."""
    say = m.words.say
    heads = [loss for loss in m.losses if loss.id not in (BOD, "reimbursement")]
    text, missing = [], []
    if heads:
        text.append(say("The chain: a promise was not kept; of that came incidents or a delay; they made the work or "
                        "the expense of each row necessary."))  # fmt: skip
        missing.append(say("That each row was spent because of the breach, and not otherwise, must be shown by its "
                           "proof."))  # fmt: skip
    support: list[Item] = []
    for loss in heads:
        tied = row_ties((one.incident for one in loss.outlays), m.items, m.broken)
        support += tied.incidents
        if loose := tied.silent + tied.unknown:
            missing.append(say("{title}: {count} of {all} {all:row names|rows name} nothing of the case that they "
                               "come of.",
                               title=loss.title, count=loose, all=len(loss.outlays)))  # fmt: skip
    if any(loss.id == BOD for loss in m.losses):
        text.append(say("Bod is due by the contract for the breach itself; no loss has to come of it."))
    return _Cause(text=text, support=support, missing=missing)


def _caused(
    m: Material, text: Sequence[str], support: Sequence[Item], missing: Sequence[str], duty: Sequence[Breach] = ()
) -> Condition:
    return Condition(
        kind="causation",
        title=m.words.say("Causation"),
        text=tuple(text),
        support=tuple(one.id for one in support),
        breaches=tuple(one.id for one in duty),
        missing=tuple(missing),
    )


def _foreseeability(m: Material) -> Condition:
    say = m.words.say
    spent = [loss for loss in m.losses if loss.id not in (BOD, "reimbursement")]
    text, missing, known = [], [], _known_at_signing(m)
    if not m.losses or _reimbursed(m):
        if known:
            text.append(say("A vendor that has undertaken to keep the documentation for settlement with the state "
                            "could foresee that reimbursement is lost when it is not kept."))  # fmt: skip
        else:
            missing.append(say("Nothing shows that the vendor knew, when the contract was made, that the state settles "
                               "by these registrations."))  # fmt: skip
    else:
        known = []
    if spent:
        text.append(say("That a customer must do by hand, or buy elsewhere, what the system was to do is argued to be "
                        "a foreseeable consequence of its not doing it."))  # fmt: skip
        missing.append(say("Nothing shows that the vendor was told what such a failure would cost."))
    return Condition(
        kind="foreseeability",
        title=say("Foreseeability"),
        text=tuple(text),
        support=tuple(i.id for i in known),
        missing=tuple(missing),
    )


def _known_at_signing(m: Material) -> list[Item]:
    """What the contract's own words, not those of a later addendum, say of the documentation: that was foreseeable."""
    contracts = [e for e in m.exhibits if e.kind == "contract"]
    first = min((e.date for e in contracts if e.date), default=None)
    made_then = {e.number for e in contracts if first is None or e.date == first}
    return [i for i in m.of("promise", "compliance_documentation", standing="basis") if i.place.exhibit in made_then]
