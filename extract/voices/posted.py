"""Mails, messages and entries that stand one after the other in one text, each under the head that names its writer.

A thread pasted into a note, the export of a chat, a log whose lines begin with the clock and somebody's letters, the
answers of a survey.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from extract.lexicon import word_set
from extract.lines import at_lines, up_to_next
from extract.voices.people import NAME
from extract.voices.sides import CAPITAL, LETTERS

#: «Tirsdag 16. marts 2021 10:12» alone on a line of a head.
_DAY_LINE = (
    r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|\d{1,2}[./-])[^\n]{4,50}?\d{1,2}[.:]\d{2}(?=[ \t]*\n)"
)
_THREAD_HEAD = re.compile(
    r"^[ \t>]*(?:Fra|From):[ \t]*(?P<who>[^\n]{2,90})\n"
    r"(?:[ \t>]*(?:Til|Cc|Kopi|To|Emne|Subject):[^\n]*\n){0,4}"
    rf"(?:[ \t>]*(?:(?:Sendt|Dato|Sent|Date):[ \t]*|(?={_DAY_LINE}))(?P<sent>[^\n]{{4,60}})\n)"
    r"(?:[ \t>]*(?:Til|Cc|Kopi|Emne|To|Subject|Vedhæftet|Vedhæftede filer):[^\n]*\n){0,6}",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail in a thread that was copied into a text: where its words stand, who sent it, and when it says so."""

    start: int
    end: int
    who: str
    sent: str
    heads: str
    within_line: bool = False
    #: What a desk has written under a matter handed in to it.
    of_desk: bool = False
    #: A line of a talk, an entry of a log or a matter handed in: what goes wrong is told there when it does.
    at_once: bool = False


