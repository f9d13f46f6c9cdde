"""Those a document presents beyond doubt: in mail addresses, lists of those present, signatures.

What these say holds on every page, before anything a single sentence may seem to tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.lines import at_lines, cells_of, up_to_next
from extract.model import Side
from extract.voices.outside import writes_for
from extract.voices.people import NAME, SMALL, People, Person, is_first_name, person_in
from extract.voices.register import Known
from extract.voices.sides import CAPITAL, LETTERS, SideNames, has_title, title_expression
from extract.voices.signatures import signed, signed_without_closing


def presented(
    texts: Sequence[str], fields: Mapping[str, str], sides: SideNames, known: Sequence[Known] = ()
) -> People:
    """The people a whole document presents so that their side is beyond doubt, and those ``known`` from elsewhere.

    Mail addresses, lists of those present and the lines under a signature: what these say holds on every page,
    before anything a single sentence may seem to tell.
    """
    people = People()
    for text in [*(fields.get(key, "") for key in ("from", "to", "cc")), *texts]:
        for m in _ADDRESS.finditer(text) if "@" in text else ():
            name = person_in(re.sub(r"^([^\s,]+), (.+)$", r"\2 \1", m["name"]))
            side = sides.of_address(m["address"])
            if name is not None and side is not None:
                people.add(Person(name, side=side))
        for m in _BARE_ADDRESS.finditer(text) if "@" in text else ():
            side = sides.of_address(m.group())
            if side is not None and is_first_name(m["first"]):  # «kurt.holm@datahuset.dk» is Kurt Holm
                people.add(Person(" ".join(filter(None, (m["first"].title(), (m["last"] or "").title()))), side=side))
    for text in texts:
        _from_signing_cells(text, sides, people)
        _from_lists(text, sides, people)
        _from_signatures(text, sides, people)
        _from_columns(text, sides, people)
        _from_rows(text, sides, people)
        _from_legend(text, sides, people)
        _from_counsel(text, sides, people)
    for one in known:
        people.add(Person(one.name, one.title, one.side, elsewhere=True, guessed=one.guessed))
        people.in_full(one.name)
    return people


_ADDRESS = re.compile(
    rf"(?P<name>{NAME}|[{CAPITAL}][{SMALL}-]+, [{CAPITAL}][{SMALL}-]+)[\"']?[ ]*[<\[](?:mailto:)?"
    r"(?P<address>[\w.+-]+@[\w.-]+)[>\]]"
)
_BARE_ADDRESS = re.compile(r"(?<![\w.+-])(?P<first>[a-zæøå]{3,})(?:[._-](?P<last>[a-zæøå]{3,}))?@[\w.-]+\.\w+")
LIST_LINE = re.compile(
    r"^[ \t]*(?:[-•*·][ \t]*)?(?P<who>[^:\n\t]{2,60})(?::|\t)[ \t]*"
    # A long list goes on in lines that go on listing, or in one that holds the rest of the last name and no more.
    r"(?P<names>[^\n]{45,}(?:\n(?![^\n]{0,40}:|[^\n]*\t)(?=[^\n]*[,(])[^\n]+){1,3}"
    rf"|[^\n]{{45,}}[ ][{CAPITAL}][{SMALL}-]+\n[{CAPITAL}][{SMALL}-]+\.|[^\n]+)$",
    re.MULTILINE,
)
PRESENT = (
    r"(?:Deltagere?|Delt\.|Deltog|Mødedeltagere|Til\s+stede|Tilstede|Tilstedeværende|Fremmødte|Med|Fra|For|Mødt|Afbud|Present|"
    r"Attendees|Participants)(?!\w)"
)
#: «Fra Vestby     Ida Krogh, Ole B.» in columns; «Tilstede  Anni, Per T (Systemhuset), Lis» in notes: no colon.
SPACED = re.compile(
    r"^[ \t]*(?P<who>(?:Fra|For|Hos)[ ][A-ZÆØÅ][^:,\n]{1,40}?)(?:[ ]{2,}|[ ]?\t[ ]?)(?P<names>[^\n:]+)$", re.MULTILINE
)
NOTED = re.compile(
    r"^[ \t]*(?P<who>Til\s?stede|Tilstede|Deltagere|Delt\.|Present)[ ]+(?P<names>[^\n:]+,[^\n:]+)$",
    re.MULTILINE | re.IGNORECASE,
)
#: The two sides of a works council, of which the second speaks for the staff.
_BENCHES = (
    (re.compile(r"(?:ledelse|arbejdsgiver|A-side)", re.IGNORECASE), Side.CUSTOMER),
    (re.compile(r"(?:medarbejder|tillids|B-side)\w*", re.IGNORECASE), Side.THIRD_PARTY),
)
#: A meeting held in one house, and somebody from outside who comes to it.
_OWN_MEETING = re.compile(
    r"\b(?:bestyrelse|ledergruppe|direktions|afdelings|personale|team|systemejer|superbruger)\w*møde\b", re.IGNORECASE
)
_VISITS = re.compile(r"^[ \t]*(?:Gæst(?:er)?|Inviteret|Særligt indbudt|Under pkt)\b", re.IGNORECASE | re.MULTILINE)
LIST_HEAD = re.compile(
    rf"^[ \t]*(?:{PRESENT}[^\n]{{0,50}}|[^\n]{{2,40}}):?[ \t]*\n"
    rf"(?P<names>(?:[ \t]*(?:[-•*·][ \t]*)?(?:[{SMALL}-]+[ ]){{0,2}}{NAME}[^\n.:]{{0,60}}(?:\n|$)){{1,12}})",
    re.MULTILINE,
)


def _from_lists(text: str, sides: SideNames, people: People) -> None:
    """Those present, as minutes list them.

    On one line, after a colon or in the next cell («Systemhuset: it-chef Ida Krogh (IK), Ole Bak»), or one a line
    under a heading that names the house.
    """
    lists = [*at_lines(LIST_LINE, text), *NOTED.finditer(text), *at_lines(SPACED, text)]
    first = next((m for m in lists if re.match(PRESENT, _head_of(m))), None)
    visited = _OWN_MEETING.search(text[:400]) and _VISITS.search(text)
    ours = Side.CUSTOMER if visited or (first and _of_one_house(text, first, sides)) else None
    for m in lists:
        present = re.match(rf"(?:{PRESENT}|Møde)", _head_of(m)) is not None
        for group in _by_house(_head_of(m), m["names"], sides):
            _from_group(group, sides, people, present=present, ours=ours)
    for m in at_lines(LIST_HEAD, text):
        head = text[m.start() : m.start("names")].strip(" :\t\n-–•*")
        house = re.sub(rf"^{PRESENT}:?\s*(?:fra|for)?\s*", "", head)
        named = sides.at_start(house)
        if named is None or len(house) - len(named[0]) > 12:
            continue
        for line in m["names"].splitlines():
            _listed(re.split(r"[,;]", line.strip(" \t-•*·"))[0], head, sides, people, line)


def _head_of(listed: re.Match[str]) -> str:
    """What a list is headed by: «7. marts 2007 kl. 9, lokale 2. Til stede: …» by the words behind the last stop."""
    return listed["who"].rpartition(". ")[2].strip()


def _of_one_house(text: str, present: re.Match[str], sides: SideNames) -> bool:
    """Whether minutes stand under the customer's name alone, and their list of those present names no house.

    A works council meets in one house, and keeps its minutes there.
    """
    above = text[: present.start()][-_HEAD:]
    head = {side for _, _, side in sides.all_in(above)}
    own = head == {Side.CUSTOMER} or (not head and sides.is_public and _WORKS_COUNCIL.search(above) is not None)
    return own and sides.first_in(present["names"]) is None


_WORKS_COUNCIL = re.compile(r"\b(?:[LH]MU|(?i:lokal-?|hoved-?)MED|MED-?(?:udvalg|møde)\w*|[Ss]amarbejdsudvalg\w*)\b")


#: So many characters before a list of those present hold whose minutes they are.
_HEAD = 300


@dataclass(frozen=True, slots=True)
class _Group:
    """Names after one heading of a line; ``others`` are the headings that the line has after these names."""

    heading: str
    names: str
    others: tuple[str, ...] = ()


def _from_group(group: _Group, sides: SideNames, people: People, *, present: bool, ours: Side | None) -> None:
    """Those of one list; ``present``: of a meeting, which is the ``ours``' own where the side is told."""
    together = " ".join(group.names.split()).strip(" |.–—")
    closed = _closed_by_house(together, sides) if present else ()
    for names, side in closed:
        for part in _entries(names):
            _listed(part, group.heading, sides, people, unmarked=side, present=present)
    if closed:
        return
    bench = next((side for named, side in _BENCHES if sides.is_public and named.match(group.heading.strip())), None)
    parts = _entries(together)
    marked = [_house_of(part, sides) for part in parts]
    both = {Side.CUSTOMER, Side.VENDOR} <= set(marked)
    others = {sides.of_house(house) for house in group.others}
    # Where only the vendor's people are marked, the others are the customer's.
    own = present and Side.VENDOR in {*marked, *others} and not both and Side.CUSTOMER not in others
    for place, part in enumerate(parts):
        if (house := _house_after(parts[place + 1 :], sides)) is not None:
            side, inside = house
            entry = f"{part} ({inside})" if inside and "(" not in part else part
            _listed(entry, group.heading, sides, people, unmarked=side, present=present)
            continue
        # Where both houses are, one in brackets closes the group that stands before it: «Ida Krogh, Ole Bak (Nørreby)».
        ended = _closes(part, marked[place:], sides) if present and both else None
        unmarked = bench or (Side.CUSTOMER if own else ended or (ours if present else None))
        guessed = own and not bench and marked[place] is None
        _listed(
            part, group.heading, sides, people, unmarked=unmarked, present=present or bench is not None, guessed=guessed
        )


