"""Every table as it is without rows: a run uses some of them, and each stage reads or writes them all."""

from __future__ import annotations

import pandas as pd

from khacphuc.data.clean import without_rows
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.store import parquet_bytes
from khacphuc.schema.tables import TABLES

# on a hundred rows pandas is several times faster with texts of Python's than with those of Arrow
pd.set_option("mode.string_storage", "python")
for _table in TABLES.values():
    text_frame(_table, [])
    parquet_bytes(without_rows(_table))
