"""When, how much and how long: what a sentence tells beside the statement, chosen for the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from evidence.months import months_after
from extract import polarity
from extract.belonging import (
    Place,
    but_of_things,
    is_covered,
    is_yet_to_come,
    of_a_condition,
    of_another_clause,
    of_its_cause,
    within,
)
from extract.ceilings import ceiling, per_what, rates
from extract.days.times import AS_PROMISED, PROMISES, SAID, THAT, Role, TimeMention
from extract.folding import Folded, folded
from extract.lexicon import GRADE
from extract.model import Interval, Label, Precision
from extract.moving import MOVES, NEW_WORDS, moved
from extract.noticetimes import of_notice
from extract.quantities import AmountMention, DurationMention, PercentMention, bare_sums, foreign_amounts, in_digits

#: From which day something was moved, and to which: either or both, as far as a sentence tells.
Slips = Mapping[Role, TimeMention]


def _apart(mention: TimeMention | PercentMention | DurationMention, place: Place) -> tuple[int, int]:
    return (max(mention.start - place[1], place[0] - mention.end, 0), mention.start)


#: A rule's «de seneste 60 dage» and «hver onsdag» are of whatever day it is used on, and of none near its signing.
_WRITTEN_OUT = re.compile(
    r"\d{4}|\d\s?[./-]\s?\d|\buge \d|\b(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)", re.IGNORECASE
)


def when(
    label: Label,
    kind: str,
    mentions: Sequence[TimeMention],
    folded: Folded,
    hit: Place,
    broken: bool,
    written: date | None = None,
) -> Interval | None:
    """The time a statement is about, as precise as its words; None where they name none.

    ``hit`` is the place of its words in the folded sentence; ``broken``: it tells what was once due; ``written`` is
    the day of the paper.
    """
    mentions = _of_the_statement(label, kind, mentions, folded, hit)
    if label is Label.TERM:
        mentions = [one for one in mentions if _WRITTEN_OUT.search(one.text)]
    if written:
        mentions = [one for one in mentions if not is_yet_to_come(label, kind, one, written, folded, hit)]
        if label is not Label.PROMISE:
            mentions = [_the_night_before(one, written) for one in mentions]
    slips: Slips = {one.role: one for one in mentions if one.role in ("slip_from", "slip_to")}
    if label is Label.PROMISE:
        return _when_due(mentions, slips, folded, hit, broken, written)
    if label is Label.INCIDENT:
        if kind == "missed_deadline":
            return _when_missed(mentions, slips, folded, hit, written)
        return _when_it_failed(mentions, folded, hit)
    if label is Label.ADVERSE:  # a time in another clause mostly belongs to what that clause says
        mentions = within(mentions, folded, hit) or [one for one in mentions if one.role in ("point", "since")]
    if kind == "resolved":  # «opstod i december og blev rettet i januar»
        place = folded.span(*hit)
        mentions = [mention for mention in mentions if mention.start >= place[1]] or mentions[-1:]
    nearest = _nearest(mentions, folded, hit)
    return nearest.interval if nearest else None


def _the_night_before(one: TimeMention, written: date) -> TimeMention:
    """«I nat gik alt i stå» is of the night to the day of writing, and goes into no day after it."""
    ahead = one.interval.start == written and one.interval.end == written + timedelta(days=1)
    return replace(one, interval=replace(one.interval, end=written)) if ahead else one


def _of_the_statement(
    label: Label, kind: str, mentions: Sequence[TimeMention], folded: Folded, hit: Place
) -> list[TimeMention]:
    """The times that may be of such a statement: without those of the paper, of things and of other clauses."""
    if any(mention.now for mention in mentions):  # «i dag» of another clause is seldom the day of the event
        due = label is Label.PROMISE and _DUE_NOW.search(folded.text) is not None
        here = within(mentions, folded, hit) if label is Label.INCIDENT or kind == "resolved" or due else []
        mentions = [mention for mention in mentions if not mention.now or mention in here]
    if kind != "claim":
        mentions = [mention for mention in mentions if not mention.by_paper]
    if opening := _AS_SAID.match(folded.text):
        _, after = folded.span(*opening.span())
        mentions = [mention for mention in mentions if mention.start >= after]
    tells = label in (Label.ADVERSE, Label.PROMISE, Label.LOSS) or kind == "missed_deadline"
    said = SAID.search(folded.text) if tells and kind != "claim" else None
    # The day something was said is none of what was said.
    if said and (said.end() <= hit[1] or said.start() <= hit[0] < said.end()):
        _, begins = folded.span(*said.span())
        later = [mention for mention in mentions if mention.start >= begins]
        praised = kind == "resolved" or (kind in _AS_OF_ITS_DAY and folded.text[said.end() : said.end() + 1] in _QUOTES)
        mentions = later or (list(mentions) if praised else [])
    elif label is Label.PROMISE and (promises := PROMISES.search(folded.text)):
        # «På mødet den 5. december lovede de en rettelse inden jul»: the day of the promise is not the day it is due
        _, begins = folded.span(*promises.span())
        later = [one for one in mentions if one.start >= begins]
        if later and AS_PROMISED.fullmatch(folded.text, promises.end(), folded.at(later[0].start)):
            if THAT.match(folded.text, folded.at(later[0].end)):  # «lovede i september, at den kommer»
                return later[1:]
            begins = later[1].start if len(later) > 1 else begins  # «lovede i september levering i november»
        mentions = [one for one in mentions if one.start >= begins or one.role != "point"] or mentions
    mentions = [mention for mention in mentions if not _holds_a_finer(mention, mentions, folded)]
    mentions = [one for one in mentions if not of_a_condition(one, folded, hit)]
    if label is Label.PROMISE:
        mentions = [one for one in mentions if not _WAS_PROMISED.match(folded.text, folded.at(one.end))]
    if label is not Label.LOSS:
        bare = but_of_things(kind, mentions, folded, hit)
        # «Kunden giver adgang til en prøve, som afholdes i maj»: the thing promised has its day.
        mentions = bare or (mentions if label is Label.PROMISE else [])
    if label is Label.INCIDENT:
        mentions = [mention for mention in mentions if not of_another_clause(mention, folded, hit)]
        mentions = [mention for mention in mentions if not of_its_cause(mention, folded, hit)] or mentions
    return mentions


#: «et system, der skulle have været klar i dag»
_DUE_NOW = re.compile(r"\bskulle have (?:\w+ ){1,4}?(?:i dag|nu)\b")


def _nearest(mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> TimeMention | None:
    place = folded.span(*hit)
    return min(mentions, key=lambda mention: _apart(mention, place), default=None)


def _when_due(
    mentions: Sequence[TimeMention],
    slips: Slips,
    folded: Folded,
    hit: Place,
    broken: bool,
    written: date | None,
) -> Interval | None:
    """When what is promised is due; of a day that was moved the new one, or the old one of a promise told as broken."""
    if anew := NEW_WORDS.search(folded.text):
        first, last = folded.span(*anew.span("new"))
        mentions = [mention for mention in mentions if first <= mention.start < last] or mentions
    if broken and set(slips) == {"slip_to"}:  # «må vente til 2021 på det, der skulle have været klar i maj»
        its_own = [mention for mention in within(mentions, folded, hit) if mention.role != "slip_to"]
        mentions, slips = (its_own, {}) if its_own else (mentions, slips)
    if slips:
        due = "slip_from" in slips and (broken or "slip_to" not in slips)
        if due and not broken and _TO_SOMETHING.match(folded.text, folded.at(slips["slip_from"].end)):
            return None
        return slips["slip_from" if due else "slip_to"].interval
    mentions = [mention for mention in mentions if not is_covered(mention, folded)]
    mentions = _but_of_the_telling(mentions, folded, hit)
    mentions = [mention for mention in mentions if mention.role != "since" or mention.begins]
    limits = [mention for mention in within(mentions, folded, hit) if mention.role == "deadline"]
    mentions = limits if len(limits) == 1 else mentions
    if written and not broken:  # nobody promises for a day that has passed
        mentions = [mention for mention in mentions if _is_ahead(mention, written)] or mentions
    mentions = within(mentions, folded, hit) or mentions
    mentions = [mention for mention in mentions if mention.role == "deadline"] or mentions
    nearest = _nearest(mentions, folded, hit)
    return due_on(nearest) if nearest else None


def due_on(mention: TimeMention) -> Interval:
    """When a thing is due that is promised for a time: what is promised «fra 1. maj», when that begins."""
    return replace(mention.interval, end=_first_of(mention), open=False) if mention.begins else mention.interval


#: «ændres fra den 1. maj til den 1. dktober»: the new day is there, and a scan has lost it; it is not the old one.
_TO_SOMETHING = re.compile(r"\s+(?:til|to)\s+\S")


def _but_of_the_telling(mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> Sequence[TimeMention]:
    """Without the days of a clause in front: on none of them it is due."""
    if begins := polarity.behind_opening(folded.text, hit[1]):
        _, after = folded.span(0, begins)
        mentions = [mention for mention in mentions if mention.start >= after]
    return mentions


def _when_missed(
    mentions: Sequence[TimeMention],
    slips: Slips,
    folded: Folded,
    hit: Place,
    written: date | None,
) -> Interval | None:
    """When what is told as late was late: from the day it was due, where that is told, to the day it came or is to."""
    if len(slips) == 2:
        planned = "oprindelig" in folded.text or polarity.words("was_due").search(folded.text)
        at_first = planned and _due_before(slips["slip_from"], mentions)
        start = at_first or slips["slip_from"].interval.start
        return replace(slips["slip_from"].interval, start=start, end=slips["slip_to"].interval.end)
    if run := _since_it_was_due(mentions, slips, folded):
        return run
    if _STILL_MISSING.search(folded.text) and (since := _passed_before(mentions, folded, written)):
        return since
    if over := _until_up(mentions, folded):
        return over
    # «er forsinket, og vi leverer senest …»: the day of a new promise is not the day that was missed
    here = within(mentions, folded, hit)
    plain = [mention for mention in mentions if mention.role != "deadline" or mention in here]
    passed = [mention for mention in mentions if written and not _is_ahead(mention, written)]
    return _nearest_of_what_failed(plain or passed, folded, hit)


def _since_it_was_due(
    mentions: Sequence[TimeMention], slips: Slips, folded: Folded
) -> Interval | None:
    """From the day it was due to the day it came or is moved to, where the sentence names both."""
    was_due = polarity.words("was_due").search(folded.text)
    if was_due is None:
        return None
    if set(slips) == {"slip_to"} and (old := _due_before(slips["slip_to"], mentions)):
        return replace(slips["slip_to"].interval, start=old)
    first, _ = folded.span(*was_due.span())
    days = [mention for mention in mentions if mention.role in ("point", "deadline") and mention.interval.end]
    came = [mention for mention in days if mention.start < first]
    days = [mention for mention in days if mention.start > first] or days
    if len(days) == len(came) == 1 and _HAS_COME.search(folded.text, 0, was_due.start()):
        days += came  # «… idriftsat den 2. maj, og det skulle efter aftalen være sket den 1. februar»
    if len(days) > 1:
        begin, finish = (one.interval.start or one.interval.end for one in (days[0], days[-1]))
        if begin and finish and begin < finish:
            return replace(days[0].interval, start=begin, end=days[-1].interval.end)
    return None


#: What is delivered at last.
_HAS_COME = re.compile(
    r"\b(?:idriftsat|(?:af)?leveret|taget i brug|sat i drift|klar|færdig|åbnede|kom|"
    r"gik i (?:drift|luften)|overtaget|lanceret)\b"
)


def _when_it_failed(mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> Interval | None:
    """When what was no day missed happened, from and to where both are told."""
    mentions = [mention for mention in mentions if mention.role != "deadline"]
    if over := _until_up(mentions, folded):
        return over
    since = [mention for mention in mentions if mention.role == "since"]
    if not since and (run := _ever_since(mentions, folded, hit)):
        return run
    return _nearest_of_what_failed(since or mentions, folded, hit)


#: «taget i brug den 1. oktober, og der har siden da været 17 nedbrud», «… og er gået ned 14 gange siden»
_SINCE_THEN = re.compile(r"\bsiden (?:da|dengang)\b|(?<!\bfor \w{2} )(?<!\bfor længe )\bsiden(?=\s*(?:[.!?]|$))")


def _ever_since(mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> Interval | None:
    """From the one time named before on, where the clause of what failed says «siden»."""
    then = _SINCE_THEN.search(folded.text)
    before = [one for one in mentions if then and folded.at(one.end) <= then.start() and one.interval.start]
    if then is None or len(before) != 1 or len(mentions) != 1 or mentions[0].role != "point":
        return None
    first, last = polarity.clause(folded.text, *then.span())
    return replace(before[0].interval, end=None, open=True) if first <= hit[0] < last else None


#: «den 3. februar og igen den 4.»
_AND_AGAIN = re.compile(r"\s*(?:,|og|samt)\s*(?:igen\s+)?(?:den\s+|d\.\s*)?")


def _day_after_day(nearest: TimeMention, mentions: Sequence[TimeMention], folded: Folded) -> Interval:
    """From the first to the last of days named one upon the other, each the one after the last."""
    days = [one for one in mentions if one.role == "point" and one.interval.precision is Precision.DAY]
    first, last = nearest.interval.start, nearest.interval.end
    if nearest not in days or first is None or last is None:
        return nearest.interval
    for one, two in pairwise(days):
        begins, ends = one.interval.end, two.interval.start
        joined = _AND_AGAIN.fullmatch(folded.text, folded.at(one.end), folded.at(two.start))
        if joined and begins and ends and two.interval.end and ends - begins == timedelta(days=1):
            first = min(first, one.interval.start or first) if two.start <= nearest.start else first
            last = max(last, two.interval.end) if one.start >= nearest.start else last
    return replace(nearest.interval, start=first, end=last)


def _nearest_of_what_failed(mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> Interval | None:
    if done := _DONE_ABOUT.search(folded.text, 0, hit[1]):
        # «I dag har vi krediteret bod for forsinkelsen»: what stands before «for» is the time of the crediting.
        _, after = folded.span(*done.span("of"))
        mentions = [mention for mention in mentions if mention.start >= after]
    nearest = _nearest(mentions, folded, hit)
    return _day_after_day(nearest, mentions, folded) if nearest else None


#: «allerede i 2022 blev den stillet i udsigt»: when it was promised, and not for when.
_WAS_PROMISED = re.compile(r"\s+blev\s+(?:\w+\s+){0,5}?(?:lovet|stillet|bebudet|annonceret|varslet)\b")
#: Praise is of the day it was said on, where its own words are given: «skrev den 3. maj »det spiller bare««.
_AS_OF_ITS_DAY, _QUOTES = ("satisfaction", "acceptance", "resolved"), frozenset("»«”“„\"'")
#: «Som vi skrev i juni, var planen …», «Som aftalt på mødet den 3. maj, …»: when it was said or agreed.
_AS_SAID = re.compile(
    r"\W*som (?:[\w-]+ ){0,3}?(?:skrev\w*|oplys\w+|nævn\w+|meddel\w+|varsle\w+|aftal\w+|lovede?t?|sagt|sagde|"
    r"fortalt\w*|anfør\w+|drøfte\w+|omtalt\w*|beskrevet) (?:[^,;:]|(?<=\d)\.){0,60}?,\s"
)
#: «gik i stå den 14. maj og blev først startet igen den 21.»
_UP_AGAIN = re.compile(
    r"\b(?:og (?:blev |var |kom )?først|igen|sluttede|ophørte|forbi|genstartet|genoprettet|rettet|løst|lukket|indtil|"
    r"til)\b"
)


def _until_up(mentions: Sequence[TimeMention], folded: Folded) -> Interval | None:
    """From the day it failed to the day it was up again, where a sentence names both and no other."""
    if len(mentions) != 2 or {mention.role for mention in mentions} - {"point", "since"}:
        return None
    one, two = (mention.interval for mention in mentions)
    if _AND_AGAIN.fullmatch(folded.text, folded.at(mentions[0].end), folded.at(mentions[1].start)):
        return None  # «nede den 4. og igen den 8.»
    between = folded.text[folded.at(mentions[0].end) : folded.at(mentions[1].end)]
    if one.start and two.end and one.start < two.end and one.precision == two.precision and _UP_AGAIN.search(between):
        return replace(one, end=two.end, open=False)
    return None


def _due_before(new: TimeMention, mentions: Sequence[TimeMention]) -> date | None:
    """When what is moved was to be, where one earlier day is named: «skulle stå i maj, men er skudt til juli»."""
    named = (one.interval for one in mentions if one.start < new.start and one.role in ("point", "deadline"))
    days = [day for one in named if (day := one.start or one.end)]
    until = new.interval.end
    return days[0] if len(days) == 1 and until and days[0] < until else None


#: «skulle ligge klar i oktober, men er endnu ikke set»
_STILL_MISSING = re.compile(
    r"\b(?:endnu|stadig(?:væk)?|fortsat)\b(?: [\w.-]+){0,3} ikke\b|"
    r"\bikke (?:er )?(?:endnu|(?:af)?leveret|kommet|færdigt?|set|modtaget|klar|på plads|i drift|lagt ind|afsluttet)\b|"
    r"\b(?:mangler|udestår|venter vi)\b (?:stadig|endnu|fortsat)|\b(?:stadig|endnu|fortsat) (?:mangler|udestår)|"
    r"\bstill (?:not|missing|outstanding|waiting)\b|\bnot yet\b|\bsat (?:på stand ?by|i bero)\b"
)


def _passed_before(mentions: Sequence[TimeMention], folded: Folded, written: date | None) -> Interval | None:
    """From the one day that was due on, where what was due is still missing; None where it is not so plain."""
    due = [one.interval for one in mentions if one.role in ("point", "deadline") and one.interval.end]
    if len(due) != 1 or len(mentions) != 1 or (written and due[0].end and due[0].end > written):
        return None
    if not polarity.words("was_due").search(folded.text):
        return None
    start = due[0].start if due[0].precision is not Precision.DAY else due[0].end
    return replace(due[0], start=start, end=None, open=True)


def _holds_a_finer(coarse: TimeMention, mentions: Sequence[TimeMention], folded: Folded) -> bool:
    """Whether a year is named for a day or month in it: «i år leverer de den 15. april»; or what stands before a colon
    names the month for one of its days: «Drift i november: Systemet var nede den 20. november».
    """
    first, last = coarse.interval.start, coarse.interval.end
    if coarse.role != "point" or coarse.interval.precision not in ("year", "month") or first is None or last is None:
        return False
    inside = [
        one for one in mentions
        if one.role == "point" and one.interval.precision != coarse.interval.precision
        and one.interval.start and one.interval.end and first <= one.interval.start and one.interval.end <= last
    ]  # fmt: skip
    if coarse.interval.precision == "year":
        return bool(inside)
    after = folded.at(coarse.end)
    return any(": " in folded.text[after : folded.at(one.start)] for one in inside)


def _is_ahead(mention: TimeMention, written: date) -> bool:
    last = mention.interval.end or mention.interval.start
    return last is not None and last >= written


def _first_of(mention: TimeMention) -> date | None:
    """The last day of the stretch a beginning names: all of May for «fra maj», as precise as its words."""
    start = mention.interval.start
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}.get(mention.interval.precision)
    if start and mention.interval.precision == "week":
        return start + timedelta(days=6)
    return months_after(start, months) - timedelta(days=1) if start and months else start


#: «forhøjes fra 1.500.000 kr. til 2.000.000 kr.»
_CHANGING = re.compile(rf"\b{MOVES}\b", re.IGNORECASE)
#: «Med virkning fra den 1. marts 2013 …»: another share held until that day.
_FROM_A_DAY = re.compile(
    r"\b(?:med virkning (?:fra|pr\.)|with effect from|effective(?: from| as of)?) (?:den |the )?\d", re.IGNORECASE
)
#: «For kunder med et årligt vederlag under 1 mio. kr. er ansvaret …»: whom the limit is for, and not the limit.
_WHOSE_FEE = re.compile(
    r"\b(?:kunder?|customers?)\b[^.;\d]{0,40}\b\w*(?:vederlag|omsætning|betaling|køb|fees|spend)\w*\s+(?:på\s+|of\s+)?"
    r"(?:under|over|mellem|mindre\s+end|mere\s+end|below|above)\s+(?:kr\.?\s*|DKK\s*)?$",
    re.IGNORECASE,
)
#: «3.412 timer à 345 kr.»: what one of them costs, and not the sum.
_EACH = re.compile(
    r"(?:\bà|@|\d (?:timer?|stk\.?|dage?|uger|hours|days|pcs\.?)\W{0,2}\ba|\d\s*[x×*])\s*(?:kr\.?\s*|DKK\s*)?$",
    re.IGNORECASE,
)
#: «11 pct. af 2.600.000 kr., i alt 286.000 kr.»: what a share is taken of, and not what it comes to.
_SHARE_OF = re.compile(
    r"\d\s*(?:%|pct\b\.?|procent\b|per\s?cent\b)\s+(?:af|of)\s+(?:[^\W\d]+\s+){0,4}?(?:kr\.?\s*|DKK\s*)?$",
    re.IGNORECASE,
)
#: «3.500 kr. x 41 dage»: what is multiplied.
_TIMES = re.compile(r"\s*[x×*]\s*\d")


def amount(label: Label, kind: str, mentions: Sequence[AmountMention], text: str, place: Place) -> Decimal | None:
    """The sum a statement is about, in kr.: the nearest, those after its words first; of one moved, what it becomes.

    What one hour or one piece costs, or a share is taken of, is no sum of a loss, and a large number with nothing named
    behind it is one where the loss is of money. ``text`` as it stands.
    """
    of_money = label in (Label.LOSS, Label.TERM) or kind in ("price_compensation", "wrong_payment")
    if not mentions and label is Label.LOSS and kind != "lost_time" and not foreign_amounts(text):
        mentions = bare_sums(text)
    if label in (Label.LOSS, Label.TERM):
        no_sum = (_EACH, _SHARE_OF)
        sums = [one for one in mentions if not any(each.search(text, 0, one.start) for each in no_sum)]
        # «25 pct. af 4.850.000 kr., altså 1.212.500 kr.»; a term that tells the base alone keeps it.
        mentions = sums if label is Label.LOSS else sums or mentions
    if kind == "liability_cap":
        mentions = [one for one in mentions if not _WHOSE_FEE.search(text, 0, one.start)]
    if label is Label.LOSS:
        mentions = [one for one in mentions if not _TIMES.match(text, one.end)]
    if not of_money or not mentions:
        return None
    if label is Label.TERM and (changed := moved(mentions, text)):
        return changed[1].dkk
    mentions = rates(kind, mentions, text)

    def distance(mention: AmountMention) -> tuple[int, int]:
        return (max(mention.start - place[1], 2 * (place[0] - mention.end), 0), mention.start)

    return min(mentions, key=distance).dkk if mentions else None


def metric(
    label: Label,
    kind: str,
    shares: Sequence[PercentMention],
    lengths: Sequence[DurationMention],
    text: str,
    original: str,
    place: Place,
) -> dict[str, str]:
    """What is measured: a share (``percent``, ``of``), a length of time (``value``, ``unit``), for whom, per what.

    ``text`` is the folded sentence, ``original`` as it stands. Of one moved, what it becomes, and what it ``was``.
    """
    if label not in (Label.PROMISE, Label.TERM, Label.LOSS):
        return {}
    made: dict[str, str] = {}
    if kind == "availability":  # no system is there for more than all of the time
        shares = [one for one in shares if one.value <= 100]
    if shares and label is not Label.LOSS:
        changed = moved(shares, original)
        shares = rates(kind, [one for one in shares if not one.points] or shares, original)
        share = changed[1] if changed else min(shares, key=lambda one: _apart(one, place), default=None)
        if share is not None:
            made["percent"] = in_digits(share.value)
        if changed:
            made["was"] = f"{in_digits(changed[0].value)} percent"
        if share is not None and share.of:
            made["of"] = share.of
    lengths = of_notice(kind, lengths, original)
    if lengths:
        run = moved(lengths, original)
        if kind == "response_fix" and (both := _begun_and_mended(lengths, original)):
            lengths = both[:1]
            made["fix_value"], made["fix_unit"] = in_digits(both[1].value), str(both[1].unit)
        length = run[1] if run else min(lengths, key=lambda one: _apart(one, place))
        made["value"], made["unit"] = in_digits(length.value), str(length.unit)
        if run:
            made["was"] = f"{in_digits(run[0].value)} {run[0].unit}"
    if kind == "response_fix":
        made["what"] = "response" if polarity.words("reaction").search(text) else "fix"
    if kind in ("response_fix", "service_target") and (priority := priority_in(text)):
        made["priority"] = priority
    of_bod = kind in ("penalty_clause", "price_compensation")
    if of_bod and (each := per_what(original)):
        made["per"] = each
    elif (per := _PER.search(text) or _MEASURED.search(text)) and not (of_bod and ceiling(original)):
        made["per"] = _PERIODS[per["period"]]
    elif kind == "fee" and (said := _OF_EACH.search(text)):
        made["per"] = next(name for name in ("half_year", "quarter", "month", "year", "hour") if said[name])
    of_sum = label is Label.TERM and kind in ("penalty_clause", "fee")  # «5.000 kr. pr. dag»: the sum is no measure
    return made if made.keys() - {"per", "what"} or of_sum else {}


def _begun_and_mended(
    lengths: Sequence[DurationMention], original: str
) -> tuple[DurationMention, DurationMention] | None:
    """The time to begin and the time to have mended, where a sentence gives both, one after the other.

    «Ved A-fejl påbegyndes fejlretning inden 30 minutter, og fejlen er rettet inden 4 timer.»
    """
    if len(lengths) != 2 or moved(lengths, original):
        return None
    first, second = lengths
    before, between = folded(original[: first.start]), folded(original[first.end : second.start])
    begun = polarity.words("reaction").search(before) or _STARTS.search(before)
    mended = polarity.words("fix").search(between) or _CLOSES.search(between)
    # «… af A-fejl inden 4 timer og have afhjulpet B-fejl inden 5 dage»: two times, and not of one fault.
    another = priority_in(between) not in ("", priority_in(before))
    return (first, second) if begun and mended and not another else None


#: What begins and ends a time to mend in an annex's few words: «start inden 4 timer», «resolution time 8 hours».
_STARTS = re.compile(r"\b(?:start(?:e[rs]?)?|besvares)\b")
_CLOSES = re.compile(r"\b(?:resolution|løsning\w*|afslutte[ts]|lukke[ts]|closed)\b")


def changes(measured: Mapping[str, str], text: str) -> bool:
    """Do the words put another measure in the place of one («ændres kravet … fra 99,8 % til 99,5 %»)? A share that is
    promised with effect from a day takes the place of the one that held until then.
    """
    return bool(("was" in measured and _CHANGING.search(text)) or ("percent" in measured and _FROM_A_DAY.search(text)))


def priority_in(text: str) -> str:
    """The priority a folded text names: the number or letter («1», «A»), else its word («kritisk»); "" where none."""
    m = level_of(text)
    if m is None:
        return ""
    return m["gravity"] if m.re is _GRAVITY else m["level"].upper()


def level_of(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Where a folded text names a priority, from one place on to another; as ``priority_in`` reads it."""
    last = len(text) if end is None else end
    found = (way.search(text, start, last) for way in (_PRIORITY, _NAMED_FAULT, _GRAVITY))
    return next((m for m in found if m), None)


