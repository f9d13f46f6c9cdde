"""The dossier's papers: what was handed in, what became of each, and the exhibits."""

from __future__ import annotations

from datetime import date

from claims.frozen import Frozen, Number


class Exhibit(Frozen):
    """A document as numbered in this case."""

    number: int  # the claimant's from 1 up, the opponent's from −1 down
    mark: str = ""  # what is printed: "7", or for one of the opponent's "C"
    bundle_first: int | None = None  # pages of the bundle, its cover the first, once one has been made
    bundle_last: int | None = None
    bundle_file: str = ""
    sha256: str
    document_id: str
    name: str
    title: str
    kind: str
    kind_text: str
    kind_reason: str
    date: date | None
    date_reason: str
    pages: int
    size: int
    parent: int | None = None  # number of the mail it came with
    sent: str = ""  # of a mail: from whom, to whom and with a copy to whom, in words
    outcome: str
    outcome_text: str
    notes: tuple[str, ...] = ()
    findings: int = 0  # not those told in another exhibit that is the same
    alike: int | None = None  # number of the exhibit it is nearly the same as
    alike_share: Number | None = None  # per cent of its words that stand there too
    alike_text: str = ""  # the two in words
    differences: tuple[str, ...] = ()  # where a number, a day or a denial is another


class Unread(Frozen):
    """Something handed in that could not be read, or was not read again."""

    path: str
    outcome: str
    outcome_text: str
    reason: str
    sha256: str | None = None


class Received(Frozen):
    """One thing that was handed in, what became of it, and how much of it could be read."""

    path: str
    origin: str  # file, member (of an archive), attachment
    origin_text: str
    outcome: str
    outcome_text: str
    reason: str = ""
    document_id: str | None = None
    pages: int = 0
    text_share: Number | None = None  # per cent of the pages that hold text, recognised ones too
    recognised: int = 0  # pages whose text was recognised (OCR)
    language: str = ""  # da or en; empty where there is no text
    date: date | None
    kind_text: str = ""
