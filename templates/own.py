"""Templates of the case's own, in the place of ours of the same name; a broken one is named with its line.

They come with a case folder, which may have come from anywhere: they run in Jinja's sandbox, reach no file but the two
folders of templates, and are escaped as ours are. What they may use stands in docs/templates.md.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from templates.pages import HERE, environment
from templates.typeface import face_rules

#: The folder in the case, and the one in it for templates that replace none of ours but are included by those that do.
FOLDER, NEW = "templates", "own"
STYLE = "dossier.css"
_DOSSIER = (STYLE, "dossier.html.j2")


class BrokenTemplate(Exception):
    """A template of the case's own cannot be used: which, where (0: no line is known), and why."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        self.name, self.line, self.reason = name, line, reason
        super().__init__(f"{name}, {line}: {reason}")


class UnknownTemplate(Exception):
    """A file in the case's folder of templates replaces none of ours."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def replaceable() -> tuple[str, ...]:
    """The names of the templates a case may replace, in order."""
    parts = (f"parts/{path.name}" for path in sorted((HERE / "parts").glob("*.j2")))
    return (*_DOSSIER, *parts)


def own_templates(case: Path) -> dict[str, str]:
    """Name → SHA-256 of the templates of a case folder, in order; none where it has none.

    Raises:
        UnknownTemplate: a file there replaces none of ours, and would have no effect.
    """
    folder, ours = case / FOLDER, set(replaceable())
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.name.startswith("."):
            continue
        if name not in ours and not (name.startswith(f"{NEW}/") and path.suffix == ".j2"):
            raise UnknownTemplate(name)
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


class _Compiled(BytecodeCache):
    """Templates as this process has compiled them for the sandbox, which takes longer than to fill them in.

    They are told apart by their name, file and text.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@cache
def _compiled(_language: str) -> _Compiled:
    return _Compiled()  # one for each: what a format makes of a constant is compiled with it


def own_environment(language: str, folder: Path) -> Environment:
    """As ``environment``, the case's own templates first."""
    ours = environment(language)
    made = SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder), FileSystemLoader(HERE)]),
        autoescape=ours.autoescape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, bytecode_cache=_compiled(language),
    )  # fmt: skip
    made.filters.update(ours.filters)
    made.globals.update(ours.globals)
    style = folder / STYLE
    if style.is_file():
        made.globals["style"] = Markup(face_rules() + "\n" + style.read_text("utf-8"))
    return made


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """Whatever goes wrong inside is told as a ``BrokenTemplate``, with the line of the template it went wrong in."""
    try:
        yield
    except TemplateSyntaxError as wrong:
        raise BrokenTemplate(wrong.name or "", wrong.lineno, wrong.message or "") from wrong
    except TemplateError as wrong:
        raise BrokenTemplate(*_place(wrong, folder), wrong.message or type(wrong).__name__) from wrong
    except Exception as wrong:
        # A template can raise anything Python can: it calls what it likes of what it is given.
        raise BrokenTemplate(*_place(wrong, folder), f"{type(wrong).__name__}: {wrong}") from wrong


def _place(wrong: BaseException, folder: Path) -> tuple[str, int]:
    """The innermost line of one of the case's own templates in a traceback, else of any template."""
    own: tuple[str, int] | None = None
    any_of_them = ("", 0)
    for frame in traceback.extract_tb(wrong.__traceback__):
        path = Path(frame.filename)
        for root, is_own in ((folder, True), (HERE, False)):
            if path.suffix == ".j2" and path.is_relative_to(root):
                at = path.relative_to(root).as_posix(), frame.lineno or 0
                own, any_of_them = (at if is_own else own), at
    return own or any_of_them

