"""What kind of paper a document is, guessed from its form and its words: the signs found are the reason given."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from evidence import kindlikeness
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import DocumentKind, MarkKind
from evidence.readers import MAIL, PageText, Reading

#: Columns of what was paid to citizens and got back from the state, as keys or in a municipality's own words.
_LEDGER = tuple(map(re.compile, (
    r"borger(?:ref\.?|nr\.?|id)?|person|løbenr\.?|citizen|pseudonym",
    r"ydelse(?:s?(?:type|art))?|benefit",
    r"(?:i alt )?udbetalt(?: beløb| ydelse| i alt)?|brutto(?:ydelse|udbetaling)|paid",
    r"registreret(?: som| kode)?|registered|kode i .{2,30}", r"faktisk(?: kode)?|rigtig kode|korrekt kode|actual",
    r"(?:modtaget |hjemtaget )?refusion|hjemtaget|received|reimbursement",
    r"stand|stilling\b.{0,30}|afgørelse|state", r"genindvundet|efterreguleret|recovered", r"kanal|channel",
    r"bevis|underbilag|kilde|proof",
    r"(?:periode )?(?:fra|start)(?: dato)?|from", r"(?:periode )?(?:til|slut|t\.?o\.?m\.?)(?: dato)?|to",
    r"uge\b.{0,20}|week",
)))

#: Columns of hours and of invoices: when, how much, who, and for what. A sheet with all four is one of them.
_OUTLAYS = tuple(map(re.compile, (
    r"(?:faktura|bilags|posterings|bogførings|arbejds|registrerings)?dato|bogført|dag|fra|(?:invoice |posting )?date"
    r"|day|from",
    r"(?:antal |brugte |overarbejds|merarbejds)?timer|timeforbrug|time(?:antal|tal)|hours(?: spent| worked)?"
    r"|(?:faktura|netto)?beløb|netto(?:pris)?|(?:mer)?udgift|pris|(?:invoice |net )?amount|cost|expense",
    r"medarbejdere?|navn|ansat|initialer|sagsbehandler|leverandør|kreditor|firma|vikarbureau|employee|name|staff"
    r"|caseworker|supplier|vendor|creditor|company|agency",
    r"formål|hvad|hvortil|opgave|arbejde|aktivitet|årsag|beskrivelse|tekst|vedr(?:ørende|ører|\.)?|description|text"
    r"|hændelse(?:s(?:nr\.?|nummer|id))?"
    r"|(?:faktura|bilags?) ?(?:nr\.?|nummer|id)|what(?: for)?|purpose|task|reason|incident(?: (?:no\.?|number|id))?"
    r"|invoice (?:no\.?|number|id)",
)))

#: What a heading says of its amounts besides what they are.
_UNIT = re.compile(r"\s*(?:\([^)]*\)|\b(?:i )?(?:kr|dkk)\b\.?|(?:ekskl|inkl)\.? moms|(?:excl?|incl)\.? vat)")

_LOG = {name: re.compile(headings) for name, headings in {
    "number": r"(?:sags?|incident|hændelses?|ticket|fejl|løbe|rapport|ref)?[ ._-]?(?:nr\.?|nummer|number|no\.?|id"
              r"|ident)|sag|ticket|incident",
    "opened": r"(?:opened|oprettet|åbnet|rapporteret|anmeldt|meldt|modtaget|start(?:et|tid(?:spunkt)?)?|created"
              r"|reported|registreret|opstået|konstateret|indtruffet|raised|detected|occurred)"
              r"(?:[ _-]?(?:at|on|dato|den|d\.|tid|tidspunkt|kl\.?))?|dato|tidspunkt|date",
    "resolved": r"(?:resolved|løst|closed|lukket|afsluttet|rettet|udbedret|slut(?:tid(?:spunkt)?)?|(?:re|gene)tableret"
                r"|genoprettet|afhjulpet|(?:driftsklar|oppe|i drift)(?: igen)?|restored|recovered|fixed|ended)"
                r"(?:[ _-]?(?:at|on|dato|den|d\.|tid|tidspunkt|kl\.?))?|end",
    "priority": r"priority|prioritet|prio|alvorlighed|alvor|severity|kategori|fejlklasse|impact|urgency|niveau",
    "system": r"(?:del)?system|modul|module|komponent|applikation|application|service|area|cmdb_ci|configuration item",
    "description": r"(?:kort )?beskrivelse|description|short_description|tekst|emne|fejl(?:beskrivelse)?|hændelse"
                   r"|symptom|u_symptom|summary|problem|hvad (?:skete|er sket)(?: der)?|hændelsesforløb",
    "status": r"status|tilstand|state|incident_state",
}.items()}

#: A list of risks says how likely what has not happened is.
_RISKS = re.compile(r"(?:sandsynlighed|probability|likelihood)\b.*")

#: A plan says when work begins and ends, and whose it is.
_PLANNED = re.compile(r"aktivitet(?:er)?|milepæle?|faser?|leverancer?|activity|task|milestone|phase|deliverable")

#: So many characters of a line are looked at.
_MOST_OF_A_LINE = 600


@dataclass(frozen=True, slots=True)
class Sign:
    """Words or a form that speak for a kind; ``top`` limits the search to so many first lines.

    With ``stems``, one of them stands in whatever the pattern matches: to look for them costs a twentieth.
    """

    pattern: re.Pattern[str]
    weight: float
    most: int = 1
    top: int = 0
    stems: tuple[str, ...] = ()

    def among(self, lines: Lines) -> Sequence[str]:
        """The lines in which it can stand, in their order."""
        within = lines.said[: self.top] if self.top else lines.said
        return [lines.said[at] for at in lines.with_any(self.stems, len(within))] if self.stems else within


class Lines:
    """The lines of a document, and which of them a word may stand in, blind to case."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.said = [line[:_MOST_OF_A_LINE] for line in lines]
        small = list(map(small_letters, self.said))
        self._text = "\n".join([*small, ""])
        self._ends = [end - 1 for end in accumulate(len(line) + 1 for line in small)]

    def with_any(self, stems: Sequence[str], first: int) -> list[int]:
        """The numbers of those of the ``first`` lines that hold one of the stems."""
        found = set()
        until = self._ends[first - 1] if first else 0
        for stem in stems:
            at = self._text.find(stem, 0, until)
            while at >= 0:
                number = bisect_left(self._ends, at)
                found.add(number)
                at = self._text.find(stem, self._ends[number], until)
        return sorted(found)


