"""The course of events of the made-up case, as it is drawn."""

from __future__ import annotations

from datetime import date

from claims.model import Bar


def chronology() -> tuple[Bar, ...]:
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
