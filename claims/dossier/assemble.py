"""The dossier from its parts: exhibits numbered, every quote looked up again, everything frozen and fingerprinted."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version

from claims.assess import Assessed
from claims.case import Case
from claims.comparison import nearness
from claims.comparison.annulled import no_longer_held, unread_changes
from claims.comparison.compare import Compared, Comparison
from claims.comparison.complaints import complained
from claims.comparison.correspondence import changed
from claims.comparison.logreading import contracts_with_others, told_twice, unplaced_systems, untimed_rows
from claims.comparison.looseties import loose_ties
from claims.comparison.matrix import Complained
from claims.comparison.points import Points
from claims.decisions import Decision
from claims.dossier import witnesses
from claims.dossier.account import account, chronology
from claims.dossier.agreement import agreement
from claims.dossier.amendments import amendment
from claims.dossier.chapters import chapters
from claims.dossier.gapwork import as_work
from claims.dossier.missing import broken_links, gaps, uncounted
from claims.dossier.named import dangling
from claims.dossier.outcomes import origins, received
from claims.dossier.pleading import pleaded
from claims.dossier.records import logs, meetings, signings
from claims.dossier.referring import Referring
from claims.dossier.resting import exhibits, proofs
from claims.dossier.sending import sent, with_papers
from claims.dossier.summary import key_figures, method, not_ready, summary
from claims.figures import Figures
from claims.held import Evidence
from claims.items import by_time, item, place_of, retold
from claims.levels.gaps import service_gaps
from claims.levels.model import ServiceLevels
from claims.levels.reported import reported_apart, reported_otherwise
from claims.liability.accounts import of_one_meeting
from claims.liability.adverse import ranked, searched
from claims.liability.answers import unreckoned
from claims.liability.argument import Material, conditions
from claims.liability.calledupon import requests
from claims.liability.chained import Chain
from claims.liability.conditions import linked
from claims.liability.floor import floor
from claims.liability.latestands import of_limitation
from claims.liability.notice import by_breach, first_known, kept_inside, precedence, told, too_late
from claims.liability.objected import answers
from claims.liability.objections import objections
from claims.liability.settled import answered_for, settled_gaps
from claims.liability.weakpoints import says_barred, weak_points
from claims.loss import bills, unread
from claims.loss.contractend import after_end
from claims.loss.demands import stated_otherwise
from claims.loss.papers import Papers
from claims.loss.suspended import partly_suspended, standing_still
from claims.loss.untaken import untaken
from claims.model import Dossier, Exhibit, Gap, Item, Party, Place, Recognition, Unread
from claims.privacy import let_out
from claims.told import admitted
from claims.vocabulary import OUTCOME_TEXT, SOURCE_TEXT
from evidence.alike import Near
from evidence.errors import KravError, Message
from evidence.model import Document, Outcome, Page
from evidence.personal import Personal
from evidence.sureness import Sureness
from evidence.wording import one_line
from extract.excusing import excusing
from extract.model import Finding, Label
from extract.papers.answering import Replies
from extract.papers.replaced import Struck, replaced
from templates.words import Words, exhibit_mark


class QuoteNotInPlace(KravError):
    """A quote is not the text at its place any more; nothing is printed until it is."""

    def __init__(self, finding: Finding, document: Document | None) -> None:
        super().__init__(
            Message(
                "The quote of {finding} does not stand at its place in {document}, page {page}.",
                {
                    "finding": finding.id,
                    "document": document.name if document else finding.span.document,
                    "page": finding.span.page,
                },
            ),
            "Run `krav verify` to see what has changed, then `krav find` to find anew.",
        )


def make_items(evidence: Evidence, numbers: Mapping[str, int], comparison: Comparison, words: Words) -> dict[str, Item]:
    """Every live finding as an item, in order of time.

    Raises:
        QuoteNotInPlace: a stored quote and the stored text differ.
    """
    items = {}
    reworded = replaced(evidence.live, evidence.documents, evidence.pages)
    gone = evidence.struck
    referring, again = Referring(evidence), retold(evidence.live)
    for finding in by_time(evidence.live):
        if finding.id in comparison.reality.repeated:
            continue  # the same line of the same log, sent along with another paper
        document, page = _looked_up(finding, evidence, numbers)
        decision = evidence.decisions.get(finding.id)
        items[finding.id] = item(
            finding,
            document,
            page,
            numbers[document.sha256],
            decision=decision.verdict if decision else "pending",
            amendment=amendment(finding, decision, words),
            also_in=_also_in(finding, evidence, numbers),
            other_cause=comparison.reality.cause(finding) if finding.label is Label.INCIDENT else "",
            objected=comparison.reality.objected(finding) is not None,
            retells=finding.id in again,
            recognition=_recognised(evidence.sureness.get(finding.span), decision),
            replaced_by=_said_anew(*reworded[finding.id], numbers, words) if finding.id in reworded
            else _struck_out(gone[finding.id], numbers, words) if finding.id in gone else "",
            refers=(*referring.told(finding, words), *_accepted(finding, numbers, words)),
            taken_date=comparison.reality.written(finding),
            words=words,
        )
    return items


def _said_anew(anew: Finding, since: dt.date | None, numbers: Mapping[str, int], words: Words) -> str:
    """By which words, and from when, a term no longer reads as it stands."""
    at = {"id": anew.id, "exhibit": exhibit_mark(numbers[anew.span.document]), "page": anew.span.page}
    if since is None:
        return words.say("reads otherwise now: {id} (exhibit {exhibit}, page {page})", **at)
    return words.say("reads otherwise from {day}: {id} (exhibit {exhibit}, page {page})", day=since, **at)


def _accepted(finding: Finding, numbers: Mapping[str, int], words: Words) -> tuple[str, ...]:
    """By which words of the other side's paper a proposal was accepted."""
    number = numbers.get(finding.attributes.get("accepted_in", ""))
    if number is None:
        return ()
    quote = one_line(finding.attributes["accepted"])
    return (words.say("agreed by its acceptance: »{quote}« (exhibit {exhibit})", quote=quote,
                      exhibit=exhibit_mark(number)),)  # fmt: skip


