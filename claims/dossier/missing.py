"""What is missing in the evidence: what to get, from whom and why. What lacks the same is one gap with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claims.liability.argument import Material
from claims.liability.chained import Chain
from claims.model import Breach, Gap, Item, LossGroup, LossItem
from evidence.errors import Message
from extract.model import SourceClass
from templates.words import Words, capital, exhibit_mark


def gaps(m: Material) -> tuple[Gap, ...]:
    """What is missing, where, and what would fill it."""
    return (*_of_promises(m), *_of_incidents(m), *_of_papers(m))


def _of_promises(m: Material) -> Iterator[Gap]:
    """Promises that nothing tests, or nothing that will stand."""
    say = m.words.say
    untested = _by_kind([m.items[i] for i in m.untested if m.items[i].standing == "basis"])
    for kind, items in untested.items():
        yield Gap(
            what=say("Nothing in the evidence tests {count} {count:promise|promises} on "
                     "{kind}.", count=len(items), kind=kind),
            where=_where(items, m.words),
            remedy=say("Look for minutes, mail or log lines that tell how it went, or leave the promise out."),
            source=say("the municipality's own people"),
            why=say("Without it these promises carry no breach."),
            reasons=tuple(_named(item, m.words) for item in items),
        )
    if held := [b for b in m.breaches if b.held and m.items[b.promise].standing == "basis"]:
        yield Gap(
            what=say("{count} {count:promise is|promises are} held back: nothing surely ties an incident to "
                     "them.", count=len(held)),
            where=", ".join(b.promise for b in held),
            remedy=say(
                "Read what stands at each of them in promises against reality, and tie what belongs there "
                "(krav tie) or untie it (krav untie)."
            ),
            source=say("the municipality's own people"),
            why=say("They are counted neither as broken nor as kept until then."),
        )
    if thin := [b for b in m.broken if _told_by_the_press_alone(b, m.items)]:
        yield Gap(
            what=say("{count} {count:broken promise rests|broken promises rest} on the press alone.", count=len(thin)),
            where=", ".join(b.id for b in thin),
            remedy=say("Find the municipality's own log, mail or minutes of the same days, or have those heard "
                       "whom the story quotes."),
            source=say("the municipality's own people"),
            why=say("What only a newspaper tells the other side will deny."),
        )  # fmt: skip


def _of_incidents(m: Material) -> Iterator[Gap]:
    """Incidents that break no promise."""
    say = m.words.say
    stated = [m.items[i] for i in m.unmatched if m.items[i].place.row is None and m.items[i].standing == "basis"]
    if stated:
        yield Gap(
            what=say("No promise answers {count} {count:incident|incidents} that the documents tell "
                     "of.", count=len(stated)),
            where=_where(stated, m.words),
            remedy=say("Look in the contract for the duties they broke."),
            source=say("the contract and its annexes"),
            why=say("An incident no promise answers supports no breach."),
            reasons=tuple(
                say("{kind}: {items}", kind=kind, items="; ".join(_named(item, m.words) for item in items))
                for kind, items in _by_kind(stated).items()
            ),
        )
    if logged := [i for i in m.unmatched if m.items[i].place.row is not None and m.items[i].standing == "basis"]:
        yield Gap(
            what=say("{count} {count:line of the incident log tests|lines of the incident log test} no "
                     "promise.", count=len(logged)),
            remedy=say("Look in the contract for the duties they broke."),
            source=say("the contract and its annexes"),
            why=say("An incident no promise answers supports no breach."),
        )


def _of_papers(m: Material) -> Iterator[Gap]:
    """Papers without a day or not read, and the days that are in none of them."""
    say = m.words.say
    # The rows of a log and of a table have days of their own, and an archive holds papers that have.
    if undated := [e for e in m.exhibits if e.date is None and e.pages and e.kind not in ("log", "ledger")]:
        yield Gap(
            what=say("{count} {count:document has|documents have} no date.", count=len(undated)),
            where=", ".join(say("exhibit {exhibit}", exhibit=exhibit_mark(e.number)) for e in undated),
            remedy=say("The day of each is to be found and stated."),
            source=say("whoever wrote or received it"),
            why=say("What is said in it has no time, and relative dates in it stay unresolved."),
        )
    for one in m.unread:
        if one.outcome in ("unreadable", "needs_ocr", "unsupported", "empty"):
            yield Gap(
                what=say("Not read: {reason}.", reason=(one.reason or one.outcome_text).removesuffix(".")),
                where=one.path,
                remedy=say("Ask the sender for a readable copy, or read it by hand."),
                source=say("whoever sent it"),
                why=say("Nothing in it has been searched, neither for the claim nor against it."),
            )
    if not m.interest_known:
        yield Gap(
            what=say("No day from which interest runs is known."),
            remedy=say("The days of demand, particulars and proceedings are to be stated."),
            source=say("the municipality's own files"),
            why=say("No interest is computed until then."),
        )


#: Who has what is missing in a link, and what hangs on it.
_FROM: Mapping[str, tuple[Message, Message]] = {
    "promise": (
        Message("the municipality's file on the contract, else the vendor"),
        Message("Without a duty there is no breach."),
    ),
    "breach": (Message("the contract and its annexes"), Message("Without a breach nothing is owed.")),
    "notice": (
        Message("the municipality's letters and mail"), Message("What was not complained of in time can be lost."),
    ),
    "incident": (
        Message("the municipality's own people, and the vendor's case system"),
        Message("Without it nothing shows that the vendor lost the registrations."),
    ),
    "registration": (
        Message("the auditor, or the authority that settles the reimbursement"),
        Message("Without it nobody but the municipality says that they were missing."),
    ),
    "work": (
        Message("the municipality's own people"),
        Message("Without it nothing ties the work or the expense to what the vendor did."),
    ),
    "amount": (Message("the municipality's finance department"), Message("Without it no loss can be computed.")),
}  # fmt: skip
#: What hangs on the incident where hours and cost are claimed.
_OF_WORK = Message("Without it nothing ties the work or the expense to what the vendor did.")


#: Why rows are set apart where a person can mend it: how, and who has what it takes.
_MENDED: Mapping[str, tuple[Message, Message]] = {
    "no channel: neither the row nor the case names the rule": (
        Message("Say in case.toml, [claim] channel, or in the row under which rule the reimbursement was lost; "
                "`krav law refusion.kanaler` shows them."),
        Message("the municipality itself"),
    ),
    "no proof of the actual status": (
        Message("Name in the row what shows the actual status."), Message("the municipality's own files"),
    ),
    "the type of activity is needed to find the rate": (
        Message("Write in the row what the activity was."), Message("the municipality's own files"),
    ),
    "the benefit week is needed to find the rate": (
        Message("Write in the row which week of the benefit it was."), Message("the municipality's own files"),
    ),
}  # fmt: skip


def uncounted(losses: Iterable[LossItem], words: Words) -> tuple[Gap, ...]:
    """Rows of what is claimed that are not counted for want of something a person can add, with their amount."""
    reasons = {capital(words.say(reason)): mended for reason, mended in _MENDED.items()}
    return tuple(
        Gap(
            what=_uncounted(group, words),
            where=loss.title,
            remedy=words.message(reasons[group.label][0]),
            source=words.message(reasons[group.label][1]),
            why=words.say("What is set apart is no part of the claim."),
        )
        for loss in losses if loss.claimed
        for group in loss.apart_groups if group.label in reasons
    )  # fmt: skip


def _uncounted(group: LossGroup, words: Words) -> str:
    """What is said of rows set apart; where the law cannot say what was due, what they are of and not what was lost."""
    if group.paid and not group.due:
        return words.say(
            "{count} {count:row is|rows are} not counted: {paid} was paid and {received} settled, and how much of it "
            "was lost cannot be told yet. {why}.",
            count=group.rows, paid=words.kr(group.paid), received=words.kr(group.received + group.recovered),
            why=group.label,
        )  # fmt: skip
    return words.say(
        "{amount} in {count} {count:row is|rows are} not counted. {why}.",
        amount=words.kr(group.loss), count=group.rows, why=group.label,
    )  # fmt: skip


def broken_links(chains: Iterable[Chain], words: Words) -> tuple[Gap, ...]:
    """What is missing in the chains, as gaps to be filled."""
    found = []
    for chain in chains:
        for link in chain.links:
            if link.missing:
                found.append(
                    Gap(
                        what=link.missing,
                        where=words.say("Causation of {head}, {link}", head=chain.title, link=link.title.lower()),
                        remedy=words.say("Look for what shows it, or answer for it in the claim."),
                        source=words.message(_FROM[link.kind][0]) if link.kind in _FROM else "",
                        why=words.message(_why(link.kind, chain)) if link.kind in _FROM else "",
                    )
                )
        for stretch in chain.stretches:
            if stretch.missing:
                found.append(
                    Gap(
                        what=stretch.missing,
                        where=words.say(
                            "Causation of {head}, {rows} {rows:row|rows}, "
                            "{amount}", head=chain.title, rows=stretch.rows,
                            amount=words.kr(stretch.loss),
                        ),
                        remedy=words.say("Look for log lines, mail or minutes of that time, or leave the rows out."),
                    )
                )  # fmt: skip
    return tuple(found)


def _why(kind: str, chain: Chain) -> Message:
    spent = any(link.kind == "work" for link in chain.links)
    return _OF_WORK if kind == "incident" and spent else _FROM[kind][1]


def _by_kind(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.kind_text, []).append(item)
    return found


def _named(item: Item, words: Words) -> str:
    """«f-3c9a… (bilag 4, side 2)»."""
    return f"{item.id} ({_place(item, words)})"


def _place(item: Item, words: Words) -> str:
    place = item.place
    return words.say("exhibit {exhibit}, page {page}", exhibit=exhibit_mark(place.exhibit), page=place.page)


def _told_by_the_press_alone(breach: Breach, items: Mapping[str, Item]) -> bool:
    told = [items[one].source_class for one in breach.incidents if one in items and items[one].standing == "basis"]
    return bool(told) and all(one in (SourceClass.PRESS_NAMED, SourceClass.PRESS_UNNAMED) for one in told)


def _where(items: Sequence[Item], words: Words) -> str:
    """The papers in which they stand."""
    exhibits = sorted({item.place.exhibit for item in items})
    return ", ".join(words.say("exhibit {exhibit}", exhibit=exhibit_mark(number)) for number in exhibits)
