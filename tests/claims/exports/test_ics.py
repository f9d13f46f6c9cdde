"""The calendar reads back by the letter of RFC 5545 and holds the days of the dossier."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from claims import exports
from claims.build import Workspace
from claims.exports import Wanted
from claims.exports.ics import calendar, events
from claims.model import Dossier, Limitation, NoticeLine
from tests.templates import made_up

LIMITATION = Limitation(
    breach="b-1", what="modul 3; levering, drift", basis="2. oktober 2009: dagen efter", start=date(2009, 10, 2),
    earliest=date(2012, 10, 2), latest=date(2013, 3, 1), steps=("Tre år.", "Ét \\ tegn\nog en linje mere."),
    days_left=1, interrupted=False,
)  # fmt: skip
NOTICE = NoticeLine(
    what="modul 3", discovered=date(2010, 1, 4), given=date(2010, 1, 20), days=16, rule="f-1", rule_text="30 dage",
    latest=date(2010, 2, 3), in_time=True,
)  # fmt: skip


def parsed(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar, read by the grammar: an assertion for each rule that programs refuse a file for."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    found, open_parts = list[dict[str, str]](), list[str]()
    for line in lines:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", line)
        assert match, line
        name, _, value = match.groups()
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", value)
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in found[-1], "a property that may stand once stands twice"
            if name in ("SUMMARY", "DESCRIPTION"):
                assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "unescaped"
                value = re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value)
            found[-1][name] = value
    assert not open_parts and lines[0] == "BEGIN:VCALENDAR" and lines[1] == "VERSION:2.0"
    assert all(event.keys() >= {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} for event in found)
    assert len({event["UID"] for event in found}) == len(found)
    return found


def with_days(printed: Dossier) -> Dossier:
    return printed.model_copy(update={"limitation": (LIMITATION,), "notices_given": (NOTICE,)})


def test_the_days_of_the_dossier_are_in_it(printed: Dossier) -> None:
    found = parsed(calendar(with_days(printed)))
    assert [event["DTSTART"] for event in found] == ["20100203", "20121002", "20130301"]
    assert all(
        date.fromisoformat(event["DTEND"]) - date.fromisoformat(event["DTSTART"]) == timedelta(days=1)
        for event in found
    )
    assert "modul 3; levering, drift" in found[1]["SUMMARY"] and "Ét \\ tegn\nog en linje" in found[1]["DESCRIPTION"]


def test_an_event_keeps_its_name_when_its_day_moves(printed: Dossier) -> None:
    later = LIMITATION.model_copy(update={"earliest": date(2012, 12, 3)})
    moved = with_days(printed).model_copy(update={"limitation": (later,)})
    before, after = parsed(calendar(with_days(printed))), parsed(calendar(moved))
    assert {event["UID"] for event in before} == {event["UID"] for event in after}
    assert "20121203" in {event["DTSTART"] for event in after}


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_comes_back_as_it_was(printed: Dossier, text: str) -> None:
    odd = with_days(printed).model_copy(update={"limitation": (LIMITATION.model_copy(update={"basis": text}),)})
    told = parsed(calendar(odd))[-1]["DESCRIPTION"]
    plain = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c >= " ")
    assert told.startswith(plain)


def test_it_is_written_from_the_case(ledgered: Workspace, printed: Dossier) -> None:
    made = exports.write(ledgered, "ics", Wanted())
    found = parsed(made.paths[0].read_bytes())
    assert len(found) == len({(one.key, one.day) for one in events(printed)})
    assert bool(made.notices) is not bool(found)
    assert made.paths[0].read_bytes() == calendar(printed)


def test_the_days_by_which_bod_must_be_claimed_stand_in_it_while_they_can_be_missed() -> None:
    dossier = made_up.dossier(3)
    assert dossier.service is not None
    (bod, *_) = dossier.service.bod
    open_lines = [line for line in bod.lines if line.claim_by and line.status in ("open", "lost")]
    asked = [event for event in events(dossier) if event.key[0] == "bod"]
    assert asked and [event.day for event in asked] == [line.claim_by for line in open_lines]
    once, twice = (dossier.model_copy(update={"limitation": (LIMITATION,) * many}) for many in (1, 2))
    assert len(parsed(calendar(twice))) == len(parsed(calendar(once)))
