"""Rows of a frame as dicts, a column at a time. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def row_dicts(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows of a frame, each as its cells by their columns: ``frame.pipe(row_dicts)``.

    The same as ``frame.to_dict("records")``, which takes several times as long, without rows most of all.

    >>> import pandas as pd
    >>> row_dicts(pd.DataFrame({"unit_id": ["DV01", "DV02"], "members": pd.array([35, None], dtype="Int64")}))
    [{'unit_id': 'DV01', 'members': 35}, {'unit_id': 'DV02', 'members': None}]
    """
    if frame.empty:
        return [{} for _ in frame.index]
    names = list(frame.columns)
    columns = [_cells(column) for _, column in frame.items()]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _cells(column: pd.Series[Any]) -> list[Any]:
    # imported here: processes that read forms import who uses this, and make no frames
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    if isinstance(column.dtype, np.dtype) and column.dtype != object:
        return column.tolist()
    cells: list[Any] = column.array.to_numpy(dtype=object).tolist()
    if column.dtype == "str":
        return cells
    return [
        None if cell is pd.NA else cell.item() if isinstance(cell, np.generic) else cell for cell in cells
    ]
