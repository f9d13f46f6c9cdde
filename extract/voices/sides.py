"""The sides of a case in a text: by name, inflected name, name pattern, office and mail address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from extract.lexicon import one_of, word_set, words
from extract.model import Party, Side, Sides

#: The two who write to each other.
OTHER = {Side.CUSTOMER: Side.VENDOR, Side.VENDOR: Side.CUSTOMER}
CAPITAL = "A-ZÆØÅÄÖÜÉ"
#: Somebody by initials alone.
LETTERS = rf"[{CAPITAL}]{{2,4}}"
#: Who speaks for the staff or for a trade stands beside both sides.
UNION = re.compile(
    r"\b(?:3F|FOA|HK|DJØF|PROSA|BUPL|DSR|[Ff]aglig|[\w-]*forbund(?:et)?s?|[\w-]*fagforening(?:en)?s?)\b"
)
_GENITIVE = r"(?:['’]?s|['’])?"


@cache
def title_expression() -> str:
    """An expression for a title without its article: "jobcenterchef", "it-projektleder", "Direktør"."""
    return rf"(?i:[\w-]*(?:{one_of(words('speech', 'title_endings'))}))"


@cache
def _title_tails() -> re.Pattern[str]:
    endings = one_of(word.lower() for word in words("speech", "title_endings"))
    return re.compile(rf"(?P<root>[\w-]*(?:{endings}))(?:ens|en|n|et|erne|er|s|e)?$")


@lru_cache(maxsize=4096)
def title_root(title: str) -> str:
    """A title without its article, in small letters: "jobcenterchefen" and "Jobcenterchef" are one."""
    word = title.lower().split()[-1] if title.split() else ""
    m = _title_tails().fullmatch(word)
    return m["root"] if m else word


@lru_cache(maxsize=4096)
def has_title(word: str) -> bool:
    """Whether a word is a title or office, definite or not."""
    return bool(_title_tails().fullmatch(word.lower()))


def _expression(names: Iterable[str], patterns: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        if len(name.strip()) > 1:
            said = re.escape(name.strip()).replace(r"\ ", r"\s+")
            parts.append(f"{said}?" if said.endswith(".") else said)  # «Fritid & Co.» ends no sentence by its stop
    capital = rf"(?-i:[{CAPITAL}])[\w-]+"
    for pattern in patterns:
        made = ""
        for piece in re.split(r"(\*)", pattern):
            made += rf"(?:{capital}(?:[\s-]{capital})*)" if piece == "*" else re.escape(piece).replace(r"\ ", r"\s+")
        parts.append(made)
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)}){_GENITIVE}(?!\w)", re.IGNORECASE)


#: What sort of company a firm is, behind its name.
LEGAL_FORM = (
    r"(?:A/S|ApS|I/S|P/S|K/S|IVS|A\.?[Mm]\.?[Bb]\.?[Aa]\.?|AB|ASA?|Oy|GmbH|B\.?V\.?|Ltd\.?|Limited|Inc\.?|LLC|plc)"
)
_LEGAL_FORM = re.compile(rf",?\s+{LEGAL_FORM}$", re.IGNORECASE)
#: What a company deals in, last in its name, behind two words or more of its own: «Brdr. Kvist Edb». One word alone is
#: as often somebody's surname, and words that any house may have are nobody's own.
_TRADE = re.compile(
    r"(?:\s+(?:edb|it|data|software|system(?:er|s)?|solutions|løsninger|teknologi|technolog(?:y|ies)|consult(?:ing)?|"
    r"konsulenter|rådgivning|services?|drift|hosting|informatik))+$",
    re.IGNORECASE,
)
_OF_ANY_HOUSE = re.compile(
    r"(?:dansk|nordisk|skandinavisk|jysk|fynsk|offentlig|kommun|digital|fælles|almen|national|region|social|public|nordic"
    r"|danish|scandinavian)\w*|den|det|the|of|for|og|and|&",
    re.IGNORECASE,
)


def with_and_without_form(names: Iterable[str]) -> tuple[str, ...]:
    """A company's names, each also as people say it: «Brøndvig Systemer A/S» is «Brøndvig Systemer» too, and
    «Brdr. Kvist Edb A/S» is «Brdr. Kvist».
    """
    said = [one for name in names for one in (name, _LEGAL_FORM.sub("", name)) if len(one) > 2 or one == name]
    own = [_TRADE.sub("", one) for one in said]
    said += [one for one in own if sum(_OF_ANY_HOUSE.fullmatch(word) is None for word in one.split()) > 1]
    return tuple(dict.fromkeys(said))


def _definite(noun: str) -> tuple[str, ...]:
    """The definite forms a noun may have: «skole» is «skolen», «gymnasium» «gymnasiet»; its gender is not known."""
    if noun.endswith("um"):
        return (noun.removesuffix("um") + "et",)
    return (noun + "n", noun + "t") if noun.endswith("e") else (noun + "en", noun + "et")


#: The shortest that can be the noun: of «kommunen» nothing that offices are made of, and a «kommunekonsulent» is
#: as often the vendor's.
_IN_DEFINITE_FORM = re.compile(r"(?P<noun>[a-zæøå]{3,}?)(?:et|en|t|n)")


def _own_nouns(party: Party) -> tuple[str, ...]:
    """The nouns a party goes by in definite form, but its part in the deal: a «kundechef» is the vendor's."""
    parts = {*words("speech", "customer_words"), *words("speech", "vendor_words")}
    own = (name.lower() for name in party.names if name.lower() not in parts)
    return tuple(m["noun"] for name in own if (m := _IN_DEFINITE_FORM.fullmatch(name)))


