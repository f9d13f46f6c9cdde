"""``krav sample``: a seeded sample of the sentences without finding, judged by a person, and what it tells."""

from __future__ import annotations

import csv
import datetime as dt
import getpass
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.missrate import Estimate, Stratum, allotted, by_lot, estimate
from claims.vocabulary import SOURCE_TEXT
from evidence.errors import KravError, Message
from evidence.model import DocumentKind
from evidence.personal import ALWAYS, Personal
from evidence.store import Store
from templates.words import Words

_STEPS = (
    """CREATE TABLE sample (
        number INTEGER PRIMARY KEY, seed INTEGER NOT NULL, searched TEXT NOT NULL, population TEXT NOT NULL,
        drawn TEXT NOT NULL, who TEXT, at TEXT, missed TEXT
    ) STRICT""",
)
#: The columns of the file, as keys of the catalogue.
HEADS = ("no.", "sample", "document", "kind", "page", "sentence", "overlooked (yes/no)", "remark")
_YES, _NO = frozenset({"ja", "j", "yes", "y", "x", "1"}), frozenset({"nej", "n", "no", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One sentence of a sample."""

    id: str
    name: str
    kind: str
    page: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample as it was drawn, and what a person has said of it; ``missed`` None: nothing yet."""

    number: int
    seed: int
    searched: str  # what the documents had been searched by
    population: Mapping[str, int]  # sentences without finding, by kind of document
    drawn: Sequence[Drawn]
    who: str = ""
    at: str = ""  # ISO, UTC
    missed: frozenset[str] | None = None  # ids of the sentences that held something

    @property
    def strata(self) -> Mapping[str, Stratum]:
        """By kind of document, in the order of their names."""
        drawn = Counter(one.kind for one in self.drawn)
        missed = Counter(one.kind for one in self.drawn if self.missed and one.id in self.missed)
        return {
            kind: Stratum(population=many, drawn=drawn[kind], missed=missed[kind])
            for kind, many in sorted(self.population.items())
        }

    @property
    def estimate(self) -> Estimate:
        """The share of sentences without finding that held something, and its interval."""
        return estimate(list(self.strata.values()))


def _searched(store: Store) -> str:
    rows = store.connection.execute("SELECT document, fingerprint FROM found ORDER BY document").fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def draw(store: Store, *, size: int, seed: int) -> Sample:
    """Draw a sample and keep it. The same case, size and seed give the same sentences.

    Raises:
        KravError: nothing has been searched, or the sample is smaller than there are kinds of documents.
    """
    from extract.silence import silent

    store.migrate("sample", _STEPS)
    strata: dict[str, dict[str, Drawn]] = {}
    for one in silent(store):
        drawn = Drawn(id=one.id, name=one.name, kind=str(one.kind), page=one.page, text=one.text)
        strata.setdefault(drawn.kind, {})[one.id] = drawn
    if not strata:
        raise KravError("There is no sentence without finding to draw from.", "Take evidence in, and run krav find.")
    if size < len(strata):
        raise KravError(
            Message("{size} are too few: there are {kinds} kinds of documents.", {"size": size, "kinds": len(strata)}),
            "Each kind must be drawn from; ask for more with --size. 100 tells something.",
        )
    population = {kind: len(ones) for kind, ones in sorted(strata.items())}
    shares = allotted(population, size)
    chosen = [one for kind in population for one in by_lot(strata[kind], seed, shares[kind])]
    with store.transaction() as connection:
        searched = _searched(store)
        number = connection.execute(
            "INSERT INTO sample (seed, searched, population, drawn) VALUES (?, ?, ?, ?)",
            (seed, searched, json.dumps(population), _packed(chosen)),
        ).lastrowid
        store.log("sample", number=number, seed=seed, population=population, drawn=shares)
    assert number is not None
    return Sample(number=number, seed=seed, searched=searched, population=population, drawn=chosen)


def _packed(drawn: Sequence[Drawn]) -> str:
    return json.dumps([[one.id, one.name, one.kind, one.page, one.text] for one in drawn], ensure_ascii=False)


def _unpacked(text: str) -> list[Drawn]:
    return [Drawn(id=i, name=n, kind=k, page=p, text=t) for i, n, k, p, t in json.loads(text)]


def samples(store: Store) -> list[Sample]:
    """Every sample drawn in the case, in their order."""
    store.migrate("sample", _STEPS)
    rows = store.connection.execute(
        "SELECT number, seed, searched, population, drawn, who, at, missed FROM sample ORDER BY number"
    )
    return [
        Sample(
            number=number, seed=seed, searched=searched, population=json.loads(population), drawn=_unpacked(drawn),
            who=who or "", at=at or "", missed=None if missed is None else frozenset(json.loads(missed)),
        )
        for number, seed, searched, population, drawn, who, at, missed in rows
    ]  # fmt: skip


def as_csv(sample: Sample, words: Words, personal: Personal = ALWAYS) -> bytes:
    """The sample as a table a person fills in: semicolons and a byte order mark, as Danish spreadsheets want it.

    What is ``personal`` is masked in it.
    """
    made = io.StringIO()
    out = csv.writer(made, delimiter=";", lineterminator="\r\n")
    out.writerow([words.say(head) for head in HEADS])
    for number, one in enumerate(sample.drawn, 1):
        kind = words.say(SOURCE_TEXT[DocumentKind(one.kind)])
        name, text = (_plain(personal.masked(said)) for said in (one.name, one.text))
        out.writerow([number, sample.number, name, kind, one.page, text, "", ""])
    return made.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in "=+-@\t" else text


def judge(store: Store, table: bytes) -> Sample:
    """Keep what a person has said of a sample, with name and time, and log it.

    Raises:
        KravError: the table is not one that was drawn here, or a row of it is lacking or not judged.
    """
    rows = _rows(table)
    numbers = {row["sample"] for row in rows}
    known = {str(one.number): one for one in samples(store)}
    if len(numbers) != 1 or not numbers <= set(known):
        raise KravError(
            "The table is no sample of this case.", "Draw one with krav sample -o FILE.csv, and fill that in."
        )
    sample = known[numbers.pop()]
    said = {row["no."]: row["overlooked (yes/no)"].casefold() for row in rows}
    open_ = [n for n in map(str, range(1, len(sample.drawn) + 1)) if said.get(n, "") not in _YES | _NO]
    if open_ or len(rows) != len(sample.drawn):
        raise KravError(
            Message("Not every sentence is judged: {rows}.", {"rows": ", ".join(open_[:10]) or len(rows)}),
            "Write yes or no beside each of them, and leave no row out and no row twice.",
        )
    missed = frozenset(one.id for number, one in enumerate(sample.drawn, 1) if said[str(number)] in _YES)
    who, at = getpass.getuser(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with store.transaction() as connection:
        connection.execute(
            "UPDATE sample SET who = ?, at = ?, missed = ? WHERE number = ?",
            (who, at, json.dumps(sorted(missed)), sample.number),
        )
        store.log("sample judged", number=sample.number, judged=len(sample.drawn), missed=sorted(missed))
    return next(one for one in samples(store) if one.number == sample.number)


def _rows(table: bytes) -> list[dict[str, str]]:
    """The rows of the table by our heads, whatever of the two languages and the usual separators it has."""
    from evidence.decode import decode

    text, _ = decode(table) or ("", "")
    text = text.lstrip("\ufeff")
    names = {Words(language).say(head): head for language in ("da", "en") for head in HEADS}
    for separator in (";", ",", "\t"):
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
        heads = [names.get(cell, "") for cell in rows[0]] if rows else []
        if {"no.", "sample", "overlooked (yes/no)"} <= set(heads):
            return [dict(zip(heads, row, strict=False)) for row in rows[1:] if any(row)]
    raise KravError(
        "The table lacks the columns of a sample.", "Draw one with krav sample -o FILE.csv, and keep its first row."
    )


def told(store: Store, words: Words) -> str:
    """What the last sample that was judged tells, in a sentence or two; or that none was."""
    judged = [one for one in samples(store) if one.missed is not None]
    if not judged:
        return words.say(
            "No sample of the sentences without finding has been judged; how much was overlooked is not estimated."
        )
    sample = max(judged, key=lambda one: (one.at, one.number))
    result, missed = sample.estimate, sample.missed or frozenset()
    text = words.say(
        "Of {drawn} {drawn:sentence|sentences} without finding, drawn by lot (seed {seed}) from {population} and "
        "judged by {who} on "
        "{day}, {missed} held something that should have been found; estimated share {share}, 95% interval {low} to "
        "{high} (Wilson's interval; kinds of documents weighted by their number of sentences).",
        drawn=len(sample.drawn), seed=str(sample.seed), population=sum(sample.population.values()), who=sample.who,
        day=dt.datetime.fromisoformat(sample.at).date(), missed=len(missed),
        share=percent(result.share, words), low=percent(result.low, words), high=percent(result.high, words),
    )  # fmt: skip
    if sample.searched != _searched(store):
        text += " " + words.say("The documents have been searched anew since; the estimate is of what was found then.")
    return text


def percent(share: Decimal, words: Words) -> str:
    """A share in per cent with one decimal."""
    return words.percent((100 * share).quantize(Decimal("0.1")))