def _entries(names: str) -> list[str]:
    return re.split(r",(?![^()]*\))|;|\bog\b|\s[·•|/+]\s|(?<=\))\s[–—-]\s", names)


def _closed_by_house(names: str, sides: SideNames) -> list[tuple[str, Side]]:
    """Those a semicolon parts by house, where a house closes each lot («Ida Krogh, it-chef; Per Lund, Ole Bak,
    Systemhuset»): one without is the customer's where the vendor closes the other. Else none.
    """
    lots = [lot.strip() for lot in re.split(r";(?![^()]*\))", names) if lot.strip()]
    closing = [sides.at_start(re.split(r",|\bog\b", lot)[-1].strip()) for lot in lots]
    told = [
        house[1] if house is not None and lot.endswith(house[0]) else None
        for lot, house in zip(lots, closing, strict=True)
    ]
    if len(lots) < 2 or not any(told) or "(" in names:
        return []
    rest = Side.CUSTOMER if Side.VENDOR in told and Side.CUSTOMER not in told else None
    return [(lot, side) for lot, one in zip(lots, told, strict=True) if (side := one or rest)]


_HOUSE_ENTRY = re.compile(r"\s*(?P<house>[^()]+?)\s*(?:\((?P<inside>[^()]*)\))?\s*")


