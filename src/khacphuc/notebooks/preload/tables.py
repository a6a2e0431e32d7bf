"""Every table as it is without rows: a run uses some of them, and each stage reads them all."""

from __future__ import annotations

from khacphuc.data.clean import without_rows
from khacphuc.data.raw.cells import text_frame
from khacphuc.schema.tables import TABLES

for _table in TABLES.values():
    text_frame(_table, [])
    without_rows(_table)
