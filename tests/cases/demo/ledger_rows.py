"""The municipality's reimbursement ledger of the sample case, row by row.

It is made by plain counting, without chance: the same rows every time. Nothing is computed here but what a clerk would
have had before her: what was paid, how the case stood in the system, how it was, and what the state settled. What the
rows are worth as a claim is worked out elsewhere (``hand.py``, and the product), never here.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

HEADINGS = (
    "borger",
    "ydelse",
    "fra",
    "til",
    "uge",
    "udbetalt",
    "registreret",
    "faktisk",
    "bevis",
    "refusion",
    "stand",
    "genindvundet",
    "kanal",
)

#: Monthly kontanthjælp as paid: full rates (provider, other, young) and some lowered by income or a part month.
KONTANTHJAELP = {
    2010: ("9857", "13096", "9857", "6351", "8412.35", "13096", "9857", "11240", "9857", "7925.50"),
    2011: ("10044", "13345", "6472", "10044", "9120.75", "13345", "10044"),
}
DAGPENGE = {2010: ("3760", "3760", "3215", "3760", "2506.65"), 2011: ("3830", "3830", "3264", "3830", "2553.35")}
SYGEDAGPENGE = {2010: ("3760", "3760", "3408", "2980.50"), 2011: ("3830", "3830", "3470")}

#: What shows that the offer was held. Kept in the municipality's own archive, not among the exhibits.
PROOFS = (
    "Praktikaftale, mappe {n}",
    "Faktura fra anden aktør nr. 10-{n}",
    "Fremmødeliste, uge-mappe {n}",
    "Indkaldelsesbrev og fremmødeliste, mappe {n}",
    "Kursusbevis, mappe {n}",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ledger, as the clerk has it."""

    borger: str
    ydelse: str
    fra: date
    til: date
    uge: int | None
    udbetalt: Decimal
    registreret: str
    faktisk: str
    bevis: str
    refusion: Decimal
    stand: str
    genindvundet: Decimal
    kanal: str


def settled(paid: Decimal, percent: int) -> Decimal:
    """What the state settled: a share of the benefit, to the øre, half away from zero."""
    return (paid * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def month_end(first: date) -> date:
    return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])


