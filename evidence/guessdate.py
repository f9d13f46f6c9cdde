"""From which day a document is: what its own head says, then its name, then, weakly, the program's note."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from evidence.days import DAY, danish_time, day_in_name, day_of, first_day, iso_day
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import DocumentKind
from evidence.readers import MAIL, Reading

#: How many lines from the top count as the head of a paper, and from the end as its foot.
_HEAD, _FOOT = 40, 60

#: «Kalender 2009», «Regnskab for 2014»: the year a name or a title says a paper is of.
_TELLS_OF = re.compile(r"(?<![\d.,:/-])(?:19|20)\d\d(?![\d.,:/-]*\d)")
#: What tells the day of a mail, by the clock in Denmark.
_MAILED = (("sent", Message("the day the mail was sent")), ("received", Message("the day the mail was received")))

_LABEL = re.compile(
    r"(?P<label>(?:brev|møde|faktura|rapport|udskrifts|underskrifts|udgivelses|afsendelses)?dato(?: og tid)?|mødedag"
    r"|tid(?:spunkt)?|tid og sted|afholdt|dateret|publiceret|offentliggjort"
    r"|udgivet|udsendt|sendt|sent|date|dated|published|meeting date)"
    r"(?: ?:| den| d\.|\t| (?=\d{1,2}\. ?[a-zæøå]))\s*(?P<rest>.{4,80})",
    re.IGNORECASE,
)
#: «Intern Revision. Dato: 22. september 2025. Udarbejdet af …»: the head of a note, all on one line.
#: «Fakturanr. 4711, fakturadato 31. august 2009»: a bill says which day it means.
_LABEL_WITHIN = re.compile(
    r"(?:(?:[.·|]\s|\s{2})\s*(?P<label>dato|date): ?|[.,;·|]\s+(?:faktura|kreditnota|udskrifts)dato:? ?(?:den |d\. )?)"
    r"(?P<rest>\d.{4,40})",
    re.IGNORECASE,
)
#: «Nørreby, den 14. november 2008»; a sentence that ends in a day has small words before it.
_PLACE = re.compile(
    r"[A-ZÆØÅ][\w.’'/-]*(?: (?:i|på|ved|og|/|[A-ZÆØÅ][\w.’'/-]*)){0,4}[,;]? *(?:den|d\.|,)\s*(?P<rest>[^,;]{6,24})\.?"
)
#: «Udarbejdet af Ydelsesafdelingen, 14. marts 2011»: whoever made the paper says when.
_MADE = re.compile(
    r"(?:(?:til )?[^,:;.]{3,40}, )?"
    r"(?:udarbejdet|udfærdiget|skrevet|afgivet|fremsendt|opgjort|udskrevet|prepared|written|submitted|printed)\b"
    r"(?: (?:af|by) [^:;]{2,60}?)?,? *(?:den|d\.|pr\.|on|,)?\s*(?P<rest>(?=\d|[a-z]{3,9}\.? \d)[^,;]{6,24}?)\.?"
    r"(?:(?<=\d\.) (?-i:[A-ZÆØÅ]).*)?",
    re.IGNORECASE,
)
#: The fields of a head that stand on one line: «1. kvartal 2015 · Udarbejdet af Systemhuset, 8. april 2015».
_FIELDS = re.compile(r"\s+[·•|]\s+|\t| {2,}")
#: A day whose year a narrow column has put on the next line.
_YEARLESS = re.compile(r"(?i)\b\d{1,2}\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\.?$")
_YEAR = re.compile(r"(?:19|20)\d\d\b[.,]?(?=\s|$)")
_TITLE = re.compile(
    r"(?i).{0,80}\b\w*(?:referat|møde|kontrakt|aftale|tillæg|allonge|tilbud|notat|minutes|meeting|contract"
    r"|agreement|nyhedsbrev|release ?note|workshop|sprint \d+|steering (?:committee|group))\w*\b.{0,80}"
)
#: «Udkast af 12. februar 2014 fra Systemhuset»: what the paper calls itself, and its day.
_ITSELF = re.compile(
    r"(?:(?:(?:revideret|nyt|foreløbigt|endeligt|fortroligt|internt) )?(?:udkast|notat|version|telefonnotat|draft|memo)"
    r"(?: (?:nr|no)\. ?\d+| \d+(?:\.\d+)*)? (?:af|dateret|fra|pr\.|of|dated)|version \d+(?:\.\d+)*(?:,| [·|–—-]))"
    r" (?:den |d\. )?"
    r"(?P<rest>\d{1,2}\S? ?\S{1,9} ?\d{4})\b.{0,60}",
    re.IGNORECASE,
)
#: «Kreditnota nr. 112, 15. februar 2010»
_BILL = re.compile(
    r"(?:kreditnota|faktura|regning|credit note|invoice)(?: (?:nr|no)\.)? ?\d[\w/-]*, (?:den |d\. )?"
    r"(?P<rest>\d[^,;]{5,22}\d)\.?",
    re.IGNORECASE,
)
#: «Kontrakt af 12. marts 2018 om FlowJob», below a title of another sort: the paper this one is about.
_ABOUT = re.compile(r"(?i)(?:\w*kontrakt|\w*aftale|contract|agreement)\w* (?:af|dateret|fra|of|dated) \D{0,5}\d")
#: «til aftale af 12. marts 2018»: the day of another paper, which this one belongs to.
_ANOTHERS = re.compile(
    r"\b(?:til|under|i|af|jf\.|to|of) (?:den |the )?(?:\w+ )?\w*(?:aftalen?|kontrakt(?:en)?|agreement|contract)"
    r"(?: om .{3,60}?)? (?:af|dateret|fra|indgået|underskrevet|of|dated|from)\b.*",
    re.IGNORECASE,
)
#: «Leverandøren lovede på mødet at rette fejlen senest den 1. juni»: a day to be kept is none of the paper's.
_KEPT = re.compile(r"(?i)\b(?:senest|inden|no later than) (?:den |d\. )?\d.*")
#: «Besvarelse af kravspecifikation, 15. januar 2018»: a title that ends in its day.
#: So does «Fjordværk til kommunen. 8. marts 2024», and one that says for whom it is besides.
_ENDS = re.compile(
    r"(?-i:[A-ZÆØÅ]).{5,110}(?:[^\d.],|[^\W\d]{2}\.) (?:den |d\. )?(?P<rest>\d[^,;]{5,22}\d)\.?"
)
#: A whole sentence is no title, whatever word stands in it: «Systemet blev taget i brug den 1. maj efter aftale.»
_SENTENCE = re.compile(
    r"(?i)(?=(?:\S+ ){8}).*\b(?:er|blev|var|har|havde|skal|skulle|kan|vil|is|was|were|has|shall|will"
    r"|opsiger|ophæver|hæver|meddeler|bekræfter|kræver|indgår|bortfalder|(?:ændr|flytt|suspender|forlæng|erstatt|udsætt)es)\b"
)
#: A row of a table of three cells or more is no title either: «3<tab>B<tab>Varmetillæg vises forkert».
_ROW = re.compile(r"\t.*\t")
#: «1. Overtagelsesdagen i kontraktens pkt. 3.1 flyttes …»: a clause that has begun is no title either.
_CLAUSE = re.compile(r"(?:§ ?)?\d+(?:\.\d+)*\. (?=.*\b(?:fra|til|den)\b)")
#: «Fagbladet, 12. juni 2010. Af Signe Holm», «Af Signe Holm, Nørreby Avis, 12. juni 2010»: a paper and its day.
_NAME = r"(?:[A-ZÆØÅ][\w.&’'/-]*|[&–/-]|og|i|and|the)"
_BYLINE = re.compile(
    rf"(?:(?:[Aa]f|[Bb]y|[Tt]ekst:) )?{_NAME}(?:,? {_NAME}){{0,8}}"
    r"(?:,| [·|–-])? (?:den |d\. )?(?P<rest>\d[^,;]{5,24}?)"
    r"(?:\.?(?: (?:[Aa]f|[Bb]y|[Tt]ekst:) [A-ZÆØÅ].{2,60})?|\. [A-ZÆØÅ].*)"
)
#: «Lørdag den 12. juni 2010, side 4»: the folio of a newspaper.
_FOLIO = re.compile(
    r"(?i)(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?"
    r" (?:den |d\. )?(?P<rest>\d[^,;]{5,22}\d)(?:[,.]? (?:side|sektion|s\.|page|p\.) ?\S{1,12})+"
)
#: «Den 2. maj 2010. Lønchefen …»: a paper that opens with its day.
#: So do minutes: «8. maj 2017 kl. 10-12, Rådhuset. Deltagere: …».
_OPENS = re.compile(r"(?:[Dd]en |[Dd]\. )?(?P<rest>\d[^,;]{5,36}\d)[.,:]? [A-ZÆØÅ].*")
#: «*3 June 2016 – Priya Nair, Rikke Damgaard*»: the day of a meeting, and who was there.
_OPENS_LIST = re.compile(r"\W*(?P<rest>\d{1,2}\S? ?[^\W\d]{3,9}\.? \d{4}) [·|–—-] [A-ZÆØÅ].*")
#: «Næste møde er den 3. juni»: another meeting than the one the paper is of.
_OTHER_MEETING = re.compile(
    r"(?i)\b(?:næste|kommende|forrige|seneste|sidste|opfølgende|ekstraordinært|nyt|next|previous|last|following)\s+(?:\w+\s+)?"
    r"(?:\w*møde|\w*meeting|gang)"
)
#: The same for a heading, with its day on the line below.
_NEXT_MEETING = re.compile(r"(?i)\W*(?:\d+\.?\s*)?(?:næste|kommende|next)\s+(?:\w+\s+)?(?:\w*møder?|\w*meetings?)\W*")
#: «Hentet fra firmaet.dk den 3. januar 2015»: of a page kept from the net that has no day of its own.
_FETCHED = re.compile(
    r"(?i)\W*(?:hentet|gemt|udskrevet|besøgt|retrieved|accessed|printed)(?: (?:fra|på|from|at) \S+)?,?"
    r" (?:den |d\. |on )?"
    r"(?P<rest>\d[^,;]{5,22}\d)\.?"
)
#: A stamp, or what a receipt says.
_STAMP = re.compile(
    r"(?:modtaget|indleveret|indgivet|registreret|received|filed)(?: den)?:? *(?P<rest>\d.{5,30})"
    r"|(?=(?:sø- og handels|by|lands)?ret).{4,60} har (?:den|d\.) (?P<got>\d.{5,30}?) modtaget\b.*", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?i)(?:underskrevet|signed|(?:aftalen|kontrakten|tillægget|dette tillæg|denne aftale|denne kontrakt) er "
    r"indgået|indgået)\s+(?:i .{2,30} )?(?:(?:den|on|d\.)\s*|(?=\d))(?P<rest>.{4,40})"
)


#: Above the signatures or in the first clause: «Den 3. maj 2010», «Parterne har den 3. maj 2010 aftalt, at …». With a
#: small letter it goes on with a sentence.
_BARE = re.compile(r"(?:Den |D\. )(?P<rest>\d[^,;]{5,22}\d)\.?")
_AGREED = re.compile(
    r"(?i)(?:parterne|.{3,60} og .{3,60}) (?:har|er)(?: der)? (?:i dag )?(?:den|d\.) (?P<rest>.{6,24}?) "
    r"(?:aftalt|indgået|vedtaget)\b"
)
#: «between the Customer and the Supplier, dated 2 November 2021»
_DATED = re.compile(r"(?i)between .{3,100} and .{3,100}?,? dated (?:the )?(?P<rest>\d.{6,22}\d)")

#: What parts the cells of a head: what parts its fields, or a stroke.
_CELLS = re.compile(rf"{_FIELDS.pattern}|[ ]/[ ]")
_CLOCK = r"(?:kl\.? ?\d{1,2}(?:[.:]\d{2})?|\d{1,2}[.:]\d{2}|(?<=[-–])\d{1,2})"
_WEEKDAY = r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?"
#: «Tid: 6/3 2007», «Torsdag 21. april 2005», «2. okt. 2023, online», «10. maj 2010 kl. 9»: a cell that is a day, with
#: what it is called before and a clock or a place behind.
_CELL = re.compile(
    rf"(?i)[(*_#\W]*(?:(?P<label>[^\W\d][^\d:]{{1,24}}):\s*)?(?:{_WEEKDAY} )?(?:den |d\. )?(?P<rest>{DAY.pattern})"
    r"(?:[ ,]*(?:kl\.? ?)?\d{1,2}[.:]\d{2}.{0,20}|, [^\d.]{2,25}|[,.] ?(?:side|s\.|page|p\.) ?\S{1,12})?[)*_.\W]*"
)
#: «(Nørreby Avis, 25.02.2023)», «2. sektion, torsdag den …», «rigtig afskrift, Nørreby Kommune, 22. maj 2014».
_NAMED_BEFORE = re.compile(r"[(]?(?:[^.:?!,\d(]{2,50}|\d\. sektion), (?:[A-ZÆØÅ][^.:?!,\d]{2,40}, )?(?=\D{0,14}\d)")
#: Days that a paper's head names and that are not its own.
_NOT_ITS_OWN = re.compile(
    r"(?i)frist|senest|næste|ikraft|start|slut|levering|overtagelse|gyldig|udløb|periode|født|forfald|betal|klar"
    r"|(?:fra|from|til|to|ny|next|due|deadline|valid|effective|end|begin\w*|delivery)$"
)
#: A day in a line of the head that is no sentence is its own, unless a word before it makes it a term or another's.
_BOUND = re.compile(
    r"(?i)\b(?:fra|til|senest|inden|pr\.|siden|efter|før|per|by|from|until|til og med|as of|since|before|after|dated"
    r"|dateret|(?<!svar )(?:af|of)|\d+ ?[–-]"
    r")"
    r"(?: den| d\.| the)?\s*$"
)
#: What follows a day where a sentence tells of it.
_TOLD = re.compile(r"\W*(?!(?:af|by|kl|med|with)\b)(?-i:[a-zæøå])")
_VERB = re.compile(
    r"(?i)\b(?:er|blev|bliver|var|har|havde|skal|skulle|kan|kunne|vil|gik|kom|is|was|were|has|had|shall|will|went)\b"
)
#: «Til fri brug efter den 1. september 2020»: when a release is of, by what it says itself.
_RELEASED = re.compile(
    r"(?i)(?:til fri brug|klausuleret|embargo\w*|frigives|må offentliggøres|for (?:immediate )?release)"
    r"\D{0,30}(?P<rest>\d.{5,30})"
)
#: «#2  04-07-2019 16:45 …», «[16.09.2021 08.02.11] …», «>>> Ida Krogh 15-08-2016 07:30 >>>»: what was written when.
_ENTRY = re.compile(
    rf"(?:.{{0,5}}|>+.{{0,60}}|\W*(?:kommentar|comment|note) ){DAY.pattern},?\s*(?:kl\. ?)?\d{{1,2}}[.:]\d\d",
    re.IGNORECASE,
)
#: «16/10-07. Vi har brugt …»: an entry of a diary.
_DIARY = re.compile(rf"[\W_]*{DAY.pattern}\. (?=[A-ZÆØÅ])")
#: «--- fredag 17. marts 2017 ---», «[tirsdag 8. marts 2022]»: a day that heads what was written on it.
_DAY_HEAD = re.compile(rf"(?i)[-–—=*#\[ ]*(?:{_WEEKDAY} )?(?:den |d\. )?{DAY.pattern}[-–—=*#\]: ]*")
#: «Overtagelsesprotokol, modul 2», «Afleveringsforretning»: the record of a taking over, and the day it gives.
_RECORD = re.compile(
    r"(?i)\W*(?:(?:overtagelses|afleverings|leverings)\w*(?:protokol|attest|forretning|rapport)\b"
    r"|(?:acceptance|handover) (?:protocol|certificate|record))"
)
_OVER = re.compile(
    r"(?i)\b(?:(?:overtagelses|afleverings)(?:dag|dato)(?:en)?|(?:acceptance|handover) date)\s*(?::|\t)\s*"
    rf"(?:den |d\. )?(?P<rest>{DAY.pattern})"
)
#: «Endeligt referat, godkendt 17. december»: when it was approved, and not when those in it met.
_APPROVED = re.compile(r"(?i)\b(?:godkendt|underskrevet|approved|signed)\b[^.;]{0,40}?\d")
#: So many entries with day and clock are a log or a talk, whose last day is the paper's.
_ENTRIES = 3
#: So many lines from the top are looked at for a day alone, and so many of them for one among other words.
_TOP, _TITLES, _LAST = 15, 5, 4


def guess_date(
    media: str, name: str, reading: Reading, kind: DocumentKind, lines: Sequence[str]
) -> tuple[dt.date | None, Message | None]:
    """The day and why; None where neither paper nor name tells. Events the text tells of are never used.

    ``lines`` are those of its beginning and end.
    """
    if media in MAIL:
        for field, why in _MAILED:
            if time := danish_time(reading.fields.get(field, "")):
                return time.date(), why
    lines = _unbroken(lines)
    published = iso_day(reading.fields.get("published", ""))
    if published:
        return published, Message("published on that day, as the page itself declares")
    if media in SHEETS:
        top = reading.pages[0].text[:2000].splitlines()[:10] if reading.pages else []
        made = (_made(cell.strip(" \"")) for line in top for cell in re.split(r"[\t;|]", line))
        found = next(filter(None, made), None)
    else:
        met = [line for line in lines if not _APPROVED.search(line)] if kind is DocumentKind.MINUTES else []
        found = _from_head(met, kind) if met else None
        found = found or _from_head(lines, kind) or _from_foot(lines, signed_only=kind is not DocumentKind.CONTRACT)
    if media not in SHEETS:
        found = found or _of_entries(lines) or _standing_alone(lines, kind)
    if found := found or _received(lines) or _fetched(lines):
        return found
    named = day_in_name(name)
    if named:
        return named, Message("the day in the file's name")
    if taken_over := _taken_over(lines):
        return taken_over
    if kind is DocumentKind.CONTRACT and (belongs := _of_its_contract(lines)):
        return belongs
    created = iso_day(reading.fields.get("created", ""))
    # Of a scan the program knows when it was scanned, often years later; and no paper is older than what it tells of.
    told = max(map(int, _TELLS_OF.findall(" ".join((name, *lines[:2])))), default=0)
    if created and told <= created.year and not (media == "pdf" and all(page.words for page in reading.pages)):
        return created, Message("weak: the day on which the program says the file was made")
    return None, None


def _unbroken(lines: Sequence[str]) -> list[str]:
    """The lines, those put together whose break stands between a month and its year."""
    whole: list[str] = []
    for line in lines:
        if whole and _YEARLESS.search(whole[-1]) and _YEAR.match(line):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def _from_head(lines: Sequence[str], kind: DocumentKind) -> tuple[dt.date, Message] | None:
    lines = [line for before, line in zip(("", *lines), lines, strict=False) if not _NEXT_MEETING.fullmatch(before)]
    head = lines[:_HEAD]
    if kind is DocumentKind.CONTRACT:
        # The head of a contract names days it is to be kept on; only its title is of the day it was made.
        head = lines[:6]
    for line in head:
        label = _LABEL.match(line) or _LABEL_WITHIN.search(line)
        day = first_day(label["rest"][:40]) if label else None
        if day and label:
            return _in_its_head(day, line)
    for before, line in zip(("", *head), head, strict=False):
        place = _PLACE.fullmatch(line)
        if place is None and not _goes_on(before):
            place = re.fullmatch(r"(?i)(?:den|d\.)?\s*(?P<rest>.{6,24})", line)
        day = _only_day(place["rest"]) if place else None
        if day:
            return _in_its_head(day, line)
        if made := next(filter(None, map(_made, (line, *_FIELDS.split(line)))), None):
            return made
    for number, line in enumerate(lines[:6]):
        if number and kind is not DocumentKind.CONTRACT and _ABOUT.match(line):
            continue
        titled = (
            _TITLE.fullmatch(line) and len(line) < 140
            and not (_OTHER_MEETING.search(line) or _SENTENCE.match(line) or _CLAUSE.match(line) or _ROW.search(line))
        )  # fmt: skip
        day = first_day(_KEPT.sub("", _ANOTHERS.sub("", line))) if titled else None
        if day:
            return day, Message("stands in its title “{words}”", {"words": line[:100]})
    diary = _diary(lines)
    for before, line in zip(("", *lines[:5]), lines[:6], strict=False):
        # What a sentence runs on to is no opening, nor is an entry of a diary that of the whole.
        opens = None if diary or _broken(before) else _OPENS.fullmatch(line)
        found = _BYLINE.fullmatch(line) or opens or _OPENS_LIST.fullmatch(line)
        found = found or _FOLIO.fullmatch(line)
        found = found or (None if _SENTENCE.match(line) or len(DAY.findall(line)) > 1 else _ENDS.fullmatch(line))
        if found and (day := _only_day(found["rest"])):
            return _in_its_head(day, line)
    return None


def _of_its_contract(lines: Sequence[str]) -> tuple[dt.date, Message] | None:
    """The day of the contract that an annex says it belongs to; what amends a contract is of another day."""
    if any(re.match(r"(?i)\w*(?:tillæg|allonge|ændring|addendum|amendment)", line) for line in lines[:6]):
        return None
    for line in lines[:6]:
        found = _ANOTHERS.search(line)
        if found and (day := first_day(found.group())):
            return day, Message("weak: the day of the contract it belongs to: “{words}”", {"words": line[:100]})
    return None


def _taken_over(lines: Sequence[str]) -> tuple[dt.date, Message] | None:
    """The day of taking over that the record of it gives, where it names no day of its own."""
    found = next(filter(None, map(_OVER.search, lines[:_TOP])), None) if any(map(_RECORD.match, lines[:3])) else None
    day = _only_day(found["rest"]) if found else None
    if found is None or day is None:
        return None
    return day, Message("the day of taking over in a record of it: “{words}”", {"words": found[0][:60]})


def _diary(lines: Sequence[str]) -> list[dt.date]:
    """The days under which a diary is kept, one after another: «2/3-07. Intet i dag. …», «16/10-07. …»; else none."""
    opened = [day for line in lines if (m := _DIARY.match(line)) and (day := day_of(m))]
    return opened if len(set(opened)) >= _ENTRIES and opened == sorted(opened) else []


def _of_entries(lines: Sequence[str]) -> tuple[dt.date, Message] | None:
    """The day of the last entry of a log, a diary or a talk, each line of which begins with its day."""
    if diary := _diary(lines):
        return diary[-1], Message("the day of its last entry, “{words}”", {"words": f"{diary[-1]}"})
    entries = [m for line in lines if (m := _ENTRY.match(line))]
    days = [day for m in entries if (day := day_of(m))]
    heads = [day for line in lines if _DAY_HEAD.fullmatch(line) and (day := first_day(line))]
    if len(set(heads)) > 1:  # of a talk kept day by day
        return max(heads), Message("the day of its last entry, “{words}”", {"words": f"{max(heads)}"})
    single = len(days) == 1 and lines[0].startswith(">")  # the head of an older mail program
    if not single and (len(days) < _ENTRIES or 4 * len(days) < len(lines)):
        return None
    return max(days), Message("the day of its last entry, “{words}”", {"words": entries[-1].group()[:60]})


def _in_cell(line: str) -> tuple[dt.date, Message] | None:
    """The day that a cell of a line is and nothing else, where the line names no other."""
    for cell in map(str.strip, _CELLS.split(line) if len(DAY.findall(line)) == 1 else ()):
        if made := _made(cell):
            return made
        named = None if _SENTENCE.match(line) else _NAMED_BEFORE.match(cell)
        found = _CELL.fullmatch(cell[named.end() if named else 0 :])
        own = found is not None and not _NOT_ITS_OWN.search(found["label"] or "")
        if found and own and (day := first_day(found["rest"])):
            return _in_its_head(day, " ".join(line.split()))
    return None


def _of_the_paper(lines: Sequence[str]) -> list[str]:
    """The lines without those under the heading of another meeting, and without what a sentence runs on to or from."""
    around = zip(("", *lines), lines, (*lines[1:], ""), strict=False)
    terms = _under_terms(lines)
    return [
        line for before, line, after in around
        if line not in terms
        and not (_NEXT_MEETING.fullmatch(before) or _broken(before) or (line[-1:].isdigit() and after[:1].islower()))
    ]  # fmt: skip


def _under_terms(lines: Sequence[str]) -> set[str]:
    """The rows of tables whose day stands under a heading such as «Frist»."""
    found: set[str] = set()
    heads: list[str] = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) < 3 or len(cells) != len(heads):
            heads = cells
        elif any(_NOT_ITS_OWN.search(head) and DAY.search(cell) for head, cell in zip(heads, cells, strict=True)):
            found.add(line)
    return found


def _broken(line: str) -> bool:
    """Whether a line is that of a sentence that goes on below; a long title is none."""
    return _goes_on(line) and (len(line) <= 60 or _SENTENCE.match(line) is not None)


def _standing_alone(lines: Sequence[str], kind: DocumentKind) -> tuple[dt.date, Message] | None:
    """A day that stands in a cell of the head or the foot by itself, or in a line of the head that is no sentence."""
    contract = kind is DocumentKind.CONTRACT
    lines = _of_the_paper(lines)
    top = lines[: _TITLES if contract else _TOP]
    for part in (top, lines[max(len(top), len(lines) - _LAST) :]):
        found = {line: told for line in part if (told := _in_cell(line))}
        if found:  # more of them are the rows of a table
            return next(iter(found.values())) if len({day for day, _ in found.values()}) == 1 else None
    for line in lines[:_TITLES]:
        released = _RELEASED.match(line)
        days = list(DAY.finditer(line))
        # A title takes no full stop: «Systemet brød sammen den 4. maj 2010.» is a sentence, whatever its verb.
        said = line.endswith(".") or _VERB.search(line) or _CLAUSE.match(line)
        own = len(days) == 1 and len(line) < 110 and not said
        before = line[: days[0].start()].rstrip(" :") if own else ""
        own = own and not (_BOUND.search(before) or _NOT_ITS_OWN.search(before) or _TOLD.match(line, days[0].end()))
        if released or (own and not contract):
            day = first_day(released["rest"] if released else line)
            if day and not _OTHER_MEETING.search(line):
                return _in_its_head(day, line)
    return None


def _received(lines: Sequence[str]) -> tuple[dt.date, Message] | None:
    """The day a receipt was given; a paper's own day goes before that on which it was received."""
    for line in lines[:_HEAD]:
        stamp = _STAMP.match(line)
        if stamp and (day := _only_day(stamp["rest"] or stamp["got"])):
            return _in_its_head(day, line)
    return None


