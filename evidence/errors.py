"""What stops the program: exceptions that hold their advice and their exit code.

What is wrong *in a case* is not here: that is a ``Message`` kept as a notice, gathered and shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

#: «{count:one|many}»: the text for one, and for more.
_EITHER = re.compile(r"\{\w+:[^{}|]*\|([^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said in the reader's language: an English text with ``{named}`` places, and what fills them.

    The text is also the key under which translations are looked up, so it never holds the values themselves.
    """

    text: str
    args: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English text for traces; whoever is spoken to gets one told from many (``templates.words``)."""
        return _EITHER.sub(r"\1", self.text).format(**self.args) if self.args else self.text


def joined(messages: Iterable[Message], between: str) -> Message:
    """Several messages as one, ``between`` put between them; each is still said in the reader's language."""
    return reduce(lambda one, other: Message("{one}" + between + "{other}", {"one": one, "other": other}), messages)


class KravError(Exception):
    """Stops the program with a message that says what is wrong, where, and what to do about it.

    ``problem`` is what is wrong and where; ``advice`` is the remedy. Both are messages, so a face of the
    program can say them in Danish. ``exit_code`` is 1; a subclass may say otherwise.
    """

    exit_code = 1

    def __init__(self, problem: Message | str, advice: Message | str = "") -> None:
        self.problem = problem if isinstance(problem, Message) else Message(problem)
        self.advice = advice if isinstance(advice, Message) else Message(advice)
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.problem}\n{self.advice}" if self.advice.text else str(self.problem)