def _is_office_of(noun: str, root: str) -> bool:
    """Whether an office is made of a word: «universitetsdirektør» of «universitet», «rederichef» of «rederi»."""
    rest = root.removeprefix(noun)
    return rest != root and not word_set("speech", "title_endings").isdisjoint((rest, rest.removeprefix("s")))


_MUNICIPAL = re.compile(r"kommun|jobcent|magistrat|byråd|forvaltningen\b", re.IGNORECASE)
_REGION = re.compile(r"region", re.IGNORECASE)
_STATE = re.compile(r"minist|styrels|regering|\bstat|forvaltning|forsvar|politi|region|skat", re.IGNORECASE)


#: What a house of one long word is called for short: «Kulturfondsstyrelsen» is «styrelsen».
_TAIL = re.compile(
    r"\w{3,}?s?(?P<tail>styrelsen|forvaltningen|væsenet|cent(?:e)?ret|ministeriet|direktoratet|nævnet|banken|fonden|hospitalet|"
    r"sygehuset|gymnasiet|skolen|biblioteket|museet|forsyningen|foreningen|forbundet|instituttet|tilsynet|agenturet|"
    r"værket|kassen|akademiet|universitetet)"
)


def _for_short(party: Party) -> list[str]:
    """What a party is called for short by what it is: «Sydby Gymnasium» is «gymnasiet», «Region Syd» «regionen»."""
    made: list[str] = []
    for name in party.names:
        *before, last = name.lower().split() or [""]
        if before and before[0] == "region":
            made += ["regionen", "regionsrådet"]
        elif m := _TAIL.fullmatch(last):
            made.append(m["tail"])
        elif before and last.isalpha() and len(last) > 3:
            made += _definite(last)
    return made


