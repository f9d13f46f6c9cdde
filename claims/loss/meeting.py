"""How much of several set-offs losses can bear, where each meets only some of them and no krone is met twice."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from decimal import Decimal

from claims.figures import ZERO

#: Losses by which of the amounts, by their places, may come off them.
Losses = Mapping[frozenset[int], Decimal]


def most(amounts: Sequence[Decimal], losses: Losses) -> Decimal:
    """The most of ``amounts`` that can come off ``losses``, in kr., whatever order they are taken in."""
    return sum(met(amounts, losses).values(), ZERO)


def met(amounts: Sequence[Decimal], losses: Losses) -> dict[tuple[int, frozenset[int]], Decimal]:
    """How much of each amount comes off which loss, where as much as can comes off.

    What one amount holds is given up where it has another loss to meet (a greatest flow), so no division takes more.
    """
    left = dict(enumerate(amounts))
    room = {by: loss for by, loss in losses.items() if by and loss > 0}
    held: dict[tuple[int, frozenset[int]], Decimal] = defaultdict(lambda: ZERO)
    while path := _path(left, room, held):
        moved = min([left[path[0][0]], room[path[-1][1]],
                     *(held[path[at + 1][0], loss] for at, (_, loss) in enumerate(path[:-1]))])  # fmt: skip
        for at, (amount, loss) in enumerate(path):
            held[amount, loss] += moved
            if at + 1 < len(path):
                held[path[at + 1][0], loss] -= moved
        left[path[0][0]] -= moved
        room[path[-1][1]] -= moved
    return dict(held)


def _path(
    left: Mapping[int, Decimal], room: Losses, held: Mapping[tuple[int, frozenset[int]], Decimal]
) -> list[tuple[int, frozenset[int]]]:
    """The shortest way from an amount that is not all met to a loss with room: who takes of which loss in turn, each
    from the next; empty where there is none.
    """
    came: dict[int, tuple[int, frozenset[int]] | None] = {amount: None for amount, rest in left.items() if rest > 0}
    waiting = deque(came)
    seen: set[frozenset[int]] = set()
    while waiting:
        amount = waiting.popleft()
        for loss in (one for one in room if amount in one and one not in seen):
            seen.add(loss)
            if room[loss] > 0:
                path = [(amount, loss)]
                while (before := came[path[0][0]]) is not None:
                    path.insert(0, before)
                return path
            for other in (one for one in loss if one not in came and held[one, loss] > 0):
                came[other] = (amount, loss)
                waiting.append(other)
    return []