def _house_after(following: Sequence[str], sides: SideNames) -> tuple[Side, str] | None:
    """The side of the house that stands as the next entry, and what it has in brackets: «Ida Krogh, Systemhuset (IK)».

    An office may stand between: «Ida Krogh, projektleder, Systemhuset».
    """
    for entry in following[:2]:
        found = _HOUSE_ENTRY.fullmatch(entry)
        if found is None:
            return None
        if side := sides.whole(found["house"]):
            return side, found["inside"] or ""
        if found["inside"] is not None or not has_title(found["house"].rpartition(" ")[2]):
            return None
    return None


#: What somebody is at the meeting alone.
_AT_MEETING = ("formand", "forkvinde", "næstformand", "mødeleder", "referent", "tovholder")


def _closes(part: str, marked: Sequence[Side | None], sides: SideNames) -> Side | None:
    """The side of the next entry that names a house, for one with no brackets of its own.

    With brackets that tell of an office or a desk alone («Ida Krogh (IK, skolesekretær)», «Ole Bak (økonomi)») somebody
    is of the house that invites to the meeting, the customer's, unless the office says otherwise.
    """
    inside = re.search(r"\(([^()]*)\)", part)
    if inside is None or not re.search(rf"[{SMALL}]{{3}}", inside[1]):
        return next((side for side in marked if side), None)
    if _HOUSE_NAMED.search(inside[1]):
        return None
    words = (word for word in re.findall(r"[\w-]+", inside[1]) if word.islower() and word not in _AT_MEETING)
    return sides.of_office(" ".join(words)) or Side.CUSTOMER


