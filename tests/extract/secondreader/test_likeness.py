"""The second reader: taught by our own examples, held to the conditions of the rules, told apart."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from claims.items import KIND_TEXT
from evidence.model import DocumentKind, Mark, MarkKind
from extract.edge import Edge
from extract.finder import find_with
from extract.folding import folded
from extract.model import Label
from extract.rules.ruleset import rule_set
from extract.rules.running import running
from extract.rules.stops import Stop
from extract.secondreader import meanings, resembling
from extract.secondreader.likeness import BY_LIKENESS, LABELS, MODEL, by_likeness, features, model, packed
from extract.secondreader.meanings import Meanings
from extract.secondreader.weighing import scale
from tests.extract.conftest import SIDES, Reader, paper

EXAMPLES = Path(MODEL).parents[1] / "examples"
SURE = (0.5,) * len(LABELS)


def test_the_model_is_made_from_the_examples_that_lie_beside_it() -> None:
    made = hashlib.sha256()
    for path in sorted(EXAMPLES.iterdir()):
        made.update(path.read_bytes())
    held = json.loads(gzip.decompress(MODEL.read_bytes()))
    assert held["examples"] == made.hexdigest(), "run: python tools/learn_likeness.py"


def test_what_lies_in_the_model_is_what_was_packed() -> None:
    held = json.loads(gzip.decompress(MODEL.read_bytes()))
    assert held["rarity"] == packed(model().rarity)
    assert held["weights"] == [packed(row) for row in model().weights]
    assert min(map(min, model().weights)) < 0 < max(map(max, model().weights))


def test_every_example_has_labels_kind_and_sentence() -> None:
    known = {label.value for label in LABELS}
    for path in EXAMPLES.glob("*.tsv"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            labels, kinds, sentence = line.split("\t")
            said = {one.removeprefix("!") for one in labels.split("+")}
            assert said <= known or labels == "none", f"{path.name}:{number}"
            assert kinds and sentence.strip() == sentence, f"{path.name}:{number}"


def test_it_names_no_kind_that_findings_do_not_have() -> None:
    for label, kinds in model().kinds.items():
        assert set(kinds) <= set(KIND_TEXT), label


MEANINGS = Meanings({"breaks": ["=nede", "gik i sort", "*nedbrud"], "system": ["*system"], "time": ["dag"]})


def test_the_features_of_a_sentence_are_its_words_their_neighbours_and_their_pieces() -> None:
    found = [feature for feature, _ in features("nede 14 dage", MEANINGS)]
    assert {"w nede", "w nede 0", "_ned", "age_"} <= set(found)


def test_words_of_one_meaning_are_one_feature_whatever_their_ending_or_compound() -> None:
    sentences = ("lønsystemet gik i sort i dag", "systemet: nede", "driftsnedbruddet")
    found = [{feature for feature, _ in features(text, MEANINGS)} for text in sentences]
    assert all("m breaks" in one for one in found)
    assert "f system breaks" in found[0] and "p breaks system" in found[0] and "p breaks system" not in found[1]
    assert not MEANINGS.of("nedenfor")


def test_words_forgotten_for_others_mean_the_same_when_they_are_looked_up_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(meanings, "KEPT", 1)
    looked = Meanings({"breaks": ["=nede", "*nedbrud"], "system": ["*system"]})
    once = [looked.of(word) for word in ("nede", "driftsnedbrud", "lønsystem", "nede")]
    assert once == [{"breaks"}, {"breaks"}, {"system"}, {"breaks"}]
    assert len(looked._known) <= 2


FROZE = "Sagsbehandlerne måtte i ugevis slås med en skærm, der frøs, hver gang to borgere blev slået op."


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (FROZE, Label.INCIDENT),
        ("Firmaet har givet håndslag på, at samspillet med lønsystemet virker fra den 1. marts 2012.", Label.PROMISE),
    ],
)
def test_what_is_said_in_other_words_is_recognised_with_the_words_that_weighed(sentence: str, label: Label) -> None:
    text = folded(sentence)
    found = {one.label: one for one in model().likenesses(text, SURE)}
    assert label in found
    assert all(text[start:end].strip() for start, end in found[label].words)


def test_what_is_weighed_in_short_and_passed_by_resembles_nothing() -> None:
    given = [line.split("\t")[2] for path in sorted(EXAMPLES.glob("*.tsv")) for line in path.open(encoding="utf-8")]
    texts = [folded(sentence) for sentence in given[::10]]
    texts += [" ".join(sorted(text.split())) for text in texts]  # the same words with other neighbours
    tips = scale().tips(running(texts), [SURE] * len(texts))
    assert tips == [at for at, text in enumerate(texts) if model().likenesses(text, SURE)]


def test_it_stops_where_a_rule_would(read: Reader) -> None:
    asked = "Måtte sagsbehandlerne i ugevis slås med en skærm, der frøs, hver gang to borgere blev slået op?"
    supposed = "Hvis sagsbehandlerne måtte slås med en skærm, der frøs, ville vi reklamere til leverandøren."
    incidents = [[one for one in read(text) if one.label is Label.INCIDENT] for text in (FROZE, asked, supposed)]
    assert [bool(found) for found in incidents] == [True, False, False]


def test_a_row_of_accounts_resembles_nothing_for_the_remark_at_its_end(read: Reader) -> None:
    row = "1011;S-0742;48;01-03-2007;21-03-2007;7.273,95;50;3.636,98;A;Aktiv Jobcenter;;;frist ikke på liste"
    assert read(row) == []


def test_what_only_its_likeness_speaks_for_says_so(read: Reader) -> None:
    found = read(FROZE)
    likely = [one for one in found if by_likeness(one)]
    for one in likely:
        assert one.found_by == (f"{BY_LIKENESS}{one.label}",)
        assert one.attributes["resembles"] and 0 < one.confidence <= 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Afdelingen har ny dug, og leverandøren deler kager ud om fredagen.", Label.PROMISE),
        ("The dog was sick twice in April and three carpets were lost.", Label.INCIDENT),
    ],
)
def test_a_state_of_things_is_no_promise_and_english_is_like_nothing_it_knows(
    read: Reader, text: str, label: Label
) -> None:
    assert model().sure(folded(text), label) > 0.6
    page = f"{text}\n\nDatahuset retter fejlen i Aktiv Jobcenter inden den 1. maj 2012.\n"
    assert text not in {one.quote for one in read(page, DocumentKind.LETTER) if one.label is label}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Datahuset afviser ikke, at borgerne sad tilbage uden deres tillæg i juni.", True),
        ("De bestrider ikke, at lønsedlerne kom dobbelt ud til de ansatte i marts.", True),
        ("Datahuset afviser, at borgerne sad tilbage uden deres tillæg i juni.", False),
        ("De bestrider, at lønsedlerne kom dobbelt ud til de ansatte i marts.", False),
    ],
)
def test_what_is_not_disputed_has_happened_and_what_is_disputed_has_not(read: Reader, said: str, found: bool) -> None:
    page = f"Vi har talt om Aktiv Jobcenter, som Datahuset leverer. {said} Vi ses i morgen.\n"
    told = [one for one in read(page, DocumentKind.LETTER) if one.label is Label.INCIDENT]
    assert [(one.quote, one.negated) for one in told] == ([(said, False)] if found else [])


PRAISED = "Jobcentret takkede for indsatsen med systemet og bød på kaffe."


@pytest.mark.parametrize(("doubted", "stops"), [(0.0, []), (1.0, [Stop.UNLIKE])])
def test_one_wide_rule_that_reads_like_nothing_is_put_before_a_person(
    doubted: float, stops: list[Stop], monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = replace(resembling._BOUNDS[Label.ADVERSE], doubted=((0.72, doubted),))
    monkeypatch.setitem(resembling._BOUNDS, Label.ADVERSE, bounds)
    document, page = paper(PRAISED)
    edge = Edge()
    found = find_with(rule_set(SIDES), document, [page], witness=edge, second_reader=True)
    praise = [one for one in found if one.label is Label.ADVERSE and not by_likeness(one)]
    assert bool(praise) is not bool(stops)
    assert [one.stop for one in edge.kept(found) if one.finding.label is Label.ADVERSE] == stops


@pytest.mark.parametrize(
    ("duty", "kind"),
    [
        ("Leverandøren skal ringe tilbage inden for en time.", "response_fix"),
        ("Systemet skal hente navne og adresser i CPR hver nat.", "integration"),
        ("Leverandøren skal sidde hos Kunden i den første uge og svare på spørgsmål.", "support"),
    ],
)
def test_a_duty_whose_subject_no_list_knows_is_of_the_kind_it_is_most_like(
    read: Reader, duty: str, kind: str
) -> None:
    assert {one.kind for one in read(duty, kind=DocumentKind.CONTRACT) if one.label is Label.PROMISE} == {kind}


def test_so_sure_it_reads_what_is_not_there_as_a_failure_and_a_promise_without_a_word_that_looks_ahead(
    read: Reader,
) -> None:
    [gone] = read("Den 3. marts var der ikke adgang til Aktiv Jobcenter i seks timer.", DocumentKind.LETTER)
    assert by_likeness(gone) and (gone.label, gone.kind, gone.negated) == (Label.INCIDENT, "outage", False)
    offered = "Fra 1. juli får I en fast mand hos jer."
    page = f"Aktiv Jobcenter fejlede.\n\n{offered}\n"
    assert {one.label for one in read(page, DocumentKind.LETTER) if one.quote == offered} == {Label.PROMISE}


@pytest.mark.parametrize(("bound", "found"), [(0.0, True), (1000.0, False)])
def test_the_headline_of_a_newspaper_must_be_surer_than_a_sentence(
    read: Reader, bound: float, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = replace(resembling._BOUNDS[Label.INCIDENT], in_heading=bound)
    monkeypatch.setitem(resembling._BOUNDS, Label.INCIDENT, bounds)
    headline = "Der var ikke adgang til Aktiv Jobcenter i timer"
    marks = (Mark(start=0, end=len(headline), kind=MarkKind.HEADING),)
    told = read(f"{headline}\n\nSystemet er købt af Datahuset.\n", DocumentKind.PRESS, marks=marks)
    assert bool([one for one in told if one.quote == headline and by_likeness(one)]) is found


def test_a_log_in_running_words_is_read_like_any_paper(read: Reader) -> None:
    [gone] = read("Den 3. marts var der ikke adgang til Aktiv Jobcenter i seks timer.", DocumentKind.LOG)
    assert by_likeness(gone) and gone.label is Label.INCIDENT


@pytest.mark.parametrize(
    "text", ["Datahuset har to mand stående klar i Nørreby hele foråret.", "Prisen står fast i fire år."]
)
def test_what_is_likely_enough_a_promise_needs_no_word_that_looks_ahead(read: Reader, text: str) -> None:
    page = f"{text}\n\nDatahuset retter fejlen i Aktiv Jobcenter inden den 1. maj 2012.\n"
    assert text in {one.quote for one in read(page, DocumentKind.LETTER) if one.label is Label.PROMISE}


@pytest.mark.parametrize(
    "said",
    [
        "Kommunen har ikke set, at rettelsen virker.",
        "Jobcentret har endnu ikke konstateret, at fejlen er rettet.",
        "Kommunen kan ikke bekræfte, at fejlen er afhjulpet.",
        "Vi har ikke fået bekræftet, at nedbruddet er afhjulpet.",
        "Det er ikke dokumenteret, at rettelsen virker.",
    ],
)
def test_who_has_not_seen_it_mended_says_nothing_against_the_claim(read: Reader, said: str) -> None:
    text = f"Møde om Aktiv Jobcenter.\n\n{said}\n"
    assert [one.kind for one in read(text, DocumentKind.MINUTES) if one.label is Label.ADVERSE] == []


def test_who_does_not_dispute_that_it_is_mended_says_so(read: Reader) -> None:
    found = read("Kommunen bestrider ikke, at fejlen i Aktiv Jobcenter er rettet.", DocumentKind.MINUTES)
    assert [one.kind for one in found if one.label is Label.ADVERSE] == ["resolved"]
