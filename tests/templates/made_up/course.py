"""The course of events of the made-up case, as it is drawn."""

from __future__ import annotations

from datetime import date

from claims.model import Bar

#: Lane, label, first and last day (None: still open), how exact, and the finding.
_TOLD = (
    ("promise", "Kontrakt underskrevet", date(2008, 11, 14), date(2008, 11, 14), "day", "f-00000000"),
    ("promise", "Klar til drift senest 1. oktober 2009", date(2009, 10, 1), date(2009, 10, 1), "day", "f-00000001"),
    ("promise", "Integration til ydelsessystemet", date(2009, 10, 1), date(2010, 1, 31), "month", "f-00000002"),
    ("promise", "Tilgængelighed mindst 99,5 %", date(2009, 10, 1), None, "day", None),
    ("incident", "Manglende dokumentation over for staten", date(2010, 5, 1), None, "month", "f-00000065"),
    ("incident", "Først i drift 3. maj 2010", date(2010, 5, 3), date(2010, 5, 3), "day", None),
    ("adverse", "Overtagelsesprøven godkendt", date(2010, 6, 1), date(2010, 6, 30), "month", "f-0000012d"),
    ("other", "Påkrav sendt", date(2011, 10, 3), date(2011, 10, 3), "day", None),
)


def chronology() -> tuple[Bar, ...]:
    made = [
        Bar.model_validate(
            {"lane": lane, "label": label, "start": first, "end": last, "precision": precision, "item": item}
        )
        for lane, label, first, last, precision, item in _TOLD
    ]
    for n in range(14):
        year, month = 2010 + (n + 1) // 12, (n + 1) % 12 + 1
        made.append(
            Bar(
                lane="incident", label=("nedbrud", "langsom drift", "datatab")[n % 3], start=date(year, month, 1),
                end=date(year, month, 28), precision="month", count=n % 5 + 1,
            )
        )  # fmt: skip
    return tuple(made)
