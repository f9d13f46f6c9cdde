"""The review on paper: numbered items with boxes to tick, for the chief who prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.comparison.matrix import BROKEN
from claims.dossier.printing import NotPrinted
from claims.exports import Written
from claims.review import approvals
from templates.files import write_atomically

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.exports import Wanted

#: Quotes that are printed of what happened; the number of all stands beside.
QUOTES = 3


def write(work: Workspace, wanted: Wanted) -> Written:
    """The sheet as ``review.pdf``.

    Raises:
        NotPrinted: it cannot be printed on this machine.
    """
    from templates.render import RenderError
    from templates.sheet import sheet

    data = work.dossier().model_dump(mode="json")
    items = data["items"]
    broken = [breach for breach in data["breaches"] if breach["status"] in BROKEN and breach["promise"] in items]
    told = [
        {
            **breach,
            "said": items[breach["promise"]],
            "quotes": [items[i] for i in breach["incidents"] if i in items][:QUOTES],
            "open": [e["kind_text"] for e in breach["excuses"] if approvals.is_open(e)],
        }
        for breach in broken
    ]
    told_of = {breach["id"] for breach in told}
    missing = [work.words.message(block.what) for block in approvals.blocks(data) if block.at not in told_of]
    try:
        made = sheet({**data, "told": told, "missing": missing})
    except RenderError as wrong:
        raise NotPrinted(wrong) from wrong
    target = wanted.output or work.folder / "out" / "review.pdf"
    write_atomically(target, made)
    return Written(paths=[target])
