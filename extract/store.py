"""Findings in the case store: a document's findings are saved in one transaction, with what they were found by.

A document is found in anew when its text, its corrections, the names of the case, or our rules and code change;
otherwise what is saved stands. Killed anywhere and run again, the end is the same.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.model import Document, DocumentKind, Outcome, Span
from evidence.quoted import Quotation
from evidence.store import Store
from evidence.threads import quotations, told
from extract.candidates import Candidate
from extract.model import Bound, Finding, Interval, Label, Precision, Saying, Side, Sides, SourceClass, Strength
from extract.rules import ownrules
from extract.rules.stops import Stop
from extract.voices.register import Known, meant_by, register

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from extract.several import Found

_STEPS = (
    """
    CREATE TABLE finding (
        document TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        label TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (document, page, start, "end", label, kind)
    ) WITHOUT ROWID;
    CREATE TABLE found (document TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
    """,
    # What a person saw: kept apart, so that finding anew leaves it alone.
    "CREATE TABLE by_hand (id TEXT PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE candidate (document TEXT NOT NULL, id TEXT NOT NULL, stop TEXT NOT NULL, body TEXT NOT NULL)",
    # Whom each document names, and whose side it tells of whom; made of what its fingerprint is made of.
    "CREATE TABLE people (document TEXT PRIMARY KEY, made_of TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
    # What its sentences say for an excuse or as a notice, found or not.
    "CREATE TABLE saying (document TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
    # A hash of all that was saved for a document, by which it is told when it is no longer what it was.
    "ALTER TABLE found ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
)
#: What a document's seal covers: tables with the columns their rows are put in order by.
_SEALED = (
    ("finding", 'page, start, "end", label, kind, id, body'), ("candidate", "id, stop, body"), ("saying", "body")
)  # fmt: skip
_HERE = Path(__file__).parent
#: Seconds of work that may be lost when the power fails.
_BATCH = 1.0


@lru_cache(maxsize=1)
def ours() -> str:
    """The fingerprint of this room: code, rules and word lists."""
    made = hashlib.sha256()
    files = (path for shape in ("**/*.py", "*.toml", "rules/*.toml", "words/*.*") for path in _HERE.glob(shape))
    for path in sorted(files):
        made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def fingerprint(
    document: Document, sides: Sides, log_columns: Mapping[str, str] | None = None,
    quoted: Sequence[Quotation] = (), own: str = "",
) -> str:
    """What the findings of a document hang on: its bytes and corrections, what it quotes, the names, our code.

    ``own`` is the fingerprint of the case's own rules.
    """  # fmt: skip
    parts = (
        ours(), document.sha256, document.name, document.kind, document.date, document.title,
        sorted(document.fields.items()), document.pages, sides, sorted((log_columns or {}).items()), own, *quoted,
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _prepare(store: Store) -> None:
    store.migrate("extract", _STEPS)


def save(
    store: Store, document_sha: str, findings: Sequence[Finding], fingerprint: str,
    candidates: Sequence[Candidate] = (), sayings: Sequence[Saying] = (),
) -> None:  # fmt: skip
    """Put what was found in the document in the place of what was saved for it, in one transaction."""
    _prepare(store)
    rows = [
        (f.span.document, f.span.page, f.span.start, f.span.end, f.label, f.kind, f.id, _packed(f)) for f in findings
    ]
    with store.transaction() as connection:
        connection.execute("DELETE FROM finding WHERE document = ?", (document_sha,))
        connection.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("DELETE FROM candidate WHERE document = ?", (document_sha,))
        connection.executemany(
            "INSERT INTO candidate VALUES (?, ?, ?, ?)",
            [(document_sha, one.id, one.stop, _packed(one.finding)) for one in candidates],
        )
        said = [(one.what, one.span.page, one.span.start, one.span.end) for one in sayings]
        connection.execute("INSERT OR REPLACE INTO saying VALUES (?, ?)", (document_sha, json.dumps(said)))
        (seal,) = _seals(store, document_sha).values()
        connection.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", (document_sha, fingerprint, seal))


def _seals(store: Store, document: str = "") -> dict[str, str]:
    """The hash of what is saved for the document, or for each."""
    made: dict[str, Any] = {}
    for table, columns in _SEALED:
        only = "WHERE document = ?" if document else "WHERE ? = ''"
        rows = store.connection.execute(
            f"SELECT document, {columns} FROM {table} {only} ORDER BY document, {columns}", (document,)
        )
        for sha, *row in rows:
            made.setdefault(sha, hashlib.sha256(table.encode())).update(repr((table, row)).encode())
    return {sha: one.hexdigest() for sha, one in made.items()}


def unsealed(store: Store) -> list[str]:
    """The documents of which what is saved is not what was found: changed or damaged since."""
    _prepare(store)
    now = _seals(store)
    saved = store.connection.execute("SELECT document, seal FROM found WHERE seal != '' ORDER BY document")
    return [sha for sha, seal in saved if now.get(sha) != seal]


def keep_by_hand(store: Store, finding: Finding, reason: str) -> None:
    """Keep what a person saw and log it; what rules find at the same place as the same kind gives way to it."""
    _prepare(store)
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO by_hand VALUES (?, ?, ?)", (finding.id, finding.span.document, _packed(finding))
        )
        said = {"label": str(finding.label), "kind": finding.kind, "quote": finding.quote, "reason": reason}
        store.log("mark", id=finding.id, **said)


def findings(store: Store) -> list[Finding]:
    """All findings of the case, a person's own among them, by document name, page, start, end, label and kind."""
    _prepare(store)
    order = {document.sha256: place for place, document in enumerate(store.documents())}
    rows = store.connection.execute("SELECT body FROM finding UNION ALL SELECT body FROM by_hand").fetchall()
    found = {finding.id: finding for finding in map(_unpacked, (body for (body,) in rows))}
    return sorted(
        (f for f in found.values() if f.span.document in order),
        key=lambda f: (order[f.span.document], f.span.page, f.span.start, f.span.end, f.label, f.kind),
    )


#: Document, page, start, end and label of a finding.
Place = tuple[str, int, int, int, str]


def placed(store: Store, ids: Iterable[str]) -> dict[str, tuple[Place, str]]:
    """Of those of these findings that stand in the store, where they stand and of what kind they are."""
    _prepare(store)
    rows = store.connection.execute(
        'SELECT id, kind, document, page, start, "end", label FROM finding '
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {one: ((document, page, start, end, label), kind) for one, kind, document, page, start, end, label in rows}


def at(store: Store, place: Place) -> list[str]:
    """The findings of that label at just that place, whatever their kind."""
    row = 'SELECT id FROM finding WHERE document = ? AND page = ? AND start = ? AND "end" = ? AND label = ?'
    return [one for (one,) in store.connection.execute(row, place)]


def candidates(store: Store) -> list[Candidate]:
    """What stands near a rule's edge, by document name, page and start; what has become a finding is none any more."""
    _prepare(store)
    order = {document.sha256: place for place, document in enumerate(store.documents())}
    raised = {id for (id,) in store.connection.execute("SELECT id FROM by_hand")}
    rows = store.connection.execute("SELECT stop, body FROM candidate").fetchall()
    found = [Candidate(finding=_unpacked(body), stop=Stop(stop)) for stop, body in rows]
    return sorted(
        (one for one in found if one.finding.span.document in order and one.finding.id not in raised),
        key=lambda one: (order[one.finding.span.document], one.finding.span, one.finding.label, one.finding.kind),
    )


def sayings(store: Store) -> dict[str, list[Saying]]:
    """What each document says for an excuse or as a notice of a breach, by its SHA-256, in the order of its text."""
    _prepare(store)
    return {
        sha: [
            Saying(what, Span(document=sha, page=page, start=start, end=end))
            for what, page, start, end in json.loads(body)
        ]
        for sha, body in store.connection.execute("SELECT document, body FROM saying ORDER BY document")
    }


def stale(store: Store, fingerprint_of: Callable[[Document], str]) -> list[Document]:
    """The documents that were never looked into, or whose saved findings answer no longer to fingerprint or seal."""
    _prepare(store)
    saved = dict(store.connection.execute("SELECT document, fingerprint FROM found"))
    for changed in unsealed(store):
        del saved[changed]
    return [
        document
        for document in store.documents()
        if document.outcome is Outcome.READ and saved.get(document.sha256) != fingerprint_of(document)
    ]


def looked_into(store: Store) -> set[str]:
    """The documents that have been searched, be it with other rules."""
    _prepare(store)
    return {sha for (sha,) in store.connection.execute("SELECT document FROM found")}


def searched(store: Store) -> str:
    """What the saved findings of all documents answer to, as one text."""
    _prepare(store)
    return repr(store.connection.execute("SELECT document, fingerprint FROM found ORDER BY document").fetchall())


def fingerprints(
    store: Store, sides: Sides, log_columns: Mapping[str, str] | None = None
) -> Callable[[Document], str]:
    """What tells the fingerprint of any document of the case, by whom the documents are known to name."""
    alone, known = _fingerprints_alone(store, sides, log_columns), _known_in(store)

    def made_of(document: Document) -> str:
        told = known.get(document.sha256, ())
        return hashlib.sha256(repr((alone(document), told)).encode()).hexdigest()[:32] if told else alone(document)

    return made_of


def _fingerprints_alone(
    store: Store, sides: Sides, log_columns: Mapping[str, str] | None
) -> Callable[[Document], str]:
    """The same, for each document without what others tell of those it names."""
    quoted: dict[str, list[Quotation]] = {}
    for one in quotations(store):
        quoted.setdefault(one.document, []).append(one)
    own = ownrules.fingerprint(store.folder)
    return lambda document: fingerprint(document, sides, log_columns, quoted.get(document.sha256, ()), own)


def _known_in(store: Store) -> Mapping[str, tuple[Known, ...]]:
    """Those each document names whose side other documents tell."""
    _prepare(store)
    read = [(sha, json.loads(body)) for sha, body in store.connection.execute("SELECT document, body FROM people")]
    told = [
        (sha, [Known(name, title, Side(side), *guessed) for name, title, side, *guessed in body["tells"]])
        for sha, body in read
    ]
    agreed = register(one for _, all_told in told for one in all_told)
    own = {sha: {one.name for one in all_told if not one.guessed} for sha, all_told in told}
    return {
        sha: tuple(agreed[name] for name in sorted(meant_by(body["names"], agreed) - own[sha])) for sha, body in read
    }


def _look_for_people(
    store: Store, sides: Sides, log_columns: Mapping[str, str] | None, executor: Executor | None
) -> None:
    """Note whom the documents name that were not looked into for that, or have changed since."""
    _prepare(store)
    made_of = _fingerprints_alone(store, sides, log_columns)
    noted = dict(store.connection.execute("SELECT document, made_of FROM people"))
    read = [one for one in store.documents() if one.outcome is Outcome.READ and one.kind is not DocumentKind.LEDGER]
    gone = set(noted) - {one.sha256 for one in read}
    waiting = [one for one in read if noted.get(one.sha256) != made_of(one)]
    if not (waiting or gone):
        return
    from extract import several

    papers = (
        several.Paper(texts=tuple(page.text for page in store.pages(one.sha256)), called=one.name, fields=one.fields,
                      sides=sides)
        for one in waiting
    )
    with several.hands(executor, sum(one.pages for one in waiting)) as many:
        rows = [
            (one.sha256, made_of(one), json.dumps({"tells": named.tells, "names": named.names}, ensure_ascii=False))
            for one, named in zip(waiting, several.in_order(several.people, papers, many), strict=True)
        ]
    with store.transaction() as connection:
        connection.executemany("INSERT OR REPLACE INTO people VALUES (?, ?, ?)", rows)
        connection.executemany("DELETE FROM people WHERE document = ?", [(sha,) for sha in gone])


def find_new(
    store: Store, sides: Sides, *, log_columns: Mapping[str, str] | None = None, executor: Executor | None = None,
    on_progress: Callable[[int, int, Document], None] | None = None,
) -> list[Document]:
    """Find in every document that is stale, and save; returns those documents.

    ``executor`` does the work where one is given. ``on_progress`` hears how many are done, how many there are, and
    which is next.
    """  # fmt: skip
    _look_for_people(store, sides, log_columns, executor)
    made_of = fingerprints(store, sides, log_columns)
    waiting = stale(store, made_of)
    if not waiting:
        return waiting
    known = _known_in(store)
    from extract import several  # reached only when there is something to find

    own = ownrules.read_own(store.folder)
    if own.rules:
        ownrules.ready(own, sides)  # what is wrong with a rule is told before anything is begun
    tasks = (
        several.Task(document=one, pages=tuple(store.pages(one.sha256)), told=told(store, one.sha256), sides=sides,
                     own=own, log_columns=log_columns, known=known.get(one.sha256, ()))
        for one in waiting
    )  # fmt: skip
    with several.hands(executor, sum(one.pages for one in waiting)) as many, _Saving(store) as saving:
        made = several.in_order(several.search, tasks, many)
        for done, document in enumerate(waiting):
            if on_progress:
                on_progress(done, len(waiting), document)
            saving.add(document.sha256, made_of(document), next(made))
    return waiting


class _Saving:
    """Saves what was found in several documents at a time, since each transaction costs a flush of the disk."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: list[tuple[str, str, Found]] = []
        self._since = time.monotonic()

    def __enter__(self) -> _Saving:
        return self

    def __exit__(self, *_: object) -> None:
        self._save()  # what is done stays, whatever stops the rest

    def add(self, document: str, fingerprint: str, found: Found) -> None:
        self._held.append((document, fingerprint, found))
        if time.monotonic() - self._since > _BATCH:
            self._save()

    def _save(self) -> None:
        if self._held:
            with self._store.transaction():
                for document, fingerprint, found in self._held:
                    save(self._store, document, found.findings, fingerprint, found.candidates, found.sayings)
        self._held, self._since = [], time.monotonic()


def _packed(finding: Finding) -> str:
    when = finding.when
    body: dict[str, Any] = {
        "label": finding.label,
        "kind": finding.kind,
        "span": [finding.span.document, finding.span.page, finding.span.start, finding.span.end],
        "quote": finding.quote,
        "speaker": finding.speaker,
        "speaker_side": finding.speaker_side,
        "strength": finding.strength,
        "bound": finding.bound,
        "when": when
        and [when.start and when.start.isoformat(), when.end and when.end.isoformat(), when.precision, when.open],
        "amount_dkk": None if finding.amount_dkk is None else format(finding.amount_dkk, "f"),
        "metric": dict(finding.metric),
        "negated": finding.negated,
        "hedged": finding.hedged,
        "reported": finding.reported,
        "confidence": finding.confidence,
        "found_by": list(finding.found_by),
        "attributes": dict(finding.attributes),
        "source_class": finding.source_class,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def _unpacked(text: str) -> Finding:
    body = json.loads(text)
    document, page, start, end = body["span"]
    when = body["when"]

    def day(iso: str | None) -> date | None:
        return date.fromisoformat(iso) if iso else None

    return Finding(
        label=Label(body["label"]),
        kind=body["kind"],
        span=Span(document=document, page=page, start=start, end=end),
        quote=body["quote"],
        speaker=body["speaker"],
        speaker_side=Side(body["speaker_side"]),
        strength=Strength(body["strength"]) if body["strength"] else None,
        bound=Bound(body["bound"]) if body["bound"] else None,
        when=when and Interval(start=day(when[0]), end=day(when[1]), precision=Precision(when[2]), open=when[3]),
        amount_dkk=None if body["amount_dkk"] is None else Decimal(body["amount_dkk"]),
        metric=body["metric"],
        negated=body["negated"],
        hedged=body["hedged"],
        reported=body["reported"],
        confidence=body["confidence"],
        found_by=tuple(body["found_by"]),
        attributes=body["attributes"],
        source_class=SourceClass(body.get("source_class", SourceClass.OTHER)),  # kept by hand before it was told
    )
