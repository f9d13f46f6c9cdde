"""What every model of the dossier is made of: values that do not change, numbers that stay exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

#: An amount or a rate; in JSON a plain decimal string, never a float.
Number = Annotated[Decimal, PlainSerializer(lambda d: format(d, "f"), return_type=str, when_used="json")]


class Frozen(BaseModel):
    """A value that is not changed once made, and knows no other fields than its own."""

    # Each is built when it is first made: a case has losses, levels and answers of few of the kinds there are.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class LedgerPlace(Frozen):
    """A row of one of the municipality's own tables."""

    document: str
    exhibit: int
    sheet: str
    row: int


class Place(Frozen):
    """Where something stands: exhibit, document, page, characters; for a row of a table also the row."""

    exhibit: int
    document: str  # file name
    sha256: str
    page: int
    page_label: str = ""
    start: int | None = None
    end: int | None = None
    row: int | None = None
    bundle_page: int | None = None  # the page of the bundle on which it begins, once a bundle has been made

    @property
    def spot(self) -> tuple[str, int, int | None, int | None]:
        """Where its words stand, whatever is told of them: document, page, characters."""
        return self.sha256, self.page, self.start, self.end


class BundleFile(Frozen):
    """A file of the bundle: its name, the numbers of its first and last page, and its fingerprint."""

    file: str
    first: int
    last: int
    sha256: str
