"""From the forms that came in to rates, totals and faults: the whole way, once they are read. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.admission import with_part_rules
from khacphuc.data.returns.arrivals import arrival_faults
from khacphuc.data.returns.completeness import with_completeness
from khacphuc.data.returns.expected import expected_reports
from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.plausibility.children import children_faults
from khacphuc.data.returns.plausibility.outliers import outlier_faults
from khacphuc.data.returns.plausibility.rules import item_faults, relevance, rule_faults
from khacphuc.data.returns.rates import reporting_rates
from khacphuc.data.returns.revisions import FORM_KEY, REPLACED, SAME_FILE, current_forms, revision_faults
from khacphuc.data.returns.totals import return_totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from khacphuc.data.returns.faults import Fault

GATHERED_FRAMES: Final = ("expected", "values", "forms", "faults", "rates", "totals")
"""What ``05_returns`` leaves."""

OF_THE_YEAR: Final = frozenset(
    {
        *(FaultKind.MISSING_FORM, FaultKind.LATE, FaultKind.NO_RECEIPT),
        *(FaultKind.OUTLIER, FaultKind.PARENT_AND_CHILDREN),
    }
)
"""What is no fault of a form by itself: it takes the others, or is told when all are there."""

_PLACE: Final = ["file", "sheet"]


def return_frames(
    values: pd.DataFrame,
    forms: pd.DataFrame,
    faults: Iterable[Fault],
    tables: Mapping[str, pd.DataFrame],
    *,
    year: int,
    is_draft: bool = False,
    today: date | None = None,
) -> dict[str, pd.DataFrame]:
    """What is known of the returns of a year.

    Args:
        values: of all forms that were read.
        forms: all that came in.
        faults: of what stands in the files.
        tables: the clean tables.
        year: of the run.
        is_draft: whether only what was due when the last form came in can be missing: the year goes on.
            What is published is then the same on whatever day it is made.
        today: the day somebody asks: what is not due by then is not missing.

    Returns:
        The frames of GATHERED_FRAMES by name. ``forms`` are with ``counted``, ``why_not`` and ``complete``;
        ``values`` are those of all forms.
    """
    expected = expected_reports(tables["collections"], tables["units"], year)
    forms, counted, known = _checked(values, forms, faults, tables, expected)
    known += [*outlier_faults(counted), *children_faults(counted, expected, tables)]
    forms = with_completeness(forms, fault_frame(known), values, tables)
    if today is None and is_draft:
        today = last_arrival(forms)
    known += arrival_faults(expected, forms, tables["units"], year, today)
    return {
        "expected": expected,
        "values": values,
        "forms": forms,
        "faults": fault_frame(_standing(known, forms)),
        "rates": reporting_rates(expected, forms),
        "totals": return_totals(counted, expected, tables),
    }


def faults_of_forms(
    values: pd.DataFrame,
    forms: pd.DataFrame,
    faults: Iterable[Fault],
    tables: Mapping[str, pd.DataFrame],
    *,
    year: int,
) -> list[Fault]:
    """What is wrong with some of the forms of a year, as far as it can be told without the others.

    Args:
        values: of these forms.
        forms: some of them, with all of the same unit and period.
        faults: of what stands in their files.
        tables: the clean tables.
        year: of the run.

    Returns:
        The faults ``return_frames`` tells but for OF_THE_YEAR.
    """
    expected = expected_reports(tables["collections"], tables["units"], year)
    forms, _, known = _checked(values, forms, faults, tables, expected)
    forms = with_completeness(forms, fault_frame(known), values, tables)
    known += arrival_faults(expected, forms, tables["units"], year)
    return sorted({fault for fault in _standing(known, forms) if fault.kind not in OF_THE_YEAR})


def _checked(
    values: pd.DataFrame,
    forms: pd.DataFrame,
    faults: Iterable[Fault],
    tables: Mapping[str, pd.DataFrame],
    expected: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame, list[Fault]]:
    """Forms with what is counted, the values of those that are, and what is wrong within a form."""
    forms = current_forms(forms.join(expected.set_index(FORM_KEY)["expires_on"], on=FORM_KEY))
    counted = _of_counted(values, forms)
    counted = counted.assign(relevant=relevance(counted, tables["collection_items"]))
    known = [
        *_without_irrelevant(_without_copies(faults, forms), counted),
        *revision_faults(forms),
        *item_faults(counted, tables["collection_items"], _labels(tables)),
        *rule_faults(counted, _rules(tables), tables["units"], _labels(tables)),
    ]
    return forms, counted, known


def _labels(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """What indicators are called."""
    names = tables["indicators"]
    return dict(zip(names["indicator_id"], names["name"], strict=True)) if "name" in names else {}


def _rules(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rules of forms, with those their indicators say by themselves."""
    return with_part_rules(tables["return_rules"], tables["collection_items"], tables["indicators"])


def _of_counted(values: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """The values of the forms that are counted."""
    places = pd.MultiIndex.from_frame(forms.loc[forms["counted"] == "yes", _PLACE].astype("str"))
    is_counted = pd.MultiIndex.from_frame(values[_PLACE].astype("str")).isin(places)
    return values[is_counted].reset_index(drop=True)


def _without_irrelevant(faults: Iterable[Fault], values: pd.DataFrame) -> list[Fault]:
    """The faults but for blanks of items that are not asked: ``relevant`` does not hold."""
    irrelevant = values.loc[~values["relevant"], [*_PLACE, "indicator"]].astype("str")
    places = set(irrelevant.itertuples(index=False, name=None))
    return [
        fault
        for fault in faults
        if fault.kind is not FaultKind.BLANK_WITHOUT_REASON
        or (fault.file, fault.sheet, fault.indicator) not in places
    ]


def _without_copies(faults: Iterable[Fault], forms: pd.DataFrame) -> Iterator[Fault]:
    """The faults but for those of cells that the form itself has as well, of which this one is a copy."""
    rows = forms.loc[forms["why_not"] == SAME_FILE, _PLACE].astype("str")
    copies = set(rows.itertuples(index=False, name=None))
    every = [*faults]
    elsewhere = {
        fault._replace(file="", sheet="") for fault in every if (fault.file, fault.sheet) not in copies
    }
    for fault in every:
        is_copy = fault.cell and (fault.file, fault.sheet) in copies
        if not (is_copy and fault._replace(file="", sheet="") in elsewhere):
            yield fault


def _standing(faults: Iterable[Fault], forms: pd.DataFrame) -> Iterator[Fault]:
    """The faults but for what a later revision put right: of a form that was replaced that alone is told."""
    rows = forms.loc[forms["why_not"] == REPLACED, _PLACE].astype("str")
    replaced = set(rows.itertuples(index=False, name=None))
    whole = set(rows["file"]) - set(forms.loc[forms["why_not"] != REPLACED, "file"].astype("str"))
    for fault in faults:
        is_of_replaced = (fault.file, fault.sheet) in replaced or fault.file in whole
        if fault.kind is FaultKind.RESUBMITTED or not is_of_replaced:
            yield fault


def last_arrival(forms: pd.DataFrame) -> date | None:
    """The day the last form came in, which is known of those with a receipt; None where there is none."""
    last: Any = forms["received_on"].max()
    return None if pd.isna(last) else last.date()
