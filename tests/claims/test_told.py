"""What was told when, and what the vendor itself admits."""

from __future__ import annotations

import datetime as dt

from claims.told import HEADINGS, admissions, knowledge
from tests.claims.liability.items import item
from tests.templates import made_up


def test_what_is_told_is_listed_by_the_day_of_its_paper_a_sentence_once() -> None:
    early = item("f-1", "Systemet gik ned.", label="incident", document_date=dt.date(2010, 5, 5), side="customer")
    again = item("f-2", "Systemet gik ned.", label="loss", kind="lost_time", document_date=dt.date(2010, 5, 5))
    later = item("f-3", "Refusionen er afvist.", label="loss", document_date=dt.date(2011, 4, 1))
    promise = item("f-4", "Vi leverer til tiden.", label="promise", document_date=dt.date(2009, 1, 1))
    made = made_up.dossier(1).model_copy(update={"items": {one.id: one for one in (later, again, early, promise)}})
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in knowledge(made)]
    assert [(row["told on"], row["id"]) for row in rows] == [
        (dt.date(2010, 5, 5), "f-1 f-2"), (dt.date(2011, 4, 1), "f-3"),
    ]  # fmt: skip


def test_the_vendors_own_words_that_bear_the_claim_are_its_admissions() -> None:
    sorry = item("f-1", "Fejlen er vores.", label="incident", side="vendor", standing="basis")
    paid = item("f-2", "Vi krediterer boden.", label="loss", kind="penalty", side="vendor", standing="context")
    denied = item("f-3", "Vi har ikke haft nedbrud.", label="incident", side="vendor", standing="basis", negated=True)
    theirs = item("f-4", "Systemet er nede.", label="incident", side="customer", standing="basis")
    blame = item("f-5", "Portalen var nede.", label="incident", side="vendor", standing="adverse")
    made = made_up.dossier(1).model_copy(
        update={"items": {one.id: one for one in (sorry, paid, denied, theirs, blame)}}
    )
    assert {row[HEADINGS.index("id")] for row in admissions(made)} == {"f-1", "f-2"}
