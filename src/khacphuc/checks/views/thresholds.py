"""Columns about thresholds and evidence, for the views of criteria and of parts of targets. Pure.

Both tables have ``figure``, ``comparator`` and ``threshold``; only criteria have evidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.fractions import typed_fractions, whole_units
from khacphuc.checks.views.lookups import by_key, look_up_numbers, look_up_texts
from khacphuc.data.gathered.printed_totals import is_awaited
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.errors import QuantityError
from khacphuc.schema.codes import COUNT_CODE
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = re.compile(rf"[A-Z]{{2}}\d.*|{COUNT_CODE}")
"""``SL001``, ``measures.total``; another threshold is a quantity as printed, and none begins like these."""
_AT_LEAST = ">="


def threshold_columns(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of criteria or parts of targets with what their thresholds ask for.

    Args:
        rows: ``figure``, ``comparator`` and ``threshold``.
        tables: the clean tables.

    Returns:
        The rows with ``threshold_code`` (where it is a code), ``threshold_of`` (its indicator),
        ``figure_of`` (the figure's), ``bounded`` (the one the threshold is set for),
        ``asked_of`` (the indicators that ask a value of the figure's), ``bound`` (the comparator that
        belongs to it), ``no_bound`` (``yes`` where the code is that of no threshold, missing where it is no
        code), ``threshold_value`` of one that is no code, ``threshold_most``, the largest value the figure's
        indicator can have, and ``threshold_halved``, the unit it is a fraction of though that cannot be
        halved.
    """
    figures, indicators = tables["figures"], tables["indicators"]
    indicator_of = by_key(figures, "figure_id", "indicator")
    threshold, indicator = rows["threshold"], look_up_texts(rows["figure"], indicator_of)
    is_code = threshold.str.fullmatch(_CODE)
    threshold_indicator = look_up_texts(threshold, indicator_of)
    bound = look_up_texts(threshold_indicator, by_key(indicators, "indicator_id", "bound"))
    largest = _largest_values(indicators)
    computed = look_up_texts(rows["figure"], by_key(tables["computed"], "computed_id", "formula"))
    values = {text: _value(text) for text in threshold[~is_code].unique()}
    value = look_up_numbers(threshold, values, "float64")
    # a share is computed in percent of a whole, whatever its indicator
    at_most = look_up_numbers(indicator, largest).mask(computed == "share", 100)
    thresholds = indicators[indicators["bounds"] != ""]
    thresholds_of = thresholds.groupby("bounds")["indicator_id"].agg(SEPARATOR.join).to_dict()
    return rows.assign(
        threshold_code=threshold.where(is_code, ""),
        threshold_of=threshold_indicator,
        figure_of=indicator,
        bounded=look_up_texts(threshold_indicator, by_key(indicators, "indicator_id", "bounds")),
        asked_of=look_up_texts(indicator, thresholds_of),
        # who asks for the largest value there can be, asks for no less: 100% is never a ceiling
        bound=bound.mask(value.notna() & (value == at_most.astype("float64")), _AT_LEAST),
        no_bound=(threshold_indicator.isin(indicators["indicator_id"]) & (bound == ""))
        .map({True: "yes", False: ""})
        .astype("str")
        .where(is_code),
        threshold_value=value,
        threshold_most=at_most,
        threshold_halved=typed_fractions(
            threshold, rows["figure"], tables, whole_units(tables["units_of_measure"])
        ),
    )


