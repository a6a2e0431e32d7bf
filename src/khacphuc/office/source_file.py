"""``*.source.yml`` of a new run whose figures are typed from a document. Pure."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from khacphuc.locale import words
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable


def source_text(name: str, sha256: str, issuer: str, tables: Iterable[str], language: str) -> str:
    """The sidecar that names a document.

    Args:
        name: of the document's file: its title until somebody writes it.
        sha256: of the file.
        issuer: who issued it.
        tables: those that are typed from it.
        language: of the comments.
    """
    labels = words(language, "new_run")
    title = PurePath(name).stem
    listed = ", ".join(table for table in tables if TABLES[table].sourced)
    values = {"title": title, "short": title, "issuer": issuer, "sha256": sha256}
    lines = [f"# {labels['source'].format(file=name)}"]
    lines += [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in values.items()]
    return "\n".join([*lines, f"tables: [{listed}]"]) + "\n"
