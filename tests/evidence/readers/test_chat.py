"""Chats exported as JSON: who wrote what and when, in the order of time; other JSON is left as it stands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evidence.model import DocumentKind
from evidence.readers import chat
from evidence.reading import Read, read_file


def read(tmp_path: Path, held: object) -> Read:
    path = tmp_path / "udtræk.json"
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return read_file(path, path.name)


SLACK = [
    {"user": "U2", "user_profile": {"real_name": "Ole Bang"}, "text": "Vi ser på det", "ts": "1273039260.000200"},
    {"user": "U1", "user_profile": {"real_name": "Hanne Møller"}, "text": "FlowJob er nede", "ts": "1273039200.1"},
    {"type": "channel_join", "ts": "1273039100.1"},
]  # fmt: skip
TEAMS = {"value": [
    {"createdDateTime": "2010-05-05T06:01:00Z", "from": {"user": {"displayName": "Ole Bang"}},
     "body": {"contentType": "text", "content": "Vi ser på det"}},
    {"createdDateTime": "2010-05-05T06:00:00.1Z", "from": {"user": {"displayName": "Hanne Møller"}},
     "body": {"contentType": "html", "content": "<div>FlowJob er <b>nede</b></div>"}},
    {"createdDateTime": "2010-05-05T05:00:00Z", "from": None, "body": {"content": "Hanne er tilføjet"}},
]}  # fmt: skip


@pytest.mark.parametrize("held", [SLACK, TEAMS, {"conversations": [{"MessageList": SLACK}]}])
def test_messages_stand_in_order_with_sender_and_danish_time(tmp_path: Path, held: object) -> None:
    found = read(tmp_path, held)
    assert (found.media, found.kind, found.date) == ("chat", DocumentKind.MAIL, date(2010, 5, 5))
    (page,) = found.reading.pages
    lines = [line for line in page.text.splitlines() if line]
    assert lines == [
        "Fra: Hanne Møller", "Sendt: 5. maj 2010 08:00", "Emne: Chat", "FlowJob er nede",
        "Fra: Ole Bang", "Sendt: 5. maj 2010 08:01", "Emne: Chat", "Vi ser på det",
    ]  # fmt: skip
    assert found.reading.notices[0].args["count"] == 2


def test_a_handle_made_of_a_name_is_that_name(tmp_path: Path) -> None:
    found = read(tmp_path, [{"user": "ole.bang", "text": "FlowJob er nede", "ts": "1273039200.1"},
                            {"user": "drift.v2", "text": "Vi ser på det", "ts": "1273039260.1"}])  # fmt: skip
    senders = [line for line in found.reading.pages[0].text.splitlines() if line.startswith("Fra:")]
    assert senders == ["Fra: Ole Bang", "Fra: drift.v2"]


@pytest.mark.parametrize("held", [{"from": "a", "date": "i går", "text": "hej"}, [1, 2], {"text": {"ts": []}}])
def test_other_json_is_text(tmp_path: Path, held: object) -> None:
    found = read(tmp_path, held)
    assert json.loads(found.reading.pages[0].text) == held


def test_what_slack_and_messenger_write_in_their_own_way_is_read_as_shown(tmp_path: Path) -> None:
    slack = [
        {"user": "U1", "text": "Se <https://drift.example/7|status> &amp; <https://drift.example>, <@U2> <!here>",
         "ts": "1273039200.1"},
        {"user": "U2", "subtype": "channel_join", "text": "<@U2> has joined the channel", "ts": "1273039100.1"},
    ]  # fmt: skip
    (page,) = (found := read(tmp_path, slack).reading).pages
    assert page.text.strip().endswith("\nSe status & https://drift.example, @U2 @here")
    assert found.notices[0].args["count"] == 1
    said = {"sender_name": "Hanne Møller", "timestamp_ms": 1273039200000, "content": "nede på Ærø"}
    broken = {key: value.encode().decode("latin-1") if isinstance(value, str) else value for key, value in said.items()}
    (page,) = read(tmp_path, {"messages": [broken]}).reading.pages
    assert [line for line in page.text.splitlines() if line][::3] == ["Fra: Hanne Møller", "nede på Ærø"]


def test_json_too_deep_to_be_a_chat_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "dyb.json"
    path.write_text('{"ts": "1273039260.0002", "text": ' + "[" * 100_000, encoding="utf-8")
    assert chat.read(path).pages[0].text.startswith('{"ts"')
