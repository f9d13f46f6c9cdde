"""What a person must see to in the incident logs: rows nothing could be made of, systems nobody has placed, and lines
of two logs that may tell of one incident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from claims.case import Case
from claims.held import Evidence
from claims.mentions import named_in
from claims.model import Gap
from evidence.model import DocumentKind
from extract.model import Finding
from extract.tables.incident_log import customers, day_numbers, in_both_orders, untimed
from extract.tables.log_cells import strangers
from extract.tables.log_table import Log, read_logs
from templates.words import Words, few


def untimed_rows(evidence: Evidence, case: Case, words: Words) -> tuple[str, ...]:
    """What to say of rows that are others', and of times that cannot be read or could be two, in the logs read."""
    read = {f.span.document for f in evidence.findings if f.attributes.get("opened")}
    read |= {sha256 for sha256, one in evidence.documents.items() if one.kind is DocumentKind.LOG}
    logs = [
        (evidence.documents[one].name, log)
        for one in sorted(read)
        for log in read_logs(evidence.pages_of.get(one, ()), case.log.columns).values()
    ]
    logs.sort(key=lambda one: one[0])
    doubtful = (sentence for name, log in logs for sentence in _doubtful(name, log, words))
    return (*_of_others(logs, case, words), *doubtful)


def _of_others(logs: Sequence[tuple[str, Log]], case: Case, words: Words) -> Iterator[str]:
    """What to say of the lines that tell of other customers' cases, a document at a time."""
    for name in dict.fromkeys(name for name, _ in logs):
        read = [log for one, log in logs if one == name]
        others = strangers(customers(read), case.sides.customer)
        left_out = [told for log in read for row in log.rows if (told := log.cell(row, "customer")) in others]
        if left_out:
            yield words.say(
                "{document} tells of other customers' cases too ({names}; rows: {count}): they are counted nowhere.",
                document=name, names=", ".join(dict.fromkeys(left_out)), count=len(left_out),
            )  # fmt: skip


