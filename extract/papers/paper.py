"""What sort of paper a document is read as: what it was taken in as, or a contract where it speaks in clauses.

A clause, an annex or a few pages of a contract carry no title and no signatures, so nothing of their form tells what
they are. Their language does: parties by role who shall and may, and nobody who says «jeg» or «vi».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice

from evidence.guesskind import is_draft
from evidence.model import Document, DocumentKind, Page
from extract.folding import small
from extract.tables.requirements import is_answered

_ROLE = (
    r"leverandøren|kunden|parterne|databehandleren|den\s+dataansvarlige|ordregiver|ordregiveren|licenstager|bestilleren|"
    r"entreprenøren|udbyderen|the\s+(?:supplier|customer|vendor|contractor|licensor|licensee|client|provider|parties)"
)
#: Looked for in small letters, and without a word's edge before it, so that the engine can skip to where one may begin.
_DUTY = re.compile(
    rf"(?:{_ROLE})\s+(?:skal|må|kan|er\s+(?:forpligtet|berettiget|ansvarlig)|forpligter|"
    rf"har\s+(?:ret|pligt|til)|afholder|shall|may|must|will)\b|"
    rf"(?:skal|må|kan|shall|may)\s+(?:{_ROLE})\b|"
    rf"påhviler\s+(?:det\s+)?(?:{_ROLE})"
)
#: A piece of every role: most pages of other papers hold none.
_ROLES = (
    "leverandøren", "kunden", "parterne", "databehandleren", "dataansvarlige", "ordregiver", "licens", "bestilleren",
    "entreprenøren", "udbyderen", "supplier", "customer", "vendor", "contractor", "client", "provider", "parties",
)  # fmt: skip
#: The roles as contracts write them, with a capital in the middle of a sentence; some nobody else writes at all.
_CAPITAL = re.compile(
    r"(?:Leverandøren|Leverandør|Kunden|Parterne|Kontrakten|Aftalen|Leverancen|Ydelsen|Ydelserne|Supplier|Customer|"
    r"Licensee|Licensor|Contractor|Agreement)s?\b"
)
_NOBODY_ELSE = re.compile(r"(?:[Dd]atabehandleren|[Dd]en dataansvarlige|[Tt]ilbudsgiver|[Oo]rdregiver)s?\b")
_THEIR_ROLES = ("databehandleren", "dataansvarlige", "tilbudsgiver", "ordregiver")
_IN_SENTENCE = re.compile(r"[a-zæøå,] ")
_SOMEBODY = re.compile(
    r"\b(?:jeg|vi|mig|min|vores|siger|sagde|oplyste|oplyser|bemærkede|udtaler|mener|hilsen|kære|hej|we|our)\b",
    re.IGNORECASE,
)
#: Who sells speaks of «vores kunder» and to «jer»: a sheet on a product, a newsletter, an answer to a tender.
_SELLS = re.compile(
    r"\b(?:(?:vores|vor)\s+(?:kunder|hotline|løsning(?:er)?|produkt(?:er)?|platform|system(?:er)?|konsulenter|support|kundeservice|"
    r"udviklere|brugerklub|webinar(?:er)?)\b|(?:får|kan|slipper|sparer|undgår)\s+(?:(?-i:I)|du)\b|nyhedsbrev\s+fra\b|"
    r"(?:vil\s+du\s+vide\s+mere|læs\s+mere\s+om|ring\s+til|kontakt\s+os|book\s+en|bestil\s+en)\b|"
    r"(?-i:Med\s+[A-ZÆØÅ]\S+\s+(?:får|kan|er|ligger)\s)|(?:our|your)\s+(?:customers|solution|product|hotline)\b|"
    r"(?:hjælper?|sparer|giver|lover|viser|klar\s+til\s+at\s+hjælpe)\s+dig\b|\bdin\s+(?:kommune|hverdag|organisation|virksomhed)\b|"
    r"\bdu\s+er\s+i\s+gang\b|\blandets\s|\bmarkedets\s|\bkunde(?:historie|case)\b|\bfordele\s+(?:ved|med)\b|"
    r"\bkære\s+læsere?\b|\bover\s+\d+\s+(?:kommuner|kunder)\b|"
    r"har\s+leveret\s[^.\n]{3,80}\ssiden\s\d{4}\b|(?:tilbudsgiver|vi\s+tilbyder)\b|kunderne\s+(?:får|oplever|siger|sparer)\b)",
    re.IGNORECASE,
)
#: Who writes to somebody, or of what went wrong, sells nothing, however they speak of «vores system».
_WRITES = re.compile(
    r"^[ \t]*(?:Kære(?!\s+læser)|Hej|Dear|Fra:|Til:|Sag(?:s)?nr)|\b(?:beklager|reklamation|klage|referat|punkt \d)\b",
    re.IGNORECASE | re.MULTILINE,
)
#: An answer to a tender: its «vi» is the tenderer, and what it says binds as the contract's clauses do.
_ANSWERS = re.compile(r"\b(?:tilbudsgivers?|ordregivers?|mindstekrav|kravspecifikation\w*)\b", re.IGNORECASE)
_ASKED = ("tilbudsgiver", "ordregiver", "mindstekrav", "kravspecifikation")
_ANSWERED = re.compile(r"\bbesvarelse\w*|\|[ \t]*(?:ja|opfyldt|opfyldes|bekræftes|bliver)\b", re.IGNORECASE)
#: What calls itself the answer to a tender's requirements: it binds whoever gives it (aftaleloven § 1). The letter that
#: goes before it praises.
_OFFERS = re.compile(
    r"\b(?:\w*besvarelse\s+af\b|(?:krav|tilbuds)besvarelse\b|krav(?:liste|skema|matrix)\b|"
    r"response\s+to\s+(?:the\s+)?(?:tender|requirements))",
    re.IGNORECASE,
)
_HEAD = 300
_SELLING = 3
#: So many characters tell whether a paper sells: who does says so from the first page on.
_OPENING = 10_000
#: So many signs of a contract make one, and so many for each sign of a speaking person.
_ENOUGH, _FOR_EACH = 3, 4


#: Words of a letter by which a clause of the contract is another from now on, and those by which it was acceded to.
_AGREES = re.compile(
    r"\b(?:bekræfter|bekræftes|er\s+enige\s+om|har\s+aftalt|er\s+aftalt|aftales|confirm|have\s+agreed)\b[^.]{0,200}?"
    r"(?:\b(?:punkt|pkt|afsnit|bilag|clause|section|kontraktens|aftalens)\b|§)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:ændres|hæves|sænkes|forhøjes|nedsættes|forlænges|erstattes|udgår|bortfalder|udgør\s+herefter|amended|replaced|"
    r"increased|reduced|extended)\b",
    re.IGNORECASE,
)
_ACCEDED = re.compile(
    r"^[ \t]*(?:tiltrådt|tiltrædes|accepteret|godkendt|accepted|agreed)\b[^.\n]{0,30}?"
    r"\b(?:for|den|af|on behalf|by|and)\b|"
    r"\bunderskrevet\s+(?:eksemplar|genpart|kopi)\b|\bsigned\s+(?:copy|counterpart)\b",
    re.IGNORECASE | re.MULTILINE,
)
#: The field of a paper that calls itself a draft: whatever its words, nobody is bound by it.
DRAFT = "draft"
#: The field of an answer to a tender: what it says binds as far as it is no mere hope.
OFFER = "offer"
#: What the field of a draft holds for a contract's: clauses nobody has agreed to provide nothing and tell of nothing.
OF_CONTRACT = "contract"
#: Papers that state rules: what they say of outages is a definition unless it is told as past.
RULEBOOKS = frozenset({DocumentKind.CONTRACT})


def read_as(document: Document, pages: Sequence[Page]) -> Document:
    """The document with the kind its text is read by. Only a paper of no known kind is looked into.

    What kind a paper is shown as was told at intake, by signs or by likeness (``evidence.guesskind``), and likeness
    never tells a contract or an offer: whose words bind is told here, when the text is searched, and shown nowhere.
    """
    texts = [page.text for page in pages]
    # A mail named «… forslag» has been sent, whatever it proposes, encloses or agrees to.
    if document.kind is not DocumentKind.MAIL and is_draft(document.name, "\n".join(texts[:1]).splitlines()):
        proposed = _reads_as_contract(texts)
        return replace(document, fields={**document.fields, DRAFT: OF_CONTRACT if proposed else "yes"})
    opening = "\n".join(texts)[:_OPENING]
    if document.kind in (DocumentKind.OTHER, DocumentKind.SALES) and is_answered(opening):
        return replace(document, kind=DocumentKind.CONTRACT)
    if document.kind is DocumentKind.SALES and _OFFERS.search(opening[:_HEAD]):
        return replace(document, fields={**document.fields, OFFER: "yes"})
    if document.kind is DocumentKind.LETTER and _is_side_letter(opening):
        return replace(document, kind=DocumentKind.CONTRACT)
    if document.kind is not DocumentKind.OTHER:
        return document
    if len(set(map(str.lower, _SELLS.findall(opening)))) >= _SELLING and not _WRITES.search(opening):
        return replace(document, kind=DocumentKind.SALES)
    lowered = small(opening)
    asked = len(_ANSWERS.findall(opening)) if any(word in lowered for word in _ASKED) else 0
    if asked > _ENOUGH and len(_ANSWERED.findall(opening)) > 1:
        return replace(document, kind=DocumentKind.CONTRACT)
    return replace(document, kind=DocumentKind.CONTRACT) if _reads_as_contract(texts) else document


def _is_side_letter(text: str) -> bool:
    """Whether a letter agrees on another clause of the contract and was acceded to, or is to be: an amendment."""
    return all(one.search(text) for one in (_AGREES, _CHANGES, _ACCEDED))


def _reads_as_contract(texts: Sequence[str]) -> bool:
    """Whether clauses stand there, and nobody speaks."""
    signs = sum(map(_signs, texts))
    speaking = (found for one in texts for found in _SOMEBODY.finditer(one))
    return signs >= _ENOUGH and next(islice(speaking, signs // _FOR_EACH, None), None) is None


def _signs(text: str) -> int:
    """How many signs of a contract a page shows."""
    lowered = small(text)
    duties = _DUTY.finditer(lowered) if any(role in lowered for role in _ROLES) else ()
    others = _NOBODY_ELSE.finditer(text) if any(role in lowered for role in _THEIR_ROLES) else ()
    words = sum(not text[max(0, m.start() - 1) : m.start()].isalnum() for m in chain(duties, others))
    return words + sum(_IN_SENTENCE.match(text, max(0, m.start() - 2)) is not None for m in _CAPITAL.finditer(text))
