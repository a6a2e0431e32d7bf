"""Example rows of a form that somebody left in: taken out of the tables, and named by the checks. Pure.

A form shows in each table how a row is typed. The key of that row begins with a mark no code has, so it is
known whatever was typed around it, and typing a code over it makes it a row like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES: Final = "examples"
"""The name under which example rows that were left in travel with the clean tables."""
MARK: Final = "VD:"
"""How the key of an example row begins (*ví dụ*, example)."""
_COLUMNS: Final = ("table", "row_id", "file", "line")


def without_examples(raw: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Take the example rows out of raw tables.

    Args:
        raw: the raw tables by name, not changed.

    Returns:
        The tables without them, and the rows that were taken out: ``table``, ``row_id``, ``file``, ``line``.
    """
    tables, examples = {}, []
    for name, frame in raw.items():
        key = TABLES[name].key
        is_example = frame[key].str.upper().str.startswith(MARK)
        tables[name] = frame
        if is_example.any():
            tables[name] = frame[~is_example].reset_index(drop=True)
            examples += [
                (name, row[key], row["file"], row["line"]) for row in frame[is_example].pipe(row_dicts)
            ]
    rows = pd.DataFrame(examples, columns=list(_COLUMNS))
    return tables, rows.astype({"table": "str", "row_id": "str", "file": "str", "line": "Int64"})
