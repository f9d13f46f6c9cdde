"""What stands in the YAML files of the tests, read once a process and by the quick reader."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: libyaml's reader is ten times as fast; not every build of PyYAML has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)


def written(path: Path) -> Any:
    """The content of a YAML file, one's own to change."""
    return deepcopy(_read(path))
