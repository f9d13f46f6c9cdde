"""The published schema of dossier.json: ``python -m claims.schema FILE`` writes it.

Where a ``templates.md`` stands beside it, the lists of what a template may use are renewed in it too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def schema() -> str:
    """JSON Schema (2020-12) of the dossier as it is written."""
    from claims.model import Dossier

    made = Dossier.model_json_schema(mode="serialization")
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(schema(), encoding="utf-8")
    if (lists := target.with_name("templates.md")).exists():
        from claims.dossier.templatelist import page

        lists.write_text(page(lists), encoding="utf-8")
