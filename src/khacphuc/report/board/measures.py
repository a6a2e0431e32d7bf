"""The measures of the plan that were due by the end of the month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.report.board.sentence import cell, in_paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.report.board.context import BoardContext
    from khacphuc.report.document import nodes


def measures_section(context: BoardContext) -> list[nodes.Block]:
    """The measures that were due; nothing where no measure has a day."""
    measures = dated_measures(context.tables)
    if measures.empty:
        return []
    rows = measures[measures["due"] <= pd.Timestamp(context.paper.last_day)]
    labels = context.labels
    if rows.empty:
        return [in_paragraph(labels["no_measures_due"])]
    number = context.numbers.count("measures.due", labels["item_measures_due"], rows["measure_id"])
    return [
        in_paragraph(labels["measures_due"], count=number),
        context.table(
            "measures",
            {"code": 1, "measure": 5, "answerable": 2.4, "due": 1.5},
            [
                (cell(row["measure_id"]), cell(row["description"]), cell(row["answerable"]), cell(row["due"]))
                for row in rows.to_dict("records")
            ],
        ),
    ]


def dated_measures(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The measures that have a day, by the day."""
    measures = tables["measures"]
    return measures[measures["due"].notna()].sort_values(["due", "measure_id"], kind="stable")
