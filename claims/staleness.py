"""What of a case is stale, and why: what ``krav build`` would do, told without doing it.

Every step knows what it was made from; where that is another thing now, the part that differs is the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from claims.casefolder import LEDGERS, OUT
from claims.keeping import hashed
from evidence.errors import Message

if TYPE_CHECKING:
    from claims.build import Workspace
    from templates.words import Words

Step = Literal["ledgers", "find", "pages", "data"]
_SEARCH, _DATA = "search", "data"
#: Lines of the log that tell of nothing the dossier hangs on.
_HARMLESS = {"dossier", "serve", "invite", "look", "bundle", "parcel", "redact", "gap"}
#: What a search hangs on beside the documents themselves.
_SEARCH_TEXT = {
    "program": "the program's rules are of another version",
    "names": "the names in case.toml have changed",
    "columns": "what case.toml says of the headings of logs has changed",
    "rules": "the case's own rules have changed",
}
#: What printed pages hang on beside people's decisions.
_PAGES_TEXT = {
    "program": "the program or its law tables are of another version",
    "templates": "the templates are of another version",
    "epoch": "the day they are dated (SOURCE_DATE_EPOCH) is another",
    "case.toml": "case.toml has changed",
    "documents": "documents have come, or what is said of them has changed",
    "findings": "documents have been searched anew",
}
_STEP_TEXT: Mapping[Step, str] = {
    "ledgers": "Take in {count} {count:file|files} of ledgers/",
    "find": "Search {count} {count:document|documents}",
    "pages": "Compare, compute and print the dossier",
    "data": "Compare, compute and renew dossier.json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A step that is to be done, with the number of things it does and the reasons."""

    step: Step
    count: int
    why: tuple[Message, ...]


def due(work: Workspace) -> list[Due]:
    """What is stale, in the order in which it is done."""
    made = [one for one in (_ledgers(work), _search(work)) if one]
    return [*made, *_printing(work, coming=bool(made))]


def said(one: Due, words: Words) -> str:
    """One step and its reasons in a line."""
    step = words.say(_STEP_TEXT[one.step], count=one.count)
    return f"{step}: {'; '.join(words.message(why) for why in one.why)}."


def as_data(one: Due, words: Words) -> dict[str, Any]:
    """The same for other tools."""
    return {"step": one.step, "count": one.count, "why": [words.message(why) for why in one.why]}


def note_search(work: Workspace) -> None:
    """Remember what the search was made with, so that a later one can say what has changed."""
    work.kept.put(_SEARCH, _SEARCH, _search_parts(work))


def _ledgers(work: Workspace) -> Due | None:
    from evidence.custody import file_hash
    from evidence.handed import known_by_look

    files = [path for path in (work.folder / LEDGERS).rglob("*") if path.is_file()]
    seen = known_by_look(work.store, files)
    new = [path for path in files if path not in seen and work.store.known(file_hash(path)) is None]
    why = Message("{count:it is new, or not as it was|they are new, or not as they were}", {"count": len(new)})
    return Due(step="ledgers", count=len(new), why=(why,)) if new else None


def _search(work: Workspace) -> Due | None:
    from extract.store import fingerprints, looked_into, stale

    waiting = stale(work.store, fingerprints(work.store, work.case.sides, work.case.log.columns))
    if not waiting:
        return None
    there = looked_into(work.store)
    new = sum(one.sha256 not in there for one in waiting)
    why = [Message("{count} {count:is|are} new", {"count": new})] if new else []
    if left := len(waiting) - new:
        before, now = work.kept.get(_SEARCH, _SEARCH) or {}, _search_parts(work)
        changed = [Message(text) for name, text in _SEARCH_TEXT.items() if before.get(name, now[name]) != now[name]]
        own = Message("{count} {count:was|were} corrected, or what they quote has come or changed", {"count": left})
        why += changed or [own]
    return Due(step="find", count=len(waiting), why=tuple(why))


def _search_parts(work: Workspace) -> dict[str, str]:
    from extract.rules import ownrules
    from extract.store import ours

    case = work.case
    parts = {"program": ours(), "names": case.sides, "columns": sorted(case.log.columns.items())}
    return {name: hashed(part) for name, part in parts.items()} | {"rules": ownrules.fingerprint(work.folder)}


def _printing(work: Workspace, *, coming: bool) -> list[Due]:
    """``coming``: a step before it is to be done, so whatever it brings is printed."""
    from claims.dossier.printing import PAGES, grounds, printed_from

    out = work.folder / OUT
    before, now = printed_from(work.kept), grounds(work)
    if not (out / PAGES).exists() or not before:
        return [Due(step="pages", count=1, why=(Message("it has not been printed"),))]
    why = [Message(text) for name, text in _PAGES_TEXT.items() if before.get(name) != now[name]]
    if coming:
        why.append(Message("what comes before it is done anew"))
    if why:
        return [Due(step="pages", count=1, why=tuple(why))]
    if since := _done_since(work):
        count = Message("{count} {count:thing was|things were} decided or done since", {"count": since})
        return [Due(step="data", count=1, why=(count,))]
    return []


def note_data(work: Workspace, grounds: Mapping[str, str], data: str) -> None:
    """Remember what dossier.json (``data`` is its hash) was made from, and up to which line of the log it is true."""
    work.kept.put(_DATA, _DATA, _made_of_now(work, grounds, data))


def data_hold(work: Workspace, grounds: Mapping[str, str], data: str) -> bool:
    """Whether dossier.json is the one that was made, and nothing it hangs on is another thing since.

    Whatever people do to a case stands in its log, so one line more is enough to have it compared again.
    """
    return work.kept.get(_DATA, _DATA) == _made_of_now(work, grounds, data)


def _made_of_now(work: Workspace, grounds: Mapping[str, str], data: str) -> dict[str, object]:
    from evidence.custody import head

    return {"head": head(work.store), "grounds": dict(grounds), "data": data}


def _done_since(work: Workspace) -> int:
    """How many lines the log has of what people did to the claim since dossier.json was renewed."""
    from evidence.custody import entries

    before = (work.kept.get(_DATA, _DATA) or {}).get("head", "0:")
    number = int(before.partition(":")[0])
    return sum(one.act not in _HARMLESS for one in entries(work.store, after=number))
