"""What a threshold asks: of which indicator, and how its value must stand to it. Pure.

The same for criteria and for parts of targets; both have ``figure``, ``comparator`` and ``threshold``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.lookups import column, numbers, words
from khacphuc.errors import QuantityError
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = re.compile(r"[A-Z]{2}\d.*")
_LEAST = ">="


def threshold_columns(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Criteria or parts of targets with what their thresholds ask.

    Args:
        rows: ``figure``, ``comparator`` and ``threshold``.
        tables: the clean tables.

    Returns:
        The rows with ``threshold_code`` (where it is a code), ``threshold_of`` (its indicator),
        ``figure_of`` (the figure's), ``bounded`` (the one the threshold is set for),
        ``asked_of`` (the indicators that ask a value of the figure's), ``bound`` (the comparator that
        belongs to it), ``no_bound`` (``yes`` where the code is that of no threshold), ``threshold_value``
        of one that is no code and ``threshold_most``, the largest value the figure's indicator can have.
    """
    figures, indicators = tables["figures"], tables["indicators"]
    indicator_of = column(figures, "figure_id", "indicator")
    threshold, indicator = rows["threshold"], words(rows["figure"], indicator_of)
    is_code = threshold.str.fullmatch(_CODE)
    of = words(threshold, indicator_of)
    bound = words(of, column(indicators, "indicator_id", "bound"))
    most = _most(indicators)
    computed = words(rows["figure"], column(tables["computed"], "computed_id", "formula"))
    value = numbers(threshold, {text: _value(text) for text in threshold[~is_code].unique()}, "float64")
    at_most = numbers(indicator, most).mask(computed == "share", 100)
    asking = indicators[indicators["bounds"] != ""]
    asked = asking.groupby("bounds")["indicator_id"].agg(SEPARATOR.join).to_dict()
    return rows.assign(
        threshold_code=threshold.where(is_code, ""),
        threshold_of=of,
        figure_of=indicator,
        bounded=words(of, column(indicators, "indicator_id", "bounds")),
        asked_of=words(indicator, asked),
        bound=bound.mask(value.notna() & (value == at_most.astype("float64")), _LEAST),
        no_bound=(is_code & (of != "") & (bound == "")).map({True: "yes", False: ""}).astype("str"),
        threshold_value=value,
        threshold_most=at_most,
    )


def own_evidence(criteria: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Criteria with what their evidence lacks and what of it stands elsewhere.

    Returns:
        The rows with ``unnamed`` (the measured figure, or the figures its number is computed of, where the
        evidence names none of them), ``repeated`` (what it names twice) and ``elsewhere`` (evidence another
        shortcoming's section prints).
    """
    declared = tables["declared"]
    sections = column(tables["figures"], "figure_id", "section")
    homes = {code: str(section).rpartition(".")[0] for code, section in _pairs(declared)}
    known = {*tables["figures"]["section"], *declared["section"]}
    operands = {
        code: [operand.partition(":")[0] for operand in text.split(SEPARATOR)]
        for code, text in column(tables["computed"], "computed_id", "operands").items()
    }
    unnamed, elsewhere, repeated = [], [], []
    for kind, figure, evidence, shortcoming in zip(
        criteria["kind"], criteria["figure"], criteria["evidence"], criteria["shortcoming_id"], strict=True
    ):
        named = [code for code in evidence.split(SEPARATOR) if code]
        repeated.append(SEPARATOR.join(dict.fromkeys(code for code in named if named.count(code) > 1)))
        needed = [figure, *operands.get(figure, [])]
        lacks = kind == "measured" and figure and not set(needed) & set(named)
        unnamed.append(figure if lacks else "")
        home = homes.get(shortcoming, "")
        printed = {code: sections.get(code, code if code in known else "") for code in named}
        elsewhere.append(
            SEPARATOR.join(
                code for code, section in printed.items() if home and not _within(str(section), home)
            )
        )
    return criteria.assign(
        unnamed=pd.Series(unnamed, index=criteria.index, dtype="str"),
        elsewhere=pd.Series(elsewhere, index=criteria.index, dtype="str"),
        repeated=pd.Series(repeated, index=criteria.index, dtype="str"),
    )


def _pairs(declared: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(declared["shortcoming_id"], declared["section"], strict=True))


def _within(section: str, home: str) -> bool:
    """Whether a section stands in another; notes may belong anywhere, so may what has no section."""
    return not section or section.startswith("fn") or f"{section}.".startswith(f"{home}.")


def _most(indicators: pd.DataFrame) -> dict[object, object]:
    """The largest value of an indicator: stated, or how often it is due in a year."""
    most = indicators["at_most"].fillna(indicators["per_year"])
    return dict(zip(indicators["indicator_id"][::-1], most[::-1], strict=True))


def _value(text: str) -> float | None:
    try:
        return parse(text).as_float()
    except QuantityError:
        return None
