"""Rows of incident logs that no incident could be made of: named, so that nobody thinks they are counted."""

from __future__ import annotations

from claims.case import Case
from claims.held import Evidence
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
