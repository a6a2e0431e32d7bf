"""Gaps in a numbering, and figures that stand in another order than their sections. Pure, vectorised."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pandas as pd

from khacphuc.checks.views.lookups import look_up_texts
from khacphuc.schema.codes import ASSIGNED, ASSIGNED_PARTS

_SECTION = re.compile(r"(?P<roman>[IVXLC]+)(?P<again>-bis)?(?P<rest>(?:\.\d+)*)")
"""``III.1.2``; ``III-bis`` is the second section a report numbers III."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DEPTH = 4
"""Numbers below the Roman one that a place is filled up to with zeros; rule SL-07 allows three."""
_NOTE = re.compile(r"fn(\d+)")
"""``fn2``: the second footnote."""
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
    sections = {section: _place(section) for section in figures["section"].unique()}
    order = {
        place: rank for rank, place in enumerate(sorted({place for place in sections.values() if place}))
    }
    ranks = figures["section"].map({name: order[place] for name, place in sections.items() if place})
    above = pd.DataFrame(
        {
            "id": figures["figure_id"],
            "note": figures["section"].str.startswith("fn"),
            "section": ranks.astype("float64"),
            "paragraph": figures["paragraph"].astype("float64"),
        }
    ).dropna()
    earlier = above.groupby("note").shift()
    turned = (above["section"] < earlier["section"]) | (
        (above["section"] == earlier["section"]) & (above["paragraph"] < earlier["paragraph"])
    )
    return earlier["id"].where(turned, "").reindex(figures.index, fill_value="").astype("str")


@cache
def _place(section: str) -> tuple[int, ...]:
    """Where a section stands: ``III.1.2`` before ``III.2`` before ``III-bis``; empty if it is none."""
    if note := _NOTE.fullmatch(section):
        return (int(note[1]),)
    match = _SECTION.fullmatch(section)
    if not match:
        return ()
    rest = [int(part) for part in match["rest"].split(".")[1:]]
    return (_roman(match["roman"]), int(match["again"] is not None), *rest, *[0] * (_DEPTH - len(rest)))


def section_numbers(section: str) -> tuple[int, ...]:
    """The numbers of a section, outermost first; empty if it is none of the body.

    >>> section_numbers("III.1.2"), section_numbers("fn2")
    ((3, 1, 2), ())
    """
    match = _SECTION.fullmatch(section)
    if not match or match["again"]:
        return ()
    return (_roman(match["roman"]), *(int(part) for part in match["rest"].split(".")[1:]))


def _roman(text: str) -> int:
    """The number of a Roman numeral.

    >>> _roman("XIV")
    14
    """
    values = [_ROMAN[sign] for sign in text]
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))
