"""``datapackage.json`` of a version: every table with its columns, as Frictionless describes them.

The columns are those of ``schema.tables`` and ``schema.published_tables``. Parquet is not read everywhere, so
each clean table is kept as CSV, too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.store import csv_text, parse_parquet
from khacphuc.schema.published_tables import PUBLISHED_TABLES
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.schema.columns import Field, TableSchema

DATA_PACKAGE: Final = "datapackage.json"
_CLEAN: Final = "tables"
_PUBLISHED: Final = "report/tables"
_TYPES: Final = {
    "str": "string",
    "Int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "codes": "string",
}
_FRAMES: Final = {
    "targets": "assessed_targets",
    "criteria": "assessed_criteria",
    "returns": "gathered/values",
    "rates": "gathered/rates",
}
"""The clean frames of published tables that have another name."""


def clean_frames(files: Mapping[str, bytes]) -> dict[str, pd.DataFrame]:
    """The clean frames of a version, by the names of their files: ``figures``, ``gathered/values``.

    Args:
        files: of the version.
    """
    return {
        path.removeprefix("clean/").removesuffix(".parquet"): parse_parquet(data)
        for path, data in files.items()
        if path.startswith("clean/") and path.endswith(".parquet")
    }


def clean_tables_as_csv(frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """The clean tables of a version as CSV, by their names in it.

    Args:
        frames: of the version (see ``clean_frames``).
    """
    return {f"{_CLEAN}/{name}.csv": csv_text(frames[name]).encode() for name in TABLES if name in frames}


def data_package(
    record: Mapping[str, Any], title: str, files: Mapping[str, bytes], frames: Mapping[str, pd.DataFrame]
) -> bytes:
    """The text of ``datapackage.json``; the same record and files give the same bytes.

    Args:
        record: ``run.json``.
        title: of the report.
        files: of the version, with ``clean_tables_as_csv``.
        frames: of the version (see ``clean_frames``).
    """
    package = {
        "profile": "tabular-data-package",
        "name": f"khacphuc-{record['run']}",
        "title": title,
        "keywords": sorted(filter(None, (record["office"], record["run"]))),
        "sources": [{"title": "run.json", "path": "report/run.json"}],
        "resources": [*_resources(files, frames)],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resources(files: Mapping[str, bytes], frames: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    for path in sorted(files):
        folder, _, file = path.rpartition("/")
        if not file.endswith(".csv") or folder not in {_CLEAN, _PUBLISHED}:
            continue
        name, is_published = file.removesuffix(".csv"), folder == _PUBLISHED
        table = _table(name, is_published=is_published)
        frame = frames.get(_FRAMES.get(name, name) if is_published else name)
        yield {
            "profile": "tabular-data-resource",
            "name": f"published-{name}" if is_published else name,
            "path": path,
            **({"description": table.description} if table else {}),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(files[path]),
            "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
            "schema": _schema(table, files[path].decode(), frame),
        }


def _table(name: str, *, is_published: bool) -> TableSchema | None:
    """The declaration of a table; a published one may be a clean table as it is."""
    return PUBLISHED_TABLES.get(name) or TABLES.get(name) if is_published else TABLES.get(name)


def _schema(table: TableSchema | None, text: str, frame: pd.DataFrame | None) -> dict[str, Any]:
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    cells = {column: [row[position] for row in rows] for position, column in enumerate(header)}
    # a published table may have a column ``file`` or ``line`` of its own
    declared = {field.name: field for field in (*table.clean, *table.fields)} if table else {}
    key = cells.get(table.key, []) if table else []
    is_key = bool(key) and "" not in key and len({*key}) == len(key)
    return {
        "fields": [
            _field(column, declared.get(column), _type(column, declared.get(column), frame), cells[column])
            for column in header
        ],
        "missingValues": [""],
        **({"primaryKey": [table.key]} if table and is_key else {}),
    }


def _field(name: str, declared: Field | None, kind: str, cells: list[str]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind}
    if declared is None:
        return field
    # a constraint is stated where it holds: what breaks one is a finding, and may be published
    constraints: dict[str, Any] = {}
    if declared.required and "" not in cells:
        constraints["required"] = True
    if declared.allowed and kind == "string" and {*cells} <= {"", *declared.allowed}:
        constraints["enum"] = [*declared.allowed]
    return field | {
        "description": declared.description,
        **({"unit": declared.unit} if declared.unit else {}),
        **({"references": [*declared.reference]} if declared.reference else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _type(column: str, declared: Field | None, frame: pd.DataFrame | None) -> str:
    """What a column holds: of one that is not declared what its frame holds, else text."""
    if frame is not None and column in frame:
        dtype = frame[column].dtype
        if pd.api.types.is_datetime64_any_dtype(dtype):
            return "date"
        return _TYPES.get({"int64": "Int64", "boolean": "bool"}.get(str(dtype), str(dtype)), "string")
    return _TYPES.get(declared.dtype, "date") if declared else "string"