def _struck_out(by: Struck, numbers: Mapping[str, int], words: Words) -> str:
    """By which words of an amendment, and from when, a term's clause is gone."""
    at = {"quote": one_line(by.quote), "exhibit": exhibit_mark(numbers[by.span.document]), "page": by.span.page}
    if by.since is None:
        return words.say("struck out: »{quote}« (exhibit {exhibit}, page {page})", **at)
    return words.say("struck out from {day}: »{quote}« (exhibit {exhibit}, page {page})", day=by.since, **at)


def _also_in(finding: Finding, evidence: Evidence, numbers: Mapping[str, int]) -> tuple[Place, ...]:
    """Where the same words stand again: one place on each other page."""
    pages = {(finding.span.document, finding.span.page)}
    found = []
    for again in evidence.also.get(finding.id, ()):
        place = place_of(again, *_looked_up(again, evidence, numbers), numbers[again.span.document])
        if (page := (again.span.document, again.span.page)) not in pages:
            pages.add(page)
            found.append(place)
    return tuple(found)


def _recognised(sure: Sureness | None, decision: Decision | None) -> Recognition | None:
    if sure is None:
        return None
    return Recognition(
        lowest=sure.lowest, mean=sure.mean, weakest=sure.weakest, figures=sure.figures, weak=sure.weak,
        seen=decision is not None and decision.seen,
    )  # fmt: skip


def _looked_up(finding: Finding, evidence: Evidence, numbers: Mapping[str, int]) -> tuple[Document, Page]:
    document = evidence.documents.get(finding.span.document)
    page = evidence.pages.get((finding.span.document, finding.span.page))
    if (
        document is None
        or page is None
        or page.quote(finding.span.start, finding.span.end) != finding.quote
        or document.sha256 not in numbers
    ):
        raise QuoteNotInPlace(finding, document)
    return document, page


