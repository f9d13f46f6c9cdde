"""What the dossier says of the parties' agreement, and of those who can be heard."""

from __future__ import annotations

from claims.frozen import Frozen


class Agreement(Frozen):
    """What the parties agreed on, in sentences, and the exhibits that say so."""

    text: tuple[str, ...]
    papers: tuple[int, ...]  # numbers of exhibits: the contract, its annexes, amendments, other agreements


class WitnessLine(Frozen):
    """A person who is cited by name: what his or her words bear, and what speaks against the claim in them."""

    name: str
    side_text: str
    bears: tuple[str, ...]  # ids of items
    against: tuple[str, ...]  # ids of items
    alone: tuple[str, ...] = ()  # ids of breaches that nobody and nothing else tells of
