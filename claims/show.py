"""One thing of a case, or a list of them, as plain data and as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claims import questions, told
from claims.build import Workspace, chosen
from claims.clock import clock
from claims.comparison import correspondence, nearness
from claims.dossier import candidates, gapwork
from claims.dossier.rowpath import row_named, row_shown
from claims.dossier.witnesses import Witness, witnesses
from claims.liability.rowties import claimed_of
from claims.vocabulary import OUTCOME_TEXT, SOURCE_TEXT, Cell, Rows
from evidence.alike import near
from evidence.errors import KravError, Message
from evidence.geometry import NoPlace
from evidence.wording import one_line
from extract.byhand import BY_HAND
from extract.papers.sources import rank
from extract.store import candidates as near_edge
from templates.words import Words, exhibit_mark

if TYPE_CHECKING:
    from datetime import date

    from claims.lawtables import Confirmation
    from claims.model import Breach, Dossier, Figure, Item, Limitation
    from evidence.store import Store

_OF_LIMITATION = ["claim", "from", "earliest", "latest", "days left", "in rows that name it", "breaches"]
_OF_WITNESSES = ["who", "on the side of", "bears the claim", "speaks against it", "can be heard on", "exhibits"]
#: So many kinds of statement are named of a witness.
_KINDS = 5


def listing(work: Workspace, kind: str, words: Words, label: str = "") -> tuple[Rows, list[str]]:
    """Rows and headings of a list: documents, candidates, breaches, figures, or the items of a ``label``."""
    if kind == "documents":
        return _documents(work.store, words), [
            "id", "document", "kind", "date", "pages", "outcome", "recognised", "alike",
        ]  # fmt: skip
    if kind == "candidates":
        return candidates.rows(work.store, work.evidence().waiting, words)
    if kind == "decisions":
        return questions.decided(work.evidence(), near_edge(work.store), words), questions.OF_DECIDED
    dossier = work.dossier()
    if kind == "breaches":
        return [_breach_row(one, dossier) for one in dossier.breaches], [
            "id", "kind", "status", "incidents", "excuses answered", "with evidence, unanswered", "rests on", "promise",
        ]  # fmt: skip
    if kind == "witnesses":
        return [_witness(one) for one in witnesses(dossier)], _OF_WITNESSES
    if kind == "limitation":
        ordered = sorted(dossier.limitation, key=lambda one: one.earliest)
        return [_lapse(one, dossier, words) for one in ordered], _OF_LIMITATION
    if kind == "readings":
        rows = [[one.name, words.kr(one.amount), one.figure, one.text] for one in dossier.caps]
        return rows, ["reading", "what remains", "figure", "why"]
    if kind in ("knowledge", "admissions"):
        return (told.knowledge if kind == "knowledge" else told.admissions)(dossier), told.HEADINGS
    if kind in ("heads", "objections", "excuses", "undecided"):
        asked = {
            "heads": (questions.heads, questions.OF_HEADS), "undecided": (questions.undecided, questions.OF_UNDECIDED),
            "objections": (questions.objections, questions.OF_OBJECTIONS),
            "excuses": (questions.excuses, questions.OF_EXCUSES),
        }  # fmt: skip
        rows_of, head = asked[kind]
        return rows_of(dossier, words), head
    if kind == "gaps":
        return gapwork.rows(dossier.gaps, work.store, words)
    if kind == "figures":
        return _figures(dossier, words), ["id", "what", "value"]
    if kind == "adverse":
        return _against(dossier), ["rank", "id", "strength", "kind", "who", "place", "answered", "quote"]
    items = [i for i in dossier.items.values() if i.label == label]
    return [_row(i) for i in items], ["id", "kind", "time", "who", "place", "recognised", "quote"]


def _documents(store: Store, words: Words) -> Rows:
    """A row a document, and one for each mail that is only quoted in another."""
    documents, alike, sure = {d.sha256: d for d in store.documents()}, near(store), store.confidences()
    rows: list[list[Cell]] = [
        [
            d.id, d.name, words.say(SOURCE_TEXT[d.kind]), d.date or "", str(d.pages),
            words.say(OUTCOME_TEXT[d.outcome]),
            _percent(sum(sure[sha].values()) / len(sure[sha])) if sha in sure else "",
            nearness.told(alike[sha], documents[alike[sha].first].name, words) if sha in alike else "",
        ]
        for sha, d in documents.items()
    ]  # fmt: skip
    return [*rows, *correspondence.only_quoted(store, words)]


def _breach_row(breach: Breach, dossier: Dossier) -> Sequence[Cell]:
    promise, excuses = dossier.items[breach.promise], breach.excuses
    return [
        breach.id, promise.kind_text, breach.status_text, str(breach.incidents_total),
        f"{sum(not one.open for one in excuses)}/{len(excuses)}" if excuses else "",
        str(sum(one.open and bool(one.held) for one in excuses) or ""), ", ".join(_rests_on(breach, dossier.items)),
        one_line(promise.quote),
    ]  # fmt: skip


def _figures(dossier: Dossier, words: Words) -> Rows:
    """What is made of most first; the rows of tables, which are many, last."""
    of_tables = ("reimbursement.row", "outlay.row")
    ordered = sorted(dossier.figures.values(), key=lambda f: (f.step in of_tables, -len(f.figures), f.id))
    return [[f.id, f.label, amount(f, words)] for f in ordered]


def _rests_on(breach: Breach, items: Mapping[str, Item]) -> list[str]:
    """What sorts of paper tell of what broke a promise, the weightiest first: «presseartikel» alone is thin."""
    told = [items[one] for one in breach.incidents if one in items and items[one].standing == "basis"]
    return list(dict.fromkeys(item.source for item in sorted(told, key=lambda item: rank(item.source_class))))


def _lapse(one: Limitation, dossier: Dossier, words: Words) -> Sequence[Cell]:
    left = words.say("interrupted") if one.interrupted else str(one.days_left)
    breaches = [b for b in dossier.breaches if b.id in one.breaches]
    held = claimed_of(dossier.losses, breaches, dossier.items, one.heads)
    named = "" if held is None else words.kr(held)
    return [one.what, one.start, one.earliest, one.latest, left, named, ", ".join(one.breaches or (one.breach,))]


def _witness(one: Witness) -> list[str]:
    said = (*one.bears, *one.against)
    kinds = Counter(item.kind_text for item in said)
    exhibits = sorted({item.place.exhibit for item in said}, key=lambda number: (number < 0, abs(number)))
    return [
        one.name, one.side, str(len(one.bears)), str(len(one.against) or ""),
        ", ".join(kind for kind, _ in kinds.most_common(_KINDS)), ", ".join(map(exhibit_mark, exhibits)),
    ]  # fmt: skip


def _against(dossier: Dossier) -> list[list[str]]:
    """The strongest first; then the lines of the log that have another cause, which are left out of every test."""
    rows = []
    for one in dossier.against:
        item = dossier.items[one.items[0]]
        rows.append(
            [
                str(one.rank), item.id, one.strength_text, item.kind_text, item.speaker or item.side_text,
                f"{item.place.document}:{item.place.page}", " / ".join(one.answers), one_line(item.quote),
            ]
        )  # fmt: skip
    return rows


def outcome_table(work: Workspace, words: Words) -> tuple[Rows, list[str]]:
    """Rows and headings: everything that was handed in, then where it came from, which adds up to all of it."""
    from claims.dossier.outcomes import origins, received

    documents = {d.sha256: d for d in work.store.documents()}
    rows = received(work.store.inputs(), documents, {sha: work.store.pages(sha) for sha in documents}, words)
    told: list[list[Cell]] = [
        [
            row.path,
            row.document_id or "",
            row.outcome_text,
            row.kind_text,
            row.date or "",
            str(row.pages),
            words.percent(row.text_share) if row.text_share is not None else "",
            str(row.recognised or ""),
            row.language,
            row.origin_text,
        ]
        for row in rows
    ]
    of = origins(rows)
    came = words.say(
        "{files} {files:file|files}, {members} out of archives, {attachments} attached",
        files=of["file"], members=of["member"], attachments=of["attachment"],
    )  # fmt: skip
    total: list[Cell] = [words.say("in all"), "", str(len(rows)), *[""] * 6, came]
    head = ["file", "id", "outcome", "kind", "date", "pages", "with text", "recognised", "language", "from where"]
    return [*told, total], head


def _row(item: Item) -> list[str]:
    return [
        item.id,
        item.kind_text,
        item.when.text if item.when else "",
        item.speaker or item.side_text,
        f"{item.place.document}:{item.place.row or item.place.page}",
        _percent(item.recognition.lowest) if item.recognition else "",
        one_line(item.quote),
    ]


def _percent(confidence: float) -> str:
    return f"{round(confidence)} %"


def amount(figure: Figure, words: Words) -> str:
    """The number of a figure with its unit."""
    if figure.unit == "DKK":
        return words.kr(figure.value)
    if figure.unit == "percent":
        return words.percent(figure.value)
    if figure.unit == "count":
        return words.number(figure.value)
    return f"{words.number(figure.value)} {words.say(figure.unit)}"


def shown(work: Workspace, wanted: str, words: Words) -> tuple[Any, list[str]]:
    """One item as data and as lines.

    Raises:
        KravError: there is no such thing in the case, or the id fits several.
    """
    if row_named(wanted):
        return row_shown(work.dossier(), wanted, words)
    find: dict[str, Callable[[], tuple[Any, list[str]]]] = {
        "f-": lambda: _rejected(work, wanted, words)
        or _likely(work, wanted, words)
        or _finding(work.dossier(), _told(work, wanted), words),
        "c-": lambda: candidates.shown(work.store, wanted, words),
        "b-": lambda: _breach(work.dossier(), wanted, words),
        "g-": lambda: gapwork.shown(work.dossier().gaps, work.store, wanted, words),
        "q-": lambda: correspondence.shown(work.store, wanted, words),
        "F-": lambda: _figure(work.dossier(), wanted, words),
    }
    return find.get(wanted[:2], lambda: _by_ticket(work, wanted, words) or _document(work, wanted, words))()


def cropped(work: Workspace, wanted: str) -> bytes:
    """A picture of the place a finding stands in, its words marked, as PNG.

    Raises:
        KravError: there is no such finding, the id fits several, or its words are not found on the page.
    """
    from evidence.cropping import crop
    from evidence.readingcopy import Press
    from templates import reading, typeface

    found = {finding.id: finding for finding in work.findings()}
    finding = found[chosen(found, wanted)]
    try:
        press = Press(reading.typeset, typeface.showable, reading.MARGIN)
        return crop(work.store, finding.span, press=press, personal=work.personal)
    except NoPlace as error:
        raise NoPlace(
            Message("Finding {id}: {problem}", {"id": finding.id, "problem": error.problem}), error.advice
        ) from error


def _rejected(work: Workspace, wanted: str, words: Words) -> tuple[Any, list[str]] | None:
    """A finding a person has rejected: no more in the dossier, but never lost."""
    held = work.evidence()
    found = [f for f in held.findings if f.id.startswith(wanted) and held.rejected(f.id)]
    if len(found) != 1:
        return None
    finding, decision = found[0], held.decisions[found[0].id]
    document = work.store.document(finding.span.document)
    data = {"id": finding.id, "quote": finding.quote, "document": document.name, "page": finding.span.page}
    data |= {"decision": decision.verdict, "by": decision.who, "at": decision.at, "reason": decision.reason}
    at = clock(decision.at, words)
    told = words.say("rejected by {who} at {at}: {reason}", who=decision.who, at=at, reason=decision.reason)
    return data, [finding.id, f"»{' '.join(finding.quote.split())}« ({document.name})", f"  {told}"]


def _likely(work: Workspace, wanted: str, words: Words) -> tuple[Any, list[str]] | None:
    """A finding by likeness that waits for a person: not in the dossier yet."""
    from extract.export import line

    found = [f for f in work.evidence().waiting if f.id.startswith(wanted)]
    if len(found) != 1:
        return None
    document = work.store.document(found[0].span.document)
    lines = [found[0].id, f"»{' '.join(found[0].quote.split())}« ({document.name}:{found[0].span.page})"]
    lines += [f"  {words.say(found[0].label)}: {candidates.resemblance(found[0], words)}"]
    lines.append(words.say("krav decide {id} accept --reason … puts it into the dossier.", id=found[0].id))
    return line(found[0], document), lines


def _by_ticket(work: Workspace, wanted: str, words: Words) -> tuple[Any, list[str]] | None:
    """The line of a log by the number of its ticket; None where none has it."""
    number = wanted.casefold()
    found = [f.id for f in work.evidence().live if f.attributes.get("ticket", "").casefold() == number]
    return _finding(work.dossier(), _told(work, found[0]), words) if found else None


def _told(work: Workspace, wanted: str) -> str:
    """The finding that is told for one that says the same words in another paper."""
    repeats = work.evidence().repeats
    fits = {head for one, head in repeats.items() if one.startswith(wanted)}
    return fits.pop() if len(fits) == 1 else wanted


def _finding(dossier: Dossier, wanted: str, words: Words) -> tuple[Any, list[str]]:
    item = dossier.items[chosen(dossier.items, wanted)]
    said = {
        "label": f"{words.say(item.label)} / {item.kind_text}",
        "speaker": f"{item.speaker or '–'} ({item.side_text})",
        "time": item.when.text if item.when else "",
        "strength": item.strength_text,
        "amount": words.kr(item.amount_dkk) if item.amount_dkk is not None else "",
        "clause": item.clause or "",
        "standing": words.say(item.standing),
        "remarks": "; ".join(item.remarks),
        "place": words.say(
            "exhibit {exhibit}, {document}, page {page}, characters {start}–{end}",
            exhibit=exhibit_mark(item.place.exhibit),
            document=item.place.document,
            page=item.place.page,
            start=item.place.start,
            end=item.place.end,
        ),
        "also in": "; ".join(
            words.say(
                "exhibit {exhibit}, {document}, page {page}",
                exhibit=exhibit_mark(p.exhibit),
                document=p.document,
                page=p.page,
            )
            for p in item.also_in
        ),
        "found by": ", ".join(words.say("a person") if rule == BY_HAND else rule for rule in item.found_by),
        "decision": words.say(item.decision),
    }
    lines = [item.id, f"»{' '.join(item.quote.split())}«"]
    lines += [f"  {words.say(name)}: {value}" for name, value in said.items() if value]
    if one := item.amendment:
        at = clock(one.at, words)
        lines.append(words.say("  amended by {who} at {at}: {reason}", who=one.who, at=at, reason=one.reason))
        for field in one.fields:
            now = words.say("{field}: {now} (found: {found})", field=field.field_text, now=field.now, found=field.found)
            lines.append(f"    {now}")
    if item.decision == "pending":
        lines.append(words.say("krav decide {id} accept --reason … takes it up; also reject, amend.", id=item.id))
    return item.model_dump(mode="json"), lines


def _breach(dossier: Dossier, wanted: str, words: Words) -> tuple[Any, list[str]]:
    breach = next(b for b in dossier.breaches if b.id == chosen([b.id for b in dossier.breaches], wanted))
    promise = dossier.items[breach.promise]
    lines = [
        f"{breach.id}: {breach.status_text}",
        f"»{' '.join(promise.quote.split())}« ({promise.place.document}, {promise.id})",
        breach.test,
    ]
    for source in breach.sources[1:]:
        other = dossier.items[source.item]
        lines.append(f"  {source.paper_text}, {source.role_text}: »{' '.join(other.quote.split())}« ({other.id})")
    lines += [f"  {breach.precedence}"] if breach.precedence else []
    why = {one.incident: one for one in breach.matches}
    for incident in (dossier.items[i] for i in breach.incidents):
        lines.append(
            f"  {incident.id} {_told_of(incident, words)}: {' '.join(incident.quote.split())}"
        )
        tie = why[incident.id]
        lines.append(f"    {tie.strength_text}: {'; '.join(tie.reasons)}")
    if breach.incidents_total > len(breach.incidents):
        lines.append(words.say("  and {count} more", count=breach.incidents_total - len(breach.incidents)))
    for excuse in breach.excuses:
        lines.append(f"  {excuse.kind} – {excuse.kind_text}: {excuse.answer or words.say('not answered')}")
        if excuse.answered and excuse.answered.stale:
            lines.append(words.say("    ! more has been found since: {items}", items=excuse.answered.since))
        for ground in excuse.grounds:
            where = f"{ground.id} {ground.place.document}:{ground.place.row or ground.place.page}"
            lines.append(f"    {where} »{' '.join(ground.quote.split())}« ({ground.said_by or '–'})")
            lines.append(f"      {ground.why}")
    if breach.status == "cannot_tell":
        lines.append(
            words.say(
                "krav tie f-… {id} --reason … lets an incident test the promise; krav list incidents shows them.",
                id=breach.id,
            )
        )
    elif any(excuse.open for excuse in breach.excuses):
        lines.append(words.say("krav answer {id} EXCUSE --fails --reason … answers one of them.", id=breach.id))
    return breach.model_dump(mode="json"), lines


def _told_of(item: Item, words: Words) -> str:
    """When it was by its own words, or else the paper that tells of it with its day."""
    paper = f"{item.place.document}:{item.place.page}"
    if item.when and item.when.text:
        return item.when.text
    return words.say("{paper} of {day}", paper=paper, day=item.document_date) if item.document_date else paper


def _figure(dossier: Dossier, wanted: str, words: Words) -> tuple[Any, list[str]]:
    figure = dossier.figures[chosen(dossier.figures, wanted)]
    law = {row.id: row for row in dossier.law}
    lines: list[str] = []

    def tell(one: Figure, depth: int) -> None:
        indent = "  " * depth
        lines.append(f"{indent}{one.id} {one.label}: {amount(one, words)}")
        if one.formula:
            lines.append(f"{indent}  = {one.formula}")
        for place in one.rows:
            where = words.say(
                "exhibit {exhibit}, {document}, {sheet}, row {row}",
                exhibit=exhibit_mark(place.exhibit),
                document=place.document,
                sheet=place.sheet,
                row=place.row,
            )
            lines.append(f"{indent}  ← {where}")
        for row_id in one.law:
            row = law[row_id]
            lines.append(f"{indent}  § {row.table}: {row.value} – {row.cite} ({row.confidence_text})")
        for finding in one.findings:
            item = dossier.items[finding]
            lines.append(f"{indent}  » {finding} {item.place.document}: {' '.join(item.quote.split())[:120]}")
        for assumption in one.assumptions:
            lines.append(f"{indent}  case.toml: {assumption}")
        # Two steps down is what a terminal can show; the rest have ids of their own.
        for below in one.figures[:40]:
            if depth < 2:
                tell(dossier.figures[below], depth + 1)
        if len(one.figures) > 40:
            lines.append(words.say("{indent}  and {count} more", indent=indent, count=len(one.figures) - 40))

    tell(figure, 0)
    return figure.model_dump(mode="json"), lines


def _document(work: Workspace, wanted: str, words: Words) -> tuple[Any, list[str]]:
    document = work.store.document(wanted)
    data: dict[str, Any] = {
        "id": document.id,
        "sha256": document.sha256,
        "name": document.name,
        "path": document.path,
        "kind": str(document.kind),
        "date": document.date.isoformat() if document.date else None,
        "title": document.title,
        "pages": document.pages,
        "outcome": str(document.outcome),
        "fields": dict(document.fields),
    }
    lines = [f"{document.id} {document.name}"]
    told = data | {"outcome": words.say(OUTCOME_TEXT[document.outcome]), "kind": words.say(SOURCE_TEXT[document.kind])}
    lines += [
        f"  {words.say(name)}: {told[name]}" for name in ("sha256", "path", "title", "pages", "outcome") if told[name]
    ]
    reasons = {"kind": document.kind_reason, "date": document.date_reason}
    for name, reason in reasons.items():
        lines.append(f"  {words.say(name)}: {told[name] or '–'}" + (f" ({words.message(reason)})" if reason else ""))
    lines += [f"  {name}: {value}" for name, value in document.fields.items()]
    lines += [f"  ! {words.message(notice)}" for notice in document.notices]
    if sure := work.store.confidences().get(document.sha256):
        data["recognised"] = sure
        lines += [
            words.say("  page {number}: recognised, {percent} % sure", number=number, percent=round(confidence))
            for number, confidence in sure.items()
        ]
    mail_data, mail_lines = correspondence.about(work.store, document, words)
    data |= mail_data
    lines += mail_lines
    alike = near(work.store)
    followers = [work.store.document(one.document).name for one in alike.values() if one.first == document.sha256]
    if one := alike.get(document.sha256):
        first = work.store.document(one.first)
        parted = nearness.differences(one, words)
        data |= {"alike": first.id, "alike_share": str(nearness.percent(one)), "differences": parted}
        lines += [f"  ≈ {nearness.told(one, f'{first.id} {first.name}', words)}", *(f"    {said}" for said in parted)]
    if followers:
        data["alike_to_it"] = followers
        lines.append("  ≈ " + words.say("nearly the same as it: {documents}", documents=followers))
    return data, lines


def law_tables(wanted: str | None, words: Words) -> tuple[Any, Sequence[str], Rows]:
    """The tables of law: all of them in one line each, the rows of one, or with «all» the rows of all.

    The data are as the files have them; what is shown says each value in words, and adds the row's note.

    Raises:
        KravError: there is no such table.
    """
    from difflib import get_close_matches

    from claims.lawtables import printed, tables

    found = {table.name: table for table in tables()}
    if wanted is None:
        rows: list[list[Cell]] = [
            [t.name, *((t.title, t.chosen_by) if words.language == "da" else (t.title_en, t.chosen_by_en)),
             t.checked, str(len(t.rows)), str(sum(r.confidence == "recalled" for r in t.rows))]
            for t in found.values()
        ]  # fmt: skip
        head = ["table", "title", "day that picks the row", "checked", "rows", "unconfirmed"]
        return [dict(zip(head, row, strict=True)) for row in rows], head, rows
    if wanted != "all" and wanted not in found:
        near = [name for name in found if wanted.casefold() in name] or get_close_matches(wanted, found, 3)
        raise KravError(
            Message("There is no table of law called {table}.", {"table": wanted}),
            Message("Did you mean: {candidates}?", {"candidates": ", ".join(near)})
            if near
            else Message("`krav law` lists them."),
        )
    chosen = [row for one in (found.values() if wanted == "all" else [found[wanted]]) for row in one.rows]
    head = ["row", "value", "from", "to", "source", "confidence", "checked"]
    rows = [
        [
            r.id if wanted == "all" else r.id.partition("#")[2],
            r.text,
            r.start or "",
            r.last or "",
            " ".join(filter(None, (r.cite, r.url))),
            r.confidence,
            r.checked,
        ]
        for r in chosen
    ]
    data = [dict(zip(head, row, strict=True)) for row in rows]
    told = [printed(r, words) for r in chosen]
    rows = [
        [row[0], one.value, *row[2:5], one.confidence_text, row[6], one.note]
        for row, one in zip(rows, told, strict=True)
    ]
    return data, [*head, "note"], rows


def law_check(day: date, confirmed: Sequence[Confirmation], words: Words) -> tuple[Any, Sequence[str], Rows]:
    """The rows of law that a person must see to: merely recalled and unconfirmed, or last checked over a year ago."""
    from claims.lawtables import stale, unconfirmed

    recalled, old = ({row.id: row for row in found} for found in (unconfirmed(confirmed), stale(day)))
    head, rows = ["row", "value", "source", "what is the matter"], []
    for name, row in sorted((recalled | old).items()):
        why = [words.say("recalled, not checked")] if name in recalled else []
        why += [words.say("last checked on {day}", day=row.checked)] if name in old else []
        rows.append([name, row.text, row.cite, "; ".join(why)])
    return [dict(zip(head, row, strict=True)) for row in rows], head, rows