#: The line a mail program puts above a quoted mail: «Den 28/9/23 kl. 08.02 skrev Ida Krogh:».
_REPLY_HEAD = re.compile(
    rf"^[ \t>]*(?:Den|On)[ ](?P<sent>[^\n]{{5,60}}?),?[ ]"
    rf"(?:skrev[ ](?P<who>{NAME}|[{CAPITAL}][\w&/.-]+(?:[ ][\w&/.-]+){{0,2}}(?=[ ]?[:<]))[^:\n]{{0,60}}|"
    rf"(?P<wrote>{NAME})[^:\n]{{0,60}}[ ]wrote):[ \t]*\n",
    re.MULTILINE,
)
#: As a mail is printed from the web: «Ida Krogh <ik@x.dk>   14. marts 2014 kl. 09.14 / Til: …».
_PRINTED_HEAD = re.compile(
    rf"^[ \t]*(?P<who>{NAME}[ ]*<[^<>@\n]+@[^<>\n]+>)[ \t]+(?P<sent>[^\n]*\d{{1,2}}[.:]\d\d[^\n]*)\n"
    r"(?:[ \t]*(?:Til|Cc|Kopi|Svar til|To|Reply-To):[^\n]*\n){1,4}",
    re.MULTILINE,
)
#: As a browser shows it: «Ida Krogh / fr 19-02-2021 15:22 / Til: Lone», the name with an address or without.
_SHOWN_HEAD = re.compile(
    rf"^[ \t]*(?P<who>{NAME}(?:[ ]*<[^<>@\n]+@[^<>\n]+>)?)[ \t]*\n(?:(?:[Tt]il|[Tt]o)\b:?[ ][^\n]+\n)?"
    r"[ \t]*(?P<sent>[^\n]{0,30}\d[^\n]{0,20}\d{1,2}[.:]\d\d[^\n]{0,25})\n"
    r"(?:[ \t]*(?:[Tt]il|[Tt]o|Cc|Kopi)\b:?[ ][^\n]*\n){0,3}",
    re.MULTILINE,
)
#: As Lotus Notes prints what is answered: «Ida Krogh/JOB/NOERREBY / 09-05-2011 15:40 / Til: …».
_NOTES_HEAD = re.compile(
    rf"^[ \t]*(?P<who>[{CAPITAL}][\w.-]+(?:[ ][{CAPITAL}][\w.-]*){{0,3}}(?:/[\w.&-]+){{1,4}}(?:@[\w.-]+)?)[ \t]*\r?\n"
    r"[ \t]*(?P<sent>\d{1,4}[./-]\d[\d./-]*[ ,]+(?:kl\.?[ ])?\d{1,2}[.:]\d\d(?::\d\d)?)[ \t]*\r?\n"
    r"(?:[ \t]*(?:Til|To|cc|Cc|Kopi|bcc|Emne|Subject)\b:?[^\n]*\n){1,5}",
    re.MULTILINE,
)
#: «Ida Krogh (Systemhuset) skrev 14. marts 2014:», «Ida Krogh wrote on 14 March 2014:»
_WROTE_HEAD = re.compile(
    rf"^[ \t>]*(?P<who>{NAME}(?:[ ]\([^()\n]{{2,40}}\)|[ ]<[^<>\n]+>)?)[ ](?:skrev|wrote)(?:[ ](?:den|d\.|on))?"
    r"[ ](?P<sent>\d[^:\n]{4,40}(?:\d:\d\d)?):[ \t]*\n",
    re.MULTILINE,
)
#: «>> Fra: Ida Krogh 18. januar 2008»: name and day on one line, as somebody shortens what is quoted.
_ONE_LINE_HEAD = re.compile(
    rf"^[ \t>]*(?:Fra|From):[ \t]*(?P<who>{NAME}(?:[ ](?:\([^()\n]{{2,40}}\)|<[^<>\n]+>))?),?[ ]+"
    r"(?P<sent>(?:den[ ]|d\.[ ]?)?\d{1,2}(?:\.[ ]?[a-zæøå]{3,9}\.?[ ]|[./-]\d{1,2}[./-])\d{2,4}(?:[ ,][^\n]{0,20})?)\n"
    r"(?![ \t>]*(?:Sendt|Dato|Sent|Date|Til|To|Cc|Kopi|Emne|Subject):)",
    re.MULTILINE,
)
#: The head of older programs, above what is quoted: «>>> "Ida Krogh" <ik@x.dk> 18-03-2004 09:55 >>>».
_OLDER_HEAD = re.compile(
    rf"^[ \t]*>{{2,}}[ ]?\"?(?P<who>{NAME}\"?(?:[ ]<[^<>\n]+>)?)[ ]+(?P<sent>\d[^\n>]{{5,30}}?)[ ]?>{{2,}}[ \t]*\n",
    re.MULTILINE,
)
#: What a desk's program answers by itself.
_AUTO = r"(?i:auto-?(?:matisk[ ])?(?:svar|reply))"
_BY_ITSELF = re.compile(_AUTO)
#: What is written under a matter at a desk: «--- Kommentar 05.03.2018 10:17 (Ida Krogh) ---», and who opened it.
_REMARK_HEAD = re.compile(
    r"^\W{0,6}(?:Kommentar|Bemærkning|Notat|Svar|Opdatering|Comment|Note|Reply|Update|"
    r"(?P<opens>Oprettet|Indmeldt|Created))[ ]?:?[ ]+"
    rf"(?P<sent>\d[\d./-]+[ ,]+(?:kl\.?[ ]?)?\d{{1,2}}[.:]\d\d)(?:\W{{1,4}}|[ ](?:af|by)[ ])"
    rf"(?P<who>{NAME}\.?(?:[ ]\([^()\n]+\))?|{_AUTO})\W{{0,6}}$\n",
    re.MULTILINE,
)
#: «Beskrivelse (kunde)», «Løsning (leverandør)»: a field of a matter that says whose words stand in it.
_ROLE_HEAD = re.compile(
    r"^[ \t]*[A-ZÆØÅ][^\n:()]{3,30}[ ]\((?P<who>(?i:kunden?|leverandør(?:en)?|customer|vendor|supplier))\):?[ \t]*\n",
    re.MULTILINE,
)
_CLOCK = r"(?:kl\.?[ ]?)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
_A_CLOCK = re.compile(r"\d[.:]\d\d")
_WITHIN = rf"(?<=[.!?»] )(?=\d\d[.:]\d\d {LETTERS}[:/])"  # «… er sat i gang. 10.15 VK/ik: …»
_DAY = r"\d{1,4}[./-][\d./-]{1,8}"
#: Somebody as a chat calls them: in full, by the first name, «Mia F», «Ole (Datahuset)».
_CALLED = rf"(?:{NAME}|[{CAPITAL}][\w./-]*(?:[ ][\w.-]+){{0,2}})(?:[ ]*\([^()\n]+\)|(?:,|[ ][–-])[ ][^:,\n]{{2,40}})?"
_ALONE = (
    rf"(?!Kl\b|Klokken\b)(?:{NAME}|[{CAPITAL}][\w.-]*(?:[ ][{CAPITAL}][\w.-]*){{0,2}}"
    rf"|[{CAPITAL}][\w.-]*(?:[ ][\w.-]+){{1,2}}(?=[ ]*\())"  # «Systemhuset support (Ole)»
    rf"(?:[ ]*\([^()\n]+\)|[ ](?:fra|–|-)[ ][{CAPITAL}][\w-]+)?"
)
#: «06.31», «2. februar 2023 kl. 06.14» behind a name.
_DATE = rf"(?:{_DAY}|\d{{1,2}}\.[ ]\w+\.?[ ]\d{{4}}|\d{{1,2}}/[a-z]{{3}}/\d{{2,4}})"
_WHEN = rf"\[?(?:{_DATE}[ ,]+)?{_CLOCK}\]?"
_CHAT_HEAD = re.compile(
    rf"(?:^|{_WITHIN})[ \t]*(?:\[[\d.:/ ,-]*{_CLOCK}\]|(?:\d[\d./-]{{2,9}}[ ,]+)?{_CLOCK})[ \t]*[–-]?[ \t]*"
    rf"(?:FRA[ ])?(?P<who>(?:TIL[ ])?{_CALLED}):[ \t]+|"
    rf"^[ \t]*(?P<alone>{_ALONE}(?:,[ ][{CAPITAL}][^,\n\d]{{2,40}})?)(?:,|[ ]?[·|–])?[ \t]+{_WHEN}[ \t]*\n|"
    # «Kim H, 14/jun/16 9:12:  Ca. 600 er væk»
    # «Kim H (Datahuset) 14/06/2016 9.12: Ca. 600 er væk»
    rf"^[ \t]*(?P<before>{_ALONE})(?:,[ \t]+{_WHEN}|[ \t]+{_DATE}[ ,]+{_CLOCK}):[ \t]+(?=\S)|"
    rf"^[ \t]*\[?(?:{_DAY}[ ,]+)?{_CLOCK}\]?[ \t]*[,–-]?[ \t]*(?P<below>{_ALONE}):?[ \t]*\n|"
    # «[2022-03-01 06:00] vagt/op»: as a system calls its people.
    rf"^[ \t]*\[(?:{_DAY}[ ,T]+)?{_CLOCK}\][ \t]*(?P<called>[a-zæøå][\w.-]{{1,20}}(?:/[\w.-]{{1,20}})?):?[ \t]*\r?\n|"
    # «ida.krogh [2015-05-04 08:12]»: by the name they log on with.
    rf"^[ \t]*(?P<handle>[a-zæøå]+\.[a-zæøå]+)[ \t]+\[(?:{_DAY}[ ,T]+)?{_CLOCK}\][ \t]*\r?\n|"
    # «Krogh, Ida (13-04-2015 09:41): så er vi i gang»: as a list has them.
    rf"^[ \t]*(?P<listed>[{CAPITAL}][\w-]+(?:[ ][{CAPITAL}][\w-]+){{0,2}},[ ][{CAPITAL}][\w-]*"
    rf"(?:[ ][{CAPITAL}][\w-]*)?)[ ]\((?:{_DATE}[ ,]+)?{_CLOCK}\):[ \t]+(?=\S)",
    re.MULTILINE,
)
#: «05-08 09:31 ik Systemet svarer ikke»: the entries of a log, each with the letters of whoever wrote it.
_LOG_HEAD = re.compile(
    rf"^[ \t]*{_DAY}[ ,\t]+{_CLOCK}[ \t]+(?!(?:FRA|TIL|FROM|TO)\b)"
    # «KUNDE/EBBA», «DG/2L»: the house before the letters
    rf"(?P<who>[{CAPITAL}]{{2,8}}/[{CAPITAL}\d]{{1,8}}|{LETTERS}|[a-zæøå]{{2,4}})\b:?[ \t]+(?=\S)",
    re.MULTILINE,
)
_LOG_LINE = re.compile(rf"^[ \t]*{_DAY}[ ,\t]+{_CLOCK}\b", re.MULTILINE)
#: «[Ida, Nørreby Kommune]  Er I der?»: a talk typed off a screen.
_BRACKETED_HEAD = re.compile(rf"^[ \t]*\[(?P<who>{_ALONE}(?:,[ ][^\]\n]{{2,40}})?)\][ \t]+(?=\S)", re.MULTILINE)
#: «Simon – Systemhuset», told as «Simon (Systemhuset)».
_DASHED = re.compile(rf"[ ][–-][ ](?P<house>[{CAPITAL}][\w-]+)$")
#: «CJ: intet at bemærke»: a line that says whose it is; of so many lines of a book one begins so at least.
BY_LETTERS = re.compile(rf"^[ \t]*{LETTERS}:[ \t]+(?=\S)", re.MULTILINE)
_LINES = 2
#: «Mig 15/05/2017 16.10: Godt» of a talk off a telephone, and whose that is: «Ida Kroghs telefon», «Mobil: Ida Krogh».
_MYSELF = re.compile(r"(?:Mig|Jeg|Me)")
_WHOSE_PHONE = re.compile(
    rf"\b(?P<owner>{NAME})(?<=s)[ ](?:private[ ]|arbejds)?(?:mobil\w*|telefon\w*|phone)\b"
    rf"|\b(?:mobil\w*|telefon\w*|phone)[ ]?(?::|tilhørende|belonging to)[ ]*(?P<named>{NAME})"
)
#: The answers of a survey: «Respondent 4» on a line of its own.
_NUMBERED_HEAD = re.compile(
    r"^[ \t]*(?P<who>(?:Respondent|Informant|Interviewperson|Medarbejder|Sagsbehandler|Deltager|Besvarelse|Svar)"
    r"[ ](?:nr\.[ ])?\d{1,4})[ \t]*[.:]?[ \t]*\n",
    re.MULTILINE | re.IGNORECASE,
)
#: The fields of a matter handed in to a desk: what is wrong, and what has been done.
_FIELD = re.compile(
    r"^[ \t]*(?:(?P<told>Beskrivelse|Fejlbeskrivelse|Problem|Henvendelse|Symptom|Description)|"
    rf"(?P<done>Løsning|Svar|Afhjælpning|Handling|Udført|Årsag|Notat|Resolution)(?:[ ](?P<sent>{_DAY}))?):[ \t]+",
    re.MULTILINE,
)
_HANDED_IN = re.compile(
    r"\b(?:Melder|Anmelder|Indmelder|Meldt af|Rekvirent|Oprettet af|Requester)[ ]?:[ ]*"
    rf"(?P<who>[{CAPITAL}][\w.-]+(?:[ ][{CAPITAL}][\w.-]*){{0,3}})"
)
_OPENED = re.compile(rf"\b(?:Oprettet|Åbnet|Modtaget|Opened)[ :]+(?P<sent>{_DAY})")
#: «--- reply, 8 Feb 2023 ---»: where the answer to a quoted mail begins.
_ANSWERED_BELOW = re.compile(r"^[ \t]*[-=*]{2,}[ ]*(?:reply|svar|response)\b[^\n]*$", re.MULTILINE | re.IGNORECASE)
_RULED_OFF = re.compile(r"^[ \t]*[-=_*]{5,}[ \t]*$", re.MULTILINE)
#: «INC-20950 · 26-10-2023 06:48 · mvej1 · status: On hold»: the head of a matter at a desk, in cells.
_MATTER_HEAD = re.compile(
    rf"^[^\n]*?(?P<sent>{_DAY})[ ,T]+(?:kl\.?[ ])?\d{{1,2}}[.:]\d\d(?=[^\n]*[ ][·|][ ])(?:[^\n]*)$", re.MULTILINE
)
#: Who is named in a cell of it, and what they write below: «mvej1: Appen tømmer batteriet», «Desk/Ravi: We see it too».
_IN_CELL = re.compile(r"(?<=[·|] )(?:(?:oprettet |meldt |created )?(?:af|by) )?(?P<who>[\w./-]{2,20})(?= [·|]|[ \t]*$)")
_WRITES = re.compile(r"^[ \t]*(?P<who>[\w.-]{2,20}(?:/[\w.-]{2,20})?):[ \t]+(?=\S)", re.MULTILINE)
#: So many characters hold the head that a browser shows above a mail.
_TOP = 400
#: How the groups that name the writer are called.
_NAMED = ("who", "wrote", "alone", "before", "below", "called", "handle", "listed")
#: So many lines of a talk make one.
_TALK = 3


