"""What every command has in common: the language spoken, days and amounts as options, JSON for other tools."""

from __future__ import annotations

import json
import locale
import os
from datetime import date
from decimal import Decimal
from typing import Any

import click

from templates.words import Words


def spoken() -> str:
    """The language of messages: Danish where the locale is Danish, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "da" if value.lower().startswith("da") else "en"
    return "da" if (locale.getlocale()[0] or "").lower().startswith(("da", "danish")) else "en"


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(Words(spoken()).say("{value} is not a day; write it as YYYY-MM-DD.", value=value), param, ctx)


class Kroner(click.ParamType[Decimal]):
    """An amount as 12345.67 or 12.345,67."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        from claims.sheetrows import read_amount

        found = value if isinstance(value, Decimal) else read_amount(str(value))
        if found is None:
            self.fail(
                Words(spoken()).say("{value} is not an amount; write it as 12345.67 or 12.345,67.", value=value),
                param, ctx,
            )  # fmt: skip
        return found


DAY = Day()
KRONER = Kroner()
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for other tools.")


def say(text: str, **args: object) -> str:
    """A message in the language of the terminal."""
    return Words(spoken()).say(text, **args)


def print_json(data: object) -> None:
    """Print data for other tools."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