@cache
def _written() -> Mapping[str, Any]:
    with (Path(__file__).parent / "words" / "kinds.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def signs() -> Mapping[DocumentKind, Sequence[Sign]]:
    """The signs of each kind, of ``evidence/words/kinds.toml``."""
    return {DocumentKind(kind): list(map(_sign, listed)) for kind, listed in _written()["signs"].items()}


def _sign(listed: Mapping[str, Any]) -> Sign:
    pattern = "|".join(listed["any"])
    for name, part in _written()["parts"].items():
        pattern = pattern.replace(f"<{name}>", part)
    return Sign(re.compile(pattern, re.IGNORECASE), listed["weight"], listed.get("most", 1), listed.get("top", 0),
                tuple(listed.get("stems", ())))


_REASONS = {
    DocumentKind.MINUTES: Message("it has the form of minutes: {signs}"),
    DocumentKind.CONTRACT: Message("it has the form of a contract: {signs}"),
    DocumentKind.SALES: Message("it reads as sales material: {signs}"),
    DocumentKind.PRESS: Message("it reads as a press story: {signs}"),
    DocumentKind.LETTER: Message("it has the form of a letter: {signs}"),
    DocumentKind.MAIL: Message("it has the head of a mail: {signs}"),
}

#: «UDKAST – Tillæg 2», «FORSLAG», «Tillæg 3 – forslag fra Leverandøren», «Bindende først, når begge parter har skrevet
#: under»: what was proposed, and binds nobody until it is signed.
_DRAFT = re.compile(
    r"\W*(?:(?:revideret|nyt|første|andet|\d+\.) )?(?:udkast|kladde|draft)\b|\W*forslag\W*$"
    r"|\W*forslag til (?:\w+ ){0,2}(?:tillæg|allonge|kontrakt|\w*aftale)\b"
    r"|.{3,80}[-–—(] ?(?:udkast|forslag|kladde|draft)\b(?! til (?!\w*(?:aftale|kontrakt|tillæg)))[^.]{0,40}$"
    r"|.{0,120}\b(?:bindende først|først bindende|til kommentering|subject to contract)\b|\W*ikke bindende\b"
    r"|.{0,120}\. ikke bindende\b",
    re.IGNORECASE,
)
_DRAFT_NAME = re.compile(
    r"(?<![^\W_])(?<!til )(?<!til_)(?:udkast|kladde|draft|v(?:er(?:sion)?)?[ ._]?0[.,]\d)(?![^\W_])", re.IGNORECASE
)
_DRAFT_LINES = 4


def is_draft(name: str, lines: Sequence[str]) -> bool:
    """Whether a paper calls itself a draft or a proposal of a contract, by its name or one of its first lines."""
    return _DRAFT_NAME.search(name) is not None or any(map(_DRAFT.match, lines[:_DRAFT_LINES]))


#: Below this the signs are too few to name a kind.
_ENOUGH = 3.0
#: From here on a title and more than one other sign say so.
_SURELY = 7.0


def guess_kind(
    media: str, name: str, reading: Reading, lines: Sequence[str]
) -> tuple[DocumentKind, Message | None]:
    """The kind and why; OTHER and None where the signs are too few. ``lines`` are those of its beginning and end."""
    if media in (*MAIL, "mbox"):
        return DocumentKind.MAIL, Message("it is a mail")
    table = _table_kind(reading.pages, sheet=media in SHEETS)
    held = Lines(lines)
    # Minutes by their title and a list of those present may hold a table of faults.
    minutes = media not in SHEETS and _score(held, signs()[DocumentKind.MINUTES])[0] >= _SURELY
    if table and not (minutes and table[0] is DocumentKind.LOG):
        return table
    if media in SHEETS:
        return DocumentKind.OTHER, None
    if not _TITLED.match(next(iter(lines), "")) and (said := _printed_mail(lines)):
        return DocumentKind.MAIL, Message("it has the head of a mail: {signs}", {"signs": said})
    scores = {kind: _score(held, of_kind) for kind, of_kind in signs().items()}
    _by_form(media, reading, scores)
    _by_name(name, scores)
    if is_draft(name, lines):
        scores[DocumentKind.CONTRACT] = (0.0, [])
    best = max(scores, key=lambda kind: scores[kind][0])
    # A covering letter that sells is sales material; so is a letter that is all tender.
    if best is DocumentKind.LETTER and scores[DocumentKind.SALES][0] >= _ENOUGH:
        best = DocumentKind.SALES
    score, found = scores[best]
    if score < _ENOUGH:
        return _by_its_name(name) or _by_likeness(lines)
    return best, Message(_REASONS[best].text, {"signs": "; ".join(f"“{words}”" for words in found[:4])})


def _by_likeness(lines: Sequence[str]) -> tuple[DocumentKind, Message | None]:
    """The kind that a paper without a telling sign is most like; OTHER where it is surely like none."""
    likely = kindlikeness.most_like(lines)
    if not likely.tells:
        return DocumentKind.OTHER, None
    return likely.kind, Message("no sign tells, but its lines and words are like those of such papers: {signs}",
                                {"signs": "; ".join(f"“{words}”" for words in likely.words)})


#: The head of a mail as programs print it or people paste it.
_MAIL_HEAD = {
    "from": re.compile(r"\*?(?:fra|from|afsender)\*? ?:", re.IGNORECASE),
    "to": re.compile(r"\*?(?:til|to|modtager)\*? ?:", re.IGNORECASE),
    "sent": re.compile(r"\*?(?:sendt|sent|dato|date)\*? ?:", re.IGNORECASE),
    "subject": re.compile(r"\*?(?:emne|subject|vedr\.?)\*? ?:", re.IGNORECASE),
}


#: A line of a mail's head that names people, not days or places of a table.
_PEOPLE = re.compile(
    r"\*?(?:fra|from|til|to)\*? ?:\*?[ \t]*(?:[^\W\d_][\w.-]+(?:[ ,]+[^\W\d_][\w.-]*){1,4}\b|\S*@\S+)", re.IGNORECASE
)


#: What stands above «Til: …», «Fra: …» in papers that are no mails.
_TITLED = re.compile(
    r"\W*(?:tilbud|overslag|pristilbud|\w*notat|memo|telefax|fax|\w*rapport|kreditnota|faktura)\b.{0,40}$",
    re.IGNORECASE,
)


def _printed_mail(lines: Sequence[str]) -> str:
    """The head of a mail that was printed or pasted: sender, and two more of its lines, close together on top."""
    at = {
        name: next((number for number, line in enumerate(lines[:15]) if pattern.match(line)), None)
        for name, pattern in _MAIL_HEAD.items()
    }
    found = sorted(number for number in at.values() if number is not None)
    # Whoever pasted it may have left out the rest: then a sender and a receiver by name, above all else.
    pair = {at["from"], at["to"]} == {0, 1} and all(map(_PEOPLE.match, lines[:2]))
    if not pair and (at["from"] is None or len(found) < 3 or found[2] - found[0] > 6):
        return ""
    return "; ".join(f"“{lines[number][:50]}”" for number in found)


def small_letters(text: str) -> str:
    """The text as patterns see it that are blind to case."""
    return text.casefold().replace("ı", "i")


def _score(lines: Lines, of_kind: Sequence[Sign]) -> tuple[float, list[str]]:
    total = 0.0
    found: list[tuple[float, str]] = []
    for sign in of_kind:
        count = 0
        for line in sign.among(lines):
            match = sign.pattern.search(line)
            if match:
                count += 1
                if count == 1:
                    found.append((sign.weight * sign.most, match.group().strip(" \t:.,")[:50]))
                if count == sign.most:
                    break
        total += count * sign.weight
    found.sort(key=lambda one: -one[0])
    return total, list(dict.fromkeys(words for _, words in found))


def _by_form(
    media: str, reading: Reading, scores: dict[DocumentKind, tuple[float, list[str]]]
) -> None:
    """What the form of a saved page adds: an article declares itself, a page with teasers is from a news site."""
    press, words = scores[DocumentKind.PRESS]
    furniture = any(mark.kind is MarkKind.FURNITURE for page in reading.pages for mark in page.marks)
    if media == "html":
        declared = [reading.fields[key] for key in ("type", "author", "published") if reading.fields.get(key)]
        article = "article" in reading.fields.get("type", "").lower()
        press += 1.5 * article + 1.0 * ("published" in reading.fields) + 0.5 * ("author" in reading.fields)
        words = words + declared
        sales, sales_words = scores[DocumentKind.SALES]
        offers = sorted({match.group() for match in _SHOP.finditer(_furniture(reading.pages))})
        if offers and sales and not article:
            scores[DocumentKind.SALES] = (sales + 1.5, sales_words + offers[:2])
    elif media == "txt" and furniture and press:
        press += 1.5
    scores[DocumentKind.PRESS] = (press, words)


#: Entries in the menu of somebody who sells.
_SHOP = re.compile(
    r"(?im)^(?:løsninger|produkter|ydelser|referencer|kunder|priser|book demo|solutions|products|pricing|customers)$"
)


def _furniture(pages: Sequence[PageText]) -> str:
    return "\n".join(
        page.text[mark.start : mark.end] for page in pages for mark in page.marks if mark.kind is MarkKind.FURNITURE
    )


def _by_name(name: str, scores: dict[DocumentKind, tuple[float, list[str]]]) -> None:
    for kind, words_in_names in _written()["file_names"].items():
        match = re.search("|".join(words_in_names), name, re.IGNORECASE)
        score, words = scores[DocumentKind(kind)]
        if match and score:
            scores[DocumentKind(kind)] = (score + 1, [*words, match.group().lower()])


def _by_its_name(name: str) -> tuple[DocumentKind, Message] | None:
    """The kind a file calls itself in a word that leaves no doubt: «brochure_FlowJob.pdf»."""
    for kind, words_in_names in _written()["file_names_alone"].items():
        if match := re.search("|".join(words_in_names), name, re.IGNORECASE):
            found = DocumentKind(kind)
            return found, Message(_REASONS[found].text, {"signs": f"“{match.group().lower()}”"})
    return None


def _table_kind(pages: Sequence[PageText], *, sheet: bool) -> tuple[DocumentKind, Message] | None:
    """A log or a ledger by the headings of a table."""
    for page in pages:
        rows = [mark for mark in page.marks if mark.kind is MarkKind.ROW]
        for mark in rows[: 20 if sheet else 200]:
            text = page.text[mark.start : mark.end]
            headings = [one.strip(" \"'*:").lower() for one in re.split(r"[\t;|]|,(?! )", text)]
            headings = [one for one in headings if one]
            plain = [_UNIT.sub("", heading).strip() for heading in headings]
            held = [any(map(names.fullmatch, plain)) for names in _LEDGER]
            ledger, strong, paid = sum(held), sum(held[:9]), all(held[1:3])
            if sheet and (paid or (ledger >= 5 and strong >= 4)):
                return DocumentKind.LEDGER, Message("its columns are those of a ledger: "
                                                    "{signs}", {"signs": _few(headings)})
            log = {
                name for name, pattern in _LOG.items() if any(pattern.fullmatch(heading) for heading in headings)
            }
            if sheet and log.isdisjoint(("resolved", "priority")) and all(
                any(names.fullmatch(heading) for heading in plain) for names in _OUTLAYS
            ):
                return DocumentKind.LEDGER, Message("its columns are those of a record of hours or invoices: "
                                                    "{signs}", {"signs": _few(headings)})
            if any(map(_RISKS.fullmatch, headings)) or (
                any(map(_PLANNED.fullmatch, headings)) and log.isdisjoint(("description", "number", "priority"))
            ):
                continue
            enough = len(log) >= 4 if not sheet else len(log) >= 3 and bool(log & {"opened", "resolved"})
            if enough and len(headings) >= 4 and len(rows) >= 4:
                return DocumentKind.LOG, Message("its columns are those of an incident log: "
                                                 "{signs}", {"signs": _few(headings)})
        if sheet and (said := _benefits([page.text[mark.start : mark.end] for mark in rows[:_ROWS_SEEN]])):
            return DocumentKind.LEDGER, Message("its rows tell a benefit, a period and an amount: "
                                                "{signs}", {"signs": said})
    return None


#: So many rows are looked at for what they hold, and so many must hold it.
_ROWS_SEEN, _ROWS_HELD = 60, 4
#: A cell that is the name of a benefit the state shares in, a day, or an amount of some size.
_BENEFIT = re.compile(
    r"(?i)(?:a-?|arbejdsløsheds)?dagpenge|sygedagpenge|(?:kontant|uddannelses)hjælp|starthjælp|særlig ydelse"
    r"|(?:ledigheds|revaliderings|(?:ressource|jobafklarings)forløbs|integrations|introduktions|selvforsørgelses"
    r"|hjemrejse|overgangs|fleksjob)ydelse|fleks(?:løn)?tilskud"
)
_A_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|\d{4}-\d\d-\d\d")
_SUM = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{3,7}(?:[.,]\d{1,2})?")


def _benefits(lines: Sequence[str]) -> str:
    """The benefit that rows of a table tell with two days and an amount each, whatever its headings; else nothing."""
    told = []
    for line in lines:
        cells = [cell.strip(" \"") for cell in re.split(r"[\t;|]", line)]
        benefit = next((cell for cell in cells if _BENEFIT.fullmatch(cell)), None)
        days = sum(bool(_A_DAY.fullmatch(cell)) for cell in cells)
        if benefit and days >= 2 and any(map(_SUM.fullmatch, cells)):
            told.append(benefit)
    return told[0] if len(told) >= max(_ROWS_HELD, len(lines) // 2) else ""


def _few(headings: Sequence[str]) -> str:
    return ", ".join(headings[:6])
