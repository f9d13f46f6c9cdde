"""The dossier from its parts: exhibits numbered, every quote looked up again, everything frozen and fingerprinted."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version

from claims.account import account, chronology
from claims.argument import Material, conditions, gaps, objections, requests
from claims.assess import Assessed
from claims.case import Case
from claims.compare import Compared, Comparison
from claims.figures import Figures
from claims.held import Evidence
from claims.items import OUTCOME_TEXT, SOURCE_TEXT, by_time, item
from claims.model import Dossier, Exhibit, Item, KeyFigure, LawRow, Party, PleadedClaim, Unread
from evidence.errors import KravError, Message
from evidence.model import Document, Outcome
from extract.model import Finding, Label
from templates.words import Words


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


def numbered(documents: Mapping[str, Document]) -> dict[str, int]:
    """Exhibit numbers: by date, those without one last; what could not be opened has none."""
    shown = [d for d in documents.values() if d.outcome in (Outcome.READ, Outcome.NEEDS_OCR)]
    shown.sort(key=lambda d: (d.date or date.max, d.name, d.sha256))
    return {d.sha256: number for number, d in enumerate(shown, 1)}


def make_items(evidence: Evidence, numbers: Mapping[str, int], comparison: Comparison, words: Words) -> dict[str, Item]:
    """Every live finding as an item, in order of time.

    Raises:
        QuoteNotInPlace: a stored quote and the stored text differ.
    """
    items = {}
    for finding in by_time(evidence.live):
        document = evidence.documents.get(finding.span.document)
        page = evidence.pages.get((finding.span.document, finding.span.page))
        if (
            document is None
            or page is None
            or page.text[finding.span.start : finding.span.end] != finding.quote
            or document.sha256 not in numbers
        ):
            raise QuoteNotInPlace(finding, document)
        decision = evidence.decisions.get(finding.id)
        items[finding.id] = item(
            finding,
            document,
            page,
            numbers[document.sha256],
            decision=decision.verdict if decision else "pending",
            other_cause=comparison.reality.cause(finding) if finding.label is Label.INCIDENT else "",
            words=words,
        )
    return items


def make_exhibits(evidence: Evidence, numbers: Mapping[str, int], words: Words) -> tuple[Exhibit, ...]:
    """The list of exhibits, in the order of their numbers."""
    found = Counter(f.span.document for f in evidence.live)
    made = []
    for sha256, number in numbers.items():
        document = evidence.documents[sha256]
        made.append(
            Exhibit(
                number=number,
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
                outcome=document.outcome,
                outcome_text=words.say(OUTCOME_TEXT[document.outcome]),
                notes=tuple(words.message(n) for n in document.notices),
                findings=found[sha256],
            )
        )
    return tuple(made)


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


def assemble(
    evidence: Evidence,
    case: Case,
    comparison: Comparison,
    compared: Compared,
    assessed: Assessed,
    *,
    numbers: Mapping[str, int],
    figures: Figures,
    words: Words,
) -> Dossier:
    """Put the dossier together and fingerprint it."""
    items = make_items(evidence, numbers, comparison, words)
    exhibits, unread = make_exhibits(evidence, numbers, words), make_unread(evidence, words)
    material = Material(
        items=items,
        breaches=compared.breaches,
        untested=compared.untested,
        unmatched=compared.unmatched,
        losses=assessed.losses,
        exhibits=exhibits,
        unread=unread,
        interest_known=assessed.interest is not None or not assessed.losses,
        words=words,
    )
    broken = material.broken
    logged = tuple(i.id for i in items.values() if i.label == "incident" and i.place.row is not None)
    dossier = Dossier(
        made_by=f"kravsag {version('kravsag')}",
        language=case.language,
        title=case.title
        or words.say("{customer} v {vendor}", customer=case.customer.names[0], vendor=case.vendor.names[0]),
        as_of=case.as_of,
        draft=True,
        content_hash="",
        customer=_party(case, "customer"),
        vendor=_party(case, "vendor"),
        systems=case.system.names,
        summary=_summary(material, assessed, case, words),
        key_figures=_key_figures(material, assessed, words),
        not_ready=_not_ready(material, evidence, figures.law(), words),
        pleaded=_pleaded(assessed, case, words),
        facts=account(items, compared, words),
        chronology=chronology(items, compared, words),
        items=items,
        promises=tuple(i.id for i in items.values() if i.label == "promise"),
        incidents=tuple(i.id for i in items.values() if i.label == "incident" and i.place.row is None),
        incident_log=logged,
        adverse=tuple(
            i.id for i in items.values() if i.label == "adverse" or (i.standing == "adverse" and i.place.row is None)
        ),
        stated_losses=tuple(i.id for i in items.values() if i.label == "loss"),
        terms=tuple(i.id for i in items.values() if i.label == "term"),
        breaches=compared.breaches,
        untested_promises=compared.untested,
        unmatched_incidents=compared.unmatched,
        conditions=conditions(material),
        losses=assessed.losses,
        caps=assessed.caps,
        interest=assessed.interest,
        limitation=assessed.limitation,
        notice=_notice(material, words),
        objections=objections(
            material,
            capped=bool(case.cap or material.of("term", "liability_cap")),
            excluded=bool(material.of("term", "excluded_loss")),
        ),
        gaps=(*gaps(material), *assessed.gaps),
        requests=requests(material) if broken else (),
        exhibits=exhibits,
        unread=unread,
        intake={str(outcome): sum(i.outcome is outcome for i in evidence.inputs) for outcome in Outcome},
        figures=figures.all(),
        law=figures.law(),
        method=_method(words),
        notices=assessed.notices,
    )
    return dossier.model_copy(update={"content_hash": fingerprint(dossier)})


def fingerprint(dossier: Dossier) -> str:
    """SHA-256 of the dossier's canonical JSON with the hash itself left empty."""
    data = dossier.model_copy(update={"content_hash": ""}).model_dump(mode="json")
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _party(case: Case, side: str) -> Party:
    section = case.customer if side == "customer" else case.vendor
    return Party(name=section.names[0], aliases=section.names[1:], cvr=section.cvr, address=section.address)


