"""The furniture of a saved web page: menus, teasers, adverts and share buttons, told by general signs.

The signs are words that Danish and English sites put over such parts, and the forms these parts have. Nothing is
marked in a text that does not show itself to be a saved page, so letters and minutes keep every line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from evidence.paragraphs import Paragraph

#: A line that opens a list of other stories, events or people, and says so: hardly ever in a letter or minutes.
STRONG = re.compile(
    r"læses lige nu|l[æa]s også\b.{0,3}|mest l[æa]ste?(?: (?:lige nu|i dag|artikler|nyheder))?|mest sete"
    r"|seneste nyt(?: fra .{1,40})?|andre læser(?: også)?|andre læste også|folk læser også|relaterede? (?:artikler"
    r"|indhold|emner|nyheder|historier)"
    r"|flere (?:artikler|nyheder|historier)(?: (?:om|fra|i) .{1,40})?|navnenyt\b.{0,40}|nyt om navne\b.{0,40}"
    r"|anbefalet (?:til dig|indhold|læsning)|populære artikler|du vil måske også (?:kunne )?(?:lide|læse)"
    r"|(?:tilmeld(?: dig)?|få) (?:vores |dagens )?nyhedsbrev(?:et)?\b.{0,40}|del (?:artikel(?:en)?|siden|på "
    r"facebook|denne (?:artikel|side))"
    r"|annoncørbetalt indhold|sponsoreret(?: indhold)?|artiklen fortsætter (?:efter|under) annoncen"
    r"|most (?:read|popular|viewed)|trending(?: now)?|related (?:articles|stories|content|posts)|read (?:also|next"
    r"|more)\b.{0,3}"
    r"|you (?:may|might) also like|recommended for you|more (?:stories|from .{1,40})|latest news"
    r"|sign up for (?:our|the) newsletter\b.{0,40}|share this(?: article| page)?|story continues below.{0,30}"
    r"|advertisement",
    re.IGNORECASE,
)

#: The same, where the words may stand in other papers too; they count only on a page known by other signs.
WEAK = re.compile(
    r"annonce|reklame|seneste|nyhedsbrev(?:e)?|kommende events|events|kalender|kommentarer(?: \(\d+\))?|debat|jobmarked"
    r"|ledige (?:job|stillinger)|job|følg os\b.{0,30}|kontakt(?: os)?|om os|emner|tags|se også|læs mere\b.{0,3}"
    r"|newsletter|comments(?: \(\d+\))?|tags|topics|follow us\b.{0,30}|see also|jobs|about us|contact(?: us)?"
    r"|upcoming events",
    re.IGNORECASE,
)

#: Lines that are furniture by themselves and say nothing of the lines after them.
LONE = re.compile(
    r"(?:artikel(?:ens)?|top|hoved|hero|forside)[ -]?(?:top|hoved|hero)?[ -]?(?:billede|foto|image)|(?:article|top"
    r"|hero|featured) image"
    r"|(?:klik|tryk) (?:her )?for (?:at )?(?:se |vise )?(?:større|stort|forstørre).{0,30}|(?:foto|arkivfoto|billede"
    r"|illustration): ?.{2,60}"
    r"|se alle (?:vores )?.{3,50}|vis (?:flere|alle|mere)\b.{0,30}|nyt job|læs (?:hele )?artiklen(?: her)?|til "
    r"forsiden|tilbage til (?:toppen|forsiden)"
    r"|log ?(?:ind|in|ud|out)|opret (?:bruger|konto|profil)|bliv abonnent|abonn[eé]r(?: nu)?|køb abonnement|menu"
    r"|søg|luk|print|udskriv|email|e-mail|del|tip en ven"
    r"|facebook|twitter|linkedin|instagram|x|youtube|tweet|rss|messenger|whatsapp|kopi[eé]r link"
    r"|spring (?:til|over) .{3,30}|skip to (?:main )?content|forrige|næste|previous|next"
    r"|(?:©|copyright\b).{0,80}|alle rettigheder forbeholdes.{0,40}|all rights reserved.{0,40}|.{0,40}alle "
    r"rettigheder forbeholdes\.?"
    r"|(?:cookie|privatlivs|persondata)(?:politik|indstillinger|erklæring)?(?: og .{3,30})?|privacy policy|cookie "
    r"(?:policy|settings)|terms of (?:use|service)|handelsbetingelser"
    r"|(?:ac[ck]epter|afvis|tillad|godkend)(?:er)? (?:alle|kun nødvendige|nødvendige|udvalgte)?\s?(?:cookies)?"
    r"|(?:accept|reject|allow) (?:all )?cookies",
    re.IGNORECASE,
)

_COOKIES = re.compile(
    r"(?:vi|hjemmesiden|siden|sitet|this (?:site|website)|we) (?:bruger|anvender|benytter|uses?) cookies|samtykke "
    r"til (?:brug af )?cookies"
    r"|ved at klikke videre|dit samtykke .{0,60}cookies",
    re.IGNORECASE,
)

_MENU = re.compile(
    r"forside|hjem|nyheder|artikler|debat|podcast|video|job|events|kurser|abonnement|log ?ind|menu|søg|om os"
    r"|kontakt(?: os)?"
    r"|produkter|løsninger|ydelser|referencer|kunder|priser|support|presse|karriere|blog|nyhedsbrev|e-?avis|tv"
    r"|sport|kultur|mit .{2,20}"
    r"|home|news|products|services|solutions|about(?: us)?|contact(?: us)?|careers|pricing|log ?in|search|sign "
    r"(?:in|up)",
    re.IGNORECASE,
)

#: What a program leaves between the pages when it turns a paper into plain text.
_PAGE_NUMBER = re.compile(r"(?i)(?:side|page) \d{1,4} (?:af|of) \d{1,4}")

_LETTER = re.compile(
    r"(?im)^\s*(?:referat|mødereferat|beslutningsreferat|dagsorden|deltagere|til stede|afbud|fraværende|punkt \d|ad "
    r"\d|pkt\. \d"
    r"|vedr(?:\.|ørende)|med venlig hilsen|venlig hilsen|kære |til rette vedkommende|j\.? ?nr\.|sagsnr|att\."
    r"|kontrakt|aftale mellem)"
)

#: What a story about to go on looks like: somebody is quoted or reported.
_REPORTED = re.compile(
    r"\b(?:siger|sagde|fortæller|fortalte|oplyser|oplyste|forklarer|udtaler|mener|skriver|lyder det|tilføjer"
    r"|understreger|says|said)\b"
)
_NAMED = re.compile(r"\b[A-ZÆØÅ][\wæøåÆØÅ&-]{2,}|\b[a-zæøå]{10,}\b")
_ENDS = re.compile(r"[.!?…][\"”»’')]*$")


def stands_alone(text: str) -> bool:
    """Whether a short line is furniture by its own words."""
    return bool(LONE.fullmatch(text.strip(" \t:»>|"))) or bool(_COOKIES.search(text) and len(text) < 400)


def furniture_of_text(text: str, paragraphs: Sequence[Paragraph], *, known: bool = False) -> list[tuple[int, int]]:
    """The stretches that are page furniture: none where the text is no saved web page (unless ``known`` to be one)."""
    menus = _menus(paragraphs)
    marked = [bool(one.alone and _PAGE_NUMBER.fullmatch(one.text)) for one in paragraphs]
    if not known and not _is_web_page(text, paragraphs, menus):
        return _stretches(paragraphs, marked)
    for first, last in menus:
        for index in range(first, last):
            marked[index] = True
    index, begun = 0, False
    names: set[str] = set()  # of the story so far
    bases = list(accumulate((one.indent for one in paragraphs), min))
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        words = _first_line(paragraph)
        if marked[index]:
            pass
        elif stands_alone(paragraph.text):
            marked[index] = True
        elif _opener(words, STRONG) or (_short(paragraph) and WEAK.fullmatch(words)):
            # Above the story such words are entries of a menu, and what follows may be its title.
            end = _reach(paragraphs, index, bases[index - 1], names) if begun else index + 1
            marked[index:end] = [True] * (end - index)
            index = end
            continue
        else:
            begun = begun or _prose(paragraph)
            names.update(_NAMED.findall(paragraph.text))
        index += 1
    return _stretches(paragraphs, marked)


def _is_web_page(text: str, paragraphs: Sequence[Paragraph], menus: Sequence[tuple[int, int]]) -> bool:
    strong = sum(_opener(_first_line(paragraph), STRONG) for paragraph in paragraphs)
    lone = sum(stands_alone(paragraph.text) for paragraph in paragraphs)
    weak = sum(bool(_short(one) and WEAK.fullmatch(one.text.strip(" \t:»>-–|"))) for one in paragraphs)
    letter = len({match.group().strip().lower() for match in _LETTER.finditer(text)})
    signs = 2 * strong + lone + weak / 2 + 2 * len(menus)
    if letter:
        return strong + len(menus) >= 2 and signs >= 5 + letter
    return signs >= 2 and (strong + len(menus) > 0 or lone >= 3)


def _opener(words: str, pattern: re.Pattern[str]) -> bool:
    # «Læs også: Kommunen stævner it-firma» is a line of its own as well.
    return bool(pattern.fullmatch(words)) or bool(re.match(r"(?i)læs også ?: ?\S.{0,150}$|read also ?: "
                                                           r"?\S.{0,150}$", words))


def _first_line(paragraph: Paragraph) -> str:
    return paragraph.lines[0].text.strip(" \t:»>-–|")


def _short(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) == 1 and len(paragraph.text.split()) <= 6 and not _ENDS.search(paragraph.text)


def _prose(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(text) >= 40 and bool(_ENDS.search(text) or _REPORTED.search(text))


def _reach(paragraphs: Sequence[Paragraph], opener: int, base: int, names: AbstractSet[str]) -> int:
    """Where the list under an opener ends: at the paragraph with which the story of these ``names`` goes on.

    ``base``: how far in the paragraphs before it begin at least.
    """
    heading = paragraphs[opener]
    strong = bool(STRONG.fullmatch(_first_line(heading)))
    for index in range(opener + 1, len(paragraphs)):
        paragraph = paragraphs[index]
        if paragraph.indent > base + 1 or not _prose(paragraph):
            continue
        shared = names & set(_NAMED.findall(paragraph.text))
        if not strong or len(shared) >= 2 or (shared and _REPORTED.search(paragraph.text)):
            # A heading just above belongs to what follows it, unless it is one of the list's own lines.
            return index
    return len(paragraphs)


def _menus(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Runs of at least four short lines, three of them words that menus are made of."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for index in range(len(paragraphs) + 1):
        lines = paragraphs[index].lines if index < len(paragraphs) else ()
        short = bool(lines) and all(len(line.text.split()) <= 3 and not _ENDS.search(line.text) for line in lines)
        if short and first is None:
            first = index
        if not short and first is not None:
            entries = [line.text for paragraph in paragraphs[first:index] for line in paragraph.lines]
            if len(entries) >= 4 and sum(bool(_MENU.fullmatch(entry)) for entry in entries) >= 3:
                runs.append((first, index))
            first = None
    return runs


def _stretches(paragraphs: Sequence[Paragraph], marked: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    open_at: int | None = None
    for index, is_marked in enumerate(marked):
        if is_marked and open_at is None:
            open_at = index
        if not is_marked and open_at is not None:
            found.append((paragraphs[open_at].start, paragraphs[index - 1].end))
            open_at = None
    if open_at is not None:
        found.append((paragraphs[open_at].start, paragraphs[-1].end))
    return found
