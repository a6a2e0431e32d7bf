"""Gaps in a numbering, and figures that stand in another order than their sections. Pure, vectorised."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd

from khacphuc.checks.views.lookups import look_up_texts
from khacphuc.data.section_names import comes_before, section_parts
from khacphuc.schema.codes import ASSIGNED, ASSIGNED_PARTS

_CODE = re.compile(r"^(?P<head>.*?)(?P<tail>\d{1,15})$")
"""A code and the number it ends in; 15 digits are safe in an ``int64``, whatever a person typed."""


def gaps(codes: pd.Series) -> pd.Series:
    """The codes a numbering leaves out, beside the code that follows them; empty where none is left out.

    Codes count on by the number they end in, from 1, within what stands before it. Numbers the suite makes
    (see ``data.raw.codes``) follow no other.

    >>> gaps(pd.Series(["KD1.1", "KD1.3", "KD2.1", "KD1.2", "TL4"])).tolist()
    ['', '', '', '', 'TL1…TL3']
    """
    numbers: dict[str, dict[int, str]] = {}
    for code in dict.fromkeys(codes):
        match = _CODE.match(code)
        if match and not _is_assigned(match["head"], int(match["tail"])):
            numbers.setdefault(match["head"], {}).setdefault(int(match["tail"]), match["tail"])
    missing = {
        f"{head}{tails[number]}": _format_range(head, before + 1, number - 1, len(tails[number]))
        for head, tails in numbers.items()
        for before, number in pairwise([0, *sorted(tails)])
        if number > before + 1
    }
    return look_up_texts(codes, missing)


def _is_assigned(head: str, number: int) -> bool:
    return number >= (ASSIGNED_PARTS if head.endswith(".") else ASSIGNED).start


def _format_range(head: str, first: int, last: int, width: int) -> str:
    """``SL002…SL004``, or one code alone."""
    ends = dict.fromkeys(f"{head}{number:0{width}d}" for number in (first, last))
    return "…".join(ends)


def preceded(figures: pd.DataFrame) -> pd.Series:
    """The figure above each that the document prints below it; empty where the order is the document's.

    Footnotes are compared with footnotes only: they stand where a page has room.

    Args:
        figures: ``figure_id``, ``section`` and ``paragraph``, in the order they were typed in.
    """
    above = pd.DataFrame(
        {
            "id": figures["figure_id"],
            "note": figures["section"].str.startswith("fn"),
            "section": figures["section"].map(
                {name: name for name in figures["section"].unique() if section_parts(name)}
            ),
            "paragraph": figures["paragraph"].astype("float64"),
        }
    ).dropna()
    earlier = above.groupby("note").shift()
    pairs = pd.Series(zip(above["section"], earlier["section"], strict=True), index=above.index)
    turned = pairs.map({pair: _is_turned(*pair) for pair in pairs.unique()}).astype("bool") | (
        (above["section"] == earlier["section"]) & (above["paragraph"] < earlier["paragraph"])
    )
    return earlier["id"].where(turned, "").reindex(figures.index, fill_value="").astype("str")


def _is_turned(section: str, above: object) -> bool:
    """Whether a section stands above that of the row above it, if there is one."""
    return isinstance(above, str) and comes_before(section, above)


def section_numbers(section: str) -> tuple[int, ...]:
    """The numbers of a section, outermost first; empty if it is none of the body, or comes again.

    >>> section_numbers("III.1.2"), section_numbers("A.I"), section_numbers("fn2")
    ((3, 1, 2), (1, 1), ())
    """
    parts = section_parts(section)
    if any(part.form == "note" or part.again for part in parts):
        return ()
    return tuple(part.number for part in parts)
