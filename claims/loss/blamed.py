"""Rows that count, of citizens in whose cases a paper tells of the municipality's own fault: no remark says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claims.figures import summed
from claims.model import Gap, LossItem
from evidence.model import Document
from extract.model import Finding, Label, Side
from templates.words import Words

#: A pseudonym has a figure; without one it could be anybody's name.
_PSEUDONYM = re.compile(r"\d")


def blamed(
    findings: Iterable[Finding], documents: Mapping[str, Document], losses: Sequence[LossItem], words: Words
) -> Iterator[Gap]:
    """A gap for each such telling, with the rows of the citizens it names and what they come to.

    The other side's word that it was the municipality's fault is a contention, and is met among the objections.
    """
    rows = [line for loss in losses if loss.claimed for line in loss.lines if line.loss]
    people = {line.person for line in rows if _PSEUDONYM.search(line.person)}
    for one in findings:
        if one.label is not Label.ADVERSE or one.kind != "shared_blame" or one.negated:
            continue
        if one.speaker_side is Side.VENDOR:
            continue
        named = {who for who in people if re.search(rf"(?<!\w){re.escape(who)}(?!\w)", one.quote)}
        held = [line for line in rows if line.person in named]
        if held:
            yield Gap(
                what=words.say(
                    "{count} {count:row that counts is|rows that count are} of citizens in whose cases the "
                    "municipality's own fault is told: {rows}, {amount}. {document}: »{quote}«.",
                    count=len(held), rows=", ".join(f"{line.person} ({line.place.row})" for line in held),
                    amount=words.kr(summed(line.loss for line in held)),
                    document=documents[one.span.document].name, quote=" ".join(one.quote.split()),
                ),
                where="ledgers/",
                remedy=words.say("See whether the fault is of the days of the row. If it is, say so in a remark of the "
                                 "row in a copy of the table («egen fejl»), and it is set apart."),
                source=words.say("the municipality itself"),
                why=words.say("What the municipality did itself is no loss of the breach, and the paper will be put to "
                              "the witness."),
            )  # fmt: skip
