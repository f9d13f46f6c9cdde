"""The dossier's first page: the case in a few sentences, its key figures, what is not ready, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.assess import Assessed
from claims.case import Case
from claims.dossier.chapters import called
from claims.figures import ZERO
from claims.held import Evidence
from claims.liability.answers import standing_open
from claims.liability.argument import Material
from claims.liability.chained import Chain
from claims.liability.contested import Floor
from claims.liability.rowties import claimed_of
from claims.model import Breach, KeyFigure, LawRow, Objection
from evidence.months import months_after
from templates.words import Words, capital

#: So many months ahead the summary says what may have lapsed.
_WAITED = 3
#: So many of the strongest objections are named; of the others the number is said.
_NAMED = 4


def summary(
    m: Material, assessed: Assessed, chains: Sequence[Chain], expected: Sequence[Objection], lowest: Floor | None,
    case: Case, words: Words,
) -> tuple[str, ...]:  # fmt: skip
    """The case on one page, in the order a reader asks: what is claimed, what was promised and broken, what was lost
    and is left of it, and by when.
    """
    return (
        *_claimed(m, assessed, case, words),
        *_found(m, words),
        *_lost(m, assessed, words),
        *_unlinked(assessed, chains, words),
        *_left(assessed, expected, words),
        *_at_least(lowest, words),
        *_lapsing(m, assessed, case, words),
    )


def _claimed(m: Material, assessed: Assessed, case: Case, words: Words) -> Iterator[str]:
    """Who claims what of whom, and on what ground: the sentence the rest of the page is there for."""
    named = {
        "customer": case.customer.names[0],
        "vendor": case.vendor.names[0],
        "system": case.system.names[0],
    }
    if assessed.total and assessed.total.amount:
        interest = assessed.interest.pleading if assessed.interest else ""
        yield words.say(
            "{customer} claims against {vendor} for breach of the agreement on {system}: {amount}{interest}.",
            **named,
            amount=words.kr(assessed.total.amount),
            interest=words.say(" with {interest}", interest=interest) if interest else "",
        )
    elif m.broken:
        yield words.say(
            "{customer} holds {vendor} liable for breach of the agreement on {system}; no amount is claimed as it "
            "stands.", **named,
        )  # fmt: skip
    else:
        yield words.say("{customer} used {system} from {vendor}; nothing is claimed as it stands.", **named)


def _found(m: Material, words: Words) -> Iterator[str]:
    say = words.say
    found = say(
        "The evidence handed in holds {count} {count:document|documents}; "
        "{promises} {promises:promise|promises}, {incidents} {incidents:incident|incidents} and {adverse} "
        "{adverse:statement|statements} against the claim have been found in them.",
        count=len(m.exhibits),
        promises=len(m.of("promise")),
        incidents=len(m.of("incident")),
        adverse=len(m.of("adverse")),
    )
    count = m.promised(b for b in m.breaches if m.items[b.promise].standing == "basis")
    if not m.of("promise", standing="basis"):
        kept = say("No promise that binds the vendor has been found; the claim has no basis as it stands.")
    elif m.broken:
        kept = say(
            "Of {binding} {binding:promise that binds|promises that bind} the vendor, {broken} were not kept on the "
            "evidence.", binding=count, broken=m.promised(m.broken),
        )  # fmt: skip
    else:
        kept = say(
            "Of {binding} {binding:promise that binds|promises that bind} the vendor, none has been shown to be "
            "broken.", binding=count,
        )  # fmt: skip
    yield f"{found} {kept}"
    for breach in _weightiest(m):
        yield f"{capital(called(m.items[breach.promise], m.broken, m.items, words))}: {breach.test}"


def _lost(m: Material, assessed: Assessed, words: Words) -> Iterator[str]:
    say = words.say
    if not assessed.losses:
        yield _told_of(m, words)
        return
    heads = []
    for loss in assessed.losses:
        if not loss.claimed and not loss.gross:  # a table among the evidence of which no row is claimed
            apart = sum((group.loss for group in loss.apart_groups), ZERO)
            heads.append(say("{title}: {amount} stands in the evidence and is not claimed.", title=loss.title,
                             amount=words.kr(apart)))  # fmt: skip
            continue
        line = (
            say("{title}: {gross}, less deductions {net}.", title=loss.title, gross=words.kr(loss.gross),
                net=words.kr(loss.net))
            if loss.deductions
            else say("{title}: {gross}, with nothing deducted.", title=loss.title, gross=words.kr(loss.gross))
        )  # fmt: skip
        heads.append(line if loss.claimed else f"{line} {say('It is computed and not claimed.')}")
    yield " ".join(heads)


def _told_of(m: Material, words: Words) -> str:
    """What the papers tell of a loss that is not computed."""
    stated = m.of("loss")
    told = [
        f"{words.kr(i.amount_dkk)} ({i.kind_text})"
        for i in stated
        if i.amount_dkk is not None and i.standing == "basis" and i.side != "vendor"
    ]
    if told:
        return words.say(
            "Losses stated in the evidence, and not yet computed or claimed: {sums}.", sums="; ".join(told)
        )
    if stated:
        return words.say("A loss is told of, but no amount is in evidence; none is claimed.")
    return words.say("No loss has been computed: the case holds no ledger of reimbursement, hours or invoices.")


def _unlinked(assessed: Assessed, chains: Sequence[Chain], words: Words) -> Iterator[str]:
    """The heads of loss that no breach carries: without one the rest of the claim does not matter."""
    claimed = {loss.id: loss for loss in assessed.losses if loss.claimed}
    gone: dict[str, list[str]] = {}
    for chain in chains:
        if (loss := claimed.get(chain.head)) and loss.net and chain.broken_at:
            gone.setdefault(chain.broken_at, []).append(f"{loss.title} ({words.kr(loss.net)})")
    for missing, heads in gone.items():
        yield words.say("The chain from promise to amount is broken for {heads}: {missing}", heads=heads,
                        missing=missing)  # fmt: skip


def _left(assessed: Assessed, expected: Sequence[Objection], words: Words) -> Iterator[str]:
    say = words.say
    if assessed.caps and assessed.losses:
        low, high = (which(cap.amount for cap in assessed.caps) for which in (min, max))
        yield (
            say("Under the readings of the contract's limits that can be argued, between {low} and {high} remains.",
                low=words.kr(low), high=words.kr(high))
            if low < high
            else say("{amount} remains under every reading of the contract's limits that can be argued.",
                     amount=words.kr(high))
        )  # fmt: skip
    if strong := [one for one in expected if one.strength == "strong"]:
        titles = "; ".join(one.title for one in strong[:_NAMED])
        more = say(" and {count} more", count=len(strong) - _NAMED) if len(strong) > _NAMED else ""
        line = say("The strongest objections to expect: {titles}{more}.", titles=titles, more=more)
        if open_ones := sum(not one.answer for one in strong):
            line += " " + say("There is no answer yet to {count} of them.", count=open_ones)
        yield line


def _at_least(lowest: Floor | None, words: Words) -> Iterator[str]:
    """What would be left if the vendor were right in everything, and where it takes most by a single point of fact."""
    most = next((one for one in lowest.points if one.kind != "cap" and one.takes), None) if lowest else None
    if lowest and most:
        yield words.say(
            "If all that speaks for the vendor held, {lowest} would be left. What takes most by itself: {title} "
            "({amount}).", lowest=words.kr(lowest.all.leaves), title=most.title, amount=words.kr(most.takes),
        )  # fmt: skip


def _lapsing(m: Material, assessed: Assessed, case: Case, words: Words) -> Iterator[str]:
    say = words.say
    dated = [one for one in assessed.limitation if not one.interrupted]
    if not dated:
        return
    first = min(dated, key=lambda one: one.earliest)
    yield say("The earliest day a claim can be time-barred is {day} ({what}).", day=first.earliest, what=first.what)
    broken = {b.id: b for b in m.broken}
    named = [
        one for one in dated
        if claimed_of(assessed.losses, [broken[i] for i in one.breaches if i in broken], m.items, one.heads)
    ]  # fmt: skip
    if named and (of_rows := min(named, key=lambda one: one.earliest)).earliest > first.earliest:
        yield say("No row claimed says that it comes of that breach; of those that rows name, the first may lapse on "
                  "{day} ({what}).", day=of_rows.earliest, what=of_rows.what)  # fmt: skip
    later = months_after(case.as_of, _WAITED)
    # On its last day a claim is still in time: the table says that no day is left, and nobody that it has lapsed.
    then, now = sum(one.earliest <= later for one in dated), sum(one.earliest < case.as_of for one in dated)
    if then > now:
        yield say("Within {months} {months:month|months}, by {day}, {then} of {all} {all:claim|claims} may be "
                  "time-barred; today it is {now}.",
                  months=_WAITED, day=later, then=then, all=len(assessed.limitation), now=now)  # fmt: skip
    elif now:
        yield say("{now} of {all} {all:claim|claims} may be time-barred already, and no more within {months} "
                  "{months:month|months}.",
                  now=now, all=len(assessed.limitation), months=_WAITED)  # fmt: skip


def _weightiest(m: Material) -> list[Breach]:
    """One broken promise a kind, measured before told, the contract's before others', in the order of the kinds."""
    kinds = ("delivery_date", "availability", "compliance_documentation", "response_fix", "integration")
    papers = {e.number: e.kind for e in m.exhibits}
    chosen = []
    for kind in kinds:
        of_kind = [b for b in m.broken if m.items[b.promise].kind == kind]
        of_kind.sort(
            key=lambda b: (not b.figures, papers[m.items[b.promise].place.exhibit] != "contract", -b.incidents_total)
        )
        chosen += of_kind[:1]
    return chosen[:4]


def key_figures(m: Material, assessed: Assessed, words: Words) -> tuple[KeyFigure, ...]:
    """What the claim comes to, its interest, the promises broken and the first day of limitation, as far as known."""
    say = words.say
    found = []
    claimed = [loss for loss in assessed.losses if loss.claimed]
    if len(claimed) == 1:
        (loss,) = claimed
        found.append(
            KeyFigure(label=say("Loss before deductions"), value=words.kr(loss.gross), figure=loss.gross_figure)
        )
        found.append(KeyFigure(label=say("Net loss"), value=words.kr(loss.net), figure=loss.net_figure))
    elif assessed.total:
        total = assessed.total
        found.append(KeyFigure(label=say("The claim in all"), value=words.kr(total.amount), figure=total.figure))
        found += [KeyFigure(label=one.title, value=words.kr(one.net), figure=one.net_figure)
                  for one in claimed if one.net]
    if assessed.interest:
        found.append(
            KeyFigure(
                label=say("Interest to {day}", day=assessed.interest.until),
                value=words.kr(assessed.interest.sum[0]),
                figure=assessed.interest.sum[1],
            )
        )
    found.append(KeyFigure(label=say("Promises not kept"), value=str(m.promised(m.broken))))
    if assessed.limitation:
        first = min((one.earliest for one in assessed.limitation if not one.interrupted), default=None)
        found.append(
            KeyFigure(label=say("Earliest limitation"), value=words.day(first) if first else say("interrupted"))
        )
    return tuple(found)


def not_ready(m: Material, evidence: Evidence, law: Sequence[LawRow], words: Words) -> tuple[str, ...]:
    """What must be done before the dossier can be sent, a sentence each; empty: nothing."""
    say = words.say
    said = []
    if pending := sum(f.id not in evidence.decisions and not f.attributes.get("row") for f in evidence.live):
        said.append(
            say("{count} {count:finding has|findings have} not been accepted or rejected by a person.", count=pending)
        )
    if evidence.waiting:
        said.append(
            say(
                "{count} {count:statement was|statements were} found by likeness only and are not in the dossier "
                "before a person has "
                "accepted them (krav list candidates).",
                count=len(evidence.waiting),
            )
        )
    if not m.broken and any(loss.claimed for loss in m.losses):
        said.append(say("An amount is claimed, and no breach has been shown that it could rest on."))
    if unready := [b for b in m.broken if not b.ready]:
        said.append(say("{count} {count:breach has|breaches have} unanswered excuses.", count=len(unready)))
        open_slots = standing_open(m.broken)
        if found := open_slots["excuses with evidence unanswered"]:
            said.append(say("Something was found for {count} of the excuses that nobody has answered.", count=found))
        if stale := open_slots["answers out of date"]:
            said.append(say("More has been found since {count} of the excuses were answered.", count=stale))
    if unseen := sum(u.outcome in ("needs_ocr", "unreadable", "unsupported") for u in m.unread):
        said.append(say("{count} of the inputs could not be read.", count=unseen))
    if weak := [row for row in law if row.confidence in ("secondary", "recalled")]:
        said.append(say("{count} {count:row of law rests|rows of law rest} on secondary sources.", count=len(weak)))
    return tuple(said)


def method(words: Words) -> tuple[str, ...]:
    """How the dossier was made, in a few sentences that hold of every case."""
    say = words.say
    return (
        say("Every quote is cut from the stored text of its document and was looked up again for this dossier."),
        say(
            "Findings are made by written rules, each with its own examples, and name the rule that found them. What "
            "only a reader taught by examples points to waits for a person; nothing of it stands here that nobody has "
            "accepted."
        ),
        say("Page furniture (menus, advertisements, teasers) is kept and not searched."),
        say(
            "Lost reimbursement is computed row by row from the municipality's own ledger: benefit paid × the state's "
            "share for the actual status on that day − what was received − what was regained; never below zero."
        ),
        say("Money is rounded to the øre, half away from zero, once, in the step named in the figure."),
        say("A row of law is used only with its source; recalled rows are used only where a person answers for them."),
    )