class SideNames:
    """Finds and names the sides of a case in a text."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        whole = " ".join([*sides.customer.names, *sides.customer.patterns])
        self._municipal, self._state = bool(_MUNICIPAL.search(whole)), bool(_STATE.search(whole))
        #: Whether the customer has an assembly of its own, whose committees and their chairs are the customer's.
        self.is_local = self._municipal or bool(_REGION.search(whole))
        roles = words("speech", "customer_words") + (words("speech", "municipal_words") if self._municipal else ())
        ours, theirs = (tuple(map(str.lower, party.names)) for party in (sides.customer, sides.vendor))
        # «selskabet» is the customer where a case calls it so.
        our_roles = [word for word in (*roles, *_for_short(sides.customer)) if word not in theirs]
        their_roles = [word for word in words("speech", "vendor_words") if word not in ours]
        self._customer = _expression([*sides.customer.names, *our_roles], sides.customer.patterns)
        self._vendor = _expression([*sides.vendor.names, *their_roles], sides.vendor.patterns)
        self._parties = ((sides.vendor, Side.VENDOR), (sides.customer, Side.CUSTOMER))
        self._own = [(noun, side) for party, side in reversed(self._parties) for noun in _own_nouns(party)]

    @property
    def is_public(self) -> bool:
        """Whether the customer is a municipality, a region or an authority of the state."""
        return self.is_local or self._state

    @property
    def answers_for_state(self) -> bool:
        """Whether the customer is an authority of the state rather than a municipality."""
        return self._state and not self._municipal

    def all_in(self, text: str) -> list[tuple[int, int, Side]]:
        """Each place where a side is named, in order."""
        found = [(*m.span(), Side.VENDOR) for m in self._vendor.finditer(text)]
        found += [(*m.span(), Side.CUSTOMER) for m in self._customer.finditer(text)]
        return sorted(found)

    def first_in(self, text: str) -> Side | None:
        """The side named first, None where none is."""
        firsts = ((self._vendor.search(text), Side.VENDOR), (self._customer.search(text), Side.CUSTOMER))
        named = [(*m.span(), side) for m, side in firsts if m]
        return min(named)[2] if named else None

    def of_house(self, text: str) -> Side | None:
        """The side a house in a list of people is: it names one, or is the proper word of a party's name.

        Not for running text, where the proper word of a municipality is a town.
        """
        if (side := self.first_in(text)) is not None:
            return side
        word = text.strip(" .,:")
        named = [side for party, side in self._parties if word.lower() in _spellings(party)]
        short = [side for party, side in self._parties if word in _acronyms(party)]
        return named[0] if named else short[0] if len(short) == 1 else None

    def of_letters(self, letters: str, name: str) -> Side | None:
        """The side whose letters stand beside somebody's name, unless they are their own: «Ida Krogh (VK)»."""
        return self.of_house(letters) if letters != "".join(part[0] for part in name.split()) else None

    def at_start(self, text: str) -> tuple[str, Side] | None:
        """The side whose name a text begins with, and the name as it stands."""
        for pattern, side in ((self._customer, Side.CUSTOMER), (self._vendor, Side.VENDOR)):
            if m := pattern.match(text):
                return m.group(), side
        return None

    def whole(self, text: str) -> Side | None:
        """The side whose name a text is, with nothing behind it."""
        house = self.at_start(text)
        return house[1] if house and len(house[0]) == len(text) else None

    def last_in(self, text: str) -> tuple[str, Side] | None:
        """The side named last, and the name as it stands."""
        return next(((text[start:end], side) for start, end, side in reversed(self.all_in(text))), None)

    def of_office(self, text: str) -> Side | None:
        """Whose side the first office in a text is on that tells it, by itself or by what it works with."""
        offices = (word for word in re.findall(r"[\w-]+", text) if has_title(word))
        return next((side for word in offices if (side := self.of_title(word) or self.of_work(word))), None)

    def of_title(self, title: str) -> Side | None:
        """Whose side an office is on: a minister answers for the state, a mayor for a municipality."""
        root = title_root(title)

        def among(key: str) -> bool:
            return any(root.endswith(word) for word in words("speech", key))

        if among("heads_of_state"):
            return Side.CUSTOMER if self._state or not self._municipal else Side.THIRD_PARTY
        if among("heads_of_municipality"):
            return Side.CUSTOMER if self._municipal or not self._state else Side.THIRD_PARTY
        for noun, side in self._own:
            if _is_office_of(noun, root):
                return side
        if root == "formand" and not (self.is_local or self._state):
            return Side.CUSTOMER  # an association or a works that buys has a chair of its own
        return Side.THIRD_PARTY if among("bystanders") else None

    def of_work(self, title: str) -> Side | None:
        """Whose side somebody is likely on by their work, where no house is named."""
        root = title_root(title)
        if any(root.endswith(word) for word in words("speech", "works_for_vendor")):
            return Side.VENDOR
        if any(root.endswith(word) for word in words("speech", "works_for_customer")):
            return Side.CUSTOMER
        # «parkeringschef», «kulturskolechef»: what a municipality does has a head each.
        heads = self._municipal and len(root) > len("it-chef") and root.endswith("chef")
        return Side.CUSTOMER if heads and not root.endswith(words("speech", "heads_on_both_sides")) else None

    def of_address(self, address: str) -> Side | None:
        """Whose side a mail address is on: its domain holds a proper word of one of the party's names."""
        domain = address.rpartition("@")[2].lower().strip("> ")
        labels = [label for label in re.split(r"[.\s]", domain)[:-1] if label]
        for party, side in self._parties:
            known = _spellings(party)
            if any(label in known or any(part in known for part in label.split("-")) for label in labels):
                return side
            if any(_is_glued(label, party) for label in labels):
                return side
        return None


