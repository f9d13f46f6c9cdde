"""Web pages (HTML): a block for each block element, the page's furniture kept and marked."""

from __future__ import annotations

import codecs
import json
import re
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.cover import covering
from evidence.days import first_day, iso_day
from evidence.decode import ENTITIES, decode, escaped_once, meant, told_of
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.furniture import furniture_of_text
from evidence.model import Mark, MarkKind, Outcome
from evidence.paragraphs import Line, Paragraph
from evidence.readers import Attachment, CannotRead, PageText, Reading, TextBuilder, raised
from evidence.readers.mailimages import is_small
from evidence.readers.notes import read_though, tracked
from evidence.readers.numbering import written
from evidence.readers.webparts import is_furniture

_SKIPPED_TAGS = "script style noscript template svg math iframe object embed head link meta canvas map"
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol option p pre section summary table tbody tfoot thead "
    "tr ul caption legend select textarea button label"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

#: More words than a cell of a table holds, unless somebody laid out a page by it.
_MOST_WORDS = 80
#: How deep elements lie in one another at most; a page that goes deeper is damaged or an attack.
MOST_DEPTH = 150


@dataclass(slots=True)
class _Inline:
    """Text gathered for the block under way."""

    pieces: list[str] = field(default_factory=list)

    def take(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        lines = [re.sub(r"[ \t\r\n\f\u200b\xa0]+", " ", line).strip() for line in text.split("\v")]
        return "\n".join(line for line in lines if line)

#: How a newspaper says that the rest of an article is behind its paywall. Offers to subscribe stand on every page.
_WALL = re.compile(
    r"(?i)\b(?:kun|forbeholdt) (?:for )?(?:vores )?abonnenter\b|\bfor at læse (?:resten|videre|hele artiklen)"
    r"|\bsubscribers only\b|\bto (?:continue|keep) reading\b|\bto read the (?:full|whole) (?:article|story)\b"
)
_WALLED = Message(
    "the page says that the rest is for subscribers, and may hold the beginning of the article only; ask the paper or "
    "its archive for the whole and add that too"
)


#: A picture in an address, as programs write it there.
_WRITTEN_IN = re.compile(r"(?i)data:image/(png|jpe?g|gif|webp|bmp|tiff?)[^,\"'>]{0,99};base64,\s*([a-z0-9+/=\s%]+)")


def read(path: Path) -> Reading:
    """One page with all of its text; title and day of publication where the page declares them."""
    return read_bytes(path.read_bytes())


def read_bytes(data: bytes, encoding: str = "") -> Reading:
    """The same of a page's bytes; ``encoding`` is what whoever carried them says they are in."""
    root, twice = _parse(data, encoding)
    builder = TextBuilder()
    _Renderer(builder, furniture=True).render(root)
    page = _mark_lists(builder)
    fields = _declared(root)
    title = _title(root)
    frames = [one.get("src") for one in root.iter("frame", "iframe") if one.get("src")]
    notices = told_of(page.text, twice)
    notices += (Message("put together of other pages, which are not in it: {names}; add those too",
                       {"names": frames[:10]}),) if frames else ()  # fmt: skip
    notices += (*tracked(sum(1 for _ in root.iter("del"))),
                *read_though(crossed_out=sum(1 for _ in root.iter("s", "strike"))))  # fmt: skip
    notices += (_WALLED,) if _WALL.search(page.text) else ()
    pictures = tuple(pictures_in(data.decode("latin-1")))
    if not any(map(str.isalnum, page.text)):
        made = Message("there is no text in it before its programs run; open it in a browser, print it as PDF and add "
                       "that")  # fmt: skip
        reason = made if next(root.iter("script"), None) is not None else Message("there is no text in it")
        return Reading(
            outcome=Outcome.EMPTY, reason=reason, title=title, fields=fields, notices=notices, attachments=pictures
        )
    return Reading(pages=(page,), title=title, fields=fields, notices=notices, attachments=pictures)


def pictures_in(page: str) -> Iterator[Attachment]:
    """The pictures written into a page itself, as where a ticket's screenshots are exported with it."""
    for number, found in enumerate(_WRITTEN_IN.finditer(page), 1):
        try:
            data = b64decode(found[2])
        except ValueError:
            continue
        if data and not is_small(data):
            yield Attachment(name=f"billede-{number}.{found[1].lower()}", data=data)


def to_text(html: str) -> str:
    """A mail's HTML body as plain text; what it quotes is prefixed with "> " as in plain mail."""
    try:
        root = _tree(html)
    except CannotRead:
        return ""
    builder = TextBuilder()
    _Renderer(builder, furniture=False).render(root)
    text = builder.page().text
    quoted = [mark for mark in builder.marks if mark.kind is MarkKind.QUOTED]
    starts, ends = sorted(mark.start for mark in quoted), sorted(mark.end for mark in quoted)
    lines, position = [], 0
    for line in text.split("\n"):
        depth = bisect_right(starts, position) - bisect_right(ends, position)
        lines.append("> " * depth + line if depth else line)
        position += len(line) + 1
    return "\n".join(lines)


def _parse(data: bytes, encoding: str) -> tuple[Any, str]:
    """The tree of a page, and the name of its encoding where that was written twice."""
    declared = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    encoding = encoding or (declared[1].decode() if declared else "")
    text = None
    if encoding and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            # What says that it is Latin-1 or ASCII is written in Windows' letters: so browsers take it, dashes and all.
            latin = codecs.lookup(encoding).name in ("iso8859-1", "ascii")
            text = data.decode("cp1252" if latin else encoding)
        except (LookupError, UnicodeDecodeError):
            text = None  # pages often declare what they are not; the bytes decide
    if text is None:
        decoded = decode(data)
        if decoded is None:
            raise CannotRead(DAMAGED)
        text = decoded[0]
    text, twice = meant(text)
    if (once := escaped_once(text)) != text:
        text, twice = once, ENTITIES
    return _tree(text), twice


def _tree(text: str) -> Any:
    import lxml.html
    from lxml import etree

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).replace("\0", "\ufffd")
    if not text.strip():
        raise CannotRead(Message("there is nothing but blank space in the file"), Outcome.EMPTY)
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
        if any("depth" in problem.message for problem in parser.error_log):
            # The parser gives up what lies too deep; then the text without its elements is better than none.
            bare = re.sub(r"(?is)<(script|style)\b.*?</\1>|<[^>]*>", "\n", text)
            root = lxml.html.document_fromstring(f"<pre>{bare}</pre>")
        return _levelled(root)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotRead(DAMAGED) from error


