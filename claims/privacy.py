"""The one door through which text leaves the case: what is personal is masked in everything that goes through it.

An X stands for each letter and figure that is masked, so that every place still counts the characters of the original,
which stays in the case as it was received.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from claims.case import Case
from evidence.personal import Personal

M = TypeVar("M", bound=BaseModel)


def personal_of(case: Case) -> Personal:
    """What this case must not let out."""
    privacy = case.privacy
    return Personal(names=privacy.names, patterns=privacy.patterns, allowed=privacy.allow)


def masked(value: Any, personal: Personal) -> Any:
    """Plain data with what is personal masked in every text of it; keys stay."""
    return _masked(value, cache(personal.masked))  # most texts of a dossier stand in it several times


def _masked(value: Any, mask: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        told = {key: _masked(one, mask) if one else one for key, one in value.items()}
        return _words_of(told) if told.get("recognition") and told["quote"] != value["quote"] else told
    if isinstance(value, list | tuple):
        return [_masked(one, mask) for one in value]
    return _masked(dict(value), mask) if isinstance(value, Mapping) else value


def _words_of(item: dict[str, Any]) -> dict[str, Any]:
    """An item of which the words that were recognised are told one by one: only those its masked quote still has."""
    words, sure = item["quote"].split(), item["recognition"]
    figures = [word for word in sure["figures"] if word in words]
    weakest = sure["weakest"] if sure["weakest"] in words else "X"
    return item | {"recognition": sure | {"figures": figures, "weakest": weakest}}


def let_out(model: M, personal: Personal, plain: dict[str, Any] | None = None) -> M:
    """A model with what is personal masked; itself where nothing is. ``plain`` are its data, where they are at hand."""
    plain = model.model_dump(mode="json") if plain is None else plain
    told = masked(plain, personal)
    return model if told == plain else type(model).model_validate(told)


def masked_line(line: str, personal: Personal) -> str:
    """A line of JSON with what is personal masked in its texts."""
    plain = json.loads(line)
    told = masked(plain, personal)
    return line if told == plain else json.dumps(told, ensure_ascii=False) + "\n"