def make_exhibits(evidence: Evidence, numbers: Mapping[str, int], words: Words) -> tuple[Exhibit, ...]:
    """The list of exhibits, in the order of their numbers."""
    found = Counter(f.span.document for f in evidence.live)
    made = []
    for sha256, number in numbers.items():
        document = evidence.documents[sha256]
        near = evidence.near.get(sha256)
        other = numbers[near.first] if near else None
        made.append(
            Exhibit(
                number=number,
                mark=exhibit_mark(number),
                sha256=sha256,
                document_id=document.id,
                name=document.name,
                title=document.title or document.name,
                kind=document.kind,
                kind_text=words.say(SOURCE_TEXT[document.kind]),
                kind_reason=words.message(document.kind_reason) if document.kind_reason else "",
                date=document.date,
                date_reason=words.message(document.date_reason) if document.date_reason else "",
                pages=document.pages,
                size=document.size,
                parent=numbers.get(document.parent) if document.parent else None,
                sent=sent(document, words),
                outcome=document.outcome,
                outcome_text=words.say(OUTCOME_TEXT[document.outcome]),
                notes=tuple(words.message(n) for n in document.notices),
                findings=found[sha256],
                alike=other,
                alike_share=nearness.percent(near) if near else None,
                alike_text=_alike(near, other, words) if near and other is not None else "",
                differences=nearness.differences(near, words) if near else (),
            )
        )
    return tuple(made)


def _alike(near: Near, other: int, words: Words) -> str:
    return nearness.told(near, words.say("exhibit {exhibit}", exhibit=exhibit_mark(other)), words)


