"""Write and read tables: typed ones as Parquet, for the stages; public ones as CSV, for people.

``clean_run`` makes the typed ones from the raw tables of a run.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from pyarrow import BufferReader
from pyarrow.parquet import ParquetFile

from khacphuc.data.clean import (
    clean_table,
    clean_tables,
    link_targets,
    with_all_columns,
    without_rows,
)
from khacphuc.data.computed import fill_computed
from khacphuc.data.gathered.asked import has_collections
from khacphuc.data.gathered.checked_frames import CHECKED_FRAMES, checked_frames
from khacphuc.data.gathered.printed_totals import Totals, fill_printed, sources
from khacphuc.data.gathered.return_frames import GATHERED_FRAMES
from khacphuc.data.gathered.run_returns import gather_run
from khacphuc.data.raw.examples import EXAMPLES, without_examples
from khacphuc.data.raw.run import read_run
from khacphuc.data.records.papers import with_due_days
from khacphuc.data.records.record_frames import FRAME_MAKERS, with_records
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.errors import SourceError
from khacphuc.project.files import read_bytes, read_text, write_bytes, write_text
from khacphuc.project.workspace import GATHERED
from khacphuc.schema.tables import ISSUED, TABLES
from khacphuc.text.cells import csv_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.raw.run import RawRun
    from khacphuc.data.records.settings import RecordSettings
    from khacphuc.project.workspace import Workspace
    from khacphuc.schema.tables import TableSchema

_ARROW_TEXT: Final = pd.StringDtype("pyarrow", na_value=float("nan"))


def clean_run(
    workspace: Workspace,
    language: str = "vi",
    office: str = "",
    *,
    is_typed: bool = False,
    gathered: Mapping[str, pd.DataFrame] | None = None,
    settings: RecordSettings | None = None,
) -> dict[str, pd.DataFrame]:
    """Read the raw tables of a run and type them.

    Args:
        workspace: of the run.
        language: of locators and problems.
        office: the office whose reference tables are read; empty for the only one there is.
        is_typed: whether a sidecar must name the document its tables were typed from.
        gathered: what its units reported (see ``data.returns.run_returns``); None where they were not asked.
        settings: the day records are looked at; without it nothing is counted of tables.

    Returns:
        Every clean table by name, with the columns of its ``Table.clean``; ``examples`` where example rows of
        a form were left in (see ``without_examples``), what suites check of what units reported, and
        what was computed and counted of tables (``with_records``).

    Raises:
        SourceError: a raw table or sidecar cannot be read.
    """
    raw = read_run(workspace.layout, workspace.run, office, is_typed=is_typed)
    return clean_raw(raw, language, gathered, settings)


def clean_raw(
    raw: RawRun,
    language: str = "vi",
    gathered: Mapping[str, pd.DataFrame] | None = None,
    settings: RecordSettings | None = None,
) -> dict[str, pd.DataFrame]:
    """Type the raw tables of a run, compute what is computed of them, and link what belongs together.

    Args:
        raw: the raw tables, not changed.
        language: of locators and problems.
        gathered: what units reported.
        settings: the day records are looked at (see ``clean_run``).

    Returns:
        As ``clean_run``.
    """
    rows, examples = without_examples(raw.tables)
    tables = clean_tables(rows, raw.short_source, language)
    if gathered is not None:
        tables = _with_returns(tables, rows["figures"], gathered, raw, language)
    tables = with_due_days(tables, raw.days_before)
    tables = with_records(tables, settings, language)
    counts = tables.get(TABLE_COUNTS)
    tables["computed"] = fill_computed(tables["computed"], tables["figures"], language, counts)
    tables["targets"] = link_targets(tables)
    return tables if examples.empty else tables | {EXAMPLES: examples}


def _with_returns(
    tables: dict[str, pd.DataFrame],
    typed: pd.DataFrame,
    gathered: Mapping[str, pd.DataFrame],
    raw: RawRun,
    language: str,
) -> dict[str, pd.DataFrame]:
    """The clean tables with the totals of returns, and the frames about returns that suites check."""
    totals = Totals(gathered["totals"], tables["indicators"])
    filled, source = fill_printed(typed, totals), raw.short_source("figures")
    figures = clean_table(TABLES["figures"], filled, source=source, language=language)
    figures = figures.assign(source=sources(figures, totals, typed["printed"], language))
    tables = tables | {"figures": figures}
    return tables | checked_frames(tables, gathered, totals, folder=raw.folder, language=language)


def save_tables(workspace: Workspace, tables: dict[str, pd.DataFrame]) -> None:
    """Write clean tables as Parquet into the build."""
    for name, frame in tables.items():
        save_table(workspace, f"{name}.parquet", frame)


def save_table(workspace: Workspace, file: str, frame: pd.DataFrame) -> None:
    """Write one frame as Parquet into the build, by the name of its file."""
    write_bytes(workspace.clean(file), parquet_bytes(frame))


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """One frame as Parquet: the same bytes however pandas keeps texts in memory (``mode.string_storage``)."""
    if len(frame):
        return _to_parquet(frame)
    columns = tuple(frame.dtypes.items())
    if columns not in _without_rows:
        _without_rows[columns] = _to_parquet(frame)
    return _without_rows[columns]


_without_rows: dict[tuple[object, ...], bytes] = {}
"""The bytes of frames without rows, by their columns and types: most offices use some tables only."""


def _to_parquet(frame: pd.DataFrame) -> bytes:
    columns = {name: _with_arrow_texts(column) for name, column in frame.items()}
    buffer = io.BytesIO()
    pd.DataFrame(columns, index=frame.index, columns=frame.columns).to_parquet(buffer, index=False)
    return buffer.getvalue()


def _with_arrow_texts(column: pd.Series) -> pd.Series:
    """A column whose texts, or those of its categories, are kept as Arrow keeps them."""
    if column.dtype == "str":
        return column.astype(_ARROW_TEXT)
    if isinstance(column.dtype, pd.CategoricalDtype) and column.cat.categories.dtype == "str":
        categories: Any = column.cat.categories.astype(_ARROW_TEXT)  # an index, which the stubs refuse
        return column.cat.rename_categories(categories)
    return column


def load_table(workspace: Workspace, file: str) -> pd.DataFrame:
    """Read one frame as ``save_table`` wrote it, from the build or else from the published run.

    Raises:
        SourceError: the file is not there yet.
    """
    return parse_parquet(read_bytes(workspace.existing_clean(file)))


def parse_parquet(data: bytes) -> pd.DataFrame:
    """Read one frame as ``save_table`` wrote it, from the bytes of its file."""
    return _frame(_parquet(data))


def _parquet(data: bytes) -> ParquetFile:
    return ParquetFile(BufferReader(data))


def _frame(parquet: ParquetFile) -> pd.DataFrame:
    # a build has dozens of small tables: threads, and what pandas looks for first, cost more than reading
    frame: pd.DataFrame = parquet.read(use_threads=False).to_pandas(use_threads=False)
    return frame


def load_tables(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """Read every clean table by name, from the build or else from the published run.

    Each has the columns of its ``Table.clean``. What was published before there was an optional table has
    no rows of it.

    Raises:
        SourceError: a table is not there yet.
    """
    tables = {name: _load(workspace, table) for name, table in TABLES.items()}
    others = (EXAMPLES, TABLE_COUNTS, *FRAME_MAKERS, *CHECKED_FRAMES, ISSUED)
    there = [name for name in others if _is_there(workspace, f"{name}.parquet")]
    return tables | {name: load_table(workspace, f"{name}.parquet") for name in there}


def _load(workspace: Workspace, table: TableSchema) -> pd.DataFrame:
    file = f"{table.name}.parquet"
    if table.optional and not _is_there(workspace, file):
        return without_rows(table)
    parquet = _parquet(read_bytes(workspace.existing_clean(file)))
    if not parquet.metadata.num_rows:
        return without_rows(table)
    return with_all_columns(table, _frame(parquet))


def _is_there(workspace: Workspace, file: str) -> bool:
    try:
        workspace.existing_clean(file)
    except SourceError:
        return False
    return True


def load_gathered(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """Read what was gathered of the returns, from the build or else from the published run.

    Raises:
        SourceError: it is not there yet.
    """
    return {name: load_table(workspace, f"{GATHERED}/{name}.parquet") for name in GATHERED_FRAMES}


def previous_tables(
    workspace: Workspace, previous: str, office: str = "", *, year: int | None = None
) -> dict[str, pd.DataFrame] | None:
    """The clean tables of the run of the year before, out of its raw tables.

    Args:
        workspace: that of this year's run.
        previous: the id of that run; empty where there is none.
        office: as for ``clean_run``.
        year: it is about; without it what units reported then is not gathered.

    Returns:
        As ``clean_run``; None where there is no such run, or only its parameters are left.

    Raises:
        SourceError: its raw tables cannot be read.
    """
    if not previous or not workspace.layout.raw(previous).is_dir():
        return None
    earlier = replace(workspace, run=previous)
    tables = clean_run(earlier, office=office)
    if year is None or not has_collections(workspace.layout.raw(previous)):
        return tables
    return clean_run(earlier, office=office, gathered=gather_run(earlier, tables, year=year))


def publish_table(workspace: Workspace, name: str, frame: pd.DataFrame) -> None:
    """Write one public table, ``report/tables/<name>.csv``: UTF-8, header row, order as given.

    Of a table of the data dictionary a ``sparse`` column is left out where no row has a cell in it.
    """
    fields = TABLES[name].fields if name in TABLES else ()
    empty = [field.name for field in fields if field.sparse and _is_empty(frame.get(field.name))]
    write_text(workspace.report(f"tables/{name}.csv"), csv_text(frame.drop(columns=empty)))


def _is_empty(column: pd.Series[Any] | None) -> bool:
    """Whether no cell of a column that is there holds anything: a number, a word, a yes."""
    return column is not None and bool((column.isna() | column.isin(["", False])).all())


def load_public(workspace: Workspace, name: str) -> pd.DataFrame:
    """Read one public table, from the build or else from the published run.

    Its columns are those of the file's header, every cell as text.

    Raises:
        SourceError: the table is not there yet.
    """
    reader = csv.DictReader(io.StringIO(read_text(workspace.existing_report(f"tables/{name}.csv"))))
    return pd.DataFrame(list(reader), columns=list(reader.fieldnames or ()), dtype="str")


def csv_text(frame: pd.DataFrame) -> str:
    """A frame as CSV: a header row, then cells as ``csv_cell`` gives them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*(map(csv_cell, frame[name]) for name in frame.columns), strict=True))
    return text.getvalue()
