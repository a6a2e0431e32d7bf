"""The frame of what a prose holds, one row a place of it: for the views of citations and statements. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def prose_rows(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, file: str, language: str
) -> pd.DataFrame:
    """Rows with their place.

    Args:
        rows: what they hold, with ``line``; what they lack is empty.
        columns: of the frame, with ``line``, ``file`` and ``source``.
        file: the prose; empty where none was read.
        language: of the place.

    Returns:
        The rows as texts, ``line`` as a number.
    """
    place = dict.fromkeys(columns, "") | {"source": words(language, "place")["prose"], "file": file}
    frame = pd.DataFrame([{**place, **row} for row in rows], columns=list(columns))
    return frame.astype({name: "Int64" if name == "line" else "str" for name in columns})