@lru_cache(maxsize=16)
def _spellings(party: Party) -> frozenset[str]:
    """How the proper words of a party's names may be spelt in a domain."""
    general = frozenset(word.lower() for word in words("speech", "general_names"))
    made: set[str] = set()
    for name in party.names:
        plain = re.sub(r"\b(?:a/s|aps|i/s|p/s|k/s|kommunes?|ltd|inc|gmbh)\b\.?", " ", name.lower())
        tokens = [t for t in re.findall(r"[\wæøå]+", plain) if len(t) > 2 and t not in general]
        for word in [*tokens, "".join(tokens), "-".join(tokens)]:
            if len(word) > 2:
                made.add(word)
                for ae, oe, aa in map(str.split, ("ae oe aa", "ae o a", "e o aa", "ae oe a", "e o a")):
                    made.add(word.replace("æ", ae).replace("ø", oe).replace("å", aa))
    return frozenset(made)


def _is_glued(label: str, party: Party) -> bool:
    """Whether a label of a domain is made of a party's own word and general ones: «brixdata» of Brix Data."""
    words_of_names = {word for name in party.names for word in re.findall(r"[\wæøå]+", name.lower())}
    general = "|".join(map(re.escape, words_of_names - _spellings(party)))
    return any(
        len(word) > 3 and re.fullmatch(f"(?:{general})*{re.escape(word)}(?:{general})+", label) is not None
        for word in (_spellings(party) if general else ())
    )


@lru_cache(maxsize=16)
def _acronyms(party: Party) -> frozenset[str]:
    """The first letters of the party's names: «VK» of Vestby Kommune, «K&K» of Kvist & Kode A/S."""
    parts = [re.findall(r"[\w-]+|&", _LEGAL_FORM.sub("", name)) for name in party.names]
    whole = ["".join(part[0] for part in words).upper() for words in parts if len(words) > 1]
    return frozenset(short for name in whole for short in (name, name.replace("&", "")) if len(short) > 1)


#: A part of an authority; one of a firm carries the firm's name. Two fields of work make one: «Teknik og Miljø».
_FIELD = (
    r"(?:arbejdsmarked|beskæftigelse|byg|byggeri|børn|by|dagtilbud|familie|fritid|handicap|integration|kultur|land|løn|miljø|"
    r"natur|omsorg|personale|plan|psykiatri|skole|social|sundhed|teknik|trafik|unge|voksen|voksne|ydelse|ældre|økonomi)"
)
_DEPARTMENT = re.compile(
    r"(?:[\w-]+[ ]){0,2}[\w-]*"
    r"(?:afdeling|forvaltning|sekretariat|kontor|afsnit|(?:job|ydelses)cent(?:er|r)|borgerservice)"
    rf"(?:en|et|n)?|(?:pleje|ældre|omsorgs)cent(?:er|ret)(?:[ ][\w-]+)?|hjemmeplejen?"
    rf"|{_FIELD}(?:,[ ]{_FIELD})*[ ]og[ ]{_FIELD}",
    re.IGNORECASE,
)


#: A part of a house on either side, as its own people call it.
_UNIT = re.compile(
    r"(?:Jura|Økonomi|Drift|Løn|HR|IT|It|Personale|Indkøb|Udbud|Kommunikation|Digitalisering|Udvikling|Salg|Support|Regnskab)"
)


def is_unit(name: str) -> bool:
    """Whether a name is what a part of a house is called within it: «Jura», «Økonomi», or a part of an authority."""
    return _UNIT.fullmatch(name) is not None or is_department(name)


def is_department(name: str) -> bool:
    """Whether a name is that of a part of an authority."""
    return _DEPARTMENT.fullmatch(name) is not None


@lru_cache(maxsize=16)
def side_names(sides: Sides) -> SideNames:
    """The names of a case's sides, made ready once."""
    return SideNames(sides)


def named_in_full(sides: Sides, text: str) -> SideNames:
    """The names of a case's sides as a paper has them: a customer called by its town is the municipality it is."""
    names = side_names(sides)
    if names.is_public:
        return names
    towns = one_of(sides.customer.names)
    if not (full := re.search(rf"(?<!\w)(?P<town>{towns})[ ](?:kommune|byråd)s?(?!\w)", text, re.IGNORECASE)):
        return names
    customer = replace(sides.customer, names=(*sides.customer.names, f"{full['town'].title()} Kommune"))
    return side_names(replace(sides, customer=customer))


def named_before(names: SideNames, text: str, place: int, within: int = 250) -> Iterator[Side]:
    """The sides named before a place, the nearest first."""
    for _, _, side in reversed(names.all_in(text[max(0, place - within) : place])):
        yield side
