"""What finding must not invent, what the screen must not lose, and statements planted in carriers that come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model import DocumentKind
from extract.finder import find, find_with
from extract.model import Label, Side
from extract.rules import proofs
from tests.extract.conftest import SIDES, paper, screened, unscreened

CONTROL = (Path(__file__).parent / "kontrol.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", [DocumentKind.OTHER, DocumentKind.MINUTES, DocumentKind.MAIL, DocumentKind.LETTER, DocumentKind.PRESS]
)
def test_everyday_prose_of_a_municipality_gives_nothing(kind: DocumentKind) -> None:
    document, page = paper(CONTROL, kind, date(2019, 3, 1))
    assert [(one.label, one.kind, one.quote) for one in find(document, [page], SIDES)] == []


def test_rules_find_nothing_in_hundreds_of_everyday_sentences() -> None:
    """One a paragraph: what stands beside a sentence on such a page is no reason to find anything in it."""
    examples = Path(proofs.__file__).parents[1] / "examples" / "hverdagstekst.tsv"
    lines = [line.split("\t") for line in examples.read_text(encoding="utf-8").splitlines()]
    document, page = paper("\n\n".join(line[-1] for line in lines if line[0] == "none"))
    found = find_with(proofs._rules(), document, [page])
    assert len(lines) > 700
    assert [(one.label, one.found_by, one.quote) for one in found if one.label is not Label.TERM] == []


@pytest.mark.parametrize(("kind", "every"), [(DocumentKind.OTHER, 1), (DocumentKind.MAIL, 2), (DocumentKind.SALES, 2)])
def test_the_screen_over_whole_pages_loses_nothing(kind: DocumentKind, every: int) -> None:
    """With and without it the findings are the same, speakers and days included."""
    rules = proofs._rules().rules[::every]
    said = [proof.text for rule in rules for proof in (*rule.finds[:2], *rule.passes_by[:1])]
    filler = [block for block in CONTROL.split("\n\n") if len(block) > 200]
    blocks = [f"{filler[n % len(filler)][:160]}\n\n{text}" if n % 3 else text for n, text in enumerate(said)]
    document, page = paper("\n\n".join(blocks), kind, date(2012, 6, 1))
    found = screened(document, page)
    assert found == unscreened(document, page)
    assert len(found[0]) > 100


# ── planted ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
           "december")  # fmt: skip
_WENT_WRONG = (
    ("Den {day} brød Aktiv Jobcenter sammen", "outage"),
    ("Den {day} kunne ingen logge på Aktiv Jobcenter", "outage"),
    ("Den {day} var Aktiv Jobcenter nede i fire timer", "outage"),
    ("Den {day} forsvandt alle registreringer i Aktiv Jobcenter", "data_loss"),
)
_PROMISED = (
    "Modul 3 er klar til drift senest den {day}",
    "Datahuset leverer snitfladen senest den {day}",
    "Datahuset har lovet, at rettelserne er på plads senest den {day}",
)
_BEFORE = ("", "Vi mødtes på rådhuset, hvor der var kaffe. ", "Tak for sidst. ", "Mødet begyndte til tiden. ")
_AFTER = (".", ", og resten af dagen gik med andet.", ". Vi ses på torsdag.")
_DAYS = st.dates(date(2009, 1, 1), date(2011, 12, 28))


def _written(day: date) -> str:
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


@given(_DAYS, st.sampled_from(_WENT_WRONG), st.sampled_from(_BEFORE), st.sampled_from(_AFTER), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_planted_incident_comes_back_with_its_day_and_speaker(
    day: date, planted: tuple[str, str], before: str, after: str, told: bool
) -> None:
    said = planted[0].format(day=_written(day))
    sentence = f"»{said},« siger it-chef Ida Krogh fra Vestby Kommune" if told else said
    document, page = paper(f"{before}{sentence}{after}", DocumentKind.PRESS, date(2012, 1, 1))
    found = [one for one in find(document, [page], SIDES) if one.label is Label.INCIDENT and one.kind == planted[1]]
    assert found
    assert found[0].when is not None
    assert (found[0].when.start, found[0].negated) == (day, False)
    assert ("Ida Krogh" in (found[0].speaker or "")) is told
    assert (found[0].speaker_side is Side.CUSTOMER) is told


@given(_DAYS, st.sampled_from(_PROMISED), st.sampled_from(_BEFORE), st.sampled_from(_AFTER))
@settings(max_examples=40, deadline=None)
def test_a_planted_promise_comes_back_with_its_last_day(day: date, planted: str, before: str, after: str) -> None:
    document, page = paper(f"{before}{planted.format(day=_written(day))}{after}", DocumentKind.MAIL, date(2009, 1, 1))
    found = [one for one in find(document, [page], SIDES) if one.label is Label.PROMISE]
    assert found
    assert any(one.when is not None and one.when.end == day and not one.negated for one in found)


@given(st.sampled_from(_WENT_WRONG), _DAYS)
@settings(max_examples=20, deadline=None)
def test_what_is_denied_or_only_supposed_does_not_come_back(planted: tuple[str, str], day: date) -> None:
    said = planted[0].format(day=_written(day))
    document, page = paper(f"Det er ikke rigtigt, at {said[0].lower()}{said[1:]}.", DocumentKind.MAIL, date(2012, 1, 1))
    assert [one.quote for one in find(document, [page], SIDES) if one.label is Label.INCIDENT] == []
