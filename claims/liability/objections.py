"""What the other side can be expected to say, with the evidence for it and our answer.

Legal statements stand with their source in the dossier's law tables or say that no authority was found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from claims.liability.argument import Material, avoidable
from claims.liability.causeshares import rows_of
from claims.loss.shares import no_offer_held
from claims.mentions import spares
from claims.model import Item, Objection
from claims.model_methods import LedgerBundle
from evidence.errors import Message
from evidence.wording import one_line
from extract.excusing import Excusing
from extract.papers.sources import rank
from extract.wording import tells_absence
from templates.words import exhibit_mark

#: By kind of what speaks against the claim: title, what will be said, our answer; None: none stands in the evidence.
_TOLD: Mapping[str, tuple[Message, Message, Message | None]] = {
    "satisfaction": (
        Message("The customer was satisfied"),
        Message("The other side will quote the customer's own praise."),
        Message("Satisfaction at one time says nothing of the time claimed for; compare the days."),
    ),
    "acceptance": (
        Message("The delivery was accepted"),
        Message("The other side will say that acceptance or use ended its duty."),
        None,
    ),
    "shared_blame": (
        Message("The fault lies also with others"),
        Message("The other side will point to the customer's own part or to other suppliers."),
        None,
    ),
    "no_loss": (
        Message("Nobody was harmed"),
        Message("The other side will say that citizens were served and that there is no loss."),
        Message(
            "That the work was done is the ground of the claim: what was lost is the registration, and "
            "with it the reimbursement for work that was done."
        ),
    ),
    "resolved": (
        Message("The faults were mended"),
        Message("The other side will say that the trouble ended."),
        Message("That a fault was mended ends the time of harm; it does not undo what was lost before."),
    ),
    "waiver": (
        Message("The claim was waived"),
        Message("The other side will say that the customer gave the claim up, settled it or let the matter rest."),
        None,
    ),
    "late_notice": (
        Message("Notice was given too late"),
        Message("The other side will say that notice of breach came too late."),
        None,
    ),
}

#: What of these answers is put before a court.
_PLEAS = {kind: answer for kind, (_, _, answer) in _TOLD.items() if answer} | {
    "satisfaction": Message("Satisfaction at one time says nothing of the time claimed for."),
}

#: What is said against the heads of hours and cost.
_HEADS = {
    "extra_cost": (
        Message("The expenses were not needed, or would have been there anyway"),
        Message(
            "The other side will say that the expenses are ordinary operation, that they were larger than needed, or "
            "that they have nothing to do with the breach."
        ),
        Message(
            "Each invoice stands in the appendix with what it was for, and with what it comes of where it says so."
        ),
    ),
    "lost_time": (
        Message("Salaried time is no loss"),
        Message("The other side will say that the employees would have had their salary anyway."),
        Message(
            "What is claimed is claimed for the reason the statement of loss gives; pay slips or rotas must show it."
        ),
    ),
}

_WEIGHT = {"strong": 0, "medium": 1, "weak": 2}


def objections(
    m: Material, *, capped: bool, takes: bool = True, reader: Excusing, spared: Sequence[str] = (),
    objected: Mapping[str, str] = MappingProxyType({}), late: Iterable[Objection] = (), known: date | None = None,
) -> tuple[Objection, ...]:  # fmt: skip
    """What the other side can be expected to say, strongest first, with the evidence for it and our answer.

    ``known``: the day on which the municipality knew of the fault at the latest; what was lost after it could have
    been limited. ``late``: that the claims are time-barred; it is of everything and stands first among those as strong.
    ``takes``: the limit of liability takes something of the claim, or nobody can reckon it. ``spared`` are the clauses
    that keep a loss out of the exclusion of indirect loss (ids); ``objected`` says of what stands in minutes the
    municipality objected to (ids) that it did. A denial of loss may only deny that somebody was harmed: that the work
    was done answers this one, and no other.
    """
    heads = {loss.id for loss in m.losses if loss.claimed}
    found = (
        *late,
        *_of_clauses(m, heads, capped, takes, spared),
        *_told(m, heads, reader, objected),
        *_own_duties(m),
        *_of_the_log(m),
        *_unheld(m),
        *(_of_reimbursement(m, reader, known) if "reimbursement" in heads else ()),
        *_of_heads(m, heads),
    )
    return tuple(sorted(found, key=lambda one: _WEIGHT[one.strength]))


def _of_clauses(
    m: Material, heads: Collection[str], capped: bool, takes: bool, spared: Sequence[str]
) -> Iterator[Objection]:
    """What the contract excludes or limits."""
    say = m.words.say
    exclusions = tuple(i.id for i in m.of("term", "excluded_loss") if i.id not in spared)
    kept = say("The contract itself says of which loss it is not to be counted as indirect.")
    own_words = {
        head: kept if any(spares(m.items[one].quote, {head}) for one in spared if one in m.items) else ""
        for head in heads
    }
    direct = say("It is not profit and not lost production, but a fixed share of money already paid out, refused by "
                 "rule.")  # fmt: skip
    if exclusions and "reimbursement" in heads:
        yield Objection(
            kind="excluded_loss",
            title=say("Lost reimbursement is an indirect loss"),
            text=say(
                "The contract excludes indirect loss, and the other side will say that lost state reimbursement is one."
            ),
            items=exclusions,
            answer=own_words["reimbursement"]
            or " ".join((
                direct,
                say("No Danish decision on the question has been found; the scenarios show the claim under each "
                    "reading."),
            )),
            plea=own_words["reimbursement"] or direct,
            strength="strong",
        )
    spared_by = kept if all(own_words[head] for head in ("lost_time", "extra_cost") if head in heads) else ""
    spent = say("They were spent on the breach itself, and not lost by what hung on it.")
    if exclusions and not {"lost_time", "extra_cost"}.isdisjoint(heads):
        yield Objection(
            kind="excluded_loss",
            title=say("Hours and expenses are an indirect loss"),
            text=say("The contract excludes indirect loss (driftstab), and the other side will say that what "
                     "operation cost more is one."),
            items=exclusions,
            answer=spared_by or " ".join((spent, say("The scenarios show the claim under each reading."))),
            plea=spared_by or spent,
            strength="strong",
        )  # fmt: skip
    if capped:
        yield Objection(
            kind="liability_cap",
            title=say("Liability is capped"),
            text=say("The other side will hold the claim to the contract's cap."),
            items=tuple(i.id for i in m.of("term", "liability_cap")),
            answer=say("The scenarios show what remains under the cap and without it.")
            if takes
            else say("As the clause is reckoned, the limit lies above the claim and takes nothing from it; the "
                     "scenarios show it."),
            strength="strong" if takes else "weak",
        )  # fmt: skip


def _told(
    m: Material, heads: Collection[str], reader: Excusing, objected: Mapping[str, str]
) -> Iterator[Objection]:
    """What the papers say against the claim, kind by kind."""
    reported = [i for i in m.of("incident", standing="adverse") if i.place.row is None]
    told = m.of("promise", standing="adverse")
    beside: Mapping[str, Sequence[Item]] = {
        # To let a thing come later is no praise (a waiver, if anything), nor is that what was promised has not come, or
        # only that it was promised.
        "satisfaction": [
            i for i in told
            if not (i.negated or reader.consents(i.quote) or tells_absence(i.quote) or reader.only_promised(i.quote))
        ],
        "late_notice": [m.items[i] for i in m.forfeits],
        # What the customer itself says is not ready is no praise either: «vores testdata er heller ikke klar».
        "shared_blame": [*reported, *(i for i in told if i.negated and i.side == "customer")],
    }
    for kind, (title, text, answer) in _TOLD.items():
        items = [*m.of("adverse", kind, standing="adverse"), *beside.get(kind, ())]
        if kind == "satisfaction":
            theirs = [i for i in items if i.side in ("vendor", "third_party")]
            items = [i for i in items if i not in theirs]
            yield from _own_praise(theirs, m)
        if kind == "acceptance":
            yield from _reserved([i for i in items if reader.reserves(i.quote)], m)
            items = [i for i in items if not reader.reserves(i.quote)]
        if kind == "no_loss":
            # Where nothing is reckoned yet, what was lost may still turn out to be reimbursement.
            denied = [i for i in items if not ((not heads or "reimbursement" in heads) and reader.of_harm(i.quote))]
            items = [i for i in items if i not in denied]
            if denied:
                yield Objection(
                    kind="loss_denied",
                    title=m.words.say("There is no loss, or not so large a one"),
                    text=m.words.say(
                        "The other side will say that nothing was lost, or that it could have been avoided."
                    ),
                    items=_ranked(denied),
                    answer="",
                    strength="strong",
                )
        if items:
            # An objection answers what it is of; where something else says the same, that is still to be answered.
            written = [objected[i.id] for i in items if i.id in objected]
            written = [*dict.fromkeys(written)] if len(written) == len(items) else []
            answers = [*written, *([m.words.message(answer)] if answer else [])]
            yield Objection(
                kind=kind,
                title=m.words.message(title),
                text=m.words.message(text),
                items=_ranked(items),
                answer=" ".join(answers),
                plea=" ".join([*written, *([m.words.message(_PLEAS[kind])] if kind in _PLEAS else [])]),
                strength="medium" if answers else "strong",
            )


def _own_praise(items: Sequence[Item], m: Material) -> Iterator[Objection]:
    """What the vendor, or somebody else than the customer, wrote well of the system: no praise of the customer's."""
    if items:
        answer = m.words.say("What others than the customer wrote of the system does not show how it ran for the "
                             "customer.")  # fmt: skip
        yield Objection(
            kind="satisfaction",
            title=m.words.say("The system was praised by others than the customer"),
            text=m.words.say("The other side will point to what it wrote itself at the time, or others wrote."),
            items=_ranked(items),
            answer=answer,
            plea=answer,
            strength="weak",
        )


