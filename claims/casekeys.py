"""What every table of ``case.toml`` is made of: it knows its own keys, and amounts are exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from evidence.errors import Message

AMOUNT_AS_FLOAT = Message('write the amount in quotation marks, e.g. "75000.00".')
ON_BOTH_SIDES = Message("one of its names is the customer's too; a name belongs to one side.")
LAST_BEFORE_FIRST = Message("the last day comes before the first.")


def _exact(value: object) -> object:
    # TOML's floats are binary: 0.1 is not a tenth. Whole numbers and strings are exact.
    if isinstance(value, float):
        raise ValueError(AMOUNT_AS_FLOAT.text.removesuffix("."))
    return value


Amount = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, max_digits=15, decimal_places=2)]
Name = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A table of ``case.toml``; a key it does not know is a mistake."""

    # Only the whole of case.toml is ever read; its tables need not be built to be read by themselves.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class AssumptionSection(Section):
    """What may be more or less of the rows of a head, and what shows it."""

    what: Name
    of: Literal["hours", "rate", "extra_cost", "sample_share"]
    low: Amount
    high: Amount
    evidence: str = ""