_ANYBODY = rf"(?:{NAME}|[{CAPITAL}][{SMALL}]+\s[{CAPITAL}](?!\w)|{LETTERS})(?:\s*\([^()\n]{{1,40}}\))?"
#: Initials before the name they are of: «IK (Ida Krogh)».
_INITIALS_FIRST = re.compile(rf"(?<!\w)(?P<letters>{LETTERS})\s*\((?P<name>{NAME})\)")


def _several(one: str) -> str:
    return rf"(?P<names>{one}(?:(?:,\s|\s+og\s+){one})*)"


#: Somebody listed by initials alone.
_INITIALS_ALONE = re.compile(rf"\s*(?P<name>{LETTERS})\s*(?:\((?P<what>[^()]*)\))?\s*\.?")
#: «HJK og BS fra kommunen, MLA fra Systemhuset», «Ida Krogh (IK), Ole Bak for Nørreby Kommune; …»
_COMES_FROM = re.compile(
    rf"{_several(_ANYBODY)},?\s+(?:fra|for(?=\s(?:[{CAPITAL}]|kommunen|leverandøren|kunden)))\s+(?P<house>[^,;.\n]+?)(?=[,;.]|\s+og\s+{_ANYBODY}\s|\s*$)"
)
#: «HV, MS, LA; fra Systemhuset TP og SR»
_FROM_HOUSE = re.compile(
    rf"[;,.]?\s+fra\s+(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]+)*?):?\s+"
    rf"{_several(LETTERS)}(?=[;.]|\s*$)"
)
#: «Ida Krogh, Ole Bak; fra Systemhuset Mette Ravn og Per Holst»: in full, a semicolon or a stop begins the house's lot.
_LOT_FROM = re.compile(
    rf"[;.]\s+[Ff]ra\s+(?P<house>[{CAPITAL}][\w/&.-]+(?:\s[{CAPITAL}][\w/&.-]+)*?):?\s+"
    rf"{_several(_ANYBODY)}(?=[;.]|\s*$)"
)
#: «Ida Krogh/IK»
_INITIALS_AFTER = re.compile(
    rf"(?P<name>[{CAPITAL}][{SMALL}-]+(?:[ ][{CAPITAL}][{SMALL}-]+){{1,2}})[ ]?/[ ]?(?P<letters>{LETTERS})\b"
)
#: «IK, OB (Vestby). PL, Bo Falk (Datahuset).»: a full stop or a semicolon parts the lots, a house ends each.
_LOT = re.compile(
    r"(?:^|(?<=[.;] ))[ ]*(?P<names>(?:[^.;:]|(?<=\b[A-ZÆØÅ])\.){2,}?)[ ]"
    r"\((?P<house>(?![A-ZÆØÅ]{2,4}\))[^()]{2,40})\)[ ]*(?:[.;](?=[ ]|$)|$)"
)
#: A heading within the line opens it, or stands behind a stop, a semicolon or a dash: «…, Ida Krogh – Systemhuset: …».
_SUBLIST = re.compile(r"(?:(?<=\. )|(?<=; )|(?<=\s[–—-] )|^)[ \t]*(?P<house>[^:.;,()]{2,60}):[ \t]*")