#: What somebody did about it: «krediteret bod for», «klagede over», «mødtes om»; what went wrong stands after it.
_DONE_ABOUT = re.compile(
    r"\b(?:klag(?=e[rt]?\b|ede)|reklamer|krediter|betal|godskrev|godskriv|modregn|fakturer|drøft|orienter|beklag|undskyld|skrev|"
    r"rykke|påtal|krævet|kræver|mødtes|drøftes|holdt møde|paid|credited|complain)\w*\b[^;:]{0,80}?"
    r"\b(?P<of>over|for(?!\s+(?:sent?|tidligt?|lidt|meget|lav\w*|høj\w*)\b)|om|vedrørende|angående|grundet|about)\s"
)
_PRIORITY = re.compile(
    rf"\b(?:{GRADE}|kat|fejlkategori|(?:(?<=fejl )|(?<=fejl af ))type)\W{{0,2}}(?P<level>\d|[a-d])\b"
)
#: How grave a fault is, in words: «kritiske fejl», «fejl, der er alvorlige», «critical incidents».
#: «A-fejl rettes inden 3 timer», «B-sager».
_NAMED_FAULT = re.compile(
    r"\b(?P<level>[a-d]|p?\d)-(?:fejl(?:en|ene)?|sag(?:er)?|mangler|hændelser?|incidents?|errors?|faults?)\b"
)
_GRAVITY = re.compile(
    r"\b(?P<gravity>kritisk|alvorlig|betydelig|væsentlig|mindre|øvrig|kosmetisk|critical|severe|major|minor|other)e?\s"
    r"(?:fejl|mangler|hændelser|sager|incidents?|faults?|errors?|defects?)\b"
)
_PERIODS = {
    "døgn": "day", "dag": "day", "hverdag": "working_day", "arbejdsdag": "working_day", "uge": "week",
    "måned": "month", "kalendermåned": "month", "kvartal": "quarter", "kalenderkvartal": "quarter",
    "halvår": "half_year", "år": "year", "kalenderår": "year", "day": "day", "week": "week",
    "month": "month", "quarter": "quarter", "year": "year",
}  # fmt: skip
_PER = re.compile(
    r"\b(?:pr\.?|per|om|hver|each|a|i(?=\s(?:måneden|kvartalet|året|døgnet)))\s(?:påbegyndt\s|løbende\s|hel\s|calendar\s)?"
    rf"(?P<period>{'|'.join(_PERIODS)})(?:en|et)?\b"
)
#: «målt over et kvartal», «målt månedligt», «measured monthly».
_MEASURED = re.compile(
    r"\b(?:målt|måles|opgjort|opgøres|measured|calculated)\s(?:\w+\s){0,2}?(?P<period>måned|kvartal|år|month|quarter|year)"
)
#: «et kvartårligt vederlag», «an annual charge», «1.150 kr. pr. time»: what a fee is for each of.
_OF_EACH = re.compile(
    r"\b(?:(?P<half_year>halvårligt?|half-yearly)|(?P<quarter>kvartårligt?|quarterly)"
    r"|(?P<month>månedligt?|monthly|pr\.?\s*md\b)|(?P<year>årligt?|annual|yearly)|(?P<hour>pr\.? time|per hour))"
)
