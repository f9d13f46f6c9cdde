"""The road through the house: a case folder opened, and each step done from what is in it.

Only reading and finding are kept in the store; comparing, assessing and assembling are made anew from them each time,
so they can never be stale. What is dear and hangs on little is kept beside it (``claims.kept``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.casefolder import FILE, LEDGERS, OUT, find_case
from claims.decisions import Undecided, Verdict, decide, decisions
from evidence.errors import KravError, Message
from evidence.model import DocumentKind
from evidence.store import Store
from templates.files import write_atomically
from templates.words import Words

if TYPE_CHECKING:
    from claims.case import Case
    from claims.comparison.compare import Compared, Comparison
    from claims.figures import Figures
    from claims.held import Evidence
    from claims.keeping import Kept
    from claims.model import Breach, Dossier
    from evidence.model import Document, Input
    from evidence.personal import Personal
    from evidence.readers import Aids
    from evidence.sureness import Sureness
    from extract.byhand import Said
    from extract.model import Finding, Label

Step = Callable[..., None] | None  # told how many are done, of how many, and which is next


class Workspace:
    """One case folder, opened."""

    #: The scheduler of a Dask cluster that reads and finds; "": the one of case.toml, or this machine.
    workers = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store.open(folder)
        self._found: tuple[object, list[Finding]] = (None, [])  # as they were read, and of which state of the store

    @cached_property
    def case(self) -> Case:
        """What people have written of the case; no document waits for it to be right.

        Raises:
            CaseFileError: ``case.toml`` cannot be used.
        """
        from claims.case import read_case

        return read_case(self.folder)

    @property
    def settings(self) -> str:
        """case.toml as people wrote it."""
        return (self.folder / FILE).read_text(encoding="utf-8")

    @classmethod
    def at(cls, folder: Path | None) -> Workspace:
        """The case of ``folder``, or the one at or above the current folder.

        Raises:
            CaseFileError: there is no case there.
        """
        return cls(find_case(Path.cwd()) if folder is None else folder)

    # --- evidence -------------------------------------------------------------------------------------------------

    def add(
        self, paths: Sequence[Path], *, aids: Aids | None = None, ask: Callable[[str], str] | None = None,
        retry: bool = False, jobs: int | None = None, on_progress: Step = None,
    ) -> list[Input]:  # fmt: skip
        """Take in files and folders, and what became of each; what the case folder itself holds is not evidence.

        ``ask`` is asked for the password of a locked file by its path; ``retry`` takes what was not read before once
        more; ``jobs`` are so many readers at once. KravError where the case folder itself is named.
        """
        from claims.workers import far
        from evidence.intake import take_in
        from evidence.readers import NO_AIDS

        home = self.folder.resolve()
        for path in paths:
            if path.resolve() == home:
                raise KravError(
                    Message("{path} is the case folder itself.", {"path": str(path)}),
                    "Name the folder where the evidence lies.",
                )
        with far(self) as cluster:
            return take_in(
                self.store, paths, aids=aids or NO_AIDS, ask=ask, retry=retry, executor=cluster,
                jobs=jobs or (2 * cluster.jobs if cluster else None), on_progress=on_progress,
            )  # fmt: skip

    def take_in_ledgers(self, *, on_progress: Step = None) -> list[Input]:
        """Take in what lies in the case's own ``ledgers/`` folder; a sheet is a ledger by lying there.

        Its headings may be the municipality's own: what they mean is told in ``case.toml``. What a person has said a
        sheet is stands.
        """
        from evidence.custody import file_hash
        from evidence.detect import SHEETS
        from evidence.handed import known_by_look, unread, within

        folder = self.folder / LEDGERS
        files = [path for path in folder.rglob("*") if path.is_file()]
        if not files:
            return []
        if self.store.read_only and all(self.store.known(file_hash(path)) for path in files):
            return []  # a copy of a case may be newer than what it is a copy of
        taken: list[Input] = []
        known = known_by_look(self.store, files)
        given = within(self.store.documents(), known.values())
        if len(known) < len(files) or unread(self.store):
            from evidence.intake import take_in

            taken = take_in(self.store, [folder], on_progress=on_progress)
            given = {one.sha256 for one in taken if one.sha256}
        for document in self.store.documents():
            if document.sha256 in given and document.kind is not DocumentKind.LEDGER and document.media in SHEETS:
                guessed = self.store.as_read(document.sha256)
                if guessed and guessed.kind is document.kind:
                    self.store.correct(document.sha256, kind=DocumentKind.LEDGER)
        return taken

    # --- findings -------------------------------------------------------------------------------------------------

    def find(self, *, on_progress: Step = None) -> int:
        """Search what is new or changed; return how many documents that was."""
        from claims.following import follow, spoken_of
        from claims.staleness import note_search
        from claims.workers import far
        from extract.store import find_new

        before = spoken_of(self.store)
        with far(self) as cluster:
            found = find_new(
                self.store, self.case.sides, log_columns=self.case.log.columns, executor=cluster,
                on_progress=on_progress,
            )  # fmt: skip
        if found:
            follow(self.store, before)
        note_search(self)
        return len(found)

    def findings(self) -> list[Finding]:
        """All findings, rejected ones too, with what people have amended and what amendments make of clauses.

        They are read again only when something in the store is no longer what it was.
        """
        state = self.store.state
        if self._found[0] != state:
            self._found = (state, self._read_findings())
        return [*self._found[1]]

    def _read_findings(self) -> list[Finding]:
        from extract.agreed import with_agreed
        from extract.amending import amended
        from extract.anothers import with_new_names
        from extract.papers.exchanged import with_new_words
        from extract.store import findings

        documents = self.store.documents()
        read = (DocumentKind.CONTRACT, DocumentKind.LETTER, DocumentKind.MAIL)
        pages = {one.sha256: self.store.pages(one.sha256) for one in documents if one.kind in read}
        found = with_agreed(findings(self.store), documents, pages, self.case.sides)
        found = with_new_words(with_new_names(found, pages, self.case.sides), documents, pages)
        fields = {item: decision.fields for item, decision in decisions(self.store).items() if decision.fields}
        return [amended(f, fields[f.id]) if f.id in fields else f for f in found]

    def mark(self, document: str, quote: str, label: Label, kind: str, *, page: int | None = None,
             nth: int | None = None, said: Said, reason: str) -> Finding:  # fmt: skip
        """Make a finding of words a person saw; they must stand in the document as given.

        Raises:
            KravError: there is no such document or page, the words do not stand there, or stand in several places.
        """
        from extract.byhand import checked_kind, marked, place_of
        from extract.store import keep_by_hand

        checked_kind(label, kind)
        paper = self.store.document(document)
        pages = self.store.pages(paper.sha256)
        searched = pages if page is None else [self.store.page(paper.sha256, page)]
        span = place_of(paper, searched, quote, nth=nth)
        made = marked(paper, pages, self.case.sides, span, label, kind, said)
        with self.store.transaction():
            keep_by_hand(self.store, made, reason)
            # Whoever marks words has decided on them; what was badly recognised waits for who has seen the original.
            if (sure := self._sureness(made)) is None or not sure.weak:
                decide(self.store, made.id, "accept", reason or self.words.say("marked by hand"))
        return made

    def decide(
        self, item: str, verdict: Verdict, reason: str, *, seen: bool = False, fields: Mapping[str, str] | None = None
    ) -> None:
        """Record a person's decision on one finding (its id may be shortened), and on those that say the same words.

        A candidate that is accepted becomes a finding. What is opened anew is as if nobody had decided on it.

        ``seen``: the person has held the quote against the original, without which a weakly recognised one cannot be
        accepted. ``fields``: what is to stand instead, by name, of what is amended.

        KravError without a reason, of no such finding or of several, where fields are given for anything but to amend,
        and where the original has to be seen first; Undecided where what nobody decided is opened anew.
        """
        if not reason.strip():
            raise KravError("A decision needs a reason.", "Say why with --reason TEXT.")
        if (verdict == "amend") != bool(fields):
            raise KravError(
                "To amend is to say what is to stand instead.",
                "Write amend --set kind=outage --set date_from=2010-05-03.",
            )
        if item.startswith("c-"):
            from claims.dossier.candidates import settle

            with self.store.transaction():
                if made := settle(self.store, item, verdict, reason):
                    self.decide(made, verdict, reason, seen=seen, fields=fields)
            return
        findings = self.findings()
        item = chosen((f.id for f in findings), item)
        repeats = self.repeats(findings)
        told = repeats.get(item, item)
        one_said = next(f for f in findings if f.id == told)
        if fields:
            from extract.amending import amended

            amended(one_said, fields)
        if verdict == "reopen" and told not in decisions(self.store):
            raise Undecided(told)
        if verdict in ("accept", "amend") and not seen:
            self._surely_read(one_said)
        with self.store.transaction():
            for one in (told, *(again for again, head in repeats.items() if head == told)):
                decide(self.store, one, verdict, reason, seen=seen, fields=fields)

    def _sureness(self, finding: Finding) -> Sureness | None:
        from evidence.sureness import sureness_of

        return sureness_of(self.store, [finding.span]).get(finding.span)

    def _surely_read(self, finding: Finding) -> None:
        sure = self._sureness(finding)
        if sure and sure.weak:
            raise KravError(
                Message(
                    "{id} rests on text that was recognised badly: the recogniser is {lowest} % sure of «{word}».",
                    {"id": finding.id, "lowest": round(sure.lowest), "word": sure.weakest},
                ),
                Message(
                    "Look at the place in the original (`krav show {id} --crop FILE` cuts it out), the figures above "
                    "all, and decide again with --seen.",
                    {"id": finding.id},
                ),
            )

    def told(self) -> list[Finding]:
        """Findings as they are counted: what several papers say in the same words stands once."""
        findings = self.findings()
        repeats = self.repeats(findings)
        return [finding for finding in findings if finding.id not in repeats]

    def repeats(self, findings: Sequence[Finding]) -> dict[str, str]:
        """Those that say the same words as another in a document that is the same: their ids and that of the other."""
        from evidence.alike import near
        from extract.papers.repeats import repeated

        return repeated(findings, near(self.store), {d.sha256: d for d in self.store.documents()})

    # --- claim ----------------------------------------------------------------------------------------------------

    def evidence(self, without: Collection[str] = ()) -> Evidence:
        """What the claim is made from, read once; as it would be ``without`` these documents, by their sha256, without
        what these people say, by their names, or without these findings, by their ids.
        """
        from claims.comparison.ties import ties
        from claims.held import Evidence, retied, shared
        from claims.loss.tables import own_tables
        from evidence.alike import near
        from evidence.sureness import sureness_of
        from evidence.threads import quotations
        from extract.store import sayings

        documents = {d.sha256: d for d in self.store.documents() if d.sha256 not in without}
        findings = [
            f for f in self.findings() if f.span.document in documents and not {f.speaker, f.id} & {*without}
        ]
        repeats = self.repeats(findings)
        return Evidence(
            documents=documents,
            pages={(p.document, p.number): p for sha in documents for p in self.store.pages(sha)},
            inputs=sorted(
                (one for one in self.store.inputs() if one.sha256 not in without),
                key=lambda one: (one.path, one.sha256 or ""),
            ),
            findings=findings,
            decisions=shared(decisions(self.store), repeats),
            near={sha: one for sha, one in near(self.store).items() if {sha, one.first} <= documents.keys()},
            sureness=sureness_of(self.store, [f.span for f in findings]),
            quotations=[
                one for one in quotations(self.store)
                if one.document in documents and (one.of is None or one.of.document in documents)
            ],
            ties=retied(ties(self.store), repeats),
            repeats=repeats,
            sayings={sha: said for sha, said in sayings(self.store).items() if sha in documents},
            own=own_tables(self.folder) - set(without),
        )

    @cached_property
    def personal(self) -> Personal:
        """What must not leave the case."""
        from claims.privacy import personal_of

        return personal_of(self.case)

    @cached_property
    def words(self) -> Words:
        """The language of the dossier."""
        return Words(self.case.language)

    @cached_property
    def kept(self) -> Kept:
        """What is dear to make and was made before."""
        from claims.keeping import Kept

        return Kept(self.folder)

    def breaches(self) -> Sequence[Breach]:
        """Promises against reality, with what people have answered to the excuses."""
        from claims.figures import Figures
        from claims.kept import keep

        evidence = self.evidence()
        compared = self._compared(evidence, Figures(), self.numbers(evidence.documents))[1]
        keep(self.kept, self.case.sides)
        return compared.breaches

    def _compared(
        self, evidence: Evidence, figures: Figures, numbers: Mapping[str, int], *, anew: bool = False
    ) -> tuple[Comparison, Compared]:
        from claims.comparison.compare import Comparison
        from claims.kept import forget, recall
        from claims.liability.answers import answered, answers
        from claims.liability.excuses import Excuses

        if anew:
            forget(self.case.sides)
        else:
            recall(self.kept, self.case.sides)
        comparison = Comparison(
            evidence.live, evidence.documents, self.case,
            figures=figures, words=self.words, pages=evidence.pages.values(),
            sayings=evidence.sayings, ties=evidence.ties,
        )  # fmt: skip
        compared = Excuses(comparison, evidence, numbers, self.words).filled(comparison.compare())
        return comparison, replace(
            compared, breaches=answered(compared.breaches, answers(self.store), self.words)
        )

    def dossier(self, *, anew: bool = False, without: Collection[str] = ()) -> Dossier:
        """Compare, assess and assemble from what the store holds now. ``anew``: nothing kept is leaned on.

        ``without`` these documents, by their sha256, it is what it would be had they not been put in, and without
        these people, by their names, had they said nothing; exhibits keep their numbers.
        """
        from claims.assess import assess
        from claims.dossier.assemble import Assembly, sealed
        from claims.dossier.candidates import waiting
        from claims.dossier.owntemplates import templates_of
        from claims.figures import Figures
        from claims.kept import keep
        from claims.levels.page import service_levels
        from claims.review.approvals import signed
        from claims.sample import told

        evidence, figures = self.evidence(without), Figures()
        numbers = self.numbers({d.sha256: d for d in self.store.documents()})
        numbers = {sha: number for sha, number in numbers.items() if sha not in without}
        comparison, compared = self._compared(evidence, figures, numbers, anew=anew)
        levels = service_levels(
            self.case, evidence.live, comparison.reality, compared.breaches, figures=figures, words=self.words
        )
        assessed = assess(
            self.case, evidence, compared, levels.penalties if levels else (), numbers=numbers,
            original=self.store.original, figures=figures, words=self.words,
            kept=None if anew or without else self.kept, ranked=comparison.ranking.place,
            before=comparison.ranking.before,
            as_moved=lambda promise: comparison.reality.as_moved(promise)[0],
            given=comparison.reality.written,
            moved=[
                one.finding for one in waiting(self.store)
                if one.finding.kind == "liability_cap" and not evidence.undone(one.finding)
                and not any(f.kind == "liability_cap" and f.span == one.finding.span for f in evidence.live)
            ],
        )  # fmt: skip
        made = Assembly(
            evidence=evidence, case=self.case, comparison=comparison, compared=compared, assessed=assessed,
            service=levels.page if levels else None, numbers=numbers, figures=figures, words=self.words,
        ).dossier(told(self.store, self.words))  # fmt: skip
        if not without:
            keep(self.kept, self.case.sides, evidence.findings if anew else ())
        own = made.model_copy(update={"templates": templates_of(self.folder)})
        return signed(self.store, sealed(own, self.personal), self.words)

    def numbers(self, documents: Mapping[str, Document]) -> dict[str, int]:
        """What each document is numbered as an exhibit, in that order."""
        from claims.dossier.numbering import given_out, numbered

        return numbered(documents, given_out(self.store), self.case.exhibits.opponent)

    def printed(self, *, anew: bool = False) -> Dossier:
        """The dossier as it is printed: each place with its page of the bundle, once there is one.

        Pages of a bundle are no part of what is approved: they may move, and nothing else has changed.
        """
        from claims.dossier.pagemap import PageMap, placed

        return placed(self.dossier(anew=anew), PageMap(self.store))

    def dossier_json(self) -> str:
        """The dossier as JSON, the same text for the same case."""
        from claims.dossier.printing import as_json

        self.unchanged()
        return as_json(self.printed())

    def unchanged(self) -> None:
        """Nothing is printed from originals, pages or a log that are not what was taken in.

        Raises:
            KravError: something has changed; it is named.
        """
        from evidence.custody import verify

        if wrong := verify(self.store):
            raise KravError(
                Message("The evidence is not as it was taken in: {first}", {"first": wrong[0]}),
                Message(
                    "`krav verify` lists all {count} {count:difference|differences}. Take the originals in anew in a "
                    "new case folder.",
                    {"count": len(wrong)},
                ),
            )

    def write_dossier(self, output: Path | None) -> list[Path]:
        """Write the PDF, the JSON it was printed from, and their receipt."""
        from claims.dossier.printing import write_dossier

        return list(write_dossier(self, output).paths)

    # --- faces ----------------------------------------------------------------------------------------------------

    def export_findings(self) -> str:
        """The findings as JSON Lines (docs/findings.md)."""
        from claims.privacy import masked_line
        from extract.export import lines

        held = self.evidence()
        said = {item: decision.verdict for item, decision in held.decisions.items()}
        made = lines(held.findings, held.documents.values(), said, held.repeats)
        return "".join(masked_line(line, self.personal) for line in made)

    def verify(self, *, noted: str = "") -> list[Message]:
        """What is not as it was: originals, copies, pages, log, quotes. ``noted`` is a line of the log to be there."""
        from itertools import groupby

        from claims.review.approvals import unlogged
        from evidence.custody import innards, verify
        from extract.store import unsealed

        if broken := innards(self.store):
            return broken
        wrong = [*verify(self.store, noted=noted), *unlogged(self.store)]
        names = {document.sha256: document.name for document in self.store.documents()}
        wrong += [
            Message("What was found in {name} is not as it was saved; krav build finds it anew.",
                    {"name": names[sha256]})
            for sha256 in unsealed(self.store)
            if sha256 in names
        ]  # fmt: skip
        for sha256, findings in groupby(self.findings(), key=lambda finding: finding.span.document):
            pages = {page.number: page.text for page in self.store.pages(sha256)}
            wrong += [
                Message(
                    "The quote of {finding} does not stand at its place in {name}, page {page}.",
                    {"finding": finding.id, "name": names[sha256], "page": finding.span.page},
                )
                for finding in findings
                if pages.get(finding.span.page, "")[finding.span.start : finding.span.end] != finding.quote
            ]
        return wrong

    def status(self, words: Words | None = None) -> dict[str, Any]:
        """Counts and next steps, as plain data, in the language of these words or else of the dossier."""
        from claims.standing import standing

        return standing(self, words or self.words)


def make_case(folder: Path, customer: Sequence[str], vendor: Sequence[str], system: Sequence[str], as_of: date) -> None:
    """Make a case folder.

    Raises:
        KravError: there is a case there already, or the folder cannot be written.
    """
    from claims.case import new_case

    if (folder / FILE).exists():
        raise KravError(
            Message("{folder} holds a case already.", {"folder": str(folder)}),
            "Choose another folder, or change its case.toml.",
        )
    names = [name.strip().casefold() for name in (*customer, *vendor, *system)]
    if "" in names:
        raise KravError("A name is empty.", "Give the full name of customer, vendor and system.")
    if {n.strip().casefold() for n in customer} & {n.strip().casefold() for n in vendor}:
        raise KravError("Customer and vendor have the same name.", "Everything hangs on who is who; name them apart.")
    _make_folder(folder, new_case(customer, vendor, system, as_of).encode("utf-8"))


def _make_folder(folder: Path, case_file: bytes) -> None:
    try:
        for part in (LEDGERS, OUT):
            (folder / part).mkdir(parents=True, exist_ok=True)
        Store.create(folder)
        write_atomically(folder / FILE, case_file)
    except OSError as wrong:
        raise KravError(
            Message("{folder} cannot be written: {why}.", {"folder": str(folder), "why": wrong.strerror or str(wrong)}),
            "Choose a folder you may write in.",
        ) from wrong


def make_demo(folder: Path, *, on_progress: Step = None) -> Workspace:
    """The sample case: its ``case.toml`` and its documents, taken in.

    Raises:
        KravError: the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise KravError(
            Message("{folder} is not empty.", {"folder": str(folder)}), "Name a folder that does not exist yet."
        )
    sample = resources.files("claims") / "demo"
    _make_folder(folder, (sample / FILE).read_bytes())
    work = Workspace(folder)
    from evidence.readers import Aids

    aids = Aids(passwords=tuple((sample / "passwords.txt").read_text(encoding="utf-8").split()))
    with resources.as_file(sample / "documents") as documents:
        work.add([documents], aids=aids, on_progress=on_progress)
    return work


def verifier() -> bytes:
    """The script that checks a case with Python's standard library alone, as it travels with exports."""
    return (resources.files("claims") / "verifier.py").read_bytes()


def chosen(items: Iterable[str], wanted: str) -> str:
    """The one id that ``wanted`` begins; ids may be shortened where only one fits.

    Raises:
        KravError: none or several fit.
    """
    fits = [item for item in items if item.startswith(wanted)]
    if wanted in fits or len(fits) == 1:
        return wanted if wanted in fits else fits[0]
    if fits:
        raise KravError(Message("{id} fits several: {fits}.", {"id": wanted, "fits": fits[:5]}), "Give more of the id.")
    raise KravError(Message("There is no {id} in this case.", {"id": wanted}), "`krav list …` shows the ids.")
