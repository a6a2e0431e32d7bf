"""What is missing from a numbering, and what stands before its place. Pure, vectorised."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pandas as pd

from khacphuc.checks.views.lookups import words

_SECTION = re.compile(r"(?P<roman>[IVXLC]+)(?P<again>-bis)?(?P<rest>(?:\.\d+)*)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DEPTH = 4
_NOTE = re.compile(r"fn(\d+)")


def gaps(codes: pd.Series) -> pd.Series:
    """The codes a numbering leaves out, beside the code that follows them; empty where none is left out.

    Codes count on by the number they end in, from 1, within what stands before it.

    >>> gaps(pd.Series(["KD1.1", "KD1.3", "KD2.1", "KD1.2", "TL4"])).tolist()
    ['', '', '', '', 'TL1…TL3']
    """
    parts = codes.str.extract(r"^(?P<head>.*?)(?P<tail>\d{1,15})$")
    known = parts.dropna().drop_duplicates()
    known = known.assign(number=known["tail"].astype("int64"), width=known["tail"].str.len())
    known = known.sort_values(["head", "number"], kind="stable")
    before = known.groupby("head")["number"].shift(fill_value=0)
    told = {
        f"{head}{tail}": _told(head, before + 1, number - 1, width)
        for head, tail, number, width, before in zip(
            known["head"], known["tail"], known["number"], known["width"], before, strict=True
        )
        if number > before + 1
    }
    return words(codes, told)


def _told(head: str, first: int, last: int, width: int) -> str:
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
    found = _SECTION.fullmatch(section)
    if not found:
        return ()
    rest = [int(part) for part in found["rest"].split(".")[1:]]
    return (_roman(found["roman"]), int(found["again"] is not None), *rest, *[0] * (_DEPTH - len(rest)))


def _roman(text: str) -> int:
    """The number of a Roman numeral.

    >>> _roman("XIV")
    14
    """
    values = [_ROMAN[sign] for sign in text]
    return sum(-one if one < next_ else one for one, next_ in pairwise([*values, 0]))
