"""``krav man``: each command as a page of the manual, made of what the program says of itself."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import click

from claims.commands.terminal import asked, echo, help_of, say, spoken
from templates.words import LOCALES, Words

#: Headings of a man page.
_PARTS = {"en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"), "da": ("NAVN", "BRUG", "BESKRIVELSE", "VALG")}


class Told:
    """One command in one language."""

    def __init__(self, command: click.Command, ctx: click.Context, language: str) -> None:
        self.command, self.ctx, self.name = command, ctx, ctx.command_path
        self._words = Words(language)
        self._say = self._words.say
        self._click = gettext.translation("messages", LOCALES, [language], fallback=True).gettext

    @property
    def usage(self) -> str:
        """How it is called."""
        return asked(" ".join([self.name, *self.command.collect_usage_pieces(self.ctx)]), self._words)

    @property
    def paragraphs(self) -> list[str]:
        """What it does, the first sentence by itself."""
        said = self._say(help_of(self.command))
        return [" ".join(part.split()) for part in said.split("\n\n")]

    @property
    def options(self) -> list[tuple[str, str]]:
        """How each option is written, and what it means."""
        made = []
        for one in self.command.params:
            if isinstance(one, click.Option) and not one.hidden:
                value = "" if one.is_flag else f" {asked(one.make_metavar(self.ctx), self._words)}"
                made.append((", ".join(one.opts) + value, self._click(self._say(help_of(one)))))
        return made


def told(krav: click.Command, language: str) -> Iterator[Told]:
    """Every command in a language, krav itself first."""

    def walk(name: str, command: click.Command, above: click.Context | None) -> Iterator[Told]:
        ctx = click.Context(command, info_name=name, parent=above)
        yield Told(command, ctx, language)
        if isinstance(command, click.Group):
            for below in command.list_commands(ctx):
                if found := command.get_command(ctx, below):  # pragma: no branch - what is listed is there
                    yield from walk(below, found, ctx)

    return walk("krav", krav, None)


def man_page(one: Told, language: str) -> str:
    """One command as roff."""
    name, synopsis, description, options = _PARTS[language]
    page = _page(one)
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


def _page(one: Told) -> str:
    return one.name.replace(" ", "-")


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + escaped if escaped.startswith(".") else escaped


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def man(ctx: click.Context, folder: Path) -> None:
    """Write a man page of each command beneath FOLDER, in the language of the terminal.

    After krav man ~/.local/share/man, man krav-add tells how evidence is taken in.
    """
    from templates.files import write_atomically

    language = spoken()
    pages = folder / ("" if language == "en" else language) / "man1"
    for one in told(ctx.find_root().command, language):
        write_atomically(pages / f"{_page(one)}.1", man_page(one, language).encode())
    echo(say("Wrote {path}", path=str(pages)))