class Book:
    """Rows as they are entered, with running numbers for people, proofs and amounts."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._person = 1000
        self._proof = 200
        self._pick = 0

    def person(self) -> str:
        self._person += 7
        return f"NB-{self._person}"

    def proof(self) -> str:
        self._proof += 1
        return PROOFS[self._proof % len(PROOFS)].format(n=self._proof)

    def amount(self, sizes: tuple[str, ...]) -> Decimal:
        self._pick += 1
        return Decimal(sizes[self._pick % len(sizes)])

    def months(
        self,
        *,
        first: tuple[int, int],
        count: int,
        registered: str,
        actual: str,
        percent: int,
        channel: str,
        state: str = "refused",
        proof: bool = True,
    ) -> None:
        """One person on kontanthjælp for some whole months; ``percent`` is what the state settled."""
        who, paid = self.person(), self.amount(KONTANTHJAELP[first[0]])
        for i in range(count):
            year, month = first[0] + (first[1] - 1 + i) // 12, (first[1] - 1 + i) % 12 + 1
            start = date(year, month, 1)
            self.enter(
                who,
                "kontanthjaelp",
                start,
                month_end(start),
                None,
                paid,
                registered,
                actual,
                self.proof() if proof else "",
                percent,
                state,
                channel,
            )

    def weeks(
        self,
        *,
        benefit: str,
        first: date,
        count: int,
        length: int = 1,
        week: int | None = None,
        registered: str,
        actual: str,
        percent: int,
        channel: str,
        state: str = "refused",
        proof: bool = True,
    ) -> None:
        """One person on a weekly benefit; ``length`` weeks a row, ``week`` the week of the spell it starts in."""
        sizes = (DAGPENGE if benefit == "a-dagpenge" else SYGEDAGPENGE)[first.year]
        who, paid = self.person(), self.amount(sizes) * length
        for i in range(count):
            start = first + timedelta(weeks=i * length)
            end = start + timedelta(days=7 * length - 1)
            self.enter(
                who,
                benefit,
                start,
                end,
                None if week is None else week + i * length,
                paid,
                registered,
                actual,
                self.proof() if proof else "",
                percent,
                state,
                channel,
            )

    def enter(
        self,
        who: str,
        benefit: str,
        start: date,
        end: date,
        week: int | None,
        paid: Decimal,
        registered: str,
        actual: str,
        proof: str,
        percent: int,
        state: str,
        channel: str,
        recovered: str = "0",
    ) -> None:
        self.rows.append(
            Row(
                who,
                benefit,
                start,
                end,
                week,
                paid,
                registered,
                actual,
                proof,
                settled(paid, percent),
                state,
                Decimal(recovered),
                channel,
            )
        )


def rows() -> list[Row]:
    """All rows, sorted by first day and person."""
    book = Book()
    _kontanthjaelp_2010(book)
    _kontanthjaelp_2011(book)
    _dagpenge(book)
    _sygedagpenge(book)
    _traps(book)
    return sorted(_recover(book.rows), key=lambda r: (r.fra, r.borger, r.kanal, r.til))


def _kontanthjaelp_2010(book: Book) -> None:
    late, passive, active = "ikke rettidigt tilbud", "passiv", "aktiv"
    for i in range(26):  # the offer began in time, its registration was lost: settled at 0
        first = (2010, 5 + i % 6)
        book.months(
            first=first,
            count=3 if first[1] <= 10 else 2,
            registered=late if i % 5 else "",
            actual=active,
            percent=0,
            channel="G",
            state="window_closed" if i % 9 == 8 else "refused",
        )
    for i in range(6):  # exempt from offers: should have had the passive share, was settled at 0
        book.months(
            first=(2010, 6 + i), count=2 if i < 5 else 1, registered=late, actual=passive, percent=0, channel="G"
        )
    for i in range(24):  # in an offer, registered passive
        first = (2010, 5 + i % 7)
        book.months(
            first=first,
            count=3 if first[1] <= 10 else 2,
            registered=passive,
            actual=active,
            percent=35,
            channel="B",
            state="window_closed" if i % 8 == 7 else "refused",
        )


def _kontanthjaelp_2011(book: Book) -> None:
    late = "ikke rettidigt tilbud"
    for i, actual in enumerate(("virksomhedspraktik", "vejledning og opkvalificering", "ordinær uddannelse") * 5):
        first = (2011, 1 + i % 5)
        book.months(first=first, count=2, registered=late if i % 4 else "", actual=actual, percent=0, channel="G")
    for i in range(9):
        book.months(
            first=(2011, 1 + i % 5),
            count=2,
            registered="passiv",
            actual="virksomhedspraktik" if i % 3 else "ordinær uddannelse",
            percent=30,
            channel="B",
        )


def _dagpenge(book: Book) -> None:
    for i in range(6):  # 2010: the window for correction stands open 260 weeks; two are beyond repair
        book.weeks(
            benefit="a-dagpenge",
            first=date(2010, 8, 2) + timedelta(weeks=2 * i),
            count=4,
            week=22 + 3 * i,
            registered="passiv",
            actual="aktiv",
            percent=50,
            channel="B",
            state=("recoverable", "refused", "recovered")[i % 3],
        )
    for i, actual in enumerate(("virksomhedspraktik", "vejledning og opkvalificering", "ordinær uddannelse") * 3):
        book.weeks(
            benefit="a-dagpenge",
            first=date(2011, 1, 31) + timedelta(weeks=2 * i),
            count=4,
            week=30 + i,
            registered="ikke rettidigt tilbud",
            actual=actual,
            percent=0,
            channel="A",
            state="recoverable" if i == 4 else "refused",
        )


def _sygedagpenge(book: Book) -> None:
    for i in range(7):
        book.weeks(
            benefit="sygedagpenge",
            first=date(2010, 5, 31) + timedelta(weeks=3 * i),
            count=2,
            length=4,
            week=12 + i,
            registered="uge 9-52 passiv",
            actual="uge 9-52 aktiv (gradvis tilbage eller tilbud)",
            percent=35,
            channel="B",
        )
    for i in range(5):
        book.weeks(
            benefit="sygedagpenge",
            first=date(2011, 1, 10) + timedelta(weeks=3 * i),
            count=2,
            length=4,
            week=14 + i,
            registered="uge 9-52 hovedregel",
            actual="uge 9-52 gradvist tilbage i arbejde",
            percent=30,
            channel="B",
        )


def _traps(book: Book) -> None:
    # The sanction for missing follow-up in sickness cases was suspended from January 2010.
    for i in range(4):
        book.weeks(
            benefit="sygedagpenge",
            first=date(2010, 6, 7) + timedelta(weeks=4 * i),
            count=2,
            week=10 + i,
            registered="manglende opfølgning",
            actual="uge 9-52 passiv",
            percent=0,
            channel="C",
        )
    # The 100 per cent rule for a-dagpenge was first applied from 3 January 2011: these were settled at 50 per cent.
    for i in range(3):
        book.weeks(
            benefit="a-dagpenge",
            first=date(2010, 9, 6) + timedelta(weeks=5 * i),
            count=3,
            week=25 + i,
            registered="ikke rettidigt tilbud",
            actual="aktiv",
            percent=50,
            channel="A",
        )
    # Corrected with the state, or still correctable.
    for i in range(5):
        book.months(
            first=(2010, 5 + i),
            count=2,
            registered="passiv",
            actual="aktiv",
            percent=35,
            channel="B",
            state="recovered",
        )
    for i in range(3):
        book.months(
            first=(2010, 7 + i),
            count=2,
            registered="ikke rettidigt tilbud",
            actual="aktiv",
            percent=0,
            channel="G",
            state="recoverable",
        )
    # Nothing shows what the case really was.
    for i in range(3):
        book.months(
            first=(2010, 6 + 2 * i),
            count=2,
            registered="ikke rettidigt tilbud",
            actual="aktiv",
            percent=0,
            channel="G",
            proof=False,
        )
    # Before and after the claim period.
    book.months(first=(2010, 3), count=2, registered="passiv", actual="aktiv", percent=35, channel="B")
    book.months(first=(2010, 4), count=1, registered="ikke rettidigt tilbud", actual="aktiv", percent=0, channel="G")
    book.months(first=(2011, 7), count=1, registered="passiv", actual="virksomhedspraktik", percent=30, channel="B")
    # No channel written: the case's own.
    for i in range(3):
        book.months(first=(2010, 9 + i), count=1, registered="passiv", actual="aktiv", percent=35, channel="")
    # The state settled more than was due: no loss, and never below zero.
    book.months(
        first=(2011, 3),
        count=2,
        registered="virksomhedspraktik",
        actual="vejledning og opkvalificering",
        percent=50,
        channel="B",
    )
    # "aktiv" is no status after 2010: no rate can be found.
    book.months(first=(2011, 2), count=1, registered="passiv", actual="aktiv", percent=30, channel="B")
    who = "NB-9001"  # crosses the change of rate at New Year 2011: 17 days at 35 and 14 days at 30 per cent
    book.enter(
        who,
        "kontanthjaelp",
        date(2010, 12, 15),
        date(2011, 1, 14),
        None,
        Decimal("9857.00"),
        "ikke rettidigt tilbud",
        "passiv",
        "Lægeerklæring og fritagelse, mappe 517",
        0,
        "refused",
        "G",
    )
    who = "NB-9002"  # half an øre, exactly: 9.857,30 × 65 % = 6.407,245
    book.enter(
        who,
        "kontanthjaelp",
        date(2010, 11, 1),
        date(2010, 11, 30),
        None,
        Decimal("9857.30"),
        "ikke rettidigt tilbud",
        "aktiv",
        "Praktikaftale, mappe 518",
        0,
        "refused",
        "G",
    )
    who = "NB-9003"  # the same month under two channels: counted once, under G
    for channel, registered, percent in (("G", "ikke rettidigt tilbud", 0), ("B", "passiv", 35)):
        book.enter(
            who,
            "kontanthjaelp",
            date(2010, 9, 1),
            date(2010, 9, 30),
            None,
            Decimal("13096.00"),
            registered,
            "aktiv",
            "Fremmødeliste, mappe 519",
            percent,
            "refused",
            channel,
        )
    who = "NB-9004"  # the same week under two channels: counted once, under A
    for channel, registered, percent in (("A", "ikke rettidigt tilbud", 0), ("B", "passiv", 30)):
        book.enter(
            who,
            "a-dagpenge",
            date(2011, 3, 7),
            date(2011, 3, 13),
            36,
            Decimal("3830.00"),
            registered,
            "virksomhedspraktik",
            "Praktikaftale, mappe 520",
            percent,
            "refused",
            channel,
        )
    who = "NB-9005"  # refused, but part of it came home later
    book.enter(
        who,
        "kontanthjaelp",
        date(2010, 10, 1),
        date(2010, 10, 31),
        None,
        Decimal("13096.00"),
        "passiv",
        "aktiv",
        "Praktikaftale, mappe 521",
        35,
        "refused",
        "B",
        recovered="1500.00",
    )
    book.enter(
        who,
        "kontanthjaelp",
        date(2010, 11, 1),
        date(2010, 11, 30),
        None,
        Decimal("13096.00"),
        "passiv",
        "aktiv",
        "Praktikaftale, mappe 521",
        35,
        "refused",
        "B",
        recovered="1500.00",
    )


def _recover(lines: list[Row]) -> list[Row]:
    """Where a row was corrected with the state, the whole difference to the active share came home."""
    active = {"kontanthjaelp": 65, "a-dagpenge": 75}
    return [
        replace(r, genindvundet=settled(r.udbetalt, active[r.ydelse]) - r.refusion) if r.stand == "recovered" else r
        for r in lines
    ]
