"""Pictures of pages with words marked, kept for a while: the same page is asked for again and again.

pdfium is for one thread at a time, so pictures are made one after another.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from evidence.cropping import crop, whole_page
from evidence.model import Span
from evidence.readingcopy import Press
from evidence.store import Store
from templates import reading, typeface

_MOST = 80
#: Dots an inch: enough to read a page on half a laptop's screen.
_PAGE, _PLACE = 110, 150


class Pictures:
    """Makes pictures of places in the evidence."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[str, Sequence[Span]], bytes] = OrderedDict()
        self._alone = threading.Lock()
        self._press = Press(reading.typeset, typeface.showable, reading.MARGIN)

    def page(self, store: Store, spans: tuple[Span, ...]) -> bytes:
        """The whole page with words marked, as PNG. NoPlace where they are not found on it."""
        return self._kept(("page", spans), lambda: whole_page(store, spans, dpi=_PAGE, press=self._press))

    def place(self, store: Store, span: Span) -> bytes:
        """The lines around a quote, as PNG. NoPlace where it is not found on its page."""
        return self._kept(("place", (span,)), lambda: crop(store, span, dpi=_PLACE, press=self._press))

    def _kept(self, key: tuple[str, Sequence[Span]], make: Callable[[], bytes]) -> bytes:
        with self._alone:
            if key not in self._made:
                self._made[key] = make()
                if len(self._made) > _MOST:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]