def _reserved(items: Sequence[Item], m: Material) -> Iterator[Objection]:
    """What was approved with a reservation: the same words are the answer, to this approval and to no other."""
    if items:
        reserved = m.words.say("The words reserve what is claimed, or leave a part out: {quotes}.",
                               quotes=_places(items, m))  # fmt: skip
        yield Objection(
            kind="acceptance",
            title=m.words.say("The delivery was accepted with a reservation"),
            text=m.words.say("The other side will say that acceptance or use ended its duty."),
            items=_ranked(items),
            answer=reserved,
            plea=reserved,
            strength="medium",
        )  # fmt: skip


def _own_duties(m: Material) -> Iterator[Objection]:
    """What the contract lays on the customer itself: asked for too where no paper says that it was not done."""
    rules = {i.place.spot[:3] for i in m.of("term", "notice_rule")}
    duties = [
        i for i in m.of("promise")
        if i.bound == "customer" and i.strength in ("binding", "warranty") and not i.negated
        and i.kind != "price_compensation" and i.place.spot[:3] not in rules
    ]  # fmt: skip
    if duties:
        yield Objection(
            kind="own_duties",
            title=m.words.say("The customer did not do its own part"),
            text=m.words.say(
                "The contract lays duties on the customer itself; the other side will say that they were not met, or "
                "too late."
            ),
            items=_ranked(duties),
            answer="",
            strength="medium",
        )


