"""What a run leaves open in the records besides figures, made rows of next year: measures that are overdue.

A measure that was dropped does not go on; it is named, so that somebody decides what becomes of it. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    Row = dict[str, str]


@dataclass(frozen=True)
class OpenRecords:
    """What is open.

    Attributes:
        rows: the rows next year begins with, by table.
        overdue: measures that were due and are not done, by their code there and in the next year.
        dropped: measures that were dropped.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    overdue: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()


def open_records(tables: Mapping[str, pd.DataFrame], going: Collection[str]) -> OpenRecords:
    """What a run leaves open.

    Args:
        tables: the clean tables, with ``plan_progress`` where the run records progress.
        going: the shortcomings that go on: measures of the others are over.

    Returns:
        Of an overdue measure the row with a code counted anew below its shortcoming, without its date and its
        documents, which are of the year that is over.
    """
    if "plan_progress" not in tables:
        return OpenRecords()
    plan = tables["plan_progress"]
    plan = plan[plan["shortcoming_id"].isin(list(going))]
    rows: list[Row] = []
    codes: list[tuple[str, str]] = []
    for row in plan[plan["late"]].to_dict("records"):
        code = str(row["measure_id"])
        head = code.rpartition(".")[0]  # GP1 of GP1.2
        place = 1 + sum(was.rpartition(".")[0] == head for was, _ in codes)
        new = f"{head}.{place}" if head else code
        codes.append((code, new))
        texts = {name: str(row[name]) for name in ("shortcoming_id", "description", "answerable")}
        rows.append({"measure_id": new, **texts})
    dropped = plan.loc[plan["status"] == "dropped", "measure_id"]
    return OpenRecords({"measures": rows}, tuple(codes), tuple(map(str, dropped)))