_QUOTE_MARKS = re.compile(r"[> ]*")
#: Of the lines of a quoted mail so many have the marks; others lost them where the program wrapped them.
_MARKED = 0.7


def depth(text: str, place: int) -> int:
    """How deep the line a place stands in is quoted: the marks «>» it begins with."""
    marks = _QUOTE_MARKS.match(text, text.rfind("\n", 0, place) + 1)
    return marks.group().count(">") if marks else 0


@lru_cache(maxsize=1024)
def depth_of(text: str, mail: Posted) -> int:
    """How deep a mail of a thread is quoted; the empty line below its head may have lost the marks of both.

    Some programs set the marks below a head that has none: then nearly all lines of the mail have them.
    """
    if text[mail.start : mail.start + 1] != "\n":
        return depth(text, mail.start)
    lines = [line for line in text[mail.start : mail.end].split("\n") if line.strip()]
    marked = sum(line.startswith(">") for line in lines)
    return max(depth(mail.heads, 0), int(marked >= _MARKED * len(lines)))


@lru_cache(maxsize=8)
def thread(text: str) -> Sequence[Posted]:
    """The mails of a thread pasted into a text, or the lines of a talk in writing, in the order they stand.

    Kept for the last pages asked about: who speaks, how firmly and what class a paper is of all ask.
    """
    kinds = (
        _THREAD_HEAD, _REPLY_HEAD, _PRINTED_HEAD, _NOTES_HEAD, _WROTE_HEAD, _ONE_LINE_HEAD, _OLDER_HEAD, _REMARK_HEAD,
        _ROLE_HEAD,
    )  # fmt: skip
    heads = sorted((m for kind in kinds for m in at_lines(kind, text)), key=lambda m: m.end())
    if all(m["opens"] for m in heads if m.re is _REMARK_HEAD):  # it is told who opened a matter, and no more
        heads = [m for m in heads if m.re is not _REMARK_HEAD]
    if (shown := _SHOWN_HEAD.search(text[:_TOP])) and re.search(r"^[Tt](?:il|o)\b", shown.group(), re.MULTILINE):
        heads = [shown, *(m for m in heads if m.start() >= shown.end())]
    return _posted(text, heads) or _talk(text) or _at_desk(text) or _log(text) or _answers(text) or _matters(text)


