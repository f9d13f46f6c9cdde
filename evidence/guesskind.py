"""What kind of paper a document is, guessed from its form and its words: the signs found are the reason given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import DocumentKind, MarkKind
from evidence.readers import MAIL, PageText, Reading

_LEDGER = (
    {"borger", "citizen", "pseudonym"}, {"ydelse", "benefit", "ydelsestype"},
    {"udbetalt", "udbetalt beløb", "udbetalt ydelse", "paid"},
    {"registreret", "registered"}, {"faktisk", "actual"}, {"refusion", "received", "reimbursement"},
    {"stand", "state"}, {"genindvundet", "recovered"}, {"kanal", "channel"}, {"bevis", "proof"},
    {"fra", "periode fra", "from"}, {"til", "periode til", "to"}, {"uge", "week"},
)  # fmt: skip

#: Columns of hours and of invoices: when, how much, who, and for what. A sheet with all four is one of them.
_OUTLAYS = tuple(map(re.compile, (
    r"(?:faktura|bilags|posterings|bogførings|arbejds|registrerings)?dato|bogført|dag|fra|(?:invoice |posting )?date"
    r"|day|from",
    r"(?:antal |brugte |overarbejds|merarbejds)?timer|timeforbrug|time(?:antal|tal)|hours(?: spent| worked)?"
    r"|(?:faktura|netto)?beløb|netto(?:pris)?|(?:mer)?udgift|pris|(?:invoice |net )?amount|cost|expense",
    r"medarbejdere?|navn|ansat|initialer|sagsbehandler|leverandør|kreditor|firma|vikarbureau|employee|name|staff"
    r"|caseworker|supplier|vendor|creditor|company|agency",
    r"formål|hvad|hvortil|opgave|arbejde|aktivitet|årsag|beskrivelse|tekst|vedr(?:ørende|\.)?|description|text"
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


def _sign(pattern: str, weight: float, most: int = 1, top: int = 0, stems: str = "") -> Sign:
    return Sign(re.compile(pattern, re.IGNORECASE), weight, most, top, tuple(filter(None, stems.split("|"))))


#: The name of a newspaper: capital words, the last of which ends so.
_CALLED = r"(?:(?-i:[A-ZÆØÅ])[\w-]+ ){0,3}\w*"
_NEWSPAPERS = "tidende|avisen?|posten|folkeblad|dagblad|stiftstidende"

SIGNS: dict[DocumentKind, tuple[Sign, ...]] = {
    DocumentKind.MINUTES: (
        _sign(r"^(?:\W*|.{0,30} )(?:beslutnings|møde)?referat\b(?!er)(?!.{0,40}\b(?:vedlagt|godkendt|fra "
              r"sidste))", 4, top=8),
        _sign(r"^minutes of .{3,60}|^\D{2,60} minutes$|^minutes\W{1,4}\w.{3,60}$"
              r"|^.{4,60}[–—-] ?(?:minutes|notes of)\b", 4, top=8, stems="minutes|notes of"),
        # «Steering Committee, 9 June 2020», «Sprint 14 – Review & Retro», «SPRINT 47 - 18 MAY 2018 - notes»
        _sign(r"^.{0,40}\b(?:steering|project) (?:committee|group|board)\b[^.?!]{0,50}\d{4}\b|^\W*sprint \d+\b.{0,40}"
              r"\b(?:review|retro\w*|notes|demo|noter|referat)\b", 4, top=3, stems="steering|project|sprint"),
        _sign(r"^(?:overtagelses|afleverings|overdragelses|afprøvnings|prøve|idriftsættelses)\w*protokol\b"
              r"|^protokol\W{1,4}(?:overtagelse|aflevering|overdragelse|afprøvning)"
              r"|^(?:(?:site|final|preliminary) )?(?:takeover|take-over|acceptance|hand-?over|completion) (?:protocol"
              r"|certificate|record)\b", 4, top=4),
        # The book of decisions of a committee or a council, and a note that says which meeting it is of.
        _sign(r"^(?:beslutnings)?protokol (?:for|fra) \w*møde|^(?:notat|noter|opsamling) fra \w*møde", 4, top=6,
              stems="protokol|notat|noter|opsamling"),
        # «DRIFTSMØDE SYGELØN», «Styregruppemøde nr. 4»: a title that is the meeting's name, above where it was held.
        _sign(r"^\W*\w*møde\b(?: (?:nr\.? ?)?\S+){0,4}$|^\W*\w{3,}møde\b.{0,40}\b(?:uge \d|nr\.? ?\d|\d{1,2}[./])", 1.5,
              top=3, stems="møde"),
        _sign(r"^(?:tid og sted|sted og tid|mødested|mødelokale)\b", 1.5, top=10),
        _sign(r"^(?:møde)?deltagere?\b|(?:^|[.;] )til ?stede\b|^delt\. ?:|^mødt\b|^attend(?:ees|ing)\b|^present\b"
              r"|^participants\b|^in attendance\b", 2, top=30),
        _sign(r"^(?:afbud|fraværende|referent|ref\.?(?= ?:)|mødeleder|ordstyrer|apologies"
              r"|minute taker)\b", 1.5, most=2, top=40),
        _sign(r"^dagsorden\b|^agenda\b", 1, top=30),
        _sign(r"^(?:ad|punkt|pkt\.) ?\d+\b|^\d{1,2}\.? (?:godkendelse af (?:dagsorden|referat)|eventuelt"
              r"|opfølgning)", 1, most=3),
        _sign(r"^(?:beslutning|konklusion|næste møde)\b", 1, most=2,
              stems="beslutning|konklusion|næste møde"),
        _sign(r"[.;,] referent ?:", 1.5, top=10, stems="referent"),
    ),
    DocumentKind.CONTRACT: (
        _sign(r"^(?:\W*|(?!.{0,40}\b(?:til|om|vedr|vores|under)\b).{0,40}\b)(?:\w*kontrakt|\w*aftale|tillæg|allonge"
              r"|contract"
              r"|agreement|addendum|amendment)\b(?:nr\.|no\.|[^.])*$", 2.5, top=8),
        # An amendment or an annex is part of the contract, and seldom says who its parties are.
        _sign(r"\bparterne\b.{0,160}\b(?:har|er)\b.{0,80}\b(?:aftalt|enige om) følgende|^(?:\d+\. )?(?:aftalens "
              r"|kontraktens )?øvrige (?:vilkår|bestemmelser)\b.{0,40}\b(?:uændrede?|fastholdes|gælder)"
              r"|^(?:\d+\. )?(?:aftalen|kontrakten) (?:gælder|er) i øvrigt uændret", 1.5, most=2,
              stems="parterne|øvrige |i øvrigt uændret"),
        # «Tillæg nr. 1 / til kontrakt af 18. februar 2009 om …»
        _sign(r"^til (?:.{0,30}\b)?(?:kontrakt|aftale)(?:en)? (?:af|nr\.?|dateret) \d", 2, top=6),
        _sign(r"^(?:bilag|annex|appendix|schedule) \d+\w?\b\W{0,3}(?:til\b.{0,60}(?:kontrakt|aftale)|.{0,40}(?:service"
              r"|\bsla\b|krav|tidsplan|vederlag|betaling|priser|drift|vedligehold|support|afprøvning|overtagelse"
              r"|databehandl|leverance|schedule|requirement|deliver|acceptance|\btests?\b|prices|pricing))", 2, top=6),
        _sign(r"\b(?:bilaget|dette bilag)\b.{0,60}\b(?:kontrakt|aftale)|\b(?:kontrakt|aftale)\w*\b.{0,30}\b"
              r"(?:dette bilag|bilaget)\b", 1.5, top=20),
        _sign(r"^[^.]*\breaktionstid\b[^.]*\b(?:afhjælpnings|løsnings|udbedrings)tid\b|^(?:driftseffektivitet|opp?etid"
              r"|tilgængelighed)en (?:beregnes|opgøres|måles)\b", 1, most=2,
              stems="reaktionstid|beregnes|opgøres|måles"),
        _sign(r"\bmellem\b.{2,160}\bog\b|^mellem$|\bbetween\b.{2,160}\band\b", 1.5, top=25),
        _sign(r"(?:herefter|i det følgende|efterfølgende)[^.]{0,30}(?:benævnt|kaldet|kaldes|[\"“”»«„])"
              r"|hereinafter", 2, top=40),
        _sign(r"^(?:§ ?\d+|\d{1,2}\.\d{1,2}\.?)\s+\S", 0.25, most=10),
        _sign(r"\b(?:leverandøren|kunden|parterne)\b[^.]{0,60}\b(?:skal|er forpligtet|forpligter sig|garanterer"
              r"|indestår|kan opsige)\b", 0.5, most=8, stems="skal|forplig|garanterer|indestår|kan opsige"),
        # Defined terms keep their capital in mid-sentence; nobody but a contract writes so line after line.
        _sign(r"(?-i:(?<=[a-zæøå,;] )(?:Leverandør|Kunde|Databehandler|Dataansvarlig|Ordregiver|Tilbudsgiver|Bestiller"
              r"|Konsulent|Entreprenør|Køber|Sælger|Part|Leverance|Kontrakt|Aftale|Ydelse|System|Løsning|Bilag|Vederlag"
              r"|Customer|Supplier|Vendor|Contractor|Agreement|Services|Deliverable|Processor|Controller)"
              r"(?:en|ens|et|ets|er|ers|erne|ernes|n|ns|s|ne|nes)?\b)", 0.4, most=10),
        _sign(r"^(?:.{0,6}\b)?(?:ikrafttræden|opsigelse|misligholdelse|ansvarsbegrænsning|erstatning(?: og ansvar)?"
              r"|bod|konventionalbod|tvister|lovvalg.{0,20}|force majeure|underskrifter?)\b.{0,20}$", 0.6, most=5,
              stems="ikrafttræden|opsigelse|misligholdelse|ansvarsbegrænsning|erstatning|bod|tvister|lovvalg|force maj"
              "|underskrift"),
        _sign(r"^for (?:kunden|leverandøren|kommunen)\b|^_{6,}", 0.75, most=2,
              stems="for kunden|for leverandøren|for kommunen|______"),
    ),
    DocumentKind.SALES: (
        # A heading begins with a capital: «tilbud, mens systemet var i drift» is the rest of a sentence.
        _sign(r"^\W*(?=(?-i:[A-ZÆØÅ]))(?:tilbud\b|løsningsbeskrivelse|løsningsforslag|produktblad|prisliste|tilbudsbrev"
              r"|proposal\b|quotation\b).{0,80}$", 3, top=12),
        _sign(r"^(?:.{3,60}: )?besvarelse af .{0,60}\b(?:krav\w*|udbud\w*)\b", 3, top=6),
        _sign(r"^(?:.{0,40}\b)?(?:nyhedsbrev|kundenyt|newsletter)\b|^nyt fra (?-i:[A-ZÆØÅ])", 3, top=4),
        _sign(r"\b(?:vi|jeg) (?:er glade for at (?:kunne )?tilbyde|tilbyder|kan tilbyde|har (?:hermed "
              r")?fornøjelsen)|tilbydes hermed|\bwe (?:are pleased to )?offer\b", 1.5, most=2,
              stems="tilby|fornøjelsen|offer"),
        _sign(r"\bvores (?:løsning|system|produkt|platform|konsulenter|kunder)\b|\bour (?:solution|product"
              r"|platform)\b", 0.8, most=3, stems="vores |our "),
        _sign(r"markedets|markedsførende|\bførende\b|brugervenlig|fremtidssikre|skræddersy|gennemprøvet"
              r"|banebrydende|state.of.the.art|market.leading|user.friendly", 0.8, most=3,
              stems="markedets|førende|brugervenlig|fremtidssikre|skræddersy|gennemprøvet|banebrydende|state|leading"
              "|friendly"),
        _sign(r"\bfordele\b|gevinster|spar(?:er)? (?:tid|penge)|mere tid (?:til|på)|mindre tid på|effektivisere|get "
              r"more"
              r"|benefits\b", 0.6, most=2,
              stems="fordele|gevinster|spar|mere tid|mindre tid|effektivisere|get more|benefits"),
        _sign(r"book (?:en )?(?:demo|møde)|få en demo|kontakt (?:os|vores salg)|ring til os|læs mere om vores"
              r"|kundereferencer|kundeudtalelser?|det siger (?:vores )?kunder(?:ne)?\b|\bcase story\b"
              r"|referencekunde", 1.2, most=2,
              stems="book |få en demo|kontakt os|kontakt vores|ring til os|læs mere om|kundereferencer|kundeudtalelse"
              "|det siger |case story|referencekunde"),
        _sign(r"\b(?:er|is) (?:løsningen|svaret|the solution)\b|\ber (?:et|en) (?:moderne|fleksib\w+|komplet|samlet"
              r"|effektiv\w*"
              r"|enkel\w*|intuitiv\w*) (?:\w+ ){0,2}(?:\w*system|\w*løsning|platform)", 1, most=2,
              stems="er løsningen|is løsningen|er svaret|is svaret|the solution|er et |er en "),
        _sign(r"\bgiver (?:ledelsen|jer|dig|medarbejderne|sagsbehandlerne|kommunen) (?:\w+ ){0,2}overblik"
              r"|uden problemer|døgnet rundt|\bi er i trygge hænder|fuld (?:funktionalitet|support)", 0.6, most=2,
              stems="overblik|uden problemer|døgnet rundt|trygge hænder|fuld funk|fuld support"),
        _sign(r"tilbudsgiver|tilbuddet (?:er gældende|gælder)|vedståelsesfrist", 1.2, most=2,
              stems="tilbudsgiver|tilbuddet|vedståelsesfrist"),
    ),
    DocumentKind.PRESS: (
        _sign(r"^(?:af|by|tekst:?|skrevet af) (?:redaktionen|vores (?:udsendte|medarbejder|reporter)|[A-ZÆØÅ][\wæøå.-]+"
              r"(?: [A-ZÆØÅ][\wæøå.-]+){1,3})(?:[ ,|/].{0,40})?$", 2, top=15),
        _sign(r"^.{3,70}\d{4}\. (?:af|by|tekst:) (?-i:[A-ZÆØÅ])", 2, top=6, stems="af |by |tekst:"),
        _sign(r"/ritzau/|\britzau\b|^(?:foto|arkivfoto):", 1.5, most=2, stems="ritzau|foto:"),
        _sign(r"[\"”»“„][^\"”»“„«]{15,300}[\"”»“«],? (?:siger|fortæller|lyder det|forklarer|oplyser|udtaler|mener|sagde"
              r"|understreger|hævder|erkender|påpeger|fastholder|says)\b", 1, most=3,
              stems="siger|fortæller|lyder det|forklarer|oplyser|udtaler|mener|sagde|understreger|hævder|erkender"
              "|påpeger|fastholder|says"),
        # «– Det er gået godt, siger projektleder Ida Krogh.»: newspapers quote with a dash.
        _sign(r"^[–—-] ?[^–—]{10,300},? (?:siger|fortæller|lyder det|forklarer|oplyser|udtaler|mener|sagde) \w", 1,
              most=3, stems="siger |fortæller |lyder det |forklarer |oplyser |udtaler |mener |sagde "),
        _sign(r"\b(?:siger|oplyser|fortæller|udtaler|forklarer) (?:\w+ )?(?-i:[A-ZÆØÅ])[\wæøå]+ ", 0.5, most=3,
              stems="siger |oplyser |fortæller |udtaler |forklarer "),
        # «…, siger hun.» in a line that was broken before it: few but newspapers tell who says so, again and again.
        _sign(r"\b(?:siger|fortæller|forklarer|tilføjer|fortsætter) (?:han|hun)\b", 0.7, most=3,
              stems="siger |fortæller |forklarer |tilføjer |fortsætter "),
        # What stands above a piece: «DEBAT | Grenaa Avis | 20. januar 2022», «TELEGRAM indland», «LÆSERBREVE».
        _sign(r"^\W*(?:debat(?:indlæg)?|klummen?|kronik|læserbreve?|synspunkt|lederartikel|telegram|interview|portræt"
              r"|reportage|pressemeddelelse|press release|medieovervågning)\b(?!.{0,40}\b(?:med|om|af)\b)"
              r"(?:[^.]|(?<=\d)\.){0,60}$", 3, top=3,
              stems="debat|klumme|kronik|læserbrev|synspunkt|lederartikel|telegram|interview|portræt"
              "|pressemeddelelse|press release|medieovervågning"),
        # «ÆRTUM TIDENDE», «Nordøst Posten    lørdag 3. september»: the name of a newspaper alone on top.
        _sign(rf"^{_CALLED}(?:{_NEWSPAPERS}|ugeblad|bladet)(?:\W{{2,}}.*|,? (?:man|tirs|ons|tors|fre|lør|søn)dag.*)?$",
              2, top=2, stems="tidende|avis|posten|blad"),
        _sign(rf"^{_CALLED}(?:{_NEWSPAPERS})\b.{{0,60}}"
              r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b", 1, top=2, stems="dag"),
        _sign(r"\b(?:læsetid|sektion,? side \d|abonnement|arkivfoto|billedtekst)\b|\bopdateret \d", 1, top=6,
              stems="læsetid|sektion|abonnement|arkivfoto|billedtekst|opdateret"),
        _sign(r"^(?:publiceret|offentliggjort|opdateret|published)\b", 1, top=12),
        # «KommuneIT · nr. 2 · marts 2024»: the head of a periodical.
        _sign(r"^(?-i:[A-ZÆØÅ])[\w &-]{2,40}?\W+(?:nr\.?|nummer|årgang) ?\d{1,3}\b\W+"
              r"(?:(?:\d{1,2}\. ?)?[^\W\d]{3,10}\W+)?\d{4}\W*$",
              3, top=2),
        _sign(r"^(?:(?-i:[A-ZÆØÅ])\S+ ){0,3}(?:fagblad|magasin|tidsskrift|ugeavis)\w*,? (?:nr\.?|nummer|årgang) ?\d",
              1.5, top=4, stems="fagblad|magasin|tidsskrift|ugeavis"),
        _sign(r"^(?:(?-i:[A-ZÆØÅ])\S+ ){0,3}(?:fagblad|magasin|tidsskrift|ugeavis)\w*\b"
              r"|\b\w*(?:folkeblad|avis|tidende|dagblad)\b.{0,30}\d{4}", 2,
              top=4, stems="fagblad|magasin|tidsskrift|avis|folkeblad|tidende|dagblad"),
        # «PublicTech Weekly - 2 March 2017»
        _sign(r"^(?:(?-i:[A-Z])\S+ ){1,3}(?-i:Weekly|Times|Post|News|Daily|Herald|Gazette|Magazine|Review|Tribune)\W+"
              r"(?:\w+ )?\d{0,2}\W*[^\W\d]{3,9}\W+\d{4}(?:\W*$|\W{2,})", 3, top=3,
              stems="weekly|times|post|news|daily|herald|gazette|magazine|review|tribune"),
        _sign(r"\b(?:ikke ønsket at|ingen) kommentere?r?\b|\b(?:ikke|uden at) (?:besvaret|vendt tilbage)\b", 1,
              stems="komment|besvaret|vendt tilbage"),
        _sign(r"\bskriver (?:jyllands-posten|politiken|berlingske|computerworld|version2|børsen|[A-ZÆØÅ]\w+ (?:avis"
              r"|stiftstidende|folkeblad|amts avis))", 1, stems="skriver "),
    ),
    DocumentKind.LETTER: (
        _sign(r"^(?:vedr\.|(?:vedrørende|angående|re|emne)\b) ?:?.{3,}", 1.5, top=40),
        _sign(r"^(?:med )?(?:\w+ ){0,3}hils(?:en|ner)\b.{0,40}$|^ærbødigst|^venligst?\b.{0,3}$|^mvh\b"
              r"|^(?:yours )?(?:sincerely|faithfully|truly)|^kind regards", 2,
              stems="hils|ærbødigst|venlig|mvh|sincerely|faithfully|truly|kind regards"),
        _sign(r"^(?:.{4,60}\d\w?, )?\d{4} [A-ZÆØÅ][\wæøå]+", 1, top=20),
        _sign(r"^(?:kære|dear|til rette vedkommende|(?:.{3,60}, )?att\.?:?|hr\.|fru)\b", 1, most=2, top=30),
        _sign(r"^høringssvar\b", 3, top=4),
        # Its subject, where it answers another.
        _sign(r"^til (?-i:[A-ZÆØÅ])\w[^:.]{2,60}$", 1, top=6),
        _sign(r"^(?:svar på )?(?:deres|jeres) (?:brev|mail|henvendelse|skrivelse|krav|påkrav|\w*reklamation"
              r"|\w*indsigelse)\b", 1.5, top=15),
        _sign(r"^(?:mangels)?(?:reklamation|indsigelse)\b|^påkrav\b|^krav om (?:betaling|erstatning)\b"
              r"|^rykker\b|^varsel om\b|^ophævelse af\b", 2,
              top=12),
        _sign(r"\b(?:reklamere(?:r|s)|opkræves|ophæve(?:r|s)|opsige(?:r|s)|meddeles?|anmode[rs]?) (?:\w+ )?"
              r"(?:hermed|herved)\b|\banmoder (?:om|jer om) betaling\b"
              r"|\bpå vegne af\b|\breklamerer over\b|\b(?:gøres|gør) hermed gældende\b", 1, most=2,
              stems="hermed|herved|på vegne af|reklamerer|anmoder "),
        # How people who write to each other for others do it, and what goes with a letter.
        _sign(r"\b(?:min|vor|vores|deres) (?:klient|mandant)s?\b|^advokat (?-i:[A-ZÆØÅ])"
              r"|\bour client\b|\bon behalf of (?:our|my)\b", 1.5, most=2,
              stems="klient|mandant|advokat|our client|on behalf of"),
        _sign(r"(?<=[a-zæøå,] )(?-i:Deres|Dem|De)\b", 1, most=2),
        _sign(r"^(?:vedlagt|hermed) (?:sendes|følger|fremsendes|vedlægges)\b|\bvedlagt (?:sendes|følger)\b", 1.5,
              stems="vedlagt|hermed"),
        # An authority's answer to whoever asked it.
        _sign(r"\b(?:styrelsen|ministeriet|nævnet|ankestyrelsen|departementet) har (?:\w+ )?(?:behandlet|modtaget"
              r"|gennemgået|vurderet|afgjort)\b.{0,60}\b(?:ansøgning|henvendelse|klage|brev|indberetning)", 3,
              stems="styrelsen|ministeriet|nævnet|departementet"),
        _sign(r"\b(?:bedes betalt|imødeser .{0,40}(?:svar|betaling|redegørelse))\b", 1,
              stems="bedes betalt|imødeser"),
        _sign(r"\b(?:deres|vores|vor) ref\b|\bj\.? ?nr\b|\bsags?(?:nr|nummer)\b", 0.7, top=30),
        _sign(r"^[A-ZÆØÅ][\w -]+,? (?:den|d\.) \d{1,2}\. ?\w+ \d{4}\.?$", 1, top=30),
    ),
}  # fmt: skip

_REASONS = {
    DocumentKind.MINUTES: Message("it has the form of minutes: {signs}"),
    DocumentKind.CONTRACT: Message("it has the form of a contract: {signs}"),
    DocumentKind.SALES: Message("it reads as sales material: {signs}"),
    DocumentKind.PRESS: Message("it reads as a press story: {signs}"),
    DocumentKind.LETTER: Message("it has the form of a letter: {signs}"),
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


def guess_kind(
    media: str, name: str, reading: Reading, lines: Sequence[str]
) -> tuple[DocumentKind, Message | None]:
    """The kind and why; OTHER and None where the signs are too few. ``lines`` are those of its beginning and end."""
    if media in (*MAIL, "mbox"):
        return DocumentKind.MAIL, Message("it is a mail")
    table = _table_kind(reading.pages, sheet=media in SHEETS)
    if table:
        return table
    if media in SHEETS:
        return DocumentKind.OTHER, None
    if said := _printed_mail(lines):
        return DocumentKind.MAIL, Message("it has the head of a mail: {signs}", {"signs": said})
    held = Lines(lines)
    scores = {kind: _score(held, signs) for kind, signs in SIGNS.items()}
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
        return DocumentKind.OTHER, None
    return best, Message(_REASONS[best].text, {"signs": "; ".join(f"“{words}”" for words in found[:4])})


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


def _score(lines: Lines, signs: Sequence[Sign]) -> tuple[float, list[str]]:
    total = 0.0
    found: list[tuple[float, str]] = []
    for sign in signs:
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


#: What people call their files; a hint among others, for a scan of a contract may be called anything.
_NAMES = {
    DocumentKind.MINUTES: r"referat|minutes",
    DocumentKind.CONTRACT: r"kontrakt|aftale|allonge|tillæg|tillaeg|bilag|contract|agreement|appendix"
    r"|annex",
    DocumentKind.SALES: r"tilbud|løsningsbeskrivelse|loesningsbeskrivelse|brochure|produktblad|salg|besvarelse|proposal"
    r"|quotation",
    DocumentKind.PRESS: r"artikel|presse|pressemeddelelse|article|avis",
    DocumentKind.LETTER: r"brev|påkrav|paakrav|letter|rykker|reklamation|indsigelse",
}


def _by_name(name: str, scores: dict[DocumentKind, tuple[float, list[str]]]) -> None:
    for kind, pattern in _NAMES.items():
        match = re.search(pattern, name, re.IGNORECASE)
        score, words = scores[kind]
        if match and score:
            scores[kind] = (score + 1, [*words, match.group().lower()])


def _table_kind(pages: Sequence[PageText], *, sheet: bool) -> tuple[DocumentKind, Message] | None:
    """A log or a ledger by the headings of a table."""
    for page in pages:
        rows = [mark for mark in page.marks if mark.kind is MarkKind.ROW]
        for mark in rows[: 20 if sheet else 200]:
            text = page.text[mark.start : mark.end]
            headings = [one.strip(" \"'*:").lower() for one in re.split(r"[\t;|]|,(?! )", text)]
            headings = [one for one in headings if one]
            ledger = sum(any(heading in names for heading in headings) for names in _LEDGER)
            strong = sum(any(heading in names for heading in headings) for names in _LEDGER[:9])
            paid = all(any(heading in names for heading in headings) for names in _LEDGER[1:3])
            if sheet and (paid or (ledger >= 5 and strong >= 4)):
                return DocumentKind.LEDGER, Message("its columns are those of a ledger: "
                                                    "{signs}", {"signs": _few(headings)})
            log = {
                name for name, pattern in _LOG.items() if any(pattern.fullmatch(heading) for heading in headings)
            }
            plain = [_UNIT.sub("", heading).strip() for heading in headings]
            if sheet and log.isdisjoint(("resolved", "priority")) and all(
                any(names.fullmatch(heading) for heading in plain) for names in _OUTLAYS
            ):
                return DocumentKind.LEDGER, Message("its columns are those of a record of hours or invoices: "
                                                    "{signs}", {"signs": _few(headings)})
            if any(map(_RISKS.fullmatch, headings)):
                continue
            enough = len(log) >= 4 if not sheet else len(log) >= 3 and bool(log & {"opened", "resolved"})
            if enough and len(headings) >= 4 and len(rows) >= 4:
                return DocumentKind.LOG, Message("its columns are those of an incident log: "
                                                 "{signs}", {"signs": _few(headings)})
    return None


def _few(headings: Sequence[str]) -> str:
    return ", ".join(headings[:6])