def _by_house(heading: str, names: str, sides: SideNames) -> list[_Group]:
    """The lists of one line, each with its heading: «Fra Nørreby: Ida Krogh, Ole Bak. Fra Systemhuset: Per Lund»."""
    names = _INITIALS_FIRST.sub(
        lambda m: m.group() if sides.of_house(m["name"]) else f"{m['name']} ({m['letters']})",
        _INITIALS_AFTER.sub(r"\g<name> (\g<letters>)", names.replace("\n", " ")),
    )
    lots = list(_LOT.finditer(names))
    if len(lots) > 1 and any("," in one["names"] for one in lots):
        return [_Group(one["house"], one["names"]) for one in lots]
    heads = list(_SUBLIST.finditer(names))
    if not heads:
        house = re.sub(r"^(?:Fra|For|Hos)\s+", "", heading.strip())
        if come := [_Group(m["house"], m["names"]) for m in _COMES_FROM.finditer(names)]:
            rest = _COMES_FROM.sub("", names).strip(" ,;.+&")  # «Ida K, Ole B + Per H fra Systemhuset»
            return [*([_Group(house, rest, tuple(one.heading for one in come))] if rest else []), *come]
        begun = _LOT_FROM if _LOT_FROM.search(names) else _FROM_HOUSE
        come = [_Group(m["house"], m["names"]) for m in begun.finditer(names)]
        return [_Group(house, begun.sub("", names), tuple(one.heading for one in come)), *come]
    houses = [re.sub(rf"^{PRESENT}\s*", "", head["house"].strip()) for head in heads]
    held = [names[head.end() : end] for head, end in up_to_next(names, heads)]
    return [_Group(heading, names[: heads[0].start()], tuple(houses)), *map(_Group, houses, held)]


def _house_of(part: str, sides: SideNames) -> Side | None:
    """The side an entry of a list names beside the person: a party, or in brackets the proper word of its name."""
    inside = re.search(r"\(([^()]*)\)", part)
    return sides.first_in(part) or (sides.of_house(inside[1]) if inside else None)


def _listed(
    part: str, heading: str, sides: SideNames, people: People, line: str = "", unmarked: Side | None = None,
    present: bool = False, guessed: bool = False,
) -> None:  # fmt: skip
    """Keep the person one entry of a list names, on the side of its own house or of its heading.

    ``guessed``: an ``unmarked`` side follows from how the others are marked alone.
    """
    found = re.fullmatch(
        rf"\s*(?P<title>(?:[\w-]+\s+){{0,3}}?)(?P<name>{NAME}|[{CAPITAL}][{SMALL}]+)(?:\s[{CAPITAL}])?\s*(?:\((?P<what>[^()]*)\))?"
        r"\s*(?:[–-]\s+(?P<of>[^()]{2,40}))?\.?",
        part,
    )
    name = person_in(found["name"]) if found else None
    # «Til stede: Grethe, Ib, Ida Krogh (Datahuset)»; with something in brackets a name need not be a known one
    if found and present and (is_first_name(found["name"]) or (name is None and _tells(found["what"], sides))):
        name = found["name"]
    if found is None and (alone := _INITIALS_ALONE.fullmatch(part)):  # «Til stede: IK, LB, RT (Datahuset)»
        side = sides.of_house(alone["what"] or "") or sides.first_in(line) or sides.of_house(heading) or unmarked
        if side and sides.first_in(alone["name"]) is None:
            people.add(Person(alone["name"], side=side, initials=alone["name"]))
        return
    if found is None or name is None or sides.first_in(name) is not None:
        return
    what = found["what"] or ""
    pieces = [piece.strip() for piece in what.split(",")]
    letters = (piece for piece in pieces if re.fullmatch(r"[A-ZÆØÅ]{2,4}", piece))
    initials = next((piece for piece in letters if sides.of_letters(piece, name) is None), "")
    of_house = next((house for piece in (what, *pieces, found["of"] or "") if (house := sides.of_house(piece))), None)
    told = of_house or sides.first_in(line) or sides.of_house(heading)
    side = told or unmarked
    titles = (" ".join(found["title"].split()), *pieces)  # «it-chef Ida Krogh», «Ida Krogh (IK, it-chef)»
    title = next((one for one in titles if one and has_title(one.split()[-1])), "")
    if side or initials or present:
        people.add(Person(name, title, side, initials=initials, guessed=guessed and told is None))


