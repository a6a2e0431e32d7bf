"""Run 2021 with dates and progress of its plan, for what the report makes of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.records.record_frames import with_records
from khacphuc.data.records.settings import RecordSettings

from .. import run2021
from ..data.records.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("measure_id", "month", "status", "done", "reason")
ROWS = (
    "GP1.1|2021-04|on_the_way|Lấy ý kiến",
    "GP1.1|2021-06|done|Chốt chỉ tiêu",
    "GP1.2|2021-04|not_started",
    "GP2.1|2021-05|dropped||Hết đối tượng",
)


def planned() -> Mapping[str, pd.DataFrame]:
    """The clean tables; GP1.1 is done late, GP1.2 overdue, GP2.1 dropped, of all others nobody reports."""
    tables = run2021.tables()
    due = {"GP1.1": pd.Timestamp(2021, 5, 31), "GP1.2": pd.Timestamp(2021, 9, 30)}
    measures = tables["measures"].assign(due=pd.to_datetime(tables["measures"]["measure_id"].map(due)))
    cells = [dict(zip(FIELDS, row.split("|"), strict=False)) for row in ROWS]
    progress = [{"progress_id": f"TD{number:02}", **row} for number, row in enumerate(cells, start=1)]
    changed = tables | {"measures": measures, "progress": typed("progress", progress)}
    return with_records(changed, RecordSettings(date(2021, 12, 31)))
