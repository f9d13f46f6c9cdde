"""Two drafts side by side: the change report of ``krav diff`` as a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound

from claims.decisions import sentences
from claims.dossier.changes import SECTION_TEXT, by_section, changes
from claims.dossier.drafts import drafts, read_draft
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.review.drafts import Draft


def report(work: Workspace, draft: Draft, asked: Mapping[str, str], words: Words) -> dict[str, Any]:
    """What the page shows: the printed drafts to choose from, and what differs between the two chosen.

    Without a choice the last printed draft is held against the case as it stands now. NotFound where there is no such
    draft.
    """
    printed = drafts(work.store)
    numbers = [str(one.number) for one in printed]
    first, second = asked.get("from") or (numbers[-1] if numbers else ""), asked.get("to", "")
    if not numbers:
        return {"printed": [], "first": "", "second": "", "sections": []}
    if first not in numbers or (second and second not in numbers):
        raise NotFound
    before, set_before = read_draft(work.store, int(first))
    after, set_after = read_draft(work.store, int(second)) if second else (draft.data, work.settings)
    decided = sentences(work.store, words)
    found = changes(before, after, words, settings=(set_before, set_after), decided=decided)
    sections = [(words.say(SECTION_TEXT[section]), ones) for section, ones in by_section(found)]
    return {"printed": printed, "first": first, "second": second, "sections": sections}
