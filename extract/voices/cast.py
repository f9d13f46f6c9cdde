"""The people of a document, worked out once for all its pages."""

from __future__ import annotations

from extract.voices.attendance import presented
from extract.voices.introduced import people_of
from extract.voices.people import People
from extract.voices.register import Known
from extract.voices.sides import SideNames


class Cast:
    """Those one document presents and names. None of them is to be changed."""

    def __init__(
        self, texts: tuple[str, ...], fields: tuple[tuple[str, str], ...], names: SideNames, known: tuple[Known, ...]
    ) -> None:
        #: Those it presents.
        self.sure = presented(texts, dict(fields), names, known)
        self._texts, self._names = texts, names
        self._read, self._named = 0, People()
        self._people: dict[str, People] = {}

    def named_on(self, text: str) -> People:
        """The people a page with this text names."""
        people = self._people.get(text)
        if people is None:
            people = self._people[text] = people_of(text, self._names, self.sure)
        return people

    def before(self, page: int) -> People:
        """The people its first so many pages name: they stand before everything on the next."""
        if page < self._read:
            self._read, self._named = 0, People()
        for text in self._texts[self._read : page]:
            self._named.remember(self.named_on(text))
        self._read = page
        return self._named