def _levelled(root: Any) -> Any:
    """The same tree, what lies deeper in it than pages are built made the text of the element it lies in."""
    from lxml import etree

    element, depth = root, 1
    while element is not None:
        inner = element[0] if len(element) else None
        if inner is not None and depth == MOST_DEPTH:
            etree.strip_elements(element, *_SKIPPED, with_tail=False)
            said = " ".join(element.itertext())
            for child in list(element):
                element.remove(child)
            element.text, inner = said, None
        if inner is not None:
            element, depth = inner, depth + 1
            continue
        while element is not None and element.getnext() is None:
            element, depth = element.getparent(), depth - 1
        element = element.getnext() if element is not None else None
    return root


class _Renderer:
    """Walks a tree and writes its text, block by block."""

    def __init__(self, builder: TextBuilder, *, furniture: bool) -> None:
        self._builder = builder
        self._furniture = furniture
        self._inline = _Inline()
        self._heading = False
        self._whole = 1
        self._counted: dict[Any, int] = {}  # how many items of a counted list have been written
        self._numbered: dict[Any, int] = {}  # rows of tables
        self._below: dict[Any, dict[int, int]] = {}  # by table, the columns a taller cell above fills, and how far down

    def render(self, root: Any) -> None:
        """Write all of it."""
        body = root.find(".//body")
        body = root if body is None else body
        self._whole = max(1, len("".join(body.itertext()).split()))
        self._walk(body)
        self._flush()

    def _flush(self) -> None:
        text = self._inline.take()
        if text:
            self._builder.block(text, MarkKind.HEADING if self._heading else MarkKind.BLOCK)
            self._builder.write("\n")

    def _walk(self, element: Any) -> None:
        tag = element.tag
        if tag == "iframe" and element.get("srcdoc"):  # as programs keep a page within a page
            self._flush()
            self._walk(_tree(element.get("srcdoc")))
            self._flush()
        shadow = tag == "template" and element.get("shadowrootmode") is not None  # shown in the place of its parent
        if not isinstance(tag, str) or (tag in _SKIPPED and not shadow):
            return
        if tag == "br":
            self._inline.pieces.append("\v")
            return
        if tag in ("img", "del"):  # what was deleted is no part of the text as it stands; it is told
            return
        if tag in ("input", "select"):
            self._inline.pieces.append(f" {_filled_in(element)} ")
            return
        if figures := _raised(element):
            self._inline.pieces.append(figures)
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
        start = self._builder.length
        apart = self._furniture and is_furniture(element, self._whole)
        heading = self._heading
        self._heading = heading or tag in _HEADINGS
        if tag == "tr" and not apart:
            self._row(element)
        else:
            if tag == "li" and (counted := self._number_of(element.getparent())):
                self._inline.pieces.append(f"{counted} ")
            if tag == "q":
                self._inline.pieces.append("“")
            if element.text:
                self._inline.pieces.append(_kept(element.text) if tag == "pre" else element.text)
            for child in element:
                self._walk(child)
                if child.tail:
                    self._inline.pieces.append(_kept(child.tail) if tag == "pre" else child.tail)
            if tag == "q":
                self._inline.pieces.append("”")
        if block:
            self._flush()
        self._heading = heading
        if apart:
            self._flush()
            self._builder.mark(start, self._builder.length, MarkKind.FURNITURE)
        if tag == "blockquote" and not self._furniture:
            self._builder.mark(start, self._builder.length, MarkKind.QUOTED)

    def _number_of(self, listed: Any) -> str:
        """The number a browser shows before the next item of a counted list, as «4.»; "" of another.

        What pages list by a class of their designer's has no numbers more often than not.
        """
        if listed is None or listed.tag != "ol" or (not {"start", "type"} & set(listed.keys()) and listed.get("class")):
            return ""
        said = listed.get("start") or ""
        before = self._counted.get(listed, int(said) - 1 if re.fullmatch(r"-?\d{1,6}", said) else 0)
        self._counted[listed] = before + 1
        return f"{written(before + 1, _COUNTS.get(listed.get('type') or '1', 'decimal'))}."

    def _row(self, row: Any) -> None:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        below = self._below.setdefault(row.getparent(), {})
        if len(cells) + len(below) < 2 or any(map(_lays_out, cells)):
            # A table that only lays out the page: each cell is text of its own.
            below.clear()
            for child in row:
                self._walk(child)
                self._flush()
            return
        texts: list[str] = []
        for cell in cells:
            _pass_by(below, texts)
            inner = _Inline(list(_texts(cell)))
            texts.append(" ".join(inner.take().split()))
            if (tall := _tall(cell)) > 1:
                below[len(texts) - 1] = tall - 1
        _pass_by(below, [*texts])
        if not any(texts):
            return
        start = self._builder.length
        for index, text in enumerate(texts):
            if index:
                self._builder.write("\t")
            first, last = self._builder.write(text)
            self._builder.mark(first, last, MarkKind.BLOCK)
        number = 1
        for before in row.itersiblings("tr", preceding=True):
            number += self._numbered.get(before, 1)
            if before in self._numbered:
                break
        self._numbered[row] = number
        self._builder.mark(start, self._builder.length, MarkKind.ROW, row=str(number))
        self._builder.write("\n")