def is_chat(text: str) -> bool:
    """Whether nobody has wrapped the lines: a talk whose writers stand alone above what they write or in brackets, a
    book of watches where most lines begin with somebody's letters.
    """
    lines = sum(1 for line in text.split("\n") if line.strip())
    if lines < _LINES * len(list(at_lines(BY_LETTERS, text))):
        return True
    if len(list(islice(at_lines(_BRACKETED_HEAD, text), _TALK))) == _TALK or _at_desk(text):
        return True
    return sum(1 for m in _chat_heads(text) if not m["who"]) >= _TALK


@lru_cache(maxsize=16)
def _chat_heads(text: str) -> Sequence[re.Match[str]]:
    """Each holds a clock, and begins with its line or with the clock: it is looked for nowhere else."""
    clocks = [m.start() for m in _A_CLOCK.finditer(text)]
    if len(clocks) < _TALK:  # most pages hold none
        return []
    heads, last = list[re.Match[str]](), 0
    for place in sorted({begin for clock in clocks for begin in (text.rfind("\n", 0, clock) + 1, clock - 1)}):
        if last <= place and (head := _CHAT_HEAD.match(text, place)):
            heads.append(head)
            last = head.end()
    return heads


def _talk(text: str) -> list[Posted]:
    """In a talk somebody speaks again; the lines of a log are of ever new things."""
    talk = _posted(text, _chat_heads(text) or list(at_lines(_BRACKETED_HEAD, text)))
    told = _WHOSE_PHONE.search(text[:_TOP])
    if told and any(_MYSELF.fullmatch(one.who) for one in talk):
        owner = told["named"] or told["owner"].removesuffix("s")
        talk = [replace(one, who=owner) if _MYSELF.fullmatch(one.who) else one for one in talk]
    return _at_once(talk) if len(talk) >= _TALK and 1 < len({one.who for one in talk}) < len(talk) else []


