"""Templates of the case's own: which there are, and what a person is told of one that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claims.dossier.signed import OwnTemplate
from evidence.errors import KravError, Message


def templates_of(case: Path) -> tuple[OwnTemplate, ...]:
    """The templates in a case folder, in order of their names.

    Raises:
        KravError: a file among them replaces none of ours.
    """
    if not (case / "templates").is_dir():
        return ()
    from templates.own import UnknownTemplate, own_templates, replaceable

    try:
        return tuple(OwnTemplate(name=name, sha256=sha256) for name, sha256 in own_templates(case).items())
    except UnknownTemplate as wrong:
        raise KravError(
            Message("templates/{name} replaces no template of the dossier.", {"name": wrong.name}),
            Message("Rename or remove it; one that only the others include goes into templates/own/. These can be "
                    "replaced: {names}.", {"names": ", ".join(replaceable())}),
        ) from wrong  # fmt: skip


@contextmanager
def broken_ones_told() -> Iterator[None]:
    """A template that cannot be used becomes a ``KravError`` with its line."""
    from templates.own import BrokenTemplate

    try:
        yield
    except BrokenTemplate as wrong:
        place = {"name": wrong.name, "line": wrong.line, "why": wrong.reason}
        if not wrong.name:
            problem = Message("The pages cannot be made with the case's own templates: {why}", place)
        elif wrong.line:
            problem = Message("templates/{name}, line {line}: {why}", place)
        else:
            problem = Message("templates/{name}: {why}", place)
        raise KravError(
            problem,
            "Mend the template, or move it out of the case's templates/ folder to print with krav's own. "
            "docs/templates.md lists what a template may use.",
        ) from wrong
