"""What programs write down at meetings is put together turn by turn, each its speaker's."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, captions
from evidence.reading import read_file

VTT = """WEBVTT

NOTE lavet af et program

4a7/12-0
00:00:01.000 --> 00:00:05.000
<v Hanne Møller>FlowJob har været nede</v>

00:00:05.500 --> 00:00:06.000
<v Hanne Møller>hele ugen &amp; i går.</v>

00:00:07.000 --> 00:00:09.000
<v Ole Bang>Vi retter det <i>senest</i> den 1. juni.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
FlowJob har været
nede hele ugen.
2
00:00:05,500 --> 00:00:09,000
Vi retter det

3
00:00:09,500 --> 00:00:10,000
senest den 1. juni.
"""


@pytest.mark.parametrize(
    ("name", "text", "turns"),
    [("møde.vtt", VTT, ["[00:00:01] Hanne Møller: FlowJob har været nede hele ugen & i går.",
                        "[00:00:07] Ole Bang: Vi retter det senest den 1. juni."]),
     ("møde.srt", SRT, ["FlowJob har været nede hele ugen.", "Vi retter det senest den 1. juni."])],
)  # fmt: skip
def test_a_sentence_parted_over_pieces_is_one(tmp_path: Path, name: str, text: str, turns: list[str]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    read = read_file(tmp_path / name, name)
    (page,) = read.reading.pages
    shown = [(mark.kind, page.text[mark.start : mark.end]) for mark in page.marks]
    assert read.media == "captions" and [said for kind, said in shown if kind is MarkKind.BLOCK] == turns
    times = [said for kind, said in shown if kind is MarkKind.FURNITURE]
    assert times == ([] if "Hanne" in text else ["00:00:01", "00:00:05"])
    (tmp_path / name).write_text("WEBVTT\n\n", encoding="utf-8")
    assert read_file(tmp_path / name, name).reading.outcome is Outcome.EMPTY


def test_bytes_that_are_no_text_are_damage_and_a_caption_without_a_word_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_bytes(bytes(range(256)) * 8)
    with pytest.raises(CannotRead):
        captions.read(tmp_path / "a.vtt")
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n\n00:03.000 --> 00:04.000\nSystemet er nede.\n"
    (tmp_path / "b.vtt").write_text(cues)
    assert captions.read(tmp_path / "b.vtt").pages[0].text == "00:03\nSystemet er nede.\n\n"
