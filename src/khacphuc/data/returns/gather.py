"""The received files of a run in, the tables of their values, forms and faults out."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from khacphuc.data.returns.faults import NOT_READ, Fault, FaultKind
from khacphuc.data.returns.forms.batch import RECEIVED_FOLDER, FormRow, ReceivedName, read_batch
from khacphuc.data.returns.forms.catalogue import form_catalogue
from khacphuc.data.returns.forms.pool import ReaderPool
from khacphuc.data.returns.forms.received import receipt_cell, received_names
from khacphuc.data.returns.periods import parse_period, reporting_periods
from khacphuc.errors import QuantityError
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from khacphuc.data.returns.forms.batch import FormBatch
    from khacphuc.data.returns.forms.catalogue import FormCatalogue
    from khacphuc.project.layout import Layout

FORM_COLUMNS_GATHERED: Final = (*FormRow._fields, "received_on", "state")
"""The columns of the table of forms."""
VALUE_COLUMNS: Final = (
    *("unit_id", "collection", "indicator", "period", "period_start", "period_end", "revision"),
    *("value", "raw", "number_format", "status", "file", "sheet", "cell"),
)
"""The columns of the table of values."""

_DAY: Final = "datetime64[us]"
_TYPED: Final = ("collection", "unit_id", "period", "revision")
"""What somebody may put right in a receipt, where the form does not say it or says it wrong."""


class GatheredForms(NamedTuple):
    """What came in.

    Attributes:
        values: one row for each item of each form: the columns VALUE_COLUMNS, texts as categories.
        forms: one row for each sheet that is a form: the columns FORM_COLUMNS_GATHERED.
        faults: what is wrong in the files.
    """

    values: pd.DataFrame
    forms: pd.DataFrame
    faults: list[Fault]


def gather(
    layout: Layout,
    run: str,
    tables: Mapping[str, pd.DataFrame],
    *,
    pool: ReaderPool | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> GatheredForms:
    """Read all forms that came in for a run.

    Args:
        layout: the project.
        run: the run.
        tables: the clean tables ``collections``, ``collection_items``, ``indicators``, ``units``,
            ``units_of_measure`` and, if there are any, ``receipts``.
        pool: the processes that read; by default as many as there are cores, for this once.
        advance: called with the number of files that were read since the last call, and of all.

    Returns:
        The same tables in the same order, however many processes read.
    """
    folder = layout.inside(layout.raw(run) / RECEIVED_FOLDER)
    receipts = _receipts(tables)
    hashes = dict(zip(receipts["received_file"], receipts["sha256"], strict=True))
    originals = dict(zip(receipts["received_file"], receipts["original_name"], strict=True))
    names = [
        ReceivedName(name, hashes.get(file, ""), originals.get(file) or name.partition("-")[2])
        for name in received_names(folder)
        if (file := f"{RECEIVED_FOLDER}/{name}")
    ]
    catalogue = replace(form_catalogue(tables), run=run)
    total = len(names)

    def count(files: int) -> None:
        if advance:
            advance(files, total)

    if pool:
        batches = pool.read(folder, names, catalogue, advance=count)
    else:
        with ReaderPool() as own_pool:
            batches = own_pool.read(folder, names, catalogue, advance=count)
    read = _gathered(batches, receipts, tables)
    return read._replace(faults=[*read.faults, *_lost(receipts, {name.name for name in names})])


def gather_some(
    folder: Path, names: Sequence[ReceivedName], catalogue: FormCatalogue, tables: Mapping[str, pd.DataFrame]
) -> GatheredForms:
    """Read some of the forms that came in, in this process.

    Args:
        folder: of received files.
        names: of the files.
        catalogue: all forms of the run.
        tables: the clean tables; of ``receipts`` those of the files are enough.
    """
    return _gathered([read_batch(folder, names, catalogue)], _receipts(tables), tables)


def _gathered(
    batches: Sequence[FormBatch], receipts: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> GatheredForms:
    forms = _forms(batches, receipts)
    values = _values(batches, forms, tables["collections"])
    faults = _placed(chain.from_iterable(batch.faults for batch in batches), receipts)
    return GatheredForms(values, forms, faults)


def _receipts(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The receipts; of two of one sheet the last counts."""
    columns = ["received_file", "sheet", "sha256", *_TYPED, "received_on", "state", "original_name"]
    frame = tables.get("receipts")
    if frame is None:
        frame = pd.DataFrame(columns=columns)
    frame = frame[columns].astype(dict.fromkeys(["received_file", "sheet", "sha256", "original_name"], "str"))
    return frame.drop_duplicates(["received_file", "sheet"], keep="last")