def _at_once(entries: Sequence[Posted]) -> list[Posted]:
    return [replace(one, at_once=True) for one in entries]


@lru_cache(maxsize=8)
def _at_desk(text: str) -> list[Posted]:
    """What is written under matters handed in to a desk, line by line: each ends with the next or another matter."""
    matters = list(at_lines(_MATTER_HEAD, text)) if " · " in text or " | " in text else []
    named = {m["who"] for head in matters for m in _IN_CELL.finditer(head.group())}
    heads = [m for m in at_lines(_WRITES, text) if m["who"] in named or "/" in m["who"]]
    heads = [m for m in heads if matters and m.start() > matters[0].start()]
    if len(heads) < _TALK or len({m["who"] for m in heads}) < 2 or not any(m["who"] in named for m in heads):
        return []
    made = []
    for one, m in zip(_posted(text, heads), heads, strict=True):
        above = [head for head in matters if head.start() < m.start()]
        end = min([head.start() for head in matters if m.start() < head.start()] + [one.end])
        made.append(replace(one, end=min(end, one.end), sent=f"den {above[-1]['sent'].replace('-', '/')}"))
    return made


def _log(text: str) -> list[Posted]:
    """The entries of a log that nearly all have somebody's letters, few of them and each again and again."""
    log = _posted(text, list(at_lines(_LOG_HEAD, text)))
    writers = Counter(one.who.partition("/")[0] for one in log)
    entries = sum(1 for _ in at_lines(_LOG_LINE, text)) if len(log) >= _TALK else 0
    words = writers.keys() & word_set("abbreviations", "sentence_openers")
    signed = entries and len(log) >= 0.8 * entries and len(log) >= 2 * len(writers) and not words
    return _at_once(log) if signed else []


