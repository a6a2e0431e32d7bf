"""The status of each criterion: a figure against its threshold, or a recorded judgement."""

from __future__ import annotations

from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import STATUSES

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from fractions import Fraction

    from khacphuc.data.values import Value, Values

CRITERION_COLUMNS = ("criterion_id", "shortcoming_id", "kind", "proxy", "status", "evidence", "reason")

_COMPARE = {">=": ge, ">": gt, "<=": le, "<": lt}


def holds(actual: Value, comparator: str, threshold: Value) -> bool | None:
    """Whether a value stands to its threshold as asked; None where they cannot be compared.

    Of a range all must stand so, and none of it must for the opposite: whether ``3-5`` is at least 4 nobody
    can tell. A range that is asked for is reached from its lower bound, and equalled by what is inside it.
    """
    if actual.measure != threshold.measure:
        return None
    (low, high), (least, largest) = actual.bounds, threshold.bounds
    if comparator == "=":
        apart = high < least or low > largest
        return False if apart else True if least <= low and high <= largest else None
    compare = _COMPARE.get(comparator)
    if compare is None:
        return None
    limit = least if comparator.startswith(">") else largest
    first, second = (bool(compare(bound, limit)) for bound in (low, high))
    return first if first == second else None


def judge(criteria: pd.DataFrame, values: Values) -> pd.DataFrame:
    """Give every criterion its status.

    A measured criterion is ``achieved`` when its figure reaches the threshold. When it does not, it is
    ``improved`` or ``worse`` against its baseline if there is one, else ``not_achieved``. It is
    ``missing`` when a number it needs is not there or cannot be compared. A judged criterion has the
    status that was recorded, or ``missing``.

    Args:
        criteria: the clean table.
        values: the numbers its codes stand for.

    Returns:
        One row per criterion, in their order, with ``CRITERION_COLUMNS``.
    """
    frame = criteria.copy()
    frame["status"] = pd.Series(
        [_status(row, values) for row in criteria.pipe(row_dicts)], index=frame.index, dtype="str"
    )
    return frame[list(CRITERION_COLUMNS)]


def _status(row: Mapping[Hashable, Any], values: Values) -> str:
    if row["kind"] != "measured":
        return row["status"] if row["status"] in STATUSES else "missing"
    actual, threshold = values.get(str(row["figure"])), values.resolve(str(row["threshold"]))
    if actual is None or threshold is None:
        return "missing"
    reached = holds(actual, str(row["comparator"]), threshold)
    if reached is None:
        return "missing"
    if reached:
        return "achieved"
    baseline = values.resolve(str(row["baseline"])) if row["baseline"] else None
    if baseline is None or baseline.measure != actual.measure:
        return "missing" if row["baseline"] else "not_achieved"
    return _against(actual.exact, str(row["comparator"]), baseline.exact, threshold.exact)


def _against(actual: Fraction, comparator: str, baseline: Fraction, threshold: Fraction) -> str:
    if comparator == "=":
        closer = abs(baseline - threshold) - abs(actual - threshold)
    else:
        closer = actual - baseline if comparator.startswith(">") else baseline - actual
    return "improved" if closer > 0 else "worse" if closer < 0 else "not_achieved"