def _fetched(lines: Sequence[str]) -> tuple[dt.date, Message] | None:
    """The day somebody kept a page, by the line they put at its foot or head."""
    for line in (*lines[:3], *lines[-3:]):
        kept = _FETCHED.fullmatch(line)
        if kept and (day := _only_day(kept["rest"])):
            return day, Message("the day on which the page was kept: “{words}”", {"words": line[:60]})
    return None


def _in_its_head(day: dt.date, line: str) -> tuple[dt.date, Message]:
    return day, Message("stands in its head as “{words}”", {"words": line[:60]})


def _made(line: str) -> tuple[dt.date, Message] | None:
    made = _MADE.fullmatch(line) or _ITSELF.fullmatch(line) or _BILL.fullmatch(line)
    day = _only_day(made["rest"]) if made else None
    return _in_its_head(day, line) if day else None


def _goes_on(line: str) -> bool:
    """Whether a line is broken in mid-sentence, so that a day on the next is one the text tells of."""
    return bool(re.search(r"\b(?:den|d\.|til|fra|senest|inden|på|og)$", line)) or (
        len(line) > 60 and line[-1] not in ".:!?»”\""
    )


def _from_foot(lines: Sequence[str], *, signed_only: bool) -> tuple[dt.date, Message] | None:
    """The last day beside the signatures: a contract is made when the last party signs.

    Of another paper only what says that it was signed then (``signed_only``).
    """
    found: list[tuple[dt.date, str]] = []
    for line in lines[-_FOOT:]:
        for cell in re.split(r"\t| {3,}", line):
            cell = cell.strip()
            match = _SIGNED.match(cell) if signed_only else _signed_on(cell)
            day = first_day(match["rest"][:30]) if match else None
            if day:
                found.append((day, cell))
    for line in () if signed_only else lines[:20]:
        match = _SIGNED.search(line) or _AGREED.search(line) or _DATED.match(line)
        day = first_day(match["rest"][:30]) if match else None
        if day:
            found.append((day, line))
    if not found:
        return None
    day, words = max(found)
    return day, Message("the last day it was signed on: “{words}”", {"words": words[:60]})


def _signed_on(cell: str) -> re.Match[str] | None:
    return _SIGNED.search(cell) or _PLACE.fullmatch(cell) or _LABEL.match(cell) or _BARE.fullmatch(cell)


def _only_day(text: str) -> dt.date | None:
    """The day where the text is that and nothing else (a time of day may follow)."""
    match = DAY.match(text.strip())
    if not match:
        return None
    rest = text.strip()[match.end() :]
    return day_of(match) if re.fullmatch(rf"[\s.,]*(?:{_CLOCK}(?:\s?[-–]\s?{_CLOCK})?)?\s*", rest) else None
