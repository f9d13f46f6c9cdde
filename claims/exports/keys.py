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