def _forms(batches: Sequence[FormBatch], receipts: pd.DataFrame) -> pd.DataFrame:
    """The table of forms, with what their receipts say."""
    rows = list(chain.from_iterable(batch.forms for batch in batches))
    forms = pd.DataFrame(rows, columns=list(FormRow._fields))
    texts = ["file", "sheet", "sha256", "collection", "unit_id", "period", "form_version", "content"]
    forms = forms.astype(
        dict.fromkeys(texts, "str") | {"revision": "Int64", "declared_complete": "bool", "nil": "bool"}
    )
    keyed = receipts.set_index(["received_file", "sheet"])
    places = [forms["file"], forms["sheet"].map(receipt_cell)]
    known = keyed.reindex(pd.MultiIndex.from_arrays(places)).set_axis(forms.index)
    for name in _TYPED:
        typed = known[name]
        is_typed = typed.notna() & (typed.astype("str") != "")
        forms[name] = forms[name].mask(is_typed, typed.astype(forms[name].dtype))
    forms["received_on"] = pd.to_datetime(known["received_on"]).astype(_DAY)
    forms["state"] = known["state"].astype("object").fillna("").astype("str")
    return forms


def _values(batches: Sequence[FormBatch], forms: pd.DataFrame, collections: pd.DataFrame) -> pd.DataFrame:
    """The table of values: what the form says of each, as often as it has values."""
    counts = np.fromiter(chain.from_iterable(batch.counts for batch in batches), dtype=np.int64)
    days = _days(forms, collections)
    columns: dict[str, Any] = {}
    for name in ("unit_id", "collection", "period", "file", "sheet"):
        codes, names = pd.factorize(forms[name])
        columns[name] = pd.Categorical.from_codes(
            np.repeat(codes, counts), categories=pd.Index(names, dtype="str")
        )
    for name, column in days.items():
        columns[name] = np.repeat(column, counts)
    columns["revision"] = pd.array(np.repeat(forms["revision"].to_numpy("int64"), counts), dtype="Int64")
    columns["value"] = np.concatenate([np.asarray(batch.values) for batch in batches] or [np.empty(0)])
    for name, number in (("indicator", 2), ("status", 6)):
        texts = list(chain.from_iterable(batch[number] for batch in batches))
        columns[name] = pd.Categorical(np.array(texts, dtype=object))
    for name, number in (("raw", 4), ("number_format", 5), ("cell", 7)):
        texts = list(chain.from_iterable(batch[number] for batch in batches))
        columns[name] = pd.Series(texts, dtype="str")
    return pd.DataFrame(columns)[list(VALUE_COLUMNS)]


def _days(forms: pd.DataFrame, collections: pd.DataFrame) -> dict[str, np.ndarray]:
    """The first and last day of the period of each form."""
    kinds = {row["collection_id"]: (row["period_type"], row["cutoff"]) for row in collections.pipe(row_dicts)}
    known: dict[tuple[str, str], tuple[Any, Any]] = {}
    pairs = list(zip(forms["collection"], forms["period"], strict=True))
    for collection, period in set(pairs):
        known[collection, period] = _days_of(period, *kinds.get(collection, ("", "")))
    return {
        name: np.array([known[pair][end] for pair in pairs], dtype=_DAY)
        for end, name in enumerate(("period_start", "period_end"))
    }


def _days_of(code: str, period_type: str, cutoff: str) -> tuple[Any, Any]:
    try:
        kind, year, _ = parse_period(code)
        if kind == period_type:
            for period in reporting_periods(year, period_type, cutoff):
                if period.code == code:
                    return np.datetime64(period.start), np.datetime64(period.end)
    except QuantityError:
        pass
    return np.datetime64("NaT"), np.datetime64("NaT")


def _placed(faults: Iterable[Fault], receipts: pd.DataFrame) -> list[Fault]:
    """Faults of files that could not be read, with whose they are where a receipt says it."""
    rows = {row["received_file"]: row for row in receipts.pipe(row_dicts)}
    return [
        Fault(**(fault._asdict() | _typed_place(rows[fault.file])))
        if fault.kind in NOT_READ and fault.file in rows and not fault.unit_id
        else fault
        for fault in faults
    ]


def _lost(receipts: pd.DataFrame, names: set[str]) -> list[Fault]:
    """Receipts whose file is not there."""
    return [
        Fault(FaultKind.FILE_LOST, file=row["received_file"], sheet=row["sheet"], **_typed_place(row))
        for row in receipts.pipe(row_dicts)
        if row["received_file"].removeprefix(f"{RECEIVED_FOLDER}/") not in names
    ]


def _typed_place(row: Mapping[Any, Any]) -> dict[str, str]:
    """Whose form it is, as a receipt says."""
    return {name: str(row[name]) for name in _TYPED[:3] if isinstance(row[name], str)}