def _doubtful(name: str, log: Log, words: Words) -> Iterator[str]:
    if both := in_both_orders(log):
        yield words.say(
            "{document} tells its days in both orders («{day_first}», «{month_first}»): a day that could be either is "
            "read with the day first. See after the rows, and correct a copy of the log.",
            document=name, day_first=both[0], month_first=both[1],
        )  # fmt: skip
    if counted := day_numbers(log):
        yield words.say(
            "{document} gives times as numbers of days ({cell}), read as spreadsheets count them from 1900: {time}. "
            "See after one of them; a workbook made on an old Mac counts from 1904, four years and a day later.",
            document=name, cell=counted[0], time=counted[1],
        )  # fmt: skip
    for row, cell in untimed(log):
        yield words.say(
            "{document}, row {row}: «{cell}» is no time that can be read, and the row is counted nowhere. Correct a "
            "copy of the log and add it.",
            document=name,
            row=row,
            cell=cell,
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


def contracts_with_others(evidence: Evidence, words: Words) -> tuple[Gap, ...]:
    """Contracts of the municipality with another firm than the vendor: what they promise and limit does not count.

    Where the firm is the vendor under another name, a person says so; where a paper does, that is told, and it counts.
    """
    say, papers = words.say, evidence.documents
    renamed = {
        (f.span.document, f.attributes["renamed"], f.attributes["renamed_in"])
        for f in evidence.findings
        if "renamed" in f.attributes
    }
    firms = {
        f.span.document: f.attributes["stranger"]
        for f in evidence.findings
        if "stranger" in f.attributes and f.attributes["stranger"] != "yes"
    }
    others = [
        (
            sha256,
            say(
                "{document} is an agreement with {firm}: nothing it promises, rules or limits is held against the "
                "vendor, or for it.",
                document=papers[sha256].name, firm=firm,
            ),
            say("If that is the vendor under another name, enter the name under names."),
        )
        for sha256, firm in firms.items()
    ] + [
        (
            sha256,
            say(
                "{document} is an agreement with {firm}, which {paper} says is the vendor under another name: it is "
                "read as the vendor's.",
                document=papers[sha256].name, firm=firm, paper=papers[paper].name,
            ),
            say("Enter the name under names, so that what {firm} wrote elsewhere is the vendor's too.", firm=firm),
        )
        for sha256, firm, paper in renamed
    ]  # fmt: skip
    return tuple(
        Gap(
            what=what,
            where="case.toml, [vendor]",
            remedy=remedy,
            source=say("the municipality's contract file"),
            why=say("Whose contract it is decides what was promised, and how far liability goes."),
        )
        for _, what, remedy in sorted(others, key=lambda one: papers[one[0]].name)
    )


#: So far apart two logs may open and close one incident: each side writes down when it heard of it.
_OPENED, _CLOSED = timedelta(hours=1), timedelta(minutes=15)
#: Or else so much of the longer of the two is common to both: then their times are in dispute, and are shown.
_COMMON = 0.4
#: What a line is whose words name no sort: it may be of any.
_UNTOLD = "functional_defect"


def told_twice(evidence: Evidence, words: Words) -> tuple[Gap, ...]:
    """Lines of two logs, under different numbers, that may tell of one incident: told by the same sort and times.

    Minutes down are counted once however many lines tell of them; cases are not, until a person rejects one of them.
    """
    rows = [f for f in evidence.live if f.attributes.get("opened") and f.attributes.get("resolved")]
    rows.sort(key=lambda f: (f.attributes["opened"], f.span))
    pairs = [(one, other) for at, one in enumerate(rows) for other in _twins(one, rows, at + 1)]
    if not pairs:
        return ()
    say = words.say
    same = [f"{_number(one)} = {_number(other)} ({_when(one, other, words)})" for one, other in pairs]
    return (
        Gap(
            what=say("Two logs may tell of the same incidents: {pairs}.", pairs="; ".join(few(same, 12))),
            where=", ".join(sorted({evidence.documents[f.span.document].name for pair in pairs for f in pair})),
            remedy=say("Where they are one, reject one of the lines: krav decide f-… reject --reason …"),
            source=say("the municipality's own people"),
            why=say("Minutes down are counted once; the number of cases is not, and counsel will say so."),
        ),
    )


def _twins(one: Finding, rows: Sequence[Finding], after: int) -> Iterator[Finding]:
    """The lines of other logs, from that place on, that may tell of the same."""
    begun, over = _times(one)
    reach = max(_OPENED, (over - begun) * (1 - _COMMON))
    for other in map(rows.__getitem__, range(after, len(rows))):
        if _apart(one, other, "opened") > reach:
            return
        if (
            other.span.document != one.span.document
            and _number(other) != _number(one)
            and (other.kind == one.kind or _UNTOLD in (one.kind, other.kind))
            and (_close(one, other) or (other.kind == one.kind and _overlap(one, other)))
        ):
            yield other


def _close(one: Finding, other: Finding) -> bool:
    return _apart(one, other, "opened") <= _OPENED and _apart(one, other, "resolved") <= _CLOSED


def _overlap(one: Finding, other: Finding) -> bool:
    (begun, over), (later, ended) = _times(one), _times(other)
    return min(over, ended) - max(begun, later) >= max(over - begun, ended - later, timedelta(minutes=1)) * _COMMON


def _times(row: Finding) -> tuple[datetime, datetime]:
    opened, resolved = (datetime.fromisoformat(row.attributes[name]) for name in ("opened", "resolved"))
    return opened, resolved


def _when(one: Finding, other: Finding, words: Words) -> str:
    """The day of both; and their times, where these are not nearly the same."""
    said = one.attributes["opened"][:10]
    if _close(one, other):
        return said
    first, second = (
        f"{begun:%Y-%m-%d %H:%M} – {over:%Y-%m-%d %H:%M}" for begun, over in (_times(one), _times(other))
    )  # fmt: skip
    return words.say("their times differ: {one} and {other}", one=first, other=second)


def _number(row: Finding) -> str:
    return row.attributes.get("ticket", "") or row.id


def _apart(one: Finding, other: Finding, name: str) -> timedelta:
    return abs(datetime.fromisoformat(one.attributes[name]) - datetime.fromisoformat(other.attributes[name]))
