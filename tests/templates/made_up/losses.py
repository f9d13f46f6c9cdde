"""The heads of loss of the made-up case, row by row, and the chain that leads to one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from claims.liability.chained import Chain, Link, OtherCause, Stretch
from claims.model import Deduction, Figure, LedgerLine, LedgerPlace, LossGroup, LossItem, OutlayLine, Swing, Uncertainty
from tests.templates.made_up.said import DAY, ODD, a_place

BENEFITS = ("kontanthjælp", "sygedagpenge", "arbejdsløshedsdagpenge")


def ledger(count: int) -> tuple[LossItem, dict[str, Figure]]:
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
                place=a_place(6),
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


def hours_lost(count: int) -> tuple[LossItem, dict[str, Figure]]:
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


def chain_to(loss: LossItem) -> Chain:
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