def _summary(m: Material, assessed: Assessed, case: Case, words: Words) -> tuple[str, ...]:
    say = words.say
    said = [
        say(
            "{customer} used {system} from {vendor}. The evidence handed in holds {count} documents; {promises} "
            "promises, {incidents} incidents and {adverse} statements against the claim have been found in them.",
            customer=case.customer.names[0],
            system=case.system.names[0],
            vendor=case.vendor.names[0],
            count=len(m.exhibits),
            promises=len(m.of("promise")),
            incidents=len(m.of("incident")),
            adverse=len(m.of("adverse")),
        )
    ]
    broken = m.broken
    binding = m.of("promise", standing="basis")
    if binding:
        said.append(
            say(
                "Of {binding} promises that bind the vendor, {broken} were not kept on the evidence.",
                binding=len([b for b in m.breaches if m.items[b.promise].standing == "basis"]),
                broken=len(broken),
            )
        )
    else:
        said.append(say("No promise that binds the vendor has been found; the claim has no basis as it stands."))
    for status in ("late", "breached"):
        for breach in [b for b in broken if b.status == status][:2]:
            promise = m.items[breach.promise]
            said.append(f"{promise.kind_text[:1].upper()}{promise.kind_text[1:]}: {breach.test}")
    if not assessed.losses:
        stated = [i for i in m.of("loss") if i.amount_dkk is None]
        said.append(
            say("A loss is told of, but no amount is in evidence; none is claimed.")
            if stated
            else say("No loss has been computed: there is no reimbursement ledger in the case.")
        )
    for loss in assessed.losses:
        said.append(
            say(
                "Lost reimbursement: {gross}, less deductions {net}.",
                gross=words.kr(loss.gross),
                net=words.kr(loss.net),
            )
        )
    if dated := [one for one in assessed.limitation if not one.interrupted]:
        first = min(dated, key=lambda one: one.earliest)
        said.append(
            say("The earliest day a claim can be time-barred is {day} ({what}).", day=first.earliest, what=first.what)
        )
    return tuple(said)


def _key_figures(m: Material, assessed: Assessed, words: Words) -> tuple[KeyFigure, ...]:
    say = words.say
    found = []
    for loss in assessed.losses:
        found.append(
            KeyFigure(label=say("Loss before deductions"), value=words.kr(loss.gross), figure=loss.gross_figure)
        )
        found.append(KeyFigure(label=say("Net loss"), value=words.kr(loss.net), figure=loss.net_figure))
    if assessed.interest:
        found.append(
            KeyFigure(
                label=say("Interest to {day}", day=assessed.interest.until),
                value=words.kr(assessed.interest.total),
                figure=assessed.interest.figure,
            )
        )
    found.append(KeyFigure(label=say("Promises not kept"), value=str(len(m.broken))))
    if assessed.limitation:
        found.append(
            KeyFigure(
                label=say("Earliest limitation"),
                value=words.day(min(one.earliest for one in assessed.limitation)),
            )
        )
    return tuple(found)