#: The sorts of numbers a list may have, in Word's names for them.
_COUNTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


#: Fields of a form whose words nobody sees or that do something.
_NO_FIELDS = frozenset(("hidden", "password", "submit", "button", "reset", "image", "file", "search"))


def _filled_in(field: Any) -> str:
    """What a field of a form shows: its words, what was chosen, whether it is ticked."""
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        return ", ".join(" ".join("".join(one.itertext()).split()) for one in chosen or options[:1])
    kind = (field.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☐" if field.get("checked") is None else "☒"
    return "" if kind in _NO_FIELDS else " ".join((field.get("value") or "").split())


#: So many rows a cell may say that it reaches down.
_TALLEST = 1000


def _tall(cell: Any) -> int:
    """How many rows a cell reaches down, its own among them."""
    said = str(cell.get("rowspan") or "").strip()
    return min(int(said), _TALLEST) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _pass_by(below: dict[int, int], texts: list[str]) -> None:
    """Leave the next columns empty for as long as a cell from above stands in them."""
    while left := below.get(len(texts)):
        if left > 1:
            below[len(texts)] = left - 1
        else:
            del below[len(texts)]
        texts.append("")


def _lays_out(cell: Any) -> bool:
    """Whether a cell is a place for a piece of a page, and none of a table: office programs set the words of a cell in
    a paragraph, but hardly in two.
    """
    if any(True for _ in cell.iter("table", "ul", "ol", "h1", "h2", "h3")):
        return True
    said = [one for one in cell.iter("p", "div") if one.find(".//p") is None and one.find(".//div") is None
            and "".join(_texts(one)).strip()]  # fmt: skip
    return len(said) > 1 or len("".join(_texts(cell)).split()) > _MOST_WORDS


def _texts(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.tag == "del":
        return
    if element.tag in ("input", "select"):
        yield f" {_filled_in(element)} "
        return
    if figures := _raised(element):
        yield figures
        return
    if element.tag == "br":
        yield "\v"
    if element.tag == "q":  # a browser sets the marks of a quotation
        yield "“"
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    if element.tag == "q":
        yield "”"


def _raised(element: Any) -> str:
    """The figures of a note's mark or a power, as they are shown."""
    return raised("".join(element.itertext())) if element.tag == "sup" else ""


def _kept(text: str) -> str:
    return text.replace("\n", "\v")


def _mark_lists(builder: TextBuilder) -> PageText:
    """Teaser lists that carry no telling tag or class are told by their headings, as in plain text."""
    page = builder.page()
    blocks = [mark for mark in page.marks if mark.kind in (MarkKind.BLOCK, MarkKind.HEADING)]
    furniture = [mark for mark in page.marks if mark.kind is MarkKind.FURNITURE]
    apart = covering((mark.start, mark.end) for mark in page.marks if mark.kind in (MarkKind.FURNITURE, MarkKind.ROW))
    free = [one for one in blocks if not apart(one.start)]  # «x» in a cell is no button
    paragraphs = []
    for mark in free:
        text = page.text[mark.start : mark.end].replace("\n", " ")
        paragraphs.append(Paragraph(mark.start, mark.end, (Line(mark.start, mark.end, text, 0),)))
    for start, end in furniture_of_text(page.text, paragraphs, known=bool(furniture)):
        builder.marks.append(Mark(start=start, end=end, kind=MarkKind.FURNITURE))
    return builder.page()


def _title(root: Any) -> str:
    for path in (".//article//h1", ".//main//h1", ".//h1"):
        found = root.find(path)
        if found is not None and "".join(found.itertext()).strip():
            return " ".join("".join(found.itertext()).split())
    said = _meta(root).get("og:title") or root.findtext(".//title") or ""
    return " ".join(said.split())


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            found.setdefault(name, " ".join(meta.get("content").split()))
    return found


_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "pubdate", "publish-date", "publishdate", "publication_date", "sailthru.date",
)  # fmt: skip


def _declared(root: Any) -> dict[str, str]:
    """What the page says of itself: published (ISO day), author, site, type."""
    meta = _meta(root)
    fields: dict[str, str] = {}
    days = [day for name in _PUBLISHED if (day := iso_day(meta.get(name, "")) or first_day(meta.get(name, "")))]
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            days += [day for said in _published_in(script.text or "") if (day := iso_day(said))]
    if not days:
        # The first time element is the story's own unless it stands in a list of others.
        for time in root.iter("time"):
            day = iso_day(time.get("datetime") or "") or first_day("".join(time.itertext()))
            if day and not any(is_furniture(one, 1 << 30) for one in time.iterancestors()):
                days.append(day)
                break
    if days:
        fields["published"] = days[0].isoformat()
    for name, keys in (("author", ("author", "article:author")), ("site", ("og:site_name",)), ("type", ("og:type",))):
        said = next((meta[key] for key in keys if meta.get(key)), "")
        if said:
            fields[name] = said
    return fields


def _published_in(text: str) -> Iterator[str]:
    try:
        pending = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while pending:
        node = pending.pop(0)
        if isinstance(node, dict):
            if isinstance(node.get("datePublished"), str):
                yield node["datePublished"]
            pending += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            pending += node
