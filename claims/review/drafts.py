"""The draft people look at: the dossier as it comes out of what the store holds now, made once and shared by all.

Making it takes seconds, in a large case minutes. It is made in the background when something it rests on has changed;
until then people are shown the last one and told so.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from claims.review.filters import Row, breach_row, fact_row, item_row
from claims.review.parts import Part, parts_of
from evidence.store import Store

#: Acts in the log that change nothing a dossier is made from.
_WITHOUT_EFFECT = ("copy", "dossier", "duplicate", "invite", "remark", "approve", "look", "serve", "export")
#: So many seconds a page waits for a draft that is being made.
PATIENCE = 4.0


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A dossier as plain data, with the order people go through it in."""

    key: str
    data: Mapping[str, Any]
    fresh: bool = field(default=True, compare=False)  # nothing it rests on has changed since

    def outdated(self) -> Draft:
        """The same, with all that was worked out of it, and marked as the one before."""
        made = copy(self)
        made.__dict__["fresh"] = False
        return made

    @property
    def hash(self) -> str:
        """The content hash approvals are pinned to."""
        return str(self.data["content_hash"])

    @property
    def items(self) -> Mapping[str, Any]:
        """The findings in it, by id."""
        found: Mapping[str, Any] = self.data["items"]
        return found

    @cached_property
    def breaches(self) -> Mapping[str, Any]:
        """Its breaches by id, in the order they are gone through: those not kept before the others, the weightiest
        first."""
        rank = {"breached": 0, "late": 0, "partly": 1, "excused": 2, "kept": 3, "superseded": 4}
        ordered = sorted(
            self.data["breaches"], key=lambda b: (rank.get(b["status"], 5), not b["figures"], -b["incidents_total"])
        )
        return {breach["id"]: breach for breach in ordered}

    @cached_property
    def breach_of(self) -> Mapping[str, tuple[str, ...]]:
        """The breaches a finding plays a part in, by the finding's id."""
        found: dict[str, list[str]] = {}
        for breach in self.breaches.values():
            for item in (breach["promise"], *breach["incidents"]):
                found.setdefault(item, []).append(breach["id"])
        return {item: tuple(ids) for item, ids in found.items()}

    @cached_property
    def rows(self) -> Mapping[str, Sequence[Row]]:
        """What lists are made of: the findings by label, and the breaches and the facts under their names."""
        found: dict[str, list[Row]] = {}
        for item in self.items.values():
            found.setdefault(item["label"], []).append(item_row(item))
        found["breach"] = [breach_row(breach, self.items) for breach in self.breaches.values()]
        found["fact"] = [fact_row(fact, self.items) for fact in self.data["facts"]]
        return found

    def worked_out(self) -> Draft:
        """The draft with all of this worked out, which takes a moment in a large case."""
        _ = self.breaches, self.breach_of, self.rows, self.parts
        return self

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """What an approval covers, by id."""
        return parts_of(self.data)

    @cached_property
    def sentences(self) -> Mapping[str, str]:
        """The sentences of summary and account of facts, by the id people talk about them under."""
        said = [*self.data["summary"], *(fact["sentence"] for fact in self.data["facts"])]
        return {sentence_id(one): one for one in said}


def sentence_id(sentence: str) -> str:
    """What a sentence is known by: it stays as long as its words do."""
    return "s-" + hashlib.sha256(sentence.encode()).hexdigest()[:12]


def state(store: Store) -> str:
    """What a draft is made from, as one fingerprint: log, findings, ``case.toml``, the case's own rules."""
    from extract.rules import ownrules

    made = hashlib.sha256()
    marks = ",".join("?" * len(_WITHOUT_EFFECT))
    line = store.connection.execute(
        f"SELECT coalesce(max(number), 0) FROM log WHERE act NOT IN ({marks})", _WITHOUT_EFFECT
    ).fetchone()
    made.update(str(line).encode())
    for row in store.connection.execute("SELECT document, fingerprint FROM found ORDER BY document"):
        made.update("".join(row).encode())
    made.update((store.folder / "case.toml").read_bytes())
    made.update(ownrules.fingerprint(store.folder).encode())
    return made.hexdigest()


class Drafts:
    """Keeps the draft of one case, and makes it anew when something has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed = threading.Condition()
        self._draft: Draft | None = None
        self._making = False
        self._failed: tuple[str, Exception] | None = None

    def now(self, store: Store, patience: float = PATIENCE) -> Draft:
        """The draft of what the store holds; the one before, marked as not fresh, where making it takes longer.

        The first one is waited for. Raises what making it raises.
        """
        key = state(store)
        until: float | None = None
        with self._changed:
            while True:
                if self._draft and self._draft.key == key:
                    return self._draft
                if self._failed and self._failed[0] == key:
                    failed, self._failed = self._failed[1], None  # who asks next has it tried again
                    raise failed
                if self._draft and until is None:
                    until = time.monotonic() + patience
                if self._draft and until is not None and time.monotonic() >= until:
                    return self._draft.outdated()
                if not self._making:
                    self._making = True
                    threading.Thread(target=self._make, args=(key,), daemon=True).start()
                self._changed.wait(None if until is None else max(0.0, until - time.monotonic()))

    def _make(self, key: str) -> None:
        from claims.build import Workspace

        made, failed = None, None
        try:
            with Store.open(self._folder) as store:
                key_then = state(store)
            work = Workspace(self._folder)
            try:
                made = Draft(key=key_then, data=work.dossier().model_dump(mode="json")).worked_out()
            finally:
                work.store.close()
        except Exception as error:  # whatever it is, it is raised again to the one who asked
            failed = (key, error)
        with self._changed:
            self._draft, self._failed, self._making = made or self._draft, failed, False
            self._changed.notify_all()