def status_column(rows: pd.DataFrame, status: pd.Series, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """The status of criteria or parts; empty where one is missing for what another rule tells of.

    That is a row that cannot be read itself or names no figure, a code no table has, or one whose row cannot
    be read or computed, or waits for the units to report.

    Args:
        rows: ``problem``, ``figure`` and ``threshold``.
        status: theirs.
        tables: the clean tables.
    """
    figures, computed = tables["figures"], tables["computed"]
    sound = {
        *figures.loc[(figures["problem"] == "") & ~is_awaited(figures), "figure_id"],
        *computed.loc[computed["problem"] == "", "computed_id"],
        *(tables[TABLE_COUNTS]["count_id"] if TABLE_COUNTS in tables else ()),
    }
    unsound = (rows["problem"] != "") | (rows["figure"] == "")
    for column in ("figure", "threshold"):
        code = rows[column].str.replace(":.*", "", regex=True)
        unsound |= code.str.fullmatch(_CODE) & ~code.isin(sound)
    return status.mask(unsound & (status == "missing"), "").astype("str")


def criterion_statuses(
    criteria: pd.DataFrame, status: pd.Series, tables: Mapping[str, pd.DataFrame]
) -> pd.Series:
    """The status of criteria as ``status_column`` gives it; empty, too, where a cell it needs is."""
    needed = criteria[["figure", "comparator", "threshold"]]
    is_compared = (criteria["kind"] == "measured") & (needed != "").all(axis="columns")
    return status_column(criteria, status, tables).where(is_compared | (status != "missing"), "")


def without_unreadable(assessments: pd.DataFrame, criteria: pd.DataFrame) -> pd.DataFrame:
    """The assessments; where data are missing for a row of criteria that cannot be read, that row is told."""
    unreadable = criteria.loc[criteria["problem"] != "", "shortcoming_id"]
    is_told = assessments["shortcoming_id"].isin(unreadable) & (
        assessments["computed_class"] == "insufficient_data"
    )
    return assessments.assign(
        computed_class=assessments["computed_class"].mask(is_told, ""),
        agrees=assessments["agrees"] | is_told,
    )


def evidence_columns(criteria: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of criteria with what their evidence lacks and what of it stands elsewhere.

    Returns:
        The rows with ``unnamed`` (the measured figure, or the figures its number is computed of, where the
        evidence names none of them; missing where nothing is measured), ``repeated`` (what it names twice)
        and ``elsewhere`` (evidence another shortcoming's section prints).
    """
    declared = tables["declared"]
    sections = by_key(tables["figures"], "figure_id", "section")
    # a class is declared in III.2.4: all of III.2 is about its shortcoming
    homes = {
        code: str(section).rpartition(".")[0]
        for code, section in zip(declared["shortcoming_id"], declared["section"], strict=True)
    }
    known = {*tables["figures"]["section"], *declared["section"]}
    operands = {
        code: [operand.partition(":")[0] for operand in text.split(SEPARATOR)]
        for code, text in by_key(tables["computed"], "computed_id", "operands").items()
    }
    unnamed, elsewhere, repeated = [], [], []
    for kind, figure, evidence, shortcoming in zip(
        criteria["kind"], criteria["figure"], criteria["evidence"], criteria["shortcoming_id"], strict=True
    ):
        codes = [code for code in evidence.split(SEPARATOR) if code]
        repeated.append(SEPARATOR.join(dict.fromkeys(code for code in codes if codes.count(code) > 1)))
        needed = [figure, *operands.get(figure, [])]
        lacks = not set(needed) & set(codes)
        unnamed.append((figure if lacks else "") if kind == "measured" and figure else None)
        home = homes.get(shortcoming, "")
        printed = {code: sections.get(code, code if code in known else "") for code in codes}
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


def _within(section: str, home: str) -> bool:
    """Whether a section stands in another; notes may belong anywhere, so may what has no section."""
    return not section or section.startswith("fn") or f"{section}.".startswith(f"{home}.")


def _largest_values(indicators: pd.DataFrame) -> dict[object, object]:
    """The largest value of each indicator: stated, or how often it is due in a year."""
    most = indicators["at_most"].fillna(indicators["per_year"])
    return by_key(indicators.assign(most=most), "indicator_id", "most")


def _value(text: str) -> float | None:
    try:
        return parse(text).as_float()
    except QuantityError:
        return None