def _tells(what: str | None, sides: SideNames) -> bool:
    """Whether brackets tell a house, an office or initials, as behind a person: not the names behind a house."""
    pieces = [piece for piece in re.split(r",\s*|\s+og\s+", (what or "").strip()) if piece]
    return bool(pieces) and all(
        not piece.istitle() or piece[-1] == "." or has_title(piece.split()[-1]) or sides.of_house(piece) is not None
        for piece in pieces
    )


_SIGNATURE = re.compile(
    rf"^[ \t]*(?P<name>{NAME})[ \t]*\n[ \t]*(?P<office>[^\n]{{3,70}})(?:\n[ \t]*(?P<house>[^\n]{{2,60}}))?",
    re.MULTILINE,
)


#: A house by name: whose side its people are on does not follow from their titles.
_HOUSE_NAMED = re.compile(rf"[{CAPITAL}][\w-]+\s+(?:Kommune|Region)\b|\bRegion\s+[{CAPITAL}]|\b(?:A/S|ApS)\b")


def _from_signatures(text: str, sides: SideNames, people: People) -> None:
    """A name on a line of its own with an office under it: «Ida Krogh / kommuneadvokat / Vestby Kommune»."""
    for m in at_lines(_SIGNATURE, text):
        name = person_in(m["name"])
        office = re.match(rf"(?:[\w-]+\s+){{0,2}}?{title_expression()}(?:en|n)?\b", m["office"])
        if name is None or office is None or sides.first_in(name) is not None:
            continue
        side = sides.first_in(m["office"]) or sides.first_in(m["house"] or "")
        if side is None and not _HOUSE_NAMED.search(f"{m['office']} {m['house'] or ''}"):
            side = sides.of_title(office.group())
        people.add(Person(name, " ".join(office.group().split()), side))


#: «Ida Holm for Vestby Kommune» alone on a line.
_SIGNS_FOR = re.compile(
    rf"^[ \t]*(?P<name>{NAME})[ ](?:for|på\s+vegne\s+af)[ ](?P<house>[^:,.\n]{{3,60}})$", re.MULTILINE
)


def _from_counsel(text: str, sides: SideNames, people: People) -> None:
    """Who signs for a party: counsel who writes on its behalf, or whoever signs with its name."""
    for m in at_lines(_SIGNS_FOR, text):
        if (name := person_in(m["name"])) and (house := sides.at_start(m["house"])) and sides.first_in(name) is None:
            people.add(Person(name, side=house[1]))
    if (side := writes_for(text, sides)) is not None:
        end = signed(text) or signed_without_closing(text)
        if end and (name := person_in(end.name)) and sides.first_in(name) is None:
            people.add(Person(name, side=side))


_COLUMNS = re.compile(
    r"^(?P<heads>[^\n]*\b(?:For|På\s+vegne\s+af|On\s+behalf\s+of)\b[^\n]*)\n(?P<under>(?:[^\n]*\n?){1,8})", re.MULTILINE
)
CELL = re.compile(r"\t+|\s\|\s|[ ]{3,}")
_FOR = re.compile(r"\s*(?:For|På\s+vegne\s+af|On\s+behalf\s+of)\s+(?P<house>[^:,\n]{3,60})")


