"""The vintages of a run as a table: which value was published under a code, and since which version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.explore.year_table import year_table
from khacphuc.history.vintages import read_vintages
from khacphuc.locale import words
from khacphuc.schema.tables import ISSUED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khacphuc.history.vintages import Vintage
    from khacphuc.inputs import Inputs

VINTAGE_COLUMNS: Final = ("kind", "code", "value", "unit", "version", "published_on", "document_status")


def explored_tables(inputs: Inputs) -> dict[str, pd.DataFrame]:
    """The clean tables of a run, its vintages, and the years beside it.

    What it was compared with is left out: the vintages tell it, too.

    Raises:
        SourceError: a table is not there yet, or the vintages are damaged.
    """
    workspace = inputs.workspace
    vintages = read_vintages(workspace.layout.history(workspace.run) / "vintages.csv")
    tables = {name: frame for name, frame in inputs.tables.items() if name != ISSUED}
    language = inputs.parameters.language
    years = year_table(workspace.layout, workspace.run, language)
    return tables | vintage_table(vintages, inputs.class_names, language) | years


def vintage_table(
    vintages: Iterable[Vintage], class_names: Mapping[str, str], language: str
) -> dict[str, pd.DataFrame]:
    """The table under its name; nothing where nothing was published.

    Args:
        vintages: in the order of their file.
        class_names: how each class is printed.
        language: of our own words.

    Returns:
        A row for each value that was new or another in a version, with the words people read.
    """
    kinds, codes, statuses = (words(language, name) for name in ("vintage_kind", "code", "history"))
    rows = [
        {
            "kind": kinds[vintage.kind],
            "code": vintage.code,
            "value": _in_words(vintage, class_names, codes),
            "unit": vintage.unit,
            "version": vintage.version,
            "published_on": vintage.published_on,
            "document_status": statuses[f"status_{vintage.document_status}"],
        }
        for vintage in vintages
    ]
    return {"vintages": pd.DataFrame(rows, columns=list(VINTAGE_COLUMNS), dtype="str")} if rows else {}


def _in_words(vintage: Vintage, class_names: Mapping[str, str], codes: Mapping[str, str]) -> str:
    if vintage.kind == "class":
        return class_names.get(vintage.value, vintage.value)
    is_status = vintage.kind in {"target", "criterion"}
    return codes.get(vintage.value, vintage.value) if is_status else vintage.value
