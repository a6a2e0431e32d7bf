"""The table ``citations``: every code a prose cites, and every quantity it states without one. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.checks.views.lookups import by_key
from khacphuc.checks.views.prose_rows import prose_rows
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.text.codes import nearest
from khacphuc.text.nouns import noun_is_printed
from khacphuc.text.numbers.number_words import read_words
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal
    from fractions import Fraction

    import pandas as pd

    from khacphuc.checks.prose import Prose
    from khacphuc.text.numbers.hand_typed_quantity import HandTypedQuantity

_COLUMNS = ("mention", "code", "near", "quote", "cite", "line", "file", "source")
_MOST_SUGGESTIONS = 3
"""A finding names so many figures to cite, no more: a small number like 2 is that of many figures."""


def mentions(tables: Mapping[str, pd.DataFrame], prose: Prose | None, language: str = "vi") -> pd.DataFrame:
    """What a prose mentions, by code or by hand.

    Args:
        tables: the clean tables.
        prose: what was read of the prose; None gives an empty table.
        language: of the labels and the places.

    Returns:
        One row a code, then one a quantity typed by hand: ``mention`` (its code, or its words, numbered when
        they come again), ``code`` (empty if typed by hand), ``near`` (what a wrong code is near to),
        ``quote`` (a typed quantity among its words), ``cite`` (what to cite in its place), and its place:
        ``line``, ``file`` and ``source``.
    """
    labels = words(language, "checks")
    rows = [] if prose is None else [*_codes(tables, prose, labels), *_typed(tables, prose, labels)]
    return prose_rows(rows, _COLUMNS, file="" if prose is None else prose.file, language=language)


def _codes(
    tables: Mapping[str, pd.DataFrame], prose: Prose, labels: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    titles = _titles(tables)
    for code, (line, *_) in prose.codes.items():
        suggestion = "" if code in titles else nearest(code, titles)
        near = labels["near"].format(code=suggestion) if suggestion else ""
        yield {"mention": code, "code": code, "line": line, "near": near}


def _typed(
    tables: Mapping[str, pd.DataFrame], prose: Prose, labels: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    occurrences: Counter[str] = Counter()
    for quantity, line in prose.typed:
        occurrences[quantity.words] += 1
        occurrence = occurrences[quantity.words]
        yield {
            "mention": quantity.words if occurrence == 1 else f"{quantity.words} ({occurrence})",
            "quote": quantity.quote,
            "cite": _cite(quantity, tables, labels),
            "line": line,
        }


def _titles(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """What each code a prose may cite stands for, to name it in a message."""
    names = by_key(tables["indicators"], "indicator_id", "name")
    shortcomings = by_key(tables["shortcomings"], "shortcoming_id", "title")
    figures = by_key(tables["figures"], "figure_id", "indicator")
    return (
        {code: names.get(name, name) for code, name in figures.items()}
        | by_key(tables["computed"], "computed_id", "label")
        | _count_labels(tables)
        | by_key(tables["documents"], "document_id", "subject")
        | {code: shortcomings.get(code, "") for code in tables["declared"]["shortcoming_id"]}
    )


def _count_labels(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    return by_key(tables[TABLE_COUNTS], "count_id", "label") if TABLE_COUNTS in tables else {}


def _cite(typed: HandTypedQuantity, tables: Mapping[str, pd.DataFrame], labels: Mapping[str, str]) -> str:
    """The figures that hold what was typed; where none does, how one is cited."""
    figures = tables["figures"]
    kind, value, upper = _value(typed)
    to = figures["value_to"]
    same = figures[
        (figures["kind"] == kind)
        & (figures["value"] == value)
        & (to.isna() if upper is None else to == float(upper))
    ]
    names = by_key(tables["indicators"], "indicator_id", "name")
    near = [
        f"@{code} ({names.get(indicator, indicator)})"
        for code, indicator, unit in zip(same["figure_id"], same["indicator"], same["unit"], strict=True)
        if kind != "count" or noun_is_printed(unit, typed.after)
    ]
    if near:
        return labels["cite"].format(codes=f" {labels['or']} ".join(near[:_MOST_SUGGESTIONS]))
    return labels["cite_none"].format(code=next(iter(figures["figure_id"]), "SL001"))


def _value(typed: HandTypedQuantity) -> tuple[str, float | None, Decimal | Fraction | None]:
    """Kind, value and upper bound of a typed quantity, as a table keeps them; None where it has none."""
    if (number := read_words(typed.number)) is not None:
        return "money" if typed.after.startswith("đồng") else "count", float(number), None
    try:
        quantity = parse(typed.number)
    except QuantityError:
        return "", None, None
    return quantity.kind, quantity.as_float(), quantity.value_to