def _not_ready(m: Material, evidence: Evidence, law: Sequence[LawRow], words: Words) -> tuple[str, ...]:
    say = words.say
    said = []
    if pending := sum(f.id not in evidence.decisions and not f.attributes.get("row") for f in evidence.live):
        said.append(say("{count} findings have not been accepted or rejected by a person.", count=pending))
    if unready := [b for b in m.broken if not b.ready]:
        said.append(say("{count} breaches have unanswered excuses.", count=len(unready)))
    if unseen := sum(u.outcome in ("needs_ocr", "unreadable", "unsupported") for u in m.unread):
        said.append(say("{count} of the inputs could not be read.", count=unseen))
    if weak := [row for row in law if row.confidence in ("secondary", "recalled")]:
        said.append(say("{count} rows of law rest on secondary sources.", count=len(weak)))
    return tuple(said)


def _pleaded(assessed: Assessed, case: Case, words: Words) -> tuple[PleadedClaim, ...]:
    say = words.say
    if not assessed.losses:
        return ()
    net = sum((loss.net for loss in assessed.losses), start=assessed.losses[0].net * 0)
    figure = assessed.losses[0].net_figure
    interest = assessed.interest.pleading if assessed.interest else ""
    claims = [
        PleadedClaim(
            number=1,
            text=say(
                "{vendor} is ordered to pay {customer} {amount}{interest}.",
                vendor=case.vendor.names[0],
                customer=case.customer.names[0],
                amount=words.kr(net),
                interest=say(" with {interest}", interest=interest) if interest else "",
            ),
            figure=figure,
        ),
        PleadedClaim(
            number=2,
            text=say(
                "{vendor} is ordered to pay the costs of the case.",
                vendor=case.vendor.names[0],
            ),
        ),
    ]
    reservation = say(
        "The right to raise the claim is reserved: ledger rows set apart may become part of the loss, and the loss "
        "described is claimed as a whole even where it is not yet put into figures."
    )
    claims[0] = claims[0].model_copy(update={"note": reservation})
    return tuple(claims)


def _notice(m: Material, words: Words) -> tuple[str, ...]:
    say = words.say
    said = []
    for term in m.of("term", "notice_rule"):
        said.append(
            say(
                "The contract's rule on notice: »{quote}« (exhibit {exhibit}, page {page}).",
                quote=" ".join(term.quote.split()),
                exhibit=term.place.exhibit,
                page=term.place.page,
            )
        )
    # Who wrote a letter is not always told; whose claim it is, is: not the vendor's, and not a newspaper's.
    papers = {e.number for e in m.exhibits if e.kind in ("letter", "mail", "minutes", "other")}
    raised = [
        i
        for i in m.of("loss", "claim", "penalty")
        if i.side != "vendor" and i.place.exhibit in papers and not i.negated and not i.hedged
    ]
    for claim in sorted(raised, key=lambda i: (i.document_date is None, str(i.document_date), i.id))[:5]:
        said.append(
            say(
                "Claim or notice raised {day}: »{quote}« (exhibit {exhibit}, page {page}).",
                day=words.day(claim.document_date) if claim.document_date else say("on an unknown day"),
                quote=" ".join(claim.quote.split()),
                exhibit=claim.place.exhibit,
                page=claim.place.page,
            )
        )
    if not raised:
        said.append(say("No notice of breach (reklamation) has been found in the evidence."))
    return tuple(said)


def _method(words: Words) -> tuple[str, ...]:
    say = words.say
    return (
        say("Every quote is cut from the stored text of its document and was looked up again for this dossier."),
        say(
            "Findings are made by written rules, each with its own examples; no finding is made by chance or by a "
            "learned model. Each finding names the rule that found it."
        ),
        say("Page furniture (menus, advertisements, teasers) is kept and not searched."),
        say(
            "Lost reimbursement is computed row by row from the municipality's own ledger: benefit paid × the state's "
            "share for the actual status on that day − what was received − what was regained; never below zero."
        ),
        say("Money is rounded to the øre, half away from zero, once, in the step named in the figure."),
        say("A row of law is used only with its source; recalled rows are used only where a person answers for them."),
    )
