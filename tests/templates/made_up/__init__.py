"""A rich dossier about invented parties, made with the model itself: the templates get what they will get."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from claims.model import (
    Breach,
    CapScenario,
    ClaimPart,
    ClaimTotal,
    Condition,
    Dossier,
    Excuse,
    Exhibit,
    Fact,
    Figure,
    Gap,
    Interest,
    InterestAlternative,
    InterestConvention,
    InterestRow,
    KeyFigure,
    LawRow,
    Limitation,
    NoticeLine,
    Objection,
    Party,
    PleadedClaim,
    Request,
    Unread,
)
from tests.templates.made_up.course import chronology
from tests.templates.made_up.losses import chain_to, hours_lost, ledger
from tests.templates.made_up.said import SHA, a_place, all_items
from tests.templates.made_up.service import service_levels


def dossier(lines: int = 190) -> Dossier:
    """The full one."""
    items = {item.id: item for item in all_items()}
    ids = list(items)
    loss, figures = ledger(lines)
    hours, more = hours_lost(lines // 10 if lines < 400 else lines)
    figures |= more
    heads = tuple(
        ClaimPart(
            head=one.id, title=one.title, gross=one.gross, deducted=one.gross - one.net, net=one.net,
            claimed=one.claimed, figure=one.net_figure,
        )
        for one in (loss, hours)
    )  # fmt: skip
    excuses = (
        Excuse(kind="customer_delay", kind_text="kommunens egen forsinkelse"),
        Excuse(kind="acceptance", kind_text="godkendelse", items=("f-0000012d",), answer="Forbeholdt i referatet."),
        Excuse(kind="third_party", kind_text="tredjemand", items=("f-0000006b",)),
    )
    statuses = (
        ("late", "forsinket"),
        ("breached", "misligholdt"),
        ("partly", "delvis opfyldt"),
        ("kept", "opfyldt"),
        ("superseded", "afløst"),
        ("excused", "undskyldt"),
        ("cannot_tell", "kan ikke afgøres"),
    )
    breaches = tuple(
        Breach(
            id=f"b-{n:04x}",
            promise=f"f-{n:08x}",
            # Runs through the literals of the field.
            status=status,  # type: ignore[arg-type]  # one of the literals
            status_text=text,
            test="Klar senest 1. oktober 2009; i drift 3. maj 2010: 214 dage for sent.",
            figures=("F-300005",),
            incidents=tuple(ids[8 + n : 11 + n]),
            incidents_total=3 + 9 * n,
            excuses=excuses,
            ready=n == 3,
            superseded_by="f-00000003" if status == "superseded" else None,
        )
        for n, (status, text) in enumerate(statuses)
    )
    figures["F-300005"] = Figure(
        id="F-300005",
        label="Dage for sent",
        value=Decimal(214),
        unit="days",
        step="delay",
        findings=("f-00000000", "f-0000006a"),
    )
    figures["F-300006"] = Figure(
        id="F-300006",
        label="Rente i alt",
        value=Decimal("12345.67"),
        step="interest",
        law=("renteloven.referencesats#2011-07-01",),
    )
    figures["F-300007"] = Figure(
        id="F-300007",
        label="Loft",
        value=Decimal("2000000.00"),
        step="cap",
        findings=("f-0000012f",),
        formula="50 % × 4.000.000,00 kr.",
    )
    exhibits = tuple(
        Exhibit(
            number=n,
            sha256=SHA[n],
            document_id=f"d-{SHA[n][:8]}",
            name=f"dokument-{n}.pdf",
            kind="minutes",
            title=f"Referat af styregruppemøde nr. {n} om arbejdsmarkedsparathedsvurderingsskemaer"
            if n % 4 == 2
            else f"Dokument {n}",
            kind_text="mødereferat",
            kind_reason="overskriften «Referat»",
            date=date(2010, 1, n) if n % 5 else None,
            date_reason="datolinje på side 1" if n % 5 else "ingen dato",
            pages=n,
            size=12_345 * n,
            parent=3 if n == 6 else None,
            outcome="read",
            outcome_text="læst",
            findings=n,
            notes=("Side 2 er et billede uden tekst",) if n == 4 else (),
        )
        for n in range(1, 15)
    )
    law = (
        LawRow(
            id="refusion#kontanthjaelp-2010",
            table="Refusionssatser",
            value="65 % / 35 %",
            cite="LAB § 117 (2010)",
            valid_from=date(2010, 1, 1),
            valid_to=date(2010, 12, 31),
            confidence="secondary",
            confidence_text="fra vejledning",
        ),
        LawRow(
            id="renteloven.referencesats#2011-07-01",
            table="Referencesats",
            value="1,05 %",
            valid_from=date(2011, 7, 1),
            valid_to=None,
            cite="Renteloven § 5, stk. 1",
            confidence="recalled",
            confidence_text="efter hukommelsen",
            url="https://www.retsinformation.dk/eli/lta/2014/459",
        ),
    )
    interest = Interest(
        principal=loss.net,
        start=date(2011, 11, 3),
        until=date(2012, 6, 29),
        start_rule="Rente fra 30 dage efter påkrav, renteloven § 3, stk. 2.",
        convention="Faktiske dage/faktisk år.",
        rows=tuple(
            InterestRow(
                start=a,
                end=b,
                days=(b - a).days + 1,
                rate=Decimal("8.05"),
                reference=Decimal("1.05"),
                addition=Decimal("7.00"),
                amount=amount,
                law=("renteloven.referencesats#2011-07-01",),
            )
            for a, b, amount in (
                (date(2011, 11, 3), date(2011, 12, 31), Decimal("5000.00")),
                (date(2012, 1, 1), date(2012, 6, 29), Decimal("7345.67")),
            )
        ),
        total=Decimal("12345.67"),
        figure="F-300006",
        notes=("Der er ikke regnet rentes rente.",),
        alternatives=(
            InterestAlternative(
                rule="§ 3, stk. 2", why="30 dage efter påkravet", start=date(2011, 11, 3), total=Decimal("12345.67"),
                figure="F-300006", chosen=True,
            ),
            InterestAlternative(
                rule="§ 3, stk. 5", why="Hver måneds tab", start=None, total=None, figure=None,
                note="Satsen er ikke efterprøvet.",
            ),
        ),
        conventions=(
            InterestConvention(
                convention="Faktiske dage over 365", first_left_out=Decimal("12345.67"),
                first_counted=Decimal("12400.00"), figures=("F-300006", "F-300006"), chosen=True,
            ),
        ),
        pleading="Procesrente fra den 3. november 2011, til betaling sker.",
    )
    facts = tuple(
        Fact(
            day=("november 2008", "1. oktober 2009", "maj 2010")[n % 3],
            sort=date(2009, 1 + n, 1),
            sentence="Leverandøren påtog sig at levere et system, der kunne dokumentere kommunens indsats over for "
            "staten, og at gøre det rettidigt."
            if n % 2
            else "Parterne indgik aftale.",
            items=(ids[n], ids[n + 9]),
            status="contested" if n == 4 else "supported",
        )
        for n in range(7)
    )
    titles = (
        ("basis", "Ansvarsgrundlag"),
        ("loss", "Tab"),
        ("causation", "Årsagssammenhæng"),
        ("foreseeability", "Påregnelighed"),
    )
    return Dossier(
        made_by="kravsag 0.1.0",
        language="da",
        title='Nørreby Kommune mod "Systemhuset" A/S',
        as_of=date(2012, 6, 29),
        draft=True,
        content_hash=SHA[0],
        systems=("FlowJob", "FlowJob Jobcenter"),
        customer=Party(name="Nørreby Kommune", cvr="12345678", address="Rådhuspladsen 1, 9999 Nørreby"),
        vendor=Party(name="Systemhuset A/S", aliases=("Systemhuset",), cvr="87654321"),
        summary=(
            "Systemhuset A/S lovede et system klar til drift den 1. oktober 2009.",
            "Det kom i drift den 3. maj 2010, 214 dage for sent.",
            "Kommunen mistede statsrefusion for 300 borgerforløb.",
        ),
        key_figures=(
            KeyFigure(label="Nettotab", value="1.234.567,89 kr.", figure="F-300003"),
            KeyFigure(label="Renter til 29. juni 2012", value="12.345,67 kr.", figure="F-300006"),
            KeyFigure(label="Misligholdelser", value="3"),
            KeyFigure(label="Dage for sent", value="214"),
        ),
        not_ready=("To undskyldninger er ubesvarede.", "Én lovrække er ikke efterprøvet."),
        notices=("Bilag 4, side 2 er ikke læst.",),
        pleaded=(
            PleadedClaim(
                number=1,
                text="Systemhuset A/S skal til Nørreby Kommune betale 1.234.567,89 kr. med tillæg af "
                "procesrente fra den 3. november 2011, til betaling sker.",
                figure="F-300003",
            ),
            PleadedClaim(
                number=2,
                text="Systemhuset A/S skal anerkende at have misligholdt kontrakten.",
                note="Nedlægges for det tilfælde, at tabet ikke kan gøres op.",
            ),
        ),
        facts=facts,
        chronology=chronology(),
        items=items,
        promises=tuple(ids[:8]),
        incidents=tuple(ids[8:16]),
        incident_log=tuple(ids[16:40]),
        adverse=("f-0000012c", "f-0000012d", "f-0000006b"),
        stated_losses=("f-0000012e",),
        terms=("f-0000012f",),
        breaches=breaches,
        untested_promises=("f-00000007",),
        unmatched_incidents=("f-00000064", "f-000000c8"),
        conditions=tuple(
            Condition(
                # Runs through the literals of the field.
                kind=kind,  # type: ignore[arg-type]  # one of the literals
                title=title,
                text=(
                    "Leverandøren har pådraget sig ansvar efter dansk rets "
                    "almindelige regler.",
                ),
                support=tuple(ids[:3]),
                breaches=("b-0001",),
                figures=("F-300001",),
                missing=("Skønsmandens erklæring",) if kind == "causation" else (),
            )
            for kind, title in titles
        ),
        chains=(chain_to(loss),),
        losses=(loss, hours),
        total=ClaimTotal(parts=heads, amount=loss.net, figure=loss.net_figure),
        service=service_levels(),
        caps=(
            CapScenario(
                name="Intet loft", text="Grov uagtsomhed sætter loftet ud af kraft.", amount=loss.net, figure="F-300003"
            ),
            CapScenario(
                name="50 % af vederlaget",
                text="Punkt 14.2 efter sin ordlyd.",
                amount=Decimal("2000000.00"),
                figure="F-300007",
                decided_by=("f-0000012f",),
            ),
        ),
        interest=interest,
        limitation=(
            Limitation(
                breach="b-0000",
                what="Forsinket levering",
                basis="Kommunen vidste det den 3. maj 2010.",
                start=date(2010, 5, 3),
                earliest=date(2013, 5, 3),
                latest=date(2020, 5, 3),
                steps=("3 år fra kendskab, forældelsesloven § 3, stk. 2",),
                days_left=308,
                interrupted=False,
            ),
            Limitation(
                breach="",
                what="Kravet som helhed",
                basis="Udført ydelse.",
                start=date(2008, 11, 14),
                earliest=date(2011, 11, 14),
                latest=date(2018, 11, 14),
                steps=(),
                days_left=-228,
                interrupted=False,
            ),
        ),
        notice=("Kommunen reklamerede første gang den 3. marts 2010 (Bilag 4).",),
        notices_given=(
            NoticeLine(
                what="Forsinkelsen", discovered=date(2009, 10, 2), given=date(2010, 3, 3), days=152,
                rule="f-0000012f", rule_text="30 dage", latest=date(2009, 11, 1), in_time=False, place=a_place(4),
            ),
            NoticeLine(what="Svartiden", discovered=date(2010, 3, 1), given=date(2010, 3, 3), days=2),
        ),
        objections=(
            Objection(
                kind="acceptance",
                title="Leverancen er godkendt",
                text="Overtagelsesprøven blev godkendt.",
                items=("f-0000012d",),
                answer="Godkendelsen skete med forbehold.",
                strength="strong",
            ),
            Objection(kind="no_loss", title="Intet tab", text="Borgerne fik deres tilbud.", strength="weak"),
        ),
        gaps=(Gap(what="Driftsrapporter for 2010", where="leverandøren", remedy="Opfordring 1"),),
        requests=(
            Request(
                number=1,
                text="at fremlægge driftsrapporter for perioden 1. oktober 2009 til og med 31. december 2010",
                fact="at tilgængeligheden lå under 99,5 %",
                items=("f-00000002",),
            ),
        ),
        exhibits=exhibits,
        intake={"læst": 14, "dublet": 1, "kunne ikke læses": 1},
        unread=(
            Unread(
                path="indkommet/skadet.pdf",
                outcome="unreadable",
                outcome_text="kunne ikke læses",
                reason="Filen slutter midt i et objekt.",
                sha256=SHA[30],
            ),
        ),
        figures=figures,
        law=law,
        method=("Fund er gjort af regler, der står i programmet; ingen model har formuleret noget.",),
    )


def english(lines: int = 30) -> Dossier:
    """The same, said in English."""
    return dossier(lines).model_copy(update={"language": "en", "title": "Nørreby Kommune v Systemhuset A/S"})


def empty() -> Dossier:
    """A case in which nothing has been found."""
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "summary",
            "key_figures",
            "not_ready",
            "pleaded",
            "facts",
            "chronology",
            "promises",
            "incidents",
            "incident_log",
            "adverse",
            "stated_losses",
            "terms",
            "breaches",
            "untested_promises",
            "unmatched_incidents",
            "conditions",
            "losses",
            "caps",
            "limitation",
            "notice",
            "notices_given",
            "objections",
            "gaps",
            "requests",
            "exhibits",
            "unread",
            "law",
            "method",
            "notices",
            "systems",
        ),
        (),
    )
    none: dict[str, Any] = {"items": {}, "figures": {}, "interest": None, "total": None, "intake": {}}
    return dossier(3).model_copy(update={**nothing, **none})
