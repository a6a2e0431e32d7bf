"""A unit's number against the sum of those below it: figures must not come in twice unnoticed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from khacphuc.data.returns.adding_methods import adding_methods
from khacphuc.data.returns.answers_in_order import answers_by_indicator
from khacphuc.data.returns.double_counting import ReportTree
from khacphuc.data.returns.exact_numbers import ExactNumbers
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.revisions import FORM_KEY
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.data.returns.adding_methods import AddingMethod
    from khacphuc.data.returns.answers_in_order import IndicatorAnswers
    from khacphuc.data.returns.exact_numbers import Counts

# one number that happens to be the sum of others says nothing; several do
_FEWEST_ALIKE = 2


def children_faults(
    values: pd.DataFrame, expected: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> list[Fault]:
    """Compare the number of each unit with the sum of its children's in the same time.

    Args:
        values: of the forms that are counted, with ``raw``, ``file``, ``sheet`` and ``cell``.
        expected: the expected reports.
        tables: the clean tables ``indicators``, ``collection_items``, ``collections`` and ``units``.

    Returns:
        PARENT_AND_CHILDREN: where a collection includes children, for each number that is not their sum
        once all of them reported, or is less than what some did; where it does not, for each form of which
        every number that can be compared is the sum (at the first of them): it seems to include them.
        Only indicators that are added over units are compared, by their last number or by their sum.
    """
    pairs = _pairs(values, expected, tables)
    if pairs.empty:
        return []
    including = tables["collections"]
    codes = including.loc[including["includes_children"].astype(bool), "collection_id"]
    includes = pairs["collection"].isin(codes)
    complete, equal = pairs["complete"], pairs["value"] == pairs["children"]
    wrong = includes & ((complete & ~equal) | (pairs["value"] < pairs["children"]))
    alike = pairs[~includes & complete & (pairs["children"] > 0)].assign(equal=equal)
    forms = alike.groupby(FORM_KEY)["equal"].agg(["all", "size"])
    doubtful = forms[forms["all"] & (forms["size"] >= _FEWEST_ALIKE)].index
    first = alike.drop_duplicates(FORM_KEY)
    chosen = [pairs[wrong], first[pd.MultiIndex.from_frame(first[FORM_KEY]).isin(doubtful)]]
    names = [*FORM_KEY, "indicator"]
    cells = values[[*names, "raw", "file", "sheet", "cell"]].astype("str").drop_duplicates(names)
    chosen_cells = pd.concat(chosen).merge(cells, on=names)
    return [
        Fault(
            FaultKind.PARENT_AND_CHILDREN,
            **{name: str(row[name]) for name in (*names, "file", "sheet", "cell")},
            observed=str(row["raw"]),
            expected=f"{row['children']:.15g}",
        )
        for row in chosen_cells.pipe(row_dicts)
    ]


def _pairs(values: pd.DataFrame, expected: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The number of each parent beside the sum of its children's, and whether all of them reported."""
    reports = expected.sort_values("collection", kind="stable").reset_index(drop=True)
    tree, methods = ReportTree(reports, tables), adding_methods(tables["indicators"])
    names = [*FORM_KEY, "indicator", "value", "children", "complete"]
    blocks = []
    for indicator, answers in answers_by_indicator(values, reports, tables["collection_items"]):
        method = methods.get(indicator)
        if method is None or method.refusal() or method.over_units != "sum":
            continue
        blocks += [
            (answers.rows[place], indicator, answers.numbers[place], *summed)
            for place, below in _families(answers, tree)
            if (summed := _sum_of(answers, below, tree, method)) is not None
        ]
    frame = pd.DataFrame(blocks, columns=["row", *names[3:]])
    return frame.join(reports[FORM_KEY], on="row")[names]


def _families(answers: IndicatorAnswers, tree: ReportTree) -> Iterator[tuple[int, Counts]]:
    """Each report that has a number, with the reports of children that lie within its time."""
    unit = tree.units[answers.rows]
    parent, starts, ends = tree.parents[unit], tree.starts[answers.rows], tree.ends[answers.rows]
    first, span = int(tree.starts.min()), int(tree.ends.max() - tree.starts.min()) + 1
    # children stand together under their parent, in the order of their last days
    keys = parent * span + ends - first
    order = np.argsort(keys, kind="stable")
    begins = np.searchsorted(keys[order], unit * span + starts - first)
    until = np.searchsorted(keys[order], unit * span + ends - first, side="right")
    for place in np.flatnonzero((until > begins) & ~np.isnan(answers.numbers)).tolist():
        below = order[begins[place] : until[place]]
        yield place, below[starts[below] >= starts[place]]


def _sum_of(
    answers: IndicatorAnswers, below: Counts, tree: ReportTree, method: AddingMethod
) -> tuple[float, bool] | None:
    """The sum of what children reported and whether all did; None where there is nothing to compare."""
    ends = tree.ends[answers.rows[below]]
    if method.over_time in {"last", "first"} and len(below):
        below = below[ends == (ends.max() if method.over_time == "last" else ends.min())]
    elif method.over_time != "sum" and len(np.unique(ends)) > 1:
        return None  # several periods of the children that do not add up
    numbers = answers.numbers[below]
    there = ~np.isnan(numbers)
    if not there.any():
        return None
    sums = ExactNumbers.read(numbers[there]).sums(np.zeros(int(there.sum()), dtype=np.int64), 1)
    return float(sums.doubles()[0]), bool((there | answers.nil[below]).all())
