"""The commands as a person reads them, printed from the program itself.

``python -m tools.reference`` writes docs/reference/commands.md and kommandoer.md (a test holds that they are fresh);
``python -m tools.reference --man FOLDER`` writes man pages: man1/krav.1 … in English, da/man1/krav.1 … in Danish.
"""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from claims.cli import cli
from templates.words import LOCALES, Words

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
PAGES = {"en": "commands.md", "da": "kommandoer.md"}
_HEAD = {
    "en": "# The commands\n\nPrinted from the program (`python -m tools.reference`). Every command takes `-h`. "
    "Commands that act on a case find it from the current folder upwards, or by `krav -C FOLDER …`.",
    "da": "# Kommandoerne\n\nUdskrevet af programmet (`python -m tools.reference`). Alle kommandoer tager `-h`. "
    "Kommandoer, der virker på en sag, finder den fra den aktuelle mappe og opefter eller med `krav -C MAPPE …`.",
}
#: Headings of a man page.
_PARTS = {"en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"), "da": ("NAVN", "BRUG", "BESKRIVELSE", "VALG")}


class Told:
    """One command in one language."""

    def __init__(self, command: click.Command, ctx: click.Context, language: str) -> None:
        self.command, self.ctx, self.name = command, ctx, ctx.command_path
        self._say = Words(language).say
        self._click = gettext.translation("messages", LOCALES, [language], fallback=True).gettext

    @property
    def usage(self) -> str:
        return " ".join([self.name, *self.command.collect_usage_pieces(self.ctx)])

    @property
    def paragraphs(self) -> list[str]:
        """What it does, the first sentence by itself."""
        said = self._say(cleandoc(self.command.help or ""))
        return [" ".join(part.split()) for part in said.split("\n\n")]

    @property
    def options(self) -> list[tuple[str, str]]:
        """How each option is written, and what it means."""
        made = []
        for one in self.command.params:
            if isinstance(one, click.Option) and not one.hidden:
                value = "" if one.is_flag else f" {one.make_metavar(self.ctx)}"
                made.append((", ".join(one.opts) + value, self._click(self._say(one.help or ""))))
        return made


def told(language: str) -> Iterator[Told]:
    """Every command in a language, krav itself first."""

    def walk(name: str, command: click.Command, above: click.Context | None) -> Iterator[Told]:
        ctx = click.Context(command, info_name=name, parent=above)
        yield Told(command, ctx, language)
        if isinstance(command, click.Group):
            for below in command.list_commands(ctx):
                if found := command.get_command(ctx, below):
                    yield from walk(below, found, ctx)

    return walk("krav", cli, None)


def markdown(language: str) -> str:
    """All commands on one page."""
    parts = [_HEAD[language]]
    for one in told(language):
        parts += [f"## {one.name}", f"```text\n{one.usage}\n```", *one.paragraphs]
        if one.options:
            parts.append("\n".join(f"- `{written}`: {means}" for written, means in one.options))
    return "\n\n".join(parts) + "\n"


def man_page(one: Told, language: str) -> str:
    """One command as roff."""
    name, synopsis, description, options = _PARTS[language]
    page = one.name.replace(" ", "-")
    lines = [
        f'.TH "{page.upper()}" "1" "" "kravsag" ""',
        f".SH {name}", f"{_roff(page)} \\- {_roff(one.paragraphs[0])}",
        f".SH {synopsis}", f".B {_roff(one.usage)}",
        f".SH {description}",
    ]  # fmt: skip
    for paragraph in one.paragraphs:
        lines += [".PP", _roff(paragraph)]
    if one.options:
        lines.append(f".SH {options}")
        for written, means in one.options:
            lines += [".TP", f".B {_roff(written)}", _roff(means)]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + escaped if escaped.startswith(".") else escaped


def write(man: Path | None) -> list[Path]:
    """Write the pages of docs/reference/, or man pages beneath ``man``."""
    made = {}
    for language, page in PAGES.items():
        if man is None:
            made[REFERENCE / page] = markdown(language)
            continue
        folder = man / ("" if language == "en" else language) / "man1"
        made |= {folder / f"{one.name.replace(' ', '-')}.1": man_page(one, language) for one in told(language)}
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(made)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--man", type=Path, metavar="FOLDER", help="write man pages beneath FOLDER instead")
    for written in write(parser.parse_args().man):
        print(written)