def _places(items: Iterable[Item], m: Material, most: int = 6) -> str:
    """Their words, each with where it stands and once."""
    said = dict.fromkeys(
        m.words.say("{quote} (exhibit {exhibit}, page {page})", quote=m.words.quoted(one_line(i.quote)),
                    exhibit=exhibit_mark(i.place.exhibit), page=i.place.page)
        for i in items
    )  # fmt: skip
    return "; ".join([*said][:most])


def _ranked(items: Iterable[Item]) -> tuple[str, ...]:
    """Their ids, of the weightiest sources first."""
    return tuple(i.id for i in sorted(items, key=lambda i: rank(i.source_class)))


def _of_the_log(m: Material) -> Iterator[Objection]:
    """Lines of the log with another cause."""
    say = m.words.say
    logged = [i for i in m.of("incident", standing="adverse") if i.place.row is not None]
    if logged:
        left_out = say("They, and what the documents tell of the same day and sort, are left out of every test and "
                       "named as left out.")  # fmt: skip
        yield Objection(
            kind="third_party",
            title=say("A state portal or another supplier was the cause"),
            text=say("{count} {count:line of the incident log has|lines of the incident log have} another "
                     "cause.", count=len(logged)),
            items=tuple(i.id for i in logged[:20]),
            answer=left_out,
            plea=left_out,
            strength="weak",
        )


