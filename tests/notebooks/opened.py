"""Runs as notebooks open them, without a disk: 2021, or changed tables of it, in either language."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from khacphuc.report.document import nodes

from .. import run2021

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.render.notebook.aside import Aside

RAW = re.compile(
    r"\b(?:not_met|declared_met|not_thorough|insufficient_data|english_decimal|True|False)\b"
    r"|:(?:nu|deno)minator|\bnan\b|<NA>|NaT|\bNone\b"
)
"""What no reader may see: codes of closed lists, and how Python prints what is missing."""


def opened(tables: dict[str, pd.DataFrame] | None = None, language: str = "vi", **parameters: Any) -> Any:
    """A run whose parameters and tables are these; it has no policy but the names of classes."""
    clean = run2021.tables() if tables is None else tables
    return SimpleNamespace(
        parameters=run2021.parameters().model_copy(update={"language": language, **parameters}),
        clean=lambda: clean,
        tables=clean,
        class_names=run2021.policy().class_names(language),
        suites=run2021.LAYOUT.expectations,
        assessment=run2021.assessment(),
        cited=run2021.cited(),
        previous_figures=None,
    )


def rows(aside: Aside, place: int = 0) -> list[list[str]]:
    """The words of the rows of a table."""
    table = aside.parts[place]
    assert isinstance(table, nodes.Table)
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


def html(aside: Aside) -> str:
    """What a notebook shows of it."""
    return str(aside._repr_mimebundle_()["text/html"])