def make_unread(evidence: Evidence, words: Words) -> tuple[Unread, ...]:
    """What was handed in and not read, or not read again."""
    return tuple(
        Unread(
            path=one.path,
            outcome=one.outcome,
            outcome_text=words.say(OUTCOME_TEXT[one.outcome]),
            reason=words.message(one.reason) if one.reason else "",
            sha256=one.sha256,
        )
        for one in evidence.inputs
        if one.outcome is not Outcome.READ
    )


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """What a dossier is put together of: what was compared and assessed, and the exhibits' numbers."""

    evidence: Evidence
    case: Case
    comparison: Comparison
    compared: Compared
    assessed: Assessed
    service: ServiceLevels | None
    numbers: Mapping[str, int]
    figures: Figures
    words: Words

    def dossier(self, overlooked: str) -> Dossier:
        """The dossier, to be ``sealed``: a table of its fields, each from its own maker.

        ``overlooked`` is what a judged sample tells of it.

        Raises:
            QuoteNotInPlace: a stored quote and the stored text differ.
        """
        evidence, case, compared, assessed = self.evidence, self.case, self.compared, self.assessed
        service, figures, words, reality = self.service, self.figures, self.words, self.comparison.reality
        items, material, reader = self.items, self.material, excusing(case.sides)
        handed_in = received(evidence.inputs, evidence.documents, evidence.pages_of, words)
        argued = conditions(material)
        objected = answers(evidence.live, reality, evidence.documents, words)
        noticed = complained(
            reality, compared.breaches, self.findings, self.numbers,
            Replies(
                documents=evidence.documents, pages=evidence.pages_of, sides=case.sides,
                quotations=evidence.quotations, findings=evidence.live,
            ),
        )  # fmt: skip
        chains, liability = linked(material, reality, reader, assessed, argued, figures, noticed)
        known = first_known(case, noticed, {b for c in chains for link in c.links for b in link.breaches})
        expected = objections(
            material,
            known=known,
            capped=bool(case.cap or material.of("term", "liability_cap")),
            takes=_takes(assessed, words),
            reader=reader,
            spared=self._marked("exempts"),
            objected=objected,
            late=of_limitation(
                material, assessed.limitation, says_barred(evidence, self.numbers, words), case.as_of
            ),
        )
        lowest = floor(assessed, chains, compared.breaches, items, known, figures, words)
        facts = account(items, compared, words)
        logged = [i for i in items.values() if i.label == "incident" and i.place.row is not None]
        made = Dossier(
            made_by=f"kravsag {version('kravsag')}",
            language=case.language,
            title=case.called(words),
            as_of=case.as_of,
            draft=True,
            content_hash="",
            customer=_party(case, "customer"),
            vendor=_party(case, "vendor"),
            systems=case.system.names,
            summary=summary(material, assessed, chains, expected, lowest, case, words),
            key_figures=key_figures(material, assessed, words),
            not_ready=not_ready(material, evidence, figures.law(), words),
            pleaded=pleaded(material, assessed, case, words),
            agreement=agreement(evidence, case, material.exhibits, self.numbers, words),
            facts=facts,
            chapters=chapters(facts, items, compared.breaches, noticed, service, words),
            points=Points(evidence, self.comparison, items, words).weighed(compared),
            chronology=chronology(items, compared, words),
            items=items,
            promises=tuple(i.id for i in items.values() if i.label == "promise"),
            incidents=tuple(i.id for i in items.values() if i.label == "incident" and i.place.row is None),
            incident_log=tuple(i.id for i in logged),
            log_sources=logs(logged, evidence, case, words),
            adverse=tuple(
                i.id for i in items.values()
                if i.label == "adverse" or (i.standing == "adverse" and i.place.row is None)
            ),
            against=ranked(items, compared.breaches, expected, material.mitigation, reader, words, objected),
            search=searched(evidence, words),
            stated_losses=tuple(i.id for i in items.values() if i.label == "loss"),
            terms=tuple(i.id for i in items.values() if i.label == "term" and i.standing == "basis"),
            breaches=compared.breaches,
            untested_promises=compared.untested,
            unmatched_incidents=compared.unmatched,
            conditions=argued,
            chains=chains,
            liability=liability,
            losses=assessed.losses,
            total=assessed.total,
            caps=assessed.caps,
            interest=with_papers(assessed.interest, case.interest, material.exhibits, words),
            court_fee=assessed.court_fee,
            limitation=assessed.limitation,
            notice=(
                *told(material, noticed, kept_inside(evidence, case)),
                *precedence(evidence.live, self.comparison.ranking, words),
                *(() if case.notice else by_breach(
                    material, noticed, evidence.live, words, evidence.struck, self.comparison.ranking.before,
                )),
            ),
            notices_given=assessed.notices_given,
            complaints=noticed,
            objections=expected,
            floor=lowest,
            gaps=as_work(self._gaps(chains, noticed), assessed.limitation, case.as_of),
            requests=requests(material, noticed),
            meetings=meetings(evidence, reality.objections, case, self.numbers, words),
            signings=signings(evidence, case, self.numbers, words),
            exhibits=tuple(material.exhibits),
            unread=tuple(material.unread),
            service=service,
            received=handed_in,
            origins=origins(handed_in),
            intake={str(outcome): sum(i.outcome is outcome for i in evidence.inputs) for outcome in Outcome},
            figures=figures.all(),
            law=figures.law(),
            method=(*method(words), overlooked),
            notices=tuple(self._notices()),
        )  # fmt: skip
        admissions = tuple(one.id for one in admitted(made) if one.standing == "basis")
        return made.model_copy(
            update={
                "admissions": admissions, "witnesses": witnesses.lines(made), "resting": exhibits(made),
                "proofs": proofs(made),
            }
        )  # fmt: skip

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every live finding as an item, in order of time."""
        return make_items(self.evidence, self.numbers, self.comparison, self.words)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """The live findings by their ids."""
        return {f.id: f for f in self.evidence.live}

    @cached_property
    def material(self) -> Material:
        """What the argument is made of."""
        compared, assessed = self.compared, self.assessed
        return Material(
            items=self.items,
            breaches=compared.breaches,
            untested=compared.untested,
            unmatched=compared.unmatched,
            losses=assessed.losses,
            exhibits=make_exhibits(self.evidence, self.numbers, self.words),
            unread=make_unread(self.evidence, self.words),
            interest_known=assessed.interest is not None or assessed.total is None,
            mitigation=self._marked("mitigation"),
            forfeits=tuple(dict.fromkeys((*self._marked("forfeits"), *too_late(assessed.notices_given)))),
            words=self.words,
        )

    def _marked(self, attribute: str) -> tuple[str, ...]:
        """Ids of the items whose findings carry this mark, in the dossier's order."""
        marked = {f.id for f in self.evidence.live if f.attributes.get(attribute)}
        return tuple(i for i in self.items if i in marked)

    def _gaps(self, chains: Sequence[Chain], noticed: Sequence[Complained]) -> Iterator[Gap]:
        """All that is missing or to be seen to: of the argument, of the loss, of service levels, and of the papers."""
        evidence, case, assessed, service, words = self.evidence, self.case, self.assessed, self.service, self.words
        material, breaches, pages = self.material, self.compared.breaches, self.evidence.pages_of
        first_pages = {sha256: held[0].text for sha256, held in pages.items()}
        yield from gaps(material)
        yield from weak_points(material, noticed, self.numbers, evidence, case)
        yield from uncounted(assessed.losses, words)
        yield from broken_links(chains, words)
        yield from unreckoned(material.broken, assessed.losses, words)
        if service:
            yield from service_gaps(service, case, words)
        yield from reported_otherwise(service, evidence, words)
        yield from reported_apart(evidence, words)
        yield from settled_gaps(breaches, self.findings, assessed.losses, words)
        papers = Papers(
            evidence.live, evidence.documents, case, words, assessed.losses, first_pages,
            {figure.value for figure in self.figures.all().values()}, answered_for(breaches),
            dict(bills.read(evidence.documents, pages)),
        )  # fmt: skip
        yield from untaken(papers)
        yield from after_end(papers)
        yield from stated_otherwise(papers)
        yield from partly_suspended(papers)
        yield from standing_still(papers)
        yield from of_one_meeting(evidence.documents, first_pages, words)
        yield from unplaced_systems(evidence, case, words)
        yield from contracts_with_others(evidence, words)
        read = evidence.own_names.union(case.outlays.claimed)
        yield from unread.ledgers(evidence.documents, pages, case.ledger.columns, read, words)
        yield from unread.tallies(evidence.documents, pages, read, words)
        yield from told_twice(evidence, words)
        yield from assessed.gaps
        yield from no_longer_held(evidence, words)
        yield from unread_changes(evidence, words)

    def _notices(self) -> Iterator[str]:
        """What is worth knowing before it is used: of the case file, of ties, of the logs, of what mails quote."""
        evidence, words = self.evidence, self.words
        yield from self.assessed.notices
        yield from dangling(self.case, evidence, words)
        yield from loose_ties(evidence, self.items, words)
        yield from _repeats(self.comparison, evidence, words)
        yield from untimed_rows(evidence, self.case, words)
        yield from changed(evidence.quotations, evidence.documents, words)


