"""The writ as a Word file, read back: the points of § 348 by the filing day, and no field left unmarked."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from claims import exports
from claims.build import Workspace
from claims.comparison.compare import doubt
from claims.exports import Wanted
from claims.exports.keys import WritSection
from claims.exports.writ import _Writ
from claims.liability.writpoints import points
from claims.model import Dossier
from templates.words import Words
from tests.claims.exports.office import CPR, opened_by_office

NOTHING = WritSection()
KNOWN = WritSection(
    court="Retten i Prøvekøbing", postal_address="Rådhuset, 9999 Nørreby", counsel="advokat Ane Prøve",
    case_type="Erstatning", summary="Erstatning for tabt refusion.", witnesses=("Bo Prøve", "Ida Prøve"),
    survey="Skøn over loggen.", judges="Nej.", experts="Nej.", referral="Nej.", topics=("Skøn",),
    settlement="Møde den 1. maj 2011.",
)  # fmt: skip


def _made(dossier: Dossier, known: WritSection = NOTHING, filed: date | None = None) -> Any:
    writ = _Writ(dossier, known, filed)
    writ.write()
    return Document(io.BytesIO(writ.saved()))


def _told(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def _blanks(paper: Any) -> list[str]:
    return [
        run.text
        for paragraph in paper.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]


def test_all_points_of_the_law_stand_in_it_and_what_is_not_known_is_marked(printed: Dossier) -> None:
    paper = _made(printed, filed=date(2025, 12, 1))
    text, words = _told(paper), Words("da")
    assert printed.total and printed.interest
    assert f"Sagens værdi: {words.kr(printed.total.amount)}" in text and "Retsafgift ved indlevering" in text
    for said in (printed.customer.name, printed.vendor.name, printed.interest.pleading, "UDKAST"):
        assert said in text
    assert all(f"{claim.number}. {claim.text}" in text for claim in printed.pleaded)
    assert all(f"({one.number}) {one.text}" in text for one in printed.requests)
    assert all((one.title or one.name) in text for one in printed.exhibits)
    basis = {ident for ident, item in printed.items.items() if item.standing == "basis"}
    for fact in printed.facts:
        assert (fact.sentence in text) is bool(basis & set(fact.items))
        # The sentence names its exhibit; behind it stand the pages or rows alone.
        assert not re.search(re.escape(fact.sentence) + r" \(bilag [^;)]*\)", text)
    blanks = _blanks(paper)
    assert len(blanks) == text.count("[Udfyldes: ") and f"{len(blanks)} felter mangler at blive udfyldt." in text
    for field in ("ret", "sagsøgers advokat", "sagstype", "parts- og vidneforklaringer", "underskrift"):
        assert f"[Udfyldes: {field}]" in blanks
    assert "IKKE EFTERPRØVET" not in text and CPR not in text


def test_a_sentence_on_lines_of_the_log_names_their_rows(printed: Dossier) -> None:
    told = next(one for one in printed.facts if printed.items[one.items[0]].standing == "basis")
    item = printed.items[told.items[0]]
    lines = {
        f"{item.id}-{row}": item.model_copy(update={"place": item.place.model_copy(update={"row": row})})
        for row in (4, 5)
    }
    logged = told.model_copy(update={"items": tuple(lines), "sentence": "To hændelser blev oprettet i loggen."})
    dossier = printed.model_copy(update={"items": {**printed.items, **lines}, "facts": (logged,)})
    assert f"{logged.sentence} (række 4, 5)" in _told(_made(dossier))


def test_what_the_case_tells_fills_the_fields_and_only_day_and_signature_are_left(printed: Dossier) -> None:
    addressed = printed.model_copy(
        update={side: getattr(printed, side).model_copy(update={"address": "Torvet 1, 9999 Nørreby", "cvr": "10000001"})
                for side in ("customer", "vendor")}
    )  # fmt: skip
    paper = _made(addressed, KNOWN, date(2025, 12, 1))
    assert _blanks(paper) == ["[Udfyldes: sted og dato]", "[Udfyldes: underskrift]"]
    assert "Bo Prøve; Ida Prøve" in _told(paper)


@pytest.mark.parametrize(
    ("day", "asks_for_value", "unchecked"),
    [
        (date(2009, 6, 1), False, True),  # before the first wording that was read
        (date(2010, 11, 1), False, False),
        (date(2012, 3, 1), True, True),  # between the two: when the newer points came is not known
        (date(2025, 11, 7), True, False),
        (date(2040, 1, 1), True, True),  # after the day the table was checked
    ],
)
def test_the_wording_is_that_of_the_filing_day(
    printed: Dossier, day: date, asks_for_value: bool, unchecked: bool
) -> None:
    asked = {point.key: point for point in points(day)}
    assert {"parter", "ret", "påstand", "fremstilling", "beviser", "bilag"} <= set(asked)
    assert ("værdi" in asked) is ("cvr" in asked) is asks_for_value
    assert ("EØS" in asked["parter"].row.text) is asks_for_value
    assert any(not asked[key].checked for key in ("parter", "påstand")) is unchecked
    text = _told(_made(printed, filed=day))
    assert ("Sagens værdi" in text) is asks_for_value
    assert ("IKKE EFTERPRØVET" in text) is any(not point.checked for point in asked.values())


def test_without_a_filing_day_it_says_by_which_day_the_law_is_taken(printed: Dossier) -> None:
    text = _told(_made(printed))
    assert "Dagen for sagens anlæg er ikke oplyst (»renter: dagen for sagens anlæg« i sagens indstillinger)" in text


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_it_without_a_warning_and_nothing_in_it_is_fetched(ledgered: Workspace) -> None:
    made = exports.write(ledgered, "writ", Wanted())
    first = made.paths[0].read_bytes()
    with zipfile.ZipFile(made.paths[0]) as packed:
        assert not any(b'TargetMode="External"' in packed.read(name) for name in packed.namelist())
    assert opened_by_office(made.paths[0], "pdf").read_bytes().startswith(b"%PDF")
    assert exports.write(ledgered, "writ", Wanted()).paths[0].read_bytes() == first
    assert any("{count}" in notice.text and notice.args["count"] for notice in made.notices)


def test_a_paper_the_claim_does_not_rest_on_is_not_among_those_relied_on(printed: Dossier) -> None:
    note = printed.exhibits[0].model_copy(update={"number": 990, "title": "Fortroligt notat om forældelse"})
    text = _told(_made(printed.model_copy(update={"exhibits": (*printed.exhibits, note)})))
    assert note.title not in text and "bilag 990" in text
    proof = _Writ(printed.model_copy(update={"exhibits": (*printed.exhibits, note)}), NOTHING, None, [note.name])
    assert note.number in {one.number for one in proof.relied_on}


def test_what_is_said_of_a_breach_in_ones_own_house_only_stays_there(printed: Dossier) -> None:
    told = Words("da").message(doubt(3))
    breaches = [one.model_copy(update={"test": f"{one.test} {told}"}) for one in printed.breaches]
    text = _told(_made(printed.model_copy(update={"breaches": tuple(breaches)})))
    assert told not in text and "svagt" not in text


def test_the_pleas_argue_and_leave_advice_to_the_house_on_the_page_to_be_deleted(printed: Dossier) -> None:
    """A writ said «det må oplyses, om der er ansøgt om dispensation» and ended a sentence in a colon with no list."""
    text = _told(_made(printed))
    pleas, house = text.split("Til den, der gør stævningen færdig")
    asked = {one.title: one for one in printed.objections}
    assert any(one.plea for one in asked.values())
    for title, one in asked.items():
        assert (f"{title}: {one.plea}" in pleas) is bool(one.plea)
        assert (f"Ikke besvaret i stævningen: {title}" in house) is not bool(one.plea)
    for advice in ("må oplyses", "må sammenholdes", "Scenarierne", "må begrundes", "(antal: "):
        assert advice not in pleas
    assert "må begrundes for hvert løfte" in house


def test_what_may_be_time_barred_on_the_filing_day_is_told_to_whoever_finishes_it(printed: Dossier) -> None:
    first = printed.limitation[0].model_copy(update={"earliest": date(2013, 2, 1), "interrupted": False})
    lapsing = printed.model_copy(update={"limitation": (first,)})
    assert "Kan være forældet den 2. februar 2013" in _told(_made(lapsing, filed=date(2013, 2, 2)))
    assert "Kan være forældet" not in _told(_made(lapsing, filed=date(2013, 2, 1)))
    kept = lapsing.model_copy(update={"limitation": (first.model_copy(update={"interrupted": True}),)})
    assert "Kan være forældet" not in _told(_made(kept, filed=date(2014, 1, 1)))


def test_a_wording_that_asks_for_no_description_has_none(printed: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _told(_made(printed, filed=date(2025, 12, 1)))
    assert "Kort beskrivelse af sagen" in whole and "Sagstype" in whole
    asked = list(points(date(2025, 12, 1)))
    for left_out in ({"kort"}, {"værdi", "sagstype", "kort"}):
        monkeypatch.setattr("claims.exports.writ.points", lambda _, no=left_out: [p for p in asked if p.key not in no])
        text = _told(_made(printed, filed=date(2025, 12, 1)))
        assert "Kort beskrivelse af sagen" not in text
        assert ("Sagstype" in text) is ("sagstype" not in left_out)


def test_a_case_with_nothing_to_tell_marks_what_is_to_be_told_and_has_no_empty_headings(printed: Dossier) -> None:
    bare = printed.model_copy(update={"facts": (), "objections": (), "requests": (), "draft": False})
    text, whole = _told(_made(bare)), _told(_made(printed))
    assert "[Udfyldes: sagsfremstillingen]" in text and "[Udfyldes: sagsfremstillingen]" not in whole
    for heading in ("Indsigelser, der må ventes", "Opfordringer"):
        assert heading in whole and heading not in text
    assert "UDKAST" in whole and "UDKAST" not in text  # approved


def test_what_a_person_has_accepted_and_nobody_by_name_has_said_needs_no_reminder(printed: Dossier) -> None:
    said = {name: one.model_copy(update={"speaker": "Ida Prøve"}) for name, one in printed.items.items()}
    done = {name: one.model_copy(update={"decision": "accept", "speaker": None}) for name, one in said.items()}
    before, after = (_told(_made(printed.model_copy(update={"items": items}))) for items in (said, done))
    for told in ("bygger på et fund, som ingen person har godtaget", "som kan føres som vidner: Ida Prøve"):
        assert told in before and told not in after


def test_only_the_writ_of_a_draft_is_told_to_be_one(
    ledgered: Workspace, printed: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = []
    for draft in (True, False):
        monkeypatch.setattr("claims.exports.office.told", lambda _, d=draft: printed.model_copy(update={"draft": d}))
        drafts.append(any("is a draft" in one.text for one in exports.write(ledgered, "writ", Wanted()).notices))
    assert drafts == [True, False]
