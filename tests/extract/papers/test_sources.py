"""The class of source a finding stands in, and which weighs more."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind, Mark, MarkKind
from extract.export import line
from extract.model import SourceClass
from extract.papers.sources import rank
from tests.extract.conftest import Reader, paper

DOWN = "Systemet brød sammen den 4. maj 2010."
VENDOR, CUSTOMER = "Bo Lind <bo@datahuset.invalid>", "Ida Krogh <ida@vestby.invalid>"


@pytest.mark.parametrize(
    ("kind", "text", "sender", "source"),
    [
        (DocumentKind.CONTRACT, "Leverandøren skal levere senest den 1. maj 2010.", "", "contract"),
        (DocumentKind.MINUTES, f"{DOWN}\n\nReferatet er godkendt af begge parter.", "", "signed_minutes"),
        (DocumentKind.MINUTES, f"{DOWN}\n\nReferatet er ikke godkendt af begge parter.", "", "minutes"),
        (DocumentKind.MINUTES, f"{DOWN}\n\nReferatet sendes til godkendelse.", "", "minutes"),
        (DocumentKind.MAIL, DOWN, VENDOR, "vendor_mail"),
        (DocumentKind.MAIL, DOWN, CUSTOMER, "customer_mail"),
        (DocumentKind.MAIL, DOWN, "Per Holm <per@andre.invalid>", "other"),
        (DocumentKind.PRESS, f"»{DOWN}« siger Ida Krogh fra Vestby Kommune.", "", "press_named"),
        (DocumentKind.PRESS, DOWN, "", "press_unnamed"),
        (DocumentKind.SALES, "Vi garanterer, at Aktiv Jobcenter er tilgængeligt 99 % af tiden.", "", "sales"),
        (DocumentKind.OTHER, DOWN, "", "other"),
    ],
)
def test_the_paper_and_who_wrote_it_tell_the_class(
    read: Reader, kind: DocumentKind, text: str, sender: str, source: str
) -> None:
    found = read(text, kind, fields={"from": sender} if sender else {})
    assert found
    assert found[0].source_class == source
    assert line(found[0], paper(text, kind)[0])["source_class"] == source


def test_what_is_quoted_is_the_mail_of_whoever_wrote_it(read: Reader) -> None:
    text = f"Se nedenfor.\n\n{DOWN}"
    mark = Mark(kind=MarkKind.QUOTED, start=text.index(DOWN), end=len(text), detail={"sender": VENDOR})
    (found,) = read(text, DocumentKind.MAIL, marks=(mark,), fields={"from": CUSTOMER})
    assert found.source_class is SourceClass.VENDOR_MAIL


def test_a_contract_weighs_more_than_minutes_and_those_more_than_a_newspaper() -> None:
    order = ("contract", "signed_minutes", "vendor_mail", "log", "press_named", "press_unnamed")
    ranks = [rank(one) for one in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(order)
