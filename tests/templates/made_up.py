"""A rich dossier about invented parties, made with the model itself: the templates get what they will get."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from claims.levels.model import Bod, BodLine, CaseTime, ExceptedMinutes, ServiceLevels, ServiceMonth, TimeLevel
from claims.liability.chained import Chain, Link, OtherCause, Stretch
from claims.model import (
    Bar,
    Breach,
    CapScenario,
    ClaimPart,
    ClaimTotal,
    Condition,
    Deduction,
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
    Item,
    KeyFigure,
    LawRow,
    LedgerLine,
    LedgerPlace,
    Limitation,
    LossGroup,
    LossItem,
    NoticeLine,
    Objection,
    OutlayLine,
    Party,
    Place,
    PleadedClaim,
    Request,
    Swing,
    Uncertainty,
    Unread,
    When,
)

SHA = [hashlib.sha256(f"bilag {n}".encode()).hexdigest() for n in range(40)]
LONG = (
    "Leverandøren indestår for, at løsningen fra og med idriftsættelsesdagen kan udveksle oplysninger med kommunens "
    "økonomisystem, den fælleskommunale ydelsesportal, jobportalen og CV-indekset, og at "
    "arbejdsmarkedsparathedsvurderingsskemaer og aktiveringsdokumentation dannes, arkiveres og kan fremvises over for "
    "Arbejdsmarkedsstyrelsen uden manuel efterbehandling, jf. kravspecifikationens kapitel 7, punkt 7.2.1-7.2.14, idet "
    "manglende opfyldelse anses for væsentlig misligholdelse."
)
ODD = 'Brugeren så fejlen <script>alert("æøå & co")</script> på skærmen, og »intet« virkede'
EXOTIC = "Se vedlagte 😀 og grafen ∑ for Łódź, Ελλάδα og «Борис»: 5 ≥ 3 → ✓, ½ af 100 × 2 − 1 …"
HAPPY = "Vi er meget tilfredse med leverandørens indsats og har fået den hjælp, vi havde krav på"
DAY = timedelta(days=1)


def _place(exhibit: int, page: int = 1, row: int | None = None, label: str = "") -> Place:
    return Place(
        exhibit=exhibit, document=f"dokument-{exhibit}.pdf", sha256=SHA[exhibit], page=page, row=row, page_label=label
    )


def _item(number: int, label: str, kind: str, kind_text: str, quote: str, place: Place, **more: Any) -> Item:
    given: dict[str, Any] = {
        "id": f"f-{number:08x}",
        "label": label,
        "kind": kind,
        "kind_text": kind_text,
        "quote": quote,
        "place": place,
        "source": "kontrakt",
        "document_date": date(2008, 11, 14),
        "speaker": "Systemhuset A/S",
        "side": "vendor",
        "side_text": "leverandøren",
        "confidence": 0.9,
        "found_by": ("regel.en",),
    }
    return Item(**{**given, **more})


def _service() -> ServiceLevels:
    """Levels missed, with bod claimed, lost and still open; a name that must not be read as markup."""
    excepted = ExceptedMinutes(reason="cause", text=f"en andens årsag ({ODD})", minutes=Decimal("90.5"), rows=("f-x",))
    months = tuple(
        ServiceMonth(
            first=date(2010, n, 1), label=f"måned {n}", hours=14520, agreed=14400, clock=4000 * n, raw=300 * n,
            down=Decimal(200 * n), excepted=(excepted,) * (n % 3), outages=n, raw_percent=Decimal("97.93"),
            percent=Decimal("98.61"), target=Decimal("99.5"), met=n == 2, figure="F-300001",
            bod=Decimal("1750.00"), bod_text="tabt",
        )
        for n in range(1, 13)
    )  # fmt: skip
    lines = tuple(
        BodLine(
            label=f"måned {n}", first=date(2010, n, 1), last=date(2010, n, 28), steps=n, each=Decimal("1750.00"),
            full=Decimal("1750.00") * n, amount=Decimal("1750.00"), claim_by=date(2010, n, 28), claimed_on=None,
            status=status, status_text=LONG[:90], figure="F-300001",
        )
        for n, status in enumerate(get_args(BodLine.model_fields["status"].annotation), 1)
    )  # fmt: skip
    level = TimeLevel(
        what="fix", what_text="løst", priorities=("1", "1 - Kritisk"), limit=240, limit_text="4 timer", clause="11.2",
        source=None, cases=2, late=1, longest=765, unmeasured=1, figure="F-300001",
        rows=(CaseTime(item="f-x", minutes=765, late=True), CaseTime(item="f-y", minutes=12, late=False)),
    )  # fmt: skip
    bod = Bod(
        id="bod-abc123", what=ODD, of="availability", clause="16.3", scale=(LONG, "Højst 30 %."), terms=("f-x",),
        confirmed=False, lines=lines, total=Decimal("8750.00"), claimed=Decimal("1750.00"), paid=Decimal("0.00"),
        due=Decimal("1750.00"), open=Decimal("1750.00"), lost=Decimal("3500.00"), figure="F-300001", rule="paid_only",
        rule_text="Kun betalt bod trækkes fra.",
    )  # fmt: skip
    return ServiceLevels(
        definition=(LONG, "Ingen har bekræftet den."), confirmed=False, sources=("f-x",), months=months,
        unended=("f-y",), remarks=("En bemærkning.",), times=(level,),
        bod=(bod, bod.model_copy(update={"id": "bod-none", "lines": ()})), netting=(EXOTIC,),
    )  # fmt: skip


def _items() -> list[Item]:
    made = []
    promises = [
        ("delivery_date", "leveringsdato", "Systemet skal være klar til drift senest den 1. oktober 2009"),
        ("integration", "integration", LONG),
        ("availability", "tilgængelighed", "Tilgængeligheden er mindst 99,5 % målt pr. kalendermåned"),
        ("response_fix", "fejlrettelse", "Kritiske fejl rettes inden for 4 arbejdstimer"),
        ("compliance_documentation", "dokumentation", EXOTIC),
        ("support", "support", "Supporten er bemandet på alle hverdage kl. 7-18"),
        ("functionality", "funktion", "Jobplaner dannes automatisk\n   ved registrering af    aktivitet"),
        ("price_compensation", "pris", "Der betales ikke vederlag for perioder med nedbrud ud over det aftalte"),
    ]
    for n, (kind, text, quote) in enumerate(promises):
        made.append(
            _item(
                n,
                "promise",
                kind,
                text,
                quote,
                _place(1 + n % 3, 2 + n),
                strength="binding",
                bound="vendor",
                strength_text=("bindende", "indeståelse", "hensigt", "markedsføring")[n % 4],
                clause=f"{n + 3}.{n + 1}",
                when=When(
                    start=date(2009, 10, 1),
                    end=date(2009, 10, 1),
                    precision="day",
                    open=False,
                    text="senest den 1. oktober 2009",
                )
                if n == 0
                else None,
                standing="context" if n == 7 else "basis",
                remarks=("med forbehold",) if n == 7 else ("udsagn fra kommunens egen projektleder",) if n == 5 else (),
            )
        )
    incidents = [
        ODD,
        "Siden maj måned 2010 har vi ikke kunnet dokumentere over for staten, at borgerne har fået deres tilbud",
        "Systemet var nede hele formiddagen, og 43 sagsbehandlere måtte gå hjem",
        "Integrationen til ydelsessystemet er stadig ikke leveret, jf. referat af 3. marts 2010, punkt 4",
        "Vi mistede alle registreringer fra uge 37",
        "Svartiderne er steget til over to minutter pr. skærmbillede",
        "Systemet kom først i drift den 3. maj 2010",
        "Leverandøren oplyser, at fejlen i den statslige portal er rettet",
    ]
    for n, quote in enumerate(incidents):
        made.append(
            _item(
                100 + n,
                "incident",
                "outage",
                ("nedbrud", "manglende dokumentation", "integrationsfejl")[n % 3],
                quote,
                _place(4 + n % 3, 1 + n),
                source="mødereferat",
                document_date=date(2010, 6, 1 + n),
                side="customer",
                speaker="jobcenterchef Stine Prøve" if n % 2 else None,
                side_text="kommunen",
                when=When(start=date(2010, 5, 1), end=None, precision="month", open=True, text="siden maj 2010"),
                system="FlowJob Jobcenter",
                consequence="ingen refusion for de berørte uger" if n == 1 else None,
                remarks=("genfortalt",) if n == 2 else ("anden årsag: statslig portal",) if n == 7 else (),
                standing="adverse" if n == 7 else "basis",
                reported=n == 2,
            )
        )
    for n in range(24):
        opened = date(2010, 2, 1) + n * 17 * DAY
        made.append(
            _item(
                200 + n,
                "incident",
                "slow" if n % 3 else "outage",
                "langsom drift" if n % 3 else "nedbrud",
                f"Login fejler for alle brugere i modtagelsen ({n} samtidige henvendelser)",
                _place(7, 1, n + 2, "Log"),
                source="hændelseslog",
                document_date=None,
                speaker=None,
                side="author",
                side_text="loggen",
                ticket=f"INC-{n:04}",
                when=When(
                    start=opened,
                    end=opened,
                    precision="minute",
                    open=False,
                    text=f"{opened.day}.{opened.month}.{opened.year} kl. 08.15-10.40",
                ),
            )
        )
    made.append(
        _item(
            300,
            "adverse",
            "satisfaction",
            "tilfredshed",
            HAPPY,
            _place(8),
            standing="adverse",
            source="avisartikel",
            side="customer",
            side_text="kommunen",
        )
    )
    made.append(
        _item(
            301, "adverse", "acceptance", "godkendelse", "Overtagelsesprøven godkendes", _place(5), standing="adverse"
        )
    )
    made.append(
        _item(
            302,
            "loss",
            "extra_cost",
            "merudgift",
            "Vi har brugt mindst 1,2 mio. kr. på vikarer",
            _place(8),
            amount_dkk=Decimal("1200000.00"),
            side="customer",
            side_text="kommunen",
        )
    )
    made.append(
        _item(
            303,
            "term",
            "liability_cap",
            "ansvarsloft",
            "Det samlede ansvar kan ikke overstige 50 % af vederlaget",
            _place(1, 9),
            clause="14.2",
        )
    )
    made.append(_item(304, "loss", "claim", "krav", "Kommunen forbeholder sig at gøre krav gældende", _place(6)))
    return made


BENEFITS = ("kontanthjælp", "sygedagpenge", "arbejdsløshedsdagpenge")


def _ledger(count: int) -> tuple[LossItem, dict[str, Figure]]:
    figures: dict[str, Figure] = {}
    lines: list[LedgerLine] = []
    groups: dict[str, list[LedgerLine]] = {}
    months = ("maj 2010", "juni 2010", "juli 2010", "august 2010", "september 2010")
    for n in range(count):
        paid = Decimal(9000 + 37 * n) + Decimal(n % 100) / 100
        due = (paid * Decimal("0.65")).quantize(Decimal("0.01"))
        got = (paid * Decimal("0.35")).quantize(Decimal("0.01"))
        place = LedgerPlace(document="refusion.xlsx", exhibit=9, sheet="Ark1", row=n + 2)
        figure = Figure(
            id=f"F-{0x100000 + n:06x}",
            label=f"Tab, række {n + 2}",
            value=due - got,
            step="reimbursement.row",
            formula="udbetalt × sats − modtaget",
            rows=(place,),
            law=("refusion#kontanthjaelp-2010",),
        )
        figures[figure.id] = figure
        line = LedgerLine(
            place=place,
            person=f"B{n:04}",
            benefit=BENEFITS[n % 3],
            start=date(2010, 5, 3),
            end=date(2010, 5, 9),
            registered="passiv" if n % 4 else "",
            actual="aktiv i virksomhedspraktik",
            channel="B",
            proof="aktiveringsplan, journal" if n % 5 else "",
            paid=paid,
            share=Decimal(65),
            due=due,
            received=got,
            recovered=Decimal("0.00"),
            loss=due - got,
            figure=figure.id,
            law=figure.law,
        )
        lines.append(line)
        groups.setdefault(f"{BENEFITS[n % 3]}, {months[n % 5]}", []).append(line)
    summed: list[LossGroup] = []
    for n, (label, rows) in enumerate(groups.items()):
        total = sum((row.loss or Decimal(0) for row in rows), Decimal(0))
        figure = Figure(
            id=f"F-{0x200000 + n:06x}",
            label=label,
            value=total,
            step="sum",
            formula=f"summen af {len(rows)} linjer",
            figures=tuple(r.figure or "" for r in rows),
        )
        figures[figure.id] = figure
        summed.append(
            LossGroup(
                label=label,
                benefit=rows[0].benefit.capitalize(),
                month=date(2010, 5 + months.index(label.split(", ")[1]), 1),
                rows=len(rows),
                paid=sum((r.paid for r in rows), Decimal(0)),
                loss=total,
                figure=figure.id,
                due=sum((r.due or Decimal(0) for r in rows), Decimal(0)),
                recovered=Decimal("0.00"),
                received=sum((r.received for r in rows), Decimal(0)),
            )
        )
    gross = sum((group.loss for group in summed), Decimal(0))
    bod = Decimal("75000.00")
    figures["F-300001"] = Figure(
        id="F-300001",
        label="Bruttotab",
        value=gross,
        step="sum",
        formula="summen af grupperne",
        figures=tuple(group.figure for group in summed),
    )
    figures["F-300002"] = Figure(
        id="F-300002",
        label="Bod krediteret",
        value=bod,
        step="deduction",
        assumptions=("deduction: Bod krediteret for 3. kvartal 2010 = 75.000,00 kr.",),
    )
    figures["F-300003"] = Figure(
        id="F-300003", label="Nettotab", value=gross - bod, step="net", figures=("F-300001", "F-300002")
    )
    apart = tuple(
        line.model_copy(update={"apart": reason, "loss": line.loss, "figure": None})
        for line, reason in zip(lines, ("genindvundet", "uden for kravsperioden", "intet bevis") * 4, strict=False)
    )
    figures["F-300004"] = Figure(id="F-300004", label="Udskilt", value=Decimal("1234.50"), step="sum")
    item = LossItem(
        id="tab-1",
        title="Tabt statsrefusion",
        method="Hver linje i kommunens refusionsoversigt er regnet for sig.",
        rule="Aktivering registreret for sent gav 35 % i stedet for 65 % refusion.",
        gross=gross,
        net=gross - bod,
        gross_figure="F-300001",
        net_figure="F-300003",
        groups=tuple(summed),
        lines=tuple(lines),
        apart=apart,
        apart_groups=(
            LossGroup(
                label="genindvundet",
                rows=12,
                paid=Decimal("9000.00"),
                due=Decimal("5850.00"),
                received=Decimal("3150.00"),
                recovered=Decimal(0),
                loss=Decimal("1234.50"),
                figure="F-300004",
            ),
        ),
        deductions=(
            Deduction(
                label="Bod krediteret for 3. kvartal 2010",
                amount=bod,
                figure="F-300002",
                evidence="kreditnota.eml",
                place=_place(6),
            ),
        ),
        uncertainty=Uncertainty(
            low=gross - bod - 20000,
            main=gross - bod,
            high=gross - bod + 5000,
            low_figure="F-300002",
            high_figure="F-300002",
            swings=(
                Swing(
                    label="Forsinkelse, der var kommet alligevel",
                    low=gross - bod - 15000,
                    high=gross - bod + 5000,
                    range_text="5 % til 10 %, hovedværdi 7 %",
                ),
                Swing(label="Sparet tilbud", low=gross - bod - 5000, high=gross - bod, range_text="0 til 5.000 kr."),
            ),
            p10=gross - bod - 9000,
            p50=gross - bod - 2000,
            p90=gross - bod + 2000,
            p50_figure="F-300002",
            draws=10000,
            seed=1,
        ),
        warnings=("Reglen var suspenderet i juli 2010; linjer derfra er udskilt.",),
    )
    return item, figures


def _hours(count: int) -> tuple[LossItem, dict[str, Figure]]:
    """A head of hours, so many rows of it, computed and not claimed."""
    lines, figures = [], {}
    for n in range(count):
        figure = f"F-4{n:05x}"
        hours = Decimal(n % 7 + 1) + Decimal("0.25")
        place = LedgerPlace(document="timer.xlsx", exhibit=10, sheet="Timer", row=n + 2)
        day = date(2010, 5, 3) + n % 200 * DAY
        lines.append(
            OutlayLine(
                place=place, start=day, end=day + (n % 5 == 0) * 4 * DAY, party=("AKL", "Team 2")[n % 2],
                what="Genindtastning af jobplaner efter nedbrud", incident=f"INC-{n % 24:04}", number="",
                proof="tidsregistrering", hours=hours, rate=Decimal("352.40"), amount=hours * Decimal("352.40"),
                figure=figure,
            )
        )  # fmt: skip
        figures[figure] = Figure(
            id=figure, label=f"Timer {n}", value=hours * Decimal("352.40"), step="outlay.row", rows=(place,),
            formula=f"{hours} timer × 352,40 kr.",
        )  # fmt: skip
    gross = sum((figure.value for figure in figures.values()), Decimal(0))
    for ident, label in (("F-500001", "Tabt arbejdstid"), ("F-500002", "Maj 2010"), ("F-500003", "Uden for perioden")):
        figures[ident] = Figure(id=ident, label=label, value=gross, step="sum")
    apart = [line.model_copy(update={"apart": "uden for kravsperioden", "figure": None}) for line in lines[:2]]
    item = LossItem(
        id="lost_time", title="Tabt arbejdstid", method="Timer × sats.", rule="Løn er ikke i sig selv et tab.",
        gross=gross, net=gross, gross_figure="F-500001", net_figure="F-500001",
        groups=(LossGroup(label="Maj 2010", rows=count, hours=Decimal("22.50"), loss=gross, figure="F-500002"),),
        apart_groups=(LossGroup(label="Uden for perioden", rows=2, loss=Decimal("881.00"), figure="F-500003"),),
        outlays=tuple(lines), outlays_apart=tuple(apart), claimed=False, claim_text="Var tiden et tab?",
    )  # fmt: skip
    return item, figures


def _chain(loss: LossItem) -> Chain:
    """From promise to amount, broken at the registration, with another cause cut out."""
    links = (
        Link(kind="promise", title="Løfte", text="Hvad leverandøren havde påtaget sig.", items=("f-00000000",)),
        Link(kind="breach", title="Misligholdelse", text="Ikke holdt.", breaches=("b-0001",)),
        Link(kind="incident", title="Hændelse", text="Registreringer gik tabt.", items=("f-00000064", "f-00000065")),
        Link(kind="registration", title="Manglende registrering", text="Rækkerne.", missing="Ingen række har bevis."),
        Link(kind="amount", title="Afregnet beløb", text="Forskellen.", figures=(loss.gross_figure, loss.net_figure)),
    )
    stretches = tuple(
        Stretch(start=first, end=None, text="Efter et skifte.", rows=n, loss=loss.gross / 2, figure=loss.gross_figure)
        for n, first in enumerate((None, date(2010, 9, 1)), 1)
    )
    cause = OtherCause(
        cause=f"Portalen var nede ({ODD})", items=("f-0000006b",), incidents=1, minutes=90, share=Decimal("12.50"),
        figure="F-300001",
    )  # fmt: skip
    return Chain(head=loss.id, title=loss.title, links=links, stretches=stretches, other_causes=(cause,))


def _chronology() -> tuple[Bar, ...]:
    made = [
        Bar(
            lane="promise",
            label="Kontrakt underskrevet",
            start=date(2008, 11, 14),
            end=date(2008, 11, 14),
            precision="day",
            item="f-00000000",
        ),
        Bar(
            lane="promise",
            label="Klar til drift senest 1. oktober 2009",
            start=date(2009, 10, 1),
            end=date(2009, 10, 1),
            precision="day",
            item="f-00000001",
        ),
        Bar(
            lane="promise",
            label="Integration til ydelsessystemet",
            start=date(2009, 10, 1),
            end=date(2010, 1, 31),
            precision="month",
            item="f-00000002",
        ),
        Bar(lane="promise", label="Tilgængelighed mindst 99,5 %", start=date(2009, 10, 1), end=None, precision="day"),
        Bar(
            lane="incident",
            label="Manglende dokumentation over for staten",
            start=date(2010, 5, 1),
            end=None,
            precision="month",
            item="f-00000065",
        ),
        Bar(
            lane="incident",
            label="Først i drift 3. maj 2010",
            start=date(2010, 5, 3),
            end=date(2010, 5, 3),
            precision="day",
        ),
        Bar(
            lane="adverse",
            label="Overtagelsesprøven godkendt",
            start=date(2010, 6, 1),
            end=date(2010, 6, 30),
            precision="month",
            item="f-0000012d",
        ),
        Bar(lane="other", label="Påkrav sendt", start=date(2011, 10, 3), end=date(2011, 10, 3), precision="day"),
    ]
    for n in range(14):
        year, month = 2010 + (n + 1) // 12, (n + 1) % 12 + 1
        made.append(
            Bar(
                lane="incident",
                label=("nedbrud", "langsom drift", "datatab")[n % 3],
                start=date(year, month, 1),
                end=date(year, month, 28),
                precision="month",
                count=n % 5 + 1,
            )
        )
    return tuple(made)


def dossier(lines: int = 190) -> Dossier:
    """The full one."""
    items = {item.id: item for item in _items()}
    ids = list(items)
    loss, figures = _ledger(lines)
    hours, more = _hours(lines // 10 if lines < 400 else lines)
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
            status=status,  # type: ignore[arg-type]
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
        chronology=_chronology(),
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
                kind=kind,  # type: ignore[arg-type]
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
        chains=(_chain(loss),),
        losses=(loss, hours),
        total=ClaimTotal(parts=heads, amount=loss.net, figure=loss.net_figure),
        service=_service(),
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
                rule="f-0000012f", rule_text="30 dage", latest=date(2009, 11, 1), in_time=False, place=_place(4),
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
