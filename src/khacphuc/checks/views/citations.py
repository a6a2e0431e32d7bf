"""The table ``citations``: every code a prose cites, and every quantity it states without one. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.text.codes import nearest
from khacphuc.text.nouns import noun_is_printed
from khacphuc.text.number_words import read_words
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.checks.prose import Prose
    from khacphuc.text.hand_typed import HandTyped

_COLUMNS = ("mention", "code", "near", "quote", "cite", "line", "file", "source")
_MOST = 3


def mentions(tables: Mapping[str, pd.DataFrame], prose: Prose | None, language: str = "vi") -> pd.DataFrame:
    """What a prose mentions, by code or by hand.

    Args:
        tables: the clean tables.
        prose: what was read of the prose; None gives an empty table.
        language: of our own words.

    Returns:
        One row a code, then one a quantity typed by hand: ``mention`` (its code, or its words, numbered when
        they come again), ``code`` (empty if typed by hand), ``near`` (what a wrong code is near to),
        ``quote`` (a typed quantity among its words), ``cite`` (what to cite in its place), and its place.
    """
    say, source = words(language, "checks"), words(language, "place")["prose"]
    rows = [] if prose is None else [*_codes(tables, prose, say), *_typed(tables, prose, say)]
    file = "" if prose is None else prose.file
    frame = pd.DataFrame(
        [{**dict.fromkeys(_COLUMNS, ""), "source": source, "file": file, **row} for row in rows],
        columns=list(_COLUMNS),
    )
    return frame.astype({name: "Int64" if name == "line" else "str" for name in _COLUMNS})


def _codes(
    tables: Mapping[str, pd.DataFrame], prose: Prose, say: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    labels = _labels(tables)
    for code, (line, *_) in prose.codes.items():
        near = "" if code in labels else nearest(code, labels)
        yield {"mention": code, "code": code, "line": line, "near": near and say["near"].format(code=near)}


def _typed(
    tables: Mapping[str, pd.DataFrame], prose: Prose, say: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    given: Counter[str] = Counter()
    for found, line in prose.typed:
        given[found.words] += 1
        again = given[found.words]
        yield {
            "mention": found.words if again == 1 else f"{found.words} ({again})",
            "quote": found.quote,
            "cite": _cite(found, tables, say),
            "line": line,
        }


def _labels(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """What each code a prose may cite stands for."""
    names = _column(tables["indicators"], "indicator_id", "name")
    titles = _column(tables["shortcomings"], "shortcoming_id", "title")
    figures = _column(tables["figures"], "figure_id", "indicator")
    return (
        {code: names.get(name, name) for code, name in figures.items()}
        | _column(tables["computed"], "computed_id", "label")
        | _column(tables["documents"], "document_id", "subject")
        | {code: titles.get(code, "") for code in tables["declared"]["shortcoming_id"]}
    )


def _column(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[name], strict=True))


def _cite(found: HandTyped, tables: Mapping[str, pd.DataFrame], say: Mapping[str, str]) -> str:
    """The figures that hold what was typed; where none does, how one is cited."""
    figures = tables["figures"]
    kind, value = _value(found)
    same = figures[(figures["kind"] == kind) & (figures["value"] == value)]
    labels = _column(tables["indicators"], "indicator_id", "name")
    near = [
        f"@{code} ({labels.get(indicator, indicator)})"
        for code, indicator, unit in zip(same["figure_id"], same["indicator"], same["unit"], strict=True)
        if kind != "count" or noun_is_printed(unit, found.after)
    ]
    if near:
        return say["cite"].format(codes=f" {say['or']} ".join(near[:_MOST]))
    return say["cite_none"].format(code=next(iter(figures["figure_id"]), "SL001"))


def _value(found: HandTyped) -> tuple[str, float | None]:
    """Kind and value of a typed quantity as a table keeps them; None where it is not one number."""
    if (number := read_words(found.number)) is not None:
        return "money" if found.after.startswith("đồng") else "count", float(number)
    try:
        quantity = parse(found.number)
    except QuantityError:
        return "", None
    return quantity.kind, quantity.as_float()
