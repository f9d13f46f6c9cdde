"""What ``case.toml`` says of exhibits, and of what must not leave the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from claims.casekeys import Name, Section
from evidence.errors import Message

NOT_A_PATTERN = Message("not a pattern that can be searched for; write it as a regular expression in '…'.")
NOT_TEN_FIGURES = Message('write the number with its ten figures, e.g. "1205121000".')


class ExhibitsSection(Section):
    """The documents that the other side has put in: file name, path or id; ``*`` stands for anything."""

    opponent: tuple[Name, ...] = ()


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as wrong:
        raise ValueError(NOT_A_PATTERN.text) from wrong
    return value


def _ten_figures(value: str) -> str:
    if not re.fullmatch(r"\d{6}[ -]?\d{4}", value):
        raise ValueError(NOT_TEN_FIGURES.text)
    return value


class PrivacySection(Section):
    """What never leaves the case beside CPR numbers, and numbers that only look like one."""

    names: tuple[Name, ...] = ()  # citizens
    patterns: Mapping[str, Annotated[Name, AfterValidator(_pattern)]] = Field(default_factory=dict)
    allow: tuple[Annotated[str, AfterValidator(_ten_figures)], ...] = ()


class WritSection(Section):
    """What the writ says beside the dossier; what is not given stands in it as a field to fill in."""

    court: str = ""
    postal_address: str = ""  # where messages to the claimant can be sent
    counsel: str = ""
    case_type: str = ""
    summary: str = ""  # the case in a few words
    witnesses: tuple[Name, ...] = ()
    survey: str = ""  # what an expert is to be asked
    judges: str = ""  # whether three judges are asked for, and why
    experts: str = ""  # whether expert judges are asked for
    referral: str = ""
    topics: tuple[Name, ...] = ()  # for the preparatory meeting
    settlement: str = ""  # what was done to settle the case