def _limited(m: Material, reader: Excusing) -> str:
    """What the municipality's own people tell of having kept lists beside the system, as they say it, or nothing."""
    kept = (
        i for i in m.items.values()
        if i.side == "customer" and i.standing == "basis" and i.label in ("incident", "loss") and not i.hedged
        and reader.by_hand(i.quote)
    )  # fmt: skip
    quotes = _places(kept, m, most=3)
    return " " + m.words.say("What the municipality did itself: {quotes}.", quotes=quotes) if quotes else ""


#: What the state was asked to overlook or to pay all the same.
_ASKED = re.compile(
    r"\b(?:anmodning|ansøgning)\w*\s+om\s+(?:\w+\s+){0,2}?dispensation|\brequest\w*\s+for\s+a\s+waiver", re.IGNORECASE
)


def _refused(m: Material) -> str:
    """That a waiver was asked for and refused, in the words of the paper that tells it, or nothing."""
    said = (i for i in m.of("loss", "lost_revenue") if i.side != "vendor" and _ASKED.search(i.quote))
    quotes = _places(said, m, most=2)
    return m.words.say("A waiver was asked for and refused: {quotes}.", quotes=quotes) if quotes else ""


def _after(m: Material, known: date | None) -> str:
    """How much of the reimbursement was lost in rows that begin after the fault was known, or nothing."""
    if known is None:
        return ""
    rows = [row for loss in m.losses if loss.id == "reimbursement" for row in rows_of(loss)]
    later = [row for row in rows if row.start > known and row.loss]
    if not later:
        return ""
    return " " + m.words.say(
        "Of the loss before deductions {amount} stands in {count} {count:row that begins|rows that begin} after {day}, "
        "when the fault was known at the latest.",
        amount=m.words.kr(sum((row.loss for row in later), Decimal(0))), count=sum(row.rows for row in later),
        day=known,
    )  # fmt: skip


def _of_reimbursement(m: Material, reader: Excusing, known: date | None = None) -> Iterator[Objection]:
    say, limited = m.words.say, _limited(m, reader)
    claimed = say("Only rows stated as refused or as closed for correction are claimed; what was regained is deducted.")
    grants = say("The employment grant is shared out by unemployment and adjusted for the country and the region, "
                 "never by the single municipality's own settlement.")  # fmt: skip
    yield Objection(
        kind="mitigation",
        items=avoidable(m, reader),
        title=say("The loss could have been avoided or regained"),
        text=say(
            "The other side will say that registrations could have been corrected within the state's own deadlines, "
            "kept on paper, or that the ministry could have been asked to waive."
        ) + _after(m, known),
        answer=f"{claimed}{limited} " + (_refused(m) or say("Whether a waiver was asked for must be shown.")),
        plea=claimed + limited,
        strength="medium",
    )
    yield Objection(
        kind="grants",
        title=say("General grants have made the loss good"),
        text=say(
            "The other side will say that block grants and the employment grant compensate municipalities for these "
            "benefits."
        ),
        answer=" ".join((grants, say("Not tested in any decision found."))),
        plea=grants,
        strength="medium",
    )


def _unheld(m: Material) -> Iterator[Objection]:
    """Rows of people who were in no offer at all: what did not take place is not lost by a system."""
    say = m.words.say
    rows = (one for loss in m.losses if loss.id == "reimbursement" and loss.claimed for one in loss.ledger_rows)
    held = [one for one in rows if one.loss and no_offer_held(one.channel, one.actual)]
    if held:
        yield Objection(
            kind="no_offer",
            title=say("No offer was held"),
            text=say(
                "{count} {count:row|rows}, together {amount}, {count:is|are} of time in which the citizen was in no "
                "offer. The other side will say that the municipality gave none, and that the system lost nothing "
                "there.",
                count=sum(one.rows if isinstance(one, LedgerBundle) else 1 for one in held),
                amount=m.words.kr(sum((one.loss for one in held if one.loss), Decimal(0))),
            ),
            answer="",
            strength="strong",
        )


def _of_heads(m: Material, heads: Collection[str]) -> Iterator[Objection]:
    for head, (title, text, answer) in _HEADS.items():
        if head in heads:
            silent = sum(not row.incident for loss in m.losses if loss.id == head for row in loss.outlays)
            untold = m.words.say("{count} {count:row names|rows name} nothing they come of.", count=silent)
            yield Objection(
                kind=head,
                title=m.words.message(title),
                text=m.words.message(text),
                answer=m.words.message(answer) + (f" {untold}" if silent and head == "extra_cost" else ""),
                strength="medium",
            )