def _answers(text: str) -> list[Posted]:
    """Answers of a survey; the last ends with its paragraph."""
    answers = _posted(text, list(at_lines(_NUMBERED_HEAD, text)))
    if len(answers) < _TALK:
        return []
    end = text.find("\n\n", answers[-1].start)
    return [*answers[:-1], replace(answers[-1], end=end if end > 0 else len(text))]


def _matters(text: str) -> list[Posted]:
    """The fields of matters handed in to a desk: told by whoever did, answered by the desk."""
    fields = list(at_lines(_FIELD, text))
    if min(sum(1 for m in fields if m[kind]) for kind in ("told", "done")) < _TALK or not fields[0]["told"]:
        return []
    made, above = [], 0
    for m, end in up_to_next(text, fields):
        if ruled := _RULED_OFF.search(text, m.end(), end):
            end = ruled.start()
        head, above = text[above : m.start()], m.end()
        if m["told"]:
            by = [one["who"] for one in _HANDED_IN.finditer(head)]
            opened = [one["sent"] for one in _OPENED.finditer(head)]
            who, sent = by[-1] if by else "", opened[-1] if opened else ""
        day = f"den {(m['sent'] or sent).replace('-', '/')}"
        made.append(Posted(m.end(), end, who if m["told"] else "", day, "", of_desk=bool(m["done"])))
    return made


def _posted(text: str, heads: Sequence[re.Match[str]]) -> list[Posted]:
    """What stands under each of these heads, up to the next."""
    made = []
    for m, end in up_to_next(text, heads):
        told = m.groupdict(default="")
        who = next(told[key] for key in _NAMED if told.get(key))
        if told.get("handle"):
            who = " ".join(part.capitalize() for part in who.split("."))
        elif told.get("listed"):
            who = " ".join(reversed(who.split(", ")))
        if answered := _ANSWERED_BELOW.search(text, m.end(), end):
            end = answered.start()
        within = m.start() > 0 and text[m.start() - 1] == " "
        day = told.get("sent", "").strip() or next(iter(re.findall(rf"{_DATE}(?=[ ,T])", m.group())), "")
        who = _DASHED.sub(r" (\g<house>)", who)
        desk = _BY_ITSELF.fullmatch(who.strip()) is not None
        entry = m.re is _REMARK_HEAD
        made.append(Posted(m.end(), end, "" if desk else who.strip(), day, m.group(), within, desk, entry))
    return made
