"""A sentence as the rules see it: its words and voice, the days and sums it names, and the paper it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page
from evidence.months import months_after
from evidence.wording import QUOTE_SIGNS
from extract import polarity, topics
from extract.days.daybook import by_clock, closed_by, days_of
from extract.days.owndays import NONE, OwnDays
from extract.days.reckoned import numbers_a_weekday
from extract.days.standing import STANDS_FOR, STANDS_FOR_ITS_PERIOD, period_of_report, standing_for
from extract.days.times import TimeMention, named_times, times
from extract.elsewhere import elsewhere
from extract.folding import Folded, fold, folded
from extract.lines import BLANK_LINE, cells_of, row_at
from extract.model import Interval, Label, Precision
from extract.papers.paper import RULEBOOKS
from extract.quantities import AmountMention, DurationMention, PercentMention, amounts, durations, percentages
from extract.rules.ownrules import OWN
from extract.rules.rulefiles import BY_TOPIC, Rule
from extract.rules.ruleset import Matched, RuleSet
from extract.sentences import Sentence
from extract.tables.uptime_table import month_in
from extract.voices.speakers import said_on_other_days
from extract.voices.voice import Voice

#: A day to read a sentence by where it only matters whether it names a time at all.
_ANY_DAY = date(2000, 2, 15)
#: Papers that tell of many things, unless they name the vendor or the system.
_AT_LARGE = frozenset({DocumentKind.PRESS, DocumentKind.OTHER})
#: «…, at integrationen er i luften», not «… skulle være» or «ville være».
_HOLDS_STILL = re.compile(
    r"\bat\b(?!.*\b(?:skulle|var|blev|havde|kunne|ville|været)\b).*\b(?:er|bliver|kommer|går|står|leverer|leveres|fungerer|virker|kører|vil|skal)\b"
)


def _last_break(text: str) -> int:
    """Where the last paragraph of a text begins."""
    return max((m.end() for m in BLANK_LINE.finditer(text)), default=0)


def _a_year_on(one: TimeMention, after: date, until: date) -> TimeMention:
    """A day without its year as the one a year later, where that lies between these days."""
    start, end = one.interval.start, one.interval.end
    if start is None or _A_YEAR.search(one.text):
        return one
    on = months_after(start, 12)
    if not after < on <= until:
        return one
    return replace(one, interval=replace(one.interval, start=on, end=end and months_after(end, 12)))


_A_YEAR = re.compile(r"(?:19|20)\d\d|\d[-/.]\s?\d{1,2}[-/. ]+\d\d(?!\d)")
_PAST = re.compile(r"\b\w{2,}(?:ede|[rlkgmd]te)s?\b")


def _days_from(one: TimeMention, written: date) -> int:
    day = one.interval.end or one.interval.start
    return abs((day - written).days) if day else 0


class SentenceView:
    """A sentence with all that may be asked of it, computed once and only when asked."""

    def __init__(
        self, document: Document, page: Page, sentence: Sentence, hear: Callable[[], Voice], rules: RuleSet,
        own: OwnDays = NONE, matched: Matched = (),
    ) -> None:  # fmt: skip
        self.document, self.page, self.sentence, self._hear, self.rules = document, page, sentence, hear, rules
        self.own = own
        #: The rules whose words stand in the sentence, and where; none where nothing is to be found in it.
        self.matched = matched

    @cached_property
    def voice(self) -> Voice:
        return self._hear()

    @cached_property
    def folded(self) -> Folded:
        return fold(self.sentence.text)

    @cached_property
    def plain(self) -> str:
        """The sentence, character for character, but for the signs before the lines of a quoted mail."""
        return QUOTE_SIGNS.sub(lambda signs: signs.group().replace(">", " "), self.sentence.text)

    @cached_property
    def lead(self) -> str:
        """What stands shortly before the sentence, in folded form: it may name what «det» is."""
        start = self.sentence.start
        before = self.page.text[max(0, start - _SHORTLY) : start]
        # A page that names neither the vendor nor the system is about many things: one paragraph, one matter.
        if self.is_at_large and not self.of_case:
            title = self.page.text.lstrip().partition("\n")[0][:100]
            before = f"{title}\n{before[_last_break(before) :]}"
        return folded(before)

    @cached_property
    def of_case(self) -> str:
        """The vendor or the system as the page calls it by its own name: then all of the page is about it; else ""."""
        return self.rules.own_name_in(self.page.text)

    @cached_property
    def written(self) -> date | None:
        """The day its words were said, as far as known."""
        if not said_on_other_days(self.page, self.document.date):
            # It spares asking whose words these are.
            return self.document.date or (self.month_of_row.end if self.month_of_row else None)
        return self.voice.written or self.document.date

    @cached_property
    def month_of_row(self) -> Interval | None:
        """The month that the row of a table stands under by its first cell: «2010-03 | 97,6 | Nedbrud den 3. marts»."""
        row = self._row
        further = row is not None and row.start < self.sentence.start
        first = next(iter(cells_of(self.page.text[row.start : row.end])), "") if row and further else ""
        month = month_in(first, None) if first and len(first) <= _MONTH else None
        return month if month and month.precision is Precision.MONTH else None

    @cached_property
    def times(self) -> Sequence[TimeMention]:
        return self._times()

    @cached_property
    def times_ahead(self) -> Sequence[TimeMention]:
        """The same, read as what is still to come."""
        return self._times(ahead=True)

    @cached_property
    def times_nearest(self) -> Sequence[TimeMention]:
        """The same of what was promised and is told as still to hold: each as it lies nearest to the day of the paper.

        «Han lovede, at den er i luften senest den 1. september», written in July, is of that year.
        """
        past, ahead, written = self.times, self.times_ahead, self.written
        if written is None or len(past) != len(ahead) or not _HOLDS_STILL.search(self.folded.text):
            return past
        return [min(both, key=lambda one: _days_from(one, written)) for both in zip(past, ahead, strict=True)]

    def _times(self, *, ahead: bool = False) -> Sequence[TimeMention]:
        if self._names_a_time:  # else it is spared to ask whose words these are, for the day they were said
            told = times(self.plain, self.written, self.own, ahead=ahead, before=self._paragraph_before)
            if told := [mention for mention in told if not mention.of_paper]:
                return self._of_entry(told)
        if STANDS_FOR_ITS_PERIOD.search(self.plain):
            return period_of_report(self.plain, self.page.text, self.written)
        if STANDS_FOR.match(self.plain) is None:
            return []
        start = self.sentence.start
        return standing_for(self.plain, self.page.text[max(0, start - _SHORTLY) : start], self.written, self.own)

    def _of_entry(self, told: Sequence[TimeMention]) -> Sequence[TimeMention]:
        """The times, those that an entry of a diary tells as past and of the days before the next in its own year."""
        closed = self.entry_closed
        if closed is None or self.written is None or not self.is_told_as_past:
            return told
        return [_a_year_on(one, self.written, closed) for one in told]

    @property
    def is_told_as_past(self) -> bool:
        """Whether a verb tells of what has been: «var», «kørte»."""
        return bool(polarity.words("happened").search(self.folded.text) or _PAST.search(self.folded.text))

    @cached_property
    def entry_closed(self) -> date | None:
        """The last day that the entry of a diary it stands in can tell of; None where it stands in none."""
        days = days_of(self.page.text, self.document.date)
        return closed_by(self.sentence.start, days, self.written) if days and self.written else None

    @cached_property
    def _paragraph_before(self) -> str:
        start = self.sentence.start
        before = self.page.text[max(0, start - _SHORTLY) : start]
        return before[_last_break(before) :]

    def day_of_entry(self, label: Label, kind: str) -> Interval | None:
        """The day of an entry of a log, a talk or a desk; what is promised there is for another time."""
        if label not in (Label.INCIDENT, Label.ADVERSE):
            return None
        happens = label is Label.INCIDENT or kind == "resolved"  # praise is of no day
        if happens and said_on_other_days(self.page, self.document.date) and self.voice.at_once:
            day = self.voice.written
            return Interval(start=day, end=day, precision=Precision.DAY) if day else None
        if self.month_of_row:
            return self.month_of_row
        days = days_of(self.page.text, self.document.date)
        return by_clock(self.page.text, self.sentence.start, days, self.written)

    @cached_property
    def _names_a_time(self) -> bool:
        # «lørdag den 13.» is a day only in some months.
        named = named_times(self.plain, _ANY_DAY, self.own, before=self._paragraph_before)
        return bool(named) or numbers_a_weekday(self.plain)

    @cached_property
    def amounts(self) -> Sequence[AmountMention]:
        return amounts(self.plain)

    @cached_property
    def percentages(self) -> Sequence[PercentMention]:
        return percentages(self.plain)

    @cached_property
    def durations(self) -> Sequence[DurationMention]:
        return durations(self.plain)

    @cached_property
    def quoted(self) -> Mark | None:
        """The earlier mail this sentence is repeated from, or the note it stands in, if it does."""
        place, kinds = self.sentence.start, (MarkKind.QUOTED, MarkKind.NOTE)
        return next((m for m in self.page.marks if m.kind in kinds and m.start <= place < m.end), None)

    def measured(self, what: str, start: int, end: int) -> bool:
        """Whether the clause that holds ``start:end``, or the words next to it, names such a thing.

        ``what`` is time, amount, percent, duration or number.
        """
        text = self.folded.text
        first, last = polarity.clause(text, start, end)
        begin, finish = self.folded.span(max(0, min(first, start - _NEAR)), max(last, min(end + _NEAR, len(text))))
        if what == "number":
            return re.search(r"\d{2}|\d\s*%", self.sentence.text[begin:finish]) is not None
        mentions: Sequence[TimeMention | AmountMention | PercentMention | DurationMention]
        match what:
            case "time":
                mentions = [mention for mention in self.times if not mention.now]
            case "amount":
                mentions = self.amounts
            case "percent":
                mentions = self.percentages
            case _:
                mentions = self.durations
        return any(mention.start < finish and begin < mention.end for mention in mentions)

    @cached_property
    def is_form(self) -> bool:
        """Whether the sentence is the label of a field: «Målingen udføres af:»."""
        return _FORM.search(self.folded.text) is not None

    @cached_property
    def is_item(self) -> bool:
        """Whether the sentence begins an item of a list."""
        text, start = self.page.text, self.sentence.start
        line = text.rfind("\n", 0, start) + 1
        return _ITEM.match(text[line:start] + self.sentence.text) is not None

    @cached_property
    def goes_on(self) -> bool:
        """Whether a line of its own begins here with a small letter: it goes on what stands above it."""
        text, start = self.page.text, self.sentence.start
        return text[:start].rstrip(" \t•·–-").endswith("\n") and text[start : start + 1].islower()

    @cached_property
    def is_heading(self) -> bool:
        """Whether the sentence is the heading of a clause: it names what is ruled, and rules nothing."""
        start, end = self.sentence.start, self.sentence.end
        marked = any(m.kind is MarkKind.HEADING and m.start <= start and end <= m.end for m in self.page.marks)
        return marked and len(self.sentence.text.split()) < 10 and not self.sentence.text.rstrip().endswith(".")

    @cached_property
    def is_cell(self) -> bool:
        """Whether the sentence stands in a row of a sheet or table."""
        return self._row is not None

    @cached_property
    def _row(self) -> Mark | None:
        """The row that all of the sentence stands in."""
        row = row_at(self.page, self.sentence.start)
        return row if row and self.sentence.end <= row.end else None

    @cached_property
    def is_of_the_house(self) -> bool:
        """Whether the sentence is about a printer, a lift or a coffee machine, and names no system."""
        text = self.folded.text
        named = self.system_named or "system" in text or "modul" in text
        return not named and polarity.words("furnishing").search(text) is not None

    @cached_property
    def is_of_another(self) -> bool:
        """Whether the sentence tells how another municipality fares, and not with the system by its own name."""
        return not self.system_named and bool(elsewhere(self.sentence.text, self.rules.sides.customer))

    @cached_property
    def system_named(self) -> bool:
        return any(name in self.folded.text for name in self.rules.system_names)

    @cached_property
    def topic(self) -> str:
        """The kind of promise a duty is by the words for what it is about; "" where there are none."""
        in_rulebook = self.document.kind in RULEBOOKS
        said = self.sentence.text
        text = self.folded.text if (bare := topics.without_called(said)) == said else folded(bare)
        return self.by_its_day(topics.of_duty(self.rules, text, in_rulebook=in_rulebook))

    def kind_of(self, rule: Rule, start: int) -> tuple[str, bool]:
        """The kind of what a rule says from ``start``, and whether the rule or words tell it or only likeness.

        The clauses of a contract and all that is no promise say it in words that the rule or our lists know. What else
        promises is likely of the kind of all its words together: «leverer snitfladen i maj» is more than its day.
        """
        text, own = self.folded.text, "" if rule.kind == BY_TOPIC else rule.kind
        listed = self.topic if rule.label is Label.PROMISE else topics.of_failure(self.rules, text, rule.label)
        told = own or listed
        of_rules = self.document.kind in RULEBOOKS or rule.id.startswith(OWN)
        if not told or (rule.label is Label.PROMISE and not of_rules):
            told = self.by_its_day(topics.likeliest(text, rule.label, start, (own, listed)))
        return topics.shut(topics.mended(told, text), text), bool(own or listed)

    def by_its_day(self, kind: str) -> str:
        """«Leverer og installerer» in a contract with no day says what, not when."""
        if kind != "delivery_date" or self.document.kind not in RULEBOOKS:
            return kind
        return kind if self.times or self.durations or topics.names_deadline(self.folded.text) else topics.SAYS_WHAT

    @cached_property
    def of_contract(self) -> bool:
        """Whether the sentence tells what the contract says, whoever tells it."""
        return _OF_CONTRACT.search(self.folded.text) is not None

    @property
    def is_at_large(self) -> bool:
        """Whether the paper is of no kind that the parties write to each other."""
        return self.document.kind in _AT_LARGE


#: What opens an item of a list.
_ITEM = re.compile(r"[ \t]*(?:[-–•·*o]|\(?[a-zæøå]{1,2}[.)]|\(?\d{1,2}[.)]|\(?[ivx]{1,4}[.)])[ \t]+", re.I)
#: «Ifølge kontraktens punkt 6.3 påtog leverandøren sig …», «i kontrakten er aftalt en bod»: told is what it says.
_OF_CONTRACT = re.compile(
    r"\b(?:efter|ifølge|iflg\.?|jf\.?|i|af|i henhold til|under|according to)\s(?:(?:vores|vor|parternes|den|the)\s)?"
    r"(?:(?:hoved|ramme|drifts|leverance|vedligeholdelses)?(?:kontrakt(?:en)?|aftale(?:n))s?|contract)"
    r"(?=\s(?:(?:pkt|punkt|afsnit|stk|bilag|clause|section|er|var|har|havde|står|stod|skal|skulle|påtog|påtager|"
    r"forpligtede|lovede)\b|§)|[.,;]|\s*$)|\b(?:efter|ifølge)\s(?:pkt\.|punkt|bilag)\s\d|^§ ?\d+\.?\s"
)
#: The longest cell that names a month and nothing else: «september 2010».
_MONTH = 16
#: How many characters from its words a rule still looks for the time or sum it needs, whatever the commas say.
_NEAR = 40
#: How many characters before a sentence still tell what it is about.
_SHORTLY = 500
#: «Målingen udføres af:» is the label of a field; what it says stands in the field.
_FORM = re.compile(r"\b(?:(?<!sørger )for|ved|med|senest|af|til|i|på|fra|hos|over|by|within|from|to)\s*:$")
