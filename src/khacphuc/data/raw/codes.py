"""Codes for rows whose cell for one was left empty: made of what the row is known by. Pure.

A row has the same code in every run, wherever it stands and whatever stands around it: the number comes of
the words of its ``identity`` columns, not of its place, and never is one that somebody typed. It changes when
those words do. (Two rows in several thousand may come by one number; then one of them takes the next.)
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.schema.codes import ASSIGNED, ASSIGNED_PARTS, CODE_FORMS
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.schema.codes import CodeForm

_OWNER = re.compile(r"[A-Z]{2}(\d+)")
"""The code of a shortcoming or a target; digits alone go into ``GP1.1``."""


def with_codes(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Raw tables in which empty codes are filled in, where the suite may make them.

    Args:
        tables: of a run, by name; not changed.
    """
    return {
        name: _filled(frame, TABLES[name].key, CODE_FORMS[name])
        if name in CODE_FORMS and CODE_FORMS[name].is_assignable
        else frame
        for name, frame in tables.items()
    }


def _filled(frame: pd.DataFrame, key: str, form: CodeForm) -> pd.DataFrame:
    empty = frame.index[frame[key] == ""]
    if empty.empty:
        return frame
    occurrences: Counter[tuple[str, ...]] = Counter()
    seeds = {}
    for index, row in frame.loc[empty].iterrows():
        words = tuple(str(row[name]) for name in form.identity)
        heading = _heading(str(row[form.owner]) if form.owner else "", form)
        if not any(words) or not heading:
            continue  # an empty row, or one whose owner cannot be read: that is told first
        occurrences[words] += 1
        text = "\x1f".join((*words, str(occurrences[words])))
        seeds[index] = (hashlib.sha256(text.encode()).digest(), heading)
    codes, taken = {}, set(frame[key])
    for index, (digest, heading) in sorted(seeds.items(), key=lambda item: item[1]):
        codes[index] = _free(heading, int.from_bytes(digest[:8], "big"), taken)
        taken.add(codes[index])
    filled = frame.copy()
    filled[key] = [codes.get(index, code) for index, code in zip(frame.index, frame[key], strict=True)]
    return filled.astype({key: frame[key].dtype})


def _heading(owner: str, form: CodeForm) -> str:
    """What stands before the number: ``SL``, ``GP1.``, ``KD1.``; empty where the owner is no code."""
    if not form.owner:
        return form.prefix
    match = _OWNER.fullmatch(owner)
    if not match:
        return ""
    return f"{form.prefix}{match[1]}." if form.prefix else f"{owner}."


def _free(heading: str, number: int, taken: set[str]) -> str:
    numbers = ASSIGNED_PARTS if heading.endswith(".") else ASSIGNED
    place = number % len(numbers)
    while f"{heading}{numbers[place]}" in taken:
        place = (place + 1) % len(numbers)
    return f"{heading}{numbers[place]}"
