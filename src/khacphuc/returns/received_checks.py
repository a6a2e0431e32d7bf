"""What is wrong with forms that have just come in: all a run would tell of them that needs no others.

The checks are those of the run (``data.gathered.return_frames``), of the new files with those that came in
before from the same units for the same periods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.data.clean import clean_table
from khacphuc.data.gathered.return_frames import faults_of_forms
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.returns.forms.batch import RECEIVED_FOLDER, ReceivedName
from khacphuc.data.returns.gather import gather_some
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from khacphuc.data.returns.faults import Fault
    from khacphuc.data.returns.forms.catalogue import FormCatalogue
    from khacphuc.returns.receipts import Receipt

_RECEIPTS: Final = TABLES["receipts"]
_KEY: Final = ("collection", "unit_id", "period")


def check_received(
    folder: Path,
    originals: Mapping[str, str],
    receipts: Sequence[Receipt],
    catalogue: FormCatalogue,
    tables: Mapping[str, pd.DataFrame],
    *,
    year: int,
) -> dict[str, list[Fault]]:
    """Find what is wrong with files that came in.

    Args:
        folder: of received files.
        originals: by the file as receipts name it, what it was called when it came in.
        receipts: of all files, those among them.
        catalogue: all forms of the run.
        tables: the clean tables.
        year: of the run.

    Returns:
        The faults of each of the files.
    """
    keys = {_key(row) for row in receipts if row["received_file"] in originals and all(_key(row))}
    rows = [row for row in receipts if row["received_file"] in originals or _key(row) in keys]
    names = {
        (file := row["received_file"]): ReceivedName(
            file.removeprefix(f"{RECEIVED_FOLDER}/"),
            row["sha256"],
            originals.get(file, row["original_name"]),
        )
        for row in rows
    }
    cells = ([*(row[field.name] for field in _RECEIPTS.raw), "", 0] for row in rows)
    typed = clean_table(_RECEIPTS, text_frame(_RECEIPTS, cells))
    read = gather_some(folder, list(names.values()), catalogue, {**tables, "receipts": typed})
    faults: dict[str, list[Fault]] = {file: [] for file in originals}
    for fault in faults_of_forms(read.values, read.forms, read.faults, tables, year=year):
        if fault.file in faults:
            faults[fault.file].append(fault)
    return faults


def _key(receipt: Receipt) -> tuple[str, ...]:
    return tuple(receipt[name] for name in _KEY)