def _from_columns(text: str, sides: SideNames, people: People) -> None:
    """Those who sign side by side: «For Kunden | For Systemhuset» with a name under each."""
    for m in at_lines(_COLUMNS, text) if any(word in text for word in ("For", "vegne", "behalf")) else ():
        heads = [_FOR.match(cell) for cell in CELL.split(m["heads"].strip())]
        houses = [sides.first_in(head["house"]) if head else None for head in heads]
        if len(houses) < 2 or not any(houses):
            continue
        for line in m["under"].splitlines():
            cells = CELL.split(line.strip())
            for side, cell in zip(houses, cells, strict=False) if len(cells) == len(houses) else ():
                _keep_signer(cell, side, sides, people)


_SIGNER = re.compile(rf"[\s,:]*(?P<name>{NAME})(?:,\s*(?P<title>[^,]{{3,50}}))?")


def _keep_signer(words: str, side: Side | None, sides: SideNames, people: People) -> None:
    """Keep the person some words begin with, on this side if any, with the office behind the name."""
    found = _SIGNER.match(words)
    name = person_in(found["name"]) if found else None
    if found and name and side and sides.first_in(name) is None:
        title = " ".join((found["title"] or "").split())
        people.add(Person(name, title if has_title(title.rpartition(" ")[2]) else "", side))


FOR_HOUSE = re.compile(r"\s*(?:for|på\s+vegne\s+af|on\s+behalf\s+of)\s+", re.IGNORECASE)


def _from_signing_cells(text: str, sides: SideNames, people: People) -> None:
    """Those who sign side by side, each in a cell with the house: «For Nørreby Kommune Ida Krogh, it-chef | …»."""
    for line in filter(FOR_HOUSE.match, text.splitlines()):
        cells = CELL.split(line.strip())
        heads = [FOR_HOUSE.match(cell) for cell in cells]
        if len(cells) < 2 or not all(heads):
            continue
        for cell, head in zip(cells, heads, strict=True):
            rest = cell[head.end() :] if head else ""
            house = sides.at_start(rest)
            if house:
                _keep_signer(rest[len(house[0]) :], house[1], sides, people)


_ROW = re.compile(rf"^[ \t|]*(?=[^\n]*(?:[ ]{{2,}}|\t|\|))(?=[^\n]*{NAME})[^\n:;]{{8,120}}$", re.MULTILINE)


def _from_rows(text: str, sides: SideNames, people: People) -> None:
    """Those a table lists one a row, each with a house and perhaps initials in cells beside the name, in any order."""
    for m in at_lines(_ROW, text) if any(edge in text for edge in ("  ", "\t", "|")) else ():
        row = cells_of(m.group())
        names = [cell for cell in row if re.fullmatch(NAME, cell) and sides.first_in(cell) is None]
        houses = [side for cell in row if cell not in names and (side := sides.of_house(cell))]
        if len(names) == len(houses) == 1 and (name := person_in(names[0])):
            initials = next((cell for cell in row if _is_initials(cell, name)), "")
            title = next((cell for cell in row if has_title(cell.rpartition(" ")[2])), "")
            people.add(Person(name, title, houses[0], initials=initials))


def _is_initials(letters: str, name: str) -> bool:
    return re.fullmatch(LETTERS, letters) is not None and letters[0] == name[0]


_LEGEND = re.compile(rf"(?P<initials>[{CAPITAL}](?<![\w-].)[{CAPITAL}]{{1,3}})[ ]?[=–][ ]?(?P<name>{NAME})")


def _from_legend(text: str, sides: SideNames, people: People) -> None:
    """Those whose initials are explained: «IK = Ida Krogh»."""
    for m in _LEGEND.finditer(text):
        name = person_in(m["name"])
        if name and sides.first_in(name) is None and _is_initials(m["initials"], name):
            people.add(Person(name, initials=m["initials"]))
