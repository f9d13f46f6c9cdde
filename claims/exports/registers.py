"""The registers of a workbook: promises, incidents, what speaks against, terms, exhibits, matrix, gaps and requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claims.dossier.gapwork import STATUS_TEXT, Seen
from claims.exports.sheets import Book, Cell, Table
from claims.model import Breach, Dossier, Item
from templates.words import Words, exhibit_mark


def evidence(dossier: Dossier, book: Book, words: Words) -> None:
    """A sheet for each register of what the evidence says, and one for the exhibits."""
    say, items = words.say, dossier.items
    _account(dossier, book, words)
    logged = [one for one in dossier.incident_log if one not in dossier.incidents]
    _register(book, say("Promises"), [items[one] for one in dossier.promises], words)
    _register(book, say("Incidents"), [items[one] for one in (*dossier.incidents, *logged)], words)
    _adverse(dossier, book, words)
    _register(book, say("Terms"), [items[one] for one in dossier.terms], words)
    _register(book, say("Losses stated"), [items[one] for one in dossier.stated_losses], words)
    _exhibits(dossier, book, words)


def _account(dossier: Dossier, book: Book, words: Words) -> None:
    """Every sentence of the account of facts; of a long one the pages print a part."""
    say = words.say
    heads = [say("Day"), say("Sentence"), say("Rests on"), say("Exhibits"), say("State")]
    table = book.table(say("Account of facts"), heads, [20, 100, 40, 16, 14])
    for fact in dossier.facts:
        exhibits = sorted({dossier.items[one].place.exhibit for one in fact.items if one in dossier.items})
        table.add(
            fact.day, fact.sentence, ", ".join(fact.items), ", ".join(map(exhibit_mark, exhibits)),
            say("contested") if fact.status == "contested" else "",
        )  # fmt: skip


def _heads(words: Words) -> tuple[list[str], list[int]]:
    say = words.say
    told = [
        (say("Id"), 16), (say("Kind"), 22), (say("Quote"), 70), (say("Exhibit"), 8), (say("Page"), 7), (say("Row"), 7),
        (say("Document"), 28), (say("Date of the document"), 12), (say("Sort of paper"), 18), (say("Said by"), 22),
        (say("Side"), 14), (say("Strength"), 16), (say("First day"), 12), (say("Last day"), 12),
        (say("Time as written"), 20), (say("Amount, DKK"), 15), (say("System"), 14), (say("Clause"), 12),
        (say("Ticket"), 12), (say("Decision"), 14), (say("Remarks"), 40),
    ]  # fmt: skip
    return [head for head, _ in told], [width for _, width in told]


def _register(book: Book, name: str, items: Iterable[Item], words: Words) -> None:
    table = book.table(name, *_heads(words))
    for item in items:
        table.add(*_told(item, words))


def _told(item: Item, words: Words) -> Sequence[Cell]:
    say, place, when = words.say, item.place, item.when
    decision = {"accept": say("accepted"), "reject": say("rejected"), "amend": say("amended by a person")}
    return (
        item.id, item.kind_text, item.quote, exhibit_mark(place.exhibit), place.page_label or str(place.page),
        place.row, place.document, item.document_date, item.source, item.speaker or "", item.side_text,
        item.strength_text, when.start if when else None, when.end if when else None, when.text if when else "",
        item.amount_dkk, item.system or "", item.clause or "", item.ticket or "",
        decision.get(item.decision, say("pending")), "; ".join(item.remarks),
    )  # fmt: skip


def _adverse(dossier: Dossier, book: Book, words: Words) -> None:
    """The ranked statements first, then lines of logs, which have no rank."""
    say, (heads, widths) = words.say, _heads(words)
    table = book.table(
        say("Against the claim"),
        [say("Rank"), say("Weight"), say("Why"), say("Breaches it bears on"), say("Our answer"), *heads],
        [7, 12, 40, 24, 40, *widths],
    )
    ranked = set[str]()
    for one in dossier.against:
        ranked |= set(one.items)
        for name in one.items:
            table.add(
                one.rank, one.strength_text, "; ".join(one.why), ", ".join(one.breaches), " ".join(one.answers),
                *_told(dossier.items[name], words),
            )  # fmt: skip
    for name in dossier.adverse:
        if name not in ranked:
            table.add(None, "", "", "", "", *_told(dossier.items[name], words))


def _exhibits(dossier: Dossier, book: Book, words: Words) -> None:
    say = words.say
    heads = [
        say("Exhibit"), say("Title"), say("Date"), say("Kind"), say("File"), say("Pages"), say("Came with"),
        say("Outcome"), say("Findings"), say("Remarks"), "SHA-256",
    ]  # fmt: skip
    table = book.table(say("Exhibits"), heads, [8, 40, 12, 20, 36, 7, 10, 16, 9, 40, 66])
    for one in dossier.exhibits:
        table.add(
            one.mark or exhibit_mark(one.number), one.title, one.date, one.kind_text, one.name, one.pages,
            exhibit_mark(one.parent) if one.parent is not None else "", one.outcome_text, one.findings,
            "; ".join(one.notes), one.sha256,
        )  # fmt: skip


def matrix(dossier: Dossier, book: Book, words: Words) -> None:
    """Promise against reality: a row for each incident that tests a promise, and one where none does."""
    say = words.say
    heads = [
        say("Breach"), say("Promise"), say("Kind"), say("Promised, in the words of the paper"), say("Exhibit"),
        say("Page"), say("Status"), say("Test"), say("Excuses without an answer"), say("Incident"),
        say("What happened, in the words of the paper"), say("Exhibit"), say("Page"), say("Tied"), say("Why"),
    ]  # fmt: skip
    widths = [16, 16, 20, 60, 8, 7, 16, 50, 11, 16, 60, 8, 7, 12, 40]
    table = book.table(say("Promise against reality"), heads, widths)
    for breach in dossier.breaches:
        _tested(dossier, breach, table)


def _tested(dossier: Dossier, breach: Breach, table: Table) -> None:
    promise = dossier.items[breach.promise]
    waiting = sum(1 for one in breach.excuses if one.open)
    head: tuple[Cell, ...] = (
        breach.id, promise.id, promise.kind_text, promise.quote, exhibit_mark(promise.place.exhibit),
        promise.place.page_label or str(promise.place.page), breach.status_text, breach.test, waiting,
    )  # fmt: skip
    ties = {one.incident: one for one in breach.matches}
    for name in breach.incidents:
        item, tie = dossier.items[name], ties.get(name)
        table.add(
            *head, name, item.quote, exhibit_mark(item.place.exhibit), item.place.page_label or str(item.place.page),
            tie.strength_text if tie else "", "; ".join(tie.reasons) if tie else "",
        )  # fmt: skip
    if not breach.incidents:
        table.add(*head)


def work_left(dossier: Dossier, seen_to: Mapping[str, Seen], book: Book, words: Words) -> None:
    """What is missing, with columns for who sees to it, and the requests to the other side."""
    say = words.say
    heads = [
        say("Missing"), say("Where"), say("What to get"), say("From whom"), say("Why"), say("By when"), say("Owner"),
        say("State"), say("Remarks"),
    ]  # fmt: skip
    gaps = book.table(say("What is missing"), heads, [60, 28, 60, 24, 40, 12, 18, 12, 40])
    for why in dossier.not_ready:
        gaps.add(why, "", "", "", say("It keeps the dossier a draft."), None, "", say(STATUS_TEXT["open"]), "")
    for gap in dossier.gaps:
        done = seen_to.get(gap.id, Seen(gap=gap.id))
        gaps.add(gap.told, gap.where, gap.remedy, gap.source, gap.why, gap.by, done.owner,
                 say(STATUS_TEXT[done.state]), done.note)  # fmt: skip
    heads = [say("No."), say("Request"), say("Fact to be proved"), say("From whom"), say("Shown by")]
    requests = book.table(say("Requests"), heads, [6, 70, 50, 28, 50])
    for one in dossier.requests:
        shown = [dossier.items[name].place for name in one.items if name in dossier.items]
        places = dict.fromkeys(
            say("Exhibit {exhibit}, page {page}", exhibit=exhibit_mark(place.exhibit), page=place.page)
            for place in shown
        )
        requests.add(one.number, one.text, one.fact, dossier.vendor.name, "; ".join(places))