def sealed(dossier: Dossier, personal: Personal) -> Dossier:
    """The dossier with what is personal masked, and its content hash.

    That is the SHA-256 of its canonical JSON with the hash itself left empty, as it is before anybody signs it.
    """
    plain = dossier.model_dump(mode="json")
    let = let_out(dossier, personal, plain)
    data = plain if let is dossier else let.model_dump(mode="json")
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return let.model_copy(update={"content_hash": hashlib.sha256(canonical.encode()).hexdigest()})


def _repeats(comparison: Comparison, evidence: Evidence, words: Words) -> tuple[str, ...]:
    """Log lines that stand in another log too, or repeat another line, are counted once; how many, and where."""

    def each(ids: Collection[str]) -> list[tuple[str, int]]:
        return sorted(Counter(evidence.documents[f.span.document].name for f in evidence.live if f.id in ids).items())

    again, own = comparison.reality.repeated, comparison.reality.duplicates
    return (
        *(
            words.say("{count} {count:line|lines} of {document} {count:repeats|repeat} tickets of another log and "
                      "{count:is|are} counted once.",
                      count=n, document=d)
            for d, n in each(again)
        ),
        *(
            words.say("{count} {count:line|lines} of {document} {count:is a duplicate|are duplicates} by the log's "
                      "own words and {count:is|are} counted "
                      "in no test.",
                      count=n, document=d)
            for d, n in each(own - again)
        ),
    )  # fmt: skip


def _takes(assessed: Assessed, words: Words) -> bool:
    """Whether the limit of liability takes something of the claim in some reading, or cannot be reckoned."""
    name, total = words.say("Direct loss, capped"), assessed.total
    capped = [one.amount for one in assessed.caps if one.name.startswith(name)]
    return not capped or total is None or min(capped) < total.amount


def _party(case: Case, side: str) -> Party:
    section = case.customer if side == "customer" else case.vendor
    return Party(name=section.names[0], aliases=section.names[1:], cvr=section.cvr, address=section.address)
