"""What people said of a statement follows it where it is read as of another kind today: decisions, ties and answers."""

from __future__ import annotations

from collections.abc import Mapping

from claims import decisions
from claims.comparison import ties
from claims.liability import answers
from evidence.store import Store
from extract.store import Place, at, placed


def spoken_of(store: Store) -> Mapping[str, tuple[Place, str]]:
    """The findings people have decided on, tied or answered with: where each stands, and of what kind it is."""
    named = {*decisions.decisions(store), *ties.named(store), *answers.named(store)}
    return placed(store, named)


def follow(store: Store, before: Mapping[str, tuple[Place, str]]) -> None:
    """Let what was said of findings that are gone hold for the one finding that stands in the place of each now."""
    there, decided = placed(store, before), decisions.decisions(store)
    names: dict[str, str] = {}
    for item, (place, kind) in before.items():
        same = at(store, place) if item not in there else []
        if len(same) != 1 or same[0] in before:
            continue
        names[item] = same[0]
        store.log("follow", item=item, renamed=same[0])
        if item in decided:
            decisions.follow(store, item, same[0], {"kind": kind})
    if names:
        ties.rename(store, names)
        answers.rename(store, names)
