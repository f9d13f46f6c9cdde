"""What a person must see to in the incident logs: rows nothing could be made of, systems nobody has placed."""

from __future__ import annotations

from collections import Counter

from claims.case import Case
from claims.comparison.reality import named_in
from claims.held import Evidence
from claims.model import Gap
from extract.incident_log import read_logs, untimed
from templates.words import Words


def untimed_rows(evidence: Evidence, case: Case, words: Words) -> tuple[str, ...]:
    """A sentence for each row whose opening time cannot be read, in the documents other rows were read from."""
    read = {f.span.document for f in evidence.findings if f.attributes.get("opened")}
    logs = [
        (evidence.documents[one].name, log)
        for one in sorted(read)
        for log in read_logs(
            (page for (sha, _), page in sorted(evidence.pages.items()) if sha == one), case.log.columns
        ).values()
    ]
    return tuple(
        words.say(
            "{document}, row {row}: «{cell}» is no time that can be read, and the row is counted nowhere. Correct a "
            "copy of the log and add it.",
            document=name,
            row=row,
            cell=cell,
        )
        for name, log in sorted(logs, key=lambda one: one[0])
        for row, cell in untimed(log)
    )


def unplaced_systems(evidence: Evidence, case: Case, words: Words) -> tuple[Gap, ...]:
    """The systems that a log's own column names beside the vendor's, and that ``case.toml`` gives to nobody.

    Their incidents count as the vendor's until a person says whose they are: counsel will ask.
    """
    placed = (*case.system.names, *case.system.others)
    told = [f.attributes.get("system", "") for f in evidence.findings if f.attributes.get("opened")]
    strange = Counter(name for name in told if name and not any(named_in(one, name) for one in placed))
    if not strange or not any(named_in(one, name) for one in case.system.names for name in told):
        return ()  # a log that never names the vendor's system tells nothing by naming another
    say = words.say
    return (
        Gap(
            what=say(
                "The incident log names systems that nobody has placed: {names}.",
                names=", ".join(f"{name} ({count})" for name, count in sorted(strange.items())),
            ),
            where="case.toml, [system]",
            remedy=say("Enter each under names, if it is part of the vendor's system, or under others, if it is not."),
            source=say("the municipality's own people"),
            why=say("Until then their incidents count as the vendor's, and counsel will ask."),
        ),
    )
